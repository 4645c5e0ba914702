"""What tells two claims apart whose words are alike: numbers, dates, names, negation, strength.

Nothing here compares; `kg.resolve.propositionpairs` does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from sys import intern

from kg.extract.syntax import base_form
from kg.meaning.words import STOP, stem
from kg.records import Attitude
from kg.resolve.propositionwords import (
    ASSERTING,
    CONDITIONS,
    DENYING,
    FUTURE,
    MONTHS,
    NEGATIONS,
    NOT_NEGATED,
    NUMBERS,
    OBLIGATION,
    OWN_STATE,
    POSSESSIVES,
    POSSIBLE,
    PRONOUNS,
    RELATIVE,
    SCALES,
    SEASONS,
    SELF,
    SMALL,
    VERBLIKE,
    WEEKDAYS,
)

_WORD = re.compile(r"\d+(?:[.,]\d+)*|(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W_]+)*")
_MAY = re.compile(
    r"\b(?:in|of|since|until|by|last|next|early|late|mid|this|on|\d+)[- ]May\b|\bMay \d"
)
_DENIAL = re.compile(r"\bden(?:y|ies|ied|ying)\b")

ME = "self"
"""Stands for the speaker among the names of a claim, and for the state a speaker speaks for."""

Name = tuple[int, int, str]
"""First character, one after the last, and the key of the entity."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a claim's words commit its speaker to. Sets are compared as sets.

    `tokens` are all words in lower case; `stems` the telling ones, with names, numbers, dates and
    small words left out; `names` the keys in order of first appearance; `by` those named after
    *by*; `joined`: some stand together (*A and B*); `loose`: a pronoun refers to nobody known.
    """

    tokens: tuple[str, ...]
    stems: frozenset[str]
    numbers: frozenset[float]
    weekdays: frozenset[str]
    months: frozenset[str]
    relative: frozenset[tuple[str, str]]
    names: tuple[str, ...]
    by: frozenset[str]
    joined: bool
    negations: int
    possible: bool
    can: bool
    obligation: bool
    future: bool
    condition: bool
    question: bool
    loose: bool

    @property
    def others(self) -> frozenset[str]:
        """The names without the speaker's own."""
        return frozenset(self.names) - {ME}

    @property
    def telling(self) -> frozenset[str]:
        """All that tells this claim from others: stems, names, numbers, dates."""
        days = (f"{unit}:{which}" for unit, which in self.relative)
        numbers = (f"#{number:g}" for number in self.numbers)
        return self.stems.union(self.others, self.weekdays, self.months, numbers, days)


def facts(
    text: str, names: tuple[Name, ...] = (), *, cue: str = "", attitude: Attitude = "statement"
) -> Facts:
    """The facts of a claim.

    Args:
        text: its content, cleaned of quotation marks.
        names: the names in it, by place.
        cue: the words that attribute it; *praised* belongs to what is said, *said* does not.
        attitude: what is wanted is a duty (*to pay*: should pay), what is planned is to come.
    """
    low = text.lower().replace("’", "'")
    tokens: list[str] = []
    plain: list[tuple[str, int]] = []
    for match in _WORD.finditer(low):
        # News repeats its words: each is kept once, however many claims have it.
        tokens.append(intern(match.group()))
        if not any(start < match.end() and match.start() < end for start, end, _ in names):
            plain.append((match.group(), match.start()))
    words = [word for word, _ in plain]
    numbers, counted = _numbers(words)
    months = {word for word in words if word in MONTHS and (word != "may" or _MAY.search(text))}
    relative, timed = _relative(words)
    counted |= timed
    people = sorted({*names, *((at, at + len(w), ME) for w, at in plain if w in SELF)})
    keys = tuple(dict.fromkeys(key for _, _, key in people))
    kept = _cue_words(cue) if attitude == "statement" else set()
    for at, word in enumerate(words):
        if word in OWN_STATE and at and words[at - 1] in POSSESSIVES:
            continue
        base = word.removesuffix("'s").removesuffix("'")
        left = base in SMALL or base in VERBLIKE or at in counted or base in WEEKDAYS
        if left or base in months or len(base) < 2 or "'" in base:
            continue
        kept.add(_root(base))
    return Facts(
        tokens=tuple(tokens),
        stems=frozenset(kept),
        numbers=frozenset(numbers),
        weekdays=frozenset(word for word in words if word in WEEKDAYS or word in SEASONS),
        months=frozenset(months),
        relative=frozenset(relative),
        names=keys,
        by=frozenset(key for start, _, key in names if re.search(r"\bby (?:the )?$", low[:start])),
        joined=_joined(low, people),
        negations=negations(low),
        possible=bool(POSSIBLE & set(words)) or ("may" in words and "may" not in months),
        can=bool({"can", "could", "cannot", "can't", "couldn't"} & set(words)),
        obligation=attitude == "desire" or bool(OBLIGATION.search(low)),
        future=attitude in ("desire", "intention") or bool(FUTURE.search(low)),
        condition=bool(CONDITIONS.search(low)),
        loose=bool(PRONOUNS & set(words)),
        question=text.rstrip(" ”\"'’").endswith("?"),
    )


