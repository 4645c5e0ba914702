"""One sentence and who acts in it: lists, subjects, possessors, by the parse and by the order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.persons import is_title
from kg.extract.roles import ROLES
from kg.extract.syntax import MentionIndex, children
from kg.records import MeetingKind, Mention, Status, TimeRange

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
QUOTES = frozenset({'"', "“", "”"})
HYPHENS = frozenset({"-", "–", "‐", "—"})
CLAUSE = frozenset(
    """
    that which who while when where because although though as if than after before ahead since
    """.split()
)
"""Words that open another clause or phrase, behind which nothing belongs to the trigger."""
_ACTORS = frozenset({"Person", "State", "Organization", "Group"})
_DEFINITE = ("the ", "his ", "her ", "their ", "its ")
_ORDINALS = frozenset({"first", "second", "third", "last", "next", "only", "another"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with everything that is known of it."""

    tokens: list[Token]
    index: MentionIndex
    times: Sequence[tuple[TimeRange, Token]]
    officials: frozenset[str]
    surnames: Mapping[str, Mention]
    """By the last word of a person's name, where only one person of the article has it."""

    def place_of(self, token: Token) -> int:
        """Position of the token among `tokens` (white space is left out there)."""
        return next(k for k, t in enumerate(self.tokens) if t.i == token.i)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a trigger says before place and time are looked for around its anchors."""

    kind: MeetingKind
    trigger: Token
    anchors: tuple[Token, ...]
    participants: tuple[Mention, ...]
    status: Status
    hosts: tuple[Mention, ...] = ()
    place: Mention | None = None
    sure: bool = True
    companions: tuple[Mention, ...] = ()
    event: str | None = None
    time: TimeRange | None = None
    """Where the words say which of several it has: `met in Oslo in May and in Bergen in June`."""
    refers: bool = False
    """Whether it tells of the meeting last told of, and so names nobody."""


def is_person(mention: Mention) -> bool:
    """Whether it stands for one person: a name, a pronoun, or an office (`the president`)."""
    if mention.kind == "Person" or mention.text == "I":
        return True
    words_ = mention.text.lower().split()
    return (
        mention.form == "description"
        and _head_word(mention) in ROLES - {"man", "woman"}
        and (mention.text.lower().startswith(_DEFINITE) or "’s" in words_ or "'s" in mention.text)
        and not _ORDINALS.intersection(words_)
    )


def _head_word(mention: Mention) -> str:
    start = mention.head.start - mention.span.start
    return mention.text[start : start + mention.head.end - mention.head.start].lower().split()[-1]


def is_party(mention: Mention) -> bool:
    """Whether it can be one of the two sides that make a meeting."""
    host = words.HOST.fullmatch(mention.text)
    return mention.kind != "Group" or is_person(mention) or host is not None


def is_pair(mention: Mention) -> bool:
    """Whether it stands for two people named before (`both leaders`, `they`), or for two states
    that share a name (`the two Koreas`).
    """
    if words.STATE_PAIR.fullmatch(mention.text):
        return True
    return mention.form in ("description", "pronoun") and bool(words.PAIR.fullmatch(mention.text))


def is_counterpart(mention: Mention) -> bool:
    """Whether it is somebody of the same office elsewhere: `his Thai counterpart`."""
    return mention.kind == "Group" and _head_word(mention) == "counterpart"


def actor(scene: Scene, token: Token, *, places: bool = False) -> Mention | None:
    """The person, state, organisation or group that the token stands for.

    Args:
        scene: the sentence.
        token: any of its tokens.
        places: whether the name of a place counts, where only an actor can stand (`talks with`).
    """
    found = scene.index.at(token)
    if found is not None and found.kind == "Place" and places and found.form == "name":
        return found
    if found is not None and found.kind in _ACTORS and found.form != "description":
        return found
    named = _named_beside(scene, token)
    return named or (found if found is not None and found.kind in _ACTORS else None)


def _named_beside(scene: Scene, token: Token) -> Mention | None:
    """`his father, the late king [Karl Roe]`: the name that a description has beside it; and the
    one after a title, wherever the parse hangs it.
    """
    for child in children(token, "flat", "appos", "compound", "nmod:desc"):
        for inner in (child, *children(child, "appos", "flat")):
            other = scene.index.at(inner)
            if other is not None and other.kind == "Person" and other.form == "name":
                return other
    if not is_title(token.text) or token.i + 1 == len(token.doc):
        return None
    after = scene.index.at(token.nbor())
    if after is None or after.kind != "Person" or after.span.start != token.nbor().idx:
        return None
    return after if after.form == "name" else None


def actors(scene: Scene, tokens: Iterable[Token]) -> list[Mention]:
    """Distinct actors that the tokens stand for, in order."""
    found: list[Mention] = []
    for token in tokens:
        mention = actor(scene, token)
        if mention is not None and mention not in found:
            found.append(mention)
    return found


def distinct(found: Sequence[Mention]) -> tuple[Mention, ...]:
    """In order of appearance; of two that overlap or read alike the first."""
    kept: list[Mention] = []
    for m in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        alike = any(k.text == m.text or m.span.start < k.span.end for k in kept)
        if not alike:
            kept.append(m)
    return tuple(kept)
