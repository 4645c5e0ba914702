"""Offices read out of titles, appositions, copulas and nominations."""

from __future__ import annotations

import pytest
from handmade import handmade
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.offices import offices

# marked sentence, (person, role, of, tenure) …
CASES = [
    ("[Sa Norwegian] President [P Jane Doe] spoke/VBD .",
     [("Jane Doe", "president", "Norwegian", "current")]),
    ("[S US] Secretary of State [P Rex Roe] spoke/VBD .",
     [("Rex Roe", "secretary of state", "US", "current")]),
    ("Prime Minister [P Jane Doe] of [S France] spoke/VBD .",
     [("Jane Doe", "prime minister", "France", "current")]),
    ("Foreign Minister [P Jane Doe] spoke/VBD .", [("Jane Doe", "foreign minister",
     None, "current")]),
    ("[O CIA] director [P Sam Poe] left/VBD .", [("Sam Poe", "director", "CIA", "current")]),
    ("President of the [O European Example] [P Sam Poe] left/VBD .",
     [("Sam Poe", "president", "European Example", "current")]),
    ("[P Roe]'s spokesman [P Sam Poe] left/VBD .", [("Sam Poe", "spokesman", "Roe", "current")]),
    ("Gen. [P Sam Poe] left/VBD .", [("Sam Poe", "general", None, "current")]),
    ("Sen. [P Sam Poe] of [L Texas] left/VBD .", [("Sam Poe", "senator", "Texas", "current")]),
    ("Vice-President [P Jane Doe] left/VBD .", [("Jane Doe", "vice president", None, "current")]),
    ("Secretary-General [P Jane Doe] left/VBD .", [("Jane Doe", "secretary-general",
     None, "current")]),
    ("former President [P Jane Doe] spoke/VBD .", [("Jane Doe", "president", None, "former")]),
    ("then-President [P Jane Doe] spoke/VBD .", [("Jane Doe", "president", None, "former")]),
    ("the late [Sa Chilean] leader [P Jane Doe] wrote/VBD it .",
     [("Jane Doe", "leader", "Chilean", "late")]),
    ("President-elect [P Jane Doe] spoke/VBD .", [("Jane Doe", "president", None, "future")]),
    ("incoming/JJ President [P Jane Doe] spoke/VBD .", [("Jane Doe", "president", None, "future")]),
    ("a senior/JJ adviser , [P Jane Doe] , spoke/VBD .", [("Jane Doe", "senior adviser",
     None, "current")]),
    ("the popular/JJ governor [P Jane Doe] spoke/VBD .", [("Jane Doe", "governor",
     None, "current")]),
    ("[P Jane Doe], [S US] secretary of state, flew/VBD home .",
     [("Jane Doe", "secretary of state", "US", "current")]),
    ("said/VBD [P Jane Doe], an [L Asia] expert at the [O Example Center] .",
     [("Jane Doe", "Asia expert", "Example Center", "current")]),
    ("[P Jane Doe], director of the [O Example Institute] in [L Oslo], left/VBD .",
     [("Jane Doe", "director", "Example Institute", "current")]),
    ("[P Jane Doe], the [Od ministry]'s spokesman, left/VBD .",
     [("Jane Doe", "spokesman", "ministry", "current")]),
    ("[P Jane Doe], 54, chief executive of [O Example Corp], left/VBD .",
     [("Jane Doe", "chief executive", "Example Corp", "current")]),
    ("[P Jane Doe], former director for [Sa Asian] affairs on the [O Example Council] under "
     "President [P Sam Poe], agreed/VBD .",
     [("Jane Doe", "director", "Example Council", "former"),
      ("Sam Poe", "president", None, "current")]),
    ("[P Jane Doe], who was the president of [S Chile], left/VBD .",
     [("Jane Doe", "president", "Chile", "former")]),
    ("[P Jane Doe], senior/JJ advisor for northeast/JJ [L Asia] at the [O Example Group] .",
     [("Jane Doe", "senior advisor", "Example Group", "current")]),
    ("the [O Example Corp]'s chairman, [P Jane Doe], left/VBD .",
     [("Jane Doe", "chairman", "Example Corp", "current")]),
    ("[P Jane Doe] is the president of [S Chile] .", [("Jane Doe", "president", "Chile",
     "current")]),
    ("[Pp She] was mayor of [L Springfield] .", [("She", "mayor", "Springfield", "former")]),
    ("[P Jane Doe] served/VBD as governor of [L Texas] .", [("Jane Doe", "governor", "Texas",
     "former")]),
    ("[P Jane Doe] was named/VBN director of the [O Example Institute] .",
     [("Jane Doe", "director", "Example Institute", "current")]),
    ("[P Sam Poe] named/VBD [P Jane Doe] secretary of defense .",
     [("Jane Doe", "secretary of defense", None, "current")]),
    ("the nomination of [O CIA] director [P Sam Poe] as secretary of state and the return of "
     "[P Jane Doe] .",
     [("Sam Poe", "director", "CIA", "current"),
      ("Sam Poe", "secretary of state", None, "future")]),
    ("[Sa Danish] Foreign Minister [P Ann Ek] met/VBD her [Sa Turkish] counterpart , [P Cem Ay] .",
     [("Ann Ek", "foreign minister", "Danish", "current"),
      ("Cem Ay", "foreign minister", "Turkish", "current")]),
    ("President [P Ann Ek] of [S Peru] said/VBD that his finance minister, [P Sam Poe], left/VBD .",
     [("Ann Ek", "president", "Peru", "current"),
      ("Sam Poe", "finance minister", "Peru", "current")]),
    ("[S Norway] and its foreign minister, [P Sam Poe], left/VBD .",
     [("Sam Poe", "foreign minister", "Norway", "current")]),
    ("[O Example Corp] and its chairman, [P Sam Poe], left/VBD .",
     [("Sam Poe", "chairman", "Example Corp", "current")]),
    ("his lawyer, [P Sam Poe], left/VBD .", [("Sam Poe", "lawyer", None, "current")]),
    ("[P Jane Doe] of the [O Example Institute] left/VBD .",
     [("Jane Doe", "member", "Example Institute", "current")]),
    ("Professor [P Jane Doe] of the [O Example Institute] left/VBD .",
     [("Jane Doe", "professor", "Example Institute", "current")]),
    ("[P Jane Doe], a [S Turkey] expert at the [O Example Institute] .",
     [("Jane Doe", "Turkey expert", "Example Institute", "current")]),
    ("[P Jane Doe], a senator from [L Texas] .", [("Jane Doe", "senator", "Texas", "current")]),
    ("Minister of Industry and Trade [P Jane Doe] left/VBD .",
     [("Jane Doe", "minister of industry and trade", None, "current")]),
    ("[Sa Kenyan] First Lady [P Jane Doe] left/VBD .",
     [("Jane Doe", "first lady", "Kenyan", "current")]),
    ("[P Jane Doe], [Sa Swiss] finance minister and chairman of the [O Example Council] , "
     "spoke/VBD .",
     [("Jane Doe", "finance minister", "Swiss", "current"),
      ("Jane Doe", "chairman", "Example Council", "current")]),
    ("[Sa Swiss] Finance Minister [P Jane Doe] and Minister [P Doe] spoke/VBD .",
     [("Jane Doe", "finance minister", "Swiss", "current")]),
    ("its spokesman, Major General [P Jane Doe], left/VBD .",
     [("Jane Doe", "major general", None, "current"),
      ("Jane Doe", "spokesman", None, "current")]),
    ("Spokesperson of the [O Ministry of Sea Ports] [P Jane Doe] left/VBD .",
     [("Jane Doe", "spokesperson", "Ministry of Sea Ports", "current")]),
    ("[P Jane Doe], professor of law at [O Example University] and a former adviser to the "
     "[O Energy Ministry], spoke/VBD .",
     [("Jane Doe", "professor of law", "Example University", "current"),
      ("Jane Doe", "adviser", "Energy Ministry", "former")]),
    ("[P Jane Doe], who teaches/VBZ sea/NN law/NN at [O Example College], agreed/VBD .",
     [("Jane Doe", "teaches sea law", "Example College", "current")]),
    ("[P Jane Doe], who covers/VBZ the army/NN for the [O Herald], agreed/VBD .",
     [("Jane Doe", "covers the army", "Herald", "current")]),
    ("[P Jane Doe], who taught/VBD law/NN at [O Example College], died/VBD .",
     [("Jane Doe", "taught law", "Example College", "former")]),
    ("[O The Herald], citing/VBG an official , left/VBD .", []),
    # no offices
    ("his wife [P Jane Doe] spoke/VBD .", []),
    ("[P Jane Doe] is the sister of [P Sam Poe] .", []),
    ("The president, [P Poe] said/VBD .", []),
    ("[P Roe], Senator [P Poe] and others left/VBD .", [("Poe", "senator", None, "current")]),
    ("[P Poe], [Sa Chilean] leader ups/VBZ the ante .", []),
    ("[P Roe]’s nominee left/VBD .", []),
    ("[P Jane Doe] is not the president of [S Chile] .", []),
    ("[P Jane Doe] could become/VB president .", []),
    ("[P Jane Doe], who follows/VBZ her brother/NN home , agreed/VBD .", []),
    ("[P Jane Doe], who studies/VBZ at home , agreed/VBD .", []),
    ("[P Jane Doe], who teaches/VBZ law/NN in [L Oslo], agreed/VBD .", []),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[c[0][:40] for c in CASES])
