"""The server: a socket, the application, and patience with those who send slowly."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from kg.errors import UsageError
from kg.site.app import application
from kg.site.guard import names_of
from kg.site.limits import Limits


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens at an address; port 0 takes any that is free.

    Raises:
        UsageError: the address is in use, or is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol is named, for asyncio sends at once only on sockets that say they are TCP.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise UsageError(
            f"cannot listen on {host}, port {port} ({error.strerror or error}); "
            "choose another with --port."
        ) from None
    return listener


def serve(
    folder: Path, listener: socket.socket, *, host: str, limits: Limits, cors: str | None = None,
    ready: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Serves the graph in a folder until the process is told to stop.

    Args:
        folder: that `kg build` wrote.
        listener: from `bound`.
        host: the address it was bound to.
        limits: what is bounded.
        cors: origin whose pages may read the endpoint.
        ready: called when requests are answered.
    """
    app = application(folder, limits=limits, hosts=names_of(host), cors=cors)
    config = uvicorn.Config(
        app, http=_protocol(limits.slow), ws="none", lifespan="on", log_level="warning",
        access_log=False, server_header=False, limit_concurrency=limits.connections,
        timeout_keep_alive=5, timeout_graceful_shutdown=2,
    )  # fmt: skip
    server = uvicorn.Server(config)

    async def run() -> None:
        task = asyncio.ensure_future(server.serve(sockets=[listener]))
        while not server.started and not task.done():
            await asyncio.sleep(0.01)
        if ready is not None and server.started:
            ready()
        await task

    asyncio.run(run())


def _protocol(slow: float) -> type[H11Protocol]:
    """HTTP for connections that must send their request's head within so many seconds.

    uvicorn waits for ever: half-open connections would fill its places.
    """

    class Impatient(H11Protocol):
        _late: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._await_head()

        def data_received(self, data: bytes) -> None:
            if self.cycle is not None and self.cycle.response_complete and self._late is None:
                self._await_head()
            super().data_received(data)
            if self.cycle is not None and not self.cycle.response_complete:
                self._arrived()

        def connection_lost(self, exc: Exception | None) -> None:
            self._arrived()
            super().connection_lost(exc)

        def _await_head(self) -> None:
            self._late = self.loop.call_later(slow, self._give_up)

        def _arrived(self) -> None:
            if self._late is not None:
                self._late.cancel()
                self._late = None

        def _give_up(self) -> None:
            self._late = None
            if not self.transport.is_closing():
                self.transport.close()

    return Impatient
