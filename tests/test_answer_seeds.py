"""Questions about the articles in `seeds/` in other words; see `training/asking.py`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.answer.ask import Answer, ask
from kg.answer.search import open_search

QUESTIONS = Path(__file__).parent / "asked_seeds.jsonl"
FIRST, THIRD, PRESENTED = 19, 25, 7
"""Of 28; 21, 27 and 9 were found."""
FALSE, FITTING = 1, 27
"""Of 14 and of 30; none and 29 were found."""
Asked = list[tuple[dict[str, Any], Answer]]


@pytest.fixture(scope="module")
def asked(seeds_graph: Path) -> Asked:
    """Every question with its answer."""
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
    with kg.open(seeds_graph) as graph:
        search = open_search(graph.index)
        return [
            (line, ask(line["question"], graph.store, index=search))
            for line in map(json.loads, lines)
        ]


def right(line: dict[str, Any], answer: Answer) -> list[bool]:
    return [
        row.get("speaker_label") in line["speakers"]
        and any(words in str(row.get("content")) for words in line["words"])
        for row in answer.rows
    ]


def test_who_said_it(asked: Asked) -> None:
    told = [(right(line, answer), answer) for line, answer in asked if line.get("speakers")]
    assert len(told) == 28
    assert sum(rows[:1] == [True] for rows, _ in told) >= FIRST
    assert sum(any(rows[:3]) for rows, _ in told) >= THIRD
    assert sum(rows[:1] == [True] and not answer.near for rows, answer in told) >= PRESENTED


def test_what_nobody_said(asked: Asked) -> None:
    silent = [answer for line, answer in asked if line.get("speakers") == []]
    assert len(silent) == 14
    assert sum(not answer.near for answer in silent) <= FALSE


def test_the_fitting_query(asked: Asked) -> None:
    others = [(line["fitting"], answer) for line, answer in asked if "fitting" in line]
    assert len(others) == 30
    fits = [{"query": a.query, "params": a.params} in fitting for fitting, a in others]
    assert sum(fits) >= FITTING
