"""Which words of a question have no counterpart in a statement, and how much they tell.

A question in other words has few words of the statement, but something like each of them. One that
has most of its words and one that stands for none of them asks for something else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.extract.syntax import base_form
from kg.meaning.encoder import Reading
from kg.meaning.related import wordnet
from kg.meaning.words import STOP, stem

_WORD = re.compile(r"[^\W_]+")
_SMALL = STOP | {"may", "might", "must", "will", "would"}
_FIRST_WORD, _LAST_WORD = 1_990, 30_500
"""The vocabulary lists words by how often English has them, from here on."""
_NEAR = 0.58
"""Tokens less alike than this have nothing in common."""
_LEAST = 3
"""Shorter words are not compared by the dictionary."""


@dataclass(frozen=True, slots=True)
class Counterparts:
    """What a question's words have in a statement, each word by how rare it is in English.

    `literal` is the share of the words that stand in the statement's sentence as they are, from 0
    to 1; `missed` how much the word tells, from 0 to 1, that has least of a counterpart; `without`
    the share of the words that have none.
    """

    literal: float
    missed: float
    without: float


def counterparts(asked: Reading, told: Reading, around: Reading, words: str) -> Counterparts:
    """Compares a question with a statement, word by word.

    Args:
        asked: the question.
        told: the statement.
        around: the sentence that it stands in.
        words: the statement's own words and those that attribute it.
    """
    weights = _weights(asked)
    total = float(weights.sum())
    if not total or not told.tokens:
        return Counterparts(0.0, 1.0, 1.0)
    near = (asked.vectors @ told.vectors.T).max(axis=1)
    held = set(around.tokens)
    literal = sum(w for w, token in zip(weights, asked.tokens, strict=True) if token in held)
    own = _forms(words)
    stems = {stem(word) for word in own}
    wide = {stem(base_form(word)) for word, _ in _whole(around.tokens)}
    missed, without, among = 0.0, 0.0, 0.0
    for word, places in _whole(asked.tokens):
        weight = float(weights[places].max())
        among += weight
        form = base_form(word)
        if not weight or stem(form) in stems or any(_related(form, other) for other in own):
            continue
        likeness = float(near[places].mean())
        missed = max(missed, weight * (1 - likeness))
        if likeness < _NEAR and stem(form) not in wide:
            without += weight
    return Counterparts(round(literal / total, 4), round(missed, 4), round(without / among, 4))


def _weights(asked: Reading) -> NDArray[np.float64]:
    """How much each token tells, from 0 to 1: more where English has it seldom."""
    most = math.log(_LAST_WORD - _FIRST_WORD)
    return np.array(
        [
            0.0
            if token in _SMALL or not _WORD.search(token)
            else (math.log(max(2, number - _FIRST_WORD)) / most) ** 2
            for token, number in zip(asked.tokens, asked.numbers, strict=True)
        ]
    )


def _whole(tokens: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    """Words put together again of their pieces, with the places of these."""
    word, places = "", list[int]()
    for at, token in enumerate(tokens):
        if token.startswith("##"):
            word, places = word + token[2:], [*places, at]
            continue
        if places:
            yield word, places
        word, places = token, [at]
    if places:
        yield word, places


def _forms(text: str) -> list[str]:
    """The dictionary forms of a text's telling words."""
    words = dict.fromkeys(match.lower() for match in _WORD.findall(text))
    return [base_form(word) for word in words if word not in STOP and len(word) >= _LEAST]


@lru_cache(maxsize=50_000)
def _related(one: str, other: str) -> bool:
    return one == other or wordnet().related(one, other)
