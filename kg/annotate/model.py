"""The reading model at work: units of words in, labels and trees out (onnxruntime, no torch)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as ort_errors

from kg.annotate.decode import best_allowed, best_trees, marginals, viterbi
from kg.annotate.labels import may_follow
from kg.annotate.windows import Unit, WordPieces, make_batch, pack, split_long
from kg.errors import ModelError

WINDOW = 224  # word pieces of neighbouring paragraphs that are read together
LONGEST = 256  # a longer paragraph is read in parts
OVERLAP = 64
TOGETHER = 64  # windows whose scores are held at a time

FORMAT = "1"

Part = tuple[int, int, int]
"""A unit's index and a range of its words, end exclusive."""

Scores = dict[str, NDArray[Any]]
"""What the model says of a window's words, by the names of the graph's outputs; for trees and links
what they come to: `heads`, `linked`.
"""

_LOAD_ERRORS = (
    ort_errors.Fail,
    ort_errors.InvalidArgument,
    ort_errors.InvalidGraph,
    ort_errors.InvalidProtobuf,
)


@dataclass(slots=True)
class UnitReading:
    """What the model says of a unit, one item a word. `heads`: index in the unit, itself at a root.
    `links`: (unit, word) indices. `certainty`: of the attribution label, 0 to 1.
    """

    attribution: NDArray[np.int64]
    certainty: NDArray[np.float32]
    names: NDArray[np.int64]
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    sentence: NDArray[np.int64]
    heads: NDArray[np.int64]
    relations: NDArray[np.int64]
    links: list[tuple[int, int]]


class ReadingModel:
    """Weights and labels of a model folder (`reader.onnx`, `tokenizer.json`).

    Raises:
        ModelError: a file is missing, broken, or of another format.
    """

    def __init__(self, folder: Path, *, threads: int) -> None:
        file = folder / "reader.onnx"
        if not file.exists():
            raise ModelError(
                f"The reading model is missing: {file} does not exist; install kg again."
            )
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1  # each thread reads a window of its own: quicker
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = ort.InferenceSession(
                str(file), options, providers=["CPUExecutionProvider"]
            )
            meta = self._session.get_modelmeta().custom_metadata_map
            if meta.get("format") != FORMAT:
                raise ModelError(
                    f"{file} is of format {meta.get('format')}, this kg reads {FORMAT}."
                )
            self.attribution: tuple[str, ...] = tuple(json.loads(meta["attribution"]))
            self.names: tuple[str, ...] = tuple(json.loads(meta["names"]))
            self.upos: tuple[str, ...] = tuple(json.loads(meta["upos"]))
            self.xpos: tuple[str, ...] = tuple(json.loads(meta["xpos"]))
            self.dependencies: tuple[str, ...] = tuple(json.loads(meta["dependencies"]))
            self._transitions = np.array(json.loads(meta["transitions"]), np.float32)
        except (*_LOAD_ERRORS, KeyError, ValueError) as error:
            raise ModelError(f"{file} cannot be read as a reading model: {error}") from error
        self._outputs = [o.name for o in self._session.get_outputs()]
        allowed = np.array(may_follow(self.names))
        self._name_transitions = np.where(allowed, 0.0, -1e4).astype(np.float32)
        self._threads = ThreadPoolExecutor(threads) if threads > 1 else None
        self.pieces = WordPieces(folder / "tokenizer.json")

    def read(self, units: Sequence[Unit], *, trees: bool = True) -> list[UnitReading]:
        """A reading for each unit, in order. Units are neighbours in one text, read in context.
        Without `trees` each head is the likeliest one by itself.

        A window is a call of its own: what int8 arithmetic rounds depends on all that is read in
        one call, so the reading of a window depends on nothing but its words.
        """
        parts = [
            (i, start, end)
            for i, unit in enumerate(units)
            for start, end in split_long(unit, limit=LONGEST, overlap=OVERLAP)
        ]
        pieces = [1 + sum(map(len, units[i].pieces[a:b])) for i, a, b in parts]
        windows = [parts[a:b] for a, b in pack(pieces, limit=WINDOW)]
        found: list[list[tuple[int, int, UnitReading]]] = [[] for _ in units]
        for at in range(0, len(windows), TOGETHER):
            for (i, start, end), reading in self._read(windows[at : at + TOGETHER], units, trees):
                found[i].append((start, end, reading))
        return [_join(sorted(rs, key=lambda r: r[:2])) for rs in found]

    def _read(
        self, windows: list[list[Part]], units: Sequence[Unit], trees: bool
    ) -> Iterator[tuple[Part, UnitReading]]:
        def score(window: list[Part]) -> Scores:
            cut = [
                Unit(units[i].words[a:b], units[i].pieces[a:b], units[i].shapes[a:b])
                for i, a, b in window
            ]
            return self._score(cut, trees)

        scored = list(self._threads.map(score, windows) if self._threads else map(score, windows))
        lengths = [len(s["attribution"]) for s in scored]
        mask = (np.arange(max(lengths)) < np.array(lengths)[:, None]).astype(np.int64)
        attribution = _padded([s["attribution"] for s in scored], mask)
        paths = viterbi(attribution, mask, self._transitions)
        certainty = marginals(attribution, mask, self._transitions, paths)
        names = best_allowed(
            _padded([s["names"] for s in scored], mask), mask, self._name_transitions
        )
        for row, (window, out) in enumerate(zip(windows, scored, strict=True)):
            places = [(i, a + k) for i, a, b in window for k in range(b - a)]
            at = 0
            for part in window:
                here = slice(at, at + part[2] - part[1])
                yield (
                    part,
                    UnitReading(
                        paths[row, here],
                        certainty[row, here],
                        names[row, here],
                        out["upos"][here],
                        out["xpos"][here],
                        out["sentence"][here],
                        out["heads"][here] - at + part[1],
                        out["relations"][here],
                        [places[j] for j in out["linked"][here].tolist()],
                    ),
                )
                at = here.stop

    def _score(self, units: list[Unit], trees: bool) -> Scores:
        """What the model says of one window, word by word."""
        values = self._session.run(self._outputs, make_batch([units], self.pieces).feed())
        out = {name: value[0] for name, value in zip(self._outputs, values, strict=True)}
        arcs = out.pop("arcs")
        out["heads"] = best_trees(arcs, out["sentence"]) if trees else arcs.argmax(1)
        out["linked"] = out.pop("links").argmax(1)
        return out


