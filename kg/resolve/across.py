"""Articles together: which clusters of different articles are one entity.

Candidates come from blocking keys, so that the work grows with the articles and not with their
square. A pair is merged for a reason or left apart, and then noted as doubtful.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
from kg.resolve.surnames import join_surnames
from kg.resolve.words import GENERIC_ORG, NICKNAMES

_BLOCK = 40  # names compared within one block; a fuller block is too common a key to say anything


@dataclass(eq=False, slots=True)
class Merged:
    """Clusters taken for one entity. `why` gives the reason that each joined, by its position."""

    members: list[int]
    why: dict[int, str] = field(default_factory=dict)
    maybe: set[int] = field(default_factory=set)
    """Positions of clusters in other entities that may be the same."""
    notes: list[str] = field(default_factory=list)


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
    size: int


def merge(locals_: Sequence[Local]) -> list[Merged]:
    """The entities of all articles, in order of their first cluster.

    Args:
        locals_: clusters of all articles, sorted by article and position.
    """
    groups = Groups(locals_)
    for members in _blocks(locals_).values():
        for other in members[1:]:
            groups.join(other, members[0], None)
    people = _nodes(groups, "Person")
    _variants(groups, people)
    _misspelled(groups, people)
    join_surnames(groups)
    _organizations(groups, _nodes(groups, "Organization"))
    return _collect(groups)


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
    name = squeeze(full_name(local))
    if local.kind == "Group" or not name:
        return [(local.kind, *apart)]
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
                size=len(rows),
            )
        )
    return nodes


def _context(local: Local) -> Iterator[str]:
    """What a person is known as: offices with their state, and states."""
    for role, state in local.offices:
        yield f"{role}|{state or ''}"
    yield from local.states


def _pairs(blocks: dict[str, list[_Node]]) -> Iterator[tuple[_Node, _Node]]:
    for _, nodes in sorted(blocks.items()):
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
            if node.words[0] != (plain := _formal(node.words[0])):
                ends[f"{node.words[-1]}|{plain[:1]}"].append(node)
    for a, b in _pairs(turned):
        if a.key in rotations(b.words) or b.key in rotations(a.words):
            _decide(groups, a, b, "name order, same context", sure=bool(a.context & b.context))
    fuller: dict[int, list[tuple[_Node, _Node, str]]] = defaultdict(list)
    for a, b in _pairs(ends):
        for short, long in ((a, b), (b, a)):
            if reason := short_form(short.words, long.words):
                fuller[short.at].append((short, long, reason))
                break
    for _, hits in sorted(fuller.items()):
        alone = len({groups.find(long.at) for _, long, _ in hits}) == 1
        for short, long, reason in hits:
            sure = alone and bool(short.context & long.context)
            _decide(groups, short, long, f"{reason}, same context", sure=sure)


def _formal(word: str) -> str:
    return NICKNAMES.get(word, word)


def _decide(groups: Groups, a: _Node, b: _Node, reason: str, *, sure: bool) -> None:
    if len(a.gender | b.gender) > 1 and a.gender and b.gender:
        return
    if sure:
        groups.join(a.at, b.at, reason)
    elif groups.find(a.at) != groups.find(b.at):
        groups.doubt(a.at, b.at)


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
                groups.doubt(node.at, other)


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
            groups.doubt(at, first[local.article] + other)
    for at, reason in sorted(groups.why.items()):
        merged[groups.find(at)].why[at] = reason
    for a, b in sorted(groups.doubts):
        x, y = groups.find(a), groups.find(b)
        if x != y:
            merged[x].maybe.add(y)
            merged[y].maybe.add(x)
    return [merged[home] for home in sorted(merged)]
