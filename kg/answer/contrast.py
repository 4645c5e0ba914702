"""What speaks against a statement's saying what was asked, however alike the two are.

Likeness of meaning takes *raise* and *waive*, *five cuts* and *two cuts*, *before* and *after* for
much the same. What tells two claims apart (`kg.resolve.propositionfacts`) tells a question from a
statement too: numbers, dates, names, opposites, negation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kg.answer.agreement import denies, negates, part_like
from kg.answer.library import Cell
from kg.answer.names import Names
from kg.extract.syntax import base_form
from kg.meaning.related import wordnet
from kg.meaning.words import STOP, stem
from kg.resolve.propositionfacts import Facts, facts
from kg.resolve.propositionwords import (
    ALTERNATIVES,
    ASSERTING,
    MONTHS,
    OPPOSITES,
    SEASONS,
    SMALL_OPPOSITES,
    WEEKDAYS,
)

_CAPITAL = re.compile(r"(?<![\w.’'-])[A-Z][^\W\d_]{2,}(?:-[^\W\d_]+)*")
_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"[.?!;][”\"’']*\s")
_AS_NUMBERS: Mapping[str, tuple[float, ...]] = {
    "decade": (10,), "decades": (10,), "century": (100,), "centuries": (100,), "both": (2,),
    "couple": (2,), "pair": (2,), "half": (0.5, 50), "quarter": (0.25, 25), "thirds": (3,),
    "sixth": (6,), "seventh": (7,), "eighth": (8,), "ninth": (9,), "tenth": (10,),
    "fortnight": (2,),
}  # fmt: skip
_MORE_OPPOSITES = (
    "bring take", "hire lay", "hire sack", "hire fire", "hire dismiss", "good negative",
    "bad positive", "waive raise", "waive charge", "save ruin", "save harm", "save destroy",
    "recover collapse", "recover vanish", "defeat lose", "shrink rise", "soar fall", "plunge rise",
    "invest withdraw", "double halve", "welcome reject", "brighten worsen", "less worsen",
)  # fmt: skip
_OPPOSED = frozenset(frozenset(map(stem, pair.split())) for pair in _MORE_OPPOSITES)
_FRACTION = re.compile(r"\b(?:an?|one)[ -](third|quarter|fifth|sixth|tenth) of\b|"
                       r"\bone in (three|four|five|six|ten)\b", re.IGNORECASE)  # fmt: skip
_PERCENT = {50.0: 2.0, 25.0: 4.0, 20.0: 5.0, 10.0: 10.0}
"""The share that so many percent are: twenty percent, one in five."""
_VAGUE = re.compile(r"\b(?:dozens|scores|hundreds|thousands|millions|billions|tons|tonnes)\b", re.I)
_PARTS = {"third": 3, "three": 3, "quarter": 4, "four": 4, "fifth": 5, "five": 5, "sixth": 6,
          "six": 6, "tenth": 10, "ten": 10}  # fmt: skip
_EACH_QUARTER = re.compile(
    r"\b(?:each|every|per|last|this|next|first|second|third|fourth) quarter\b", re.IGNORECASE
)
_ROUGHLY = (
    (r"almost|nearly|less than|under|fewer than|up to|as (?:much|many) as|at most", (0.65, 1.0)),
    (r"more than|over|at least|upwards of", (1.0, 1.5)),
    (r"about|around|roughly|some|approximately", (0.85, 1.15)),
)
"""Words before a number that is no exact one, and the share of it that may be meant."""
_ROUGH = re.compile(rf"\b(?:{'|'.join(words for words, _ in _ROUGHLY)})\b", re.IGNORECASE)
_NAME = 5
"""So many letters of an unknown name are to be found at least."""
_ROUND = frozenset({12.0, 20.0, 100.0, 1e3, 1e6, 1e9})
_PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non")


@dataclass(frozen=True, slots=True)
class Contrast:
    """What a question and a statement do not have in common.

    `note` says why the statement is no answer, None when nothing tells; `literal` is the share of
    the question's telling words that stand in the statement or the words that attribute it;
    `turned` when its sense is turned round once, or three times.
    """

    note: str | None
    literal: float
    turned: bool


class Contrasts:
    """Compares statements with one question."""

    def __init__(self, text: str, names: Names) -> None:
        self._text = text
        self._names = names
        self._asked = self._facts(text)
        self._unknown = self._capitals(text)
        self._rough = _rough(text)

    def with_row(self, row: Mapping[str, Cell]) -> Contrast:
        """What tells a row of `who-said` from the question."""
        content, cue = str(row["content"]), str(row["cue"] or "")
        said = f"{row['speaker_label'] or ''} {cue} {content}"
        around = f"{said} {row['sentence'] or ''}"
        told, whole = self._facts(content), self._facts(around)
        stems = self._asked.stems
        literal = len(stems & self._facts(said).stems) / max(1, len(stems))
        sentence = part_like(content, self._text, _SENTENCE)
        clause = part_like(sentence, self._text)
        # *There are no known, credible threats*: the clause alone may lack what turns it.
        turned = self._turned(row, sentence) and self._turned(row, clause)
        note = (
            self._other_number(content, around, str(row["date"] or ""), whole)
            or self._other_date(whole)
            or self._other_name(around)
            or self._other_kind(told)
            or self._other_doer(row, cue)
        )
        return Contrast(note, round(literal, 4), turned)

    def _facts(self, text: str) -> Facts:
        return _facts_of(
            text,
            tuple((n.start, n.end, n.entities[0].iri) for n in self._names.find(text)),
        )

    def _capitals(self, text: str) -> tuple[str, ...]:
        """Names that the graph does not know."""
        found = self._names.find(text, groups=True)
        return tuple(
            match.group().lower()
            for match in _CAPITAL.finditer(text)
            if not any(n.start < match.end() and match.start() < n.end for n in found)
            and match.group().lower() not in MONTHS | WEEKDAYS | STOP
        )

    def _other_number(self, content: str, around: str, date: str, whole: Facts) -> str | None:
        asked = {n for n in self._asked.numbers if n > 1 or 0 < n < 1}
        asked |= {n for word in _words(self._text) for n in _AS_NUMBERS.get(word, ())[:1]
                  if word.endswith("th")}  # fmt: skip
        if _VAGUE.search(self._text):
            asked = {n for n in asked if n not in _ROUND}
        if _EACH_QUARTER.search(self._text):
            asked -= {0.25}
        parts, told_parts = _fractions(self._text), _fractions(around)
        if told_parts and re.search(r"\bper ?cent\b|%", self._text):
            asked = {n for n in asked if _PERCENT.get(n) not in told_parts}
        told_shares = set(told_parts)
        if re.search(r"\bper ?cent\b|%", around):
            told_shares |= {_PERCENT[n] for n in whole.numbers if n in _PERCENT}
        if parts and told_shares:
            return None if parts & told_shares else "another number"
        if not asked:
            return None
        told = set(whole.numbers) | {n for w in _words(around) for n in _AS_NUMBERS.get(w, ())}
        if 0.5 in asked or 50 in asked:
            told |= {n for n in (0.5, 50) if told & {0.5, 50}}
        told |= {float(part) for part in re.findall(r"\d+", date)}
        if told_parts and not parts and asked & told_parts:
            return "another number"  # *three times as much*, *a third of the price*
        asked = {n for n in asked if not any(_about(n, self._rough.get(n), t) for t in told)}
        return "another number" if asked else None

    def _other_date(self, whole: Facts) -> str | None:
        asked = (self._asked.months | self._asked.weekdays) - SEASONS
        return None if asked <= whole.months | whole.weekdays else "another date"

    def _other_name(self, around: str) -> str | None:
        if not self._unknown:
            return None
        low = around.lower()
        # *Europeans* may stand for *Europe*.
        missing = [n for n in self._unknown if n[: max(len(n) - 3, _NAME)].rstrip("s") not in low]
        return "without all the names" if missing else None

    def _other_kind(self, told: Facts) -> str | None:
        """Each has another word of those of which one is not the other: *oil*, *gas*."""
        mine, theirs = self._asked.stems - told.stems, told.stems - self._asked.stems
        other = any(line & mine and line & theirs for line in ALTERNATIVES)
        return "of another kind" if other else None

    def _other_doer(self, row: Mapping[str, Cell], cue: str) -> str | None:
        """*The bank accused the firms* is not what the firms say who accuse the bank."""
        verbs = {stem(word) for word in _words(cue)} - STOP - ASSERTING
        words = list(_WORD.finditer(self._text))
        for at, match in enumerate(words):
            if at and len(match.group()) > 3 and stem(match.group().lower()) in verbs:
                before = self._text[: match.start()]
                doers = {w for w in _words(before) if w not in STOP}
                if not doers or doers & set(_words(str(row["speaker_label"] or ""))):
                    return None
                found, speaker = (
                    self._names.find(before),
                    self._names.find(str(row["speaker_label"] or ""), groups=True),
                )
                if any(n.may_be(s) for n in found for s in speaker):
                    return None
                return "said of another"
        return None

    def _turned(self, row: Mapping[str, Cell], part: str) -> bool:
        """Whether a part of a statement has the sense of the question turned round."""
        negated = bool(row["negated"]) or negates(str(row["cue"] or ""))
        turned = denies(part) != negated
        return (turned != denies(self._text)) != (self._opposites(self._facts(part)) % 2 == 1)

    def _opposites(self, told: Facts) -> int:
        """How often one has the opposite of a word of the other, which neither has as well."""
        one, other = self._asked.stems - told.stems, told.stems - self._asked.stems
        found = sum(1 for word in one if OPPOSITES.get(word, frozenset()) & other)
        if not found:
            found = sum(any(_opposed(x, y) for y in other) for x in one)
        found += sum(
            1
            for x, y in ((one, other), (other, one))
            for word in x
            if any(len(base) > 3 and word.startswith(prefix + base[:6]) for base in y
                   for prefix in _PREFIXES)
        )  # fmt: skip
        mine, theirs = (set(map(base_form, words)) for words in (self._asked.tokens, told.tokens))
        found += any(
            (x in mine - theirs and y in theirs - mine)
            or (y in mine - theirs and x in theirs - mine)
            for x, y in (*SMALL_OPPOSITES, ("bring", "take"))
        )
        return found


@lru_cache(maxsize=50_000)
def _opposed(one: str, other: str) -> bool:
    if frozenset((one, other)) in _OPPOSED:
        return True
    return wordnet().opposed(one, other)


@lru_cache(maxsize=4096)
def _facts_of(text: str, names: tuple[tuple[int, int, str], ...]) -> Facts:
    return facts(text, names)


def _about(asked: float, rough: str | None, told: float) -> bool:
    """Whether a number told may be the one asked for: *almost thirty*, *28*."""
    if rough is None or asked <= 0:
        return asked == told
    least, most = next(span for words, span in _ROUGHLY if re.fullmatch(words, rough, re.I))
    return least <= told / asked <= most


def _rough(text: str) -> dict[float, str]:
    """The numbers of a text that are no exact ones, and the words that say so."""
    found: dict[float, str] = {}
    for match in _ROUGH.finditer(text):
        number = " ".join(text[match.end() :].split()[:3])
        found |= dict.fromkeys(facts(number).numbers, match.group())
    return found


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _fractions(text: str) -> frozenset[float]:
    """*A third of*, *one in five*: 3 and 5."""
    return frozenset(
        float(_PARTS[(one or other).lower()]) for one, other in _FRACTION.findall(text)
    )
