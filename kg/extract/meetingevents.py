"""Nouns beside those for talks: banquets and walks, courtesy calls, and `the meeting` told of."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.meetinglists import read_list
from kg.extract.meetingstatus import noun_status, verb_status
from kg.extract.participants import doers, phrase_after, possessor
from kg.extract.scene import FINITE, Draft, Scene, actors, distinct, is_pair, is_party, is_person
from kg.extract.syntax import agent, base_form, children, is_passive, is_verb
from kg.records import Mention

_AGAIN = frozenset({"second", "third", "fourth", "new", "further", "follow-up"})


def event_noun(scene: Scene, noun: Token, governor: Token | None) -> Iterator[Draft]:
    """`Ann hosted a banquet for Bob`, `they watched a performance`, `Ann's dinner with Bob`."""
    at = scene.place_of(noun)
    if at + 1 < len(scene.tokens) and is_modifier(scene, at):
        return
    verb = governor if governor is not None and is_verb(governor) else None
    lead = next((t.lower_ for t in children(noun, "case")), "")
    if verb is not None and lead in ("at", "during", "over"):  # "at a banquet, Ann praised Bob"
        people = [m for m in doers(scene, verb)[0] if is_person(m)][:1]
        event = base_form(noun.text)
        if people:
            yield Draft("Meeting", noun, (noun,), tuple(people), "held", event=event)
        return
    if verb is None or base_form(verb.text) not in words.EVENT_VERBS:
        verb = None
        if possessor(scene, noun) is None or base_form(noun.text) not in words.MEAL_NOUNS:
            return
    for_ = phrase_after(scene, at, ("with", "for", "of"))
    guests = read_list(scene, for_ + 1)[0] if for_ is not None else []
    hosts: list[Mention] = []
    own = possessor(scene, noun)
    if verb is not None:
        if is_passive(verb) or noun.i < verb.i:
            hosts = actors(scene, agent(verb))
        else:
            people = [m for m in doers(scene, verb)[0] if is_party(m) or is_pair(m)]
            if base_form(verb.text) in ("host", "give", "throw", "lay", "offer"):
                hosts = people
            else:
                guests = [*people, *guests]
    by = phrase_after(scene, at, ("by",))
    hosts += read_list(scene, by + 1)[0] if by is not None and not hosts else []
    everybody = distinct([*hosts, *([own] if own is not None and verb is None else []), *guests])
    anchors = (noun, verb) if verb is not None else (noun,)
    status = noun_status(noun, governor)
    if everybody:
        event = base_form(noun.text)
        yield Draft("Meeting", noun, anchors, everybody, status, tuple(hosts), event=event)


def courtesy_call(scene: Scene, noun: Token) -> Iterator[Draft]:
    """`Ann paid a courtesy call on Bob`."""
    verb = next((h for h in (noun.head, noun.head.head) if is_verb(h)), None)
    to = phrase_after(scene, scene.place_of(noun), ("on", "to"), reach=2)
    if verb is None or base_form(verb.text) not in ("pay", "make") or to is None:
        return
    partners = read_list(scene, to + 1)[0]
    who, parsed = doers(scene, verb)
    if who and partners:
        people = distinct([*who, *partners])
        yield Draft("Meeting", noun, (noun, verb), people, verb_status(verb), sure=parsed)


def see_off(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Ann saw Bob off at the airport`, a part of his visit."""
    guests, end = read_list(scene, scene.place_of(verb) + 1)
    who, parsed = doers(scene, verb)
    off = end < len(scene.tokens) and scene.tokens[end].lower_ == "off"
    if off and all(map(is_person, [*who, *guests])) and who and guests:
        people, status = distinct([*who, *guests]), verb_status(verb)
        yield Draft(
            "Meeting", verb, (verb,), people, status, tuple(who), sure=parsed, event="farewell"
        )


def call_on(scene: Scene, verb: Token) -> Iterator[Draft]:
    """`Ann called on President Roe`, a courtesy; not `called on him to resign`."""
    partners, end = read_list(scene, scene.place_of(verb) + 2)
    asks = any(t.lower_ in ("to", "for") for t in scene.tokens[end : end + 2])
    who, parsed = doers(scene, verb)
    if not asks and all(map(is_person, [*who, *partners])) and who and partners:
        yield Draft(
            "Meeting", verb, (verb,), distinct([*who, *partners]), verb_status(verb), sure=parsed
        )


def co_chair(scene: Scene, chair: Token) -> Iterator[Draft]:
    """`Ann co-chaired the talks with Bob`, `will travel to Oslo to co-chair a forum with Bob`."""
    at = scene.place_of(chair)
    co = [t.lower_ for t in scene.tokens[max(0, at - 2) : at]]
    if not chair.lower_.startswith("co-") and (len(co) < 2 or co[0] != "co"):
        return
    with_ = phrase_after(scene, at, ("with", "alongside"))
    partners = read_list(scene, with_ + 1)[0] if with_ is not None else []
    verb: Token | None = chair if is_verb(chair) and chair.tag_ in FINITE else None
    if verb is None:  # "is to leave for Oslo to co-chair": who leaves
        verb = next((t for t in reversed(scene.tokens[:at]) if is_verb(t)), None)
    who = doers(scene, verb)[0] if verb is not None else []
    people = [m for m in (*who, *partners) if is_person(m)]
    if verb is not None and partners and who:
        anchors = (chair, verb) if verb.i != chair.i else (chair,)
        yield Draft("Meeting", chair, anchors, distinct(people), verb_status(verb), sure=False)


def is_told_of(scene: Scene, noun: Token) -> bool:
    """Whether the clause is about one told of before: `the summit was called off`, `she denied
    that the meeting took place`; not `the talks with Bob`.
    """
    at = scene.place_of(noun)
    first = scene.tokens[at - 1] if at else None
    if (
        first is not None
        and first.lower_ != "such"
        and at > 1
        and (first.pos_ == "ADJ" or first.tag_ == "VBN")
    ):
        first = scene.tokens[at - 2]
    such = first is not None and first.lower_ == "such" and at > 1
    if such and scene.tokens[at - 2].lower_ == "no":
        return True
    again = first is not None and first.lower_ == "a" and scene.tokens[at - 1].lower_ in _AGAIN
    if first is None or not (again or first.lower_ in ("the", "this", "that", "these", "those")):
        return False
    following = scene.tokens[at + 1].lower_ if at + 1 < len(scene.tokens) else ""
    verb = noun.head
    if following in ("with", "between", "among", "of") or not is_verb(verb) or verb.i == noun.i:
        return False
    word = base_form(verb.text)
    moved = words.CANCELLING | words.POSTPONING | {"call"}
    if again:  # "a second round, planned for May, was cancelled"
        return noun.dep_ in ("nsubj", "nsubj:pass") and word in moved
    if noun.dep_ in ("nsubj", "nsubj:pass") and noun.i < verb.i:
        told = words.HAPPEN_VERBS | words.LIGHT_VERBS | words.PLANNING | moved | {"attend"}
        return word in told and not (word == "be" and verb.dep_ == "cop")
    return noun.dep_ == "obj" and word in moved | {"deny", "confirm"}


def is_modifier(scene: Scene, at: int) -> bool:
    """`the meeting location`, `summit diplomacy`: the noun only describes another."""
    following = scene.tokens[at + 1]
    noun = following.tag_ in ("NN", "NNS") and following.pos_ == "NOUN"
    return noun and following.lower_ not in words.MEETING_NOUNS
