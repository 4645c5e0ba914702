"""Filters on bound parameters as joins: where they move, and that the rows stay the same."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import narrow, sparql, terms
from kg.graph.store import Store

A = "http://a.example/"
X, Y, Z, P, Q, G = (NamedNode(A + name) for name in "xyzpqg")
MOVED = [
    "SELECT DISTINCT ?s { ?s <#p> ?o FILTER (!BOUND(?v) || EXISTS { ?s <#q> ?v }) }",
    "SELECT DISTINCT ?s { ?s <#p> ?o FILTER(!BOUND(?v)||EXISTS{ ?s <#p>|<#q> ?v . }) }",
    "SELECT DISTINCT ?s { ?s <#p> ?o . OPTIONAL { ?s <#q> ?w } FILTER (!BOUND(?v) || ?o = ?v) }",
    "SELECT ?s (COUNT(DISTINCT ?o) AS ?n) { ?s <#p> ?o FILTER (!BOUND(?v) || ?o = ?v) } "
    "GROUP BY ?s",
    "SELECT DISTINCT ?s { ?s <#p> ?o FILTER (!BOUND(?v) || EXISTS {\n"
    "  { ?s <#q> ?v } UNION { ?s <#p> ?v } # or so }\n}) }",
    # A sub-query of triples alone.
    "SELECT DISTINCT ?s { { SELECT ?s WHERE { VALUES ?o { 1 2 } ?s <#p> ?o FILTER (?o > 0) } } "
    "FILTER (!BOUND(?v) || EXISTS { ?s <#q> ?v }) }",
    # Each branch of a UNION that has the variable is given it.
    "SELECT DISTINCT ?s ?o { ?s <#p> ?any { ?s <#p> ?o OPTIONAL { ?s <#q> ?w } } "
    "UNION # }\n { ?s <#q> ?o { SELECT ?s { ?s <#p> ?w } } } FILTER (!BOUND(?v) || ?any = ?v) }",
    "SELECT DISTINCT ?o { ?s <#p> ?o { ?s <#p> ?o } UNION { ?o ?s ?w } UNION { ?s <#q> ?x } "
    "FILTER (!BOUND(?v) || ?o = ?v) }",
]
LEFT = [
    # A row more for each way in which the pattern holds.
    "SELECT ?s { ?s <#p> ?o FILTER (!BOUND(?v) || EXISTS { ?s <#p>|<#q> ?v }) }",
    "SELECT (COUNT(?s) AS ?n) { ?s <#p> ?o FILTER (!BOUND(?v) || EXISTS { ?s <#q> ?v }) } "
    "GROUP BY ?s",
    # What is only there in some rows.
    "SELECT DISTINCT ?s { ?s <#p> ?o OPTIONAL { ?s <#q> ?w } FILTER (!BOUND(?v) || ?w = ?v) }",
    "SELECT DISTINCT ?s { ?s <#p> ?o OPTIONAL { ?s <#q> ?w } "
    "FILTER (!BOUND(?v) || EXISTS { ?w <#q> ?v }) }",
    "SELECT DISTINCT ?s { ?s <#p> ?o BIND (?o AS ?w) FILTER (!BOUND(?v) || ?w = ?v) }",
    "SELECT DISTINCT ?s { { SELECT ?s ?w WHERE { ?s <#p> ?o OPTIONAL { ?s <#q> ?w } } } "
    "FILTER (!BOUND(?v) || ?w = ?v) }",
    "SELECT DISTINCT ?s { { SELECT ?s ?w WHERE { ?s <#p> ?o FILTER (?w) } } "
    "FILTER (!BOUND(?v) || ?w = ?v) }",
    # More than the one condition, or inside something else.
    "SELECT DISTINCT ?s { ?s <#p> ?o FILTER (!BOUND(?v) || EXISTS { ?s <#q> ?v } || ?o = 1) }",
    "SELECT DISTINCT ?s { { ?s <#p> ?o FILTER (!BOUND(?v) || ?o = ?v) } UNION { ?s <#q> ?o } }",
    "SELECT DISTINCT ?s { ?s <#p> ?o FILTER (?o > 0) } # FILTER (!BOUND(?v) || ?o = ?v)",
]


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store.in_memory()
    one, two = terms.integer(1), terms.integer(2)
    facts = [(X, P, one), (X, Q, one), (X, Q, two), (Y, P, two), (Z, P, one), (Z, P, two)]
    made.load(Quad(s, p, o, G) for s, p, o in facts)
    return made


def full(query: str) -> str:
    return query.replace("<#", f"<{A}")


def found(store: Store, query: str, number: int) -> list[str]:
    bound = sparql.bind(query, values={"v": [terms.integer(number)]})
    return sorted(str(sorted(row.items(), key=str)) for row in store.select(bound))


@pytest.mark.parametrize("query", MOVED)
def test_moved(store: Store, query: str) -> None:
    query = full(query)
    moved = narrow.narrowed(query, {"v": [terms.integer(1)]})
    assert "BOUND" not in moved
    assert narrow.narrowed(query, {}) == query
    for number in (1, 2, 3):
        again = narrow.narrowed(query, {"v": [terms.integer(number)]})
        assert found(store, again, number) == found(store, query, number)


@pytest.mark.parametrize("query", LEFT)
def test_left_alone(query: str) -> None:
    assert narrow.narrowed(full(query), {"v": [Literal("x")]}) == full(query)


def test_each_branch_of_a_union_is_given_the_value() -> None:
    query = full(
        "SELECT DISTINCT ?s { ?s <#p> ?o { ?s <#p> ?o } UNION { ?s <#q> ?o { ?s ?o ?o } } UNION "
        "{ ?s ?p ?w } { ?s <#p> ?o } FILTER (!BOUND(?v) || ?o = ?v) }"
    )
    moved = narrow.narrowed(query, {"v": [terms.integer(1)]})
    assert moved.count("VALUES (?o)") == 3
    assert moved.count("VALUES (?o)", moved.index("?w")) == 0


def test_the_sub_query_that_stands_first_has_filters_of_its_own(store: Store) -> None:
    query = full(
        "SELECT ?s ?w { { SELECT DISTINCT ?s { ?s <#p> ?o "
        "FILTER (!BOUND(?v) || EXISTS { ?s <#q> ?v }) } LIMIT 9 } ?s <#p> ?w }"
    )
    moved = narrow.narrowed(query, {"v": [terms.integer(1)]})
    assert "EXISTS" not in moved
    assert moved.index("?v") < moved.index("?o") < moved.index("LIMIT")
    for number in (1, 2, 3):
        again = narrow.narrowed(query, {"v": [terms.integer(number)]})
        assert found(store, again, number) == found(store, query, number)
    # Without DISTINCT a join would give a row more than once, and so use up the LIMIT.
    plain = query.replace("DISTINCT ", "")
    assert narrow.narrowed(plain, {"v": [terms.integer(1)]}) == plain
