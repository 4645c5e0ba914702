"""The vocabulary and the shapes as files."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest
from rdflib import OWL, RDF, RDFS, SH, BNode, Graph, URIRef

from kg.graph import vocabulary
from kg.graph.nodes import ATTITUDES, MODES, STATUSES
from kg.graph.vocabulary import KG, OA, PREFIXES, SEM
from kg.resources import resource

NEWS = resource("ontology", "news.ttl")
SHAPES = resource("ontology", "shapes.ttl")
OWN = str(KG._NS)


@pytest.fixture(scope="module")
def news() -> Graph:
    return Graph().parse(NEWS)


@pytest.fixture(scope="module")
def shapes() -> Graph:
    return Graph().parse(SHAPES)


def own_terms(graph: Graph) -> set[str]:
    return {
        str(term)[len(OWN) :]
        for triple in graph
        for term in triple
        if isinstance(term, URIRef) and str(term).startswith(OWN)
    }


def test_names_in_python_are_those_of_the_file(news: Graph) -> None:
    declared = {str(s)[len(OWN) :] for s in news.subjects(RDF.type) if str(s).startswith(OWN)}
    assert declared == set(KG.__annotations__)
    assert own_terms(news) == declared


def test_a_mistyped_term_raises() -> None:
    for namespace in (KG, OA, SEM, vocabulary.GAF):
        with pytest.raises(AttributeError):
            _ = namespace.speeker


def test_every_term_has_a_label_a_comment_and_a_home(news: Graph) -> None:
    for name in sorted(own_terms(news)):
        term = KG[name]
        for predicate in (RDFS.label, RDFS.comment, RDFS.isDefinedBy):
            assert len(list(news.objects(term, predicate))) == 1, (name, predicate)


def test_every_property_says_what_it_is_of(news: Graph) -> None:
    of = URIRef("https://schema.org/domainIncludes")
    to = URIRef("https://schema.org/rangeIncludes")
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in news.subjects(RDF.type, kind):
            assert (term, RDFS.domain, None) in news or (term, of, None) in news, term
            assert (term, RDFS.range, None) in news or (term, to, None) in news, term


def test_terms_hang_on_the_vocabularies_they_extend(news: Graph) -> None:
    namespaces = {**PREFIXES, "xsd": "-"}
    for child, parent in {
        "Claim": ("schema:Quotation", "prov:Entity"),
        "Proposition": ("schema:Claim",),
        "AttributionStep": ("prov:Attribution",),
        "Meeting": ("sem:Event", "schema:Event"),
        "Visit": ("sem:Event", "schema:Event"),
        "State": ("schema:Country", "org:FormalOrganization"),
        "OfficeHolding": ("org:Membership",),
        "speaker": ("prov:wasAttributedTo",),
        "participant": ("sem:hasActor",),
        "evidence": ("gaf:denotedBy",),
        "sameTextAs": ("prov:alternateOf",),
        "step": ("prov:qualifiedAttribution",),
    }.items():
        link = RDFS.subClassOf if child[0].isupper() else RDFS.subPropertyOf
        found = set(news.objects(KG[child], link))
        assert found == {
            URIRef(namespaces[name.split(":")[0]] + name.split(":")[1]) for name in parent
        }, child


def test_values_of_modes_attitudes_and_statuses(news: Graph) -> None:
    for of, terms in ((KG.Mode, MODES), (KG.Attitude, ATTITUDES), (KG.Status, STATUSES)):
        assert {str(s) for s in news.subjects(RDF.type, of)} == {n.value for n in terms.values()}
        assert {
            str(label) for s in news.subjects(RDF.type, of) for label in news.objects(s, RDFS.label)
        } == set(terms)


def test_header(news: Graph) -> None:
    ontology = URIRef("https://newskg.example/ontology")
    assert (ontology, RDF.type, OWL.Ontology) in news
    assert news.value(ontology, OWL.versionInfo) is not None
    assert str(news.value(ontology, URIRef(PREFIXES["dcterms"] + "license"))).endswith("MIT")


def test_no_blank_nodes_and_no_clock(news: Graph) -> None:
    assert not [t for triple in news for t in triple if isinstance(t, BNode)]
    assert not re.search(r"\d{4}-\d{2}-\d{2}|dateTime", NEWS.read_text(encoding="utf-8"))


def test_shapes_speak_of_known_terms_only(news: Graph, shapes: Graph) -> None:
    assert own_terms(shapes) <= own_terms(news)


def test_every_constraint_says_in_a_sentence_what_is_wanted(shapes: Graph) -> None:
    constraints = set(shapes.subjects(RDF.type, SH.PropertyShape))
    constraints |= set(shapes.subjects(RDF.type, SH.SPARQLConstraint))
    assert len(constraints) > 40
    used = set(shapes.objects(None, SH.property)) | set(shapes.objects(None, SH.sparql))
    assert constraints == used
    for constraint in constraints:
        assert re.fullmatch(r"[A-Z].*\.", str(shapes.value(constraint, SH.message))), constraint


@pytest.mark.skipif(shutil.which("rapper") is None, reason="raptor2-utils is not installed")
@pytest.mark.parametrize("path", [NEWS, SHAPES], ids=lambda path: path.name)
def test_rapper_reads_them_without_a_word(path: object) -> None:
    done = subprocess.run(
        ["rapper", "-q", "-c", "-i", "turtle", str(path)], capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
