"""The JSON API as a table: routes, answers and the OpenAPI description are all made of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from kg import __version__
from kg.api import Graph
from kg.errors import UsageError

Answer = Callable[[Graph, Mapping[str, str]], Any]
MOST: Final = 1_000
"""Rows of one answer at the most."""


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter: in the path where the path names it, else in the query."""

    name: str
    help: str
    type: str = "string"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A path of the API, and what it answers. `open` takes parameters that are not listed."""

    name: str
    path: str
    summary: str
    answer: Answer
    fields: tuple[Field, ...] = ()
    open: bool = False


LIMIT: Final = Field("limit", f"rows at the most, up to {MOST:,}; 100 by default", "integer")
OFFSET: Final = Field("offset", "rows to pass over", "integer")


def queries(graph: Graph, params: Mapping[str, str]) -> Any:
    """The query library."""
    return {"rows": list(graph.queries())}


def query(graph: Graph, params: Mapping[str, str]) -> Any:
    """Rows of a query of the library; the other parameters are the query's own."""
    own = {k: v for k, v in params.items() if k not in ("name", "limit", "offset")}
    if params["name"] not in {row["query"] for row in graph.queries()}:
        raise UsageError(f"There is no query {params['name']!r}; /api/queries lists them.")
    return _paged(graph.query(params["name"], own), params)


def ask(graph: Graph, params: Mapping[str, str]) -> Any:
    """A question in English."""
    found = graph.ask(params["q"], limit=_number(params, "n", 5, 100))
    return {
        "question": found.question, "kind": found.kind, "query": found.query,
        "params": found.params, "line": found.line, "rows": list(found.rows),
        "near": list(found.near),
    }  # fmt: skip


def articles(graph: Graph, params: Mapping[str, str]) -> Any:
    """Articles, with what was found in each."""
    own = {k: v for k, v in params.items() if k in ("publisher", "from", "to")}
    return _paged(graph.query("articles", own), params)


def article(graph: Graph, params: Mapping[str, str]) -> Any:
    """An article's text, and where in it claims and mentions stand."""
    text = graph.text(params["id"])
    values = {"article": params["id"]}
    return {
        "article": params["id"], "text": text,
        "claims": list(graph.query("claims", values)),
        "mentions": list(graph.query("mentions", values)),
    }  # fmt: skip


def entities(graph: Graph, params: Mapping[str, str]) -> Any:
    """People, states, organisations, places and described sources."""
    own = {k: v for k, v in params.items() if k in ("name", "type", "state")}
    return _paged(graph.query("entities", own), params)


def meetings(graph: Graph, params: Mapping[str, str]) -> Any:
    """Meetings and visits."""
    own = {k: v for k, v in params.items() if k in ("participant", "place", "status", "from", "to")}
    return _paged(graph.query("meetings", own), params)


def stats(graph: Graph, params: Mapping[str, str]) -> Any:
    """What the last build found, failed at, and left open."""
    return {key: value for key, value in graph.report.items() if key != "timing"}


def _paged(rows: Any, params: Mapping[str, str]) -> Any:
    limit = _number(params, "limit", 100, MOST)
    offset = _number(params, "offset", 0, 10**9)
    return {
        "columns": list(rows.columns), "total": len(rows), "cut": rows.cut, "offset": offset,
        "rows": list(rows)[offset : offset + limit],
    }  # fmt: skip


def _number(params: Mapping[str, str], name: str, default: int, most: int) -> int:
    text = params.get(name, str(default))
    if not (text.isascii() and text.isdecimal() and int(text) <= most):
        raise UsageError(f"{name} must be a whole number from 0 to {most}, not {text[:40]!r}.")
    return int(text)


DATES: Final = (
    Field("from", "this day, month or year, or later"),
    Field("to", "this day, month or year, or earlier"),
)
TABLE: Final = (
    Entry("queries", "/api/queries", "The queries there are", queries),
    Entry("query", "/api/queries/{name}", "Rows of a query", query,
          (Field("name", "of the query", required=True), LIMIT, OFFSET), open=True),
    Entry("ask", "/api/ask", "A question in English", ask,
          (Field("q", "the question", required=True),
           Field("n", "answers at the most", "integer"))),
    Entry("articles", "/api/articles", "Articles", articles,
          (Field("publisher", "of the article"), *DATES, LIMIT, OFFSET)),
    Entry("article", "/api/articles/{id}", "An article's text and what stands in it", article,
          (Field("id", "of the article", required=True),)),
    Entry("entities", "/api/entities", "People, states, organisations, places", entities,
          (Field("name", "any name of it"),
           Field("type", "Person, State, Organization, Place or Group"),
           Field("state", "of this state"), LIMIT, OFFSET)),
    Entry("meetings", "/api/meetings", "Meetings and visits", meetings,
          (Field("participant", "who took part"), Field("place", "where"),
           Field("status", "held, planned, invited, …"), *DATES, LIMIT, OFFSET)),
    Entry("stats", "/api/stats", "What the build found and left open", stats),
)  # fmt: skip
BY_NAME: Final = {entry.name: entry for entry in TABLE}


def openapi() -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1)."""
    answers = {
        "200": {"description": "The answer", "content": {"application/json": {"schema": {}}}},
        **{
            status: {"description": text, "content": {"application/json": {"schema": _ERROR}}}
            for status, text in (
                ("400", "A parameter makes no sense"),
                ("404", "There is no such thing"),
                ("503", "Too busy; try again later"),
                ("504", "It took too long"),
            )
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kg",
            "version": __version__,
            "description": "A knowledge graph of news: read only. Rows are those of kg query.",
        },
        "paths": {
            entry.path: {
                "get": {
                    "operationId": entry.name,
                    "summary": entry.summary,
                    "parameters": [_parameter(field, entry) for field in entry.fields]
                    + ([_OPEN] if entry.open else []),
                    "responses": answers,
                }
            }
            for entry in TABLE
        },
    }


_ERROR: Final = {"type": "object", "properties": {"error": {"type": "string"}}}
_OPEN: Final = {
    "name": "parameters", "in": "query", "style": "form", "explode": True,
    "description": "the query's own parameters, as /api/queries lists them",
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
}  # fmt: skip


def _parameter(field: Field, entry: Entry) -> dict[str, Any]:
    inside = "{" + field.name + "}" in entry.path
    return {
        "name": field.name, "in": "path" if inside else "query", "required": field.required,
        "description": field.help, "schema": {"type": field.type},
    }  # fmt: skip
