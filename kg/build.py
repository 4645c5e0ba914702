"""The order of the stages: read, annotate, extract, resolve, graph, page. Nothing else knows it.

    inputs ─ read ─ articles ─┬ annotate ─ extract ┬─ resolve ─ store, Turtle ─ search, page
                              └   process pool     ┘

What is written is the same for the same input, whatever the folder, the hash seed, the order of the
inputs and the number of workers: articles are taken by id, and annotated in chunks whose size does
not depend on the workers. No stage holds the articles in memory: they lie in archives in the new
folder, and each is read when its turn comes.
"""

from __future__ import annotations

import gc
import os
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

from kg import api, archive, gather, report
from kg.archive import Archive, Extractions
from kg.beside import Besides
from kg.errors import InputError, UsageError
from kg.folder import FORMAT, VERSION, check_folder, check_output, replaced, scratch, writing
from kg.graph import triples
from kg.graph.iris import BASE, check_base
from kg.graph.store import Store
from kg.graph.writing import write_graph
from kg.meaning.encoder import Encodes, Kept
from kg.pool import Clock, Cluster, Tell, Tools, Workers
from kg.read.inputs import Reads, read_files, read_inputs
from kg.recall import Claims, Recall
from kg.records import Article, Extraction, Failure, Resolution, Span
from kg.report import ArticleReport, BuildReport, Open, Timing
from kg.resolve import Outline, relevant, resolve

_READ = "read.jsonl.gz"
"""The articles of the inputs, in the new folder until they are annotated."""


def build(
    inputs: Sequence[str],
    *,
    out: Path,
    workers: Workers = 1,
    gazetteer_files: Sequence[Path] = (),
    spacy_name: str | None = None,
    base: str = BASE,
    stdin: BinaryIO | None = None,
    progress: Tell | None = None,
) -> BuildReport:
    """What was found in the inputs, whose graph now stands in the folder `out`.

    The folder is put in place when all of it is written: until then an older graph stays, and it
    stays for good when nothing could be read, or when a cluster is to leave `only_shards`.

    Args:
        inputs: files, folders, globs, or `-` for `stdin`.
        out: folder to make, or to replace when it holds a graph of ours.
        workers: processes that annotate and extract; few articles are done in this one, in as many
            threads. Or a `kg.pool.Cluster`.
        gazetteer_files: the user's own SKOS files.
        spacy_name: an installed spaCy pipeline that takes over tokens, tags, parse and names.
        base: IRI that all data IRIs begin with.
        stdin: what `-` reads.
        progress: called with a stage's name, its steps done, and its steps in all.

    Raises:
        UsageError: `out` is something else than a graph of ours, or cannot be written.
        StoreError: another build or update is writing to it.
        InputError: none of the inputs could be read; the message says why for each.
        ModelError: the reading model or a gazetteer is missing or broken.
        RemoteError: the cluster cannot be reached, or is not fit to read these articles.
    """
    check_output(out)
    check_base(base)
    tools = Tools(spacy_name=spacy_name, gazetteer_files=tuple(gazetteer_files))
    with writing(out):
        return _make(inputs, out, None, False, Kept(), tools, workers, base, stdin, progress)


def update(
    inputs: Sequence[str],
    *,
    out: Path,
    prune: bool = False,
    workers: Workers = 1,
    gazetteer_files: Sequence[Path] = (),
    spacy_name: str | None = None,
    stdin: BinaryIO | None = None,
    progress: Tell | None = None,
) -> BuildReport:
    """As `build`, over the inputs and the articles that are in the graph `out` already.

    Only articles that are new or changed are annotated, and only claims that are new or changed are
    encoded; who is who is decided over all of them again. An article among the inputs takes the
    place of the one with its id. The result is the same as that of a build of all the articles.

    With `prune` the articles that are not among the inputs are dropped, so that the result is that
    of a build of the inputs; but what came from an input that cannot be read now is kept.

    Raises:
        StoreError: there is no graph in `out`, or another build or update is writing to it.
    """
    check_folder(out)
    tools = Tools(spacy_name=spacy_name, gazetteer_files=tuple(gazetteer_files))
    # Imported here: it is slow to load.
    from kg.answer.search import old_vectors

    with writing(out), Extractions(out) as known:
        with Store.open(out / "store") as store:
            base = store.base
        encoder = Kept(old=old_vectors(out / "search"))
        return _make(inputs, out, known, prune, encoder, tools, workers, base, stdin, progress)


