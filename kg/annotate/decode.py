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


def best_allowed(scores: Floats, mask: Ints, transitions: Floats) -> Ints:
    """As `viterbi`, when the transitions do nothing but forbid: then the best labels word by word
    are the best path wherever nothing forbids them.
    """
    path: Ints = scores.argmax(2)
    broken = (transitions[path[:, :-1], path[:, 1:]] < -1e3) & (mask[:, 1:] > 0)
    rows = broken.any(1) | (transitions[0, path[:, 0]] < -1e3)
    if rows.any():
        path[rows] = viterbi(scores[rows], mask[rows], transitions)
    return path


def marginals(scores: Floats, mask: Ints, transitions: Floats, path: Ints) -> Floats:
    """(B, N): how probable the path's label is at each word, by forward-backward over the same
    scores as `viterbi` (Rabiner, Proc. IEEE 77, 1989, with its scaling of each step to 1).
    """
    n = scores.shape[1]
    alive = mask[:, :, None] > 0
    # no closer to nothing than that: a step would have no way on
    emit = np.exp(np.maximum(scores - scores.max(2, keepdims=True), -300.0), dtype=np.float64)
    move = np.exp(transitions - transitions.max(), dtype=np.float64)
    alpha, beta = np.empty_like(emit), np.empty_like(emit)
    alpha[:, 0] = emit[:, 0] / emit[:, 0].sum(1, keepdims=True)
    beta[:, n - 1] = 1.0
    for i in range(1, n):
        step = (alpha[:, i - 1] @ move) * emit[:, i]
        step /= step.sum(1, keepdims=True)
        alpha[:, i] = np.where(alive[:, i], step, alpha[:, i - 1])
    for i in range(n - 2, -1, -1):
        step = (beta[:, i + 1] * emit[:, i + 1]) @ move.T
        step /= step.sum(1, keepdims=True)
        beta[:, i] = np.where(alive[:, i + 1], step, beta[:, i + 1])
    both = alpha * beta
    chosen = np.take_along_axis(both, path[:, :, None], 2).squeeze(2)
    result: Floats = (chosen / both.sum(2)).astype(np.float32)
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
