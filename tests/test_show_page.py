"""The page in a real browser, with the network off."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from kg.graph.store import Store
from kg.show.data import page_data
from kg.show.model import Claim
from kg.show.page import page_html
from kg.show.rows import read_rows
from tests.accessibility import axe_script
from tests.browser import chromium, wait_for, watched
from tests.show_samples import KG, World, large_rows, sample_rows

Rows = dict[str, list[dict[str, str]]]
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the page of rows, which in the end must have asked for nothing, and not complained."""
    wrong: list[str] = []
    asked: list[str] = []
    contexts = []

    def opened(
        rows: Rows, *, size: tuple[int, int] = (1440, 900), theme: str = "light",
        focus: str | None = None, bypass_csp: bool = False,
    ) -> Page:  # fmt: skip
        path = tmp_path / f"{len(contexts)}.html"
        path.write_text(page_html(page_data(rows), focus=focus), encoding="utf-8", newline="\n")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,  # type: ignore[arg-type]
            reduced_motion="reduce",
            bypass_csp=bypass_csp,
        )
        contexts.append(context)
        context.set_offline(True)
        page = watched(context.new_page(), wrong)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        wait_for(page, "window.kg !== undefined")
        settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
    assert [
        url for url in asked if not url.startswith(("data:", "blob:", "about:", tmp_path.as_uri()))
    ] == []


def settle(page: Page) -> None:
    """Two frames later everything has been drawn."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def click_graph(page: Page, where: str, *, double: bool = False) -> None:
    """A click on the graph at the point that an expression of the page's script gives."""
    point = page.evaluate(where)
    box = page.locator("#graph").bounding_box()
    assert box is not None
    click = page.mouse.dblclick if double else page.mouse.click
    click(box["x"] + point["x"], box["y"] + point["y"])


CARD = "document.querySelector('#card h2').innerText"


def node_of(rows: Rows, name: str) -> str:
    names = [entity.label for entity in page_data(rows).entities]
    return f"e{names.index(name)}"


def heading(page: Page) -> str:
    return page.locator("#card h2").inner_text()


def test_a_click_on_a_node_leads_to_the_sentence(show: Open) -> None:
    rows = sample_rows()
    page, node = show(rows), node_of(rows, "Ingrid Solberg-Dahl")
    click_graph(page, f"kg.where('{node}')")
    wait_for(page, f"{CARD} === 'Ingrid Solberg-Dahl'")
    page.locator(".claim .words").first.click()
    index = int(page.locator(".claim").first.get_attribute("data-claim") or "")
    data = page_data(rows)
    claim = data.claims[index]
    assert data.entities[claim.hops[0].who].label == "Ingrid Solberg-Dahl"
    passage = page.locator(".claim .passage").first
    assert passage.locator("mark").inner_text() == claim.content
    assert passage.locator("u").first.inner_text() == "Ingrid Solberg-Dahl"
    assert passage.locator("b").first.inner_text() == claim.hops[0].cue
    article = data.articles[claim.article]
    assert passage.locator("p").first.inner_text() == next(
        article.shown[start] for start in claim.passage.paragraphs
    )
    assert article.headline in passage.inner_text()
    assert " March 2024" in passage.inner_text() or "2024" in passage.inner_text()


def test_the_page_of_the_seeds_answers_a_click(show: Open, seeds_graph: Path) -> None:
    with Store.open(seeds_graph / "store") as store:
        rows = read_rows(store)
    data = page_data(rows)
    counts = Counter(claim.hops[0].who for claim in data.claims if claim.hops[0].who is not None)
    number = next(n for n, _ in counts.most_common() if data.entities[n].kind == "Person")
    speaker = data.entities[number]
    page = show(rows)
    click_graph(page, f"kg.where('e{number}')")
    wait_for(page, f"{CARD} === {json.dumps(speaker.label)}")
    page.locator(".claim .words").first.click()
    claim = data.claims[int(page.locator(".claim").first.get_attribute("data-claim") or "")]
    article = data.articles[claim.article]
    marked = " ".join(page.locator(".claim .passage mark").all_inner_texts())
    assert marked.split() == claim.content.split()
    shown = page.locator(".claim .passage p").first.inner_text()
    assert shown == next(article.shown[start] for start in claim.passage.paragraphs)


