"""Inputs to extractions on disk: what is new or changed is read, what is known is copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg import archive
from kg.archive import Archive, Packed, Writer
from kg.pool import Clock, Tell, Tools, Workers, extract_all
from kg.records import Article, Extraction, Failure


def read(results: Iterable[Article | Failure], path: Path) -> list[Failure]:
    """Puts the articles that are read into an archive of their own; what could not be read."""
    failures: list[Failure] = []
    with Writer(path) as articles:
        for article in distinct(results, failures):
            articles.add(article.id, article)
    return failures


def distinct(results: Iterable[Article | Failure], failures: list[Failure]) -> Iterator[Article]:
    """The articles in the order they come, one that is given twice once; failures are noted.

    Two articles of one id and different words cannot both be kept under it: the second becomes a
    failure that says so.
    """
    seen: dict[str, str] = {}
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
        elif result.id not in seen:
            seen[result.id] = result.sha256
            yield result
        elif seen[result.id] != result.sha256:
            reason = f"another article is called {result.id} too; rename one of them"
            failures.append(Failure(source=result.source, reason=reason))


def gather(
    fresh: Archive[Article],
    known: Archive[Extraction] | None,
    folder: Path,
    *,
    tools: Tools,
    workers: Workers,
    clock: Clock,
    tell: Tell,
) -> list[Failure]:
    """Archives the extractions of all articles in a folder; what an extractor broke on.

    Args:
        fresh: the articles of the inputs.
        known: extractions of an older graph. One is used again when its article is not among the
            inputs or has not changed, and the same tools made it.
        folder: where the archive goes.
        tools: what reads the others.
        workers: processes, or the cluster, that do.
        clock: told the seconds of each stage.
        tell: told what is done.
    """
    maker = tools.maker()
    old = frozenset(known.names if known is not None else ())
    same = {
        name
        for name in old
        if known is not None and known.made_by == maker
        if name not in fresh or _same(known[name].article, fresh[name])
    }
    names = sorted({*old, *fresh.names})
    wanted = [name for name in names if name not in same]
    articles = (
        fresh[name] if known is None or name in fresh else known[name].article for name in wanted
    )
    found = extract_all(
        articles, count=len(wanted), tools=tools, workers=workers, clock=clock, tell=tell
    )
    failures: list[Failure] = []
    with Writer(folder / archive.NAME, made_by=maker) as writer:
        for name in names:
            if known is not None and name in same:
                writer.copy(name, known.raw(name))
            elif isinstance(one := next(found), Failure):
                failures.append(one)
            elif isinstance(one, Packed):
                writer.copy(name, one.raw)
            else:
                writer.add(name, one)
        next(found, None)  # so that it comes to its end
    return failures


def _same(old: Article, new: Article) -> bool:
    """Whether they are one article, wherever it lay when it was read."""
    # A date that the extractors inferred is not in the article as it is read.
    dated = new if new.published is None and old.published_inferred else old
    then = replace(
        old, source="", published=dated.published, published_inferred=dated.published_inferred
    )
    return then == replace(new, source="")
