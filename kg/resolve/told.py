"""Records of one article's meetings, with entity keys for mentions: what `occasions` compares."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.extract.meetingwords import GUEST, HOST
from kg.records import Extraction, Meeting, MeetingKind, Span, Status
from kg.resolve.accounts import AGAIN
from kg.resolve.envoys import Envoys
from kg.resolve.pairs import Pairs
from kg.resolve.times import When, day, overlap, when
from kg.resolve.world import World

_DAYS = re.compile(r"day\b|\bweek|\bto(?:night|morrow)|\bearlier", re.IGNORECASE)
_HERE = re.compile(r"[^.;:“”\"]{0,60}?\bhere\b")
_FAR = 8  # sentences after which `the meeting` is not taken for the one told of before
_FOLLOWS: Mapping[Status, frozenset[Status]] = {
    "held": frozenset({"held"}),
    "planned": frozenset({"planned", "invited", "hypothetical", "cancelled"}),
    "invited": frozenset({"planned", "invited", "hypothetical"}),
    "hypothetical": frozenset({"planned", "invited", "hypothetical"}),
    "cancelled": frozenset({"planned", "invited", "hypothetical", "cancelled"}),
    "denied": frozenset({"held", "planned", "invited", "hypothetical", "denied"}),
}
"""Of what status the meeting told of before is that `the meeting` of each status can mean."""


@dataclass(frozen=True, slots=True)
class Told:
    """One record of a meeting, with entity keys for mentions. `at` is its place in the text;
    `follows` the index of the record before whose meeting it tells of.
    """

    article: str
    index: int
    at: int
    kind: MeetingKind
    participants: tuple[str, ...]
    hosts: tuple[str, ...]
    place: str | None
    when: When | None
    status: Status
    published: date | None
    companions: tuple[str, ...] = ()
    venue: str | None = None
    event: str | None = None
    follows: int | None = None
    house: str | None = None
    """The place, where it is only the house of the venue and no town is given."""
    again: bool = False
    """Whether its sentence tells of one meeting of several."""
    words: str | None = None
    """The time in the article's words, whether anybody can tell what it means or not."""

    @property
    def distant(self) -> bool:
        """Whether its words give another time than the days around the article's own."""
        return self.words is not None and _DAYS.search(self.words) is None


def told_of_meetings(extraction: Extraction) -> Extraction:
    """The same without what says nothing of meetings, so that many can be kept."""
    text = extraction.article.text
    people = (
        span for m in extraction.meetings for span in (*m.participants, *m.hosts, *m.companions)
    )
    # Who *I* is, a claim around it tells.
    spoken = any(text[span.start : span.end] == "I" for span in people)
    return replace(extraction, claims=extraction.claims if spoken else (), open=())


