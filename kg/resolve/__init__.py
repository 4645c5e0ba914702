"""Who is who, and which reports tell of one meeting: the records of all articles resolved.

Each article is resolved by itself first (`resolve_article`, a pure function of its extraction),
then clusters of different articles are compared through blocking keys. Unsure means separate.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import Extraction, OpenQuestion, Resolution, Span
from kg.resolve.across import merge
from kg.resolve.entities import entities
from kg.resolve.lookup import Lookup
from kg.resolve.meetings import merge_meetings, world
from kg.resolve.within import resolve_article

__all__ = ["relevant", "resolve", "resolve_article"]


def resolve(extractions: Sequence[Extraction], *, gazetteer: Lookup) -> Resolution:
    """Entities and meetings of all articles; the same for any order of `extractions`.

    Each mention's span stands for at most one entity; those of pronouns and descriptions that
    stand for none are listed as open questions.

    Args:
        extractions: one an article; ids are unique.
        gazetteer: what is known of states, places, people and organisations beforehand.
    """
    ordered = sorted(extractions, key=lambda e: e.article.id)
    articles = [resolve_article(e, gazetteer=gazetteer) for e in ordered]
    locals_ = [local for article in articles for local in article.locals]
    made, doubts = entities(merge(locals_), locals_)
    entity_of = {(link.article, link.span): e.key for e in made for link in e.links}
    known = world(made, locals_, entity_of)
    meetings = merge_meetings(ordered, entities=made, entity_of=entity_of, known=known)
    questions = [q for article in articles for q in article.open] + list(doubts)
    return Resolution(
        entities=made,
        meetings=meetings,
        open=tuple(sorted(questions, key=_order)),
        entity_of=dict(sorted(entity_of.items())),
    )


def relevant(resolution: Resolution, extractions: Sequence[Extraction]) -> Resolution:
    """The same without what nothing hangs on.

    Left out are described groups (*enemies*, *two sides*) that neither say, hear nor attend
    anything, and open questions about such mentions.
    """
    wanted = {place for e in extractions for place in needed(e)}
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
        spans = [step.mention for step in claim.steps] + [claim.addressee]
        yield from ((article, span) for span in spans if span is not None)
    for meeting in extraction.meetings:
        yield from ((article, span) for span in (*meeting.participants, *meeting.hosts))
    for office in extraction.offices:
        yield article, office.person
        if office.of is not None:
            yield article, office.of


def _order(question: OpenQuestion) -> tuple[str, Span, str, str]:
    return question.article, question.span or Span(-1, -1), question.kind, question.note
