"""Surnames and other partial names of one article: whose they are.

A bare name goes to the full name it is part of. Where several share it, title and gender decide,
then the speaker who was just quoted, then prominence; otherwise it stays by itself, with a doubt.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from kg.records import Mention, Span
from kg.resolve.context import Around
from kg.resolve.listed import link
from kg.resolve.local import Cluster, Scene, inside
from kg.resolve.names import first_surname, partials, tokens
from kg.resolve.sound import sounds
from kg.resolve.words import COMMONERS, FEMALE_NAMES, HEADS, MALE_NAMES

_NEAR = 2  # sentences between a quotation's speaker and the bare name that takes it up
_UNSETTLED = "neither title nor prominence settles it"
_EARLY = 2  # bare mentions in the body before a full name: it is then not the name's first owner


@dataclass(frozen=True, slots=True)
class Bare:
    """A partial name as it stands in the text; `key` is its squeezed form."""

    mention: Mention
    text: str
    key: str
    around: Around
    width: int


@dataclass(eq=False, slots=True)
class _State:
    scene: Scene
    index: dict[str, list[Cluster]]
    inner: dict[str, list[Cluster]]
    """By the first of two surnames: *Velarde* of *Ignacio Velarde Quintero*."""
    heard: dict[str, list[Cluster]]
    """By how the surname sounds: *Malyshevskiy* of *Sergei Malyshevsky*."""
    own: dict[str, list[Cluster]] = field(default_factory=lambda: defaultdict(list))
    taken: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Starts of the bare mentions given to a cluster, by its number."""
    speakers: list[Span] = field(default_factory=list)
    doubted: set[str] = field(default_factory=set)


def attach_partials(scene: Scene, clusters: list[Cluster], bares: list[Bare]) -> None:
    """Puts each bare name into one of `clusters`, or into a cluster of its own.

    Args:
        scene: the article.
        clusters: the article's people with full names.
        bares: partial names, in order of appearance.
    """
    index: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        # The spellings of one person may have other surnames: Choe, Choi.
        spellings = (cluster.words, *map(tokens, cluster.names))
        for part in sorted({part for words in spellings for part in partials(words)}):
            index[part].append(cluster)
    inner: dict[str, list[Cluster]] = defaultdict(list)
    heard: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        for n in range(len(cluster.words)):
            heard[sounds(cluster.words[n:])].append(cluster)
        for part in first_surname(cluster.words):
            if part not in index:
                inner[part].append(cluster)
    state = _State(scene, index, inner, heard)
    state.speakers = sorted(s for spans in scene.speakers.values() for s in spans)
    early = _early_keys(scene, index, bares)
    for bare in bares:
        _place(bare, state, early=bare.key in early)


def _early_keys(scene: Scene, index: dict[str, list[Cluster]], bares: list[Bare]) -> set[str]:
    """Bare names that the body uses repeatedly before any full name that has them as a part."""
    counts: dict[str, int] = defaultdict(int)
    for bare in bares:
        hits = index.get(bare.key, [])
        start = bare.mention.span.start
        if hits and not any(c.heading for c in hits) and not inside(scene.headings, start):
            counts[bare.key] += all(start < c.starts[0] for c in hits)
    return {key for key, n in counts.items() if n >= _EARLY}


def _conflict(bare: Bare, cluster: Cluster) -> bool:
    """True when the title before the bare name cannot be this person's."""
    gender = bare.around.gender
    if gender and cluster.gender and gender != cluster.gender:
        return True
    states = set(bare.around.states)
    if states and cluster.states and not states & cluster.states:
        return True
    roles = {role for role, _ in cluster.offices}
    return bare.around.role in HEADS and bool(roles) and roles <= COMMONERS


