"""Binding values in a query's text, and keeping it off the network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

import pytest
import rdflib
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.answer import library
from kg.errors import QueryError, StoreError
from kg.graph import sparql, terms
from kg.graph.store import Store
from tests.endpoint import heard
from tests.graph_samples import UNTIMED

P, Q, R = (NamedNode(f"http://a.example/{x}") for x in "pqr")
G = NamedNode("http://a.example/g")
STORABLE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store.in_memory()
    made.load(
        [
            Quad(P, Q, Literal("one"), G),
            Quad(P, Q, Literal("two"), G),
            Quad(R, Q, Literal("two"), G),
        ]
    )
    return made


def names(store: Store, query: str, **bound: object) -> list[str]:
    return sorted(
        str(terms.to_python(row["x"]))
        for row in store.select(query, **bound)  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?x ?p ?v }",
        "SELECT ?x WHERE { ?x ?p ?v }",
        "select ?x\nwhere{?x ?p ?v}",
        "# { SELECT\nPREFIX a: <http://a.example/#x>\nSELECT ?x { ?x ?p ?v } # }",
        "SELECT ?x (EXISTS { ?x ?p 'two' } AS ?e) { ?x ?p ?v }",
        'SELECT ?x ("{" AS ?brace) { ?x ?p ?v }',
        "SELECT ?x (COUNT(?v) AS ?n) { ?x ?p ?v } GROUP BY ?x",
        "SELECT ?x { { SELECT ?x ?v { ?x ?p ?v } } }",
        "SELECT DISTINCT ?x FROM <http://a.example/g> { ?x ?p ?v }",
    ],
)
def test_values_bind_whether_selected_or_not(store: Store, query: str) -> None:
    found = names(store, query, values={"v": [Literal("one")]})
    assert found == [P.value]
    assert names(store, query, values={"v": [Literal("none")]}) == []
    assert names(store, query, values={"v": []}) == []


def test_values_bind_before_counting(store: Store) -> None:
    query = "SELECT (COUNT(*) AS ?x) { ?s ?p ?v }"
    assert names(store, query) == ["3"]
    assert names(store, query, values={"v": [Literal("two")]}) == ["2"]


def test_rows_bind_together(store: Store) -> None:
    rows = (("x", "v", "score"), [(P, Literal("one"), terms.decimal(0.5)), (R, None, None)])
    found = list(store.select("SELECT ?x ?v ?score { ?x ?p ?v }", rows=rows))
    told = sorted((str(terms.to_python(r["x"])), terms.to_python(r["score"])) for r in found)
    assert told == [(P.value, 0.5), (R.value, None)]


def test_the_other_forms_take_values_too(store: Store) -> None:
    one = {"v": [Literal("one")]}
    assert store.ask("ASK { ?x ?p ?v }", values=one)
    assert not store.ask("ASK WHERE { ?x ?p ?v }", values={"v": [Literal("none")]})
    for query in (
        "CONSTRUCT { ?x a ?v } WHERE { ?x ?p ?v }",
        "CONSTRUCT WHERE { ?x ?p ?v } # end",
        "DESCRIBE ?x { ?x ?p ?v }",
    ):
        found = {terms.lexical(t.subject) for t in store.construct(query, values=one)}
        assert found == {P.value}, query


@UNTIMED
@given(STORABLE)
@example('" } SERVICE <http://x.example/> { ?s ?p ?o } #')
@example("\\u0022 } \\")
@example("'''\"\"\"\n\r\t\u2028")
@example("<script>{?x}</script>")
def test_any_text_is_bound_as_it_is(text: str) -> None:
    [row] = Store.in_memory().select("SELECT ?x { }", values={"x": [terms.text(text)]})
    assert row["x"] == Literal(text)
    [row] = Store.in_memory().select("SELECT ?x { }", rows=(["x", "y"], [[terms.text(text), None]]))
    assert row["x"] == Literal(text)


@pytest.mark.parametrize("name", ["", "x y", "?x", "1x", "x) { } #", "x\n"])
def test_only_names_of_variables_are_taken(name: str) -> None:
    with pytest.raises(QueryError, match="name of a variable"):
        sparql.bind("SELECT * { }", values={name: []})


def test_rows_of_another_length_are_refused() -> None:
    with pytest.raises(QueryError, match="2 values"):
        sparql.bind("SELECT * { }", rows=(["x"], [[P, Q]]))


def test_a_query_without_a_pattern_takes_no_values() -> None:
    with pytest.raises(QueryError, match="no WHERE"):
        sparql.bind("DESCRIBE <http://a.example/p>", values={"x": []})


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { SERVICE ?e { ?s ?p ?o } }",
        "PREFIX e: <http://x.example/> SELECT * { SERVICE e:x { ?s ?p ?o } }",
        "SELECT * { SERVICE#\n<http://x.example/>#\n{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o.SERVICE <http://x.example/> { ?s ?p ?o } }",
        "PREFIX e: <http://x.example/> SELECT * { ?s e:p\\#e ?o . SERVICE e:x { } }",
        "PREFIX e: <http://x.example/> SELECT * { ?s e:p\\' ?o . SERVICE e:x { ?s e:p\\' ?o } }",
        "SELECT * { FILTER(1<2) SERVICE <http://x.example/> { ?s ?p ?o } FILTER(2>1) }",
        "SELECT * { ?s ?p '' , '''it's''' SERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { { SELECT * { SERVICE <http://x.example/> { ?s ?p ?o } } } }",
    ],
)
def test_no_query_leaves_the_store(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE \(line \d+, column \d+\)"):
        store.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE SILENT ?e { ?s ?p ?o } VALUES ?e { <http://x.example/> } }",
        "SELECT * { SeRvIcE # who\n SILENT # asks\n ?e { ?s ?p ?o } }",
        # To engines that take code points for letters before they parse.
        "SELECT * { \\u0053ERVICE <http://x.example/> { ?s ?p ?o } }",
        "SELECT * { \\U00000053ERVICE <http://x.example/> \\u007B ?s ?p ?o } }",
        "SELECT * { ?s ?p 'x\\u0027 } SERVICE <http://x.example/> { ?s ?p ?o } #' }",
        # To a parser that knows that < compares here, the rest of the line is a comment.
        "PREFIX : <http://x.example/> SELECT * { FILTER(0<1)SERVICE:x#>\n{ ?s ?p ?o } }",
        "PREFIX : <http://x.example/> SELECT * { FILTER(0<1)#> '''\n SERVICE:x { } # '''\n }",
        "ASK { FILTER(?a<1)#>\n SERVICE <http://x.example/> { ?s ?p ?o } }",
    ],
)
def test_nothing_hides_that_a_query_leaves_the_store(store: Store, query: str) -> None:
    with pytest.raises(QueryError, match=r"SERVICE \(line|may compare or open an IRI"):
        store.query(query)


# What may be tried to reach an endpoint or a document; {0} is its address.
REACHING = [
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ sErViCe SiLeNt <{0}> {{ ?s ?p ?o }} }}",
    "PREFIX e: <{0}> SELECT * {{ SERVICE e: {{ ?s ?p ?o }} }}",
    "BASE <{0}> SELECT * {{ SERVICE <> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?e {{ <{0}> }} SERVICE ?e {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND (IRI('{0}') AS ?e) LATERAL {{ SERVICE ?e {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ SERVICE # <x:y> {{\n<{0}> # }}\n{{ ?s ?p ?o }} }}",
    "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ {{ SELECT * {{ OPTIONAL {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }} }}",
    "SELECT * {{ FILTER NOT EXISTS {{ SERVICE SILENT <{0}> {{ ?s ?p ?o }} }} }}",
    "SELECT (EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} AS ?e) {{ }}",
    "SELECT * {{ ?s ?p ?o MINUS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ FILTER (1<2)SERVICE <{0}> {{ ?s ?p ?o }} FILTER (2>1) }}",
    "SELECT * {{ GRAPH ?g {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "DESCRIBE ?s {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "ASK {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    "SELECT * FROM NAMED <{0}> {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
    "LOAD <{0}>",
    "LOAD SILENT <{0}> INTO GRAPH <x:g>",
    "DESCRIBE <{0}>",
    "SELECT * {{ GRAPH <{0}> {{ ?s ?p ?o }} }}",
]


def served(ask: Callable[[], object]) -> None:
    """Runs to its end, or is refused."""
    with suppress(QueryError):
        found = ask()
        if isinstance(found, Iterable):
            list(found)


def test_no_query_reaches_an_endpoint_unless_allowed(store: Store) -> None:
    with heard() as (address, requests):
        for pattern in REACHING:
            query = pattern.format(address)
            tries: list[Callable[[], object]] = [
                partial(store.query, query),
                partial(store.query, query, values={"x": [NamedNode(address)]}),
                partial(store.rdflib_graph().query, query),
                lambda text=query: library.run(library.parse(text), store),
            ]
            for attempt in tries:
                served(attempt)
                assert requests == [], query


def test_service_asks_the_endpoint_when_allowed(store: Store) -> None:
    with heard() as (address, requests):
        query = f"SELECT ?x {{ ?x ?p 'one' SERVICE <{address}> {{ ?x ?there ?o }} }}"
        assert names(store.with_network(), query) == []
        assert len(requests) == 1
        assert "?there" in requests[0]
        with pytest.raises(QueryError, match="--allow-network"):
            store.query(query)
        assert len(requests) == 1


def test_what_is_allowed_reaches_endpoints_only(store: Store) -> None:
    with heard() as (address, requests):
        allowed = store.with_network()
        for pattern in REACHING[-6:]:
            served(partial(allowed.query, pattern.format(address)))
        assert requests == []
        with pytest.raises(QueryError, match="nested"):
            allowed.query("SELECT * " + "{" * 5000 + "}" * 5000)
        with pytest.raises(StoreError, match="read only"):
            allowed.drop_graph(G)


def test_an_endpoint_that_does_not_answer_is_told_of(store: Store) -> None:
    with heard() as (address, _):
        pass
    with pytest.raises(QueryError, match="could not be answered"):
        list(store.with_network().select(f"SELECT * {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT * " + "{" * 5000 + "}" * 5000, "nested"),
        ("SELECT * { FILTER(" + "(" * 5000 + "1" + ")" * 5000 + ") }", "nested"),
        ("SELECT * { ?s ?p " + "[ ?p " * 9999 + "1" + "]" * 9999 + " }", "nested"),
        ("SELECT * { FILTER(" + "!" * 20000 + "true) }", "operators"),
        ("SELECT * { FILTER(" + "1+" * 20000 + "1) }", "operators"),
        ("SELECT * {" + " {} UNION" * 20000 + " {} }", "operators"),
        ("SELECT * {" + " OPTIONAL { ?a ?b ?c }" * 20000 + " }", "operators"),
    ],
    ids=["braces", "parentheses", "nodes", "not", "plus", "union", "optional"],
)
def test_a_query_too_deep_or_too_long_is_refused(store: Store, query: str, problem: str) -> None:
    with pytest.raises(QueryError, match=problem):
        store.query(query)


def test_a_long_list_of_values_is_no_long_query(store: Store) -> None:
    rows = (("x", "v"), [(P, Literal("one"))] * 20_000)
    assert len(list(store.select("SELECT * { ?x ?p ?v }", rows=rows))) == 20_000


@UNTIMED
@given(st.text('\\uU0025"ab \n', max_size=20))
@example("\\u0022 } #")
@example("\\u005C")
@example("\\\\U00000022")
def test_a_value_is_the_same_to_engines_that_read_code_points_first(text: str) -> None:
    query = sparql.bind("SELECT ?x { }", values={"x": [terms.text(text)]})
    [row] = Store.in_memory().select(query)
    assert row["x"] == Literal(text)
    [(other,)] = rdflib.Graph().query(query)
    assert str(other) == text


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x { ?x ?p 'SERVICE <http://x.example/> {' }",
        "SELECT ?x { ?x ?p ?service } # SERVICE <http://x.example/> { }",
        "SELECT ?x { ?x <http://service:80/> ?v . GRAPH <http://service:80/a> { ?x ?service ?v } }",
        "PREFIX service: <http://a.example/> SELECT ?x { ?x service:q ?v }",
        "PREFIX a: <http://a.example/> SELECT ?x { ?x a:service ?v { ?x ?p ?v } }",
        'SELECT ?x { ?x ?p """SERVICE "quoted" <http://x.example/> {""" }',
    ],
)
def test_the_word_alone_does_no_harm(store: Store, query: str) -> None:
    assert isinstance(list(store.select(query)), list)


