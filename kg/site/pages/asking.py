"""The ask box, and the library of queries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlencode

from kg.answer import library
from kg.answer.lookup import entities_called
from kg.answer.passage import passage
from kg.api import Graph, Rows
from kg.errors import QueryError, UsageError
from kg.site.page import Page, href
from kg.site.pages import sparql
from kg.site.pages.common import (
    PAGE,
    article_path,
    claim_place,
    nice_date,
    number,
    page_number,
    paging,
    select,
)
from kg.site.pages.home import asked_of
from kg.site.pages.tables import table

_MOST = 50
_JSON = 1_000
"""Rows of the JSON API at most."""


def ask(graph: Graph, params: Mapping[str, str]) -> Page:
    """The answer to the question `q`, of at most `n` rows; without one, the box alone."""
    question = params.get("q", "").strip()
    text = params.get("n", "").strip() or "8"
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST):
        raise UsageError(f"n must be a whole number from 1 to {_MOST}, not {text!r}.")
    context: dict[str, Any] = {
        "section": "ask", "title": question or "Ask", "q": question, "n": int(text),
        "answer": None, "examples": [] if question else asked_of(graph),
    }  # fmt: skip
    if question:
        answer = graph.ask(question, limit=int(text))
        context["answer"] = {
            "line": answer.line,
            "rows": _shown(graph, answer.rows),
            "near": _shown(graph, answer.near),
            "command": graph.command(answer.query, answer.params),
            "form": f"/queries/{quote(answer.query)}?" + urlencode(answer.params),
            "query": answer.query,
        }
    return Page("ask.html", context)


def _shown(graph: Graph, rows: Rows) -> dict[str, Any]:
    """Statements with the words in their sentence, everything else as a table."""
    if not rows:
        return {"statements": [], "table": None, "n": 0}
    if not {"content", "spans", "speaker_label"} <= set(rows.columns):
        columns = [name for name in rows.columns if name not in ("near", "score")]
        return {"statements": [], "table": table(graph, columns, rows), "n": len(rows)}
    base = graph.store.base
    claims = [str(row["claim"]) for row in rows if row.get("claim")]
    told = {row["claim"]: row for row in select(graph, sparql.CLAIM_HEADS, claim=claims)}
    statements = []
    for row in rows:
        found = passage(row, graph.store)
        claim = str(row.get("claim") or "")
        head = told.get(claim, {})
        speaker = head.get("speaker") if head.get("label") == row["speaker_label"] else ""
        statements.append(
            {
                "who": row["speaker_label"] or "Nobody named",
                "who_href": href(speaker, base) if speaker else "",
                "via": [one for one in str(row.get("via") or "").split("; ") if one],
                "cue": row.get("cue") or "",
                "content": row["content"],
                "pieces": [list(one) for one in zip(found.pieces, found.marked, strict=True)]
                if found else [],
                "date": nice_date(row.get("date")),
                "article": head.get("headline") or row.get("article"),
                "at": article_path(str(row.get("article")), claim_place(claim) if claim else ""),
                "href": href(claim, base) if claim else "",
                "tags": [name for name in ("negated", "hypothetical") if row.get(name)]
                + [str(row[name]) for name in ("attitude",) if row.get(name)],
            }
        )  # fmt: skip
    return {"statements": statements, "table": None, "n": len(rows)}


def queries(graph: Graph, params: Mapping[str, str]) -> Page:
    """The list of the queries that kg brings along; it takes no parameters."""
    rows = [
        {"name": q.name, "question": q.question or "", "params": [p.name for p in q.params],
         "href": f"/queries/{q.name}"}
        for q in library.queries()
    ]  # fmt: skip
    return Page("queries.html", {"section": "queries", "title": "Queries", "rows": rows})


def query(graph: Graph, params: Mapping[str, str]) -> Page:
    """One query by `name`: its form, its text, and its rows when it needs nothing more."""
    name = params["name"]
    if name not in library.query_names():
        raise UsageError(f"There is no query {name!r}.")
    asked = library.find(name)
    known = {param.name for param in asked.params}
    given = {key: value.strip() for key, value in params.items() if key in known and value.strip()}
    missing = [p.name for p in asked.params if not p.optional and p.name not in given]
    own = f"/queries/{name}"
    context: dict[str, Any] = {
        "section": "queries",
        "title": name,
        "name": name,
        "question": asked.question or "",
        "params": [
            {
                "name": p.name,
                "type": p.type,
                "optional": p.optional,
                "help": p.help,
                "value": given.get(p.name, ""),
            }
            for p in asked.params
        ],
        "names": [row["label"] for row in select(graph, sparql.NAMES)]
        if any(p.type in ("entity", "place") for p in asked.params)
        else [],
        "text": asked.text,
        "missing": missing,
        "problem": "",
        "table": None,
        "bound": "",
        "command": graph.command(name, given),
    }
    if not missing:
        try:
            rows = graph.query(name, given)
        except (UsageError, QueryError) as error:
            return Page("query.html", context | {"problem": str(error)}, 400)
        offset = (page_number(params) - 1) * PAGE
        context |= {
            "table": table(graph, rows.columns, rows[offset : offset + PAGE]),
            "n": number(len(rows)),
            "cut": rows.cut,
            "paging": paging(own, {**given, "page": params.get("page", "")}, len(rows)),
            "json": f"/api/queries/{name}?" + urlencode({**given, "limit": _JSON}),
        }
        if not any(p.type == "search" and p.name in given for p in asked.params):
            context["bound"] = library.bind(
                asked,
                given,
                lookup=lambda text, kind: entities_called(graph.store, text, kind=kind),
            )
    return Page("query.html", context)


def editor(graph: Graph, params: Mapping[str, str]) -> Page:
    """The SPARQL editor, with a query of ours by `name` or a text `query` to begin with."""
    name = params.get("name", "")
    if name:
        if name not in library.query_names():
            raise UsageError(f"There is no query {name!r}.")
        text = library.find(name).text
    else:
        text = params.get("query", "") or _FIRST
    return Page(
        "editor.html",
        {
            "section": "sparql",
            "title": "SPARQL",
            "text": text,
            "examples": [{"title": title, "text": body} for title, body in EXAMPLES],
        },
    )


_FIRST = sparql.prefixed("""
SELECT ?speaker ?content ?article WHERE {
  ?claim a kg:Claim ; kg:speaker/rdfs:label ?speaker ; kg:content ?content ;
         prov:wasQuotedFrom/schema:headline ?article .
} LIMIT 50
""")

EXAMPLES = (
    ("Claims with their speakers", _FIRST),
    (
        "Who speaks of whom, and how often",
        sparql.prefixed("""
SELECT ?speaker ?about (COUNT(?claim) AS ?claims) WHERE {
  ?claim a kg:Claim ; kg:speaker/rdfs:label ?speaker ; kg:about/rdfs:label ?about .
} GROUP BY ?speaker ?about ORDER BY DESC(?claims) LIMIT 50
"""),
    ),
    (
        "Meetings with those who take part",
        sparql.prefixed("""
SELECT ?meeting ?start (GROUP_CONCAT(?name; separator=", ") AS ?participants) WHERE {
  ?node a kg:Meeting ; rdfs:label ?meeting ; kg:participant/rdfs:label ?name .
  OPTIONAL { ?node schema:startDate ?start }
} GROUP BY ?meeting ?start ORDER BY ?start LIMIT 50
"""),
    ),
    (
        "Everything one article says, as a graph",
        sparql.prefixed("""
CONSTRUCT { ?s ?p ?o } WHERE {
  { SELECT ?g WHERE { GRAPH ?g { ?a a schema:NewsArticle } } ORDER BY ?g LIMIT 1 }
  GRAPH ?g { ?s ?p ?o }
} LIMIT 500
"""),
    ),
)
