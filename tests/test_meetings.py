"""Meetings and visits: who, where, when, and whether they were held."""

from __future__ import annotations

from datetime import date

import pytest
from handmade import handmade
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.meetings import meetings
from kg.extract.scene import is_pair
from kg.records import Meeting, Mention

WEDNESDAY = date(2018, 3, 28)


def _read(
    marked: str, arcs: str = "", base: date | None = WEDNESDAY
) -> tuple[str, list[Mention], list[Meeting]]:
    doc, mentions = handmade(marked, arcs=[a for a in arcs.split("; ") if a])
    return doc.text, mentions, list(meetings(doc, mentions=mentions, base=base))


# sentence, arcs, (kind, status, participants, place, time) …
CASES = [
    ("[P Jane Doe] met/VBD [P Omar Roe] in [L Oslo] on Tuesday .",
     "Doe nsubj met; Roe obj met; Tuesday obl met",
     [("Meeting", "held", ["Jane Doe", "Omar Roe"], "Oslo", "2018-03-27")]),
    ("[P Doe] met/VBD with [Sa Chilean] President [P Roe] in late March .",
     "Doe nsubj met; Roe obl met; March obl met",
     [("Meeting", "held", ["Doe", "Roe"], None, "2018-03")]),
    ("[P Doe] and [P Roe] met/VBD in [L Oslo] .", "Doe nsubj met; Roe conj Doe",
     [("Meeting", "held", ["Doe", "Roe"], "Oslo", None)]),
    ("[P Doe], [P Poe] and [O Example Group] Chairman [P Roe] will/MD hold/VB a meeting .",
     "Doe nsubj hold; will aux hold; meeting obj hold",
     [("Meeting", "planned", ["Doe", "Poe", "Roe"], None, None)]),
    ("[P Doe] held/VBD talks with [P Roe] at the [O Great Hall] in [L Oslo] .",
     "Doe nsubj held; talks obj held",
     [("Meeting", "held", ["Doe", "Roe"], "Oslo", None)]),
    ("[P Doe] flew/VBD to [L Oslo] and met/VBD [P Roe] .",
     "Doe nsubj flew; Oslo obl flew; met conj flew; Roe obj met",
     [("Meeting", "held", ["Doe", "Roe"], "Oslo", None)]),
    ("[P Doe] visited/VBD [L Oslo] and held/VBD talks with [P Roe] .",
     "Doe nsubj visited; Oslo obj visited; held conj visited; talks obj held",
     [("Visit", "held", ["Doe"], "Oslo", None),
      ("Meeting", "held", ["Doe", "Roe"], "Oslo", None)]),
    ("[S Peru]'s Prime Minister [P Jane Doe] met/VBD [P Roe] .",
     "Minister nsubj met; Doe flat met; Roe obj met",
     [("Meeting", "held", ["Jane Doe", "Roe"], None, None)]),
    ("[P Doe] sat/VBD down with [P Roe] .", "Doe nsubj sat",
     [("Meeting", "held", ["Doe", "Roe"], None, None)]),
    ("the [S US]-[S North Korea] summit will/MD take/VB place in June .",
     "summit nsubj take; will aux take; June obl take",
     [("Meeting", "planned", ["US", "North Korea"], None, "2018-06")]),
    ("talks between/ADP [S Chile], [S Peru] and the [S United States] began/VBD .",
     "talks nsubj began",
     [("Meeting", "held", ["Chile", "Peru", "United States"], None, None)]),
    ("[P Doe]'s planned/VBN meetings with President [P Roe] and Premier [P Poe] .", "",
     [("Meeting", "planned", ["Doe", "Roe"], None, None),
      ("Meeting", "planned", ["Doe", "Poe"], None, None)]),
    ("During his meeting with [P Roe], [P Doe] smiled/VBD .",
     "Doe nsubj smiled; meeting obl smiled; During case meeting",
     [("Meeting", "held", ["Roe", "Doe"], None, None)]),
    ("[Pp They] spoke/VBD of [Pp his] meeting with [P Roe] .",
     "They nsubj spoke; meeting obl spoke",
     [("Meeting", "held", ["his", "Roe"], None, None)]),
    ("[P Doe] was received/VBN by [P Roe] in [L Oslo] .",
     "Doe nsubj:pass received; was aux:pass received; Roe obl:agent received; by case Roe",
     [("Meeting", "held", ["Doe", "Roe"], "Oslo", None)]),
    ("[P Doe] canceled/VBD a meeting with [P Roe] .", "Doe nsubj canceled; meeting obj canceled",
     [("Meeting", "cancelled", ["Doe", "Roe"], None, None)]),
    ("[P Doe] refused/VBD to meet/VB [P Roe] .", "Doe nsubj refused; meet xcomp refused",
     [("Meeting", "denied", ["Doe", "Roe"], None, None)]),
    ("[P Doe] did not meet/VB [P Roe] .", "Doe nsubj meet; did aux meet; not advmod meet",
     [("Meeting", "denied", ["Doe", "Roe"], None, None)]),
    ("[P Doe] agreed/VBD to meet/VB [P Roe] .", "Doe nsubj agreed; meet xcomp agreed",
     [("Meeting", "planned", ["Doe", "Roe"], None, None)]),
    ("[P Doe] is due/JJ to meet/VB [P Roe] on Friday .",
     "due ROOT due; Doe nsubj due; is cop due; meet xcomp due; Friday obl meet",
     [("Meeting", "planned", ["Doe", "Roe"], None, "2018-03-30")]),
    ("[P Doe] could meet/VB [P Roe] .", "Doe nsubj meet; could aux meet",
     [("Meeting", "hypothetical", ["Doe", "Roe"], None, None)]),
    ("[P Doe] wants/VBZ to meet/VB [P Roe] .", "Doe nsubj wants; meet xcomp wants",
     [("Meeting", "hypothetical", ["Doe", "Roe"], None, None)]),
    ("[P Doe] would not meet/VB [P Roe] again/RB until June .",
     "Doe nsubj meet; would aux meet; not advmod meet; June obl meet",
     [("Meeting", "planned", ["Doe", "Roe"], None, None)]),
    ("the ministry announced/VBD Monday that [P Doe] will/MD meet/VB [P Roe] on Thursday .",
     "ministry nsubj announced; Monday obl announced; meet ccomp announced; Doe nsubj meet; "
     "will aux meet; Thursday obl meet",
     [("Meeting", "planned", ["Doe", "Roe"], None, "2018-03-29")]),
    ("[P Doe] met/VBD with [P Poe] and [P Roe] said/VBD so .", "Doe nsubj met; Poe obl met",
     [("Meeting", "held", ["Doe", "Poe"], None, None)]),
    ("[L Oslo], near/JJ the sea, is where/WRB leader [P Doe] met/VBD [P Roe] in 2010 .",
     "Doe nsubj met; Roe obj met; 2010 obl met",
     [("Meeting", "held", ["Doe", "Roe"], "Oslo", "2010")]),
    ("[P Doe] visited/VBD [S Chile] from Sunday to Wednesday .",
     "Doe nsubj visited; Chile obj visited",
     [("Visit", "held", ["Doe"], "Chile", "2018-03-25")]),
    ("[P Doe]'s father , the late king [P Karl Roe] , had visited/VBN [S Chile] .",
     "father nsubj visited; had aux visited; Roe appos father",
     [("Visit", "held", ["Karl Roe"], "Chile", None)]),
    ("[P Doe] was scheduled/VBN to visit/VB [L Oslo] .",
     "Doe nsubj:pass scheduled; was aux:pass scheduled; visit xcomp scheduled",
     [("Visit", "planned", ["Doe"], "Oslo", None)]),
    ("[P Doe] asked/VBD [P Roe] to visit/VB [L Oslo] .",
     "Doe nsubj asked; Roe obj asked; visit xcomp asked",
     [("Visit", "invited", ["Roe"], "Oslo", None)]),
    ("[P Roe]'s secret/JJ visit to [L Oslo] this week surprised/VBD many .",
     "visit nsubj surprised",
     [("Visit", "held", ["Roe"], "Oslo", "2018")]),
    ("[P Roe]'s [L Oslo] trip surprised/VBD many .", "trip nsubj surprised",
     [("Visit", "held", ["Roe"], "Oslo", None)]),
    ("President [P Doe] flew/VBD to [L Oslo] on Monday .", "Doe nsubj flew; Monday obl flew",
     [("Visit", "held", ["Doe"], "Oslo", "2018-03-26")]),
    ("President [P Doe] arrived/VBD in [L Oslo] on March 7 to meet/VB with [P Roe] .",
     "Doe nsubj arrived; 8 obl arrived; meet advcl arrived",
     [("Visit", "held", ["Doe"], "Oslo", "2018-03-07"),
      ("Meeting", "held", ["Doe", "Roe"], "Oslo", "2018-03-07")]),
    ("[P Doe] , who is expected/VBN to visit/VB [L Oslo] in April , argued/VBD .",
     "argued ROOT argued; Doe nsubj argued; who nsubj:pass expected; is aux:pass expected; "
     "expected advcl:relcl Doe; visit xcomp expected; April obl visit",
     [("Visit", "planned", ["Doe"], "Oslo", "2018-04")]),
    ("[Pp He] dined/VBD with [O Example Bank] President [P Roe] in [L Oslo] in December .",
     "He nsubj dined; December obl dined",
     [("Meeting", "held", ["He", "Roe"], "Oslo", "2017-12")]),
    ('" [Pp We] will/MD let/VB it down , " [P Doe] told/VBD reporters after two hours of talks '
     "with [P Roe] .",
     "told ROOT told; We nsubj let; will aux let; let ccomp told; Doe nsubj told; talks obl let; "
     "of case talks",
     [("Meeting", "held", ["Doe", "Roe"], None, None)]),
    ("President [P Doe] had flown/VBN to the [Sa Chilean] capital/NN for talks with [P Roe] .",
     "Doe nsubj flown; had aux flown; talks obl flown",
     [("Visit", "held", ["Doe"], "Chilean", None),
      ("Meeting", "held", ["Doe", "Roe"], "Chilean", None)]),
    ("President [P Doe] flew/VBD to the [Sa Chilean] capital/NN [L Santiago] .", "Doe nsubj flew",
     [("Visit", "held", ["Doe"], "Santiago", None)]),
    ("Cllr [P Doe] , who won/VBD in May , met/VBD [L Unite] regional/JJ officer/NN [P Roe] and "
     "[Gd six drivers] .",
     "met ROOT met; Cllr nsubj met; Doe nsubj met; who nsubj won; won acl:relcl Cllr; May obl won; "
     "Roe obj met",
     [("Meeting", "held", ["Doe", "Roe", "six drivers"], None, None)]),
    ("[P Doe] , who met/VBD [P Roe] in May , won/VBD .",
     "won ROOT won; Doe nsubj won; who nsubj met; met acl:relcl Doe; Roe obj met; May obl met",
     [("Meeting", "held", ["Doe", "Roe"], None, "2017-05")]),
    ("[P Doe] met/VBD [P Aman] chief/NN [P Roe] in [L Oslo] .", "Doe nsubj met; Aman obj met",
     [("Meeting", "held", ["Doe", "Roe"], "Oslo", None)]),
    ("[P Doe] , who was to meet/VB [P Roe] , left/VBD .",
     "left ROOT left; Doe nsubj left; who nsubj meet; was cop meet; to mark meet; "
     "meet acl:relcl Doe; Roe obj meet",
     [("Meeting", "planned", ["Doe", "Roe"], None, None)]),
    ("[P Doe] will/MD meet/VB [Gd both leaders] in [L Oslo] .",
     "Doe nsubj meet; will aux meet; leaders obj meet",
     [("Meeting", "planned", ["Doe", "both leaders"], "Oslo", None)]),
    ("[Gd The two leaders] last/RB met/VBD in [L Oslo] .", "leaders nsubj met",
     [("Meeting", "held", ["The two leaders"], "Oslo", None)]),
    ("[Gp They] met/VBD in [L Oslo] .", "They nsubj met",
     [("Meeting", "held", ["They"], "Oslo", None)]),
]  # fmt: skip
NOTHING = [
    ("the company met/VBD expectations in [L Oslo] .", "company nsubj met"),
    ("[O Example Corp] met/VBD its goals .", "Corp nsubj met; goals obj met"),
    ("[O Ajax] met/VBD [O Example United] on Sunday .", "Ajax nsubj met; United obj met"),
    ("[P Doe] met/VBD [P Roe] in the final of the tournament .", "Doe nsubj met; Roe obj met"),
    ("[Gd The mayor] met/VBD [Gd residents] at the hall .", "mayor nsubj met; residents obj met"),
    ("[P Doe] met/VBD the deadline .", "Doe nsubj met; deadline obj met"),
    ("[P Doe] visited/VBD the grave of [P Roe] .", "Doe nsubj visited; grave obj visited"),
    ("[P Doe] spoke/VBD by phone talks with [P Roe] .", "Doe nsubj spoke"),
    ("Neighbour [L Springfield] flew/VBD to [L Oslo] .", "Springfield nsubj flew"),
    ("[P Doe] described/VBD [Gd the leaders]' meeting with [P Roe] .", "Doe nsubj described"),
    ("[P Doe] moved/VBD the meeting location .", "Doe nsubj moved; location obj moved"),
    ("[Gd The leaders] met/VBD in [L Oslo] .", "leaders nsubj met"),
    ("[Gd The two sides] met/VBD in [L Oslo] .", "sides nsubj met"),
    ("[P Doe]'s visit surprised/VBD many .", "visit nsubj surprised"),
    ("[P Doe] received/VBD [Pp his] money .", "Doe nsubj received; money obj received"),
]


