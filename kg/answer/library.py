"""The query files: finding them, reading their headers, binding parameters, running them.

A parameter `x` of the header is bound to the variable `?param_x` by a VALUES block at the start of
the query's pattern. One of type `entity` or `place` is a name: it is looked up first, and bound as
the entities that it means. One of type `search` is looked up by meaning and bound as
`VALUES (?claim ?score) {…}`. Nothing that a user types becomes part of the query's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, Protocol, cast, get_args

from kg.answer import sparql
from kg.answer.lookup import Kind, entities_called
from kg.answer.restrict import restriction
from kg.errors import QueryError, UsageError
from kg.graph import terms
from kg.graph.narrow import narrowed, stated
from kg.graph.sparql import bind as bind_terms
from kg.graph.sparql import limited, names_variable, stated_limit
from kg.graph.terms import Term
from kg.resources import resource

Cell = str | int | float | None
Search = Callable[..., Sequence[tuple[str, float]]]
"""Looks a text up by meaning: (claim IRI, score between 0 and 1), best first. When other parameters
restrict the claims, they are given as `only`.
"""
Lookup = Callable[[str, Kind], Sequence[Term]]
"""Looks a name up: the entities that it may mean."""

SEPARATOR: Final = "; "
SYNONYMS: Final = {"since": "from", "until": "to", "from_": "from", "with_": "with"}
"""Other names of parameters: Python has no arguments called `from` and `with`."""
LIMIT: Final = "limit"
"""The parameter that is the number of the LIMIT in the query's text, not a variable."""
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
    returns a graph, None for others. `cut` says that there are more rows than the query's `limit`.
    """

    columns: tuple[str, ...]
    rows: tuple[dict[str, Cell], ...]
    graph: tuple[Any, ...] | None = None
    cut: bool = False


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


def check_params(query: Query, given: Mapping[str, str]) -> dict[str, str]:
    """What was given, by the names that the query has for its parameters.

    Raises:
        UsageError: when a parameter is unknown or missing, or given twice.
    """
    known = {param.name: param for param in query.params}
    found: dict[str, str] = {}
    for name, value in given.items():
        own = name if name in known else SYNONYMS.get(name, name)
        if own not in known:
            listed = ", ".join(known) if known else "none"
            raise UsageError(f"{query.name} has no parameter {name!r}; it knows {listed}.")
        if own in found:
            raise UsageError(f"{name} is another name for {own}, which is given too.")
        found[own] = value
    for param in query.params:
        if not param.optional and param.name not in found:
            raise UsageError(
                f"{query.name} needs {param.name}: -p {param.name}=… ({param.help or param.type})."
            )
    return found


def bind(
    query: Query,
    given: Mapping[str, str],
    *,
    lookup: Lookup,
    search: Search | None = None,
    narrow: bool = True,
) -> str:
    """The SPARQL text of a query with its parameters bound.

    Args:
        query: from `find` or `parse`.
        given: parameter values as typed.
        lookup: finds whom a name means.
        search: finds claims by meaning, for parameters of type `search`.
        narrow: whether filters on bound parameters may be written as joins, which are the same and
            faster. Without it the text is that of the file and the values.

    Raises:
        UsageError: when a parameter is unknown, missing, or not of its type.
    """
    given = check_params(query, given)
    values: dict[str, Sequence[Term]] = {}
    rows: list[tuple[Term, Term]] | None = None
    for param in query.params:
        if param.name not in given or _is_limit(param):
            continue
        value = given[param.name]
        if param.type == "entity" or param.type == "place":
            values[f"param_{param.name}"] = lookup(value, param.type)
        elif param.type != "search":
            values[f"param_{param.name}"] = [sparql.typed(param.type, value, name=param.name)]
        elif search is None:
            raise UsageError(f"{param.name} needs the search index, which this graph has not.")
        else:
            rows = [(terms.iri(claim), terms.decimal(score)) for claim, score in search(value)]
    names = ("claim", "score")
    most = _most(query, given)
    text = query.text if most is None else limited(query.text, most)
    # Of the few claims that were found by meaning each is tested quickly.
    if narrow and rows is None:
        text = stated(narrowed(text, values), values)
        # Of no use any more where the filter is gone, every row would come once for each value.
        values = {name: found for name, found in values.items() if names_variable(text, name)}
    return bind_terms(text, values=values, rows=None if rows is None else (names, rows))


def run(
    query: Query,
    store: Store,
    values: Mapping[str, str] | None = None,
    *,
    index: Path | None = None,
    search: Search | None = None,
    narrow: bool = True,
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
        narrow: as in `bind`; the rows are the same.

    Raises:
        UsageError: for wrong parameters; QueryError when the engine refuses the query.
    """
    if search is None and index is not None:
        search = partial(_search_in, index)
    if search is not None:
        only = _left_over(query, store, check_params(query, values or {}))
        search = search if only is None else partial(search, only=only)
    given = check_params(query, values or {})
    most = _most(query, given)
    if most:
        given[LIMIT] = str(most + 1)  # One more tells whether there are more.
    text = bind(query, given, lookup=partial(_called, store), search=search, narrow=narrow)
    if query.kind == "ASK":
        return Table(("answer",), ({"answer": store.ask(text)},))
    if query.kind != "SELECT":
        graph = sorted(store.construct(text), key=str)
        return Table(_STATEMENT, tuple(map(_statement, graph)), tuple(graph))
    columns = query.columns or tuple(store.columns(text))
    rows = tuple(_rows(store.select(text), columns, query.lists))
    return Table(columns, rows[:most] if most else rows, cut=bool(most) and len(rows) > (most or 0))


def _is_limit(param: Param) -> bool:
    return param.name == LIMIT and param.type == "int"


def _most(query: Query, given: Mapping[str, str]) -> int | None:
    """How many rows a query with a `limit` gives at most, 0 for all; None: it has no limit.

    Raises:
        UsageError: what was given is no such number.
    """
    if not any(map(_is_limit, query.params)):
        return None
    if LIMIT not in given:
        return stated_limit(query.text)
    text = given[LIMIT].strip()
    sparql.typed("int", text, name=LIMIT)
    if int(text) < 0:
        raise UsageError(f"{LIMIT} must be 0, for all rows, or more, not {text}.")
    return int(text)


def _left_over(query: Query, store: Store, given: Mapping[str, str]) -> Collection[str] | None:
    """The claims that the other parameters of a query with a search leave over; None for all."""
    others = tuple(param for param in query.params if param.type != "search")
    names = [param.name for param in others if param.name in given]
    if len(names) == len(given):
        return None
    text = restriction(query.text, names)
    if text is None:
        return None
    alone = Query(query.name, text, "SELECT", params=others)
    bound = bind(alone, {name: given[name] for name in names}, lookup=partial(_called, store))
    found = (row["claim"] for row in store.select(bound))
    return [terms.lexical(claim) for claim in found if claim is not None]


def _called(store: Store, name: str, kind: Kind) -> Sequence[Term]:
    return entities_called(store, name, kind=kind)


def _search_in(
    index: Path, text: str, *, only: Collection[str] | None = None
) -> Sequence[tuple[str, float]]:
    # Imported here: reading the encoder takes longer than most queries.
    from kg.answer.search import open_search

    return open_search(index).search(text, only=only)


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
            if isinstance(value := row[column], str):
                row[column] = SEPARATOR.join(sorted(set(value.split(SEPARATOR)) - {""})) or None
        yield row
