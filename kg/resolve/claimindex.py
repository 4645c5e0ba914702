"""Which claim's content a position of an article lies in."""

from __future__ import annotations

from bisect import bisect_right

from kg.records import Claim, Span

_DEEP = 64  # content pieces nest a few deep at most


class ClaimIndex:
    """Which claim's content a position lies in: the innermost, by one pass over the claims."""

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        pieces = [(span, claim) for claim in claims for span in claim.content]
        self._pieces = sorted(pieces, key=lambda p: (p[0].start, -p[0].end, p[1].index))
        self._starts = [p[0].start for p in self._pieces]
        self.by_index = {c.index: c for c in claims}

    def around(self, span: Span) -> Claim | None:
        """The innermost claim whose content covers `span`."""
        piece = self.piece(span)
        return piece[1] if piece else None

    def piece(self, span: Span) -> tuple[Span, Claim] | None:
        """The content piece around `span`, with its claim."""
        at = bisect_right(self._starts, span.start) - 1
        for step in range(_DEEP):
            if at - step < 0:
                return None
            found = self._pieces[at - step]
            if span.end <= found[0].end:
                return found
        return None
