"""Rows of a query as a table with links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.api import Graph
from kg.site.page import href
from kg.site.pages.common import article_path, local, nice_date

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CELL: dict[str, Any] = {"text": "", "href": "", "links": [], "more": 0, "kind": ""}
_ARTICLES = 4
"""Articles that a cell names; CSV and JSON have them all."""
_LONG = 60
"""Characters of a cell that is wide."""
_SPAN = re.compile(r"(\d+)-(\d+)", re.ASCII)


def table(
    graph: Graph, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> dict[str, Any]:
    """`heads`, and `rows` of cells: `text`, `href` or none, or `links` and how many `more`; `kind`.

    An IRI that a column of labels stands for becomes its link and loses its own column; so do
    character ranges, which become the place that an article's link leads to. Columns without any
    value are left out, and a meeting's name comes first.
    """
    found = list(rows)
    own = {
        name.removesuffix("_label"): name
        for name in columns
        if name.endswith("_label") and name.removesuffix("_label") in columns
    }
    if "label" in columns:
        for name in ("meeting", "entity", "disagreement"):
            if name in columns and name not in own:
                own[name] = "label"
                break
    gone = {*own, "spans", "other_spans", "earlier_spans", "start" if "mention" in columns else ""}
    used = [
        name for name in columns
        if name not in gone and any(row.get(name) not in (None, "") for row in found)
    ]  # fmt: skip
    if own.get("meeting") == "label" and "label" in used:
        used.sort(key=lambda name: name != "label")
    by_label = {label: name for name, label in own.items()}
    base = graph.store.base
    return {
        "heads": [_head(name, by_label) for name in used],
        "rows": [[_cell(row, name, by_label.get(name), base) for name in used] for row in found],
    }


def _head(name: str, by_label: Mapping[str, str]) -> str:
    """The name of a column that people read: of what a label stands for, where it is a label."""
    return by_label.get(name, name.removesuffix("_label")).replace("_", " ")


def _cell(row: Mapping[str, Any], name: str, key: str | None, base: str) -> dict[str, Any]:
    value = row.get(name)
    if value is None:
        return _CELL
    text, link = str(value), ""
    if name == "articles" and isinstance(value, str):
        ids = text.split("; ")
        links = [{"text": one, "href": article_path(one)} for one in ids[:_ARTICLES]]
        return _CELL | {"links": links, "more": max(len(ids) - _ARTICLES, 0)}
    target = row.get(key) if key else None
    if isinstance(target, str) and target.startswith(base):
        link = href(target, base)
    elif isinstance(value, bool):
        text = "yes" if value else ""
    elif isinstance(value, int):
        text = f"{value:,}"
    elif isinstance(value, float):
        text = f"{value:.2f}"
    elif name in ("article", "other_article", "earlier_article"):
        link = article_path(text)
        spans = _SPAN.match(str(row.get(name.replace("article", "spans")) or ""))
        claim = row.get("claim" if name == "article" else name.removesuffix("_article"))
        if isinstance(claim, str) and "/claim/" in claim:
            link += f"#c-{local(claim)}"
        elif spans:
            link += f"#p-{spans[1]}-{spans[2]}"
    elif text.startswith(base) and "; " not in text:
        link, text = href(text, base), f"{local(text)}"
    elif _DAY.fullmatch(text):
        text = nice_date(text)
    return _CELL | {"text": text, "href": link, "kind": _kind(value, text)}


def _kind(value: object, text: str) -> str:
    """How a cell is set: a number, a date, a long text, or none of these."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "n"
    if _DAY.fullmatch(str(value)):
        return "day"
    return "long" if len(text) > _LONG else ""
