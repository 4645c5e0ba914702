"""The claims of all articles made ready to be compared: whose they are, and what they say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from sys import intern
from typing import Protocol

import msgspec

from kg.extract.dates import meaning
from kg.extract.timephrase import read_expression
from kg.meaning.statement import clean, statement
from kg.records import Attitude, Claim, Entity, Extraction, Mention, Span
from kg.resolve.articles import Articles
from kg.resolve.meant import Meant, dependences
from kg.resolve.names import fold
from kg.resolve.propositionfacts import ME, Facts, Name, denies, facts
from kg.resolve.propositionpairs import Saying
from kg.resolve.times import day

_GAP = 40
"""Characters after a cue in which the day of speaking may stand."""
_OTHERS_DAY = frozenset(("before", "after", "ahead", "since", "until", "of", "about", "that"))

Speakers = Mapping[tuple[str, Span], tuple[str, ...]]
"""The keys of those who speak, by article and the mention of the source."""


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with what it is compared by.

    `speakers` are entity keys; `within` those in whose mouths it is put (agencies and papers pass
    it on and do not count). `saying` takes the speaker's state for the speaker, as *we* does;
    `own` are the facts where it does not, if they are others. `on` is the day, month or year of
    speaking where the sentence says it.
    """

    article: str
    claim: Claim
    published: date | None
    speakers: tuple[str, ...]
    within: tuple[str, ...]
    words: str
    saying: Saying
    own: Facts | None
    on: str | None

    @property
    def plain(self) -> Saying:
        """What is said, where the speaker is a name like others."""
        return self.saying if self.own is None else replace(self.saying, facts=self.own)


def sayings(
    articles: Articles,
    names: Iterable[str],
    *,
    entities: Sequence[Entity],
    entity_of: Mapping[tuple[str, Span], str],
    jointly: Mapping[tuple[str, Span], tuple[str, ...]],
    remember: RemembersSaid,
) -> list[Brief]:
    """The claims of some articles that may be told elsewhere too, by `Brief.order`; the rest of
    them `remember` knows.

    Left out is what nobody known said, what was not said (*did not say*, *could say*), and what
    holds no telling word.
    """
    labels = {e.key: e.label for e in entities}
    states = {e.key: e.state for e in entities if e.state}
    meant = Meant(labels, states, entity_of, jointly)
    depends = dependences(entities, entity_of, jointly)
    found: list[Brief] = []
    wanted = [(name, depends.get(name, "")) for name in names]

    def read(name: str) -> list[Said]:
        return said_in(articles[name], meant)

    remember.prepare(wanted, meant)
    for name, on in wanted:
        found += remember.briefs(name, on, partial(read, name))
    return sorted(found, key=lambda one: one.order)


def said_in(extraction: Extraction, meant: Meant) -> list[Said]:
    """What is said in an article."""
    name = extraction.article.id
    steps = (step for claim in extraction.claims for step in claim.steps)
    who: dict[tuple[str, Span], tuple[str, ...]] = {}
    for at in ((name, span) for step in steps for span in (step.mention, *step.joint) if span):
        if at in meant.jointly or at in meant.entity_of:
            who[at] = meant.jointly.get(at) or (meant.entity_of[at],)
    return list(_of_article(extraction, meant.labels, meant.states, meant.entity_of, who))


class Brief(msgspec.Struct, frozen=True, array_like=True):
    """By what a claim is looked up. `number` is its place among what is said in its article;
    `telling` are its telling words, sorted, and `plain` those where the speaker is a name like
    others, if they differ.
    """

    article: str
    number: int
    index: int
    published: date | None
    speakers: tuple[str, ...]
    within: tuple[str, ...]
    attitude: Attitude
    telling: tuple[str, ...]
    plain: tuple[str, ...] | None

    @property
    def order(self) -> tuple[date, str, int]:
        """By the day it was published (none last), article and place."""
        return self.published or date.max, self.article, self.index


def brief(said: Said, number: int) -> Brief:
    """A claim in brief, the one of this number in its article."""
    telling, plain = (tuple(sorted(one.telling)) for one in (said.saying, said.plain))
    return Brief(
        said.article, number, said.claim.index, said.published, said.speakers, said.within,
        said.claim.attitude, telling, plain if plain != telling else None,
    )  # fmt: skip


def interned(one: Brief) -> Brief:
    """The same with each word in memory once."""
    return Brief(
        intern(one.article), one.number, one.index, one.published,
        tuple(map(intern, one.speakers)), tuple(map(intern, one.within)), one.attitude,
        tuple(map(intern, one.telling)),
        None if one.plain is None else tuple(map(intern, one.plain)),
    )  # fmt: skip


class RemembersSaid(Protocol):
    """Keeps what is said in articles where it takes little room."""

    def prepare(self, wanted: Sequence[tuple[str, str]], meant: Meant) -> None:
        """Told what `briefs` is going to be asked, each id and digest, and who is meant."""

    def briefs(
        self, name: str, depends: str, read: Callable[[], Sequence[Said]]
    ) -> Sequence[Brief]:
        """What is said in an article, in brief; each article once.

        Args:
            name: its id.
            depends: a digest of what its claims depend on beside its extraction.
            read: reads them.
        """

    def said(self, name: str, number: int) -> Said:
        """What the brief of this number is of."""

    def version(self, name: str) -> str:
        """What tells all that is said in an article from what is said in a changed one."""

    def compared(
        self, name: str, depends: str, compare: Callable[[], Sequence[tuple[int, str]]]
    ) -> Sequence[tuple[int, str]]:
        """What came of comparing the claims of an article with earlier ones; each article once, in
        the order of their ids.

        Args:
            name: its id.
            depends: what tells with which.
            compare: compares them.
        """


