"""The list of articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.api import Graph
from kg.graph import terms
from kg.site.page import Page
from kg.site.pages import sparql
from kg.site.pages.common import (
    PAGE,
    article,
    count,
    date_param,
    day_filters,
    number,
    page_number,
    paging,
    select,
)


def articles(graph: Graph, params: Mapping[str, str]) -> Page:
    """The articles, latest first; `q` (part of a headline), `publisher`, `from`, `to`, `page`."""
    since, until = date_param(params, "from"), date_param(params, "to")
    filters, values = day_filters(since, until, "date")
    words, publisher = params.get("q", "").strip(), params.get("publisher", "").strip()
    bound: dict[str, Any] = dict(values)
    if words:
        filters += " FILTER (CONTAINS(LCASE(COALESCE(?headline, ?id)), LCASE(?words)))"
        bound["words"] = terms.text(words)
    if publisher:
        bound["publisher"] = terms.text(publisher)
        filters += " ?article dcterms:publisher ?publisher ."
    total = count(graph, sparql.ARTICLES_COUNT % {"filters": filters}, **bound)
    offset = (page_number(params) - 1) * PAGE
    rows = select(
        graph, sparql.ARTICLES % {"filters": filters, "limit": PAGE, "offset": offset}, **bound
    )
    claims: dict[str, int] = {}
    if rows:
        listed = [row["article"] for row in rows]
        claims = {
            r["article"]: r["n"] for r in select(graph, sparql.ARTICLE_CLAIMS, article=listed)
        }
    return Page(
        "articles.html",
        {
            "section": "articles",
            "title": "Articles",
            "rows": [
                article(graph, row) | {"claims": number(claims.get(row["article"], 0))}
                for row in rows
            ],
            "publishers": [row["publisher"] for row in select(graph, sparql.PUBLISHERS)],
            "paging": paging("/articles", params, total),
            "q": words, "publisher": publisher, "from": since, "to": until,
        },
    )  # fmt: skip