@UNTIMED
@given(st.text("SERVICEservice {}()<>?$:.'\"\\#\n a1", max_size=60))
def test_masking_keeps_every_place(text: str) -> None:
    covered = sparql.masked(text)
    assert len(covered) == len(text)
    for ours, theirs in zip(covered, text, strict=True):
        assert ours in (theirs, " ", "_")


def test_where_an_error_is_told_in_the_users_own_text(store: Store) -> None:
    query = "SELECT ?x\nWHERE { ?x nope:bar ?y }"
    message = r"^the query has an error at line 2, column \d+: a prefix is not declared\.$"
    with pytest.raises(QueryError, match=message):
        store.select(query)
    with pytest.raises(QueryError, match=message):
        store.select(query, values={"y": [Literal("x")]})


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SELECT",
        "SELECT ?x { ?x ?y",
        "DELETE WHERE { ?s ?p ?o }",
        'SELECT ?x { ?x ?p "',
        "{",
        "\x00",
        "SELECT ?q (COUNT(?x) AS ?n) { ?x ?p ?q . }",
    ],
)
def test_an_error_is_one_short_sentence(store: Store, query: str) -> None:
    with pytest.raises(QueryError) as told:
        store.query(query)
    message = str(told.value)
    assert "\n" not in message
    assert len(message) < 160
    assert message.endswith(".")


