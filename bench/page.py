"""The page of a large graph beside pyvis as it comes: how long until a click is answered.

    python bench/page.py [--nodes N] [--limit SECONDS]

A made-up graph of N nodes and about twice as many edges is written twice: as the page of
`kg view`, and by pyvis with its own template and physics. Both files are opened in the system's
headless Chromium with the network off. Seconds are counted from the navigation until the
selection of a node has been answered and drawn; pyvis' page counts as ready when its layout has
settled, for until then nodes move away under the pointer, and is given up at the limit.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, TimeoutError, sync_playwright
from pyvis.network import Network

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from kg.show.data import page_data  # noqa: E402 - found beside this folder
from kg.show.model import PageData  # noqa: E402
from kg.show.page import page_html  # noqa: E402
from tests.show_samples import large_rows  # noqa: E402 - the graph that the tests draw, too

ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FRAME = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nodes", type=int, default=5000)
    parser.add_argument("--limit", type=int, default=180, help="seconds that pyvis is given")
    options = parser.parse_args(arguments)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        parser.error("Chromium is not installed")
    start = time.perf_counter()
    data = page_data(large_rows(options.nodes))
    ours = page_html(data)
    wrote = time.perf_counter() - start
    start = time.perf_counter()
    theirs = pyvis_html(data)
    wrote_pyvis = time.perf_counter() - start
    print(f"\n{len(data.entities) + len(data.meetings):,} nodes, {edges(data):,} edges\n")
    print("| page | written in (s) | MB | ready in (s) |")
    print("|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGS)
        ready = opened(browser, Path(folder) / "kg.html", ours)
        print(f"| kg view | {wrote:.1f} | {len(ours.encode()) / 1e6:.1f} | {ready:.1f} |")
        limit = options.limit
        slow = settled(browser, Path(folder) / "pyvis.html", theirs, limit)
        told = f"{slow:.1f}" if slow is not None else f"> {limit}"
        size = len(theirs.encode()) / 1e6
        print(f"| pyvis as it comes | {wrote_pyvis:.1f} | {size:.1f} | {told} |")
        ratio = (slow if slow is not None else limit) / ready
        print(f"\npyvis : kg = {'' if slow is not None else '> '}{ratio:.0f}")
        browser.close()


def edges(data: PageData) -> int:
    """Lines of claims, and of participants to meetings."""
    return len(data.edges) + sum(len(meeting.participants) for meeting in data.meetings)


def pyvis_html(data: PageData) -> str:
    """The same nodes and edges through pyvis alone."""
    network = Network(directed=True, cdn_resources="in_line")
    for index, entity in enumerate(data.entities):
        network.add_node(f"e{index}", label=entity.label)
    for (speaker, about), claims in data.edges.items():
        network.add_edge(f"e{speaker}", f"e{about}", value=len(claims))
    for index, meeting in enumerate(data.meetings):
        network.add_node(f"m{index}", label=meeting.label, shape="diamond")
        for who in meeting.participants:
            network.add_edge(f"e{who}", f"m{index}")
    return str(network.generate_html(notebook=False))


def opened(browser: Browser, path: Path, html: str) -> float:
    """Seconds until our page has answered the selection of its heaviest node."""
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    page.set_default_timeout(600_000)
    start = time.perf_counter()
    page.goto(path.as_uri())
    heading = page.evaluate(
        f"(async () => {{ kg.choose(kg.shown()[0]); await {FRAME};"
        " return document.querySelector('#card h2').innerText })()"
    )
    seconds = time.perf_counter() - start
    assert heading, "the card stayed empty"
    context.close()
    return seconds


def settled(browser: Browser, path: Path, html: str, limit: int) -> float | None:
    """Seconds until the layout of pyvis' page stands still; None: later than the limit."""
    # vis tells when it has settled; the page is asked to write it down.
    watch = "network.once('stabilizationIterationsDone', () => { window.settled = true; });"
    assert "network = new vis.Network(container, data, options);" in html, "another pyvis"
    made = "network = new vis.Network(container, data, options);"
    path.write_text(html.replace(made, made + watch), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="commit")
    try:
        page.wait_for_function("window.settled === true", timeout=limit * 1000)
    except TimeoutError:
        return None
    finally:
        context.close()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
