"""The vectors of texts in files: looked through by likeness, and found again by their texts.

`coarse.i8` and `fine.i8` hold the halves of the numbers (see `kg.meaning.fixed`), `exponents.i8`
a power of two each, `digests.bin` a digest of each text, by which an update knows what it has.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

import numpy as np
from numpy.typing import NDArray

from kg.meaning.arrays import mapped
from kg.meaning.fixed import Fixed, coarse_products, fixed, joined, products

BLOCK = 4_096
"""Rows that are looked through at a time: as many as stay in the processor's cache."""
_DIGEST = 16


@dataclass(frozen=True)
class Stored:
    """Vectors mapped into memory, one a row."""

    coarse: NDArray[np.int8]
    fine: NDArray[np.int8]
    exponents: NDArray[np.int8]
    digests: NDArray[np.uint64]

    @classmethod
    def open(cls, folder: Path, count: int, width: int) -> Self:
        """The vectors that a `Writer` wrote.

        Raises:
            ValueError: a file has another size. OSError: one cannot be read.
        """
        return cls(
            mapped(folder / "coarse.i8", "i1", count, width),
            mapped(folder / "fine.i8", "i1", count, width),
            mapped(folder / "exponents.i8", "i1", count),
            mapped(folder / "digests.bin", "<u8", count, _DIGEST // 8),
        )

    def __len__(self) -> int:
        return len(self.exponents)

    def about(self, query: Fixed, rows: NDArray[np.int64] | None = None) -> NDArray[np.float32]:
        """About how like each row is to a vector, to two places; of all rows, or of these."""
        count = len(self) if rows is None else len(rows)
        found = np.zeros(count, dtype=np.float32)
        for start in range(0, count, BLOCK):
            part: Any = slice(start, min(start + BLOCK, count))
            where = part if rows is None else rows[part]
            found[part] = coarse_products(self.coarse[where], self.exponents[where], query)
        return found

    def exactly(self, query: Fixed, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        """How like these rows are to a vector, to four places and more."""
        return products(self.rows(rows), query)

    def rows(self, rows: NDArray[np.int64]) -> Fixed:
        """Some of the vectors."""
        return joined(self.coarse[rows], self.fine[rows], self.exponents[rows])

    def known(self, texts: Sequence[str]) -> NDArray[np.int64]:
        """The row of each text, −1 of those that are not here."""
        wanted = np.frombuffer(b"".join(map(_digest, texts)), dtype="<u8").reshape(-1, 2)
        if not len(self) or not len(wanted):
            return np.full(len(wanted), -1, dtype=np.int64)
        firsts, order = self._sorted
        at = np.minimum(np.searchsorted(firsts, wanted[:, 0]), len(order) - 1)
        rows = order[at]
        same = (self.digests[rows] == wanted).all(axis=1)
        return np.where(same, rows, -1)

    @cached_property
    def _sorted(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        order = np.argsort(self.digests[:, 0], kind="stable")
        return self.digests[order, 0], order


def rows(texts: Sequence[str], vectors: NDArray[np.float32]) -> bytes:
    """The vectors of some texts, one a row, for `Writer.copy`."""
    made = fixed(vectors)
    digests = np.frombuffer(b"".join(map(_digest, texts)), dtype="u1").reshape(-1, _DIGEST)
    parts = (made.coarse, made.fine, made.exponents[:, None], digests)
    return np.hstack([np.ascontiguousarray(part).view("u1") for part in parts]).tobytes()


class Writer:
    """Writes vectors to a folder, batch by batch; a context manager."""

    def __init__(self, folder: Path) -> None:
        names = ("coarse.i8", "fine.i8", "exponents.i8", "digests.bin")
        self._files: list[BinaryIO] = [(folder / name).open("wb") for name in names]

    def add(self, texts: Sequence[str], made: Fixed) -> None:
        """Adds the vectors of some texts, one a row."""
        parts = (made.coarse, made.fine, made.exponents)
        for file, part in zip(self._files, parts, strict=False):
            file.write(part.tobytes())
        self._files[-1].write(b"".join(map(_digest, texts)))

    def copy(self, rows_: bytes, width: int) -> int:
        """Adds what `rows` gave; how many vectors there are in it.

        Args:
            rows_: the vectors.
            width: numbers of each.
        """
        whole = np.frombuffer(rows_, dtype="u1").reshape(-1, 2 * width + 1 + _DIGEST)
        parts = np.split(whole, [width, 2 * width, 2 * width + 1], axis=1)
        for file, part in zip(self._files, parts, strict=True):
            file.write(part.tobytes())
        return len(whole)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files:
            file.close()


def _digest(text: str) -> bytes:
    data = text.encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
