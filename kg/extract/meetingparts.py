"""Who else was there, and what belonged to a meeting: companions, those who joined, walks."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.meetinglists import read_list
from kg.extract.meetingstatus import verb_status
from kg.extract.participants import doers, phrase_after
from kg.extract.scene import POSSESSIVES, Draft, Scene, distinct, is_pair, is_party, is_person
from kg.extract.syntax import base_form, children, is_passive, is_verb
from kg.records import Mention, Status

_WITH = (("accompanied", "by"), ("flanked", "by"), ("joined", "by"), ("along", "with"))


def part_drafts(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Yields what a verb adds to a meeting told of before, or a part of it."""
    word = base_form(verb.text)
    if word == "join":
        yield from _joins(scene, verb)
    elif word == "attend":
        yield from _attended(scene, verb)
    elif word == "accompany" and verb.tag_ == "VBG":
        yield from _inverted(scene, verb)
    elif word == "accompany" and is_passive(verb) and verb.dep_ in ("ROOT", "root", "conj"):
        yield from _accompanied(scene, verb)
    elif word in words.STROLL_VERBS:
        yield from _strolls(scene, verb)
    elif word == "be":
        yield from _present(scene, verb)


def companions(scene: Scene, draft: Draft) -> tuple[Mention, ...]:
    """Who came along with a participant: `accompanied by Ann`, `and his wife Ann`."""
    found: list[Mention] = []
    for k, token in enumerate(scene.tokens[:-1]):
        pair = (token.lower_, scene.tokens[k + 1].lower_)
        if pair in _WITH and _belongs(scene, draft, k):
            found += read_list(scene, k + 2, subject=True)[0]
    for k, token in enumerate(scene.tokens):
        if k and token.lower_ in words.KIN and _and_whose(scene, k):
            named = [m for m in scene.index.over(token) if m.kind == "Person"]
            j = k + 2 if scene.tokens[k + 1 : k + 2] and scene.tokens[k + 1].text == "," else k + 1
            after = scene.index.at(scene.tokens[j]) if j < len(scene.tokens) else None
            found += [m for m in (after, *named) if m and m.kind == "Person" and m.form == "name"]
    known = [m for m in draft.participants if m not in found]
    here = [m for m in draft.participants if m in found]
    others = [m for m in found if is_person(m) and m not in draft.hosts]
    # Two who came along and nobody they came with: then they are who met.
    return distinct([m for m in others if m not in here or known])


def _came(verb: Token, status: Status, who: list[Mention]) -> Draft:
    return Draft("Meeting", verb, (verb,), (), status, companions=distinct(who), refers=True)


def _belongs(scene: Scene, draft: Draft, k: int) -> bool:
    """Whether who is accompanied at `tokens[k]` takes part: named before it in its clause."""
    start = scene.tokens[k].idx
    if not draft.participants:
        return False
    before = [m for m in draft.participants if m.span.start < start]
    anchors = [a.idx for a in draft.anchors]
    return bool(before) or min(anchors) > start


def _and_whose(scene: Scene, k: int) -> bool:
    """Whether a word of kin at `tokens[k]` stands behind `and` (or a comma) and whose it is."""
    at = k - 1
    while at > 0 and scene.tokens[at].pos_ in ("ADJ", "NUM"):
        at -= 1
    if scene.tokens[at].tag_ != "PRP$" and scene.tokens[at].text not in POSSESSIVES:
        return False
    while at > 0 and (scene.tokens[at].text in POSSESSIVES or scene.tokens[at - 1].pos_ == "PROPN"):
        at -= 1
    return at > 0 and scene.tokens[at - 1].lower_ in ("and", ",", "with", "by")


def _joins(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Ann joined them on Monday`, `was joined by Ann at the talks`."""
    at = scene.place_of(verb)
    if is_passive(verb):
        by = phrase_after(scene, at, ("by",), reach=2)
        who = read_list(scene, by + 1, subject=True)[0] if by is not None else []
        who = [m for m in who if m.kind == "Person"]
        before = doers(scene, verb)[0]
        if any(is_pair(m) for m in before) and who:
            yield _came(verb, verb_status(verb), who)
        return
    who = [m for m in doers(scene, verb)[0] if is_person(m)]
    joined = [scene.index.at(t) for t in scene.tokens[at + 1 : at + 5]]
    meant = any(m is not None and is_pair(m) for m in joined)
    talks = children(verb, "obj")
    named = bool(talks) and talks[0].lower_ in words.MEETING_NOUNS | words.EVENT_NOUNS
    if who and (meant or named):
        yield _came(verb, verb_status(verb), who)


def _attended(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`the talks were attended by Ann and Bob`."""
    at = scene.place_of(verb)
    by = phrase_after(scene, at, ("by",), reach=2)
    subject = children(verb, "nsubj:pass")
    named = any(t.lower_ in words.MEETING_NOUNS | words.EVENT_NOUNS for t in subject)
    if by is not None and named:
        who = [m for m in read_list(scene, by + 1, subject=True)[0] if is_party(m)]
        if who:
            yield _came(verb, "held", who)


def _inverted(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Accompanying the president was Foreign Minister Ann Roe.`"""
    if scene.place_of(verb) > 1:
        return
    for k, token in enumerate(scene.tokens):
        if token.lower_ in ("was", "were", "is", "are") and k > 1:
            who = [m for m in read_list(scene, k + 1, subject=True)[0] if is_person(m)]
            if who:
                yield _came(verb, "held", who)
            return
        if is_verb(token) and token is not verb:
            return


def _accompanied(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Ann was accompanied by Bob`, as all that a sentence tells."""
    by = phrase_after(scene, scene.place_of(verb), ("by",), reach=2)
    others = words.MEET_VERBS | words.VISIT_VERBS | words.HOST_VERBS
    if by is None or any(is_verb(t) and base_form(t.text) in others for t in scene.tokens):
        return
    who = [m for m in read_list(scene, by + 1, subject=True)[0] if is_person(m)]
    if who:
        yield _came(verb, "held", who)


def _present(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Also present were Ann and Bob`, `Ann was also present at the talks`."""
    at = scene.place_of(verb)
    before = [t.lower_ for t in scene.tokens[max(0, at - 4) : at]]
    inverted = bool(words.ATTENDING.intersection(before))
    if inverted and not any(scene.index.at(t) for t in scene.tokens[:at] if t.pos_ == "PROPN"):
        who = read_list(scene, at + 1, subject=True)[0]
    elif words.ATTENDING.intersection(t.lower_ for t in scene.tokens[at + 1 : at + 4]) and any(
        t.lower_ in words.MEETING_NOUNS | words.EVENT_NOUNS | {"also"} for t in scene.tokens[at:]
    ):
        who = doers(scene, verb)[0]
    else:
        return
    people = [m for m in who if is_person(m)]
    if people and verb_status(verb) == "held":
        yield _came(verb, "held", people)


def _strolls(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`the two leaders strolled along the beach`, `Ann walked with Bob in the garden`."""
    who = [m for m in doers(scene, verb)[0] if is_party(m) or is_pair(m)]
    at = scene.place_of(verb)
    with_ = phrase_after(scene, at, ("with",), reach=3)
    if with_ is not None:
        who += read_list(scene, with_ + 1)[0]
    together = any(t.lower_ == "together" for t in scene.tokens[at : at + 10])
    several = len(who) > 1 or any(is_pair(m) for m in who)
    if several and (with_ is not None or together or any(is_pair(m) for m in who)):
        everybody = distinct(who)
        yield Draft("Meeting", verb, (verb,), everybody, verb_status(verb), event="stroll")
