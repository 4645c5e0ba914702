"""The nouns of kg: frozen records that the stages hand to one another. No logic lives here.

Offsets are code points into `Article.text`, half-open: `text[span.start:span.end]` is the text
a record came from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

if TYPE_CHECKING:
    from kg.findings import ClaimLink, Disagreement, Duplicate, Proposition

BlockKind = Literal[
    "headline", "byline", "dateline", "date", "subheading", "paragraph", "list-item",
    "caption", "navigation", "foreign",
]  # fmt: skip
"""`navigation` covers menus, feedback and print lines, subscribe and copyright notices;
`foreign` is a paragraph that is not in English."""

EntityKind = Literal["Person", "State", "Organization", "Place", "Group"]
"""`Group` is a described source that nobody names: *analysts*, *a senior official*."""

READ_BLOCKS: frozenset[BlockKind] = frozenset(
    ("headline", "subheading", "paragraph", "list-item", "caption")
)
"""The kinds of blocks that are read for what they say; the others are left without annotation."""

MentionForm = Literal["name", "adjective", "description", "pronoun"]
Mode = Literal["direct", "indirect", "mixed"]
Attitude = Literal["statement", "belief", "desire", "intention", "fear"]
Status = Literal["held", "planned", "invited", "hypothetical", "denied", "cancelled"]
MeetingKind = Literal["Meeting", "Visit", "SubEvent"]
"""`SubEvent`: a banquet or a walk that is part of a meeting or visit; only merged ones are."""
Tenure = Literal["current", "former", "late", "future"]
StepKind = Literal["speaker", "intermediary"]


class Span(NamedTuple):
    """Half-open range of code points; a tuple, for there are millions, compared and looked up."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One stretch of the article between line breaks (or of a page's element), without its outer
    white space.
    """

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class TimeRange:
    """What a time expression says. `start` and `end` are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; equal
    for one point.

    `earliest` and `latest` are the days (`YYYY-MM-DD`) between which it must lie; None when open.
    `inferred`: the reading rests on a date that the article does not state itself.
    """

    text: str
    span: Span
    start: str | None
    end: str | None
    earliest: str | None = None
    latest: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """An article as read. `id` is the file's name, or the row's id in a dump; unique in a build."""

    id: str
    source: str
    text: str
    sha256: str
    blocks: tuple[Block, ...]
    headline: Span | None = None
    byline: str | None = None
    dateline: Span | None = None
    dateline_place: str | None = None
    publisher: str | None = None
    published: str | None = None
    published_inferred: bool = False
    url: str | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read, and the one sentence that says why and what to do."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """One reference to an entity in an article. `head` is the name or head noun inside `span`.

    `concept` is the IRI of the gazetteer entry it was recognised by (for a capital that stands for
    its state, the state's); None when it was not.
    """

    article: str
    span: Span
    head: Span
    text: str
    kind: EntityKind
    form: MentionForm
    sentence: int
    concept: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One hop of an attribution. Step 0 is the speaker; each later one passed the claim on.

    `source` and `cue` are what the text marks (may be discontinuous, may be empty); `mention` is
    the span of the `Mention` that stands for the source, None when nobody is named. `joint`: the
    mentions of those who say it together with the first (*A and B said*), in order.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    mention: Span | None
    joint: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """An utterance or attributed attitude. `index` orders the claims of an article by first
    character; `parent` is the index of the claim it stands in.
    """

    article: str
    index: int
    content: tuple[Span, ...]
    steps: tuple[Step, ...]
    mode: Mode
    attitude: Attitude
    sentence: Span
    parent: int | None = None
    hypothetical: bool = False
    negated: bool = False
    addressee: Span | None = None
    about: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """What one sentence says of a meeting or visit. Participants, hosts and place are spans of
    `Mention`s.

    Of a Visit the participants are the visitors, and `place` is where they went (a place or a
    state). Without participants the sentence tells of the meeting or visit last told of (`the
    summit was called off`). `companions` came along with a participant, or joined the others.
    `venue` is the house or room in the text's words, no mention. `event` says what it was when it
    was less than talks (`banquet`, `stroll`), as part of another meeting or by itself.
    """

    article: str
    index: int
    kind: MeetingKind
    trigger: Span
    evidence: Span
    participants: tuple[Span, ...]
    hosts: tuple[Span, ...] = ()
    place: Span | None = None
    time: TimeRange | None = None
    status: Status = "held"
    confidence: float = 1.0
    companions: tuple[Span, ...] = ()
    venue: Span | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class OfficeHolding:
    """`person` holds (held) the office `role` of `of`; both are spans of `Mention`s."""

    article: str
    index: int
    person: Span
    role: str
    role_span: Span
    of: Span | None
    evidence: Span
    tenure: Tenure = "current"


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read out of one article, in order of appearance."""

    article: Article
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    meetings: tuple[Meeting, ...]
    offices: tuple[OfficeHolding, ...]
    open: tuple[OpenQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """Something left open rather than guessed: an orphan quotation, a pronoun, a doubtful merge."""

    article: str
    kind: Literal["orphan-quotation", "unresolved-pronoun", "doubtful-merge"]
    span: Span | None
    note: str


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A state, place, person or organisation that a gazetteer knows. `iri` is the concept's own.

    `context_names` and `context_demonyms` hold only where the text names the state otherwise too
    (*the North*, *Korean*); `ambiguous_names` are often somebody else's, above all beside one of
    the `namesakes` (*Georgia* beside *Atlanta*); `not_names` hold a name and are to be passed
    over (*Latin American*); `state` is the IRI of the state a person, place or organisation
    belongs to; `offices` and `description` tell people of one name apart.
    """

    iri: str
    kind: EntityKind
    label: str
    names: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    capital_names: tuple[str, ...] = ()
    wikidata: str | None = None
    iso2: str | None = None
    context_names: tuple[str, ...] = ()
    context_demonyms: tuple[str, ...] = ()
    ambiguous_names: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    combining_forms: tuple[str, ...] = ()
    seat_names: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    state: str | None = None
    news_media: bool = False
    offices: tuple[str, ...] = ()
    description: str | None = None


class EntityLink(msgspec.Struct, frozen=True, gc=False):
    """A mention and why it was taken for its entity (`exact name`, `surname`, `title`, …)."""

    article: str
    span: Span
    reason: str


class Entity(msgspec.Struct, frozen=True, gc=False):
    """One person, state, organisation, place or described group across all articles.

    `key` is stable under reordering of the input: it comes from the entity's label and kind (and,
    for a Group, its article). `doubtful` names keys of entities it may be the same as,
    `candidates` IRIs of gazetteer entries that it may be;
    `organization` is the key of what a described source belongs to (*an official at the ministry*).
    """

    key: str
    kind: EntityKind
    label: str
    aliases: tuple[str, ...]
    links: tuple[EntityLink, ...]
    gazetteer: str | None = None
    wikidata: str | None = None
    state: str | None = None
    doubtful: tuple[str, ...] = ()
    organization: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingReport:
    """One article's account of a merged meeting: which of the article's records, and what they
    say together.
    """

    article: str
    indexes: tuple[int, ...]
    status: Status
    time: TimeRange | None
    place: str | None
    participants: tuple[str, ...]
    companions: tuple[str, ...] = ()
    venue: str | None = None


@dataclass(frozen=True, slots=True)
class MergedMeeting:
    """One meeting over all articles: what the reports agree on. Participants, hosts, states,
    companions and place are entity keys; `venue` is in the words of a report. `part_of` is the
    key of the meeting or visit that it is part of. `inferred`: its time rests on a date that an
    article does not state itself.
    """

    key: str
    kind: MeetingKind
    label: str
    participants: tuple[str, ...]
    states: tuple[str, ...]
    hosts: tuple[str, ...]
    place: str | None
    start: str | None
    end: str | None
    earliest: str | None
    latest: str | None
    status: Status
    reports: tuple[MeetingReport, ...]
    reason: str
    companions: tuple[str, ...] = ()
    venue: str | None = None
    part_of: str | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """What all articles together say. `entity_of` maps (article id, mention span) to an entity
    key; `jointly` maps a source to the keys of the two who speak as one (*both countries*); `roles`
    names the offices that are held.
    """

    entities: tuple[Entity, ...]
    meetings: tuple[MergedMeeting, ...]
    open: tuple[OpenQuestion, ...] = ()
    entity_of: Mapping[tuple[str, Span], str] = field(default_factory=dict)
    propositions: tuple[Proposition, ...] = ()
    links: tuple[ClaimLink, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    jointly: dict[tuple[str, Span], tuple[str, ...]] = field(default_factory=dict)
    duplicates: tuple[Duplicate, ...] = ()
    roles: tuple[str, ...] = ()
