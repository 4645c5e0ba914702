"""A graph written: each article and what all of them show, to the store and to graph.ttl.

With an older graph at hand the store begins as a copy of its store, and only the articles whose
quads are others now are written anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from heapq import merge
from itertools import chain
from pathlib import Path
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kg.graph import conclusions, iris, triples
from kg.graph.before import TURTLE, Before, Written, digests, save
from kg.graph.store import Store
from kg.graph.turtlefile import Described, Writer
from kg.records import Claim, Extraction, Resolution

STORE = "store"
_MOST = 0.25
"""With a larger share of articles that changed, it is sooner done to make the store anew."""
_LARGE = 60
"""Articles from which on look-ups in a store as it was written are slow enough to be felt."""


class Extractions(Protocol):
    """Extractions by article id; each is read when it is asked for."""

    @property
    def names(self) -> Collection[str]: ...

    def __getitem__(self, name: str, /) -> Extraction: ...

    def raw(self, name: str, /) -> bytes: ...

    def claims(self, name: str, /) -> Sequence[Claim]: ...


def write_graph(
    folder: Path,
    extractions: Extractions,
    resolution: Resolution,
    *,
    base: str = iris.BASE,
    old: Path | None = None,
    tell: Callable[[int], None],
) -> Store:
    """Writes a graph to a folder: the store, the Turtle that an export of it gives, and the index
    by which an update finds what it need not write again. The store is still open.

    Args:
        folder: where to.
        extractions: of all articles.
        resolution: what was concluded from them.
        base: what all data IRIs begin with.
        old: the folder of an older graph with the same base.
        tell: told how many articles are done.
    """
    claims = conclusions.claim_nodes(extractions.claims, resolution, base=base)
    told = _by_article(conclusions.claim_quads(resolution, claims, base=base))
    nodes = merge(
        triples.resolution_nodes(resolution, base=base),
        conclusions.nodes(resolution, claims, base=base),
        key=triples.node_of,
    )
    index = triples.index(resolution)
    raw = ((name, extractions.raw(name)) for name in extractions.names)
    made_of = digests(raw, index, told, base=base)
    with ExitStack() as stack:
        before = stack.enter_context(closing(Before(old, base=base))) if old else None
        if before is not None and not _worthwhile(before, made_of):
            before = None
        store = _begun(folder / STORE, old if before is not None else None, base=base)
        for name in () if before is None else before.articles.keys() - made_of.keys():
            store.drop_graph(iris.article_graph(base, name))
        turtle = stack.enter_context(Writer(folder / TURTLE, base=base))
        for done, name in enumerate(sorted(extractions.names, key=iris.article_slug), start=1):
            node = iris.article(base, name)
            if before is not None and before.same(name, made_of[name]):
                page = before.article(name)
            else:
                quads = [*triples.article_quads(extractions[name], index, base=base)]
                if before is None or name not in before.articles:
                    store.load(quads)
                else:
                    _make_equal(store, store.quads(graph=iris.article_graph(base, name)), quads)
                page = turtle.text(node, chain(quads, told.get(name, ())))
            turtle.add(node, page)
            tell(done)
        behind = turtle.behind()
        graph = iris.resolution_graph(base)
        of_claims = {quad for quads in told.values() for quad in quads}
        if before is None:
            store.load(of_claims)
        else:
            there = (q for predicate in conclusions.OF_CLAIMS for q in store.matching(predicate))
            _make_equal(store, (q for q in there if q.graph_name == graph), of_claims)
        others = before.others() if before is not None else iter(())
        for described in _changed(store, graph, others, turtle.others(nodes)):
            store.load(Quad(described.node, *pair, graph) for pair in described.pairs)
        if before is None and len(extractions.names) >= _LARGE:
            store.optimize()
    save(
        folder,
        {
            name: Written(made_of[name], *turtle.written(iris.article(base, name)))
            for name in extractions.names
        },
        behind=behind,
        base=base,
    )
    return store


def _worthwhile(before: Before, made_of: Mapping[str, str]) -> bool:
    """Whether so much is as it was that a copy of the old store is the shorter way."""
    changed = sum(not before.same(name, digest) for name, digest in made_of.items())
    gone = len(before.articles.keys() - made_of.keys())
    return changed + gone <= _MOST * len(made_of)


def _begun(path: Path, old: Path | None, *, base: str) -> Store:
    """An empty store, or a copy of an older one, without its record of runs."""
    if old is None:
        return Store.create(path, base=base)
    store = Store.copied(old / STORE, path)
    store.drop_graph(iris.runs_graph(base))
    return store


def _make_equal(store: Store, there: Iterable[Quad], quads: Iterable[Quad]) -> None:
    """Makes a store hold these quads instead of those that are there: few are written when much is
    as it was.
    """
    wanted = set(quads)
    gone = []
    for quad in there:
        if quad in wanted:
            wanted.remove(quad)
        else:
            gone.append(quad)
    store.remove(gone)
    store.load(wanted)


def _changed(
    store: Store,
    graph: NamedNode,
    old: Iterator[tuple[str, bytes]],
    new: Iterable[Described],
) -> Iterator[Described]:
    """What is not as it was, both by IRI; what was said of it, and of what is gone, is removed."""

    def forget(name: str) -> None:
        store.remove([*store.quads(NamedNode(name), graph=graph)])

    before = next(old, None)
    for described in new:
        name = described.node.value
        while before is not None and before[0] < name:
            forget(before[0])
            before = next(old, None)
        if before is not None and before[0] == name:
            same = before[1] == described.text
            before = next(old, None)
            if same:
                continue
            forget(name)
        yield described
    while before is not None:
        forget(before[0])
        before = next(old, None)


def _by_article(found: Iterator[tuple[str, Quad]]) -> dict[str, list[Quad]]:
    told: dict[str, list[Quad]] = {}
    for article, quad in found:
        told.setdefault(article, []).append(quad)
    return told
