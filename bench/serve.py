"""`kg serve` under load, with clients that behave badly, and its endpoint beside rdflib's engine.

    python bench/serve.py [-k GRAPH] [--seconds N] [--clients N] [--bad N]

Thirty-two clients ask for a minute, one request after the other: twenty-two for pages, answers of
the API and small queries, ten for what never ends, half a request, or an answer they do not read.
Printed: what the good ones waited and what went wrong for them, and the memory of all
processes. An answer under load that is not that of the quiet server counts as wrong.
Then the same small queries go to the endpoint and to rdflib's own engine behind the same framework,
one client each, with the same graph in rdflib's memory store.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.served import served  # noqa: E402 - the server as the tests start it

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PREFIX = "PREFIX kg: <https://newskg.example/ontology#> PREFIX schema: <https://schema.org/> "
QUERIES = tuple("/sparql?query=" + quote(PREFIX + query) for query in (
    "SELECT ?c ?x WHERE { ?c a kg:Claim ; kg:content ?x } ORDER BY ?c LIMIT 50",
    "SELECT ?s (COUNT(?c) AS ?n) WHERE { ?c kg:speaker ?s } GROUP BY ?s ORDER BY DESC(?n) ?s",
    "SELECT ?m ?p WHERE { ?m kg:participant ?p } ORDER BY ?m ?p",
))  # fmt: skip
HUGE = b"#" * 3_000_000
QUERY = "application/sparql-query"
PAGES = ("/", "/articles", "/entities", "/meetings", "/timeline", "/api/stats",
         "/api/queries/who-met-whom", "/api/queries/claims?limit=20", "/openapi.json",
         "/ask?q=Who+met+whom%3F", "/api/ask?q=Who+said+anything+of+China%3F")  # fmt: skip
PEER = """
import sys, rdflib, uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route
graph = rdflib.Graph().parse(sys.argv[1], format="turtle")
def sparql(request):
    found = graph.query(request.query_params["query"]).serialize(format="json")
    return Response(found, media_type="application/sparql-results+json")
