"""What sources say of one meeting that cannot all be true: date, place, status, official or not.

A vaguer date or place is no disagreement with an exact one, and a plan none with what came of it.
Meetings that resolution kept apart are taken together where nothing but the disagreement may
separate them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.findings import Disagreement, DisagreementSide
from kg.records import (
    Entity,
    Extraction,
    MergedMeeting,
    Span,
    Status,
)
from kg.resolve.accounts import Account, accounts, again
from kg.resolve.names import digest
from kg.resolve.places import Atlas, places_differ
from kg.resolve.times import When, overlap, readable

_WEEK = timedelta(days=7)
_TOLD_WITHIN = timedelta(days=14)  # from a meeting to an article that denies it
_SLIP = timedelta(days=3)  # how far the days of one meeting may lie apart
_SHORT = 7  # days of a time that can be compared between meetings that were kept apart
_NEIGHBOURS = 5  # meetings of the same sides that one is compared with
_PLAN: frozenset[Status] = frozenset({"planned", "invited"})
_ABOUT = {
    "date": "the date",
    "place": "the place",
    "status": "whether it took place",
    "official": "whether it was official",
}

Sides = Mapping[str, Sequence[Account]]
"""What is said, and who says it."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A meeting with all accounts of it."""

    meeting: MergedMeeting
    accounts: tuple[Account, ...]
    when: When | None

    @property
    def articles(self) -> frozenset[str]:
        """Those that tell of it."""
        return frozenset(account.article for account in self.accounts)


def disagreements(
    extractions: Iterable[Extraction],
    meetings: Sequence[MergedMeeting],
    *,
    entities: Sequence[Entity],
    entity_of: Mapping[tuple[str, Span], str],
) -> tuple[Disagreement, ...]:
    """All disagreements, by key; those about a part of a meeting are left to the whole.

    Args:
        extractions: of all articles.
        meetings: merged, with the indexes of the records that each report rests on.
        entities: for the names and states of places.
        entity_of: the key of each mention's entity, by article and span.
    """
    wanted = {report.article for meeting in meetings for report in meeting.reports}
    by_id = {e.article.id: e for e in extractions if e.article.id in wanted}
    atlas = Atlas(
        labels={e.key: e.label for e in entities},
        states={e.key: e.state for e in entities if e.state},
    )
    told: list[_Told] = []
    for meeting in meetings:
        if meeting.kind == "SubEvent":
            continue
        found = tuple(accounts(meeting, by_id, entity_of))
        times = [a.when for a in found if a.when and not a.inferred]
        told.append(_Told(meeting, found, min(times, key=_finest, default=None)))
    made = [d for one in told for d in _within(one, by_id, atlas)]
    made += _between(told, atlas)
    return tuple(sorted(made, key=lambda d: d.key))


def _within(one: _Told, by_id: Mapping[str, Extraction], atlas: Atlas) -> Iterator[Disagreement]:
    """What the accounts of one meeting disagree on."""
    if len(one.accounts) < 2:
        return
    for matter, sides in (
        ("date", _dates(one.accounts)),
        ("status", _statuses(one.accounts)),
        ("official", _official(one.accounts)),
        ("place", places_differ(one.accounts, by_id, atlas)),
    ):
        if len(sides) > 1:
            yield _disagreement(matter, [one.meeting], sides)


def _finest(when: When) -> tuple[int, date, str]:
    return when.days, when.earliest, when.time.text


def _value(when: When) -> str:
    start, end = when.time.start, when.time.end
    if not start:
        return f"{when.earliest.isoformat()}/{when.latest.isoformat()}"
    return start if not end or end == start else f"{start}/{end}"


def _dates(found: Sequence[Account]) -> Sides:
    """The times that have no day in common, each article's most exact one; only of what was held,
    or of plans of the same days.
    """
    sides: dict[str, list[Account]] = {}
    for group in (
        [a for a in found if a.status == "held"],
        _same_days([a for a in found if a.status in _PLAN]),
    ):
        best: dict[str, Account] = {}
        for account in sorted(group, key=lambda a: (a.article, a.evidence)):
            if account.when is None or account.inferred:
                continue
            old = best.get(account.article)
            if old is None or _finest(account.when) < _finest(old.when or account.when):
                best[account.article] = account
        sides = _apart(list(best.values()))
        if len(sides) > 1:
            return sides
    return sides


def _apart(group: Sequence[Account]) -> dict[str, list[Account]]:
    """The most exact first; a time that fits two sides takes none."""
    leads: list[tuple[When, list[Account]]] = []
    for account in sorted(group, key=lambda a: (*_finest(_when(a)), a.article)):
        fits = [row for when, row in leads if overlap(when, _when(account))]
        if not fits:
            leads.append((_when(account), [account]))
        elif len(fits) == 1:
            fits[0].append(account)
    leads.sort(key=lambda lead: _finest(lead[0])[1:])
    return {_value(when): row for when, row in leads}


def _when(account: Account) -> When:
    if account.when is None:
        raise ValueError("an account without a time has no place here")
    return account.when


def _same_days(group: Sequence[Account]) -> list[Account]:
    """Plans that were told within two days; older ones may have been changed."""
    days = [a.published for a in group if a.published]
    last = max(days, default=None)
    return [a for a in group if last and a.published and last - a.published <= timedelta(days=2)]


