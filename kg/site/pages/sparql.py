"""What the pages ask of the graph. Values are bound to variables as terms, never pasted."""

from __future__ import annotations

import re
from typing import Final

PREFIXES: Final = """\
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


def prefixed(query: str) -> str:
    """A query under the prefixes that it uses."""
    lines = PREFIXES.splitlines()
    used = [line for line in lines if re.search(rf"\b{line.split()[1]}", query)]
    return "\n".join([*used, query])


TYPES: Final = "SELECT ?type WHERE { ?node a ?type }"

STATEMENTS: Final = "SELECT ?p ?o WHERE { ?node ?p ?o } ORDER BY ?p ?o LIMIT 500"
POINTING: Final = "SELECT ?s ?p WHERE { ?s ?p ?node } ORDER BY ?p ?s LIMIT 100"

LABELS: Final = """
SELECT ?node ?label ?type WHERE {
  ?node rdfs:label ?label
  OPTIONAL {
    ?node a ?type
    FILTER (?type IN (foaf:Person, kg:State, org:Organization, schema:Place, kg:DescribedSource,
                      kg:Meeting, kg:Visit, kg:SubEvent))
  }
}"""

DATES: Final = """
SELECT (MIN(STR(?date)) AS ?first) (MAX(STR(?date)) AS ?last) WHERE {
  ?article a schema:NewsArticle ; schema:datePublished ?date
}"""

PUBLISHERS: Final = """
SELECT ?publisher (COUNT(?article) AS ?n) WHERE {
  ?article a schema:NewsArticle ; dcterms:publisher ?publisher
} GROUP BY ?publisher ORDER BY DESC(?n) ?publisher LIMIT 8"""

# Articles

_ARTICLE: Final = """
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?article schema:datePublished ?date }
  OPTIONAL { ?article kg:dateInferred ?inferred }
  OPTIONAL { ?article dcterms:publisher ?publisher }
