"""People whom a gazetteer lists: which of its entries, if any, somebody in an article is.

A name alone links a person to the only entry that has it. State and offices decide between people
of one name, against an entry of another state, and for a shorter form of a name (an initial, a
surname with its title). What they leave open stays without a link, as a doubt that names the
candidates.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import GazetteerEntry
from kg.resolve.local import Cluster, Scene, state_of
from kg.resolve.lookup import entry_key, states_in
from kg.resolve.names import fold, rotations, short_form, tokens
from kg.resolve.words import SAME_ROLE

_EXACT, _FORM, _PART = 2, 1, 0
"""The very name, but for hyphens, case, marks and order; a form of it; its first or last word."""
_LISTED = 5
"""More candidates than this are no doubt worth listing: the name is too common."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How well an entry agrees with what the article says of a person."""

    entry: GazetteerEntry
    name: int
    against: bool
    """The article places the person in another state."""
    office: bool
    """The article gives the person an office of the entry."""
    state: bool
    """The article places the person in the entry's state."""
    near: bool
    """The article names the entry's state."""

    @property
    def told(self) -> tuple[int, bool]:
        return self.office + self.state, self.near


def link_listed(scene: Scene, clusters: list[Cluster]) -> list[Cluster]:
    """The clusters of people with their entries; those of one entry are one, the earliest.

    Args:
        scene: the article; states are resolved and offices learned.
        clusters: its people with full names, in order of their first mention.
    """
    homes: dict[str, Cluster] = {}
    kept = []
    for cluster in clusters:
        link(scene, cluster)
        home = homes.setdefault(cluster.entry.iri, cluster) if cluster.entry else cluster
        if home is cluster:
            kept.append(cluster)
        else:
            _absorb(scene, home, cluster)
    return kept


def link(scene: Scene, cluster: Cluster) -> None:
    """Gives the cluster of a person its entry, or notes a doubt and the candidates."""
    fits = _fits(scene, cluster)
    agreeing = sorted((f for f in fits if not f.against), key=lambda f: f.told, reverse=True)
    best = agreeing[0] if agreeing else None
    alone = len(fits) == 1 and best is not None and best.name == _EXACT
    clear = len(agreeing) == 1 or (len(agreeing) > 1 and agreeing[0].told > agreeing[1].told)
    if best is not None and (alone or (clear and any(best.told))):
        cluster.entry = best.entry
        cluster.states.update(state_of(scene, best.entry))
        reason = "gazetteer" if alone else "gazetteer, by state or office"
        cluster.links.update(dict.fromkeys(cluster.links, reason))
    elif 0 < len(fits) <= _LISTED:
        cluster.candidates = tuple(fit.entry.iri for fit in fits)
        scene.doubt(min(cluster.links), _note(scene, cluster, fits))


def _fits(scene: Scene, cluster: Cluster) -> list[_Fit]:
    """The entries that the person may be, by IRI: those with the very name, else with a form of
    it, else, of a surname, those whose office the article gives.
    """
    found: dict[str, _Fit] = {}
    for words in sorted({words for name in cluster.names if (words := tokens(name))}):
        for word in dict.fromkeys((words[0], words[-1])):
            for entry in scene.gazetteer.people(word):
                name = max(_alike(words, tokens(n)) for n in (entry.label, *entry.names))
                if entry.iri not in found or found[entry.iri].name < name:
                    found[entry.iri] = _fit(scene, cluster, entry, name)
    fits = [found[iri] for iri in sorted(found)]
    return (
        [f for f in fits if f.name == _EXACT]
        or [f for f in fits if f.name == _FORM and not f.against]
        or [f for f in fits if f.name == _PART and f.office and not f.against]
    )


def _alike(words: tuple[str, ...], own: tuple[str, ...]) -> int:
    """How the person's name is the entry's; -1 when it is not."""
    if "".join(words) in {"".join(own), *rotations(own)}:
        return _EXACT
    if short_form(words, own) or short_form(own, words):
        return _FORM
    return _PART if len(words) == 1 and own and words[0] in (own[0], own[-1]) else -1


def _fit(scene: Scene, cluster: Cluster, entry: GazetteerEntry, name: int) -> _Fit:
    told = states_in(entry.description or "", gazetteer=scene.gazetteer)
    states = set(state_of(scene, entry)) or {entry_key(state) for state in told}
    present = {entry_key(c.entry) for c in scene.clusters if c.kind == "State" and c.entry}
    offices = {fold(office) for office in entry.offices}
    offices |= {SAME_ROLE.get(office, office) for office in offices}
    text = f" {fold(entry.description or '')} "
    roles = {role.removeprefix("former ") for role, _ in cluster.offices}
    return _Fit(
        entry=entry,
        name=name,
        against=bool(states and cluster.states and not states & cluster.states),
        office=any(role in offices or f" {role} " in text for role in roles),
        state=bool(states & cluster.states),
        near=bool(states & present),
    )


def _note(scene: Scene, cluster: Cluster, fits: list[_Fit]) -> str:
    said = repr(max(cluster.names, key=lambda n: (len(n), n)))
    names = " or ".join(_told(scene, fit.entry) for fit in fits)
    if all(fit.against for fit in fits):
        return f"{said} has the name of {names}, but the article places them in another state"
    why = "the article does not say which" if len(fits) > 1 else "only a form of the name agrees"
    return f"{said} may be {names}: {why}"


def _told(scene: Scene, entry: GazetteerEntry) -> str:
    """An entry as a user knows it: label, and what it is."""
    state = scene.gazetteer.entry(entry.state) if entry.state else None
    told = [*entry.offices[:1], *((state.label,) if state else ())]
    return f"{entry.label} ({', '.join(told) or entry.description or entry.iri})"


def _absorb(scene: Scene, home: Cluster, other: Cluster) -> None:
    """Makes one cluster of two that are one entry."""
    for span, reason in other.links.items():
        home.links[span] = reason
        scene.of[span] = home
    home.names.update(other.names)
    home.starts = sorted([*home.starts, *other.starts])
    for mine, theirs in (
        (home.offices, other.offices), (home.states, other.states), (home.nouns, other.nouns),
        (home.bodies, other.bodies),
    ):  # fmt: skip
        mine.update(theirs)  # type: ignore[arg-type]  # pairs of the same type
    home.heading |= other.heading
    home.gender = home.gender or other.gender
    home.generation = home.generation or other.generation
    other.links.clear()
