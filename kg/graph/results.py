"""Answers of the engine as documents: the result formats of SPARQL 1.1, and RDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat

from kg.errors import QueryError
from kg.graph.store import Store
from kg.graph.vocabulary import PREFIXES

TABLES: Final = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""Media types of solutions and truth values, the first by default."""

GRAPHS: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
}
"""Media types of triples, the first by default."""


class _Bounded(io.BytesIO):
    """Takes so many bytes and no more."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: bytes, /) -> int:  # type: ignore[override]  # any buffer is too wide
        if self.tell() + len(data) > self._most:
            raise QueryError(
                f"the result is larger than {self._most // 1_000_000} MB; ask for less, "
                "with LIMIT or a narrower pattern."
            )
        return super().write(data)


def answered(
    store: Store, query: str, media: str, *, most: int,
    default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = (),
) -> bytes:  # fmt: skip
    """The answer of a query as a document of a media type.

    Args:
        store: asked.
        query: SPARQL 1.1 of any form.
        media: one of `TABLES` for SELECT and ASK, of `GRAPHS` for CONSTRUCT and DESCRIBE.
        most: bytes that the answer may have.
        default_graphs: IRIs of the graphs that make the default graph; without them, and without
            `named_graphs`, it is the union of all.
        named_graphs: IRIs of the graphs that GRAPH sees.

    Raises:
        QueryError: it has an error, asks for the network, or its answer is larger.
    """
    out = _Bounded(most)
    result = store.run(query, default_graphs=default_graphs, named_graphs=named_graphs)
    try:
        if media in TABLES:
            result.serialize(out, TABLES[media])
        else:
            triples = sorted(set(result), key=str)
            pyoxigraph.serialize(triples, out, GRAPHS[media], prefixes=_prefixes())
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(str(error).rstrip(".") + ".") from error
    return out.getvalue()


def described(store: Store, subject: str, media: str, *, incoming: int) -> bytes | None:
    """What the graph says of a thing, as a document; None: nothing.

    Args:
        store: read.
        subject: IRI of the thing.
        media: one of `GRAPHS`.
        incoming: at most so many statements in which it is the object stand below its own.
    """
    node = NamedNode(subject)
    own = {quad.triple for quad in store.quads(node)}
    into = sorted({quad.triple for quad in store.pointing(node)} - own, key=str)[:incoming]
    if not own and not into:
        return None
    out = io.BytesIO()
    triples = sorted(own, key=str) + into
    pyoxigraph.serialize(triples, out, GRAPHS[media], prefixes=_prefixes())
    return out.getvalue()


def service_description(address: str, media: Iterable[str]) -> str:
    """The endpoint described in Turtle, after SPARQL 1.1 Service Description (W3C, 2013)."""
    formats = " ,\n    ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in media)
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .

<{address}> a sd:Service ;
  sd:endpoint <{address}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {formats} ;
  sd:defaultDataset [ a sd:Dataset ; sd:defaultGraph [ a sd:Graph ] ] .
"""


def _prefixes() -> dict[str, str]:
    return {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
