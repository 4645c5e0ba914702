"""What every request passes: size, time, the host it names; and the headers of every answer."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, MutableMapping
from typing import Final

from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.site.limits import Limits

POLICY: Final = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
OFFLINE: Final = "frame-ancestors 'none'"
"""Of the page of `kg view`, which brings a stricter policy of its own."""


class TooLongError(Exception):
    """A body of more bytes than may be sent, or one that does not arrive."""


class Guard:
    """ASGI middleware."""

    def __init__(self, app: ASGIApp, *, limits: Limits, hosts: Collection[str]) -> None:
        self._app = app
        self._limits = limits
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on, or refuses it with a sentence."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        answer = _Answer(scope, send, self._limits.slow)
        if refusal is not None:
            await refusal(scope, receive, answer)
            return
        arriving = _Arriving(receive, self._limits)
        try:
            await self._app(scope, arriving, answer)
        except TooLongError as error:
            if not answer.started:
                await PlainTextResponse(f"{error}\n", 413)(scope, receive, answer)
        except (TimeoutError, ClientDisconnect):
            # The client does not take what it asked for, or is gone: the connection is closed.
            return

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers: MutableMapping[bytes, bytes] = dict(scope["headers"])
        # A page elsewhere whose name was made to lead here must not read the graph.
        if self._hosts and _host(headers.get(b"host", b"")) not in self._hosts:
            return PlainTextResponse("This server does not go by that name.\n", 421)
        length = len(scope["raw_path"] or b"") + len(scope["query_string"])
        if length > self._limits.address:
            most = self._limits.address
            text = f"The address has more than {most:,} characters; send a query by POST.\n"
            return PlainTextResponse(text, 414)
        size = headers.get(b"content-length", b"0")
        if size.isdigit() and int(size) > self._limits.body:
            return PlainTextResponse(f"{_too_large(self._limits)}\n", 413)
        return None


class _Arriving:
    """A request's body, so many bytes in so many seconds."""

    def __init__(self, receive: Receive, limits: Limits) -> None:
        self._receive = receive
        self._limits = limits
        self._size = 0
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:
            return await self._receive()  # what follows is only that the client goes away
        try:
            message = await asyncio.wait_for(self._receive(), self._limits.slow)
        except TimeoutError:
            raise TooLongError(
                f"The request did not arrive within {self._limits.slow:g} seconds."
            ) from None
        self._size += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._size > self._limits.body:
            raise TooLongError(_too_large(self._limits))
        return message


class _Answer:
    """The way back: headers that every answer has, and patience with slow readers."""

    def __init__(self, scope: Scope, send: Send, slow: float) -> None:
        self._scope = scope
        self._send = send
        self._slow = slow
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            offline = self._scope["path"] == "/graph"
            message = {**message, "headers": [
                *message.get("headers", ()),
                (b"content-security-policy", (OFFLINE if offline else POLICY).encode()),
                (b"x-content-type-options", b"nosniff"),
                (b"referrer-policy", b"no-referrer"),
                (b"cross-origin-resource-policy", b"same-origin"),
            ]}  # fmt: skip
        await asyncio.wait_for(self._send(message), self._slow)


def _too_large(limits: Limits) -> str:
    return f"The request has more than the {limits.body:,} bytes that it may have here."


def _host(header: bytes) -> str:
    text = header.decode("latin-1").strip().lower()
    if text.startswith("["):
        return text.partition("]")[0].lstrip("[")
    return text.partition(":")[0]


def names_of(host: str) -> frozenset[str]:
    """The names that a server bound to an address goes by; none where it listens on all."""
    if host in ("0.0.0.0", "::", ""):
        return frozenset()
    loopback = {"127.0.0.1", "localhost", "::1"}
    return frozenset(loopback | {host.lower()} if host in loopback else {host.lower()})