PICKED = """SELECT ?s ?o WHERE {
  { SELECT DISTINCT ?s { ?s ?p ?v FILTER (!BOUND(?x) || ?v = ?x) } LIMIT 9 } # { SELECT }
  ?s ?q ?o FILTER (!BOUND(?y) || ?o = ?y) }"""


def test_values_reach_into_the_sub_query_that_stands_first() -> None:
    one, two = terms.integer(1), terms.integer(2)
    bound = sparql.bind(PICKED, values={"x": [one], "y": [two]})
    [first] = sparql.leading(sparql.masked(bound))
    assert "VALUES (?x)" in bound[first]
    assert "VALUES (?y)" not in bound[first]
    assert bound.count("VALUES") == 2
    # What both have is bound in both, unless the pick selects it; what neither has, outside.
    both = PICKED.replace("SELECT DISTINCT ?s", "SELECT DISTINCT ?p")
    assert sparql.bind(both, values={"s": [terms.iri("http://a.example/x")]}).count("VALUES") == 2
    assert sparql.bind(PICKED, values={"s": [terms.iri("http://a.example/x")]}).count("VALUES") == 1
    assert sparql.bind(PICKED, values={"z": [terms.iri("http://a.example/x")]}).index(
        "VALUES"
    ) > PICKED.index("LIMIT")
    # Rows go in whole or not at all.
    inside = sparql.bind(PICKED, rows=(("s", "v"), [(one, one)]))
    assert inside.index("VALUES") < inside.index("?p ?v")
    assert sparql.bind(PICKED, rows=(("s", "o"), [(one, one)])).index("VALUES") > PICKED.index(
        "LIMIT"
    )


