"""Which reports tell of one meeting: same sides, compatible time, place and status."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import combinations

from kg.records import Status
from kg.resolve.times import When, overlap, stretch
from kg.resolve.told import Told
from kg.resolve.world import World

LIVE: frozenset[Status] = frozenset({"held", "planned", "invited"})
"""What one meeting can be in turn when nothing is called off or denied."""
_AHEAD: frozenset[Status] = frozenset({"planned", "invited", "hypothetical", "cancelled"})
"""What a meeting can be that has not been held."""

_HELD_WITHIN = timedelta(days=14)  # from a meeting to an article that tells of it without a date
_PLANNED_WITHIN = timedelta(days=120)  # from an article that announces a meeting to the meeting
_SOME_DAY = timedelta(days=400)  # the same for `next year`
_ALIKE_WITHIN = timedelta(days=45)  # between two articles that announce one without a date
_MISTAKEN = timedelta(days=2)  # between the days that two articles give of one meeting
_STAY = timedelta(days=7)  # between the days that an article gives of one visit
_SIDES = 6  # sides of one meeting that make blocking pairs


@dataclass(eq=False, slots=True)
class Occasion:
    """Records taken for one meeting, with the reasons."""

    told: list[Told]
    reasons: list[str] = field(default_factory=list)
    place: str | None = None
    when: When | None = None
    linked: list[tuple[str, When]] = field(default_factory=list)
    """Times taken over from visits, with their articles."""
    parts: list[Told] = field(default_factory=list)
    """Banquets, walks and the like that belong to it."""

    @property
    def first(self) -> Told:
        """The record that opened it."""
        return self.told[0]

    @property
    def participants(self) -> frozenset[str]:
        """Everybody whom a record names."""
        return frozenset(p for t in self.told for p in t.participants)


def occasion(told: Told) -> Occasion:
    """An occasion of one record."""
    return Occasion([told], [], told.place, told.when)


def absorb(into: Occasion, other: Occasion, reason: str, *, world: World) -> None:
    """Adds the records of `other`; the more exact time and place stay."""
    into.told += other.told
    into.parts += other.parts
    into.reasons += [*other.reasons, reason]
    into.linked += other.linked
    times = [w for w in (into.when, other.when) if w is not None]
    into.when = min(times, key=lambda w: (w.days, w.earliest)) if times else None
    if into.place is None or (other.place and other.place == world.state.get(into.place)):
        into.place = into.place or other.place
    elif other.place and world.state.get(other.place) == into.place:
        into.place = other.place


def sides_fit(a: Occasion, b: Occasion, *, world: World) -> bool:
    """True when the smaller set of participants is the larger's, states standing for leaders."""
    small, large = sorted((_sides(a, world), _sides(b, world)), key=lambda s: (len(s), sorted(s)))
    need = 1 if a.first.kind == "Visit" else 2
    if len(small) < need or a.first.kind != b.first.kind:
        return False
    if len(small) != len(large) and not (a.when and b.when and overlap(a.when, b.when)):
        same = {t.article for t in a.told} & {t.article for t in b.told}
        states = (all(k.startswith("state/") for k in s) for s in (small, large))
        if not same or len(large) - len(small) > 1 or any(states):
            return False
    left = set(large)
    for key in sorted(small):
        match = key if key in left else next(
            (
                o
                for o in sorted(left)
                if (o.startswith("state/") and o in _lands(key, world))
                or (key.startswith("state/") and key in _lands(o, world))
            ),
            None,
        )  # fmt: skip
        if match is None:
            return False
        left.discard(match)
    return True


def _lands(key: str, world: World) -> frozenset[str | None]:
    """The states for which somebody can be meant: the one led, or served."""
    return frozenset((world.leads.get(key), world.state.get(key)))


def _sides(o: Occasion, world: World) -> frozenset[str]:
    """Participants without the states that one of them leads."""
    led = {world.leads.get(p) for p in o.participants}
    return frozenset(p for p in o.participants if p not in led)


def place_fits(a: Occasion, b: Occasion, *, world: World) -> bool:
    """True when the places are one, one lies in the other, or one is unknown; also when both have
    exact days in common, as an article may give the house and another the town.
    """
    x, y = a.place, b.place
    if x is None or y is None or x == y:
        return True
    if world.state.get(x) == y or world.state.get(y) == x:
        return True
    exact = a.when and b.when and a.when.exact and b.when.exact
    return bool(exact) and a.first.kind == "Meeting"


