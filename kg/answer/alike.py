"""How much a statement says what a question says, word by word and as a whole.

The likeness of two whole texts tells what they are about. Which of several statements about one
thing is meant shows in the words: each word of the question is looked up in the statement, or what
comes nearest to it in meaning, and rare words count more. Names count by whom they mean.

Source: the greedy matching of BERTScore (Zhang et al., 2020), here with vectors of single words.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.answer.library import Cell
from kg.answer.names import Names
from kg.answer.search import statement
from kg.extract.syntax import base_form
from kg.meaning.encoder import Encodes, Kept
from kg.meaning.related import wordnet
from kg.meaning.statement import clean
from kg.meaning.words import STOP, stem
from kg.resolve.propositionwords import VERBLIKE

WHOLE, SENTENCE, WORDS = 0.35, 0.25, 0.4
"""What the statement, the sentence it stands in, and its single words add to a score."""
_NOTHING = 0.2
"""Likeness that any two words have."""
_NEARBY = 0.7
"""What a word or name counts that only the rest of the sentence holds."""
_NAME = 0.6
"""What a name counts beside a word as rare: *the two leaders* may stand for it."""
_RELATED = 0.75
"""Likeness at least of words that a dictionary takes for the same or for near."""
_KEPT = 50_000
_PART = re.compile(
    r"[;:,.!?]\s|\b(?:and|but|while|although|because|so that|if|as)\b", re.IGNORECASE
)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’]t\b)?")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike, from 0 to 1: `score` in all, `covered` the share of the question's words and names
    that the statement has, `words` that of its words alone; `named` when it has all its names.

    `whole` and `around` are the likeness to the statement and to the sentence it stands in,
    `worst` that of the question's word which comes least near to any of the statement's.
    """

    score: float
    covered: float
    words: float
    named: bool
    whole: float
    around: float
    worst: float


@dataclass(frozen=True, slots=True)
class _Bag:
    """The words of a text, and the IRIs of those it names; `states` those that they belong to."""

    words: tuple[str, ...]
    names: tuple[frozenset[str], ...]
    states: frozenset[str]

    @property
    def iris(self) -> frozenset[str]:
        return frozenset().union(*self.names)


class Lexicon:
    """An encoder with the vectors of single words it has seen, `_KEPT` at most."""

    def __init__(self, encoder: Encodes) -> None:
        self.encoder = encoder
        self.vectors: dict[str, NDArray[np.float32]] = {}

    def learn(self, words: Sequence[str]) -> None:
        """Work out the vectors of words that are new."""
        if len(self.vectors) > _KEPT:
            self.vectors.clear()
        fresh = [word for word in dict.fromkeys(words) if word not in self.vectors]
        if fresh:
            self.vectors.update(zip(fresh, self.encoder.encode(fresh), strict=True))


@cache
def lexicon() -> Lexicon:
    """The lexicon of the shipped encoder; one for all questions, as it takes a while to load."""
    return Lexicon(Kept())


