"""Counts of what an article holds, written beside it: whoever asks of many articles adds these up,
instead of going through every claim.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg.graph import iris, terms
from kg.graph import nodes as n
from kg.graph.statements import Page, Pairs
from kg.records import Claim, Extraction


def tallies(extraction: Extraction, page: Page) -> Iterator[Quad]:
    """How many claims and meetings the article has, how many claims of each speaker whom it names,
    and how many of these came through whom; speakers and go-betweens in the order of their IRIs.
    """
    yield Quad(page.node, n.CLAIM_COUNT, terms.integer(len(extraction.claims)), page.graph)
    told = {meeting.index for meeting in extraction.meetings}
    reported = {
        meeting.key
        for meeting, report in page.index.reports.get(extraction.article.id, ())
        if told & set(report.indexes)
    }
    yield Quad(page.node, n.MEETING_COUNT, terms.integer(len(reported)), page.graph)
    said: Counter[tuple[NamedNode, str]] = Counter()
    passed: Counter[tuple[NamedNode, NamedNode, str]] = Counter()
    again = page.index.reprinted.get(extraction.article.id, frozenset())
    for claim in extraction.claims:
        ways = _ways(claim, claim.index in again)
        speakers, between = _agents(claim, page)
        said.update((speaker, way) for speaker in speakers for way in ways)
        passed.update((one, by, way) for one in speakers for by in between for way in ways)
    for number, speaker in enumerate(sorted({key[0] for key in said}, key=_iri)):
        node = iris.numbered(page.node, "tally", number)
        yield from page.quads(node, _tally(speaker, said, page))
    pairs = sorted({key[:2] for key in passed}, key=lambda pair: (_iri(pair[0]), _iri(pair[1])))
    for number, (speaker, by) in enumerate(pairs):
        node = iris.numbered(page.node, "relay", number)
        yield from page.quads(node, _relay(speaker, by, passed, page))


def _ways(claim: Claim, again: bool) -> list[str]:
    """What a claim counts as."""
    ways = ["all"] if claim.mode == "indirect" else ["all", "direct"]
    return [*ways, *(f"{way} again" for way in ways)] if again else ways


def _agents(claim: Claim, page: Page) -> tuple[list[NamedNode], list[NamedNode]]:
    """The speakers of a claim and those who passed it on, without those whom nobody knows."""
    speakers = page.speakers(claim.steps[0] if claim.steps else None)
    between = {page.speakers(step)[0] for step in claim.steps[1:]} - {n.UNKNOWN, speakers[0]}
    return [speaker for speaker in speakers if speaker != n.UNKNOWN], sorted(between, key=_iri)


def _tally(speaker: NamedNode, said: Counter[tuple[NamedNode, str]], page: Page) -> Pairs:
    yield n.TYPE, n.SPEAKER_TALLY
    yield n.QUOTED_SPEAKER, speaker
    yield n.QUOTED_IN, page.node
    yield n.QUOTED_COUNT, terms.integer(said[speaker, "all"])
    yield n.QUOTED_DIRECT, terms.integer(said[speaker, "direct"])
    if again := said[speaker, "all again"]:
        yield n.REPRINTED_COUNT, terms.integer(again)
        yield n.REPRINTED_DIRECT, terms.integer(said[speaker, "direct again"])


def _relay(
    speaker: NamedNode, by: NamedNode, passed: Counter[tuple[NamedNode, NamedNode, str]], page: Page
) -> Pairs:
    yield n.TYPE, n.RELAY_TALLY
    yield n.RELAYED_SPEAKER, speaker
    yield n.RELAYED_BY, by
    yield n.RELAYED_IN, page.node
    yield n.RELAYED_COUNT, terms.integer(passed[speaker, by, "all"])
    yield n.RELAYED_DIRECT, terms.integer(passed[speaker, by, "direct"])


def _iri(node: NamedNode) -> str:
    return node.value
