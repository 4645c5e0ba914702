"""Whom a name in a parameter means: entities of the graph by label or alias.

Names of entities stand in the graph of what was concluded, away from the words of the mentions, so
that a name is found through the store's indexes however large the graph is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, Protocol

from kg.graph import iris, terms
from kg.graph.sparql import bind
from kg.graph.terms import Term

Kind = Literal["entity", "place"]

_PREFIXES: Final = """PREFIX kg: <https://newskg.example/ontology#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_CLASSES: Final = "foaf:Person, kg:State, org:Organization, schema:Place, kg:DescribedSource"
_IRI: Final = re.compile(r"<(.+)>|(https?://\S+)")


class Store(Protocol):
    """What is asked of a store."""

    def select(self, query: str, /) -> Iterable[Mapping[str, Term | None]]: ...


def entities_called(store: Store, name: str, *, kind: Kind = "entity") -> tuple[Term, ...]:
    """The entities that a name may mean, sorted by IRI; none when nobody is called so.

    First those called so as it is typed or in the usual capitals; when there are none, those called
    so in any case. An address, bare or in angle brackets, means the entity itself.

    Args:
        store: the graph; kg's own says by `base` where its names stand.
        name: a label or an alias.
        kind: of a `place`, what has the name for its label comes before what has it for an alias:
            *Beijing* is the town, not all of China.
    """
    name = name.strip()
    if address := _IRI.fullmatch(name):
        try:
            return (terms.iri(address[1] or address[2]),)
        except ValueError:
            return ()
    # Other engines may hold an export, whose graphs are one.
    base = getattr(store, "base", None)
    inside = f"GRAPH <{iris.resolution_graph(base).value}>" if base else ""
    for exactly in (True, False):
        found = list(_called(store, name, inside, exactly))
        labels = [entity for entity, by_label in found if by_label]
        if kind == "place" and labels:
            return _sorted(labels)
        if found:
            return _sorted(entity for entity, _ in found)
    return ()


def _called(store: Store, name: str, inside: str, exactly: bool) -> Iterable[tuple[Term, bool]]:
    """Entities, and whether the name is their label; an entity may come twice."""
    for relation in ("rdfs:label", "skos:altLabel"):
        query = (
            f"{_PREFIXES}SELECT DISTINCT ?entity WHERE {{ "
            f"{inside} {{ ?entity {relation} ?called }} ?entity a ?class . "
            f"FILTER (?class IN ({_CLASSES})) "
        )
        query += "}" if exactly else "FILTER (LCASE(STR(?called)) = LCASE(?name)) }"
        written = _written(name) if exactly else [name]
        values = {"called" if exactly else "name": [terms.text(text) for text in written]}
        for row in store.select(bind(query, values=values)):
            if (entity := row["entity"]) is not None:
                yield entity, relation == "rdfs:label"


def _written(name: str) -> Sequence[str]:
    """A name as it is and with other capitals: *jane doe*, *Jane Doe*, *JANE DOE*."""
    title = " ".join(word[:1].upper() + word[1:] for word in name.split(" "))
    return list(dict.fromkeys([name, title, name.title(), name.upper(), name.lower()]))


def _sorted(entities: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(sorted(set(entities), key=terms.lexical))
