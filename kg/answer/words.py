"""Search by words: what a text has in common with a question, rare words counting most.

Source: BM25 after Robertson and Zaragoza, "The Probabilistic Relevance Framework" (2009), scaled
so that a text with all words of the question once comes near 1.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’](?=s\b)|)")
STOP = frozenset(
    """a about after all also an and any anybody anyone are as at be been being but by can could did
    do does for from had has have he her him his how i if in into is it its me more most my no nor
    not of on or our out over own said say says she should so some somebody someone such than that
    the their them then there these they think thinks this those to told too up very was we were
    what when where which while who whom whose why will with would you your""".split()
)
_SATURATION = 1.2
_LENGTH = 0.5


def words(text: str) -> list[str]:
    """The words of a text as stems, without function words, in order."""
    found = []
    for match in _WORD.finditer(text):
        # "US" and "U.S." are a name, "us" is none.
        whole = match.group().rstrip("'’")
        short = "u.s." if whole.upper() == whole and whole.replace(".", "") == "US" else ""
        plain = unicodedata.normalize("NFKD", whole.lower().replace(".", ""))
        plain = "".join(c for c in plain if not unicodedata.combining(c))
        if short or (len(plain) > 1 and plain not in STOP):
            found.append(short or stem(plain))
    return found


def stem(word: str) -> str:
    """An English word without plural, -ing, -ed and a silent e: visits, visiting, visited → visit.

    >>> stem("talks"), stem("denies"), stem("stopped"), stem("role")
    ('talk', 'deny', 'stop', 'rol')
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-2] if word.endswith(("ches", "shes", "sses", "xes", "zes")) else word[:-1]
    for end in ("ing", "ed"):
        rest = word.removesuffix(end)
        if rest != word and len(rest) > 2 and re.search("[aeiouy]", rest):
            word = rest
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            elif word.endswith("i"):
                word = word[:-1] + "y"
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@dataclass(frozen=True, slots=True)
class WordIndex:
    """Which word stands how often in which text.

    `postings` has the rows (term, text, count), sorted; counts are doubled, to be whole numbers.
    """

    terms: tuple[str, ...]
    lengths: NDArray[np.float32]
    postings: NDArray[np.int32]

    def scores(self, text: str) -> NDArray[np.float32]:
        """For each text the share of the question's words, by weight, that it holds: 0 to 1."""
        total = np.zeros(len(self.lengths), dtype=np.float32)
        wanted = list(dict.fromkeys(words(text)))
        if not wanted or not len(total):
            return total
        mean = float(self.lengths.mean()) or 1.0
        norm = 1 - _LENGTH + _LENGTH * self.lengths / mean
        number = {term: at for at, term in enumerate(self.terms)}
        weights = 0.0
        for word in wanted:
            rows = self._rows(number[word]) if word in number else self.postings[:0]
            weight = math.log(1 + (len(total) - len(rows) + 0.5) / (len(rows) + 0.5))
            weights += weight
            texts, counts = rows[:, 1], rows[:, 2] / 2
            part = counts * (_SATURATION + 1) / (counts + _SATURATION * norm[texts])
            total[texts] += weight * np.minimum(part, 1.0)
        return total / np.float32(weights)

    def _rows(self, term: int) -> NDArray[np.int32]:
        first, last = np.searchsorted(self.postings[:, 0], [term, term + 1])
        return self.postings[first:last]


def index_words(texts: Iterable[tuple[str, str]]) -> WordIndex:
    """The words of (text, surroundings) pairs; a word of the surroundings counts by half."""
    counted: list[Counter[str]] = []
    for text, surroundings in texts:
        count: Counter[str] = Counter()
        for word in words(text):
            count[word] += 2
        for word in sorted(set(words(surroundings)) - set(count)):
            count[word] = 1
        counted.append(count)
    terms = tuple(sorted({word for count in counted for word in count}))
    number = {term: at for at, term in enumerate(terms)}
    rows: Sequence[tuple[int, int, int]] = sorted(
        (number[word], at, n) for at, count in enumerate(counted) for word, n in count.items()
    )
    lengths = np.array([sum(count.values()) / 2 for count in counted], dtype=np.float32)
    return WordIndex(terms, lengths, np.array(rows, dtype=np.int32).reshape(-1, 3))
