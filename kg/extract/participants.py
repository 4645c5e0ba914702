"""Who takes part: lists of names, subjects of verbs, possessors of nouns."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.roles import ROLES
from kg.extract.scene import (
    CLAUSE,
    FINITE,
    HYPHENS,
    POSSESSIVES,
    Scene,
    actor,
    actors,
    is_party,
    is_person,
)
from kg.extract.syntax import children, conjuncts, is_verb, subjects
from kg.records import Mention

_AND = frozenset({"and", "&"})


def read_list(
    scene: Scene, at: int, *, reach: int = 8, subject: bool = False
) -> tuple[list[Mention], int]:
    """The actors of the noun phrase list that begins at `tokens[at]`, and where it ends.

    `Karl Roe, his wife and Foreign Minister Jane Doe`: what `and` joins belongs to it, unless a
    finite verb follows, for then it is the subject of the next clause.

    Args:
        scene: the sentence.
        at: position in `scene.tokens`.
        reach: tokens within which the first actor must begin.
        subject: whether the list ends before a verb all the same (a subject, or after `between`).
    """
    item, end = _read_item(scene, at, reach)
    if item is None:
        return [], at
    found, pending = [item], list[tuple[Mention, int]]()
    k = end
    while k < len(scene.tokens):
        word = scene.tokens[k].lower_
        if word == "," and k + 1 < len(scene.tokens):
            joined = scene.tokens[k + 1].lower_ in _AND
            following, stop = _read_item(scene, k + 1 + joined, 7)
        elif word in _AND or word in ("including", "alongside"):
            joined = True
            following, stop = _read_item(scene, k + 1, 8)
        else:
            break
        if following is None:
            break
        if joined:
            if not subject and _verb_follows(scene, stop):
                break
            found += [m for m, _ in pending] + [following]
            end, pending = stop, []
        else:
            pending.append((following, stop))
        k = stop
    return found, end


def _read_item(scene: Scene, at: int, reach: int) -> tuple[Mention | None, int]:
    """The actor that the noun phrase at `tokens[at]` names: its first, or the last of a chain of
    titles (`Chilean President Roe`), and the position after it.
    """
    for k in range(at, min(at + reach, len(scene.tokens))):
        token = scene.tokens[k]
        if (
            token.text in (";", ".", ":", "?", "!")
            or token.tag_ in FINITE
            or token.lower_ in CLAUSE
        ):
            break
        if (is_verb(token) and token.tag_ != "VBN") or (
            token.pos_ == "ADP" and (k == at or token.lower_ != "of")
        ):
            break
        if token.tag_ == "PRP$":
            continue  # "received his money": whose it is takes no part
        if token.lower_ == "of" and scene.tokens[k - 1].lower_ not in ROLES:
            break  # "visited the grave of"
        mention = actor(scene, token, places=True)
        if mention is None:
            continue
        end = k + 1
        while end < len(scene.tokens) and scene.tokens[end].idx < mention.span.end:
            end += 1
        nearby = scene.tokens[end : end + 1]
        if nearby and nearby[0].text in POSSESSIVES | HYPHENS:
            continue
        if nearby and mention.kind in ("Organization", "Place") and nearby[0].tag_ in ("NN", "NNS"):
            continue  # "Senate members": it only describes them
        # "Example Service chief Jane Doe", the service taken for a person
        titled = bool(nearby) and nearby[0].lower_ in ROLES and mention.form == "name"
        if (
            titled
            or mention.kind in ("State", "Organization", "Place")
            or mention.form == "description"
        ):
            person = _titled(scene, end)
            if person is not None:
                return person
        if end < len(scene.tokens) and scene.tokens[end].text == "(":
            close = [
                j
                for j in range(end, min(end + 6, len(scene.tokens)))
                if scene.tokens[j].text == ")"
            ]
            end = close[0] + 1 if close else end
        return mention, end
    return None, at


def _titled(scene: Scene, at: int) -> tuple[Mention, int] | None:
    """`US [Secretary of State John Roe]`: the person whose title a state or company opens."""
    for k in range(at, min(at + 6, len(scene.tokens))):
        token = scene.tokens[k]
        mention = scene.index.at(token)
        if mention is not None and mention.kind == "Person" and mention.form == "name":
            end = k + 1
            while end < len(scene.tokens) and scene.tokens[end].idx < mention.span.end:
                end += 1
            return mention, end
        if token.pos_ not in ("NOUN", "PROPN", "ADJ") and token.lower_ != "of":
            return None
    return None


def _verb_follows(scene: Scene, at: int) -> bool:
    for token in scene.tokens[at : at + 3]:
        if token.tag_ in FINITE:
            return True
        if token.pos_ != "ADV":
            return False
    return False


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
    if len(listed) > len(people) and any(is_party(m) for m in listed):
        return listed, bool(people)
    beside = _beside(scene, verb, places=places)
    if beside is not None and not any(m.span.start >= beside.span.start for m in people):
        far = people and people[-1].span.end < beside.span.start and beside.form != "description"
        if not people or far:
            return _with_left(scene, [beside]), not people
    return (_with_left(scene, people), True) if people else (found, False)


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
    while at and scene.tokens[at - 1].pos_ in ("AUX", "ADV", "PART"):
        at -= 1
    opens = [k for k in range(at) if scene.tokens[k].tag_ in FINITE or scene.tokens[k].text in ";:"]
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
    while (
        k >= 0
        and before[k].pos_ in ("ADJ", "NOUN", "PROPN", "DET")
        and actor(scene, before[k]) is None
    ):
        k -= 1
    if k < 1 or before[k].lower_ not in _AND:
        return found
    other = actor(scene, before[k - 1])
    return [other, *found] if other and other not in found and other.kind != "Group" else found


def is_possessed(scene: Scene, noun: Token) -> bool:
    """Whether a noun says whose it is, be it a mention or not: `the leaders' [meeting]`."""
    before = scene.tokens[max(0, scene.place_of(noun) - 5) : scene.place_of(noun)]
    return any(t.text in POSSESSIVES for t in before)


def possessor(scene: Scene, noun: Token) -> Mention | None:
    """Whose meeting it is: `Ann's first [meeting]`, `their [summit]`; of any form, pronouns too."""
    k = scene.place_of(noun) - 1
    steps = 0
    while k >= 0 and steps < 8:
        token = scene.tokens[k]
        if token.text in POSSESSIVES and k:
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
