"""Every query of the library and the search by meaning, over a graph of many claims.

    python bench/queries.py [FILES…] [--claims N] [--rdflib N] [-o FOLDER] [-k GRAPH]

A small graph is built of FILES (articles, as `kg build` takes them; seeds/ by default) or taken
from -k, and copied with other names, states and days until it has N claims: see `bench/copies.py`.
Each query then runs with the parameters of its first example, their values being names, days and
articles of the graph. Three tables: the library's queries over all claims; the search by meaning;
and the same queries, the same text of SPARQL, on a smaller graph by kg's store and by rdflib's own
engine over its memory store, each query `--seconds` at most.

For the search, texts are not encoded a million times: a claim's vector is that of a claim of the
small graph, mixed with those of two others. Its files, words and code are those of a build.
"""

from __future__ import annotations

import argparse
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from hashlib import blake2b
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import TypeVar, cast

import numpy as np
import pyoxigraph
import rdflib
from copies import write_copies  # beside this file

from kg.answer import library, lookup
from kg.answer.search import Search, open_search, parts, write_index
from kg.graph import nodes as n
from kg.graph import terms
from kg.graph.store import Store
from kg.meaning.encoder import Encoder, Vectors

T = TypeVar("T")

ROOT = Path(__file__).resolve().parent.parent
SLOW = 3.0
MEMORY = 12 << 30
"""Bytes that a query may take."""
QUESTIONS = (
    "China wants a bigger role", "taxes will be cut", "the talks were a success",
    "nobody knows what the president wants", "prices will go up next year",
)  # fmt: skip
_SAMPLE = """PREFIX kg: <https://newskg.example/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
SELECT ?label (COUNT(DISTINCT ?x) AS ?n) WHERE { %s } GROUP BY ?label ORDER BY DESC(?n) ?label
"""


class Mixed:
    """Stands in for the encoder: any text has the vector of some text that was encoded, mixed."""

    def __init__(self, base: Vectors, encoder: Encoder) -> None:
        self._base = base
        self._encoder = encoder

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder's, for a single text; mixed vectors for several."""
        if len(texts) == 1:
            return self._encoder.encode(texts)
        digests = b"".join(blake2b(text.encode("utf-8"), digest_size=24).digest() for text in texts)
        rows = (np.frombuffer(digests, "<u8").reshape(-1, 3) % len(self._base)).astype(np.int64)
        made = sum(weight * self._base[rows[:, at]] for at, weight in enumerate((1.0, 0.5, 0.3)))
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


