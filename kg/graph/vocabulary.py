"""The terms of the graph as Python names: a typing mistake raises instead of making a new term.

`KG` holds the same terms as `ontology/news.ttl` (a test compares the two). `GAF`, `OA` and `SEM`
are the parts we use of vocabularies that rdflib does not ship; the others are rdflib's own.
"""

# ruff: noqa: N815 - the names are the vocabularies'.

from __future__ import annotations

from typing import Final

from rdflib import DCTERMS, FOAF, ORG, PROV, RDF, RDFS, SDO, SKOS, TIME, XSD
from rdflib.namespace import DefinedNamespace, Namespace
from rdflib.term import URIRef

__all__ = [
    "DCTERMS", "FOAF", "GAF", "KG", "OA", "ORG", "PREFIXES", "PROV", "RDF", "RDFS", "SDO", "SEM",
    "SKOS", "TIME", "XSD",
]  # fmt: skip


class KG(DefinedNamespace):
    """What kg adds to the vocabularies it reuses."""

    _fail = True
    _NS = Namespace("https://newskg.example/ontology#")

    # Classes
    Attitude: URIRef
    AttributionStep: URIRef
    Claim: URIRef
    DescribedSource: URIRef
    Disagreement: URIRef
    DisagreementSide: URIRef
    ExtractionRun: URIRef
    Meeting: URIRef
    MeetingReport: URIRef
    Mention: URIRef
    Mode: URIRef
    OfficeHolding: URIRef
    OpenQuestion: URIRef
    Proposition: URIRef
    RelayTally: URIRef
    SpeakerTally: URIRef
    State: URIRef
    Status: URIRef
    StatusStatement: URIRef
    SubEvent: URIRef
    Visit: URIRef

    # Properties of claims
    about: URIRef
    addressee: URIRef
    attitude: URIRef
    confidence: URIRef
    content: URIRef
    contentRanges: URIRef
    contradicts: URIRef
    embeds: URIRef
    expresses: URIRef
    firstClaim: URIRef
    mode: URIRef
    negated: URIRef
    reprints: URIRef
    restates: URIRef
    sentence: URIRef
    speaker: URIRef
    jointSpeaker: URIRef
    step: URIRef

    # Properties of attribution steps
    cue: URIRef
    cueRanges: URIRef
    sourceRanges: URIRef
    sourceText: URIRef
    stepIndex: URIRef

    # Properties of meetings, visits and their reports
    companion: URIRef
    host: URIRef
    inClaim: URIRef
    participant: URIRef
    reports: URIRef
    status: URIRef
    tells: URIRef
    timeExpression: URIRef
    venue: URIRef

    # Properties of disagreements and their sides
    concerns: URIRef
    matter: URIRef
    side: URIRef

    # Properties of mentions, entities and offices
    articleCount: URIRef
    form: URIRef
    mayBe: URIRef
    mentionCount: URIRef
    reason: URIRef
    refersTo: URIRef
    state: URIRef
    tenure: URIRef

    # Properties of articles, evidence and open questions
    claimCount: URIRef
    dateInferred: URIRef
    dateline: URIRef
    evidence: URIRef
    kind: URIRef
    meetingCount: URIRef
    order: URIRef
    sameTextAs: URIRef
    textSha256: URIRef

    # Properties of tallies
    quotedCount: URIRef
    quotedDirectCount: URIRef
    quotedIn: URIRef
    quotedSpeaker: URIRef
    relayedBy: URIRef
    relayedCount: URIRef
    relayedDirectCount: URIRef
    relayedIn: URIRef
    relayedSpeaker: URIRef
    reprintedCount: URIRef
    reprintedDirectCount: URIRef

    # Individuals: modes, attitudes, statuses (`hypothetical` is also a property of claims), nobody
    direct: URIRef
    indirect: URIRef
    mixed: URIRef
    belief: URIRef
    desire: URIRef
    fear: URIRef
    intention: URIRef
    statement: URIRef
    cancelled: URIRef
    denied: URIRef
    held: URIRef
    hypothetical: URIRef
    invited: URIRef
    planned: URIRef
    Unknown: URIRef


class SEM(DefinedNamespace):
    """The Simple Event Model, as far as we use it."""

    _fail = True
    _NS = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")

    Event: URIRef
    hasActor: URIRef
    hasEarliestBeginTimeStamp: URIRef
    hasLatestEndTimeStamp: URIRef
    hasPlace: URIRef
    subEventOf: URIRef


class OA(DefinedNamespace):
    """The Web Annotation vocabulary, as far as we use it."""

    _fail = True
    _NS = Namespace("http://www.w3.org/ns/oa#")

    SpecificResource: URIRef
    TextPositionSelector: URIRef
    TextQuoteSelector: URIRef
    end: URIRef
    exact: URIRef
    hasSelector: URIRef
    hasSource: URIRef
    prefix: URIRef
    start: URIRef
    suffix: URIRef


class GAF(DefinedNamespace):
    """The Grounded Annotation Framework, as far as we use it."""

    _fail = True
    _NS = Namespace("http://groundedannotationframework.org/gaf#")

    denotedBy: URIRef


PREFIXES: Final[dict[str, str]] = {
    "dcterms": str(DCTERMS._NS),
    "foaf": str(FOAF._NS),
    "gaf": str(GAF._NS),
    "kg": str(KG._NS),
    "oa": str(OA._NS),
    "org": str(ORG._NS),
    "prov": str(PROV._NS),
    "rdf": str(RDF._NS),
    "rdfs": str(RDFS._NS),
    "schema": str(SDO._NS),
    "sem": str(SEM._NS),
    "skos": str(SKOS._NS),
    "time": str(TIME._NS),
    "xsd": str(XSD._NS),
}
"""Prefix to namespace, of everything the graph uses; in alphabetical order."""
