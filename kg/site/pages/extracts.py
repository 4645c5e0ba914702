"""Stretches of articles' texts."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from kg.api import Graph
from kg.site.pages import sparql
from kg.site.pages.common import select


def bodies(graph: Graph, articles: Sequence[str]) -> dict[str, str]:
    """The texts of articles, by IRI."""
    wanted = sorted(set(articles))
    if not wanted:
        return {}
    return {r["article"]: str(r["body"]) for r in select(graph, sparql.BODIES, article=wanted)}


def extracts(graph: Graph, wanted: Sequence[tuple[str, int, int]]) -> list[str]:
    """What stands there: (IRI of the article, start, end in code points), in the order given."""
    texts = bodies(graph, [article for article, _, _ in wanted])
    return [texts.get(article, "")[start:end] for article, start, end in wanted]


def pieces(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str]]) -> list[Any]:
    """A stretch of text cut at its marks: [text, classes] in order.

    Args:
        text: of the whole article.
        start: where the stretch begins.
        end: exclusive.
        marks: start, end and class each; they may overlap.
    """
    edges = {start, end}
    for left, right, _ in marks:
        edges.update(edge for edge in (left, right) if start < edge < end)
    ordered = sorted(edges)
    return [
        [
            text[left:right],
            " ".join(sorted({name for a, b, name in marks if a < right and b > left})),
        ]
        for left, right in itertools.pairwise(ordered)
    ]
