"""Claims as cards: who, through whom, which words, how, of whom, where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.api import Graph
from kg.site.page import href
from kg.site.pages import sparql
from kg.site.pages.common import (
    Row,
    article_href,
    articles,
    claim_place,
    local,
    nodes,
    select,
)


def claims(graph: Graph, iris: Iterable[str]) -> dict[str, Row]:
    """Everything that pages show of claims, by IRI, in the order given; unknown ones are absent."""
    wanted = list(dict.fromkeys(iris))
    if not wanted:
        return {}
    found = {row["claim"]: row for row in select(graph, sparql.CLAIMS, claim=wanted)}
    links: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in select(graph, sparql.CLAIM_LINKS, claim=wanted):
        links[row["claim"]][row["role"]].append(row["node"])
    steps: dict[str, list[Row]] = defaultdict(list)
    for row in select(graph, sparql.STEPS, claim=wanted):
        steps[row["claim"]].append(row)
    told = articles(graph, (row["article"] for row in found.values()))
    people = ("speaker", "joint", "to", "about")
    known = nodes(
        graph,
        [node for roles in links.values() for role in people for node in roles[role]]
        + [step["agent"] for hops in steps.values() for step in hops],
    )
    return {
        iri: _claim(graph, found[iri], links[iri], steps[iri], told, known)
        for iri in wanted
        if iri in found
    }


def _claim(
    graph: Graph,
    row: Row,
    links: dict[str, list[str]],
    steps: list[Row],
    told: dict[str, Row],
    known: dict[str, Row],
) -> Row:
    steps = sorted(steps, key=lambda step: step["index"])
    speakers = sorted(
        (known[iri] for iri in {*links["speaker"], *links["joint"]}), key=lambda n: n["label"]
    )
    hops = [_hop(step, known) for step in steps]
    if hops and speakers:
        hops[0] = hops[0] | {"who": speakers}
    attitude, mode = local(row["attitude"]), local(row["mode"])
    tags = [tag for tag in (attitude, mode) if tag]
    tags += [name for name in ("negated", "hypothetical") if row[name]]
    return {
        "iri": row["claim"],
        "href": href(row["claim"], graph.store.base),
        "place": claim_place(row["claim"]),
        "at": article_href(graph, row["article"], claim_place(row["claim"])),
        "content": row["content"],
        "ranges": row["ranges"] or "",
        "sentence": None if row["from"] is None else [row["from"], row["to"]],
        "order": row["order"] if row["order"] is not None else 0,
        "article": told[row["article"]],
        "speakers": speakers,
        "hops": hops,
        "cue": steps[0]["cue"] if steps else None,
        "marks": [[s["ranges"] or "", s["cues"] or ""] for s in steps],
        "attitude": attitude,
        "mode": mode,
        "tags": tags,
        "negated": bool(row["negated"]),
        "hypothetical": bool(row["hypothetical"]),
        "about": sorted((known[iri] for iri in links["about"]), key=lambda n: n["label"]),
        "to": sorted((known[iri] for iri in links["to"]), key=lambda n: n["label"]),
        "embeds": sorted(links["embeds"]),
        "restates": sorted(links["restates"]),
        "contradicts": sorted(links["contradicts"]),
        "expresses": sorted(links["expresses"]),
    }


def _hop(step: Row, known: dict[str, Row]) -> dict[str, Any]:
    node = known.get(step["agent"] or "")
    return {
        "who": [node] if node else [],
        "text": step["text"] or "",
        "cue": step["cue"] or "",
    }
