"""Articles handed to the workers of a dask.distributed scheduler, and what they find taken back.

A task is a few chunks of articles, in the order of the articles; so are the results. A worker that
dies takes nothing with it: the scheduler gives its tasks to others. A task under which workers die
again and again is broken up, and each part is tried while nothing else runs, so that no other is
blamed: what is left is the article that kills them, and the rest goes on without it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from concurrent.futures import Future as Fetched
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.cluster import work
from kg.cluster.work import Kit, Unit
from kg.errors import ModelError, RemoteError
from kg.pool import AHEAD, Chunk, Cluster, Tools
from kg.records import Article, Failure
from kg.storage import Storage

if TYPE_CHECKING:
    from distributed import Client, Future

TOGETHER = 4
"""Chunks of one task: some seconds of work, beside which handing it over counts for nothing."""

CONNECTS, JOINS = 10, 30
"""Seconds in which the scheduler must answer, and in which the first worker must be there."""

PATIENCE = 60
"""Seconds for which a build waits for another worker when all are gone."""

_FETCHERS = 8
"""Threads that read shards, so that the storage's delay does not add up."""


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
    with _connected(cluster.address) as client:
        kit = _kit(tools)
        _check(client, kit, cluster.address)
        run = _Run(client, cluster, kit)
        try:
            yield from run.all(_units(chunks))
        finally:
            run.stop()


class _Run:
    """The tasks of one build: those that are handed out, oldest first, and how they are fetched."""

    def __init__(self, client: Client, cluster: Cluster, kit: Kit) -> None:
        self._client = client
        self._cluster = cluster
        self._storage = Storage(cluster.shards) if cluster.shards is not None else None
        self._kit = client.submit(work.kept, kit, pure=False)
        self._fetchers = ThreadPoolExecutor(_FETCHERS, thread_name_prefix="kg-cluster")
        self._ahead: deque[tuple[Unit, Fetched[Chunk]]] = deque()
        self._futures: deque[Future] = deque()
        self._room = (0, -PATIENCE * 1.0)

    def all(self, units: Iterable[Unit]) -> Iterator[Chunk]:
        """What is in all units, in their order."""
        for unit in units:
            future, fetched = self._hand_out(unit)
            self._futures.append(future)
            self._ahead.append((unit, fetched))
            if len(self._ahead) > self._most():
                yield from self._next()
        while self._ahead:
            yield from self._next()

    def stop(self) -> None:
        """Takes back what is handed out and not done."""
        if self._client.status == "running":
            self._client.cancel([*self._futures, self._kit])
        self._fetchers.shutdown(cancel_futures=True)

    def _next(self) -> Iterator[Chunk]:
        """What is in the oldest unit."""
        unit, fetched = self._ahead.popleft()
        future = self._futures.popleft()
        done = self._chunk(fetched)
        future.release()
        if done is not None:
            yield done
            return
        for _, other in self._ahead:
            self._chunk(other)  # nothing else runs while the parts are tried
        yield from self._apart(unit)

    def _apart(self, unit: Unit) -> Iterator[Chunk]:
        """What is in the parts of a unit that workers died of, each read alone."""
        parts = _parts(unit)
        if len(parts) == 1:
            (article,) = unit.chunks[0]
            yield Chunk((Failure(article.id, KILLS),), annotate=0.0, extract=0.0)
            return
        for part in parts:
            future, fetched = self._hand_out(part)
            done = self._chunk(fetched)
            future.release()
            if done is None:
                yield from self._apart(part)
            else:
                yield done

    def _hand_out(self, unit: Unit) -> tuple[Future, Fetched[Chunk]]:
        future = self._client.submit(work.read, unit, self._kit, self._cluster.shards, pure=False)
        return future, self._fetchers.submit(self._fetch, unit, future)

    def _fetch(self, unit: Unit, future: Future) -> Chunk:
        found: Chunk | work.Shard = self._result(future)
        if isinstance(found, work.Shard):
            if self._storage is None:
                raise RemoteError("a worker left its work in a storage that it was not told of.")
            return work.unpacked(self._storage, found, unit)
        return found

    def _result(self, future: Future) -> Any:
        """The result of a task, however long it takes while there are workers."""
        seen = time.monotonic()
        while True:
            try:
                return future.result(timeout=PATIENCE / 6)
            except TimeoutError:
                if future.done():
                    continue
            if self._client.status != "running":
                raise CancelledError
            if self._client.nthreads():
                seen = time.monotonic()
            elif time.monotonic() - seen > PATIENCE:
                raise RemoteError(
                    f"all workers of the scheduler at {self._cluster.address} are gone; start some "
                    "and build again."
                )

    def _chunk(self, fetched: Fetched[Chunk]) -> Chunk | None:
        """What a task found; None when workers died of it."""
        from distributed import KilledWorker

        try:
            return fetched.result()
        except KilledWorker:
            return None
        except (CancelledError, OSError) as error:
            raise _gone(self._cluster.address) from error

    def _most(self) -> int:
        """Tasks that may be handed out at a time, by the threads that there are now."""
        most, asked = self._room
        if time.monotonic() - asked > PATIENCE / 6:
            most = AHEAD * max(1, sum(self._client.nthreads().values()))
            self._room = most, time.monotonic()
        return most


