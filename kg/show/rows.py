"""What the page asks of the graph: one query a kind of row, and plain rows back.

Rows are unordered; `kg.show.data` sorts them. The queries are SPARQL 1.1 without extensions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

Row = Mapping[str, str]
"""A row's bound variables, each by its lexical form or IRI. What is unbound is absent."""

Rows = Mapping[str, Iterable[Row]]
"""Rows by the name of their query in `QUERIES`."""

PREFIXES = """\
PREFIX kg: <https://newskg.example/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""

# One inside the other: as a single path all passages of the graph would be joined first.
EVIDENCE = """kg:evidence ?passage
    OPTIONAL { ?passage oa:hasSelector ?at . ?at oa:start ?from ; oa:end ?to }"""

QUERIES: Mapping[str, str] = {
    "articles": """
SELECT ?article ?id ?headline ?date ?inferred ?byline ?publisher ?url ?body WHERE {
  ?article a schema:NewsArticle ; schema:identifier ?id .
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?article kg:dateInferred ?inferred }
  OPTIONAL { ?article dcterms:creator ?byline }
  OPTIONAL { ?article dcterms:publisher ?publisher }
  OPTIONAL { ?article schema:url ?url }
  OPTIONAL { ?article schema:articleBody ?body }
}""",
    "entities": """
SELECT ?entity ?type ?label ?state ?same WHERE {
  ?entity a ?type .
  FILTER (?type IN (foaf:Person, kg:State, org:Organization, schema:Place, kg:DescribedSource))
  OPTIONAL { ?entity rdfs:label ?label }
  OPTIONAL { ?entity kg:state ?state }
  OPTIONAL { ?entity schema:sameAs ?same }
}""",
    "aliases": "SELECT ?entity ?alias WHERE { ?entity skos:altLabel ?alias }",
    "mentions": """
SELECT ?entity ?article (COUNT(?mention) AS ?n) WHERE {
  GRAPH ?graph { ?article a schema:NewsArticle . ?mention kg:refersTo ?entity }
} GROUP BY ?entity ?article""",
    "claims": """
SELECT ?claim ?article ?content ?ranges ?mode ?attitude ?speaker ?hypothetical ?negated ?order
WHERE {
  ?claim a kg:Claim ; prov:wasQuotedFrom ?article ; kg:content ?content ; kg:mode ?mode .
  OPTIONAL { ?claim kg:contentRanges ?ranges }
  OPTIONAL { ?claim kg:attitude ?attitude }
  OPTIONAL { ?claim kg:speaker ?speaker }
  OPTIONAL { ?claim kg:hypothetical ?hypothetical }
  OPTIONAL { ?claim kg:negated ?negated }
  OPTIONAL { ?claim kg:order ?order }
}""",
    "about": "SELECT ?claim ?entity WHERE { ?claim a kg:Claim ; kg:about ?entity }",
    "joint": "SELECT ?claim ?entity WHERE { ?claim a kg:Claim ; kg:jointSpeaker ?entity }",
    "embeds": "SELECT ?claim ?inner WHERE { ?claim a kg:Claim ; kg:embeds ?inner }",
    "steps": """
SELECT ?claim ?index ?agent ?text ?ranges ?cue ?cues WHERE {
  ?claim a kg:Claim ; kg:step ?step . ?step kg:stepIndex ?index .
  OPTIONAL { ?step prov:agent ?agent }
  OPTIONAL { ?step kg:sourceText ?text }
  OPTIONAL { ?step kg:sourceRanges ?ranges }
  OPTIONAL { ?step kg:cue ?cue }
  OPTIONAL { ?step kg:cueRanges ?cues }
}""",
    "meetings": """
SELECT ?meeting ?type ?label ?status ?place ?start ?end ?earliest ?latest WHERE {
  VALUES ?type { kg:Meeting kg:Visit }
  ?meeting a ?type .
  OPTIONAL { ?meeting rdfs:label ?label }
  OPTIONAL { ?meeting kg:status ?status }
  OPTIONAL { ?meeting sem:hasPlace ?place }
  OPTIONAL { ?meeting schema:startDate ?start }
  OPTIONAL { ?meeting schema:endDate ?end }
  OPTIONAL { ?meeting sem:hasEarliestBeginTimeStamp ?earliest }
  OPTIONAL { ?meeting sem:hasLatestEndTimeStamp ?latest }
}""",
    "participants": """
SELECT ?meeting ?entity WHERE {
  VALUES ?type { kg:Meeting kg:Visit }
  VALUES ?role { kg:participant kg:host }
  ?meeting a ?type ; ?role ?entity .
}""",
    "reports": f"""
SELECT ?report ?meeting ?article ?status ?time ?start ?order ?from ?to WHERE {{
  ?report a kg:MeetingReport ; kg:reports ?meeting ; prov:wasQuotedFrom ?article .
  OPTIONAL {{ ?report kg:status ?status }}
  OPTIONAL {{ ?report kg:timeExpression ?time }}
  OPTIONAL {{ ?report schema:startDate ?start }}
  OPTIONAL {{ ?report kg:order ?order }}
  OPTIONAL {{ ?report {EVIDENCE} }}
}}""",
    "alike": "SELECT ?claim ?proposition WHERE { ?claim kg:expresses ?proposition }",
    "contrary": "SELECT ?claim ?other WHERE { ?claim kg:contradicts ?other }",
    "disagreements": """
SELECT ?disagreement ?label ?meeting ?side ?value ?article ?from ?to WHERE {
  ?disagreement a kg:Disagreement ; rdfs:label ?label ; kg:concerns ?meeting ; kg:side ?side .
  ?side rdf:value ?value ; kg:evidence ?passage .
  ?passage oa:hasSource ?article ; oa:hasSelector ?at . ?at oa:start ?from ; oa:end ?to .
}""",
    "offices": f"""
SELECT ?office ?person ?role ?of ?tenure ?article ?from ?to WHERE {{
  ?office a kg:OfficeHolding ; org:member ?person ; prov:wasQuotedFrom ?article ;
          org:role/skos:prefLabel ?role .
  OPTIONAL {{ ?office org:organization ?of }}
  OPTIONAL {{ ?office kg:tenure ?tenure }}
  OPTIONAL {{ ?office {EVIDENCE} }}
}}""",
}


class Selects(Protocol):
    """Whatever answers a SELECT: `kg.graph.store.Store`, or a stand-in in a test."""

    def select(self, query: str, /) -> Iterable[Mapping[str, object]]:
        """Rows of a query."""
        ...


def lexical(term: object) -> str:
    """The lexical form of a literal or the address of an IRI, of either RDF library's terms."""
    # rdflib's terms are strings (whose `value` would be a parsed one); pyoxigraph's have a value.
    return str(term if isinstance(term, str) else getattr(term, "value", term))


def read_rows(store: Selects) -> Rows:
    """The rows of all `QUERIES`."""
    return {
        name: [
            {key: lexical(term) for key, term in row.items() if term is not None}
            for row in store.select(PREFIXES + query)
        ]
        for name, query in QUERIES.items()
    }
