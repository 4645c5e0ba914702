"""The sentence of a statement in its context, with the statement marked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.answer import library
from kg.answer.library import Cell
from kg.graph import terms
from kg.graph.sparql import bind

_TEXT = """SELECT ?text WHERE {
  ?node <https://schema.org/identifier> ?article ; <https://schema.org/articleBody> ?text
}"""
_ROUND = 160
"""Characters of context on either side, at most; whole words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article as pieces in order; `marked` tells which are the statement's."""

    pieces: tuple[str, ...]
    marked: tuple[bool, ...]


def passage(row: Mapping[str, Cell], store: library.Store) -> Passage | None:
    """The paragraph around a statement; None when the graph holds no text of the article.

    Args:
        row: has `article` and `spans` (`start-end;…`, code points, end exclusive).
        store: the graph.
    """
    spans = [tuple(map(int, part.split("-"))) for part in str(row.get("spans") or "").split(";")
             if re.fullmatch(r"\d+-\d+", part)]  # fmt: skip
    text = _text(str(row.get("article") or ""), store)
    if not spans or text is None or spans[-1][1] > len(text):
        return None
    first, last = spans[0][0], spans[-1][1]
    start = _edge(text, first, max(text.rfind("\n", 0, first) + 1, first - _ROUND), ahead=True)
    stop = text.find("\n", last)
    end = _edge(text, last, min(len(text) if stop < 0 else stop, last + _ROUND), ahead=False)
    pieces: list[str] = []
    marked: list[bool] = []
    at = start
    for begin, finish in spans:
        pieces += [text[at:begin], text[begin:finish]]
        marked += [False, True]
        at = finish
    pieces.append(text[at:end])
    marked.append(False)
    if start > 0 and text[start - 1] != "\n":
        pieces[0] = f"… {pieces[0]}"
    if end < len(text) and text[end] != "\n":
        pieces[-1] = f"{pieces[-1]} …"
    kept = [(" ".join(re.split(r"\s+", p)), m) for p, m in zip(pieces, marked, strict=True) if p]
    return Passage(tuple(p for p, _ in kept), tuple(m for _, m in kept))


def _edge(text: str, inner: int, outer: int, *, ahead: bool) -> int:
    """Where the context ends: at a sentence's end or else between two words."""
    if ahead:
        part = text[outer:inner]
        if outer == 0 or text[outer - 1] == "\n":
            return outer
        ends = [m.end() for m in re.finditer(r"[.!?][”\"’']?\s+", part)]
        space = part.find(" ")
        return outer + (ends[0] if ends else space + 1)
    part = text[inner:outer]
    if outer == len(text) or text[outer] == "\n":
        return outer
    ends = [m.end() for m in re.finditer(r"[.!?][”\"’']?(?=\s)", part)]
    space = part.rfind(" ")
    return inner + (ends[-1] if ends else max(space, 0))


def _text(article: str, store: library.Store) -> str | None:
    query = bind(_TEXT, values={"article": [terms.text(article)]})
    for row in store.select(query):
        text = row.get("text")
        if text is not None:
            return terms.lexical(text)
    return None
