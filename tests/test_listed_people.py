"""People of a user's gazetteer: found, linked, told apart, or left open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from click.testing import CliRunner
from resolve_builder import GAZETTEER, Build
from spacy.tokens import Doc

from kg.cli import cli
from kg.extract.gazetteer import Gazetteer
from kg.extract.mentions import mentions
from kg.records import Entity, GazetteerEntry, Resolution
from kg.resolve import resolve


def person(iri: str, label: str, *names: str, **more: Any) -> GazetteerEntry:
    return GazetteerEntry(iri=f"https://p.example/{iri}", kind="Person", label=label, names=names,
                          **more)  # fmt: skip


def state(name: str) -> str:
    return f"https://example.org/{name}"


HAN = person("han", "Han Kyong-il", "Haan Gyeong-il", state=state("North-Korea"),
             offices=("foreign minister",), wikidata="Q1")  # fmt: skip
ANE_N = person("ane-n", "Ane Bakke", state=state("Norway"), offices=("finance minister",))
ANE_D = person("ane-d", "Ane Bakke", state=state("Denmark"), offices=("writer",))
OLE = person("ole", "Ole Peder Vinter", description="Danish economist")


def solve(*marked: str, entries: tuple[GazetteerEntry, ...]) -> Resolution:
    articles = [Build(text, id=f"{at}.txt").done() for at, text in enumerate(marked)]
    return resolve(articles, gazetteer=Gazetteer([*GAZETTEER.entries, *entries]))


def people(resolution: Resolution) -> list[Entity]:
    return [e for e in resolution.entities if e.kind == "Person"]


def linked(resolution: Resolution) -> list[str | None]:
    """What the people are linked with, by the last part of the IRI."""
    return [e.gazetteer and e.gazetteer.rpartition("/")[2] for e in people(resolution)]


@pytest.mark.parametrize(
    "name", ["Han Kyong-il", "Han Kyong Il", "Kyong-il Han", "HAN KYONG-IL", "Haan Gyeong Il"]
)
def test_every_spelling_links(name: str) -> None:
    (han,) = people(solve(f"[P {name}] spoke.", entries=(HAN,)))
    assert (han.gazetteer, han.wikidata, han.label) == (HAN.iri, "Q1", "Han Kyong-il")
    assert han.state == "state/north-korea"


def test_transliterations_are_one_person_with_their_surnames() -> None:
    resolution = solve(
        "[P Han Kyong-il] spoke. [P Haan Gyeong-il] left. [P Haan] slept. [P Han] woke.",
        "[P Haan Gyeong Il] spoke.",
        entries=(HAN,),
    )
    (han,) = people(resolution)
    assert len(han.links) == 5
    assert set(han.aliases) == {"Haan Gyeong-il", "Haan Gyeong Il", "Haan", "Han"}
    assert resolution.open == ()


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("[P Ane Bakke], the Norwegian finance minister, spoke.", "ane-n"),
        ("[Sa Norwegian] Finance Minister [P Ane Bakke] spoke.", "ane-n"),
        ("Finance Minister [P Ane Bakke] spoke.", "ane-n"),
        ("[P Ane Bakke], a writer, spoke.", "ane-d"),
        ("It rained in [S Denmark]. [P Ane Bakke] spoke.", "ane-d"),
        ("It rained in [S Denmark] and [S Norway]. [P Ane Bakke] spoke.", None),
        ("[P Ane Bakke] spoke.", None),
        ("[Sa Chilean] Finance Minister [P Ane Bakke] spoke.", None),
    ],
)
def test_state_and_office_tell_namesakes_apart(text: str, entry: str | None) -> None:
    resolution = solve(text, entries=(ANE_N, ANE_D))
    assert linked(resolution) == [entry]
    doubts = [q.note for q in resolution.open if q.kind == "doubtful-merge"]
    assert len(doubts) == (entry is None)
    for note in doubts:
        assert "Ane Bakke (finance minister, Norway)" in note
        assert "Ane Bakke (writer, Denmark)" in note
        assert people(resolution)[0].candidates == (ANE_D.iri, ANE_N.iri)


def test_namesakes_are_never_joined() -> None:
    texts = (
        "[P Ane Bakke], the Norwegian finance minister, spoke.",
        "[P Ane Bakke], the Danish writer, spoke.",
        "[P Ane Bakke] spoke.",
        "[P Ane Bakke] left.",
    )
    resolution = solve(*texts, entries=(ANE_N, ANE_D))
    assert sorted(map(str, linked(resolution))) == ["None", "None", "ane-d", "ane-n"]
    known = {e.gazetteer: e.key for e in people(resolution)}
    for open_ in (e for e in people(resolution) if e.gazetteer is None):
        assert {known[ANE_N.iri], known[ANE_D.iri]} <= set(open_.doubtful)
    # Their keys hang on the gazetteer, not on what else is read.
    again = solve(*reversed(texts[1:]), entries=(ANE_D, ANE_N))
    assert {e.gazetteer for e in people(again)} == {None, ANE_D.iri}
    both = solve(*reversed(texts), entries=(ANE_D, ANE_N))
    assert {e.gazetteer: e.key for e in people(both) if e.gazetteer} == {
        iri: key for iri, key in known.items() if iri
    }


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("[P Ole Peder Vinter] spoke.", "ole"),
        ("[Sa Danish] economist [P Ole Vinter] spoke.", "ole"),
        ("It rained in [S Denmark]. [P O. Vinter] spoke.", "ole"),
        ("[P O. Vinter] spoke.", None),  # only the initial agrees
        ("[Sa Chilean] economist [P O. Vinter] spoke.", None),  # somebody else
        ("[Sa Chilean] economist [P Ole Peder Vinter] spoke.", None),
        ("[P Eva Vinter] spoke.", None),
    ],
)
def test_forms_of_a_name_need_more_than_the_name(text: str, entry: str | None) -> None:
    assert linked(solve(text, entries=(OLE,))) == [entry]


def test_a_surname_needs_its_office() -> None:
    title = "[Sa Norwegian] Finance Minister [P Bakke] spoke."
    assert linked(solve(title, entries=(ANE_N, ANE_D))) == ["ane-n"]
    lone = solve("[P Bakke] spoke.", entries=(ANE_N, ANE_D))
    assert (linked(lone), lone.open) == ([None], ())


def test_two_entries_are_never_one_person() -> None:
    near = person("near", "Ane Bakken", state=state("Norway"), offices=("finance minister",))
    resolution = solve(
        "[P Ane Bakke], the Norwegian finance minister, spoke.",
        "[P Ane Bakken], the Norwegian finance minister, spoke.",
        entries=(ANE_N, near),
    )
    assert sorted(map(str, linked(resolution))) == ["ane-n", "near"]


# Recognition


def found(text: str, *entries: GazetteerEntry, ents: tuple[tuple[int, int, str], ...] = (),
          pos: str = "PROPN") -> list[str]:  # fmt: skip
    doc = spacy.blank("en")(text)
    doc = Doc(doc.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc],
              pos=[pos if t.text[:1].isupper() else "NOUN" for t in doc],
              sent_starts=[i == 0 for i in range(len(doc))])  # fmt: skip
    doc.ents = [doc.char_span(*_at(text, *e[:2]), label=e[2]) for e in ents]
    return [
        m.text
        for m in mentions(doc, gazetteer=Gazetteer(entries))
        if m.form == "name" and m.kind == "Person"
    ]


def _at(text: str, start: int, end: int) -> tuple[int, int]:
    words = text.split()
    begin = len(" ".join(words[:start])) + (start > 0)
    return begin, len(" ".join(words[:end]).rstrip("."))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Yesterday Han Kyong-il spoke.", ["Han Kyong-il"]),
        ("Yesterday Han Kyong Il spoke.", ["Han Kyong Il"]),
        ("Then HAN KYONG-IL spoke.", ["HAN KYONG-IL"]),
        ("Yesterday Han Kyong-il Street was closed.", []),
        ("Yesterday Han Kyong-ilson spoke.", []),
    ],
)
def test_names_that_the_model_missed(text: str, names: list[str]) -> None:
    assert found(text, HAN) == names


def test_the_listed_name_replaces_a_part_of_it_and_not_a_longer_one() -> None:
    text = "Yesterday Ane Bakke spoke."
    assert found(text, ANE_N, ents=((2, 3, "PERSON"),)) == ["Ane Bakke"]
    longer = "Yesterday Ane Bakke Lie spoke."
    assert found(longer, ANE_N, ents=((1, 4, "PERSON"),)) == ["Ane Bakke Lie"]
    assert found("The Ane Bakke fund paid.", ANE_N, ents=((1, 4, "ORG"),)) == []


def test_one_word_is_a_name_only_where_it_is_one() -> None:
    may = person("may", "May")
    assert found("Then May spoke.", may) == ["May"]
    assert found("Then May spoke.", may, pos="NOUN") == []
    assert found("In May it rained.", may, ents=((1, 2, "DATE"),)) == []


# From end to end, with the example of the documentation

NEWS = {
    "a.txt": """Foreign minister in Pretoria for talks

