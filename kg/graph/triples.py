"""Records as quads: what one article says, what all of them together say, and who ran it when.

Every statement that was read out of an article points, by `kg:evidence`, to passages of it. A quad
may be given more than once (two claims share a sentence); a store keeps it once.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from heapq import merge
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import iris, statements, terms
from kg.graph import nodes as n
from kg.graph.statements import Index, Page, Pairs
from kg.graph.tallies import tallies
from kg.mentioned import ByMention
from kg.records import (
    Article,
    Entity,
    Extraction,
    MeetingReport,
    MergedMeeting,
    OpenQuestion,
    Resolution,
    Span,
)

Record = TypeVar("Record")

_OWN_LIST = "https://newskg.example/states#"
"""What the concepts of the list that kg ships begin with."""


def index(resolution: Resolution) -> Index:
    """The resolution, by article; reports in the order of the meetings, questions as they came."""
    reports: dict[str, list[tuple[MergedMeeting, MeetingReport]]] = {}
    for meeting in resolution.meetings:
        for report in meeting.reports:
            reports.setdefault(report.article, []).append((meeting, report))
    questions: dict[str, list[OpenQuestion]] = {}
    for question in resolution.open:
        questions.setdefault(question.article, []).append(question)
    reasons: dict[str, dict[Span, str]] = {}
    for entity in resolution.entities:
        for link in entity.links:
            reasons.setdefault(link.article, {})[link.span] = link.reason
    reprinted: dict[str, set[int]] = {}
    for found in resolution.links:
        if found.kind == "reprints":
            article, number = found.claim
            reprinted.setdefault(article, set()).add(number)
    return Index(
        entity_of=resolution.entity_of,
        reasons=ByMention(reasons),
        reports=reports,
        open=questions,
        jointly=resolution.jointly,
        reprinted=reprinted,
    )


def article_quads(
    extraction: Extraction, resolution: Resolution | Index, *, base: str = iris.BASE
) -> Iterator[Quad]:
    """All that one article says, in its own named graph.

    Args:
        extraction: what was read out of the article.
        resolution: whom its mentions stand for; give `index(resolution)` when there are many
            articles, so that it is made only once.
        base: what all data IRIs begin with.
    """
    page = Page(
        base=base,
        node=iris.article(base, extraction.article.id),
        graph=iris.article_graph(base, extraction.article.id),
        article=extraction.article,
        index=resolution if isinstance(resolution, Index) else index(resolution),
    )
    yield from page.quads(page.node, _article(extraction.article))
    yield from statements.mentions(extraction, page)
    yield from statements.claims(extraction, page)
    yield from statements.reports(extraction, page)
    for office in extraction.offices:
        yield from statements.office(office, page)
    yield from tallies(extraction, page)
    questions = (*extraction.open, *page.index.open.get(extraction.article.id, ()))
    for number, question in enumerate(questions):
        node = iris.numbered(page.node, "open", number)
        yield from page.quads(node, _question(question))
        if question.span is not None:
            yield statements.evidence(node, question.span, page)
    for span in sorted(page.passages):
        yield from statements.passage(span, page)


def resolution_nodes(
    resolution: Resolution, *, base: str = iris.BASE
) -> Iterator[tuple[NamedNode, Pairs]]:
    """The entities, meetings and offices of all articles, each once, with all that is concluded of
    it; by IRI.
    """
    known = {entity.key for entity in resolution.entities}
    entities = _by_iri(
        resolution.entities,
        lambda entity: iris.entity(base, entity.key),
        lambda entity: _entity(entity, base, known),
    )
    meetings = _by_iri(
        resolution.meetings,
        lambda meeting: iris.entity(base, meeting.key),
        lambda meeting: _meeting(meeting, base),
    )
    roles = _by_iri(resolution.roles, lambda role: iris.role(base, role), _role)
    questions = _by_iri(
        enumerate(q for q in resolution.open if not q.article),
        lambda numbered: NamedNode(f"{base}open/{numbered[0]}"),
        lambda numbered: _question(numbered[1]),
    )
    return merge(entities, meetings, roles, questions, key=node_of)


def node_of(described: tuple[NamedNode, Pairs]) -> str:
    """The IRI of a node that is described, to sort by."""
    return described[0].value


def _by_iri(
    records: Iterable[Record], node: Callable[[Record], NamedNode], pairs: Callable[[Record], Pairs]
) -> Iterator[tuple[NamedNode, Pairs]]:
    """Records as nodes, by IRI; what is said of each is made when its turn comes."""
    for record in sorted(records, key=lambda record: node(record).value):
        yield node(record), pairs(record)


def resolution_quads(resolution: Resolution, *, base: str = iris.BASE) -> Iterator[Quad]:
    """The entities, meetings and offices of all articles, in the graph of what was concluded."""
    graph = iris.resolution_graph(base)
    for node, pairs in resolution_nodes(resolution, base=base):
        yield from (Quad(node, predicate, value, graph) for predicate, value in pairs)


def run_quads(
    articles: Sequence[str],
    *,
    started: datetime,
    ended: datetime,
    base: str = iris.BASE,
) -> Iterator[Quad]:
    """The record of one run that made the graphs of these articles, in the graph of runs: the only
    place with a clock.
    """
    graph = iris.runs_graph(base)
    node = iris.run(base, _utc(started), articles)
    yield Quad(node, n.TYPE, n.RUN, graph)
    yield Quad(node, n.STARTED, Literal(_utc(started), datatype=terms.DATETIME), graph)
    yield Quad(node, n.ENDED, Literal(_utc(ended), datatype=terms.DATETIME), graph)
    for article in articles:
        yield Quad(node, n.GENERATED, iris.article_graph(base, article), graph)


def _role(name: str) -> Pairs:
    yield n.TYPE, n.ROLE
    yield n.PREF_LABEL, terms.text(name)


def _article(article: Article) -> Pairs:
    yield n.TYPE, n.ARTICLE
    yield n.IDENTIFIER, terms.text(article.id)
    yield n.SOURCE, terms.text(article.id)
    yield n.TEXT_SHA256, terms.text(article.sha256)
    yield n.BODY, terms.text(article.text)
    if article.headline is not None:
        span = article.headline
        yield n.HEADLINE, terms.text(article.text[span.start : span.end])
    if article.published is not None:
        yield n.PUBLISHED, terms.calendar(article.published)
        if article.published_inferred:
            yield n.DATE_INFERRED, terms.TRUE
    for predicate, value in (
        (n.CREATOR, article.byline),
        (n.PUBLISHER, article.publisher),
        (n.DATELINE, article.dateline_place),
    ):
        if value:
            yield predicate, terms.text(value)
    if article.url:
        yield n.URL, iris.web(article.url) or terms.text(article.url)


def _question(question: OpenQuestion) -> Pairs:
    yield n.TYPE, n.OPEN_QUESTION
    yield n.KIND, terms.text(question.kind)
    yield n.LABEL, terms.text(question.note)


def _entity(entity: Entity, base: str, known: Container[str]) -> Pairs:
    for kind in n.ENTITY_TYPES[entity.kind]:
        yield n.TYPE, kind
    yield n.LABEL, terms.text(entity.label)
    for alias in entity.aliases:
        if alias != entity.label:
            yield n.ALT_LABEL, terms.text(alias)
    same = iris.wikidata(entity.wikidata) if entity.wikidata else None
    if same is not None:
        yield n.SAME_AS, same
    concept = iris.external(entity.gazetteer) if entity.gazetteer else None
    if concept is not None:
        yield n.EXACT_MATCH, concept
        # A concept of the user's is the user's own IRI of the same person or thing.
        if not concept.value.startswith(_OWN_LIST) and concept != same:
            yield n.SAME_AS, concept
    # A gazetteer may name a state that no article does: there is no node to point to.
    if entity.state in known:
        yield n.STATE, iris.entity(base, str(entity.state))
    if entity.organization in known:
        yield n.MEMBER_OF, iris.entity(base, str(entity.organization))
    for key in entity.doubtful:
        if key in known:
            yield n.MAY_BE, iris.entity(base, key)
    yield n.ARTICLE_COUNT, terms.integer(len({link.article for link in entity.links}))
    yield n.MENTION_COUNT, terms.integer(len({(link.article, link.span) for link in entity.links}))
    for address in entity.candidates:
        if (candidate := iris.external(address)) is not None:
            yield n.MAY_BE, candidate


def _meeting(meeting: MergedMeeting, base: str) -> Pairs:
    for kind in n.MEETING_TYPES[meeting.kind]:
        yield n.TYPE, kind
    yield n.LABEL, terms.text(meeting.label)
    for predicate, keys in (
        (n.PARTICIPANT, meeting.participants),
        (n.HOST, meeting.hosts),
        (n.COMPANION, meeting.companions),
        (n.STATE, meeting.states),
    ):
        for key in keys:
            yield predicate, iris.entity(base, key)
    if meeting.place is not None:
        yield n.HAS_PLACE, iris.entity(base, meeting.place)
    if meeting.venue is not None:
        yield n.VENUE, terms.text(meeting.venue)
    if meeting.part_of is not None:
        yield n.PART_OF, iris.entity(base, meeting.part_of)
    yield n.STATUS, n.STATUSES[meeting.status]
    yield from statements.time(meeting)
    if meeting.inferred:
        yield n.DATE_INFERRED, terms.TRUE
    if meeting.reason:
        yield n.REASON, terms.text(meeting.reason)


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
