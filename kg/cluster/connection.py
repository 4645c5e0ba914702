"""The line to a dask.distributed scheduler: is it there, are its workers fit, is it still there."""

from __future__ import annotations

import re
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from kg.cluster import work
from kg.cluster.certificates import CA_FILE, check_certificates
from kg.cluster.work import Kit
from kg.errors import RemoteError
from kg.loggers import hushed
from kg.storage import Storage

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Task = TypeVar("Task", bound="Future | None")

CONNECTS, JOINS = 10, 60
"""Seconds in which the scheduler must answer, and in which the first worker must be there."""

AHEAD = 2
"""Tasks that are handed out for each thread of a worker, so that none waits."""

PATIENCE = 60
"""Seconds for which a build waits for another worker when all are gone."""


_LINE = re.compile(r"^in <[^>]*>: ")
"""What dask says before an error: which line it came over."""


class WorkersDiedError(Exception):
    """Several workers died under one task, one after the other."""


class Connection:
    """A scheduler that answers, and the tasks that it is handed."""

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address
        self._room = (0, -PATIENCE * 1.0)

    def submit(self, function: Any, *arguments: Any) -> Future:
        """A task handed out; other tasks may be among its arguments."""
        with self._talking():
            return self._client.submit(function, *arguments, pure=False)

    def in_order(
        self, begun: Iterable[tuple[Item, Task]]
    ) -> Generator[tuple[Item, Task], None, None]:
        """Tasks in their order, each when its turn comes, while the next ones are at work.

        Args:
            begun: each with what it is of; None for what needs no task. They are handed out as they
                are asked for, no more than keep the workers busy; those left over are taken back.
        """
        ahead: deque[tuple[Item, Task]] = deque()
        try:
            for one in begun:
                ahead.append(one)
                if len(ahead) > self.most():
                    yield ahead.popleft()
            while ahead:
                yield ahead.popleft()
        finally:
            self.cancel([future for _, future in ahead if future is not None])

    def cancel(self, futures: Iterable[Future]) -> None:
        """Takes tasks back, where there is still somebody to tell."""
        if self._client.status == "running":
            with suppress(OSError, CancelledError):
                self._client.cancel(list(futures))

    def most(self) -> int:
        """Tasks that may be handed out at a time, by the threads that there are now."""
        most, asked = self._room
        if time.monotonic() - asked > PATIENCE / 6:
            with self._talking():
                most = AHEAD * max(1, sum(self._client.nthreads().values()))
            self._room = most, time.monotonic()
        return most

    def result(self, future: Future) -> Any:
        """The result of a task, however long it takes while there are workers.

        Raises:
            WorkersDiedError: workers died of it, each in its turn.
            RemoteError: the scheduler, or all workers for a minute, are gone.
        """
        from distributed import KilledWorker

        try:
            with self._talking():
                return self._waited(future)
        except KilledWorker as error:
            raise WorkersDiedError(str(error)) from None

    def check(self, kit: Kit) -> None:
        """Nothing, if there are workers and all would find what this machine would.

        Raises:
            RemoteError: there are none, or one would not.
        """
        try:
            with self._talking():
                self._client.wait_for_workers(1, timeout=JOINS)
        except TimeoutError:
            raise RemoteError(
                f"the scheduler at {self._address} has no workers; start some with: "
                f"dask worker {self._address} --nthreads 1"
            ) from None
        # By a function of the standard library first: one of kg's would break a worker without it.
        for worker, found in self._each(import_module, work.__name__):
            if isinstance(found, Exception):
                raise RemoteError(
                    f"the worker {worker} cannot load kg ({found}); install kg there as it is here."
                )
        here = work.versions(kit)
        for worker, found in self._each(work.versions, kit):
            if isinstance(found, Exception):
                raise RemoteError(f"the worker {worker} is not fit for the work ({found}).")
            for name, version in here.items():
                if found.get(name) != version:
                    raise RemoteError(_differs(worker, name, found.get(name), version))

    def check_shared(self, address: str) -> None:
        """Nothing, if this machine and each worker can write in a folder and read it.

        Raises:
            RemoteError: one cannot, or it is not the same folder everywhere.
        """
        storage = Storage(address)
        name = f"check-{uuid4().hex}"
        storage.write(name, b"")
        try:
            for worker, found in self._each(work.meet, address, name):
                if isinstance(found, FileNotFoundError):
                    raise RemoteError(
                        f"the worker {worker} does not find what this machine wrote below "
                        f"{storage.address}: all machines must reach the same storage under that "
                        "address."
                    )
                if isinstance(found, Exception):
                    raise RemoteError(f"from the worker {worker}, {found}.")
        finally:
            storage.remove(name)

    def _waited(self, future: Future) -> Any:
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
                    f"all workers of the scheduler at {self._address} are gone; start some and "
                    "build again."
                )

    def _each(self, ask: Any, *arguments: Any) -> list[tuple[str, Any]]:
        """What a function gives on each worker, by its address; an exception that it raised."""
        with self._talking():
            return sorted(self._client.run(ask, *arguments, on_error="return").items())

    @contextmanager
    def _talking(self) -> Iterator[None]:
        """Errors of the line as ours. A time that is up is no such error."""
        try:
            yield
        except TimeoutError:
            raise
        except (CancelledError, OSError):
            raise RemoteError(
                f"the scheduler at {self._address} went away; start it and build again."
            ) from None


@contextmanager
def connected(address: str) -> Iterator[Connection]:
    """A scheduler, while the block runs.

    Raises:
        RemoteError: it does not answer, or what speaks to it is not installed.
    """
    try:
        from distributed import Client
    except ImportError:
        raise RemoteError(
            "--cluster needs dask.distributed; install it with: pip install 'newskg[cluster]'"
        ) from None
    if address.startswith("tls:"):
        check_certificates(address)
    try:
        client = Client(address, timeout=CONNECTS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _silent(address, error) from None
    with hushed("distributed.client", "distributed.core"), client:
        yield Connection(client, address)


def _silent(address: str, error: Exception) -> RemoteError:
    """Why there is no line to a scheduler."""
    said = _LINE.sub("", " ".join(str(error).split())).partition(". ")[0].rstrip(".")
    secret = address.startswith("tls:")
    if secret and ("TLS certificate" in said or "SSL" in said):
        return RemoteError(
            f"the scheduler at {address} and this machine do not accept one another's certificates "
            f"({said}); both must be signed by the authority in the file that {CA_FILE} names."
        )
    if "reset by peer" in said or (secret and not said):
        return RemoteError(
            f"what answers at {address} speaks otherwise ({said or 'it hung up'}); a scheduler "
            "with certificates is named tls://HOST:PORT, one without tcp://HOST:PORT."
        )
    return RemoteError(
        f"no scheduler answers at {address} ({said}); start one with: dask scheduler"
    )


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
