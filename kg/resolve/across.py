"""Articles together: which clusters of different articles are one entity.

Candidates come from blocking keys, so that the work grows with the articles and not with their
square. A pair is merged for a reason or left apart, and then noted as doubtful.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.resolve.ages import lives
from kg.resolve.groups import DOUBTS, Groups, full_name
from kg.resolve.local import Local
from kg.resolve.names import (
    deletions,
    full_forms,
    is_acronym,
    one_edit,
    rotations,
    short_form,
    squeeze,
    squeezed_forms,
    tokens,
)
from kg.resolve.people import LONG
from kg.resolve.sound import consonants, sounds
from kg.resolve.spellings import slip
from kg.resolve.surnames import join_surnames
from kg.resolve.words import COMMONERS, FEMALE_NAMES, GENERIC_ORG, MALE_NAMES, NICKNAMES

_BLOCK = 40  # names compared within one block; a fuller block is too common a key to say anything


@dataclass(eq=False, slots=True)
class Merged:
    """Clusters taken for one entity. `why` gives the reason that each joined, by its position."""

    members: list[int]
    why: dict[int, str] = field(default_factory=dict)
    maybe: dict[int, tuple[int, int, str | None]] = field(default_factory=dict)
    """First positions of entities that may be the same: the two clusters that are alike, and why;
    None where that is an open question of one article already.
    """


@dataclass(eq=False, slots=True)
class _Node:
    """One name over all articles: the entities so far, before variants of names are compared."""

    at: int
    key: str
    words: tuple[str, ...]
    name: str
    context: frozenset[str]
    states: frozenset[str]
    acronyms: frozenset[str]
    gender: frozenset[str]
    entries: frozenset[str]
    size: int


def merge(locals_: Sequence[Local]) -> list[Merged]:
    """The entities of all articles, in order of their first cluster.

    Args:
        locals_: clusters of all articles, sorted by article and position.
    """
    groups = Groups(locals_)
    for members in _blocks(locals_).values():
        for other, home in lives(locals_, members):
            if home is None:
                groups.doubt(other, members[0], "one name, other ages")
            else:
                groups.join(other, home, None)
    _candidates(groups)
    people = _nodes(groups, "Person")
    _variants(groups, people)
    _misspelled(groups, people)
    join_surnames(groups)
    _organizations(groups, _nodes(groups, "Organization"))
    _places(groups, _nodes(groups, "Place"))
    return _collect(groups)


def _candidates(groups: Groups) -> None:
    """Notes whom those may be whom the gazetteer's entries leave open."""
    known: dict[str, int] = {}
    for at, local in enumerate(groups.locals):
        if local.entry is not None:
            known.setdefault(local.entry.iri, at)
    for at, local in enumerate(groups.locals):
        for iri in local.candidates:
            if iri in known:
                groups.doubt(at, known[iri], None)


def _blocks(locals_: Sequence[Local]) -> dict[tuple[str, ...], list[int]]:
    """Positions that are one entity by name alone."""
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, local in enumerate(locals_):
        for key in _identities(local, at):
            blocks[key].append(at)
    return blocks


def _identities(local: Local, at: int) -> list[tuple[str, ...]]:
    """Keys of which one in common makes two clusters one entity."""
    if local.entry is not None:
        return [("entry", local.entry.iri)]
    apart = (local.article, str(at))
    name = squeeze(full_name(local)) if local.kind != "Group" else ""
    if not name:
        return [(local.kind, *apart)]
    if local.candidates:
        # Two known people have the name: the same name elsewhere need not be the same one.
        return [(local.kind, name, *(local.states[:1] or apart))]
    if local.kind == "Person" and local.partial:
        heads = [f"{role}|{state}" for role, state in local.offices if state]
        # A surname is one person's in two articles only with the same office of the same state.
        return [(local.kind, "partial", name, *(heads[:1] or apart))]
    if local.kind not in ("Person", "Organization"):
        return [(local.kind, name)]
    keys = []
    for form in full_forms(dict(local.names)):
        words = tokens(form)
        if local.kind == "Organization" and all(w in GENERIC_ORG for w in words):
            # Every state has a foreign ministry.
            keys.append((local.kind, squeeze(form), *(local.states[:1] or apart)))
        else:
            keys.append((local.kind, squeeze(form)))
    return keys


