"""Claims from attributions marked by hand."""

from __future__ import annotations

import pytest
from attributed import attributed, read
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.attributions import attributions
from kg.extract.claims import claims, orphan_quotations


def test_speaker_cue_and_content_keep_their_exact_spans() -> None:
    (found,) = read("{S1 [P Ann Lee], a farmer,} {Q1 said} {C1 that rain was near} .")
    assert (found.speaker, found.content) == ("Ann Lee", "that rain was near")
    claim = found.claim
    assert (claim.mode, claim.attitude, claim.parent) == ("indirect", "statement", None)
    assert [(s.start, s.end) for s in claim.steps[0].source] == [(0, 18)]
    assert [(s.start, s.end) for s in claim.steps[0].cue] == [(19, 23)]


@pytest.mark.parametrize(
    ("content", "mode"),
    [
        ('"We will go,"', "direct"), ("“We will go,”", "direct"), ("‘We will go,’", "direct"),
        ("“It goes on and is not closed here", "direct"), ("that they “will go”", "mixed"),
        ("that they 'will go' there", "mixed"), ("that it's the people's choice", "indirect"),
        ('"A" and "B"', "mixed"),
    ],
)  # fmt: skip
def test_mode(content: str, mode: str) -> None:
    (found,) = read(f"{{S1 [P Ann]}} {{Q1 said}} {{C1 {content}}}")
    assert found.claim.mode == mode


@pytest.mark.parametrize(
    ("cue", "content", "attitude"),
    [
        ("said", "that it rains", "statement"), ("wants", "Bob to go", "desire"),
        ("called for", "more rain", "desire"), ("asked", "Bob to go", "desire"),
        ("asked", "why Bob went", "statement"), ("believes", "that it rains", "belief"),
        ("plans", "to go", "intention"), ("fears", "that it rains", "fear"),
        ("is hoping for", "rain", "desire"), ("agreed", "to go", "intention"),
        ("agreed", "that it rains", "statement"), ("worries", "that it rains", "fear"),
    ],
)  # fmt: skip
def test_attitude(cue: str, content: str, attitude: str) -> None:
    (found,) = read(f"{{S1 [P Ann]}} {{Q1 {cue}}} {{C1 {content}}} .")
    assert found.claim.attitude == attitude


@pytest.mark.parametrize(
    ("marked", "hypothetical"),
    [
        ("{S1 [P Ann]} {Q1 could say} {C1 no} .", True),
        ("Here is {S1 [P Ann]} {Q1 saying} {C1 no} .", True),
        ("{S1 [P Ann]} {Q1 would like} {C1 to go} .", False),
        ("{S1 [P Ann]} {Q1 said} {C1 she could go} .", False),
    ],
)
def test_what_was_never_said(marked: str, hypothetical: bool) -> None:
    (found,) = read(marked)
    assert found.claim.hypothetical is hypothetical


def test_denied_cues_are_negated() -> None:
    (found,) = read("{S1 [P Ann]} {Q1 did not say} {C1 that it rains} .")
    assert found.claim.negated


def test_a_broken_quotation_is_one_claim_a_second_one_another() -> None:
    found = read("{C1 “If it rains,”} {S1 [P Ann]} {Q1 said}, {C1 “we stay.} {C1 We cannot go.”}")
    assert [f.content for f in found] == ["“If it rains,” … “we stay.", "We cannot go.”"]
    assert {f.speaker for f in found} == {"Ann"}


def test_inner_claims_name_who_passed_them_on() -> None:
    outer, inner = read(
        "{S1 [P Ann]} {Q1 said} {C1 that {S2/1 [S Chad]} {Q2/1 wants} {C2/1 more rain}} ."
    )
    assert (outer.speaker, outer.via) == ("Ann", [])
    assert (inner.speaker, inner.content, inner.via) == ("Chad", "more rain", ["Ann"])
    assert inner.claim.parent == outer.claim.index


def test_doubtful_inner_claims_and_i_think_are_left_out() -> None:
    marked = "{S1 [P Ann]} {Q1 said} {C1 that {S2/1 [S Chad]} {Q2/1 wants} {C2/1 rain}} ."
    assert len(read(marked, certainty=0.5)) == 1
    assert len(read(marked.replace("[S Chad]", "[Gp I]"))) == 1


def test_was_quoted_by_somebody_as_saying() -> None:
    (found,) = read("{S1 [P Ann]} {Q1 was quoted by [O Reuters] as saying} {C1 that it rains} .")
    assert (found.speaker, found.via) == ("Ann", ["Reuters"])


def test_was_quoted_as_saying_by_nobody_named() -> None:
    (found,) = read("{S1 [P Ann]} {Q1 was quoted as saying} {C1 that it rains} .")
    assert (found.speaker, found.via) == ("Ann", [None])


