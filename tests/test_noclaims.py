"""What looks like a claim and is none, and its neighbours that are."""

from __future__ import annotations

import pytest
from attributed import read


@pytest.mark.parametrize(
    "marked",
    [
        "{S1 [S Chad]} {Q1 backed} {C1 the sanctions} .",
        "{S1 [S Chad]} {Q1 has also published} {C1 the letter} .",
        "The trip {Q1 was called off} {C1 after the storm} .",
        "{S1 It} {Q1 shows} {C1 that the two agree} .",
        "{C1 a thing} {S1 [G many]} {Q1 might expect} .",
        "{Q1 according to} {S1 [G schedule]} , {C1 they would meet in June} .",
        "{S1 [G A diplomat]} {Q1 requested} {C1 anonymity to speak freely} .",
        "{S1 [G Neither side]} {Q1 disclosed} {C1 the price} .",
    ],
)
def test_nothing_is_said(marked: str) -> None:
    assert read(marked) == []


@pytest.mark.parametrize(
    "marked",
    [
        "{S1 [S Chad]} {Q1 backed} {C1 what it called “a fair deal”} .",
        "{S1 [S Chad]} {Q1 announced} {C1 the sanctions} .",
        "{S1 [P Ann Lee]} {Q1 showed} {C1 that the two agree} .",
        "{S1 [G Polls]} {Q1 show} {C1 that the two agree} .",
        "{C1 a thing} {S1 [G many farmers]} {Q1 expect} .",
        "{Q1 according to} {S1 a [G report]} , {C1 they would meet in June} .",
        "{S1 [G A diplomat]} {Q1 requested} {C1 more time to speak} .",
        "{S1 “} {Q1 showed} {C1 that the two agree} .",
    ],
)
def test_something_is_said(marked: str) -> None:
    assert [found for found in read(marked) if found.claim.parent is None]


@pytest.mark.parametrize(
    ("marked", "negated"),
    [
        ("{S1 [P Ann]} {Q1 denied} {C1 that she had gone} .", True),
        ("{S1 [P Ann]} {Q1 did not say} {C1 that she had gone} .", True),
        ("{S1 [P Ann]} {Q1 refused to say} {C1 whether she had gone} .", True),
        ("{S1 [P Ann]} {Q1 refused} {C1 to pay} .", False),
        ("{S1 [P Ann]} {Q1 said} {C1 that she had gone} .", False),
    ],
)
def test_denials_are_marked(marked: str, negated: bool) -> None:
    (found,) = read(marked)
    assert found.claim.negated is negated


@pytest.mark.parametrize(
    ("content", "attitude"),
    [
        ("that his trip to Rome had been private", "statement"),
        ("the parties to come", "desire"),
        ("for a truce", "desire"),
    ],
)
def test_an_aim_makes_insisting_a_desire(content: str, attitude: str) -> None:
    (found,) = read(f"{{S1 [P Ann]}} {{Q1 insisted}} {{C1 {content}}} .")
    assert found.claim.attitude == attitude


def test_what_is_only_wished_for_was_not_done() -> None:
    outer, inner = read(
        "{S1 [P Ann]} {Q1 urged} {C1 {S2/1 [P Bo]} {Q2/1 to demand} {C2/1 the men's release}} ."
    )
    assert (outer.claim.hypothetical, inner.claim.hypothetical) == (False, True)


def test_a_label_in_a_content_is_a_claim_of_who_gives_it() -> None:
    outer, inner = read(
        "{S1 [P Ann]} {Q1 thanked} {C1 them for what [Pp she] described as “a gift” in Rome} ."
    )
    assert (inner.speaker, inner.content, inner.claim.mode) == ("she", "“a gift”", "mixed")
    assert inner.claim.parent == outer.claim.index


def test_a_quoted_paragraph_that_the_model_leaves_out() -> None:
    line = "[P Ann], a farmer, put it this way:"
    (found,) = read(f"{line}\n\n“We all want rain to come soon.”")
    assert (found.content, found.claim.mode) == ("“We all want rain to come soon.”", "direct")


def test_the_speaker_of_the_paragraph_before_goes_on() -> None:
    first, second = read(
        "{S1 [P Ann]} {Q1 said} {C1 she heard it on the radio} .\n\n“I had to stop the car.”"
    )
    assert (first.speaker, second.speaker) == ("Ann", "Ann")


def test_two_speakers_in_the_paragraph_before_leave_it_open() -> None:
    *_, last = read(
        "{S1 [P Ann]} {Q1 said} {C1 yes} . {S2 [P Bo]} {Q2 said} {C2 she heard it} ."
        "\n\n“I had to stop the car.”"
    )
    assert last.speaker is None
