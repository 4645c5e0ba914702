"""Articles that print the text of another: wire copy in several papers, edited or cut at the end.

Texts are compared by their shingles, three words on end (Broder 1997). Candidates share shingles of
a sample that is drawn by hash, the same ones of every text, so that also one that is cut has them;
a pair is then compared in full. Two reports of one event, with the same quotations, have a third of
their shingles in common at most; a template filled in anew has other names and numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import chain
from typing import Protocol
from zlib import crc32

import msgspec
import numpy as np
from numpy.typing import NDArray

from kg.findings import ClaimLink, Duplicate
from kg.records import Article, Extraction
from kg.resolve.articles import Articles

SAME = 0.7
"""Share of the shorter text's shingles that the longer one has …"""
NAMED = 0.8
"""… and share of its capitalised words and numbers."""
SHORTEST = 1 / 3
"""What is left of a text that is cut; a brief inside a long article is no copy of it."""
WORDS = 20
"""Shorter texts are compared with none: they say too little."""

_KINDS = frozenset(("paragraph", "list-item"))
_SAMPLED = 2**64 // 8
"""Shingles whose hash is less are in the sample: one in eight, …"""
_LEAST = 16
"""… and of a short text so many, those of the least hashes."""
_LIKELY = 0.5
"""Share of the sample that candidates have in common."""
_CANDIDATES = 8
"""Earlier articles that one is compared with, the likeliest."""
_LAST = 64
"""Articles with a shingle that are remembered, the last ones: so the work stays linear."""
_MEMBERS = 50
"""Earlier copies whose claims those of a copy are looked for in."""
_WORD = re.compile(r"\w+")

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Print:
    """What a text is compared by: its hashed shingles, and hashed names and numbers; sorted."""

    shingles: Hashes
    named: Hashes


@dataclass(frozen=True, slots=True)
class Sample:
    """What an article's candidates are found by: the day it was published, a sample of its hashed
    shingles, ascending, and a digest of its whole `Print`.
    """

    published: str | None
    shingles: Hashes
    digest: str


class Contents(msgspec.Struct, frozen=True, array_like=True):
    """When an article was published, and the indexes of its claims by a digest of the words of
    their contents.
    """

    published: str | None
    indexes: dict[str, int]


class RemembersCopies(Protocol):
    """Keeps what was found of single articles; each is asked for once, in the order of the ids."""

    def copied(self, name: str, depends: str, compare: Callable[[], str | None]) -> str | None:
        """The earlier article whose text this one prints.

        Args:
            name: its id.
            depends: what tells the texts that it is compared with.
            compare: compares them.
        """

    def contents(self, name: str, read: Callable[[], Contents]) -> Contents:
        """The contents of an article's claims."""


def duplicates(
    samples: Mapping[str, Sample],
    article_of: Callable[[str], Article],
    *,
    remember: RemembersCopies | None = None,
) -> tuple[Duplicate, ...]:
    """The articles that print another's text, by id, each with the one of them printed first.

    Args:
        samples: by article.
        article_of: gives an article that is worth comparing with another.
        remember: keeps what was compared; nothing when None.
    """
    order = sorted(samples, key=lambda name: (samples[name].published or "9999", name))
    near = _candidates(order, {name: found.shingles for name, found in samples.items()})
    print_of = cache(lambda name: text_print(article_of(name)))
    copied: dict[str, str | None] = {}
    for name in sorted(near):

        def compare(name: str = name) -> str | None:
            same = (one for one in near[name] if same_text(print_of(name), print_of(one)))
            return next(same, None)

        if remember is None:
            copied[name] = compare()
        else:
            depends = "\n".join(f"{one} {samples[one].digest}" for one in near[name])
            copied[name] = remember.copied(name, depends, compare)
    first: dict[str, str] = {}
    for name in order:
        if (other := copied.get(name)) is not None:
            first[name] = first.get(other, other)
    return tuple(Duplicate(name, first[name]) for name in sorted(first))


def text_print(article: Article) -> Print:
    """What the paragraphs of an article are compared by; headlines are each paper's own."""
    words = [
        word
        for block in article.blocks
        if block.kind in _KINDS
        for word in _WORD.findall(article.text[block.span.start : block.span.end])
    ]
    if len(words) < WORDS:
        return Print(np.zeros(0, np.uint64), np.zeros(0, np.uint64))
    folded = [crc32(word.lower().encode("utf-8", "surrogatepass")) for word in words]
    named = [
        number
        for word, number in zip(words, folded, strict=True)
        if word[0].isupper() or word[0].isdigit()
    ]
    return Print(_shingles(np.array(folded, np.uint64)), np.unique(np.array(named, np.uint64)))


def _shingles(words: Hashes) -> Hashes:
    """The hashes of three words on end, each once; products wrap around."""
    mixed = words[:-2] * np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(29))) + words[1:-1]
    mixed = mixed * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(32))) + words[2:]
    mixed = mixed * np.uint64(0x94D049BB133111EB)
    return np.unique(mixed ^ (mixed >> np.uint64(29)))


