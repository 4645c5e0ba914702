"""The query files: finding them, reading their headers, binding parameters, running them.

A parameter `x` of the header is bound to the variable `?param_x` by a VALUES block at the start of
the query's pattern; a parameter of type `search` is looked up first and bound as
`VALUES (?claim ?score) {…}`. Nothing that a user types becomes part of the query's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol, cast, get_args

from kg.answer import sparql
from kg.errors import QueryError, UsageError
from kg.graph import terms
from kg.graph.sparql import bind as bind_terms
from kg.graph.terms import Term
from kg.resources import resource

Cell = str | int | float | None
Search = Callable[[str], Sequence[tuple[str, float]]]
"""Looks a text up by meaning: (claim IRI, score between 0 and 1), best first."""

SEPARATOR: Final = "; "
_STATEMENT: Final = ("subject", "predicate", "object")
_HEADER = re.compile(r"#\s*(Question|Param|Example|Columns|List):\s*(.*?)\s*")
_PARAM = re.compile(r"(\w+)\s*\((\w+)(\s*,\s*optional)?\)\s*(.*)")


class Store(Protocol):
    """What a store must do: answer queries over the union of its graphs (see `kg.graph.store`)."""

    def columns(self, query: str, /) -> Sequence[str]: ...
    def select(self, query: str, /) -> Iterable[Mapping[str, Term | None]]: ...
    def ask(self, query: str, /) -> bool: ...
    def construct(self, query: str, /) -> Iterable[Any]: ...


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter that a query file declares."""

    name: str
    type: sparql.ParamType
    optional: bool
    help: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what its header says. `lists` are the columns that hold several values."""

    name: str
    text: str
    kind: sparql.QueryKind
    question: str | None = None
    params: tuple[Param, ...] = ()
    examples: tuple[Mapping[str, str], ...] = ()
    columns: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of an answer, each a dictionary with all columns; absent values are None.

    Lists are joined by "; " in alphabetical order. `graph` holds the statements of a query that
    returns a graph, None for others.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, Cell], ...]
    graph: tuple[Any, ...] | None = None


def query_names() -> tuple[str, ...]:
    """Names of the queries that kg brings along, sorted."""
    return tuple(sorted(path.stem for path in resource("queries").glob("*.rq")))


def queries() -> tuple[Query, ...]:
    """The queries that kg brings along, by name."""
    return tuple(find(name) for name in query_names())


def find(name: str) -> Query:
    """The query of this name, or the one in the file at this path.

    Raises:
        UsageError: when there is neither; QueryError when its header or form is wrong.
    """
    if name in query_names():
        path = resource("queries", f"{name}.rq")
    elif name.endswith(".rq") or Path(name).is_file():
        path = Path(name)
    else:
        raise UsageError(
            f"There is no query {name!r}; known are {', '.join(query_names())}, or give a .rq file."
        )
    try:
        return parse(path.read_text(encoding="utf-8-sig"), name=path.stem)
    except OSError:
        raise UsageError(f"The query file {name!r} cannot be read.") from None
    except UnicodeDecodeError:
        raise QueryError(f"The query file {name!r} is not UTF-8 text.") from None


def parse(text: str, *, name: str = "query") -> Query:
    """Read a query and the header in its leading comment lines; a header is optional.

    Raises:
        QueryError: when a header line is malformed or the query may not be run.
    """
    found: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            break
        if match := _HEADER.fullmatch(line.strip()):
            found.setdefault(match[1], []).append(match[2])
    params = tuple(_param(line, name) for line in found.get("Param", []))
    columns = _variables(found.get("Columns", []))
    lists = _variables(found.get("List", []))
    if stray := [column for column in lists if column not in columns]:
        raise QueryError(f"{name}: List names ?{stray[0]}, which is not among the Columns.")
    examples = tuple(_example(line, params, name) for line in found.get("Example", []))
    question = found["Question"][0] if "Question" in found else None
    return Query(
        name, text, sparql.query_kind(text), question, params, examples, columns, lists
    )  # fmt: skip


def _param(line: str, name: str) -> Param:
    match = _PARAM.fullmatch(line)
    if match is None or match[2] not in get_args(sparql.ParamType):
        known = ", ".join(get_args(sparql.ParamType))
        raise QueryError(f"{name}: write 'Param: name (type) help', type one of {known}: {line!r}.")
    return Param(match[1], cast(sparql.ParamType, match[2]), bool(match[3]), match[4])


def _variables(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(word.removeprefix("?") for line in lines for word in line.split())


def _example(line: str, params: Sequence[Param], name: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in re.split(r"\s+(?=\w+=)", line) if part]
    known = {param.name for param in params}
    for key, equals, _ in pairs:
        if not equals or key not in known:
            raise QueryError(f"{name}: the example names {key!r}, which is no parameter.")
    return {key: value for key, _, value in pairs}


def check_params(query: Query, given: Mapping[str, str]) -> None:
    """Say so when a parameter is unknown or missing.

    Raises:
        UsageError:.
    """
    known = {param.name: param for param in query.params}
    for name in given:
        if name not in known:
            listed = ", ".join(known) if known else "none"
            raise UsageError(f"{query.name} has no parameter {name!r}; it knows {listed}.")
    for param in query.params:
        if not param.optional and param.name not in given:
            raise UsageError(
                f"{query.name} needs {param.name}: -p {param.name}=… ({param.help or param.type})."
            )


def bind(query: Query, given: Mapping[str, str], *, search: Search | None = None) -> str:
    """The SPARQL text of a query with its parameters bound.

    Raises:
        UsageError: when a parameter is unknown, missing, or not of its type.
    """
    check_params(query, given)
    values: dict[str, list[Term]] = {}
    rows: list[tuple[Term, Term]] | None = None
    for param in query.params:
        if param.name not in given:
            continue
        value = given[param.name]
        if param.type != "search":
            values[f"param_{param.name}"] = [sparql.typed(param.type, value, name=param.name)]
        elif search is None:
            raise UsageError(f"{param.name} needs the search index, which this graph has not.")
        else:
            rows = [(terms.iri(claim), terms.decimal(score)) for claim, score in search(value)]
    names = ("claim", "score")
    return bind_terms(query.text, values=values, rows=None if rows is None else (names, rows))


def run(
    query: Query,
    store: Store,
    values: Mapping[str, str] | None = None,
    *,
    index: Path | None = None,
    search: Search | None = None,
) -> Table:
    """The answer of a query, rows in the query's own order.

    An ASK query gives one row with the column `answer`; one that returns a graph gives its
    statements as rows, and the graph itself.

    Args:
        query: from `find` or `parse`.
        store: sees the union of its graphs.
        values: parameter values as typed.
        index: folder of the search index; looked into when a parameter of type `search` is given.
        search: takes the place of the index.

    Raises:
        UsageError: for wrong parameters; QueryError when the engine refuses the query.
    """
    if search is None and index is not None:
        search = partial(_search_in, index)
    text = bind(query, values or {}, search=search)
    if query.kind == "ASK":
        return Table(("answer",), ({"answer": store.ask(text)},))
    if query.kind != "SELECT":
        graph = sorted(store.construct(text), key=str)
        return Table(_STATEMENT, tuple(map(_statement, graph)), tuple(graph))
    columns = query.columns or tuple(store.columns(text))
    return Table(columns, tuple(_rows(store.select(text), columns, query.lists)))


def _search_in(index: Path, text: str) -> Sequence[tuple[str, float]]:
    # Imported here: reading the encoder takes longer than most queries.
    from kg.answer.search import open_search

    return open_search(index).search(text)


def _statement(triple: Any) -> dict[str, Cell]:
    parts = (triple.subject, triple.predicate, triple.object)
    return {name: terms.to_python(part) for name, part in zip(_STATEMENT, parts, strict=True)}


def _rows(
    solutions: Iterable[Mapping[str, Term | None]], columns: Sequence[str], lists: Sequence[str]
) -> Iterator[dict[str, Cell]]:
    """Rows in order; engines join lists in any order, so these are sorted here."""
    for solution in solutions:
        row = {column: terms.to_python(solution.get(column)) for column in columns}
        for column in lists:
            value = row[column]
            if isinstance(value, str):
                parts = sorted(set(value.split(SEPARATOR)) - {""})
                row[column] = SEPARATOR.join(parts) or None
        yield row
