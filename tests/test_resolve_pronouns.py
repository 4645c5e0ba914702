"""Pronouns: subjects and speakers first, and what is unclear stays open."""

from __future__ import annotations

import pytest

from kg.resolve import resolve
from tests.resolve_builder import GAZETTEER, Build, labels


def last(build: Build, back: int = 1) -> tuple[str, str | None]:
    return labels(resolve([build.done()], gazetteer=GAZETTEER), build)[-back]


def test_subject_of_the_sentence_before_an_object() -> None:
    build = Build("[P Kari Lund] met [P Bo Friis] in [L Oslo], where [Pp she] spoke.")
    assert last(build) == ("she", "Kari Lund")


def test_subject_of_the_previous_sentence_not_the_one_after_a_preposition() -> None:
    build = Build("After talks with [P Bo Friis], [P Kari Lund] left. [Pp He] did not.")
    # Nothing tells the gender of either, so the subject is taken.
    assert last(build) == ("He", "Kari Lund")


def test_gender_from_title_and_kin() -> None:
    build = Build(
        "Ms. [P Lund] met Mr. [P Friis] and his wife [P Eva Friis]. [Pp He] smiled. "
        "Mr. [P Friis] sat."
    )
    assert last(build, 2) == ("He", "Friis")


def test_she_goes_to_the_only_known_woman() -> None:
    build = Build("[P Bo Friis] praised Ms. [P Ode]. [P Bo Friis] said that [Pp she] won.")
    assert last(build) == ("she", "Ode")


def test_speaker_of_the_previous_quotation() -> None:
    build = Build(
        "“[P Hugo Paz] won,” said [P Ola Berg], a professor. “It is over,” [Pp he] added."
    )
    build.says("Ola Berg", "“Hugo Paz won,”", mode="direct")
    build.says("he", "“It is over,”", mode="direct")
    assert last(build) == ("he", "Ola Berg")


def test_own_words_do_not_name_the_speaker() -> None:
    build = Build("[P Ola Berg] left. [P Hugo Paz] lost the vote, [Pp he] said.")
    build.says("he", "Hugo Paz lost the vote")
    assert last(build) == ("he", "Ola Berg")


def test_source_of_the_claim_it_stands_in() -> None:
    build = Build("[P Ola Berg] said that [Pp he] would leave.")
    build.says("Ola Berg", "that he would leave")
    assert last(build) == ("he", "Ola Berg")


def test_subject_inside_the_content_comes_first() -> None:
    build = Build("[P Ola Berg] said [P Hugo Paz] wants help for [Pp his] plan.")
    build.says("Ola Berg", "Hugo Paz wants help for his plan")
    assert last(build) == ("his", "Hugo Paz")


def test_first_person_is_the_speaker_even_when_named_after() -> None:
    build = Build("“[Gp I] hope [Gp we] win,” said [P Ola Berg].")
    build.says("Ola Berg", "“I hope we win,”", mode="direct")
    found = labels(resolve([build.done()], gazetteer=GAZETTEER), build)
    assert found[:2] == [("I", "Ola Berg"), ("we", "Ola Berg")]


def test_third_person_in_a_quotation_is_not_its_speaker() -> None:
    build = Build("[P Ola Berg] spoke. “[Pp He] is wrong,” [P Ola Berg] said.")
    build.says("Ola Berg", "“He is wrong,”", number=1, mode="direct")
    assert last(build, 2) == ("He", None)


def test_unnamed_individual() -> None:
    build = Build(
        "[Gd A senior official] spoke. [Gd Analysts] listened. The plan holds, [Pp he] said."
    )
    build.says("he", "The plan holds")
    assert last(build) == ("he", "senior official")


def test_it_and_they_only_as_speakers() -> None:
    build = Build("[O Nordpress] wrote. [Gp It] said that [Gp it] rains.")
    build.says("It", "that it rains")
    assert last(build, 2) == ("It", "Nordpress")
    assert last(build) == ("it", None)
    they = Build("[Gd Analysts] met. [Gp They] said so and [Gp they] left.")
    they.says("They", "so")
    assert last(they, 2) == ("They", "analysts")
    assert last(they) == ("they", None)


def test_nobody_near_stays_open_with_a_question() -> None:
    build = Build("The sun rose. [Pp She] left.")
    resolution = resolve([build.done()], gazetteer=GAZETTEER)
    assert not resolution.entity_of
    (question,) = resolution.open
    assert (question.kind, question.span) == ("unresolved-pronoun", build.at("She"))


def test_two_people_after_prepositions_leave_it_open() -> None:
    build = Build("The talks of [P Bo Friis] with [P Hugo Paz] failed. [Pp He] left.")
    assert last(build) == ("He", None)


def test_nearest_acting_person_of_the_sentence() -> None:
    build = Build("[P Ola Berg] thought [P Hugo Paz] wanted help for [Pp his] plan.")
    assert last(build) == ("his", "Hugo Paz")


def test_him_is_not_the_subject_of_its_clause() -> None:
    build = Build("[P Ola Berg] thought [P Hugo Paz] invited [Pp him].")
    assert last(build) == ("him", "Ola Berg")


def test_name_in_brackets_is_no_subject() -> None:
    build = Build("([P Ritz]) - [P Ola Berg], tired, sat with [Pp his] dog.")
    assert last(build) == ("his", "Ola Berg")


@pytest.mark.parametrize(
    "subjects",
    [
        "[P Bo Friis] and [P Aki Sato] signed",
        "[P Bo Friis], a judge, and the envoy [P Aki Sato] left",
        "Mr. [P Friis] and Mr. [P Sato] stayed",
    ],
)
def test_one_of_two_who_act_together_stays_open(subjects: str) -> None:
    build = Build(f"{subjects} in [L Oslo]. [Pp He] smiled.")
    assert last(build) == ("He", None)


@pytest.mark.parametrize(
    "before",
    [
        "[P Bo Friis] and his wife [P Eva Friis] signed it.",
        "Mr. [P Bo Friis] and Ms. [P Eva Ode] signed it.",
        "[P Aki Sato] and [P Bo Friis] signed it. [P Bo Friis] left.",
        "[P Bo Friis] met [P Aki Sato] and left.",
    ],
)
def test_one_who_stands_out_is_found(before: str) -> None:
    build = Build(f"{before} [Pp He] smiled.")
    assert last(build) == ("He", "Bo Friis")


def test_he_and_she_tell_two_apart() -> None:
    build = Build("[P Eva Ode] and [P Bo Friis] spoke. [Pp She] agreed. [Pp He] did not.")
    assert [last(build, 2), last(build)] == [("She", "Eva Ode"), ("He", "Bo Friis")]
