"""Claims and meetings over time, drawn here as SVG."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from kg.answer.lookup import entities_called
from kg.api import Graph
from kg.graph import terms
from kg.site.page import Page
from kg.site.pages import sparql
from kg.site.pages.common import (
    MONTHS,
    date_param,
    day_filters,
    nice_date,
    nice_span,
    nodes,
    number,
    select,
)
from kg.site.pages.meetings import cards

WIDTH, HEIGHT, LEFT, RIGHT = 1000, 260, 36, 12
_FLOOR, _TOP = 150, 16
_MOST = 400


def timeline(graph: Graph, params: Mapping[str, str]) -> Page:
    """The timeline; `from`, `to`, `person` (a name: a person, state or organisation)."""
    since, until = date_param(params, "from"), date_param(params, "to")
    name = params.get("person", "").strip()
    who = (
        [terms.lexical(one) for one in entities_called(graph.store, name, kind="entity")]
        if name else []
    )  # fmt: skip
    claims = _claim_days(graph, since, until, who)
    filters, values = day_filters(since, until, "start")
    if who:
        values["node"] = who
    rows = select(
        graph,
        sparql.MEETINGS % {
            "pattern": sparql.TAKES_PART if who else "", "limit": _MOST, "offset": 0,
            "filters": f"FILTER (BOUND(?start) && ?type != kg:SubEvent) {filters}",
        },
        **values,
    )  # fmt: skip
    meetings = sorted(cards(graph, rows), key=lambda m: (m["start"], m["label"]))
    if meetings:
        bounds = select(graph, sparql.MEETING_BOUNDS, meeting=[one["iri"] for one in meetings])
        within = {row["meeting"]: (row["first"] or "", row["last"] or "") for row in bounds}
        for one in meetings:
            one["first"], one["last"] = within.get(one["iri"], ("", ""))
    drawn = meetings if since or until else near(claims, meetings)
    return Page(
        "timeline.html",
        {
            "section": "timeline",
            "title": "Timeline",
            "from": since, "to": until, "person": name,
            "who": list(nodes(graph, who).values()),
            "names": [row["label"] for row in select(graph, sparql.NAMES)],
            "picture": picture(claims, drawn),
            "meetings": meetings,
            "undrawn": len(meetings) - len(drawn),
            "all": f"/timeline?{urlencode({'person': name, 'from': meetings[0]['start'][:4]})}"
            if meetings else "",
            "claims": number(sum(claims.values())),
        },
    )  # fmt: skip


def _claim_days(graph: Graph, since: str, until: str, who: list[str]) -> dict[str, int]:
    filters, values = day_filters(since, until)
    if who:
        values["node"] = who
    pattern = sparql.SAID if who else "?claim a kg:Claim ."
    query = sparql.CLAIM_DAYS % {"pattern": pattern, "filters": filters}
    return {row["day"]: row["n"] for row in select(graph, query, **values) if _day(row["day"])}


def _day(text: str, *, last: bool = False) -> date | None:
    """A day, or the first (or last) day of a month or year."""
    try:
        if len(text) == 4:
            return date(int(text), 12, 31) if last else date(int(text), 1, 1)
        if len(text) == 7:
            year, month = int(text[:4]), int(text[5:])
            after = date(year + month // 12, month % 12 + 1, 1)
            return after - timedelta(days=1) if last else date(year, month, 1)
        return date.fromisoformat(text)
    except ValueError:
        return None


def near(claims: Mapping[str, int], meetings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The meetings within a year of the articles; all of them where no article has a date.

    A summit of long ago that is told of in passing would press the rest into a corner.
    """
    days = [day for text in claims if (day := _day(text))]
    if not days:
        return meetings
    year = timedelta(days=365)
    first, last = min(days) - year, max(days) + year
    return [one for one in meetings if (day := _day(one["start"])) and first <= day <= last]