def test_the_overview_counts_what_the_card_lists(show: Open, seeds_graph: Path) -> None:
    """The same number as the site and the query: also what others report that they said."""
    import kg

    with kg.open(seeds_graph) as graph:
        rows = graph.query("most-quoted", type="Person")
    with Store.open(seeds_graph / "store") as store:
        page = show(read_rows(store))
    for row in rows[:2]:
        line = page.locator(".rank li", has_text=row["speaker_label"]).first
        assert f"{row['claims']} claims" in line.inner_text()
        line.get_by_role("button").click()
        assert page.get_by_role("tab", name=f"Said {row['claims']}", exact=True).is_visible()
        page.get_by_role("button", name="← Overview").click()


def test_a_click_on_a_line_lists_its_claims(show: Open) -> None:
    world = World()
    article = world.article("a.txt", "Head", date="2024-03-03")
    ann, norway = world.entity("Person", "Ann Bell"), world.entity("State", "Norway")
    for what in ("Norway rains", "Norway pours"):
        world.claim(article, ann, "Ann Bell", "said", what, [norway])
    world.claim(article, ann, "Ann Bell", "said", "nobody knows", [])
    page = show(world.rows)
    [line] = page.evaluate("kg.lines().map(line => line.id)")
    click_graph(page, f"kg.middle('{line}')")
    wait_for(page, f"{CARD} === 'Ann Bell on Norway'")
    words = page.locator(".claim .words").all_inner_texts()
    assert words == ["Norway rains", "Norway pours"]
    page.locator(".claim .words").last.click()
    assert page.locator(".passage mark").inner_text() == "Norway pours"


def test_double_click_shows_a_neighbourhood_and_escape_the_whole(show: Open) -> None:
    rows = sample_rows()
    page, node = show(rows), node_of(rows, "Egypt")
    before = page.evaluate("kg.shown()")
    click_graph(page, f"kg.where('{node}')", double=True)
    wait_for(page, "!document.getElementById('alone').hidden")
    alone = page.evaluate("kg.shown()")
    assert node in alone
    assert 1 < len(alone) < len(before)
    page.keyboard.press("Escape")
    settle(page)
    assert sorted(page.evaluate("kg.shown()")) == sorted(before)


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("count", [0, 1200])
def test_labels_never_overlap_at_first(show: Open, size: tuple[int, int], count: int) -> None:
    rows = large_rows(count) if count else sample_rows()
    page = show(rows, size=size)
    labels = page.evaluate("kg.labels()")
    assert len(labels) >= 8
    stage = page.evaluate("[graph.clientWidth, graph.clientHeight]")
    for a, b in combinations(labels, 2):
        assert (
            a["x"] + a["width"] <= b["x"] or b["x"] + b["width"] <= a["x"]
            or a["y"] + a["height"] <= b["y"] or b["y"] + b["height"] <= a["y"]
        ), (a, b)  # fmt: skip
    for label in labels:
        assert 0 <= label["x"] <= stage[0]
        assert 0 <= label["y"] <= stage[1]
    heaviest = page_data(rows).entities[0].label
    if size[0] > 1000:
        assert heaviest in [label["text"] for label in labels]


HOSTILE = "</script><script>window.pwned=1;alert(1)</script>"