def _statuses(found: Sequence[Account]) -> Sides:
    """Held and denied; held, and called off by an article that is not older; planned and denied in
    the same week.
    """
    rows: dict[Status, list[Account]] = defaultdict(list)
    for account in found:
        rows[account.status].append(account)
    held, denied, off = rows["held"], rows["denied"], rows["cancelled"]
    planned = [*rows["planned"]]
    if held and denied:
        return {"held": held, "denied": denied}
    late = [a for a in off if any(_not_older(a, h) for h in held)]
    if held and late:
        return {"held": held, "cancelled": late}
    near = [(p, d) for p in planned for d in denied if p.article != d.article and _same_week(p, d)]
    if near:
        return {
            "planned": list(dict.fromkeys(p for p, _ in near)),
            "denied": list(dict.fromkeys(d for _, d in near)),
        }
    return {}


def _not_older(a: Account, b: Account) -> bool:
    known = a.published and b.published and a.published >= b.published
    return a.article != b.article and bool(known)


def _same_week(a: Account, b: Account) -> bool:
    return bool(a.published and b.published) and abs(_day(a) - _day(b)) <= _WEEK


def _day(account: Account) -> date:
    return account.published or date.max


def _official(found: Sequence[Account]) -> Sides:
    """Official and unofficial, by different articles."""
    rows: dict[str, list[Account]] = defaultdict(list)
    for account in found:
        if account.official:
            rows[account.official].append(account)
    one, other = ({a.article for a in rows[side]} for side in ("official", "unofficial"))
    if not (one - other and other - one):
        return {}
    return {side: rows[side] for side in ("official", "unofficial")}


def _between(told: Sequence[_Told], atlas: Atlas) -> Iterator[Disagreement]:
    """Disagreements that keep apart what may be one meeting of the same sides."""
    blocks: dict[tuple[str, ...], list[_Told]] = defaultdict(list)
    for one in told:
        if one.accounts:
            blocks[one.meeting.kind, *one.meeting.participants].append(one)
    for _, block in sorted(blocks.items()):
        block.sort(key=lambda t: (_about(t), t.meeting.key))
        for at, one in enumerate(block):
            for other in block[at + 1 : at + 1 + _NEIGHBOURS]:
                if one.articles & other.articles or not atlas.fit(
                    one.meeting.place, other.meeting.place
                ):
                    continue
                pair = [one.meeting, other.meeting]
                if sides := _other_day(one, other):
                    yield _disagreement("date", pair, sides)
                elif sides := _denied(one, other):
                    yield _disagreement("status", pair, sides)


def _about(one: _Told) -> date:
    """The day it is about, or else was told of."""
    if one.when:
        return one.when.earliest
    return min((a.published for a in one.accounts if a.published), default=date.max)


def _other_day(one: _Told, other: _Told) -> Sides:
    """Held both, at most three days apart, and told when both days were over: an article of the
    day between would tell of the first alone.
    """
    a, b = one.when, other.when
    if a is None or b is None or not one.meeting.status == other.meeting.status == "held":
        return {}
    if overlap(a, b) or max(a.days, b.days) > _SHORT:
        return {}
    first, last = sorted((a, b), key=lambda w: w.earliest)
    if last.earliest - first.latest > _SLIP:
        return {}
    rows = [[x for x in t.accounts if x.status == "held"] for t in (one, other)]
    if any(x.published is None or x.published < last.latest for row in rows for x in row):
        return {}
    if any(again(x) for row in rows for x in row):
        return {}
    if not any(_same_week(x, y) for x in rows[0] for y in rows[1]):
        return {}
    sides = {_value(a): rows[0], _value(b): rows[1]}
    return dict(sorted(sides.items()))


def _denied(one: _Told, other: _Told) -> Sides:
    """One told of as held or planned, the other denied, of the same days."""
    yes, no = (one, other) if other.meeting.status == "denied" else (other, one)
    if no.meeting.status != "denied" or yes.meeting.status not in ("held", "planned"):
        return {}
    if yes.when and no.when:
        near = overlap(yes.when, no.when)
    elif yes.when:
        limit = timedelta(days=-1) if yes.meeting.status == "held" else -_TOLD_WITHIN
        near = any(
            a.published and limit <= a.published - yes.when.latest <= _TOLD_WITHIN
            for a in no.accounts
        )
    else:
        near = any(_same_week(x, y) for x, y in _pairs(one, other))
    if not near:
        return {}
    return {yes.meeting.status: yes.accounts, "denied": no.accounts}


def _pairs(one: _Told, other: _Told) -> Iterator[tuple[Account, Account]]:
    return ((x, y) for x in one.accounts for y in other.accounts)


def _disagreement(matter: str, meetings: Sequence[MergedMeeting], sides: Sides) -> Disagreement:
    keys = tuple(sorted(meeting.key for meeting in meetings))
    shown = [_shown(value) if matter == "date" else value for value in sides]
    return Disagreement(
        key=f"disagreement/{matter}-{digest(chr(10).join(keys))}",
        label=f"Sources differ on {_ABOUT[matter]}: {' or '.join(shown)}",
        meetings=keys,
        matter=matter,  # type: ignore[arg-type]  # one of the four
        sides=tuple(
            DisagreementSide(value, tuple(sorted({(a.article, a.evidence) for a in row})))
            for value, row in sides.items()
        ),
    )


def _shown(value: str) -> str:
    start, _, end = value.partition("/")
    return readable(start, end or None)
