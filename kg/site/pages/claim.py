"""One claim, and the thing several claims say."""

from __future__ import annotations

from collections.abc import Iterable

from kg.api import Graph
from kg.show.passages import paragraphs, parse_ranges
from kg.site.page import Page, href
from kg.site.pages import sparql
from kg.site.pages.claims import claims
from kg.site.pages.common import Row, nodes, select
from kg.site.pages.extracts import bodies, pieces


def claim(graph: Graph, iri: str) -> Page:
    """The page of a claim."""
    card = claims(graph, [iri])[iri]
    around: dict[str, set[str]] = {}
    for row in select(graph, sparql.CLAIMS_AROUND, claim=iri):
        if row["node"] != iri:
            around.setdefault(row["role"], set()).add(row["node"])
    groups = (
        ("Stands within", sorted(around.get("enclosing", ()))),
        ("Holds", card["embeds"]),
        ("Tells again", card["restates"]),
        ("Told again by", sorted(around.get("restated", ()))),
        ("Others who say the same", sorted(around.get("alike", set()) - around.get(
            "restated", set()) - set(card["restates"]))),
        ("Contradicts", sorted({*card["contradicts"], *around.get("contradicts", ())} - {iri})),
    )  # fmt: skip
    known = claims(graph, (one for _, iris in groups for one in iris))
    return Page(
        "claim.html",
        {
            "section": "articles",
            "title": f"Claim: {card['content'][:80]}",
            "iri": iri,
            "data": card["href"],
            "claim": card,
            "passage": _passage(graph, card),
            "groups": [
                {"title": title, "claims": _those(known, iris)} for title, iris in groups if iris
            ],
            "propositions": list(nodes(graph, card["expresses"]).values()),
        },
    )


def proposition(graph: Graph, iri: str) -> Page:
    """The page of what several claims say: all of them, the first one first."""
    rows = select(graph, "SELECT ?claim WHERE { ?claim kg:expresses ?node }", node=iri)
    known = claims(graph, sorted(row["claim"] for row in rows))
    ordered = sorted(
        known.values(), key=lambda c: (c["article"]["day"] or "9", c["order"], c["iri"])
    )
    label = nodes(graph, [iri])[iri]["label"]
    return Page(
        "proposition.html",
        {
            "section": "articles",
            "title": label,
            "iri": iri,
            "data": href(iri, graph.store.base),
            "claims": ordered,
        },
    )


def _those(known: dict[str, Row], iris: Iterable[str]) -> list[Row]:
    found = [known[iri] for iri in iris if iri in known]
    return sorted(found, key=lambda c: (c["article"]["day"], c["article"]["id"], c["order"]))


def _passage(graph: Graph, card: Row) -> list[list[list[str]]]:
    """The paragraphs that hold the claim's words, its speaker and its cue, with these marked."""
    iri = card["article"]["iri"]
    text = bodies(graph, [iri]).get(iri, "")
    marks = [(start, end, "words") for start, end in parse_ranges(card["ranges"])]
    for source, cue in card["marks"]:
        marks += [(start, end, "speaker") for start, end in parse_ranges(source)]
        marks += [(start, end, "cue") for start, end in parse_ranges(cue)]
    return [
        pieces(text, start, end, marks)
        for start, end in paragraphs(text)
        if any(a < end and b > start for a, b, _ in marks)
    ]
