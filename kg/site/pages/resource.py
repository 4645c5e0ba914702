"""What an IRI of the graph is, and the page that shows it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from kg.api import Graph
from kg.errors import UsageError
from kg.site.page import Page, href
from kg.site.pages import sparql
from kg.site.pages.claim import claim, proposition
from kg.site.pages.common import kind_of, local, nodes, select
from kg.site.pages.entities import KINDS, entity
from kg.site.pages.meetings import meeting
from kg.site.pages.reader import redirect

_KG = "https://newskg.example/ontology#"


def resource(graph: Graph, params: Mapping[str, str]) -> Page:
    """The page of an `iri`: of what it is, or else all its statements.

    Raises:
        UsageError: the graph says nothing of it.
    """
    iri, types = _known(graph, params["iri"])
    kinds = {kind_of(name) for name in types}
    for kind in KINDS:
        if kind in kinds:
            return entity(graph, iri, kind, params)
    if kinds & {"Meeting", "Visit", "SubEvent"}:
        return meeting(graph, iri)
    if f"{_KG}Claim" in types:
        return claim(graph, iri)
    if f"{_KG}Proposition" in types:
        return proposition(graph, iri)
    if "https://schema.org/NewsArticle" in types:
        return redirect(graph, iri)
    return _statements(graph, iri)


def _known(graph: Graph, iri: str) -> tuple[str, set[str]]:
    """An IRI and its classes, as it is or as it is written with percent signs."""
    base = graph.store.base
    for written in dict.fromkeys((iri, base + quote(iri.removeprefix(base), safe="/"))):
        try:
            types = {str(row["type"]) for row in select(graph, sparql.TYPES, node=written)}
        except ValueError:
            continue
        if types:
            return written, types
    return iri, set()


def _statements(graph: Graph, iri: str) -> Page:
    try:
        rows = select(graph, sparql.STATEMENTS, node=iri)
        pointing = select(graph, sparql.POINTING, node=iri)
    except ValueError:
        rows, pointing = [], []
    if not rows and not pointing:
        raise UsageError(f"There is nothing about {iri} in this graph.")
    base = graph.store.base
    named = nodes(
        graph,
        [str(r["o"]) for r in rows if _is_own(r["o"], base)]
        + [str(r["s"]) for r in pointing if _is_own(r["s"], base)],
    )

    def value(found: object) -> dict[str, str]:
        text = str(found)
        if text in named:
            return {"text": named[text]["label"], "href": href(text, base)}
        return {"text": text, "href": ""}

    return Page(
        "statements.html",
        {
            "section": "",
            "title": named[iri]["label"] if iri in named else local(iri),
            "iri": iri,
            "data": href(iri, base),
            "stated": [{"property": local(r["p"]), "iri": r["p"], **value(r["o"])} for r in rows],
            "pointing": [
                {"property": local(r["p"]), "iri": r["p"], **value(r["s"])} for r in pointing
            ],
        },
    )


def _is_own(value: object, base: str) -> bool:
    return isinstance(value, str) and value.startswith(base) and " " not in value
