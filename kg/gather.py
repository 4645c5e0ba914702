"""Inputs to extractions on disk: what is new or changed is read, what is known is copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import archive
from kg.archive import Archive, Packed, Writer
from kg.beside import Besides
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


@dataclass(frozen=True, slots=True)
class Gathered:
    """What became of the articles beside those that are archived: what an extractor broke on, and
    the names of those that were dropped.
    """

    failures: list[Failure]
    dropped: list[str]


def gather(
    fresh: Archive[Article],
    known: Archive[Extraction] | None,
    folder: Path,
    *,
    unread: Sequence[Failure] | None = None,
    besides: Besides | None = None,
    tools: Tools,
    workers: Workers,
    clock: Clock,
    tell: Tell,
) -> Gathered:
    """Archives the extractions of all articles in a folder.

    Args:
        fresh: the articles of the inputs.
        known: extractions of an older graph. One is used again when its article is not among the
            inputs or has not changed, and the same tools made it.
        folder: where the archive goes.
        unread: given, the older articles that are not among the inputs are dropped, but for those
            that came from these: what cannot be read now may be there still.
        besides: keeps what comes with the extractions.
        tools: what reads the others.
        workers: processes, or the cluster, that do.
        clock: told the seconds of each stage.
        tell: told what is done.
    """
    maker = tools.maker()
    dropped = set() if known is None or unread is None else set(_dropped(known, fresh, unread))
    old = frozenset(known.names if known is not None else ()) - dropped
    names = sorted({*old, *fresh.names})
    again = {} if known is None or known.made_by != maker else _again(known, fresh, old)
    wanted = [name for name in names if name not in again]
    articles = (
        fresh[name] if known is None or name in fresh else known[name].article for name in wanted
    )
    found = extract_all(
        articles, count=len(wanted), tools=tools, workers=workers, clock=clock, tell=tell
    )
    failures: list[Failure] = []
    with Writer(folder / archive.NAME, made_by=maker) as writer:
        for name in names:
            if known is not None and name in again:
                moved = again[name]
                if moved is None:
                    writer.copy(name, known.raw(name))
                else:
                    writer.add(name, _moved(known[name], moved))
            elif isinstance(one := next(found), Failure):
                failures.append(one)
            elif isinstance(one, Packed):
                writer.copy(name, one.raw)
                if besides is not None:
                    besides.add(one)
            else:
                writer.add(name, one)
        next(found, None)  # so that it comes to its end
    return Gathered(failures, sorted(dropped))


def _dropped(
    known: Archive[Extraction], fresh: Archive[Article], unread: Sequence[Failure]
) -> Iterator[str]:
    """The older articles that no input has, nor may have: see `unread` of `gather`."""
    for name in known.names:
        if name not in fresh:
            source = known[name].article.source if unread else ""
            if not any(_within(source, failure.source) for failure in unread):
                yield name


def _within(source: str, other: str) -> bool:
    """Whether what came from a source came from another: a row of a dump, a file of a folder."""
    return source == other or source.startswith((f"{other}, ", f"{other}/", f"{other}\\"))


def _again(
    known: Archive[Extraction], fresh: Archive[Article], old: Iterable[str]
) -> dict[str, str | None]:
    """The older articles whose extraction is used again; with where one lies now, if it moved."""
    again: dict[str, str | None] = {}
    for name in old:
        if name not in fresh:
            again[name] = None
        else:
            before, now = known[name].article, fresh[name]
            if _same(before, now):
                again[name] = None if before.source == now.source else now.source
    return again


def _moved(extraction: Extraction, source: str) -> Extraction:
    return replace(extraction, article=replace(extraction.article, source=source))


def _same(old: Article, new: Article) -> bool:
    """Whether they are one article, wherever it lay when it was read."""
    # A date that the extractors inferred is not in the article as it is read.
    dated = new if new.published is None and old.published_inferred else old
    then = replace(
        old, source="", published=dated.published, published_inferred=dated.published_inferred
    )
    return then == replace(new, source="")
