"""What the site bounds, each in one place. `docs/site.md` says what a client sees of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the server; seconds, bytes or counts.

    Attributes:
        seconds: of a query, page or answer.
        result: bytes of an answer.
        memory: bytes that a process may take beyond what it has with the graph open.
        workers: processes for pages, as many for questions, and as many for /sparql.
        spare: further ones of each kind, for when a request waits and another takes long.
        quick: seconds after which a request counts as long.
        long: processes of each kind that may be busy with long requests while others wait.
        waiting: requests that may wait for a process, of each kind.
        waiting_long: requests that may wait for other long ones, of each kind.
        connections: open at once.
        address: characters of a request's target.
        body: bytes of a request's body.
        slow: seconds for a request to arrive, and for a client to take what it is sent.
        incoming: statements pointing at a thing that its description holds.
    """

    seconds: float = 20.0
    result: int = 20_000_000
    memory: int = 2_000_000_000
    workers: int = 2
    spare: int = 1
    quick: float = 1.0
    long: int = 1
    waiting: int = 32
    waiting_long: int = 8
    connections: int = 256
    address: int = 16_000
    body: int = 1_000_000
    slow: float = 10.0
    incoming: int = 1_000
