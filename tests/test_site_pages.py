"""Every page that can be reached from the first one, on news made to break them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urldefrag, urljoin

import httpx
import pytest

from kg.site.pages import ROUTES
from tests import hostile
from tests.served import served


@dataclass
class Seen(HTMLParser):
    """What a browser would take from a page."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    handlers: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    ids: Counter[str] = field(default_factory=Counter)
    words: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._script = tag == "script"
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag in ("script", "img", "iframe", "source"):
            self.loads.append(given.get("src", ""))
        if tag == "link":
            self.loads.append(given.get("href", ""))
        self.handlers += [name for name in given if name.startswith("on")]
        if "id" in given:
            self.ids[given["id"]] += 1

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts.append(data)
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        self._script = False


@dataclass(frozen=True)
class Crawl:
    """The pages by their address, and which links name which anchor of a page."""

    pages: dict[str, Seen]
    anchors: dict[tuple[str, str], str]
    status: dict[str, int]


@pytest.fixture(scope="module")
def address(hostile_graph: Path) -> Iterator[str]:
    with served(hostile_graph, "--seconds", "100") as base:
        yield base


@pytest.fixture(scope="module")
def crawl(address: str) -> Crawl:
    """All pages within reach, but one of each that a filter shows anew."""
    found = Crawl({}, {}, {})
    waiting = ["/"]
    with httpx.Client(base_url=address, timeout=120, headers={"Accept": "text/html"}) as client:
        while waiting:
            path = waiting.pop(0)
            if path in found.status or path.startswith("/graph") or "format=" in path:
                continue
            reply = client.get(path, follow_redirects=True)
            found.status[path] = reply.status_code
            if "text/html" not in reply.headers["Content-Type"]:
                continue
            seen = found.pages[path] = Seen()
            seen.feed(reply.text)
            for link in seen.links:
                whole, anchor = urldefrag(urljoin(address + path, link))
                if whole.startswith(address):
                    inside = whole.removeprefix(address)
                    waiting.append(inside)
                    if anchor:
                        found.anchors[inside, anchor] = path
    return found


def test_every_link_leads_to_a_page(crawl: Crawl) -> None:
    assert {path: status for path, status in crawl.status.items() if status != 200} == {}
    reached = {path.split("?")[0].split("/")[1] for path in crawl.status}
    assert {path.split("/")[1] for path, _, _ in ROUTES} | {"id"} <= reached


def test_every_anchor_is_there(crawl: Crawl) -> None:
    for (path, anchor), named_by in crawl.anchors.items():
        if path in crawl.pages:
            assert anchor in crawl.pages[path].ids, (path, anchor, named_by)
    assert any(path.startswith("/article/") for path, _ in crawl.anchors)


def test_no_anchor_stands_twice(crawl: Crawl) -> None:
    for path, seen in crawl.pages.items():
        assert [name for name, n in seen.ids.items() if n > 1] == [], path


def test_nothing_is_loaded_from_elsewhere_and_no_text_is_a_script(crawl: Crawl) -> None:
    for path, seen in crawl.pages.items():
        assert all(load.startswith("/static/") for load in seen.loads), (path, seen.loads)
        assert seen.handlers == [], path
        assert [script for script in seen.scripts if script.strip()] == [], path


def test_links_lead_out_only_to_wikidata(crawl: Crawl) -> None:
    for path, seen in crawl.pages.items():
        for link in seen.links:
            inside = link.startswith(("/", "?", "#"))
            assert inside or link.startswith("http://www.wikidata.org/entity/Q"), (path, link)


def test_what_the_news_says_is_shown_to_the_letter(crawl: Crawl) -> None:
    reader = [seen for path, seen in crawl.pages.items() if path.startswith("/article/")]
    assert any(hostile.HEADLINE in seen.words for seen in reader)
    assert all(hostile.SAID in seen.words for seen in reader)
    assert hostile.PUBLISHER in crawl.pages["/"].words
    claims = [seen for path, seen in crawl.pages.items() if "/claim/" in path]
    assert any(hostile.SCRIPT in seen.words for seen in claims)


@pytest.mark.parametrize("path", [
    "/articles?from=yesterday", "/articles?page=0", "/articles?page=99999999999999999999",
    "/timeline?from=2024-13", "/entities?kind=Nonsense", "/queries/no-such-query",
    "/queries/meetings?from=x", "/ask?q=x&n=0", "/ask?q=" + "x" * 2_000, "/article/nothing",
    "/id/person/nobody", "/id/nothing%00", "/no-such-page",
])  # fmt: skip
def test_a_mistake_gets_a_page_that_says_what_to_do(address: str, path: str) -> None:
    reply = httpx.get(address + path, headers={"Accept": "text/html"}, timeout=60)
    assert reply.status_code in (400, 404)
    seen = Seen()
    seen.feed(reply.text)
    assert "/articles" in seen.links
    assert "Traceback" not in seen.words


@pytest.mark.parametrize("path", [
    "/articles?q={}", "/articles?publisher={}", "/entities?name={}", "/timeline?person={}",
    "/ask?q={}", "/meetings?participant={}", "/queries/said-about?entity={}", "/article/{}",
])  # fmt: skip
@pytest.mark.parametrize(
    "text", [hostile.SCRIPT, hostile.IMAGE, '"}) . ?s ?p ?o # \\', "\u202e\x00"]
)
def test_a_hostile_parameter_is_only_text(address: str, path: str, text: str) -> None:
    reply = httpx.get(address + path.format(quote(text, safe="")), timeout=60)
    assert reply.status_code in (200, 400, 404)
    seen = Seen()
    seen.feed(reply.text)
    assert seen.handlers == []
    assert [script for script in seen.scripts if script.strip()] == []
    assert all(load.startswith("/static/") for load in seen.loads)


def test_a_name_that_climbs_is_a_name(crawl: Crawl) -> None:
    """The id of an article may be any text, with slashes and dots."""
    assert any("etc" in path and path.startswith("/article/") for path in crawl.pages)
    assert not any("/../" in path for path in crawl.pages)


def test_the_site_needs_no_file_outside_the_package(address: str) -> None:
    for name in ("site.css", "site.js", "theme.js", "editor.js", "icon.svg", "yasgui/LICENSE"):
        assert httpx.get(f"{address}/static/{name}").status_code == 200, name
    assert (Path(__file__).parent.parent / "kg/site/static/yasgui/README.md").is_file()
