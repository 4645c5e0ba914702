"""How likely a statement says what was asked: what decides whether it is presented as an answer.

A logistic regression over what the comparison of the two gives. Its weights were fitted by
`training/asking.py` to the questions in `training/asked/`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from kg.answer.library import Cell

PRESENTED = 0.72
"""A statement less likely than this is a near miss."""

EVIDENCE = ("lead", "tie", "back", "without", "odd", "turned", "copied", "open", "odds")
"""What is weighed: how much more alike the statement is than the best of another speaker, more so
for a long question; no more alike than that; the share of the words of the statement's likest part
which the question has; the share of the question's words without a counterpart; the word most
without one in a question that has else the statement's words; a negation or an opposite too many
where the words are the same; most words, but not all, those of the statement; a subject that may
be another; the odds that `kg.meaning.pairs` gives, the less the more words are the same."""
WEIGHTS = (1.93, -9.78, 2.97, -2.16, -9.09, -2.25, -12.47, -0.39, 0.74)
BIAS = -1.16
_FAR = 0.8
"""A lead greater than this says no more."""
_TIE = 0.05
"""Statements as near to each other as this may both be meant."""
_EVEN, _SURE = -4.0, 4.0
"""Logarithm of odds that count for nothing, and how far from these is as good as certain. What the
layers learned from was put in other words, and asked for the speaker: of a question in the
statement's very words, and of *who said that France wants it* where the article itself says so of
France, they know nothing."""
_COMMON, _FEW = 0.2, 0.3
"""What a question and a statement on one matter have in common as it is."""


def evidence(row: Mapping[str, Cell]) -> tuple[float, ...]:
    """What speaks for a row of `kg.answer.ranking.rank`, in the order of `EVIDENCE`."""
    lead, literal, copied = (_number(row, name) for name in ("lead", "literal", "copied"))
    own_wish = bool(row.get("same")) and row.get("attitude") != "statement"
    odds = 0.0 if own_wish else max(-_SURE, min(_SURE, _number(row, "odds") - _EVEN))
    return (
        min(_FAR, max(0.0, lead) * math.sqrt(_number(row, "asked_words"))),
        max(0.0, _TIE - lead),
        _number(row, "back"),
        _number(row, "without"),
        max(0.0, literal - _COMMON) * _number(row, "missed"),
        literal if row.get("turned") else 0.0,
        max(0.0, copied - _FEW) * (1.0 - copied),
        1.0 if row.get("open") else 0.0,
        odds * (1.0 - literal),
    )


def chance(row: Mapping[str, Cell]) -> float:
    """The likelihood, from 0 to 1, that a row says what was asked."""
    weight = BIAS + sum(w * x for w, x in zip(WEIGHTS, evidence(row), strict=True))
    return round(1 / (1 + math.exp(-weight)), 4)


def _number(row: Mapping[str, Cell], name: str) -> float:
    return float(row.get(name) or 0)