def _place(bare: Bare, state: _State, *, early: bool) -> None:
    start = bare.mention.span.start
    found = state.index.get(bare.key) or state.inner.get(bare.key) or []
    if not found:
        found = state.heard.get(sounds(tokens(bare.text)), [])
    fits = [c for c in found if not _conflict(bare, c)]
    if bare.around.generation:
        same = [c for c in fits if c.generation == bare.around.generation]
        fits = same or [c for c in fits if c.generation is None]
    if len(fits) > 1 and (talker := _talks_of_it(bare, state)) in fits:
        fits.remove(talker)  # in what a Doe says of "Mr. Doe" another Doe is meant
    if early:
        fits += [c for c in state.own[bare.key] if not _conflict(bare, c)]
        if len(fits) < 2 and all(start < c.starts[0] for c in fits):
            fits = []
    if len(fits) > 1 and (told := _so_described(bare, fits, state)):
        fits = [told]
    if titled := [c for c in fits if bare.around.role in {r for r, _ in c.offices}]:
        fits = titled
    if not fits:
        _keep_apart(bare, state, fits)
        return
    if len(fits) == 1:
        _give(bare, fits[0], state, _reason(bare, fits[0]))
        return
    known = [c for c in fits if c.starts[0] < start]
    weights = [(0 if known and c not in known else _weight(c, start, state), c) for c in fits]
    weights.sort(key=lambda w: (-w[0], w[1].number))
    best, second = weights[0], weights[1]
    ranked = [c for _, c in weights]
    quoted = _just_quoted(bare, state, ranked, best[1])
    if quoted is not None:
        _give(bare, quoted, state, "surname of the speaker just quoted")
    elif (named := _just_named(bare, state, ranked)) is not None:
        _give(bare, named, state, "surname of the person just named")
    elif best[0] >= 2 * second[0]:
        _give(bare, best[1], state, f"{_reason(bare, best[1])}, most prominent")
    else:
        _keep_apart(bare, state, [c for _, c in weights])


def _reason(bare: Bare, cluster: Cluster) -> str:
    given = FEMALE_NAMES | MALE_NAMES
    if bare.width == 1 and cluster.words and bare.key == cluster.words[0] and bare.key in given:
        return "given name"
    return "title and surname" if bare.around.honorific or bare.around.role else "surname"


def _weight(cluster: Cluster, start: int, state: _State) -> int:
    """How prominent a person is at `start`: mentions so far, the headline, the highest office.

    Before anyone has been named in full the whole article counts; afterwards, those who have not
    been named yet do not.
    """
    taken = state.taken[cluster.number]
    before = bisect_left(cluster.starts, start) + len(taken)
    heads = any(role in HEADS for role, _ in cluster.offices)
    return (before or len(cluster.starts)) + 3 * cluster.heading + 3 * heads


def _just_quoted(bare: Bare, state: _State, fits: list[Cluster], best: Cluster) -> Cluster | None:
    """The fitting person quoted within the last sentences, when the bare name speaks too and the
    most prominent bearer of the name has not come up in between; that one where it has by office.
    """
    if bare.mention.span not in state.scene.sources:
        return None
    at = bisect_left(state.speakers, bare.mention.span)
    previous = next(
        (s for s in reversed(state.speakers[max(0, at - 3) : at]) if s in state.scene.of), None
    )
    if previous is None or (cluster := state.scene.of[previous]) not in fits:
        return None
    rows = state.scene.by_sentence
    between = [m for s in range(bare.mention.sentence - _NEAR, bare.mention.sentence + 1)
               for m in rows.get(s, []) if m.span >= previous]  # fmt: skip
    seen = [m for m in between if previous <= m.span < bare.mention.span]
    if not any(m.span == previous for m in seen):
        return None
    if cluster is best:
        return cluster
    if _described(best, previous, bare, state):
        return best
    return None if any(state.scene.of[m.span] is best for m in seen) else cluster


def _described(best: Cluster, after: Span, bare: Bare, state: _State) -> bool:
    """Whether *the minister* and the like stand for the most prominent bearer in between."""
    titles = {role.split()[-1] for role, _ in best.offices if not role.startswith("former ")}
    text = state.scene.text
    for m in state.scene.extraction.mentions:
        if after < m.span < bare.mention.span and m.form == "description":
            noun = text[m.head.start : m.head.end].lower()
            if noun in titles and m.text[:4].lower() in ("the ", "this"):
                return True
    return False


