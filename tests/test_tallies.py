"""What an article's tallies say is what counting its claims gives."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import kg

PREFIXES = """PREFIX kg: <https://newskg.example/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
"""
Rows = list[tuple[str, ...]]


@pytest.fixture(scope="module")
def graph(seeds_graph: Path) -> kg.Graph:
    return kg.open(seeds_graph)


def rows(graph: kg.Graph, query: str) -> Rows:
    return sorted(tuple(map(str, row)) for row in graph.graph.query(PREFIXES + query))  # type: ignore[union-attr,arg-type]  # rdflib: any result


def test_of_speakers(graph: kg.Graph) -> None:
    told = rows(graph, """SELECT ?source ?who ?claim ?mode WHERE {
        ?claim a kg:Claim ; kg:speaker|kg:jointSpeaker ?who ; prov:wasQuotedFrom ?source ;
          kg:mode ?mode
        FILTER (?who != kg:Unknown) }""")  # fmt: skip
    every = Counter((source, who) for source, who, _, _ in told)
    direct = Counter((source, who) for source, who, _, mode in told
                     if not mode.endswith("indirect"))  # fmt: skip
    tallied = rows(graph, """SELECT ?source ?who ?all ?direct WHERE {
        ?tally a kg:SpeakerTally ; kg:quotedIn ?source ; kg:quotedSpeaker ?who ;
          kg:quotedCount ?all ; kg:quotedDirectCount ?direct }""")  # fmt: skip
    assert len(tallied) > 20
    assert tallied == sorted((*key, str(every[key]), str(direct[key])) for key in every)


def test_of_those_who_pass_it_on(graph: kg.Graph) -> None:
    told = rows(graph, """SELECT DISTINCT ?source ?who ?by ?claim WHERE {
        ?claim a kg:Claim ; kg:speaker ?first ; kg:speaker|kg:jointSpeaker ?who ;
          prov:wasQuotedFrom ?source ; kg:step ?step .
        ?step kg:stepIndex ?at ; prov:agent ?by
        FILTER (?at > 0 && ?who != kg:Unknown)
        FILTER (?by != kg:Unknown && ?by != ?first) }""")  # fmt: skip
    every = Counter((source, who, by) for source, who, by, _ in told)
    tallied = rows(graph, """SELECT ?source ?who ?by ?all WHERE {
        ?tally a kg:RelayTally ; kg:relayedIn ?source ; kg:relayedSpeaker ?who ;
          kg:relayedBy ?by ; kg:relayedCount ?all }""")  # fmt: skip
    assert len(tallied) > 5
    assert tallied == sorted((*key, str(every[key])) for key in every)


@pytest.mark.parametrize(
    ("count", "pattern"),
    [
        ("claimCount", "?it a kg:Claim ; prov:wasQuotedFrom ?of"),
        ("meetingCount", "?report kg:reports ?it ; prov:wasQuotedFrom ?of"),
        ("articleCount", "?it schema:mentions ?of"),
    ],
)
def test_of_articles_and_entities(graph: kg.Graph, count: str, pattern: str) -> None:
    told = dict(
        rows(graph, f"SELECT ?of (COUNT(DISTINCT ?it) AS ?n) WHERE {{ {pattern} }} GROUP BY ?of")
    )
    tallied = dict(rows(graph, f"SELECT ?of ?n WHERE {{ ?of kg:{count} ?n }}"))
    assert len(tallied) > 4
    assert tallied == {of: told.get(of, "0") for of in tallied}
    assert told.keys() <= tallied.keys()
