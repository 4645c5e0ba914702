"""Pages as HTML: the templates, filled in with everything escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import jinja2

from kg.site.page import Page

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"


@cache
def templates() -> jinja2.Environment:
    """The templates; what they are filled with is text, never markup."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(page: Page) -> bytes:
    """The page in UTF-8. Lone surrogates, which UTF-8 has not, become question marks."""
    text = templates().get_template(page.template).render(page.context)
    return text.encode("utf-8", "replace")
