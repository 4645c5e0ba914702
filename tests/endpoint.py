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

JSON_ROWS = "application/sparql-results+json"


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


class _Handler(BaseHTTPRequestHandler):
    """Reads and sends whole bodies, and prints nothing."""

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers["Content-Length"]))

    def send(self, status: int, data: bytes | None, media: str | None = None) -> None:
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", "http://elsewhere.example/")
        if status == 401:
            self.send_header("WWW-Authenticate", 'Digest realm="x", nonce="0a", qop="auth"')
        if media is not None:
            self.send_header("Content-Type", media)
        self.send_header("Content-Length", str(len(data or b"")))
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def endpoint(store: pyoxigraph.Store) -> Iterator[str]:
    """The address of an endpoint over the union of the store's graphs, while it runs."""

    class Handler(_Handler):
        def do_POST(self) -> None:
            body = self.body().decode("utf-8")
            self._answer(parse_qs(body)["query"][0])

        def do_GET(self) -> None:
            self._answer(parse_qs(urlsplit(self.path).query)["query"][0])

        def _answer(self, query: str) -> None:
            try:
                found = store.query(query, use_default_graph_as_union=True)
                self.send(
                    200, found.serialize(format=pyoxigraph.QueryResultsFormat.JSON), JSON_ROWS
                )
            except (SyntaxError, ValueError) as error:
                self.send(400, str(error).encode(), JSON_ROWS)

    with _served(Handler) as address:
        yield address


class GraphStore:
    """A server of the SPARQL 1.1 Graph Store HTTP Protocol and of queries over what it holds.

    Attributes:
        address: of its graph store; `query` is that of its queries.
        requests: method and graph of each request that changed it.
        refusals: statuses that the next requests get instead, each once.
        user: None, or the `Authorization` that requests must have, or how it begins.
    """

    def __init__(self, store: pyoxigraph.Store, address: str) -> None:
        self.store = store
        self.address = address
        self.query = address
        self.requests: list[tuple[str, str]] = []
        self.refusals: list[int] = []
        self.user: str | None = None

    def change(self, method: str, name: str, body: bytes) -> None:
        graph = pyoxigraph.NamedNode(name)
        if method == "PUT":
            self.store.clear_graph(graph)
        self.store.load(body, pyoxigraph.RdfFormat.N_TRIPLES, to_graph=graph)
        self.requests.append((method, name))


@contextmanager
def graph_store() -> Iterator[GraphStore]:
    """A graph store that is empty, while it runs."""
    found: list[GraphStore] = []

    class Handler(_Handler):
        def do_PUT(self) -> None:
            self._change()

        def do_POST(self) -> None:
            if "graph" in parse_qs(urlsplit(self.path).query):
                self._change()
                return
            body = self.body().decode("utf-8")
            asked = parse_qs(body)["query"][0]
            try:
                answer = found[0].store.query(asked, use_default_graph_as_union=True)
            except SyntaxError as error:
                self.send(400, str(error).encode())
                return
            if isinstance(answer, pyoxigraph.QueryTriples):
                self.send(200, answer.serialize(format=pyoxigraph.RdfFormat.N_TRIPLES) or b"")
            else:
                self.send(200, answer.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b"")

        def _change(self) -> None:
            body = self.body()
            server = found[0]
            if server.refusals:
                self.send(server.refusals.pop(0), b"the disk is <b>full</b>\x1b[31m\n")
            elif not (self.headers["Authorization"] or "").startswith(server.user or ""):
                self.send(401, b"who are you?")
            else:
                graph = parse_qs(urlsplit(self.path).query)["graph"][0]
                server.change(self.command, graph, body)
                self.send(204, b"")

    with _served(Handler) as address:
        found.append(GraphStore(pyoxigraph.Store(), address))
        yield found[0]


@contextmanager
def heard() -> Iterator[tuple[str, list[str]]]:
    """The address of an endpoint that has nothing, while it runs, and what it is asked."""
    requests: list[str] = []

    class Handler(_Handler):
        def do_POST(self) -> None:
            self._answer(self.body().decode("utf-8"))

        def do_GET(self) -> None:
            self._answer(self.path)

        def _answer(self, asked: str) -> None:
            requests.append(asked)
            self.send(200, b'{"head": {"vars": []}, "results": {"bindings": []}}', JSON_ROWS)

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
