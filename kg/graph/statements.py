"""What an article says, as quads: mentions, claims, reports of meetings, offices, passages.

Helpers of `kg.graph.triples`. Each writes into the article's graph and notes in `Page.passages`
what it points to, so that a passage is written once however often it serves as evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import iris, terms
from kg.graph import nodes as n
from kg.records import (
    Article,
    Claim,
    Extraction,
    Meeting,
    MeetingReport,
    MergedMeeting,
    OfficeHolding,
    OpenQuestion,
    Span,
    Step,
    TimeRange,
)

CONTEXT = 32
"""Characters before and after a passage that its quote selector gives."""

Pairs = Iterator[tuple[NamedNode, NamedNode | Literal]]
"""Predicates and objects of one subject."""


@dataclass(frozen=True, slots=True)
class Index:
    """A resolution, by article: made once for many articles, because a resolution may be long."""

    entity_of: Mapping[tuple[str, Span], str]
    reasons: Mapping[tuple[str, Span], str]
    reports: Mapping[str, Sequence[tuple[MergedMeeting, MeetingReport]]]
    open: Mapping[str, Sequence[OpenQuestion]]
    jointly: Mapping[tuple[str, Span], tuple[str, ...]]
    reprinted: Mapping[str, Set[int]]
    """The claims of an article, by their place in it, that an earlier one printed already."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the functions below need of the article they write about."""

    base: str
    node: NamedNode
    graph: NamedNode
    article: Article
    index: Index
    passages: set[Span] = field(default_factory=set)

    def entity(self, span: Span | None) -> NamedNode | None:
        """What the mention of this span stands for; None when there is none, or nobody knows."""
        key = None if span is None else self.index.entity_of.get((self.article.id, span))
        return None if key is None else iris.entity(self.base, key)

    def speakers(self, step: Step | None) -> list[NamedNode]:
        """Who says it in this step, the first one first; `n.UNKNOWN` where nobody is known."""
        if step is None:
            return [n.UNKNOWN]
        if step.mention and (two := self.index.jointly.get((self.article.id, step.mention))):
            return [iris.entity(self.base, key) for key in two]
        found = [self.entity(step.mention) or n.UNKNOWN, *map(self.entity, step.joint)]
        return list(dict.fromkeys(node for node in found if node is not None))

    def words(self, spans: Iterable[Span]) -> str:
        """The article's words at these spans, joined by one space."""
        return " ".join(self.article.text[span.start : span.end] for span in spans)

    def quads(self, subject: NamedNode, pairs: Pairs) -> Iterator[Quad]:
        """Quads of one subject in the article's graph."""
        return (Quad(subject, predicate, value, self.graph) for predicate, value in pairs)


def time(of: TimeRange | MergedMeeting) -> Pairs:
    """When something began and ended, as exactly as it is known."""
    for predicate, value in (
        (n.START_DATE, of.start),
        (n.END_DATE, of.end),
        (n.EARLIEST, of.earliest),
        (n.LATEST, of.latest),
    ):
        if value is not None:
            yield predicate, terms.calendar(value)


def passage(span: Span, page: Page) -> Iterator[Quad]:
    """One passage with both of its selectors."""
    node = iris.passage(page.node, span)
    position, quote = iris.part(node, "position"), iris.part(node, "quote")
    text = page.article.text
    before = text[max(0, span.start - CONTEXT) : span.start]
    after = text[span.end : span.end + CONTEXT]
    for subject, predicate, value in (
        (node, n.TYPE, n.PASSAGE),
        (node, n.HAS_SOURCE, page.node),
        (node, n.HAS_SELECTOR, position),
        (node, n.HAS_SELECTOR, quote),
        (position, n.TYPE, n.POSITION),
        (position, n.START, terms.integer(span.start)),
        (position, n.END, terms.integer(span.end)),
        (quote, n.TYPE, n.QUOTE),
        (quote, n.EXACT, terms.text(text[span.start : span.end])),
        (quote, n.PREFIX, terms.text(before)),
        (quote, n.SUFFIX, terms.text(after)),
    ):
        yield Quad(subject, predicate, value, page.graph)


