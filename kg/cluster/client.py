"""Articles handed to the workers of a dask.distributed scheduler, and what they find taken back.

A task is a few chunks of articles, in the order of the articles; so are the results. A worker that
dies takes nothing with it: the scheduler gives its tasks to others. A task under which workers die
again and again is broken up, and each part is tried while nothing else runs, so that no other is
blamed: what is left is the article that kills them, and the rest goes on without it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future as Fetched
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING

from kg.beside import resolved_by
from kg.cluster import work
from kg.cluster.connection import Connection, WorkersDiedError, connected
from kg.cluster.work import Kit, Shard, Unit
from kg.errors import ModelError, RemoteError, UsageError
from kg.pool import Chunk, Cluster, Tools
from kg.records import Article, Failure
from kg.storage import Storage

if TYPE_CHECKING:
    from distributed import Future

TOGETHER = 4
"""Chunks of one task: some seconds of work, beside which handing it over counts for nothing."""

KILLS = (
    "each process that read it died or took too long (it may need more memory than a worker has); "
    "please report the article"
)

_FETCHERS = 8
"""Threads that read shards, so that the storage's delay does not add up."""


def check(cluster: Cluster, tools: Tools) -> None:
    """Nothing, if a cluster can read articles with these tools, and reach what it is to share.

    Raises:
        UsageError: the graph is to lie in shards alone, and it is not said where.
        RemoteError: it cannot be reached, has no workers, or one is not as this machine is.
    """
    if cluster.only_shards and cluster.shards is None:
        raise UsageError("a build that ends with the shards needs their address.")
    if cluster.shards is not None:
        Storage(cluster.shards)
    with connected(cluster.address) as connection:
        connection.check(_kit(tools))
        if cluster.shards is not None:
            connection.check_shared(cluster.shards)


def chunks_done(
    chunks: Iterator[tuple[Article, ...]], *, cluster: Cluster, tools: Tools
) -> Iterator[Chunk]:
    """What is in the chunks of articles, in their order, read on the cluster.

    Args:
        chunks: to be read; no more are taken than the workers are kept busy with.
        cluster: where, and what they share.
        tools: what they read with.

    Raises:
        RemoteError: the cluster cannot be reached or goes away, or a worker has not what this
            machine has.
    """
    with connected(cluster.address) as connection:
        kit = _kit(tools)
        connection.check(kit)
        run = _Run(connection, cluster, kit)
        try:
            yield from run.all(_units(chunks))
        finally:
            run.stop()


class _Run:
    """The tasks of one build: those that are handed out, oldest first, and how they are fetched."""

    def __init__(self, connection: Connection, cluster: Cluster, kit: Kit) -> None:
        self._connection = connection
        self._shards = cluster.shards
        self._storage = Storage(cluster.shards) if cluster.shards is not None else None
        self._kit = connection.submit(work.kept, kit)
        self._fetchers = ThreadPoolExecutor(_FETCHERS, thread_name_prefix="kg-cluster")
        self._ahead: deque[tuple[Unit, Future, Fetched[Chunk]]] = deque()

    def all(self, units: Iterable[Unit]) -> Iterator[Chunk]:
        """What is in all units, in their order."""
        for unit in units:
            self._ahead.append((unit, *self._hand_out(unit)))
            if len(self._ahead) > self._connection.most():
                yield from self._next()
        while self._ahead:
            yield from self._next()

    def stop(self) -> None:
        """Takes back what is handed out and not done."""
        self._connection.cancel([*(future for _, future, _ in self._ahead), self._kit])
        self._fetchers.shutdown(cancel_futures=True)

    def _next(self) -> Iterator[Chunk]:
        """What is in the oldest unit."""
        unit, _, fetched = self._ahead.popleft()
        done = _done(fetched)
        if done is not None:
            yield done
            return
        for _, _, other in self._ahead:
            _done(other)  # nothing else runs while the parts are tried
        yield from self._apart(unit)

    def _apart(self, unit: Unit) -> Iterator[Chunk]:
        """What is in the parts of a unit that workers died of, each read alone."""
        parts = _parts(unit)
        if len(parts) == 1:
            ((article,),) = unit.chunks
            yield Chunk((Failure(article.id, KILLS),), annotate=0.0, extract=0.0)
            return
        for part in parts:
            _, fetched = self._hand_out(part)
            done = _done(fetched)
            if done is None:
                yield from self._apart(part)
            else:
                yield done

    def _hand_out(self, unit: Unit) -> tuple[Future, Fetched[Chunk]]:
        future = self._connection.submit(work.read, unit, self._kit, self._shards)
        return future, self._fetchers.submit(self._fetch, unit, future)

    def _fetch(self, unit: Unit, future: Future) -> Chunk:
        found: Chunk | Shard = self._connection.result(future)
        if isinstance(found, Chunk):
            return found
        if self._storage is None:
            raise RemoteError("a worker left its work in a storage that it was not told of.")
        return work.unpacked(self._storage, found, unit)


def _done(fetched: Fetched[Chunk]) -> Chunk | None:
    """What a task found; None when workers died of it."""
    try:
        return fetched.result()
    except WorkersDiedError:
        return None


def _units(chunks: Iterator[tuple[Article, ...]]) -> Iterator[Unit]:
    while some := tuple(islice(chunks, TOGETHER)):
        yield Unit(some)


def _parts(unit: Unit) -> list[Unit]:
    """The chunks of a unit, or the articles of its only chunk."""
    if len(unit.chunks) > 1:
        return [Unit((chunk,)) for chunk in unit.chunks]
    return [Unit(((article,),)) for article in unit.chunks[0]]


def _kit(tools: Tools) -> Kit:
    try:
        files = tuple((path.name, path.read_bytes()) for path in tools.gazetteer_files)
        return Kit(spacy_name=tools.spacy_name, gazetteers=files, made_by=resolved_by(tools))
    except OSError as error:
        raise ModelError(f"the gazetteer {error.filename} cannot be read.") from None
