"""Whose office it is where the text says it by a pronoun: *his foreign minister*, *its president*,
*her Danish counterpart*.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract.rolephrase import POSSESSIVES, Phrase, expand
from kg.extract.roles import ROLES
from kg.extract.syntax import MentionIndex
from kg.records import Mention

COUNTERPART = "counterpart"
_PERSONS = frozenset({"his", "her"})
_COUNTRY = frozenset({"State"})
_BODY = frozenset({"Organization"})
_KINDS = {
    "its": _COUNTRY | _BODY,
    **dict.fromkeys(("country", "nation", "kingdom", "republic"), _COUNTRY),
    **dict.fromkeys(("company", "bank", "group", "party", "agency", "firm", "union"), _BODY),
}
"""Of what a possessor can be the office: *its director*, *the company's director*."""
_PUBLIC = frozenset(
    """
    minister secretary deputy ambassador envoy premier president vice-president chancellor
    """.split()
)
"""Last words of offices that belong to a person's state when they are called his or hers; a lawyer
or a spokesman is the person's own."""
_SENTENCES = 2  # sentences before its own that *its* looks back over
_BACK = 2  # tokens between a possessor and the first word of the role


class Told:
    """The offices that the last sentences told of, and where those sentences began."""

    def __init__(self) -> None:
        self._told: list[tuple[int, Phrase]] = []
        self._starts: list[int] = []
        self._by_name: dict[str, str] = {}
        self._full: dict[str, frozenset[str]] = {}

    def next_sentence(self, start: int) -> None:
        """Forgets what is too far back.

        Args:
            start: where the sentence that is read now begins, code points.
        """
        self._starts = [*self._starts[-_SENTENCES:], start]
        self._told = [(at, phrase) for at, phrase in self._told if at >= self._starts[0]]

    def add(self, phrase: Phrase, person: Mention) -> None:
        """Notes an office that was read, and whose it is."""
        self._told.append((self._starts[-1], phrase))
        if phrase.tenure == "current" and person.form == "name":
            name = person.text.split()[-1]
            self._by_name.setdefault(name, phrase.role)
            if phrase.of is not None or " of " in phrase.role:
                words = {phrase.role, phrase.role.split(" of ")[0].split()[-1]}
                self._full[name] = self._full.get(name, frozenset()) | words

    def completed(
        self, phrase: Phrase, person: Mention, tokens: list[Token], index: MentionIndex
    ) -> Phrase | None:
        """The phrase with what the text says by a pronoun; None for a counterpart of nobody, and
        for a title that only repeats an office told in full.

        Args:
            phrase: as read by itself.
            person: who holds it.
            tokens: its sentence.
            index: all mentions.
        """
        if phrase.role.split()[-1:] == [COUNTERPART]:
            return self._counterpart(phrase, tokens, index)
        if phrase.of is not None:
            return phrase
        if phrase.tenure == "current" and phrase.role in self._known(person):
            return None  # "the minister": told in full before
        owner = _owner(tokens, phrase)
        if owner in _PERSONS and phrase.role.split()[-1] in _PUBLIC:
            fits = [p for _, p in self._told if p.of is not None and p.of.kind == "State"]
            return replace(phrase, of=fits[-1].of) if fits else phrase
        if kinds := _KINDS.get(owner):
            return replace(phrase, of=self._named(tokens, phrase, index, kinds=kinds))
        return phrase

    def _known(self, person: Mention) -> frozenset[str]:
        """The offices that were told of the person with what they are of, and their last words."""
        return self._full.get(person.text.split()[-1], frozenset())

    def _counterpart(
        self, phrase: Phrase, tokens: list[Token], index: MentionIndex
    ) -> Phrase | None:
        """The office of whoever was named before, held for another state."""
        if phrase.of is None or phrase.of.kind != "State":
            return None
        for k in range(phrase.first - 1, -1, -1):
            for mention in index.over(tokens[k]):
                if mention.form == "name" and mention.kind == "Person":
                    role = self._by_name.get(mention.text.split()[-1])
                    return replace(phrase, role=role) if role else None
            if tokens[k].lower_ in ROLES and tokens[k].tag_ != "NNS":
                own = expand(tokens, k, k + 1, index, phrase.of)
                return replace(phrase, role=own.role) if own else None
        told = [p for _, p in self._told if p.tenure == "current"]
        return replace(phrase, role=told[-1].role) if told else None

    def _named(
        self, tokens: list[Token], phrase: Phrase, index: MentionIndex, *, kinds: frozenset[str]
    ) -> Mention | None:
        """The only name of these kinds in the sentence before the phrase, else in the last sentence
        that holds one.
        """
        high = tokens[phrase.first].idx
        for low in reversed(self._starts):
            names = [m for m in index.between(low, high) if m.kind in kinds and m.form == "name"]
            if names:
                single = len({m.concept or m.text for m in names}) == 1
                return names[-1] if single else None
            high = low
        return None


def _owner(tokens: list[Token], phrase: Phrase) -> str:
    """The possessor right before a role, in lower case; empty when there is none."""
    for k in range(phrase.first - 1, max(-1, phrase.first - 2 - _BACK), -1):
        word = tokens[k].lower_
        if word in _PERSONS | {"its"}:
            return word
        if tokens[k].text in POSSESSIVES and k:
            return tokens[k - 1].lower_
        if tokens[k].is_punct or tokens[k].pos_ in ("VERB", "AUX", "ADP"):
            break
    return ""
