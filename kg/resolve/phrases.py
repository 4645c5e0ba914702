"""Descriptions taken apart: determiner, head noun, number, role, states."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from kg.extract.nouns import BODIES, is_plural, singular
from kg.records import EntityKind, Mention
from kg.resolve.context import role_at_end
from kg.resolve.local import Scene
from kg.resolve.lookup import entry_key, states_in
from kg.resolve.names import fold
from kg.resolve.words import (
    DETERMINERS,
    GENERIC_ORG,
    INDEFINITE,
    ORG_NOUNS,
    PLACE_NOUNS,
    PLURAL_ONLY,
    POSSESSIVES,
    STATE_NOUNS,
)

WORDS = re.compile(r"[^\s,;:\"“”()]+")
OWNER = re.compile(r"^(.{1,60}?)(?:['’]s|s['’])\s+(.+)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Description:
    """A description taken apart. `noun` is singular; `states` are entity keys."""

    mention: Mention
    determiner: str
    noun: str
    plural: bool
    role: str | None
    states: tuple[str, ...]
    body: str
    kind: EntityKind

    @property
    def definite(self) -> bool:
        """True after "the", "this" and the like."""
        return self.determiner in DETERMINERS - {"a", "an"}


def describe(mention: Mention, *, scene: Scene) -> Description:
    """A description's determiner, head noun, number, role and states."""
    text = " ".join(mention.text.split())
    words = WORDS.findall(text)
    first = fold(words[0]) if words else ""
    head = fold(scene.text[mention.head.start : mention.head.end]).split()
    noun = re.sub(r"['’]s?$", "", head[-1] if head else fold(words[-1]) if words else "")
    plural = noun in PLURAL_ONLY or is_plural(noun)
    single = singular(noun)
    upto = scene.text[mention.span.start : max(mention.head.end, mention.span.start)]
    hit = role_at_end(WORDS.findall(upto))
    states = {entry_key(e): None for e in states_in(text, gazetteer=scene.gazetteer)}
    for span in (s for s in nested(mention, scene) if s.span != mention.span):
        if (cluster := scene.of.get(span.span)) and cluster.kind == "State" and cluster.entry:
            states.setdefault(entry_key(cluster.entry))
    determiner = first if first in DETERMINERS | INDEFINITE | set(POSSESSIVES) else ""
    if not determiner and OWNER.match(text):
        determiner = "'s"
    body = text[len(words[0]) :].strip() if determiner in DETERMINERS and len(words) > 1 else text
    role = hit[0] if hit else None
    return Description(
        mention, determiner, single, plural, role, tuple(states), body, _kind(mention, single)
    )


def _kind(mention: Mention, noun: str) -> EntityKind:
    """What a description's head noun is a word for; the mention's own kind where it says."""
    if mention.kind != "Group":
        return mention.kind
    if noun in STATE_NOUNS:
        return "State"
    if noun in PLACE_NOUNS:
        return "Place"
    bodies = BODIES | GENERIC_ORG | ORG_NOUNS.keys()
    return "Organization" if noun in bodies else "Person"


def nested(mention: Mention, scene: Scene) -> list[Mention]:
    row = scene.by_sentence.get(mention.sentence, [])
    at = bisect_left(row, mention.span.start, key=lambda m: m.span.start)
    found = []
    while at < len(row) and row[at].span.start < mention.span.end:
        if row[at].span.end <= mention.span.end:
            found.append(row[at])
        at += 1
    return found