class TooSlowError(Exception):
    """A query took longer than it may."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*", default=[str(ROOT / "seeds")])
    parser.add_argument("--claims", type=int, default=20_000)
    parser.add_argument("--rdflib", type=int, default=1_000, metavar="N", help="claims for rdflib")
    parser.add_argument("--seconds", type=int, default=10, help="for a query, by rdflib")
    parser.add_argument("--limit", type=int, default=60, help="seconds for a query, by kg")
    parser.add_argument("-o", "--out", type=Path, help="keep the graphs here, and take them again")
    parser.add_argument("-k", "--graph", type=Path, help="copy this graph, instead of FILES")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        out = options.out or Path(temporary)
        out.mkdir(parents=True, exist_ok=True)
        graph = options.graph or out / "graph"
        if not graph.exists():
            words = [sys.executable, "-m", "kg", "build", *options.files, "-o", str(graph)]
            subprocess.run(words, cwd=ROOT, check=True, stderr=subprocess.DEVNULL)
        large = copies(graph, out, options.claims)
        with Store.open(large) as store:
            search = indexed(graph, store, large.with_suffix(".search"))
            given = values(store)
            print(f"\n{options.claims:,} claims and more, {len(store):,} quads\n")
            alone(large, given, search, options.limit)
            meaning(search, store, given)
        small = copies(graph, out, options.rdflib)
        with Store.open(small) as store:
            beside(store, small, values(store), options.seconds)


def copies(graph: Path, out: Path, claims: int) -> Path:
    """The store of so many claims, made when it is not there."""
    folder = out / f"claims-{claims}"
    if not folder.exists():
        made, seconds = timed(lambda: write_copies(graph / "store", folder, claims=claims))
        print(f"{made:,} claims written and loaded in {seconds:.0f} s")
    return folder


def indexed(graph: Path, store: Store, folder: Path) -> Search:
    """The search over a store, made when it is not there."""
    encoder = Encoder()
    if not (folder / "index.json").exists():
        with Store.open(graph / "store") as small:
            base = encoder.encode([text for part in parts(small) for text in part.texts])
        stand_in = Mixed(base, encoder)
        _, seconds = timed(lambda: write_index(store, folder, encoder=stand_in))
        print(f"the search index, but for encoding, written in {seconds:.0f} s")
    search = open_search(folder)
    return Search(search.index, encoder=encoder)


def values(store: Store) -> dict[str, str]:
    """For each name of a parameter a value that the graph has, neither rare nor the commonest."""

    def some(pattern: str) -> str:
        rows = [label for row in store.select(_SAMPLE % pattern) if (label := row["label"])]
        return terms.lexical(rows[len(rows) // 10]) if rows else "Jane Doe"

    speaker = some("?x kg:speaker ?p . ?p a foaf:Person ; rdfs:label ?label")
    visitor = some("?x kg:participant ?p . ?p a foaf:Person ; rdfs:label ?label")
    state = some("?x kg:about ?p . ?p a kg:State ; rdfs:label ?label")
    article = some("?x prov:wasQuotedFrom/schema:identifier ?label")
    agent = some("?x kg:step ?s . ?s kg:stepIndex 1 ; prov:agent/rdfs:label ?label")
    found = dict.fromkeys(("speaker", "holder", "name", "person"), speaker)
    found |= dict.fromkeys(("participant", "visitor"), visitor)
    found |= dict.fromkeys(("about", "state", "place", "of"), state)
    found |= {"article": article, "via": agent, "addressee": speaker, "with": state}
    found |= {"topic": "the election", "from": "2023-11", "on": "2019-05-31"}
    return found


def params(query: library.Query, given: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a query's first example, with values of the graph."""
    example = dict(query.examples[0]) if query.examples else {}
    if query.name in ("who-met-whom", "timeline"):
        given = {**given, "person": given["participant"]}
    return {name: given.get(name, value) for name, value in example.items()}


def alone(folder: Path, given: Mapping[str, str], search: Search, limit: int) -> None:
    """Each query by kg's store, in a process of its own, as a user of `kg query` would wait."""
    print("| query | parameters | rows | seconds | processor | |\n|---|---|---|---|---|---|")
    for query in library.queries():
        used = params(query, given)
        shown = " ".join(f"{name}={value}" for name, value in used.items())
        found = apart(partial(one, folder, query, used, search), limit)
        if found is None:
            print(f"| {query.name} | {shown} | | > {limit} | | slow |", flush=True)
            continue
        rows, cut, seconds, busy = found
        mark = "slow" if busy > SLOW else ""
        print(f"| {query.name} | {shown} | {rows:,}{' (cut)' if cut else ''} | {seconds:.2f} "
              f"| {busy:.2f} | {mark} |", flush=True)  # fmt: skip


def one(
    folder: Path, query: library.Query, used: Mapping[str, str], search: Search
) -> tuple[int, bool, float, float]:
    """How many rows a query has, whether they were cut, the seconds it took, and of these the
    processor's: on a machine with other work the two differ.
    """
    with Store.open(folder) as store:
        start = time.process_time()
        run = partial(library.run, query, store, used, search=search.search)
        table, seconds = timed(run)
        return len(table.rows), table.cut, seconds, time.process_time() - start


def apart(task: Callable[[], T], limit: int) -> T | None:
    """What a task returns in a process that is ended when it takes too long or too much memory;
    None: it was.
    """
    # The store cannot be interrupted, a process can.
    context = get_context("fork")
    mine, its = context.Pipe(duplex=False)

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        its.send(task())

    process = context.Process(target=work, daemon=True)
    process.start()
    its.close()
    try:
        return cast(T, mine.recv()) if mine.poll(limit) else None
    except EOFError:
        return None
    finally:
        process.kill()
        process.join()


