"""Meetings of all articles: records with mentions made into occasions with entities."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg.records import (
    Entity,
    Extraction,
    MeetingReport,
    MergedMeeting,
    Span,
    Status,
)
from kg.resolve.local import Local
from kg.resolve.names import digest
from kg.resolve.occasions import Occasion, Told, World, across_articles, within_article
from kg.resolve.pairs import Pairs
from kg.resolve.times import When, agreed, day, readable, when
from kg.resolve.words import HEADS
from kg.resolve.years import REASON, with_years

_BACK = re.compile(r"\b(?:last|previous|previously|earlier) $", re.IGNORECASE)
_RANK: tuple[Status, ...] = ("held", "planned", "invited", "hypothetical", "denied", "cancelled")


def world(
    entities: Sequence[Entity],
    locals_: Sequence[Local],
    entity_of: Mapping[tuple[str, Span], str],
) -> World:
    """The states that entities belong to, and those that people lead according to the articles."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for local in locals_:
        if local.kind == "Person":
            key = entity_of[local.article, local.links[0][0]]
            counts[key].update({s for role, s in local.offices if role in HEADS and s})
    leads = {
        key: min(tally.items(), key=lambda item: (-item[1], item[0]))[0]
        for key, tally in counts.items()
        if tally
    }
    return World(leads=leads, state={e.key: e.state for e in entities if e.state})


def merge_meetings(
    extractions: Sequence[Extraction],
    *,
    entities: Sequence[Entity],
    entity_of: Mapping[tuple[str, Span], str],
    known: World,
) -> tuple[MergedMeeting, ...]:
    """The meetings and visits of all articles, sorted by key.

    Args:
        extractions: sorted by article.
        entities: all that the mentions stand for.
        entity_of: the key of each mention's entity, by article and span.
        known: states and their leaders.
    """
    occasions: list[Occasion] = []
    told = {e.article.id: _tell(e, entity_of, known) for e in extractions}
    dated = with_years(told, extractions, world=known)
    for extraction in extractions:
        read = told[extraction.article.id]
        records = dated[extraction.article.id]
        # An undated record tells of what the article is about, not of when they "last met".
        earlier = [t for t in records if _looks_back(extraction, t)]
        others = [t for t in records if t not in earlier]
        for found in (*within_article(others, world=known), *within_article(earlier, world=known)):
            found.reasons += [REASON] if any(t not in read for t in found.told) else []
            occasions.append(found)
    labels = {e.key: e.label for e in entities}
    merged = [_merged(o, labels, known) for o in across_articles(occasions, world=known)]
    return tuple(sorted(merged, key=lambda m: m.key))


def _looks_back(extraction: Extraction, told: Told) -> bool:
    """`they last met`, `their previous meeting`: not the one that the article is about."""
    before = extraction.article.text[max(told.at - 16, 0) : told.at]
    return told.status == "held" and _BACK.search(before) is not None


def _tell(
    extraction: Extraction, entity_of: Mapping[tuple[str, Span], str], known: World
) -> list[Told]:
    article = extraction.article
    published = day(article.published, last=False) if article.published else None
    pairs = Pairs(extraction, entity_of, known)
    records = []

    def keys(spans: Sequence[Span]) -> list[str]:
        single = [span for span in spans if not pairs.is_pair(span)]
        found = [entity_of.get((article.id, span)) for span in single]
        beside = frozenset(key for key in found if key)
        for span in spans:
            if span not in single:
                found += pairs.people(span, beside=beside)
        return list(dict.fromkeys(key for key in found if key))

    for meeting in extraction.meetings:
        hosts = keys(meeting.hosts)
        place = entity_of.get((article.id, meeting.place)) if meeting.place else None
        if place is not None and not place.startswith(("place/", "state/")):
            place = None
        people = [p for p in keys(meeting.participants) if not p.startswith("place/")]
        if meeting.kind == "Meeting":
            people = _sides(list(dict.fromkeys(people + hosts)), known)
            if len(people) < 2:
                continue
        else:
            # Nobody visits the state that he leads.
            home = {place, known.state.get(place or "", "")}
            people = [p for p in people if known.leads.get(p) not in home and p not in home]
            if not people or place is None:
                continue
        records.append(
            Told(
                article=article.id,
                index=meeting.index,
                at=meeting.trigger.start,
                kind=meeting.kind,
                participants=tuple(sorted(people)),
                hosts=tuple(sorted(hosts)),
                place=place,
                when=when(meeting.time),
                status=meeting.status,
                published=published,
            )
        )
    return records


def _sides(people: list[str], known: World) -> list[str]:
    """Participants without states that one of the people stands for, and without unnamed groups
    where two others are left.
    """
    states = {known.state.get(p) for p in people} | {known.leads.get(p) for p in people}
    kept = [p for p in people if not (p.startswith("state/") and p in states)]
    named = [p for p in kept if not p.startswith("group/")]
    return named if len(named) > 1 else kept


def _merged(o: Occasion, labels: Mapping[str, str], known: World) -> MergedMeeting:
    people = _sides(sorted(o.participants), known)
    hosts = sorted({h for t in o.told for h in t.hosts})
    status = min((t.status for t in o.told), key=_RANK.index)
    times = _times(o)
    time = agreed(times) or o.when
    place = _place(o, known)
    states = {known.leads.get(p) or known.state.get(p) for p in (*people, *hosts)}
    states |= {p for p in (*people, *hosts) if p.startswith("state/")}
    if o.first.kind == "Visit" and place:
        states.add(place if place.startswith("state/") else known.state.get(place))
    start = time.time.start if time else None
    end = (time.time.end or start) if time else None
    return MergedMeeting(
        key=_key(o, people, start, place),
        kind=o.first.kind,
        label=_label(o, people, place, start, end, status, labels),
        participants=tuple(people),
        states=tuple(sorted(s for s in states if s)),
        hosts=tuple(hosts),
        place=place,
        start=start,
        end=end,
        earliest=time.earliest.isoformat() if time else None,
        latest=time.latest.isoformat() if time else None,
        status=status,
        reports=tuple(_reports(o)),
        reason="; ".join(dict.fromkeys(sorted(set(o.reasons)))) or "one report",
    )


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
    ranked = sorted(tally, key=lambda p: (p.startswith("state/"), -tally[p], p))
    return ranked[0] if ranked else None


def _reports(o: Occasion) -> list[MeetingReport]:
    rows: dict[str, list[Told]] = defaultdict(list)
    for told in o.told:
        rows[told.article].append(told)
    reports = []
    for article, row in sorted(rows.items()):
        row.sort(key=lambda t: t.index)
        times = [t.when for t in row if t.when]
        time = min(times, key=lambda w: (w.days, w.time.span)) if times else None
        places = [t.place for t in row if t.place]
        places.sort(key=lambda p: p.startswith("state/"))
        reports.append(
            MeetingReport(
                article=article,
                indexes=tuple(t.index for t in row),
                status=min((t.status for t in row), key=_RANK.index),
                time=time.time if time else None,
                place=places[0] if places else None,
                participants=tuple(sorted({p for t in row for p in t.participants})),
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
        parts = [f"Visit of {', '.join(names)}{more} to {where}"]
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
