"""Names from GUM's entities.

GUM types an entity by its use and marks the whole phrase (*the Afghan team*, *President Roe of
Freedonia*); a name tagger wants the name in it, without articles and titles, typed as a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.annotate.labels import NAMES
from kg.extract.persons import TITLES

IGNORE = -100
_TYPES = {"person": "PERSON", "organization": "ORG", "place": "GPE"}
_MARK = re.compile(r"\(([^()]+?)(?=[()]|$)(\))?|([^()]+?)\)")
_JOINS = frozenset(("of", "the", "and", "&", "for", "at"))


def name_labels(rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> list[int]:
    """A label of `NAMES` for each word of a sentence, IGNORE where GUM leaves it open.

    Args:
        rows: the CoNLL-U cells of the words.
        known: lower-cased name → type, of names that are one kind of thing whatever they do
            (*Washington* decides, but is a place).
    """
    labels = [IGNORE if _open(row) else 0 for row in rows]
    found = []
    for start, end, kind, identity in _entities(rows):
        if kind == "time":
            labels[start:end] = [IGNORE] * (end - start)
        elif span := _name(rows, start, end, identity, person=kind == "person"):
            found.append((span, kind))
    found.sort(key=lambda f: (f[0][0] - f[0][1], f[0][0]))  # the longest first
    taken: set[int] = set()
    for (a, b), kind in found:
        if taken & set(range(a, b)):
            continue
        taken.update(range(a, b))
        words = " ".join(rows[i][1] for i in range(a, b)).lower()
        label = _TYPES.get(kind, "MISC")
        if kind == "person":
            label = "NORP" if rows[b - 1][4] == "NNPS" else "PERSON"
        elif label != "MISC":
            label = known.get(words, label)
        labels[a] = NAMES.index("B-" + label)
        labels[a + 1 : b] = [NAMES.index("I-" + label)] * (b - a - 1)
    return labels


def _open(row: Sequence[str]) -> bool:
    """A proper noun or a capitalised adjective may be part of a name that no entity covers."""
    return row[4] in ("NNP", "NNPS") or (row[3] == "ADJ" and row[1][0].isupper())


def _entities(rows: Sequence[Sequence[str]]) -> list[tuple[int, int, str, str]]:
    """(start, end, type, Wikipedia title or "") of the entities that begin and end here."""
    begun: dict[str, list[tuple[int, str, str]]] = {}
    found = []
    for i, row in enumerate(rows):
        value = next((x[7:] for x in row[9].split("|") if x.startswith("Entity=")), "")
        for match in _MARK.finditer(value):
            key, *attributes = (match[1] or match[3]).split("-")
            if match[1]:
                kind = attributes[0] if attributes else ""
                identity = "-".join(attributes[6:])
                begun.setdefault(key, []).append((i, kind, identity))
            if (match[2] or match[3]) and begun.get(key):
                start, kind, identity = begun[key].pop()
                found.append((start, i + 1, kind, identity))
    return found


def _name(
    rows: Sequence[Sequence[str]], start: int, end: int, identity: str, *, person: bool
) -> tuple[int, int] | None:
    """The words of the span that are its name, if its head is a proper noun."""
    heads = [i for i in range(start, end) if not start <= int(rows[i][6]) - 1 < end]
    if len(heads) != 1 or rows[heads[0]][4] not in ("NNP", "NNPS"):
        return None
    head = heads[0]
    while rows[start][3] == "DET" and start < head:
        start += 1
    words = [rows[i][1].lower() for i in range(start, end)]
    if identity and "_".join(words) == identity.lower().removeprefix("the_"):
        return start, end
    a = b = head
    while a > start and _part(rows[a - 1]):
        a -= 1
    while (
        b + 1 < end and rows[b + 1][7] != "appos" and (_part(rows[b + 1]) or rows[b + 1][4] == "CD")
    ):
        b += 1
    if person:
        while a < b and rows[a][1].lower() in TITLES:
            a += 1
    elif (
        b + 2 < end
        and rows[b + 1][1] == "of"
        and _part(rows[end - 1])
        and all(_part(row) or row[1].lower() in _JOINS for row in rows[b + 1 : end])
    ):
        b = end - 1  # University of Freedonia
    return a, b + 1


def _part(row: Sequence[str]) -> bool:
    return row[4] in ("NNP", "NNPS", "HYPH")
