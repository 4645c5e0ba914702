"""Who takes part: subjects of verbs, possessors of nouns, phrases behind them."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.meetinglists import AND, acting_for, read_list
from kg.extract.scene import (
    CLAUSE,
    FINITE,
    POSSESSIVES,
    Scene,
    actor,
    actors,
    is_party,
    is_person,
)
from kg.extract.syntax import base_form, children, conjuncts, is_verb, subjects
from kg.records import Mention


def doers(scene: Scene, verb: Token, *, places: bool = False) -> tuple[list[Mention], bool]:
    """Who does it, and whether the parse and the order of words agree on it.

    Args:
        scene: the sentence.
        verb: in any form; infinitives and participles take the subject of what governs them.
        places: whether a name right before the verb counts that was taken for a place.
    """
    found = actors(scene, [t for s in subjects(verb) for t in conjuncts(_antecedent(scene, s))])
    people = [m for m in found if is_party(m)]
    if not people:  # a title that the parse takes for the subject: "[Cllr] Jane Doe, who won, met"
        people = [m for m in actors(scene, children(verb, "nsubj")) if is_person(m)]
    listed = _listed_before(scene, verb)
    if not listed and verb.dep_ == "conj" and is_verb(verb.head) and not children(verb, "nsubj"):
        listed = _listed_before(scene, verb.head)  # "Ann and Bob spoke but did not meet"
    if not any(map(is_party, listed)) and any(m.kind == "Group" for m in found):
        listed = _headed_by(scene, verb) or _in_apposition(scene, verb)
    if len(listed) > len(people) and any(is_party(m) for m in listed):
        return listed, bool(people)
    if not people and any(acting_for(scene, m) for m in found):
        return found, True  # "officials from Chile and Peru": not the Peru beside the verb
    beside = _beside(scene, verb, places=places)
    if beside is not None and not any(m.span.start >= beside.span.start for m in people):
        far = people and people[-1].span.end < beside.span.start and beside.form != "description"
        if not people or far:
            return _with_left(scene, [beside]), not people
    return (_with_left(scene, people), True) if people else (found, False)


def _headed_by(scene: Scene, verb: Token) -> list[Mention]:
    """`two delegations, headed by [Ann] and [Bob], met`: those who head them."""
    at = scene.place_of(verb)
    for k in range(max(0, at - 24), at - 1):
        if scene.tokens[k].lower_ in ("headed", "led") and scene.tokens[k + 1].lower_ == "by":
            return read_list(scene, k + 2, subject=True)[0]
    return []


def _in_apposition(scene: Scene, verb: Token) -> list[Mention]:
    """`The negotiators, [Ann] and [Bob], met`: the list between commas that names the group."""
    at = scene.place_of(verb)
    while at and scene.tokens[at - 1].pos_ in ("AUX", "ADV", "PART"):
        at -= 1
    if not at or scene.tokens[at - 1].text != ",":
        return []
    for k in range(1, at - 1):
        if scene.tokens[k].text != ",":
            continue
        found, end = read_list(scene, k + 1, subject=True)
        if end == at - 1 and len(found) > 1 and all(map(is_person, found)):
            return found
    return []


def _antecedent(scene: Scene, subject: Token) -> Token:
    """The noun that a `who` is about, by the order of words; any other subject itself."""
    if subject.lower_ != "who":
        return subject
    k = scene.place_of(subject) - 1
    while k >= 0 and scene.tokens[k].text == ",":
        k -= 1
    before = scene.tokens[k] if k >= 0 else None
    found = scene.index.at(before) if before is not None else None
    return before if before is not None and found and is_person(found) else subject


def _listed_before(scene: Scene, verb: Token) -> list[Mention]:
    """The list that opens the verb's clause and reaches it: `Ann, Bob and Mayor Roe will meet`."""
    at = scene.place_of(verb)
    while at and (
        scene.tokens[at - 1].pos_ in ("AUX", "ADV", "PART")
        or (
            base_form(scene.tokens[at - 1].text) in words.PLANNING and is_verb(scene.tokens[at - 1])
        )
    ):
        at -= 1
    opens = [
        k
        for k in range(at)
        if (token := scene.tokens[k]).tag_ in FINITE
        or token.text in ";:"
        or token.lower_ in ("that", "when", "where", "because")
    ]
    start = opens[-1] + 1 if opens else 0
    while start < at and (
        scene.tokens[start].lower_ in CLAUSE or scene.tokens[start].pos_ in ("PUNCT", "ADV")
    ):
        start += 1
    found, end = read_list(scene, start, subject=True)
    gap = scene.tokens[end:at]
    return found if all(t.pos_ in ("ADV", "PUNCT") for t in gap) and end <= at else []


