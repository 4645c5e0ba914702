"""Views of the graph for programs that know no RDF: the table of claims, the network of actors."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

import networkx as nx

from kg.graph.store import Store
from kg.graph.terms import lexical
from kg.graph.vocabulary import FOAF, KG, ORG, PREFIXES, SDO

CLAIM_COLUMNS: Final = (
    "claim", "article", "speaker", "speaker_label", "speaker_type", "speaker_text",
    "speaker_spans", "cue", "cue_spans", "content", "spans", "mode", "attitude", "via",
    "embedded_in", "confidence",
)  # fmt: skip

_PREFIXES: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
_CLAIMS: Final = """
SELECT ?claim ?article ?speaker ?content ?spans ?mode ?attitude ?embedded_in ?confidence ?order
WHERE {
  ?claim a kg:Claim ; kg:speaker ?speaker ; kg:content ?content ; kg:contentRanges ?spans ;
    kg:mode ?mode ; kg:attitude ?attitude ; prov:wasQuotedFrom/schema:identifier ?article .
  OPTIONAL { ?embedded_in kg:embeds ?claim }
  OPTIONAL { ?claim kg:confidence ?confidence }
  OPTIONAL { ?claim kg:order ?order }
}"""
_STEPS: Final = """
SELECT ?claim ?index ?agent ?text ?spans ?cue ?cue_spans WHERE {
  ?claim kg:step ?step . ?step kg:stepIndex ?index ; prov:agent ?agent .
  OPTIONAL { ?step kg:sourceText ?text }
  OPTIONAL { ?step kg:sourceRanges ?spans }
  OPTIONAL { ?step kg:cue ?cue }
  OPTIONAL { ?step kg:cueRanges ?cue_spans }
}"""
_NAMED: Final = "SELECT ?node ?class ?label WHERE { ?node a ?class ; rdfs:label ?label }"
_ABOUT: Final = """
SELECT ?from ?to (COUNT(?claim) AS ?count) WHERE {
  ?claim a kg:Claim ; kg:speaker|kg:jointSpeaker ?from ; kg:about ?to
} GROUP BY ?from ?to"""
_MEETS: Final = """
SELECT ?from ?to ?how WHERE {
  VALUES ?how { kg:participant kg:host }
  VALUES ?class { kg:Meeting kg:Visit }
  ?to a ?class ; ?how ?from
}"""
_KINDS: Final = {
    str(FOAF.Person): "Person",
    str(KG.State): "State",
    str(ORG.Organization): "Organization",
    str(SDO.Place): "Place",
    str(KG.DescribedSource): "Group",
    str(KG.Meeting): "Meeting",
    str(KG.Visit): "Visit",
}
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def claims(store: Store) -> Iterator[tuple[str, ...]]:
    """The rows of the table of claims, by article and order in it; empty where there is nothing."""
    named = _named(store)
    steps: dict[str, dict[int, dict[str, str]]] = {}
    for step in _rows(store, _STEPS):
        steps.setdefault(step["claim"], {})[int(step["index"])] = step
    rows = sorted(
        _rows(store, _CLAIMS),
        key=lambda row: (row["article"], int(row.get("order", "0")), row["claim"]),
    )
    for row in rows:
        own = steps.get(row["claim"], {})
        speaker = row["speaker"]
        kind, label = named.get(speaker, ("", "unknown" if speaker == str(KG.Unknown) else ""))
        others = (named.get(own[i]["agent"]) for i in sorted(own) if i > 0)
        first = own.get(0, {})
        yield (
            row["claim"], row["article"], speaker, label, kind, first.get("text", ""),
            first.get("spans", ""), first.get("cue", ""), first.get("cue_spans", ""),
            row["content"], row["spans"], row["mode"].rpartition("#")[2],
            row["attitude"].rpartition("#")[2], "; ".join(other[1] for other in others if other),
            row.get("embedded_in", ""), row.get("confidence", ""),
        )  # fmt: skip


def network(store: Store) -> nx.MultiDiGraph[str]:
    """Entities and meetings as nodes, who speaks about whom and who takes part as edges."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    named = _named(store)
    edges: Counter[tuple[str, str, str]] = Counter()
    for row in _rows(store, _ABOUT):
        edges[row["from"], row["to"], "speaks about"] += int(row["count"])
    for row in _rows(store, _MEETS):
        edges[row["from"], row["to"], row["how"].rpartition("#")[2]] += 1
    ends = {end for source, target, _ in edges for end in (source, target)}
    for node in sorted({*named, *ends}):
        kind, label = named.get(node, ("", "unknown" if node == str(KG.Unknown) else node))
        graph.add_node(node, label=_xml(label), kind=kind)
    for (source, target, relation), count in sorted(edges.items()):
        graph.add_edge(source, target, key=relation, relation=relation, count=count)
    return graph


def graphml(store: Store) -> Iterator[str]:
    """The network as GraphML."""
    out = io.BytesIO()
    # Not write_graphml, which takes lxml where there is one and lays the file out otherwise.
    nx.write_graphml_xml(network(store), out, prettyprint=True, named_key_ids=True)
    yield out.getvalue().decode("utf-8") + "\n"


def _named(store: Store) -> dict[str, tuple[str, str]]:
    """Kind and label of every entity and meeting."""
    found: dict[str, tuple[str, str]] = {}
    for row in sorted(_rows(store, _NAMED), key=lambda row: row["label"], reverse=True):
        kind = _KINDS.get(row["class"])
        if kind is not None:
            found[row["node"]] = (kind, row["label"])
    return found


def _rows(store: Store, query: str) -> Iterator[dict[str, str]]:
    for row in store.select(_PREFIXES + query):
        yield {name: lexical(term) for name, term in row.items() if term is not None}


def _xml(value: str) -> str:
    """The same for XML 1.0, which has no place for control characters."""
    return _NOT_XML.sub("\ufffd", value)
