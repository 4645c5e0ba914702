"""Each stage of kg beside a peer on the same data in the same run: the table of the README.

    python bench/table.py [FOLDER] [--workers N]

FOLDER is a folder of articles, `seeds/` by default. The build runs in a process of its own, so that
its time has the start in it and its peak memory is its own; everything else is measured on what it
made. Each row names its peer:

    read       textacy's extraction of direct quotations on kg's finished parse; kg's figure has
               tokens, tags, parse, names, attributions and what the rules make of them in it
    resolve    Jaro-Winkler likeness of every name with every other, by jellyfish: what is done
               where there is no blocking. kg's figure has meetings and claims in it
    load       rdflib's memory store, reading the same Turtle
    query      rdflib's own engine on it
    export     rdflib's Turtle
    view       pyvis as it comes, until its layout stands still in headless Chromium; kg's page,
               until a click is answered
    serve      rdflib's engine behind starlette; small queries, one client

Rows whose peer or browser is not installed are left out, and it says so.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pyoxigraph
import rdflib

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from kg import archive  # noqa: E402 - found beside this folder, as the others are
from kg.graph.export import export  # noqa: E402
from kg.graph.store import Store  # noqa: E402
from kg.meaning.encoder import Kept  # noqa: E402
from kg.pool import Tools  # noqa: E402
from kg.resolve import resolve  # noqa: E402
from kg.show.data import page_data  # noqa: E402
from kg.show.page import page_html  # noqa: E402
from kg.show.selection import selection  # noqa: E402

QUERY = """
PREFIX kg: <https://newskg.example/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label (COUNT(?claim) AS ?claims)
WHERE { ?claim a kg:Claim ; kg:speaker ?speaker ; kg:about ?topic . ?speaker rdfs:label ?label }
GROUP BY ?label ORDER BY DESC(?claims) ?label
"""
LIMIT = 120
"""Seconds that the layout of pyvis is given."""


@dataclass(frozen=True, slots=True)
class Row:
    """Seconds of kg and of a peer for the same work; a peer may be given up (`more`)."""

    work: str
    ours: float
    peer: str
    theirs: float
    more: bool = False

    def __str__(self) -> str:
        sign = "> " if self.more else ""
        ratio = self.theirs / max(self.ours, 1e-9)
        told = f"{ratio:.2g}" if ratio < 10 else f"{ratio:,.0f}"
        return (
            f"| {self.work} | {_seconds(self.ours)} | {self.peer} | {sign}{_seconds(self.theirs)} "
            f"| {sign}{told} |"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the tables in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "kg-out"
        build(options.folder, out, workers=options.workers)
        rows = list(compared(options.folder, out))
    print("\n| work | kg | peer | its time | ratio |\n|---|--:|---|--:|--:|")
    print(*rows, sep="\n")


def build(folder: Path, out: Path, *, workers: int) -> None:
    """Builds the graph in a process of its own, and says how long it took."""
    command = [sys.executable, "-m", "kg", "build", str(folder), "-o", str(out)]
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "--workers", str(workers)], cwd=ROOT, check=False, stderr=subprocess.PIPE
    )
    wall = time.perf_counter() - start
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr.decode())
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    peak /= 1e6 if sys.platform == "darwin" else 1e3
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    articles, words = (report["totals"][what] for what in ("articles", "words"))
    print(f"{articles} articles, {words:,} words, {os.cpu_count()} cores, {workers} workers\n")
    print("| kg build, start of the process included | |\n|---|--:|")
    print(f"| wall clock | {wall:.1f} s |")
    print(f"| articles a second | {articles / wall:.2f} |")
    print(f"| words a second | {words / wall:,.0f} |")
    print(f"| peak memory of the largest process | {peak:,.0f} MB |")
    for stage, seconds in report["timing"]["stages"].items():
        print(f"| of it: {stage} | {seconds:.2f} s |")


def compared(folder: Path, out: Path) -> Iterator[Row]:
    """A row for each stage whose peer is there."""
    yield from read(folder)
    yield from resolved(out)
    turtle = out / "graph.ttl"
    ours, theirs = pyoxigraph.Store(), rdflib.Graph()
    bulk = pyoxigraph.RdfFormat.TURTLE
    _, one = timed(lambda: ours.bulk_load(path=str(turtle), format=bulk))
    _, other = timed(lambda: theirs.parse(turtle, format="turtle"))
    equal("statements", len(ours), len(theirs))
    yield Row(f"load {len(ours):,} statements", one, "rdflib, in memory", other)
    found, one = timed(lambda: len(list(ours.query(QUERY))))  # type: ignore[arg-type]  # a SELECT
    again, other = timed(lambda: len(list(theirs.query(QUERY))))
    equal("rows", found, again)
    yield Row("query: claims by speaker", one, "rdflib's engine", other)
    with Store.open(out / "store") as store:
        _, one = timed(lambda: export(store, io.BytesIO(), format="ttl"))
        _, other = timed(lambda: theirs.serialize(format="turtle", encoding="utf-8"))
        yield Row("export as Turtle", one, "rdflib", other)
        yield from viewed(store)
    yield from served(out)


def read(folder: Path) -> Iterator[Row]:
    """Annotating and extracting, beside textacy."""
    try:
        import lemminflect  # noqa: F401  # gives tokens the dictionary form, `_.lemma()`
        from textacy.extract import direct_quotations
    except ImportError:
        yield from skipped("read", "textacy (make bench installs it)")
        return
    from attribution import Predicted, adapt, add_quotations, annotated, paragraphs

    from kg.extract import extract

    gazetteer = Tools().gazetteer()
    system, ours, words = Predicted(), 0.0, 0
    for name, doc, seconds in annotated(folder, threads=os.cpu_count() or 1):
        _, more = timed(lambda doc=doc: extract(doc, gazetteer=gazetteer))  # type: ignore[misc]
        ours += seconds + more
        words += len(doc.text.split())
        adapt(doc)
        add_quotations(system, name, doc, paragraphs(doc), direct_quotations)
    what = f"read {words:,} words"
    yield Row(what, ours, "textacy's quotations alone", system.seconds)


def resolved(out: Path) -> Iterator[Row]:
    """Who is who, beside names compared all with all."""
    try:
        from jellyfish import jaro_winkler_similarity
    except ImportError:
        yield from skipped("resolve", "jellyfish (it comes with textacy)")
        return
    with archive.Extractions(out) as found:
        extractions = list(found)
    gazetteer, encoder = Tools().gazetteer(), Kept()
    encoder.encode(["warm"])
    _, ours = timed(lambda: resolve(extractions, gazetteer=gazetteer, encoder=encoder))
    mentions = [m for e in extractions for m in e.mentions if m.form == "name"]
    names = sorted({(mention.article, mention.text) for mention in mentions})
    _, theirs = timed(
        lambda: sum(
            jaro_winkler_similarity(a, b) > 0.9 for (_, a), (_, b) in combinations(names, 2)
        )
    )
    yield Row(f"resolve {len(mentions):,} names", ours, "jellyfish, all with all", theirs)


def viewed(store: Store) -> Iterator[Row]:
    """The page in a browser, beside pyvis' own."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    try:
        from page import ARGS, opened, pyvis_html, settled
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        yield from skipped("view", "Chromium, or playwright")
        return
    data = page_data(selection(store).rows)
    html, theirs = page_html(data), pyvis_html(data)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        ready = opened(browser, Path(folder) / "kg.html", html)
        slow = settled(browser, Path(folder) / "pyvis.html", theirs, LIMIT)
        browser.close()
    nodes = len(data.entities) + len(data.meetings)
    peer = "pyvis as it comes"
    yield Row(f"view: open {nodes:,} nodes", ready, peer, slow or LIMIT, more=slow is None)


def served(out: Path) -> Iterator[Row]:
    """Small queries over HTTP, beside rdflib behind the same framework."""
    try:
        import serve
    except ImportError as error:
        yield from skipped("serve", str(error.name))
        return
    with serve.served(out) as address:
        ours = serve.latency(address)
    yield Row(
        "serve: a small query", ours, "rdflib behind starlette", serve.peer(out / "graph.ttl")
    )


def skipped(stage: str, missing: str) -> tuple[Row, ...]:
    """No row; says which is left out and why."""
    print(f"{stage}: left out, for it needs {missing}.", file=sys.stderr)
    return ()


def equal(what: str, here: int, there: int) -> None:
    """Ends the run where the two did not do the same work."""
    if here != there:
        raise SystemExit(f"{what}: {here} here and {there} there")


def timed(task: Callable[[], object]) -> tuple[int, float]:
    """What the task returns, where it is a number, and the seconds it took."""
    start = time.perf_counter()
    result = task()
    return result if isinstance(result, int) else 0, time.perf_counter() - start


def _seconds(seconds: float) -> str:
    return f"{1000 * seconds:,.1f} ms" if seconds < 0.1 else f"{seconds:,.2f} s"


if __name__ == "__main__":
    main()