def _padded(scores: list[NDArray[np.float32]], mask: NDArray[np.int64]) -> NDArray[np.float32]:
    """(B, N, L) from B arrays (n, L), zeros where the mask is 0."""
    out = np.zeros((*mask.shape, scores[0].shape[1]), np.float32)
    for row, values in enumerate(scores):
        out[row, : len(values)] = values
    return out


def _join(parts: list[tuple[int, int, UnitReading]]) -> UnitReading:
    """One reading from those of overlapping parts: each word from the part it lies deeper in."""
    if len(parts) == 1:
        return parts[0][2]
    keep = []
    for k, (start, end, _) in enumerate(parts):
        a = 0 if k == 0 else (parts[k - 1][1] + start) // 2 - start
        b = end - start if k == len(parts) - 1 else (end + parts[k + 1][0]) // 2 - start
        keep.append(slice(a, b))

    def glue(arrays: list[NDArray[Any]]) -> NDArray[Any]:
        return np.concatenate([a[s] for a, s in zip(arrays, keep, strict=True)])

    readings = [r for _, _, r in parts]
    return UnitReading(
        attribution=glue([r.attribution for r in readings]),
        certainty=glue([r.certainty for r in readings]),
        names=glue([r.names for r in readings]),
        upos=glue([r.upos for r in readings]),
        xpos=glue([r.xpos for r in readings]),
        sentence=glue([r.sentence for r in readings]),
        heads=glue([r.heads for r in readings]),
        relations=glue([r.relations for r in readings]),
        links=[x for r, s in zip(readings, keep, strict=True) for x in r.links[s]],
    )
