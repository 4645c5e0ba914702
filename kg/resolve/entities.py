"""Entities from merged clusters: label, key, aliases, state, links."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg.records import Entity, EntityLink, OpenQuestion, Span
from kg.resolve.across import Merged
from kg.resolve.groups import full_name
from kg.resolve.local import Local
from kg.resolve.lookup import entry_key
from kg.resolve.names import digest, full_forms, slug


def entities(
    merged: Sequence[Merged], locals_: Sequence[Local]
) -> tuple[tuple[Entity, ...], tuple[OpenQuestion, ...]]:
    """Entities sorted by key, and what is doubtful about them."""
    labels = [_label(m, locals_) for m in merged]
    keys = _keys(merged, labels, locals_)
    home = {at: keys[i] for i, m in enumerate(merged) for at in m.members}
    made = []
    questions = []
    for group, label, key in zip(merged, labels, keys, strict=True):
        rows = [locals_[at] for at in group.members]
        entry = next((row.entry for row in rows if row.entry), None)
        made.append(
            Entity(
                key=key,
                kind=rows[0].kind,
                label=label,
                aliases=_aliases(rows, label),
                links=tuple(_links(group, locals_)),
                gazetteer=entry.iri if entry else None,
                wikidata=entry.wikidata if entry else None,
                state=_state(rows) if rows[0].kind != "State" else None,
                doubtful=tuple(sorted({home[at] for at in group.maybe} - {key})),
                organization=_organization(group, locals_, home),
                candidates=tuple(sorted({iri for row in rows for iri in row.candidates})),
            )
        )
        if len(rows) > 1:
            questions += _conflicts(label, rows)
        if group.maybe:
            questions += _doubts(group, locals_)
    made.sort(key=lambda e: e.key)
    return tuple(made), tuple(questions)


def _aliases(rows: Sequence[Local], label: str) -> tuple[str, ...]:
    """Names other than the label, sorted."""
    if len(rows) == 1 and len(rows[0].names) == 1 and not rows[0].acronyms:
        name = rows[0].names[0][0]
        return (name,) if name and name != label else ()
    names = {name for row in rows for name, _ in row.names}
    names.update(acronym for row in rows for acronym in row.acronyms)
    return tuple(sorted(name for name in names if name and name != label))


def _links(group: Merged, locals_: Sequence[Local]) -> list[EntityLink]:
    found = []
    for at in group.members:
        row, why = locals_[at], group.why.get(at)
        for span, reason in row.links:
            found.append(EntityLink(row.article, span, f"{reason}; {why}" if why else reason))
    return sorted(found, key=lambda link: (link.article, link.span)) if len(found) > 1 else found


def _label(group: Merged, locals_: Sequence[Local]) -> str:
    """The gazetteer's label; else the commonest full form, ties by length and code points."""
    rows = [locals_[at] for at in group.members]
    if entry := next((row.entry for row in rows if row.entry), None):
        return entry.label
    if len(rows) == 1 and len(rows[0].names) == 1:
        return rows[0].names[0][0]
    counts: Counter[str] = Counter()
    for row in rows:
        # Partial names never name a person whose full name is known.
        if not row.partial or all(r.partial for r in rows):
            counts.update(dict(row.names))
    if len(counts) == 1:
        return next(iter(counts))
    full = full_forms(counts) if rows[0].kind in ("Organization", "Person") else list(counts)
    if not full:
        return locals_[group.members[0]].kind
    return min(full, key=lambda n: (n.isupper() and " " in n, -counts[n], -len(n), n.isascii(), n))


def _keys(merged: Sequence[Merged], labels: Sequence[str], locals_: Sequence[Local]) -> list[str]:
    plain: list[str] = []
    homes: dict[str, str] = {}
    for group, label in zip(merged, labels, strict=True):
        row = locals_[group.members[0]]
        entry = next((locals_[a].entry for a in group.members if locals_[a].entry), None)
        if entry is not None:
            plain.append(entry_key(entry))
        elif row.kind == "Group":
            if row.article not in homes:
                homes[row.article] = f"group/{slug(row.article)}-{digest(row.article)}"
            plain.append(f"{homes[row.article]}/{slug(label)}")
        else:
            plain.append(f"{row.kind.lower()}/{slug(label)}")
    shared: dict[str, list[int]] = defaultdict(list)
    for i, key in enumerate(plain):
        shared[key].append(i)
    keys = list(plain)
    for key, rows in shared.items():
        if len(rows) == 1:
            continue
        entries = {i: e for i in rows for a in merged[i].members if (e := locals_[a].entry)}
        for i in rows:
            # Two people of one name in the gazetteer are told apart by their IRIs.
            if i in entries and len(entries) > 1:
                keys[i] = f"{key}-{digest(entries[i].iri)}"
            elif i not in entries:
                keys[i] = f"{key}-{digest(_fingerprint(merged[i], labels[i], locals_))}"
    return keys


def _fingerprint(group: Merged, label: str, locals_: Sequence[Local]) -> str:
    """What tells entities of one slug apart, whatever the input's order: label and first use."""
    first = min((locals_[a].article, locals_[a].links[0][0]) for a in group.members)
    return "\n".join([label, first[0], str(first[1].start), str(first[1].end)])


def _state(rows: Sequence[Local]) -> str | None:
    """The only state that the articles give; of several, the one that a clear majority gives."""
    if len(rows) == 1:
        return rows[0].states[0] if len(set(rows[0].states)) == 1 else None
    tally = Counter(state for row in rows for state in set(row.states))
    ranked = sorted(tally.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) == 1 or (len(ranked) > 1 and ranked[0][1] > 2 * ranked[1][1]):
        return ranked[0][0]
    return None


def _organization(group: Merged, locals_: Sequence[Local], home: Mapping[int, str]) -> str | None:
    """What a described source belongs to, when all that is said of it names the same."""
    found = set()
    for at in group.members:
        row = locals_[at]
        if not row.member_of:
            continue
        first = at
        while first and locals_[first - 1].article == row.article:
            first -= 1
        found |= {home[first + number] for number in row.member_of}
    return found.pop() if len(found) == 1 else None


def _doubts(group: Merged, locals_: Sequence[Local]) -> list[OpenQuestion]:
    """A question for each entity of a later cluster that this one may be the same as."""
    questions = []
    for home, (one, other, why) in sorted(group.maybe.items()):
        if why is None or home < group.members[0]:
            continue
        here, there = locals_[other], locals_[one]
        names = (f"{full_name(local)!r} in {local.article}" for local in (here, there))
        note = f"{' and '.join(names)} may be one: {why}"
        questions.append(OpenQuestion(here.article, "doubtful-merge", here.links[0][0], note))
    return questions


def _conflicts(label: str, rows: Sequence[Local]) -> list[OpenQuestion]:
    """A doubt where articles place one name in different states and none agrees with another."""
    if rows[0].kind != "Person":
        return []
    told = [(row, set(row.states)) for row in rows if row.states]
    if not told:
        return []
    base, states = told[0]
    other = next((row for row, found in told[1:] if not found & states), None)
    if other is None or any(found & set(other.states) & states for _, found in told):
        return []
    note = f"{label!r} may be two people: {base.article} and {other.article} name other states"
    span: Span = other.links[0][0]
    return [OpenQuestion(other.article, "doubtful-merge", span, note)]
