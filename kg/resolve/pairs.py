"""Whom `both leaders`, `the two men` and `they` stand for where a meeting is told of.

Only two people whom a sentence before names, and nobody else with them; otherwise nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping
from functools import cached_property
from itertools import pairwise

from kg.extract.meetingwords import STATE_PAIR
from kg.extract.scene import is_pair
from kg.records import Extraction, Mention, Span
from kg.resolve.world import World

_OFFICE = re.compile(
    r"((?:(?!two|both|the)\w+ )?minister|president|premier|chancellor"
    r"|(?:foreign |home )secretar)(?:ies|s|y)?$"
)
_COUNTRIES = re.compile(
    r"(?:both|the two|both of the|the)(?: \w+)? "
    r"(?:countries|nations|governments|states|neighbou?rs|capitals|sides)",
    re.IGNORECASE,
)
_ENVOYS = re.compile(
    r"(?:the )?(?:\w+ )?(?:officials|envoys|experts|negotiators|diplomats|delegations|delegates"
    r"|representatives|lawmakers) (?:of|from) ",
    re.IGNORECASE,
)
"""Those of two countries who are nobody in particular: their states meet."""
_THREE = re.compile(r"(?:the|all) three", re.IGNORECASE)
_SHARED = ("korea", "sudan", "congo")
_NEAR = 2  # sentences back within which the two need not be the article's only pair
_JOINED = re.compile(r"\s*(?:,\s*)?(?:and|with|&)\s(?:[\w'’.,-]+\s){0,8}?\s*", re.IGNORECASE)


class Pairs:
    """The pairs of people that the sentences of one article name, by sentence."""

    def __init__(
        self,
        extraction: Extraction,
        entity_of: Mapping[tuple[str, Span], str],
        world: World,
        *,
        states: Collection[str],
    ) -> None:
        self._article = extraction.article.id
        self._entity_of = entity_of
        self._world = world
        self._states = states
        self._text = extraction.article.text
        self._mentions = {m.span: m for m in extraction.mentions}
        self._starts = [s.start for s in extraction.sentences]
        self._offices: dict[str, set[str]] = {}
        for office in extraction.offices:
            key = entity_of.get((extraction.article.id, office.person))
            if key:
                self._offices.setdefault(key, set()).add(office.role)
        self._extraction = extraction

    # Few articles ask for these.
    @cached_property
    def _named(self) -> dict[int, frozenset[str]]:
        return self._by_sentence(self._extraction)

    @cached_property
    def _joined(self) -> dict[int, set[frozenset[str]]]:
        return self._side_by_side(self._extraction)

    def is_pair(self, span: Span) -> bool:
        """Whether the mention stands for two people named before, or for two states."""
        if self._of_states(span):
            return True
        return is_pair(self._mention(span))

    def _mention(self, span: Span) -> Mention:
        """The mention, or one of what a meeting names without one: `The two [met]`."""
        text = self._text[span.start : span.end]
        made = Mention(self._article, span, span, text, "Group", "description", 0)
        return self._mentions.get(span, made)

    def people(self, span: Span, *, beside: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Keys of the two, sorted; empty when it is not clear who they are.

        Args:
            span: of a mention that is a pair.
            beside: keys of those whom the two met, who cannot be of them.
        """
        if self._of_states(span):
            return self._sharing(span)
        mention = self._mention(span)
        here = self._sentence(span)
        if _COUNTRIES.fullmatch(mention.text) or _ENVOYS.match(mention.text):
            return self._main_states()
        if _THREE.fullmatch(mention.text):
            return self._last(here - _NEAR, here, beside, joined=True)
        if mention.form == "pronoun":
            known = self._entity_of.get((self._article, span))
            return () if known else self._last(here - _NEAR, here, beside, joined=True)
        near = self._last(here - _NEAR, here, beside, joined=not _of_leaders(mention))
        if near or not _of_leaders(mention):
            return near if self._may_be(near, mention.text) else self._main_states()
        pairs = {
            people
            for sentence, people in sorted(self._named.items())
            if sentence < here and self._led(people) and not people & beside
        }
        found = tuple(sorted(pairs.pop())) if len(pairs) == 1 else ()
        return found if self._may_be(found, mention.text) else self._main_states()

    def countries(self, span: Span) -> tuple[str, ...]:
        """Keys of the two states that `both countries` stands for, sorted; empty when it stands for
        something else or they are not clear.
        """
        words = self._text[span.start : span.end]
        return self._main_states() if _COUNTRIES.fullmatch(words) else ()

    def _may_be(self, people: tuple[str, ...], text: str) -> bool:
        """Whether nobody of them is known for another office than the phrase names: the `two
        defence ministers` are no presidents.
        """
        office = _OFFICE.search(re.split(r" (?:of|from) ", text.lower())[0])
        if office is None:
            return True
        known = [self._offices.get(key, set()) for key in people]
        return all(not held or any(office[1] in role for role in held) for held in known)

    def _main_states(self) -> tuple[str, ...]:
        """The two states that the article is about: each named thrice, others half as often."""
        tally = Counter(
            key
            for span in sorted(self._mentions)
            if (key := self._entity_of.get((self._article, span), "")).startswith("state/")
        )
        ranked = sorted(tally, key=lambda key: (-tally[key], key))
        clear = len(ranked) > 1 and tally[ranked[1]] >= max(
            3, 2 * max((tally[key] for key in ranked[2:]), default=0)
        )
        return tuple(sorted(ranked[:2])) if clear else ()

    def _of_states(self, span: Span) -> bool:
        return STATE_PAIR.fullmatch(self._text[span.start : span.end]) is not None

    def _sharing(self, span: Span) -> tuple[str, ...]:
        """The two states of `the two Koreas` and `inter-Korean`, where articles name both."""
        found = STATE_PAIR.fullmatch(self._text[span.start : span.end])
        if found is None:
            return ()
        word = (found["plural"] or found["adjective"]).lower()
        name = next(n for n in _SHARED if word.startswith(n))
        named = [key for key in sorted(self._states) if name in key.rsplit("/", 1)[-1].split("-")]
        return tuple(named) if len(named) == 2 else ()

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
            fits = people in self._joined.get(sentence, set()) or (not joined and self._led(people))
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
            if len(keys) == len(spans) and all(k.startswith("person/") for k in keys):
                found.setdefault(sentence, set()).add(keys)

        people = sorted(
            m.span for m in extraction.mentions if m.kind == "Person" and m.form == "name"
        )
        for a, b in pairwise(people):
            if _JOINED.fullmatch(text[a.end : b.start]) and self._sentence(a) == self._sentence(b):
                add(self._sentence(a), a, b)
        for meeting in extraction.meetings:
            if len(meeting.participants) in (2, 3):
                add(self._sentence(meeting.trigger), *meeting.participants)
        return found


def two_by_words(text: str, span: Span, mention: Mention | None) -> bool:
    """Whether the words of a source may stand for two people or states."""
    words = text[span.start : span.end]
    made = mention or Mention("", span, span, words, "Group", "description", 0)
    return bool(STATE_PAIR.fullmatch(words) or _COUNTRIES.fullmatch(words) or is_pair(made))


def _of_leaders(mention: Mention) -> bool:
    return mention.form == "description" and not mention.text.lower().endswith(
        ("men", "women", "rivals", "politicians")
    )
