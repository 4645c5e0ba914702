"""The site in a real browser that may ask nobody but the site."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.accessibility import axe_script
from tests.browser import chromium, wait_for, watched
from tests.served import served

Visit = Callable[..., Page]
PAGES = {
    "home": "/", "articles": "/articles", "entities": "/entities", "meetings": "/meetings",
    "timeline": "/timeline", "disagreements": "/disagreements", "queries": "/queries",
    "query": "/queries/claims", "form": "/queries/who-said",
    "editor": "/sparql-editor", "ask": "/ask?q=who+said+taxes+would+fall%3F",
    "article": "li a[href^='/article/']", "entity": "main a[href^='/id/person/']",
    "error": "/articles?from=yesterday",
}  # fmt: skip
"""The kinds of pages: an address, or what to click on the first page."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def seeds(seeds_graph: Path) -> Iterator[str]:
    with served(seeds_graph, "--seconds", "100") as base:
        yield base


@pytest.fixture(scope="module")
def broken(hostile_graph: Path) -> Iterator[str]:
    """The site of news made to break pages."""
    with served(hostile_graph, "--seconds", "100") as base:
        yield base


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens an address of a site; in the end no page may have complained or asked elsewhere."""
    wrong: list[str] = []
    contexts = []

    def opened(
        base: str, path: str = "/", *, size: tuple[int, int] = (1440, 900),
        theme: Literal["light", "dark"] = "light", bypass_csp: bool = False,
    ) -> Page:  # fmt: skip
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=theme,
            reduced_motion="reduce", bypass_csp=bypass_csp, accept_downloads=True,
        )  # fmt: skip
        contexts.append(context)

        def asked(route: Route) -> None:
            if route.request.url.startswith((base + "/", "data:")):
                route.continue_()
            else:
                wrong.append(f"request: {route.request.url}")
                route.abort()

        context.route("**/*", asked)
        page = watched(context.new_page(), wrong)
        if path.startswith("/"):
            page.goto(base + path)
        else:
            page.goto(base + "/")
            page.locator(path).first.click()
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    # The page of a mistake comes with its status, which the browser reports.
    assert [line for line in wrong if "status of 400" not in line] == []


def test_home_says_what_is_in_the_graph_and_leads_on(visit: Visit, seeds: str) -> None:
    page = visit(seeds)
    expect(page.locator("main")).to_contain_text(re.compile(r"articles\s*5"))
    page.get_by_role("link", name="All articles").click()
    expect(page.locator("ul.list > li")).to_have_count(5)


def test_from_a_note_to_the_claim_and_back_to_the_words(visit: Visit, seeds: str) -> None:
    page = visit(seeds, PAGES["article"])
    title = page.locator("h1").text_content()
    assert page.locator("aside.notes .note").count() > 3
    assert page.locator("a.entity-mark, .entity-mark a, .entity-mark").count() > 5
    page.locator(".note a.to").first.click()
    page.wait_for_url("**/claim/*")
    said = page.locator("h1").text_content()
    page.locator(".passage .source a").first.click()
    page.wait_for_url("**/article/**#c-*")
    assert page.locator("h1").text_content() == title
    lit = page.evaluate(
        "[...document.querySelectorAll('.text *')].filter(one =>"
        " getComputedStyle(one).backgroundColor === 'rgb(255, 242, 168)')"
        ".map(one => one.textContent).join(' ')"
    )
    first = re.findall(r"\w+", said or "")[0]
    assert first in lit


def test_what_is_pointed_at_in_the_margin_lights_up_in_the_text(visit: Visit, seeds: str) -> None:
    page = visit(seeds, PAGES["article"])
    page.locator(".note[data-key]").first.hover()
    assert page.locator(".text .lit").count() > 0


def test_a_person_has_claims_meetings_and_articles(visit: Visit, seeds: str) -> None:
    page = visit(seeds, PAGES["entity"])
    for tab in ("Said of", "Meetings", "Articles", "Said"):
        page.locator("nav.tabs a", has_text=re.compile(f"^{tab} ")).first.click()
        expect(page.locator("nav.tabs a[aria-current]")).to_contain_text(tab)
    page.select_option("select[name=attitude]", "statement")
    page.get_by_role("button", name="Show").click()
    assert "attitude=statement" in page.url


def test_a_meeting_names_who_came_and_quotes_its_sources(visit: Visit, seeds: str) -> None:
    page = visit(seeds, "/meetings?status=held")
    page.locator("li.dated a").first.click()
    page.wait_for_url("**/id/meeting/**")
    expect(page.locator("main")).to_contain_text("Participants")
    page.locator(".report .sentences a").first.click()
    page.wait_for_url("**/article/**")


def test_asking_gives_what_the_command_line_gives(
    visit: Visit, seeds: str, seeds_graph: Path
) -> None:
    import kg

    question = "who met Kim Jong-un?"
    page = visit(seeds)
    page.keyboard.press("/")
    page.keyboard.type(question)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?q=*")
    with kg.open(seeds_graph) as graph:
        answer = graph.ask(question, limit=8)
    expect(page.locator(".answer .line")).to_have_text(answer.line)
    expect(page.locator(".answer tbody tr")).to_have_count(len(answer.rows))
    expect(page.locator(".command code")).to_contain_text(f"kg query {answer.query}")


def test_the_form_of_a_query_gives_its_rows_and_csv(
    visit: Visit, seeds: str, seeds_graph: Path
) -> None:
    import kg

    page = visit(seeds, "/queries")
    page.locator("a[href='/queries/meetings']").click()
    page.fill("input[name=place]", "Beijing")
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**place=Beijing*")
    with kg.open(seeds_graph) as graph:
        rows = graph.query("meetings", place="Beijing")
    assert rows
    expect(page.locator("tbody tr")).to_have_count(len(rows))
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8")
    assert len(list(csv.reader(io.StringIO(text)))) == len(rows) + 1


def test_the_editor_runs_a_query_on_our_endpoint(visit: Visit, seeds: str) -> None:
    page = visit(seeds, "/sparql-editor")
    with page.expect_response("**/sparql") as waiting:
        page.locator(".yasqe_queryButton").first.click()
    assert waiting.value.status == 200
    expect(page.locator(".yasr table tbody tr").first).to_be_visible()


def test_the_timeline_draws_claims_and_meetings(visit: Visit, seeds: str) -> None:
    page = visit(seeds, "/timeline")
    assert page.locator("svg.timeline rect.claims").count() > 0
    assert page.locator("svg.timeline path.diamond").count() > 0
    page.locator("svg.timeline a:has(path.diamond)").first.click()
    page.wait_for_url("**/id/**")


def test_the_picture_opens_within_the_site(visit: Visit, seeds: str) -> None:
    page = visit(seeds, PAGES["entity"])
    name = page.locator("h1").text_content()
    page.get_by_role("link", name="in the picture").click()
    wait_for(page, "window.kg !== undefined")
    expect(page.locator("#card h2")).to_have_text(name or "")


def test_the_theme_is_chosen_once_for_all_pages(visit: Visit, seeds: str) -> None:
    page = visit(seeds)
    page.get_by_role("button", name="Dark theme").click()
    page.goto(seeds + "/articles")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    expect(page.get_by_role("button", name="Dark theme")).to_have_attribute("aria-pressed", "true")


def test_pages_are_read_without_scripts(browser: Browser, seeds: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(seeds + "/sparql-editor")
    page.get_by_role("button", name="Run").click()
    assert page.locator("body").text_content()
    page.goto(seeds + "/ask")
    page.fill("#ask", "who is quoted most?")
    page.get_by_role("button", name="Ask").click()
    assert page.locator(".answer .line").text_content()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_hostile_news_stays_text_and_fits_a_telephone(visit: Visit, broken: str, name: str) -> None:
    page = visit(broken, PAGES[name], size=(390, 800))
    assert page.evaluate("window.pwned") is None
    assert page.locator("main img, main iframe, main script").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390, f"{wide} pixels wide"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_violation(visit: Visit, seeds: str, name: str, theme: str) -> None:
    page = visit(seeds, PAGES[name], theme=theme, bypass_csp=True)
    page.add_script_tag(content=axe_script())
    # The editor within the frame of ours is YASGUI's.
    found = page.evaluate("axe.run({exclude: [['#yasgui']]}).then(found => found.violations)")
    serious = [
        (one["id"], one["nodes"][0]["html"][:200], len(one["nodes"]))
        for one in found if one["impact"] in ("serious", "critical")
    ]  # fmt: skip
    assert serious == [], json.dumps(serious, indent=1)
