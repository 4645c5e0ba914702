"""Fit and measure what decides whether a statement is presented: `kg.answer.decision`.

    python training/asking.py [--fit] [--also GRAPH QUESTIONS]...

reads the invented articles in `training/asked/articles`, asks the questions in
`training/asked/questions.jsonl` and prints, for each set: right speaker and statement first, among
the first three, first and presented, and how many of the questions about what nobody said are given
an answer. With --fit it fits the weights to all of them first and prints them.

A question has the speaker and words of the statement that answers it; null where nobody said so.
Such questions differ from what was said in one point: the subject, who does it to whom, the number,
date or place, the attitude, a negation or a single word; or nobody said anything of the kind.

What each set was used for:

* `tune`: looked at one by one while the rules were written; weights are fitted to it.
* `once`: asked once, as a blind set, when the first weights were done. It has been looked at since,
  and weights are fitted to it: it is blind no more.
* `reworded`: written later, in words further from the articles'. The features were chosen by it,
  and weights are fitted to it.

`--also` asks further questions, in a file of the same form, of a graph that there is. The shipped
weights were fitted to these three sets and to 215 questions about 27 articles of PolNeAR's dev set,
which are not shipped: see `docs/search.md`. With the three sets alone, weights are others.

So no figure that this prints is one of held-back questions: all three sets were written by those
who wrote the rules. `tests/asked_seeds.jsonl` has others, about the articles in `seeds/`, to which
nothing is fitted; `docs/limits.md` says what they gave.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import kg
from kg.answer import decision
from kg.answer.known import known_of
from kg.answer.library import Cell
from kg.answer.question import read
from kg.answer.said import Teller
from kg.answer.search import open_search

HERE = Path(__file__).parent / "asked"
DEPTH = 1
"""So many of the likeliest statements of a question are weighed: the first is what is presented."""
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the statements found, best first, and which of them answer it."""

    group: str
    question: str
    answerable: bool
    rows: tuple[Mapping[str, Cell], ...]
    right: tuple[bool, ...]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument(
        "--also", nargs=2, type=Path, action="append", default=[], metavar=("GRAPH", "QUESTIONS")
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kg.build([HERE / "articles"], out=Path(folder) / "out")
        found: list[Asked] = []
        for out, questions in ((Path(folder) / "out", HERE / "questions.jsonl"), *args.also):
            with kg.open(out) as graph:
                found += answers(graph, questions)
    if args.fit:
        weights, bias = fitted(found)
        print("WEIGHTS =", tuple(float(w) for w in weights.round(2)), "\nBIAS =", round(bias, 2))
    for group in dict.fromkeys(asked.group for asked in found):
        print(group, measured([asked for asked in found if asked.group == group]))


def answers(graph: kg.Graph, questions: Path) -> Iterator[Asked]:
    """Each question of a file with the statements that a graph has for it."""
    known = known_of(graph.store)
    teller = Teller(graph.store, open_search(graph.index), known)
    for line in questions.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        rows = tuple(teller.ranked_for(read(asked["question"], known)))
        right = tuple(_right(asked, row) for row in rows)
        yield Asked(asked["set"], asked["question"], bool(asked["speaker"]), rows, right)


def _right(asked: Mapping[str, str | list[str] | None], row: Mapping[str, Cell]) -> bool:
    """Whether a row has one of the speakers and one of the words that a question wants."""
    return all(
        any(one in str(row[column]) for one in ([wanted] if isinstance(wanted, str) else wanted))
        for wanted, column in ((asked["speaker"] or [], "speaker_label"),
                               (asked["words"] or [], "content"))
    )  # fmt: skip


def fitted(found: list[Asked]) -> tuple[NDArray[np.float64], float]:
    """Weights and bias by Newton's method, on rows that nothing speaks against as such."""
    pairs = [
        (decision.evidence(row), right)
        for asked in found
        for row, right in _likest(asked)
        if not row["wrong"]
    ]
    given = np.array([evidence for evidence, _ in pairs])
    wanted = np.array([float(right) for _, right in pairs])
    mean, spread = given.mean(0), given.std(0) + 1e-6
    scaled = np.c_[(given - mean) / spread, np.ones(len(given))]
    weights = np.zeros(scaled.shape[1])
    ridge = RIDGE * np.diag([1.0] * (len(weights) - 1) + [0.0])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - wanted) + ridge @ weights
        curve = (scaled * (chance * (1 - chance))[:, None]).T @ scaled + ridge
        weights -= np.linalg.solve(curve, slope)
    plain = weights[:-1] / spread
    return plain, float(weights[-1] - plain @ mean)


def _likest(asked: Asked) -> list[tuple[Mapping[str, Cell], bool]]:
    """The likest statements, whether presented or not, and whether they are right."""
    pairs = list(zip(asked.rows, asked.right, strict=True))
    return sorted(pairs, key=lambda pair: -float(pair[0]["score"] or 0))[:DEPTH]


def measured(found: list[Asked]) -> dict[str, float]:
    """Shares of the answerable questions, and the number of wrong answers to the others."""
    told = [asked for asked in found if asked.answerable]
    silent = [asked for asked in found if not asked.answerable]
    return {
        "answerable": len(told),
        "first": _share(asked.right[:1] == (True,) for asked in told),
        "third": _share(any(asked.right[:3]) for asked in told),
        "presented": _share(
            asked.right[:1] == (True,) and not asked.rows[0]["near"] for asked in told
        ),
        "nobody": len(silent),
        "false": sum(not all(row["near"] for row in asked.rows) for asked in silent),
    }


def _share(found: Iterator[bool]) -> float:
    given = list(found)
    return round(sum(given) / len(given), 2)


if __name__ == "__main__":
    main()