KILLS = (
    "each process that read it died (it may need more memory than a worker has); it is left out, "
    "and the other articles are not touched by it"
)


def _units(chunks: Iterator[tuple[Article, ...]]) -> Iterator[Unit]:
    while some := tuple(islice(chunks, TOGETHER)):
        yield Unit(some)


def _parts(unit: Unit) -> list[Unit]:
    """The chunks of a unit, or the articles of its only chunk."""
    if len(unit.chunks) > 1:
        return [Unit((chunk,)) for chunk in unit.chunks]
    return [Unit(((article,),)) for article in unit.chunks[0]]


@contextmanager
def _connected(address: str) -> Iterator[Client]:
    """A scheduler's client, while the block runs."""
    try:
        from distributed import Client
    except ImportError:
        raise RemoteError(
            "--cluster needs dask.distributed; install it with: pip install 'newskg[cluster]'"
        ) from None
    try:
        client = Client(address, timeout=CONNECTS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RemoteError(
            f"no scheduler answers at {address} ({' '.join(str(error).split()).rstrip('.')}); "
            "start one with: dask scheduler"
        ) from None
    with client:
        yield client


def _kit(tools: Tools) -> Kit:
    try:
        files = tuple((path.name, path.read_bytes()) for path in tools.gazetteer_files)
        return Kit(spacy_name=tools.spacy_name, gazetteers=files, made_by=tools.maker())
    except OSError as error:
        raise ModelError(f"the gazetteer {error.filename} cannot be read.") from None


def _check(client: Client, kit: Kit, address: str) -> None:
    """Nothing, if there are workers and all would find what this machine would."""
    try:
        client.wait_for_workers(1, timeout=JOINS)
    except TimeoutError:
        raise RemoteError(
            f"the scheduler at {address} has no workers; start some with: "
            f"dask worker {address} --nthreads 1"
        ) from None
    # By a function of the standard library first: one of kg's would break a worker without it.
    for worker, found in _asked(client, import_module, work.__name__):
        if isinstance(found, Exception):
            raise RemoteError(
                f"the worker {worker} cannot load kg ({found}); install kg there as it is here."
            )
    here = work.versions(kit)
    for worker, found in _asked(client, work.versions, kit):
        if isinstance(found, Exception):
            raise RemoteError(f"the worker {worker} is not fit for the work ({found}).")
        for name, version in here.items():
            if found.get(name) != version:
                raise RemoteError(_differs(worker, name, found.get(name), version))


def _differs(worker: str, name: str, there: str | None, here: str) -> str:
    if name == "model":
        return (
            f"the worker {worker} has another model or other code of kg than this machine, and "
            "would find other things; install the same there."
        )
    return (
        f"the worker {worker} has {name} {there}, this machine {here}, and they may find other "
        "things; install the same there."
    )


def _asked(client: Client, ask: Any, *arguments: Any) -> Iterable[tuple[str, Any]]:
    """What a function gives on each worker, by the worker's address; an exception it raised."""
    found = client.run(ask, *arguments, on_error="return")
    return sorted(found.items())


def _gone(address: str) -> RemoteError:
    return RemoteError(f"the scheduler at {address} went away; start it and build again.")


def check(cluster: Cluster, tools: Tools) -> None:
    """Nothing, if a cluster can read articles with these tools.

    Raises:
        RemoteError: it cannot be reached, has no workers, or one is not as this machine is.
    """
    if cluster.shards is not None:
        Storage(cluster.shards)
    with _connected(cluster.address) as client:
        _check(client, _kit(tools), cluster.address)
