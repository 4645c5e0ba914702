"""Which claims make an edge, what each entity weighs, and the order that follows from it."""

from __future__ import annotations

from collections import defaultdict

from kg.show.model import UNKNOWN, Claim, PageData


def upwards(claims: list[Claim], index: int) -> list[int]:
    """The claim and those it stands in, outermost last."""
    found = [index]
    while (parent := claims[found[-1]].parent) is not None:
        found.append(parent)
    return found


def speakers(claim: Claim) -> set[int]:
    """Who says it, known by name or description."""
    return {claim.hops[0].who, *claim.joint} - {UNKNOWN}


def claim_edges(claims: list[Claim]) -> dict[tuple[int, int], list[int]]:
    """What stands inside a claim, and whoever says it there, is what the outermost speaks of."""
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for index, claim in enumerate(claims):
        *inner, outermost = upwards(claims, index)
        told = speakers(claims[outermost])
        spoken_of = set(claim.about).union(*(speakers(claims[i]) for i in inner)) - told
        for speaker in told:
            for entity in spoken_of:
                found[speaker, entity].add(outermost)
    return {pair: sorted(indexes) for pair, indexes in sorted(found.items())}


def weigh(data: PageData) -> None:
    """Set `degree`: claims said and said of it, twice the meetings, and its offices."""
    for claim in data.claims:
        # Whoever is only said to have said something gains nothing by it.
        for speaker in speakers(claim) if claim.parent is None else ():
            data.entities[speaker].degree += 1
    for (_, entity), claims in data.edges.items():
        data.entities[entity].degree += len(claims)
    for meeting in data.meetings:
        for who in meeting.participants:
            data.entities[who].degree += 2
        if meeting.place is not None:
            data.entities[meeting.place].degree += 1
    for holder in data.entities:
        for of in {office.of for office in holder.offices if office.of is not None}:
            holder.degree += 1
            data.entities[of].degree += 1


def heaviest_first(data: PageData) -> PageData:
    """The same data with entities by falling degree, then by label and IRI, and indexes renewed."""
    order = sorted(
        range(len(data.entities)),
        key=lambda i: (-data.entities[i].degree, data.entities[i].label, data.entities[i].iri),
    )
    new = {old: index for index, old in enumerate(order)} | {UNKNOWN: UNKNOWN}
    data.entities = [data.entities[i] for i in order]
    for entity in data.entities:
        entity.state = None if entity.state is None else new[entity.state]
        for office in entity.offices:
            office.of = None if office.of is None else new[office.of]
    for claim in data.claims:
        claim.about = tuple(sorted(new[i] for i in claim.about))
        claim.joint = tuple(sorted(new[i] for i in claim.joint))
        for hop in claim.hops:
            hop.who = new[hop.who]
    for meeting in data.meetings:
        meeting.participants = tuple(sorted(new[i] for i in meeting.participants))
        meeting.place = None if meeting.place is None else new[meeting.place]
    data.edges = dict(sorted(((new[a], new[b]), c) for (a, b), c in data.edges.items()))
    return data
