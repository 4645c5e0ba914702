"""Search by words: what a text has in common with a question, rare words counting most.

For each word the texts that have it are listed, so that a question looks at these lists alone.

Source: BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), scaled
so that a text with all words of the question once comes near 1.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from kg.meaning.arrays import Lines, mapped, write_lines
from kg.meaning.words import words

_SATURATION = 1.2
_LENGTH = 0.5
_MOST = 255
_NUMBER = "<u4"


@dataclass(frozen=True)
class WordIndex:
    """Which word stands how often in which text.

    The texts that have `terms[i]` are `texts[starts[i]:starts[i + 1]]`, ascending, and `counts`
    tells how often they have it. Counts and lengths are doubled, to be whole numbers.
    """

    terms: Lines
    starts: NDArray[np.int64]
    texts: NDArray[np.uint32]
    counts: NDArray[np.uint8]
    lengths: NDArray[np.uint32]

    @classmethod
    def open(cls, folder: Path, *, count: int, terms: int, postings: int) -> WordIndex:
        """The index that `WordCounter.save` wrote.

        Args:
            folder: of the files.
            count: of texts.
            terms: how many words there are.
            postings: how many pairs of a word and a text.

        Raises:
            ValueError: a file has another size. OSError: one cannot be read.
        """
        return cls(
            Lines.open(folder, "words", terms),
            mapped(folder / "postings.starts", "<i8", terms + 1),
            mapped(folder / "postings.u4", "<u4", postings),
            mapped(folder / "counts.u1", "<u1", postings),
            mapped(folder / "lengths.u4", "<u4", count),
        )

    def scores(self, text: str) -> NDArray[np.float32]:
        """For each text the share of the question's words, by weight, that it holds: 0 to 1."""
        total = np.zeros(len(self.lengths), dtype=np.float32)
        wanted = list(dict.fromkeys(words(text)))
        if not wanted or not len(total):
            return total
        weights = 0.0
        for word in wanted:
            found = self.terms.find([word])
            first, last = self.starts[found[0] : found[0] + 2] if len(found) else (0, 0)
            texts = self.texts[first:last]
            weight = math.log(1 + (len(total) - len(texts) + 0.5) / (len(texts) + 0.5))
            weights += weight
            counts = self.counts[first:last] / np.float32(2)
            norm = 1 - _LENGTH + _LENGTH * (self.lengths[texts] / np.float32(2 * self._mean))
            part = counts * (_SATURATION + 1) / (counts + _SATURATION * norm)
            total[texts] += weight * np.minimum(part, 1.0)
        return total / np.float32(weights)

    @cached_property
    def _mean(self) -> float:
        """The mean length, from a sum of whole numbers: the same on any machine."""
        return int(self.lengths.sum(dtype=np.int64)) / 2 / len(self.lengths) or 1.0


def counted(text: str, surroundings: str) -> dict[str, int]:
    """How often each word stands in a text, doubled; a word that only its surroundings have counts
    by half.
    """
    count = {word: 2 * n for word, n in Counter(words(text)).items()}
    for word in words(surroundings):
        count.setdefault(word, 1)
    return count


class Bags(msgspec.Struct, frozen=True, array_like=True):
    """The words of some texts, one text after the other, as `counted` gives them.

    `terms` has each word once. `places` says which words they are (4 bytes each, little-endian) and
    `counts` how often (a byte each); `sizes` and `lengths` tell of each text how many different
    words it has, and how many in all (4 bytes each).
    """

    terms: tuple[str, ...]
    places: bytes
    counts: bytes
    sizes: bytes
    lengths: bytes


def bags(texts: Iterable[Mapping[str, int]]) -> Bags:
    """The words of some texts together."""
    number: dict[str, int] = {}
    places, counts, sizes, lengths = array("I"), bytearray(), array("I"), array("I")
    for count in texts:
        for word, n in count.items():
            places.append(number.setdefault(word, len(number)))
            counts.append(min(n, _MOST))
        sizes.append(len(count))
        lengths.append(sum(count.values()))
    packed = (np.array(one, dtype=_NUMBER).tobytes() for one in (places, sizes, lengths))
    return Bags(tuple(number), next(packed), bytes(counts), *packed)


class WordCounter:
    """Gathers the words of texts, one after the other."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._terms, self._counts = bytearray(), bytearray()
        self._sizes, self._lengths = bytearray(), bytearray()

    def add(self, some: Bags) -> None:
        """The next texts."""
        numbers = [self._number.setdefault(term, len(self._number)) for term in some.terms]
        places = np.frombuffer(some.places, dtype=_NUMBER)
        self._terms += np.array(numbers, dtype=_NUMBER)[places].tobytes()
        self._counts += some.counts
        self._sizes += some.sizes
        self._lengths += some.lengths

    def save(self, folder: Path) -> tuple[int, int]:
        """Write the index of the texts; how many words and how many postings it has."""
        terms = sorted(self._number)
        place = np.zeros(len(terms), dtype=np.uint32)
        place[[self._number[term] for term in terms]] = np.arange(len(terms), dtype=np.uint32)
        of = place[np.frombuffer(self._terms, dtype=_NUMBER)]
        # Texts of one word stay in their order.
        order = np.argsort(of, kind="stable")
        starts = np.zeros(len(terms) + 1, dtype="<i8")
        np.cumsum(np.bincount(of, minlength=len(terms)), out=starts[1:])
        sizes = np.frombuffer(self._sizes, dtype=_NUMBER)
        texts = np.repeat(np.arange(len(sizes), dtype=_NUMBER), sizes)
        write_lines(folder, "words", terms)
        starts.tofile(folder / "postings.starts")
        texts[order].tofile(folder / "postings.u4")
        np.frombuffer(self._counts, dtype=np.uint8)[order].tofile(folder / "counts.u1")
        (folder / "lengths.u4").write_bytes(self._lengths)
        return len(terms), len(order)
