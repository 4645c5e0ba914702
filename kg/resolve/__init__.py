"""Who is who, and which reports tell of one meeting: the records of all articles resolved.

Each article is resolved by itself first (`resolve_article`, a pure function of its extraction),
then clusters of different articles are compared through blocking keys. Unsure means separate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.meaning.encoder import Encodes
from kg.records import Extraction, OpenQuestion, Resolution, Span
from kg.resolve.across import merge
from kg.resolve.disagreements import disagreements
from kg.resolve.duplicates import duplicates, reprints
from kg.resolve.entities import entities
from kg.resolve.jointly import spoken_jointly
from kg.resolve.kinds import agreed
from kg.resolve.lookup import Lookup
from kg.resolve.meetings import merge_meetings
from kg.resolve.propositions import propositions
from kg.resolve.within import resolve_article
from kg.resolve.world import world

__all__ = ["relevant", "resolve", "resolve_article"]


def resolve(
    extractions: Collection[Extraction], *, gazetteer: Lookup, encoder: Encodes | None = None
) -> Resolution:
    """Entities and meetings of all articles; the same for any order of `extractions`.

    Each mention's span stands for at most one entity; those of pronouns and descriptions that
    stand for none are listed as open questions.

    Args:
        extractions: one an article; ids are unique. A sequence may have any order; another
            collection has that of the ids, and is gone through several times.
        gazetteer: what is known of states, places, people and organisations beforehand.
        encoder: tells which claims mean the same; without it claims are not compared.
    """
    ordered = extractions
    if isinstance(extractions, Sequence):
        ordered = sorted(extractions, key=lambda e: e.article.id)
    articles = [resolve_article(e, gazetteer=gazetteer) for e in ordered]
    locals_ = agreed([local for article in articles for local in article.locals])
    made, doubts = entities(merge(locals_), locals_)
    entity_of = {(link.article, link.span): e.key for e in made for link in e.links}
    known = world(made, locals_, entity_of, ordered)
    meetings = merge_meetings(ordered, entities=made, entity_of=entity_of, known=known)
    states = {e.key for e in made if e.kind == "State"}
    jointly = spoken_jointly(ordered, entity_of, known, states=states)
    questions = [q for article in articles for q in article.open] + list(doubts)
    questions = [q for q in questions if (q.article, q.span) not in jointly]
    copies = duplicates(ordered)
    again = reprints(ordered, copies)
    told, links = (
        propositions(
            ordered, entities=made, entity_of=entity_of, jointly=jointly, encoder=encoder,
            without={link.claim for link in again},
        )
        if encoder is not None
        else ((), ())
    )  # fmt: skip
    return Resolution(
        entities=made,
        meetings=meetings,
        open=tuple(sorted(questions, key=_order)),
        entity_of=dict(sorted(entity_of.items())),
        propositions=told,
        links=tuple(sorted((*links, *again), key=lambda link: (link.claim, link.kind, link.other))),
        disagreements=disagreements(ordered, meetings, entities=made, entity_of=entity_of),
        jointly=jointly,
        duplicates=copies,
    )


def relevant(resolution: Resolution, extractions: Iterable[Extraction]) -> Resolution:
    """The same without what nothing hangs on.

    Left out are described groups (*enemies*, *two sides*) that neither say, hear nor attend
    anything, and open questions about such mentions.
    """
    wanted = {place for e in extractions for place in needed(e)} - resolution.jointly.keys()
    kept = tuple(
        e
        for e in resolution.entities
        if e.kind != "Group" or any((k.article, k.span) in wanted for k in e.links)
    )
    keys = {e.key for e in kept}
    return replace(
        resolution,
        entities=kept,
        entity_of={place: key for place, key in resolution.entity_of.items() if key in keys},
        open=tuple(
            q
            for q in resolution.open
            if q.kind != "unresolved-pronoun" or (q.article, q.span) in wanted
        ),
    )


def needed(extraction: Extraction) -> Iterator[tuple[str, Span]]:
    """The spans of mentions on which something hangs: who says, passes on or is told a claim, takes
    part in a meeting, or holds an office; with the article's id, in no order, maybe twice.
    """
    article = extraction.article.id
    for claim in extraction.claims:
        spans = [span for step in claim.steps for span in (step.mention, *step.joint)]
        spans.append(claim.addressee)
        yield from ((article, span) for span in spans if span is not None)
    for meeting in extraction.meetings:
        people = (*meeting.participants, *meeting.hosts, *meeting.companions)
        yield from ((article, span) for span in people)
    for office in extraction.offices:
        yield article, office.person
        if office.of is not None:
            yield article, office.of


def _order(question: OpenQuestion) -> tuple[str, Span, str, str]:
    return question.article, question.span or Span(-1, -1), question.kind, question.note