def _beside(scene: Scene, verb: Token, *, places: bool) -> Mention | None:
    """The actor that ends right before the verb and is not governed by a preposition."""
    k = scene.place_of(verb) - 1
    while k >= 0 and (scene.tokens[k].pos_ in ("AUX", "ADV", "PART") or _parenthesis(scene, k)):
        if scene.tokens[k].text in POSSESSIVES:
            return None
        k = (_parenthesis(scene, k) or k) - 1
    mention = actor(scene, scene.tokens[k], places=places) if k >= 0 else None
    if mention is None or not (is_person(mention) or mention.kind == "State" or places):
        return None
    while k >= 0 and (
        scene.tokens[k].idx >= mention.span.start
        or scene.tokens[k].pos_ in ("ADJ", "NOUN", "PROPN", "DET")
    ):
        k -= 1
    governed = k >= 0 and (scene.tokens[k].pos_ == "ADP" or scene.tokens[k].text in POSSESSIVES)
    return None if governed else mention


def _parenthesis(scene: Scene, k: int) -> int:
    """Where the parenthesis that closes at `k` opens (`Ann (left) met`); 0 when none does."""
    if scene.tokens[k].text != ")":
        return 0
    return next((j for j in range(k, max(0, k - 6), -1) if scene.tokens[j].text == "("), 0)


def _with_left(scene: Scene, found: list[Mention]) -> list[Mention]:
    """`Ann and Bob met`, where the parse has Bob alone."""
    first = min(found, key=lambda m: m.span.start)
    before = [t for t in scene.tokens if t.idx < first.span.start]
    k = len(before) - 1
    while k >= 0 and (
        before[k].tag_ == "PRP$"
        or (before[k].pos_ in ("ADJ", "NOUN", "PROPN", "DET") and actor(scene, before[k]) is None)
    ):
        k -= 1
    if k < 1 or before[k].lower_ not in AND:
        return found
    other = actor(scene, before[k - 1])
    return [other, *found] if other and other not in found and other.kind != "Group" else found


def is_possessed(scene: Scene, noun: Token) -> bool:
    """Whether a noun says whose it is, be it a mention or not: `the leaders' [meeting]`; not `last
    Friday's [meeting]`.
    """
    at = scene.place_of(noun)
    days = {token.i for _, token in scene.times}
    return any(
        scene.tokens[k].text in POSSESSIVES and scene.tokens[k - 1].i not in days
        for k in range(max(1, at - 5), at)
    )


def possessor(scene: Scene, noun: Token) -> Mention | None:
    """Whose meeting it is: `Ann's first [meeting]`, `their [summit]`; of any form, pronouns too."""
    k = scene.place_of(noun) - 1
    steps = 0
    while k >= 0 and steps < 8:
        token = scene.tokens[k]
        if token.text in POSSESSIVES and k:
            if any(day.i == scene.tokens[k - 1].i for _, day in scene.times):
                return None
            return actor(scene, scene.tokens[k - 1])
        if token.tag_ == "PRP$" or token.lower_ in ("his", "her", "their", "its", "my", "our"):
            return scene.index.at(token)
        if token.pos_ not in ("ADJ", "NOUN", "PROPN", "NUM", "ADV", "PUNCT") and token.tag_ not in (
            "VBN",
            "VBG",
            "CC",
        ):
            return None
        if token.text in (",", ";", "(", ")", ":"):
            return None
        k, steps = k - 1, steps + 1
    return None


def phrase_after(
    scene: Scene, at: int, prepositions: Iterable[str], *, reach: int = 14
) -> int | None:
    """Position of the first of the prepositions right of `tokens[at]` in the same clause."""
    wanted = frozenset(prepositions)
    for k in range(at + 1, min(at + 1 + reach, len(scene.tokens))):
        token = scene.tokens[k]
        if token.lower_ in wanted:
            return None if _of_another(scene, at, k) else k
        if token.tag_ in FINITE or token.text in (";", ".", ":", "--", "—"):
            return None
        if token.lower_ in CLAUSE or token.lower_ in words.MEETING_NOUNS | words.VISIT_NOUNS:
            return None
        if is_verb(token) and token.tag_ not in ("VBN", "VBG"):
            return None
    return None


def _of_another(scene: Scene, at: int, k: int) -> bool:
    """Whether a noun between trigger and preposition takes the phrase: `talks on a deal with`."""
    governor = scene.tokens[k].head.head
    between = scene.tokens[at + 1 : k]
    return governor.pos_ == "NOUN" and any(governor.i == t.i for t in between)