def test_offices(marked: str, expected: list[tuple[str, str, str | None, str]]) -> None:
    doc, mentions = handmade(marked)
    text = doc.text
    found = list(offices(doc, mentions=mentions))
    assert [
        (
            text[o.person.start : o.person.end],
            o.role,
            text[o.of.start : o.of.end] if o.of else None,
            o.tenure,
        )
        for o in found
    ] == expected
    assert [o.index for o in found] == list(range(len(found)))
    for office in found:
        assert office.evidence.start <= min(office.role_span.start, office.person.start)
        assert office.evidence.end >= max(office.role_span.end, office.person.end)


def test_evidence_is_the_phrase() -> None:
    doc, mentions = handmade("On Monday [Sa Chilean] President [P Jane Doe] spoke/VBD .")
    (office,) = offices(doc, mentions=mentions)
    assert doc.text[office.evidence.start : office.evidence.end] == "Chilean President Jane Doe"
    assert doc.text[office.role_span.start : office.role_span.end] == "President"


WORDS = st.sampled_from(
    "[P Jane Doe]|[S Chile]|[O Example Corp]|[Pp she]|[Sa Chilean]|president|of|the|,|.|-|who|was"
    "|is|named/VBN|as|secretary|state|former|late|'s|(|)|54|elect|director|at|and|Gen.".split("|")
)


@settings(deadline=None)  # the machine's load is not what is tested
@given(st.lists(WORDS, max_size=14))
def test_never_raises_and_points_at_mentions(words: list[str]) -> None:
    doc, mentions = handmade(" ".join(words))
    spans = {m.span for m in mentions}
    for office in offices(doc, mentions=mentions):
        assert office.person in spans
        assert office.of is None or office.of in spans
        assert office.role
