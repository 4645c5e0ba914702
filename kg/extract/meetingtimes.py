"""The time of a meeting, brought into line with what is told of it: plans, delays, journeys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.dates import parse_time
from kg.extract.meetinglists import read_list
from kg.extract.meetingplaces import place_at
from kg.extract.scene import FINITE, Draft, Scene
from kg.extract.syntax import base_form, is_verb
from kg.records import Mention, Status, TimeRange

_SET = frozenset({"schedule", "plan", "set", "slate", "due", "expect", "fix", "book"})
_BACK = frozenset({"last", "previously", "earlier", "first", "once", "only"})


def of_the_visit(scene: Scene, draft: Draft, time: TimeRange) -> bool:
    """Whether a day beside a noun is the visit's: not in `on his visit to Oslo, Ann met Bob on
    Monday`, where it is the day of what was done on the visit.
    """
    if is_verb(draft.trigger) or time.span.start < draft.trigger.idx:
        return True
    between = [t for t in scene.tokens if draft.trigger.idx < t.idx < time.span.start]
    if any(base_form(t.text) in _SET and t.tag_ in ("VBN", "JJ") for t in between):
        return not any(t.tag_ in FINITE for t in between)  # "a visit to Oslo, planned for May, was"
    return not any(t.text == "," for t in between)


def looked_back(
    scene: Scene, draft: Draft, time: TimeRange | None, base: date | None
) -> TimeRange | None:
    """`they last met in March`: the last March, wherever the tense of the clause seems to lead."""
    if time is None or base is None or (time.earliest or "") <= base.isoformat():
        return time
    at = scene.place_of(draft.trigger)
    before = [t.lower_ for t in scene.tokens[max(0, at - 1) : at]]
    if draft.status != "held" or not _BACK.intersection(before):
        return time
    back = parse_time(time.text, base=base, prefer="past", inferred=time.inferred)
    return replace(back, span=time.span) if back is not None and back.start else time


def each_time(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """The draft, or one for each place and time that it lists: `met twice, in Oslo in May and in
    Bergen on June 3`.
    """
    at = scene.place_of(draft.trigger)
    found: list[tuple[Mention, TimeRange]] = []
    place: Mention | None = None
    if draft.kind == "Meeting" and draft.event is None:
        for k in range(at + 1, len(scene.tokens)):
            token = scene.tokens[k]
            if token.tag_ in FINITE or token.text in (";", '"', "“", "”"):
                break
            if token.lower_ in words.PLACE_PREPOSITIONS:
                place = place_at(scene, k + 1) or place
            time = next((x for x, last in scene.times if last.i == token.i), None)
            joined = place is not None and place not in [p for p, _ in found]
            if time is not None and place is not None and joined:
                found.append((place, time))
    if len(found) < 2 or not _is_listed(scene, found):
        yield from _each_partner(scene, draft)
        return
    for where, time in found:
        yield replace(draft, place=where, time=time)


def _each_partner(scene: Scene, draft: Draft) -> Iterator[Draft]:
    """`Ann met Bob in May and Carl in June`: a draft for each; the draft itself where none is."""
    start = draft.trigger.idx
    who = tuple(m for m in draft.participants if m.span.start < start)
    listed = [m for m in draft.participants if m.span.start > start]
    if base_form(draft.trigger.text) not in words.MEET_VERBS or not who or not listed:
        yield draft
        return
    found = [(listed, _time_after(scene, listed[-1].span.end))]
    while found[-1][1] is not None:
        end = found[-1][1].span.end
        k = next((k for k, t in enumerate(scene.tokens) if t.idx >= end), None)
        if k is None or scene.tokens[k].lower_ not in (",", "and"):
            break
        k += scene.tokens[k + 1 : k + 2] != [] and scene.tokens[k + 1].lower_ == "and"
        partners, _ = read_list(scene, k + 1)
        time = _time_after(scene, partners[-1].span.end) if partners else None
        if time is None or any(t.tag_ in FINITE for t in scene.tokens[k : k + 4]):
            break
        found.append((partners, time))
    if len(found) < 2:
        yield draft
        return
    for partners, time in found:
        yield replace(draft, participants=(*who, *partners), time=time)


def _time_after(scene: Scene, end: int) -> TimeRange | None:
    """The time expression that begins right behind a code point."""
    return next((x for x, _ in scene.times if end <= x.span.start <= end + 2), None)


def _is_listed(scene: Scene, found: list[tuple[Mention, TimeRange]]) -> bool:
    """Whether nothing but `and` and commas stand between one time and the next place."""
    for (_, time), (place, _) in pairwise(found):
        between = [t for t in scene.tokens if time.span.end <= t.idx < place.span.start]
        if len(between) > 6 or not any(t.lower_ in ("and", ",", "then") for t in between):
            return False
        if any(is_verb(t) for t in between):
            return False
    return True


def postponed(
    scene: Scene, draft: Draft, time: TimeRange | None, base: date | None
) -> TimeRange | None:
    """Of what is put off only the new time is kept: `until June`, `to the 24th`."""
    moved = [
        t
        for t in scene.tokens
        if is_verb(t) and base_form(t.text) in words.POSTPONING and (t in draft.anchors
        or t == draft.trigger.head or t.i > draft.trigger.i)
    ]  # fmt: skip
    if not moved or draft.status == "held":
        return time
    for new, token in scene.times:
        lead, _, rest = new.text.partition(" ")
        before = scene.tokens[max(0, scene.place_of(token) - len(new.text.split()))].lower_
        if token.i < moved[0].i or not {lead.lower(), before} & {"until", "till", "to", "for"}:
            continue
        bare = rest if lead.lower() in ("until", "till") else new.text
        return parse_time(bare, base=base, prefer="future", inferred=new.inferred) or new
    return None


def agreeing(time: TimeRange | None, status: Status, base: date | None) -> TimeRange | None:
    """A plan lies ahead: `ahead of his summit with Bob on Thursday` means the next one."""
    if time is None or base is None:
        return time
    if status == "cancelled":
        near = parse_time(time.text, base=base, prefer="nearest", inferred=time.inferred)
        return replace(near, span=time.span) if near is not None and near.start else time
    if status not in ("planned", "invited"):
        return time
    if time.latest is None or time.latest >= base.isoformat():
        return time
    ahead = parse_time(time.text, base=base, prefer="future", inferred=time.inferred)
    if ahead is None or (ahead.latest or "") < base.isoformat():
        return time
    return replace(ahead, span=time.span)


def soon(verb: Token, time: TimeRange | None, base: date | None) -> TimeRange | None:
    """`leaves for Oslo on Wednesday`: in the present a weekday is the nearest one."""
    weekday = time is not None and time.text.endswith("day")
    if time is None or base is None or not weekday or verb.tag_ not in ("VBZ", "VBP"):
        return time
    near = parse_time(time.text, base=base, prefer="nearest", inferred=time.inferred)
    return replace(near, span=time.span) if near is not None and near.start else time


def dated(status: Status, time: TimeRange | None, base: date | None) -> Status:
    """What is told as past but lies ahead is planned."""
    ahead = time is not None and base is not None and (time.earliest or "") > base.isoformat()
    return "planned" if status == "held" and ahead else status
