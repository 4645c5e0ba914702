"""Meetings of all articles: records with mentions made into occasions with entities."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.records import (
    Entity,
    Extraction,
    MeetingReport,
    MergedMeeting,
    Span,
    Status,
)
from kg.resolve.days import with_days
from kg.resolve.life import final, strongest
from kg.resolve.names import digest
from kg.resolve.occasions import Occasion, across_articles
from kg.resolve.parts import visit_of, within_article
from kg.resolve.times import When, agreed, readable
from kg.resolve.told import Told, sides, tell
from kg.resolve.world import World
from kg.resolve.years import REASON as INFERRED
from kg.resolve.years import with_years

_BACK = re.compile(r"\b(?:last|previous|previously|earlier) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Names:
    """What labels and states are made of."""

    labels: Mapping[str, str]
    world: World


def merge_meetings(
    extractions: Iterable[Extraction],
    *,
    entities: Sequence[Entity],
    entity_of: Mapping[tuple[str, Span], str],
    known: World,
) -> tuple[MergedMeeting, ...]:
    """The meetings and visits of all articles and what was part of them, sorted by key.

    Args:
        extractions: sorted by article.
        entities: all that the mentions stand for.
        entity_of: the key of each mention's entity, by article and span.
        known: states and their leaders.
    """
    occasions: list[Occasion] = []
    states = frozenset(e.key for e in entities if e.kind == "State")
    told = {
        e.article.id: tell(e, entity_of=entity_of, states=states, world=known) for e in extractions
    }
    dated = with_years(told, extractions, world=known)
    dated = with_days(dated, extractions, world=known)
    for extraction in extractions:
        read = told[extraction.article.id]
        records = dated[extraction.article.id]
        # An undated record tells of what the article is about, not of when they "last met".
        earlier = [t for t in records if _looks_back(extraction, t)]
        others = [t for t in records if t not in earlier]
        for found in (*within_article(others, world=known), *within_article(earlier, world=known)):
            found.reasons += [INFERRED] if any(t not in read for t in found.told) else []
            occasions.append(found)
    names = _Names({e.key: e.label for e in entities}, known)
    made = across_articles(occasions, world=known)
    visits = visit_of(made, world=known)
    merged = []
    for o in made:
        visit = visits.get(id(o))
        whole = _merged(o, names, _key_of(visit, names) if visit else None)
        merged += [whole, *_parts(o, whole, names)]
    return tuple(sorted(merged, key=lambda m: m.key))


def _looks_back(extraction: Extraction, told: Told) -> bool:
    """`they last met`, `their previous meeting`: not the one that the article is about."""
    before = extraction.article.text[max(told.at - 16, 0) : told.at]
    return told.status == "held" and _BACK.search(before) is not None


def _merged(o: Occasion, names: _Names, part_of: str | None) -> MergedMeeting:
    people, time, place = _core(o, names.world)
    hosts = sorted({h for t in o.told for h in t.hosts})
    status = _status(o)
    start, end = _range(time)
    came = {c for t in o.told for c in t.companions} - {*people, *hosts}
    return MergedMeeting(
        key=_key(o, people, start, place),
        kind=o.first.kind,
        label=_label(o, people, place, start, end, status, names.labels),
        participants=tuple(people),
        states=_states(o, people, hosts, place, names.world),
        hosts=tuple(hosts),
        place=place,
        start=start,
        end=end,
        earliest=time.earliest.isoformat() if time else None,
        latest=time.latest.isoformat() if time else None,
        status=status,
        reports=tuple(_reports(o.told)),
        reason="; ".join(dict.fromkeys(sorted(set(o.reasons)))) or "one report",
        companions=tuple(sorted(came)),
        venue=_venue(o.told),
        part_of=part_of,
        inferred=time is not None and time.time.inferred,
    )


def _core(o: Occasion, known: World) -> tuple[list[str], When | None, str | None]:
    """Participants, time and place that the reports agree on."""
    times = _times(o)
    return sides(sorted(o.participants), known), agreed(times) or o.when, _place(o, known)


def _key_of(o: Occasion, names: _Names) -> str:
    people, time, place = _core(o, names.world)
    return _key(o, people, _range(time)[0], place)


def _range(time: When | None) -> tuple[str | None, str | None]:
    start = time.time.start if time else None
    return start, (time.time.end or start) if time else None


def _states(
    o: Occasion, people: Sequence[str], hosts: Sequence[str], place: str | None, known: World
) -> tuple[str, ...]:
    """The states that take part; of a visit also the one that it goes to."""
    states = {known.leads.get(p) or known.state.get(p) for p in (*people, *hosts)}
    states |= {p for p in (*people, *hosts) if p.startswith("state/")}
    if o.first.kind == "Visit" and place:
        states.add(place if place.startswith("state/") else known.state.get(place))
    return tuple(sorted(s for s in states if s))


def _status(o: Occasion) -> Status:
    """What it was in the end, by the accounts of the articles."""
    rows: dict[str, list[Told]] = defaultdict(list)
    for told in o.told:
        rows[told.article].append(told)
    return final(
        (row[0].published, strongest(t.status for t in row)) for _, row in sorted(rows.items())
    )


def _parts(o: Occasion, whole: MergedMeeting, names: _Names) -> Iterator[MergedMeeting]:
    """The banquets, walks and the like of a meeting or visit, each kind of them once."""
    kinds: dict[str, list[Told]] = defaultdict(list)
    for told in sorted(o.parts, key=lambda t: (t.article, t.index)):
        kinds[told.event or ""].append(told)
    for event, row in sorted(kinds.items()):
        people = sides(sorted({p for t in row for p in t.participants}), names.world)
        if len(people) < 2 and whole.kind == "Meeting":
            people = list(whole.participants)
        hosts = sorted({h for t in row for h in t.hosts})
        times = [t.when for t in row if t.when]
        time = agreed(times)
        start, end = _range(time)
        places = sorted({t.place for t in row if t.place})
        place = places[0] if len(places) == 1 else whole.place
        came = {c for t in row for c in t.companions} - {*people, *hosts}
        label = f"{event.capitalize()} of {whole.label}"
        yield MergedMeeting(
            key=f"{whole.key}-{event}",
            kind="SubEvent",
            label=label,
            participants=tuple(people),
            states=whole.states,
            hosts=tuple(hosts),
            place=place,
            start=start,
            end=end,
            # It was within the whole, on a day that nobody may give.
            earliest=time.earliest.isoformat() if time else whole.earliest,
            latest=time.latest.isoformat() if time else whole.latest,
            status=strongest(t.status for t in row),
            reports=tuple(_reports(row)),
            reason="part of what its article tells of the same people",
            companions=tuple(sorted(came)),
            venue=_venue(row),
            part_of=whole.key,
            inferred=time.time.inferred if time else whole.inferred,
        )


def _venue(told: Sequence[Told]) -> str | None:
    """The house that most articles name; of several the longest name."""
    tally = Counter(venue for _, venue in sorted({(t.article, t.venue) for t in told if t.venue}))
    return min(tally, key=lambda v: (-tally[v], -len(v), v), default=None)


def _times(o: Occasion) -> list[When]:
    """The best time of each article, so that an article counts once."""
    best: dict[str, When] = dict(sorted(o.linked, key=lambda link: (link[0], -link[1].days)))
    own: set[str] = {t.article for t in o.told if t.when}
    best = {article: time for article, time in best.items() if article not in own}
    for told in o.told:
        old = best.get(told.article)
        if told.when and (old is None or (told.when.days, told.at) < (old.days, 10**12)):
            best[told.article] = told.when
    return [best[article] for article in sorted(best)]


def _place(o: Occasion, known: World) -> str | None:
    """The place most articles give; places before states, then by key."""
    tally = Counter({place: 0 for place in (o.place,) if place})
    tally.update(place for _, place in sorted({(t.article, t.place) for t in o.told if t.place}))
    ranked = sorted(tally, key=lambda p: (p.startswith("state/"), -tally[p], p != o.place, p))
    return ranked[0] if ranked else min((t.house for t in o.told if t.house), default=None)


def _reports(told: Sequence[Told]) -> list[MeetingReport]:
    rows: dict[str, list[Told]] = defaultdict(list)
    for record in told:
        rows[record.article].append(record)
    reports = []
    for article, row in sorted(rows.items()):
        row.sort(key=lambda t: t.index)
        times = [t.when for t in row if t.when]
        time = min(times, key=lambda w: (w.days, w.time.span)) if times else None
        places = [p for t in row if (p := t.place or t.house)]
        places.sort(key=lambda p: p.startswith("state/"))
        reports.append(
            MeetingReport(
                article=article,
                indexes=tuple(t.index for t in row),
                status=strongest(t.status for t in row),
                time=time.time if time else None,
                place=places[0] if places else None,
                participants=tuple(sorted({p for t in row for p in t.participants})),
                companions=tuple(sorted({c for t in row for c in t.companions})),
                venue=_venue(row),
            )
        )
    return reports


def _label(
    o: Occasion,
    people: Sequence[str],
    place: str | None,
    start: str | None,
    end: str | None,
    status: Status,
    labels: Mapping[str, str],
) -> str:
    # The people whom most records name lead the label; a delegation would make it unreadable.
    tally = Counter(p for t in o.told for p in t.participants)
    ranked = sorted(people, key=lambda p: (-tally[p], labels.get(p, p), p))
    names = sorted(labels.get(p, p) for p in ranked[:3])
    more = " and others" if len(ranked) > 3 else ""
    where = labels.get(place, place) if place else ""
    if o.first.kind == "Visit":
        received = sorted(labels.get(h, h) for h in {h for t in o.told for h in t.hosts})
        by = f", hosted by {' and '.join(received)}" if received else ""
        parts = [f"Visit of {', '.join(names)}{more} to {where}{by}"]
    else:
        parts = [" – ".join(names) + more, where]
    label = ", ".join(p for p in (*parts, readable(start, end)) if p)
    return label if status == "held" else f"{label} ({status})"


def _key(o: Occasion, people: Sequence[str], start: str | None, place: str | None) -> str:
    told = min(o.told, key=lambda t: (t.article, t.index))
    fingerprint = "\n".join([o.first.kind, *people, told.article, str(told.index)])
    names = "-".join(p.rsplit("/", 1)[-1] for p in people[:3])
    when_or_where = start or (place.rsplit("/", 1)[-1] if place else "undated")
    return f"meeting/{names}-{when_or_where}-{digest(fingerprint)}"
