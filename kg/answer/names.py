"""The graph's own names, found in a text: which entities a question or a claim speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.answer import library
from kg.graph.gazetteer import load_gazetteer
from kg.meaning.words import STOP
from kg.records import GazetteerEntry

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+")
_PARTICLES = frozenset(["al", "bin", "da", "de", "del", "der", "di", "ibn", "la", "van", "von"])
_HEADS = frozenset(
    """chancellor dictator emir emperor king leader premier president queen ruler sultan
    monarch""".split()
)
"""Offices whose holder is called the leader of the state."""
_COMMON = frozenset(
    "one two three four both each neither side sides north south east west state".split()
)


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the graph and all its names; `state` is that it belongs to."""

    iri: str
    label: str
    kind: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds or held an office of what: `president`, of `Peru`."""

    person: str
    role: str
    of: str | None
    current: bool = True


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a text: `start` to `end` (code points, end exclusive) and whom it may mean."""

    start: int
    end: int
    text: str
    entities: tuple[Entity, ...]

    def may_be(self, other: Named | None) -> bool:
        """Whether both may mean the same."""
        if other is None:
            return False
        return bool({e.iri for e in self.entities} & {e.iri for e in other.entities})

    @property
    def call(self) -> str:
        """What to call it in a parameter: its label, or the common name of several."""
        return self.called(self.entities[0].kind)

    def called(self, kind: str) -> str:
        """The same for one that is of this kind, if there is one: *Lima* the city, or Peru."""
        among = [e for e in self.entities if e.kind == kind] or list(self.entities)
        first = among[0]
        shared = [n for n in (first.label, *first.aliases) if _key(n) == _key(self.text)]
        if len({e.label for e in among}) > 1 and shared:
            return shared[0]
        return first.label


class Names:
    """All names of a graph.

    Full names come before descriptions (*the Peruvian leader*), these before single words of a
    person's name. Of several of one name the one most often mentioned comes first.
    """

    def __init__(
        self,
        entities: Iterable[Entity],
        *,
        holdings: Iterable[Holding] = (),
        gazetteer: Iterable[GazetteerEntry] = (),
    ) -> None:
        """Index the names.

        Args:
            entities: of the graph.
            holdings: offices by which people may be called.
            gazetteer: further names of the states that are among the entities.
        """
        self._full: dict[tuple[str, ...], list[Entity]] = {}
        self._parts: dict[tuple[str, ...], list[Entity]] = {}
        self._groups: dict[tuple[str, ...], list[Entity]] = {}
        self._adjectives: set[tuple[str, ...]] = set()
        self._sides: dict[str, list[Entity]] = {}
        ordered = sorted(entities, key=lambda e: (-e.mentions, e.label, e.iri))
        self._owner = {e.iri: e.state for e in ordered if e.state}
        for entity in ordered:
            plain = entity.kind == "Group" and len(entity.label.split()) == 1
            for name in (entity.label, *entity.aliases):
                _add(self._groups if plain else self._full, _key(name), entity)
            if entity.kind == "Person":
                words = [w for w in _key(entity.label) if len(w) > 2 and w not in _PARTICLES]
                for word in words[:1] + words[-1:]:
                    _add(self._parts, (word,), entity)
        self._further(ordered, gazetteer)
        self._describe(ordered, holdings)
        keys = (*self._full, *self._groups)
        self._longest = max(map(len, keys), default=0)

    def find(self, text: str, *, groups: bool = False) -> list[Named]:
        """The names in a text, longest first where they overlap, in order of appearance.

        Args:
            text: a question, a claim or a sentence.
            groups: whether sources of one common word count: *analysts*.
        """
        words = list(_WORD.finditer(text))
        keys = [_folded(word.group()) for word in words]
        cased = any(word.group()[0].isupper() for word in words[1:])
        found, at = list[Named](), 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                key = tuple(keys[at : at + length])
                entities = self._full.get(key) or self._parts.get(key)
                if not entities and groups:
                    entities = self._groups.get(key)
                start, end = words[at].start(), words[at + length - 1].end()
                if entities and _is_name(text[start:end], entities, cased):
                    found.append(Named(start, end, text[start:end], tuple(entities)))
                    at += length
                    break
            else:
                side = self._sides.get(keys[at], []) if words[at].group()[0].isupper() else []
                if side and at and keys[at - 1] == "the":
                    word = words[at]
                    found.append(Named(word.start(), word.end(), word.group(), tuple(side)))
                at += 1
        return found

    def plain(self, text: str) -> str:
        """A text in which everybody and everything is called by the label: *Lima*, the state, Peru.

        So a question and a statement that call one thing differently come nearer to each other.
        """
        made, at, last = "", 0, ""
        for named in self.find(text):
            between = text[at : named.start]
            label = named.entities[0].label
            if named.entities[0].kind == "State":
                between = re.sub(r"\b[Tt]he $", "", between)
            # *The Peruvian president Jane Doe* is one person with one name.
            made += between if last == label and not between.strip() else between + label
            at, last = named.end, label
        return " ".join((made + text[at:]).split())

    def states_of(self, iris: frozenset[str]) -> frozenset[str]:
        """The states that entities belong to."""
        owners = {self._owner[iri] for iri in iris if iri in self._owner}
        return frozenset(e.iri for owner in sorted(owners) for e in self.called(owner))

    def is_adjective(self, named: Named) -> bool:
        """Whether a name is the adjective of a state: *Peruvian*, not *Peru* or *Peruvians*."""
        return _key(named.text) in self._adjectives

    def called(self, name: str) -> tuple[Entity, ...]:
        """Who or what has exactly this name."""
        return tuple(self._full.get(_key(name), ()))

    def whole(self, text: str, *, groups: bool = True) -> Named | None:
        """The name that a phrase ends with: *Foreign Minister Jane Doe's* → Jane Doe."""
        text = re.sub(r"['’]s?$", "", text.strip().rstrip(" .,"))
        found = self.find(text, groups=groups)
        return found[-1] if found and found[-1].end >= len(text) else None

    def _further(self, entities: Sequence[Entity], gazetteer: Iterable[GazetteerEntry]) -> None:
        """Names of states that no article happens to use: *Hanoi*, *the North*."""
        states = {e.label: e for e in entities if e.kind == "State"}
        context: dict[tuple[str, ...], list[Entity]] = {}
        for entry in gazetteer:
            state = states.get(entry.label)
            if state is None:
                continue
            capital = (entry.capital, *entry.capital_names) if entry.capital else ()
            for name in (*entry.names, *entry.short_names, *entry.demonyms, *capital):
                _add(self._full, _key(name), state)
            self._adjectives |= {_key(n) for n in entry.demonyms if not n.endswith("s")}
            for name in (*entry.context_names, *entry.context_demonyms):
                _add(context, _key(name), state)
        for key, among in context.items():
            if len(among) == 1:
                self._full.setdefault(key, among)
        for word in ("north", "south"):
            among = [e for e in entities if e.kind == "State" and _key(e.label)[0] == word]
            if len(among) == 1:
                self._sides[word] = among

    def _describe(self, entities: Sequence[Entity], holdings: Iterable[Holding]) -> None:
        """Descriptions by office: *Peruvian president*, *Peru's leader*, *president of Peru*."""
        people = {e.iri: e for e in entities if e.kind == "Person"}
        called: dict[str, list[tuple[str, ...]]] = {}
        for key, among in self._full.items():
            for entity in among:
                called.setdefault(entity.label, []).append(key)
        self._belonging(entities, called)
        ordered = sorted(holdings, key=lambda h: (not h.current, h.person, h.role))
        described: dict[tuple[str, ...], list[Entity]] = {}
        for held in ordered:
            person = people.get(held.person)
            if person is None or not (held.of or person.state):
                continue
            roles = [held.role, *(["leader"] if held.role in _HEADS else [])]
            for key in called.get(held.of or person.state or "", []):
                for role in roles:
                    for full in (
                        (*key, *_key(role)),
                        (*key, "s", *_key(role)),
                        (*_key(role), "of", *key),
                        (*_key(role), "of", "the", *key),
                    ):
                        among = described.setdefault(full, [])
                        # Who held an office before is meant only where nobody holds it now.
                        if person not in among and (held.current or not among):
                            among.append(person)
        for key, among in described.items():
            self._full.setdefault(key, sorted(among, key=lambda e: -e.mentions))

    def _belonging(
        self, entities: Sequence[Entity], called: dict[str, list[tuple[str, ...]]]
    ) -> None:
        """Names that begin with that of a state, with its other names: *Peru's army*."""
        for entity in entities:
            if entity.kind not in ("Organization", "Group") or not entity.state:
                continue
            key, owner = _key(entity.label), called.get(entity.state, [])
            lead = max((k for k in owner if key[: len(k)] == k), key=len, default=())
            rest = key[len(lead) :]
            rest = rest[1:] if rest[:1] == ("s",) else rest
            for name in owner if lead and rest else ():
                self._full.setdefault((*name, *rest), [entity])
                self._full.setdefault((*name, "s", *rest), [entity])


