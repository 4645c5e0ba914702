from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.graph.store import Store
from kg.show.data import page_data
from kg.show.model import UNKNOWN
from kg.show.page import embedded, find, page_html
from kg.show.passages import LONGEST, Mark, holding, paragraphs, parse_ranges
from kg.show.rows import QUERIES, read_rows
from tests.show_samples import World, sample_rows


def test_order_of_rows_does_not_matter() -> None:
    rows = sample_rows()
    shuffled = {name: random.Random(3).sample(list_, len(list_)) for name, list_ in rows.items()}
    assert page_data(shuffled) == page_data(rows)


def test_a_nested_claim_counts_for_the_outer_speaker_only() -> None:
    data = page_data(sample_rows())
    names = [entity.label for entity in data.entities]
    inner = next(claim for claim in data.claims if claim.parent is not None)
    outer = inner.parent
    assert names[inner.hops[0].who] == "Vietnam"
    laidlaw, vietnam, poland = map(names.index, ("Owen Laidlaw", "Vietnam", "Poland"))
    assert outer in data.edges[laidlaw, vietnam]
    assert outer in data.edges[laidlaw, poland]
    assert (vietnam, poland) not in data.edges


def test_who_says_it_in_one_breath_says_it_too() -> None:
    world = World()
    article = world.article("a.txt", "Head")
    ann, cy, eve = (world.entity("Person", name) for name in ("Ann Bell", "Cy Dunn", "Eve Fox"))
    claim = world.claim(article, ann, "Ann Bell and Cy Dunn", "said", "it rains", [cy, eve])
    rows = world.rows | {"joint": [{"claim": claim, "entity": cy}]}
    data = page_data(rows)
    names = [entity.label for entity in data.entities]
    first, second, third = map(names.index, ("Ann Bell", "Cy Dunn", "Eve Fox"))
    # Nobody speaks of those who say it with them.
    assert data.edges == {(first, third): [0], (second, third): [0]}
    assert data.entities[first].degree == data.entities[second].degree
    assert data.claims[0].joint == (second,)


def test_an_unknown_speaker_has_no_edge() -> None:
    data = page_data(sample_rows())
    assert sum(claim.hops[0].who == UNKNOWN for claim in data.claims) == 4
    assert all(UNKNOWN not in pair for pair in data.edges)


def test_every_claim_is_marked_where_it_stands() -> None:
    data = page_data(sample_rows())
    assert len(data.claims) == 122
    for claim in data.claims:
        body = data.articles[claim.article].body
        assert [body[m.start : m.end] for m in claim.passage.marks if m.kind == "claim"] == [
            claim.content
        ]
        assert len(claim.passage.paragraphs) == 1
        assert claim.content in data.articles[claim.article].shown[claim.passage.paragraphs[0]]


def test_a_circle_of_embedded_claims_ends() -> None:
    world = World()
    article = world.article("a.txt", "Head")
    who = [world.entity("Person", name) for name in ("Ann Bell", "Cy Dunn")]
    one = world.claim(article, who[0], "Ann Bell", "said", "it rains", [])
    two = world.claim(article, who[1], "Cy Dunn", "said", "it pours", [who[0]], inside=one)
    world.rows["embeds"].append({"claim": two, "inner": one})
    data = page_data(world.rows)
    assert sorted(claim.parent is None for claim in data.claims) == [False, True]


def test_offices_give_a_state_to_their_holders() -> None:
    world = World()
    article = world.article("a.txt", "Head")
    person, state = world.entity("Person", "Ann Bell"), world.entity("State", "Norway")
    world.office(article, person, "minister", state)
    data = page_data(world.rows)
    labels = [entity.label for entity in data.entities]
    assert data.entities[labels.index("Ann Bell")].state == labels.index("Norway")


