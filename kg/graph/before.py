"""What was written of a graph before, so that an update writes only what has changed.

`graph.index` tells of each article what its quads were made of, as a digest, and where its Turtle
lies in `graph.ttl`. Where the digest is the same, so are the quads and the Turtle.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
from pyoxigraph import Quad

from kg.graph import iris, syntax
from kg.graph.statements import Index
from kg.graph.turtlefile import Article, Place
from kg.mentioned import ByMention
from kg.resources import code_digest

NAME: Final = "graph.index"
TURTLE: Final = "graph.ttl"
_PIECE: Final = 2**20
"""Bytes of the Turtle that are read at a time."""


class Written(msgspec.Struct, frozen=True, array_like=True):
    """An article in graph.ttl: the digest of what it is made of, and where its two pieces lie."""

    digest: str
    place: Place
    inside: Place


class _Head(msgspec.Struct, frozen=True):
    made_by: str
    base: str
    behind: int
    articles: dict[str, Written]


def save(folder: Path, written: Mapping[str, Written], *, behind: int, base: str) -> None:
    """Writes the index of a graph whose Turtle lies in the folder.

    Args:
        folder: of the graph.
        written: its articles.
        behind: where in the Turtle they end.
        base: what all data IRIs begin with.
    """
    head = _Head(code_digest("graph"), base, behind, dict(sorted(written.items())))
    (folder / NAME).write_bytes(msgspec.json.encode(head) + b"\n")


class Before:
    """The Turtle of an older graph, by article; to be closed."""

    def __init__(self, folder: Path, *, base: str) -> None:
        """The graph in a folder; nothing of it is known where it cannot be used again: made by
        another version, for another base, or broken.
        """
        self.articles: dict[str, Written] = {}
        self._base = base
        self._behind = 0
        self._file = (folder / TURTLE).open("rb")
        try:
            head = msgspec.json.decode((folder / NAME).read_bytes(), type=_Head)
        except (OSError, msgspec.MsgspecError):
            return
        if head.made_by == code_digest("graph") and head.base == base:
            self.articles, self._behind = head.articles, head.behind

    def same(self, name: str, digest: str) -> bool:
        """Whether the article was made of the same."""
        return name in self.articles and self.articles[name].digest == digest

    def article(self, name: str) -> Article:
        """What was written of an article."""
        written = self.articles[name]
        return Article(self._text(written.place), self._text(written.inside))

    def others(self) -> Iterator[tuple[str, bytes]]:
        """What was written behind the articles: IRI of the subject and its Turtle, by IRI."""
        self._file.seek(self._behind)
        # No literal has a line break in it: a line without anything stands before each subject.
        rest = self._file.read(1).strip()
        while part := self._file.read(_PIECE):
            *whole, rest = (rest + part).split(b"\n\n")
            yield from map(self._other, whole)
        if rest:
            yield self._other(rest[:-1])

    def _other(self, text: bytes) -> tuple[str, bytes]:
        name = text.partition(b"\n")[0].decode()
        return syntax.long_iri(name, base=self._base), b"\n" + text + b"\n"

    def _text(self, place: Place) -> bytes:
        self._file.seek(place[0])
        return self._file.read(place[1])

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


def digests(
    raw: Iterable[tuple[str, bytes]], index: Index, told: Mapping[str, Iterable[Quad]], *, base: str
) -> dict[str, str]:
    """Of each article a digest of all that its quads are made of.

    Args:
        raw: the articles with their extractions as they are archived.
        index: what was concluded of the articles.
        told: what was concluded of their claims, by article.
        base: what all data IRIs begin with.
    """
    concluded: defaultdict[str, hashlib.blake2b] = defaultdict(
        partial(hashlib.blake2b, digest_size=16)
    )

    def add(article: str, *parts: object) -> None:
        concluded[article].update(repr(parts).encode("utf-8", "surrogatepass") + b"\0")

    reasons = ByMention.of(index.reasons).articles
    for name, meant in ByMention.of(index.entity_of).articles.items():
        why = reasons.get(name, {})
        # A key has no white space, and a reason is the last: so none is taken for another.
        lines = [f"{at[0]} {at[1]} {key} {why.get(at)}\0" for at, key in meant.items()]
        concluded[name].update("".join(lines).encode("utf-8", "surrogatepass"))
    for (article, span), keys in index.jointly.items():
        add(article, span.start, span.end, keys)
    for article, reports in index.reports.items():
        for meeting, report in reports:
            add(article, meeting.key, report)
    for article, questions in index.open.items():
        for question in questions:
            add(article, question)
    for article, quads in told.items():
        add(article, *sorted({str(quad) for quad in quads}))
    found = {}
    for name, data in raw:
        digest = hashlib.blake2b(hashlib.blake2b(data).digest(), digest_size=16)
        digest.update(iris.article(base, name).value.encode())
        if name in concluded:
            digest.update(concluded[name].digest())
        found[name] = digest.hexdigest()
    return found
