"""axe-core, the checker of accessibility that the browser tests run inside a page."""

from __future__ import annotations

import importlib.resources


def axe_script() -> str:
    """The script of axe-core, which axe-playwright-python brings along; defines `axe`."""
    package = importlib.resources.files("axe_playwright_python")
    return package.joinpath("axe.min.js").read_text(encoding="utf-8")
