"""What comparing the articles shows: claims told again or denied, and where sources disagree.

Frozen records like those of `kg.records`; no logic lives here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.records import Span

ClaimRef = tuple[str, int]
"""An article's id and the index of one of its claims."""


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """`claim` restates the older claim `other`, or prints it again in a copy of its article, or one
    cannot be true with the other.
    """

    claim: ClaimRef
    other: ClaimRef
    kind: Literal["restates", "reprints", "contradicts"]
    reason: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An article that prints the text of another, whole or cut, and the one of all these that was
    printed first; of one day the one whose id comes first.
    """

    article: str
    first: str


@dataclass(frozen=True, slots=True)
class Proposition:
    """What several claims say alike. `claims` stand by date of publication, the first told first;
    `speakers` are entity keys; `said` is when it was first said (`YYYY`, `YYYY-MM` or
    `YYYY-MM-DD`), where a sentence tells.
    """

    key: str
    text: str
    speakers: tuple[str, ...]
    claims: tuple[ClaimRef, ...]
    said: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class DisagreementSide:
    """What some sources say: `value` in a word (a date, a place, a status), and the sentences that
    say so, as article and span, by article and place.
    """

    value: str
    evidence: tuple[tuple[str, Span], ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources say of a meeting that cannot all be true. `meetings` are keys: one, or two that
    stand apart only because of it.
    """

    key: str
    label: str
    meetings: tuple[str, ...]
    matter: Literal["date", "place", "status", "official"]
    sides: tuple[DisagreementSide, ...]
