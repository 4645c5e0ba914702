"""A graph opened to be asked, as the command line and users of Python have it: `kg.open`.

What is slow to load (the search, the encoder, networkx) is loaded when it is first asked for.
"""

from __future__ import annotations

import json
import operator
import os
import shlex
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from kg.answer import library
from kg.answer.library import Cell
from kg.errors import StoreError, UsageError
from kg.folder import check_folder, stamp
from kg.graph import terms
from kg.graph.store import Store

if TYPE_CHECKING:
    import networkx as nx

    from kg.answer.search import Search
    from kg.graph.store import RdflibGraph

Row = dict[str, Cell]

_TEXT = """SELECT ?text WHERE {
  ?node <https://schema.org/identifier> ?article ; <https://schema.org/articleBody> ?text
}"""


class Rows(list[Row]):
    """Rows in the order of their query, each a dictionary with all columns; absent is None.

    `pandas.DataFrame(rows)` takes them as they are. `columns` are known without any row too:
    `pandas.DataFrame(rows, columns=rows.columns)`. `cut` says that the query has more rows than its
    `limit`, which is there for queries that may have very many: `limit=0` gives all.
    """

    def __init__(
        self, rows: Iterable[Row] = (), columns: Sequence[str] = (), *, cut: bool = False
    ) -> None:
        super().__init__(rows)
        self.columns = tuple(columns)
        self.cut = cut


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question was taken for, and what the graph answers.

    Attributes:
        question: as it was asked.
        kind: how it was understood (`who-said`, `met`, …); `search` when it was not.
        query: name of the query that answers it; `graph.query(query, params)` repeats it.
        params: the query's parameters.
        line: the answer in one line. When nothing in the graph answers, it says so.
        rows: what answers the question, best first.
        near: near misses, best first: what comes close and is no answer.
    """

    question: str
    kind: str
    query: str
    params: dict[str, str]
    line: str
    rows: Rows
    near: Rows

    def __str__(self) -> str:
        return self.line


class Graph:
    """A graph that `kg.build` or `kg build` made, open to be read. Close it, or use `with`."""

    def __init__(self, folder: Path, store: Store) -> None:
        self.folder = folder
        self.store = store
        self._stamp = stamp(folder)

    @property
    def index(self) -> Path:
        """Where the index for the search by meaning lies."""
        return self.folder / "search"

    @cached_property
    def report(self) -> dict[str, Any]:
        """What the build found, what failed and what it left open: `report.json`.

        Raises:
            StoreError: it is missing, broken, or of a graph that has taken this one's place.
        """
        self._check_place()
        return read_report(self.folder)

    @cached_property
    def graph(self) -> RdflibGraph:
        """An rdflib graph over the same store: all triples, prefixes bound, only to be read.

        Its SPARQL runs in Oxigraph, never asks the network, and sees the articles' named graphs by
        `GRAPH`. Valid until `close`.
        """
        return self.store.rdflib_graph()

    def text(self, article: str) -> str:
        """An article's text as it was read, in whose code points the rows' `spans` count.

        Args:
            article: its id, as in the rows' `article`.

        Raises:
            UsageError: the graph has no such article.
        """
        for row in self.store.select(_TEXT, values={"article": [terms.text(article)]}):
            if row["text"] is not None:
                return terms.lexical(row["text"])
        raise UsageError(f"there is no article {article!r} in {self.folder}.")

    def network(self) -> nx.MultiDiGraph[str]:
        """Who speaks about whom and who takes part in which meeting, for networkx.

        Nodes are IRIs with `label` and `kind`; edges have `relation` and `count`.
        """
        from kg.graph.tables import network

        return network(self.store)

    def queries(self) -> Rows:
        """The queries there are: `query`, `question` and `params` of each, by name."""
        columns = ("query", "question", "params")
        found: Iterable[Row] = (
            {"query": q.name, "question": q.question, "params": " ".join(p.name for p in q.params)}
            for q in library.queries()
        )
        return Rows(found, columns)

    def query(
        self,
        name: str | os.PathLike[str],
        params: Mapping[str, object] | None = None,
        /,
        *,
        allow_network: bool = False,
        **values: object,
    ) -> Rows:
        """The rows of a query, in its own order.

        An ASK query gives one row with the column `answer`, one that constructs a graph its
        statements.

        Args:
            name: of one of our own queries (see `queries`), or a path of a .rq file.
            params: the query's parameters: text, whole numbers or dates. One that is None is left
                out.
            allow_network: whether SERVICE may ask other endpoints. They are sent the pattern that
                stands in it.
            values: the same as keywords; a `_` at the end keeps clear of Python's own words, as in
                `from_`.

        Raises:
            UsageError: there is no such query, or a parameter is unknown, missing or wrong.
            QueryError: the file's query has an error, changes data, or asks for the network.
        """
        return self._run(_found(os.fspath(name)), params, values, network=allow_network)

    def sparql(
        self,
        text: str,
        params: Mapping[str, object] | None = None,
        /,
        *,
        allow_network: bool = False,
        **values: object,
    ) -> Rows:
        """The rows of a query given as text, with or without a header; otherwise as `query`."""
        return self._run(library.parse(text), params, values, network=allow_network)

    def ask(self, question: str, *, limit: int = 5) -> Answer:
        """The answer to a question in English.

        Args:
            question: with or without a question mark.
            limit: rows at most, near misses among them.

        Raises:
            StoreError: the search index is missing, or of a graph that has taken this one's place.
        """
        from kg.answer.ask import ask

        found = ask(question, self.store, index=self._search, limit=limit)
        # A table without the column is an answer as a whole or not at all.
        near = [bool(row.get("near", found.near)) for row in found.rows]
        rows, misses = (
            [row for row, miss in zip(found.rows, near, strict=True) if miss is wanted]
            for wanted in (False, True)
        )
        return Answer(
            question, found.kind, found.query, dict(found.params), found.sentence,
            Rows(rows, found.columns), Rows(misses, found.columns),
        )  # fmt: skip

    def command(self, name: str, params: Mapping[str, str]) -> str:
        """The command that runs a query of ours on this graph, as one types it into a shell."""
        folder = [] if os.fspath(self.folder) == "kg-out" else ["-k", os.fspath(self.folder)]
        given = (part for key, value in params.items() for part in ("-p", f"{key}={value}"))
        return shlex.join(["kg", "query", name, *folder, *given])

    def close(self) -> None:
        """Closes the store, and `graph` with it. Closing twice does no harm."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<kg.Graph in {self.folder}>"

    def _found(
        self, text: str, /, *, only: Collection[str] | None = None
    ) -> Sequence[tuple[str, float]]:
        return self._search.search(text, only=only)

    @cached_property
    def _search(self) -> Search:
        from kg.answer.search import open_search

        self._check_place()
        return open_search(self.index)

    def _check_place(self) -> None:
        """Refuses files of another graph than the one whose store is open."""
        if self._stamp != stamp(self.folder):
            raise StoreError(f"the graph in {self.folder} has been replaced; open it again.")

    def _run(
        self,
        query: library.Query,
        params: Mapping[str, object] | None,
        values: Mapping[str, object],
        *,
        network: bool,
    ) -> Rows:
        given = _texts(query, params or {}, values)
        store = self.store.with_network() if network else self.store
        table = library.run(query, store, given, search=self._found)
        return Rows(table.rows, table.columns, cut=table.cut)


