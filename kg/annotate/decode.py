"""From scores to labels, spans and trees. Pure functions over numpy arrays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def viterbi(scores: Floats, mask: Ints, transitions: Floats) -> Ints:
    """Best label path of each row (B, N). `scores`: (B, N, L); `mask`: (B, N), 1 for words;
    `transitions`: (L, L), from row to column (Viterbi, IEEE Trans. Inf. Theory 13, 1967).
    """
    b, n, labels = scores.shape
    best = scores[:, 0].copy()
    first = np.array([t < -1e3 for t in transitions[0]])  # what may not follow O may not begin
    best[:, first] += -1e4
    back = np.zeros((b, n, labels), np.int64)
    stay = np.arange(labels)
    for i in range(1, n):
        paths = best[:, :, None] + transitions[None]
        step = paths.argmax(1)
        alive = mask[:, i, None] > 0
        back[:, i] = np.where(alive, step, stay)
        best = np.where(alive, paths.max(1) + scores[:, i], best)
    out = np.zeros((b, n), np.int64)
    out[:, n - 1] = best.argmax(1)
    rows = np.arange(b)
    for i in range(n - 1, 0, -1):
        out[:, i - 1] = back[rows, i, out[:, i]]
    return out


def marginals(scores: Floats, mask: Ints, transitions: Floats, path: Ints) -> Floats:
    """(B, N): how probable the path's label is at each word, by forward-backward over the same
    scores as `viterbi` (Rabiner, Proc. IEEE 77, 1989).
    """
    n = scores.shape[1]
    alpha, beta = np.zeros_like(scores), np.zeros_like(scores)
    alpha[:, 0] = scores[:, 0]
    for i in range(1, n):
        step = _log_sum(alpha[:, i - 1, :, None] + transitions[None], 1) + scores[:, i]
        alpha[:, i] = np.where(mask[:, i, None] > 0, step, alpha[:, i - 1])
    for i in range(n - 2, -1, -1):
        step = _log_sum(transitions[None] + (scores[:, i + 1] + beta[:, i + 1])[:, None, :], 2)
        beta[:, i] = np.where(mask[:, i + 1, None] > 0, step, 0.0)
    both = alpha + beta
    chosen = np.take_along_axis(both, path[:, :, None], 2)
    result: Floats = np.exp(chosen - _log_sum(both, 2)[:, :, None]).squeeze(2).astype(np.float32)
    return result


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis, keepdims=True)
    result: Floats = np.log(np.exp(values - top).sum(axis)) + top.squeeze(axis)
    return result


def spans_of(path: Sequence[int] | Ints, labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, type) in words, end exclusive, in order, from BIO label indices."""
    start, kind = -1, ""
    for i, index in enumerate(path):
        label = labels[index] if index >= 0 else "O"
        if kind and label != "I-" + kind:
            yield start, i, kind
            kind = ""
        if label != "O" and not kind:
            start, kind = i, label[2:]
    if kind:
        yield start, len(path), kind


def best_trees(scores: Floats, starts: Ints) -> Ints:
    """The head of each word, itself at the root of each sentence: the best tree of each sentence.

    Args:
        scores: (N, N), of each word (row) for each head (column); the diagonal scores the root.
        starts: (N,), 1 at the first word of a sentence; the first word always begins one.
    """
    n = len(starts)
    heads: Ints = scores.argmax(1).astype(np.int64)
    bounds = [0, *(i for i in range(1, n) if starts[i]), n]
    for a, b in pairwise(bounds):
        if b <= a:
            continue
        if not _is_tree(heads[a:b] - a):
            heads[a:b] = a + _arborescence(scores[a:b, a:b])
    return heads


def _is_tree(heads: Ints) -> bool:
    n = len(heads)
    if int((heads == np.arange(n)).sum()) != 1 or heads.min() < 0 or heads.max() >= n:
        return False
    reached = heads
    for _ in range(n.bit_length()):  # after doubling that often every word has reached the root
        reached = reached[reached]
    return bool((reached == reached[0]).all())


def _arborescence(scores: Floats) -> Ints:
    """Maximum spanning arborescence with exactly one root (Chu and Liu 1965; Edmonds 1967)."""
    n = len(scores)
    if n == 1:
        return np.zeros(1, np.int64)
    graph = np.full(
        (n + 1, n + 1), -np.inf, np.float64
    )  # row: word, column: head; 0 is above the root
    graph[1:, 1:] = scores
    roots = np.diag(scores).astype(np.float64)
    np.fill_diagonal(graph, -np.inf)
    graph[1:, 0] = roots - 1e6  # so dear that exactly one word takes it
    heads = _edmonds(graph)
    found = heads[1:] - 1
    result: Ints = np.where(found < 0, np.arange(n), found)
    return result


def _edmonds(graph: NDArray[np.float64]) -> Ints:
    heads: Ints = graph.argmax(1).astype(np.int64)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.zeros(len(graph), bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    cost = graph[cycle, heads[cycle]]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    ring = np.array(cycle)
    small[:-1, :-1] = graph[np.ix_(rest, rest)]
    leave = graph[np.ix_(rest, ring)]  # rest word under a word of the cycle
    small[:-1, -1] = leave.max(1)
    enter = graph[np.ix_(ring, rest)] - cost[:, None]  # break the cycle at one of its words
    small[-1, :-1] = enter.max(0)
    below = _edmonds(small)
    out = heads.copy()
    for i, word in enumerate(rest):
        if word == 0:
            continue
        out[word] = cycle[int(leave[i].argmax())] if below[i] == len(rest) else rest[below[i]]
    broken = int(enter[:, below[-1]].argmax())
    out[cycle[broken]] = rest[below[-1]]
    return out


def _cycle(heads: Ints) -> list[int]:
    seen = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        node, path = start, []
        while node and not seen[node]:
            seen[node] = start
            path.append(node)
            node = int(heads[node])
        if node and seen[node] == start and node in path:
            return path[path.index(node) :]
    return []
