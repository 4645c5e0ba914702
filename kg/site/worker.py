"""A process that answers one request at a time from a graph, and can be killed.

The engine cannot be told to stop. So whatever asks it runs in a process of its own, which is ended
at the time limit and started anew. What crosses over is JSON and bytes.
"""

from __future__ import annotations

import json
import signal
import sys
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

_LOADING = 120.0
"""Seconds that a process may take to load what it needs."""

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


class Worker:
    """A process that is started ahead of its first request. Used by one thread at a time."""

    def __init__(self, folder: Path, *, memory: int, asks: bool) -> None:
        """A process that is not started yet.

        Args:
            folder: of the graph.
            memory: bytes it may take beyond what it has with the graph open.
            asks: whether it will be asked questions in English, for which it loads a model first.
        """
        self._folder = folder
        self._memory = memory
        self._asks = asks
        self._process: Any = None
        self._line: Connection | None = None
        self._ready = False

    def ask(self, job: str, arguments: Mapping[str, Any], *, seconds: float) -> Reply:
        """What the job of this name in `kg.site.jobs` answers.

        Raises:
            WorkerError: not within so many seconds, or not with so little memory.
        """
        line = self.start()
        try:
            if not self._ready:
                # Loading is not the request's fault, however slow the machine is.
                if not line.poll(_LOADING):
                    raise EOFError
                line.recv_bytes()
                self._ready = True
            line.send_bytes(json.dumps([job, dict(arguments)]).encode())
            if not line.poll(seconds):
                self.stop()
                self.start()
                raise WorkerError(
                    f"it took more than the {seconds:g} seconds that a request may take here."
                )
            status, media, location = json.loads(line.recv_bytes())
            return Reply(status, media, line.recv_bytes(), location)
        except (EOFError, OSError):
            self.stop()
            raise WorkerError("it took more memory than a request may take here.") from None

    def stop(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None
        self._ready = False

    def start(self) -> Connection:
        """The line to the process, which is started where none runs; does not wait for it."""
        if self._line is not None and self._process.is_alive():
            return self._line
        self.stop()
        # spawn: a fork of a process with threads can hang.
        context = get_context("spawn")
        self._line, far = context.Pipe()
        arguments = (far, str(self._folder), self._memory, self._asks)
        self._process = context.Process(target=serve, args=arguments, daemon=True)
        self._process.start()
        far.close()
        return self._line


def serve(line: Connection, folder: str, memory: int, asks: bool) -> None:
    """Answers requests until the other end is closed. A new graph in the folder is opened anew.

    Says first that it is ready.
    """
    from kg.site.jobs import JOBS

    # Ctrl-C reaches the whole group; the server stops its processes itself.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    opened: tuple[object, api.Graph] | None = None
    with suppress(KgError):
        # A graph that cannot be opened is told to whoever asks.
        opened = _opened(folder, asks=asks)
        _bound(memory)
    line.send_bytes(b"ready")
    while True:
        try:
            job, arguments = json.loads(line.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            if opened is None or opened[0] != _stamp(Path(folder)):
                if opened is not None:
                    opened[1].close()
                opened = _opened(folder, asks=asks)
                _bound(memory)
            reply = JOBS[job](opened[1], arguments)
        except KgError as error:
            reply = refused(error)
        except MemoryError:
            return
        except Exception:  # noqa: BLE001 - a mistake of ours; the next request may still be answered
            traceback.print_exc()
            reply = Reply(500, "text/plain", b"kg made a mistake here; its log has the details.")
        line.send_bytes(json.dumps([reply.status, reply.media, reply.location]).encode())
        line.send_bytes(reply.body)


def _opened(folder: str, *, asks: bool) -> tuple[object, api.Graph]:
    found = _stamp(Path(folder)), api.open(folder)
    if asks:
        with suppress(KgError):
            found[1].ask("Who said anything?", limit=1)
    return found


def refused(error: KgError) -> Reply:
    """What a client is told of an error; the server makes a page of it where one is wanted."""
    status = 503 if isinstance(error, StoreError) else 404 if _unknown(error) else 400
    return Reply(status, "text/plain", str(error).encode("utf-8", "replace"))


def _unknown(error: KgError) -> bool:
    said = str(error)
    return isinstance(error, UsageError) and said.lower().startswith(("there is no", "no entity"))


def _stamp(folder: Path) -> object:
    """Another one when the folder was replaced."""
    try:
        found = (folder / "version").stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


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
