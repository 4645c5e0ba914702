"""People, states, organisations, places and described sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.api import Graph
from kg.errors import UsageError
from kg.graph import terms
from kg.site.page import Page, href
from kg.site.pages import sparql
from kg.site.pages.claims import claims
from kg.site.pages.common import (
    KIND_WORDS,
    PAGE,
    Row,
    article_href,
    articles,
    count,
    date_param,
    day_filters,
    linked,
    nice_span,
    nodes,
    number,
    page_number,
    paging,
    passage_place,
    select,
)
from kg.site.pages.meetings import listed

KINDS = ("Person", "State", "Organization", "Place", "Group")
ATTITUDES = ("statement", "belief", "desire", "intention", "fear")
_TABS = ("said", "of", "meetings", "articles")
_KG = "https://newskg.example/ontology#"


def entity(graph: Graph, iri: str, kind: str, params: Mapping[str, str]) -> Page:
    """The page of one; `tab`, and for claims and meetings `from`, `to`, `attitude`, `page`."""
    row = select(graph, sparql.ENTITY, node=iri)[0]
    own = href(iri, graph.store.base)
    totals = {
        "said": _claims_count(graph, sparql.SAID, iri),
        "of": _claims_count(graph, sparql.SAID_OF, iri),
        "meetings": count(graph, sparql.MEETING_COUNT % sparql.TAKES_PART, node=iri),
    }
    mentioned = select(graph, sparql.MENTIONED_IN, node=iri)
    totals["articles"] = len(mentioned)
    tab = params.get("tab") or next((name for name in _TABS if totals[name]), "said")
    if tab not in _TABS:
        raise UsageError(f"tab is one of {', '.join(_TABS)}, not {tab!r}.")
    context: dict[str, Any] = {
        "section": "entities",
        "title": row["label"],
        "iri": iri,
        "data": own,
        "label": row["label"],
        "kind": kind,
        "word": KIND_WORDS[kind],
        "aliases": [one["alias"] for one in select(graph, sparql.ALIASES, node=iri)],
        "same": _web(row["same"]),
        "state": next(iter(nodes(graph, [row["state"]]).values()), None),
        "may_be": list(
            nodes(graph, (o["other"] for o in select(graph, sparql.MAY_BE, node=iri))).values()
        ),
        "offices": _offices(graph, iri, "?office org:member ?node ."),
        "holders": _offices(graph, iri, "?office org:organization ?node ."),
        "tab": tab,
        "tabs": [
            {"name": name, "n": number(totals[name]), "href": linked(own, tab=name)}
            for name in _TABS
        ],
        "attitudes": ATTITUDES,
        "attitude": params.get("attitude", ""),
        "from": date_param(params, "from"),
        "to": date_param(params, "to"),
        "own": own,
    }
    if tab in ("said", "of"):
        context |= _claims(graph, iri, tab, own, {**params, "tab": tab})
    elif tab == "meetings":
        context |= _meetings(graph, iri, own, {**params, "tab": tab})
    else:
        context["articles"] = _articles(graph, mentioned)
    return Page("entity.html", context)


def _web(address: object) -> str | None:
    text = str(address or "")
    return text if text.startswith(("http://", "https://")) else None


def _claims_count(graph: Graph, pattern: str, iri: str) -> int:
    return count(graph, sparql.CLAIMS_OF_COUNT % {"pattern": pattern, "filters": ""}, node=iri)


def _claims(graph: Graph, iri: str, tab: str, own: str, params: Mapping[str, str]) -> Row:
    pattern = sparql.SAID if tab == "said" else sparql.SAID_OF
    filters, values = day_filters(date_param(params, "from"), date_param(params, "to"))
    if attitude := params.get("attitude", ""):
        if attitude not in ATTITUDES:
            raise UsageError(f"attitude is one of {', '.join(ATTITUDES)}, not {attitude!r}.")
        filters += " ?claim kg:attitude ?attitude ."
        values["attitude"] = f"{_KG}{attitude}"
    query = {"pattern": pattern, "filters": filters}
    total = count(graph, sparql.CLAIMS_OF_COUNT % query, node=iri, **values)
    offset = (page_number(params) - 1) * PAGE
    rows = select(
        graph, sparql.CLAIMS_OF % {**query, "limit": PAGE, "offset": offset}, node=iri, **values
    )
    return {
        "claims": list(claims(graph, (row["claim"] for row in rows)).values()),
        "paging": paging(own, params, total),
    }


def _meetings(graph: Graph, iri: str, own: str, params: Mapping[str, str]) -> Row:
    since, until = date_param(params, "from"), date_param(params, "to")
    filters, values = day_filters(since, until, "start")
    total = count(
        graph,
        f"SELECT (COUNT(DISTINCT ?meeting) AS ?n) WHERE {{ {sparql.TAKES_PART} "
        f"?meeting a sem:Event . OPTIONAL {{ ?meeting schema:startDate ?start }} {filters} }}",
        node=iri, **values,
    )  # fmt: skip
    offset = (page_number(params) - 1) * PAGE
    return {
        "meetings": listed(graph, node=iri, since=since, until=until, offset=offset),
        "paging": paging(own, params, total),
    }


def _articles(graph: Graph, mentioned: list[Row]) -> list[Row]:
    told = articles(graph, (row["article"] for row in mentioned))
    rows = [
        told[row["article"]]
        | {
            "n": number(row["n"]),
            "at": article_href(graph, row["article"]),
        }
        for row in mentioned
    ]
    return sorted(rows, key=lambda row: (row["day"], row["id"]), reverse=True)


def _offices(graph: Graph, iri: str, pattern: str) -> list[Row]:
    """Offices of a person, or held in a state or body, each with the days and sources that say so.

    The one most often told of comes first.
    """
    rows = select(graph, sparql.OFFICES % {"pattern": pattern}, node=iri)
    known = nodes(graph, [row["of"] for row in rows] + [row["person"] for row in rows])
    told = articles(graph, (row["article"] for row in rows))
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = (row["person"], row["role"], row["of"], row["tenure"])
        office = found.setdefault(
            key,
            {
                "role": row["role"],
                "person": known[row["person"]],
                "of": known.get(row["of"] or ""),
                "tenure": row["tenure"] or "",
                "days": [],
                "sources": {},
            },
        )
        if row["day"]:
            office["days"].append(row["day"])
        place = "" if row["from"] is None else passage_place(row["from"], row["to"])
        office["sources"].setdefault(
            row["article"],
            {"article": told[row["article"]], "at": article_href(graph, row["article"], place)},
        )
    for office in found.values():
        days = sorted(office.pop("days"))
        office["told"] = nice_span(days[0], days[-1]) if days else ""
        office["sources"] = list(office["sources"].values())
    ordered = sorted(
        found.values(), key=lambda o: (-len(o["sources"]), o["tenure"] != "current", o["role"],
                                       o["person"]["label"])
    )  # fmt: skip
    return ordered[:40]


def entities(graph: Graph, params: Mapping[str, str]) -> Page:
    """The list of them by kind; `kind`, `q` (part of a name), `page`."""
    kind = params.get("kind", "Person").strip()
    if kind not in KINDS:
        raise UsageError(f"kind is one of {', '.join(KINDS)}, not {kind!r}.")
    words = params.get("q", "").strip()
    values: dict[str, Any] = {"type": _CLASSES[kind]}
    filters = ""
    if words:
        values["words"] = terms.text(words)
        filters = """FILTER (CONTAINS(LCASE(STR(?label)), LCASE(?words)) || EXISTS {
          ?node skos:altLabel ?alias FILTER (CONTAINS(LCASE(STR(?alias)), LCASE(?words)))
        })"""
    total = count(graph, sparql.ENTITIES_COUNT % filters, **values)
    offset = (page_number(params) - 1) * PAGE
    rows = select(
        graph, sparql.ENTITIES % {"filters": filters, "limit": PAGE, "offset": offset}, **values
    )
    most = max((row["n"] for row in rows), default=1) or 1
    return Page(
        "entities.html",
        {
            "section": "entities",
            "title": "People, states and others",
            "rows": [
                {"label": row["label"], "kind": kind, "n": number(row["n"]),
                 "part": round(100 * row["n"] / most), "said": number(row["said"]),
                 "href": href(row["node"], graph.store.base)}
                for row in rows
            ],
            "kinds": [
                {"name": name, "word": _PLURALS[name], "href": linked("/entities", kind=name)}
                for name in KINDS
            ],
            "kind": kind,
            "q": words,
            "paging": paging("/entities", params, total),
        },
    )  # fmt: skip


_CLASSES = {
    "Person": "http://xmlns.com/foaf/0.1/Person",
    "State": f"{_KG}State",
    "Organization": "http://www.w3.org/ns/org#Organization",
    "Place": "https://schema.org/Place",
    "Group": f"{_KG}DescribedSource",
}
_PLURALS = {
    "Person": "People", "State": "States", "Organization": "Organisations", "Place": "Places",
    "Group": "Described sources",
}  # fmt: skip
