"""Whether two words may stand for each other, or say the contrary, by WordNet.

The words are those of WordNet 3.1 with their most frequent senses; see `training/wordnet.py`.

Source: Princeton University, "About WordNet" (2010), https://wordnet.princeton.edu.
"""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.resources import resource


@dataclass(frozen=True, slots=True)
class WordNet:
    """`senses` of each word are places in `near`, whose lines tell what is one step from a sense,
    and after a bar what is opposite to it.
    """

    senses: dict[str, str]
    near: Sequence[str]

    def related(self, one: str, other: str) -> bool:
        """Whether two dictionary forms have a sense in common, or senses one step apart."""
        mine, theirs = self._senses(one), self._senses(other)
        if not mine or not theirs:
            return False
        return bool(
            mine & theirs or self._beside(mine, 0) & theirs or self._beside(theirs, 0) & mine
        )

    def opposed(self, one: str, other: str) -> bool:
        """Whether one dictionary form is an antonym of the other, in some sense of both."""
        return bool(self._beside(self._senses(one), 2) & self._senses(other))

    def _senses(self, word: str) -> frozenset[str]:
        return frozenset(self.senses.get(word, "").split())

    def _beside(self, senses: frozenset[str], part: int) -> frozenset[str]:
        """What is near to one of some senses (0), or opposite to one (2)."""
        return frozenset(
            other for at in senses for other in self.near[int(at)].partition("|")[part].split()
        )


@cache
def wordnet() -> WordNet:
    """The shipped words; they are read when they are first asked for."""
    text = gzip.decompress(resource("meaning", "wordnet", "words.txt.gz").read_bytes()).decode()
    head, _, tail = text.partition("\n\n")
    senses = dict(line.split(" ", 1) for line in head.split("\n"))
    return WordNet(senses, tail.split("\n"))