def read_report(folder: Path) -> dict[str, Any]:
    """`report.json` of a graph's folder.

    Raises:
        StoreError: it is missing or broken.
    """
    path = folder / "report.json"
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise StoreError(f"{path} cannot be read; build the graph again.") from None


def open(folder: str | os.PathLike[str] = "kg-out") -> Graph:
    """The graph in a folder that `kg build` or `kg.build` made.

    Raises:
        StoreError: there is none, or one of another version.
    """
    path = check_folder(Path(folder))
    while True:
        before = stamp(path)
        try:
            graph = Graph(path, Store.open(path / "store"))
        except StoreError:
            if before == stamp(path):
                raise
            continue  # a build put a new graph in place meanwhile
        if before == stamp(path):
            return graph
        graph.close()


def _found(name: str) -> library.Query:
    """As `library.find`; for a name that is spelt otherwise it says which are meant."""
    try:
        return library.find(name)
    except UsageError:
        near = get_close_matches(name, library.query_names())
        if not near:
            raise
        meant = " or ".join(map(repr, near))
        raise UsageError(f"There is no query {name!r}; did you mean {meant}?") from None


def _texts(
    query: library.Query, params: Mapping[str, object], values: Mapping[str, object]
) -> dict[str, str]:
    """The parameters as they would be typed.

    Raises:
        UsageError: one is given twice, is of a type that no parameter has, or is missing.
    """
    known = [param.name for param in query.params]
    found: dict[str, str] = {}
    for name, value in (*params.items(), *values.items()):
        key = name if name in known else library.SYNONYMS.get(name, name.removesuffix("_"))
        if value is None:
            continue
        if key in found:
            raise UsageError(f"{query.name} is given {key} twice.")
        if key not in known and (near := get_close_matches(key, known)):
            meant = " or ".join(near)
            raise UsageError(f"{query.name} has no parameter {key!r}; did you mean {meant}?")
        found[key] = _text(key, value)
    for param in query.params:
        if not param.optional and param.name not in found:
            raise UsageError(f"{query.name} needs {param.name}=… ({param.help or param.type}).")
    return found


def _text(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, bool):
        try:
            return str(operator.index(value))  # type: ignore[arg-type]
        except TypeError:
            pass
    raise UsageError(f"{name} must be text, a whole number or a date, not {type(value).__name__}.")