def _make(
    inputs: Sequence[str],
    out: Path,
    known: Archive[Extraction] | None,
    prune: bool,
    encoder: Kept,
    tools: Tools,
    workers: Workers,
    base: str,
    stdin: BinaryIO | None,
    progress: Tell | None,
) -> BuildReport:
    shared: Cluster | None = None
    reads: Reads = read_files
    if isinstance(workers, Cluster):
        # Imported here: few have a cluster. Asked first: reading the inputs may take long.
        from kg.cluster import client, quads, reading

        client.check(workers, tools)
        reads = partial(reading.read_files, cluster=workers)
        shared = workers if workers.shards is not None else None
    ends = shared is not None and shared.only_shards
    tell: Tell = progress or (lambda stage, done, total: None)
    clock = Clock()
    started = datetime.now(UTC)
    with (scratch if ends else replaced)(out) as folder, Besides(folder) as besides:
        with clock("read"):
            failures = gather.read(read_inputs(inputs, stdin=stdin, reads=reads), folder / _READ)
        with Archive(folder / _READ, Article) as fresh:
            if not fresh:
                raise InputError(nothing_read(failures))
            gathered = gather.gather(
                fresh, known, folder, unread=tuple(failures) if prune else None,
                besides=besides, tools=tools, workers=workers, clock=clock, tell=tell,
            )  # fmt: skip
            failures += gathered.failures
        archive.remove(folder / _READ)
        if (vectors := besides.close()) is not None:
            encoder.know(vectors)
        with Extractions(folder) as extractions, _no_cycles():
            if not extractions:
                raise InputError(nothing_read(failures))
            old = out if known is not None else None
            with Recall(
                folder, extractions, old=old, known=known, besides=besides,
                claims=_elsewhere(workers, extractions), tools=tools,
            ) as recall:  # fmt: skip
                with clock("resolve"):
                    resolution = _resolved(extractions, recall, tools, encoder, tell)
                    reports, questions = recall.reports(resolution)
                if shared is not None:
                    with clock("shards"):
                        quads.write_quads(extractions, resolution, cluster=shared, base=base)
                if not ends:
                    _write_graph(
                        folder, extractions, resolution, recall, encoder, base, old, started,
                        clock, tell,
                    )  # fmt: skip
            result = _report(out, reports, questions, resolution, failures, gathered.dropped, clock)
            del resolution  # it would be gone through when the search for cycles begins anew
        text = report.to_json(result)
        if shared is not None and ends:
            quads.write_report(text, cluster=shared)
        else:
            (folder / "report.json").write_text(text, encoding="utf-8", newline="\n")
            (folder / VERSION).write_text(FORMAT + "\n", encoding="utf-8", newline="\n")
    return result


def _elsewhere(workers: Workers, extractions: Archive[Extraction]) -> Claims | None:
    """What reads claims on a cluster."""
    if not isinstance(workers, Cluster):
        return None
    from kg.cluster.claims import read_claims

    return partial(read_claims, extractions=extractions, cluster=workers)


@contextmanager
def _no_cycles() -> Iterator[None]:
    """Without the search for objects that refer to one another: millions of records that do not
    would be gone through again and again.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _resolved(
    extractions: Archive[Extraction], recall: Recall, tools: Tools, encoder: Encodes, tell: Tell
) -> Resolution:
    count = len(extractions)
    gazetteer = tools.gazetteer()
    needed: list[tuple[str, Sequence[Span]]] = []

    def outlines() -> Iterator[Outline]:
        for done, one in enumerate(recall.outlines(gazetteer), start=1):
            needed.append((one.article, one.needed))
            yield one
            tell("resolve", done, count)

    found = resolve(
        extractions, gazetteer=gazetteer, encoder=encoder,
        outlines=outlines(), remember=recall,
    )  # fmt: skip
    return relevant(found, needed)


def nothing_read(failures: Sequence[Failure]) -> str:
    """One sentence on why there is no article, naming the first few inputs."""
    if not failures:
        return "no articles were found in the inputs; no graph was written."
    first = "; ".join(f"{failure.source}: {failure.reason.rstrip('.')}" for failure in failures[:5])
    more = f"; and {len(failures) - 5} more" if len(failures) > 5 else ""
    return f"nothing could be read, so no graph was written ({first}{more})."


def _write_graph(
    folder: Path,
    extractions: Extractions,
    resolution: Resolution,
    recall: Recall,
    encoder: Encodes,
    base: str,
    old: Path | None,
    started: datetime,
    clock: Clock,
    tell: Tell,
) -> None:
    # Imported here: they are slow, and a build that cannot read anything needs neither.
    from kg.answer.search import write_index
    from kg.show.page import write_page

    with clock("graph"):
        begun = write_graph(
            folder, extractions, resolution, base=base, old=old,
            tell=lambda done: tell("graph", done, len(extractions)),
        )  # fmt: skip
    with begun as store:
        with clock("search"):
            write_index(store, folder / "search", encoder=encoder, remember=recall.entries)
        with clock("page"):
            write_page(store, folder / "graph.html")
        ended = datetime.now(UTC)
        store.load(triples.run_quads(extractions.names, started=started, ended=ended, base=base))


def _report(
    out: Path,
    articles: Sequence[ArticleReport],
    questions: Sequence[Open],
    resolution: Resolution,
    failures: Sequence[Failure],
    dropped: Sequence[str],
    clock: Clock,
) -> BuildReport:
    words = sum(article.words for article in articles)
    seconds = clock.seconds()
    return BuildReport(
        out=out,
        articles=tuple(articles),
        totals=report.totals(articles, resolution),
        warnings=tuple(f"{a.article}: {warning}" for a in articles for warning in a.warnings),
        failures=tuple(failures),
        open=(*report.of_no_article(resolution), *questions),
        dropped=tuple(dropped),
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
        workers: Workers = 1,
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
            workers: processes, or a `kg.pool.Cluster`.
            gazetteer_files: the user's own SKOS files.
            spacy_name: an installed spaCy pipeline.
            base: IRI that all data IRIs begin with.
            progress: called with a stage's name, its steps done, and its steps in all.

        Raises:
            KgError: as for `build`.
        """
        if isinstance(workers, Cluster) and workers.only_shards:
            raise UsageError("only_shards leaves no folder to open: call kg.build.build instead.")
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
