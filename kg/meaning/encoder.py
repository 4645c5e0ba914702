"""The sentence encoder: texts to unit vectors whose dot products say how alike they mean."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError
from kg.meaning.fixed import Fixed, fixed
from kg.meaning.store import Stored
from kg.resources import resource

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read: its unit vector, and its tokens with a unit vector each, in their context.

    `numbers` are the tokens' places in the vocabulary.
    """

    vector: Vectors
    tokens: tuple[str, ...]
    numbers: tuple[int, ...]
    vectors: Vectors


WIDTH = 384
LAYERS = ((3, 0.65), (5, 0.35))
"""Layers whose vectors stand for a token, counted from 0, and how much each counts: the middle one
still knows the word itself, the last what is meant."""
HALFWAY = 3
"""The layer whose vectors `kg.meaning.pairs` goes on with; one of `LAYERS`."""
MOST_READ = 2_000
"""Texts whose tokens are kept, some 100 MB; with more, those kept are given up."""
MAX_TOKENS = 256
THREADS = 2
MOST_KEPT = 100_000
"""Texts whose vectors are kept, some 100 MB; with more, those kept are given up."""
MADE_BY = "cc69143db0b9a326"
"""Which weights made a vector: the first digits of their SHA-256."""


class Encodes(Protocol):
    """Whatever turns texts into unit vectors, one row a text."""

    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Encoder:
    """all-MiniLM-L6-v2, trained further, run by onnxruntime; the same text has the same vector in
    any company.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = THREADS) -> None:
        """Load the weights.

        Args:
            folder: holds `meaning.onnx`; the shipped one by default. The vocabulary is that of
                the reading model, which grew from the same encoder.
            threads: texts that are read at a time.

        Raises: ModelError when a file is missing or broken.
        """
        folder = folder or resource("meaning", "model")
        self._threads = threads
        try:
            self._session, self._tokenizer = _load(folder)
        except Exception as error:  # both libraries raise what they please
            raise ModelError(f"The sentence encoder in {folder} cannot be read: {error}") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors (texts × 384), in the order of the texts."""
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        found = self._tokenizer.encode_batch(list(texts))

        def one(row: int) -> None:
            # Each text by itself: in a batch the last bits depend on the others, and several at
            # once, each on one thread, are done sooner than a batch on several.
            ids = np.array([found[row].ids], dtype=np.int64)
            vectors[row] = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0][0]

        if len(texts) == 1 or self._threads == 1:
            for row in range(len(texts)):
                one(row)
        else:
            with ThreadPoolExecutor(self._threads) as pool:
                list(pool.map(one, range(len(texts))))
        return vectors


class Reader:
    """The encoder for comparing texts token by token; it remembers the texts it has read."""

    def __init__(self, folder: Path | None = None) -> None:
        """Load the weights of `folder`, as `Encoder`; ModelError when a file is missing."""
        folder = folder or resource("meaning", "model")
        try:
            self._session, self._tokenizer = _load(folder, tokens=True)
        except Exception as error:  # both libraries raise what they please
            raise ModelError(f"The sentence encoder in {folder} cannot be read: {error}") from error
        self._kept: dict[str, Reading] = {}

    def read(self, texts: Sequence[str]) -> list[Reading]:
        """The texts as read, in their order."""
        if len(self._kept) > MOST_READ:
            self._kept.clear()
        fresh = [text for text in dict.fromkeys(texts) if text not in self._kept]
        with ThreadPoolExecutor(THREADS) as pool:
            self._kept.update(zip(fresh, pool.map(self._one, fresh), strict=True))
        return [self._kept[text] for text in texts]

    def halfway(self, text: str) -> Vectors:
        """The vectors of a text's tokens, begin and end marked, as the layer `HALFWAY` has them."""
        from onnxruntime import RunOptions

        options = RunOptions()
        options.only_execute_path_to_fetches = True  # the layers above are left out
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        inputs = {"ids": ids, "mask": np.ones_like(ids)}
        found = self._session.run([_name(HALFWAY)], inputs, options)
        vectors: Vectors = found[0][0]
        return vectors

    def _one(self, text: str) -> Reading:
        found = self._tokenizer.encode(text)
        ids = np.array([found.ids], dtype=np.int64)
        whole, *layers = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        parts = []
        for layer, (_, share) in zip(layers, LAYERS, strict=True):
            inner = layer[0, 1:-1]  # without the marks of begin and end
            norms = np.linalg.norm(inner, axis=1, keepdims=True)
            parts.append(np.float32(share**0.5) * inner / np.maximum(norms, np.float32(1e-9)))
        return Reading(
            whole[0],
            tuple(found.tokens[1:-1]),
            tuple(found.ids[1:-1]),
            np.concatenate(parts, axis=1),
        )


class Kept:
    """The encoder, loaded when first needed, with the vectors it has made: no text is read twice.

    Resolution and the search index read the same texts, one after the other. The vectors are those
    that a search index holds (see `kg.meaning.fixed`), so that those of an older index are as good
    as new ones.
    """

    def __init__(self, encoder: Encodes | None = None, *, old: Stored | None = None) -> None:
        """An encoder that remembers.

        Args:
            encoder: the shipped one by default.
            old: vectors of an index that the same encoder made.
        """
        self._encoder = encoder
        self._old = [] if old is None else [old]
        self._made: dict[str, Fixed] = {}

    def know(self, vectors: Stored) -> None:
        """Has it use vectors that the same encoder made elsewhere."""
        self._old.append(vectors)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As `Encoder.encode`."""
        return self.fixed(texts).restored()

    def fixed(self, texts: Sequence[str]) -> Fixed:
        """As `encode`, in whole numbers; those of an older index are not kept in memory, too."""
        found = Fixed.zeros(len(texts), WIDTH)
        left = np.arange(len(texts))
        for old in self._old:
            rows = old.known([texts[int(at)] for at in left])
            found.put(left[rows >= 0], old.rows(rows[rows >= 0]))
            left = left[rows < 0]
        if len(left):
            self._make([texts[int(at)] for at in left])
            for at in left:
                found.put(slice(at, at + 1), self._made[texts[int(at)]])
        return found

    def _make(self, texts: Sequence[str]) -> None:
        """Encodes those of the texts that are not at hand."""
        if len(self._made) > MOST_KEPT:
            self._made.clear()
        fresh = [text for text in dict.fromkeys(texts) if text not in self._made]
        if fresh:
            self._encoder = self._encoder or Encoder()
            self._made.update(zip(fresh, fixed(self._encoder.encode(fresh)), strict=True))


def _load(folder: Path, *, tokens: bool = False) -> tuple[Any, Any]:
    from tokenizers import Tokenizer

    model: str | bytes = str(folder / "meaning.onnx")
    if tokens:
        # Protobuf messages, one after the other, are one with the fields of all: so the model has
        # further outputs, those of some layers.
        model = (folder / "meaning.onnx").read_bytes()
        model += b"".join(_output(layer) for layer, _ in LAYERS)
    tokenizer = Tokenizer.from_file(str(resource("annotate", "model", "tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return session(model), tokenizer


def session(model: str | bytes) -> Any:
    """What runs a model, given by its path or its bytes, on one thread."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _output(layer: int) -> bytes:
    """An ONNX model with nothing but a layer's output: `graph` is field 7, its `output` 12."""
    name = _name(layer).encode()
    for field in (1, 12, 7):
        name = bytes([field << 3 | 2, len(name)]) + name
    return name


def _name(layer: int) -> str:
    return f"/layers.{layer}/norm2/LayerNormalization_output_0"