def meaning(search: Search, store: Store, given: Mapping[str, str]) -> None:
    """The search by meaning and words: time, memory, files."""
    search.search("warm up")
    times = [timed(partial(search.search, text))[1] for text in QUESTIONS * 2]
    query = library.find("claims")
    few = [
        str(row["claim"]) for row in library.run(query, store, {"speaker": given["speaker"]}).rows
    ]
    _, some = timed(lambda: search.search(QUESTIONS[0], only=few))
    index = search.index
    half = [index.claims[at] for at in range(0, len(index.claims), 2)]
    _, most = timed(lambda: search.search(QUESTIONS[0], only=half))
    print(f"\n| search by meaning and words, {len(index.claims):,} claims | |\n|---|---|")
    print(f"| a question, median of {len(times)} | {1e3 * float(np.median(times)):.0f} ms |")
    print(f"| among {len(few):,} claims of a speaker | {1e3 * some:.0f} ms |")
    print(f"| among every second claim, by their IRIs | {1e3 * most:.0f} ms |")
    print(
        f"| words; pairs of a word and a claim "
        f"| {len(index.words.terms):,}; {len(index.words.texts):,} |"
    )
    for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
        if line.startswith(("RssAnon", "RssFile")):
            name = "of its own" if "Anon" in line else "of files, which the system may take back"
            print(f"| memory of this process {name} | {int(line.split()[1]) / 1e3:,.0f} MB |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"| at its most, queries and index made here included | {peak:,.0f} MB |")


def beside(store: Store, folder: Path, given: Mapping[str, str], seconds: int) -> None:
    """The same SPARQL by kg's store and by rdflib, over the same triples."""
    graph = rdflib.Graph()
    inner = pyoxigraph.Store.read_only(str(folder))
    triples = {pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in inner}
    text = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    _, loading = timed(lambda: graph.parse(data=text, format="nt"))
    claims = sum(1 for triple in triples if triple.object == n.CLAIM)
    print(f"\nBeside rdflib: {claims:,} claims, {len(graph):,} triples, which rdflib read in "
          f"{loading:.0f} s\n")  # fmt: skip
    print("| query | rows | kg, s | rdflib, s | ratio |\n|---|---|---|---|---|")
    find = partial(_called, store)
    claims = (claim for part in parts(store) for claim in part.claims)
    hits = [(claim, 0.5) for claim in islice(claims, 20)]
    for query in library.queries():
        bound = library.bind(query, params(query, given), lookup=find, search=lambda _: hits)
        ours, mine = timed(partial(_count, store.select, bound))
        try:
            theirs, other = limited(partial(_count, graph.query, bound), seconds)
        except TooSlowError:
            ratio = f"> {seconds} | > {seconds / mine:,.0f} × |"
            print(f"| {query.name} | {ours:,} | {mine:.4f} | {ratio}", flush=True)
            continue
        if ours != theirs:
            raise SystemExit(f"{query.name}: {ours} rows here and {theirs} there")
        print(f"| {query.name} | {ours:,} | {mine:.4f} | {other:.3f} | {other / mine:,.0f} × |",
              flush=True)  # fmt: skip


def _count(ask: Callable[[str], Iterable[object]], text: str) -> int:
    return sum(1 for _ in ask(text))


def _called(store: Store, name: str, kind: lookup.Kind) -> Sequence[terms.Term]:
    return lookup.entities_called(store, name, kind=kind)


def timed(task: Callable[[], T]) -> tuple[T, float]:
    """What the task returns, and the seconds it took."""
    start = time.perf_counter()
    result = task()
    return result, time.perf_counter() - start


def limited(task: Callable[[], int], seconds: int) -> tuple[int, float]:
    """As `timed`.

    Raises:
        TooSlowError: it took longer.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlowError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        return timed(task)
    finally:
        signal.alarm(0)


if __name__ == "__main__":
    main()
