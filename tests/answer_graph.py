"""A small made-up graph in the shape that kg writes, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import pyoxigraph
import rdflib

from kg.graph.store import Store
from kg.graph.terms import Term, to_rdflib

BASE = "https://newskg.example/id/"
PREFIXES = {
    "": BASE,
    "kg": "https://newskg.example/ontology#",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
}

RESOLUTION = """
<person/jane-doe> a foaf:Person, schema:Person ; rdfs:label "Jane Doe" ;
  skos:altLabel "Doe", "Ms. Doe" ; kg:state <state/france> .
<person/tom-ito> a foaf:Person, schema:Person ; rdfs:label "Tom Ito" ; skos:altLabel "Mr. Ito" ;
  kg:state <state/japan> .
<person/ann-lee> a foaf:Person, schema:Person ; rdfs:label "Ann Lee" ;
  kg:mayBe <person/tom-ito>, <https://people.example/lee> .
<person/tom-ito> kg:mayBe <person/ann-lee> .
<state/france> a kg:State, schema:Country, org:FormalOrganization ; rdfs:label "France" ;
  schema:sameAs <http://www.wikidata.org/entity/Q142> .
<state/japan> a kg:State, schema:Country, org:FormalOrganization ; rdfs:label "Japan" ;
  skos:altLabel "Tokyo" .
<organization/morning-wire> a org:Organization ; rdfs:label "Morning Wire" .
<place/lyon> a schema:Place ; rdfs:label "Lyon" ; kg:state <state/france> .
<group/border/analysts> a kg:DescribedSource, foaf:Group ; rdfs:label "analysts" .
<person/ann-lee> kg:articleCount 1 ; kg:mentionCount 1 .
<person/jane-doe> kg:articleCount 1 ; kg:mentionCount 1 .
<meeting/lyon-talks> a kg:Meeting, sem:Event, schema:Event ;
  rdfs:label "Tom Ito and Jane Doe, Lyon" ;
  kg:participant <person/tom-ito>, <person/jane-doe> ; kg:state <state/japan>, <state/france> ;
  kg:host <person/jane-doe> ; sem:hasPlace <place/lyon> ; kg:status kg:held ;
  schema:startDate "2024-05-06"^^xsd:date ; schema:endDate "2024-05-07"^^xsd:date .
<meeting/ito-france> a kg:Visit, sem:Event, schema:Event ; rdfs:label "Tom Ito to France" ;
  kg:participant <person/tom-ito> ; kg:host <person/ann-lee> ; sem:hasPlace <state/france> ;
  kg:status kg:planned ; schema:startDate "2024-06"^^xsd:gYearMonth .
<article/border/claim/3> kg:contradicts <article/talks/claim/2> .
<article/talks/claim/2> kg:contradicts <article/border/claim/3> .
<article/border/claim/3> kg:restates <article/talks/claim/1> ;
  kg:expresses <proposition/bridge> .
<article/talks/claim/1> kg:expresses <proposition/bridge> .
<proposition/bridge> a kg:Proposition ; rdfs:label "The bridge will open in spring" ;
  kg:firstClaim <article/talks/claim/1> ; schema:firstAppearance <article/talks> ;
  schema:dateCreated "2023-12-29"^^xsd:date ; kg:reason "same words" .
<article/talks-again> kg:sameTextAs <article/talks> .
<disagreement/date-1> a kg:Disagreement ; kg:matter "date" ; kg:concerns <meeting/lyon-talks> ;
  rdfs:label "Sources differ on the date: 6 May 2024 or 7 May 2024" ;
  kg:side <disagreement/date-1/side/0>, <disagreement/date-1/side/1> .
<disagreement/date-1/side/0> a kg:DisagreementSide ; rdf:value "2024-05-06" ;
  prov:wasQuotedFrom <article/border> ; kg:evidence <article/border/p/e0> .
<disagreement/date-1/side/1> a kg:DisagreementSide ; rdf:value "2024-05-07" ;
  prov:wasQuotedFrom <article/talks> ; kg:evidence <article/talks/p/e0> .
"""

BORDER = """
<article/border> a schema:NewsArticle ; schema:identifier "border.txt" ;
  schema:headline "Neighbours talk" ; schema:datePublished "2024-05-08"^^xsd:date ;
  dcterms:publisher "Daily Post" ; schema:mentions <person/ann-lee>, <person/jane-doe> ;
  kg:claimCount 3 ; kg:meetingCount 1 .
<article/border/tally/0> a kg:SpeakerTally ; kg:quotedSpeaker <person/ann-lee> ;
  kg:quotedIn <article/border> ; kg:quotedCount 1 ; kg:quotedDirectCount 0 .
