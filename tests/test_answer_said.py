"""Questions put in other words than the articles': who said it, and that nobody did."""

from __future__ import annotations

import json
from functools import cache

import pyoxigraph
import pytest

from kg.answer import search
from kg.answer.ask import Answer, ask
from kg.answer.passage import passage
from kg.answer.search import Search
from kg.graph.store import Store
from kg.meaning.encoder import Encoder
from tests.answer_graph import oxigraph
from tests.asked_graph import NOBODY, WHO_SAID, statements_graph


@cache
def opened() -> Search:
    encoder = Encoder()
    index = search.make_index(search.entries(statements_graph()), encoder=encoder)
    return Search(index, encoder=encoder)


@cache
def answer(question: str) -> Answer:
    return ask(question, statements_graph(), index=opened())


def place(question: str, speaker: str, words: str) -> int | None:
    """At which place the right statement of the right speaker stands."""
    for at, row in enumerate(answer(question).rows):
        if row["speaker_label"] == speaker and words in str(row["content"]):
            return at
    return None


def test_the_right_statement_comes_first() -> None:
    places = [place(*asked) for asked in WHO_SAID]
    first = sum(at == 0 for at in places) / len(places)
    third = sum(at is not None and at < 3 for at in places) / len(places)
    assert (first >= 0.9, third >= 0.95) == (True, True), (first, third, places)


def test_most_of_what_is_right_is_presented() -> None:
    given = [not answer(question).near for question, _, _ in WHO_SAID]
    assert sum(given) / len(given) >= 0.5


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(q, marks=[pytest.mark.xfail(strict=True)] if "by oil" in q else [])
        for q in NOBODY
    ],
)
def test_what_nobody_said_is_presented_as_no_answer(question: str) -> None:
    given = answer(question)
    assert given.near
    assert all(row["near"] for row in given.rows)


def test_a_statement_in_its_context() -> None:
    text = "One. Two came.\nBefore it. She said that it rains, and left. After it."
    at = text.index("that")
    row = {"article": "rain.txt", "spans": f"{at}-{at + 13}"}
    assert passage(row, oxigraph()) is None
    store = Store.in_memory()
    store.load(
        pyoxigraph.parse(
            '<x:a> <https://schema.org/identifier> "rain.txt" ; '
            f"<https://schema.org/articleBody> {json.dumps(text)} .",
            format=pyoxigraph.RdfFormat.TURTLE,
        )
    )
    found = passage(row, store)
    assert found is not None
    assert found.pieces == ("Before it. She said ", "that it rains", ", and left. After it.")
    assert found.marked == (False, True, False)
    assert passage({**row, "spans": "0-999"}, store) is None
