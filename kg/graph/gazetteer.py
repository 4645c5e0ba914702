"""Gazetteers: SKOS files of states, people, organisations and places, read into records.

A user's file is SKOS in Turtle, N-Triples or RDF/XML. A concept (anything with a `skos:prefLabel`,
`rdfs:label`, `foaf:name` or `schema:name`) is read as

* a State when it is a kg:State or schema:Country,
* a Person when it is a foaf:Person or schema:Person,
* an Organization when it is an org:Organization, org:FormalOrganization, foaf:Organization,
  schema:Organization or schema:NewsMediaOrganization,
* a Place when it is a schema:Place,

and a plain skos:Concept as what the nearest `skos:broader` concept is. A plain concept that others
are narrower than is a heading and is left out. `skos:altLabel` and `skos:hiddenLabel` are further
names; labels in other languages than English count only where there is no English or untagged
one. `skos:exactMatch`, `schema:sameAs` or `owl:sameAs` with a Wikidata id links the concept; with
a concept of the list that kg ships it adds names to that concept. `kg:state` (of a person also
`schema:nationality`) names the state somebody or something belongs to, by its concept or
Wikidata's; `schema:jobTitle` names a person's offices, and `schema:description`, `skos:definition`
or `dcterms:description` say in a few words who it is: they tell people of one name apart. The
properties declared at the top of `ontology/states.ttl` may be used too, and schema.org's with http
or https.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Final
from xml.parsers import expat

from rdflib import OWL, Graph
from rdflib.namespace import Namespace
from rdflib.term import BNode, Literal, Node, URIRef

from kg.errors import ModelError
from kg.graph.vocabulary import DCTERMS, FOAF, ORG, RDF, RDFS, SDO, SKOS
from kg.records import EntityKind, GazetteerEntry
from kg.resources import resource

_LIST: Final = Namespace("https://newskg.example/ontology#")
_SCHEMA: Final = "http://schema.org/"
_WIKIDATA: Final = "http://www.wikidata.org/entity/"
_FORMATS: Final = {
    ".ttl": "turtle", ".turtle": "turtle", ".nt": "nt", ".rdf": "xml", ".xml": "xml", ".owl": "xml",
}  # fmt: skip
_KINDS: Final[tuple[tuple[URIRef, EntityKind], ...]] = (
    (_LIST.State, "State"),
    (SDO.Country, "State"),
    (FOAF.Person, "Person"),
    (SDO.Person, "Person"),
    (ORG.Organization, "Organization"),
    (ORG.FormalOrganization, "Organization"),
    (FOAF.Organization, "Organization"),
    (SDO.Organization, "Organization"),
    (SDO.NewsMediaOrganization, "Organization"),
    (SDO.Place, "Place"),
)
_LABELS: Final = (SKOS.prefLabel, RDFS.label, FOAF.name, SDO.name)
_NAMES: Final = (*_LABELS, SKOS.altLabel, SKOS.hiddenLabel, SDO.alternateName)
_STATES: Final = (_LIST.state, SDO.nationality)
_DESCRIPTIONS: Final = (SDO.description, SKOS.definition, DCTERMS.description)
_ENTITY: Final = re.compile(r"&([^#;\s][^;\s]*);")
_MOST_GROWN: Final = 10_000_000
_DEEPEST: Final = 20
_SAME: Final = (SKOS.exactMatch, SDO.sameAs, OWL.sameAs)


def load_gazetteer(paths: Sequence[Path] = ()) -> tuple[GazetteerEntry, ...]:
    """The entries of the list that kg ships, then those of the user's files, each in order of IRI.

    An entry of a user's file that matches an earlier entry (`skos:exactMatch`, the same IRI or the
    same Wikidata id) adds its names to it.

    Args:
        paths: the user's SKOS files.

    Raises:
        ModelError: a file that is missing, of an unknown format or not valid; a concept without an
            IRI or a kind.
    """
    found: list[GazetteerEntry] = []
    at: dict[str, int] = {}
    for listed in (_shipped(), *map(_listed, paths)):
        for entry, same in listed:
            index = next((at[i] for i in (entry.iri, *same) if i in at), None)
            if index is None:
                index = len(found)
                found.append(entry)
            else:
                found[index] = _merged(found[index], entry)
            for iri in (entry.iri, *same):
                at.setdefault(iri, index)
    iris = {iri: found[index].iri for iri, index in at.items()}
    return tuple(replace(e, state=iris.get(e.state, e.state) if e.state else None) for e in found)


@cache
def _shipped() -> Sequence[tuple[GazetteerEntry, Sequence[str]]]:
    return _listed(resource("ontology", "states.ttl"))


def _listed(path: Path) -> Sequence[tuple[GazetteerEntry, Sequence[str]]]:
    """The entries of a file, each with the IRIs of what is the same."""
    graph = _read(path)
    return [
        (entry, sorted(str(o) for p in _SAME for o in graph.objects(URIRef(entry.iri), p)))
        for entry in _entries(graph, path=path)
    ]


def _read(path: Path) -> Graph:
    form = _FORMATS.get(path.suffix.lower())
    if form is None:
        raise ModelError(
            f"The gazetteer {path} has no known format: give a SKOS file in .ttl, .nt or .rdf."
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ModelError(f"The gazetteer {path} cannot be read: {error.strerror}.") from error
    if form == "xml" and _grown(data) > _MOST_GROWN:
        raise ModelError(f"The gazetteer {path} has XML entities that grow too much.")
    graph = Graph()
    try:
        graph.parse(data=data, format=form, publicID="https://newskg.example/gazetteer/")
    # rdflib's parsers share no error type: bad syntax, bad encoding and SAX errors all differ.
    except Exception as error:
        reason = " ".join(str(error).split())[:200]
        raise ModelError(f"The gazetteer {path} is not valid {form}: {reason}") from error
    for s, p, o in list(graph):
        graph.add((s, _https(p), _https(o)))
    return graph


def _grown(data: bytes) -> int:
    """At most how many characters the entities that an XML file declares come to where they are
    named; they may be made of one another.
    """
    values: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def declared(name: str, of_dtd: bool, value: str | None, *_: str | None) -> None:
        if value is not None and not of_dtd:
            values.setdefault(name, value)

    def size(name: str, depth: int = 0) -> int:
        if depth > _DEEPEST:
            return _MOST_GROWN + 1
        if name not in sizes:
            value = values.get(name, "")
            inside = sum(size(inner, depth + 1) for inner in _ENTITY.findall(value))
            sizes[name] = min(len(value) + inside, _MOST_GROWN + 1)
        return sizes[name]

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = declared
    with suppress(expat.ExpatError):  # what is wrong with it, the one who reads it says
        parser.Parse(data, True)
    return data.count(b"&") * max(map(size, values), default=0)


def _https(node: Node) -> Node:
    """A term of schema.org as kg writes it; other nodes as they are."""
    if isinstance(node, URIRef) and node.startswith(_SCHEMA):
        return URIRef(f"https{node.removeprefix('http')}")
    return node


def _entries(graph: Graph, *, path: Path) -> list[GazetteerEntry]:
    kind_of: dict[Node, EntityKind | None] = {}
    headings = {
        *graph.objects(None, SKOS.broader),
        *graph.subjects(SKOS.narrower, None),
        *graph.subjects(RDF.type, SKOS.ConceptScheme),
        *graph.subjects(RDF.type, SKOS.Collection),
        *graph.subjects(RDF.type, RDF.Property),
        *graph.subjects(RDF.type, OWL.DatatypeProperty),
        *graph.subjects(RDF.type, OWL.ObjectProperty),
        *graph.subjects(RDF.type, OWL.Class),
        *graph.subjects(RDF.type, RDFS.Class),
    }
    subjects = {s for p in _LABELS for s in graph.subjects(p, None)}
    subjects |= set(graph.subjects(RDF.type, SKOS.Concept))
    entries = []
    for subject in sorted(subjects, key=str):
        kind = _kind(graph, subject, seen=kind_of)
        if kind is None and subject in headings:
            continue
        names = _texts(graph, subject, *_NAMES)
        what = names[0] if names else str(subject)
        if isinstance(subject, BNode):
            raise ModelError(f"The gazetteer {path} has a concept without an IRI: {what}.")
        if kind is None:
            raise ModelError(
                f"The gazetteer {path} does not say what {what} is: give it the type foaf:Person, "
                "org:Organization, schema:Place or kg:State."
            )
        if not names:
            raise ModelError(f"The gazetteer {path} gives no name to <{subject}>.")
        entries.append(_entry(graph, subject, kind))
    return entries


def _kind(graph: Graph, subject: Node, *, seen: dict[Node, EntityKind | None]) -> EntityKind | None:
    """The kind of the subject's types, or of the nearest broader concept that has one."""
    if subject in seen:
        return seen[subject]
    seen[subject] = None  # a circle of broader concepts ends here
    types = set(graph.objects(subject, RDF.type))
    kind = next((kind for type_, kind in _KINDS if type_ in types), None)
    if kind is None:
        broader = {*graph.objects(subject, SKOS.broader), *graph.subjects(SKOS.narrower, subject)}
        kinds = (_kind(graph, b, seen=seen) for b in sorted(broader, key=str))
        kind = next((k for k in kinds if k), None)
    seen[subject] = kind
    return kind


