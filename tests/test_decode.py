"""Labels, spans and trees from scores, against brute force."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import pytest

from kg.annotate.decode import best_allowed, best_trees, marginals, spans_of, viterbi
from kg.annotate.labels import ATTRIBUTION, may_follow

LABELS = ("O", "B-X", "I-X")


def transitions(labels: tuple[str, ...], rng: np.random.Generator) -> np.ndarray:
    hard = np.where(np.array(may_follow(labels)), 0.0, -1e4)
    return (hard + rng.normal(size=hard.shape)).astype(np.float32)


def score_of(path: tuple[int, ...], scores: np.ndarray, trans: np.ndarray) -> float:
    if path[0] == 2:
        return -1e4
    steps = sum(trans[a, b] for a, b in itertools.pairwise(path))
    return float(steps + sum(scores[i, k] for i, k in enumerate(path)))


@pytest.mark.parametrize("seed", range(20))
def test_viterbi_and_marginals_agree_with_trying_every_path(seed: int) -> None:
    rng = np.random.default_rng(seed)
    trans = transitions(LABELS, rng)
    scores = rng.normal(size=(2, 5, 3)).astype(np.float32) * 2
    mask = np.array([[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]])
    found = viterbi(scores, mask, trans)
    sure = marginals(scores, mask, trans, found)
    for row, n in ((0, 5), (1, 3)):
        paths = list(itertools.product(range(3), repeat=n))
        totals = np.array([score_of(p, scores[row], trans) for p in paths])
        best = paths[int(totals.argmax())]
        assert tuple(found[row, :n]) == best
        # the first word may be I-X in the forward pass: it is no path that the decoder can take
        free = np.array(
            [sum(trans[a, b] for a, b in itertools.pairwise(p)) for p in paths]
        ) + np.array([sum(scores[row, i, k] for i, k in enumerate(p)) for p in paths])
        weights = np.exp(free - free.max())
        for i in range(n):
            share = sum(w for p, w in zip(paths, weights, strict=True) if p[i] == best[i])
            assert sure[row, i] == pytest.approx(share / weights.sum(), abs=1e-4)


@pytest.mark.parametrize("seed", range(20))
def test_paths_that_are_only_allowed_or_not(seed: int) -> None:
    rng = np.random.default_rng(seed)
    hard = np.where(np.array(may_follow(LABELS)), 0.0, -1e4).astype(np.float32)
    scores = rng.normal(size=(4, 6, 3)).astype(np.float32)
    mask = np.array([[1] * 6, [1] * 6, [1] * 3 + [0] * 3, [1] + [0] * 5])
    found, wanted = best_allowed(scores, mask, hard), viterbi(scores, mask, hard)
    assert all((found[i] == wanted[i])[mask[i] > 0].all() for i in range(4))


def test_spans_of_labels() -> None:
    path = [ATTRIBUTION.index(x) for x in ("B-CUE", "B-CONTENT", "I-CONTENT", "O", "I-SOURCE")]
    assert list(spans_of(path, ATTRIBUTION)) == [(0, 1, "CUE"), (1, 3, "CONTENT"), (4, 5, "SOURCE")]


@pytest.mark.parametrize("seed", range(30))
def test_trees_are_the_best_trees(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 8))
    scores = rng.normal(size=(n, n)).astype(np.float32)
    heads = best_trees(scores, np.array([1] + [0] * (n - 1)))
    roots = [i for i in range(n) if heads[i] == i]
    assert len(roots) == 1
    best = -np.inf
    for root in range(n):
        graph = nx.DiGraph()
        graph.add_weighted_edges_from(
            (head, word, float(scores[word, head]) + 100)
            for word in range(n)
            for head in range(n)
            if word not in (head, root)
        )
        tree = nx.maximum_spanning_arborescence(graph)
        total = sum(d["weight"] - 100 for *_, d in tree.edges(data=True)) + scores[root, root]
        best = max(best, float(total))
    assert float(scores[np.arange(n), heads].sum()) == pytest.approx(best, abs=1e-3)


def test_each_sentence_has_a_tree_of_its_own() -> None:
    rng = np.random.default_rng(1)
    heads = best_trees(rng.normal(size=(6, 6)).astype(np.float32), np.array([1, 0, 0, 1, 0, 0]))
    assert set(heads[:3]) <= {0, 1, 2}
    assert set(heads[3:]) <= {3, 4, 5}
