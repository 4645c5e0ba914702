"""What comparing the articles showed, as quads: claims told again, denials, disagreements.

They stand in the graph of what was concluded and point into the graphs of the articles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from pyoxigraph import NamedNode, Quad

from kg.findings import ClaimRef, Disagreement, DisagreementSide, Proposition
from kg.graph import iris, terms
from kg.graph import nodes as n
from kg.graph.statements import Pairs
from kg.records import Claim, Extraction, Resolution

_LINKS = {"restates": n.RESTATES, "reprints": n.REPRINTS, "contradicts": n.CONTRADICTS}
OF_CLAIMS = (*_LINKS.values(), n.SAME_TEXT, n.EXPRESSES)
"""The predicates of what `claim_quads` gives."""


def claim_nodes(
    claims_of: Callable[[str], Sequence[Claim]], resolution: Resolution, *, base: str = iris.BASE
) -> dict[ClaimRef, NamedNode]:
    """The IRIs of the claims of those articles whose claims have a part in what was concluded.

    Args:
        claims_of: gives the claims of an article by its id; asked in the order of the ids.
        resolution: what was concluded.
        base: what all data IRIs begin with.
    """
    found: dict[ClaimRef, NamedNode] = {}
    for name in sorted(_articles(resolution)):
        claims = claims_of(name)
        nodes = iris.claims(iris.article(base, name), claims)
        found |= {(name, claim.index): node for claim, node in zip(claims, nodes, strict=True)}
    return found


def _articles(resolution: Resolution) -> set[str]:
    """The ids of the articles whose claims have a part in what was concluded."""
    found = {ref[0] for link in resolution.links for ref in (link.claim, link.other)}
    return found | {ref[0] for proposition in resolution.propositions for ref in proposition.claims}


def claim_quads(
    resolution: Resolution, claims: Mapping[ClaimRef, NamedNode], *, base: str = iris.BASE
) -> Iterator[tuple[str, Quad]]:
    """What was concluded of single claims: whom each restates, prints again or contradicts, what it
    expresses; and of which articles print one text. With the id of the article.

    Args:
        resolution: what was concluded.
        claims: their IRIs; see `claim_nodes`.
        base: what all data IRIs begin with.
    """
    graph = iris.resolution_graph(base)
    for copy in resolution.duplicates:
        first = iris.article(base, copy.first)
        yield copy.article, Quad(iris.article(base, copy.article), n.SAME_TEXT, first, graph)
    for link in resolution.links:
        if link.claim in claims and link.other in claims:
            one, other = claims[link.claim], claims[link.other]
            yield link.claim[0], Quad(one, _LINKS[link.kind], other, graph)
            if link.kind == "contradicts":
                yield link.other[0], Quad(other, n.CONTRADICTS, one, graph)
    for proposition in resolution.propositions:
        node = iris.entity(base, proposition.key)
        for ref in proposition.claims:
            if ref in claims:
                yield ref[0], Quad(claims[ref], n.EXPRESSES, node, graph)


def nodes(
    resolution: Resolution, claims: Mapping[ClaimRef, NamedNode], *, base: str = iris.BASE
) -> Iterator[tuple[NamedNode, Pairs]]:
    """The propositions and disagreements, and the sides of these, each once, by IRI; see
    `claim_quads`.
    """
    found = _nodes(resolution, claims, base)
    yield from sorted(found, key=lambda described: described[0].value)


def _nodes(
    resolution: Resolution, claims: Mapping[ClaimRef, NamedNode], base: str
) -> Iterator[tuple[NamedNode, Pairs]]:
    for proposition in resolution.propositions:
        found = [ref for ref in proposition.claims if ref in claims]
        yield iris.entity(base, proposition.key), _proposition(proposition, found, claims, base)
    for disagreement in resolution.disagreements:
        node = iris.entity(base, disagreement.key)
        yield node, _disagreement(disagreement, node, base)
        for number, side in enumerate(disagreement.sides):
            yield iris.numbered(node, "side", number), _side(side, base)


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
    claims_of = {e.article.id: e.claims for e in extractions}
    claims = claim_nodes(lambda name: claims_of.get(name, ()), resolution, base=base)
    yield from (quad for _, quad in claim_quads(resolution, claims, base=base))
    for node, found in nodes(resolution, claims, base=base):
        yield from (Quad(node, predicate, value, graph) for predicate, value in found)


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


def _disagreement(disagreement: Disagreement, node: NamedNode, base: str) -> Pairs:
    yield n.TYPE, n.DISAGREEMENT
    yield n.LABEL, terms.text(disagreement.label)
    yield n.MATTER, terms.text(disagreement.matter)
    for key in disagreement.meetings:
        yield n.CONCERNS, iris.entity(base, key)
    for number, _ in enumerate(disagreement.sides):
        yield n.SIDE, iris.numbered(node, "side", number)


def _side(side: DisagreementSide, base: str) -> Pairs:
    yield n.TYPE, n.DISAGREEMENT_SIDE
    yield n.VALUE, terms.text(side.value)
    for article, span in side.evidence:
        node = iris.article(base, article)
        yield n.QUOTED_FROM, node
        yield n.EVIDENCE, iris.passage(node, span)