<article/border/tally/1> a kg:SpeakerTally ; kg:quotedSpeaker <person/jane-doe> ;
  kg:quotedIn <article/border> ; kg:quotedCount 1 ; kg:quotedDirectCount 0 .
<article/border/tally/2> a kg:SpeakerTally ; kg:quotedSpeaker <state/france> ;
  kg:quotedIn <article/border> ; kg:quotedCount 1 ; kg:quotedDirectCount 0 .
<article/border/relay/0> a kg:RelayTally ; kg:relayedSpeaker <person/ann-lee> ;
  kg:relayedBy <group/border/analysts> ; kg:relayedIn <article/border> ;
  kg:relayedCount 1 ; kg:relayedDirectCount 0 .
<article/border/relay/1> a kg:RelayTally ; kg:relayedSpeaker <person/ann-lee> ;
  kg:relayedBy <organization/morning-wire> ; kg:relayedIn <article/border> ;
  kg:relayedCount 1 ; kg:relayedDirectCount 0 .
<article/border/claim/1> a kg:Claim ; prov:wasQuotedFrom <article/border> ;
  kg:content "France wants Japan to pay a larger share" ; kg:contentRanges "20-60" ;
  kg:mode kg:indirect ; kg:attitude kg:statement ; kg:speaker <person/ann-lee> ;
  kg:addressee <person/tom-ito> ;
  kg:about <state/france>, <state/japan> ; kg:embeds <article/border/claim/2> ;
  kg:step <article/border/claim/1/step/0>, <article/border/claim/1/step/1>,
    <article/border/claim/1/step/2> ;
  kg:sentence <article/border/p/s1> ; kg:confidence "0.9"^^xsd:decimal ; kg:order 0 .
<article/border/claim/1/step/0> a kg:AttributionStep ; kg:stepIndex 0 ;
  prov:agent <person/ann-lee> ; kg:sourceText "Ann Lee" ; kg:sourceRanges "0-7" ;
  kg:cue "said" ; kg:cueRanges "8-12" .
<article/border/claim/1/step/1> a kg:AttributionStep ; kg:stepIndex 1 ;
  prov:agent <organization/morning-wire> ; kg:sourceText "the Morning Wire" ;
  kg:cue "according to" .
<article/border/claim/1/step/2> a kg:AttributionStep ; kg:stepIndex 2 ;
  prov:agent <group/border/analysts> .
<article/border/claim/2> a kg:Claim ; prov:wasQuotedFrom <article/border> ;
  kg:content "Japan to pay a larger share" ; kg:contentRanges "33-60" ;
  kg:mode kg:indirect ; kg:attitude kg:desire ; kg:speaker <state/france> ;
  kg:about <state/japan> ; kg:step <article/border/claim/2/step/0> ;
  kg:sentence <article/border/p/s1> ; kg:confidence "0.8"^^xsd:decimal ; kg:order 1 .
<article/border/claim/2/step/0> a kg:AttributionStep ; kg:stepIndex 0 ;
  prov:agent <state/france> ; kg:sourceText "France" ; kg:sourceRanges "20-26" ;
  kg:cue "wants" ; kg:cueRanges "27-32" .
<article/border/claim/3> a kg:Claim ; prov:wasQuotedFrom <article/border> ;
  kg:content "the bridge would open in spring" ; kg:contentRanges "160-191" ;
  kg:mode kg:indirect ; kg:attitude kg:statement ; kg:speaker <person/jane-doe> ;
  kg:step <article/border/claim/3/step/0> ; kg:confidence "0.6"^^xsd:decimal ; kg:order 2 .
<article/border/claim/3/step/0> a kg:AttributionStep ; kg:stepIndex 0 ;
  prov:agent <person/jane-doe> .
<article/border/p/s1> a oa:SpecificResource ; oa:hasSource <article/border> ;
  oa:hasSelector <article/border/p/s1/position>, <article/border/p/s1/quote> .
<article/border/p/s1/position> a oa:TextPositionSelector ; oa:start 0 ; oa:end 90 .
<article/border/p/s1/quote> a oa:TextQuoteSelector ; oa:exact
  "Ann Lee said that France wants Japan to pay a larger share, according to the Morning Wire." .
<article/border/mention/0> a kg:Mention ; rdfs:label "Ann Lee" ; kg:refersTo <person/ann-lee> ;
  kg:reason "exact name" ; kg:form "name" ; kg:evidence <article/border/p/m0> .
