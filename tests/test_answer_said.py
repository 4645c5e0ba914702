"""Questions put in other words than the articles': who said it, and that nobody did."""

from __future__ import annotations

import json
from functools import cache

import pyoxigraph
import pytest

from kg.answer import search
from kg.answer.ask import Answer, ask
from kg.answer.contrast import Contrasts
from kg.answer.decision import chance
from kg.answer.names import Names
from kg.answer.passage import passage
from kg.answer.search import Search
from kg.errors import UsageError
from kg.graph.store import Store
from kg.meaning.encoder import Encoder
from kg.meaning.related import wordnet
from tests.answer_graph import oxigraph
from tests.asked_graph import NOBODY, WHO_SAID, statements_graph


@cache
def opened() -> Search:
    encoder = Encoder()
    index = search.make_index(search.parts(statements_graph()), encoder=encoder)
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


@pytest.mark.parametrize("question", NOBODY)
def test_what_nobody_said_is_presented_as_no_answer(question: str) -> None:
    given = answer(question)
    assert given.near
    assert all(row["near"] for row in given.rows)


def test_who_wants_it_who_says_so_and_what_they_want() -> None:
    wants = answer("Who wants Portugal to open its harbours to its trawlers?")
    says = answer("Who said that Estonia wants Portugal to open its harbours to its trawlers?")
    assert (wants.near, wants.rows[0]["speaker_label"]) == (False, "Estonia")
    assert (says.near, says.rows[0]["speaker_label"]) == (False, "Mirela Czernik")
    what = answer("What does Estonia want?")
    assert (what.query, what.params) == (
        "attitudes", {"holder": "Estonia", "attitude": "desire"},
    )  # fmt: skip
    assert [row["content"] for row in what.rows] == [
        "Portugal to open its harbours to its trawlers"
    ]
    nothing = answer("What does Portugal want?")
    assert (nothing.rows, nothing.near) == ((), True)


@pytest.mark.parametrize(
    ("text", "content", "note"),
    [
        ("five boats had collided", "that two patrol boats had collided", "another number"),
        ("a third of the fish is sold", "one in five fish is sold", "another number"),
        ("the port closes in April", "the port closes in July", "another date"),
        ("herring left for Atlantis", "herring left for the north", "without all the names"),
        ("Fiji sells its oil", "Fiji sells its gas", "of another kind"),
        ("the unions accused the owners", "the unions of greed", "said of another"),
        ("two boats had collided", "that two patrol boats had collided", None),
        ("half of the fish is sold", "50 percent of the fish is sold", None),
        ("ten years of peace", "a decade of peace", None),
    ],
)
def test_what_tells_a_statement_from_a_question(text: str, content: str, note: str | None) -> None:
    row = {"content": content, "cue": "accused", "speaker_label": "owners of ships",
           "sentence": None, "date": None, "negated": None}  # fmt: skip
    assert Contrasts(text, Names([])).with_row(row).note == note


@pytest.mark.parametrize(
    ("text", "content", "turned"),
    [
        ("prices will rise", "prices will fall", True),
        ("prices will rise", "prices will not rise", True),
        ("prices will not rise", "prices will fall", False),
        ("prices will rise", "prices will go up", False),
        ("the boats were hired", "the boats were dismissed", True),
        ("trams bring cars", "trams take cars off", True),
        ("it cannot be reversed", "it is irreversible", False),
    ],
)
def test_opposites_and_negations_turn_the_sense(text: str, content: str, turned: bool) -> None:
    row = {"content": content, "cue": "said", "speaker_label": "x", "sentence": None,
           "date": None, "negated": None}  # fmt: skip
    assert Contrasts(text, Names([])).with_row(row).turned is turned


def test_words_that_a_dictionary_relates() -> None:
    words = wordnet()
    assert words.related("kid", "child")
    assert words.related("ask", "consult")
    assert not words.related("raise", "waive")
    assert not words.related("xyzzy", "child")
    assert words.opposed("hire", "fire")
    assert not words.opposed("hire", "engage")


def test_more_likeness_makes_an_answer_likelier() -> None:
    row = {"back": 0.5, "literal": 0.5, "copied": 0.2, "lead": 0.1, "missed": 0.5, "without": 0.5,
           "asked_words": 9}  # fmt: skip
    for name, more in (("back", 0.9), ("lead", 0.2), ("asked_words", 12)):
        assert chance({**row, name: more}) > chance(row) > chance({**row, name: row[name] / 4})
    for name, more in (("missed", 0.9), ("without", 0.9), ("literal", 0.9), ("copied", 0.7)):
        assert chance({**row, name: more}) < chance(row)
    for name in ("turned", "open"):
        assert chance({**row, name: True}) < chance(row)


def test_a_question_too_long_is_refused_and_an_empty_one_answered_so() -> None:
    with pytest.raises(UsageError, match=r"at most 1,000 characters, and this one 3,003"):
        answer("who" * 1001)
    for text in ("", "  ", "?!"):
        given = answer(text)
        assert (given.rows, given.near) == ((), True)
        assert given.sentence.startswith("The question is empty.")


def test_a_question_in_another_language_is_not_understood() -> None:
    given = answer("Wer hat gesagt, dass die Fähre fährt?")
    assert given.near
    assert "it reads English" in given.sentence


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


@pytest.mark.parametrize(
    ("asked", "told", "other"),
    [
        ("almost thirty million was spent", "the fund has spent $28 million", False),
        ("about 200 people came", "400 people came", True),
        ("a quarter of them stayed", "25 percent of them stayed", False),
        ("a third of them stayed", "25 percent of them stayed", True),
        ("2,000 dollars were paid each quarter", "they paid $2,000 every three months", False),
    ],
)
def test_round_numbers_and_shares(asked: str, told: str, other: bool) -> None:
    row = {"content": told, "sentence": told, "cue": "said", "date": "2021-05-20",
           "speaker_label": "somebody", "negated": False}  # fmt: skip
    note = Contrasts(asked, Names([])).with_row(row).note
    assert (note == "another number") is other
