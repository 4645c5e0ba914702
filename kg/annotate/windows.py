"""From words to what the reading model takes: word pieces, word shapes, windows of paragraphs.

Training uses the same functions, so that the model is trained on what it will read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

MAX_PIECES = 510  # the encoder has 512 positions, two go to [CLS] and the last [SEP]
MAX_WORD_PIECES = 8  # addresses and the like: the first pieces say enough
SHAPES = 9  # number of shapes below; a word inside quotation marks has SHAPES + its shape
QUOTED_SHAPES = 2 * SHAPES

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph (or headline, caption, span read again) as words, their pieces and shapes."""

    words: tuple[str, ...]
    pieces: tuple[tuple[int, ...], ...]
    shapes: tuple[int, ...]

    @property
    def length(self) -> int:
        """Number of word pieces, with the separator that follows the unit."""
        return 1 + sum(map(len, self.pieces))


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded arrays for one call of the model. B windows, T pieces, N words.

    `input_ids`, `shape_ids`, `attention_mask`: (B, T). `word_start`: (B, N), index of each word's
    first piece. `word_mask`: (B, N). `unit_start`: (B, N), 1 at the first word of a unit.
    """

    input_ids: Ints
    shape_ids: Ints
    attention_mask: Ints
    word_start: Ints
    word_mask: Ints
    unit_start: Ints

    def feed(self) -> dict[str, Ints]:
        """The arrays by the names of the ONNX graph's inputs."""
        return {name: getattr(self, name) for name in INPUTS}


INPUTS = ("input_ids", "shape_ids", "attention_mask", "word_start", "word_mask", "unit_start")

OPENING = frozenset(("“", "«", "„", "``"))
CLOSING = frozenset(("”", "»", "''"))


class WordPieces:
    """Word → piece ids, remembered: news repeats its words. WordPiece has no context, so this is
    exact.
    """

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._seen: dict[str, tuple[int, ...]] = {}
        self.cls = self._special("[CLS]")
        self.sep = self._special("[SEP]")
        self.unknown = self._special("[UNK]")

    def _special(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        return 0 if found is None else int(found)

    def __call__(self, word: str) -> tuple[int, ...]:
        """At least one piece id, at most `MAX_WORD_PIECES`."""
        pieces = self._seen.get(word)
        if pieces is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids
            pieces = tuple(ids[:MAX_WORD_PIECES]) or (self.unknown,)
            if len(self._seen) < 500_000:
                self._seen[word] = pieces
        return pieces


def shape_of(word: str) -> int:
    """1 lower, 2 Capitalised, 3 UPPER, 4 one capital letter, 5 miXed, 6 digits, 7 with a digit, 8
    other.
    """
    if word.islower() and word.isalpha():
        return 1
    if word.isalpha():
        if len(word) == 1:
            return 4 if word.isupper() else 8
        if word.isupper():
            return 3
        if word[0].isupper() and word[1:].islower():
            return 2
        return 5
    if word.isdigit():
        return 6
    if any(c.isdigit() for c in word):
        return 7
    if any(c.isalpha() for c in word):
        return 3 if word.isupper() else 2 if word[0].isupper() else 1
    return 8


def quoted(words: Sequence[str]) -> list[bool]:
    """For each word whether it lies between quotation marks (the marks themselves count as inside).

    A straight mark toggles. A mark that is never closed runs to the end of the unit: news opens
    each paragraph of a long quotation and closes only the last.
    """
    inside = False
    out = []
    for word in words:
        if word in OPENING or (word == '"' and not inside):
            inside = True
            out.append(True)
        elif word in CLOSING or word == '"':
            out.append(True)
            inside = False
        else:
            out.append(inside)
    return out


def make_unit(words: Sequence[str], pieces_of: WordPieces) -> Unit:
    """A unit of the given words, in order. Words must not be white space."""
    inside = quoted(words)
    return Unit(
        tuple(words),
        tuple(pieces_of(w) for w in words),
        tuple(shape_of(w) + SHAPES * q for w, q in zip(words, inside, strict=True)),
    )


def split_long(unit: Unit, *, limit: int, overlap: int) -> Iterator[tuple[int, int]]:
    """Word ranges (start, end) of at most `limit` pieces that cover the unit, each sharing about
    `overlap` pieces with the one before. One range when the unit fits.
    """
    n = len(unit.words)
    start = 0
    while start < n:
        end, room = start, limit
        while end < n and len(unit.pieces[end]) <= room:
            room -= len(unit.pieces[end])
            end += 1
        yield start, end
        if end >= n:
            return
        back = 0
        while end > start + 1 and back < overlap:
            end -= 1
            back += len(unit.pieces[end])
        start = end


def pack(lengths: Sequence[int], *, limit: int) -> Iterator[tuple[int, int]]:
    """Ranges (start, end) of neighbouring units whose lengths add up to at most `limit`, in order.
    A unit longer than that stands alone.
    """
    start, total = 0, 0
    for i, length in enumerate(lengths):
        if i > start and total + length > limit:
            yield start, i
            start, total = i, 0
        total += length
    if start < len(lengths):
        yield start, len(lengths)


def make_batch(windows: Sequence[Sequence[Unit]], pieces_of: WordPieces) -> Batch:
    """One padded batch. Each window is a sequence of neighbouring units."""
    rows = [_row(units, pieces_of) for units in windows]
    t = max(len(r[0]) for r in rows)
    n = max(1, *(len(r[2]) for r in rows))
    b = len(rows)
    ids, shapes, mask = (np.zeros((b, t), np.int64) for _ in range(3))
    start, word_mask, unit_start = (np.zeros((b, n), np.int64) for _ in range(3))
    for i, (row_ids, row_shapes, row_start, row_units) in enumerate(rows):
        ids[i, : len(row_ids)] = row_ids
        shapes[i, : len(row_ids)] = row_shapes
        mask[i, : len(row_ids)] = 1
        start[i, : len(row_start)] = row_start
        word_mask[i, : len(row_start)] = 1
        unit_start[i, : len(row_start)] = row_units
    return Batch(ids, shapes, mask, start, word_mask, unit_start)


def _row(
    units: Iterable[Unit], pieces_of: WordPieces
) -> tuple[list[int], list[int], list[int], list[int]]:
    ids, shapes = [pieces_of.cls], [0]
    starts: list[int] = []
    unit_starts: list[int] = []
    for unit in units:
        for i, (pieces, shape) in enumerate(zip(unit.pieces, unit.shapes, strict=True)):
            starts.append(len(ids))
            unit_starts.append(int(i == 0))
            ids.extend(pieces)
            shapes.extend([shape] * len(pieces))
        ids.append(pieces_of.sep)
        shapes.append(0)
    return ids, shapes, starts, unit_starts