def _nodes(groups: Groups, kind: str) -> list[_Node]:
    members: dict[int, list[int]] = defaultdict(list)
    for at, local in enumerate(groups.locals):
        if local.kind == kind and not local.partial:
            members[groups.find(at)].append(at)
    nodes = []
    for home, positions in sorted(members.items()):
        rows = [groups.locals[p] for p in positions]
        forms = {f for r in rows for f in full_forms(dict(r.names))}
        name = min(forms, key=lambda n: (-len(n), n))
        nodes.append(
            _Node(
                at=home,
                key=squeeze(name),
                words=tokens(name),
                name=name,
                context=frozenset(c for r in rows for c in _context(r)),
                states=frozenset(s for r in rows for s in r.states),
                acronyms=frozenset(squeeze(a) for r in rows for a in r.acronyms),
                gender=frozenset(r.gender for r in rows if r.gender),
                entries=frozenset(r.entry.iri for r in rows if r.entry),
                size=len(rows),
            )
        )
    return nodes


def _context(local: Local) -> Iterator[str]:
    """What a person is known as: offices with their state, and states."""
    for role, state in local.offices:
        yield f"{role}|{state or ''}"
    yield from local.states
    for body in local.bodies:
        yield f"member|{body}"


def _pairs(blocks: dict[str, list[_Node]]) -> Iterator[tuple[_Node, _Node]]:
    for _, nodes in sorted((key, nodes) for key, nodes in blocks.items() if len(nodes) > 1):
        if len(nodes) <= _BLOCK:
            for at, a in enumerate(nodes):
                for b in nodes[at + 1 :]:
                    if a is not b:
                        yield a, b


def _variants(groups: Groups, nodes: list[_Node]) -> None:
    """Names in another order, and names with an initial, a nickname, or no middle name."""
    turned: dict[str, list[_Node]] = defaultdict(list)
    ends: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        for key in sorted({node.key, *rotations(node.words)}):
            turned[key].append(node)
        if len(node.words) > 1:
            ends[f"{node.words[-1]}|{node.words[0][:1]}"].append(node)
            if node.words[0] != (plain := NICKNAMES.get(node.words[0], node.words[0])):
                ends[f"{node.words[-1]}|{plain[:1]}"].append(node)
    _heard(groups, nodes)
    for a, b in _pairs(turned):
        if a.key in rotations(b.words) or b.key in rotations(a.words):
            sure = _alike(a, b) or _telling(a)
            _decide(groups, a, b, "name order, same context", sure=sure)
    fuller: dict[int, list[tuple[_Node, _Node, str]]] = defaultdict(list)
    for a, b in _pairs(ends):
        for short, long in ((a, b), (b, a)):
            if reason := short_form(short.words, long.words):
                fuller[short.at].append((short, long, reason))
                break
    for _, hits in sorted(fuller.items()):
        alone = len({groups.find(long.at) for _, long, _ in hits}) == 1
        for short, long, reason in hits:
            sure = alone and _alike(short, long)
            _decide(groups, short, long, f"{reason}, same context", sure=sure)


def _heard(groups: Groups, nodes: list[_Node]) -> None:
    """Other transliterations, and names without their second surname (*Ana Paz*, *Ana Paz Rey*).

    One person where office or state agree; where only the consonants do, a doubt at most.
    """
    alike: dict[str, list[_Node]] = defaultdict(list)
    vowels: dict[str, list[_Node]] = defaultdict(list)
    begins: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        for key in sorted({sounds(node.words), *map(sounds, _turned(node.words))}):
            alike[key].append(node)
        if key := consonants(node.words):
            vowels[key].append(node)
        if len(node.words) in (2, 3):
            begins["|".join(node.words[:2])].append(node)
    for a, b in _pairs(alike):
        if a.key != b.key and len(a.words) > 1:
            _decide(groups, a, b, "transliteration, same context", sure=_alike(a, b))
    for a, b in _pairs(begins):
        if len(a.words) != len(b.words):
            sure = bool(a.context & b.context)
            _decide(groups, a, b, "second surname left out, same context", sure=sure)
    for a, b in _pairs(vowels):
        if a.key != b.key:
            sure = any("|" in c and not c.endswith("|") for c in a.context & b.context)
            _decide(groups, a, b, "transliteration, same office", sure=sure)


