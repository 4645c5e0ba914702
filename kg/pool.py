"""Articles through the model and the extractors, here, in a pool of processes or on a cluster.

The chunks handed out are the same for any number of workers and come back in order, so the number
of workers changes the time and nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from kg import archive
from kg.archive import Packed
from kg.extract.gazetteer import Gazetteer
from kg.graph.gazetteer import load_gazetteer
from kg.processes import Pool
from kg.read.guard import broken
from kg.records import Article, Extraction, Failure

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.annotate import Pipeline

CHUNK = 8
"""Articles that are annotated together."""

FEW = 32
"""Fewer articles than this are done sooner here than by processes that first load the model."""

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Tools:
    """What a process needs to annotate and extract, by name, so that it can be sent to one."""

    spacy_name: str | None = None
    gazetteer_files: tuple[Path, ...] = ()

    def pipeline(self, *, threads: int) -> Pipeline:
        """The reading model, loaded afresh, to read with so many threads."""
        from kg.annotate import load_pipeline

        return load_pipeline(spacy_name=self.spacy_name, threads=threads)

    def maker(self) -> str:
        """A digest of all that decides what these tools find."""
        return archive.maker(gazetteer_files=self.gazetteer_files, spacy_name=self.spacy_name)

    def gazetteer(self) -> Gazetteer:
        """The states we know and what the user's files add."""
        return Gazetteer(load_gazetteer(self.gazetteer_files))


@dataclass(frozen=True, slots=True)
class Cluster:
    """The machines of a dask.distributed scheduler, by its address (`tcp://HOST:PORT`), and the
    folder that all of them reach, when there is one: an fsspec address for what each task finds.

    With `only_shards` a build ends when the graph lies there, as N-Quads, for other stores to load.
    """

    address: str
    shards: str | None = None
    only_shards: bool = False


Workers: TypeAlias = int | Cluster
"""Who annotates and extracts: so many processes here, or a cluster."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """What came out of articles in their order, and the seconds that each stage took for them."""

    found: tuple[Extraction | Packed | Failure, ...]
    annotate: float
    extract: float


class Clock:
    """Wall-clock seconds by stage, in the order the stages were first seen."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._stages: dict[str, float] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Counts the block's time to `stage`."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.add(stage, time.perf_counter() - start)

    def add(self, stage: str, seconds: float) -> None:
        """Counts `seconds` to `stage`; those of several processes add up."""
        self._stages[stage] = self._stages.get(stage, 0.0) + seconds

    def stages(self) -> tuple[tuple[str, float], ...]:
        """Name and seconds of each stage."""
        return tuple(self._stages.items())

    def seconds(self) -> float:
        """Seconds since the clock was made."""
        return time.perf_counter() - self._start


def extract_all(
    articles: Iterable[Article],
    *,
    count: int,
    tools: Tools,
    workers: Workers,
    clock: Clock,
    tell: Tell,
) -> Iterator[Extraction | Packed | Failure]:
    """What is in each article, in the order of the articles; a failure where an extractor broke.

    No more articles are taken than are worked on, and what is found is not kept. A cluster's comes
    as it is going to lie in the archive.

    Args:
        articles: to be read.
        count: how many there are.
        tools: what reads them.
        workers: processes, of which few articles need none but this one; or a cluster.
        clock: told the seconds of each stage.
        tell: told how many are done.
    """
    if not count:
        return
    done = 0
    tell("extract", done, count)
    for chunk in _chunks_done(
        _chunks(articles), count=count, tools=tools, workers=workers, clock=clock
    ):
        clock.add("annotate", chunk.annotate)
        clock.add("extract", chunk.extract)
        done += len(chunk.found)
        yield from chunk.found
        tell("extract", done, count)


def _chunks(articles: Iterable[Article]) -> Iterator[tuple[Article, ...]]:
    rest = iter(articles)
    while chunk := tuple(islice(rest, CHUNK)):
        yield chunk


def _chunks_done(
    chunks: Iterator[tuple[Article, ...]],
    *,
    count: int,
    tools: Tools,
    workers: Workers,
    clock: Clock,
) -> Iterator[Chunk]:
    if isinstance(workers, Cluster):
        # Imported here: few have a cluster, and what speaks to it is an extra.
        from kg.cluster.client import chunks_done

        yield from chunks_done(chunks, cluster=workers, tools=tools)
        return
    if workers < 2 or count < FEW:
        with clock("load"):
            loaded = tools.pipeline(threads=workers), tools.gazetteer()
        for chunk in chunks:
            yield read_chunk(chunk, *loaded)
        return
    pool = Pool(partial(_reader, tools), workers=workers)
    with closing(pool.results(chunks)) as results:
        for result in results:
            yield Chunk((result,), 0.0, 0.0) if isinstance(result, Failure) else result


def _reader(tools: Tools) -> Callable[[tuple[Article, ...]], Chunk]:
    """What reads chunks in a process of its own."""
    return partial(read_chunk, pipeline=tools.pipeline(threads=1), gazetteer=tools.gazetteer())


def read_chunk(articles: Sequence[Article], pipeline: Pipeline, gazetteer: Gazetteer) -> Chunk:
    """What is in these articles. One that a stage breaks on is a failure, and the rest goes on."""
    # Imported here: a build that finds nothing to read need not wait for spaCy.
    from kg.extract import extract

    start = time.perf_counter()
    docs = _annotated(articles, pipeline)
    annotated = time.perf_counter()
    found: list[Extraction | Failure] = []
    for article, doc in zip(articles, docs, strict=True):
        try:
            done = doc if isinstance(doc, Failure) else extract(doc, gazetteer=gazetteer)
            found.append(done)
        except Exception as error:  # noqa: BLE001 - a mistake of ours in one article of thousands
            found.append(Failure(article.id, broken(error)))
    return Chunk(
        found=tuple(found),
        annotate=annotated - start,
        extract=time.perf_counter() - annotated,
    )


def _annotated(articles: Sequence[Article], pipeline: Pipeline) -> list[Doc | Failure]:
    """A Doc for each article; when the pipeline breaks, each is tried by itself."""
    try:
        return list(pipeline.annotate(articles))
    except Exception as error:  # noqa: BLE001 - as for what is extracted
        if len(articles) == 1:
            return [Failure(articles[0].id, broken(error))]
    return [doc for article in articles for doc in _annotated([article], pipeline)]
