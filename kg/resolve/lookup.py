"""What resolution asks of a gazetteer, and the two questions built on it."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import takewhile
from typing import Protocol

from kg.records import EntityKind, GazetteerEntry
from kg.resolve.names import clean, slug


class Lookup(Protocol):
    """The part of `kg.extract.gazetteer.Gazetteer` that resolution uses."""

    def entry(self, iri: str) -> GazetteerEntry | None: ...

    def state(self, name: str) -> GazetteerEntry | None: ...

    def demonym(self, word: str) -> GazetteerEntry | None: ...

    def capital(self, name: str) -> GazetteerEntry | None: ...

    def known(self, name: str, kind: EntityKind) -> GazetteerEntry | None: ...

    def people(self, word: str) -> tuple[GazetteerEntry, ...]: ...

    def referent(self, name: str, *, present: Collection[str] = ()) -> GazetteerEntry | None: ...


def entry_key(entry: GazetteerEntry) -> str:
    """The entity key of a gazetteer's entry."""
    return f"{entry.kind.lower()}/{slug(entry.label)}"


def adjective(entry: GazetteerEntry) -> str:
    """The adjective of a state ("Danish", not "Danes"); its label when it has none."""
    endings = ("ish", "ese", "an", "ch", "sh", "i", "ic", "ss")

    def rank(form: str) -> tuple[bool, bool, int, int, str]:
        pairs = zip(form, entry.label, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        return "." in form, not form.endswith(endings), -shared, len(form), form

    return min(entry.demonyms, key=rank, default=entry.label)


def variants(text: str) -> tuple[str, ...]:
    """Forms of a name worth looking up, best first: as written, cleaned, with or without "the"."""
    cleaned = clean(text)
    bare = re.sub(r"^the\s+", "", cleaned, flags=re.IGNORECASE)
    straight = bare.replace("’", "'")
    return tuple(dict.fromkeys(v for v in (text, cleaned, bare, f"the {bare}", straight) if v))


def state_entry(text: str, *, gazetteer: Lookup) -> tuple[GazetteerEntry, str] | None:
    """The state that a name, adjective or seat of government stands for, and the reason."""
    for form in variants(text):
        if entry := gazetteer.state(form):
            return entry, "state name"
        if entry := gazetteer.demonym(form):
            return entry, "adjective of a state"
    for form in variants(text):
        if entry := gazetteer.capital(form):
            return entry, "capital for its state"
    return None


def states_in(text: str, *, gazetteer: Lookup) -> tuple[GazetteerEntry, ...]:
    """States named in `text` by name or adjective (longest first at each place), in order.

    Reads at most the first 24 words, so that a run-on description costs no more than a plain one.
    """
    words = re.findall(r"[\w.&-]+", re.sub(r"['’]s?\b", " ", text))[:24]
    found: dict[str, GazetteerEntry] = {}
    at = 0
    while at < len(words):
        for width in (3, 2, 1):
            gram = " ".join(words[at : at + width])
            forms = dict.fromkeys((gram, gram.strip(".-")))
            hits = (gazetteer.state(f) or gazetteer.demonym(f) for f in forms)
            entry = next((h for h in hits if h), None)
            if entry and at + width <= len(words):
                found.setdefault(entry.iri, entry)
                at += width
                break
        else:
            at += 1
    return tuple(found.values())
