"""What articles say of who leads which state, and of the state that each entity belongs to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.records import Entity, Extraction, Span
from kg.resolve.local import Local
from kg.resolve.words import HEADS

Heads = tuple[tuple[Span, Span], ...]
"""The mentions of people, and of what each of them heads."""


@dataclass(frozen=True, slots=True)
class World:
    """What is known of entities: the state that each person leads, and the state of each entity."""

    leads: Mapping[str, str]
    state: Mapping[str, str]

    def side(self, key: str) -> str:
        """A leader's state, which may stand for the leader; otherwise the key itself."""
        return self.leads.get(key, key)


def world(
    entities: Sequence[Entity],
    locals_: Sequence[Local],
    entity_of: Mapping[tuple[str, Span], str],
    offices: Iterable[tuple[str, Heads]] = (),
) -> World:
    """The states that entities belong to, and those that people lead according to the articles.

    Args:
        entities: of all articles.
        locals_: the clusters they were made of.
        entity_of: the key of each mention's entity, by article and span.
        offices: articles, and what `heads` found in each.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for local in locals_:
        if local.kind == "Person":
            key = entity_of[local.article, local.links[0][0]]
            counts[key].update({s for role, s in local.offices if role in HEADS and s})
    # The words around a name may hold the state of somebody else; an office names its own.
    for article, found in offices:
        for person, of in found:
            who, whose = entity_of.get((article, person)), entity_of.get((article, of))
            if who and whose and whose.startswith("state/"):
                counts[who][whose] += 1
    leads = {
        key: min(tally.items(), key=lambda item: (-item[1], item[0]))[0]
        for key, tally in counts.items()
        if tally
    }
    return World(leads=leads, state={e.key: e.state for e in entities if e.state})


def heads(extraction: Extraction) -> Heads:
    """Who heads a state, if what they head is one, according to the article."""
    return tuple(
        (office.person, office.of)
        for office in extraction.offices
        if office.of is not None and office.role in HEADS
    )
