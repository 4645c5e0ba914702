"""Is the graph what it should be? The shapes are in `ontology/shapes.ttl`.

SHACL Core is checked by pySHACL, on the part of the graph that the shapes speak of. The SPARQL
constraints are run by the store itself, for all nodes of a class at once: one node at a time, as
pySHACL does it, would take minutes where this takes seconds. Other SHACL engines can run both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import rdflib
from pyoxigraph import NamedNode
from rdflib import RDF, SH

from kg.errors import StoreError
from kg.graph import iris, sparql
from kg.graph.store import Store
from kg.graph.syntax import prefixed
from kg.graph.terms import lexical, to_rdflib
from kg.resources import resource

Severity = Literal["violation", "warning", "info"]

_SEVERITIES: Final[dict[rdflib.term.Node, Severity]] = {
    SH.Violation: "violation",
    SH.Warning: "warning",
    SH.Info: "info",
}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One way in which a node is not what it should be.

    `path` is the property it concerns, shortened (`kg:speaker`), empty where it is the node as a
    whole; `value` is the value that is wrong, empty where one is missing.
    """

    node: str
    path: str
    message: str
    value: str
    severity: Severity


def validate(store: Store, *, shapes: Path | None = None) -> list[Violation]:
    """All violations, sorted by node; none when the graph conforms.

    Args:
        store: the graph.
        shapes: other shapes than those of `ontology/shapes.ttl`.
    """
    graph = rdflib.Graph().parse(
        shapes if shapes is not None else resource("ontology", "shapes.ttl"), format="turtle"
    )
    found = set(_by_query(store, graph))
    found.update(_by_shacl(store, graph))
    return sorted(found)


def _by_query(store: Store, shapes: rdflib.Graph) -> Iterator[Violation]:
    """What the SPARQL constraints find."""
    for shape, constraint in shapes.subject_objects(SH.sparql):
        message = str(shapes.value(constraint, SH.message) or "")
        severity = _severity(shapes.value(shape, SH.severity))
        query = _declarations(shapes, constraint) + str(shapes.value(constraint, SH.select))
        for target in shapes.objects(shape, SH.targetClass):
            pattern = f"$this a {target.n3()} ."
            for row in store.select(sparql.insert(query, pattern)):
                node, value = row.get("this"), row.get("value")
                yield Violation(
                    node=lexical(node) if node is not None else "",
                    path="",
                    message=message,
                    value=lexical(value) if value is not None else "",
                    severity=severity,
                )


def _declarations(shapes: rdflib.Graph, constraint: rdflib.term.Node) -> str:
    lines = [
        f"PREFIX {shapes.value(declared, SH.prefix)}: <{shapes.value(declared, SH.namespace)}>\n"
        for ontology in shapes.objects(constraint, SH.prefixes)
        for declared in shapes.objects(ontology, SH.declare)
    ]
    return "".join(sorted(lines))


def _by_shacl(store: Store, shapes: rdflib.Graph) -> Iterator[Violation]:
    """What pySHACL finds."""
    import pyshacl

    core = rdflib.Graph()
    core += (triple for triple in shapes if triple[1] != SH.sparql)
    _, report, _ = pyshacl.validate(
        _relevant(store, core), shacl_graph=core, inference="none", do_owl_imports=False
    )
    if not isinstance(report, rdflib.Graph):
        raise StoreError("the graph could not be validated.")
    for result in report.subjects(RDF.type, SH.ValidationResult):
        value = report.value(result, SH.value)
        shape = report.value(result, SH.sourceShape)
        yield Violation(
            node=str(report.value(result, SH.focusNode)),
            path=_path(core, core.value(shape, SH.path)),
            message=str(report.value(result, SH.resultMessage)),
            value="" if value is None else str(value),
            severity=_severity(report.value(result, SH.resultSeverity)),
        )


def _relevant(store: Store, shapes: rdflib.Graph) -> rdflib.Graph:
    """The part of the graph that the shapes speak of, and the vocabulary.

    That is the values of the properties in their paths, and the types that they name. Passages,
    most of the graph, are not in it.
    """
    data = rdflib.Graph().parse(resource("ontology", "news.ttl"), format="turtle")
    named = {term for triple in shapes for term in triple if isinstance(term, rdflib.URIRef)}
    steps = {
        step
        for path in shapes.objects(None, SH.path)
        for step in shapes.transitive_objects(path, None)
        if isinstance(step, rdflib.URIRef)
    }
    runs = iris.runs_graph(store.base)
    for predicate in sorted(steps | {RDF.type}):
        for quad in store.matching(NamedNode(predicate)):
            value = to_rdflib(quad.object)
            if quad.graph_name != runs and (predicate != RDF.type or value in named):
                data.add((rdflib.URIRef(lexical(quad.subject)), predicate, value))
    return data


def _path(shapes: rdflib.Graph, path: rdflib.term.Node | None) -> str:
    """A path in words: `kg:speaker`, or `kg:participant|kg:host`."""
    if path is None:
        return ""
    if isinstance(path, rdflib.URIRef):
        return prefixed(path) or str(path)
    choices = shapes.value(path, SH.alternativePath)
    if choices is None:
        return ""
    return "|".join(_path(shapes, choice) for choice in shapes.items(choices))


def _severity(term: rdflib.term.Node | None) -> Severity:
    return "violation" if term is None else _SEVERITIES.get(term, "violation")
