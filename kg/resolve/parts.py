"""What belongs to what: banquets and walks to a meeting, a meeting to the visit it was held on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from kg.extract.meetingwords import MEAL_NOUNS
from kg.resolve.occasions import (
    LIVE,
    Occasion,
    absorb,
    occasion,
    status_fits,
    told_apart,
)
from kg.resolve.times import overlap
from kg.resolve.told import Told
from kg.resolve.world import World

_AROUND = timedelta(days=30)
_STAY = timedelta(days=5)


def within_article(records: Sequence[Told], *, world: World) -> list[Occasion]:
    """The occasions of one article, with what `the meeting` says of them and what is part of them;
    a meal that belongs to none is a meeting of its own.
    """
    plain = [t for t in records if t.event is None and t.follows is None]
    made = told_apart(plain, world=world)
    visits = [o for o in made if o.first.kind == "Visit"]
    for meeting in (o for o in made if o.first.kind == "Meeting"):
        _link_visit(meeting, visits, world=world)
    for told in (t for t in records if t.event is not None):
        whole = _whole(told, made, world=world)
        if whole is not None:
            whole.parts.append(told)
        elif told.event in MEAL_NOUNS and len(told.participants) > 1:
            made.append(occasion(told))
    for told in (t for t in records if t.follows is not None and t.event is None):
        before = next((o for o in made if any(t.index == told.follows for t in o.told)), None)
        if before is None:
            continue
        if told.when is None or before.when is None or overlap(told.when, before.when):
            absorb(before, occasion(told), "told of as the one before", world=world)
        elif told.status == "cancelled":  # "it had first been planned for Monday"
            made.append(occasion(replace(told, participants=before.first.participants)))
    return made


def _whole(told: Told, made: Sequence[Occasion], *, world: World) -> Occasion | None:
    """The meeting or visit that a banquet or walk belongs to: the last told of before it among
    those whose people it names, meetings before visits.
    """
    people = {world.side(p) for p in told.participants if not p.startswith("group/")}
    fits = []
    for o in made:
        there = o.participants | {h for t in o.told for h in t.hosts}
        there |= {c for t in o.told for c in t.companions}
        sides_ = {world.side(p) for p in there}
        if o.first.kind == "Visit":
            # The host of a visitor is of it, whether the visit names him or not.
            visited = people <= sides_ | {o.place, world.state.get(o.place or "")}
            belongs = bool(people & sides_) and (visited or len(people) > 1)
        else:
            belongs = people <= sides_
        clash = told.when and o.when and not overlap(told.when, o.when)
        if clash and o.first.kind == "Visit" and told.when and o.when and o.when.days == 1:
            # Who arrived on Monday was still there on Wednesday.
            clash = not o.when.latest <= told.when.earliest <= o.when.latest + _STAY
        held = any(t.status == "held" for t in o.told) == (told.status == "held")
        if belongs and people and not clash and held:
            fits.append(o)
    before = [o for o in fits if min(t.at for t in o.told) <= told.at] or fits
    order = {"Meeting": 1, "Visit": 0}
    return max(
        before,
        key=lambda o: (
            order[o.first.kind],
            max((t.at for t in o.told if t.at <= told.at), default=-1),
        ),
        default=None,
    )


def visit_of(occasions: Sequence[Occasion], *, world: World) -> Mapping[int, Occasion]:
    """The visit that each meeting is part of, by `id` of the meeting; only where it is one."""
    by_guest: dict[str, list[Occasion]] = defaultdict(list)
    for o in occasions:
        if o.first.kind == "Visit":
            for guest in sorted(o.participants):
                by_guest[guest].append(o)
    found = {}
    for meeting in (o for o in occasions if o.first.kind == "Meeting"):
        near = {id(v): v for p in sorted(meeting.participants) for v in by_guest[p]}
        fits = visits_of(meeting, list(near.values()), world=world)
        if len(fits) > 1 and meeting.when:
            fits = [v for v in fits if v.when]
        if len(fits) == 1:
            found[id(meeting)] = fits[0]
    return found


def visits_of(meeting: Occasion, visits: Sequence[Occasion], *, world: World) -> list[Occasion]:
    """The visits that a meeting can be part of: one side went to the other, or both to one place,
    at a time that fits, or in the same article where one has no time.
    """
    people = meeting.participants
    articles = {t.article for t in meeting.told}
    fits = []
    for visit in visits:
        guests = visit.participants & people
        others = people - guests
        hosts = {h for t in visit.told for h in t.hosts}
        where = {visit.place, world.state.get(visit.place or "", visit.place)}
        theirs = {world.side(p) for p in others} | {world.state.get(p, p) for p in others}
        there = meeting.place is not None and bool(
            {meeting.place, world.state.get(meeting.place, meeting.place)} & where
        )
        known = {meeting.place, world.state.get(meeting.place or "")} - {None}
        elsewhere = bool(known) and not there and world.state.get(meeting.place or "") is not None
        if not guests or elsewhere or not (there or hosts & others or where & theirs):
            continue
        if meeting.when and visit.when:
            timely = overlap(meeting.when, visit.when)
            if visit.when.days == 1:  # only the day of arrival is known
                late = meeting.when.latest - visit.when.latest
                timely = timely or timedelta(0) <= late <= _STAY
        else:
            timely = bool(articles & {t.article for t in visit.told}) and _near(meeting, visit)
        if timely and _can_be_part(meeting, visit, there=there):
            fits.append(visit)
    return fits


def _near(a: Occasion, b: Occasion) -> bool:
    """Whether two of one article can be of one journey: what has no date is of the days when the
    article was published.
    """
    dated = a.when or b.when
    told = a.first.published or b.first.published
    if told is None:  # "met last September", in an article of which nobody knows when it is of
        held = [t for o in (a, b) if o.when is None for t in o.told if t.status == "held"]
        return not any(t.distant for t in held)
    if dated is None:
        return True
    return told - _AROUND <= dated.latest and dated.earliest <= told + _AROUND


def _can_be_part(meeting: Occasion, visit: Occasion, *, there: bool) -> bool:
    """Whether the statuses agree: nobody met on a visit that was not made, and a plan is of a visit
    that began (`arrived in Rome, where he will meet Ann`) only where both are in one place.
    """
    x = {t.status for t in meeting.told}
    y = {t.status for t in visit.told}
    if "held" in x or "held" in y:
        return "held" in x & y or ("held" in y and there and "planned" in x)
    return bool(y & LIVE) or x == y


def _link_visit(meeting: Occasion, visits: Sequence[Occasion], *, world: World) -> None:
    """Gives a meeting the time or place of the article's only visit by one side to another."""
    if meeting.when is not None and meeting.place is not None:
        return
    fits = [
        visit
        for visit in visits_of(meeting, visits, world=world)
        if status_fits(meeting, visit, dated=False)
    ]
    if len(fits) != 1:
        return
    visit = fits[0]
    if meeting.when is None and visit.when is not None:
        meeting.when = visit.when
        meeting.linked.append((meeting.first.article, visit.when))
        meeting.reasons.append("time of the visit it belongs to")
    if meeting.place is None and visit.place and visit.place.startswith("place/"):
        meeting.place = visit.place
        meeting.reasons.append("place of the visit it belongs to")
