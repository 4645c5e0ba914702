"""`kg serve` under load, with clients that behave badly, and its endpoint beside rdflib's engine.

    python bench/serve.py [-k GRAPH] [--seconds N] [--clients N] [--bad N]

Thirty-two clients ask for a minute, one request after the other: twenty-two for pages, answers of
the API and small queries, ten for what never ends, half a request, or an answer they do not read.
Printed: what the good ones waited and what went wrong for them, and the memory of all processes.
Then the same small queries go to the endpoint and to rdflib's own engine behind the same framework,
one client each, with the same graph in rdflib's memory store.
"""

from __future__ import annotations

import argparse
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import httpx

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.served import served  # noqa: E402 - the server as the tests start it

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
PREFIX = "PREFIX kg: <https://newskg.example/ontology#> PREFIX schema: <https://schema.org/> "
QUERIES = (
    PREFIX + "SELECT ?c ?x WHERE { ?c a kg:Claim ; kg:content ?x } ORDER BY ?c LIMIT 50",
    PREFIX + "SELECT ?s (COUNT(?c) AS ?n) WHERE { ?c kg:speaker ?s } GROUP BY ?s ORDER BY DESC(?n)",
    PREFIX + "SELECT ?m ?p WHERE { ?m kg:participant ?p } ORDER BY ?m ?p",
)
PAGES = ("/", "/articles", "/entities", "/meetings", "/timeline", "/api/stats",
         "/api/queries/who-met-whom", "/openapi.json")  # fmt: skip
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
        with served(graph, "--seconds", "5") as address:
            load(address, options.seconds, options.clients - options.bad, options.bad)
            ours = latency(address)
        theirs = peer(graph / "graph.ttl")
    print("\n| small queries, one client | ms |\n|---|---|")
    print(f"| kg serve | {1000 * ours:.1f} |\n| rdflib behind starlette | {1000 * theirs:.1f} |")
    print(f"\nrdflib : kg = {theirs / ours:.1f}")


def load(address: str, seconds: float, good: int, bad: int) -> None:
    """Lets all ask at once, and says how the good ones fared."""
    stop = threading.Event()
    waited: list[float] = []
    seen: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    peak = [0]
    jobs = [lambda n=n: asking(address, n, stop, waited, seen) for n in range(good)]
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
    waited.sort()
    wrong = {what: n for what, n in seen.items() if what != "200"}
    print(f"{good} good clients and {bad} bad ones for {seconds:g} s\n")
    print("| good requests | went wrong | median ms | 95 % ms | 99 % ms | peak memory, all | \n"
          "|---|---|---|---|---|---|")  # fmt: skip
    at = [1000 * waited[int(len(waited) * part)] for part in (0.5, 0.95, 0.99)]
    print(f"| {len(waited):,} | {sum(wrong.values())} {wrong or ''} | {at[0]:.0f} | {at[1]:.0f} | "
          f"{at[2]:.0f} | {peak[0] / 1e6:,.0f} MB |")  # fmt: skip
    print(f"\nwhat the bad ones got: {dict(sorted(refused.items()))}")


def asking(
    address: str, seed: int, stop: threading.Event, waited: list[float], seen: Counter[str]
) -> None:
    """A good client."""
    chance = random.Random(seed)
    with httpx.Client(base_url=address, timeout=60) as client:
        while not stop.is_set():
            start = time.perf_counter()
            try:
                if chance.random() < 0.3:
                    answer = client.get("/sparql", params={"query": chance.choice(QUERIES)})
                else:
                    answer = client.get(chance.choice(PAGES))
                seen[str(answer.status_code)] += 1
            except httpx.HTTPError as error:
                seen[type(error).__name__] += 1
            waited.append(time.perf_counter() - start)


def endless(address: str, stop: threading.Event, refused: Counter[str]) -> None:
    """Asks what the engine cannot finish."""
    with httpx.Client(base_url=address, timeout=120) as client:
        while not stop.is_set():
            refused[str(client.post("/sparql", data={"query": ENDLESS}).status_code)] += 1


def huge(address: str, stop: threading.Event, refused: Counter[str]) -> None:
    """Sends queries of three megabytes."""
    with httpx.Client(base_url=address, timeout=120) as client:
        while not stop.wait(0.2):
            try:
                answer = client.post("/sparql", data={"query": "#" + "x" * 3_000_000})
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
        total = 0
        for status in Path("/proc").glob("[0-9]*/status"):
            try:
                text = status.read_text()
                words = status.with_name("cmdline").read_bytes()
            except OSError:
                continue
            if b"serve" in words or b"spawn_main" in words:
                line = next((one for one in text.splitlines() if one.startswith("VmRSS")), "x 0")
                total += int(line.split()[1]) * 1024
        peak[0] = max(peak[0], total)


def latency(address: str) -> float:
    """Seconds of a small query, the median of a hundred."""
    with httpx.Client(base_url=address, timeout=60) as client:
        found = []
        for n in range(100):
            start = time.perf_counter()
            client.get("/sparql", params={"query": QUERIES[n % len(QUERIES)]}).raise_for_status()
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
