"""One name, one kind, across articles: what most articles take for an organisation is one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from kg.records import EntityKind
from kg.resolve.local import Local
from kg.resolve.names import partials, squeeze, tokens


def agreed(locals_: Sequence[Local]) -> list[Local]:
    """The clusters, with single names taken for people corrected by the other articles.

    Such a name is an organisation or a place where another article says so, and no article gives it
    a title, a gender, an office, or a full name that it is part of.
    """
    kinds: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    surnames: set[str] = set()
    personal: set[str] = set()
    for local in locals_:
        for name, _ in local.names:
            if local.kind == "Person" and len(tokens(name)) > 1:
                surnames |= partials(tokens(name))
            elif local.kind in ("Organization", "Place"):
                kinds[squeeze(name)][local.kind] += 1
            if local.kind == "Person" and (local.gender or local.offices or local.entry):
                personal.add(squeeze(name))
    people = surnames | personal
    found = []
    for local in locals_:
        alone = local.kind == "Person" and local.partial and len(local.names) == 1
        name = squeeze(local.names[0][0]) if alone else ""
        known = kinds.get(name) if alone else None
        if known and name not in people:
            best = max(sorted(known), key=lambda kind: known[kind])
            local = replace(local, kind=best, partial=False)
        found.append(local)
    return found
