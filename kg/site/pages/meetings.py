"""Meetings and visits: the list of them, and what each article tells of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from kg.api import Graph
from kg.errors import UsageError
from kg.site.page import Page, href
from kg.site.pages import sparql
from kg.site.pages.common import (
    PAGE,
    Row,
    article_href,
    article_path,
    articles,
    count,
    date_param,
    day_filters,
    kind_of,
    local,
    nice_date,
    nice_span,
    nodes,
    page_number,
    paging,
    passage_place,
    select,
)
from kg.site.pages.disagreements import found as disagreements_found
from kg.site.pages.extracts import extracts

STATUSES = ("held", "planned", "invited", "hypothetical", "denied", "cancelled")
_KG = "https://newskg.example/ontology#"


def listed(
    graph: Graph,
    *,
    status: str = "",
    node: str | None = None,
    since: str = "",
    until: str = "",
    limit: int = PAGE,
    offset: int = 0,
) -> list[Row]:
    """Meetings and visits, the latest first, without parts of others unless they are a node's.

    Args:
        graph: asked.
        status: only those of this status.
        node: IRI of one who takes part, is host, or whose place it is.
        since: only those that begin on this day or later.
        until: only those that begin on this day or earlier.
        limit: rows at most.
        offset: rows left out before.
    """
    filters, values = day_filters(since, until, "start")
    patterns = []
    if status:
        # Also outside the OPTIONAL, which leaves nothing out.
        patterns.append("?meeting kg:status ?status .")
        values["status"] = f"{_KG}{status}"
    if node:
        patterns.append(sparql.TAKES_PART)
        values["node"] = node
    query = sparql.MEETINGS % {
        "pattern": " ".join(patterns), "limit": limit, "offset": offset,
        "filters": filters if node else f"FILTER (?type != kg:SubEvent) {filters}",
    }  # fmt: skip
    return cards(graph, select(graph, query, **values))


def how_many(graph: Graph, *, status: str = "", since: str = "", until: str = "") -> int:
    """Number of meetings and visits, without parts of others; otherwise as `listed`."""
    filters, values = day_filters(since, until, "start")
    if status:
        filters += " ?meeting kg:status ?status ."
        values["status"] = f"{_KG}{status}"
    return count(
        graph,
        "SELECT (COUNT(DISTINCT ?meeting) AS ?n) WHERE { VALUES ?type { kg:Meeting kg:Visit } "
        f"?meeting a ?type . OPTIONAL {{ ?meeting schema:startDate ?start }} {filters} }}",
        **values,
    )


def cards(graph: Graph, rows: Iterable[Row]) -> list[Row]:
    """Rows of `sparql.MEETINGS` as lists show them; a meeting comes once."""
    once = {row["meeting"]: row for row in reversed(list(rows))}
    kept = [once[iri] for iri in reversed(once)]
    roles: dict[str, list[tuple[str, str]]] = defaultdict(list)
    if kept:
        for row in select(graph, sparql.PARTICIPANTS, meeting=[r["meeting"] for r in kept]):
            roles[row["meeting"]].append((row["role"], row["node"]))
    known = nodes(
        graph,
        [node for pairs in roles.values() for _, node in pairs] + [r["place"] for r in kept],
    )

    def those(iri: str, role: str) -> list[Row]:
        found = [known[node] for name, node in roles[iri] if name == role]
        return sorted(found, key=lambda one: one["label"])

    return [
        {
            "iri": row["meeting"],
            "href": href(row["meeting"], graph.store.base),
            "label": row["label"] or local(row["meeting"]),
            "kind": kind_of(row["type"]),
            "status": local(row["status"]),
            "when": nice_span(row["start"], row["end"]),
            "start": str(row["start"] or ""),
            "end": str(row["end"] or row["start"] or ""),
            "inferred": bool(row["inferred"]),
            "place": known.get(row["place"] or ""),
            "venue": row["venue"],
            "people": those(row["meeting"], "participant"),
            "hosts": those(row["meeting"], "host"),
            "companions": those(row["meeting"], "companion"),
            "states": those(row["meeting"], "state"),
        }
        for row in kept
    ]


def meetings(graph: Graph, params: Mapping[str, str]) -> Page:
    """The list of meetings; `status`, `from`, `to`, `page`."""
    status = params.get("status", "").strip()
    if status and status not in STATUSES:
        raise UsageError(f"status is one of {', '.join(STATUSES)}, not {status!r}.")
    since, until = date_param(params, "from"), date_param(params, "to")
    total = how_many(graph, status=status, since=since, until=until)
    offset = (page_number(params) - 1) * PAGE
    return Page(
        "meetings.html",
        {
            "section": "meetings",
            "title": "Meetings and visits",
            "rows": listed(
                graph, status=status, since=since, until=until, offset=offset
            ),
            "paging": paging("/meetings", params, total),
            "statuses": STATUSES,
            "status": status, "from": since, "to": until,
        },
    )  # fmt: skip


def meeting(graph: Graph, iri: str) -> Page:
    """All that is told of a meeting, a visit or a part of one."""
    query = sparql.MEETINGS % {"pattern": "", "filters": "", "limit": 1, "offset": 0}
    card = cards(graph, select(graph, query, meeting=iri))[0]
    wholes = [row["whole"] for row in select(graph, sparql.PARTS, meeting=iri)]
    parts = [row["meeting"] for row in select(graph, sparql.PARTS, whole=iri)]
    known = nodes(graph, [*wholes, *parts])
    reports = _reports(graph, iri)
    return Page(
        "meeting.html",
        {
            "section": "meetings",
            "title": card["label"],
            "iri": iri,
            "data": card["href"],
            "meeting": card,
            "wholes": [known[one] for one in wholes],
            "parts_of": [known[one] for one in parts],
            "reports": reports,
            "life": _life(graph, iri, {one["article"]["id"]: one["article"] for one in reports}),
            "disagreements": disagreements_found(graph, meeting=iri),
        },
    )


def _reports(graph: Graph, iri: str) -> list[Row]:
    rows = select(graph, sparql.REPORTS, meeting=iri)
    if not rows:
        return []
    told = articles(graph, (row["article"] for row in rows))
    places = nodes(graph, (row["place"] for row in rows))
    of_report = {row["report"]: row["article"] for row in rows}
    passages = [
        (row["report"], of_report[row["report"]], row["from"], row["to"])
        for row in select(graph, sparql.REPORT_PASSAGES, report=list(of_report))
    ]
    quoted = extracts(graph, [one[1:] for one in passages])
    sentences: dict[str, list[Any]] = defaultdict(list)
    for (report, article, start, end), text in zip(passages, quoted, strict=True):
        at = article_href(graph, article, passage_place(start, end))
        sentences[report].append({"text": text, "at": at})
    return [
        {
            "article": told[row["article"]],
            "status": local(row["status"]),
            "time": row["time"],
            "when": nice_span(row["start"], row["end"]),
            "place": places.get(row["place"] or ""),
            "sentences": sentences[row["report"]],
        }
        for row in rows
    ]


def _life(graph: Graph, iri: str, told: Mapping[str, Row]) -> list[Row]:
    """How its status went on from article to article; the same told again by one comes once."""
    found: list[Row] = []
    seen: set[tuple[str, str, str]] = set()
    for row in graph.query("meeting-life", meeting=iri):
        key = (str(row["article"]), str(row["status"]), str(row["said_by"]))
        if key in seen:
            continue
        seen.add(key)
        spans = str(row["spans"] or "").split("-")
        found.append(
            {
                "status": row["status"],
                "day": nice_date(row["date"]),
                "by": row["said_by"] or "",
                "article": told.get(str(row["article"]), {}).get("headline") or row["article"],
                "at": article_path(str(row["article"]))
                + (f"#{passage_place(int(spans[0]), int(spans[1]))}" if len(spans) == 2 else ""),
                "sentence": row["sentence"] or "",
            }
        )
    return found
