"""Articles through the model and the extractors, here or in a pool of processes.

The chunks handed out are the same for any number of workers and come back in order, so the number
of workers changes the time and nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from kg import archive
from kg.extract.gazetteer import Gazetteer
from kg.graph.gazetteer import load_gazetteer
from kg.records import Article, Extraction, Failure

if TYPE_CHECKING:
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
class Chunk:
    """What came out of one chunk, and the seconds that each stage took for it."""

    extractions: tuple[Extraction, ...]
    failures: tuple[Failure, ...]
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
    articles: Sequence[Article], *, tools: Tools, workers: int, clock: Clock, tell: Tell
) -> tuple[list[Extraction], list[Failure]]:
    """Extractions in the order of the articles, and the articles that an extractor broke on."""
    chunks = [tuple(articles[at : at + CHUNK]) for at in range(0, len(articles), CHUNK)]
    extractions: list[Extraction] = []
    failures: list[Failure] = []
    if not chunks:
        return [], []
    tell("extract", 0, len(articles))
    for chunk in _chunks_done(chunks, tools=tools, workers=workers, clock=clock):
        extractions += chunk.extractions
        failures += chunk.failures
        clock.add("annotate", chunk.annotate)
        clock.add("extract", chunk.extract)
        tell("extract", len(extractions) + len(failures), len(articles))
    return extractions, failures


def _chunks_done(
    chunks: Sequence[tuple[Article, ...]], *, tools: Tools, workers: int, clock: Clock
) -> Iterator[Chunk]:
    if workers < 2 or sum(map(len, chunks)) < FEW:
        with clock("load"):
            loaded = tools.pipeline(threads=workers), tools.gazetteer()
        for chunk in chunks:
            yield read_chunk(chunk, *loaded)
        return
    # spawn: a fork of a process in which the model's threads run can hang.
    size = min(workers, len(chunks))
    with ProcessPoolExecutor(size, mp_context=get_context("spawn")) as pool:
        yield from pool.map(_in_worker, chunks, [tools] * len(chunks))


@cache
def _loaded(tools: Tools) -> tuple[Pipeline, Gazetteer]:
    return tools.pipeline(threads=1), tools.gazetteer()


def _in_worker(articles: tuple[Article, ...], tools: Tools) -> Chunk:
    return read_chunk(articles, *_loaded(tools))


def read_chunk(articles: Sequence[Article], pipeline: Pipeline, gazetteer: Gazetteer) -> Chunk:
    """What is in these articles. One that a stage breaks on is a failure, and the rest goes on."""
    # Imported here: a build that finds nothing to read need not wait for spaCy.
    from kg.extract import extract

    start = time.perf_counter()
    docs = list(pipeline.annotate(articles))
    annotated = time.perf_counter()
    extractions: list[Extraction] = []
    failures: list[Failure] = []
    for article, doc in zip(articles, docs, strict=True):
        try:
            extractions.append(extract(doc, gazetteer=gazetteer))
        except Exception as error:  # noqa: BLE001 - a mistake of ours in one article of thousands
            failures.append(Failure(source=article.id, reason=_broken(error)))
    return Chunk(
        extractions=tuple(extractions),
        failures=tuple(failures),
        annotate=annotated - start,
        extract=time.perf_counter() - annotated,
    )


def _broken(error: Exception) -> str:
    return f"kg broke on it ({type(error).__name__}: {error}); please report it with the article"
