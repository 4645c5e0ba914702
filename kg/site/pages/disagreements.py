"""What sources disagree on, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from kg.api import Graph
from kg.site.page import Page, href
from kg.site.pages import sparql
from kg.site.pages.common import Row, article_href, articles, nodes, passage_place, select
from kg.site.pages.extracts import extracts


def found(graph: Graph, *, meeting: str | None = None) -> list[Row]:
    """All disagreements, or those on a meeting: their sides, each with who says so and where."""
    values = {"meeting": meeting} if meeting else {}
    rows = select(graph, sparql.DISAGREEMENTS, **values)
    told = articles(graph, (row["article"] for row in rows))
    known = nodes(graph, (row["meeting"] for row in rows))
    texts = extracts(graph, [(row["article"], row["from"], row["to"]) for row in rows])
    matters: dict[str, Row] = {}
    for row, text in zip(rows, texts, strict=True):
        matter = matters.setdefault(
            row["disagreement"],
            {
                "label": row["label"],
                "matter": row["matter"],
                "href": href(row["disagreement"], graph.store.base),
                "meetings": {},
                "sides": {},
            },
        )
        matter["meetings"][row["meeting"]] = known[row["meeting"]]
        side = matter["sides"].setdefault(row["side"], {"value": row["value"], "told": {}})
        at = article_href(graph, row["article"], passage_place(row["from"], row["to"]))
        side["told"][at] = {"article": told[row["article"]], "text": text, "at": at}
    for matter in matters.values():
        matter["meetings"] = list(matter["meetings"].values())
        matter["sides"] = [
            side | {"told": list(side["told"].values())} for side in matter["sides"].values()
        ]
    return list(matters.values())


def disagreements(graph: Graph, params: Mapping[str, str]) -> Page:
    """The list of them; it takes no parameters."""
    return Page(
        "disagreements.html",
        {
            "section": "meetings",
            "title": "What sources disagree on",
            "rows": found(graph),
        },
    )
