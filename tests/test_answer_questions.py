"""Every kind of question in many wordings: the query that fits, and its parameters."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from kg.answer import library
from kg.answer.choose import choose
from kg.answer.question import read
from kg.answer.reading import Question
from tests.asked_questions import KNOWN, MORE, QUESTIONS


def chosen(question: str) -> tuple[str, Mapping[str, str]]:
    """The query and the parameters for a question."""
    asked = read(question, KNOWN)
    if asked.kind == "said-by" and asked.text:
        # What somebody said of a topic is looked up by meaning among what they said.
        return "who-said", {"text": asked.text, "speaker": asked.slots["who"]}
    choice = choose(asked, {query.name: query for query in library.queries()})
    assert choice is not None
    return choice.query.name, choice.params


@pytest.mark.parametrize(("question", "query", "params"), QUESTIONS + MORE)
def test_the_fitting_query_and_parameters(
    question: str, query: str, params: dict[str, str]
) -> None:
    assert chosen(question) == (query, params)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("Who met in May?", "2021-05", "2021-05"),
        ("Who met since March 2020?", "2020-03", None),
        ("Who met until 5 June 2021?", None, "2021-06-05"),
        ("Who met between January and March 2021?", "2021-01", "2021-03"),
        ("What is planned for July 2021?", "2021-07", "2021-07"),
        ("Who met before May 2019?", None, "2019-04-30"),
        ("Who met Mr. May?", None, None),
        ("Who met after May 2019?", "2019-06-01", None),
    ],
)
def test_dates_bound_a_question(text: str, since: str | None, until: str | None) -> None:
    dated = KNOWN.dated(text)
    assert (dated.since, dated.until) == (since, until)


def test_a_query_that_is_missing_is_replaced_by_one_that_holds_as_much_as_can_be() -> None:
    asked = Question("between", slots={"who": "Chile", "other": "Peru", "since": "2020"})
    among = {name: library.find(name) for name in ("meetings", "visits")}
    choice = choose(asked, among)
    assert choice is not None
    assert (choice.query.name, choice.params["participant"]) == ("meetings", "Chile")
    assert choice.left == ("other",)
    assert choose(asked, {}) is None


def test_who_wants_who_says_so_and_what_they_want_are_told_apart() -> None:
    kinds = [
        (read(question, KNOWN).kind, read(question, KNOWN).cue)
        for question in (
            "Who wants Chile to pay?",
            "Who said that Peru wants Chile to pay?",
            "What does Peru want?",
        )
    ]
    assert kinds == [("who-said", "wants"), ("who-said", None), ("attitudes", None)]