class Remembered:
    """Keeps it in memory."""

    def __init__(self) -> None:
        self._said: dict[str, Sequence[Said]] = {}

    def prepare(self, wanted: Sequence[tuple[str, str]], meant: Meant) -> None:
        """See `RemembersSaid`."""

    def briefs(
        self, name: str, depends: str, read: Callable[[], Sequence[Said]]
    ) -> Sequence[Brief]:
        """See `RemembersSaid`."""
        self._said[name] = read()
        return [brief(said, number) for number, said in enumerate(self._said[name])]

    def said(self, name: str, number: int) -> Said:
        """See `RemembersSaid`."""
        return self._said[name][number]

    def version(self, name: str) -> str:
        """See `RemembersSaid`."""
        return name

    def compared(
        self, name: str, depends: str, compare: Callable[[], Sequence[tuple[int, str]]]
    ) -> Sequence[tuple[int, str]]:
        """See `RemembersSaid`."""
        return compare()


def _of_article(
    extraction: Extraction,
    labels: Mapping[str, str],
    states: Mapping[str, str],
    entity_of: Mapping[tuple[str, Span], str],
    who: Speakers,
) -> Iterator[Said]:
    article = extraction.article
    claims = {claim.index: claim for claim in extraction.claims}
    mentions = sorted(extraction.mentions, key=lambda m: (m.span.start, -m.span.end))
    starts = [m.span.start for m in mentions]
    published = day(article.published, last=False) if article.published else None
    for claim in extraction.claims:
        speakers = _speakers(claim, article.id, who)
        within = _within(claim, claims, article.id, who)
        if not speakers or within is None or claim.hypothetical or not claim.content:
            continue
        step = claim.steps[0]
        cue = " ".join(article.text[s.start : s.end] for s in step.cue)
        denied = denies(cue)
        if claim.negated and not denied and claim.attitude == "statement":
            continue
        words = clean(" ".join(article.text[s.start : s.end] for s in claim.content))
        names = tuple(_names(claim, words, article.text, mentions, starts, entity_of))
        self_ = {*speakers, *(states[key] for key in speakers if key in states)}
        mine = tuple((a, b, ME if key in self_ else key) for a, b, key in names)
        content = " ".join(article.text[s.start : s.end] for s in claim.content)
        label = labels.get(speakers[0])
        text = statement(content, cue, claim.attitude, label, inner=claim.parent is not None)
        told = facts(words, mine, cue=cue, attitude=claim.attitude)
        if not told.telling:
            continue
        saying = Saying(text, told, claim.attitude, denied != (claim.negated and not denied))
        # Mostly nobody speaks of himself by name.
        same = mine == names
        own = None if same else facts(words, names, cue=cue, attitude=claim.attitude)
        yield Said(
            article.id, claim, published, speakers, within, words, saying, own,
            _on(claim, article.text, published),
        )  # fmt: skip


def _speakers(claim: Claim, article: str, who: Speakers) -> tuple[str, ...]:
    step = claim.steps[0] if claim.steps else None
    spans = (step.mention, *step.joint) if step else ()
    found = [who.get((article, span), ()) for span in spans if span is not None]
    return tuple(dict.fromkeys(key for keys in found for key in keys))


def _within(
    claim: Claim,
    claims: Mapping[int, Claim],
    article: str,
    who: Speakers,
) -> tuple[str, ...] | None:
    """In whose mouths a claim is put; None where one of them did not say so."""
    found: list[str] = []
    seen = {claim.index}
    outer = claims.get(claim.parent) if claim.parent is not None else None
    while outer is not None and outer.index not in seen:
        if outer.hypothetical or outer.negated:
            return None
        seen.add(outer.index)
        keys = _speakers(outer, article, who) or (f"{article}#{outer.index}",)
        found += [key for key in keys if not key.startswith("organization/")]
        outer = claims.get(outer.parent) if outer.parent is not None else None
    return tuple(sorted(set(found)))


def _names(
    claim: Claim,
    words: str,
    text: str,
    mentions: Sequence[Mention],
    starts: Sequence[int],
    entity_of: Mapping[tuple[str, Span], str],
) -> Iterator[Name]:
    """Names in the cleaned words; each mention is looked for after the one before it."""
    at = 0
    for span in claim.content:
        for mention in mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]:
            if mention.span.end > span.end:
                continue
            key = entity_of.get((mention.article, mention.span), "")
            if not key or key.startswith("group/"):
                if mention.form != "name":
                    continue
                key = f"name/{fold(mention.text)}"
            name = clean(text[mention.span.start : mention.span.end])
            start = words.find(name, max(at - len(name), 0)) if name else -1
            if start >= 0:
                yield start, start + len(name), key
                at = start + len(name)


def _on(claim: Claim, text: str, published: date | None) -> str | None:
    """The day of speaking: *she said on Tuesday*, *On Tuesday, she said*."""
    if not claim.steps or not claim.steps[0].cue:
        return None
    at = max(span.end for span in claim.steps[0].cue)
    ahead = [span.start for span in claim.content if span.start >= at]
    end = min([at + _GAP, claim.sentence.end, *ahead])
    while at < end:
        while at < end and not text[at].isalnum():
            if text[at] in '.;:“"':
                return None
            at += 1
        expression = read_expression(text, at) if at < end else None
        if expression is not None and expression.span.end <= max(end, at):
            time = meaning(expression, text, base=published, prefer="past")
            return time.start if time.start == (time.end or time.start) else None
        stop = at
        while stop < end and (text[stop].isalnum() or text[stop] in "-’'"):
            stop += 1
        if text[at:stop].lower() in _OTHERS_DAY:
            return None
        at = max(stop, at + 1)
    return None