<article/border/p/m0> oa:hasSource <article/border> ; oa:hasSelector <article/border/p/m0/pos> .
<article/border/p/m0/pos> oa:start 0 ; oa:end 7 .
<article/border/mention/1> a kg:Mention ; rdfs:label "Ms. Doe" ; kg:refersTo <person/jane-doe> ;
  kg:reason "surname" ; kg:form "name" ; kg:evidence <article/border/p/m1> .
<article/border/p/m1> oa:hasSource <article/border> ; oa:hasSelector <article/border/p/m1/pos> .
<article/border/p/m1/pos> oa:start 100 ; oa:end 107 .
<article/border/meeting/0> a kg:MeetingReport ; kg:reports <meeting/lyon-talks> ;
  kg:participant <person/tom-ito>, <person/jane-doe> ; kg:status kg:held ;
  sem:hasPlace <place/lyon> ; kg:timeExpression "on Monday" ;
  schema:startDate "2024-05-06"^^xsd:date ; kg:evidence <article/border/p/e0> ;
  prov:wasQuotedFrom <article/border> ; kg:order 0 ; kg:tells <article/border/status/0> .
<article/border/status/0> a kg:StatusStatement ; kg:status kg:held ; kg:order 0 ;
  prov:wasQuotedFrom <article/border> ; kg:evidence <article/border/p/e0> .
<article/border/p/e0> oa:hasSource <article/border> ;
  oa:hasSelector <article/border/p/e0/pos>, <article/border/p/e0/quote> .
<article/border/p/e0/pos> oa:start 100 ; oa:end 140 .
<article/border/p/e0/quote> oa:exact "Ms. Doe met Mr. Ito in Lyon on Monday." .
<article/border/office/0> a kg:OfficeHolding, org:Membership ; org:member <person/jane-doe> ;
  org:role <role/foreign-minister> ; org:organization <state/france> ; kg:tenure "current" ;
  kg:evidence <article/border/p/e0> ; prov:wasQuotedFrom <article/border> ; kg:order 0 .
<role/foreign-minister> a org:Role ; skos:prefLabel "foreign minister" .
<article/border/open/0> a kg:OpenQuestion ; kg:kind "orphan-quotation" ;
  rdfs:label "nobody is named" ; kg:evidence <article/border/p/e0> .
"""

TALKS = """
<article/talks> a schema:NewsArticle ; schema:identifier "talks.txt" ;
  schema:headline "Ito in Lyon" ; schema:datePublished "2023-12-30"^^xsd:date ;
  kg:dateInferred true ; kg:claimCount 2 ; kg:meetingCount 2 .
<article/talks/tally/0> a kg:SpeakerTally ; kg:quotedSpeaker <person/jane-doe> ;
  kg:quotedIn <article/talks> ; kg:quotedCount 1 ; kg:quotedDirectCount 1 .
<article/talks/claim/1> a kg:Claim ; prov:wasQuotedFrom <article/talks> ;
  kg:content "“The bridge will open in spring,”" ; kg:contentRanges "0-20;30-43" ;
  kg:mode kg:direct ; kg:attitude kg:statement ; kg:speaker <person/jane-doe> ;
  kg:about <state/france> ; kg:step <article/talks/claim/1/step/0> ;
  kg:sentence <article/talks/p/s1> ; kg:confidence "0.7"^^xsd:decimal ; kg:order 0 .
<article/talks/claim/1/step/0> a kg:AttributionStep ; kg:stepIndex 0 ;
  prov:agent <person/jane-doe> ; kg:sourceText "Doe" ; kg:sourceRanges "50-53" ;
  kg:cue "said" ; kg:cueRanges "54-58" .
<article/talks/claim/2> a kg:Claim ; prov:wasQuotedFrom <article/talks> ;
  kg:content "“It was raining.”" ; kg:contentRanges "70-87" ;
  kg:mode kg:direct ; kg:attitude kg:statement ; kg:speaker kg:Unknown ;
  kg:step <article/talks/claim/2/step/0> ; kg:confidence "0.4"^^xsd:decimal ;
  kg:negated true ; kg:hypothetical true ; kg:order 1 .
<article/talks/claim/2/step/0> a kg:AttributionStep ; kg:stepIndex 0 ; prov:agent kg:Unknown .
<article/talks/p/s1> a oa:SpecificResource ; oa:hasSource <article/talks> ;
  oa:hasSelector <article/talks/p/s1/quote> .
<article/talks/p/s1/quote> a oa:TextQuoteSelector ;
  oa:exact "“The bridge will open in spring,” Doe said." .
<article/talks/meeting/0> a kg:MeetingReport ;
  kg:reports <meeting/lyon-talks>, <meeting/ito-france> ;
  kg:participant <person/tom-ito> ; kg:status kg:planned ; prov:wasQuotedFrom <article/talks> ;
  kg:tells <article/talks/status/0> .
