"""The store on disk: made once, opened many times, and plain about what is wrong with it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import URIRef

from kg.errors import QueryError, StoreError, UsageError
from kg.graph import iris, triples
from kg.graph.marker import MARKER
from kg.graph.store import Store
from kg.graph.vocabulary import KG, RDF, RDFS
from tests.graph_samples import harbour, letter, resolution

# rdflib 7 uses its own deprecated Dataset and ConjunctiveGraph names inside itself.
pytestmark = pytest.mark.filterwarnings(
    "ignore:(Dataset|ConjunctiveGraph).* deprecated:DeprecationWarning"
)

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def made(tmp_path: Path) -> Path:
    path = tmp_path / "kg out" / "störe"
    with Store.create(path) as store:
        whole = resolution()
        store.load(triples.resolution_quads(whole))
        for extraction in (harbour(), letter()):
            store.load(triples.article_quads(extraction, whole))
    return path


def count(store: Store) -> int:
    [row] = store.select(COUNT)
    value = row["n"]
    assert isinstance(value, Literal)
    return int(value.value)


def test_what_was_written_is_there_after_reopening(made: Path) -> None:
    store = Store.open(made)
    whole = resolution()
    quads = set(triples.resolution_quads(whole))
    for extraction in (harbour(), letter()):
        quads |= set(triples.article_quads(extraction, whole))
    assert set(store.quads()) == quads
    assert len(store) == len(quads)
    assert [g.value.rpartition("/")[2].rpartition("-")[0] for g in store.graphs()][:2] == [
        "harbour-txt", "letter-2-html",
    ]  # fmt: skip


def test_a_query_sees_the_union_of_all_graphs(made: Path) -> None:
    # Claims and the names of those who made them are in different graphs.
    query = f"SELECT DISTINCT ?name {{ ?claim <{KG.speaker}>/<{RDFS.label}> ?name }}"
    rows = list(Store.open(made).select(query))
    assert {str(row["name"]) for row in rows} == {'"Ada Quill"', '"Norland"', '"analysts"'}


def test_forms_are_not_mixed_up(made: Path) -> None:
    store = Store.open(made)
    with pytest.raises(QueryError, match="SELECT"):
        store.select("ASK { }")
    with pytest.raises(QueryError, match="ASK"):
        store.ask("SELECT * { }")
    with pytest.raises(QueryError, match="CONSTRUCT"):
        store.construct("SELECT * { }")
    assert store.columns("SELECT ?b ?a { }") == ["b", "a"]
    assert store.query("ASK { }") is True


def test_unbound_variables_are_none() -> None:
    [row] = Store.in_memory().select("SELECT ?x (1 AS ?y) { }")
    assert row["x"] is None


def test_many_read_at_once_and_nobody_writes(made: Path) -> None:
    first, second = Store.open(made), Store.open(made)
    assert count(first) == count(second) > 0
    with pytest.raises(StoreError, match="read only"):
        first.load([])
    with pytest.raises(StoreError, match="read only"):
        first.drop_graph(NamedNode("http://a.example/"))


def test_an_article_can_be_taken_out_and_put_back(made: Path) -> None:
    with Store.open(made, read_only=False) as store:
        before = count(store)
        store.drop_graph(iris.article_graph(iris.BASE, "harbour.txt"))
        assert 0 < count(store) < before
        store.load(triples.article_quads(harbour(), resolution()))
        assert count(store) == before
    assert count(Store.open(made)) == before


def test_a_base_is_kept(tmp_path: Path) -> None:
    base = "https://archive.example/news/"
    Store.create(tmp_path / "s", base=base).close()
    assert Store.open(tmp_path / "s").base == base
    with pytest.raises(UsageError):
        Store.create(tmp_path / "t", base="nonsense")
    assert not (tmp_path / "t").exists()


def test_nothing_is_overwritten(made: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="exists already"):
        Store.create(made)
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(StoreError, match="exists already"):
        Store.create(file)


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store at"):
        Store.open(tmp_path / "nowhere")
    with pytest.raises(StoreError, match="not a store"):
        Store.open(tmp_path)


def test_another_format(made: Path) -> None:
    (made / MARKER).write_text(json.dumps({"format": 99, "base": iris.BASE}))
    with pytest.raises(StoreError, match=r"format 99.*build it again"):
        Store.open(made)
    (made / MARKER).write_text("{")
    with pytest.raises(StoreError, match="cannot be read"):
        Store.open(made)


def test_a_store_whose_making_was_broken_off(tmp_path: Path) -> None:
    path = tmp_path / "s"
    with pytest.raises(ZeroDivisionError), Store.create(path) as store:  # noqa: PT012 - both are meant
        store.load(triples.resolution_quads(resolution()))
        _ = 1 / 0
    with pytest.raises(StoreError, match="not finished"):
        Store.open(path)


def test_a_damaged_store(made: Path) -> None:
    (made / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="cannot be used"):
        Store.open(made)


def test_a_store_in_use_by_another_process(made: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", "import pyoxigraph, sys; s = pyoxigraph.Store(sys.argv[1]); "
         "print('held', flush=True); sys.stdin.read()", str(made)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        with pytest.raises(StoreError, match="in use by another process"):
            Store.open(made, read_only=False)
    finally:
        holder.communicate(b"")
    # And the failed attempt has not made it look unfinished.
    assert count(Store.open(made)) > 0


def test_closed_is_closed(made: Path) -> None:
    store = Store.open(made)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        count(store)


def test_more_quads_than_are_kept_waiting(tmp_path: Path) -> None:
    graph = NamedNode("http://a.example/g")
    with Store.create(tmp_path / "s") as store:
        for start in range(0, 120_000, 40_000):
            store.load(
                Quad(graph, graph, Literal(str(n)), graph) for n in range(start, start + 40_000)
            )
    assert count(Store.open(tmp_path / "s")) == 120_000


def test_rdflib_sees_the_whole_graph(made: Path) -> None:
    dataset = Store.open(made).rdflib_graph()
    claims = set(dataset.subjects(RDF.type, KG.Claim))
    assert len(claims) == 4
    rows = dataset.query("SELECT ?c { ?c a kg:Claim }")
    assert {row[0] for row in rows} == claims  # type: ignore[index]
    assert str(dataset.value(URIRef(iris.BASE + "state/norland"), KG.state)) == "None"
    assert {str(n) for p, n in dataset.namespaces() if p == "kg"} == {str(KG._NS)}
