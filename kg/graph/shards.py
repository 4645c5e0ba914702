"""The graph in pieces of N-Quads, which machines write apart from one another and stores load.

A piece has the whole named graphs of some articles, or some of what all articles show. Together
they are the lines that an export as N-Quads gives, in another order.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Final, TypeVar

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.graph import conclusions, iris, triples
from kg.graph.statements import Index
from kg.graph.writing import Extractions
from kg.mentioned import ByMention
from kg.records import Extraction, Resolution

Value = TypeVar("Value")

_CONCLUDED: Final = 500_000
"""Quads of one piece of what was concluded."""


def article_piece(records: Iterable[Extraction], index: Index, *, base: str) -> bytes:
    """The graphs of some articles: N-Quads, compressed by gzip.

    Args:
        records: what was read out of the articles.
        index: what was concluded of them, at least.
        base: what all data IRIs begin with.
    """
    return _packed(
        chain.from_iterable(triples.article_quads(record, index, base=base) for record in records)
    )


def concluded_pieces(
    extractions: Extractions, resolution: Resolution, *, base: str
) -> Iterator[bytes]:
    """The graph of what all articles show, in pieces: N-Quads, compressed by gzip."""
    claims = conclusions.claim_nodes(extractions.claims, resolution, base=base)
    graph = iris.resolution_graph(base)
    nodes = chain(
        triples.resolution_nodes(resolution, base=base),
        conclusions.nodes(resolution, claims, base=base),
    )
    quads = chain(
        (quad for _, quad in conclusions.claim_quads(resolution, claims, base=base)),
        (
            Quad(node, predicate, value, graph)
            for node, pairs in nodes
            for predicate, value in pairs
        ),
    )
    while some := tuple(islice(quads, _CONCLUDED)):
        yield _packed(some)


class Slices:
    """A resolution taken apart by article, so that a machine is sent what it needs."""

    def __init__(self, resolution: Resolution) -> None:
        self._index = triples.index(resolution)
        self._entities = ByMention.of(self._index.entity_of)
        self._reasons = ByMention.of(self._index.reasons)
        self._jointly = ByMention.of(self._index.jointly)

    def of(self, articles: Sequence[str]) -> Index:
        """What was concluded of the articles of these ids."""
        reports, questions = self._index.reports, self._index.open
        reprinted = self._index.reprinted
        return Index(
            entity_of=self._entities.only(articles),
            reasons=self._reasons.only(articles),
            reports={name: reports[name] for name in articles if name in reports},
            open={name: questions[name] for name in articles if name in questions},
            jointly=self._jointly.only(articles),
            reprinted={name: reprinted[name] for name in articles if name in reprinted},
        )


def _packed(quads: Iterable[Quad]) -> bytes:
    """Each quad once. There is no time in it: equal pieces are equal bytes."""
    out = io.BytesIO()
    pyoxigraph.serialize(dict.fromkeys(quads), out, RdfFormat.N_QUADS)
    return gzip.compress(out.getvalue(), compresslevel=6, mtime=0)
