"""Descriptions whose bearer is named a little later: *An economist warned …. "…," Jan Doe, the
economist, said.*
"""

from __future__ import annotations

import re

from kg.extract.nouns import PEOPLE
from kg.records import Mention
from kg.resolve.local import Cluster, Scene, inside
from kg.resolve.phrases import Description

_AHEAD = 3  # sentences in which the name must follow
_OPENS = frozenset({"a", "an", "one", "another"})
_TURNS = re.compile(r"\W*(?:but|however|by contrast|other|another|meanwhile|separately)\b", re.I)


def named_later(scene: Scene, described: Description) -> tuple[Cluster, str] | None:
    """The person that an unnamed speaker turns out to be, with the reason.

    Either the name comes with *the* and the same noun, or it is the very next speaker, is quoted
    word for word, holds an office of that noun, and is named there for the first time.
    """
    mention = described.mention
    if described.plural or described.determiner not in _OPENS or described.noun not in PEOPLE:
        return None
    if mention.span not in scene.sources or inside(scene.headings, mention.span.start):
        return None
    for sentence in range(mention.sentence, mention.sentence + _AHEAD + 1):
        row = [m for m in scene.by_sentence.get(sentence, []) if m.span > mention.span]
        for other in row:
            if not _first_name(scene, other):
                continue
            if _the_one(scene, other, described.noun):
                return scene.of[other.span], "named later"
            if sentence in (mention.sentence + 1, mention.sentence + 2) and _next_speaker(
                scene, mention, other, described.noun
            ):
                return scene.of[other.span], "named later, next speaker of that office"
    return None


def _first_name(scene: Scene, other: Mention) -> bool:
    """Whether a person is named here in full for the first time."""
    cluster = scene.of[other.span]
    return (
        other.form == "name"
        and cluster.kind == "Person"
        and not cluster.partial
        and min(cluster.links) == other.span
    )


def _the_one(scene: Scene, other: Mention, noun: str) -> bool:
    """Whether *, the economist,* follows the name or *the economist,* stands before it."""
    after = scene.text[other.span.end : other.span.end + 60]
    before = scene.text[max(0, other.span.start - 60) : other.span.start]
    word = re.escape(noun)
    return bool(
        re.match(rf", the (?:[\w-]+ )?{word}\s*[,.]", after)
        or re.search(rf"\b[Tt]he (?:[\w-]+ )?{word}, $", before)
    )


def _next_speaker(scene: Scene, mention: Mention, other: Mention, noun: str) -> bool:
    claim = scene.claims.by_index.get(scene.sources.get(other.span, -1))
    if claim is None or claim.mode == "indirect" or claim.parent is not None:
        return False
    holds = any(
        o.person == other.span and o.tenure == "current" and o.role.split()[-1] == noun
        for o in scene.extraction.offices
    )
    between = [s for spans in scene.speakers.values() for s in spans]
    spoke = any(mention.span < s < other.span for s in between)
    sentences = scene.extraction.sentences
    opening = sentences[other.sentence].start if other.sentence < len(sentences) else 0
    turns = _TURNS.match(scene.text, opening)
    return holds and not spoke and turns is None
