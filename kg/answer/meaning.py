"""The sentence encoder: texts to unit vectors whose dot products say how alike they mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.resources import resource

Vectors = NDArray[np.float32]

WIDTH = 384
MAX_TOKENS = 256
BATCH = 32
THREADS = 2


class Encodes(Protocol):
    """Whatever turns texts into unit vectors, one row a text."""

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Encoder:
    """all-MiniLM-L6-v2 run by onnxruntime; the same text has the same vector in any company."""

    def __init__(self, folder: Path | None = None, *, threads: int = THREADS) -> None:
        """Load the weights.

        Args:
            folder: holds `meaning.onnx`; the shipped one by default. The vocabulary is that of
                the reading model, which grew from the same encoder.
            threads: threads at most.

        Raises: ModelError when a file is missing or broken.
        """
        folder = folder or resource("answer", "model")
        try:
            self._session, self._tokenizer = _load(folder, threads)
        except Exception as error:  # both libraries raise what they please
            raise ModelError(f"The sentence encoder in {folder} cannot be read: {error}") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors (texts × 384), in the order of the texts."""
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        found = self._tokenizer.encode_batch(list(texts))
        # Texts of like length together, so that little is padded.
        order = sorted(range(len(texts)), key=lambda i: (len(found[i].ids), i))
        for start in range(0, len(order), BATCH):
            part = order[start : start + BATCH]
            longest = len(found[part[-1]].ids)
            ids = np.zeros((len(part), longest), dtype=np.int64)
            mask = np.zeros_like(ids)
            for row, i in enumerate(part):
                ids[row, : len(found[i].ids)] = found[i].ids
                mask[row, : len(found[i].ids)] = 1
            vectors[part] = self._session.run(None, {"ids": ids, "mask": mask})[0]
        return vectors


def _load(folder: Path, threads: int) -> tuple[Any, Any]:
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = InferenceSession(
        str(folder / "meaning.onnx"), options, providers=["CPUExecutionProvider"]
    )
    tokenizer = Tokenizer.from_file(str(resource("annotate", "model", "tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return session, tokenizer
