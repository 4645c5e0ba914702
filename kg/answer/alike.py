"""How much a statement says what a question says, word by word and as a whole.

The likeness of two whole texts tells what they are about. Which of several statements about one
thing is meant shows in the words: each word of the question is looked up in the statement, or what
comes nearest to it in meaning, and rare words count more. Names count by whom they mean.

Source: the greedy matching of BERTScore (Zhang et al., 2020), here with vectors of single words.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.answer.counterpart import counterparts
from kg.answer.library import Cell
from kg.answer.names import Names
from kg.answer.search import said_by, statement
from kg.extract.syntax import base_form
from kg.meaning.encoder import Encodes, Kept, Reader, Reading
from kg.meaning.pairs import Pairs
from kg.meaning.related import wordnet
from kg.meaning.statement import clean
from kg.meaning.words import STOP, stem
from kg.resolve.propositionwords import VERBLIKE

_SHARES = {
    "tokens": 0.45,
    "nearby": 0.24,
    "whole": 0.11,
    "around": 0.05,
    "related": 0.12,
    "back": 0.03,
}
"""What each likeness adds to a score; fitted to the order of the statements found for questions
such as those in `training/asked`."""
_LEAST = 0.55
"""The sum of what has nothing in common; what is the same comes to 1."""
SAME = 0.7
"""Tokens as alike as this are the same: that of two statements one has the question's very word
tells little when the question is put in other words."""
_NOTHING = 0.2
"""Likeness that any two words have."""
_NEARBY = 0.7
"""What a word or name counts that only the rest of the sentence holds."""
_NAME = 0.6
"""What a name counts beside a word as rare: *the two leaders* may stand for it."""
_RELATED = 0.75
"""Likeness at least of words that a dictionary takes for the same or for near."""
_SAME_THING = 0.7
"""Statements as alike as this may say one thing: neither makes the other doubtful."""
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
    tokens: float
    nearby: float
    related: float
    back: float
    lead: float = 0.0


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
    """What reads texts, with the vectors of single words it has seen, `_KEPT` at most."""

    def __init__(self, encoder: Encodes, reader: Reader, pairs: Pairs) -> None:
        self.encoder = encoder
        self.reader = reader
        self.pairs = pairs
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
    reader = Reader()
    return Lexicon(Kept(), reader, Pairs(reader))


class Judge:
    """Compares statements with a question."""

    def __init__(self, words: Lexicon, names: Names) -> None:
        self._lexicon = words
        self._names = names

    def likeness(self, text: str, rows: Sequence[Mapping[str, Cell]]) -> list[Likeness]:
        """How much each of some rows of `who-said` says what a text says, in their order."""
        if not rows:
            return []
        plain = self._names.plain
        texts = [clean(plain(text)) or text, *(clean(plain(statement(row))) for row in rows)]
        texts += [clean(plain(str(row["sentence"] or row["content"]))) for row in rows]
        read, size = self._lexicon.reader.read(texts), len(rows)
        question, claims, sentences = read[0], read[1 : size + 1], read[size + 1 :]
        whole = [_dot(question, claim) for claim in claims]
        wide = [_dot(question, sentence) for sentence in sentences]
        weigh = _token_weights(question, claims)
        tokens = [_found(question, claim, weigh) for claim in claims]
        nearby = [_found(question, sentence, weigh) for sentence in sentences]
        asked = self._bag(text)
        told = [self._bag(str(row["content"])) for row in rows]
        around = [
            self._bag(f"{row['speaker_label'] or ''}: {row['cue'] or ''} {row['sentence'] or ''}")
            for row in rows
        ]
        self._lexicon.learn([*asked.words, *(w for bag in (*told, *around) for w in bag.words)])
        weights = _weights(asked, told)
        found = []
        for at, (mine, near) in enumerate(zip(told, around, strict=True)):
            share, words, named, worst, related = self._covered(asked, mine, near, weights)
            _, back = self.part(text, texts[1 + at])
            given = {
                "tokens": tokens[at], "nearby": nearby[at], "whole": whole[at], "around": wide[at],
                "related": related, "back": back, "covered": share, "words": words, "worst": worst,
            }  # fmt: skip
            score = sum(weight * given[name] for name, weight in _SHARES.items())
            scaled = min(1.0, max(0.0, (score - _LEAST) / (1.0 - _LEAST)))
            rounded = {name: round(float(value), 4) for name, value in given.items()}
            found.append(Likeness(score=round(scaled, 4), named=named, **rounded))
        return _leading(found, claims, [str(row["speaker_label"]) for row in rows])

    def part(self, text: str, content: str) -> tuple[float, float]:
        """How like a text is to a statement, or to that part of it which is likest, and the share
        of that part's words that the text has.
        """
        parts = [clean(part) for part in (content, *_PART.split(content))]
        parts = [part for part in dict.fromkeys(parts) if len(part.split()) > 2] or [content]
        plain = self._names.plain
        read = self._lexicon.reader.read([clean(plain(p)) or p for p in (text, *parts)])
        likeness = np.array([_dot(read[0], other) for other in read[1:]])
        best = int(likeness.argmax())
        asked, told = self._bag(text), self._bag(parts[best])
        self._lexicon.learn([*asked.words, *told.words])
        return round(float(likeness[best]), 4), round(self._back(asked, told), 4)

    def weighed(
        self, question: str, text: str, row: Mapping[str, Cell], told: str
    ) -> dict[str, float]:
        """What tells whether a row of `who-said` says what a text says, beside its likeness.

        Args:
            question: whole.
            text: what was said, as the question puts it.
            row: the statement.
            told: the words of it that are compared part by part.

        Returns:
            `part` and `back` as `part` gives them, `odds` those of `kg.meaning.pairs`, and the
            fields of `Counterparts` by name.
        """
        part, back = self.part(text, told)
        plain = self._names.plain
        sentence = str(row["sentence"] or row["content"])
        texts = [clean(plain(text)) or text, clean(plain(statement(row))), clean(plain(sentence))]
        words = f"{row['content']} {row['cue'] or ''}"
        (odds,) = self._lexicon.pairs.odds(question, [said_by(row)])
        compared = asdict(counterparts(*self._read(texts), words))
        return {"part": part, "back": back, "odds": odds, **compared}

    def _read(self, texts: Sequence[str]) -> tuple[Reading, Reading, Reading]:
        asked, told, around = self._lexicon.reader.read(texts)
        return asked, told, around

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
    ) -> tuple[float, float, bool, float, float]:
        """The shares of the question's words and names, and of its words, that a statement has,
        whether it has all its names, and the likeness of the word that it has least of all.
        """
        best = np.maximum(self._best(asked, told), _NEARBY * self._best(asked, around))
        shares = list(map(float, best))
        named = [
            1.0
            if name & told.iris
            else _NEARBY
            if (name | self._state_of(name)) & (around.iris | told.states)
            else 0.0
            for name in asked.names
        ]
        shares += named
        number = len(asked.words)
        mean, words = _mean(shares, weights), _mean(shares[:number], weights[:number])
        known = np.maximum(best, _NEARBY * self._best(asked, told, related=True))
        telling = [float(s) for w, s in zip(asked.words, known, strict=True) if w not in VERBLIKE]
        related = _mean([*map(float, known), *named], weights)
        return mean, words, all(named), min(telling, default=1.0), related

    def _state_of(self, name: frozenset[str]) -> frozenset[str]:
        """The states that those of a name belong to: their leaders may be called by the state."""
        return self._names.states_of(name)

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


def _leading(
    found: Sequence[Likeness], told: Sequence[Reading], speakers: Sequence[str]
) -> list[Likeness]:
    """The likenesses with how much more alike each is than the best of another speaker that says
    something else.
    """
    leading = []
    for at, like in enumerate(found):
        others = [
            other.score
            for n, other in enumerate(found)
            if speakers[n] != speakers[at] and _dot(told[n], told[at]) < _SAME_THING
        ]
        leading.append(replace(like, lead=round(like.score - max(others, default=0.0), 4)))
    return leading


def _dot(one: Reading, other: Reading) -> float:
    return float(np.clip(one.vector @ other.vector, 0.0, 1.0))


def _token_weights(asked: Reading, told: Sequence[Reading]) -> NDArray[np.float64]:
    """How much each token of a question counts: more where few statements have it."""
    held = Counter(token for other in told for token in set(other.tokens))
    return np.array([math.log(1 + len(told) / (1 + held[token])) for token in asked.tokens])


def _found(asked: Reading, told: Reading, weights: NDArray[np.float64]) -> float:
    """How near the tokens of a question come, each to one of a statement's."""
    if not asked.tokens or not told.tokens:
        return 0.0
    nearest = np.minimum((asked.vectors @ told.vectors.T).max(axis=1), SAME) / SAME
    return float(weights @ nearest / weights.sum())


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
