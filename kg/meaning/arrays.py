"""Arrays and sorted texts in plain files, opened by mapping them into memory.

Opening reads nothing: what a search touches is read when it is touched, and several processes share
one copy. Numbers are little-endian, so that the same content is the same bytes on any machine.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MANY = 50
"""Looking for more than this fraction of all lines, it is sooner done to read them all."""


def mapped(path: Path, kind: str, *shape: int) -> NDArray[Any]:
    """The array in a file, mapped into memory, only to be read.

    Args:
        path: written by `tofile` or piece by piece.
        kind: numpy's name of the type of its numbers, with their byte order.
        shape: of the array.

    Raises:
        ValueError: the file has another size. OSError: it cannot be read.
    """
    size = np.dtype(kind).itemsize * int(np.prod(shape, dtype=np.int64))
    if path.stat().st_size != size:
        raise ValueError(f"{path.name} has {path.stat().st_size} bytes, not {size}")
    if not size:
        return np.zeros(shape, dtype=kind)
    # A plain array over the same memory: parts of a memmap are slow to take.
    return np.asarray(np.memmap(path, dtype=kind, mode="r", shape=shape))


class Lines:
    """Texts in alphabetical order, each once, as one block of bytes and where each begins."""

    def __init__(self, block: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        self._block = block
        self._starts = starts

    @classmethod
    def open(cls, folder: Path, name: str, count: int) -> Lines:
        """Texts that `save` or `LineWriter` wrote.

        Raises:
            ValueError: the files do not fit each other. OSError: one cannot be read.
        """
        starts = mapped(folder / f"{name}.starts", "<i8", count + 1)
        block = mapped(folder / f"{name}.txt", "<u1", int(starts[-1]))
        return cls(block, starts)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, at: int) -> str:
        return self._bytes(at).decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        return (self[at] for at in range(len(self)))

    def find(self, texts: Iterable[str]) -> NDArray[np.int64]:
        """Positions of those of the texts that are here, ascending."""
        found = array("q")
        at, end = 0, len(self)
        several = {text.encode("utf-8", "surrogatepass") for text in texts}
        if len(several) * _MANY > end:
            every = enumerate(self._block.tobytes().split(b"\n")[:-1])
            return np.array([row for row, line in every if line in several], dtype=np.int64)
        for wanted in sorted(several):
            # The next one is likely near: steps are doubled until it is passed.
            step = 1
            while at + step < end and self._bytes(at + step) < wanted:
                step *= 2
            span = range(at + step // 2, min(at + step + 1, end))
            at = span.start + bisect_left(span, wanted, key=self._bytes)
            if at < end and self._bytes(at) == wanted:
                found.append(at)
        return np.array(found, dtype=np.int64)

    def _bytes(self, at: int) -> bytes:
        # UTF-8 has the order of the texts themselves.
        return self._block[self._starts[at] : self._starts[at + 1] - 1].tobytes()


def write_lines(folder: Path, name: str, texts: Iterable[str]) -> int:
    """Writes texts that are sorted and different, one a line; how many there were.

    Raises:
        ValueError: they are not sorted, or one comes twice or has a line break.
    """
    starts = array("q", [0])
    before: str | None = None
    with (folder / f"{name}.txt").open("wb") as file:
        for text in texts:
            if (before is not None and text <= before) or "\n" in text:
                raise ValueError(f"{text!r} is out of order")
            before = text
            starts.append(starts[-1] + file.write(text.encode("utf-8", "surrogatepass") + b"\n"))
    np.array(starts, dtype="<i8").tofile(folder / f"{name}.starts")
    return len(starts) - 1
