"""The graph put into a server by the SPARQL 1.1 Graph Store HTTP Protocol (W3C, 2013).

Each named graph is put in the place of the one of its name that the server may have; what the
server has besides stays. Graphs go in the order of their names, so that what broke off goes on
where it stopped. A graph of many triples goes in several requests: the first replaces, the others
add; our graphs have no blank nodes, so that what is sent twice is there once.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlencode

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat, Triple

from kg.errors import RemoteError, UsageError
from kg.graph import iris
from kg.graph.export import wanted
from kg.graph.http import check_address, send
from kg.graph.store import Store

BATCH: Final = 50_000
"""Triples of one request."""


def push(
    store: Store,
    address: str,
    *,
    text: bool = True,
    skip: int = 0,
    tell: Callable[[int, int], None] = lambda done, count: None,
) -> int:
    """Puts all graphs but that of runs into a server; how many there are.

    Args:
        store: what to put.
        address: of the server's graph store; `graph=…` is added to it.
        text: False leaves out the articles' text.
        skip: graphs, in the order of their names, that are there already.
        tell: told how many graphs are there, and of how many.

    Raises:
        UsageError: the address is none, or `skip` is more than there are.
        RemoteError: the server refuses or cannot be reached; it says how to go on.
    """
    check_address(address)
    runs = iris.runs_graph(store.base)
    graphs = [graph for graph in store.graphs() if graph != runs]
    if skip > len(graphs):
        raise UsageError(f"--skip {skip} is more than the {len(graphs)} graphs that there are.")
    tell(skip, len(graphs))
    for done, graph in enumerate(graphs[skip:], start=skip):
        try:
            _put(store, graph, _with_graph(address, graph), text)
        except RemoteError as error:
            raise RemoteError(_stopped(str(error), done, len(graphs))) from error
        tell(done + 1, len(graphs))
    return len(graphs)


def _put(store: Store, graph: NamedNode, address: str, text: bool) -> None:
    triples = (quad.triple for quad in store.quads(graph=graph) if wanted(quad, text))
    method = "PUT"
    for batch in _batches(triples):
        body = io.BytesIO()
        pyoxigraph.serialize(batch, body, RdfFormat.N_TRIPLES)
        send(method, address, body=body.getvalue(), media="application/n-triples", again=True)
        method = "POST"


def _batches(triples: Iterator[Triple]) -> Iterator[list[Triple]]:
    """At least one: an empty graph is put, too."""
    yield list(islice(triples, BATCH))
    while batch := list(islice(triples, BATCH)):
        yield batch


def _with_graph(address: str, graph: NamedNode) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'graph': graph.value})}"


def _stopped(reason: str, done: int, count: int) -> str:
    if not done:
        return reason
    return f"{reason} {done:,} of {count:,} graphs are there; go on with --skip {done}."