def test_according_to_is_the_outer_step() -> None:
    (found,) = read("{C1 “It rains,”} {Q1 said} {S1 [P Ann]}, {Q1 according to} {S1 [O Reuters]} .")
    assert (found.speaker, found.via) == ("Ann", ["Reuters"])


def test_a_channel_without_words_of_its_own() -> None:
    (found,) = read("{S1 [P Ann]} {Q1 said} {C1 it rains}, {Q2 according to} {S2 [O Reuters]} .")
    assert (found.speaker, found.via) == ("Ann", ["Reuters"])


def test_a_quotation_continues_in_its_paragraph_and_the_next() -> None:
    found = read(
        '{C1 "It rains,"} {Q1 said} {S1 [P Ann]} . {C2 "It pours."}\n{C3 "It drowns us all."}'
    )
    assert [(f.speaker, f.content) for f in found] == [
        ("Ann", '"It rains,"'), ("Ann", '"It pours."'), ("Ann", '"It drowns us all."'),
    ]  # fmt: skip


def test_a_speaker_line_after_the_quotation() -> None:
    (found,) = read(
        'So it is.\n{C1 "It rains on all of us."}\n{S2 [P Ann]} {Q2 said} at the farm .'
    )
    assert found.speaker == "Ann"


def test_a_colon_introduces_the_next_paragraph() -> None:
    found = read('{S1 [P Bob]} {Q1 said} {C1 no} .\n{S2 [P Ann]} {Q2 went on} :\n{C1 "It rains."}')
    assert [(f.speaker, f.content) for f in found] == [("Bob", "no"), ("Ann", '"It rains."')]


def test_an_orphan_quotation_is_nobodys() -> None:
    doc, mentions = attributed('Nothing else.\n{C1 "It rains on all of us."}')
    found = list(claims(doc, mentions=mentions))
    assert found[0].steps[0].mention is None
    (question,) = orphan_quotations(found)
    assert doc.text[question.span.start : question.span.end] == '"It rains on all of us."'  # type: ignore[union-attr]  # has a span


def test_words_without_source_cue_or_marks_are_nobodys_claim() -> None:
    assert read("It was {C1 a long and dry summer} .") == []


def test_events_show_but_do_not_speak() -> None:
    found = read(
        "{S1 The second visit} {Q1 shows} {C1 that {S2/1 [S Chad]} {Q2/1 wants} {C2/1 rain}} ."
    )
    assert [(f.speaker, f.via) for f in found] == [("Chad", [])]


def test_addressee_and_about() -> None:
    (found,) = read("{S1 [P Ann]} {Q1 told} [P Bob] {C1 that [S Chad] and [O Unesco] agree} .")
    text = "Ann told Bob that Chad and Unesco agree ."
    claim = found.claim
    assert claim.addressee is not None
    assert text[claim.addressee.start : claim.addressee.end] == "Bob"
    assert [text[s.start : s.end] for s in claim.about] == ["Chad", "Unesco"]


def test_a_source_far_from_its_cue_is_doubted() -> None:
    doc, _ = attributed("{S1 [P Ann]} came . {S2 [P Bob]} {Q1 said} {C1 no} .")
    (found,) = [a for a in attributions(doc) if a.contents]
    assert [s.text for s in found.sources] == ["Bob"]


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["{S1 [P Ann]}", "{Q1 said}", "{C1 “no”}", "{C2 yes}", "{Q2 told}", "{S2 [Gd he]}", ".",
             "\n", "{C1 “so {S3/1 [S Chad]} {Q3/1 wants} {C3/1 it}”}", "word", ",", "“", "”"]
        ),
        max_size=12,
    )
)  # fmt: skip
def test_any_order_of_spans_gives_sound_claims(parts: list[str]) -> None:
    doc, mentions = attributed(" ".join(parts))
    found = list(claims(doc, mentions=mentions))
    assert [c.index for c in found] == list(range(len(found)))
    for claim in found:
        assert claim.steps
        assert all(0 <= s.start < s.end <= len(doc.text) for s in claim.content)
        assert claim.sentence.start <= claim.content[0].start
        assert claim.parent is None or claim.parent != claim.index
        assert 0 <= claim.confidence <= 1


def test_the_speaker_of_a_passive_is_no_part_of_the_words() -> None:
    (found,) = read(
        '{C1 "It rains," [P Ann]} {Q1 was quoted} by [O Reuters] as saying .\nMore of it.'
    )
    assert (found.speaker, found.content, found.via) == ("Ann", '"It rains,"', ["Reuters"])


@pytest.mark.parametrize(
    "marked",
    [
        "{S1 [P Ann]} {Q1 did not respond to} {C1 a request for comment} .",
        "{S1 [P Ann]} {Q1 declined} {C1 to comment} .",
        "[O Reuters] , {Q1 citing} {C1 three officials} , went on .",
    ],
)
def test_saying_nothing_is_no_claim(marked: str) -> None:
    assert read(marked) == []


