"""What a worker process does for a request: each job takes plain data and gives a document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from kg.api import Graph
from kg.graph.results import GRAPHS, answered, described
from kg.site import table
from kg.site.page import Page
from kg.site.pages import ROUTES, resource
from kg.site.render import rendered
from kg.site.worker import Job, Reply

HTML: Final = "text/html"
JSON: Final = "application/json"
_HANDLERS: Final = {name: handler for _, name, handler in ROUTES}


def page(graph: Graph, arguments: Mapping[str, Any]) -> Reply:
    """A page of the site: `name` of its route, `params` of its address."""
    return _drawn(_HANDLERS[arguments["name"]](graph, arguments["params"]))


def thing(graph: Graph, arguments: Mapping[str, Any]) -> Reply:
    """The page of a thing of the graph: `suffix` of its IRI, `params` of the address."""
    iri = graph.store.base + arguments["suffix"]
    return _drawn(resource(graph, {**arguments["params"], "iri": iri}))


def description(graph: Graph, arguments: Mapping[str, Any]) -> Reply:
    """What the graph says of a thing, in RDF: `suffix` of its IRI, `media`, `incoming`."""
    iri = graph.store.base + arguments["suffix"]
    media = arguments["media"]
    if media not in GRAPHS:
        return Reply(406, "text/plain", b"RDF can be had as text/turtle, application/ld+json.")
    found = described(graph.store, iri, media, incoming=arguments["incoming"])
    if found is None:
        return Reply(404, "text/plain", f"There is nothing called {iri} in this graph.".encode())
    return Reply(200, media, found)


def sparql(graph: Graph, arguments: Mapping[str, Any]) -> Reply:
    """The answer of a query: `query`, `media`, `default_graphs`, `named_graphs`, `most` bytes."""
    media = arguments["media"]
    body = answered(
        graph.store, arguments["query"], media, most=arguments["most"],
        default_graphs=arguments["default_graphs"], named_graphs=arguments["named_graphs"],
    )  # fmt: skip
    return Reply(200, media, body)


def api(graph: Graph, arguments: Mapping[str, Any]) -> Reply:
    """An answer of the JSON API: `name` of its entry in the table, `params`."""
    found = table.BY_NAME[arguments["name"]].answer(graph, arguments["params"])
    text = json.dumps(found, ensure_ascii=False)
    return Reply(200, JSON, text.encode("utf-8", "replace"))


def ready(graph: Graph, arguments: Mapping[str, Any]) -> Reply:
    """Nothing: what is needed is loaded."""
    return Reply(200, "text/plain", b"")


def _drawn(found: Page) -> Reply:
    if found.status in (301, 302, 303, 307, 308):
        return Reply(found.status, HTML, b"", str(found.context["location"]))
    return Reply(found.status, HTML, rendered(found))


JOBS: Final[Mapping[str, Job]] = {
    "page": page, "thing": thing, "description": description, "sparql": sparql, "api": api,
    "ready": ready,
}  # fmt: skip