def picture(claims: Mapping[str, int], meetings: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Bars, diamonds and ticks with their places; None when nothing has a date.

    A bar is a day, a week, a month or a year, whichever gives not more than 120 of them.
    """
    days = {day: n for text, n in claims.items() if (day := _day(text))}
    spans = [(*span, one) for one in meetings if (span := _span(one))]
    edges = [*days, *(start for start, _, _ in spans), *(end for _, end, _ in spans)]
    if not edges:
        return None
    first, last = min(edges), max(edges)
    total = max((last - first).days + 1, 1)

    def x(day: date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * (day - first).days / total, 1)

    size = next((n for n in (1, 7, 30, 91, 365) if total / n <= 120), 3650)
    bars: Counter[int] = Counter()
    for day, n in days.items():
        bars[(day - first).days // size] += n
    most = max(bars.values(), default=1)
    width = max((WIDTH - LEFT - RIGHT) * size / total - 1, 2)
    return {
        "width": WIDTH, "height": HEIGHT, "floor": _FLOOR, "left": LEFT, "right": WIDTH - RIGHT,
        "most": number(most), "top": _TOP, "above": 0 if bars else _FLOOR - _TOP,
        "bars": [
            {
                "x": x(first + timedelta(days=at * size)), "width": round(min(width, 40), 1),
                "height": round((_FLOOR - _TOP) * n / most, 1),
                "y": round(_FLOOR - (_FLOOR - _TOP) * n / most, 1),
                "title": f"{_bar_name(first, at, size)}: {number(n)} claim{'s' * (n != 1)}",
                "from": (first + timedelta(days=at * size)).isoformat(),
                "to": (first + timedelta(days=at * size + size - 1)).isoformat(),
            }
            for at, n in sorted(bars.items())
        ],
        "meetings": _lanes(spans, x),
        "ticks": _ticks(first, last, x),
    }  # fmt: skip


def _span(meeting: Mapping[str, Any]) -> tuple[date, date] | None:
    """First and last day that a meeting may have taken; "2018" may be known to mean its spring."""
    start = _day(meeting["start"])
    if start is None:
        return None
    end = max(_day(meeting["end"] or meeting["start"], last=True) or start, start)
    first = _day(str(meeting.get("first", ""))[:10]) or start
    last = _day(str(meeting.get("last", ""))[:10]) or end
    nearer = max(start, first), min(end, last)
    return nearer if nearer[0] <= nearer[1] else (start, end)


def _bar_name(first: date, at: int, size: int) -> str:
    start = first + timedelta(days=at * size)
    end = start + timedelta(days=size - 1)
    return nice_span(start.isoformat(), end.isoformat())


def _lanes(spans: list[tuple[date, date, dict[str, Any]]], x: Any) -> list[dict[str, Any]]:
    """Diamonds in lanes, so that none lies upon another while there is room."""
    free = [-99.0] * 5
    found = []
    for start, end, one in sorted(spans, key=lambda s: (s[0], s[1], s[2]["label"])):
        at = (x(start) + x(end)) / 2
        lane = next((n for n, edge in enumerate(free) if at - edge >= 15), free.index(min(free)))
        free[lane] = at
        found.append(
            {
                "x": round(at, 1), "y": _FLOOR + 30 + lane * 15, "href": one["href"],
                "hollow": one["status"] != "held",
                "title": f"{one['label']} ({one['status']}, {one['when']})",
            }
        )  # fmt: skip
    return found


def _ticks(first: date, last: date, x: Any) -> list[dict[str, Any]]:
    """Up to a dozen days, months or years with their names."""
    total = (last - first).days + 1
    found: list[tuple[date, str]] = []
    if total <= 100:
        step = max(total // 8, 1)
        found = [
            (day, nice_date(day.isoformat()).rsplit(" ", 1)[0])
            for day in (first + timedelta(days=n) for n in range(0, total, step))
        ]
    elif total <= 1100:
        step = max(total // 300, 1)
        month = date(first.year, first.month, 1)
        while month <= last:
            if month >= first and (month.month - 1) % step == 0:
                found.append((month, f"{MONTHS[month.month - 1][:3]} {month.year}"))
            month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    else:
        step = max((last.year - first.year) // 10, 1)
        found = [
            (date(year, 1, 1), str(year))
            for year in range(first.year, last.year + 1)
            if year % step == 0 and date(year, 1, 1) >= first
        ]
    return [{"x": x(day), "name": name} for day, name in found]
