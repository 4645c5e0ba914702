"""Every query file: its header, its form, and its rows on two engines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from kg.answer import library
from kg.answer.library import Cell, Query
from kg.graph.sparql import masked
from tests.answer_graph import BASE, oxigraph, reference

CONTRACT = {
    "claims": "claim article speaker speaker_label speaker_type speaker_text speaker_spans cue "
    "cue_spans content spans mode attitude via embedded_in confidence",
    "meetings": "meeting label participants states place start end status articles",
    "entities": "entity label type aliases articles",
    "offices": "person person_label role of_label article spans",
    "who-said": "score speaker_label content via article date spans sentence claim",
    "who-met-whom": "person_label with_label place start end status",
}
HITS = [(f"{BASE}article/border/claim/2", 0.9), (f"{BASE}article/talks/claim/1", 0.5)]
SHIPPED = pytest.mark.parametrize("query", library.queries(), ids=lambda query: query.name)


def search(text: str, *, only: Sequence[str] | None = None) -> Sequence[tuple[str, float]]:
    return HITS if text else []


def rows(name: str, /, **values: str) -> list[dict[str, Cell]]:
    """The rows on kg's store, which are also those of rdflib's engine."""
    query = library.find(name)
    found = library.run(query, oxigraph(), values, search=search).rows
    assert found == library.run(query, reference(), values, search=search).rows
    return list(found)


def test_all_queries_of_the_contract_are_there() -> None:
    assert set(CONTRACT) <= set(library.query_names())


@SHIPPED
def test_header(query: Query) -> None:
    assert query.question is not None
    assert query.question.endswith("?")
    assert query.examples
    assert all(param.help for param in query.params)
    assert query.columns == tuple(oxigraph().columns(query.text))
    assert set(CONTRACT.get(query.name, "").split()) <= set(query.columns)
    assert "GRAPH" not in masked(query.text)
    assert re.search(r"\nORDER BY [^{}]+$", query.text)


@SHIPPED
def test_parameters_are_used(query: Query) -> None:
    for param in query.params:
        if param.name == library.LIMIT:
            continue  # The number of the text's own LIMIT: tests/test_answer_library.py.
        variables = ["claim", "score"] if param.type == "search" else [f"param_{param.name}"]
        for variable in variables:
            assert re.search(rf"\?{variable}\b", query.text)


@SHIPPED
def test_list_columns_are_the_joined_ones(query: Query) -> None:
    joined = re.findall(r'GROUP_CONCAT\(.*?; separator="; "\) AS \?(\w+)', query.text)
    assert sorted(set(joined)) == sorted(query.lists)


@SHIPPED
def test_examples_run_alike_on_both_engines(query: Query) -> None:
    plain = Query(query.name, query.text, query.kind, columns=query.columns, lists=query.lists)
    assert library.run(plain, oxigraph()).rows == library.run(plain, reference()).rows
    for example in query.examples:
        assert rows(query.name, **example)


def column(found: Sequence[Mapping[str, Cell]], name: str) -> list[Cell]:
    return [row[name] for row in found]


def test_claims() -> None:
    outer, inner, _, quoted, orphan = rows("claims")
    assert outer == {
        "claim": f"{BASE}article/border/claim/1",
        "article": "border.txt",
        "speaker": f"{BASE}person/ann-lee",
        "speaker_label": "Ann Lee",
        "speaker_type": "Person",
        "speaker_text": "Ann Lee",
        "speaker_spans": "0-7",
        "cue": "said",
        "cue_spans": "8-12",
        "content": "France wants Japan to pay a larger share",
        "spans": "20-60",
        "mode": "indirect",
        "attitude": "statement",
        "via": "Morning Wire; analysts",
        "embedded_in": None,
        "confidence": 0.9,
        "date": "2024-05-08",
        "negated": None,
        "hypothetical": None,
        "order": 0,
        "co_speakers": None,
    }
    assert (inner["embedded_in"], inner["attitude"]) == (outer["claim"], "desire")
    assert (inner["speaker_type"], inner["via"]) == ("State", None)
    assert quoted["spans"] == "0-20;30-43"
    assert (orphan["speaker_label"], orphan["speaker_type"]) == ("unknown", None)
    assert (orphan["speaker_text"], orphan["negated"], orphan["hypothetical"]) == (None, True, True)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"speaker": "jane DOE"}, ["border.txt", "talks.txt"]),
        ({"speaker": "Ms. Doe"}, ["border.txt", "talks.txt"]),
        ({"speaker": "Doe, Jane"}, []),
        ({"about": "tokyo"}, ["border.txt", "border.txt"]),
        ({"article": "talks.txt"}, ["talks.txt", "talks.txt"]),
        ({"from": "2024"}, ["border.txt"] * 3),
        ({"to": "2023-12"}, ["talks.txt", "talks.txt"]),
        ({"to": "2023-12-29"}, []),
        ({"from": "2023-12-30", "to": "2024-05", "speaker": "France"}, ["border.txt"]),
    ],
)
def test_claims_filtered(values: dict[str, str], expected: list[str]) -> None:
    assert column(rows("claims", **values), "article") == expected


def test_who_said_gives_scores_and_who_stands_around() -> None:
    first, second = rows("who-said", text="a larger share")
    assert (first["score"], first["speaker_label"], first["within"]) == (0.9, "France", "Ann Lee")
    assert first["embedded_in"] == f"{BASE}article/border/claim/1"
    assert (second["score"], second["sentence"]) == (
        0.5,
        "“The bridge will open in spring,” Doe said.",
    )
    # No hits at all; rdflib cannot read an empty VALUES block.
    query = library.find("who-said")
    assert library.run(query, oxigraph(), {"text": ""}, search=search).rows == ()
    assert column(rows("who-said", text="x", speaker="Doe"), "speaker_label") == ["Jane Doe"]


def test_meetings() -> None:
    talks, visit = rows("meetings")
    assert talks["participants"] == "Jane Doe; Tom Ito"
    assert talks["states"] == "France; Japan"
    assert talks["articles"] == "border.txt; talks.txt"
    assert (talks["start"], talks["end"], talks["status"]) == ("2024-05-06", "2024-05-07", "held")
    assert (visit["start"], visit["end"], visit["status"]) == ("2024-06", None, "planned")
    assert column(rows("meetings", place="France"), "place") == ["Lyon", "France"]
    assert column(rows("meetings", **{"from": "2024-06"}), "type") == ["Visit"]
    assert column(rows("meetings", to="2024-05"), "type") == ["Meeting"]


def test_who_met_whom() -> None:
    assert [(r["person_label"], r["with_label"]) for r in rows("who-met-whom")] == [
        ("Jane Doe", "Tom Ito"),
        ("Ann Lee", "Tom Ito"),
    ]
    assert column(rows("who-met-whom", person="Mr. Ito"), "with_label") == ["Jane Doe", "Ann Lee"]
    found = rows("who-met-whom", person="Tom Ito", **{"with": "Doe"})
    assert column(found, "place") == ["Lyon"]


def test_entities() -> None:
    assert column(rows("entities"), "type") == [
        "Group", "Organization", "Person", "Person", "Person", "Place", "State", "State",
    ]  # fmt: skip
    (doe,) = rows("entities", name="ms. doe")
    assert (doe["aliases"], doe["articles"], doe["mentions"]) == ("Doe; Ms. Doe", "border.txt", 1)


def test_offices_name_an_office_once_although_two_articles_describe_the_role() -> None:
    former, current = rows("offices", role="Foreign Minister")
    assert (former["tenure"], former["of_label"], former["spans"]) == ("former", None, None)
    assert (current["of_label"], current["spans"]) == ("France", "100-140")
    assert len(rows("offices", of="france")) == 1


def test_who_tells_again_and_who_was_first() -> None:
    (again,) = rows("restatements", speaker="Ms. Doe")
    assert (again["article"], again["earlier_article"]) == ("border.txt", "talks.txt")
    assert again["proposition_label"] == "The bridge will open in spring"
    assert rows("restatements", to="2023") == []
    (first,) = rows("said-first", about="France")
    assert (first["first_article"], first["first_date"], first["said"]) == (
        "talks.txt", "2023-12-30", "2023-12-29",
    )  # fmt: skip
    assert (first["told"], first["articles"], first["same_day"]) == (
        2, "border.txt; talks.txt", None,
    )  # fmt: skip
    assert rows("said-first", speaker="Ann Lee") == []


def test_disagreements_give_the_sentences_of_both_sides() -> None:
    found = rows("disagreements", participant="Mr. Ito", matter="date")
    assert [(r["says"], r["article"], r["sentence"]) for r in found] == [
        ("2024-05-06", "border.txt", "Ms. Doe met Mr. Ito in Lyon on Monday."),
        ("2024-05-07", "talks.txt", "Doe meets Ito on Tuesday."),
    ]
    assert rows("disagreements", matter="place") == []


def test_the_other_queries() -> None:
    assert column(rows("chain", claim=f"{BASE}article/border/claim/1"), "agent_label") == [
        "Ann Lee", "Morning Wire", "analysts",
    ]  # fmt: skip
    sources = rows("sources", article="border.txt")
    assert [(r["source_label"], r["said"], r["passed_on"]) for r in sources] == [
        ("Ann Lee", 1, 0), ("France", 1, 0), ("Jane Doe", 1, 0), ("Morning Wire", 0, 1),
        ("analysts", 0, 1),
    ]  # fmt: skip
    assert column(rows("most-quoted"), "speaker_label") == ["Jane Doe", "Ann Lee", "France"]
    assert column(rows("said-by", speaker="Doe"), "content") == [
        "“The bridge will open in spring,”", "the bridge would open in spring",
    ]  # fmt: skip
    assert column(rows("mentions", name="Jane Doe"), "spans") == ["100-107"]
    assert [(r["article"], r["claims"], r["meetings"]) for r in rows("articles")] == [
        ("talks.txt", 2, 2), ("talks-again.txt", 0, 0), ("border.txt", 3, 1),
    ]  # fmt: skip
    assert column(rows("reports", article="border.txt"), "time") == ["on Monday"]
    assert [
        (r["date"], r["status"], r["said_by"]) for r in rows("meeting-life", participant="Jane Doe")
    ] == [("2023-12-30", "planned", "Jane Doe"), ("2024-05-08", "held", None)]
    assert column(rows("visits"), "visitors") == ["Tom Ito"]
    assert column(rows("open-questions"), "spans") == ["100-140"]
    assert [(r["label"], r["other_label"]) for r in rows("may-be", name="ann lee")] == [
        ("Ann Lee", "Tom Ito"), ("Ann Lee", "https://people.example/lee"),
    ]  # fmt: skip


def test_the_page_of_queries_names_each_with_its_parameters(root: Path) -> None:
    page = (root / "docs" / "queries.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE))
    for query in library.queries():
        section = sections[query.name]
        assert str(query.question) in section
        assert re.findall(r"^\* \*{0,2}`(\w+)`", section, re.M) == [p.name for p in query.params]
        assert f"$ kg query {query.name}" in section


def test_copies_are_told_and_counted_once() -> None:
    (copy,) = rows("duplicates", publisher="evening sun")
    assert (copy["article"], copy["first_article"], copy["claims"]) == (
        "talks-again.txt", "talks.txt", 0,
    )  # fmt: skip
    assert rows("duplicates", to="2023") == []
    assert column(rows("articles"), "same_text_as") == [None, "talks.txt", None]
