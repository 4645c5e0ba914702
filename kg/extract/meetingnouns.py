"""Nouns that tell of a meeting or a visit: `Ann's talks with Bob`, `a visit to Oslo`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.meetingevents import co_chair, courtesy_call, event_noun, is_modifier, is_told_of
from kg.extract.meetinginvitations import bidden, declined, is_guest
from kg.extract.meetinglists import acting_for, read_list
from kg.extract.meetingplaces import place_at
from kg.extract.meetingstatus import noun_status
from kg.extract.meetingverbs import carried, is_sport
from kg.extract.participants import doers, is_possessed, phrase_after, possessor
from kg.extract.scene import (
    FINITE,
    HYPHENS,
    QUOTES,
    Draft,
    Scene,
    actors,
    distinct,
    is_pair,
    is_party,
)
from kg.extract.syntax import base_form, children, governing_verb, is_passive, is_verb
from kg.records import Mention

_NESTING = frozenset("during in at after before following of for to into with".split())
"""Prepositions under which the subject of the clause takes part: `said during talks with`."""


def noun_drafts(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Yields what the noun tells of meetings and visits."""
    if base_form(noun.text) in words.EVENT_NOUNS:
        yield from event_noun(scene, noun, _governors(scene, noun)[0])
    elif noun.lower_ in words.MEETING_NOUNS:
        yield from _meeting_noun(scene, noun)
    elif noun.lower_ in words.VISIT_NOUNS:
        yield from _visit_noun(scene, noun)
    elif noun.lower_ in ("session", "round") and is_told_of(scene, noun):
        status = noun_status(noun, noun.head)
        yield Draft("Meeting", noun, (noun, noun.head), (), status, refers=True)
    elif noun.lower_ == "session" and _next_word(scene, noun) in ("between", "with"):
        yield from _meeting_noun(scene, noun)
    elif base_form(noun.text) in ("chair", "co-chair"):
        yield from co_chair(scene, noun)
    elif noun.lower_ == "call":
        yield from courtesy_call(scene, noun)


def _next_word(scene: Scene, noun: Token) -> str:
    at = scene.place_of(noun) + 1
    return scene.tokens[at].lower_ if at < len(scene.tokens) else ""


def _meeting_noun(scene: Scene, noun: Token) -> Iterator[Draft]:
    """`Ann's meeting with Bob`, `talks between`, `held a summit with`, `the A-B summit`."""
    at = scene.place_of(noun)
    if at and scene.tokens[at - 1].lower_ in words.NOT_IN_PERSON:
        return
    if is_sport(scene, (), direct=False) or (at + 1 < len(scene.tokens) and is_modifier(scene, at)):
        return
    if carried(scene, noun):
        return
    governor, light = _governors(scene, noun)
    status = noun_status(noun, governor)
    anchors = (noun, governor) if light and governor is not None else (noun,)
    if governor is not None and _happens(noun, governor):
        anchors = (noun, governor)
    sides = _compound_sides(scene, noun)
    if sides:
        yield Draft("Meeting", noun, anchors, tuple(sides), status)
        return
    found = False
    start = at
    while (between := phrase_after(scene, start, ("between", "among", "of"))) is not None:
        if scene.tokens[between].lower_ == "of" and between != at + 1:
            break
        listed, end = read_list(scene, between + 1, subject=True)
        sent = [s for m in listed for s in acting_for(scene, m)]
        if len(listed) > 1 or sent or any(map(is_pair, listed)):
            found = True
            yield Draft("Meeting", noun, anchors, distinct(listed), status)
        start = max(end, between + 1)
        if start >= len(scene.tokens) or scene.tokens[start].lower_ != "and":
            break
    if found:
        return
    with_ = phrase_after(scene, at, ("with",))
    partners = read_list(scene, with_ + 1)[0] if with_ is not None else []
    if noun.lower_ == "audience" and not partners:
        return  # those who listen
    owners, hosts, sure = _owners(scene, noun, governor, light)
    if not partners and light and governor is not None and base_form(governor.text) == "host":
        for_ = phrase_after(scene, at, ("for",))
        partners = read_list(scene, for_ + 1)[0] if for_ is not None else []
    several = noun.lower_.endswith("s") and noun.lower_ in ("meetings", "summits")
    groups = [[p] for p in partners] if several and partners else [partners]
    if not partners and is_told_of(scene, noun):
        clause = (noun.head,) if is_verb(noun.head) else anchors
        yield Draft("Meeting", noun, clause, (), status, refers=True)
        return
    for group in groups:
        yield Draft(
            "Meeting", noun, anchors, distinct([*owners, *group]), status, hosts, None, sure
        )


