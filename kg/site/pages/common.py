"""What all pages share: rows of the graph, links, dates and numbers as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import quote, urlencode

from kg.api import Graph
from kg.errors import UsageError
from kg.graph import terms
from kg.site.page import href
from kg.site.pages import sparql

Row = dict[str, Any]

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PAGE: Final = 50
"""Rows of a list on one page."""

_KINDS: Final = {
    "http://xmlns.com/foaf/0.1/Person": "Person",
    "https://newskg.example/ontology#State": "State",
    "http://www.w3.org/ns/org#Organization": "Organization",
    "https://schema.org/Place": "Place",
    "https://newskg.example/ontology#DescribedSource": "Group",
    "https://newskg.example/ontology#Meeting": "Meeting",
    "https://newskg.example/ontology#Visit": "Visit",
    "https://newskg.example/ontology#SubEvent": "SubEvent",
}
KIND_WORDS: Final = {
    "Person": "Person", "State": "State", "Organization": "Organisation", "Place": "Place",
    "Group": "Described source", "Meeting": "Meeting", "Visit": "Visit",
    "SubEvent": "Part of a meeting",
}  # fmt: skip
_DATE: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


def select(graph: Graph, query: str, **values: str | Iterable[str] | terms.Term) -> list[Row]:
    """The rows of a SELECT, as Python values; unbound is None.

    Args:
        graph: asked.
        query: without prefixes.
        values: for variables: an IRI, several, or a term of another kind.
    """
    bound: dict[str, Sequence[terms.Term]] = {}
    for name, value in values.items():
        if isinstance(value, str):
            bound[name] = [terms.iri(value)]
        elif isinstance(value, Iterable):
            bound[name] = [terms.iri(one) for one in value]
        else:
            bound[name] = [value]
    found = graph.store.select(sparql.PREFIXES + query, values=bound)
    return [{name: terms.to_python(value) for name, value in row.items()} for row in found]


def count(graph: Graph, query: str, **values: Any) -> int:
    """The `?n` of a query that counts."""
    return int(select(graph, query, **values)[0]["n"])


def kind_of(type_iri: str | None) -> str:
    """The kind that a class stands for, empty for one that pages have no sign for."""
    return _KINDS.get(type_iri or "", "")


def local(iri: str | None) -> str:
    """What stands behind the `#` or the last slash of an IRI."""
    return re.split(r"[#/]", iri)[-1] if iri else ""


def nodes(graph: Graph, iris: Iterable[str | None]) -> dict[str, Row]:
    """Label, kind and link of people, states, meetings …, by IRI; each IRI gets an entry."""
    wanted = sorted({iri for iri in iris if iri})
    found: dict[str, Row] = {
        iri: {"label": local(iri), "kind": "", "href": href(iri, graph.store.base)}
        for iri in wanted
    }
    if wanted:
        for row in select(graph, sparql.LABELS, node=wanted):
            found[row["node"]] |= {"label": str(row["label"]), "kind": kind_of(row["type"])}
    return found


def article_href(graph: Graph, iri: str, place: str = "") -> str:
    """The reader at an article, or at a place in it."""
    return article_path(iri.removeprefix(f"{graph.store.base}article/"), place)


def article_path(name: str, place: str = "") -> str:
    """The reader at an article by its id, which may hold slashes, or by the end of its IRI."""
    return f"/article/{quote(name, safe='')}" + (f"#{place}" if place else "")


def claim_place(iri: str) -> str:
    """The anchor of a claim in the reader."""
    return f"c-{local(iri)}"


def passage_place(start: int, end: int) -> str:
    """The anchor of a passage in the reader."""
    return f"p-{start}-{end}"


def mention_place(start: int, end: int) -> str:
    """The anchor of a mention in the reader."""
    return f"m-{start}-{end}"


def articles(graph: Graph, iris: Iterable[str]) -> dict[str, Row]:
    """Headline, date, publisher and link of articles, by IRI."""
    wanted = sorted(set(iris))
    if not wanted:
        return {}
    rows = select(graph, sparql.ARTICLE_HEADS, article=wanted)
    return {row["article"]: article(graph, row) for row in rows}


def article(graph: Graph, row: Row) -> Row:
    """An article as lists show it."""
    return {
        "iri": row["article"],
        "id": row["id"],
        "headline": row["headline"] or row["id"],
        "date": nice_date(row["date"]),
        "day": str(row["date"] or ""),
        "inferred": bool(row["inferred"]),
        "publisher": row["publisher"],
        "href": article_href(graph, row["article"]),
    }


def nice_date(value: object) -> str:
    """`8 May 2018`, `May 2018` or `2018`; empty for none, the text itself for what is no date."""
    text = "" if value is None else str(value)
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", text, re.ASCII)
    if match is None:
        return text
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year
    named = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {named}" if day else named


def nice_span(start: object, end: object) -> str:
    """`25–27 March 2018`: two dates as one reads them."""
    first, last = nice_date(start), nice_date(end)
    if not last or first == last:
        return first
    if not first:
        return f"until {last}"
    a, b = str(start), str(end)
    if len(a) == len(b) == 10 and a[:7] == b[:7]:
        return f"{int(a[8:])}–{last}"
    if len(a) == len(b) == 10 and a[:4] == b[:4]:
        return f"{first.rsplit(' ', 1)[0]} – {last}"
    return f"{first} – {last}"


def number(value: int) -> str:
    """With thousands separators."""
    return f"{value:,}"


def plural(value: int, one: str, many: str | None = None) -> str:
    """`1 claim`, `1,204 claims`."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def date_param(params: Mapping[str, str], name: str) -> str:
    """A date given by the reader, empty when it is left out.

    Raises:
        UsageError: it is none.
    """
    value = params.get(name, "").strip()
    if value and (not _DATE.fullmatch(value) or not terms_date(value)):
        raise UsageError(f"{name} must be a day, month or year such as 2018-05-08, not {value!r}.")
    return value