def _just_named(bare: Bare, state: _State, fits: list[Cluster]) -> Cluster | None:
    """Who was first named, in full, in the sentence before, when the bare name speaks and no other
    bearer of it has come up since: *Jan Doe, a lawyer, disagreed. … , Mr. Doe added.* Nobody where
    another bearer is just as new: both were named for the first time in one breath.
    """
    if bare.mention.span not in state.scene.sources:
        return None
    here = bare.mention.sentence
    rows = [*state.scene.by_sentence.get(here - 1, []), *state.scene.by_sentence.get(here, [])]
    seen = [m for m in rows if m.span < bare.mention.span and state.scene.of[m.span] in fits]
    if not seen or seen[-1].sentence == here:
        return None
    last = state.scene.of[seen[-1].span]
    if last.starts[:1] != [seen[-1].span.start]:
        return None
    breath = state.scene.by_sentence.get(seen[-1].sentence - 1, [])
    new = [m for m in (*breath, *seen[:-1]) if m.span == min(state.scene.of[m.span].links)]
    return None if any(state.scene.of[m.span] in fits for m in new) else last


def _so_described(bare: Bare, fits: list[Cluster], state: _State) -> Cluster | None:
    """The one bearer who was introduced by the noun that follows: *Doe, the fisherman, said*."""
    text = state.scene.text
    behind = text[bare.mention.span.end : bare.mention.span.end + 50]
    hit = re.match(r", the (?:[\w-]+ ){0,2}?([a-z]+),", behind)
    if hit is None:
        return None
    noun = re.compile(rf"[^,.;\n]*, (?:an? |the )?[^,.;\n]*\b{hit[1]}\b")
    found = [c for c in fits if any(noun.match(text, at, at + 160) for at in c.starts)]
    return found[0] if len(found) == 1 else None


def _talks_of_it(bare: Bare, state: _State) -> Cluster | None:
    """Who says what the bare name stands in."""
    claim = state.scene.claims.around(bare.mention.span)
    source = claim.steps[0].mention if claim is not None and claim.steps else None
    if source is None or source.start == bare.mention.span.start:
        return None
    return state.scene.of.get(source)


def _give(bare: Bare, cluster: Cluster, state: _State, reason: str) -> None:
    if bare.around.gender and cluster.gender is None:
        cluster.gender = bare.around.gender
    cluster.names[bare.text] += 0  # a surname is an alias, and never outvotes a full name
    state.taken[cluster.number].append(bare.mention.span.start)
    if bare.around.role:
        holder = bare.around.states[0] if bare.around.states else None
        cluster.offices.add((bare.around.role, holder))
        cluster.nouns.add(bare.around.role.split()[-1])
    cluster.states.update(bare.around.states)
    state.scene.join(bare.mention, cluster, reason)


def _keep_apart(bare: Bare, state: _State, fits: list[Cluster]) -> None:
    """Gives a bare name to a cluster of its own, shared with the article's other such mentions."""
    cluster = next((c for c in state.own[bare.key] if not _conflict(bare, c)), None)
    if cluster is None:
        cluster = state.scene.new("Person")
        cluster.partial = True
        cluster.words = (bare.key,)
        state.own[bare.key].append(cluster)
    others = [c for c in fits if c is not cluster]
    cluster.maybe.update(c.number for c in others)
    if others and bare.key not in state.doubted:
        state.doubted.add(bare.key)
        labels = " or ".join(sorted({max(c.names, default=bare.text) for c in others}))
        state.scene.doubt(bare.mention.span, f"{bare.text!r} may be {labels}: {_UNSETTLED}")
    cluster.starts.append(bare.mention.span.start)
    _give(bare, cluster, state, "exact name")
    cluster.names[bare.text] += 1
    if cluster.entry is None and not cluster.maybe:
        link(state.scene, cluster)
