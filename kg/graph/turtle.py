"""Triples that a query constructed, as Turtle."""

from __future__ import annotations

from collections.abc import Iterable

from kg.graph import syntax
from kg.graph.iris import BASE
from kg.graph.terms import Term


def turtle(triples: Iterable[Iterable[Term]], *, base: str = BASE) -> str:
    """The triples as Turtle, subjects sorted; the same triples give the same text.

    Args:
        triples: subject, predicate, object; in any order.
        base: what IRIs are shortened against.
    """
    found: dict[str, tuple[Term, list[tuple[Term, Term]]]] = {}
    for triple in triples:
        subject, predicate, value = list(triple)[:3]
        found.setdefault(str(subject), (subject, []))[1].append((predicate, value))
    blocks = (
        "\n" + syntax.block(subject, pairs, base=base)
        for _, (subject, pairs) in sorted(found.items(), key=lambda item: item[0])
    )
    return syntax.header(base=base) + "".join(blocks)
