"""The shipped list of states, users' SKOS files, and the lookups over both."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.term import BNode

from kg.errors import KgError, ModelError
from kg.extract.gazetteer import Gazetteer, plain
from kg.graph.gazetteer import load_gazetteer
from kg.records import GazetteerEntry
from kg.resources import resource

ENTRIES = load_gazetteer()
GAZETTEER = Gazetteer(ENTRIES)
STATES = [e for e in ENTRIES if e.kind == "State"]
PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <https://schema.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix kg: <https://newskg.example/ontology#> .
@prefix st: <https://newskg.example/states#> .
@prefix ex: <http://example.org/> .
"""


def code(entry: GazetteerEntry | None) -> str | None:
    return entry.iso2 if entry else None


def load(tmp_path: Path, turtle: str) -> dict[str, GazetteerEntry]:
    path = tmp_path / "mine.ttl"
    path.write_text(PREFIXES + turtle, encoding="utf-8")
    return {e.iri: e for e in load_gazetteer([path])}


def test_all_members_and_observers_are_there_once() -> None:
    assert len(STATES) == 193 + 2 + 2
    codes = Counter(e.iso2 for e in STATES)
    assert set(codes.values()) == {1}
    assert None not in codes


def test_no_two_entries_share_a_wikidata_id() -> None:
    ids = Counter(e.wikidata for e in ENTRIES if e.wikidata)
    assert [i for i, n in ids.items() if n > 1] == []
    assert all(e.wikidata for e in STATES)


def test_names_of_states_are_unambiguous() -> None:
    names = Counter(n for e in STATES for n in {e.label, *e.names, *e.short_names})
    assert [n for n, times in names.items() if times > 1] == []
    demonyms = Counter(d for e in STATES for d in set(e.demonyms))
    assert [d for d, times in demonyms.items() if times > 1] == []


def test_every_state_but_a_city_state_has_a_capital() -> None:
    assert {e.iso2 for e in STATES if e.capital is None} == {"SG", "VA"}


def test_states_of_other_entries_are_entries() -> None:
    known = {e.iri for e in STATES}
    assert {e.state for e in ENTRIES if e.state} <= known


def test_the_list_has_no_blank_nodes() -> None:
    graph = Graph().parse(resource("ontology", "states.ttl"))
    assert not any(isinstance(node, BNode) for triple in graph for node in triple)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("China", "CN"), ("US", "US"), ("U.S.", "US"), ("us", None), ("DPRK", "KP"), ("N.K.", "KP"),
        ("the United Kingdom", "GB"), ("The Netherlands", "NL"),
        ("People’s Republic of China", "CN"),
        ("Côte d’Ivoire", "CI"), ("NORTH KOREA", "KP"), ("the North", "KP"), ("North", "KP"),
        ("Niger", "NE"), ("Nigeria", "NG"), ("Guinea", "GN"), ("Papua New Guinea", "PG"),
        ("Congo", "CD"), ("Latin America", None), ("Paris", None),
    ],
)  # fmt: skip
def test_state(name: str, expected: str | None) -> None:
    assert code(GAZETTEER.state(name)) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Chinese", "CN"), ("North Korean", "KP"), ("South Koreans", "KR"), ("Britons", "GB"),
        ("Nigerien", "NE"), ("Nigerian", "NG"), ("Dutch", "NL"), ("Thais", "TH"), ("Sino", "CN"),
        ("Korean", None), ("china", None), ("Congolese", "CD"),
    ],
)  # fmt: skip
def test_demonym(word: str, expected: str | None) -> None:
    assert code(GAZETTEER.demonym(word)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Beijing", "CN"), ("Kiev", "UA"), ("Kyiv", "UA"), ("Kremlin", "RU"),
        ("the White House", "US"), ("Downing Street", "GB"), ("Washington, D.C.", "US"),
        ("China", None), ("Springfield", None),
    ],
)  # fmt: skip
def test_capital(name: str, expected: str | None) -> None:
    assert code(GAZETTEER.capital(name)) == expected


def test_known_asks_for_the_kind() -> None:
    entry = GAZETTEER.known("AFP", "Organization")
    assert entry is not None
    assert entry.news_media
    assert entry.state == "https://newskg.example/states#FR"
    assert GAZETTEER.known("AFP", "State") is None


@pytest.mark.parametrize(
    ("name", "present", "expected"),
    [
        ("Korean", ["KR"], "KR"), ("Korean", ["KP"], "KP"), ("Korean", ["KP", "KR"], None),
        ("Korean", [], None), ("the North", ["KP"], "KP"), ("Congo", ["CG"], "CG"),
        ("Congo", [], "CD"), ("China", [], "CN"), ("Paris", [], "FR"),
    ],
)  # fmt: skip
def test_referent_by_context(name: str, present: list[str], expected: str | None) -> None:
    iris = {f"https://newskg.example/states#{p}" for p in present}
    assert code(GAZETTEER.referent(name, present=iris)) == expected


