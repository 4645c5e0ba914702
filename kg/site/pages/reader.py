"""An article as it was read, with all that was found in it marked in place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import Any

from kg.api import Graph
from kg.errors import UsageError
from kg.graph import terms
from kg.show.passages import parse_ranges
from kg.site.page import Page, href
from kg.site.pages import sparql
from kg.site.pages.claims import claims
from kg.site.pages.common import (
    Row,
    article_href,
    local,
    mention_place,
    nice_date,
    nodes,
    passage_place,
    plural,
    select,
)
from kg.site.pages.marking import Mark, marked, targets


def article(graph: Graph, params: Mapping[str, str]) -> Page:
    """The reader at the article of an `id`: its file name or id, or the end of its IRI."""
    row = _found(graph, params["id"])
    iri = row["article"]
    told = claims(
        graph, (r["claim"] for r in select(graph, sparql.ARTICLE_CLAIM_LIST, article=iri))
    )
    mentions = select(graph, sparql.MENTIONS, article=iri)
    reports = select(graph, sparql.TOLD_MEETINGS, article=iri)
    offices = select(
        graph, sparql.OFFICES % {"pattern": "?office prov:wasQuotedFrom ?article ."}, article=iri
    )
    known = nodes(graph, [*(m["entity"] for m in mentions), *(r["meeting"] for r in reports)])
    marks = [
        *_claim_marks(told.values()),
        *_mention_marks(mentions, known),
        *_passage_marks(reports, offices, known),
    ]
    body = str(row["body"])
    shown = marked(body, marks)
    numbers = targets(_sorted(marks))
    for claim in told.values():
        claim["key"] = numbers.get(claim["place"], "")
    _add_notes(shown, told.values(), reports, known)
    headline = str(row["headline"] or row["id"])
    for paragraph in shown:
        whole = body[paragraph["start"] : paragraph["end"]]
        paragraph["head"] = whole.strip() == headline.strip()
    return Page(
        "article.html",
        {
            "section": "articles",
            "title": headline,
            "article": {
                "id": row["id"],
                "headline": headline,
                "date": nice_date(row["date"]),
                "inferred": bool(row["inferred"]),
                "publisher": row["publisher"],
                "byline": row["byline"],
                "dateline": row["dateline"],
                "url": _web(row["url"]),
            },
            "iri": iri,
            "data": href(iri, graph.store.base),
            "paragraphs": shown,
            "places": sorted((at, name) for name, at in numbers.items()),
            "counts": [
                plural(len(told), "claim"),
                plural(len(mentions), "mention"),
                plural(len({r["meeting"] for r in reports}), "meeting"),
            ],
            "people": _people(mentions, known),
        },
    )


def _found(graph: Graph, name: str) -> Row:
    """The article of an id, or else of the IRI that ends in this.

    Raises:
        UsageError: there is none.
    """
    rows = select(graph, sparql.ARTICLE, id=terms.text(name))
    if not rows:
        try:
            rows = select(graph, sparql.ARTICLE, article=f"{graph.store.base}article/{name}")
        except ValueError:
            rows = []
    if not rows:
        raise UsageError(f"There is no article {name!r} in this graph.")
    return rows[0]


def _sorted(marks: Iterable[Mark]) -> list[Mark]:
    return sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end, m.kind))


def _web(url: object) -> str | None:
    text = str(url or "")
    return text if text.startswith(("http://", "https://")) else None


def _claim_marks(told: Iterable[Row]) -> Iterable[Mark]:
    for claim in told:
        who = ", ".join(one["label"] for one in claim["speakers"]) or "Nobody named"
        for start, end in parse_ranges(claim["ranges"]):
            yield Mark(start, end, "claim", claim["place"], claim["href"], f"Claim of {who}")
        for source, cue in claim["marks"]:
            for start, end in parse_ranges(source):
                yield Mark(start, end, "speaker")
            for start, end in parse_ranges(cue):
                yield Mark(start, end, "cue")


def _mention_marks(mentions: Iterable[Row], known: Mapping[str, Row]) -> Iterable[Mark]:
    for row in mentions:
        node = known[row["entity"]]
        place = mention_place(row["from"], row["to"])
        yield Mark(
            row["from"], row["to"], "entity", place, node["href"], node["label"],
            f"kind-{node['kind']}",
        )  # fmt: skip


def _passage_marks(
    reports: Iterable[Row], offices: Iterable[Row], known: Mapping[str, Row]
) -> Iterable[Mark]:
    number = {iri: at for at, iri in enumerate(sorted({row["meeting"] for row in reports}))}
    for row in reports:
        node = known[row["meeting"]]
        status = local(row["status"])
        yield Mark(
            row["from"], row["to"], "event", f"e-{row['from']}-{number[row['meeting']]}",
            node["href"], node["label"], "hollow" if status != "held" else "",
        )  # fmt: skip
        yield Mark(row["from"], row["to"], "passage", passage_place(row["from"], row["to"]))
    for row in offices:
        if row["from"] is not None:
            yield Mark(row["from"], row["to"], "passage", passage_place(row["from"], row["to"]))


def _add_notes(
    shown: list[dict[str, Any]],
    told: Iterable[Row],
    reports: Iterable[Row],
    known: Mapping[str, Row],
) -> None:
    """Beside each paragraph the claims that begin in it, and the meetings it first tells of."""
    starts = [paragraph["start"] for paragraph in shown]
    seen: set[str] = set()
    for paragraph in shown:
        paragraph["claims"], paragraph["meetings"] = [], []
    if not shown:
        return

    def at(offset: int) -> dict[str, Any]:
        return shown[max(bisect_right(starts, offset) - 1, 0)]

    ordered = []
    for claim in told:
        ranges = parse_ranges(claim["ranges"])
        if ranges:
            ordered.append((min(ranges)[0], claim["order"], claim["iri"], claim))
    for start, _, _, claim in sorted(ordered, key=lambda one: one[:3]):
        at(start)["claims"].append(claim)
    for row in sorted(reports, key=lambda r: (r["from"], r["to"], r["meeting"])):
        paragraph = at(row["from"])
        if row["meeting"] not in seen:
            seen.add(row["meeting"])
            paragraph["meetings"].append(known[row["meeting"]] | {"status": local(row["status"])})


def _people(mentions: Iterable[Row], known: Mapping[str, Row]) -> list[Row]:
    """Whom the article mentions, the most often mentioned first, without places."""
    counts: dict[str, int] = {}
    first: dict[str, tuple[int, int]] = {}
    for row in sorted(mentions, key=lambda r: (r["from"], r["to"])):
        counts[row["entity"]] = counts.get(row["entity"], 0) + 1
        first.setdefault(row["entity"], (row["from"], row["to"]))
    ordered = sorted(counts, key=lambda iri: (-counts[iri], known[iri]["label"], iri))
    return [
        known[iri] | {"n": counts[iri], "first": f"#{mention_place(*first[iri])}"}
        for iri in ordered
        if known[iri]["kind"] != "Place"
    ][:12]


def redirect(graph: Graph, iri: str) -> Page:
    """To the reader, from an article's IRI."""
    return Page("redirect.html", {"location": article_href(graph, iri)}, 303)
