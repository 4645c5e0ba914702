"""Meetings and visits: who met whom, where and when, and whether it was held, planned or denied.

One record a sentence and trigger. Participants are mentions, so whoever resolves pronouns and
descriptions finds them here too. Patterns use the parse first and the order of words where it
fails; a trigger without two sides (a visit: without visitor and place) yields nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from kg.extract import meetingwords as words
from kg.extract.dates import time_expressions
from kg.extract.meetingnouns import noun_drafts
from kg.extract.meetingplaces import best_time, place_at, place_near
from kg.extract.meetingverbs import verb_drafts
from kg.extract.offices import offices
from kg.extract.participants import phrase_after, possessor, read_list
from kg.extract.scene import FINITE, POSSESSIVES, Draft, Scene, is_pair, is_party
from kg.extract.syntax import (
    MentionIndex,
    article_id,
    base_form,
    is_verb,
    sentences,
    span_of,
    token_at,
)
from kg.records import Meeting, Mention, Status, TimeRange


def meetings(doc: Doc, *, mentions: Sequence[Mention], base: date | None) -> Iterator[Meeting]:
    """Yields each meeting or visit that a sentence tells of, in order of the words that tell it.

    Args:
        doc: annotated; blocks that hold no running text are passed over.
        mentions: those of the same article; participants, hosts and place are spans of these.
        base: day of publication, for `on Tuesday` and the like.
    """
    index = MentionIndex(mentions)
    officials = _officials(doc, mentions)
    times = []
    for time in time_expressions(doc, base=base):
        token = token_at(doc, time.span.end - 1)
        if token is not None:
            times.append((time, token))
    number = 0
    for tokens in sentences(doc):
        low, high = tokens[0].i, tokens[-1].i
        inside = [(t, token) for t, token in times if low <= token.i <= high]
        scene = Scene(tokens, index, inside, officials)
        if not any(base_form(t.text) in _TRIGGERS or t.lower_ in _TRIGGERS for t in tokens):
            continue
        finished = (_finished(scene, d, article_id(doc), base) for d in _drafts(scene))
        for meeting in _joined([m for m in finished if m is not None]):
            yield replace(meeting, index=number)
            number += 1


def _joined(found: list[Meeting]) -> list[Meeting]:
    """Two triggers of a sentence that tell of the same are one: `met during a secret meeting`."""
    kept: list[Meeting] = []
    for meeting in found:
        for k, other in enumerate(kept):
            same = (other.kind, other.participants) == (meeting.kind, meeting.participants)
            clash = (other.place and meeting.place and other.place != meeting.place) or (
                other.time and meeting.time and other.time != meeting.time
            )
            if same and not clash:
                place, time = other.place or meeting.place, other.time or meeting.time
                kept[k] = replace(other, place=place, time=time)
                break
        else:
            kept.append(meeting)
    return kept


_TRIGGERS = (
    words.MEET_VERBS
    | words.HOST_VERBS
    | words.VISIT_VERBS
    | words.MOTION_VERBS
    | words.INVITE_VERBS
    | {"sit"}
    | words.MEETING_NOUNS
    | words.MEAL_NOUNS
    | words.VISIT_NOUNS
)


def _officials(doc: Doc, mentions: Sequence[Mention]) -> frozenset[str]:
    """Last words of the names of those who hold or held an office by the article's own words."""
    text = doc.text
    names = {m.span: m.head for m in mentions}
    heads = [names[o.person] for o in offices(doc, mentions=mentions) if o.person in names]
    return frozenset(w for h in heads for w in text[h.start : h.end].replace("-", " ").split())


def _drafts(scene: Scene) -> Iterator[Draft]:
    for k, token in enumerate(scene.tokens):
        owned = k > 0 and scene.tokens[k - 1].text in POSSESSIVES
        if is_verb(token) and not owned:
            yield from verb_drafts(scene, token)
        else:
            yield from noun_drafts(scene, token)


def _finished(scene: Scene, draft: Draft, article: str, base: date | None) -> Meeting | None:
    """The record, with place and time; None when a side is missing."""
    people = [m for m in draft.participants if m is not draft.place]
    principal = [m for m in people if is_party(m)]
    place = draft.place
    if draft.kind == "Visit" and (place is None or not principal):
        return None
    if draft.kind == "Meeting" and len(principal) + 2 * sum(map(is_pair, people)) < 2:
        return None
    time = best_time(scene, draft.anchors)
    if draft.kind == "Meeting":
        place = place_near(scene, draft.anchors) or _destination(scene, draft)
        if place is not None and place in people:
            place = None
    hosts = draft.hosts or _by_invitation(scene, people)
    return Meeting(
        article=article,
        index=0,
        kind=draft.kind,
        trigger=span_of([draft.trigger]),
        evidence=span_of(scene.tokens),
        participants=tuple(m.span for m in people),
        hosts=tuple(h.span for h in hosts),
        place=place.span if place else None,
        time=time,
        status=_dated(draft.status, time, base),
        confidence=0.9 if draft.sure else 0.6,
    )


def _destination(scene: Scene, draft: Draft) -> Mention | None:
    """Where they went to meet: `flew to Oslo for talks`, `met during a visit to Oslo`."""
    for anchor in draft.anchors:
        moves = [anchor] if anchor is not draft.trigger else []
        for verb in (*moves, *_coordinated(anchor)):
            found = _reached(scene, verb)
            if found is not None:
                return found
    at = scene.place_of(draft.trigger)
    for k in range(at + 1, len(scene.tokens) - 1):
        token = scene.tokens[k]
        if token.tag_ in FINITE or token.text in (";", '"', "”"):
            break
        if token.lower_ in words.VISIT_NOUNS and any(
            t.lower_ in ("during", "on") for t in scene.tokens[max(at, k - 6) : k]
        ):
            to = phrase_after(scene, k, ("to",), reach=3)
            return place_at(scene, to + 1) if to is not None else None
    return None


def _coordinated(token: Token) -> Iterator[Token]:
    """The verbs before it that it continues: *flew to Oslo and met*, *and held talks*."""
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
        yield token


def _reached(scene: Scene, verb: Token) -> Mention | None:
    """Where a verb of motion or visiting leads to."""
    word, at = base_form(verb.text), scene.place_of(verb)
    if word in words.VISIT_VERBS:
        return place_at(scene, at + 1)
    if word in words.MOTION_VERBS:
        to = phrase_after(scene, at, ("to", "in"), reach=4)
        return place_at(scene, to + 1) if to is not None else None
    return None


def _by_invitation(scene: Scene, people: Sequence[Mention]) -> tuple[Mention, ...]:
    """`at Ann's invitation`, `at the invitation of Ann`."""
    for k, token in enumerate(scene.tokens):
        if token.lower_ != "invitation" or not k:
            continue
        host = possessor(scene, token)
        if host is None and k + 2 < len(scene.tokens) and scene.tokens[k + 1].lower_ == "of":
            host = next(iter(read_list(scene, k + 2)[0]), None)
        lead = [t.lower_ for t in scene.tokens[max(0, k - 8) : k]]
        if host is not None and host not in people and "at" in lead:
            return (host,)
    return ()


def _dated(status: Status, time: TimeRange | None, base: date | None) -> Status:
    """What is told as past but lies ahead is planned."""
    ahead = time is not None and base is not None and (time.earliest or "") > base.isoformat()
    return "planned" if status == "held" and ahead else status