def names_of(store: library.Store) -> Names:
    """All names of the entities of a graph, and the offices by which people may be called."""
    rows = library.run(library.find("entities"), store).rows
    offices = library.run(library.find("offices"), store).rows
    return Names(
        (
            Entity(
                str(row["entity"]),
                str(row["label"]),
                str(row["type"]),
                tuple(filter(None, str(row["aliases"] or "").split(library.SEPARATOR))),
                int(row.get("mentions") or 0),
                str(row["state"]) if row.get("state") else None,
            )
            for row in rows
        ),
        holdings=(
            Holding(
                str(row["person"]),
                str(row["role"]),
                str(row["of_label"]) if row["of_label"] else None,
                row["tenure"] == "current",
            )
            for row in offices
        ),
        gazetteer=_states(),
    )


@cache
def _states() -> tuple[GazetteerEntry, ...]:
    """The shipped gazetteer; reading it takes as long as a question."""
    return tuple(load_gazetteer())


def _add(names: dict[tuple[str, ...], list[Entity]], key: tuple[str, ...], entity: Entity) -> None:
    # A described source may be called *they* or *two*, which names nobody in a question.
    if all(word in STOP or word in _COMMON for word in key) and " ".join(key) != "us":
        return
    if entity not in names.setdefault(key, []):
        names[key].append(entity)


def _key(name: str) -> tuple[str, ...]:
    words = tuple(_folded(word) for word in _WORD.findall(name))
    return words[1:] if words[:1] == ("the",) else words


def _folded(word: str) -> str:
    return word.replace(".", "").casefold()


def _is_name(text: str, entities: Sequence[Entity], cased: bool) -> bool:
    """Short names such as US or EU are names only as they are written: *us* is none.

    So are names that are common words too: *Trade* of a ministry is none in *trade grew*, nor is
    *park* somebody's name in a text that writes names with capitals (`cased`).
    """
    if not text.isalpha() or (len(text) > 3 and not text.islower()):
        return True
    if text.islower() and (cased or text in _COMMON):
        return any(text in (e.label, *e.aliases) for e in entities)
    if len(text) > 3 and any(e.kind not in ("Organization", "Group") for e in entities):
        return True
    return any(text in (e.label, *e.aliases) for e in entities) or text.istitle()