def _governors(scene: Scene, noun: Token) -> tuple[Token | None, bool]:
    """What the noun depends on, and whether that is a verb whose subject takes part."""
    head = noun.head if noun.head.i != noun.i else None
    at = scene.place_of(noun)
    near = next(
        (
            t
            for t in reversed(scene.tokens[max(0, at - 6) : at])
            if is_verb(t) and base_form(t.text) in words.LIGHT_VERBS and t.tag_ != "VBN"
        ),
        None,
    )
    if head is not None and base_form(head.text) in words.MEASURES and head.i < noun.i:
        noun, head = head, head.head  # "ended six hours of talks"
    if head is None or head.lower_ in words.VISIT_NOUNS | words.MEETING_NOUNS:
        head = near or governing_verb(noun)
    if head is None:
        return None, False
    if _quoted_apart(scene, head, at):
        head = _verb_before(scene, at) or head
    if not is_verb(head):
        above = governing_verb(head)
        return (
            (head, False) if above is None else (above, base_form(above.text) in words.LIGHT_VERBS)
        )
    light = base_form(head.text) in words.LIGHT_VERBS and noun.i > head.i
    return head, light


def _happens(noun: Token, verb: Token) -> bool:
    """`the summit [ended] in Oslo`, `the talks were [held] there`: where it was is behind it."""
    held = {*words.HAPPEN_VERBS, "hold", "conclude", "open", "convene", "resume"} - {"be"}
    subject = noun.dep_ in ("nsubj", "nsubj:pass") and noun.head.i == verb.i
    return subject and noun.i < verb.i and base_form(verb.text) in held


def _quoted_apart(scene: Scene, head: Token, at: int) -> bool:
    """Whether a quotation ends between a word and the noun, which the parse joined all the same."""
    return any(head.i < t.i and t.text in QUOTES for t in scene.tokens[:at])


def _verb_before(scene: Scene, at: int) -> Token | None:
    """The finite verb that stands last before the noun, outside quotations."""
    for token in reversed(scene.tokens[:at]):
        if token.text in QUOTES or token.text == ";":
            return None
        if token.tag_ in FINITE and is_verb(token) and token.pos_ == "VERB":
            return token
    return None


def _owners(
    scene: Scene, noun: Token, governor: Token | None, light: bool
) -> tuple[list[Mention], tuple[Mention, ...], bool]:
    """The side of the meeting that `with` leaves out: possessor, or subject of the verb."""
    own = possessor(scene, noun)
    at = scene.place_of(noun)
    if own is None and scene.tokens[at + 1 : at + 2] and scene.tokens[at + 1].lower_ == "of":
        own = next(iter(read_list(scene, at + 2, reach=6)[0]), None)  # "the meeting of Ann with"
    if own is not None and own.form == "name":
        return [own], (), True
    if own is None and is_possessed(scene, noun):
        return [], (), False
    verb = governor if governor is not None and is_verb(governor) else governing_verb(noun)
    if verb is None:
        return ([own] if own else []), (), own is not None
    word = base_form(verb.text)
    close = light or word in words.PLANNING | words.HOPING | words.CANCELLING | words.DENYING
    subject, parsed = doers(scene, verb)
    subject = [m for m in subject if is_party(m) or is_pair(m) or acting_for(scene, m)]
    lead = next((t.lower_ for t in children(noun, "case")), "")
    nested = lead in _NESTING
    if own is not None and own.form != "pronoun":
        return [own], (), True
    if own is not None:
        plural = own.text.lower() in words.BOTH_SIDES
        fits = [m for m in subject if m.form == "name" and (plural or m.kind == "Person")]
        return (fits, (), parsed) if fits and (plural or len(fits) == 1) else ([own], (), False)
    if close or (nested and not (lead == "in" and is_passive(verb))):
        hosts = tuple(subject) if word == "host" else ()
        return subject, hosts, parsed and close
    return [], (), False