"""

ARTICLES: Final = f"""
SELECT ?article ?id ?headline ?date ?inferred ?publisher WHERE {{
  ?article a schema:NewsArticle ; schema:identifier ?id .{_ARTICLE}%(filters)s
}} ORDER BY DESC(STR(?date)) ?id LIMIT %(limit)d OFFSET %(offset)d"""

ARTICLES_COUNT: Final = f"""
SELECT (COUNT(*) AS ?n) WHERE {{
  ?article a schema:NewsArticle ; schema:identifier ?id .{_ARTICLE}%(filters)s
}}"""

ARTICLE_CLAIMS: Final = """
SELECT ?article (COUNT(?claim) AS ?n) WHERE {
  ?claim prov:wasQuotedFrom ?article ; a kg:Claim
} GROUP BY ?article"""

ARTICLE: Final = f"""
SELECT ?article ?id ?headline ?date ?inferred ?publisher ?byline ?dateline ?url ?body WHERE {{
  ?article a schema:NewsArticle ; schema:identifier ?id ; schema:articleBody ?body .{_ARTICLE}
  OPTIONAL {{ ?article dcterms:creator ?byline }}
  OPTIONAL {{ ?article kg:dateline ?dateline }}
  OPTIONAL {{ ?article schema:url ?url }}
}} LIMIT 1"""

MENTIONS: Final = """
SELECT ?mention ?entity ?from ?to WHERE {
  ?passage oa:hasSource ?article ; oa:hasSelector ?at .
  ?at oa:start ?from ; oa:end ?to .
  ?mention kg:evidence ?passage ; a kg:Mention ; kg:refersTo ?entity .
}"""

TOLD_MEETINGS: Final = """
SELECT DISTINCT ?report ?meeting ?status ?from ?to WHERE {
  ?report prov:wasQuotedFrom ?article ; a kg:MeetingReport ; kg:reports ?meeting ;
          kg:evidence ?passage .
  OPTIONAL { ?report kg:status ?status }
  ?passage oa:hasSelector ?at . ?at oa:start ?from ; oa:end ?to .
}"""

ARTICLE_CLAIM_LIST: Final = """
SELECT ?claim WHERE { ?claim prov:wasQuotedFrom ?article ; a kg:Claim }"""

# Claims

CLAIMS: Final = """
SELECT ?claim ?article ?content ?ranges ?mode ?attitude ?hypothetical ?negated ?order ?from ?to
WHERE {
  ?claim a kg:Claim ; prov:wasQuotedFrom ?article ; kg:content ?content .
  OPTIONAL { ?claim kg:mode ?mode }
  OPTIONAL { ?claim kg:contentRanges ?ranges }
  OPTIONAL { ?claim kg:attitude ?attitude }
  OPTIONAL { ?claim kg:hypothetical ?hypothetical }
  OPTIONAL { ?claim kg:negated ?negated }
  OPTIONAL { ?claim kg:order ?order }
  OPTIONAL { ?claim kg:sentence/oa:hasSelector ?at . ?at oa:start ?from ; oa:end ?to }
}"""

CLAIM_LINKS: Final = """
SELECT ?claim ?role ?node WHERE {
  VALUES (?property ?role) {
    (kg:speaker "speaker") (kg:jointSpeaker "joint") (kg:addressee "to") (kg:about "about")
    (kg:embeds "embeds") (kg:restates "restates") (kg:contradicts "contradicts")
    (kg:expresses "expresses")
  }
  ?claim ?property ?node .
}"""

CLAIM_HEADS: Final = """
SELECT ?claim ?speaker ?label ?headline WHERE {
  ?claim prov:wasQuotedFrom ?article .
  OPTIONAL { ?article schema:headline ?headline }
  OPTIONAL { ?claim kg:speaker ?speaker . ?speaker rdfs:label ?label }
}"""

CLAIMS_AROUND: Final = """
SELECT ?role ?node WHERE {
  { ?node kg:embeds ?claim . BIND ("enclosing" AS ?role) }
  UNION { ?node kg:restates ?claim . BIND ("restated" AS ?role) }
  UNION { ?claim kg:expresses/^kg:expresses ?node . BIND ("alike" AS ?role) }
  UNION { ?node kg:contradicts ?claim . BIND ("contradicts" AS ?role) }
}"""

STEPS: Final = """
SELECT ?claim ?index ?agent ?text ?ranges ?cue ?cues WHERE {
  ?claim kg:step ?step . ?step kg:stepIndex ?index .
  OPTIONAL { ?step prov:agent ?agent }
  OPTIONAL { ?step kg:sourceText ?text }
  OPTIONAL { ?step kg:sourceRanges ?ranges }
  OPTIONAL { ?step kg:cue ?cue }
  OPTIONAL { ?step kg:cueRanges ?cues }
} ORDER BY ?claim ?index"""

ARTICLE_HEADS: Final = f"""
SELECT ?article ?id ?headline ?date ?inferred ?publisher WHERE {{
  ?article schema:identifier ?id .{_ARTICLE}
}}"""

BODIES: Final = "SELECT ?article ?body WHERE { ?article schema:articleBody ?body }"

SAID: Final = "?claim kg:speaker|kg:jointSpeaker ?node ."
SAID_OF: Final = "?claim kg:about ?node ; a kg:Claim ."

CLAIMS_OF: Final = """
SELECT DISTINCT ?claim ?day ?article ?order WHERE {
  %(pattern)s
  ?claim prov:wasQuotedFrom ?article .
  OPTIONAL { ?claim kg:order ?order }
  OPTIONAL { ?article schema:datePublished ?date }
  BIND (STR(?date) AS ?day)
  %(filters)s
} ORDER BY DESC(?day) ?article ?order LIMIT %(limit)d OFFSET %(offset)d"""

CLAIMS_OF_COUNT: Final = """
SELECT (COUNT(DISTINCT ?claim) AS ?n) WHERE {
  %(pattern)s
  ?claim prov:wasQuotedFrom ?article .
  OPTIONAL { ?article schema:datePublished ?date }
  BIND (STR(?date) AS ?day)
  %(filters)s
}"""

# Entities

ENTITY: Final = """
SELECT ?label ?same ?state WHERE {
  ?node rdfs:label ?label
  OPTIONAL { ?node schema:sameAs ?same }
  OPTIONAL { ?node kg:state ?state }
}"""

ALIASES: Final = "SELECT DISTINCT ?alias WHERE { ?node skos:altLabel ?alias } ORDER BY ?alias"
MAY_BE: Final = (
    "SELECT DISTINCT ?other WHERE { { ?node kg:mayBe ?other } UNION { ?other kg:mayBe ?node } }"
)

OFFICES: Final = """
SELECT ?role ?person ?of ?tenure ?article ?day ?from ?to WHERE {
  %(pattern)s
  ?office a kg:OfficeHolding ; org:member ?person ; prov:wasQuotedFrom ?article ;
          org:role/skos:prefLabel ?role .
  OPTIONAL { ?office org:organization ?of }
  OPTIONAL { ?office kg:tenure ?tenure }
  OPTIONAL { ?article schema:datePublished ?date . BIND (STR(?date) AS ?day) }
  OPTIONAL { ?office kg:evidence/oa:hasSelector ?at . ?at oa:start ?from ; oa:end ?to }
} ORDER BY ?day ?role LIMIT 400"""

MENTIONED_IN: Final = """
SELECT ?article (COUNT(DISTINCT ?mention) AS ?n) (MIN(?from) AS ?first) (MIN(?to) AS ?end)
WHERE {
  ?mention kg:refersTo ?node ; a kg:Mention ; kg:evidence ?passage .
  ?passage oa:hasSource ?article ; oa:hasSelector ?at .
  ?at oa:start ?from ; oa:end ?to .
} GROUP BY ?article"""

# Meetings

MEETINGS: Final = """
SELECT ?meeting ?type ?label ?status ?place ?start ?end ?inferred ?venue WHERE {
  VALUES ?type { kg:Meeting kg:Visit kg:SubEvent }
  %(pattern)s
  ?meeting a ?type .
  OPTIONAL { ?meeting rdfs:label ?label }
  OPTIONAL { ?meeting kg:status ?status }
  OPTIONAL { ?meeting sem:hasPlace ?place }
  OPTIONAL { ?meeting schema:startDate ?start }
  OPTIONAL { ?meeting schema:endDate ?end }
  OPTIONAL { ?meeting kg:dateInferred ?inferred }
  OPTIONAL { ?meeting kg:venue ?venue }
  %(filters)s
} ORDER BY DESC(STR(?start)) ?label ?meeting LIMIT %(limit)d OFFSET %(offset)d"""

MEETING_BOUNDS: Final = """
SELECT ?meeting ?first ?last WHERE {
  ?meeting a sem:Event .
  OPTIONAL { ?meeting sem:hasEarliestBeginTimeStamp ?from . BIND (STR(?from) AS ?first) }
  OPTIONAL { ?meeting sem:hasLatestEndTimeStamp ?to . BIND (STR(?to) AS ?last) }
}"""

TAKES_PART: Final = "?meeting kg:participant|kg:host|kg:companion|kg:state|sem:hasPlace ?node ."

MEETING_COUNT: Final = "SELECT (COUNT(DISTINCT ?meeting) AS ?n) WHERE { %s ?meeting a sem:Event }"

PARTICIPANTS: Final = """
SELECT ?meeting ?role ?node WHERE {
  VALUES (?property ?role) {
    (kg:participant "participant") (kg:host "host") (kg:companion "companion") (kg:state "state")
  }
  ?meeting ?property ?node .
}"""

PARTS: Final = """
SELECT ?meeting ?whole WHERE { ?meeting sem:subEventOf ?whole } ORDER BY ?meeting"""

REPORTS: Final = """
SELECT ?report ?article ?status ?time ?start ?end ?place ?day WHERE {
  ?report kg:reports ?meeting ; a kg:MeetingReport ; prov:wasQuotedFrom ?article .
  OPTIONAL { ?report kg:status ?status }
  OPTIONAL { ?report kg:timeExpression ?time }
  OPTIONAL { ?report schema:startDate ?start }
  OPTIONAL { ?report schema:endDate ?end }
  OPTIONAL { ?report sem:hasPlace ?place }
  OPTIONAL { ?article schema:datePublished ?date . BIND (STR(?date) AS ?day) }
} ORDER BY ?day ?article ?report"""

REPORT_PASSAGES: Final = """
SELECT DISTINCT ?report ?from ?to WHERE {
  ?report kg:evidence/oa:hasSelector ?at . ?at oa:start ?from ; oa:end ?to .
} ORDER BY ?report ?from"""

DISAGREEMENTS: Final = """
SELECT ?disagreement ?matter ?label ?meeting ?side ?value ?article ?from ?to WHERE {
  ?disagreement a kg:Disagreement ; rdfs:label ?label ; kg:concerns ?meeting ; kg:side ?side .
  OPTIONAL { ?disagreement kg:matter ?matter }
  ?side rdf:value ?value ; kg:evidence ?passage .
  ?passage oa:hasSource ?article ; oa:hasSelector ?at . ?at oa:start ?from ; oa:end ?to .
} ORDER BY ?disagreement ?side ?article ?from LIMIT 600"""

# Lists

ENTITIES: Final = """
SELECT ?node ?label (COUNT(DISTINCT ?mention) AS ?n) (COUNT(DISTINCT ?claim) AS ?said) WHERE {
  ?node a ?type ; rdfs:label ?label .
  %(filters)s
  OPTIONAL {
    { ?mention kg:refersTo ?node . ?mention a kg:Mention }
    UNION { ?claim kg:speaker|kg:jointSpeaker ?node }
  }
} GROUP BY ?node ?label ORDER BY DESC(?n) ?label ?node LIMIT %(limit)d OFFSET %(offset)d"""

ENTITIES_COUNT: Final = """
SELECT (COUNT(DISTINCT ?node) AS ?n) WHERE { ?node a ?type ; rdfs:label ?label . %s }"""

NAMES: Final = """
SELECT ?label (COUNT(?mention) AS ?n) WHERE {
  VALUES ?type { foaf:Person kg:State org:Organization schema:Place kg:DescribedSource }
  ?node a ?type ; rdfs:label ?label .
  OPTIONAL { ?mention kg:refersTo ?node }
} GROUP BY ?label ORDER BY DESC(?n) ?label LIMIT 300"""

CLAIM_DAYS: Final = """
SELECT ?day (COUNT(DISTINCT ?claim) AS ?n) WHERE {
  %(pattern)s
  ?claim prov:wasQuotedFrom ?article .
  ?article schema:datePublished ?date .
  BIND (STR(?date) AS ?day)
  %(filters)s
} GROUP BY ?day ORDER BY ?day"""
