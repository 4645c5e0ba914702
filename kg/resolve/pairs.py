"""Whom `both leaders`, `the two men` and `they` stand for where a meeting is told of.

Only two people whom a sentence before names, and nobody else with them; otherwise nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise

from kg.extract.scene import is_pair
from kg.records import Extraction, Mention, Span
from kg.resolve.occasions import World

_NEAR = 2  # sentences back within which the two need not be the article's only pair
_JOINED = re.compile(r"\s*(?:,\s*)?(?:and|with|&)\s(?:[\w'’.,-]+\s){0,8}?\s*", re.IGNORECASE)


class Pairs:
    """The pairs of people that the sentences of one article name, by sentence."""

    def __init__(
        self, extraction: Extraction, entity_of: Mapping[tuple[str, Span], str], world: World
    ) -> None:
        self._article = extraction.article.id
        self._entity_of = entity_of
        self._world = world
        self._mentions = {m.span: m for m in extraction.mentions}
        self._starts = [s.start for s in extraction.sentences]
        self._named = self._by_sentence(extraction)
        self._joined = self._side_by_side(extraction)

    def is_pair(self, span: Span) -> bool:
        """Whether the mention stands for two people named before."""
        mention = self._mentions.get(span)
        return mention is not None and is_pair(mention)

    def people(self, span: Span, *, beside: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Keys of the two, sorted; empty when it is not clear who they are.

        Args:
            span: of a mention that is a pair.
            beside: keys of those whom the two met, who cannot be of them.
        """
        mention = self._mentions[span]
        here = self._sentence(span)
        if mention.form == "pronoun":
            known = self._entity_of.get((self._article, span))
            return () if known else self._last(here - 1, here, beside, joined=True)
        near = self._last(here - _NEAR, here, beside, joined=not _of_leaders(mention))
        if near or not _of_leaders(mention):
            return near
        pairs = {
            people
            for sentence, people in sorted(self._named.items())
            if sentence < here and self._led(people) and not people & beside
        }
        return tuple(sorted(pairs.pop())) if len(pairs) == 1 else ()

    def _last(
        self, first: int, here: int, beside: frozenset[str], *, joined: bool
    ) -> tuple[str, ...]:
        """The pair of the nearest sentence from `first` on and before `here` that names people; a
        sentence that names one or three ends the search.
        """
        for sentence in range(here - 1, max(first, 0) - 1, -1):
            people = self._named.get(sentence, frozenset())
            if not people or people <= beside:
                continue
            fits = people in self._joined.get(sentence, set()) if joined else self._led(people)
            return tuple(sorted(people)) if fits and not people & beside else ()
        return ()

    def _led(self, people: frozenset[str]) -> bool:
        """Whether they are two who lead different states."""
        states = {self._world.leads.get(p) for p in people}
        return len(people) == 2 and len(states) == 2 and None not in states

    def _sentence(self, span: Span) -> int:
        return bisect_right(self._starts, span.start) - 1

    def _by_sentence(self, extraction: Extraction) -> dict[int, frozenset[str]]:
        named: dict[int, set[str]] = {}
        for mention in extraction.mentions:
            key = self._entity_of.get((self._article, mention.span), "")
            if key.startswith("person/"):
                named.setdefault(self._sentence(mention.span), set()).add(key)
        return {sentence: frozenset(keys) for sentence, keys in named.items()}

    def _side_by_side(self, extraction: Extraction) -> dict[int, set[frozenset[str]]]:
        """Pairs that `and` joins, or that a meeting of the sentence brings together."""
        text = extraction.article.text
        found: dict[int, set[frozenset[str]]] = {}

        def add(sentence: int, *spans: Span) -> None:
            keys = frozenset(self._entity_of.get((self._article, s), "") for s in spans)
            if len(keys) == 2 and all(k.startswith("person/") for k in keys):
                found.setdefault(sentence, set()).add(keys)

        people = sorted(
            m.span for m in extraction.mentions if m.kind == "Person" and m.form == "name"
        )
        for a, b in pairwise(people):
            if _JOINED.fullmatch(text[a.end : b.start]) and self._sentence(a) == self._sentence(b):
                add(self._sentence(a), a, b)
        for meeting in extraction.meetings:
            if len(meeting.participants) == 2:
                add(self._sentence(meeting.trigger), *meeting.participants)
        return found


def _of_leaders(mention: Mention) -> bool:
    return mention.form == "description" and not mention.text.lower().endswith(
        ("men", "women", "rivals", "politicians")
    )
