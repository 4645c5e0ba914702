"""Nouns that tell of a meeting or a visit: `Ann's talks with Bob`, `a visit to Oslo`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.meetingplaces import place_at
from kg.extract.meetingstatus import noun_status
from kg.extract.meetingverbs import is_sport
from kg.extract.participants import doers, is_possessed, phrase_after, possessor, read_list
from kg.extract.scene import FINITE, HYPHENS, QUOTES, Draft, Scene, distinct, is_person
from kg.extract.syntax import base_form, children, governing_verb, is_verb
from kg.records import Mention

_NESTING = frozenset("during in at after before following of for to into with".split())
"""Prepositions under which the subject of the clause takes part: `said during talks with`."""


def noun_drafts(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Yields what the noun tells of meetings and visits."""
    if noun.lower_ in words.MEETING_NOUNS | words.MEAL_NOUNS:
        yield from _meeting_noun(scene, noun)
    elif noun.lower_ in words.VISIT_NOUNS:
        yield from _visit_noun(scene, noun)


def _meeting_noun(scene: Scene, noun: Token) -> Iterator[Draft]:
    """`Ann's meeting with Bob`, `talks between`, `held a summit with`, `the A-B summit`."""
    at = scene.place_of(noun)
    if at and scene.tokens[at - 1].lower_ in words.NOT_IN_PERSON:
        return
    if is_sport(scene, (), direct=False) or (
        at + 1 < len(scene.tokens) and _is_modifier(scene, at)
    ):
        return
    governor, light = _governors(scene, noun)
    status = noun_status(noun, governor)
    anchors = (noun, governor) if light and governor is not None else (noun,)
    sides = _compound_sides(scene, noun)
    if sides:
        yield Draft("Meeting", noun, anchors, tuple(sides), status)
        return
    found = False
    start = at
    while (between := phrase_after(scene, start, ("between", "among"))) is not None:
        listed, end = read_list(scene, between + 1, subject=True)
        if len(listed) > 1:
            found = True
            yield Draft("Meeting", noun, anchors, distinct(listed), status)
        start = max(end, between + 1)
        if start >= len(scene.tokens) or scene.tokens[start].lower_ != "and":
            break
    if found:
        return
    with_ = phrase_after(scene, at, ("with",))
    partners = read_list(scene, with_ + 1)[0] if with_ is not None else []
    owners, hosts, sure = _owners(scene, noun, governor, light)
    if noun.lower_ in words.MEAL_NOUNS and not (light or possessor(scene, noun)):
        return
    if not partners and light and governor is not None and base_form(governor.text) == "host":
        for_ = phrase_after(scene, at, ("for",))
        partners = read_list(scene, for_ + 1)[0] if for_ is not None else []
    several = noun.lower_.endswith("s") and noun.lower_ in ("meetings", "summits")
    groups = [[p] for p in partners] if several and partners else [partners]
    for group in groups:
        yield Draft(
            "Meeting", noun, anchors, distinct([*owners, *group]), status, hosts, None, sure
        )


def _is_modifier(scene: Scene, at: int) -> bool:
    """`the meeting location`, `summit diplomacy`: the noun only describes another."""
    following = scene.tokens[at + 1]
    noun = following.tag_ in ("NN", "NNS") and following.pos_ == "NOUN"
    return noun and following.lower_ not in words.MEETING_NOUNS


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
    subject = [m for m in subject if m.kind in ("Person", "State", "Organization")]
    lead = next((t.lower_ for t in children(noun, "case")), "")
    nested = lead in _NESTING
    if own is not None and own.form != "pronoun":
        return [own], (), True
    if own is not None:
        plural = own.text.lower() in words.BOTH_SIDES
        fits = [m for m in subject if m.form == "name" and (plural or m.kind == "Person")]
        return (fits, (), parsed) if fits and (plural or len(fits) == 1) else ([own], (), False)
    if close or nested:
        hosts = tuple(subject) if word == "host" else ()
        return subject, hosts, parsed and close
    return [], (), False


def _visit_noun(scene: Scene, noun: Token) -> Iterator[Draft]:
    """`Ann's visit to Oslo`, `made a trip to Oslo`, `Ann's Oslo trip`."""
    at = scene.place_of(noun)
    by = phrase_after(scene, at, ("by", "of"), reach=1)
    goal = ("to", "of") if noun.lower_ == "tour" else ("to",)
    to = phrase_after(scene, at, goal, reach=12 if by is not None else 6)
    place = place_at(scene, to + 1) if to is not None else None
    if place is None and at:
        left = [m for m in scene.index.over(scene.tokens[at - 1]) if m.form == "name"]
        place = left[0] if left and left[0].kind in ("Place", "State") else None
    if place is None:
        return
    governor, light = _governors(scene, noun)
    owners, _, sure = _owners(scene, noun, governor, light)
    if not owners and by is not None:
        owners = read_list(scene, by + 1, reach=6)[0]
    owners = [m for m in owners if is_person(m) and m is not place]
    anchors = (noun, governor) if light and governor is not None else (noun,)
    yield Draft(
        "Visit", noun, anchors, distinct(owners), noun_status(noun, governor), (), place, sure
    )


def _compound_sides(scene: Scene, noun: Token) -> list[Mention]:
    """The sides of `the Ruritania-Utopia [summit]`, adjectives too."""
    k = scene.place_of(noun) - 1
    while (
        k >= 0 and scene.tokens[k].pos_ in ("ADJ", "NOUN") and not scene.index.over(scene.tokens[k])
    ):
        k -= 1
    right = scene.index.at(scene.tokens[k], adjectives=True) if k >= 0 else None
    if right is None:
        return []
    if right.head.start < scene.tokens[k].idx:
        k = next(j for j, t in enumerate(scene.tokens) if t.idx >= right.span.start)
    if k < 2 or scene.tokens[k - 1].text not in HYPHENS:
        return []
    left = scene.index.at(scene.tokens[k - 2], adjectives=True)
    both = [
        m for m in (left, right) if m is not None and m.kind in ("Person", "State", "Organization")
    ]
    return both if len(both) == 2 and both[0] != both[1] else []
