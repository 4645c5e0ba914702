"""What resolution needs to know of one article by itself, so that few have to be read again.

It depends on the article's extraction and the gazetteer alone: an update keeps that of an article
that has not changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from sys import intern

import msgspec
import numpy as np

from kg.records import Extraction, Span
from kg.resolve.duplicates import Sample, print_digest, sample, text_print
from kg.resolve.jointly import may_be_two
from kg.resolve.local import Within
from kg.resolve.lookup import Lookup
from kg.resolve.within import resolve_article
from kg.resolve.world import Heads, heads

_NUMBERS = tuple(range(20_000))
"""The places in most articles, as the same objects for all of them."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One article. `printed` is a sample of its text's shingles (64 bits each, little-endian) and
    `digest` one of all that the text is compared by; `needed` the mentions of unnamed sources, and
    open pronouns, on which something hangs; `heads` who heads what; `roles` who holds which office;
    `pairs` the sources that may stand for two.
    """

    article: str
    published: str | None
    within: Within
    printed: bytes
    digest: str
    needed: tuple[Span, ...]
    heads: Heads
    roles: tuple[tuple[Span, str], ...]
    pairs: tuple[Span, ...]
    meetings: bool
    claims: bool
    entries: tuple[str | None, ...] = ()
    """Only in one that is kept in a file: the IRIs of the gazetteer's entries of the clusters."""

    @property
    def sample(self) -> Sample:
        """What articles of the same text are found by."""
        return Sample(self.published, np.frombuffer(self.printed, dtype="<u8"), self.digest)


def outline(extraction: Extraction, *, gazetteer: Lookup) -> Outline:
    """What is to be known of an article."""
    article = extraction.article
    within = resolve_article(extraction, gazetteer=gazetteer)
    unnamed = {span for one in within.locals if one.kind == "Group" for span, _ in one.links}
    whole = text_print(article)
    unnamed |= {question.span for question in within.open if question.span is not None}
    return Outline(
        article=article.id,
        published=article.published,
        within=within,
        printed=sample(whole.shingles).astype("<u8").tobytes(),
        digest=print_digest(whole),
        needed=tuple(sorted(unnamed.intersection(_needed(extraction)))),
        heads=heads(extraction),
        roles=tuple((office.person, office.role) for office in extraction.offices),
        pairs=tuple(may_be_two(extraction)),
        meetings=bool(extraction.meetings),
        claims=bool(extraction.claims),
    )


def packed(made: Outline) -> Outline:
    """The same without what the gazetteer knows, to be kept in a file."""
    locals_ = made.within.locals
    return replace(
        made,
        within=replace(
            made.within, locals=tuple(msgspec.structs.replace(one, entry=None) for one in locals_)
        ),
        entries=tuple(one.entry.iri if one.entry else None for one in locals_),
    )


def unpacked(kept: Outline, *, gazetteer: Lookup) -> Outline:
    """What was `packed`, with the same gazetteer; equal strings and numbers are in memory once."""
    locals_ = tuple(
        msgspec.structs.replace(
            one,
            article=kept.article,
            names=tuple((intern(name), count) for name, count in one.names),
            states=tuple(map(intern, one.states)),
            links=tuple((_once(span), intern(reason)) for span, reason in one.links),
            entry=gazetteer.entry(iri) if iri is not None else None,
        )
        for one, iri in zip(kept.within.locals, kept.entries, strict=True)
    )
    return replace(kept, within=replace(kept.within, locals=locals_), entries=())


def _once(span: Span) -> Span:
    start, end = span
    return Span(_NUMBERS[start], _NUMBERS[end]) if end < len(_NUMBERS) else span


def _needed(extraction: Extraction) -> Iterator[Span]:
    """The mentions that say, pass on or are told a claim, meet somebody, or hold an office."""
    for claim in extraction.claims:
        spans = [span for step in claim.steps for span in (step.mention, *step.joint)]
        spans.append(claim.addressee)
        yield from (span for span in spans if span is not None)
    for meeting in extraction.meetings:
        yield from (*meeting.participants, *meeting.hosts, *meeting.companions)
    for office in extraction.offices:
        yield office.person
        if office.of is not None:
            yield office.of