North Korean Foreign Minister Ryang Song Guk met South African Trade Minister Mandla Dube in
Pretoria on Monday. “Our ties are old,” Ryang said.

Yang Seong-guk said the two countries would open a mine. Mandla Nxumalo-Dube said he was pleased.

Norwegian Finance Minister Ingrid Solheim said the deal was small.
""",
    "b.txt": """Bank sees slower growth

Growth in Denmark will slow, economist Ingrid Solheim said on Tuesday.
""",
    "c.txt": """Prize for a bridge

The prize went to a bridge, Ingrid Solheim said on Friday.
""",
}


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("listed")
    for name, text in NEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    example = Path(__file__).resolve().parent.parent / "docs" / "people.ttl"
    words = ["build", *(str(folder / name) for name in NEWS), "--gazetteer", str(example),
             "-o", str(folder / "out")]  # fmt: skip
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    return folder / "out"


def rows(graph: Path, *words: str) -> list[dict[str, Any]]:
    result = CliRunner().invoke(cli, ["query", *words, "-k", str(graph), "--format", "jsonl"])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.split("\n") if line]


def test_the_example_links_people(graph: Path) -> None:
    same = {(e["label"], e["articles"]): e["same_as"] or "" for e in rows(graph, "entities")}
    example, wikidata = "https://people.example", "http://www.wikidata.org/entity"
    both = f"{wikidata}/Q999000001; {example}/ryang-song-guk"
    assert same["Ryang Song-guk", "a.txt"] == both
    assert same["Mandla Nxumalo-Dube", "a.txt"].endswith(f"; {example}/mandla-nxumalo-dube")
    assert same["Ingrid Solheim", "a.txt"] == f"{example}/ingrid-solheim-minister"
    assert same["Ingrid Solheim", "b.txt"] == f"{example}/ingrid-solheim-economist"
    assert same["Ingrid Solheim", "c.txt"] == ""
    # States from the list that kg ships.
    assert same["North Korea", "a.txt"] == f"{wikidata}/Q423"
    told = rows(graph, "said-by", "-p", "speaker=Ryang Song-guk")
    assert len(told) == 2


def test_the_example_is_turtle_with_links(graph: Path) -> None:
    text = (graph / "graph.ttl").read_text(encoding="utf-8")
    assert "<https://people.example/ryang-song-guk>" in text
    ask = """
        PREFIX schema: <https://schema.org/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        PREFIX kg: <https://newskg.example/ontology#>
        SELECT ?one ?other WHERE { ?one a foaf:Person ; kg:mayBe ?other } ORDER BY ?one ?other"""
    path = graph.parent / "may-be.rq"
    path.write_text(ask, encoding="utf-8")
    found = {(row["one"].rpartition("/")[2], row["other"]) for row in rows(graph, str(path))}
    candidates = {other for one, other in found if "people.example" in other}
    assert candidates == {
        "https://people.example/ingrid-solheim-economist",
        "https://people.example/ingrid-solheim-minister",
    }
    (question,) = rows(graph, "open-questions", "-p", "kind=doubtful-merge")
    assert question["article"] == "c.txt"
    assert "(economist, Denmark)" in question["note"]
    assert "(finance minister, Norway)" in question["note"]


def test_the_example_conforms(graph: Path) -> None:
    assert CliRunner().invoke(cli, ["validate", "-k", str(graph)]).exit_code == 0