def _turned(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words with the first put last, and with the last put first."""
    return ((*words[1:], *words[:1]), (*words[-1:], *words[:-1])) if len(words) > 1 else ()


def _alike(a: _Node, b: _Node) -> bool:
    """Whether two people have an office, state or organisation in common; an office whose state one
    side does not tell counts where no states differ.
    """
    if a.context & b.context:
        return True
    roles = [{c.split("|")[0] for c in n.context if "|" in c} - COMMONERS for n in (a, b)]
    open_ones = any(c.endswith("|") for n in (a, b) for c in n.context)
    return open_ones and bool(roles[0] & roles[1] - {"member"}) and not _states_differ(a, b)


def _telling(node: _Node) -> bool:
    """Whether a name is rare enough to be one person's in either order."""
    given = FEMALE_NAMES | MALE_NAMES
    words = node.words
    return len(words) == 2 and min(map(len, words)) > 4 and not any(w in given for w in words)


def _decide(groups: Groups, a: _Node, b: _Node, reason: str, *, sure: bool) -> None:
    if len(a.gender | b.gender) > 1 and a.gender and b.gender:
        return
    if a.entries and b.entries and not a.entries & b.entries:
        return
    if sure:
        groups.join(a.at, b.at, reason)
    elif groups.find(a.at) != groups.find(b.at):
        likeness = reason.partition(",")[0]
        groups.doubt(a.at, b.at, f"{likeness}; neither office nor state settles it")


def _misspelled(groups: Groups, nodes: list[_Node]) -> None:
    """Long names one edit apart: one person if office and state are the same, else a doubt."""
    near: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        if len(node.key) >= LONG and len(node.words) > 1:
            for key in sorted(deletions(node.key)):
                near[key].append(node)
    seen: set[tuple[int, int]] = set()
    for a, b in _pairs(near):
        if (a.at, b.at) in seen or not one_edit(a.key, b.key):
            continue
        seen.add((a.at, b.at))
        shared = {c for c in a.context & b.context if "|" in c and not c.endswith("|")}
        _decide(groups, a, b, "misspelling, same office", sure=bool(shared))


def _places(groups: Groups, nodes: list[_Node]) -> None:
    """Places of one state one slip apart: one place, unless both are known."""
    near: dict[str, list[_Node]] = defaultdict(list)
    for node in nodes:
        for key in sorted(deletions(node.key)) if node.states else ():
            near[key].append(node)
    for a, b in _pairs(near):
        if a.states & b.states and not (a.entries and b.entries) and slip(a.name, b.name):
            groups.join(b.at, a.at, "misspelling, same state")


def _organizations(groups: Groups, nodes: list[_Node]) -> None:
    """Acronyms, run-together forms, and names with or without a generic last part."""
    defined: dict[str, list[_Node]] = defaultdict(list)
    runs: dict[str, list[_Node]] = defaultdict(list)
    cores: dict[tuple[str, ...], list[_Node]] = defaultdict(list)
    for node in nodes:
        for acronym in sorted(node.acronyms):
            defined[acronym].append(node)
        for form in sorted(squeezed_forms(node.name)):
            runs[form].append(node)
        for n in range(1, len(node.words)):
            if all(w in GENERIC_ORG for w in node.words[n:]):
                cores[node.words[:n]].append(node)
    for node in nodes:
        options = [(runs.get(node.key, []), "run-together form of the name")]
        if is_acronym(node.name):
            options.insert(0, (defined.get(node.key, []), "acronym given in another article"))
        else:
            options.append((cores.get(node.words, []), "short name"))
        for found, reason in options:
            others = sorted({groups.find(o.at) for o in found} - {groups.find(node.at)})
            fits = [o for o in found if groups.find(o.at) in others]
            if len(others) == 1 and not any(_states_differ(node, o) for o in fits):
                groups.join(node.at, fits[0].at, reason)
                break
            for other in others[:DOUBTS]:
                groups.doubt(node.at, other, f"{reason}, of several or of another state")


def _states_differ(a: _Node, b: _Node) -> bool:
    return bool(a.states and b.states and not a.states & b.states)


def _collect(groups: Groups) -> list[Merged]:
    merged: dict[int, Merged] = {}
    first: dict[str, int] = {}
    for at, local in enumerate(groups.locals):
        first.setdefault(local.article, at)
        home = groups.find(at)
        merged.setdefault(home, Merged([])).members.append(at)
        for other in local.maybe:
            groups.doubt(at, first[local.article] + other, None)
    for at, reason in sorted(groups.why.items()):
        merged[groups.find(at)].why[at] = reason
    for (a, b), why in sorted(groups.doubts.items()):
        x, y = groups.find(a), groups.find(b)
        if x != y:
            merged[x].maybe.setdefault(y, (a, b, why))
            merged[y].maybe.setdefault(x, (a, b, why))
    return [merged[home] for home in sorted(merged)]
