"""The order of the stages: read, annotate, extract, resolve, graph, page. Nothing else knows it.

    inputs ─ read ─ articles ─┬ annotate ─ extract ┬─ resolve ─ store, Turtle ─ search, page
                              └   process pool     ┘

What is written is the same for the same input, whatever the folder, the hash seed, the order of the
inputs and the number of workers: articles are taken by id, and annotated in chunks whose size does
not depend on the workers.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from kg import api, archive, report
from kg.errors import InputError
from kg.folder import FORMAT, check_output, replaced
from kg.graph import conclusions, export, triples
from kg.graph.iris import BASE, check_base
from kg.graph.store import Store
from kg.meaning.encoder import Encodes, Kept
from kg.pool import Clock, Tell, Tools, extract_all
from kg.read import read_inputs
from kg.records import Article, Extraction, Failure, Resolution
from kg.report import BuildReport, Timing
from kg.resolve import relevant, resolve


def build(
    inputs: Sequence[str],
    *,
    out: Path,
    workers: int = 1,
    gazetteer_files: Sequence[Path] = (),
    spacy_name: str | None = None,
    base: str = BASE,
    stdin: BinaryIO | None = None,
    progress: Tell | None = None,
) -> BuildReport:
    """What was found in the inputs, whose graph now stands in the folder `out`.

    The folder is put in place when all of it is written: until then an older graph stays, and it
    stays for good when nothing could be read.

    Args:
        inputs: files, folders, globs, or `-` for `stdin`.
        out: folder to make, or to replace when it holds a graph of ours.
        workers: processes that annotate and extract; few articles are done in this one, in as many
            threads.
        gazetteer_files: the user's own SKOS files.
        spacy_name: an installed spaCy pipeline that takes over tokens, tags, parse and names.
        base: IRI that all data IRIs begin with.
        stdin: what `-` reads.
        progress: called with a stage's name, its steps done, and its steps in all.

    Raises:
        UsageError: `out` is something else than a graph of ours.
        InputError: none of the inputs could be read; the message says why for each.
        ModelError: the reading model or a gazetteer is missing or broken.
    """
    check_output(out)
    check_base(base)
    tools = Tools(spacy_name=spacy_name, gazetteer_files=tuple(gazetteer_files))
    return _make(inputs, out, {}, Kept(), tools, workers, base, stdin, progress)


def update(
    inputs: Sequence[str],
    *,
    out: Path,
    workers: int = 1,
    gazetteer_files: Sequence[Path] = (),
    spacy_name: str | None = None,
    stdin: BinaryIO | None = None,
    progress: Tell | None = None,
) -> BuildReport:
    """As `build`, over the inputs and the articles that are in the graph `out` already.

    Only articles that are new or changed are annotated, and only claims that are new or changed are
    encoded; who is who is decided over all of them again. An article among the inputs takes the
    place of the one with its id. The result is the same as that of a build of all the articles.

    Raises:
        StoreError: there is no graph in `out`.
    """
    with Store.open(out / "store") as store:
        base = store.base
    tools = Tools(spacy_name=spacy_name, gazetteer_files=tuple(gazetteer_files))
    made_by, kept = archive.read(out)
    known: dict[str, Extraction | Article] = {
        old.article.id: old if made_by == tools.maker() else old.article for old in kept
    }
    # Imported here: it is slow to load.
    from kg.answer.search import old_vectors

    encoder = Kept(old=old_vectors(out / "search"))
    return _make(inputs, out, known, encoder, tools, workers, base, stdin, progress)


def _make(
    inputs: Sequence[str],
    out: Path,
    known: Mapping[str, Extraction | Article],
    encoder: Encodes,
    tools: Tools,
    workers: int,
    base: str,
    stdin: BinaryIO | None,
    progress: Tell | None,
) -> BuildReport:
    tell: Tell = progress or (lambda stage, done, total: None)
    clock = Clock()
    started = datetime.now(UTC)
    with clock("read"):
        articles, failures = split(read_inputs(inputs, stdin=stdin))
    if not articles:
        raise InputError(nothing_read(failures))
    fresh = {article.id: article for article in articles}
    wanted: list[Article] = []
    done: list[Extraction] = []
    for name in sorted(known.keys() | fresh.keys()):
        old, new = known.get(name), fresh.get(name)
        if isinstance(old, Extraction) and (new is None or _same(old.article, new)):
            done.append(old)
        elif article := (new or (old if isinstance(old, Article) else None)):
            wanted.append(article)
    extractions, broken = extract_all(wanted, tools=tools, workers=workers, clock=clock, tell=tell)
    extractions = sorted((*extractions, *done), key=lambda extraction: extraction.article.id)
    failures += broken
    if not extractions:
        raise InputError(nothing_read(failures))
    with clock("resolve"):
        found = resolve(extractions, gazetteer=tools.gazetteer(), encoder=encoder)
        resolution = relevant(found, extractions)
    with replaced(out) as folder:
        _write_graph(folder, extractions, resolution, encoder, base, started, clock, tell)
        archive.write(folder, extractions, made_by=tools.maker())
        result = _report(out, extractions, resolution, failures, clock)
        (folder / "report.json").write_text(report.to_json(result), encoding="utf-8", newline="\n")
        (folder / "version").write_text(FORMAT + "\n", encoding="utf-8", newline="\n")
    return result


def _same(old: Article, new: Article) -> bool:
    """Whether they are one article, wherever it lay when it was read."""
    # A date that the extractors inferred is not in the article as it is read.
    dated = new if new.published is None and old.published_inferred else old
    then = replace(
        old, source="", published=dated.published, published_inferred=dated.published_inferred
    )
    return then == replace(new, source="")


def split(results: Iterable[Article | Failure]) -> tuple[list[Article], list[Failure]]:
    """Articles and failures, each in the order they came; an article given twice is kept once.

    Two articles of one id and different words cannot both be kept under it: the second becomes a
    failure that says so.
    """
    articles: list[Article] = []
    failures: list[Failure] = []
    seen: dict[str, Article] = {}
    for result in results:
        if isinstance(result, Failure):
            failures.append(result)
        elif result.id not in seen:
            seen[result.id] = result
            articles.append(result)
        elif seen[result.id].sha256 != result.sha256:
            reason = f"another article is called {result.id} too; rename one of them"
            failures.append(Failure(source=result.source, reason=reason))
    return articles, failures


def nothing_read(failures: Sequence[Failure]) -> str:
    """One sentence on why there is no article, naming the first few inputs."""
    if not failures:
        return "no articles were found in the inputs; no graph was written."
    first = "; ".join(f"{failure.source}: {failure.reason.rstrip('.')}" for failure in failures[:5])
    more = f"; and {len(failures) - 5} more" if len(failures) > 5 else ""
    return f"nothing could be read, so no graph was written ({first}{more})."


def _write_graph(
    folder: Path,
    extractions: Sequence[Extraction],
    resolution: Resolution,
    encoder: Encodes,
    base: str,
    started: datetime,
    clock: Clock,
    tell: Tell,
) -> None:
    # Imported here: they are slow, and a build that cannot read anything needs neither.
    from kg.answer.search import write_index
    from kg.show.page import write_page

    with Store.create(folder / "store", base=base) as store:
        with clock("graph"):
            index = triples.index(resolution)
            for done, extraction in enumerate(extractions, start=1):
                store.load(triples.article_quads(extraction, index, base=base))
                tell("graph", done, len(extractions))
            store.load(triples.resolution_quads(resolution, base=base))
            store.load(conclusions.quads(extractions, resolution, base=base))
        with clock("turtle"):
            export.write(store, folder / "graph.ttl", format="ttl")
        with clock("search"):
            write_index(store, folder / "search", encoder=encoder)
        with clock("page"):
            write_page(store, folder / "graph.html")
        ended = datetime.now(UTC)
        store.load(triples.run_quads(extractions, started=started, ended=ended, base=base))


def _report(
    out: Path,
    extractions: Sequence[Extraction],
    resolution: Resolution,
    failures: Sequence[Failure],
    clock: Clock,
) -> BuildReport:
    articles = tuple(map(report.article_report, extractions))
    words = sum(article.words for article in articles)
    seconds = clock.seconds()
    return BuildReport(
        out=out,
        articles=articles,
        totals=report.totals(articles, resolution),
        warnings=tuple(f"{a.article}: {warning}" for a in articles for warning in a.warnings),
        failures=tuple(failures),
        open=report.open_questions(extractions, resolution),
        timing=Timing(
            stages=clock.stages(), seconds=seconds, words_per_second=words / max(seconds, 1e-9)
        ),
    )


class Build(ModuleType):
    """This module, which users call: `kg.build([…])` builds a graph and opens it."""

    def __call__(
        self,
        inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
        *,
        out: str | os.PathLike[str] = "kg-out",
        workers: int = 1,
        gazetteer_files: Iterable[str | os.PathLike[str]] = (),
        spacy_name: str | None = None,
        base: str = BASE,
        progress: Tell | None = None,
    ) -> api.Graph:
        """The graph of the inputs, which now stands in the folder `out`, opened.

        Its `report` says what was found and what was left open. When some inputs could not be read,
        the rest is built, and a warning says which.

        Args:
            inputs: a file, folder or glob, or several.
            out: as for the function `build` of this module, with all that follow.
            workers: processes.
            gazetteer_files: the user's own SKOS files.
            spacy_name: an installed spaCy pipeline.
            base: IRI that all data IRIs begin with.
            progress: called with a stage's name, its steps done, and its steps in all.

        Raises:
            KgError: as for `build`.
        """
        several = [inputs] if isinstance(inputs, str | os.PathLike) else inputs
        done = build(
            [os.fspath(path) for path in several],
            out=Path(out),
            workers=workers,
            gazetteer_files=[Path(path) for path in gazetteer_files],
            spacy_name=spacy_name,
            base=base,
            progress=progress,
        )
        if done.failures:
            named = "; ".join(f"{f.source}: {f.reason.rstrip('.')}" for f in done.failures[:5])
            more = f"; and {len(done.failures) - 5} more" if len(done.failures) > 5 else ""
            warnings.warn(f"not everything could be read ({named}{more}).", stacklevel=2)
        return api.open(out)


# `kg.build` is this module as soon as it is imported, whatever stood there: so it can be called.
sys.modules[__name__].__class__ = Build
