"""A graph written: each article and what all of them show, to the store and to graph.ttl."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import chain
from pathlib import Path
from typing import Protocol

from pyoxigraph import Quad

from kg.graph import conclusions, iris, triples
from kg.graph.store import Store
from kg.graph.turtlefile import Writer
from kg.records import Extraction, Resolution


class Extractions(Protocol):
    """Extractions by article id; each is read when it is asked for."""

    @property
    def names(self) -> Collection[str]: ...

    def __getitem__(self, name: str, /) -> Extraction: ...


def write_graph(
    store: Store,
    path: Path,
    extractions: Extractions,
    resolution: Resolution,
    *,
    tell: Callable[[int], None],
) -> None:
    """Writes a graph to an empty store, and to a file the Turtle that an export of it gives.

    Args:
        store: where to.
        path: of the Turtle.
        extractions: of all articles.
        resolution: what was concluded from them.
        tell: told how many articles are done.
    """
    base = store.base
    index = triples.index(resolution)
    linked = (extractions[name] for name in sorted(conclusions.articles(resolution)))
    claims = conclusions.claim_nodes(linked, base=base)
    told = _by_article(conclusions.claim_quads(resolution, claims, base=base))
    with Writer(path, base=base) as turtle:
        for done, name in enumerate(sorted(extractions.names, key=iris.article_slug), start=1):
            quads = [*triples.article_quads(extractions[name], index, base=base)]
            quads += told.get(name, ())
            store.load(quads)
            turtle.article(iris.article(base, name), quads)
            tell(done)
        graph = iris.resolution_graph(base)
        for node, pairs in turtle.others(
            chain(
                triples.resolution_nodes(resolution, base=base),
                conclusions.nodes(resolution, claims, base=base),
            )
        ):
            store.load(Quad(node, predicate, value, graph) for predicate, value in pairs)


def _by_article(found: Iterator[tuple[str, Quad]]) -> dict[str, list[Quad]]:
    told: dict[str, list[Quad]] = {}
    for article, quad in found:
        told.setdefault(article, []).append(quad)
    return told
