"""The SPARQL 1.1 protocol, its query operation (W3C, 2013)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from kg.answer.sparql import query_kind
from kg.graph.results import GRAPHS, TABLES
from kg.site.negotiate import best

SHORT: Final = {
    "json": "application/sparql-results+json", "xml": "application/sparql-results+xml",
    "csv": "text/csv", "tsv": "text/tab-separated-values", "ttl": "text/turtle",
    "turtle": "text/turtle", "nt": "application/n-triples", "rdf": "application/rdf+xml",
    "jsonld": "application/ld+json",
}  # fmt: skip
"""What `format=` takes, where a client cannot set headers."""

ALIASES: Final = {
    "application/json": "application/sparql-results+json",
    "application/xml": "application/sparql-results+xml",
    "text/xml": "application/sparql-results+xml",
    "text/plain": "text/csv",
    "application/x-turtle": "text/turtle",
}
"""Types that clients ask for, and those that they mean."""

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"


class ProtocolError(Exception):
    """A request that the protocol does not allow: its HTTP status, and a sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the graphs it is asked of; `media` is the type of the answer."""

    query: str
    media: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


def parameters(
    method: str, target: bytes, content_type: str | None, body: bytes
) -> list[tuple[str, str]]:
    """The protocol's parameters, wherever the request has them, in their order.

    Args:
        method: GET or POST.
        target: the query part of the address, as sent.
        content_type: of the body.
        body: as sent.

    Raises:
        ProtocolError: a media type or an encoding that the protocol does not know.
    """
    found = _pairs(target)
    if method == "GET":
        return found
    media = (content_type or "").partition(";")[0].strip().lower()
    if media == FORM:
        return found + _pairs(body)
    if media == QUERY:
        if any(name == "query" for name, _ in found):
            raise ProtocolError(400, "The query is given twice, in the address and in the body.")
        return [*found, ("query", _text(body))]
    if media == UPDATE:
        return [*found, ("update", "")]
    raise ProtocolError(415, f"A query is sent by POST as {FORM} or {QUERY}.")


def asked(given: Sequence[tuple[str, str]], accept: str | None) -> Asked | None:
    """What a request asks; None when it has no query at all.

    Raises:
        ProtocolError: updates, two queries, or an answer in no type that the client takes.
        QueryError: the query's form cannot be told.
    """
    values: dict[str, list[str]] = {}
    for name, value in given:
        values.setdefault(name, []).append(value)
    if {"update", "using-graph-uri", "using-named-graph-uri"} & values.keys():
        raise ProtocolError(403, "The graph is only read here: there are no updates.")
    if len(values.get("query", ())) > 1:
        raise ProtocolError(400, "One request asks one query.")
    if not values.get("query"):
        return None
    [query] = values["query"]
    offered = TABLES if query_kind(query) in ("SELECT", "ASK") else GRAPHS
    return Asked(
        query,
        _media(offered, values.get("format", []), accept),
        tuple(values.get("default-graph-uri", ())),
        tuple(values.get("named-graph-uri", ())),
    )


def _media(offered: Mapping[str, object], formats: Sequence[str], accept: str | None) -> str:
    if formats:
        media = SHORT.get(formats[-1], formats[-1])
        if media not in offered:
            known = ", ".join(name for name, media in SHORT.items() if media in offered)
            raise ProtocolError(406, f"This query's answer has the formats {known}.")
        return media
    also = [alias for alias, media in ALIASES.items() if media in offered]
    chosen = best(accept, [*offered, *also])
    if chosen is None:
        raise ProtocolError(406, f"This query's answer can be had as {', '.join(offered)}.")
    return ALIASES.get(chosen, chosen)


def _pairs(data: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=200
        )
    except ValueError:
        raise ProtocolError(400, "The parameters are not form data in UTF-8.") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise ProtocolError(400, "The query is not UTF-8 text.") from None