class Judge:
    """Compares statements with a question."""

    def __init__(self, words: Lexicon, names: Names) -> None:
        self._lexicon = words
        self._names = names

    def likeness(self, text: str, rows: Sequence[Mapping[str, Cell]]) -> list[Likeness]:
        """How much each of some rows of `who-said` says what a text says, in their order."""
        if not rows:
            return []
        texts = [clean(text) or text, *(statement(row) for row in rows)]
        texts += [clean(str(row["sentence"] or row["content"])) for row in rows]
        vectors = self._lexicon.encoder.encode(texts)
        whole = np.clip(vectors[1:] @ vectors[0], 0.0, 1.0)
        asked = self._bag(text)
        told = [self._bag(str(row["content"])) for row in rows]
        around = [
            self._bag(f"{row['speaker_label'] or ''}: {row['cue'] or ''} {row['sentence'] or ''}")
            for row in rows
        ]
        self._lexicon.learn([*asked.words, *(w for bag in (*told, *around) for w in bag.words)])
        weights = _weights(asked, told)
        covered = [self._covered(asked, *bags, weights) for bags in zip(told, around, strict=True)]
        size = len(rows)
        return [
            Likeness(
                round(float(WHOLE * whole[at] + SENTENCE * whole[size + at] + WORDS * share), 4),
                round(share, 4),
                round(words, 4),
                named,
                round(float(whole[at]), 4),
                round(float(whole[size + at]), 4),
                round(worst, 4),
            )
            for at, (share, words, named, worst) in enumerate(covered)
        ]

    def part(self, text: str, content: str) -> tuple[float, float]:
        """How like a text is to a statement, or to that part of it which is likest, and the share
        of that part's words that the text has.
        """
        parts = [clean(part) for part in (content, *_PART.split(content))]
        parts = [part for part in dict.fromkeys(parts) if len(part.split()) > 2] or [content]
        vectors = self._lexicon.encoder.encode([clean(text) or text, *parts])
        likeness = np.clip(vectors[1:] @ vectors[0], 0.0, 1.0)
        best = int(likeness.argmax())
        asked, told = self._bag(text), self._bag(parts[best])
        self._lexicon.learn([*asked.words, *told.words])
        return round(float(likeness[best]), 4), round(self._back(asked, told), 4)

    def _back(self, asked: _Bag, told: _Bag) -> float:
        """The share of a statement's words that a question has, or comes near to."""
        best = self._best(told, asked, related=True)
        return float(best.mean()) if len(best) else 1.0

    def _bag(self, text: str) -> _Bag:
        found = self._names.find(text)
        words = []
        for match in _WORD.finditer(text):
            inside = any(n.start < match.end() and match.start() < n.end for n in found)
            if not inside and len(match.group()) > 1 and match.group().lower() not in STOP:
                words.append(match.group().lower())
        names = tuple(frozenset(e.iri for e in named.entities) for named in found)
        owners = {e.state for named in found for e in named.entities if e.state}
        states = {e.iri for owner in sorted(owners) for e in self._names.called(owner)}
        return _Bag(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(names)), frozenset(states))

    def _covered(
        self, asked: _Bag, told: _Bag, around: _Bag, weights: Sequence[float]
    ) -> tuple[float, float, bool, float]:
        """The shares of the question's words and names, and of its words, that a statement has,
        whether it has all its names, and the likeness of the word that it has least of all.
        """
        best = np.maximum(self._best(asked, told), _NEARBY * self._best(asked, around))
        shares = list(map(float, best))
        named = [
            1.0 if name & told.iris else _NEARBY if name & (around.iris | told.states) else 0.0
            for name in asked.names
        ]
        shares += named
        number = len(asked.words)
        mean, words = _mean(shares, weights), _mean(shares[:number], weights[:number])
        known = np.maximum(best, _NEARBY * self._best(asked, told, related=True))
        telling = [float(s) for w, s in zip(asked.words, known, strict=True) if w not in VERBLIKE]
        return mean, words, all(named), min(telling, default=1.0)

    def _best(self, asked: _Bag, told: _Bag, *, related: bool = False) -> NDArray[np.float32]:
        """For each word of the question how like to it the nearest word is.

        With `related` by the dictionary too. The order of the statements is better without it.
        """
        if not asked.words or not told.words:
            return np.zeros(len(asked.words), dtype=np.float32)
        mine, theirs = (
            np.stack([self._lexicon.vectors[word] for word in bag.words]) for bag in (asked, told)
        )
        likeness = (mine @ theirs.T).max(axis=1)
        scaled = np.clip((likeness - _NOTHING) / (1 - _NOTHING), 0.0, 1.0)
        for at, word in enumerate(asked.words if related else ()):
            if scaled[at] < _RELATED and any(_related(word, other) for other in told.words):
                scaled[at] = _RELATED
        return np.asarray(scaled, dtype=np.float32)


@lru_cache(maxsize=_KEPT)
def _related(one: str, other: str) -> bool:
    return wordnet().related(base_form(one), base_form(other))


def _mean(shares: Sequence[float], weights: Sequence[float]) -> float:
    total = sum(weights)
    return sum(w * s for w, s in zip(weights, shares, strict=True)) / total if total else 0.0


def _weights(asked: _Bag, told: Sequence[_Bag]) -> list[float]:
    """How much each word and name of a question counts: more where few statements have it."""
    stems = [frozenset(map(stem, bag.words)) for bag in told]
    held = [sum(stem(word) in among for among in stems) for word in asked.words]
    held += [sum(bool(name & bag.iris) for bag in told) for name in asked.names]
    rare = [math.log(1 + len(told) / (1 + count)) for count in held]
    number = len(asked.words)
    return [*rare[:number], *(_NAME * weight for weight in rare[number:])]
