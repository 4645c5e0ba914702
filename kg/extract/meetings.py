"""Meetings and visits: who met whom, where and when, and whether it was held, planned or denied.

One record a sentence and trigger. Participants are mentions, so whoever resolves pronouns and
descriptions finds them here too. Patterns use the parse first and the order of words where it
fails; a trigger without two sides (a visit: without visitor and place) yields nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from spacy.tokens import Doc, Token

from kg.extract import meetingwords as words
from kg.extract.dates import time_expressions
from kg.extract.meetinglists import acting_for, read_list
from kg.extract.meetingnouns import noun_drafts
from kg.extract.meetingparts import companions, part_drafts
from kg.extract.meetingplaces import best_time, place_at, place_near, venue_near
from kg.extract.meetingtimes import (
    agreeing,
    dated,
    each_time,
    looked_back,
    of_the_visit,
    postponed,
    soon,
)
from kg.extract.meetingverbs import above_when, verb_drafts
from kg.extract.offices import offices
from kg.extract.participants import phrase_after, possessor
from kg.extract.scene import (
    FINITE,
    POSSESSIVES,
    Draft,
    Scene,
    distinct,
    is_pair,
    is_party,
)
from kg.extract.syntax import (
    MentionIndex,
    article_id,
    base_form,
    is_verb,
    sentences,
    span_of,
    token_at,
)
from kg.extract.timeanchors import with_anchored
from kg.records import Meeting, Mention, MentionForm, Span


def meetings(doc: Doc, *, mentions: Sequence[Mention], base: date | None) -> Iterator[Meeting]:
    """Yields each meeting or visit that a sentence tells of, in order of the words that tell it.

    Args:
        doc: annotated; blocks that hold no running text are passed over.
        mentions: those of the same article; participants, hosts and place are spans of these.
        base: day of publication, for `on Tuesday` and the like.
    """
    index = MentionIndex([*mentions, *_pairs(doc, mentions)])
    officials = _officials(doc, mentions)
    surnames = _surnames(mentions)
    times = []
    for time in time_expressions(doc, base=base):
        token = token_at(doc, time.span.end - 1)
        if token is not None:
            times.append((time, token))
    number = 0
    times = with_anchored(doc, times)
    for tokens in sentences(doc):
        low, high = tokens[0].i, tokens[-1].i
        inside = [(t, token) for t, token in times if low <= token.i <= high]
        scene = Scene(tokens, index, inside, officials, surnames)
        if not any(base_form(t.text) in _TRIGGERS or t.lower_ in _TRIGGERS for t in tokens):
            continue
        drafts = (d for draft in _drafts(scene) for d in each_time(scene, draft))
        finished = (_finished(scene, d, article_id(doc), base) for d in drafts)
        for meeting in _joined([m for m in finished if m is not None]):
            yield replace(meeting, index=number)
            number += 1


def _pairs(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """`inter-Korean`, `the two Koreas`, `The two met` and `I`, where nothing else was read."""
    taken, index = {m.span for m in mentions}, MentionIndex(mentions)
    for token in doc[:-1]:
        if token.lower_ in ("two", "three", "both") and token.i and _before_verb(token):
            first = token if token.lower_ == "both" else token.nbor(-1)
            span = span_of([first, token] if first is not token else [token])
            if first.lower_ in ("the", "both", "all") and not index.over(token):
                yield Mention(
                    article_id(doc), span, span, doc.text[span.start : span.end], "Group",
                    "description", 0,
                )  # fmt: skip
    for token in doc[:-1]:
        if token.text == "I" and token.pos_ == "PRON" and not index.over(token):
            span = span_of([token])
            yield Mention(article_id(doc), span, span, "I", "Person", "pronoun", 0)
    for found in chain(words.STATE_PAIR.finditer(doc.text), words.HOST.finditer(doc.text)):
        span = Span(*found.span())
        if span not in taken:
            inter = found[0].lower().startswith("inter")
            form: MentionForm = "adjective" if inter else "description"
            yield Mention(article_id(doc), span, span, found[0], "Group", form, 0)


def _before_verb(token: Token) -> bool:
    """Whether a finite verb follows, adverbs apart: `The two last met`."""
    k = token.i + 1
    while k + 1 < len(token.doc) and (
        token.doc[k].pos_ == "ADV" or token.doc[k].lower_ in ("last", "first")
    ):
        k += 1
    after = token.doc[k]
    return after.tag_ in FINITE or (after.tag_ == "VBN" and after.dep_ in ("ROOT", "root", "conj"))


def _joined(found: list[Meeting]) -> list[Meeting]:
    """Two triggers of a sentence that tell of the same are one: `met during a secret meeting`."""
    kept: list[Meeting] = []
    for meeting in found:
        for k, other in enumerate(kept):
            same = (other.kind, other.participants, other.event) == (
                meeting.kind,
                meeting.participants,
                meeting.event,
            )
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
    | words.STROLL_VERBS
    | {
        "sit",
        "join",
        "attend",
        "accompany",
        "call",
        "be",
        "see",
        "chair",
        "co-chair",
        "shake",
        "session",
        "round",
    }
    | words.MEETING_NOUNS
    | words.EVENT_NOUNS
    | words.VISIT_NOUNS
)


def _officials(doc: Doc, mentions: Sequence[Mention]) -> frozenset[str]:
    """Last words of the names of those who hold or held an office by the article's own words."""
    text = doc.text
    names = {m.span: m.head for m in mentions}
    heads = [names[o.person] for o in offices(doc, mentions=mentions) if o.person in names]
    return frozenset(w for h in heads for w in text[h.start : h.end].replace("-", " ").split())


