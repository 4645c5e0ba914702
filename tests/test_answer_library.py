"""Query files: headers, parameters, binding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.answer import library, sparql
from kg.answer.lookup import entities_called
from kg.errors import QueryError, UsageError
from kg.graph import terms
from kg.graph.sparql import leading, masked
from kg.graph.store import Store
from tests.answer_graph import oxigraph, reference
from tests.graph_samples import UNTIMED

ECHO = library.parse(
    """# Question: What was given?
# Param: text (text, optional) anything
# Param: name (name, optional) a name
SELECT ?param_text ?param_name WHERE { }"""
)
EMPTY = Store.in_memory()
HEADER = "# Question: Q?\n# Param: when (date, optional) a day\n# Param: what (search) words\n"
HOSTILE = '" } } INSERT DATA { <x:a> <x:b> <x:c> } # \\" \n\r \\u0022 ; <>'


def test_header() -> None:
    query = library.parse(HEADER + "# Example: what=a when=2024\nSELECT ?a { }")
    assert [(p.name, p.type, p.optional, p.help) for p in query.params] == [
        ("when", "date", True, "a day"),
        ("what", "search", False, "words"),
    ]
    assert query.examples == ({"what": "a", "when": "2024"},)
    assert (query.question, query.kind) == ("Q?", "SELECT")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("# Param: x text help", "Param: name"),
        ("# Param: x (thing) help", "type one of"),
        ("# Example: y=1", "no parameter"),
        ("# List: ?y", "not among the Columns"),
    ],
)
def test_malformed_headers_are_refused(line: str, problem: str) -> None:
    with pytest.raises(QueryError, match=problem):
        library.parse(f"{line}\nSELECT ?x {{ }}", name="mine")


def test_a_query_needs_no_header_and_comments_later_are_none() -> None:
    query = library.parse("SELECT ?x { }\n# Param: x (thing) help")
    assert (query.question, query.params, query.columns) == (None, (), ())


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, "needs what"),
        ({"what": "x", "who": "y"}, "no parameter 'who'; it knows when, what"),
        ({"what": "x", "when": "yesterday"}, "when must be a date"),
        ({"what": "x", "when": "2024-02-30"}, "when must be a date"),
        ({"what": "x", "when": "2024-13"}, "when must be a date"),
        ({"what": "x"}, "search index"),
    ],
)
def test_wrong_parameters(values: dict[str, str], problem: str) -> None:
    query = library.parse(HEADER + "SELECT ?x { }", name="mine")
    with pytest.raises(UsageError, match=problem):
        library.run(query, EMPTY, values)


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("int", " 42 ", '"42"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ("date", "2024-05", '"2024-05"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>'),
        ("iri", "<https://x.example/a>", "<https://x.example/a>"),
        ("name", "  Jane Doe ", '"Jane Doe"'),
        ("text", " as it is ", '" as it is "'),
    ],
)
def test_typed_values(kind: sparql.ParamType, text: str, expected: str) -> None:
    assert str(sparql.typed(kind, text, name="it")) == expected


@pytest.mark.parametrize(
    ("kind", "text"),
    [("int", "4.2"), ("int", "٤"), ("iri", "x y"), ("iri", "relative"), ("iri", "x:a> <x:b")],
)
def test_values_of_another_type_are_refused(kind: sparql.ParamType, text: str) -> None:
    with pytest.raises(UsageError, match="it must be"):
        sparql.typed(kind, text, name="it")


@given(st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")))
@example(HOSTILE)
@example("'''\"\"\"\\")
def test_whatever_is_given_stays_one_literal(text: str) -> None:
    (row,) = library.run(ECHO, EMPTY, {"text": text}).rows
    assert row == {"param_text": text, "param_name": None}


@pytest.mark.parametrize(
    "text", [HOSTILE, '"', "}", "{", "\n", "'''", "\\", "?param_speaker", "#", "\\u0022 }"]
)
def test_hostile_values_find_nothing_and_change_nothing(text: str) -> None:
    store, other = oxigraph(), reference()
    size = len(store)
    for query in library.queries():
        for param in query.params:
            if param.type in ("entity", "place", "text"):
                given = required(query) | {param.name: text}
                assert library.run(query, store, given, search=nothing).rows == ()
                if text == HOSTILE:
                    assert library.run(query, other, given, search=nothing).rows == ()
    assert len(store) == size


@given(
    st.sampled_from(library.queries()),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
)
@example(library.find("said-by"), HOSTILE)
def test_whatever_is_given_the_query_keeps_its_form(query: library.Query, text: str) -> None:
    def form(value: str) -> str:
        typed = {p.name: value for p in query.params if p.type in ("entity", "place", "text")}
        bound = library.bind(
            query, required(query) | typed, lookup=lambda name, _: [terms.text(name)],
            search=nothing, narrow=False,
        )  # fmt: skip
        return re.sub(r" +", "", masked(bound))

    assert form(text) == form("x")


@UNTIMED
@given(
    st.sampled_from([(q, param) for q in library.queries() for param in q.params]),
    st.text() | st.text("\"'{}()<>\\\n\0\ud800\udfff?#u0022", max_size=30),
    st.booleans(),
)
@example((library.find("meetings"), library.find("meetings").params[3]), "http://a/> } #", True)
@example((library.find("claims"), library.find("claims").params[0]), "x" * 100_000, True)
def test_a_value_of_any_type_is_a_value_or_refused(
    asked: tuple[library.Query, library.Param], text: str, narrow: bool
) -> None:
    query, param = asked
    given = required(query) | {param.name: text}
    try:
        bound = library.bind(
            query, given, lookup=lambda name, _: [terms.text(name)], search=nothing, narrow=narrow
        )
    except UsageError:
        assert param.type in ("date", "int", "iri")
        return
    again = required(query) | {param.name: {"date": "2023", "iri": "x:y"}.get(param.type, "y")}
    harmless = library.bind(
        query, again, lookup=lambda name, _: [terms.text(name)], search=nothing, narrow=narrow
    )
    assert re.sub(r"\s+", "", masked(bound)) == re.sub(r"\s+", "", masked(harmless)) or (
        param.type in ("date", "iri")
    )
    assert isinstance(library.run(query, EMPTY, given, search=nothing).rows, tuple)


def required(query: library.Query) -> dict[str, str]:
    values = {"date": "2024", "entity": "Jane Doe", "search": "x"}
    return {p.name: values[p.type] for p in query.params if not p.optional}


def nothing(text: str, *, only: object = None) -> list[tuple[str, float]]:
    return [("https://newskg.example/id/article/border/claim/1", 0.5)]


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "PREFIX x: <x:> DELETE WHERE { ?s ?p ?o }",
        "LOAD <http://example.org/>",
        "# SELECT\nLOAD SILENT <http://example.org/> INTO GRAPH <x:g>",
        "CLEAR ALL",
        "WITH <x:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "SELECT * \\u0046ROM <http://example.org/> { ?s ?p ?o }",
        "SELECT (1<2 AS ?a)#> '''\nFROM <http://example.org/> { } # '''",
        "SELECT * FROM <http://example.org/> WHERE { ?s ?p ?o }",
        "select * from named <http://example.org/> { ?s ?p ?o }",
        "nothing at all",
        "",
    ],
)
def test_only_reading_queries_are_taken(text: str) -> None:
    with pytest.raises(QueryError):
        library.parse(text)


def test_service_is_refused() -> None:
    query = library.parse("SELECT * { SERVICE <http://example.org/sparql> { ?s ?p ?o } }")
    with pytest.raises(QueryError, match="SERVICE"):
        library.run(query, EMPTY)


def test_words_that_only_look_like_keywords_are_left_alone() -> None:
    text = 'PREFIX from: <x:FROM> SELECT ?from { BIND ("FROM x LOAD" AS ?from) } # FROM <x:>'
    assert library.run(library.parse(text), EMPTY).rows == ({"from": "FROM x LOAD"},)


def test_ask_construct_and_unheaded_select() -> None:
    store = oxigraph()
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    assert library.run(library.parse(f"ASK {{ ?s {label} 'France' }}"), store).rows == (
        {"answer": True},
    )
    made = library.run(
        library.parse(f"CONSTRUCT {{ ?s <x:p> ?l }} WHERE {{ ?s {label} ?l }}"), store
    )
    assert made.graph is not None
    assert len(made.graph) == len(made.rows) > 5
    assert made.columns == ("subject", "predicate", "object")
    table = library.run(library.parse("SELECT ?b ?a (1+1 AS ?c) { VALUES ?a { 'x' } }"), store)
    assert (table.columns, table.rows) == (("b", "a", "c"), ({"b": None, "a": "x", "c": 2},))


def test_find_by_name_and_by_path(tmp_path: Path) -> None:
    assert library.find("claims").name == "claims"
    path = tmp_path / "mine.rq"
    path.write_bytes(b"\xef\xbb\xbfSELECT ?x { }")
    assert library.find(str(path)).name == "mine"
    with pytest.raises(UsageError, match="no query 'clams'; known are articles, "):
        library.find("clams")
    with pytest.raises(UsageError, match="cannot be read"):
        library.find(str(tmp_path / "none.rq"))
    path.write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(QueryError, match="UTF-8"):
        library.find(str(path))


def test_lists_are_sorted_without_repeats() -> None:
    query = library.parse(
        "# Columns: ?a ?b\n# List: ?a\n"
        'SELECT ?a ?b { VALUES (?a ?b) { ("z; a; z" "z; a") ("" 1) } }'
    )
    first, second = library.run(query, EMPTY).rows
    assert first == {"a": "a; z", "b": "z; a"}
    assert second == {"a": None, "b": 1}


def test_since_and_until_are_other_names_of_from_and_to() -> None:
    query = library.find("claims")
    one = library.run(query, oxigraph(), {"since": "2024", "until": "2024"})
    two = library.run(query, oxigraph(), {"from": "2024", "to": "2024"})
    assert one == two
    assert len(one.rows) == 3
    with pytest.raises(UsageError, match="since is another name for from"):
        library.run(query, oxigraph(), {"from": "2024", "since": "2024"})


def test_names_are_looked_up_in_any_case_or_given_as_addresses() -> None:
    store = oxigraph()
    doe = terms.iri("https://newskg.example/id/person/jane-doe")
    for name in ("Jane Doe", "jane doe", "JANE doe", " Ms. Doe ", f"<{doe.value}>", doe.value):
        assert entities_called(store, name) == (doe,)
        assert entities_called(reference(), name) == (doe,)
    for name in ("Doe, Jane", "", "Neighbours talk", "Ann Lee said", "<x y>"):
        assert entities_called(store, name) == ()


def test_a_place_is_first_what_has_the_name_for_its_label() -> None:
    store = Store.in_memory()
    text = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        PREFIX schema: <https://schema.org/> PREFIX kg: <https://newskg.example/ontology#>
        <https://newskg.example/id/graph/resolution> {
          <x:town> a schema:Place ; rdfs:label "Velm" .
          <x:state> a kg:State ; rdfs:label "Velmia" ; skos:altLabel "Velm" . }"""
    store.load(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TRIG))
    assert len(entities_called(store, "velm")) == 2
    assert [terms.lexical(t) for t in entities_called(store, "velm", kind="place")] == ["x:town"]
    assert len(entities_called(store, "Velmia", kind="place")) == 1


