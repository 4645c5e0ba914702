"""A process that answers one request at a time from a graph, and can be killed.

The engine cannot be told to stop. So whatever asks it runs in a process of its own, which is ended
at the time limit and started anew. What crosses over is JSON and bytes.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg import api
from kg.errors import KgError, StoreError, UsageError
from kg.folder import stamp

_LOADING = 120.0
"""Seconds that a process may take to load what it needs."""
_BEGUN = b"begun"
_CALM = 10
"""Niceness of a process that is busy with a long request."""
Job = Callable[[api.Graph, Mapping[str, Any]], "Reply"]


@dataclass(frozen=True, slots=True)
class Reply:
    """A document: HTTP status, media type, bytes; `location` where it only points elsewhere."""

    status: int
    media: str
    body: bytes
    location: str | None = None


class WorkerError(Exception):
    """The process did not answer; the message says why, for the client."""


class OvertakenError(Exception):
    """The request was stopped in favour of others."""


class Worker:
    """A process that is started ahead of its first request.

    One thread at a time asks; `interrupt`, `calm` and `stop` may be called from another meanwhile.
    """

    def __init__(self, folder: Path, *, memory: int) -> None:
        """A process that is not started yet.

        Args:
            folder: of the graph.
            memory: bytes it may take beyond what it has with the graph open.
        """
        self._folder = folder
        self._memory = memory
        self._process: Any = None
        self._line: Connection | None = None
        self._interrupted = False
        # A process that two threads wait for at once seems to one of them to be running still.
        self._changing = threading.RLock()

    def ask(
        self, job: str, arguments: Mapping[str, Any], *, seconds: float,
        begun: Callable[[], object] = lambda: None,
    ) -> Reply:  # fmt: skip
        """What the job of this name in `kg.site.jobs` answers.

        Args:
            job: its name.
            arguments: what it takes, as JSON has it.
            seconds: that it may take.
            begun: called when what it needs is loaded, from when its time runs.

        Raises:
            WorkerError: not within so many seconds, or not with so little memory.
            OvertakenError: `interrupt` was called.
        """
        if self._interrupted:
            self.stop()
        line = self.start()
        try:
            line.send_bytes(json.dumps([job, dict(arguments)]).encode())
            # What takes time to load is not the request's fault, however slow the machine is.
            loaded = line.poll(_LOADING) and line.recv_bytes() == _BEGUN
            if loaded:
                begun()
            if not loaded or not line.poll(seconds):
                self.stop()
                raise WorkerError(
                    f"it took more than the {seconds:g} seconds that a request may take here."
                )
            status, media, location = json.loads(line.recv_bytes())
            return Reply(status, media, line.recv_bytes(), location)
        except (EOFError, OSError):
            interrupted = self._interrupted
            self.stop()
            if interrupted:
                raise OvertakenError from None
            raise WorkerError("it took more memory than a request may take here.") from None

    def interrupt(self) -> None:
        """Ends what the process does, and the process; the next request finds a new one."""
        self._interrupted = True
        process = self._process
        if process is not None:
            with suppress(ValueError):  # it has ended by itself meanwhile
                process.kill()

    def calm(self) -> None:
        """Leaves the processor to others first, for as long as the process lives."""
        process = self._process
        if process is not None and sys.platform != "win32":
            with suppress(OSError, ValueError):  # it has ended by itself meanwhile
                os.setpriority(os.PRIO_PROCESS, process.pid, _CALM)

    def stop(self) -> None:
        """Ends the process."""
        with self._changing:
            if self._process is not None:
                self._process.kill()
                self._process.join()
                self._process.close()
            if self._line is not None:
                self._line.close()
            self._process = self._line = None
            self._interrupted = False

    def start(self) -> Connection:
        """The line to the process, which is started where none runs; does not wait for it."""
        with self._changing:
            if self._line is not None and self._process.is_alive():
                return self._line
            self.stop()
            # spawn: a fork of a process with threads can hang.
            context = get_context("spawn")
            self._line, far = context.Pipe()
            arguments = (far, str(self._folder), self._memory)
            self._process = context.Process(target=serve, args=arguments, daemon=True)
            self._process.start()
            far.close()
            return self._line


def serve(line: Connection, folder: str, memory: int) -> None:
    """Answers requests until the other end is closed. A new graph in the folder is opened anew.

    To each it sends first that it has begun, when all that it needs is loaded; then the answer.
    """
    # Ctrl-C reaches the whole group; the server stops its processes itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    graph = _Current(Path(folder), memory)
    with suppress(KgError):
        # Ahead of the first request. Whoever asks is told why a graph cannot be opened.
        graph.opened()
    while True:
        try:
            job, arguments = json.loads(line.recv_bytes())
            reply = _answered(job, arguments, graph, begun=lambda: line.send_bytes(_BEGUN))
            line.send_bytes(json.dumps([reply.status, reply.media, reply.location]).encode())
            line.send_bytes(reply.body)
        except (EOFError, OSError, MemoryError):
            return


def _answered(
    job: str, arguments: Mapping[str, Any], graph: _Current, *, begun: Callable[[], None]
) -> Reply:
    from kg.site.jobs import JOBS

    try:
        opened = graph.opened(model=bool(arguments.get("model")))
    except KgError as error:
        begun()
        return refused(error)
    begun()
    try:
        return JOBS[job](opened, arguments)
    except KgError as error:
        return refused(error)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a mistake of ours; the next request may still be answered
        traceback.print_exc()
        return Reply(500, "text/plain", b"kg made a mistake here; its log has the details.")


class _Current:
    """The graph that stands in a folder now."""

    def __init__(self, folder: Path, memory: int) -> None:
        self._folder = folder
        self._memory = memory
        self._stamp: object = None
        self._graph: api.Graph | None = None
        self._model = False

    def opened(self, *, model: bool = False) -> api.Graph:
        """The graph, opened anew when another has taken its place; with the model of the search."""
        now = stamp(self._folder)
        if self._graph is None or self._stamp != now:
            if self._graph is not None:
                self._graph.close()
            self._graph, self._stamp, self._model = api.open(self._folder), now, False
            _bound(self._memory)
        if model and not self._model:
            with suppress(KgError):
                self._graph.ask("Who said anything?", limit=1)
            self._model = True
        return self._graph


def refused(error: KgError) -> Reply:
    """What a client is told of an error; the server makes a page of it where one is wanted."""
    status = 503 if isinstance(error, StoreError) else 404 if _unknown(error) else 400
    return Reply(status, "text/plain", str(error).encode("utf-8", "replace"))


def _unknown(error: KgError) -> bool:
    said = str(error)
    return isinstance(error, UsageError) and said.lower().startswith(("there is no", "no entity"))


def _bound(memory: int) -> None:
    """So many bytes of addresses beyond what the process has now, where the system can say so."""
    if sys.platform == "win32":
        return
    import resource

    pages = Path("/proc/self/statm")
    if pages.exists():
        now = int(pages.read_text().split()[0]) * resource.getpagesize()
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (now + memory, hard))
