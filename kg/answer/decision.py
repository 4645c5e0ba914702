"""How likely a statement says what was asked: what decides whether it is presented as an answer.

A logistic regression over what the comparison of the two gives. Its weights were fitted by
`training/asking.py` to the questions in `training/asked/`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from kg.answer.library import Cell

PRESENTED = 0.5
"""A statement less likely than this is a near miss."""

EVIDENCE = ("back", "alien", "lead", "turned")
"""What is weighed: the share of the words of the statement's likest part which the question has; a
foreign word in a question that is else the statement's own words; how much more alike the statement
is than the best that says something else; a negation or an opposite too many."""
WEIGHTS = (1.93, -21.59, 12.63, -24.4)
BIAS = -1.7
_FAR = 0.3
"""A lead greater than this says no more."""
_COMMON = 0.3
"""What a question and a statement on one matter have in common as it is."""


def evidence(row: Mapping[str, Cell]) -> tuple[float, ...]:
    """What speaks for a row of `kg.answer.ranking.rank`, in the order of `EVIDENCE`."""
    worst, literal = _number(row, "worst"), _number(row, "literal")
    return (
        _number(row, "back"),
        max(0.0, literal - _COMMON) * max(0.0, 0.5 - worst),
        min(_FAR, _number(row, "lead")),
        max(0.0, _number(row, "covered") - _COMMON) if row.get("turned") else 0.0,
    )


def chance(row: Mapping[str, Cell]) -> float:
    """The likelihood, from 0 to 1, that a row says what was asked."""
    weight = BIAS + sum(w * x for w, x in zip(WEIGHTS, evidence(row), strict=True))
    return round(1 / (1 + math.exp(-weight)), 4)


def _number(row: Mapping[str, Cell], name: str) -> float:
    return float(row.get(name) or 0)
