"""Person names of one article: which of them are one person.

Full names first; then surnames and other partial names, in order of appearance. Two different
full names never become one person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from kg.records import Mention, Span
from kg.resolve.bare import Bare, attach_partials
from kg.resolve.context import Around, around
from kg.resolve.listed import link_listed
from kg.resolve.local import Cluster, Scene, inside
from kg.resolve.names import (
    fold,
    one_edit,
    partials,
    person_name,
    rotations,
    short_form,
    squeeze,
    tokens,
)
from kg.resolve.sound import sounds
from kg.resolve.words import (
    FEMALE_NAMES,
    FEMALE_TITLES,
    GENERATION,
    MALE_NAMES,
    MALE_NOUNS,
    ROYAL,
    SAME_ROLE,
)

_AND_KIN = re.compile(
    r"[^.;:!?\n]*?(?:,| and| with) (his|her) (\w+ )?(?:wife|husband|son|daughter)\b"
)
_AGE = re.compile(r", (?:an? )?(\d{2})(?:,|-year-old)")
_YEARS_OLD = re.compile(r"\b(\d{2})-year-old (?:[\w-]+ ){0,3}$")
LONG = 10
"""Letters a name needs before one edit can be taken for a misspelling."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name as it stands in the text."""

    mention: Mention
    text: str
    words: tuple[str, ...]
    around: Around


def resolve_people(scene: Scene, mentions: list[Mention]) -> None:
    """Puts every person name of the article into a cluster of `scene`.

    Args:
        scene: the article.
        mentions: the mentions that are names of people, in order of appearance.
    """
    names = [_name(m, scene) for m in mentions]
    names = _royal(names)
    full = [n for n in names if len(n.words) > 1]
    groups = _full_groups(full)
    shorter = _partial_groups(groups)
    clusters = _clusters(groups, skip=shorter, scene=scene)
    learn_offices(scene)
    clusters = link_listed(scene, clusters)
    _spouses(scene, names)
    rest = [n for n in names if len(n.words) == 1 or "".join(n.words) in shorter]
    attach_partials(
        scene,
        clusters,
        [Bare(n.mention, n.text, "".join(n.words), n.around, len(n.words)) for n in rest],
    )


def learn_offices(made: Scene) -> None:
    """Adds the offices that were extracted to the people who hold them."""
    for office in made.extraction.offices:
        person = made.of.get(office.person)
        if person is None or person.kind != "Person":
            continue
        role = fold(office.role)
        role = SAME_ROLE.get(role, role)
        of = made.of.get(office.of) if office.of is not None else None
        state = next(iter(sorted(of.states)), None) if of is not None else None
        if of is not None and of.kind == "Organization":
            person.bodies.update(squeeze(name) for name in of.names)
        if office.tenure in ("former", "late"):
            role = role if role.startswith("former ") else f"former {role}"
        person.offices.add((role, state))
        person.nouns.add(role.split()[-1])
        if person.gender is None and office.role.split()[-1].lower() in MALE_NOUNS:
            person.gender = "m"
        if state:
            person.states.add(state)


def given_gender(words: tuple[str, ...]) -> str | None:
    """The gender that the given name hints at, if its place in the name does not matter."""
    for word in words[:1]:
        if word in FEMALE_NAMES:
            return "f"
        if word in MALE_NAMES:
            return "m"
    return None


def _name(mention: Mention, scene: Scene) -> Name:
    raw = scene.text[mention.head.start : mention.head.end]
    outer = scene.text[mention.span.start : mention.span.end]
    # Some heads are only the last word of a name; a span of capitalised words is the whole name.
    if len(raw.split()) < len(outer.split()) and all(w[:1].isupper() for w in outer.split()):
        raw = outer
    # Some names are cut off before the hyphen of a given name.
    if rest := re.match(r"[-‐‑][a-z]+\b", scene.text[mention.head.end : mention.head.end + 20]):
        raw += rest[0]
    text, inner = person_name(raw)
    bounds = sentence_bounds(scene, mention)
    found = around(mention, text=scene.text, bounds=bounds, gazetteer=scene.gazetteer, inner=inner)
    return Name(mention, text, tokens(text), found)