def _texts(graph: Graph, subject: Node, *properties: URIRef) -> tuple[str, ...]:
    """The texts, property by property, each sorted; only English ones where there are any."""
    found: list[str] = []
    other: list[str] = []
    for prop in properties:
        literals = [o for o in graph.objects(subject, prop) if isinstance(o, Literal)]
        for literal in sorted(literals, key=lambda o: (str(o), str(o.language))):
            text = " ".join(str(literal).split())
            tag = (literal.language or "en").lower()
            if text:
                (found if tag == "en" or tag.startswith("en-") else other).append(text)
    return tuple(dict.fromkeys(found or other))


def _entry(graph: Graph, subject: Node, kind: EntityKind) -> GazetteerEntry:
    def texts(name: str) -> tuple[str, ...]:
        return _texts(graph, subject, _LIST[name])

    names = _texts(graph, subject, *_NAMES)
    capital = texts("capital")
    notations = sorted(str(o) for o in graph.objects(subject, SKOS.notation))
    same = sorted(str(o) for p in _SAME for o in graph.objects(subject, p))
    state = [
        str(o)
        for prop in _STATES
        for o in sorted(graph.objects(subject, prop), key=str)
        if isinstance(o, URIRef)
    ]
    ids = [s for s in (str(subject), *same) if s.startswith(_WIKIDATA)]
    return GazetteerEntry(
        iri=str(subject),
        kind=kind,
        label=names[0],
        names=names[1:],
        short_names=texts("shortName"),
        demonyms=texts("demonym"),
        capital=capital[0] if capital else None,
        capital_names=(*capital[1:], *texts("capitalName")),
        wikidata=ids[0].removeprefix(_WIKIDATA) if ids else None,
        iso2=next((n for n in notations if kind == "State" and len(n) == 2), None),
        context_names=texts("contextName"),
        context_demonyms=texts("contextDemonym"),
        ambiguous_names=texts("ambiguousName"),
        namesakes=texts("namesake"),
        combining_forms=texts("combiningForm"),
        seat_names=texts("seatName"),
        not_names=texts("notName"),
        state=state[0] if state else None,
        news_media=(subject, RDF.type, SDO.NewsMediaOrganization) in graph,
        offices=_texts(graph, subject, SDO.jobTitle),
        description=" ".join(_texts(graph, subject, *_DESCRIPTIONS)) or None,
    )


def _merged(first: GazetteerEntry, other: GazetteerEntry) -> GazetteerEntry:
    """The first entry with the other's names added; label, kind and IRI stay the first's."""
    changes: dict[str, object] = {}
    for item in fields(GazetteerEntry):
        mine, theirs = getattr(first, item.name), getattr(other, item.name)
        if isinstance(mine, tuple):
            extra: Iterable[str] = (other.label, *theirs) if item.name == "names" else theirs
            changes[item.name] = tuple(dict.fromkeys((*mine, *extra)))
        elif mine is None:
            changes[item.name] = theirs
    names = changes["names"]
    if isinstance(names, tuple):
        changes["names"] = tuple(n for n in names if n != first.label)
    changes["news_media"] = first.news_media or other.news_media
    return replace(first, **changes)  # type: ignore[arg-type]  # values keep their field's type
