"""The graph written out. The same graph gives the same bytes, whatever the store's own order.

Run records stay in the store: they have a clock in them. Memory is that of the list of subjects,
and for TriG of one article, however large the graph.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.errors import UsageError
from kg.graph import iris, nodes, syntax, tables
from kg.graph.store import Store
from kg.graph.terms import BOOLEAN, INTEGER, STRING, Term, lexical
from kg.graph.vocabulary import PREFIXES
from kg.spreadsheet import harmless

FORMATS: Final = ("ttl", "trig", "nq", "nt", "jsonld", "graphml", "csv")
MEDIA_TYPES: Final = {
    "ttl": "text/turtle",
    "trig": "application/trig",
    "nq": "application/n-quads",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "graphml": "application/graphml+xml",
    "csv": "text/csv",
}


def export(store: Store, stream: BinaryIO, *, format: str, text: bool = True) -> None:
    """Writes the graph to a stream, in UTF-8.

    Args:
        store: what to write; it may have been opened to be read only.
        stream: where to; stays open.
        format: one of `FORMATS`. `trig` and `nq` keep the named graphs, `ttl`, `nt` and `jsonld`
            are their union, `graphml` is who speaks about or meets whom, `csv` the claims.
        text: False leaves out the articles' text (`schema:articleBody`).

    Raises:
        UsageError: there is no such format.
    """
    writer = _WRITERS.get(format)
    if writer is None:
        raise UsageError(f"there is no format {format!r}; choose one of {', '.join(FORMATS)}.")
    out = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=False)
    try:
        for piece in writer(store, text):
            out.write(piece)
        out.flush()
    finally:
        out.detach()


def write(store: Store, path: Path, *, format: str, text: bool = True) -> None:
    """Writes the graph to a file; see `export`."""
    with path.open("wb") as stream:
        export(store, stream, format=format, text=text)


def statements(
    store: Store, *, text: bool = True, lines: bool = False
) -> Iterator[tuple[NamedNode, list[Quad]]]:
    """The subjects, sorted by IRI, with their quads in all graphs but that of runs.

    Args:
        store: where they are.
        text: False leaves out the articles' text.
        lines: sort as the lines of N-Triples are, where `<a/b>` stands before `<a>`.
    """
    runs = iris.runs_graph(store.base)
    names = {lexical(quad.subject) for quad in store.quads() if quad.graph_name != runs}
    for name in sorted(names, key=(lambda name: f"{name}>") if lines else None):
        subject = NamedNode(name)
        found = [q for q in store.quads(subject) if q.graph_name != runs and wanted(q, text)]
        if found:
            yield subject, found


def wanted(quad: Quad, text: bool) -> bool:
    """Whether a quad belongs to an export with, or without, the articles' text."""
    return text or quad.predicate != nodes.BODY


def _turtle(store: Store, text: bool) -> Iterator[str]:
    yield syntax.header(base=store.base)
    for subject, quads in statements(store, text=text):
        pairs = ((quad.predicate, quad.object) for quad in quads)
        yield "\n" + syntax.block(subject, pairs, base=store.base)


def _trig(store: Store, text: bool) -> Iterator[str]:
    base = store.base
    yield syntax.header(base=base)
    for graph in store.graphs():
        if graph == iris.runs_graph(base):
            continue
        by_subject: dict[str, list[tuple[NamedNode, Term]]] = {}
        for quad in store.quads(graph=graph):
            if wanted(quad, text):
                by_subject.setdefault(lexical(quad.subject), []).append(
                    (quad.predicate, quad.object)
                )
        if not by_subject:
            continue
        blocks = (
            syntax.block(NamedNode(name), by_subject[name], base=base, indent="    ")
            for name in sorted(by_subject)
        )
        yield f"\n{syntax.short(graph, base=base)} {{\n" + "\n".join(blocks) + "}\n"


def _lines(store: Store, text: bool, *, graph: bool) -> Iterator[str]:
    for _, quads in statements(store, text=text, lines=True):
        for line in sorted({syntax.line(quad, graph=graph) for quad in quads}):
            yield line + "\n"


def _jsonld(store: Store, text: bool) -> Iterator[str]:
    context = json.dumps(PREFIXES, indent=1, sort_keys=True)
    yield f'{{"@context": {context},\n"@graph": ['
    between = "\n"
    for subject, quads in statements(store, text=text):
        node: dict[str, object] = {"@id": subject.value}
        found: dict[str, list[Term]] = {}
        for quad in quads:
            found.setdefault(quad.predicate.value, []).append(quad.object)
        for predicate in sorted(found):
            values = sorted(set(found[predicate]), key=syntax.order)
            if predicate == nodes.TYPE.value:
                node["@type"] = [syntax.prefixed(lexical(v)) or lexical(v) for v in values]
            else:
                node[syntax.prefixed(predicate) or predicate] = [_json(value) for value in values]
        yield between + json.dumps(node, ensure_ascii=False, sort_keys=True)
        between = ",\n"
    yield "\n]}\n"


def _json(value: Term) -> object:
    if not isinstance(value, Literal):
        return {"@id": lexical(value)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    if value.datatype == STRING:
        return value.value
    if value.datatype == BOOLEAN and value.value in ("true", "false"):
        return value.value == "true"
    if value.datatype == INTEGER and value.value.isdigit() and len(value.value) < 16:
        return int(value.value)
    datatype = value.datatype.value
    return {"@value": value.value, "@type": syntax.prefixed(datatype) or datatype}


def _csv(store: Store, text: bool) -> Iterator[str]:
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(tables.CLAIM_COLUMNS)
    for row in tables.claims(store):
        table.writerow([harmless(value) for value in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


_WRITERS: Final[dict[str, Callable[[Store, bool], Iterator[str]]]] = {
    "ttl": _turtle,
    "trig": _trig,
    "nq": lambda store, text: _lines(store, text, graph=True),
    "nt": lambda store, text: _lines(store, text, graph=False),
    "jsonld": _jsonld,
    "graphml": lambda store, text: tables.graphml(store),
    "csv": _csv,
}