def _visit_noun(scene: Scene, noun: Token) -> Iterator[Draft]:
    """`Ann's visit to Oslo`, `made a trip to Oslo`, `Ann's Oslo trip`."""
    at = scene.place_of(noun)
    by = phrase_after(scene, at, ("by", "of"), reach=1) if noun.lower_ != "tour" else None
    goal = ("to", "of") if noun.lower_ == "tour" else ("to",)
    to = phrase_after(scene, at, goal, reach=12 if by is not None else 6)
    place = place_at(scene, to + 1) if to is not None else None
    if by is None and place is not None:
        behind = [k for k, t in enumerate(scene.tokens) if t.idx >= place.span.end][:1]
        by = next((k for k in behind if scene.tokens[k].lower_ == "by"), None)
    if place is None and at:
        left = [m for m in scene.index.over(scene.tokens[at - 1]) if m.form == "name"]
        place = left[0] if left and left[0].kind in ("Place", "State") else None
    governor, light = _governors(scene, noun)
    if place is None:
        if is_told_of(scene, noun) and by is None:
            yield Draft("Visit", noun, (noun,), (), noun_status(noun, governor), refers=True)
        return
    owners, _, sure = _owners(scene, noun, governor, light)
    if by is not None and possessor(scene, noun) is None:
        owners = read_list(scene, by + 1, reach=6)[0] or owners
    if not owners and children(noun, "cop"):  # "is on a tour of Chile"
        owners = actors(scene, children(noun, "nsubj"))
    before = [t for t in scene.tokens[max(0, at - 6) : at] if is_verb(t) and t.tag_ == "VB"]
    paid = before[-1] if before else governor  # "to [pay] an official visit", wherever it hangs
    guests, hosts = bidden(scene, paid) if paid is not None and is_verb(paid) else ([], ())
    owners = [m for m in guests or owners if is_guest(m) and m is not place]
    anchors = (noun, governor) if light and governor is not None else (noun,)
    status = "invited" if guests else noun_status(noun, governor)
    status = "denied" if guests and paid is not None and declined(scene, paid) else status
    hosts = hosts if status == "invited" else ()
    yield Draft("Visit", noun, anchors, distinct(owners), status, hosts, place, sure)
    if noun.lower_ == "tour":
        for other in _toured(scene, place):
            yield Draft("Visit", noun, anchors, distinct(owners), status, hosts, other, sure)


def _toured(scene: Scene, first: Mention) -> Iterator[Mention]:
    """`a tour of Chile, [Peru] and [Bolivia]`: the lands beside the first."""
    last = first
    for k, token in enumerate(scene.tokens[:-1]):
        if token.idx < last.span.end or token.idx > last.span.end + 2:
            continue
        joined = 1 + (token.text == "," and scene.tokens[k + 1].lower_ == "and")
        if token.text not in (",", "and") or k + joined >= len(scene.tokens):
            return
        other = scene.index.at(scene.tokens[k + joined])
        if other is None or other.kind not in ("Place", "State") or other.form != "name":
            return
        yield other
        last = other


def _compound_sides(scene: Scene, noun: Token) -> list[Mention]:
    """The sides of `the Ruritania-Utopia [summit]`, adjectives and surnames too."""
    k = scene.place_of(noun) - 1
    while k >= 0 and scene.tokens[k].pos_ in ("ADJ", "NOUN") and not _side(scene, k):
        k -= 1
    if k < 0:
        return []
    whole = scene.index.at(scene.tokens[k], adjectives=True)
    if whole is not None and is_pair(whole) and whole.form == "adjective":
        return [whole]
    if "-" in scene.tokens[k].text.strip("-"):
        halves = [scene.surnames.get(h) for h in scene.tokens[k].text.split("-")]
        return [h for h in halves if h] if len(halves) == 2 and all(halves) else []
    right = _side(scene, k)
    if right is not None and k and right.span.start < scene.tokens[k].idx < right.span.end:
        k = next(j for j, t in enumerate(scene.tokens) if t.idx >= right.span.start)
    if right is None or k < 2 or scene.tokens[k - 1].text not in HYPHENS:
        return []
    left = _side(scene, k - 2)
    return [left, right] if left is not None and left != right else []


def _side(scene: Scene, k: int) -> Mention | None:
    """Who or what the word stands for as one half of a pair; a surname for its bearer, whatever
    the names model took the pair for.
    """
    token = scene.tokens[k]
    bearer = scene.surnames.get(token.text)
    found = scene.index.at(token, adjectives=True)
    if bearer is not None and (found is None or found.kind != "Person"):
        return bearer
    return found if found and found.kind in ("Person", "State", "Organization") else None
