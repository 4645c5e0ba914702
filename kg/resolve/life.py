"""What a meeting is in the end, of all that articles say of it: planned, held, called off …"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.records import Status

_STRENGTH: tuple[Status, ...] = (
    "held", "cancelled", "planned", "invited", "denied", "hypothetical",
)  # fmt: skip
"""What of several statuses given at one time holds."""
_DECISIVE = frozenset({"planned", "cancelled", "denied"})


def strongest(statuses: Iterable[Status]) -> Status:
    """The status of one article's account: what was held is not undone by a word of its plan."""
    return min(statuses, key=_STRENGTH.index)


def final(accounts: Iterable[tuple[date | None, Status]]) -> Status:
    """The status after all accounts: held once anybody says so; else the last plan or
    cancellation (an account without a date counts as the oldest); else an invitation.

    Args:
        accounts: day of publication and status of each article; at least one.
    """
    rows = list(accounts)
    found = {status for _, status in rows}
    if "held" in found or not found & _DECISIVE:
        return strongest(found)
    decisive = [(told or date.min, status) for told, status in rows if status in _DECISIVE]
    last = max(told for told, _ in decisive)
    return strongest(status for told, status in decisive if told == last)
