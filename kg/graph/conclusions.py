"""What comparing the articles showed, as quads: claims told again, denials, disagreements.

They stand in the graph of what was concluded and point into the graphs of the articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from kg.findings import ClaimRef, Disagreement, DisagreementSide, Proposition
from kg.graph import iris, terms
from kg.graph import nodes as n
from kg.graph.statements import Pairs
from kg.records import Extraction, Resolution

_LINKS = {"restates": n.RESTATES, "contradicts": n.CONTRADICTS}


def quads(
    extractions: Sequence[Extraction], resolution: Resolution, *, base: str = iris.BASE
) -> Iterator[Quad]:
    """Propositions, links between claims, and disagreements about meetings.

    Args:
        extractions: of all articles that the resolution speaks of.
        resolution: what was concluded.
        base: what all data IRIs begin with.
    """
    graph = iris.resolution_graph(base)
    claims = _claims(extractions, resolution, base)
    for link in resolution.links:
        if link.claim in claims and link.other in claims:
            one, other = claims[link.claim], claims[link.other]
            yield Quad(one, _LINKS[link.kind], other, graph)
            if link.kind == "contradicts":
                yield Quad(other, n.CONTRADICTS, one, graph)
    for proposition in resolution.propositions:
        node = iris.entity(base, proposition.key)
        found = [ref for ref in proposition.claims if ref in claims]
        for ref in found:
            yield Quad(claims[ref], n.EXPRESSES, node, graph)
        for predicate, value in _proposition(proposition, found, claims, base):
            yield Quad(node, predicate, value, graph)
    for disagreement in resolution.disagreements:
        node = iris.entity(base, disagreement.key)
        for predicate, value in _disagreement(disagreement, base):
            yield Quad(node, predicate, value, graph)
        for number, side in enumerate(disagreement.sides):
            part = iris.numbered(node, "side", number)
            yield Quad(node, n.SIDE, part, graph)
            for predicate, value in _side(side, base):
                yield Quad(part, predicate, value, graph)


def _claims(
    extractions: Sequence[Extraction], resolution: Resolution, base: str
) -> Mapping[ClaimRef, NamedNode]:
    """The IRIs of the claims of all articles that have a part in a link."""
    wanted = {ref[0] for link in resolution.links for ref in (link.claim, link.other)}
    wanted |= {ref[0] for proposition in resolution.propositions for ref in proposition.claims}
    return {
        (extraction.article.id, claim.index): node
        for extraction in extractions
        if extraction.article.id in wanted
        for claim, node in zip(
            extraction.claims,
            iris.claims(iris.article(base, extraction.article.id), extraction.claims),
            strict=True,
        )
    }


def _proposition(
    proposition: Proposition,
    found: Sequence[ClaimRef],
    claims: Mapping[ClaimRef, NamedNode],
    base: str,
) -> Pairs:
    yield n.TYPE, n.PROPOSITION
    yield n.LABEL, terms.text(proposition.text)
    if found:
        yield n.FIRST_CLAIM, claims[found[0]]
        yield n.FIRST_APPEARANCE, iris.article(base, found[0][0])
    if proposition.said is not None:
        yield n.SAID_ON, terms.calendar(proposition.said)
    if proposition.reason:
        yield n.REASON, terms.text(proposition.reason)


def _disagreement(disagreement: Disagreement, base: str) -> Pairs:
    yield n.TYPE, n.DISAGREEMENT
    yield n.LABEL, terms.text(disagreement.label)
    yield n.MATTER, terms.text(disagreement.matter)
    for key in disagreement.meetings:
        yield n.CONCERNS, iris.entity(base, key)


def _side(side: DisagreementSide, base: str) -> Pairs:
    yield n.TYPE, n.DISAGREEMENT_SIDE
    yield n.VALUE, terms.text(side.value)
    for article, span in side.evidence:
        node = iris.article(base, article)
        yield n.QUOTED_FROM, node
        yield n.EVIDENCE, iris.passage(node, span)