@pytest.mark.parametrize(("marked", "arcs", "expected"), CASES, ids=[c[0][:45] for c in CASES])
def test_meetings(
    marked: str, arcs: str, expected: list[tuple[str, str, list[str], str | None, str | None]]
) -> None:
    text, _, found = _read(marked, arcs)
    assert [
        (
            m.kind,
            m.status,
            [text[p.start : p.end] for p in m.participants],
            text[m.place.start : m.place.end] if m.place else None,
            m.time.start if m.time else None,
        )
        for m in found
    ] == expected
    assert [m.index for m in found] == list(range(len(found)))


@pytest.mark.parametrize(("marked", "arcs"), NOTHING, ids=[c[0][:45] for c in NOTHING])
def test_no_meeting(marked: str, arcs: str) -> None:
    assert _read(marked, arcs)[2] == []


def test_hosts() -> None:
    text, _, found = _read(
        "[P Doe] hosted/VBD [P Roe] in [L Oslo] .", "Doe nsubj hosted; Roe obj hosted"
    )
    assert [text[h.start : h.end] for m in found for h in m.hosts] == ["Doe"]
    text, _, found = _read(
        "[P Doe] made/VBD a visit to [L Oslo] at [P Roe]'s invitation .",
        "Doe nsubj made; visit obj made",
    )
    assert [text[h.start : h.end] for m in found for h in m.hosts] == ["Roe"]