def sample(shingles: Hashes) -> Hashes:
    """Some of the shingles, the same ones of any text that has them; of a short one more."""
    return shingles[: max(_LEAST, int(np.searchsorted(shingles, np.uint64(_SAMPLED))))]


def print_digest(whole: Print) -> str:
    """A digest of what a text is compared by."""
    parts = (whole.shingles.astype("<u8").tobytes(), whole.named.astype("<u8").tobytes())
    return blake2b(b"".join(parts), digest_size=12).hexdigest()


def same_text(a: Print, b: Print) -> bool:
    """Whether one text is the other, maybe edited a little or cut."""
    short, long = sorted((a, b), key=lambda p: len(p.shingles))
    if len(short.shingles) < max(1, SHORTEST * len(long.shingles)):
        return False
    return (
        _share(short.named, long.named) >= NAMED and _share(short.shingles, long.shingles) >= SAME
    )


def _share(some: Hashes, others: Hashes) -> float:
    """The share of some that is among the others; all of nothing."""
    if not len(some):
        return 1.0
    return len(np.intersect1d(some, others, assume_unique=True)) / len(some)


def _candidates(order: Sequence[str], samples: Mapping[str, Hashes]) -> dict[str, list[str]]:
    """The earlier articles that each is worth comparing with, the likeliest first."""
    holding: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=_LAST))
    near: dict[str, list[str]] = {}
    lists: dict[str, list[int]] = {name: samples[name].tolist() for name in order}
    shared = _shared([samples[name] for name in order])
    drawn = [bisect_right(lists[name], _SAMPLED) for name in order]
    for at, name in enumerate(order):
        own, some = lists[name], shared[at]
        held = (holding[shingle] for shingle in some if shingle in holding)
        found = Counter(chain.from_iterable(held))
        likely = []
        for other, n in found.items():
            # Two samples could have in common at least what both have drawn by hash.
            if n >= _LIKELY * min(drawn[at], drawn[other]):
                share = n / _comparable(own, lists[order[other]])
                if share >= _LIKELY:
                    likely.append((-share, other))
        if likely:
            near[name] = [order[other] for _, other in sorted(likely)[:_CANDIDATES]]
        for shingle in some:
            holding[shingle].append(at)
    return near


def _shared(samples: Sequence[Hashes]) -> list[list[int]]:
    """Of each sample the shingles that another one has too."""
    if not samples:
        return []
    _, place, counts = np.unique(np.concatenate(samples), return_inverse=True, return_counts=True)
    ends = np.cumsum([len(one) for one in samples])
    several = np.split(counts[place] > 1, ends[:-1])
    return [one[kept].tolist() for one, kept in zip(samples, several, strict=True)]


def _comparable(a: Sequence[int], b: Sequence[int]) -> int:
    """How many shingles two samples could have in common: up to where both are complete."""
    end = min(max(a[-1], _SAMPLED), max(b[-1], _SAMPLED))
    return min(bisect_right(a, end), bisect_right(b, end)) or 1


def reprints(
    articles: Articles, found: Sequence[Duplicate], *, remember: RemembersCopies | None = None
) -> tuple[ClaimLink, ...]:
    """The claims of copies that stand word for word in an earlier print, by claim.

    Args:
        articles: all of them.
        found: what `duplicates` found.
        remember: keeps the contents of the copies' claims; nothing when None.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for pair in found:
        groups[pair.first].append(pair.article)
    dated: dict[str, str] = {}
    said: dict[str, Contents] = {}
    for name in sorted({*groups, *(name for names in groups.values() for name in names)}):

        def read(name: str = name) -> Contents:
            extraction = articles[name]
            return Contents(extraction.article.published, _indexes(extraction))

        said[name] = read() if remember is None else remember.contents(name, read)
        dated[name] = said[name].published or "9999"
    links = []
    for first, names in groups.items():
        earlier: deque[str] = deque(maxlen=_MEMBERS)
        for name in sorted((first, *names), key=lambda n: (dated[n], n)):
            for words, index in said[name].indexes.items():
                printed = (e for e in (first, *earlier) if e != name and words in said[e].indexes)
                if (other := next(printed, None)) is not None:
                    ref = (other, said[other].indexes[words])
                    links.append(ClaimLink((name, index), ref, "reprints", "same text"))
            earlier.append(name)
    return tuple(sorted(links, key=lambda link: link.claim))


def _indexes(extraction: Extraction) -> dict[str, int]:
    """The indexes of the claims by the words of their contents; of equal ones the first."""
    found: dict[str, int] = {}
    text = extraction.article.text
    for claim in extraction.claims:
        words = " ".join(text[span.start : span.end] for span in claim.content)
        folded = " ".join(_WORD.findall(words.lower())).encode("utf-8", "surrogatepass")
        found.setdefault(blake2b(folded, digest_size=12).hexdigest(), claim.index)
    return found
