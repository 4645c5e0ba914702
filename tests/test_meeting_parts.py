"""What belongs to a meeting: companions, venue, banquets, pairs named by one word, its fate."""

from __future__ import annotations

from datetime import date

import pytest
from handmade import handmade

from kg.extract.meetings import meetings
from kg.records import Meeting, Span

WEDNESDAY = date(2018, 3, 28)


def read(marked: str, arcs: str = "") -> tuple[str, list[Meeting]]:
    doc, mentions = handmade(marked, arcs=[a for a in arcs.split("; ") if a])
    return doc.text, list(meetings(doc, mentions=mentions, base=WEDNESDAY))


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [text[s.start : s.end] for s in spans]


COMPANIONS = [
    ("[P Doe] , accompanied/VBN by [P Poe] , met/VBD [P Roe] .",
     "met ROOT met; Doe nsubj met; accompanied acl Doe; Roe obj met", ["Doe", "Roe"], ["Poe"]),
    ("[P Doe] met/VBD [P Roe] and his wife/NN [P Poe] .",
     "Doe nsubj met; Roe obj met; wife conj Roe; Poe appos wife", ["Doe", "Roe"], ["Poe"]),
    ("[P Doe] and his wife/NN , [P Poe] , visited/VBD [L Oslo] .",
     "visited ROOT visited; Doe nsubj visited; wife conj Doe", ["Doe"], ["Poe"]),
    ("Also present/JJ were/VBD [P Poe] and [P Moe] .", "", [], ["Poe", "Moe"]),
    ("The talks/NNS were attended/VBN by [P Poe] and [P Moe] .",
     "attended ROOT attended; talks nsubj:pass attended; were aux:pass attended", [],
     ["Poe", "Moe"]),
    ("[P Poe] joined/VBD [Gp them] on Monday .", "Poe nsubj joined; them obj joined", [], ["Poe"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "arcs", "sides", "came"), COMPANIONS,
                         ids=[c[0][:40] for c in COMPANIONS])  # fmt: skip
def test_companions(marked: str, arcs: str, sides: list[str], came: list[str]) -> None:
    text, (meeting,) = read(marked, arcs)
    assert words(text, meeting.participants) == sides
    assert words(text, meeting.companions) == came


def test_his_wife_whom_he_met_is_no_meeting() -> None:
    assert read("[P Doe] met/VBD his wife/NN [P Poe] .", "Doe nsubj met; wife obj met")[1] == []


SIDES = [
    ("The [Ga inter-Korean] summit/NN took/VBD place .", "summit nsubj took", ["inter-Korean"]),
    ("The two Koreas/NNPS held/VBD talks/NNS .",
     "held ROOT held; Koreas nsubj held; talks obj held", ["The two Koreas"]),
    ("[P Ann Doe] met/VBD [P Bob Roe] . The [O Doe-Roe] summit/NN ended/VBD .",
     "met ROOT met; Doe nsubj met; Roe obj met", ["Ann Doe", "Bob Roe"]),
    ("[Gd Officials] from [S Chile] and [S Peru] met/VBD in [L Oslo] .",
     "Officials nsubj met", ["Chile", "Peru"]),
    ("[Sa Chilean] and [Sa Peruvian] [Gd negotiators] met/VBD .", "negotiators nsubj met",
     ["Chilean", "Peruvian"]),
    ("[P Doe] met/VBD [Gd his Thai counterpart] , [P Roe] , in [L Oslo] .",
     "Doe nsubj met; counterpart obj met", ["Doe", "Roe"]),
    ("[P Doe] met/VBD [Gd families/NNS of victims] on Monday .", "Doe nsubj met; families obj met",
     ["Doe", "families of victims"]),
    ("[P Doe] paid/VBD a courtesy/NN call/NN on [P Roe] .",
     "paid ROOT paid; Doe nsubj paid; call obj paid", ["Doe", "Roe"]),
    ("[P Doe] shook/VBD hands/NNS with [P Roe] .", "Doe nsubj shook", ["Doe", "Roe"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "arcs", "sides"), SIDES, ids=[c[0][:40] for c in SIDES])
def test_sides(marked: str, arcs: str, sides: list[str]) -> None:
    text, found = read(marked, arcs)
    assert words(text, found[-1].participants) == sides


NOTHING = [
    ("[P Doe] held/VBD talks/NNS by phone with [P Roe] .", "Doe nsubj held; talks obj held"),
    ("[P Doe] met/VBD [O Board] 's threshold/NN .", "Doe nsubj met; threshold obj met"),
    ("[P Doe] met/VBD [Gd reporters] .", "Doe nsubj met; reporters obj met"),
    ("[P Doe] called/VBD on [P Roe] to resign/VB .", "Doe nsubj called"),
    ("[P Doe] received/VBD the endorsement/NN of star/NN [P Roe] .",
     "Doe nsubj received; endorsement obj received; Roe appos star"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "arcs"), NOTHING, ids=[c[0][:40] for c in NOTHING])
def test_no_meeting(marked: str, arcs: str) -> None:
    assert read(marked, arcs)[1] == []


FATES = [
    ("[P Doe] had/VBD been due/JJ to meet/VB [P Roe] .",
     "due ROOT due; Doe nsubj due; had aux due; been cop due; meet xcomp due; to mark meet; "
     "Roe obj meet", "cancelled"),
    ("The summit/NN was called/VBN off .", "called ROOT called; summit nsubj:pass called; "
     "was aux:pass called", "cancelled"),
    ("[P Poe] denied/VBD that the meeting/NN took/VBD place .",
     "denied ROOT denied; Poe nsubj denied; took ccomp denied; meeting nsubj took; that mark took",
     "denied"),
    ("The talks/NNS will/MD be held/VBN in [L Oslo] .",
     "held ROOT held; talks nsubj:pass held; will aux held; be aux:pass held", "planned"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "arcs", "status"), FATES, ids=[c[0][:40] for c in FATES])
def test_fate(marked: str, arcs: str, status: str) -> None:
    assert [m.status for m in read(marked, arcs)[1]] == [status]


def test_of_a_meeting_put_off_only_the_new_day_is_kept() -> None:
    arcs = "postponed ROOT postponed; Doe nsubj postponed; meeting obj postponed"
    _, found = read("[P Doe] postponed/VBD a meeting/NN with [P Roe] from Friday .", arcs)
    assert [(m.status, m.time) for m in found] == [("planned", None)]
    _, found = read("[P Doe] postponed/VBD a meeting/NN with [P Roe] until June 3 .", arcs)
    assert [m.time.start for m in found if m.time] == ["2018-06-03"]


def test_a_plan_lies_ahead() -> None:
    _, found = read(
        "[P Doe] spoke/VBD ahead/RB of [Pp his] summit/NN with [P Roe] on Friday .",
        "spoke ROOT spoke; Doe nsubj spoke; summit obl spoke; of fixed ahead; ahead case summit; "
        "Roe nmod summit; Friday nmod summit",
    )
    assert [(m.status, m.time.start) for m in found if m.time] == [("planned", "2018-03-30")]


def test_venue_beside_the_town() -> None:
    text, (meeting,) = read(
        "[P Doe] met/VBD [P Roe] at the Grand Palace/NNP of Arts/NNPS in [L Oslo] .",
        "Doe nsubj met; Roe obj met; Palace obl met",
    )
    assert meeting.venue is not None
    assert meeting.place is not None
    assert text[meeting.venue.start : meeting.venue.end] == "the Grand Palace of Arts"
    assert text[meeting.place.start : meeting.place.end] == "Oslo"


def test_a_banquet_says_what_it_was_and_who_gave_it() -> None:
    text, (meeting,) = read(
        "[P Doe] hosted/VBD a banquet/NN for [P Roe] .", "Doe nsubj hosted; banquet obj hosted"
    )
    assert (meeting.event, words(text, meeting.hosts)) == ("banquet", ["Doe"])
    text, (meeting,) = read("[Gd The two leaders] strolled/VBD along/IN the beach/NN .",
                            "leaders nsubj strolled")  # fmt: skip
    assert meeting.event == "stroll"