<article/talks/status/0> a kg:StatusStatement ; kg:status kg:planned ; kg:order 0 ;
  prov:wasQuotedFrom <article/talks> ; kg:inClaim <article/talks/claim/1> .
<article/talks/p/e0> oa:hasSource <article/talks> ;
  oa:hasSelector <article/talks/p/e0/pos>, <article/talks/p/e0/quote> .
<article/talks/p/e0/pos> oa:start 90 ; oa:end 130 .
<article/talks/p/e0/quote> oa:exact "Doe meets Ito on Tuesday." .
<role/foreign-minister> a org:Role ; skos:prefLabel "foreign minister" .
<article/talks/office/1> a kg:OfficeHolding, org:Membership ; org:member <person/ann-lee> ;
  org:role <role/ambassador> ; org:organization <state/japan> ; kg:tenure "current" ;
  prov:wasQuotedFrom <article/talks> .
<role/ambassador> a org:Role ; skos:prefLabel "ambassador" .
<article/talks/office/2> a kg:OfficeHolding, org:Membership ; org:member <person/tom-ito> ;
  org:role <role/prime-minister> ; kg:tenure "current" ; prov:wasQuotedFrom <article/talks> .
<role/prime-minister> a org:Role ; skos:prefLabel "Prime Minister" .
<article/talks/office/3> a kg:OfficeHolding, org:Membership ; org:member <person/jane-doe> ;
  org:role <role/president> ; kg:tenure "current" ; prov:wasQuotedFrom <article/talks> .
<role/president> a org:Role ; skos:prefLabel "president" .
<article/talks/office/0> a kg:OfficeHolding, org:Membership ; org:member <person/jane-doe> ;
  org:role <role/foreign-minister> ; kg:tenure "former" ; prov:wasQuotedFrom <article/talks> .
"""

AGAIN = """
<article/talks-again> a schema:NewsArticle ; schema:identifier "talks-again.txt" ;
  dcterms:publisher "Evening Sun" ; schema:datePublished "2024-01-02"^^xsd:date ;
  kg:claimCount 0 ; kg:meetingCount 0 .
"""


def trig() -> str:
    """The graph as TriG, one named graph an article and one for the resolution."""
    head = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    graphs = {"resolution": RESOLUTION, "article/border": BORDER, "article/talks": TALKS}
    graphs["article/talks-again"] = AGAIN
    blocks = (f"<graph/{name}> {{ {text} }}\n" for name, text in graphs.items())
    return f"BASE <{BASE}>\n{head}{''.join(blocks)}"


@cache
def oxigraph() -> Store:
    """The graph in kg's own store; tests must not change it."""
    store = Store.in_memory()
    store.load(pyoxigraph.parse(trig(), format=pyoxigraph.RdfFormat.TRIG))
    return store


@cache
def reference() -> Rdflib:
    """The graph on rdflib's engine."""
    return Rdflib()


class Rdflib:
    """The graph in rdflib, asked by rdflib's own engine, behind the interface of kg's store."""

    def __init__(self) -> None:
        self.graph = rdflib.Graph()
        for quad in pyoxigraph.parse(trig(), format=pyoxigraph.RdfFormat.TRIG):
            s, p, o = quad.subject, quad.predicate, quad.object
            self.graph.add((to_rdflib(s), to_rdflib(p), to_rdflib(o)))

    def columns(self, query: str, /) -> list[str]:
        return [str(variable) for variable in self.graph.query(query).vars or []]

    def select(self, query: str, /) -> Iterator[dict[str, Term | None]]:
        result = self.graph.query(query)
        for binding in result.bindings:
            # For a grouped query without solutions rdflib makes one group of nothing.
            if "GROUP BY" in query and not any(str(v) not in ("", "0") for v in binding.values()):
                continue
            yield {str(name): term(binding.get(name)) for name in result.vars or []}

    def ask(self, query: str, /) -> bool:
        return bool(self.graph.query(query).askAnswer)

    def construct(self, query: str, /) -> Iterator[Any]:
        for subject, predicate, value in self.graph.query(query).graph or ():
            yield pyoxigraph.Triple(term(subject), term(predicate), term(value))


def term(value: rdflib.term.Node | None) -> Any:
    """A term of rdflib as one of pyoxigraph."""
    if isinstance(value, rdflib.URIRef):
        return pyoxigraph.NamedNode(str(value))
    if isinstance(value, rdflib.Literal):
        datatype = pyoxigraph.NamedNode(str(value.datatype or rdflib.XSD.string))
        return pyoxigraph.Literal(str(value), datatype=datatype)
    return None