uvicorn.run(Starlette(routes=[Route("/sparql", sparql)]), port=int(sys.argv[2]), log_level="error")
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-k", "--graph", type=Path, help="a graph; by default that of seeds/")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=32)
    parser.add_argument("--bad", type=int, default=10)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        graph = options.graph or Path(folder) / "kg"
        if not graph.exists():
            words = [sys.executable, "-m", "kg", "build", str(ROOT / "seeds"), "-o", str(graph)]
            subprocess.run(words, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
        with served(graph, "--seconds", "5", cwd=ROOT) as address:
            load(address, options.seconds, options.clients - options.bad, options.bad)
            ours = latency(address)
        theirs = peer(graph / "graph.ttl")
    print("\n| small queries, one client | ms |\n|---|---|")
    print(f"| kg serve | {1000 * ours:.1f} |\n| rdflib behind starlette | {1000 * theirs:.1f} |")
    print(f"\nrdflib : kg = {theirs / ours:.1f}")


def load(address: str, seconds: float, good: int, bad: int) -> None:
    """Lets all ask at once, and says how the good ones fared."""
    stop = threading.Event()
    waited: list[tuple[str, float]] = []
    seen: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    peak = [0]
    with httpx.Client(base_url=address, timeout=60) as client:
        right = {path: client.get(path).raise_for_status().content for path in (*PAGES, *QUERIES)}
    jobs = [lambda n=n: asking(address, n, stop, right, waited, seen) for n in range(good)]
    kinds: tuple[Callable[..., None], ...] = (endless, huge, half, unread)
    jobs += [lambda n=n: kinds[n % len(kinds)](address, stop, refused) for n in range(bad)]
    jobs.append(lambda: watching(stop, peak))
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    stop.set()
    for thread in threads:
        thread.join()
    wrong = {what: n for what, n in seen.items() if what != "200"}
    print(f"{good} good clients and {bad} bad ones for {seconds:g} s\n")
    print("| | good requests | median ms | 95 % ms | 99 % ms | longest ms |\n"
          "|---|---|---|---|---|---|")  # fmt: skip
    for sort in ("", "page", "api", "sparql"):
        times = sorted(1000 * time for of, time in waited if sort in ("", of))
        at = [times[min(int(len(times) * part), len(times) - 1)] for part in (0.5, 0.95, 0.99, 1)]
        row = " | ".join(f"{time:,.0f}" for time in at)
        print(f"| {sort or 'all'} | {len(times):,} | {row} |")
    print(f"\nwent wrong: {sum(wrong.values())} {wrong or ''}")
    print(f"peak memory of all processes: {peak[0] / 1e6:,.0f} MB")
    print(f"what the bad ones got: {dict(sorted(refused.items()))}")


def asking(
    address: str, seed: int, stop: threading.Event, right: dict[str, bytes],
    waited: list[tuple[str, float]], seen: Counter[str],
) -> None:  # fmt: skip
    """A good client, which knows what it should be told."""
    chance = random.Random(seed)
    with httpx.Client(base_url=address, timeout=60) as client:
        while not stop.is_set():
            path = chance.choice(QUERIES if chance.random() < 0.3 else PAGES)
            start = time.perf_counter()
            try:
                answer = client.get(path)
                same = answer.content == right[path]
                seen[str(answer.status_code) + ("" if same else ", another answer")] += 1
            except httpx.HTTPError as error:
                seen[type(error).__name__] += 1
            waited.append((kind(path), time.perf_counter() - start))


def kind(path: str) -> str:
    """What a good client asks for."""
    first = path.strip("/").partition("/")[0].partition("?")[0]
    return first if first in ("sparql", "api") else "page"


def endless(address: str, stop: threading.Event, refused: Counter[str]) -> None:
    """Asks what the engine cannot finish."""
    with httpx.Client(base_url=address, timeout=120) as client:
        while not stop.is_set():
            refused[str(client.post("/sparql", data={"query": ENDLESS}).status_code)] += 1


def huge(address: str, stop: threading.Event, refused: Counter[str]) -> None:
    """Sends queries of three megabytes."""
    with httpx.Client(base_url=address, timeout=120) as client:
        while not stop.wait(0.2):
            # Made ahead: what a client costs here is not the server's.
            try:
                answer = client.post("/sparql", content=HUGE, headers={"Content-Type": QUERY})
                refused[str(answer.status_code)] += 1
            except httpx.HTTPError as error:
                refused[type(error).__name__] += 1


def half(address: str, stop: threading.Event, refused: Counter[str]) -> None:
    """Opens connections and sends half a request."""
    parts = urlsplit(address)
    while not stop.is_set():
        with socket.create_connection((parts.hostname, parts.port)) as line:
            line.sendall(b"GET / HTTP/1.1\r\nHost: loc")
            line.settimeout(30)
            closed = line.recv(1) == b""
            refused["half: closed" if closed else "half: answered"] += 1


def unread(address: str, stop: threading.Event, refused: Counter[str]) -> None:
    """Asks for the whole graph and does not read it."""
    parts = urlsplit(address)
    while not stop.is_set():
        with socket.create_connection((parts.hostname, parts.port)) as line:
            line.sendall(b"GET /graph.ttl HTTP/1.1\r\nHost: localhost\r\n\r\n")
            stop.wait(15)
            refused["unread"] += 1


def watching(stop: threading.Event, peak: list[int]) -> None:
    """Adds up the resident memory of the server and its processes (Linux)."""
    while not stop.wait(0.5):
        total, found = 0, children(str(os.getpid()))
        while found:
            pid = found.pop()
            total += resident(pid)
            found += children(pid)
        peak[0] = max(peak[0], total)


def children(pid: str) -> list[str]:
    """Processes that a process has started."""
    found: list[str] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += (task / "children").read_text().split()
    return found


def resident(pid: str) -> int:
    """Bytes of memory that a process holds; 0 when it has ended."""
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize()
    return 0


def latency(address: str) -> float:
    """Seconds of a small query, the median of a hundred."""
    with httpx.Client(base_url=address, timeout=60) as client:
        found = []
        for n in range(100):
            start = time.perf_counter()
            client.get(QUERIES[n % len(QUERIES)]).raise_for_status()
            found.append(time.perf_counter() - start)
    return statistics.median(found)


def peer(turtle: Path) -> float:
    """The same of rdflib's engine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [sys.executable, "-c", PEER, str(turtle), str(port)]
    with subprocess.Popen(words) as server:
        try:
            for _ in range(600):
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except OSError:
                    time.sleep(0.1)
            return latency(f"http://127.0.0.1:{port}")
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