def _surnames(mentions: Sequence[Mention]) -> dict[str, Mention]:
    """The first mention by its full name of each person whose last or only family name is alone."""
    found: dict[str, Mention] = {}
    names: dict[str, set[str]] = {}
    for m in mentions:
        if m.kind != "Person" or m.form != "name":
            continue
        name = m.text.split()
        for word in {name[-1], name[0]}:
            found.setdefault(word, m)
            if len(name) > 1:
                names.setdefault(word, set()).add(m.text)
                if " " not in found[word].text:
                    found[word] = m
    return {word: m for word, m in found.items() if len(names.get(word, ())) < 2}


def _drafts(scene: Scene) -> Iterator[Draft]:
    for k, token in enumerate(scene.tokens):
        owned = k > 0 and scene.tokens[k - 1].text in POSSESSIVES
        if is_verb(token) and not owned:
            yield from verb_drafts(scene, token)
            yield from part_drafts(scene, token)
        else:
            yield from noun_drafts(scene, token)


def _finished(scene: Scene, draft: Draft, article: str, base: date | None) -> Meeting | None:
    """The record, with place and time; None when a side is missing."""
    people = [m for m in draft.participants if m is not draft.place]
    if draft.kind == "Meeting":
        people = list(distinct([s for m in people for s in acting_for(scene, m) or [m]]))
    came = distinct([*draft.companions, *companions(scene, draft)])
    people = [m for m in people if m not in came]
    place = draft.place
    invited = _by_invitation(scene, people)
    if len(invited) == 1:  # "arrived at Ann's invitation and held talks with his host"
        people = [invited[0] if words.HOST.fullmatch(m.text) else m for m in people]
    if not draft.refers and not _has_sides(draft, people):
        return None
    time = draft.time or best_time(scene, draft.anchors)
    if time is not None and draft.kind == "Visit" and len(draft.anchors) == 1:
        time = time if of_the_visit(scene, draft, time) else None
    if time is None:  # "had visited Oslo in 1994 and met Bob"
        told = [v for a in draft.anchors for v in _coordinated(a) if is_verb(v)]
        times = (best_time(scene, (verb,)) for verb in told)
        time = next((t for t in times if t is not None), None)
    venue = venue_near(scene, draft.anchors) if draft.kind == "Meeting" else None
    if draft.kind == "Meeting":
        place = place or place_near(scene, draft.anchors) or _destination(scene, draft)
        if place is not None and place in people:
            place = None
    time = looked_back(scene, draft, soon(draft.trigger, time, base), base)
    status = dated(draft.status, time, base)
    bidden = base_form(draft.trigger.text) in words.INVITE_VERBS
    if bidden and base and time is not None and (time.latest or "9") <= base.isoformat():
        time = None  # "invited her on Friday" is when she was invited
    time = agreeing(postponed(scene, draft, time, base), status, base)
    if draft.refers and not (came or place or venue or time or status != "held"):
        return None
    hosts = draft.hosts or (invited if draft.kind == "Visit" else ())
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
        status=status,
        confidence=0.9 if draft.sure else 0.6,
        companions=tuple(m.span for m in came),
        venue=venue,
        event=draft.event,
    )


def _has_sides(draft: Draft, people: Sequence[Mention]) -> bool:
    principal = [m for m in people if is_party(m)]
    pairs = sum(map(is_pair, people))
    if draft.kind == "Visit":
        return draft.place is not None and bool(principal)
    if draft.event:
        return bool(principal) or bool(pairs)
    # "Ann met the families": a described group is a side beside a person.
    groups = [m for m in people if m.kind == "Group" and m not in principal and not is_pair(m)]
    several = draft.trigger.lower_ in ("meetings", "summits")  # each with one, whoever that is
    crowd = any(m.kind == "Person" for m in principal) and any(_is_crowd(m) for m in groups)
    crowd = crowd and not several
    return len(principal) + 2 * pairs + crowd >= 2


def _is_crowd(mention: Mention) -> bool:
    """Whether it stands for people of its own: not the press, and not `the leaders`."""
    told = mention.text.lower().split()
    start = mention.head.start - mention.span.start
    head = mention.text[start : start + mention.head.end - mention.head.start].lower().split()[-1]
    many = head in words.CROWDS or (
        head.endswith("s") and base_form(head) not in ("leader", "side")
    )
    return many and not words.PRESS.intersection(told)


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
    """The verbs before it that it continues: *flew to Oslo and met*, *and held talks*; *visited
    Oslo in May, when she met*.
    """
    while token.dep_ == "conj" and token.head is not token:
        token = token.head
        yield token
    above = above_when(token)
    if above is not None:
        yield above


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
