"""A SPARQL endpoint on this machine, and a client that speaks to it as other programs do."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pyoxigraph
from SPARQLWrapper import JSON, POST, SPARQLWrapper

from kg.graph.terms import Term


class Client:
    """An endpoint behind the interface of kg's store; it knows nothing of kg."""

    def __init__(self, address: str) -> None:
        self._address = address

    def columns(self, query: str, /) -> list[str]:
        return list(self._answer(query)["head"]["vars"])

    def select(self, query: str, /) -> Iterator[dict[str, Term | None]]:
        answer = self._answer(query)
        for binding in answer["results"]["bindings"]:
            yield {name: _term(binding.get(name)) for name in answer["head"]["vars"]}

    def ask(self, query: str, /) -> bool:
        return bool(self._answer(query)["boolean"])

    def construct(self, query: str, /) -> Iterator[Any]:
        raise NotImplementedError

    def _answer(self, query: str) -> Any:
        wrapper = SPARQLWrapper(self._address)
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(JSON)
        wrapper.setQuery(query)
        return wrapper.queryAndConvert()


def _term(value: dict[str, str] | None) -> Any:
    if value is None:
        return None
    if value["type"] == "uri":
        return pyoxigraph.NamedNode(value["value"])
    if "datatype" in value:
        datatype = pyoxigraph.NamedNode(value["datatype"])
        return pyoxigraph.Literal(value["value"], datatype=datatype)
    return pyoxigraph.Literal(value["value"])


@contextmanager
def endpoint(store: pyoxigraph.Store) -> Iterator[str]:
    """The address of an endpoint over the union of the store's graphs, while it runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8")
            self._answer(parse_qs(body)["query"][0])

        def do_GET(self) -> None:
            self._answer(parse_qs(urlsplit(self.path).query)["query"][0])

        def _answer(self, query: str) -> None:
            try:
                found = store.query(query, use_default_graph_as_union=True)
                data = found.serialize(format=pyoxigraph.QueryResultsFormat.JSON)
                self.send_response(200)
            except (SyntaxError, ValueError) as error:
                data = str(error).encode()
                self.send_response(400)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with _served(Handler) as address:
        yield address


@contextmanager
def heard() -> Iterator[tuple[str, list[str]]]:
    """The address of an endpoint that has nothing, while it runs, and what it is asked."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self._answer(self.rfile.read(int(self.headers["Content-Length"])).decode("utf-8"))

        def do_GET(self) -> None:
            self._answer(self.path)

        def _answer(self, asked: str) -> None:
            requests.append(asked)
            data = b'{"head": {"vars": []}, "results": {"bindings": []}}'
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with _served(Handler) as address:
        yield address, requests


@contextmanager
def _served(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
