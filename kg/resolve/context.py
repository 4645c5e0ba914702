"""What the text around a name says of it: title, office, state, gender, grammatical standing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.records import Mention, Span
from kg.resolve.lookup import Lookup, entry_key, states_in
from kg.resolve.names import fold
from kg.resolve.words import (
    FEMALE_TITLES,
    GENERATION,
    HONORIFICS,
    KIN_FEMALE,
    KIN_MALE,
    KINSHIP,
    MALE_TITLES,
    MODIFIERS,
    PREPOSITIONS,
    ROLES,
    SAME_ROLE,
)

_WORD = re.compile(r"[^\W_](?:[\w.’'&-]*[\w.])?")
_BREAK = re.compile(r"[,;:\n\"“”()\[\]!?|]|--|—")
_LINKS = frozenset(
    ["and", "or", "but", "that", "who", "which", "where", "when", "while", "because", "if"]
)
_NO_APPOSITION = frozenset(
    "who whose and said says told is was has no not unlike neither relation related".split()
)
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its"})
_STILL = frozenset("now once then also still currently formerly today himself herself".split())
_GOES_ON = PREPOSITIONS | {"who", "and", "or", "whose", "based"}
_PAST = frozenset({"former", "late", "ex", "then", "deposed", "ousted"})
_KIN_BEFORE = re.compile(r"(?:\b(?:his|her|their)|['’]s?) (?:[a-z-]+ )?([a-z]+), $", re.IGNORECASE)
_REACH = 90  # characters of text read on either side: about a dozen words


@dataclass(frozen=True, slots=True)
class Around:
    """Title, role and state written directly before or after a name."""

    honorific: str | None = None
    role: str | None = None
    states: tuple[str, ...] = ()
    gender: str | None = None
    generation: str | None = None
    """`younger` or `elder`: *his son, X*, *the elder X*."""


def words_before(text: str, start: int, floor: int) -> list[str]:
    """The words directly before `start`, back to punctuation or `floor`, in order."""
    segment = text[max(floor, start - _REACH, 0) : start]
    breaks = list(_BREAK.finditer(segment))
    return _WORD.findall(segment[breaks[-1].end() :] if breaks else segment)


def words_after(text: str, end: int, ceiling: int) -> list[str]:
    """The words of an apposition that follows `end` after a comma; none without the comma."""
    segment = text[end : min(ceiling, end + _REACH)]
    if not (opening := re.match(r"\s*,\s+", segment)):
        return []
    segment = segment[opening.end() :]
    stop = _BREAK.search(segment)
    return _WORD.findall(segment[: stop.start()] if stop else segment)


def role_at_end(words: list[str]) -> tuple[str, int] | None:
    """The office or calling that the last words name, and how many words it takes."""
    lower = [fold(re.sub(r"['’]s?$", "", w)).rstrip(".") for w in words]
    for width in (3, 2, 1):
        if len(lower) < width:
            continue
        role = " ".join(lower[-width:])
        single = role[:-1] if role.endswith("s") and role[:-1] in ROLES else role
        if single in ROLES:
            role = SAME_ROLE.get(single, single)
            taken = width
            if len(lower) > width and lower[-width - 1] in MODIFIERS:
                role, taken = f"{lower[-width - 1]} {role}", width + 1
            return role, taken
    return None


def around(
    mention: Mention, *, text: str, bounds: Span, gazetteer: Lookup, inner: str | None = None
) -> Around:
    """What stands directly before and after a person's name.

    Args:
        mention: the name.
        text: the article's.
        bounds: the mention's sentence.
        gazetteer: knows adjectives and names of states.
        inner: a title that was cut off the name itself.
    """
    # A sentence boundary may have been seen after the dot of "Mr.".
    short = re.search(r"\b[A-Z]\w{1,4}\.\s+$", text[max(0, bounds.start - 8) : bounds.start])
    floor = bounds.start - (len(short[0]) if short else 0)
    before = words_before(text, mention.head.start, floor)
    if inner:
        before = [*before, *inner.split()]
    honorific = None
    # "don" and "lord" are other words elsewhere: titles are capitalised.
    if before and (before[-1][:1].isupper() or inner):
        last = fold(before[-1]).strip(".")
        honorific, before = (last, before[:-1]) if last in HONORIFICS else (None, before)
    gender = "f" if honorific in FEMALE_TITLES else "m" if honorific in MALE_TITLES else None
    role, taken = role_at_end(before) or (None, 0)
    states: tuple[str, ...] = ()
    if role:
        lead = before[: len(before) - taken][-5:]
        if not role.startswith(("former ", "late ")) and any(fold(w) in _PAST for w in lead):
            role = f"former {role}"
        cut = max((i + 1 for i, w in enumerate(lead) if fold(w) in PREPOSITIONS), default=0)
        found = states_in(" ".join(lead[cut:]), gazetteer=gazetteer)
        states = tuple(entry_key(e) for e in found[-1:])
    else:
        # Without a role only an adjective right before the name counts ("Chilean Ana Rojas").
        grams = (" ".join(before[-2:]), before[-1]) if before else ()
        entry = next((e for g in grams if (e := gazetteer.demonym(g))), None)
        states = (entry_key(entry),) if entry else ()
    # "her brother Jan Doe" and "her brother, Jan Doe"
    owned = _KIN_BEFORE.search(text[max(floor, mention.head.start - _REACH) : mention.head.start])
    kin = [fold(w) for w in [*before[-2:], *(owned.groups() if owned else ())]]
    for word in reversed(kin):
        if gender is None and word in KINSHIP:
            gender = "f" if word in KIN_FEMALE else "m" if word in KIN_MALE else None
    generation = next((g for w in reversed(kin) if (g := GENERATION.get(w))), None)
    if role is None:
        after = words_after(text, mention.span.end, bounds.end)
        role, apposed = _apposition(after, gazetteer)
        states = states or apposed
    return Around(honorific, role, states, gender, generation)


def _apposition(words: list[str], gazetteer: Lookup) -> tuple[str | None, tuple[str, ...]]:
    """Role and state in ", the French president" or ", president of France"."""
    words = words[:10]
    for at, word in enumerate(words):
        if fold(word) in _NO_APPOSITION or fold(word) in KINSHIP:
            break
        opened = re.fullmatch(r"[a-z]+", words[0]) and words[0] not in PREPOSITIONS | _STILL
        if at == 1 and opened and fold(word) in _ARTICLES:
            break  # a verb and its object: "Ana Rojas, met the president"
        hit = role_at_end(words[: at + 1])
        if hit is None:
            continue
        longer = role_at_end(words[: at + 2]) if at + 1 < len(words) else None
        if longer and longer[1] > hit[1]:
            hit, at = longer, at + 1
        elif at + 2 < len(words) and (third := role_at_end(words[: at + 3])) and third[1] > 2:
            hit, at = third, at + 2  # "secretary of state"
        if at + 1 < len(words) and fold(words[at + 1]) not in _GOES_ON:
            # The sentence goes on: "Ana Rojas, President Hugo Paz", "with Rojas, leader says".
            return None, ()
        behind = words[at + 1 : at + 6] if words[at + 1 : at + 2] == ["of"] else []
        found = states_in(" ".join([*words[: at + 1], *behind]), gazetteer=gazetteer)
        return hit[0], tuple(entry_key(e) for e in found[:1])
    return None, ()


def standing(mention: Mention, *, text: str, bounds: Span) -> int:
    """How likely a mention is a subject: 0 likely, 1 owner ("Doe's"), 2 after a preposition."""
    if text[mention.span.end : mention.span.end + 1] == ")":
        return 2  # a place line or a caption's credit
    if re.match(r"['’](?:s\b|\s)", text[mention.span.end : mention.span.end + 3]) or re.search(
        r"['’]s?$", mention.text
    ):
        return 1
    words = words_before(text, mention.span.start, bounds.start)
    while words and (words[-1][:1].isupper() or role_at_end(words[-1:])):
        if fold(words[-1]) in PREPOSITIONS:
            break
        words.pop()
    while words and fold(words[-1]) in {"the", "a", "an", "his", "her", "their", "its"}:
        words.pop()
    return 2 if words and fold(words[-1]) in PREPOSITIONS else 0


def acts(mention: Mention, *, text: str) -> bool:
    """True when a word that may be a verb follows directly: "Rojas met", but not "Rojas and"."""
    found = re.match(r" ([a-z]+)\b", text[mention.span.end : mention.span.end + 24])
    return found is not None and found[1] not in PREPOSITIONS | _LINKS
