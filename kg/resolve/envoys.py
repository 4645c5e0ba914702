"""Whom `the foreign ministers of Chile and Peru` stand for, and which talks are `the experts'`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.extract.meetingwords import ENVOYS
from kg.records import Extraction, Meeting, Span
from kg.resolve.world import World

_NOUN = r"(?P<role>(?:(?!two|both|the)[a-z]+ )?minister|president|premier|chancellor|leader)s"
_BEFORE = re.compile(rf"\b{_NOUN} (?:of|from) (?:the )?$", re.IGNORECASE)
_BEHIND = re.compile(rf"\s{_NOUN}\b", re.IGNORECASE)
_PLURAL = re.compile(r"\b[Tt]he (?:two |three )?(?P<noun>[a-z]+)s\b")
_HEADS = frozenset({"president", "premier", "chancellor", "leader"})


class Envoys:
    """Who holds which office for which state in one article."""

    def __init__(
        self, extraction: Extraction, entity_of: Mapping[tuple[str, Span], str], world: World
    ) -> None:
        self._text = extraction.article.text
        self._world = world
        self._meetings = {m.index: m for m in extraction.meetings}
        article = extraction.article.id
        self._holders: dict[str, set[tuple[str, str]]] = {}
        for office in extraction.offices:
            who = entity_of.get((article, office.person))
            whose = entity_of.get((article, office.of)) if office.of else None
            if who and whose and office.tenure == "current":
                self._holders.setdefault(whose, set()).add((office.role, who))

    def named(self, meeting: Meeting, people: Sequence[str]) -> list[str]:
        """The participants with the ministers or leaders for the states that the words name them
        of, where the article names just one of each; otherwise as they are.
        """
        spans = sorted(meeting.participants)
        states = [p for p in people if p.startswith("state/")]
        if len(states) < 2 or len(states) != len(people) or not spans:
            return list(people)
        start, end = spans[0].start, spans[-1].end
        found = _BEFORE.search(self._text, max(0, start - 40), start) or _BEHIND.match(
            self._text, end, end + 40
        )
        if found is None:
            return list(people)
        holders = [self._holder(state, found["role"].lower()) for state in people]
        return [h for h in holders if h] if all(holders) else list(people)

    def _holder(self, state: str, role: str) -> str | None:
        known = self._holders.get(state, set())
        if role in _HEADS:
            who = {p for p, led in self._world.leads.items() if led == state}
            who &= {person for _, person in known}
        else:
            bare = role.rsplit(" ", 1)[-1]
            who = {p for held, p in known if held == role} or {
                p for held, p in known if held == bare
            }
        return who.pop() if len(who) == 1 else None

    def same_noun(self, meeting: Meeting, index: int) -> bool:
        """Whether another meeting's sentence names those who, as `the experts`, meet in this one.

        Args:
            meeting: of nobody named.
            index: of the other meeting.
        """
        lead = self._text[meeting.evidence.start : meeting.trigger.start]
        nouns = [f["noun"].lower() for f in _PLURAL.finditer(lead) if f["noun"].lower() in ENVOYS]
        other = self._meetings[index]
        said = self._text[other.evidence.start : other.trigger.end].lower()
        return bool(nouns) and re.search(rf"\b{nouns[-1]}s?\b", said) is not None
