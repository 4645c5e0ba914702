"""The shapes let through what is right and name what is wrong."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.graph import iris, terms, triples
from kg.graph.export import statements
from kg.graph.store import Store
from kg.graph.syntax import header
from kg.graph.validate import Violation, validate
from tests.graph_samples import harbour, letter, resolution

BASE = iris.BASE
GRAPH = iris.resolution_graph(BASE)
C = iris.claims(iris.article(BASE, "harbour.txt"), harbour().claims)[0].value
FIRST, SECOND = f"{C}/step/0", f"{C}/step/1"
A = iris.article(BASE, "harbour.txt").value
MEETING = BASE + "meeting/ada-quill-tom-reed-2019-04-30"
MENTION = f"{A}/mention/57-66"
PASSAGE = f"{A}/passage/57-66"
POSITION, QUOTE = f"{PASSAGE}/position", f"{PASSAGE}/quote"
REPORT, OFFICE = f"{A}/meeting/0", f"{A}/office/0"
ADA, TOM, NORLAND = BASE + "person/ada-quill", BASE + "person/tom-reed", BASE + "state/norland"
BOTH = "kg:participant|kg:host"
ROLE, VISIT = BASE + "role/president", BASE + "meeting/x"
QUESTION = iris.numbered(iris.article(BASE, "letter 2.html"), "open", 0).value

Change = Callable[[list[Quad]], list[Quad]]


def sample() -> list[Quad]:
    whole = resolution()
    quads = list(triples.resolution_quads(whole))
    for extraction in (harbour(), letter()):
        quads += triples.article_quads(extraction, whole)
    return quads


def name(value: str) -> str:
    prefix, colon, rest = value.partition(":")
    data = f"{header(base=BASE)}<x> <y> {value} ."
    if not colon or rest.startswith("//"):
        return value
    [quad] = parse(data, RdfFormat.TURTLE)
    assert prefix
    return terms.lexical(quad.object)


def without(subject: str, predicate: str) -> Change:
    """The graph without the values of a property."""
    found = name(predicate)
    return lambda quads: [
        q for q in quads if (terms.lexical(q.subject), q.predicate.value) != (subject, found)
    ]


def added(turtle: str) -> Change:
    """The graph with more in it."""
    more = list(parse(header(base=BASE) + turtle, RdfFormat.TURTLE))
    return lambda quads: [*quads, *(Quad(q.subject, q.predicate, q.object, GRAPH) for q in more)]


def changed(subject: str, predicate: str, value: str) -> Change:
    """The graph with another value of a property."""
    return lambda quads: added(f"<{subject}> {predicate} {value} .")(
        without(subject, predicate)(quads)
    )


a_visit = added("<meeting/x> a kg:Visit, sem:Event ; rdfs:label 'x' ; kg:status kg:held .")


def check(quads: list[Quad]) -> list[Violation]:
    store = Store.in_memory()
    store.load(quads)
    return validate(store)


def test_the_sample_conforms() -> None:
    assert check(sample()) == []


def test_nothing_conforms_too() -> None:
    assert check([]) == []


@pytest.mark.parametrize(
    ("change", "node", "path", "words"),
    [
        (without(C, "kg:evidence"), C, "kg:evidence", "at least one passage"),
        (without(C, "kg:speaker"), C, "kg:speaker", "has a speaker"),
        (without(C, "kg:step"), C, "kg:step", "attribution step"),
        (without(C, "kg:mode"), C, "kg:mode", "direct, indirect"),
        (changed(C, "kg:mode", "kg:belief"), C, "kg:mode", "direct, indirect"),
        (added(f"<{C}> kg:mode kg:direct ."), C, "kg:mode", "direct, indirect"),
        (changed(C, "kg:attitude", "kg:anger"), C, "kg:attitude", "a fear"),
        (changed(C, "kg:content", '""'), C, "kg:content", "not empty"),
        (changed(C, "kg:contentRanges", '"1-"'), C, "kg:contentRanges", "start-end"),
        (changed(C, "kg:confidence", "1.5"), C, "kg:confidence", "from 0 to 1"),
        (without(C, "prov:wasQuotedFrom"), C, "prov:wasQuotedFrom", "one article"),
        (without(C, "kg:sentence"), C, "kg:sentence", "sentence"),
        (changed(C, "kg:order", '"first"'), C, "kg:order", "one place"),
        (changed(C, "kg:speaker", "<person/nobody>"), C, "", "has a label"),
        (changed(C, "kg:speaker", "<person/tom-reed>"), C, "", "first step"),
        (changed(SECOND, "kg:stepIndex", "2"), C, "", "without a gap"),
        (changed(SECOND, "kg:stepIndex", "0"), C, "", "no two"),
        (without(SECOND, "kg:stepIndex"), SECOND, "kg:stepIndex", "one index"),
        (without(FIRST, "prov:agent"), FIRST, "prov:agent", "has an agent"),
        (added(f"<{C}> kg:embeds <{C}> ."), C, "", "inside itself"),
        (added(f"<{C}> kg:embeds <{A}> ."), C, "kg:embeds", "is a claim"),
        (changed(PASSAGE, "oa:hasSource", "<article/other>"), PASSAGE, "", "one article"),
        (changed(POSITION, "oa:start", "66"), PASSAGE, "", "before its end"),
        (changed(POSITION, "oa:start", "-1"), PASSAGE, "", "before its end"),
        (changed(POSITION, "oa:start", "50"), PASSAGE, "", "as long as"),
        (changed(QUOTE, "oa:exact", '"Ada Quilt"'), PASSAGE, "", "those of the article"),
        (without(QUOTE, "oa:suffix"), PASSAGE, "", "quote selector"),
        (without(PASSAGE, "oa:hasSelector"), PASSAGE, "", "position selector"),
        (without(MENTION, "rdfs:label"), MENTION, "", "its label"),
        (without(MENTION, "kg:evidence"), MENTION, "", "its evidence"),
        (changed(MENTION, "kg:form", '"verb"'), MENTION, "", "a pronoun"),
        (added(f"<{MENTION}> kg:refersTo <person/tom-reed> ."), MENTION, "", "one entity"),
        (changed(MENTION, "kg:refersTo", "<person/nobody>"), MENTION, "", "has a label"),
        (changed(MEETING, "kg:participant", "<person/ada-quill>"), MEETING, BOTH, "two"),
        (without(MEETING, "kg:status"), MEETING, "kg:status", "held, planned"),
        (changed(MEETING, "schema:startDate", '"spring"'), MEETING, "schema:startDate", "start"),
        (changed(MEETING, "schema:endDate", '"2018"^^xsd:gYear'), MEETING, "", "end before"),
        (a_visit, VISIT, "kg:participant", "has a visitor"),
        (a_visit, VISIT, "sem:hasPlace", "place or state"),
        (a_visit, VISIT, "", "reported by"),
        (without(REPORT, "kg:evidence"), REPORT, "kg:evidence", "its evidence"),
        (changed(REPORT, "kg:reports", f"<{A}>"), REPORT, "kg:reports", "or visit"),
        (without(OFFICE, "org:member"), OFFICE, "org:member", "one person"),
        (changed(OFFICE, "kg:tenure", '"long"'), OFFICE, "kg:tenure", "held now"),
        (without(ROLE, "skos:prefLabel"), ROLE, "skos:prefLabel", "one name"),
        (without(TOM, "rdfs:label"), TOM, "rdfs:label", "one label"),
        (added("<state/norland> rdfs:label 'Noria' ."), NORLAND, "rdfs:label", "one label"),
        (changed(ADA, "kg:state", "<person/tom-reed>"), ADA, "kg:state", "is a state"),
        (added("<state/norland> schema:sameAs 'Q1' ."), NORLAND, "schema:sameAs", "IRI"),
        (changed(A, "kg:textSha256", '"abc"'), A, "kg:textSha256", "64 hexadecimal"),
        (without(A, "schema:identifier"), A, "schema:identifier", "one identifier"),
        (changed(A, "schema:datePublished", '"May"'), A, "schema:datePublished", "publication"),
        (changed(QUESTION, "kg:kind", '"riddle"'), QUESTION, "kg:kind", "orphan"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(change: Change, node: str, path: str, words: str) -> None:
    before = sample()
    after = change(before)
    assert set(after) != set(before)
    found = check(after)
    assert [v for v in found if (v.node, v.path) == (node, path) and words in v.message], found
    assert {v.severity for v in found} == {"violation"}


def test_findings_are_sorted_and_name_the_value() -> None:
    quads = changed(ADA, "kg:state", "<person/tom-reed>")(without(A, "schema:identifier")(sample()))
    found = check(quads)
    assert [(v.node, v.value) for v in found] == [
        (A, ""), (ADA, TOM),
    ]  # fmt: skip


def test_the_texts_may_be_left_out() -> None:
    store = Store.in_memory()
    store.load(sample())
    thin = [quad for _, quads in statements(store, text=False) for quad in quads]
    assert len(thin) == len(store) - 2
    assert check(thin) == []


def test_evidence_from_another_article() -> None:
    other = next(
        q.object for q in sample() if "letter" in str(q.subject) and "passage" in str(q.object)
    )
    quads = [*sample(), Quad(NamedNode(C), NamedNode(name("kg:evidence")), other, GRAPH)]
    assert [v.message for v in check(quads)] == [
        "The evidence of a claim is in the article it stands in."
    ]
