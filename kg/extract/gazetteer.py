"""Lookups of names: which state, person, organisation or place a gazetteer knows by a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kg.extract.folding import squeeze
from kg.records import EntityKind, GazetteerEntry

Role = Literal[
    "name", "short", "context", "demonym", "context-demonym", "combining", "capital", "seat", "not",
]  # fmt: skip
"""How a text stands for an entry: as one of its names, for its capital, …; `not` names nothing."""

_WORD: Final = re.compile(r"(?<![\w@])\w+")
_SPACE: Final = re.compile(r"\s+")
_ASKED: Final = 100_000
"""Names whose senses are kept: the same ones are asked for again and again."""

_CAPITALS_AT_LEAST: Final = 4
"""Names shorter than this are not looked for in capitals: they would be mistaken for acronyms."""


@dataclass(frozen=True, slots=True)
class Sense:
    """One way to read a name."""

    role: Role
    entry: GazetteerEntry


@dataclass(frozen=True, slots=True)
class Match:
    """A name found in a text: `start` and `end` are code points, `end` is exclusive."""

    start: int
    end: int
    senses: tuple[Sense, ...]

    def has(self, *roles: Role) -> bool:
        """Whether one of the senses has one of the roles."""
        return any(sense.role in roles for sense in self.senses)


def plain(name: str) -> str:
    """The name with single spaces and straight apostrophes, as names are compared."""
    return _SPACE.sub(" ", name.replace("’", "'").replace("‘", "'")).strip()


class Gazetteer:
    """What is known by which name. Names are compared as written: *US* is a state, *us* is not."""

    def __init__(self, entries: Iterable[GazetteerEntry]) -> None:
        self.entries: tuple[GazetteerEntry, ...] = tuple(entries)
        self._by_iri = {entry.iri: entry for entry in self.entries}
        self._senses = _index(self.entries)
        self._asked: dict[str, tuple[Sense, ...]] = {}
        self.longest: int = max((len(name.split()) for name in self._senses), default=0)
        """The longest name in words."""
        self._patterns = _patterns(self._senses)
        self._people = _by_word(entry for entry in self.entries if entry.kind == "Person")

    def entry(self, iri: str) -> GazetteerEntry | None:
        """The entry of that IRI."""
        return self._by_iri.get(iri)

    def senses(self, name: str) -> tuple[Sense, ...]:
        """Every way to read the name, names first; with and without *the*."""
        found = self._asked.get(name)
        if found is None:
            if len(self._asked) >= _ASKED:
                self._asked.clear()
            found = self._asked[name] = self._read(plain(name))
        return found

    def _read(self, name: str) -> tuple[Sense, ...]:
        bare = name[4:] if name[:4].lower() == "the " else name
        for form in (name, bare, f"the {bare}"):
            if found := self._senses.get(form):
                return found
        return ()

    def state(self, name: str) -> GazetteerEntry | None:
        """The state of that name or short name; for *the North* the only state so called."""
        found = self._first(name, ("name", "short"), "State")
        if found is None:
            context = [s.entry for s in self.senses(name) if s.role == "context"]
            found = context[0] if len(context) == 1 else None
        return found

    def demonym(self, word: str) -> GazetteerEntry | None:
        """The state of the adjective or noun: *Danish*, *Danes*. None for *Korean*: two states."""
        found = self._first(word, ("demonym", "combining"), "State")
        if found is None:
            context = [s.entry for s in self.senses(word) if s.role == "context-demonym"]
            found = context[0] if len(context) == 1 else None
        return found

    def capital(self, name: str) -> GazetteerEntry | None:
        """The state whose capital or seat of government (*Kremlin*) has that name."""
        return self._first(name, ("capital", "seat"), "State")

    def known(self, name: str, kind: EntityKind) -> GazetteerEntry | None:
        """The entry of that kind with that name or short name; no person whose name is shared."""
        found = self._first(name, ("name", "short"), kind)
        return None if found and kind == "Person" and self.shared(name) else found

    def shared(self, name: str) -> bool:
        """Whether several people have that name."""
        people = {s.entry.iri for s in self.senses(name) if s.entry.kind == "Person"}
        return len(people) > 1

    def people(self, word: str) -> tuple[GazetteerEntry, ...]:
        """The people with a name that begins or ends with the word, however it is spelt."""
        return self._people.get(squeeze(word), ())

    def referent(self, name: str, *, present: Collection[str] = ()) -> GazetteerEntry | None:
        """The entry a text stands for in an article: by name, adjective, capital, or by context.

        Args:
            name: as written, with or without *the*.
            present: IRIs of the states that the article names otherwise; they decide what *Korean*
                and *the North* mean.
        """
        senses = self.senses(name)
        claimed = [s for s in senses if s.role in ("context", "context-demonym")]
        if claimed:
            supported = [s.entry for s in claimed if s.entry.iri in present]
            if supported:
                return supported[0] if len(supported) == 1 else None
        for sense in senses:
            if sense.role not in ("context", "context-demonym", "not"):
                return sense.entry
        return None

    def matches(self, text: str, start: int, end: int) -> Iterator[Match]:
        """Yields the names in `text[start:end]`, left to right, disjoint, the longest at each.

        A name that begins with *the* gives way to a longer one without: *the North Koreans*.
        """
        at = start
        while found := _WORD.search(text, at, end):
            at = found.end()
            hit = self._match(text, found, end)
            if hit and found.group().lower() == "the" and (second := _WORD.search(text, at, end)):
                inner = self._match(text, second, end)
                hit = inner if inner and inner.end() > hit.end() else hit
            if hit:
                yield Match(hit.start(), hit.end(), self._senses[plain(hit.group())])
                at = hit.end()

    def _match(self, text: str, word: re.Match[str], end: int) -> re.Match[str] | None:
        """The longest name that begins with that word."""
        pattern = self._patterns.get(word.group())
        return pattern.match(text, word.start(), end) if pattern else None

    def _first(self, name: str, roles: tuple[Role, ...], kind: EntityKind) -> GazetteerEntry | None:
        found = (s.entry for s in self.senses(name) if s.role in roles and s.entry.kind == kind)
        return next(found, None)


def _index(entries: tuple[GazetteerEntry, ...]) -> dict[str, tuple[Sense, ...]]:
    """Senses by name; at each name in the order of roles, then of entries."""
    found: dict[str, list[Sense]] = {}

    def add(names: Iterable[str], role: Role, entry: GazetteerEntry) -> None:
        for name in names:
            forms = [plain(name)]
            long = role != "short" and len(forms[0]) >= _CAPITALS_AT_LEAST
            if forms[0].startswith("the "):
                forms.append(f"T{forms[0][1:]}")
            if long and forms[0].upper() != forms[0]:
                forms.append(forms[0].upper())
            for form in forms:
                senses = found.setdefault(form, [])
                sense = Sense(role, entry)
                if form and sense not in senses:
                    senses.append(sense)

    for entry in entries:
        names = (entry.label, *entry.names)
        add(names, "name", entry)
        if entry.kind == "Person":
            add((form for name in names for form in _spellings(name)), "name", entry)
    for entry in entries:
        add(entry.short_names, "short", entry)
    for entry in entries:
        add(entry.demonyms, "demonym", entry)
        add(entry.context_demonyms, "context-demonym", entry)
        add(entry.combining_forms, "combining", entry)
        add(entry.context_names, "context", entry)
    for entry in entries:
        add((*([entry.capital] if entry.capital else []), *entry.capital_names), "capital", entry)
        add(entry.seat_names, "seat", entry)
        add(entry.not_names, "not", entry)
    return {name: tuple(senses) for name, senses in found.items() if name}


def _by_word(people: Iterable[GazetteerEntry]) -> dict[str, tuple[GazetteerEntry, ...]]:
    """People by the first and the last word of each of their names, in their order."""
    found: dict[str, list[GazetteerEntry]] = {}
    for entry in people:
        names = (name.split() for name in (entry.label, *entry.names))
        ends = {squeeze(word) for words in names for word in (words[0], words[-1])}
        for word in sorted(ends):
            found.setdefault(word, []).append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


def _spellings(name: str) -> tuple[str, ...]:
    """A person's name with and without the hyphen of the given name: Sung-ho, Sung Ho, Sungho."""
    words = name.split()
    if len(words) == 2 and (parts := [w for w in words if re.fullmatch(r"[A-Z]\w+-\w+", w)]):
        first, _, second = parts[0].partition("-")
        others = (f"{first} {second.capitalize()}", f"{first}{second.lower()}",
                  f"{first}-{second.capitalize()}", f"{first}-{second.lower()}")  # fmt: skip
        return tuple(name.replace(parts[0], other) for other in others)
    if len(words) == 3 and all(word.isalpha() for word in words[1:]):
        return (f"{words[0]} {words[1]}-{words[2].lower()}",)
    return ()


def _patterns(names: Iterable[str]) -> dict[str, re.Pattern[str]]:
    """For each first word, the pattern of the names that begin with it, longest first."""
    by_word: dict[str, list[str]] = {}
    for name in names:
        if (first := _WORD.search(name)) and first.start() == 0:
            by_word.setdefault(first.group(), []).append(name)
    patterns = {}
    for word, group in by_word.items():
        group.sort(key=lambda n: (-len(n), n))
        forms = (re.escape(n).replace(r"\ ", r"\s+").replace("'", "['’‘]") for n in group)
        # Not inside a longer word, and not a currency: US$.
        patterns[word] = re.compile(f"(?:{'|'.join(forms)})(?![\\w$])")
    return patterns
