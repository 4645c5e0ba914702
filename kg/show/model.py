"""The nouns of the page: what it shows, with indexes in place of IRIs. No logic lives here."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.records import EntityKind
from kg.show.passages import Mark

UNKNOWN = -1
"""The index of the speaker whom nobody names."""


@dataclass(slots=True)
class Article:
    """An article and those of its paragraphs that something points into, by their first offset."""

    iri: str
    id: str
    headline: str
    date: str | None
    inferred: bool
    publisher: str | None
    byline: str | None
    url: str | None
    body: str
    shown: dict[int, str] = field(default_factory=dict)


@dataclass(slots=True)
class Passage:
    """Where something stands: first offsets of `Article.shown`, and what to mark."""

    paragraphs: tuple[int, ...]
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Office:
    """An office somebody holds or held; `of` is an entity's index."""

    role: str
    of: int | None
    tenure: str
    article: int
    passage: Passage


@dataclass(slots=True)
class Entity:
    """A person, state, organisation, described group or place. `degree` is what it is drawn by."""

    iri: str
    kind: EntityKind
    label: str
    aliases: tuple[str, ...]
    state: int | None
    same: str | None
    offices: list[Office] = field(default_factory=list)
    articles: list[tuple[int, int]] = field(default_factory=list)
    degree: int = 0


@dataclass(slots=True)
class Hop:
    """One hop of an attribution; the first is the speaker."""

    who: int
    text: str
    cue: str


@dataclass(slots=True)
class Claim:
    """A claim. `joint` are who says it with the speaker, in one breath; `parent` is the claim it
    stands in, so that it is only that speaker's report;
    `alike` are other claims that say the same, `contrary` those that deny it.
    """

    iri: str
    article: int
    content: str
    mode: str
    attitude: str
    hops: tuple[Hop, ...]
    about: tuple[int, ...]
    hypothetical: bool
    negated: bool
    passage: Passage
    joint: tuple[int, ...] = ()
    parent: int | None = None
    alike: tuple[int, ...] = ()
    contrary: tuple[int, ...] = ()


@dataclass(slots=True)
class Report:
    """What one article says of a meeting."""

    article: int
    status: str
    time: str | None
    start: str | None
    passage: Passage


@dataclass(slots=True)
class DisputeSide:
    """What some sources say, and where: articles with their passages."""

    value: str
    told: list[tuple[int, Passage]]


@dataclass(slots=True)
class Dispute:
    """What sources disagree on; the label says it in words."""

    label: str
    sides: list[DisputeSide]


@dataclass(slots=True)
class Meeting:
    """A meeting or visit; participants (hosts among them), and place are entities' indexes."""

    iri: str
    kind: str
    label: str
    status: str
    participants: tuple[int, ...]
    place: int | None
    start: str | None
    end: str | None
    earliest: str | None
    latest: str | None
    reports: list[Report] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)


@dataclass(slots=True)
class PageData:
    """All that the page shows. Entities stand heaviest first, meetings and articles by date."""

    articles: list[Article]
    entities: list[Entity]
    claims: list[Claim]
    meetings: list[Meeting]
    edges: dict[tuple[int, int], list[int]]
    """(speaker, entity spoken of) → indexes of claims. A nested claim counts for its outermost
    speaker, never for the one it is put in the mouth of."""
    claims_in_all: int = 0
    meetings_in_all: int = 0
    """How many the graph has, where the page shows a part of them."""