def negations(low: str) -> int:
    """How many words of a text in lower case negate; *not only* and the like do not."""
    return len(NEGATIONS.findall(NOT_NEGATED.sub(" ", low)))


@lru_cache(10_000)
def denies(cue: str) -> bool:
    """Whether a cue turns what follows into its contrary: *denied that*."""
    words = [_root(word) for word in _WORD.findall(cue.lower())]
    return bool(DENYING & set(words)) and not NEGATIONS.search(_DENIAL.sub(" ", cue.lower()))


@lru_cache(100_000)
def _root(word: str) -> str:
    """One form for *rises*, *rose*, *risen*; dots of abbreviations are left out."""
    return stem(base_form(word).replace(".", ""))


def _cue_words(cue: str) -> set[str]:
    words = _WORD.findall(cue.lower())
    found = {_root(word) for word in words if word not in STOP | VERBLIKE}
    return found - ASSERTING - DENYING


def _numbers(words: list[str]) -> tuple[set[float], set[int]]:
    """The numbers, and the places of the words that say them."""
    found: set[float] = set()
    used: set[int] = set()
    at = 0
    while at < len(words):
        value = _number(words, at)
        if value is None:
            at += 1
            continue
        used.add(at)
        at += 1
        while at < len(words) and words[at] in SCALES:
            value *= SCALES[words[at]]
            used.add(at)
            at += 1
        found.add(value)
    used |= {at for at, word in enumerate(words) if word in ("percent", "per", "cent")}
    return found, used


def _number(words: list[str], at: int) -> float | None:
    word = words[at]
    if re.fullmatch(r"\d+(?:[.,]\d+)*", word):
        try:
            return float(word.replace(",", ""))
        except ValueError:
            return None
    after = words[at + 1] if at + 1 < len(words) else ""
    before = words[at - 1] if at else ""
    if word == "one" and (before in ("no", "any", "some", "every") or after in ("another", "day")):
        return None
    return NUMBERS.get(word)


def _relative(words: list[str]) -> tuple[set[tuple[str, str]], set[int]]:
    """Times told from the day of speaking, and the places of the words that say them."""
    found = {("day", word) for word in words if word in ("today", "tomorrow", "yesterday")}
    used: set[int] = set()
    for at, (which, unit) in enumerate(pairwise(words)):
        if which in ("next", "last", "this", "past", "coming") and unit in RELATIVE:
            found.add((unit, {"past": "last", "coming": "next"}.get(which, which)))
            used |= {at, at + 1}
    return found, used


def _joined(low: str, people: list[Name]) -> bool:
    between = [low[a[1] : b[0]] for a, b in pairwise(people) if a[2] != b[2]]
    return any(re.fullmatch(r"\s*(?:,|and|&|–|-|or|, and)\s*(?:the )?", text) for text in between)
