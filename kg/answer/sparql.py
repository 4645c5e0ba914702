"""What is asked of a query's text before it runs, and typed parameter values as RDF terms."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal, cast

from kg.errors import QueryError, UsageError
from kg.graph import terms
from kg.graph.refuse import readings
from kg.graph.sparql import masked
from kg.graph.terms import Term

ParamType = Literal["text", "search", "name", "entity", "place", "date", "iri", "int"]
QueryKind = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_WORD = re.compile(r"(?<![\w?$@:.\\-])[A-Za-z]+(?![\w:])")
_UPDATES = frozenset(
    ["ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"]
)
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]+")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_INT = re.compile(r"[+-]?\d{1,18}", re.ASCII)


def query_kind(query: str) -> QueryKind:
    """Which of the four forms a query has.

    Raises:
        QueryError: it has none of them, changes data, or names data sets of its own.
    """
    kind, *_ = [_kind(text) for text in readings(query)]
    return kind


def _kind(query: str) -> QueryKind:
    words = [word.upper() for word in _WORD.findall(masked(query))]
    if "FROM" in words:
        raise QueryError(
            "FROM may fetch from the network, which kg never does: every query sees the whole "
            "graph, and GRAPH <…> { } looks into one article."
        )
    for word in words:
        if word in ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE"):
            return cast(QueryKind, word)
        if word in _UPDATES:
            raise QueryError(f"{word} changes the graph, and a query may only read it.")
    raise QueryError("This is no query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE.")


def typed(kind: ParamType, text: str, *, name: str) -> Term:
    """What a user typed for the parameter `name` as an RDF term of the type `kind`.

    Names stay text here; which entities they mean is for `kg.answer.lookup`.

    Raises:
        UsageError: the text cannot be read as that type.
    """
    if kind == "iri":
        return iri(text.strip().removeprefix("<").removesuffix(">"), name=name)
    if kind == "int":
        if not _INT.fullmatch(text.strip()):
            raise UsageError(f"{name} must be a whole number, not {text!r}.")
        return terms.integer(int(text))
    if kind == "date":
        return terms.calendar(_checked_date(text.strip(), name=name))
    return terms.text(text.strip() if kind in ("name", "entity", "place") else text)


def iri(text: str, *, name: str) -> Term:
    """An absolute IRI.

    Raises:
        UsageError: it is none.
    """
    message = f"{name} must be a full IRI such as https://example.org/x, not {text!r}."
    if not _IRI.fullmatch(text):
        raise UsageError(message)
    try:
        return terms.iri(text)
    except ValueError:
        raise UsageError(message) from None


def _checked_date(text: str, *, name: str) -> str:
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        raise UsageError(
            f"{name} must be a date such as 2024, 2024-05 or 2024-05-31, not {text!r}."
        ) from None
    return text
