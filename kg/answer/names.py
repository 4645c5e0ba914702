"""The graph's own names, found in a text: which entities a question or a claim speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.answer import library
from kg.answer.words import STOP

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
_PARTICLES = frozenset(["al", "bin", "da", "de", "del", "der", "di", "ibn", "la", "van", "von"])


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the graph and all its names."""

    iri: str
    label: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: `start` to `end` (code points, end exclusive) and whom it may mean."""

    start: int
    end: int
    text: str
    entities: tuple[Entity, ...]

    def may_be(self, other: Named | None) -> bool:
        """Whether both may mean the same."""
        if other is None:
            return False
        return bool({e.iri for e in self.entities} & {e.iri for e in other.entities})


class Names:
    """All names of a graph. Full names come before single words of a person's name."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._full: dict[tuple[str, ...], list[Entity]] = {}
        self._parts: dict[tuple[str, ...], list[Entity]] = {}
        for entity in sorted(entities, key=lambda e: (e.label, e.iri)):
            for name in (entity.label, *entity.aliases):
                _add(self._full, _key(name), entity)
            if entity.kind == "Person":
                words = [w for w in _key(entity.label) if len(w) > 2 and w not in _PARTICLES]
                for word in words[:1] + words[-1:]:
                    _add(self._parts, (word,), entity)
        self._longest = max((len(key) for key in self._full), default=0)

    def find(self, text: str) -> list[Named]:
        """The names in a text, longest first where they overlap, in order of appearance."""
        words = list(_WORD.finditer(text))
        keys = [_folded(word.group()) for word in words]
        found, at = list[Named](), 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                key = tuple(keys[at : at + length])
                entities = self._full.get(key) or self._parts.get(key)
                start, end = words[at].start(), words[at + length - 1].end()
                if entities and _is_name(text[start:end], entities):
                    found.append(Named(start, end, text[start:end], tuple(entities)))
                    at += length
                    break
            else:
                at += 1
        return found


def names_of(store: library.Store) -> Names:
    """All names of the entities of a graph."""
    rows = library.run(library.find("entities"), store).rows
    return Names(
        Entity(
            str(row["entity"]),
            str(row["label"]),
            str(row["type"]),
            tuple(str(row["aliases"] or "").split(library.SEPARATOR)),
        )
        for row in rows
    )


def _add(names: dict[tuple[str, ...], list[Entity]], key: tuple[str, ...], entity: Entity) -> None:
    # A described source may be called *they* or *who*, which names nobody in a question.
    if all(word in STOP for word in key) and " ".join(key) != "us":
        return
    if entity not in names.setdefault(key, []):
        names[key].append(entity)


def _key(name: str) -> tuple[str, ...]:
    return tuple(_folded(word) for word in _WORD.findall(name))


def _folded(word: str) -> str:
    return word.replace(".", "").casefold()


def _is_name(text: str, entities: Sequence[Entity]) -> bool:
    """Short names such as US or EU are names only as they are written: *us* is none."""
    if len(text) > 3 or not text.isalpha():
        return True
    return any(text in (entity.label, *entity.aliases) for entity in entities) or text.istitle()
