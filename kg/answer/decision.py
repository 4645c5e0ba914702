"""How likely a statement says what was asked: what decides whether it is presented as an answer.

A logistic regression over what the comparison of the two gives. Its weights were fitted by
`training/asking.py` to the questions in `training/asked/`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from kg.answer.library import Cell

PRESENTED = 0.45
"""A statement less likely than this is a near miss."""

EVIDENCE = ("like", "part", "back", "alien")
"""What is weighed: likeness in all, and to the likest part; the share of that part's words which
the question has; a foreign word in a question that is else the statement's own words."""
WEIGHTS = (4.7, 6.75, 6.96, -8.65)
BIAS = -9.62


def evidence(row: Mapping[str, Cell]) -> tuple[float, ...]:
    """What speaks for a row that `kg.answer.ranking.weighed` made, in the order of `EVIDENCE`."""
    worst, literal = _number(row, "worst"), _number(row, "literal")
    return (
        _number(row, "like"),
        _number(row, "part"),
        _number(row, "back"),
        max(0.0, literal - 0.3) * max(0.0, 0.5 - worst),
    )


def chance(row: Mapping[str, Cell]) -> float:
    """The likelihood, from 0 to 1, that a row says what was asked."""
    weight = BIAS + sum(w * x for w, x in zip(WEIGHTS, evidence(row), strict=True))
    return round(1 / (1 + math.exp(-weight)), 4)


def _number(row: Mapping[str, Cell], name: str) -> float:
    return float(row.get(name) or 0)
