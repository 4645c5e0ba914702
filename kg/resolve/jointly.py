"""Two who speak as one: `both countries confirmed`, `the two leaders said`, `they said`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kg.records import Extraction, Span
from kg.resolve.pairs import Pairs
from kg.resolve.world import World


def spoken_jointly(
    extractions: Iterable[Extraction],
    entity_of: Mapping[tuple[str, Span], str],
    world: World,
    *,
    states: Collection[str],
) -> dict[tuple[str, Span], tuple[str, ...]]:
    """The two whom a source of a claim stands for, by article id and the source's mention.

    Only where it is clear who they are; keys of a pair are sorted.

    Args:
        extractions: in order of their ids.
        entity_of: what every mention stands for.
        world: who leads which state.
        states: keys of the states that articles name.
    """
    found: dict[tuple[str, Span], tuple[str, ...]] = {}
    for extraction in extractions:
        sources = {c.steps[0].mention for c in extraction.claims if c.steps and c.steps[0].mention}
        if not sources:
            continue
        pairs = Pairs(extraction, entity_of, world, states=states)
        for span in sorted(s for s in sources if s is not None):
            two = (pairs.people(span) if pairs.is_pair(span) else ()) or pairs.countries(span)
            if len(two) == 2:
                found[extraction.article.id, span] = two
    return found