def test_a_sub_query_that_stands_later_is_left_alone() -> None:
    query = "SELECT ?s { ?s ?p ?o { SELECT ?s { ?s ?q ?x } } }"
    assert sparql.leading(query) == []
    assert sparql.bind(query, values={"x": [terms.integer(1)]}).startswith("SELECT ?s {\nVALUES")


UNITED = """SELECT ?s WHERE {
  { SELECT ?s { { SELECT DISTINCT ?s { ?s ?p ?x } LIMIT 9 } ?s ?q ?o } }
  UNION { SELECT DISTINCT ?s { ?x ?p ?s } LIMIT 9 } }"""


def test_values_reach_into_each_sub_query_of_a_union_that_stands_first() -> None:
    one, two = sparql.leading(sparql.masked(UNITED))
    assert UNITED[one].strip().startswith("SELECT ?s {")
    assert UNITED[two].strip().startswith("SELECT DISTINCT")
    bound = sparql.bind(UNITED, values={"x": [terms.integer(1)]})
    assert bound.count("VALUES (?x)") == 2
    assert "{\nVALUES (?x)" in bound[: bound.index("?s ?p")]  # in the pick of the pick
    assert sparql.limited(UNITED, 20).count("LIMIT 20") == 2
    assert "LIMIT" not in sparql.limited(UNITED, 0)
    # Not all of these are sub-queries: what is bound stands before them.
    mixed = "SELECT ?s { { SELECT ?s { ?s ?p ?x } } UNION { ?s ?q ?x } }"
    assert sparql.leading(mixed) == []
    assert sparql.bind(mixed, values={"x": [terms.integer(1)]}).startswith("SELECT ?s {\nVALUES")


def test_another_number_of_rows() -> None:
    assert sparql.stated_limit(PICKED) == 9
    assert sparql.stated_limit(sparql.limited(PICKED, 20)) == 20
    assert "LIMIT" not in sparql.limited(PICKED, 0)
    text = 'SELECT ?x { ?x ?y "LIMIT 3" } # LIMIT 4'
    assert (sparql.stated_limit(text), sparql.limited(text, 5)) == (None, text)
