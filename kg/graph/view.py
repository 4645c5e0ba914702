"""The store as rdflib sees it: only to be read, and nothing in a query reaches the network.

What oxrdflib alone leaves to be tripped over: SERVICE goes to the network, values for variables
that are not selected are refused, plain strings come back with a datatype and then equal no string
of rdflib's own, and a graph under another name than that of the store's looks empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NoReturn, TypeVar

import pyoxigraph
import rdflib
from oxrdflib import OxigraphStore
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QueryBoolean, QuerySolutions
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.query import Result

from kg.errors import QueryError, StoreError
from kg.graph import refuse, sparql
from kg.graph.terms import to_rdflib
from kg.graph.vocabulary import PREFIXES

_Graph = TypeVar("_Graph", bound=rdflib.Graph)

_READ_ONLY: Final = "this graph is only read; copy its triples into an rdflib graph of your own."
_NOT_SERVED = (SyntaxError, ValueError, OSError, RuntimeError)


class View(OxigraphStore):
    """An rdflib store over ours.

    With `union` it is one graph, whatever graph object asks: the triples of all named graphs, each
    once. Without, it has the named graphs, for an `rdflib.Dataset`.
    """

    def __init__(self, engine: Callable[[], pyoxigraph.Store], *, union: bool) -> None:
        """A view.

        Args:
            engine: gives the open store, or raises when it is closed.
            union: whether all named graphs are seen as one.
        """
        super().__init__()
        self.context_aware = self.graph_aware = not union
        self._engine = engine

    @property
    def _inner(self) -> pyoxigraph.Store:
        return self._engine()

    def query(
        self,
        query: Any,
        initNs: Mapping[str, Any],  # noqa: N803 - rdflib's names
        initBindings: Mapping[str, Any],  # noqa: N803
        queryGraph: Any,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        """The result of a query in the engine; `initBindings` become VALUES.

        Raises:
            QueryError: it has an error, asks for the network, or is not given as text.
        """
        if not isinstance(query, str):
            raise QueryError("give the query as text; one that rdflib has parsed is not taken.")
        refuse.refuse_network(query)
        one = self.context_aware and queryGraph != "__UNION__"
        prefixes = {name: str(iri) for name, iri in {**dict(self.namespaces()), **initNs}.items()}
        values = {str(name): [_to_ox(value)] for name, value in initBindings.items()}
        try:
            found = self._inner.query(
                sparql.bind(query, values=values),
                use_default_graph_as_union=not one,
                default_graph=_to_ox(queryGraph) if one else None,
                prefixes=prefixes,
            )
        except _NOT_SERVED as error:
            raise QueryError(sparql.problem(error)) from None
        return _result(found)

    def triples(
        self, triple_pattern: Any, context: rdflib.Graph | None = None
    ) -> Iterator[tuple[Any, Iterator[rdflib.Graph | None]]]:
        """The triples that match, in the engine's order, each with the graph it stands in."""
        try:
            s, p, o = (None if part is None else _to_ox(part) for part in triple_pattern)
            name = None
            if self.context_aware and context is not None:
                name = _to_ox(context.identifier)
            quads = self._inner.quads_for_pattern(s, p, o, name)
        except (QueryError, TypeError):
            return  # rdflib asks with terms that no graph has, such as a literal as subject
        seen: set[tuple[Any, Any, Any]] = set()
        for quad in quads:
            triple = (quad.subject, quad.predicate, quad.object)
            if not self.context_aware:
                if triple in seen:
                    continue
                seen.add(triple)
            yield tuple(map(to_rdflib, triple)), iter((self._graph(quad.graph_name),))

    def __len__(self, context: rdflib.Graph | None = None) -> int:
        return super().__len__(context if self.context_aware else None)

    def _graph(self, name: Any) -> rdflib.Graph | None:
        if not self.context_aware:
            return None
        identifier = DATASET_DEFAULT_GRAPH_ID if isinstance(name, DefaultGraph) else to_rdflib(name)
        return rdflib.Graph(store=self, identifier=identifier)

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Nothing: `Dataset.graph(name)` calls it also for a graph that is there."""

    def add(self, triple: Any, context: Any, quoted: bool = False) -> NoReturn:
        """StoreError, as every other way to write."""
        raise StoreError(_READ_ONLY)

    def addN(self, quads: Iterable[Any]) -> NoReturn:  # noqa: N802
        """StoreError."""
        raise StoreError(_READ_ONLY)

    def remove(self, triple: Any, context: Any = None) -> NoReturn:
        """StoreError."""
        raise StoreError(_READ_ONLY)

    def remove_graph(self, graph: rdflib.Graph) -> NoReturn:
        """StoreError."""
        raise StoreError(_READ_ONLY)

    def update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """StoreError."""
        raise StoreError(_READ_ONLY)

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Nothing: the store is closed by whoever opened it."""


def _result(found: Any) -> Result:
    if isinstance(found, QueryBoolean):
        result = Result("ASK")
        result.askAnswer = bool(found)
    elif isinstance(found, QuerySolutions):
        result = Result("SELECT")
        result.vars = [rdflib.Variable(variable.value) for variable in found.variables]
        result.bindings = [
            {
                name: to_rdflib(value)
                for name, value in zip(result.vars, row, strict=True)
                if value is not None
            }
            for row in _served(found)
        ]
    else:
        result = Result("CONSTRUCT")
        result.graph = rdflib.Graph()
        for s, p, o in _served(found):
            result.graph.add((to_rdflib(s), to_rdflib(p), to_rdflib(o)))
    return result


def _served(found: Iterable[Any]) -> Iterator[Any]:
    try:
        yield from found
    except _NOT_SERVED as error:
        raise QueryError(sparql.problem(error)) from None


def _to_ox(term: Any) -> Any:
    """A term of rdflib as the engine's.

    Raises:
        QueryError: it is none that a graph can have.
    """
    if term == DATASET_DEFAULT_GRAPH_ID:
        return DefaultGraph()
    try:
        if isinstance(term, rdflib.URIRef):
            return NamedNode(str(term))
        if isinstance(term, rdflib.BNode):
            return BlankNode(str(term))
        if isinstance(term, rdflib.Literal):
            datatype = NamedNode(str(term.datatype)) if term.datatype else None
            language = term.language if not datatype else None
            return Literal(str(term), datatype=datatype, language=language)
    except ValueError as error:
        raise QueryError(f"{term!r} is no term of RDF ({error}).") from None
    raise QueryError(f"{term!r} is no term of RDF.")


def prefixed(graph: _Graph) -> _Graph:
    """The graph, which writes terms with our prefixes."""
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph
