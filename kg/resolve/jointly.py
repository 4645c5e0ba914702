"""Two who speak as one: `both countries confirmed`, `the two leaders said`, `they said`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kg.records import Extraction, Span
from kg.resolve.pairs import Pairs, two_by_words
from kg.resolve.world import World


def spoken_jointly(
    extraction: Extraction,
    sources: Sequence[Span],
    entity_of: Mapping[tuple[str, Span], str],
    world: World,
    *,
    states: Collection[str],
) -> dict[tuple[str, Span], tuple[str, ...]]:
    """The two whom a source of a claim of an article stands for, by its id and their mention.

    Only where it is clear who they are; keys of a pair are sorted.

    Args:
        extraction: the article.
        sources: those that may be two; see `may_be_two`.
        entity_of: what every mention stands for.
        world: who leads which state.
        states: keys of the states that articles name.
    """
    found: dict[tuple[str, Span], tuple[str, ...]] = {}
    if sources:
        pairs = Pairs(extraction, entity_of, world, states=states)
        for span in sources:
            two = (pairs.people(span) if pairs.is_pair(span) else ()) or pairs.countries(span)
            if len(two) == 2:
                found[extraction.article.id, span] = two
    return found


def may_be_two(extraction: Extraction) -> list[Span]:
    """The sources of claims whose words may stand for two, by place: all others stand for one."""
    sources = {c.steps[0].mention for c in extraction.claims if c.steps}
    known = {m.span: m for m in extraction.mentions}
    text = extraction.article.text
    return sorted(
        span for span in sources if span is not None and two_by_words(text, span, known.get(span))
    )
