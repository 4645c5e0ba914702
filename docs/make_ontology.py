"""Writes docs/ontology.md from ontology/news.ttl: python docs/make_ontology.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.term import Node

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "ontology.md"
KG = "https://newskg.example/ontology#"
HEAD = """# The graph

Made from `ontology/news.ttl` by `make docs`. Vocabularies that exist are reused (schema.org, FOAF,
ORG, SEM, Web Annotation, PROV-O, SKOS, GAF); what follows is what they lack.

* What a claim says is never asserted as a fact: its words are a literal of a `kg:Claim`.
* One named graph an article (`graph/article/…`), one for what all articles together say
  (`graph/resolution`: entities, meetings, propositions, disagreements), one for the records of
  runs (`graph/runs`, the only one with a clock, left out of every export). Queries see the union.
* What an article says of a meeting stays a `kg:MeetingReport` of that article; the `kg:Meeting` or
  `kg:Visit` carries what the reports agree on.
* Claims of one speaker that say the same express one `kg:Proposition`; the later one `kg:restates`
  an earlier one. What sources say of a meeting that cannot all be true is a `kg:Disagreement`, with
  the sentences of each side.
* Articles that print one text (wire copy) are linked by `kg:sameTextAs` to the one printed first,
  and their claims by `kg:reprints` to its claims, so that a source is counted once.
* Everything that was read points by `kg:evidence` to an `oa:SpecificResource` with both a position
  selector (code points, end exclusive) and a quote selector.
* An article `schema:mentions` the entities that its mentions (`kg:Mention`) refer to.
* Speakers nobody names are `kg:Unknown`, or a `kg:DescribedSource` (*analysts*) of that article.
* IRIs come from content; there are no blank nodes. The base of data IRIs is
  `https://newskg.example/id/` unless `--base` says otherwise (`.example` is reserved: it promises
  nothing).

`ontology/shapes.ttl` holds the SHACL shapes that `kg validate` checks, `ontology/states.ttl` the
names of states.
"""


def page() -> str:
    """The whole of docs/ontology.md."""
    graph = Graph().parse(ROOT / "ontology" / "news.ttl", format="turtle")
    classes = set(graph.subjects(RDF.type, OWL.Class))
    properties = {
        term
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for term in graph.subjects(RDF.type, kind)
    }
    ours = {term for term in graph.subjects(RDF.type) if str(term).startswith(KG)}
    sections = (
        ("Classes", RDFS.subClassOf, classes),
        ("Properties", RDFS.subPropertyOf, properties),
        ("Values", RDF.type, ours - classes - properties),
    )
    return HEAD + "".join(
        f"\n## {title}\n\n" + "\n".join(table(graph, terms & ours, above)) + "\n"
        for title, above, terms in sections
    )


def table(graph: Graph, terms: Iterable[Node], above: URIRef) -> Iterator[str]:
    """A row a term, sorted by name."""
    yield "| term | under | what it is |"
    yield "|---|---|---|"
    for term in sorted(terms, key=str):
        parents = sorted(name(graph, parent) for parent in graph.objects(term, above))
        shown = ", ".join(f"`{p}`" for p in parents if not p.startswith("owl:"))
        comment = graph.value(term, RDFS.comment) or graph.value(term, RDFS.label) or ""
        yield f"| `{name(graph, term)}` | {shown} | {comment} |"


def name(graph: Graph, term: Node) -> str:
    """A term with its prefix."""
    return str(graph.namespace_manager.normalizeUri(str(term)))


if __name__ == "__main__":
    TARGET.write_text(page(), encoding="utf-8", newline="\n")