def test_a_meeting_takes_place_and_time_of_the_visit_it_is_part_of() -> None:
    text, _, found = _read(
        "[P Doe] met/VBD [P Roe] during [Pp her] visit to [L Oslo] .",
        "Doe nsubj met; Roe obj met; visit obl met",
    )
    meeting = found[0]
    assert meeting.place is not None
    assert text[meeting.place.start : meeting.place.end] == "Oslo"


def test_what_lies_ahead_is_planned() -> None:
    _, _, found = _read(
        "[P Doe] meets/VBZ [P Roe] on April 5 .", "Doe nsubj meets; Roe obj meets; 5 obl meets"
    )
    assert [m.status for m in found] == ["planned"]


def test_without_a_base_the_words_of_the_time_are_kept() -> None:
    _, _, found = _read(
        "[P Doe] met/VBD [P Roe] on Tuesday .",
        "Doe nsubj met; Roe obj met; Tuesday obl met",
        base=None,
    )
    assert [(m.time.text, m.time.start) for m in found if m.time] == [("on Tuesday", None)]


def test_evidence_is_the_sentence_and_trigger_the_word() -> None:
    text, _, found = _read("[P Doe] met/VBD [P Roe] .", "Doe nsubj met; Roe obj met")
    (meeting,) = found
    assert text[meeting.trigger.start : meeting.trigger.end] == "met"
    assert text[meeting.evidence.start : meeting.evidence.end] == text
    assert meeting.confidence == 0.9