def status_fits(a: Occasion, b: Occasion, *, dated: bool) -> bool:
    """True when one meeting can be told of in both ways; what was planned can have been held, and
    what somebody denies can have been told of by others, only when dates say that it is the same.
    """
    x = {t.status for t in a.told}
    y = {t.status for t in b.told}
    if dated or x == y:
        return True
    if "denied" in x | y:
        return False
    return (
        ("held" in x) == ("held" in y) and (x <= LIVE or x <= _AHEAD) and (y <= LIVE or y <= _AHEAD)
    )


def told_apart(records: Sequence[Told], *, world: World) -> list[Occasion]:
    """The occasions of one article, meetings before visits: dated records first, the most exact
    leading; then the others, each to the only one that fits or to the one last mentioned.
    """
    dated = sorted((t for t in records if t.when), key=lambda t: (_days(t.when), t.at, t.index))
    made: dict[str, list[Occasion]] = {"Meeting": [], "Visit": []}
    for told in dated:
        new = occasion(told)
        fits = [o for o in made[told.kind] if o.when and new.when and overlap(o.when, new.when)
                and _same(o, new, dated=True, world=world)]  # fmt: skip
        if len(fits) == 1:
            absorb(fits[0], new, "same participants and time", world=world)
        elif stay := _same_stay(new, made["Visit"], world=world):
            _extend(stay, new)
            absorb(stay, new, "same visitors and place, days apart", world=world)
        else:
            made[told.kind].append(new)
    for told in sorted((t for t in records if not t.when), key=lambda t: (t.at, t.index)):
        new = occasion(told)
        fits = [o for o in made[told.kind] if _same(o, new, dated=False, world=world)]
        if not fits:
            made[told.kind].append(new)
            continue
        last = max(fits, key=lambda o: max((t.at for t in o.told if t.at <= told.at), default=-1))
        only = "the article's only meeting of theirs" if len(fits) == 1 else "last mentioned"
        absorb(last, new, f"same participants, {only}", world=world)
    return made["Meeting"] + made["Visit"]


def _same_stay(new: Occasion, visits: Sequence[Occasion], *, world: World) -> Occasion | None:
    """The visit that another day beside it belongs to: nobody goes to one land twice in a week."""
    if new.first.kind != "Visit" or new.when is None or not new.when.exact:
        return None
    fits = []
    for o in visits:
        if o.when is None or not o.when.exact or not _same(o, new, dated=False, world=world):
            continue
        if max(o.when.earliest, new.when.earliest) - min(o.when.latest, new.when.latest) <= _STAY:
            fits.append(o)
    return fits[0] if len(fits) == 1 else None


def _extend(stay: Occasion, by: Occasion) -> None:
    """Gives the visit all days from the first to the last, and its records too."""
    if stay.when is None or by.when is None:
        return
    whole = stretch(stay.when, by.when)
    stay.when = by.when = whole
    for o in (stay, by):
        o.told = [replace(t, when=whole) if t.when and t.when.exact else t for t in o.told]


def _days(time: When | None) -> int:
    return time.days if time else 10**7


def _same(a: Occasion, b: Occasion, *, dated: bool, world: World) -> bool:
    if a.when is None and b.when is None and a.first.published is None:
        texts = {t.words for o in (a, b) for t in o.told if t.words}
        if len(texts) > 1 and any(t.distant for o in (a, b) for t in o.told):
            return False  # "on Monday" and "last September", whenever that was
    return (
        sides_fit(a, b, world=world)
        and place_fits(a, b, world=world)
        and status_fits(a, b, dated=dated)
    )


def across_articles(occasions: Sequence[Occasion], *, world: World) -> list[Occasion]:
    """The occasions of all articles: dated ones first, the most exact leading."""
    order = sorted(occasions, key=lambda o: (_days(o.when), _stamp(o), o.first.at, o.first.index))
    blocks: dict[tuple[str, ...], list[Occasion]] = defaultdict(list)
    made: list[Occasion] = []
    for new in order:
        keys = _keys(new, world)
        near = {id(o): o for key in keys for o in blocks[key]}
        fits = [o for o in near.values() if sides_fit(o, new, world=world)]
        fits = [o for o in fits if place_fits(o, new, world=world)]
        found, reason = _choose(new, fits)
        if found is None:
            made.append(new)
            for key in keys:
                blocks[key].append(new)
        else:
            absorb(found, new, reason, world=world)
    return made