def found(text: str) -> list[str]:
    return [text[m.start : m.end] for m in GAZETTEER.matches(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.S.-led talks", ["U.S."]), ("it cost US$5", []), ("join us", []),
        ("the North Koreans met", ["North Koreans"]),
        ("Papua New Guinea won", ["Papua New Guinea"]),
        ("New\nZealand", ["New\nZealand"]), ("Indiana Chinatown", ["Chinatown"]), ("@China", []),
        ("US-China ties", ["US", "China"]), ("Sino-Russian", ["Sino", "Russian"]),
        ("Latin American leaders", ["Latin American"]), ("", []),
    ],
)  # fmt: skip
def test_matches(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.lists(st.sampled_from([e.label for e in STATES]), max_size=6), st.text(max_size=3))
def test_matches_are_the_names_that_were_joined(labels: list[str], rest: str) -> None:
    text = " ; ".join(labels)
    # Some labels begin as others do ("Guinea"), which is why the separator matters.
    assert found(text) == labels
    for match in GAZETTEER.matches(text + rest, 0, len(text)):
        assert 0 <= match.start < match.end <= len(text)


@given(st.text(max_size=60))
def test_matches_are_disjoint_and_ordered(text: str) -> None:
    at = 0
    for match in GAZETTEER.matches(text, 0, len(text)):
        assert at <= match.start < match.end <= len(text)
        assert match.senses == GAZETTEER.senses(plain(text[match.start : match.end]))
        at = match.end


def test_longest_counts_words() -> None:
    assert GAZETTEER.longest == max(
        len(name.split()) for e in ENTRIES for name in (e.label, *e.names)
    )
    assert Gazetteer(()).longest == 0


def test_a_user_file_adds_people_and_places(tmp_path: Path) -> None:
    entries = load(
        tmp_path,
        """
        ex:people a skos:Concept ; skos:prefLabel "People"@en .
        ex:officials a foaf:Person, skos:Concept ; skos:prefLabel "Officials" .
        ex:ada a foaf:Person ; skos:prefLabel "Ada Muster"@en, "Ada M."@de ;
            skos:altLabel "A. Muster" ; skos:hiddenLabel "Ada Mustre" ; kg:state st:AT ;
            skos:exactMatch <http://www.wikidata.org/entity/Q1> .
        ex:bo a skos:Concept ; skos:prefLabel "Bo Beispiel" ; skos:broader ex:officials .
        ex:hall a schema:Place ; skos:prefLabel "Town Hall" .
        ex:bo skos:related ex:people .
        ex:x a schema:Place ; skos:prefLabel "X" ; skos:broader ex:people .
        """,
    )
    ada = entries["http://example.org/ada"]
    assert (ada.kind, ada.label, ada.names) == ("Person", "Ada Muster", ("A. Muster", "Ada Mustre"))
    assert (ada.wikidata, ada.state) == ("Q1", "https://newskg.example/states#AT")
    assert entries["http://example.org/bo"].kind == "Person"
    assert entries["http://example.org/hall"].kind == "Place"
    assert "http://example.org/people" not in entries


def test_a_user_file_adds_names_to_a_state(tmp_path: Path) -> None:
    entries = load(
        tmp_path,
        'ex:de a schema:Country ; skos:prefLabel "Deutschland" ; skos:exactMatch st:DE .',
    )
    germany = entries["https://newskg.example/states#DE"]
    assert germany.label == "Germany"
    assert "Deutschland" in germany.names
    assert "http://example.org/de" not in entries
    assert len(entries) == len(ENTRIES)


def test_the_order_of_a_user_file_does_not_matter(tmp_path: Path) -> None:
    lines = [f'ex:p{i} a foaf:Person ; skos:prefLabel "Person {i}" .' for i in range(9)]
    first, second = tmp_path / "a.ttl", tmp_path / "b.ttl"
    first.write_text(PREFIXES + "\n".join(lines), encoding="utf-8")
    second.write_text(PREFIXES + "\n".join(reversed(lines)), encoding="utf-8")
    assert load_gazetteer([first]) == load_gazetteer([second])


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.ttl", "this is no turtle", "not valid turtle"),
        ("a.rdf", "<rdf", "not valid xml"),
        ("a.csv", "name", "no known format"),
        (
            "a.ttl",
            PREFIXES + 'ex:a a skos:Concept ; skos:prefLabel "A" .',
            "does not say what A is",
        ),
        ("a.ttl", PREFIXES + '[] a foaf:Person ; skos:prefLabel "B" .', "without an IRI: B"),
        ("a.ttl", PREFIXES + "ex:c a foaf:Person, skos:Concept .", "gives no name"),
        ("a.ttl", PREFIXES + 'ex:c skos:broader ex:c ; skos:prefLabel "C" ; a ex:T .', ""),
    ],
)
def test_a_bad_file_is_named_in_one_sentence(
    tmp_path: Path, name: str, content: str, says: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    if not says:  # a heading that is its own broader concept: left out, and no endless loop
        assert load_gazetteer([path]) == ENTRIES
        return
    with pytest.raises(ModelError) as caught:
        load_gazetteer([path])
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot be read"):
        load_gazetteer([tmp_path / "none.ttl"])


def test_a_missing_data_file_is_an_incomplete_installation() -> None:
    with pytest.raises(KgError, match=r"ontology/none\.ttl is missing"):
        resource("ontology", "none.ttl")