# sentence, arcs, and for each record: status, participants, hosts, place, time
ROUNDABOUT = [
    ("[P Doe] met/VBD [P Roe] in [L Oslo] in January and in [L Bergen] on March 3 .",
     "Doe nsubj met; Roe obj met; Oslo obl met; Bergen conj Oslo",
     [("held", ["Doe", "Roe"], [], "Oslo", "2018-01"),
      ("held", ["Doe", "Roe"], [], "Bergen", "2018-03-03")]),
    ("[P Doe] met/VBD [P Roe] in January and Premier [P Poe] in February .",
     "Doe nsubj met; Roe obj met; January obl met; Poe conj Roe",
     [("held", ["Doe", "Roe"], [], None, "2018-01"),
      ("held", ["Doe", "Poe"], [], None, "2018-02")]),
    ("[P Doe] met/VBD [P Roe] in January and resigned/VBD in February .",
     "Doe nsubj met; Roe obj met; January obl met; resigned conj met; February obl resigned",
     [("held", ["Doe", "Roe"], [], None, "2018-01")]),
    ("a visit to [L Oslo] by Premier [P Roe], set/VBN for March 10, was/VBD called/VBN off .",
     "visit nsubj:pass called; was aux:pass called; Oslo nmod visit; Roe nmod visit",
     [("cancelled", ["Roe"], [], "Oslo", "2018-03-10")]),
    ("[P Doe] was/VBD to have/VB met/VBN [P Roe] in [L Oslo] .",
     "Doe nsubj met; was aux:pass met; to mark met; have aux met; Roe obj met; Oslo obl met",
     [("cancelled", ["Doe", "Roe"], [], "Oslo", None)]),
    ("[P Doe] extended/VBD an invitation to [P Roe] to visit/VB [L Oslo] .",
     "Doe nsubj extended; invitation obj extended; Roe nmod invitation; to mark visit;"
     " visit acl invitation; Oslo obj visit",
     [("invited", ["Roe"], ["Doe"], "Oslo", None)]),
    ("[P Roe] accepted/VBD an invitation from [P Doe] to visit/VB [L Oslo] .",
     "Roe nsubj accepted; invitation obj accepted; Doe nmod invitation; visit acl invitation;"
     " Oslo obj visit",
     [("invited", ["Roe"], ["Doe"], "Oslo", None)]),
    ("[P Roe] visited/VBD [L Oslo] in January, when [Pp he] met/VBD [P Doe] .",
     "Roe nsubj visited; Oslo obj visited; January obl visited; met advcl visited;"
     " when advmod met; he nsubj met; Doe obj met",
     [("held", ["Roe"], [], "Oslo", "2018-01"),
      ("held", ["Roe", "Doe"], [], "Oslo", "2018-01")]),
    ("after the vote on March 20, [P Doe] told/VBD [P Poe] that [Pp he] met/VBD [P Roe] a day"
     " earlier.",
     "Doe nsubj told; Poe obj told; met ccomp told; he nsubj met; Roe obj met; that mark met;"
     " earlier advmod met; day obl earlier; vote obl told; 20 nmod vote",
     [("held", ["he", "Roe"], [], None, "2018-03-19")]),
    ("[P Doe] hosted/VBD [P Roe] on the island of [L Hvaler] .",
     "Doe nsubj hosted; Roe obj hosted; island obl hosted; Hvaler nmod island",
     [("held", ["Doe", "Roe"], ["Doe"], "Hvaler", None)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "arcs", "expected"), ROUNDABOUT, ids=[c[0][:45] for c in ROUNDABOUT]
)
def test_in_other_words(marked: str, arcs: str, expected: list[tuple[object, ...]]) -> None:
    text, _, found = _read(marked, arcs)
    assert [
        (
            m.status,
            [text[p.start : p.end] for p in m.participants],
            [text[h.start : h.end] for h in m.hosts],
            text[m.place.start : m.place.end] if m.place else None,
            m.time.start if m.time else None,
        )
        for m in found
    ] == expected


WORDS = st.sampled_from(
    "[P Jane Doe]|[P Roe]|[S Chile]|[L Oslo]|[Pp she]|[Sa Chilean]|[Gd the president]|met/VBD|to"
    "|meet/VB|with|meeting|meetings|talks|visit|visited/VBD|summit|between|and|,|.|-|'s|will/MD|not"
    "|in|at|on|Tuesday|hosted/VBD|invited/VBD|flew/VBD|during|his|where|if|invitation|of|trip"
    .split("|")
)  # fmt: skip


@settings(deadline=None)  # the machine's load is not what is tested
@given(st.lists(WORDS, max_size=16), st.integers(0, 15), st.sampled_from(["nsubj", "obj", "conj"]))
def test_never_raises_and_has_two_sides(words: list[str], child: int, relation: str) -> None:
    doc, _ = handmade(" ".join(words))
    arcs = f"{child + 1} {relation} 1" if child and child < len(doc) else ""
    _, mentions, found = _read(" ".join(words), arcs)
    spans = {m.span for m in mentions}
    for meeting in found:
        assert spans.issuperset({*meeting.participants, *meeting.hosts})
        alone = meeting.kind == "Visit" or any(
            is_pair(m) for m in mentions if m.span in meeting.participants
        )
        if meeting.participants:
            assert len(meeting.participants) >= (1 if alone or meeting.event else 2)
            assert meeting.kind == "Meeting" or meeting.place is not None
        assert meeting.place is None or meeting.place in spans
