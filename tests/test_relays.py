"""Through whom: who cites, quotes, carries or passes on what somebody said; who says it jointly."""

from __future__ import annotations

import pytest
from attributed import read


@pytest.mark.parametrize(
    "marked",
    [
        "{S1 [O The Post]} {Q1 reported} , {Q2 citing} {C2 [P Ann Lee], that rain was near} .",
        "{S1 [O The Post]} , {Q2 citing} {C2 [P Ann Lee]} , {Q1 said} {C1 that rain was near} .",
        "{C1 that rain was near} , {S1 [O The Post]} {Q1 said} , {Q2 quoting} {C2 [P Ann Lee]} .",
    ],
)
def test_who_is_cited_speaks_through_who_cites(marked: str) -> None:
    (found,) = read(marked)
    assert (found.speaker, found.via) == ("Ann Lee", ["The Post"])
    assert found.content == "that rain was near"


def test_a_reason_is_nobody_cited() -> None:
    (found,) = read("{S1 [P Ann Lee]} {Q1 said} {C1 she would go} , {Q2 citing} {C2 her health} .")
    assert (found.speaker, found.via, found.content) == ("Ann Lee", [], "she would go")


@pytest.mark.parametrize(
    ("marked", "content"),
    [
        ("{S1 [O The Post]} {Q1 quoted} {C1 [P Ann Lee] as saying that rain was near} .",
         "that rain was near"),
        ("{C1 “Rain is near,”} {S1 [O The Post]} {Q1 cited} {C1 [P Ann Lee] as saying} .",
         "“Rain is near,”"),
        ("{C1 “Rain is near,”} {S1 [O The Post]} {Q1 quoted} {C1 [P Ann Lee] as telling farmers} .",
         "“Rain is near,”"),
        ("{C1 [P Ann Lee]} {Q1 was described by} {S1 [O The Post]} "
         "{C1 as telling her men that rain was near} .", "that rain was near"),
    ],
)  # fmt: skip
def test_as_saying_is_the_speech_of_who_is_quoted(marked: str, content: str) -> None:
    (found,) = read(marked)
    assert (found.speaker, found.via, found.content) == ("Ann Lee", ["The Post"], content)


def test_what_an_agency_tells_of_a_trailing_speaker_is_one_claim() -> None:
    (found,) = read(
        "{C1 {C2/1 Rain is near} , {S2/1 [P Ann Lee]} {Q2/1 said}} , {Q1 according to}"
        " {S1 [O The Post]} ."
    )
    assert (found.speaker, found.via, found.content) == ("Ann Lee", ["The Post"], "Rain is near")


def test_a_leading_speaker_keeps_the_layer_around_her() -> None:
    outer, inner = read(
        "{Q1 According to} {S1 [O The Post]} , {C1 {S2/1 [P Ann Lee]} {Q2/1 said} {C2/1 rain was"
        " near}} ."
    )
    assert (outer.speaker, inner.speaker, inner.via) == ("The Post", "Ann Lee", ["The Post"])


@pytest.mark.parametrize(
    ("behind", "via"),
    [
        ("in a statement carried by [O Radio Six]", ["Radio Six"]),
        ("in remarks published on Monday by [O Radio Six]", ["Radio Six"]),
        ("in an interview broadcast by the [O Radio Six]", ["Radio Six"]),
        ("in a letter seen by [O Radio Six]", ["Radio Six"]),
        ("before the vote won by [O Radio Six]", []),
    ],
)
def test_who_carries_a_statement_passes_it_on(behind: str, via: list[str]) -> None:
    (found,) = read(f"{{C1 “Rain is near,”}} {{S1 [P Ann Lee]}} {{Q1 said}} {behind} .")
    assert (found.speaker, found.via) == ("Ann Lee", via)


def test_who_disputes_what_a_sentence_says_is_no_channel() -> None:
    (found,) = read(
        "{S1 [G Monitors]} {Q1 say} {C1 at least ten were held} , a figure {S2 [S Chad]}"
        " {Q2 disputes} ."
    )
    assert (found.speaker, found.via) == ("Monitors", [])


@pytest.mark.parametrize(
    ("source", "joint"),
    [
        ("[S Chad] and [S Niger]", ["Niger"]),
        ("[P Ann Lee], [P Bo Ek] and [P Cy Orr]", ["Bo Ek", "Cy Orr"]),
        ("[P Ann Lee], [P Bo Ek], and [P Cy Orr]", ["Bo Ek", "Cy Orr"]),
        ("[P Ann Lee], chairwoman and founder of [O Orbis]", []),
        ("[P Ann Lee], who leads [S Chad] and [S Niger],", []),
        ("[G a spokesman] for [O Orbis] and [O Talon]", []),
        ("[P Ann Lee]", []),
    ],
)
def test_who_is_joined_by_and_speaks_too(source: str, joint: list[str]) -> None:
    (found,) = read(f"{{S1 {source}}} {{Q1 said}} {{C1 that rain was near}} .")
    assert found.joint == joint