def _stamp(o: Occasion) -> tuple[date, str]:
    return o.first.published or date.max, o.first.article


def _keys(o: Occasion, world: World) -> list[tuple[str, ...]]:
    sides = sorted({world.leads.get(p) or world.state.get(p) or p for p in o.participants})[:_SIDES]
    if o.first.kind == "Visit":
        place = o.place or ""
        return [("Visit", s, world.state.get(place, place)) for s in sides]
    return [("Meeting", a, b) for a, b in combinations(sides, 2)]


def _choose(new: Occasion, fits: list[Occasion]) -> tuple[Occasion | None, str]:
    """The one occasion that `new` tells of, and why; None when none or several may be meant."""
    if new.when is not None:
        dated = [o for o in fits if o.when and overlap(o.when, new.when)
                 and status_fits(o, new, dated=True)]  # fmt: skip
        if dated:
            return (dated[0], "same participants and time") if len(dated) == 1 else (None, "")
        beside = [o for o in fits if _days_differ(o, new)]
        days_apart = "same participants and place, days apart"
        return (beside[0], days_apart) if len(beside) == 1 else (None, "")
    told = new.first.published
    if told is None:
        return _undated(new, fits)
    if all(t.status == "held" for t in new.told):
        past = [o for o in fits if o.when and _held(o) and -timedelta(days=1)
                <= told - o.when.latest <= _HELD_WITHIN]  # fmt: skip
        if len(past) == 1:
            return past[0], "same participants, told of within two weeks"
    elif all(t.status in LIVE | _AHEAD for t in new.told):
        ahead = [o for o in fits if o.when and told <= o.when.latest
                 and o.when.earliest - told <= (_SOME_DAY if o.when.days > 62 else _PLANNED_WITHIN)
                 and status_fits(o, new, dated=True)]  # fmt: skip
        if len(ahead) == 1:
            return ahead[0], "same participants, planned in an older article"
    alike = [o for o in fits if o.when is None and status_fits(o, new, dated=False)
             and o.place == new.place and _close(o, told)]  # fmt: skip
    if len(alike) == 1:
        return alike[0], "same participants, articles of the same weeks"
    return None, ""


def _days_differ(a: Occasion, b: Occasion) -> bool:
    """Whether two articles give one meeting at one place different days, one or two apart.

    Only where both were written when both days were over, for an article of the day between would
    tell of the first alone, and neither says that they met again.
    """
    if a.when is None or b.when is None or not (a.when.exact and b.when.exact):
        return False
    first, last = sorted((a.when, b.when), key=lambda w: w.earliest)
    told = [*a.told, *b.told]
    return (
        a.place is not None
        and a.place == b.place
        and last.earliest - first.latest <= _MISTAKEN
        and {t.status for t in a.told} == {t.status for t in b.told}
        and not {t.article for t in a.told} & {t.article for t in b.told}
        and not any(t.again for t in told)
        and all(t.published is not None and t.published >= last.latest for t in told)
    )


def _undated(new: Occasion, fits: list[Occasion]) -> tuple[Occasion | None, str]:
    """The only one that `new`, from an article without a date, may tell of: held at the same place
    or, as `new`, announced.
    """
    if any(t.status == "held" for t in new.told):
        same = [o for o in fits if _held(o) and o.place == new.place
                and (new.place or "").startswith("place/")]  # fmt: skip
        return (same[0], "same participants and place") if len(same) == 1 else (None, "")
    same = [o for o in fits if not _held(o) and status_fits(o, new, dated=False)]
    return (same[0], "same participants, the only plan of theirs") if len(same) == 1 else (None, "")


def _held(o: Occasion) -> bool:
    return any(t.status == "held" for t in o.told)


def _close(o: Occasion, told: date) -> bool:
    dates = [t.published for t in o.told if t.published]
    limit = _HELD_WITHIN if _held(o) else _ALIKE_WITHIN
    return bool(dates) and abs(told - min(dates)) <= limit
