"""Records as quads, against golden files and for any text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from kg.graph import iris, nodes, terms, triples
from kg.graph.vocabulary import KG, RDF, SDO
from kg.records import Claim, Entity, Extraction, Mention, Resolution, Span, Step, Tenure
from tests.graph_samples import HARBOUR, UNTIMED, article, harbour, letter, resolution

# rdflib 7 uses its own deprecated Dataset and ConjunctiveGraph names inside itself.
pytestmark = pytest.mark.filterwarnings(
    "ignore:(Dataset|ConjunctiveGraph).* deprecated:DeprecationWarning"
)

GOLDEN = Path(__file__).parent / "golden"
BASE = iris.BASE

# Anything that a file may hold, lone surrogates and NUL too.
TEXT = st.text(st.characters(), min_size=1, max_size=60)


def as_dataset(quads: Iterable[Quad]) -> dict[str, Graph]:
    """The named graphs by their IRI."""
    found: dict[str, Graph] = {}
    for quad in quads:
        graph = found.setdefault(terms.graph_name(quad), Graph())
        subject, predicate, value = map(
            terms.to_rdflib, (quad.subject, quad.predicate, quad.object)
        )
        graph.add((subject, predicate, value))
    return found


def values(quads: Iterable[Quad], subject: NamedNode, predicate: NamedNode) -> list[str]:
    return sorted(
        {terms.lexical(q.object) for q in quads if (q.subject, q.predicate) == (subject, predicate)}
    )


def all_quads() -> list[Quad]:
    whole = resolution()
    found = list(triples.resolution_quads(whole))
    for extraction in (harbour(), letter()):
        found += triples.article_quads(extraction, whole)
    return found


@pytest.mark.parametrize(
    ("name", "extraction"), [("harbour", harbour()), ("letter", letter()), ("resolution", None)]
)
def test_golden(name: str, extraction: Extraction | None) -> None:
    whole = resolution()
    quads = (
        triples.resolution_quads(whole)
        if extraction is None
        else triples.article_quads(extraction, whole)
    )
    [(graph, found)] = as_dataset(quads).items()
    expected = Graph().parse(GOLDEN / f"{name}.ttl", publicID=BASE)
    assert isomorphic(found, expected), sorted(found ^ expected)
    if extraction is None:
        assert graph == BASE + "graph/resolution"
    else:
        assert graph == iris.article_graph(BASE, extraction.article.id).value


def test_an_index_made_before_changes_nothing() -> None:
    whole = resolution()
    for extraction in (harbour(), letter()):
        direct = set(triples.article_quads(extraction, whole))
        assert direct == set(triples.article_quads(extraction, triples.index(whole)))


def test_no_blank_node_and_no_statement_outside_a_graph() -> None:
    for quad in all_quads():
        assert not isinstance(quad.graph_name, DefaultGraph)
        for term in (quad.subject, quad.predicate, quad.object):
            assert not isinstance(term, BlankNode)


def test_another_base_is_in_all_data_iris() -> None:
    base = "https://archive.example/news/"
    quads = list(triples.article_quads(harbour(), resolution(), base=base))
    quads += triples.resolution_quads(resolution(), base=base)
    assert not [q for q in quads if BASE in str(q)]
    assert all(terms.lexical(q.subject).startswith(base) for q in quads)


def test_every_passage_is_what_the_article_has_there() -> None:
    for extraction in (harbour(), letter()):
        check_passages(extraction, list(triples.article_quads(extraction, resolution())))


def check_passages(extraction: Extraction, quads: list[Quad]) -> None:
    passages = [q.subject for q in quads if q.object == nodes.PASSAGE]
    assert passages
    body = values(quads, iris.article(BASE, extraction.article.id), nodes.BODY)[0]
    assert len(body) == len(extraction.article.text)
    for passage in passages:
        assert isinstance(passage, NamedNode)
        position, quote = iris.part(passage, "position"), iris.part(passage, "quote")
        [start] = map(int, values(quads, position, nodes.START))
        [end] = map(int, values(quads, position, nodes.END))
        assert passage.value.endswith(f"/passage/{start}-{end}")
        assert values(quads, quote, nodes.EXACT) == [body[start:end]]
        assert values(quads, quote, nodes.PREFIX) == [body[max(0, start - 32) : start]]
        assert values(quads, quote, nodes.SUFFIX) == [body[end : end + 32]]


@UNTIMED
@given(data=st.data(), text=TEXT, name=TEXT)
@example(data=None, text='\x00\ud800\u2028"\\\n\r\t\u202e{}<script>', name="a\x00/../b c")
def test_any_text_survives(data: st.DataObject | None, text: str, name: str) -> None:
    start = 0 if data is None else data.draw(st.integers(0, len(text) - 1))
    end = len(text) if data is None else data.draw(st.integers(start + 1, len(text)))
    span = Span(start, end)
    extraction = Extraction(
        article=article(name, text, headline=span, byline=text, publisher=text, url=text),
        sentences=(span,),
        mentions=(Mention(name, span, span, text[start:end], "Person", "name", 0),),
        claims=(
            Claim(name, 0, (span,), (Step((span,), (span,), span),), "direct", "statement", span),
        ),
        meetings=(),
        offices=(),
    )
    quads = list(triples.article_quads(extraction, Resolution((), ())))
    check_passages(extraction, quads)
    # What is written as N-Quads is read back as it was, by another parser too.
    written = "".join(f"{quad} .\n" for quad in quads)
    assert set(parse(written.encode(), RdfFormat.N_QUADS)) == set(quads)
    kept = text.replace("\x00", "\ufffd")
    kept = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in kept)
    node = iris.article(BASE, name)
    assert values(quads, node, nodes.BODY) == [kept]
    assert values(quads, node, nodes.CREATOR) == [kept]


def test_a_speaker_whom_nobody_names_stays_unknown() -> None:
    quads = list(triples.article_quads(letter(), resolution()))
    of = iris.article(BASE, "letter 2.html")
    analysts, nobody = iris.claims(of, letter().claims)
    assert values(quads, analysts, nodes.SPEAKER) == [BASE + "group/letter-2/analysts"]
    assert values(quads, nobody, nodes.SPEAKER) == [str(KG.Unknown)]
    [step] = values(quads, nobody, nodes.STEP)
    assert values(quads, NamedNode(step), nodes.AGENT) == [str(KG.Unknown)]
    assert values(quads, NamedNode(step), nodes.STEP_INDEX) == ["0"]


def test_a_claim_inside_a_claim_and_its_steps() -> None:
    quads = list(triples.article_quads(harbour(), resolution()))
    outer, inner = iris.claims(iris.article(BASE, "harbour.txt"), harbour().claims)
    assert values(quads, outer, nodes.EMBEDS) == [inner.value]
    assert values(quads, inner, nodes.EMBEDS) == []
    assert values(quads, outer, nodes.STEP) == [f"{outer.value}/step/0", f"{outer.value}/step/1"]
    last = NamedNode(f"{outer.value}/step/1")
    assert values(quads, last, nodes.AGENT) == [str(KG.Unknown)]
    assert values(quads, last, nodes.SOURCE_TEXT) == ["Coast Wire"]
    [ranges] = values(quads, outer, nodes.CONTENT_RANGES)
    start, end = map(int, ranges.split("-"))
    assert values(quads, outer, nodes.CONTENT) == [HARBOUR[start:end]]


def test_pieces_of_a_claim_are_joined_and_each_is_evidence() -> None:
    first, second = Span(0, 4), Span(8, 14)
    step = Step((Span(15, 21),), (Span(23, 25), Span(29, 32)), None)
    claim = Claim("a", 0, (first, second), (step,), "direct", "belief", Span(0, 36))
    text = "Here we stand, thought of by any one"
    extraction = Extraction(article("a", text), (), (), (claim,), (), ())
    quads = list(triples.article_quads(extraction, Resolution((), ())))
    [node] = iris.claims(iris.article(BASE, "a"), [claim])
    assert values(quads, node, nodes.CONTENT) == ["Here stand,"]
    assert values(quads, node, nodes.CONTENT_RANGES) == ["0-4;8-14"]
    assert len(values(quads, node, nodes.EVIDENCE)) == 2
    first_step = iris.numbered(node, "step", 0)
    assert values(quads, first_step, nodes.CUE) == ["of any"]
    assert len(values(quads, first_step, nodes.EVIDENCE)) == 3


def test_reports_of_one_meeting_say_each_their_own() -> None:
    quads = all_quads()
    meeting = BASE + "meeting/ada-quill-tom-reed-2019-04-30"
    reports = [q.subject for q in quads if q.predicate == nodes.REPORTS]
    assert {terms.lexical(q.object) for q in quads if q.predicate == nodes.REPORTS} == {meeting}
    first = iris.numbered(iris.article(BASE, "harbour.txt"), "meeting", 0)
    second = iris.numbered(iris.article(BASE, "letter 2.html"), "meeting", 3)
    assert reports == [first, second]
    assert values(quads, first, nodes.TIME_EXPRESSION) == ["on Tuesday"]
    assert values(quads, second, nodes.TIME_EXPRESSION) == []


def test_what_is_no_identifier_or_address_is_not_made_into_an_iri() -> None:
    quads = all_quads()
    assert values(quads, NamedNode(BASE + "state/sudland"), nodes.SAME_AS) == []
    assert values(quads, NamedNode(BASE + "state/norland"), nodes.SAME_AS) == [
        "http://www.wikidata.org/entity/Q1", "https://states.example/no",
    ]  # fmt: skip
    bad = dataclasses.replace(
        harbour(), article=dataclasses.replace(harbour().article, url="javascript:x()")
    )
    [url] = [q.object for q in triples.article_quads(bad, resolution()) if q.predicate == nodes.URL]
    assert url == Literal("javascript:x()")


def test_nothing_points_to_an_entity_that_is_not_there() -> None:
    lone = Entity("organization/wire", "Organization", "Wire", (), (), state="state/atlantis",
                  doubtful=("organization/cable",))  # fmt: skip
    found = {q.predicate for q in triples.resolution_quads(Resolution((lone,), ()))}
    assert found == {nodes.TYPE, nodes.LABEL, nodes.ARTICLE_COUNT, nodes.MENTION_COUNT}


def test_the_record_of_a_run_has_the_only_clock() -> None:
    start = datetime(2024, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=2)))
    quads = list(
        triples.run_quads([harbour().article.id], started=start, ended=start.astimezone(UTC))
    )
    assert {terms.graph_name(q) for q in quads} == {BASE + "graph/runs"}
    run = quads[0].subject
    assert isinstance(run, NamedNode)
    assert (
        values(quads, run, nodes.STARTED)
        == values(quads, run, nodes.ENDED)
        == ["2024-05-06T05:08:09Z"]
    )
    assert values(quads, run, NamedNode(RDF.type)) == [str(KG.ExtractionRun)]
    assert not [q for q in all_quads() if "dateTime" in str(q)]


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2019", "gYear"),
        ("2019-05", "gYearMonth"),
        ("2019-05-04", "date"),
        ("2019-02-30", "string"),
        ("2019-13", "string"),
        ("20190504", "string"),
        ("", "string"),
        ("٢٠١٩", "string"),
    ],
)
def test_dates_keep_their_precision(value: str, datatype: str) -> None:
    found = terms.calendar(value)
    assert (found.value, found.datatype.value.rpartition("#")[2]) == (value, datatype)


def test_numbers_have_one_form() -> None:
    assert [terms.decimal(x).value for x in (1.0, 0.87, 0.1 + 0.2, 0.0, -0.0, 1e-9)] == [
        "1",
        "0.87",
        "0.3",
        "0",
        "0",
        "0",
    ]
    with pytest.raises(ValueError, match="nan"):
        terms.decimal(float("nan"))


@UNTIMED
@given(st.one_of(st.booleans(), st.integers(), st.text(st.characters(exclude_categories=["Cs"]))))
def test_python_values_come_back(value: bool | int | str) -> None:
    expected = value.replace("\x00", "\ufffd") if isinstance(value, str) else value
    assert terms.to_python(terms.term(value)) == expected


def test_rdflib_gets_the_same_terms() -> None:
    data = "".join(f"{quad} .\n" for quad in all_quads())
    theirs = Dataset()
    theirs.parse(data=data, format="nquads")
    for name, graph in as_dataset(all_quads()).items():
        assert set(graph) == set(theirs.graph(name))
    articles = theirs.quads((None, RDF.type, SDO.NewsArticle, None))
    assert len(list(articles)) == 2


@pytest.mark.parametrize(
    ("tenure", "published", "how", "date"),
    [
        ("current", "2019-05-04", "inside", "inXSDDate"),
        ("former", "2019-05", "before", "inXSDgYearMonth"),
        ("late", "2019", "before", "inXSDgYear"),
        ("future", "2019-05-04", "after", "inXSDDate"),
    ],
)
def test_an_office_is_held_as_of_the_articles_date(
    tenure: Tenure, published: str, how: str, date: str
) -> None:
    extraction = harbour()
    dated = dataclasses.replace(extraction.article, published=published)
    held = dataclasses.replace(extraction.offices[0], tenure=tenure)
    made = dataclasses.replace(extraction, article=dated, offices=(held,))
    found = [(q.predicate.value, terms.lexical(q.object))
             for q in triples.article_quads(made, resolution())]  # fmt: skip
    time = "http://www.w3.org/2006/time#"
    assert [p for p, _ in found if p == f"{time}{how}"]
    assert (f"{time}{date}", published) in found
    undated = dataclasses.replace(made, article=dataclasses.replace(dated, published=None))
    quads = triples.article_quads(undated, resolution())
    assert not [q for q in quads if q.predicate.value.startswith(time)]


def test_a_described_source_is_a_member_of_its_organisation() -> None:
    whole = resolution()
    entities = (
        msgspec.structs.replace(whole.entities[0], organization="organization/institute"),
        Entity("organization/institute", "Organization", "Institute", (), ()),
        *whole.entities[1:],
    )
    quads = list(triples.resolution_quads(dataclasses.replace(whole, entities=entities)))
    analysts = iris.entity(BASE, whole.entities[0].key)
    assert values(quads, analysts, nodes.MEMBER_OF) == [
        iris.entity(BASE, "organization/institute").value
    ]
    assert not values(list(triples.resolution_quads(whole)), analysts, nodes.MEMBER_OF)
