"""Who is who, and which reports tell of one meeting: the records of all articles resolved.

Each article is resolved by itself first (`resolve_article`, a pure function of its extraction),
then clusters of different articles are compared through blocking keys. Unsure means separate.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from kg.meaning.encoder import Encodes
from kg.mentioned import ByMention
from kg.records import Entity, Extraction, OpenQuestion, Resolution, Span
from kg.resolve.across import merge
from kg.resolve.articles import by_id
from kg.resolve.disagreements import disagreements
from kg.resolve.duplicates import RemembersCopies, duplicates, reprints
from kg.resolve.entities import entities
from kg.resolve.jointly import spoken_jointly
from kg.resolve.kinds import agreed
from kg.resolve.local import Local
from kg.resolve.lookup import Lookup
from kg.resolve.meetings import merge_meetings
from kg.resolve.outline import Outline, outline
from kg.resolve.propositions import propositions
from kg.resolve.sayings import RemembersSaid
from kg.resolve.told import told_of_meetings
from kg.resolve.within import resolve_article
from kg.resolve.world import world

__all__ = ["Outline", "outline", "relevant", "resolve", "resolve_article"]


class Remember(RemembersSaid, RemembersCopies, Protocol):
    """Keeps what was read of single articles, for an update."""


def resolve(
    extractions: Collection[Extraction],
    *,
    gazetteer: Lookup,
    encoder: Encodes | None = None,
    outlines: Iterable[Outline] | None = None,
    remember: Remember | None = None,
) -> Resolution:
    """Entities and meetings of all articles; the same for any order of `extractions`.

    Each mention's span stands for at most one entity; those of pronouns and descriptions that
    stand for none are listed as open questions.

    Args:
        extractions: one an article; ids are unique. A sequence may have any order; another
            collection is an archive in that of the ids, of which articles are read where they are
            asked for, some of them several times.
        gazetteer: what is known of states, places, people and organisations beforehand.
        encoder: tells which claims mean the same; without it claims are not compared.
        outlines: of all articles, in the order of their ids, if they are made already; each is
            taken once.
        remember: keeps what is read of single articles; in memory, if at all, when None.
    """
    articles = by_id(extractions)
    if outlines is None:
        outlines = (outline(e, gazetteer=gazetteer) for e in articles)
    known: list[Outline] = []
    clusters: list[Local] = []
    for one in outlines:
        clusters += one.within.locals
        known.append(replace(one, within=replace(one.within, locals=())))
    locals_ = agreed(clusters)
    made, doubts = entities(merge(locals_), locals_)
    entity_of = _by_place(made)
    leaders = world(made, locals_, entity_of, ((one.article, one.heads) for one in known))
    # They are the largest part of what is in memory, and done with.
    del clusters, locals_
    states = {e.key for e in made if e.kind == "State"}
    jointly: dict[tuple[str, Span], tuple[str, ...]] = {}
    meeting: list[Extraction] = []
    for one in known:
        if one.pairs or one.meetings:
            read = articles[one.article]
            jointly |= spoken_jointly(read, one.pairs, entity_of, leaders, states=states)
            if one.meetings:
                meeting.append(told_of_meetings(read))
    meetings = merge_meetings(meeting, entities=made, entity_of=entity_of, known=leaders)
    disagree = disagreements(meeting, meetings, entities=made, entity_of=entity_of)
    meeting.clear()
    questions = [q for one in known for q in one.within.open] + list(doubts)
    questions = [q for q in questions if (q.article, q.span) not in jointly]
    copies = duplicates(
        {one.article: one.sample for one in known},
        lambda name: articles[name].article,
        remember=remember,
    )
    again = reprints(articles, copies, remember=remember)
    told, links = (
        propositions(
            articles, [one.article for one in known if one.claims],
            entities=made, entity_of=entity_of, jointly=jointly, encoder=encoder,
            without={link.claim for link in again}, remember=remember,
        )
        if encoder is not None
        else ((), ())
    )  # fmt: skip
    return Resolution(
        entities=made,
        meetings=meetings,
        open=tuple(sorted(questions, key=_order)),
        entity_of=entity_of,
        propositions=told,
        links=tuple(sorted((*links, *again), key=lambda link: (link.claim, link.kind, link.other))),
        disagreements=disagree,
        jointly=jointly,
        duplicates=copies,
        roles=tuple(
            sorted({r for one in known for who, r in one.roles if (one.article, who) in entity_of})
        ),
    )


def _by_place(made: Iterable[Entity]) -> ByMention[str]:
    """The key of each mention's entity, by article and span, both ascending."""
    found: dict[str, list[tuple[Span, str]]] = {}
    for entity in made:
        for link in entity.links:
            found.setdefault(link.article, []).append((link.span, entity.key))
    return ByMention({name: dict(sorted(found[name])) for name in sorted(found)})


def relevant(resolution: Resolution, needed: Iterable[tuple[str, Sequence[Span]]]) -> Resolution:
    """The same without what nothing hangs on.

    Left out are described groups (*enemies*, *two sides*) that neither say, hear nor attend
    anything, and open questions about such mentions.

    Args:
        resolution: of all articles.
        needed: of the same, by their ids, `Outline.needed`.
    """
    wanted = {(article, span) for article, spans in needed for span in spans}
    wanted -= resolution.jointly.keys()
    kept = tuple(
        e
        for e in resolution.entities
        if e.kind != "Group" or any((k.article, k.span) in wanted for k in e.links)
    )
    left_out = {e.key for e in resolution.entities} - {e.key for e in kept}
    entity_of = {
        name: found
        if left_out.isdisjoint(found.values())
        else {span: key for span, key in found.items() if key not in left_out}
        for name, found in ByMention.of(resolution.entity_of).articles.items()
    }
    return replace(
        resolution,
        entities=kept,
        entity_of=ByMention(entity_of),
        open=tuple(
            q
            for q in resolution.open
            if q.kind != "unresolved-pronoun" or (q.article, q.span) in wanted
        ),
    )


def _order(question: OpenQuestion) -> tuple[str, Span, str, str]:
    return question.article, question.span or Span(-1, -1), question.kind, question.note
