"""Makes the pictures of docs/ anew: python docs/make_pictures.py [GRAPH]. Look at them.

GRAPH is a folder that `kg build seeds` wrote; without one it is built. Needs Chromium, Pillow and
the packages of the tests. No part of `make docs`, for no two machines draw letters alike.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page

DOCS = Path(__file__).resolve().parent
ROOT = DOCS.parent
sys.path.insert(0, str(ROOT))

from tests.browser import chromium, wait_for  # noqa: E402 - as the tests have them
from tests.served import served  # noqa: E402

THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
QUESTION = "/ask?q=who+said+China+wants+a+bigger+role%3F"


def main() -> None:
    """Writes all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "kg"
        if not graph.exists():
            run("build", str(ROOT / "seeds"), "-o", str(graph))
        page = Path(folder) / "page.html"
        run("view", "-k", str(graph), "-o", str(page))
        with chromium() as browser, served(graph) as address:
            draw(browser, "graph", page.as_uri(), [(1440, 900)], THEMES[:1], ready=drawn)
            draw(browser, "page", page.as_uri(), [(1440, 900), (390, 844)], ready=chosen)
            sizes = [(1440, 900), (390, 800)]
            for name, path in (("home", "/"), ("article", ""), ("ask", QUESTION)):
                where = address + (path or first_article(browser, address))
                draw(browser, f"site-{name}", where, sizes)


def run(*words: str) -> None:
    """Runs kg."""
    command = [sys.executable, "-m", "kg", *words]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def draw(
    browser: Browser, name: str, address: str, sizes: list[tuple[int, int]],
    themes: tuple[Literal["light", "dark"], ...] = THEMES, *,
    ready: Callable[[Page], None] = lambda page: None,
) -> None:  # fmt: skip
    """A picture in each size and theme, of 256 colours: half as large, and no eye sees it."""
    for width, height in sizes:
        for theme in themes:
            with opened(browser, address, (width, height), theme) as page:
                ready(page)
                page.mouse.move(1, height - 1)
                page.wait_for_timeout(500)
                image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            last = f"-{width}-{theme}" if len(themes) > 1 else ""
            small = image.quantize(method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
            small.save(DOCS / f"{name}{last}.png")


@contextmanager
def opened(
    browser: Browser, address: str, size: tuple[int, int], theme: Literal["light", "dark"]
) -> Iterator[Page]:
    """A page in a window of its own."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=theme, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address, timeout=120_000)
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def first_article(browser: Browser, address: str) -> str:
    """The path of the latest article."""
    with opened(browser, address, (1440, 900), "light") as page:
        return page.locator("ul.list a").first.get_attribute("href") or ""


def drawn(page: Page) -> None:
    """Waits for the map."""
    wait_for(page, "kg.labels().length > 0")


def chosen(page: Page) -> None:
    """Chooses a state and opens the first of its claims."""
    drawn(page)
    page.get_by_role("button", name="North Korea", exact=True).first.click()
    page.locator(".claim .words").first.click()
    page.evaluate("document.activeElement.blur()")


if __name__ == "__main__":
    main()