def test_hostile_text_stays_text(show: Open) -> None:
    names = [HOSTILE, "‮drawkcab nnA", "😀 Émile <b>Zo\u2028la</b>", "<img src=x onerror=alert(1)>",
             "\u0645\u0631\u064a\u0645", "{{vis}} &amp; \\u003c"]  # fmt: skip
    world = World()
    article = world.article("<i>a</i>.txt", f"😀 {HOSTILE}", date="2024-03-03",
                            publisher="<b>Wire</b>", url="javascript:alert(1)")  # fmt: skip
    people = [world.entity("Person", name) for name in names]
    for name, person in zip(names, people, strict=True):
        world.claim(article, person, name, "said", f"😀😀 {HOSTILE} & more", [people[0]])
    world.meeting(HOSTILE, people[:2], start="2024-03-04")
    page = show(world.rows)
    for name in names:
        page.evaluate(f"kg.choose('{node_of(world.rows, name)}')")
        # White space of any kind is one blank on the page.
        assert page.locator("#card h2").text_content() == name
    page.locator("[role=tab]", has_text="Said").first.click()
    page.locator(".claim .words").first.click()
    passage = page.locator(".passage").first
    assert passage.locator("mark").text_content() == f"😀😀 {HOSTILE} & more"
    page.fill("#search", "script")
    assert page.locator("#suggestions li").count() > 0
    assert page.evaluate("window.pwned") is None
    assert page.locator("img, iframe, #card script").count() == 0
    assert page.locator("a[href^=javascript]").count() == 0


def test_only_http_addresses_become_links(show: Open) -> None:
    world = World()
    world.article("a.txt", "Good", url="https://news.example/a")
    world.article("b.txt", "Bad", url="data:text/html,x")
    page = show(world.rows)
    found = []
    for index in range(2):
        page.evaluate(f"kg.choose('a{index}')")
        found += page.locator("#card a").evaluate_all("all => all.map(a => a.href)")
    assert found == ["https://news.example/a"]


def test_a_nested_claim_is_marked_as_reported(show: Open) -> None:
    rows = sample_rows()
    page = show(rows)
    page.evaluate(f"kg.choose('{node_of(rows, 'Vietnam')}')")
    page.locator("[role=tab]", has_text="Said").first.click()
    card = page.locator("#card")
    assert "Only reported" in card.inner_text()
    claim = card.locator(".claim", has_text="reported by Owen Laidlaw")
    assert (
        claim.locator(".words").inner_text()
        == "Vietnam wants: Poland to lower its harbour fees, said Owen Laidlaw"
    )
    hops = re.sub(r"\s+", " ", claim.locator(".hops").inner_text())
    assert hops.startswith("Vietnam → Owen Laidlaw → ")


def test_a_meeting_shows_both_sentences_where_sources_differ(show: Open) -> None:
    world = World()
    who = world.entity("Person", "Ann Bell")
    meeting = world.meeting("Ann Bell in Oslo", [who])
    for number, (name, day) in enumerate((("a.txt", "Monday"), ("b.txt", "Tuesday"))):
        article = world.article(name, f"Head {number}", date="2024-03-05")
        world.report(meeting, article, f"Ann Bell came on {day}.")
        report = world.rows["reports"][-1]
        world.rows["disagreements"].append(
            {"disagreement": "d", "label": "Sources differ on the date: 3 March or 4 March",
             "meeting": meeting, "side": f"s{number}", "value": f"2024-03-0{number + 3}",
             "article": article, "from": report["from"], "to": report["to"]}
        )  # fmt: skip
        world.claim(article, who, "Ann Bell", "said", "it rains", [])
    world.rows["alike"] = [
        {"claim": row["claim"], "proposition": "p"} for row in world.rows["claims"]
    ]
    page = show(world.rows)
    page.get_by_role("button", name="Ann Bell in Oslo").first.click()
    assert page.locator(".dispute .words").all_inner_texts() == [
        "Ann Bell came on Monday.", "Ann Bell came on Tuesday.",
    ]  # fmt: skip
    assert "4 March 2024" in page.locator(".dispute").inner_text()
    page.get_by_role("button", name="Head 0").first.click()
    item = page.locator(".claim").first
    assert "also in Head 1" in item.inner_text()
    item.get_by_role("button", name="Head 1").click()
    assert "it rains" in item.locator(".passage").inner_text()