def _royal(names: list[Name]) -> list[Name]:
    """The names with single ones that follow a royal title as *King Haldor*, unless the article
    gives a longer name with this title and that part: *Crown Prince Faisal bin Nayef*.
    """
    longer = {
        (role, part)
        for n in names
        if len(n.words) > 1 and (role := _last_word(n.around.role)) in ROYAL
        for part in partials(n.words)
    }
    told = []
    for name in names:
        role = _last_word(name.around.role)
        if role in ROYAL and " " not in name.text and (role, name.words[0]) not in longer:
            text = f"{role.title()} {name.text}"
            name = replace(name, text=text, words=tokens(text))
        told.append(name)
    return told


def _last_word(role: str | None) -> str:
    return role.split()[-1] if role else ""


def _spouses(scene: Scene, names: list[Name]) -> None:
    """Learns the gender of X from "X and his wife" and the like."""
    for at, name in enumerate(names):
        cluster = scene.of.get(name.mention.span)
        end = names[at + 1].mention.span.start if at + 1 < len(names) else len(scene.text)
        behind = scene.text[name.mention.span.end : min(end, name.mention.span.end + 80)]
        if cluster is not None and cluster.gender is None and (hit := _AND_KIN.match(behind)):
            cluster.gender = "m" if hit[1] == "his" else "f"


def sentence_bounds(scene: Scene, mention: Mention) -> Span:
    """The sentence of a mention; the whole text when the extraction has none."""
    sentences = scene.extraction.sentences
    if 0 <= mention.sentence < len(sentences):
        return sentences[mention.sentence]
    return Span(0, len(scene.text))


def _full_groups(names: list[Name]) -> dict[str, list[tuple[Name, str]]]:
    """Full names by the squeezed form that their person goes by, with reasons, first seen first."""
    groups: dict[str, list[tuple[Name, str]]] = {}
    alias: dict[str, str] = {}
    written: dict[str, str] = {}
    heard: dict[str, str] = {}
    for name in names:
        key = "".join(name.words)
        if key not in alias:
            turned = sorted(alias[r] for r in rotations(name.words) if r in alias)
            alias[key] = turned[0] if turned else heard.get(sounds(name.words), key)
        home = alias[key]
        heard.setdefault(sounds(name.words), home)
        written.setdefault(home, name.text)
        same = name.text == written[home]
        order = sounds(name.words) != sounds(tokens(written[home]))
        reason = "exact name" if same else "name order" if order else "spelling variant"
        groups.setdefault(home, []).append((name, reason))
    return _join_short_forms(groups)


def _join_short_forms(
    groups: dict[str, list[tuple[Name, str]]],
) -> dict[str, list[tuple[Name, str]]]:
    """Lets "J. Smith" join "John Smith", and a misspelling its name, where only one is meant."""
    by_last: dict[str, list[str]] = defaultdict(list)
    for key, members in groups.items():
        by_last[members[0][0].words[-1]].append(key)
    target: dict[str, tuple[str, str]] = {}
    for keys in by_last.values():
        for key in keys:
            short = groups[key][0][0].words
            hits = [
                (other, reason)
                for other in keys
                if other != key and (reason := short_form(short, groups[other][0][0].words))
            ]
            # "J. Smith" fits both John and John A. Smith: these are one chain, so take the longest
            # if all the others are forms of it.
            hits.sort(key=lambda h: (-len(h[0]), h[0]))
            if hits and all(
                short_form(groups[o][0][0].words, groups[hits[0][0]][0][0].words)
                for o, _ in hits[1:]
            ):
                target[key] = hits[0]
    for key, other in _misspelled(groups):
        if key not in target and other not in target:
            target[key] = (other, "spelling variant")
    homes: dict[str, tuple[str, str]] = {}
    for key in target:
        home, reason = target[key]
        seen = {key}
        while home in target and home not in seen:
            seen.add(home)
            home = target[home][0]
        if home not in target:
            homes[key] = home, reason
    for key, (home, reason) in homes.items():
        groups[home] += [(name, reason) for name, _ in groups.pop(key)]
        groups[home].sort(key=lambda pair: pair[0].mention.span)
    return groups


