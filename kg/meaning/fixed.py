"""Vectors as whole numbers: small enough to look through by the million, and exact.

A number takes sixteen bits, and each vector has a power of two that its numbers are multiples of.
The upper eight bits alone are near enough to find the likeliest; all sixteen say how alike they
are. Products of whole numbers add up to the same whatever their order, so that a likeness is the
same bits on any machine, with any number of threads. A vector made of such numbers becomes the same
numbers again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_LARGEST = 32_512
"""The largest number whose upper eight bits, rounded, are no more than 127."""
_BITS = 15


@dataclass(frozen=True, slots=True)
class Fixed:
    """Vectors, one a row: `numbers` times two to the power of (`exponents` − 15)."""

    numbers: NDArray[np.int16]
    exponents: NDArray[np.int8]

    @classmethod
    def zeros(cls, count: int, width: int) -> Self:
        """So many vectors of nothing."""
        return cls(np.zeros((count, width), np.int16), np.zeros(count, np.int8))

    def put(self, rows: NDArray[Any] | slice, others: Fixed) -> None:
        """Has these rows hold other vectors."""
        self.numbers[rows] = others.numbers
        self.exponents[rows] = others.exponents

    def __iter__(self) -> Iterator[Fixed]:
        """Each vector by itself, in memory of its own."""
        for at in range(len(self.exponents)):
            yield Fixed(self.numbers[at : at + 1].copy(), self.exponents[at : at + 1].copy())

    @property
    def coarse(self) -> NDArray[np.int8]:
        """The upper halves, rounded: numbers = 256 · coarse + fine."""
        return np.asarray((self.numbers.astype(np.int32) + 128) >> 8, dtype=np.int8)

    @property
    def fine(self) -> NDArray[np.int8]:
        """What the upper halves leave over."""
        return np.asarray(
            self.numbers.astype(np.int32) - 256 * self.coarse.astype(np.int32), np.int8
        )

    def restored(self) -> Floats:
        """The vectors; making them fixed again gives these numbers."""
        return np.ldexp(
            self.numbers.astype(np.float32), self.exponents.astype(np.int32)[:, None] - _BITS
        )


def joined(coarse: NDArray[Any], fine: NDArray[Any], exponents: NDArray[Any]) -> Fixed:
    """The vectors of which these are the halves."""
    numbers = 256 * coarse.astype(np.int32) + fine
    return Fixed(numbers.astype(np.int16), np.asarray(exponents, dtype=np.int8))


def fixed(vectors: Floats) -> Fixed:
    """Vectors, one a row, each to the nearest of such numbers."""
    largest = np.abs(vectors).max(axis=1, initial=0.0)
    exponents = np.frexp(largest)[1]
    exponents += np.rint(np.ldexp(largest, _BITS - exponents)) > _LARGEST
    numbers = np.rint(np.ldexp(vectors, (_BITS - exponents)[:, None]))
    return Fixed(numbers.astype(np.int16), exponents.astype(np.int8))


def products(rows: Fixed, query: Fixed) -> NDArray[np.float64]:
    """The dot product of each row with the one vector of `query`."""
    # At most 384 · 32,512² < 2⁵³: exact.
    sums = np.einsum(
        "ij,j->i", rows.numbers.astype(np.float64), query.numbers[0].astype(np.float64)
    )
    powers = rows.exponents.astype(np.int32) + int(query.exponents[0]) - 2 * _BITS
    return np.asarray(np.ldexp(sums, powers))


def coarse_products(
    coarse: NDArray[np.int8], exponents: NDArray[np.int8], query: Fixed
) -> NDArray[np.float32]:
    """As `products` of the upper halves alone."""
    # At most 384 · 127² < 2²⁴: exact in 32 bits. Not BLAS, whose threads wait by spinning.
    sums = np.einsum("ij,j->i", coarse.astype(np.float32), query.coarse[0].astype(np.float32))
    powers = exponents.astype(np.int32) + int(query.exponents[0]) - 2 * (_BITS - 8)
    return np.asarray(np.ldexp(sums, powers))