def test_find_takes_labels_aliases_and_iris() -> None:
    data = page_data(sample_rows())
    index = find(data, "ingrid solberg-dahl")
    assert data.entities[index].label == "Ingrid Solberg-Dahl"
    assert find(data, "Mrs Dahl") == find(data, data.entities[index].iri) == index


def test_an_unknown_focus_names_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"'Ingrid Solberg'.*Ingrid Solberg-Dahl"):
        page_html(page_data(sample_rows()), focus="Ingrid Solberg")


def test_focus_in_an_empty_graph_is_refused() -> None:
    with pytest.raises(UsageError, match="holds no entity"):
        find(page_data({}), "Kenya")


@given(st.recursive(st.text(), st.lists))
def test_embedded_json_cannot_leave_its_element(value: object) -> None:
    import json

    text = embedded(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")
    text.encode("utf-8")


def test_lone_surrogates_can_be_written() -> None:
    assert embedded("\ud800") == '"\\ud800"'


def test_ranges() -> None:
    assert parse_ranges("944-1034;1078-1156") == [(944, 1034), (1078, 1156)]
    assert parse_ranges("") == []


@given(st.text(alphabet="ab \n\r\t", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_marked_characters_are_in_the_paragraphs(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    ranges = paragraphs(text)
    held = {i for k in holding(ranges, [Mark(start, end, "claim")]) for i in range(*ranges[k])}
    assert {i for i in range(start, end) if not text[i].isspace()} <= held
    for left, right in ranges:
        assert text[left:right] == text[left:right].strip() != ""


def test_a_long_block_is_shown_by_its_lines() -> None:
    line = "word " * (LONGEST // 10)
    text = "\n".join([line, "the middle one", line])
    [index] = holding(paragraphs(text), [Mark(len(line) + 3, len(line) + 9, "claim")])
    start, end = paragraphs(text)[index]
    assert text[start:end] == "the middle one"


def test_claims_that_say_the_same_or_the_contrary_know_one_another() -> None:
    rows = sample_rows()
    iris = [claim.iri for claim in page_data(rows).claims]
    rows["alike"] = [{"claim": iris[at], "proposition": "p"} for at in (5, 2, 9)]
    rows["contrary"] = [{"claim": iris[2], "other": iris[3]}]
    claims = page_data(rows).claims
    assert (claims[5].alike, claims[2].alike, claims[0].alike) == ((2, 9), (5, 9), ())
    assert (claims[2].contrary, claims[3].contrary, claims[5].contrary) == ((3,), (2,), ())


def test_a_disagreement_stands_with_both_meetings_it_may_separate() -> None:
    rows = sample_rows()
    article = rows["articles"][0]["article"]
    for meeting in rows["meetings"][:2]:
        for side, value in (("s1", "Oslo"), ("s0", "Hanoi")):
            rows["disagreements"] = [
                *rows.get("disagreements", []),
                {"disagreement": "d", "label": "Sources differ on the place: Hanoi or Oslo",
                 "meeting": meeting["meeting"], "side": side, "value": value,
                 "article": article, "from": "0", "to": "9"},
            ]  # fmt: skip
    told = [meeting.disputes for meeting in page_data(rows).meetings if meeting.disputes]
    assert len(told) == 2
    assert [[side.value for side in disputes[0].sides] for disputes in told] == [
        ["Hanoi", "Oslo"], ["Hanoi", "Oslo"],
    ]  # fmt: skip


TURTLE = """
@prefix kg: <https://newskg.example/ontology#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://newskg.example/id/> .

:a a schema:NewsArticle ; schema:identifier "a.txt" ; schema:headline "Head" ;
   schema:datePublished "2024-03-03"^^xsd:date ; schema:articleBody "Head\\n\\nAnn said it rains." .
:ann a foaf:Person, schema:Person ; rdfs:label "Ann" ; skos:altLabel "Annie" ; kg:state :norway .
:norway a kg:State, schema:Country, org:FormalOrganization ; rdfs:label "Norway" .
:bo a foaf:Person, schema:Person ; rdfs:label "Bo" .
:c kg:jointSpeaker :bo .
:oslo a schema:Place ; rdfs:label "Oslo" .
:p a oa:SpecificResource ; oa:hasSource :a ; oa:hasSelector :pos, :quote .
:pos a oa:TextPositionSelector ; oa:start 6 ; oa:end 24 .
:quote a oa:TextQuoteSelector ; oa:exact "Ann said it rains." .
:m1 a kg:Mention ; rdfs:label "Ann" ; kg:refersTo :ann ; kg:evidence :p .
:c a kg:Claim ; kg:content "it rains" ; kg:contentRanges "15-23" ; kg:mode kg:indirect ;
   kg:attitude kg:statement ; prov:wasQuotedFrom :a ; kg:speaker :ann ; kg:step :s ;
   kg:about :norway ; kg:evidence :p ; kg:order 0 .
:s a kg:AttributionStep ; kg:stepIndex 0 ; prov:agent :ann ; kg:sourceText "Ann" ;
   kg:sourceRanges "6-9" ; kg:cue "said" ; kg:cueRanges "10-14" .
:x a kg:Meeting, sem:Event, schema:Event ; rdfs:label "Ann in Oslo" ; kg:participant :ann ;
   kg:host :norway ; sem:hasPlace :oslo ; kg:status kg:held ;
   schema:startDate "2024-03"^^xsd:gYearMonth .
:r a kg:MeetingReport ; kg:reports :x ; kg:status kg:held ; kg:evidence :p ;
   prov:wasQuotedFrom :a ; kg:order 0 .
:o a kg:OfficeHolding, org:Membership ; org:member :ann ; org:role :role ;
   org:organization :norway ;
   kg:tenure "current" ; kg:evidence :p ; prov:wasQuotedFrom :a ; kg:order 0 .
:c kg:expresses :prop ; kg:contradicts :c2 .
:dis a kg:Disagreement ; rdfs:label "Sources differ on the date: 3 May or 4 May" ;
   kg:concerns :x ; kg:side :side .
:side rdf:value "2024-03-03" ; kg:evidence :p .
:role a org:Role ; skos:prefLabel "minister" .
"""


def test_every_query_finds_what_the_graph_holds() -> None:
    import pyoxigraph

    graph = pyoxigraph.NamedNode("https://newskg.example/id/graph/article/a")
    triples = pyoxigraph.parse(TURTLE, format=pyoxigraph.RdfFormat.TURTLE)
    with Store.in_memory() as store:
        store.load(pyoxigraph.Quad(t.subject, t.predicate, t.object, graph) for t in triples)
        rows = read_rows(store)
    assert {name: len(list(found)) for name, found in rows.items()} == {
        **dict.fromkeys(QUERIES, 1),
        "embeds": 0,
        "entities": 4,
        "participants": 2,
    }
    data = page_data(rows)
    names = [entity.label for entity in data.entities]
    ann, norway = names.index("Ann"), names.index("Norway")
    assert data.edges == {(ann, norway): [0], (names.index("Bo"), norway): [0]}
    assert data.claims[0].passage.marks == (
        Mark(6, 9, "speaker"), Mark(10, 14, "cue"), Mark(15, 23, "claim"),
    )  # fmt: skip
    assert data.articles[0].shown == {6: "Ann said it rains."}
    assert data.entities[ann].aliases == ("Annie",)
    assert [o.role for o in data.entities[ann].offices] == ["minister"]
    assert data.meetings[0].participants == tuple(sorted((ann, norway)))
    assert data.meetings[0].start == "2024-03"
    (dispute,) = data.meetings[0].disputes
    assert dispute.label.startswith("Sources differ on the date")
    assert [(s.value, [a for a, _ in s.told]) for s in dispute.sides] == [("2024-03-03", [0])]
    assert data.meetings[0].reports[0].passage.marks == (Mark(6, 24, "event"),)
