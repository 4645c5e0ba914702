"""Words a second and peak memory of `kg build`, and its store beside rdflib on the same graph.

    python bench/build.py [FOLDER] [--copies N] [--workers N]

FOLDER is a folder of articles, `seeds/` by default, read `--copies` times over. Everything is
measured in one run: the build in a process of its own (so that its peak memory is its own), then
loading its Turtle and one query, by the store of kg and by rdflib.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph
import rdflib

ROOT = Path(__file__).resolve().parent.parent
QUERY = """
PREFIX kg: <https://newskg.example/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?label (COUNT(?claim) AS ?claims)
WHERE { ?claim a kg:Claim ; kg:speaker ?speaker ; kg:about ?topic . ?speaker rdfs:label ?label }
GROUP BY ?label ORDER BY DESC(?claims) ?label
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures as a table of Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "seeds")
    parser.add_argument("--copies", type=int, default=1, help="read the folder so many times over")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        news, out = Path(temporary) / "news", Path(temporary) / "kg-out"
        for copy in range(options.copies):
            shutil.copytree(options.folder, news / str(copy))
        wall, megabytes = build(news, out, workers=options.workers)
        report = json.loads((out / "report.json").read_text(encoding="utf-8"))
        words = report["totals"]["words"]
        print(f"{report['totals']['articles']} articles, {words:,} words, {os.cpu_count()} cores\n")
        print("| kg build | |\n|---|---|")
        print(f"| wall clock, start of the process included | {wall:.1f} s |")
        print(f"| words a second, start included | {words / wall:,.0f} |")
        reading = sum(report["timing"]["stages"][stage] for stage in ("annotate", "extract"))
        print(f"| words a second of annotate and extract | {words / reading:,.0f} |")
        print(f"| peak memory of the largest process | {megabytes:,.0f} MB |")
        for stage, seconds in report["timing"]["stages"].items():
            print(f"| of it: {stage} | {seconds:.2f} s |")
        compare(out / "graph.ttl")


def build(news: Path, out: Path, *, workers: int) -> tuple[float, float]:
    """Seconds and peak megabytes of a build in a process of its own."""
    words = [sys.executable, "-m", "kg", "build", str(news), "-o", str(out)]
    start = time.perf_counter()
    # The same article several times over has several ids, of which kg warns.
    subprocess.run(
        [*words, "--workers", str(workers)], cwd=ROOT, check=True, stderr=subprocess.DEVNULL
    )
    wall = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return wall, peak / (1e6 if sys.platform == "darwin" else 1e3)


def compare(turtle: Path) -> None:
    """The same graph loaded and asked by two engines, one after the other."""
    store, graph = pyoxigraph.Store(), rdflib.Graph()

    def load_ours() -> int:
        store.bulk_load(path=str(turtle), format=pyoxigraph.RdfFormat.TURTLE)
        return len(store)

    rows = (
        ("load the Turtle", load_ours, lambda: len(graph.parse(turtle, format="turtle"))),
        ("claims by speaker", lambda: len(list(store.query(QUERY))),  # type: ignore[arg-type]  # a SELECT
         lambda: len(list(graph.query(QUERY)))),
    )  # fmt: skip
    print("\n| same graph, same run | Oxigraph (kg) | rdflib | ratio |\n|---|---|---|---|")
    for what, ours, theirs in rows:
        (one, a), (other, b) = timed(ours), timed(theirs)
        if one != other:
            raise SystemExit(f"{what}: {one} here and {other} there")
        print(f"| {what} ({one:,}) | {a:.3f} s | {b:.3f} s | {b / a:.0f} × |")


def timed(task: Callable[[], int]) -> tuple[int, float]:
    """What the task returns, and the seconds it took."""
    start = time.perf_counter()
    result = task()
    return result, time.perf_counter() - start


if __name__ == "__main__":
    main()