def test_claims_without_a_named_speaker_are_listed(show: Open) -> None:
    page = show(sample_rows())
    page.locator("#card button", has_text="4 claims").last.click()
    assert heading(page) == "Unknown speaker"
    assert page.locator(".claim").count() == 4


def test_dragging_over_the_timeline_filters_and_can_be_undone(show: Open) -> None:
    page = show(sample_rows())

    def quoted() -> int:
        numbers = page.locator(".rank .number").all_inner_texts()
        return sum(int(text.split()[0]) for text in numbers)

    everything, shown = quoted(), len(page.evaluate("kg.shown()"))
    box = page.locator("#time svg").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + 60, steps=5)
    page.mouse.up()
    settle(page)
    assert 0 < quoted() < everything
    assert len(page.evaluate("kg.shown()")) < shown
    page.locator("#handle-to").focus()
    page.keyboard.press("PageUp")
    settle(page)
    page.locator("#time .clear").click()
    settle(page)
    assert quoted() == everything
    assert len(page.evaluate("kg.shown()")) == shown


def test_the_legend_filters_kinds(show: Open) -> None:
    page = show(sample_rows())

    def kinds() -> set[str]:
        shown = page.evaluate("kg.shown()")
        data = page_data(sample_rows())
        return {"Meeting" if i[0] == "m" else data.entities[int(i[1:])].kind for i in shown}

    assert kinds() == {"State", "Person", "Group", "Meeting"}
    page.locator("#signs [data-key=Place]").click()
    assert "Place" in kinds()
    for key in ("Meeting", "Planned", "Group"):
        page.locator(f"#signs [data-key={key}]").click()
    # Places hang on meetings here.
    assert kinds() == {"State", "Person"}


def test_search_by_keyboard_finds_what_is_not_drawn(show: Open) -> None:
    rows = large_rows(1200)
    page = show(rows)
    assert "search finds the rest" in page.locator("#notice").inner_text()
    data = page_data(rows)
    light = [e for e in data.entities if e.degree > 0][-1]
    assert node_of(rows, light.label) not in page.evaluate("kg.shown()")
    page.keyboard.press("/")
    page.keyboard.type(light.label)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    settle(page)
    assert heading(page) == light.label
    assert node_of(rows, light.label) in page.evaluate("kg.shown()")


def test_the_graph_can_be_walked_by_keys(show: Open) -> None:
    page = show(sample_rows())
    page.locator("#graph").focus()
    seen = set()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
        settle(page)
        seen.add(heading(page))
    assert len(seen) > 2
    whole = len(page.evaluate("kg.shown()"))
    page.keyboard.press("Enter")
    settle(page)
    assert len(page.evaluate("kg.shown()")) < whole
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert heading(page) == "Overview"


