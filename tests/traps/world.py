"""A trap's articles as kg has read them: the rows that `kg query` shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.answer import library
from kg.build import build
from kg.graph.store import Store

Row = dict[str, Any]
Range = tuple[int, int]


@dataclass
class Place:
    """Where words stand: an article and the characters of each piece."""

    article: str
    ranges: list[Range]


@dataclass
class World:
    """The graph of one trap, and its articles' texts by file name."""

    store: Store
    texts: dict[str, str]
    _rows: dict[tuple[str, str], list[Row]] = field(default_factory=dict)

    def rows(self, query: str, **values: str) -> list[Row]:
        """The rows that `kg query` prints."""
        assert query in library.query_names(), f"there is no query {query}"
        key = query, repr(sorted(values.items()))
        if key not in self._rows:
            table = library.run(library.find(query), self.store, values)
            self._rows[key] = [dict(row) for row in table.rows]
        return self._rows[key]

    def select(self, query: str) -> list[Row]:
        """The rows of a query of the trap's own."""
        return [dict(row) for row in library.run(library.parse(query), self.store).rows]

    def find(self, words: str) -> Place:
        """The one place of these words.

        `first … last` stands for all from the one to the other within a paragraph, ` | ` parts
        pieces that are not joined, square brackets cut the place out of its surroundings.
        """
        found = [
            Place(name, ranges)
            for name, text in self.texts.items()
            for ranges in [_pieces(text, words)]
            if ranges
        ]
        if len(found) != 1:
            raise ValueError(f"the trap is ill made: {len(found)} articles have {words!r}")
        return found[0]

    def is_called(self, label: str | None, name: str) -> bool:
        """Whether an entity shown by this label is the one of this name."""
        if label is None:
            return False
        if _plain(label) == _plain(name):
            return True
        return any(
            row["label"] == label and _plain(name) in map(_plain, names_of(row))
            for row in self.rows("entities")
        )

    def entities(self, name: str, kind: str | None = None) -> list[Row]:
        """The entities of this name; `kind` as in the column `type`."""
        return [
            row
            for row in self.rows("entities")
            if kind in (None, row["type"]) and _plain(name) in map(_plain, names_of(row))
        ]


def read(texts: dict[str, str], folder: Path, gazetteer: str = "") -> World:
    """Builds the graph of these articles in an empty folder and opens it."""
    known = folder / "known.ttl"
    known.write_text(gazetteer, encoding="utf-8")
    news = folder / "news"
    news.mkdir()
    for name, text in texts.items():
        (news / name).write_text(text, encoding="utf-8")
    build([str(news)], out=folder / "kg-out", gazetteer_files=[known] if gazetteer else [])
    return World(Store.open(folder / "kg-out" / "store"), texts)


def names_of(row: Row) -> list[str]:
    """Label and other names of a row of `entities`."""
    return [str(row["label"]), *listed(row["aliases"])]


def listed(cell: str | None) -> list[str]:
    """The values of a column that holds several."""
    return [part for part in (cell or "").split("; ") if part]


def ranges_of(cell: str | None) -> list[Range]:
    """`3-9;12-15` as numbers."""
    pairs = [part.split("-") for part in (cell or "").split(";") if part]
    return [(int(start), int(end)) for start, end in pairs]


def overlap(one: Sequence[Range], two: Sequence[Range]) -> float:
    """Characters in common as a share of those in either."""
    first, second = _characters(one), _characters(two)
    return len(first & second) / max(len(first | second), 1)


def touches(one: Sequence[Range], two: Sequence[Range]) -> bool:
    """Whether they have a character in common."""
    return bool(_characters(one) & _characters(two))


def _characters(ranges: Sequence[Range]) -> set[int]:
    return {at for start, end in ranges for at in range(start, end)}


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|an?|some|many) ", "", name.casefold()).replace("’", "'")


def _pieces(text: str, words: str) -> list[Range]:
    found = [_piece(text, piece) for piece in words.split(" | ")]
    return [] if None in found else [piece for piece in found if piece is not None]


def _piece(text: str, words: str) -> Range | None:
    before, _, rest = words.partition("[")
    inner, _, after = rest.partition("]") if rest else (words, "", "")
    shown = re.escape(inner).replace(re.escape(" … "), r"[^\n]*?")
    outer = re.escape(before) if rest else ""
    pattern = re.compile(f"{outer}({shown}){re.escape(after)}")
    matches = list(_all(pattern, text))
    if len(matches) > 1:
        raise ValueError(f"the trap is ill made: {words!r} stands there {len(matches)} times")
    return matches[0] if matches else None


def _all(pattern: re.Pattern[str], text: str) -> Iterator[Range]:
    for match in pattern.finditer(text):
        yield match.span(1)
