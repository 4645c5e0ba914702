"""graph.ttl written article by article, in the order that `kg.graph.export` gives it.

The subjects of a graph stand by IRI. All those of an article begin with its own, so that they stand
together: the article first and, after a slash, what is in it. So a graph is written piece by piece,
and no more of it is in memory than one article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from pyoxigraph import NamedNode, Quad

from kg.graph import syntax
from kg.graph.terms import Term, lexical

Pairs = Iterable[tuple[NamedNode, Term]]
"""Predicates and objects of one subject."""

Place = tuple[int, int]
"""Where in a file something begins, and how many bytes it has."""


@dataclass(frozen=True, slots=True)
class Article:
    """The Turtle of an article, and of what is in it."""

    whole: bytes
    inside: bytes


class Described(NamedTuple):
    """A subject, what is said of it, and that as Turtle."""

    node: NamedNode
    pairs: Sequence[tuple[NamedNode, Term]]
    text: bytes


class Writer:
    """Writes the subjects of a graph; a context manager."""

    def __init__(self, path: Path, *, base: str) -> None:
        """A new file.

        Args:
            path: of the file.
            base: what all data IRIs begin with.
        """
        self._base = base
        self._file = path.open("wb")
        self._file.write(syntax.header(base=base).encode())
        self._before = ""
        self._waiting: list[tuple[str, bytes]] = []
        self._places: dict[str, Place] = {}

    def written(self, node: NamedNode) -> tuple[Place, Place]:
        """Where an article lies, and what is in it; when all are written."""
        return self._places[node.value], self._places[node.value + "/"]

    def text(self, node: NamedNode, quads: Iterable[Quad]) -> Article:
        """All that is said of an article and what is in it."""
        found: dict[str, list[tuple[NamedNode, Term]]] = {}
        for quad in quads:
            found.setdefault(lexical(quad.subject), []).append((quad.predicate, quad.object))
        whole = self._text(node.value, found.pop(node.value, ()))
        return Article(whole, b"".join(self._text(name, found[name]) for name in sorted(found)))

    def add(self, node: NamedNode, article: Article) -> None:
        """Writes an article; they come in the order of their IRIs."""
        self._until(node.value)
        self._write(node.value, article.whole)
        # Between an article and what is in it there may be another: `a` and `a-b` before `a/1`.
        self._waiting.append((node.value + "/", article.inside))

    def behind(self) -> int:
        """Where the articles end and `others` begin."""
        self._until(None)
        return self._file.tell()

    def others(self, nodes: Iterable[tuple[NamedNode, Pairs]]) -> Iterator[Described]:
        """Writes what stands behind the articles, and gives back each when it is written.

        Args:
            nodes: by IRI.
        """
        for node, told in nodes:
            pairs = tuple(told)
            text = self._text(node.value, pairs)
            self._file.write(text)
            yield Described(node, pairs, text)

    def _until(self, name: str | None) -> None:
        while self._waiting and (name is None or self._waiting[-1][0] < name):
            self._write(*self._waiting.pop())

    def _write(self, name: str, text: bytes) -> None:
        self._places[name] = (self._file.tell(), len(text))
        self._file.write(text)

    def _text(self, name: str, pairs: Pairs) -> bytes:
        block = syntax.block(NamedNode(name), pairs, base=self._base) if pairs else ""
        return f"\n{block}".encode() if block else b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._until(None)
        self._file.close()
