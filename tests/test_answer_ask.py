"""Questions in words: how they are understood and what is answered."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.answer import search
from kg.answer.agreement import agrees, clause
from kg.answer.ask import COLUMNS, Answer, ask
from kg.answer.known import Known
from kg.answer.names import Entity, Names
from kg.answer.question import read
from kg.answer.search import Search
from kg.meaning.encoder import Encoder
from tests.answer_graph import oxigraph

NAMES = Names(
    [
        Entity("x:doe", "Jane Doe", "Person", ("Ms. Doe",)),
        Entity("x:roe", "Max Roe", "Person"),
        Entity("x:fr", "France", "State"),
        Entity("x:jp", "Japan", "State", ("Tokyo",)),
        Entity("x:us", "United States", "State", ("US", "U.S.")),
        Entity("x:lyon", "Lyon", "Place"),
        Entity("x:media", "Japanese state media", "Organization"),
        Entity("x:they", "they", "Group"),
    ]
)


@cache
def opened() -> Search:
    encoder = Encoder()
    return Search(search.make_index(search.parts(oxigraph()), encoder=encoder), encoder=encoder)


def answer(question: str) -> Answer:
    return ask(question, oxigraph(), index=opened())


def found(text: str) -> list[tuple[str, list[str]]]:
    return [(named.text, [e.iri for e in named.entities]) for named in NAMES.find(text)]


def test_names_are_found_longest_first() -> None:
    assert found("Did ms. doe and Roe tell us or the US that they left Tokyo?") == [
        ("ms. doe", ["x:doe"]),
        ("Roe", ["x:roe"]),
        ("US", ["x:us"]),
        ("Tokyo", ["x:jp"]),
    ]
    assert found("U.S. officials") == [("U.S.", ["x:us"])]
    assert found("") == []


KNOWN = Known(NAMES)


@pytest.mark.parametrize(
    ("question", "kind", "text", "slots"),
    [
        ("Who said that France wants more?", "who-said", "France wants more", {}),
        ("who thinks it will rain", "who-said", "it will rain", {}),
        ("Did anybody say it will rain?", "who-said", "it will rain", {}),
        ("Who warned against optimism?", "who-said", "warned against optimism", {}),
        ("Who said something about tariffs?", "who-said", "tariffs", {}),
        ("Who said something about Japan?", "said-about", "", {"about": "Japan"}),
        ("What did Ms. Doe say about tariffs?", "said-by", "tariffs", {"who": "Jane Doe"}),
        ("What did Doe say?", "said-by", "", {"who": "Jane Doe"}),
        ("Has France said anything about Japan?", "said-by", "",
         {"who": "France", "about": "Japan"}),
        ("What is Jane Doe's view on Japan?", "said-by", "",
         {"who": "Jane Doe", "about": "Japan"}),
        ("What did Japanese state media accuse France of?", "said-by", "accuse France of",
         {"who": "Japanese state media"}),
        ("What did local media say about Japan?", "who-said", "local media Japan", {}),
        ("Who met Jane Doe in Lyon?", "met", "", {"who": "Jane Doe", "place": "Lyon"}),
        ("Did Doe meet Roe in 2024?", "met", "",
         {"who": "Jane Doe", "other": "Max Roe", "since": "2024", "until": "2024"}),
        ("When did Max Roe last visit France?", "visit", "",
         {"who": "Max Roe", "place": "France"}),
        ("Who visited Japan?", "visit", "", {"place": "Japan"}),
        ("Which office does Roe hold?", "office", "", {"who": "Max Roe"}),
        ("Who is Jane Doe?", "office", "", {"who": "Jane Doe"}),
        ("Who is the prime minister of France?", "office", "",
         {"role": "prime minister", "of": "France"}),
        ("bigger role for Japan", "search", "bigger role for Japan", {}),
        ("", "search", "", {}),
    ],
)  # fmt: skip
def test_read(question: str, kind: str, text: str, slots: dict[str, str]) -> None:
    asked = read(question, KNOWN)
    assert (asked.kind, asked.text, dict(asked.slots)) == (kind, text, slots)


@pytest.mark.parametrize(
    ("question", "expected"),
    [("What did Zoe Poe say about Japan?", "Zoe Poe"), ("Who met Zoe Poe?", "Zoe Poe"),
     ("Which articles mention Zoe Poe?", "Zoe Poe")],
)  # fmt: skip
def test_names_that_the_graph_does_not_know(question: str, expected: str) -> None:
    assert read(question, KNOWN).unknown == expected


def test_the_verb_is_kept_where_it_matters_and_whether_it_is_asked_whether() -> None:
    assert read("Who warned against optimism?", KNOWN).cue == "warned"
    assert read("Did anybody say it will rain?", KNOWN).yes_no
    assert not read("Who said it will rain?", KNOWN).yes_no


@given(st.text())
def test_any_text_is_some_question(text: str) -> None:
    assert read(text, KNOWN).kind


@pytest.mark.parametrize(
    ("question", "statement", "expected"),
    [
        ("Japan wants a larger share", "France wants Japan to pay a larger share", False),
        ("France wants Japan to pay", "France wants Japan to pay a larger share", True),
        ("Japan wants a larger share", "Tokyo would also hope for a larger share", True),
        ("Japan wants peace", "it proves that France wants Japan to make peace", False),
        ("Doe will meet Roe", "Roe will meet Doe", False),
        ("Japan wants peace", "peace is near", None),
        ("Japan wants peace", "peace matters in Japan", True),
        ("prices in Japan rise", "prices in France rise", None),
        ("Japan's leader wants peace", "France wants peace", None),
    ],
)
def test_agreement_of_subjects(question: str, statement: str, expected: bool | None) -> None:
    assert agrees(statement, clause(question, NAMES), NAMES) is expected


def test_who_said_that_a_state_wants_something_is_the_one_who_says_so() -> None:
    given = answer("Who said France wants Japan to pay more?")
    assert (given.kind, given.near, given.columns) == ("who-said", False, COLUMNS)
    assert [(row["speaker_label"], row["near"]) for row in given.rows] == [("Ann Lee", False)]
    (row,) = given.rows
    assert (row["rank"], row["via"]) == (1, "Morning Wire; analysts")
    assert row["sentence"] == (
        "Ann Lee said that France wants Japan to pay a larger share, according to the Morning Wire."
    )
    assert given.sentence.startswith("Ann Lee (said), through Morning Wire; analysts: France wants")


def test_who_wants_something_is_the_one_who_wants_it() -> None:
    first = answer("Who wants Japan to pay a larger share?").rows[0]
    assert (first["speaker_label"], first["within"], first["near"]) == ("France", "Ann Lee", False)


def test_the_same_wish_of_another_is_only_near() -> None:
    given = answer("Who said Japan wants a larger share?")
    assert given.near
    assert given.sentence.startswith(
        "Nobody says quite that in these articles. The nearest (not said of Japan): Ann Lee (said)"
    )
    assert given.rows[0]["note"] == "not said of Japan"
    assert all(row["near"] for row in given.rows)


def test_what_nobody_said_is_answered_so() -> None:
    given = answer("Did anyone say that the volcano will erupt?")
    assert given.near
    assert all(row["near"] for row in given.rows)
    assert given.sentence == (
        "Nobody says that in these articles. What is least unlike it follows."
    )


@pytest.mark.parametrize(
    "question",
    [
        "Who supposes that last year's toll was too high?",
        "Who saw the trip to Japan as a sign of trust?",
    ],
)
def test_a_time_in_what_was_said_and_what_was_taken_for_it_are_said(question: str) -> None:
    given = answer(question)
    assert (given.query, set(given.params)) == ("who-said", {"text"})


def test_what_was_not_actually_said_is_no_answer() -> None:
    given = answer("Who said it was raining?")
    assert given.near
    assert (given.rows[0]["content"], given.rows[0]["note"]) == (
        "“It was raining.”",
        "not an actual statement",
    )


def test_said_by() -> None:
    given = answer("What did Ms. Doe say about the bridge?")
    assert (given.kind, given.near) == ("said-by", False)
    assert [row["content"] for row in given.rows] == [
        "the bridge would open in spring", "“The bridge will open in spring,”",
    ]  # fmt: skip
    nothing = answer("What did Jane Doe say about taxes?")
    assert nothing.near
    assert nothing.sentence.startswith("No statement of Jane Doe on that is reported")
    everything = answer("What did Doe say?")
    assert everything.sentence == "Jane Doe: 2 statements."
    silent = answer("What did Tom Ito say about taxes?")
    assert (silent.rows, silent.near) == ((), True)


def test_a_name_that_the_articles_do_not_know() -> None:
    for question in ("What did Zoe Poe say about Japan?", "Who met Zoe Poe?"):
        given = answer(question)
        assert given.rows == ()
        assert given.sentence == "The articles know nobody called Zoe Poe."


def test_meetings_and_offices() -> None:
    met = answer("Who met Jane Doe in Lyon?")
    assert (met.query, met.params) == ("who-met-whom", {"person": "Jane Doe", "place": "Lyon"})
    assert [row["with_label"] for row in met.rows] == ["Tom Ito"]
    assert met.sentence == "Tom Ito and Jane Doe, Lyon (2024-05-06)."
    visit = answer("When will Tom Ito visit France?")
    assert (visit.query, visit.sentence) == ("visits", "Tom Ito to France (2024-06) [planned].")
    none = answer("Did Ann Lee meet Jane Doe?")
    assert (none.rows, none.near) == ((), True)
    office = answer("Which office does Jane Doe hold?")
    assert office.sentence.startswith(
        "Jane Doe: former foreign minister; Jane Doe: foreign minister of France"
    )
    role = answer("Who is the foreign minister of France?")
    assert [row["person_label"] for row in role.rows] == ["Jane Doe"]


def test_what_is_not_understood_is_searched_for() -> None:
    given = answer("bridge opening in spring")
    assert (given.kind, given.rows[0]["speaker_label"]) == ("search", "Jane Doe")
    assert given.sentence.startswith("That is no kind of question")


def test_an_empty_question_has_no_answer() -> None:
    assert answer("").rows == ()
