"""The server of `kg serve`: addresses, bounds, the JSON API, and clients who behave badly."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import openapi_spec_validator
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.site import table
from kg.site.negotiate import best
from tests.served import ROOT, served

SCHEMA = rdflib.Namespace("https://schema.org/")
CARTESIAN = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SECONDS = "3"


@pytest.fixture(scope="module")
def client(seeds_graph: Path) -> Iterator[httpx.Client]:
    with (
        served(seeds_graph, "--seconds", SECONDS) as address,
        httpx.Client(base_url=address, timeout=120) as client,
    ):
        yield client


def speaker(client: httpx.Client) -> dict[str, str]:
    answer = client.get("/api/entities", params={"type": "State", "limit": 1})
    return dict(answer.json()["rows"][0])


def suffix(iri: str) -> str:
    return iri.removeprefix("https://newskg.example/id/")


# Linked data


def test_a_thing_answers_in_what_the_client_likes(client: httpx.Client) -> None:
    state = speaker(client)
    path = f"/id/{suffix(state['entity'])}"
    answer = client.get(path, headers={"Accept": "text/html,*/*;q=0.1"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert state["label"] in answer.text
    assert "Accept" in answer.headers["vary"]
    assert f'<{path}?format=ttl>; rel="alternate"' in answer.headers["link"]
    for accept, name in (("text/turtle", "turtle"), ("application/rdf+xml", "xml")):
        answer = client.get(path, headers={"Accept": accept})
        graph = rdflib.Graph().parse(data=answer.text, format=name)
        labels = set(graph.objects(rdflib.URIRef(state["entity"]), rdflib.RDFS.label))
        assert state["label"] in {str(label) for label in labels}
        assert list(graph.subjects(object=rdflib.URIRef(state["entity"])))
    context = json.loads(client.get(path, params={"format": "jsonld"}).text)
    assert context
    assert client.get(path, headers={"Accept": "image/png"}).status_code == 406


def test_what_is_not_there_is_said(client: httpx.Client) -> None:
    for accept in ("text/html", "text/turtle"):
        answer = client.get("/id/person/nobody", headers={"Accept": accept})
        assert answer.status_code == 404
    for path in ("/nothing", "/article/none.txt", "/queries/none", "/static/none.js"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "Traceback" not in answer.text
    answer = client.get("/nothing")
    assert "<script>" not in client.get("/" + quote("<script>")).text
    assert "There is nothing at /nothing" in answer.text


def test_iris_of_a_graph_whose_base_is_the_server_lead_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import standins

    from kg.build import build

    port = free_port()
    news = standins.write_articles(tmp_path / "news")
    standins.use(monkeypatch)
    build([str(news)], out=tmp_path / "kg", base=f"http://127.0.0.1:{port}/id/")
    with served(tmp_path / "kg", "--port", str(port)) as address:
        row = httpx.get(f"{address}/api/entities", timeout=60).json()["rows"][0]
        assert row["entity"].startswith(f"{address}/id/")
        answer = httpx.get(row["entity"], headers={"Accept": "text/turtle"}, timeout=60)
        assert row["label"] in answer.text


def test_downloads(client: httpx.Client, seeds_graph: Path) -> None:
    assert client.get("/graph.ttl").content == (seeds_graph / "graph.ttl").read_bytes()
    assert client.get("/graph").content == (seeds_graph / "graph.html").read_bytes()
    ontology = rdflib.Graph().parse(data=client.get("/ontology").text, format="turtle")
    assert len(ontology) > 100


# The JSON API


def test_the_description_of_the_api_is_valid(client: httpx.Client) -> None:
    openapi_spec_validator.validate(client.get("/openapi.json").json())


def test_every_path_of_the_api_answers(client: httpx.Client) -> None:
    article = client.get("/api/articles").json()["rows"][0]["article"]
    values = {"{name}": "who-met-whom", "{id}": article}
    for entry in table.TABLE:
        path = entry.path
        for slot, value in values.items():
            path = path.replace(slot, value)
        answer = client.get(path, params={"q": "Who met whom?"} if entry.name == "ask" else {})
        assert answer.status_code == 200, (path, answer.text)
        assert answer.headers["content-type"] == "application/json"
        assert answer.json(), path


def test_rows_of_the_api_are_those_of_the_query(client: httpx.Client, seeds_graph: Path) -> None:
    import kg

    with kg.open(seeds_graph) as graph:
        rows = graph.query("claims")
    answer = client.get("/api/queries/claims", params={"limit": 7, "offset": 5}).json()
    assert answer["total"] == len(rows)
    assert answer["rows"] == json.loads(json.dumps(rows[5:12]))


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/queries/none", 404), ("/api/queries/claims?colour=red", 400),
     ("/api/queries/claims?limit=many", 400), ("/api/queries/claims?limit=1001", 400),
     ("/api/articles/none", 404), ("/api/ask", 400), ("/api/none", 404)],
)  # fmt: skip
def test_mistakes_get_a_sentence(client: httpx.Client, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.json()["error"].endswith(".")


def test_it_stops_while_a_process_starts(small_graph: Path) -> None:
    with served(small_graph) as address:
        # The first page has the model of the search loaded; `served` sees to what is said.
        assert httpx.get(f"{address}/", timeout=60).status_code == 200


# Bounds


def test_a_query_that_takes_too_long_is_stopped_and_the_next_is_answered(
    client: httpx.Client,
) -> None:
    answer = client.post("/sparql", data={"query": CARTESIAN})
    assert answer.status_code == 504
    assert f"more than the {SECONDS} seconds" in answer.text
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_an_answer_that_is_too_large_is_refused(client: httpx.Client) -> None:
    query = "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } LIMIT 400000"
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code in (400, 504)
    assert "larger than 20 MB" in answer.text or "seconds" in answer.text


def test_a_request_that_is_too_large_is_refused(client: httpx.Client) -> None:
    answer = client.post("/sparql", data={"query": "#" + "x" * 1_100_000})
    assert answer.status_code == 413
    assert "1,000,000 bytes" in answer.text

    def parts() -> Iterator[bytes]:
        for _ in range(120):
            yield b"query=" + b"x" * 10_000

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.post("/sparql", content=parts(), headers=form).status_code == 413
    assert client.get("/?q=" + "x" * 20_000).status_code == 414


def test_only_names_of_this_server_are_answered(client: httpx.Client) -> None:
    assert client.get("/openapi.json", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/openapi.json", headers={"Host": "localhost"}).status_code == 200


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py",
                                  "/static/..%2f..%2fapi.py", "/graph/../../version"])  # fmt: skip
def test_no_path_leads_out_of_the_static_files(client: httpx.Client, path: str) -> None:
    parts = urlsplit(str(client.base_url))
    with socket.create_connection((parts.hostname, parts.port)) as line:
        line.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 404"), answer[:200]


def test_headers_of_every_answer(client: httpx.Client) -> None:
    for path in ("/", "/sparql?query=ASK%20%7B%7D", "/none", "/api/stats", "/graph"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["referrer-policy"] == "no-referrer"


def test_bad_clients_harm_only_themselves(client: httpx.Client) -> None:
    """Ten ask for what never ends, send half a request, or do not read; others are answered."""
    address = str(client.base_url)
    parts = urlsplit(address)
    stop = threading.Event()
    lines: list[socket.socket] = []

    def endless() -> set[int]:
        seen = set()
        with httpx.Client(base_url=address, timeout=120) as bad:
            while not stop.is_set():
                seen.add(bad.post("/sparql", data={"query": CARTESIAN}).status_code)
        return seen

    for text in (b"GET / HTTP/1.1\r\nHost: loc", b"POST /sparql HTTP/1.1\r\nHost: localhost\r\n"
                 b"Content-Length: 900000\r\n\r\nquery=", b"GET /graph.ttl HTTP/1.1\r\n"
                 b"Host: localhost\r\n\r\n", b"\x00\x01\r\n\r\n"):  # fmt: skip
        line = socket.create_connection((parts.hostname, parts.port))
        line.sendall(text)
        lines.append(line)
    with ThreadPoolExecutor(16) as threads:
        bad = [threads.submit(endless) for _ in range(6)]
        time.sleep(0.5)
        try:
            for path in ("/", "/openapi.json", "/api/stats", "/api/queries/who-met-whom",
                         "/articles", "/meetings"):  # fmt: skip
                assert client.get(path).status_code == 200, path
        finally:
            stop.set()
        assert {status for each in bad for status in each.result()} <= {503, 504}
    for line in lines:
        line.close()
    assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True


def test_half_a_request_is_not_waited_for(small_graph: Path) -> None:
    # The bound is short here, so that the test is; the server's own loop runs in a process.
    program = (
        "import sys; from pathlib import Path; from kg.site.server import bound, serve;"
        "from kg.site.limits import Limits; listener = bound('127.0.0.1', 0);"
        "serve(Path(sys.argv[1]), listener, host='127.0.0.1', limits=Limits(slow=0.5),"
        "ready=lambda: print(listener.getsockname()[1], flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(small_graph)], stdout=subprocess.PIPE, cwd=ROOT
    ) as server:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        try:
            with socket.create_connection(("127.0.0.1", port)) as line:
                line.settimeout(30)
                line.sendall(b"GET / HTTP/1.1\r\nHost:")
                assert line.recv(1) == b""
        finally:
            server.terminate()


def test_a_new_graph_in_the_folder_is_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import standins

    from kg.build import build

    standins.use(monkeypatch)
    news = standins.write_articles(tmp_path / "news")
    build([str(news)], out=tmp_path / "kg")
    with served(tmp_path / "kg") as address:
        before = httpx.get(f"{address}/api/articles", timeout=60).json()["total"]
        next(iter(sorted(news.iterdir()))).unlink()
        build([str(news)], out=tmp_path / "kg")
        assert httpx.get(f"{address}/api/articles", timeout=60).json()["total"] == before - 1


# The command


def test_an_address_in_use_is_said(small_graph: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = kg_serve("-k", str(small_graph), "--port", str(port))
    assert done.returncode == 2
    assert "choose another with --port" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_no_graph_is_said(tmp_path: Path) -> None:
    done = kg_serve("-k", str(tmp_path / "none"))
    assert done.returncode == 2
    assert "there is no graph at" in done.stderr


def kg_serve(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", "serve", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# Negotiation


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [(None, "a/x"), ("", "a/x"), ("*/*", "a/x"), ("b/y", "b/y"), ("b/*", "b/y"),
     ("a/x;q=0.2, b/y;q=0.3", "b/y"), ("a/*;q=0, */*", "b/y"), ("a/x;q=0", None),
     ("c/z", None), ("*/*;q=0.1, b/y", "b/y"), ("b/y;q=nonsense", None)],
)  # fmt: skip
def test_negotiation(accept: str | None, chosen: str | None) -> None:
    assert best(accept, ["a/x", "b/y"]) == chosen


@given(st.text())
def test_any_accept_header_is_read(accept: str) -> None:
    assert best(accept, ["a/x", "b/y"]) in ("a/x", "b/y", None)
