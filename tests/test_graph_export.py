"""The graph written out: the same bytes for the same graph, and the same graph from the bytes."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.errors import UsageError
from kg.graph import iris, nodes, syntax, terms, triples
from kg.graph.export import FORMATS, MEDIA_TYPES, export, write
from kg.graph.store import Store
from kg.graph.tables import CLAIM_COLUMNS
from kg.graph.vocabulary import KG
from tests.graph_samples import HARBOUR, UNTIMED, harbour, letter, resolution

# rdflib 7 uses its own deprecated Dataset and ConjunctiveGraph names inside itself.
pytestmark = pytest.mark.filterwarnings(
    "ignore:(Dataset|ConjunctiveGraph).* deprecated:DeprecationWarning"
)

BASE = iris.BASE
NOW = datetime(2024, 5, 6, tzinfo=UTC)
HOSTILE = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
        st.sampled_from("\"'\\\n\r\t\x0b\x0c\x1c\x7f\x85\u200f\u202e\u2028\u2029\ufeff{}<>🗞"),
    ),
    max_size=40,
)
LITERALS = st.one_of(
    HOSTILE.map(Literal),
    st.builds(lambda text: Literal(text, language="en-GB"), HOSTILE),
    st.integers().map(terms.integer),
    st.booleans().map(terms.term),
    st.floats(-1e6, 1e6).map(terms.decimal),
    st.dates().map(lambda day: terms.calendar(day.isoformat())),
    st.builds(lambda text: Literal(text, datatype=NamedNode(BASE + "type")), HOSTILE),
    # Not what their datatype has: must not be written as bare numbers.
    st.builds(
        lambda text, of: Literal(text, datatype=of),
        st.sampled_from(["", "x", "1 .", "TRUE", "1e3"]),
        st.sampled_from([terms.INTEGER, terms.DECIMAL, terms.BOOLEAN]),
    ),
)
IRIS = st.one_of(
    HOSTILE.map(lambda key: iris.entity(BASE, key)),
    st.sampled_from(
        [
            BASE,
            BASE + "a",
            BASE + "a/b",
            BASE + "a-b",
            BASE + "./x",
            BASE + "../x",
            BASE + "a//b",
            BASE + "a:b",
            BASE + "//x",
            BASE + "?q",
            BASE + "#f",
            BASE + "a.",
            BASE[:-1],
            str(KG.Claim),
            str(KG._NS),
            "https://schema.org/a/b",
            "https://schema.org/a.b",
            "https://schema.org/1",
            "urn:x:y",
            "mailto:a@b.example",
            "http://ex.example/ü-\u4e2d",
        ]
    ).map(NamedNode),
)
QUADS = st.builds(Quad, IRIS, IRIS, st.one_of(LITERALS, IRIS), IRIS)


def filled(quads: Iterable[Quad]) -> Store:
    store = Store.in_memory()
    store.load(quads)
    return store


def sample(order: Callable[[list[Quad]], Iterable[Quad]] = list) -> Store:
    whole = resolution()
    quads = list(triples.resolution_quads(whole))
    for extraction in (harbour(), letter()):
        quads += triples.article_quads(extraction, whole)
    quads += triples.run_quads(
        [e.article.id for e in (harbour(), letter())], started=NOW, ended=NOW
    )
    return filled(order(quads))


def written(store: Store, format: str, *, text: bool = True) -> bytes:
    out = io.BytesIO()
    export(store, out, format=format, text=text)
    return out.getvalue()


def union(store: Store) -> set[tuple[object, ...]]:
    runs = iris.runs_graph(store.base)
    return {(q.subject, q.predicate, q.object) for q in store.quads() if q.graph_name != runs}


def read_by_rdflib(data: bytes, format: str) -> Graph:
    return Graph().parse(data=data, format=format, publicID="http://elsewhere.example/")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_graph_gives_the_same_bytes(format: str) -> None:
    first = written(sample(), format)
    assert first == written(sample(lambda quads: quads[::-1]), format)
    assert first == written(sample(lambda quads: quads + quads), format)
    assert first.endswith(b"\n")
    assert format in MEDIA_TYPES


@pytest.mark.parametrize("format", ["ttl", "trig", "jsonld", "graphml", "csv"])
def test_the_same_bytes_whatever_the_hash_seed(format: str) -> None:
    script = (
        "import sys; from tests.test_graph_export import sample, written; "
        f"sys.stdout.buffer.write(written(sample(), {format!r}))"
    )
    root = Path(__file__).resolve().parent.parent
    found = set()
    for seed in ("0", "4242"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=root, env=env, capture_output=True, check=True
        )
        found.add(done.stdout)
    assert found == {written(sample(), format)}


@pytest.mark.parametrize(
    ("format", "kind"), [("ttl", RdfFormat.TURTLE), ("nt", RdfFormat.N_TRIPLES)]
)
@UNTIMED
@given(quads=st.lists(QUADS, max_size=8))
def test_one_graph_comes_back(format: str, kind: RdfFormat, quads: list[Quad]) -> None:
    store = filled(quads)
    data = written(store, format)
    assert {(q.subject, q.predicate, q.object) for q in parse(data, kind)} == union(store)


@pytest.mark.parametrize(("format", "kind"), [("trig", RdfFormat.TRIG), ("nq", RdfFormat.N_QUADS)])
@UNTIMED
@given(quads=st.lists(QUADS, max_size=8))
def test_named_graphs_come_back(format: str, kind: RdfFormat, quads: list[Quad]) -> None:
    store = filled(quads)
    assert set(parse(written(store, format), kind)) == set(store.quads())


@UNTIMED
@given(HOSTILE, HOSTILE)
@example("</script><script>alert(1)</script>", "\u202e\ufeff\\u0022")
def test_rdflib_reads_turtle_and_jsonld_alike(text: str, key: str) -> None:
    node = iris.entity(BASE, key)
    quads = [
        Quad(node, nodes.LABEL, Literal(text), node),
        Quad(node, nodes.TYPE, node, node),
        Quad(node, nodes.ORDER, terms.integer(7), node),
        Quad(node, nodes.CONFIDENCE, terms.decimal(0.5), node),
        Quad(node, nodes.NEGATED, terms.TRUE, node),
        Quad(node, nodes.PUBLISHED, terms.calendar("2019-05"), node),
    ]
    store = filled(quads)
    plain = {tuple(map(terms.to_rdflib, (q.subject, q.predicate, q.object))) for q in quads}
    assert set(read_by_rdflib(written(store, "ttl"), "turtle")) == plain
    assert set(read_by_rdflib(written(store, "jsonld"), "json-ld")) == plain


def test_all_formats_of_one_graph_say_the_same() -> None:
    store = sample()
    ttl = read_by_rdflib(written(store, "ttl"), "turtle")
    assert len(ttl) == len(union(store))
    assert isomorphic(ttl, read_by_rdflib(written(store, "nt"), "nt"))
    assert isomorphic(ttl, read_by_rdflib(written(store, "jsonld"), "json-ld"))


def test_trig_to_nquads_and_back() -> None:
    store = sample()
    trig = set(parse(written(store, "trig"), RdfFormat.TRIG))
    again = filled(trig)
    assert written(again, "nq") == written(store, "nq")
    assert written(filled(parse(written(again, "nq"), RdfFormat.N_QUADS)), "trig") == written(
        store, "trig"
    )
    theirs = Dataset()
    theirs.parse(data=written(store, "trig"), format="trig")
    assert len([q for q in theirs.quads() if q[3] is not None]) == len(trig)


@pytest.mark.parametrize("format", FORMATS)
def test_the_clock_stays_in_the_store(format: str) -> None:
    data = written(sample(), format)
    assert b"dateTime" not in data
    assert b"ExtractionRun" not in data
    assert b"/run/" not in data


@pytest.mark.parametrize("format", ["ttl", "trig", "nq", "nt", "jsonld"])
def test_the_articles_text_can_be_left_out(format: str) -> None:
    whole, without = written(sample(), format), written(sample(), format, text=False)
    assert b"articleBody" in whole
    assert b"articleBody" not in without
    assert b"textSha256" in without
    assert len(union(sample())) - 2 == len(
        union(filled(q for q in sample().quads() if q.predicate != nodes.BODY))
    )


@pytest.mark.parametrize("format", ["nq", "nt"])
def test_lines_are_sorted(format: str) -> None:
    lines = written(sample(), format).splitlines()
    assert lines == sorted(set(lines))


def test_turtle_is_for_people_too() -> None:
    text = written(sample(), "ttl").decode()
    assert text.startswith("@base <https://newskg.example/id/> .\n@prefix ")
    assert (
        "\n<state/norland>\n    a schema:Country, org:FormalOrganization, kg:State ;\n" in text
        or ("\n<state/norland>\n    a org:FormalOrganization" in text)
    )
    assert 'rdfs:label "Norland" ;' in text
    assert "kg:confidence 0.875 ;" in text
    assert "kg:stepIndex 0 .\n" in text
    subjects = [line for line in text.split("\n") if line.startswith("<")]
    assert subjects == sorted(subjects, key=lambda line: line[1:-1])
    assert HARBOUR.replace("\n", "\\n") in text


def test_prefixes_are_those_of_whole_names_only() -> None:
    assert syntax.short_iri(str(KG.Claim), base=BASE) == "kg:Claim"
    assert syntax.short_iri("https://schema.org/a/b", base=BASE) == "<https://schema.org/a/b>"
    assert syntax.short_iri(BASE + "person/x", base=BASE) == "<person/x>"
    assert syntax.short_iri(BASE + "person/../x", base=BASE) == f"<{BASE}person/../x>"


@pytest.mark.skipif(shutil.which("rapper") is None, reason="raptor2-utils is not installed")
@pytest.mark.parametrize(
    ("format", "theirs"),
    [("ttl", "turtle"), ("trig", "trig"), ("nt", "ntriples"), ("nq", "nquads")],
)
def test_rapper_reads_it_without_a_word(format: str, theirs: str, tmp_path: Path) -> None:
    hostile = "\x01\x0b\x0c\x1f\"\\\n\r\t\u202e\u2028\ufeff\ufffe\uffff{}<script>'''🗞"
    store = sample()
    graph = NamedNode(BASE + "graph/hostile")
    store.load(
        [Quad(iris.entity(BASE, "person/" + hostile), nodes.LABEL, terms.text(hostile), graph)]
    )
    path = tmp_path / f"graph.{format}"
    write(store, path, format=format)
    done = subprocess.run(
        ["rapper", "-q", "-c", "-i", theirs, str(path)], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_a_store_opened_to_be_read_only(tmp_path: Path) -> None:
    with Store.create(tmp_path / "s") as store:
        store.load(sample().quads())
    reader = Store.open(tmp_path / "s")
    for format in FORMATS:
        assert written(reader, format) == written(sample(), format)


def test_an_empty_graph_is_still_a_file_of_its_kind() -> None:
    store = Store.in_memory()
    for format in ("ttl", "trig", "nt", "nq"):
        assert list(parse(written(store, format), RdfFormat.from_extension(format))) == []
    assert len(read_by_rdflib(written(store, "jsonld"), "json-ld")) == 0
    assert written(store, "csv").decode() == ",".join(CLAIM_COLUMNS) + "\n"
    assert len(nx.read_graphml(io.BytesIO(written(store, "graphml")))) == 0


def test_an_unknown_format() -> None:
    with pytest.raises(UsageError, match="ttl, trig"):
        written(Store.in_memory(), "rdfxml")


def claim_rows(store: Store) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written(store, "csv").decode(), newline="")))


def test_the_table_of_claims() -> None:
    rows = claim_rows(sample())
    assert [(row["article"], row["speaker_label"], row["speaker_type"]) for row in rows] == [
        ("harbour.txt", "Ada Quill", "Person"),
        ("harbour.txt", "Norland", "State"),
        ("letter 2.html", "analysts", "Group"),
        ("letter 2.html", "unknown", ""),
    ]
    first, second = rows[:2]
    assert tuple(first) == CLAIM_COLUMNS
    assert (first["mode"], first["attitude"], first["cue"]) == ("mixed", "statement", "said")
    assert first["speaker_text"] == "President Ada Quill"
    start, end = map(int, first["spans"].split("-"))
    assert HARBOUR[start:end] == first["content"]
    assert second["embedded_in"] == first["claim"]
    assert (first["confidence"], second["confidence"]) == ("0.875", "1")


def test_the_table_names_who_passed_a_claim_on() -> None:
    store = sample()
    claim = iris.claims(iris.article(BASE, "harbour.txt"), harbour().claims)[0]
    graph = iris.article_graph(BASE, "harbour.txt")
    step = iris.numbered(claim, "step", 2)
    store.load(
        [
            Quad(claim, nodes.STEP, step, graph),
            Quad(step, nodes.STEP_INDEX, terms.integer(2), graph),
            Quad(step, nodes.AGENT, iris.entity(BASE, "person/tom-reed"), graph),
        ]
    )
    assert claim_rows(store)[0]["via"] == "Tom Reed"


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(word: str) -> None:
    store = sample()
    claim = iris.claims(iris.article(BASE, "harbour.txt"), harbour().claims)[0]
    graph = iris.article_graph(BASE, "harbour.txt")
    other = filled(q for q in store.quads() if (q.subject, q.predicate) != (claim, nodes.CONTENT))
    other.load([Quad(claim, nodes.CONTENT, terms.text(word), graph)])
    assert claim_rows(other)[0]["content"] == "'" + word


def test_the_network_of_actors() -> None:
    store = sample()
    bad = "\x0b\x00 & <b>"
    store.load(
        [
            Quad(
                NamedNode(BASE + "person/bad"),
                nodes.TYPE,
                nodes.ENTITY_TYPES["Person"][0],
                iris.resolution_graph(BASE),
            ),
            Quad(
                NamedNode(BASE + "person/bad"),
                nodes.LABEL,
                terms.text(bad),
                iris.resolution_graph(BASE),
            ),
        ]
    )
    graph = nx.read_graphml(io.BytesIO(written(store, "graphml")), force_multigraph=True)
    assert graph.nodes[BASE + "person/bad"] == {"label": "\ufffd\ufffd & <b>", "kind": "Person"}
    edges = {
        (a.rpartition("/")[2], b.rpartition("/")[2], d["relation"], d["count"])
        for a, b, d in graph.edges(data=True)
    }
    meeting = "ada-quill-tom-reed-2019-04-30"
    assert edges == {
        ("ada-quill", "norland", "speaks about", 1),
        ("analysts", "norland", "speaks about", 1),
        ("ada-quill", meeting, "participant", 1),
        ("tom-reed", meeting, "participant", 1),
    }
