"""Two who speak as one, and groups that stay groups."""

from __future__ import annotations

import pytest

from kg.records import Resolution
from kg.resolve import resolve
from tests.resolve_builder import GAZETTEER, Build

TALKS = "[S Norway] and [S Denmark] met. [S Norway] told [S Denmark] of it. "
TALKS += "[S Norway] left, [S Denmark] stayed. "
NEIGHBOURS = ("state/denmark", "state/norway")


def solve(build: Build) -> Resolution:
    return resolve([build.done()], gazetteer=GAZETTEER)


@pytest.mark.parametrize(
    "source", ["both countries", "The two sides", "the two governments", "the countries"]
)
def test_both_countries_are_the_two_that_the_article_is_about(source: str) -> None:
    a = Build(f"{TALKS}[Gd {source}] said it was over.").says(source, "it was over")
    made = solve(a)
    assert list(made.jointly.values()) == [NEIGHBOURS]


def test_with_a_third_state_as_often_it_is_not_clear() -> None:
    more = "[S Chile] came. [S Chile] sat. [S Chile] left. "
    a = Build(f"{TALKS}{more}[Gd both countries] said it was over.")
    a.says("both countries", "it was over")
    assert solve(a).jointly == {}


def test_the_two_leaders_are_who_was_named_last() -> None:
    a = Build(
        "[Sa Norwegian] President [P Kari Lund] and [Sa Danish] President [P Bo Friis] ate. "
        "[Gd The two leaders] said it was good."
    )
    a.office("Kari Lund", "President", "Norwegian").office("Bo Friis", "President", "Danish")
    a.says("The two leaders", "it was good")
    assert list(solve(a).jointly.values()) == [("person/bo-friis", "person/kari-lund")]


def test_they_who_are_two_leave_no_open_question() -> None:
    a = Build("[P Kari Lund] and [P Bo Friis] ate. [Pp They] said it was good.")
    a.says("They", "it was good")
    made = solve(a)
    assert list(made.jointly.values()) == [("person/bo-friis", "person/kari-lund")]
    assert made.open == ()


def test_other_groups_stay_groups() -> None:
    a = Build(f"{TALKS}[Gd both companies] said it was over.").says("both companies", "it was over")
    assert solve(a).jointly == {}
