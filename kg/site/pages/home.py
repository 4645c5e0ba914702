"""The first page: what is in the graph, and where to go on from there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from kg.api import Graph
from kg.site.page import Page, href
from kg.site.pages import sparql
from kg.site.pages.common import article, local, nice_date, nice_span, number, select
from kg.site.pages.disagreements import found as disagreements_found
from kg.site.pages.meetings import how_many, listed

_LATEST = 8
_MOST = 12
_COUNTED = (
    ("articles", "article", "articles", "/articles"),
    ("claims", "claim", "claims", "/queries/claims"),
    ("people", "person", "people", "/entities?kind=Person"),
    ("states", "state", "states", "/entities?kind=State"),
    ("organizations", "organisation", "organisations", "/entities?kind=Organization"),
    ("places", "place", "places", "/entities?kind=Place"),
    ("meetings", "meeting or visit", "meetings and visits", "/meetings"),
    ("disagreements", "disagreement", "disagreements", "/disagreements"),
)


def home(graph: Graph, params: Mapping[str, str]) -> Page:
    """The first page; it takes no parameters."""
    totals = {**graph.report.get("totals", {}), "meetings": how_many(graph)}
    dates = select(graph, sparql.DATES)[0]
    first, last = dates["first"], dates["last"]
    latest = select(graph, sparql.ARTICLES % {"filters": "", "limit": _LATEST, "offset": 0})
    quoted = [dict(row) for row in graph.query("most-quoted")[:_MOST]]
    ahead = _still_ahead(graph, last)
    held = listed(graph, status="held", limit=6)
    return Page(
        "home.html",
        {
            "section": "home",
            "title": "News graph",
            "counts": [
                {"n": number(int(totals.get(name, 0))), "what": one if totals.get(name) == 1
                 else many, "href": link}
                for name, one, many, link in _COUNTED
            ],
            "words": number(int(totals.get("words", 0))),
            "dates": nice_span(first, last),
            "last": nice_date(last),
            "publishers": [
                {"name": row["publisher"], "n": number(row["n"]),
                 "href": "/articles?" + urlencode({"publisher": row["publisher"]})}
                for row in select(graph, sparql.PUBLISHERS)
            ],
            "latest": [article(graph, row) for row in latest],
            "quoted": _bars(graph, quoted),
            "ahead": [_ahead(graph, row) for row in ahead[:6]],
            "held": held,
            "disagreements": disagreements_found(graph)[:4],
            "examples": examples(quoted, ahead, held),
        },
    )  # fmt: skip


def _still_ahead(graph: Graph, day: str | None) -> list[dict[str, Any]]:
    """Meetings ahead on a day. One that an article without a date tells of as held is not."""
    if day is None:
        return []
    rows = graph.query("meetings-ahead", on=day)
    return [dict(row) for row in rows if local(str(row["status"])) != "held"]


def _bars(graph: Graph, quoted: list[dict[str, Any]]) -> list[dict[str, Any]]:
    most = max((int(row["claims"]) for row in quoted), default=1)
    return [
        {
            "label": row["speaker_label"],
            "kind": row["type"],
            "href": href(row["speaker"], graph.store.base),
            "n": number(row["claims"]),
            "part": round(100 * row["claims"] / most),
        }
        for row in quoted
    ]


def _ahead(graph: Graph, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": row["label"],
        "kind": row["type"],
        "status": local(row["status"]),
        "href": href(row["meeting"], graph.store.base),
        "when": nice_span(row["start"], row["end"]),
        "inferred": bool(row["inferred"]),
        "place": {"label": row["place"]} if row["place"] else None,
    }


def examples(
    quoted: list[dict[str, Any]], ahead: list[dict[str, Any]], held: list[dict[str, Any]]
) -> list[str]:
    """Three questions that this graph can answer, made of what it holds."""
    people = [row["speaker_label"] for row in quoted if row["type"] == "Person"] or [
        row["speaker_label"] for row in quoted
    ]
    asked = []
    if people:
        asked.append(f"What did {people[0]} say?")
    meeting = next((m for m in held if m["people"]), None)
    if meeting:
        asked.append(f"Who met {meeting['people'][0]['label']}?")
    others = [name for name in people[1:] if name]
    if others:
        asked.append(f"What was said about {others[0]}?")
    if ahead and len(asked) < 3:
        asked.append("Which meetings are ahead?")
    if len(asked) < 3:
        asked.append("Who is quoted most?")
    return asked[:3]


def asked_of(graph: Graph) -> list[str]:
    """The example questions of a graph."""
    last = select(graph, sparql.DATES)[0]["last"]
    quoted = [dict(row) for row in graph.query("most-quoted")[:_MOST]]
    return examples(quoted, _still_ahead(graph, last), listed(graph, status="held", limit=6))