def test_declining_something_else_is_one() -> None:
    (found,) = read("{S1 [P Ann]} {Q1 declined to say} {C1 whether it rains} .")
    assert found.claim.negated is True
    assert found.speaker == "Ann"


def test_who_stands_beside_a_cue_is_its_speaker() -> None:
    (found,) = read('{C1 "Bring rain,"} {Q1 pleaded} [P Ann] , a farmer .')
    assert found.speaker == "Ann"


def test_doubtful_words_of_nobody_are_left_out() -> None:
    assert read("{Q1 Seen} {C1 as a dry year} .", certainty=0.5) == []
    assert len(read("{Q1 Seen} {C1 as a dry year} .", certainty=0.9)) == 1


@pytest.mark.parametrize(
    "heading",
    [
        "3 demands of [P Ann Lee] to the town",
        "[P Ann Lee]’s three demands",
        "Demands by [P Ann Lee]",
    ],
)
def test_a_list_under_a_heading_is_its_owners(heading: str) -> None:
    found = read(
        f"It rained.\n{heading}\nThe first: more rain.\n2. {{Q1 build}} {{C1 dams}}\nSo it is."
    )
    assert [(f.speaker, f.content) for f in found] == [
        ("Ann Lee", "more rain."), ("Ann Lee", "build dams"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "marked",
    [
        "3 demands of [P Ann Lee]\nOne item: more rain.\nThen she left.",
        "The demands of [P Ann Lee] were met.\nFirst: rain.\nSecond: sun.",
        "3 demands\nFirst: rain.\nSecond: sun.",
    ],
)
def test_what_is_no_list_of_anybody(marked: str) -> None:
    assert read(marked) == []


@pytest.mark.parametrize(
    "marked",
    [
        "{C1 “We are tired of waiting.”} ― {S2 [P Ann Lee]}\n“No.” {Q3 ―} {S3 [P Bo Roe]}",
        "{C3 “We are tired of waiting.”} ― {S2 [P Ann Lee]}\n“No.” {Q3 ―} {S3 [P Bo Roe]}",
        "{C1 “We are tired of waiting.” —} {S1 [P Ann Lee]}",
        '{C1 "We are tired of waiting."} -- {S1 [P Ann Lee]}, Freeport',
    ],
)
def test_who_signs_a_quotation_said_it(marked: str) -> None:
    first, *rest = read(marked)
    assert first.speaker == "Ann Lee"
    assert first.content.strip('“”"') == "We are tired of waiting."
    assert first.claim.mode == "direct"
    assert first.claim.steps[0].cue
    assert [r.speaker for r in rest] == ["Bo Roe"] * len(rest)


def test_whom_a_paper_quotes_said_it() -> None:
    found = read(
        "{S1 [O Xenia News]} {Q1 quoted} "
        "{C1 {S2/1 [P Ann Lee]} {Q2/1 as saying} {C2/1 , “No one asked.”}}"
    )
    assert [(f.speaker, f.content, f.via) for f in found] == [
        ("Ann Lee", "“No one asked.”", ["Xenia News"])
    ]


def test_two_sources_before_one_cue_are_shared_out() -> None:
    first, second = read(
        "{S2 [O Ardent], which runs it,} {Q1 insists} {C1 it cannot pay} "
        "{C2 what} {S2 [O the union]} {Q2 describes as} {C2 a fair share} ."
    )
    assert (first.speaker, second.speaker) == ("Ardent", "the union")


def test_a_name_in_a_relative_clause_speaks_for_nobody() -> None:
    (found,) = read(
        "{S1 Families of hostages, who met [P Ann Lee] on Monday,} {Q1 urged} {C1 haste} ."
    )
    assert found.speaker is None


@pytest.mark.parametrize(
    ("marked", "speakers"),
    [
        ('{C1 "ROE: Thank you, Governor.}\n{C2 "DOE: It went well."}', ["ROE", "DOE"]),
        ("{S1 ROE}: {C1 Thank you, Governor.}\n{S1 DOE}{Q1 :} {C1 It went well.}", ["ROE", "DOE"]),
        ("{C1 BREAKING: Oil is dear.}\n{C2 EXCLUSIVE: It will be.}", []),
        ("{C1 MANILA: Talks will go on} , {S1 an aide} {Q1 said} .", []),
    ],
)
def test_the_turns_of_a_transcript(marked: str, speakers: list[str]) -> None:
    doc, _ = attributed(marked)
    found = [a for a in attributions(doc) if a.cues and a.cues[0].text == ":"]
    assert [a.sources[0].text for a in found] == speakers
    assert all(a.contents[0].text[0] in "TI" for a in found)
