"""B³ and CEAF: how well mentions are gathered into entities.

Both compare a key and a response over the same mentions. A mention of the key that the response
lacks counts as found nowhere, and lowers recall only: B³₀ of Stoyanov, Gilbert, Cardie and Riloff,
"Conundrums in Noun Phrase Coreference Resolution", ACL 2009. That suits a key which does not claim
to hold every mention. Entities with one mention count like others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import TypeVar

import networkx as nx

from kg.evaluate.spans import f1

M = TypeVar("M", bound=Hashable)
K = TypeVar("K", bound=Hashable)
R = TypeVar("R", bound=Hashable)


@dataclass(frozen=True, slots=True)
class ClusterScores:
    """Between 0 and 1, three decimals; 0 where there is nothing to count."""

    precision: float
    recall: float
    f1: float


def b_cubed(key: Mapping[M, K], response: Mapping[M, R]) -> ClusterScores:
    """B³: of each mention, the share of its entity that is right; the mean over mentions.

    Source: Bagga and Baldwin, "Algorithms for Scoring Coreference Chains", LREC 1998.

    Args:
        key: the right entity of each mention.
        response: the found one; mentions that the key lacks are passed over.
    """
    found = {mention: entity for mention, entity in response.items() if mention in key}
    shared = Counter((key[mention], entity) for mention, entity in found.items())
    of_key, of_response = Counter(key.values()), Counter(found.values())
    recall = sum((Fraction(n * n, of_key[right]) for (right, _), n in shared.items()), Fraction(0))
    precision = sum(
        (Fraction(n * n, of_response[entity]) for (_, entity), n in shared.items()), Fraction(0)
    )
    return _scores(precision, len(found), recall, len(key))


def ceaf(key: Mapping[M, K], response: Mapping[M, R]) -> ClusterScores:
    """CEAF with φ₄: each entity of the key goes with at most one of the response, so that the sum
    of their likenesses, 2|K∩R| / (|K|+|R|), is greatest.

    Source: Luo, "On Coreference Resolution Performance Metrics", HLT-EMNLP 2005.

    Args:
        key: the right entity of each mention.
        response: the found one; mentions that the key lacks are passed over.
    """
    found = {mention: entity for mention, entity in response.items() if mention in key}
    of_key, of_response = Counter(key.values()), Counter(found.values())
    shared = Counter((key[mention], entity) for mention, entity in found.items())
    likeness = {
        (right, entity): Fraction(2 * n, of_key[right] + of_response[entity])
        for (right, entity), n in shared.items()
    }
    best = _best_alignment(likeness)
    return _scores(best, len(of_response), best, len(of_key))


def _best_alignment(likeness: Mapping[tuple[K, R], Fraction]) -> Fraction:
    """The greatest sum of likenesses in which no entity is used twice."""
    # Whole numbers keep the matching exact.
    scale = lcm(*(value.denominator for value in likeness.values()))
    graph: nx.Graph[tuple[str, K | R]] = nx.Graph()
    for (right, entity), value in likeness.items():
        graph.add_edge(("key", right), ("response", entity), weight=int(value * scale))
    # What is not connected does not compete, and small graphs are matched much faster.
    pairs = [
        graph.edges[pair]["weight"]
        for nodes in nx.connected_components(graph)
        for pair in nx.max_weight_matching(graph.subgraph(nodes))
    ]
    return Fraction(sum(pairs), scale)


def _scores(right: Fraction, found: int, again: Fraction, wanted: int) -> ClusterScores:
    precision, recall = float(right / max(1, found)), float(again / max(1, wanted))
    return ClusterScores(round(precision, 3), round(recall, 3), f1(precision, recall))


def mixtures(key: Mapping[M, K], response: Mapping[M, R]) -> dict[K, dict[R, list[M]]]:
    """The mentions that both have, by their entity in the key and then in the response, each in
    the key's order.
    """
    held: dict[K, dict[R, list[M]]] = {}
    for mention, right in key.items():
        if mention in response:
            held.setdefault(right, {}).setdefault(response[mention], []).append(mention)
    return held
