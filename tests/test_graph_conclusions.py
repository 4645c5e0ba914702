"""Claims told again, denials and disagreements in the graph."""

from __future__ import annotations

from kg.graph import conclusions, iris, triples
from kg.graph.store import Store
from kg.graph.validate import validate
from kg.meaning.encoder import Kept
from kg.records import Extraction
from kg.resolve import resolve
from tests.resolve_builder import GAZETTEER, Build

MAY_4, MAY_5 = ("2024-05-04", "2024-05-04"), ("2024-05-05", "2024-05-05")
PREFIXES = """
PREFIX kg: <https://newskg.example/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX schema: <https://schema.org/>
"""


def articles() -> list[Extraction]:
    """Two articles that share a claim, contradict one another and give a meeting two days."""
    one = Build(
        "[P Astrid Vexholm] met [P Tomas Okonjo] in [L Oslo] on Saturday.\n"
        "[P Astrid Vexholm] said the talks were frank and useful.\n"
        "[P Astrid Vexholm] said the army had crossed the border.",
        id="one", published="2024-05-06",
    )  # fmt: skip
    one.says("Astrid Vexholm", "the talks were frank and useful", number=1)
    one.says("Astrid Vexholm", "the army had crossed the border", number=2)
    one.meets("Astrid Vexholm", "Tomas Okonjo", place="Oslo", time=MAY_4)
    two = Build(
        "[P Tomas Okonjo] met [P Astrid Vexholm] in [L Oslo] on Sunday.\n"
        "[P Astrid Vexholm]: the talks were frank and useful.\n"
        "[P Tomas Okonjo] said the army had not crossed the border.",
        id="two", published="2024-05-07",
    )  # fmt: skip
    two.says("Astrid Vexholm", "the talks were frank and useful", number=1)
    two.says("Tomas Okonjo", "the army had not crossed the border", number=1)
    two.meets("Astrid Vexholm", "Tomas Okonjo", place="Oslo", time=MAY_5)
    return [one.done(), two.done()]


def graph(base: str = iris.BASE) -> Store:
    """The graph of the two."""
    extractions = articles()
    resolution = resolve(extractions, gazetteer=GAZETTEER, encoder=Kept())
    store = Store.in_memory()
    for extraction in extractions:
        store.load(triples.article_quads(extraction, resolution, base=base))
    store.load(triples.resolution_quads(resolution, base=base))
    store.load(conclusions.quads(extractions, resolution, base=base))
    return store


def rows(store: Store, query: str) -> list[dict[str, str]]:
    return [
        {name: getattr(term, "value", "") for name, term in row.items()}
        for row in store.select(PREFIXES + query)
    ]


def test_the_later_claim_points_to_the_earlier_and_both_to_the_proposition() -> None:
    (row,) = rows(
        graph(),
        """SELECT ?article ?first ?content ?said WHERE {
  ?claim kg:restates ?earlier ; kg:expresses ?what ; prov:wasQuotedFrom/schema:identifier ?article .
  ?what a kg:Proposition ; kg:firstClaim ?earlier ; schema:firstAppearance ?source .
  ?source schema:identifier ?first . ?earlier kg:expresses ?what ; kg:content ?content
}""",
    )
    assert (row["article"], row["first"]) == ("two", "one")
    assert row["content"] == "the talks were frank and useful"


def test_a_contradiction_is_told_from_both_ends() -> None:
    found = rows(graph(), "SELECT ?a ?b WHERE { ?a kg:contradicts ?b }")
    assert len(found) == 2
    assert {(row["a"], row["b"]) for row in found} == {(row["b"], row["a"]) for row in found}


def test_the_sides_of_a_disagreement_have_their_sentences() -> None:
    found = rows(
        graph(),
        """SELECT ?value ?sentence ?meeting WHERE {
  ?all a kg:Disagreement ; kg:matter "date" ; kg:concerns ?meeting ; kg:side ?side .
  ?side rdf:value ?value ; kg:evidence/oa:hasSelector/oa:exact ?sentence
} ORDER BY ?value ?meeting""",
    )
    assert [(row["value"], row["sentence"].rsplit(" ", 1)[-1]) for row in found] == [
        ("2024-05-04", "Saturday."),
        ("2024-05-05", "Sunday."),
    ]
    assert len({row["meeting"] for row in found}) == 1


def test_it_conforms_and_keeps_to_its_base() -> None:
    assert list(validate(graph())) == []
    base = "https://archive.example/news/"
    extractions = articles()
    resolution = resolve(extractions, gazetteer=GAZETTEER, encoder=Kept())
    quads = list(conclusions.quads(extractions, resolution, base=base))
    assert quads
    assert not [quad for quad in quads if iris.BASE in str(quad)]
    assert {quad.graph_name for quad in quads} == {iris.resolution_graph(base)}