def tell(
    extraction: Extraction,
    *,
    entity_of: Mapping[tuple[str, Span], str],
    states: Collection[str],
    world: World,
) -> list[Told]:
    """The records of the article's meetings that name their sides, in order; those that tell of
    `the meeting` have the sides of the one they mean, and are left out when there is none.

    Args:
        extraction: the article.
        entity_of: the key of each mention's entity, by article and span.
        states: keys of the states that the articles name.
        world: states and their leaders.
    """
    if not extraction.meetings:
        return []
    article = extraction.article
    published = day(article.published, last=False) if article.published else None
    pairs = Pairs(extraction, entity_of, world, states=states)
    envoys = Envoys(extraction, entity_of, world)
    starts = [s.start for s in extraction.sentences]
    records: list[Told] = []

    def speaker(span: Span) -> str | None:
        """Who says `I`: the speaker of the innermost claim around it."""
        if article.text[span.start : span.end] != "I":
            return None
        around = [
            (c.end - c.start, claim.index, claim.steps[0].mention)
            for claim in extraction.claims
            for c in claim.content
            if claim.steps and c.start <= span.start and span.end <= c.end
        ]
        who = min(around, default=(0, 0, None), key=lambda a: a[:2])[2]
        return entity_of.get((article.id, who)) if who else None

    def text_of(span: Span) -> str:
        return article.text[span.start : span.end]

    def visitors(span: Span) -> tuple[str, ...]:
        """Who `the guests` are: those who came, by the last visit told of before."""
        near = [t for t in records if t.at < span.start and t.kind == "Visit"]
        return near[-1].participants if near else ()

    def host(span: Span) -> str | None:
        """Who `the host` is: the one who received somebody in the record before."""
        if HOST.fullmatch(text_of(span)) is None:
            return None
        near = [t.hosts for t in records if t.at < span.start and len(t.hosts) == 1]
        return near[-1][0] if near else None

    def dateline(meeting: Meeting) -> str | None:
        """The town of the dateline where it says `talks here on Monday`."""
        town = (article.dateline_place or "").split(",")[0].strip().casefold()
        if not town or _HERE.match(article.text, meeting.trigger.end, meeting.evidence.end) is None:
            return None
        named = (
            entity_of.get((article.id, m.span))
            for m in extraction.mentions
            if m.kind == "Place" and m.text.casefold() == town
        )
        return next((key for key in named if key), None)

    def keys(spans: Sequence[Span]) -> list[str]:
        guests = [key for s in spans if GUEST.fullmatch(text_of(s)) for key in visitors(s)]
        spans = [s for s in spans if not guests or not GUEST.fullmatch(text_of(s))]
        single = [span for span in spans if not pairs.is_pair(span)]
        found = [entity_of.get((article.id, s)) or speaker(s) or host(s) for s in single]
        beside = frozenset(key for key in found if key)
        for span in spans:
            if span not in single:
                found += pairs.people(span, beside=beside)
        return list(dict.fromkeys(key for key in (*found, *guests) if key))

    for meeting in sorted(extraction.meetings, key=lambda m: (m.trigger.start, m.index)):
        hosts = keys(meeting.hosts)
        place = entity_of.get((article.id, meeting.place)) if meeting.place else None
        if place is not None and not place.startswith(("place/", "state/")):
            place = None
        house = place if meeting.place and _inside(meeting.place, meeting.venue) else None
        place = None if house else place
        if place is None and meeting.kind == "Meeting":
            place = dateline(meeting)
        time = when(meeting.time)
        before = None
        if meeting.participants:
            people = _people(meeting, keys(meeting.participants), hosts, place, world)
            people = envoys.named(meeting, people) if meeting.kind == "Meeting" else people
        else:
            here = bisect_right(starts, meeting.trigger.start)
            near = [t for t in records if here - bisect_right(starts, t.at) <= _FAR]
            theirs = [t for t in records if envoys.same_noun(meeting, t.index)]
            before = _meant(meeting, theirs or near, place, time, world)
            if before is None and meeting.status == "cancelled" and near and (place or time):
                # "The meeting had first been planned for Monday": a plan of its own.
                alike = [t for t in near if t.kind == meeting.kind and not t.event]
                people = list(alike[-1].participants) if alike else []
            else:
                people = list(before.participants) if before else []
        if not people:
            continue
        venue = meeting.venue
        records.append(
            Told(
                article=article.id,
                index=meeting.index,
                at=meeting.trigger.start,
                kind=before.kind if before else meeting.kind,
                participants=tuple(sorted(people)),
                hosts=tuple(sorted(hosts)),
                place=place,
                when=time,
                status=meeting.status,
                published=published,
                companions=tuple(sorted({*keys(meeting.companions)} - {*people, *hosts})),
                venue=" ".join(article.text[venue.start : venue.end].split()) if venue else None,
                event=meeting.event,
                follows=before.index if before else None,
                house=house,
                again=AGAIN.search(article.text, *_ends(meeting.evidence)) is not None,
                words=meeting.time.text if meeting.time else None,
            )
        )
    return [_invited_by(told, records, world) for told in records]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _invited_by(told: Told, records: Sequence[Told], world: World) -> Told:
    """An invitation of which nobody says whose it was: it is that of the leader of the land where
    the article has the two meet elsewhere.
    """
    if told.kind != "Visit" or told.status != "invited" or told.hosts or told.place is None:
        return told
    land = world.state.get(told.place, told.place)
    seen = {
        p
        for t in records
        if set(told.participants) & {*t.participants, *t.hosts}
        for p in (*t.participants, *t.hosts)
        if world.leads.get(p) == land and p not in told.participants
    }
    return replace(told, hosts=(seen.pop(),)) if len(seen) == 1 else told


def _inside(span: Span, of: Span | None) -> bool:
    return of is not None and of.start <= span.start and span.end <= of.end


def _people(
    meeting: Meeting, found: Sequence[str], hosts: Sequence[str], place: str | None, world: World
) -> list[str]:
    """Keys of the sides; empty when one is missing."""
    people = [p for p in found if not p.startswith("place/")]
    if meeting.kind == "Meeting":
        people = sides(list(dict.fromkeys([*people, *hosts])), world)
        return people if len(people) > 1 or meeting.event else []
    # Nobody visits the state that he leads.
    home = {place, world.state.get(place or "", "")}
    people = [p for p in people if world.leads.get(p) not in home and p not in home]
    return people if place is not None else []


def sides(people: list[str], world: World) -> list[str]:
    """Participants without states that one of the people stands for, and without unnamed groups
    where two others are left.
    """
    states = {world.state.get(p) for p in people} | {world.leads.get(p) for p in people}
    kept = [p for p in people if not (p.startswith("state/") and p in states)]
    named = [p for p in kept if not p.startswith("group/")]
    return named if len(named) > 1 else kept


def _meant(
    meeting: Meeting, before: Sequence[Told], place: str | None, time: When | None, world: World
) -> Told | None:
    """The last record before that `the meeting` can mean; a visit only for who came along."""
    for told in sorted(before, key=lambda t: (-t.at, t.index)):
        if told.event and not meeting.event:
            continue
        other = told.kind != meeting.kind and not meeting.companions
        if other and told.at < meeting.evidence.start:  # "were to meet in Rome, but the trip …"
            continue
        clash = time and told.when and not overlap(time, told.when)
        lands = {world.state.get(p) for p in (place, told.place) if p} - {None}
        away = place != told.place and len(lands) > 1
        if told.status in _FOLLOWS[meeting.status] and not clash and not away:
            return told
    return None
