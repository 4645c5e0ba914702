"""The reading model at work: units of words in, labels and trees out (onnxruntime, no torch)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as ort_errors

from kg.annotate.decode import best_trees, marginals, viterbi
from kg.annotate.labels import may_follow
from kg.annotate.windows import Unit, WordPieces, make_batch, pack, split_long
from kg.errors import ModelError

WINDOW = 224  # word pieces of neighbouring paragraphs that are read together
LONGEST = 256  # a longer paragraph is read in parts
OVERLAP = 64
BATCH = 4096  # word pieces a call, padding included

FORMAT = "1"

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
        options.intra_op_num_threads = threads
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
        self.pieces = WordPieces(folder / "tokenizer.json")

    def read(self, units: Sequence[Unit]) -> list[UnitReading]:
        """A reading for each unit, in order. Units are neighbours in one text, read in context.

        What is read together decides the rounding of the int8 arithmetic, so a text has to be
        read by itself for its reading to depend on nothing else.
        """
        parts = [
            (i, start, end)
            for i, unit in enumerate(units)
            for start, end in split_long(unit, limit=LONGEST, overlap=OVERLAP)
        ]
        pieces = [1 + sum(map(len, units[i].pieces[a:b])) for i, a, b in parts]
        windows = list(pack(pieces, limit=WINDOW))
        windows.sort(key=lambda w: (sum(pieces[w[0] : w[1]]), w))
        found: list[list[tuple[int, int, UnitReading]]] = [[] for _ in units]
        at = 0
        while at < len(windows):
            longest, end = 0, at
            while end < len(windows):
                longest = max(longest, 1 + sum(pieces[windows[end][0] : windows[end][1]]))
                if end > at and longest * (end - at + 1) > BATCH:
                    break
                end += 1
            for part, reading in self._read_batch([parts[a:b] for a, b in windows[at:end]], units):
                found[part[0]].append((part[1], part[2], reading))
            at = end
        return [_join(sorted(rs, key=lambda r: r[:2])) for rs in found]

    def _read_batch(
        self, windows: list[list[tuple[int, int, int]]], units: Sequence[Unit]
    ) -> list[tuple[tuple[int, int, int], UnitReading]]:
        cut = [
            [Unit(units[i].words[a:b], units[i].pieces[a:b], units[i].shapes[a:b]) for i, a, b in w]
            for w in windows
        ]
        batch = make_batch(cut, self.pieces)
        values = self._session.run(self._outputs, batch.feed())
        out = dict(zip(self._outputs, values, strict=True))
        paths = viterbi(out["attribution"], batch.word_mask, self._transitions)
        names = viterbi(out["names"].astype(np.float32), batch.word_mask, self._name_transitions)
        certainty = marginals(out["attribution"], batch.word_mask, self._transitions, paths)
        linked = out["links"].argmax(2)
        result = []
        for row, window in enumerate(windows):
            places = [(i, a + k) for i, a, b in window for k in range(b - a)]
            n = len(places)
            heads = best_trees(out["arcs"][row, :n, :n], out["sentence"][row, :n])
            at = 0
            for part in window:
                m = part[2] - part[1]
                here = slice(at, at + m)
                result.append(
                    (
                        part,
                        UnitReading(
                            paths[row, here],
                            certainty[row, here],
                            names[row, here],
                            out["upos"][row, here],
                            out["xpos"][row, here],
                            out["sentence"][row, here],
                            heads[here] - at + part[1],
                            out["relations"][row, here],
                            [places[int(j)] for j in linked[row, here]],
                        ),
                    )
                )
                at += m
        return result


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
