"""What resolution knows while it reads one article: clusters of mentions, and what they are in."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from kg.records import (
    EntityKind,
    Extraction,
    GazetteerEntry,
    Mention,
    OpenQuestion,
    Span,
)
from kg.resolve.claimindex import ClaimIndex
from kg.resolve.lookup import Lookup, entry_key


@dataclass(eq=False, slots=True)
class Cluster:
    """Mentions of one article that stand for one thing. Mutable, and seen only inside `within`."""

    kind: EntityKind
    names: Counter[str] = field(default_factory=Counter)
    links: dict[Span, str] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    """Starts of the mentions by full name, in order."""
    words: tuple[str, ...] = ()
    entry: GazetteerEntry | None = None
    gender: str | None = None
    offices: set[tuple[str, str | None]] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    acronyms: set[str] = field(default_factory=set)
    partial: bool = False
    """Known in this article by a surname (or given name) only."""
    individual: bool = False
    """A Group that is one unnamed person, such as "a senior official"."""
    heading: bool = False
    generation: str | None = None
    """`younger` for somebody's child or Jr., `elder` for a parent or Sr."""
    born: int | None = None
    """The year of birth, give or take one, by the age that the article tells."""
    bodies: set[str] = field(default_factory=set)
    """Squeezed names of the organisations that a person holds an office of."""
    member_of: set[int] = field(default_factory=set)
    """Numbers of the organisations that a described source belongs to."""
    maybe: set[int] = field(default_factory=set)
    candidates: tuple[str, ...] = ()
    """IRIs of the gazetteer's entries that it may be, where it could not be told which."""
    number: int = -1

    def add(self, mention: Mention, reason: str) -> None:
        """Links a mention, the first reason staying."""
        self.links.setdefault(mention.span, reason)


class Local(msgspec.Struct, frozen=True, gc=False):
    """A finished cluster: the entity as one article shows it. Sorted and hashable throughout."""

    article: str
    kind: EntityKind
    names: tuple[tuple[str, int], ...]
    links: tuple[tuple[Span, str], ...]
    entry: GazetteerEntry | None
    gender: str | None
    offices: tuple[tuple[str, str | None], ...]
    states: tuple[str, ...]
    acronyms: tuple[str, ...]
    partial: bool
    maybe: tuple[int, ...]
    member_of: tuple[int, ...] = ()
    bodies: tuple[str, ...] = ()
    born: int | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Within:
    """One article resolved by itself."""

    article: str
    locals: tuple[Local, ...]
    open: tuple[OpenQuestion, ...]


@dataclass(eq=False, slots=True)
class Scene:
    """One article being resolved: its records by position, and the clusters so far."""

    extraction: Extraction
    gazetteer: Lookup
    text: str
    clusters: list[Cluster] = field(default_factory=list)
    of: dict[Span, Cluster] = field(default_factory=dict)
    by_sentence: dict[int, list[Mention]] = field(default_factory=dict)
    """Mentions that stand for something so far, by sentence and in order of appearance."""
    sources: dict[Span, int] = field(default_factory=dict)
    """Mention spans that are the speaker of a claim, and the index of that claim."""
    speakers: dict[int, list[Span]] = field(default_factory=dict)
    """Speakers' mention spans by sentence, in order of appearance."""
    quotes: tuple[Span, ...] = ()
    """Contents of direct quotations, merged and in order."""
    headings: tuple[Span, ...] = ()
    claims: ClaimIndex = field(default_factory=lambda: ClaimIndex(()))
    labelled: dict[tuple[str, str], Cluster] = field(default_factory=dict)
    """Groups and organisations that are known by a description, by kind and folded words."""
    open: list[OpenQuestion] = field(default_factory=list)

    def join(self, mention: Mention, cluster: Cluster, reason: str) -> None:
        """Makes `mention` stand for `cluster`."""
        cluster.add(mention, reason)
        self.of[mention.span] = cluster
        insort(self.by_sentence.setdefault(mention.sentence, []), mention, key=lambda m: m.span)

    def new(self, kind: EntityKind) -> Cluster:
        """A fresh cluster."""
        cluster = Cluster(kind, number=len(self.clusters))
        self.clusters.append(cluster)
        return cluster

    def doubt(self, span: Span, note: str) -> None:
        """Notes that a merge was left undone."""
        self.open.append(OpenQuestion(self.extraction.article.id, "doubtful-merge", span, note))

    def leave(self, span: Span, note: str) -> None:
        """Notes that a pronoun or description was left open."""
        self.open.append(OpenQuestion(self.extraction.article.id, "unresolved-pronoun", span, note))


def inside(ranges: tuple[Span, ...], position: int) -> Span | None:
    """The range that covers `position`, out of sorted ranges that do not overlap."""
    at = bisect_right(ranges, position, key=lambda r: r.start) - 1
    return ranges[at] if at >= 0 and position < ranges[at].end else None


def disjoint(ranges: list[Span]) -> tuple[Span, ...]:
    """The same characters as sorted ranges that do not overlap."""
    merged: list[Span] = []
    for span in sorted(ranges):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)


def scene(extraction: Extraction, mentions: Sequence[Mention], *, gazetteer: Lookup) -> Scene:
    """An article ready to be resolved; nothing stands for anything yet."""
    known = {m.span: m for m in mentions}
    made = Scene(extraction, gazetteer, extraction.article.text)
    made.claims = ClaimIndex(extraction.claims)
    speaking: dict[int, list[Span]] = {}
    for claim in extraction.claims:
        for step in claim.steps:
            for span in (step.mention, *step.joint):
                if span is not None and span in known:
                    made.sources.setdefault(span, claim.index)
        if claim.steps and claim.steps[0].mention in known and claim.steps[0].mention:
            mention = known[claim.steps[0].mention]
            speaking.setdefault(mention.sentence, []).append(mention.span)
    made.speakers = {s: sorted(set(spans)) for s, spans in speaking.items()}
    made.quotes = disjoint([s for c in extraction.claims if c.mode == "direct" for s in c.content])
    headings = [b.span for b in extraction.article.blocks if b.kind in ("headline", "subheading")]
    if extraction.article.headline is not None:
        headings.append(extraction.article.headline)
    made.headings = disjoint(headings)
    return made


def recorded(scene: Scene, mention: Mention, text: str, kind: EntityKind) -> GazetteerEntry | None:
    """The gazetteer's entry of that kind for a name, if it has one."""
    entry = scene.gazetteer.entry(mention.concept) if mention.concept else None
    return entry if entry and entry.kind == kind else scene.gazetteer.known(text, kind)


def state_of(scene: Scene, entry: GazetteerEntry) -> tuple[str, ...]:
    """The key of the state that the gazetteer gives for an entry; empty when it gives none."""
    state = scene.gazetteer.entry(entry.state) if entry.state else None
    return (entry_key(state),) if state else ()
