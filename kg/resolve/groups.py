"""Clusters of different articles on their way to entities: joined for a reason, or doubted."""

from __future__ import annotations

from collections.abc import Sequence

from kg.resolve.local import Local

DOUBTS = 5
"""A surname with more bearers than this is not a doubt worth listing."""


class Groups:
    """Union of cluster positions, the smallest position leading."""

    def __init__(self, locals_: Sequence[Local]) -> None:
        self.locals = locals_
        self.parent = list(range(len(locals_)))
        self.why: dict[int, str] = {}
        self.doubts: dict[tuple[int, int], str | None] = {}

    def find(self, at: int) -> int:
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, a: int, b: int, reason: str | None) -> None:
        """Joins the entities of `a` and `b`; `reason` tells why `a` did, None for an equal name."""
        x, y = self.find(a), self.find(b)
        if x == y:
            return
        if reason:
            self.why.setdefault(a, reason)
        self.parent[max(x, y)] = min(x, y)

    def doubt(self, a: int, b: int, why: str | None) -> None:
        """Notes that `a` and `b` may be one; `why` they may, None where that is listed already."""
        self.doubts.setdefault((min(a, b), max(a, b)), why)


def full_name(local: Local) -> str:
    """The commonest name of a cluster, the longer and then the earlier in code points of equals."""
    if len(local.names) == 1:
        return local.names[0][0]
    return min(local.names, key=lambda n: (-n[1], -len(n[0]), n[0]))[0] if local.names else ""