def evidence(node: NamedNode, span: Span, page: Page, predicate: NamedNode = n.EVIDENCE) -> Quad:
    """`node` points to the passage of a span, which is noted as one to be written."""
    page.passages.add(span)
    return Quad(node, predicate, iris.passage(page.node, span), page.graph)


def mentions(extraction: Extraction, page: Page) -> Iterator[Quad]:
    """All mentions of the article, and whom it mentions."""
    for mention in extraction.mentions:
        node = iris.mention(page.node, mention.span)
        yield Quad(node, n.TYPE, n.MENTION, page.graph)
        yield Quad(node, n.LABEL, terms.text(page.words([mention.span])), page.graph)
        yield Quad(node, n.FORM, terms.text(mention.form), page.graph)
        entity = page.entity(mention.span)
        if entity is not None:
            yield Quad(node, n.REFERS_TO, entity, page.graph)
            # The same in short: which articles name an entity is asked for often.
            yield Quad(page.node, n.MENTIONS, entity, page.graph)
            reason = page.index.reasons.get((page.article.id, mention.span))
            if reason:
                yield Quad(node, n.REASON, terms.text(reason), page.graph)
        yield evidence(node, mention.span, page)


def claims(extraction: Extraction, page: Page) -> Iterator[Quad]:
    """All claims of the article with their steps."""
    found = iris.claims(page.node, extraction.claims)
    by_index = {claim.index: node for claim, node in zip(extraction.claims, found, strict=True)}
    for claim, node in zip(extraction.claims, found, strict=True):
        yield from page.quads(node, _claim(claim, page))
        parent = None if claim.parent is None else by_index.get(claim.parent)
        if parent is not None:
            yield Quad(parent, n.EMBEDS, node, page.graph)
        for span in claim.content:
            yield evidence(node, span, page)
        yield evidence(node, claim.sentence, page, n.SENTENCE)
        # A claim without a step would be one without a source; it has one that nobody names.
        for number, step in enumerate(claim.steps or (Step(source=(), cue=(), mention=None),)):
            step_node = iris.numbered(node, "step", number)
            yield Quad(node, n.STEP, step_node, page.graph)
            yield from page.quads(step_node, _step(step, number, page))
            for span in (*step.source, *step.cue):
                yield evidence(step_node, span, page)


def _claim(claim: Claim, page: Page) -> Pairs:
    yield n.TYPE, n.CLAIM
    yield n.QUOTED_FROM, page.node
    yield n.CONTENT, terms.text(page.words(claim.content))
    yield n.CONTENT_RANGES, terms.text(iris.ranges(claim.content))
    yield n.MODE, n.MODES[claim.mode]
    yield n.ATTITUDE, n.ATTITUDES[claim.attitude]
    speaker, *others = page.speakers(claim.steps[0] if claim.steps else None)
    yield n.SPEAKER, speaker
    for other in others:
        yield n.JOINT_SPEAKER, other
    addressee = page.entity(claim.addressee)
    if addressee is not None:
        yield n.ADDRESSEE, addressee
    for span in claim.about:
        entity = page.entity(span)
        if entity is not None:
            yield n.ABOUT, entity
    if claim.hypothetical:
        yield n.HYPOTHETICAL, terms.TRUE
    if claim.negated:
        yield n.NEGATED, terms.TRUE
    yield n.CONFIDENCE, terms.decimal(claim.confidence)
    yield n.ORDER, terms.integer(claim.index)


def _step(step: Step, number: int, page: Page) -> Pairs:
    yield n.TYPE, n.ATTRIBUTION_STEP
    yield n.STEP_INDEX, terms.integer(number)
    yield n.AGENT, page.speakers(step)[0]
    if step.source:
        yield n.SOURCE_TEXT, terms.text(page.words(step.source))
        yield n.SOURCE_RANGES, terms.text(iris.ranges(step.source))
    if step.cue:
        yield n.CUE, terms.text(page.words(step.cue))
        yield n.CUE_RANGES, terms.text(iris.ranges(step.cue))


