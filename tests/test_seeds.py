"""The five seeds, and made-up articles, the whole way: what leaves kg leads back to the text."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset
from rdflib.compare import isomorphic

from kg.annotate import Pipeline, load_pipeline
from kg.answer import library
from kg.evaluate import claim_scores
from kg.extract import Gazetteer, extract
from kg.gold import load_gold
from kg.graph.export import write
from kg.graph.gazetteer import load_gazetteer
from kg.graph.store import Store
from kg.graph.triples import article_quads
from kg.graph.validate import validate
from kg.read import read_bytes
from kg.records import Article, Span
from kg.resolve import resolve

PASSAGES = """
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX schema: <https://schema.org/>
SELECT ?article ?start ?end ?exact WHERE {
  ?passage oa:hasSource/schema:identifier ?article ; oa:hasSelector ?place, ?words .
  ?place oa:start ?start ; oa:end ?end . ?words oa:exact ?exact . }
"""
CONTRACT = {
    "claims": "claim article speaker speaker_label speaker_type speaker_text speaker_spans cue"
    " cue_spans content spans mode attitude via embedded_in confidence",
    "meetings": "meeting label participants states place start end status articles",
    "entities": "entity label type aliases articles",
    "offices": "person person_label role of_label article spans",
}


@pytest.fixture(scope="module")
def store(seeds_graph: Path) -> Iterator[Store]:
    with Store.open(seeds_graph / "store") as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    return {p.name: p.read_bytes().decode("utf-8") for p in (root / "seeds").iterdir()}


def rows(store: Store, name: str) -> list[dict[str, Any]]:
    return list(library.run(library.find(name), store).rows)


def cut(text: str, spans: str | None) -> str:
    pieces = [tuple(map(int, s.split("-"))) for s in (spans or "").split(";") if s]
    return " ".join(text[a:b] for a, b in pieces)


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_the_columns_other_programs_rely_on(store: Store, name: str) -> None:
    table = library.run(library.find(name), store)
    assert set(CONTRACT[name].split()) <= set(table.columns)
    assert len(table.rows) > 5


def test_every_span_of_a_claim_cuts_its_words_from_the_file(
    store: Store, texts: dict[str, str]
) -> None:
    found = rows(store, "claims")
    assert {row["article"] for row in found} == set(texts)
    for row in found:
        text = texts[row["article"]]
        assert cut(text, row["spans"]) == row["content"]
        assert cut(text, row["speaker_spans"]) == (row["speaker_text"] or "")
        assert cut(text, row["cue_spans"]) == (row["cue"] or "")


def test_every_passage_is_exact(store: Store, texts: dict[str, str]) -> None:
    found = list(store.select(PASSAGES))
    assert len(found) > 500
    for row in found:
        start, end = (int(row[k].value) for k in ("start", "end"))  # type: ignore[union-attr]  # bound
        assert texts[row["article"].value][start:end] == row["exact"].value  # type: ignore[union-attr]


def test_it_conforms(store: Store) -> None:
    assert validate(store) == []


def test_no_statement_is_in_two_graphs(store: Store) -> None:
    # An engine that shows the union of all graphs gives such a statement once for each of them.
    told = Counter((quad.subject, quad.predicate, quad.object) for quad in store.quads())
    assert [triple for triple, graphs in told.items() if graphs > 1] == []


@pytest.mark.skipif(shutil.which("rapper") is None, reason="raptor2-utils is not installed")
def test_rapper_reads_the_turtle_without_a_word(seeds_graph: Path) -> None:
    command = ["rapper", "-q", "-c", "-i", "turtle", str(seeds_graph / "graph.ttl")]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_trig_to_quads_and_back(store: Store, tmp_path: Path) -> None:
    write(store, tmp_path / "a.trig", format="trig")
    first = pyoxigraph.Store()
    first.load(path=tmp_path / "a.trig", format=pyoxigraph.RdfFormat.TRIG)
    first.dump(tmp_path / "b.nq", pyoxigraph.RdfFormat.N_QUADS)
    second = pyoxigraph.Store()
    second.load(path=tmp_path / "b.nq", format=pyoxigraph.RdfFormat.N_QUADS)
    assert set(first) == set(second)  # there are no blank nodes, so equal is isomorphic
    one = next(iter(sorted(g.value for g in first.named_graphs())))
    graphs = []
    for quads in (first, second):
        data = Dataset()
        triples = quads.dump(
            format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.NamedNode(one)
        )
        graphs.append(data.graph(one).parse(data=triples, format="nt"))
    assert isomorphic(*graphs)


def test_the_annotated_seeds_are_read_well_enough(store: Store, gold_folder: Path) -> None:
    gold = load_gold(gold_folder / "seeds-001-003.json")
    scores = claim_scores(gold, rows(store, "claims"))
    assert scores.recall >= 0.85
    assert scores.precision >= 0.65
    assert scores.speaker >= 0.9


WORDS = st.sampled_from(
    [
        "The mayor said", "“We will go,”", "she told reporters", "according to", "Ann Lee", "\n\n",
        "North Korea", "wants", "to meet", "President Ruiz", "on Tuesday", "in Oslo", ".", ",", '"',
        "that", "the talks", "had failed", "🗞", "\u202e", "<script>", "naïve", "\r\n", "\t", "’s",
        "Photo: Reuters", "By Jo Day", "SEOUL, March 28 (Yonhap) --", "and", "was quoted as saying",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def tools() -> tuple[Pipeline, Gazetteer]:
    return load_pipeline(), Gazetteer(load_gazetteer())


@settings(deadline=None, max_examples=60)
@given(words=st.lists(WORDS, min_size=1, max_size=60))
def test_spans_of_made_up_articles(tools: tuple[Pipeline, Gazetteer], words: list[str]) -> None:
    pipeline, gazetteer = tools
    text = " ".join(words)
    article = read_bytes(text.encode("utf-8"), name="made-up.txt")[0]
    if not isinstance(article, Article):
        return
    doc = next(pipeline.annotate([article]))
    extraction = extract(doc, gazetteer=gazetteer)
    spans: list[Span] = [m.span for m in extraction.mentions]
    for claim in extraction.claims:
        spans += [*claim.content, claim.sentence, *claim.about]
        spans += [s for step in claim.steps for s in (*step.source, *step.cue)]
    spans += [m.evidence for m in extraction.meetings] + [o.evidence for o in extraction.offices]
    assert all(0 <= s.start < s.end <= len(article.text) for s in spans)
    for mention in extraction.mentions:
        assert article.text[mention.span.start : mention.span.end] == mention.text
    resolution = resolve([extraction], gazetteer=gazetteer)
    store = Store.in_memory()
    store.load(article_quads(extraction, resolution))
    for row in store.select(PASSAGES):
        start, end = (int(row[k].value) for k in ("start", "end"))  # type: ignore[union-attr]  # bound
        assert article.text[start:end] == row["exact"].value  # type: ignore[union-attr]
