"""What may be expected of meetings and visits, and of what articles say alike or apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from traps.trap import Expectation
from traps.world import Row, World, listed

ANY = "any"
"""Stands for a value that the trap does not speak of; None is that there is none."""


def meets(
    *people: str,
    start: str | None = ANY,
    end: str | None = ANY,
    status: str = "held",
    place: str | tuple[str, ...] = ANY,
    articles: Sequence[str] = (),
    companions: Sequence[str] = (),
    inferred: bool | None = None,
) -> Expectation:
    """There is one Meeting of these people (maybe with others) with these dates.

    Args:
        people: among the participants and hosts.
        start: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or None.
        end: likewise; the same as `start` for one point in time.
        status: the merged one.
        place: one name, or several of which any will do.
        articles: those that tell of it, all of them.
        companions: who came along, and is no participant.
        inferred: whether the date rests on one that the article does not state.
    """
    facts = _Facts(start, end, status, place, articles, (), companions, inferred)
    return _happens("Meeting", people, facts)


def visits(
    *people: str,
    place: str | tuple[str, ...] = ANY,
    start: str | None = ANY,
    end: str | None = ANY,
    status: str = "held",
    hosts: Sequence[str] = (),
    articles: Sequence[str] = (),
    companions: Sequence[str] = (),
    inferred: bool | None = None,
) -> Expectation:
    """There is one Visit of these people to this place with these dates; see `meets`."""
    facts = _Facts(start, end, status, place, articles, hosts, companions, inferred)
    return _happens("Visit", people, facts)


def no_meeting(*people: str, kind: str | None = "Meeting") -> Expectation:
    """There is no Meeting (kind None: nor Visit) of all these people; nobody named: none at all."""

    def check(world: World) -> None:
        rows = [row for row in _with(world, people) if kind in (None, row["type"])]
        assert not rows, f"there are {_shown(rows)}"

    return Expectation(f"no meeting of {_joined(people) or 'anybody'}", check)


def meetings(number: int, *people: str, kind: str = "Meeting") -> Expectation:
    """There are so many Meetings of these people (or Visits)."""

    def check(world: World) -> None:
        rows = [row for row in _with(world, people) if row["type"] == kind]
        assert len(rows) == number, f"there are {_shown(rows)}"

    return Expectation(f"{number} × {kind} of {_joined(people) or 'anybody'}", check)


def bounds(people: Sequence[str], earliest: str, latest: str) -> Expectation:
    """Some meeting or visit of these people lies between these days."""

    def check(world: World) -> None:
        found = [(row["earliest"], row["latest"]) for row in _with(world, people)]
        assert (earliest, latest) in found, f"bounds are {found}"

    return Expectation(f"{_joined(people)} between {earliest} and {latest}", check)


def told(
    *people: str,
    article: str,
    status: str,
    by: str | None = None,
    via: Sequence[str] = (),
    start: str | None = ANY,
) -> Expectation:
    """One sentence of the life of the meeting or visit of these people.

    Args:
        people: of the meeting as merged.
        article: the file.
        status: what the sentence says.
        by: who says so there; None: the article itself.
        via: through whom.
        start: when it begins, by this article.
    """

    def check(world: World) -> None:
        ids = {row["meeting"] for row in _with(world, people)}
        rows = [r for r in world.rows("meeting-life", article=article) if r["meeting"] in ids]
        fit = [
            row
            for row in rows
            if row["status"] == status
            and (not row["said_by"] if by is None else _among(world, by, listed(row["said_by"])))
            and all(_among(world, name, listed(row["via"])) for name in via)
        ]
        assert fit, (
            f"it says {[(r['status'], r['said_by'], r['via'], r['sentence']) for r in rows]}"
        )
        starts = [
            row["start"] for row in world.rows("reports", article=article) if row["meeting"] in ids
        ]
        assert start in (ANY, *starts), f"it begins {starts}"

    source = f" by {by}" if by else ""
    return Expectation(f"{article}: {_joined(people)} {status}{source}", check)


def banquet(*people: str, part_of: str = "Visit") -> Expectation:
    """There is a sub-event of these people, part of a Visit or a Meeting."""

    def check(world: World) -> None:
        events = [row for row in _with(world, people) if row["type"] == "SubEvent"]
        wholes = {row["meeting"]: row["type"] for row in world.rows("meetings")}
        found = [wholes.get(row["part_of"]) for row in events]
        assert part_of in found, f"there are {_shown(world.rows('meetings'))}"

    return Expectation(f"{_joined(people)} at table, part of a {part_of}", check)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a row of `meetings` must say."""

    start: str | None
    end: str | None
    status: str
    place: str | tuple[str, ...]
    articles: Sequence[str]
    hosts: Sequence[str]
    companions: Sequence[str]
    inferred: bool | None

    def hold(self, world: World, row: Row) -> bool:
        """Whether it does."""
        places = (self.place,) if isinstance(self.place, str) else self.place
        return (
            self.start in (ANY, row["start"])
            and self.end in (ANY, row["end"])
            and self.status == row["status"]
            and (ANY in places or any(world.is_called(row["place"], name) for name in places))
            and (not self.articles or listed(row["articles"]) == sorted(self.articles))
            and all(_among(world, name, listed(row["hosts"])) for name in self.hosts)
            and all(_among(world, name, listed(row["companions"])) for name in self.companions)
            and not any(_among(world, n, listed(row["participants"])) for n in self.companions)
            and self.inferred in (None, bool(row["inferred"]))
        )


def _happens(kind: str, people: Sequence[str], facts: _Facts) -> Expectation:
    def check(world: World) -> None:
        rows = [row for row in _with(world, people) if row["type"] == kind]
        fit = [row for row in rows if facts.hold(world, row)]
        assert len(fit) == 1, f"{len(fit)} fit; there are {_shown(world.rows('meetings'))}"

    when = "" if facts.start == ANY else f", {facts.start} to {facts.end}"
    return Expectation(f"{kind} of {_joined(people)}{when}, {facts.status}", check)


def _with(world: World, people: Sequence[str]) -> list[Row]:
    return [
        row
        for row in world.rows("meetings")
        if all(
            _among(world, name, listed(row["participants"]) + listed(row["hosts"]))
            for name in people
        )
    ]


def _joined(people: Sequence[str]) -> str:
    return " and ".join(people)


def _among(world: World, name: str, labels: Sequence[str]) -> bool:
    return any(world.is_called(label, name) for label in labels)


def _shown(rows: Sequence[Row]) -> str:
    keys = "type participants hosts companions place venue start end status articles".split()
    return "\n  ".join(["", *(str({k: row[k] for k in keys if row[k]}) for row in rows)])