CONTRAST = """() => {
  const style = getComputedStyle(document.documentElement);
  const light = (hex) => {
    const parts = [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ratio = (a, b) => {
    const [x, y] = [a, b].map((each) => light(style.getPropertyValue(each).trim()));
    return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
  };
  const inks = ["--text", "--muted", "--accent"].flatMap((ink) => [
    ratio(ink, "--page"), ratio(ink, "--raised")]);
  return [...inks, ratio("--on-mark", "--mark"), ratio("--on-accent", "--accent")];
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_contrast_is_high_in_both_themes(show: Open, theme: str) -> None:
    page = show(sample_rows(), theme=theme)
    assert page.evaluate("document.documentElement.dataset.theme") == theme
    assert min(page.evaluate(CONTRAST)) >= 4.5
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") != theme
    assert min(page.evaluate(CONTRAST)) >= 4.5


def test_an_empty_graph_says_so(show: Open) -> None:
    page = show({})
    assert "This graph is empty" in page.locator("body").inner_text()


def test_articles_without_dates_or_claims_are_no_trouble(show: Open) -> None:
    world = World()
    article = world.article("a.txt", "Only a headline")
    world.entity("Person", "Ann Bell")
    world.claim(article, KG + "Unknown", "", "", "it rains", [])
    page = show(world.rows)
    assert "Without a named speaker" in page.locator("#card").inner_text()


def test_focus_opens_at_an_entity(show: Open) -> None:
    rows = sample_rows()
    page = show(rows, focus="mrs dahl")
    assert heading(page) == "Ingrid Solberg-Dahl"
    assert len(page.evaluate("kg.shown()")) < len(page_data(rows).entities)


def test_focus_on_somebody_only_named_shows_the_card(show: Open) -> None:
    world = World()
    article = world.article("a.txt", "Head")
    world.mention(article, world.entity("Person", "Ann Bell"), 2)
    page = show(world.rows, focus="Ann Bell")
    assert heading(page) == "Ann Bell"
    assert "named 2 times" in page.locator("#card").inner_text()


def test_hover_fades_the_rest(show: Open) -> None:
    rows = sample_rows()
    page = show(rows)
    every = len(page.evaluate("kg.labels()"))
    point = page.evaluate(f"kg.where('{node_of(rows, 'analysts')}')")
    box = page.locator("#graph").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + point["x"], box["y"] + point["y"], steps=3)
    wait_for(page, f"kg.labels().length < {every}")
    labels = {label["text"] for label in page.evaluate("kg.labels()")}
    assert {"analysts", "Egypt"} <= labels
    assert len(labels) < every


def test_print_leaves_out_controls(show: Open) -> None:
    page = show(sample_rows(), theme="dark")
    page.emulate_media(media="print")
    assert not page.locator("#search").is_visible()
    assert not page.locator("#time").is_visible()
    assert page.locator("#card").is_visible()


def test_bytes_are_the_same_under_any_hash_seed(root: Path) -> None:
    script = (
        "import hashlib; from kg.show.data import page_data; from kg.show.page import page_html; "
        "from tests.show_samples import sample_rows; "
        "print(hashlib.sha256(page_html(page_data(sample_rows())).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script], cwd=root, check=True, capture_output=True, text=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
        ).stdout
        for seed in ("1", "77")
    }  # fmt: skip
    assert len(found) == 1


def test_the_page_names_no_address_to_load_from() -> None:
    html = page_html(page_data(sample_rows()))
    tags = r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=[\"']?([^\"' >]+)"
    loads = re.findall(tags, html)
    assert loads == ["data:,"]
    assert "default-src 'none'" in html
    assert "sourceMappingURL" not in html
    assert "cdn" not in html.replace("cdn_resources", "").lower()


def fill_filter(page: Page, field: str, value: str) -> None:
    if page.locator("#filters").is_hidden():
        page.locator("#filters-button").click()
    page.locator(f"#{field}").select_option(value)
    settle(page)


SHOWN = "kg.lines().filter(l => l.kind === 'claims').flatMap(l => l.claims.filter(kg.claimShown))"


def test_claims_are_filtered_by_who_how_and_through_whom(show: Open) -> None:
    rows = sample_rows()
    page, data = show(rows), page_data(rows)
    speaker = Counter(claim.hops[0].who for claim in data.claims).most_common(1)[0][0]
    wanted: dict[str, tuple[str, Callable[[Claim], bool]]] = {
        "speaker": (str(speaker), lambda claim: claim.hops[0].who == speaker),
        "attitude": ("statement", lambda claim: claim.attitude == "statement"),
        "mode": ("direct", lambda claim: claim.mode == "direct"),
        "article": ("0", lambda claim: claim.article == 0),
        "through": ("any", lambda claim: len(claim.hops) > 1 or claim.parent is not None),
    }
    for field, (value, test) in wanted.items():
        fill_filter(page, field, value)
        drawn = {index for claims in page.evaluate(f"[{SHOWN}]") for index in claims}
        assert drawn
        assert all(test(data.claims[index]) for index in drawn), field
        assert len(drawn) < len(data.claims), field
        page.locator("#clear-filters").click()
        assert page.locator(f"#{field}").input_value() == ""
    assert "on" not in (page.locator("#filters-button").get_attribute("class") or "")


def test_a_link_restores_the_view(show: Open) -> None:
    rows = sample_rows()
    page, node = show(rows), node_of(rows, "Ingrid Solberg-Dahl")
    fill_filter(page, "attitude", "statement")
    page.keyboard.press("Escape")
    page.evaluate(f"kg.choose('{node}')")
    page.locator("#theme").click()
    page.locator("#zoom-in").click()
    page.locator("#signs button[data-key=Organization]").click()
    page.locator("#save-button").click()
    link = page.locator("#view-link").input_value()
    view = (
        "[kg.filter.attitude, [...kg.filter.kinds].sort(), kg.scale(),"
        " document.documentElement.dataset.theme]"
    )
    before = page.evaluate(view)
    assert before[0] == "statement"
    assert before[1] == ["Organization", "Place"]
    page.goto("about:blank")
    page.goto(link)
    wait_for(page, "window.kg !== undefined")
    settle(page)
    after = page.evaluate(view)
    assert [*after[:2], after[3]] == [*before[:2], before[3]]
    assert after[2] == pytest.approx(before[2], abs=0.001)
    assert heading(page) == "Ingrid Solberg-Dahl"
    pressed = page.locator("#signs button[data-key=Organization]").get_attribute("aria-pressed")
    assert pressed == "false"


def test_a_link_of_nonsense_opens_the_page_as_it_is(show: Open) -> None:
    page = show(sample_rows())
    page.goto("about:blank")
    path = page.context.pages[0]
    assert path is page
    page.go_back()
    wait_for(page, "window.kg !== undefined")
    page.evaluate("location.hash = '#at=nobody&from=x&zoom=1,b&through=%3Cb%3E&least=-4&article=?'")
    settle(page)
    assert heading(page) == "Overview"
    assert page.evaluate("[kg.filter.from, kg.filter.least, kg.filter.article]") == [None, 1, None]


def test_the_picture_is_saved_as_vectors_and_as_pixels(show: Open) -> None:
    hostile = '<script>alert(1)</script> "A" & \u202eB\u0007 \U0001f600'
    world = World()
    article = world.article("a.txt", "A", date="2024-03-03")
    state = world.entity("State", "Norland")
    for who in (hostile, "B"):
        person = world.entity("Person", who)
        world.claim(article, person, who, "said", "That is so.", [state])
    page = show(world.rows)
    page.locator("#save-button").click()
    with page.expect_download() as saved:
        page.locator("#save-svg").click()
    text = Path(saved.value.path()).read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)  # it is well formed
    texts = [node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any(each.startswith("<script>alert(1)") for each in texts)
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert list(root.iter("{http://www.w3.org/2000/svg}polygon"))
    assert list(root.iter("{http://www.w3.org/2000/svg}path"))
    with page.expect_download() as saved:
        page.locator("#save-png").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")


def test_lines_are_reached_by_keys(show: Open) -> None:
    rows = sample_rows()
    page = show(rows)
    page.evaluate(f"kg.choose('{node_of(rows, 'Ingrid Solberg-Dahl')}')")
    page.locator("#graph").focus()
    page.keyboard.press("l")
    assert heading(page).startswith("Ingrid Solberg-Dahl on ") or " on " in heading(page)
    assert page.locator(".claim").count()
    page.keyboard.press("ArrowRight")
    assert heading(page) == "Ingrid Solberg-Dahl"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_serious_violation(show: Open, theme: str) -> None:
    page = show(sample_rows(), theme=theme, bypass_csp=True)
    page.evaluate(axe_script())
    for prepare in ("kg.choose(null)", "kg.choose(kg.shown()[0])"):
        page.evaluate(prepare)
        if page.locator("#filters").is_hidden():
            page.locator("#filters-button").click()
        found = page.evaluate("axe.run().then(r => r.violations)")
        serious = [(v["id"], v["nodes"][0]["html"]) for v in found
                   if v["impact"] in ("serious", "critical")]  # fmt: skip
        assert serious == []