def terms_date(value: str) -> bool:
    """Whether the calendar has this day, month or year."""
    return terms.calendar(value).datatype != terms.STRING


def day_filters(since: str, until: str, variable: str = "day") -> tuple[str, dict[str, Any]]:
    """FILTERs on a variable that holds a date as text, and their values."""
    lines: list[str] = []
    values: dict[str, Any] = {}
    if since:
        lines.append(f"FILTER (STR(?{variable}) >= ?since)")
        values["since"] = terms.text(since)
    if until:
        lines.append(f"FILTER (SUBSTR(STR(?{variable}), 1, STRLEN(?until)) <= ?until)")
        values["until"] = terms.text(until)
    return "\n  ".join(lines), values


def page_number(params: Mapping[str, str]) -> int:
    """The page asked for, from 1.

    Raises:
        UsageError: it is no such number.
    """
    text = params.get("page", "").strip() or "1"
    if not re.fullmatch(r"[1-9]\d{0,6}", text, re.ASCII):
        raise UsageError(f"page must be a whole number from 1, not {text!r}.")
    return int(text)


def paging(path: str, params: Mapping[str, str], total: int, *, size: int = PAGE) -> Row:
    """Which part of a list this is, and links to the parts before and after."""
    page = page_number(params)
    pages = max((total + size - 1) // size, 1)
    kept = {name: value for name, value in params.items() if name not in ("page", "iri", "id")}

    def link(to: int) -> str | None:
        return f"{path}?{urlencode({**kept, 'page': to})}" if 1 <= to <= pages else None

    first = min((page - 1) * size + 1, total)
    return {
        "page": page, "pages": pages, "total": total,
        "first": number(first), "last": number(min(page * size, total)), "of": number(total),
        "before": link(page - 1), "after": link(page + 1),
    }  # fmt: skip


def linked(path: str, **params: object) -> str:
    """A path with parameters; those that are None or empty are left out."""
    kept = {name: value for name, value in params.items() if value not in (None, "")}
    return f"{path}?{urlencode(kept)}" if kept else path