def reports(extraction: Extraction, page: Page) -> Iterator[Quad]:
    """What the article says of each meeting that it reports, in the order of the meetings."""
    told = {meeting.index: meeting for meeting in extraction.meetings}
    nodes = list(zip(extraction.claims, iris.claims(page.node, extraction.claims), strict=True))
    for meeting, report in page.index.reports.get(extraction.article.id, ()):
        parts = [told[i] for i in sorted(report.indexes) if i in told]
        if not parts:
            continue
        node = iris.numbered(page.node, "meeting", parts[0].index)
        yield from page.quads(node, _report(meeting, report, parts, page))
        for part in parts:
            yield evidence(node, part.evidence, page)
            statement = iris.numbered(page.node, "status", part.index)
            yield Quad(node, n.TELLS, statement, page.graph)
            yield from page.quads(statement, _status(part, nodes, page))
            yield evidence(statement, part.evidence, page)


def _status(part: Meeting, claims: Sequence[tuple[Claim, NamedNode]], page: Page) -> Pairs:
    """What one sentence says of whether it takes place, and the innermost claim that says so."""
    yield n.TYPE, n.STATUS_STATEMENT
    yield n.STATUS, n.STATUSES[part.status]
    yield n.QUOTED_FROM, page.node
    yield n.ORDER, terms.integer(part.index)
    around = [
        (span.end - span.start, claim.index, node)
        for claim, node in claims
        for span in claim.content
        if span.start <= part.trigger.start and part.trigger.end <= span.end
    ]
    if around:
        yield n.IN_CLAIM, min(around, key=lambda a: a[:2])[2]


def _report(
    meeting: MergedMeeting, report: MeetingReport, parts: Sequence[Meeting], page: Page
) -> Pairs:
    yield n.TYPE, n.MEETING_REPORT
    yield n.REPORTS, iris.entity(page.base, meeting.key)
    yield n.QUOTED_FROM, page.node
    yield n.ORDER, terms.integer(parts[0].index)
    yield n.STATUS, n.STATUSES[report.status]
    for key in report.participants:
        yield n.PARTICIPANT, iris.entity(page.base, key)
    for host in (page.entity(span) for part in parts for span in part.hosts):
        if host is not None:
            yield n.HOST, host
    for key in report.companions:
        yield n.COMPANION, iris.entity(page.base, key)
    if report.venue is not None:
        yield n.VENUE, terms.text(report.venue)
    if report.place is not None:
        yield n.HAS_PLACE, iris.entity(page.base, report.place)
    if report.time is not None:
        yield n.TIME_EXPRESSION, terms.text(report.time.text)
        if report.time.inferred:
            yield n.DATE_INFERRED, terms.TRUE
        yield from time(report.time)


def office(held: OfficeHolding, page: Page) -> Iterator[Quad]:
    """One office held, where it is known by whom."""
    person = page.entity(held.person)
    if person is None:
        return
    node = iris.numbered(page.node, "office", held.index)
    role = iris.role(page.base, held.role)
    organization = page.entity(held.of)
    yield Quad(node, n.TYPE, n.OFFICE_HOLDING, page.graph)
    yield Quad(node, n.TYPE, n.MEMBERSHIP, page.graph)
    yield Quad(node, n.MEMBER, person, page.graph)
    yield Quad(node, n.HAS_ROLE, role, page.graph)
    if organization is not None:
        yield Quad(node, n.ORGANIZATION, organization, page.graph)
    yield Quad(node, n.TENURE, terms.text(held.tenure), page.graph)
    yield Quad(node, n.QUOTED_FROM, page.node, page.graph)
    yield Quad(node, n.ORDER, terms.integer(held.index), page.graph)
    yield evidence(node, held.evidence, page)
    yield from _during(node, held, page)


def _during(node: NamedNode, held: OfficeHolding, page: Page) -> Iterator[Quad]:
    """The time of an office, as of the article's date: around, before or after it."""
    day = page.article.published
    if day is None:
        return
    interval, instant = iris.part(node, "during"), iris.part(page.node, "published")
    yield Quad(node, n.MEMBER_DURING, interval, page.graph)
    yield Quad(interval, n.TYPE, n.INTERVAL, page.graph)
    yield Quad(interval, n.TENURES[held.tenure], instant, page.graph)
    yield Quad(instant, n.TYPE, n.INSTANT, page.graph)
    yield Quad(instant, n.INSTANTS[len(day)], terms.calendar(day), page.graph)