def _misspelled(groups: dict[str, list[tuple[Name, str]]]) -> list[tuple[str, str]]:
    """Pairs (rarer, commoner) of long names one edit apart whose title and state are the same."""
    by_title: dict[tuple[str, tuple[str, ...]], list[str]] = defaultdict(list)
    for key, members in groups.items():
        for title in sorted(
            {(n.around.role, n.around.states) for n, _ in members if n.around.role},
            key=repr,
        ):
            if title[0] and title[1] and len(key) >= LONG:
                by_title[title[0], title[1]].append(key)
    pairs = []
    for keys in by_title.values():
        for at, a in enumerate(keys[:50]):  # a list of fifty ministers of one state is a table
            pairs += [
                (b, a) if len(groups[a]) >= len(groups[b]) else (a, b)
                for b in keys[at + 1 : 50]
                if one_edit(a, b)
            ]
    return pairs


def _partial_groups(groups: dict[str, list[tuple[Name, str]]]) -> frozenset[str]:
    """Keys of names of two words or more that are the beginning or end of a longer full name."""
    longer: dict[str, set[str]] = defaultdict(set)
    for key, members in groups.items():
        for part in partials(members[0][0].words):
            longer[part].add(key)
    return frozenset(k for k in groups if len(longer.get(k, set()) - {k}) == 1)


def _clusters(
    groups: dict[str, list[tuple[Name, str]]], *, skip: frozenset[str], scene: Scene
) -> list[Cluster]:
    clusters = []
    for key, members in groups.items():
        if key in skip:
            continue
        cluster = scene.new("Person")
        cluster.words = max((n.words for n, _ in members), key=lambda w: (len("".join(w)), w))
        for name, reason in members:
            cluster.names[name.text] += 1
            cluster.starts.append(name.mention.span.start)
            cluster.heading |= inside(scene.headings, name.mention.span.start) is not None
            learn(cluster, name.around)
            cluster.born = cluster.born or _born(scene, name.mention)
            scene.join(name.mention, cluster, reason)
        if cluster.gender is None:
            cluster.gender = given_gender(cluster.words)
        cluster.generation = GENERATION.get(cluster.words[-1], cluster.generation)
        clusters.append(cluster)
    return clusters


def _born(scene: Scene, mention: Mention) -> int | None:
    """The year of birth by an age beside the name: *Jane Doe, 61,*, *the 22-year-old Jane Doe*."""
    published = scene.extraction.article.published
    if not published:
        return None
    behind = scene.text[mention.span.end : mention.span.end + 24]
    before = scene.text[max(0, mention.span.start - 40) : mention.span.start]
    hit = _AGE.match(behind) or _YEARS_OLD.search(before)
    return int(published[:4]) - int(hit[1]) if hit else None


def learn(cluster: Cluster, found: Around) -> None:
    """Adds what the words around a name say to its cluster."""
    if cluster.gender is None:
        cluster.gender = found.gender
    cluster.generation = cluster.generation or found.generation
    if found.role:
        state = found.states[0] if found.states else None
        cluster.offices.add((found.role, state))
        cluster.nouns.add(found.role.split()[-1])
        if found.role.split()[-1] in FEMALE_TITLES | {"spokeswoman", "queen", "princess"}:
            cluster.gender = cluster.gender or "f"
    cluster.states.update(found.states)
