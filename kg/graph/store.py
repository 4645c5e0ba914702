"""The store: Oxigraph on disk, one folder, asked by SPARQL 1.1 over the union of its graphs.

A store is made once, by one writer, and read by many; see `kg.graph.marker` for what is whole.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeAlias

import pyoxigraph
import rdflib
from pyoxigraph import NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kg.errors import QueryError, StoreError
from kg.graph import iris, marker, refuse, sparql
from kg.graph.sparql import Rows, Values
from kg.graph.terms import Term

_BATCH: Final = 50_000
_FEW: Final = 5_000  # fewer quads are sooner added one by one than as files of their own
RdflibGraph: TypeAlias = rdflib.Graph
"""For the signatures of rooms that know no RDF themselves."""


class Store:
    """A graph on disk. Make one with `create`, read one with `open`; close it, or use `with`."""

    def __init__(
        self, inner: pyoxigraph.Store, *, path: Path | None, base: str, writable: bool
    ) -> None:
        self._inner: pyoxigraph.Store | None = inner
        self._waiting: list[Quad] = []
        self._writable = writable
        self._network = False
        self.path = path
        self.base = base

    @classmethod
    def create(cls, path: Path | str, *, base: str = iris.BASE) -> Self:
        """An empty store in a folder that is new or empty.

        Raises:
            StoreError: there is something in the way.
            UsageError: `base` is no base for IRIs.
        """
        folder, base = Path(path), iris.check_base(base)
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreError(f"{folder} exists already; remove it or choose another folder.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            inner = pyoxigraph.Store(str(folder))
        except OSError as error:
            raise marker.refused(folder, error) from error
        return cls(inner, path=folder, base=base, writable=True)

    @classmethod
    def copied(cls, old: Path | str, path: Path | str) -> Self:
        """A store to be written, with all that a store in another folder has; that one stays as it
        is. What does not change takes no room of its own where both lie in one file system.

        Raises:
            StoreError: as for `open` and `create`.
        """
        folder = Path(path)
        with cls.open(old) as before:
            try:
                before._engine().backup(str(folder))
                inner = pyoxigraph.Store(str(folder))
            except (OSError, RuntimeError) as error:
                raise marker.refused(folder, error) from error
            return cls(inner, path=folder, base=before.base, writable=True)

    @classmethod
    def in_memory(cls, *, base: str = iris.BASE) -> Self:
        """An empty store that is gone when it is closed."""
        return cls(pyoxigraph.Store(), path=None, base=iris.check_base(base), writable=True)

    @classmethod
    def open(cls, path: Path | str, *, read_only: bool = True) -> Self:
        """A store that `create` made.

        Raises:
            StoreError: it is missing, unfinished, damaged, of another format, or (to be written)
                in use by another process.
        """
        folder = Path(path)
        base = marker.base_of(folder)
        try:
            if read_only:
                inner = pyoxigraph.Store.read_only(str(folder))
            else:
                inner = pyoxigraph.Store(str(folder))
                marker.remove(folder)
        except (OSError, RuntimeError) as error:  # the latter: RocksDB finds it damaged
            raise marker.refused(folder, error) from error
        return cls(inner, path=folder, base=base, writable=not read_only)

    def with_network(self) -> Self:
        """The same store, whose queries may ask other endpoints by SERVICE; only to be read.

        Nothing else of a query reaches the network: FROM names graphs of the store alone. Let go of
        it before the store is closed.
        """
        self._engine()
        other = copy.copy(self)
        other._waiting, other._writable, other._network = [], False, True
        return other

    def load(self, quads: Iterable[Quad]) -> None:
        """Adds quads; many small calls cost no more than a large one."""
        self._writer()
        self._waiting.extend(quads)
        if len(self._waiting) >= _BATCH:
            self._engine()

    def remove(self, quads: Iterable[Quad]) -> None:
        """Removes single quads."""
        self._writer()
        inner = self._engine()
        for quad in quads:
            inner.remove(quad)

    def optimize(self) -> None:
        """Sorts the files anew, so that quads, which stay as they are, are looked up several times
        as fast. Takes some seconds for each million.

        Raises:
            StoreError: the files cannot be written.
        """
        self._writer()
        try:
            self._engine().optimize()
        except (OSError, RuntimeError) as error:
            raise marker.refused(self.path, error) from error

    def drop_graph(self, name: NamedNode) -> None:
        """Removes a named graph with all its quads, if it is there."""
        self._writer()
        self._engine().remove_graph(name)

    def select(
        self, query: str, *, values: Values | None = None, rows: Rows | None = None
    ) -> Iterator[dict[str, Term | None]]:
        """The solutions of a SELECT, each by variable, None where one is not bound.

        Args:
            query: SPARQL 1.1; its default graph is the union of all graphs.
            values: terms that variables may have, bound as `kg.graph.sparql.bind` says.
            rows: combinations of terms that several variables may have.

        Raises:
            QueryError: it is no SELECT, has an error, or asks for the network.
        """
        solutions = self._query(query, values, rows)
        if not isinstance(solutions, QuerySolutions):
            raise QueryError("this must be a SELECT query.")
        return _solutions(solutions)

    def columns(self, query: str) -> list[str]:
        """The names of the variables that a SELECT selects, in their order.

        Raises:
            QueryError: as for `select`.
        """
        solutions = self._query(query, None, None)
        if not isinstance(solutions, QuerySolutions):
            raise QueryError("this must be a SELECT query.")
        return [variable.value for variable in solutions.variables]

    def construct(
        self, query: str, *, values: Values | None = None, rows: Rows | None = None
    ) -> Iterator[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE, in the engine's order.

        Raises:
            QueryError: it is neither, has an error, or asks for the network.
        """
        triples = self._query(query, values, rows)
        if not isinstance(triples, QueryTriples):
            raise QueryError("this must be a CONSTRUCT or DESCRIBE query.")
        return _triples(triples)

    def ask(self, query: str, *, values: Values | None = None, rows: Rows | None = None) -> bool:
        """The answer of an ASK.

        Raises:
            QueryError: it is no ASK, has an error, or asks for the network.
        """
        answer = self._query(query, values, rows)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("this must be an ASK query.")
        return bool(answer)

    def query(
        self, query: str, *, values: Values | None = None, rows: Rows | None = None
    ) -> bool | Iterator[dict[str, Term | None]] | Iterator[Triple]:
        """Whatever the query's form yields: truth value, solutions or triples.

        Raises:
            QueryError: it has an error or asks for the network.
        """
        result = self._query(query, values, rows)
        if isinstance(result, QueryBoolean):
            return bool(result)
        if isinstance(result, QueryTriples):
            return _triples(result)
        return _solutions(result)

    def run(
        self, query: str, *, default_graphs: Sequence[str] = (), named_graphs: Sequence[str] = ()
    ) -> Any:
        """The engine's own result of a query of any form, for `kg.graph.results`.

        Args:
            query: SPARQL 1.1.
            default_graphs: IRIs of the graphs that make the default graph.
            named_graphs: IRIs of the graphs that GRAPH sees. Without either the default graph is
                the union of all, and GRAPH sees each.

        Raises:
            QueryError: it has an error or asks for the network.
        """
        return self._query(query, None, None, tuple(default_graphs), tuple(named_graphs))

    def pointing(self, value: NamedNode) -> Iterator[Quad]:
        """The quads that have it as their object, in the engine's order."""
        return self._engine().quads_for_pattern(None, None, value, None)

    def quads(
        self, subject: NamedNode | None = None, *, graph: NamedNode | None = None
    ) -> Iterator[Quad]:
        """The quads of a subject, of a graph, or all, in the engine's order."""
        return self._engine().quads_for_pattern(subject, None, None, graph)

    def matching(self, predicate: NamedNode, value: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of a predicate, or of a predicate and an object, in the engine's order."""
        return self._engine().quads_for_pattern(None, predicate, value, None)

    def graphs(self) -> list[NamedNode]:
        """The named graphs, sorted by IRI."""
        names = (name for name in self._engine().named_graphs() if isinstance(name, NamedNode))
        return sorted(names, key=lambda name: name.value)

    def rdflib_graph(self) -> rdflib.Graph:
        """The store for users of rdflib: one graph, the union of all, that can only be read.

        Its SPARQL runs in Oxigraph and sees the named graphs by `GRAPH`. Valid until `close`.
        """
        from kg.graph.view import View, prefixed  # few ask for rdflib, and oxrdflib is slow to load

        return prefixed(rdflib.Graph(store=View(self._engine, union=True)))

    def rdflib_dataset(self) -> rdflib.Dataset:
        """As `rdflib_graph`, with the named graphs; the default graph is the union of all."""
        from kg.graph.view import View, prefixed

        store = View(self._engine, union=False)
        return prefixed(rdflib.Dataset(store=store, default_union=True))

    def close(self) -> None:
        """Writes what is waiting and marks the store as whole. Closing twice does no harm."""
        if self._inner is None:
            return
        if self._writable:
            inner: pyoxigraph.Store | None = self._engine()
            if inner is not None and self.path is not None:
                try:
                    inner.flush()
                except (OSError, RuntimeError) as error:
                    raise marker.refused(self.path, error) from error
                self._inner = inner = None  # the engine closes its files
                marker.write(self.path, base=self.base)
        self._inner = None

    def __len__(self) -> int:
        return len(self._engine())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self.close()
        else:
            # Left without its marker: what was being written is not whole.
            self._inner = None

    def _engine(self) -> pyoxigraph.Store:
        if self._inner is None:
            raise StoreError("the store is closed.")
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            try:
                add = self._inner.extend if len(waiting) < _FEW else self._inner.bulk_extend
                add(waiting)
            except (OSError, RuntimeError) as error:
                raise marker.refused(self.path, error) from error
        return self._inner

    def _writer(self) -> None:
        if not self._writable:
            raise StoreError("the store was opened to be read only.")

    def _query(
        self, query: str, values: Values | None, rows: Rows | None,
        default: Sequence[str] = (), named: Sequence[str] = (),
    ) -> Any:  # fmt: skip
        if self._network:
            refuse.refuse_size(query)
        else:
            refuse.refuse_network(query)
        engine = self._engine()
        try:
            bound = sparql.bind(query, values=values, rows=rows)
            if not default and not named:
                return engine.query(bound, use_default_graph_as_union=True)
            return engine.query(
                bound,
                default_graph=[NamedNode(iri) for iri in default],
                named_graphs=[NamedNode(iri) for iri in named],
            )
        except SyntaxError as error:
            raise QueryError(sparql.problem(sparql.own_error(query) or error)) from error
        except (ValueError, OSError, RuntimeError) as error:
            raise QueryError(sparql.problem(error)) from error


def _solutions(solutions: QuerySolutions) -> Iterator[dict[str, Term | None]]:
    names = [variable.value for variable in solutions.variables]
    try:
        for solution in solutions:
            yield dict(zip(names, solution, strict=True))
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(sparql.problem(error)) from error


def _triples(triples: QueryTriples) -> Iterator[Triple]:
    try:
        yield from triples
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(sparql.problem(error)) from error