LIMITED = library.parse(
    """# Question: Which claims are there?
# Param: limit (int, optional) rows at most, 3 unless given; 0 for all of them
# Columns: ?claim ?content
PREFIX kg: <https://newskg.example/ontology#>
SELECT ?claim ?content WHERE {
  { SELECT DISTINCT ?claim { ?claim a kg:Claim } LIMIT 3 }
  ?claim kg:content ?content
}
ORDER BY ?claim"""
)


@pytest.mark.parametrize(
    ("limit", "rows", "cut"),
    [(None, 3, True), ("2", 2, True), ("4", 4, True), ("5", 5, False), ("0", 5, False)],
)
def test_more_rows_than_the_limit_are_cut_and_it_is_said(
    limit: str | None, rows: int, cut: bool
) -> None:
    values = {} if limit is None else {"limit": limit}
    table = library.run(LIMITED, oxigraph(), values)
    assert (len(table.rows), table.cut) == (rows, cut)


@pytest.mark.parametrize("limit", ["-1", "many", "1.5", ""])
def test_a_limit_is_a_number_of_rows(limit: str) -> None:
    with pytest.raises(UsageError, match="limit must be"):
        library.run(LIMITED, oxigraph(), {"limit": limit})


@pytest.mark.parametrize("query", library.queries(), ids=lambda query: query.name)
def test_a_limit_stands_where_it_is_declared_and_nowhere_else(query: library.Query) -> None:
    declared = [p for p in query.params if p.name == "limit"]
    numbers = re.findall(r"\bLIMIT (\d+)", masked(query.text))
    assert len(declared) == min(len(numbers), 1)
    for param in declared:
        assert param.type == "int"
        assert len(set(numbers)) == 1
        assert f"{numbers[0]} unless given" in param.help
        picks = list(_picks(query.text))
        assert len(picks) == len(numbers)
        # Rows that come twice would use it up.
        for pick in picks:
            assert re.match(r"\s*SELECT DISTINCT\b|[^{}]*\{.*\}\s*GROUP BY\b", pick, re.S)


def _picks(text: str) -> Iterator[str]:
    """Of the sub-queries that a query begins with, the innermost that have a LIMIT."""
    for first in leading(masked(text)):
        if "LIMIT" in masked(text[first]):
            yield from list(_picks(text[first])) or [text[first]]
