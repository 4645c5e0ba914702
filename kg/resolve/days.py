"""The day of an article without a date, from what dated articles tell of the same meeting.

`ended his visit on Tuesday` is the Tuesday of the visit that another article dates; from there
`last September` and `next week` can be read too. What rests on it is marked as inferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.dates import parse_time
from kg.extract.timegrammar import Prefer
from kg.records import Extraction, Meeting
from kg.resolve.occasions import LIVE
from kg.resolve.times import When, when
from kg.resolve.told import Told
from kg.resolve.world import World
from kg.resolve.years import strangers

_SLACK = timedelta(days=1)
_LONGEST = 10  # days of a meeting that can still tell which week it was


def with_days(
    told: Mapping[str, Sequence[Told]], extractions: Iterable[Extraction], *, world: World
) -> dict[str, list[Told]]:
    """The records by article, those of an article without a date read as of the day it tells of
    last, if one dated meeting and the weekdays it gives say which that was.

    Args:
        told: the records of each article, by its id.
        extractions: where those records come from.
        world: states and their leaders.
    """
    done = {article: list(records) for article, records in told.items()}
    exact = [
        t
        for _, records in sorted(told.items())
        for t in records
        if t.when and t.when.exact and t.when.days <= _LONGEST and t.status in LIVE
    ]
    for extraction in extractions:
        article = extraction.article
        if article.published is not None:
            continue
        base = _last_day(done.get(article.id, []), exact, world)
        if base is None:
            continue
        meetings = {m.index: m for m in extraction.meetings}
        done[article.id] = [
            replace(t, when=_read(meetings[t.index], base)) if t.when is None else t
            for t in done[article.id]
        ]
    return done


def _last_day(records: Sequence[Told], dated: Sequence[Told], world: World) -> date | None:
    """The last of the weekdays that records give of a meeting that is dated elsewhere."""
    days = set()
    for record in records:
        if record.when is not None or record.words is None or record.distant:
            continue
        if record.status != "held":
            continue
        same = [o for o in dated if o.article != record.article and _same(record, o, world)]
        if any(_elsewhere(record, other, world) for other in same):
            continue  # it may be another meeting of theirs
        for other in same:
            found = _within(record.words, other.when) if other.when else None
            if found is not None:
                days.add(found)
    if not days or max(days) - min(days) > timedelta(days=_LONGEST):
        return None
    return max(days)


def _elsewhere(a: Told, b: Told, world: World) -> bool:
    """Whether the two are told of different towns."""
    towns = [t.place for t in (a, b) if t.place and t.place.startswith("place/")]
    lands = [t.place for t in (a, b) if t.place]
    if len(towns) == 2:
        return towns[0] != towns[1]
    states = {world.state.get(place, place) for place in lands}
    return len(lands) == 2 and len(states) == 2


def _within(words: str, known: When) -> date | None:
    """The weekday that the words name, in or beside the days that are known."""
    latest = known.latest + _SLACK
    read = parse_time(words, base=latest, prefer="past")
    if read is None or read.start is None or len(read.start) != 10:
        return None
    day = date.fromisoformat(read.start)
    return day if known.earliest - _SLACK <= day <= latest else None


def _read(meeting: Meeting, base: date) -> When | None:
    if meeting.time is None:
        return None
    ahead = meeting.status in ("planned", "invited", "hypothetical")
    prefer: Prefer = "future" if ahead else "past"
    read = parse_time(meeting.time.text, base=base, prefer=prefer, inferred=True)
    return when(replace(read, span=meeting.time.span, inferred=True)) if read else None


def _same(a: Told, b: Told, world: World) -> bool:
    """Whether both tell of the same sides: of two meetings two of them; of a visit and a meeting
    or another visit the visitor and the state that he went to.
    """
    if strangers(a.participants, b.participants):
        return False
    x, y = ({world.side(p) for p in t.participants} for t in (a, b))
    if a.kind == b.kind == "Meeting":
        return len(x & y) >= 2
    lands = []
    for t, people in ((a, x), (b, y)):
        goal = {world.state.get(t.place, t.place)} if t.place else set()
        lands.append(people | goal if t.kind == "Meeting" else goal | {*t.hosts})
    return bool(x & y) and bool(lands[0] & lands[1] - (x & y))
