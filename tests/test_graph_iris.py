"""IRIs: safe for whatever stands in an article, and the same for ever."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from kg.errors import UsageError
from kg.graph import iris
from kg.records import Claim, Span, Step
from tests.graph_samples import UNTIMED

BASE = iris.BASE
ANY = st.text(st.characters(), max_size=40)
SAFE = re.compile(r"https://newskg\.example/id/[A-Za-z0-9._~%/-]*")


def claim(*content: Span, source: tuple[Span, ...] = (), article: str = "a.txt") -> Claim:
    step = Step(source, (), None)
    return Claim(article, 0, content, (step,), "direct", "statement", Span(0, 9))


@UNTIMED
@given(ANY)
@example("../../etc/passwd")
@example("a b<script>alert(1)</script>")
@example("\ud800\x00\u202e\u2028")
@example("한국.html")
def test_an_iri_of_any_article_is_plain(name: str) -> None:
    for node in (iris.article(BASE, name), iris.article_graph(BASE, name), iris.role(BASE, name)):
        assert SAFE.fullmatch(node.value)
        assert "/." not in node.value
        assert f"<{node.value}>" == URIRef(node.value).n3()


@UNTIMED
@given(ANY, ANY)
def test_two_articles_have_two_iris(one: str, other: str) -> None:
    assume(one != other)
    assert iris.article(BASE, one) != iris.article(BASE, other)
    assert iris.role(BASE, one) != iris.role(BASE, other)


@UNTIMED
@given(ANY, ANY)
@example("person/..", "person/%2E%2E")
@example("person/a b", "person/a%20b")
@example("person/", "person")
def test_two_keys_have_two_iris(one: str, other: str) -> None:
    assume(one != other)
    first, second = iris.entity(BASE, one), iris.entity(BASE, other)
    assert first != second
    assert SAFE.fullmatch(first.value)


@UNTIMED
@given(ANY)
def test_an_entity_is_read_back_as_written(key: str) -> None:
    node = iris.entity(BASE, key)
    graph = Graph().parse(data=f"<{node.value}> a <{node.value}> .", format="turtle", publicID=BASE)
    assert {str(s) for s in graph.subjects()} == {node.value}


def test_iris_never_change() -> None:
    # The digits are part of the promise: a change of them breaks every address in use.
    assert iris.article(BASE, "000_x.txt").value == BASE + "article/000-x-txt-b51afd97"
    assert iris.entity(BASE, "person/jane-doe").value == BASE + "person/jane-doe"
    assert iris.role(BASE, "vice president").value == BASE + "role/vice-president"
    assert iris.role(BASE, "co-chair").value == BASE + "role/co-chair-c55b21ee"
    [node] = iris.claims(iris.article(BASE, "a.txt"), [claim(Span(1, 5), Span(7, 9))])
    assert node.value == BASE + "article/a-txt-18b7cb09/claim/8f0e45e7156f"


def test_a_claim_is_named_by_its_spans_not_its_place() -> None:
    of = iris.article(BASE, "a.txt")
    one, two = claim(Span(1, 5)), claim(Span(1, 5), source=(Span(6, 7),))
    assert iris.claims(of, [one, two]) == iris.claims(of, [two, one])[::-1]
    assert len({n.value for n in iris.claims(of, [one, two, one, one])}) == 4


def test_slugs() -> None:
    assert iris.slug("  Jürgen Böll-Kraus.TXT ") == "jurgen-boll-kraus-txt"
    assert iris.slug("뉴스") == "x"
    assert iris.slug("a" * 99) == "a" * 60


@pytest.mark.parametrize(
    "base", ["", "x", "https://a b/", "https://a/x", "urn:x:", "https://a/#", "javascript:1/"]
)
def test_a_bad_base_is_refused(base: str) -> None:
    with pytest.raises(UsageError, match="ends in a slash"):
        iris.check_base(base)


def test_addresses_from_outside() -> None:
    assert iris.web("javascript:alert(1)") is None
    assert iris.web("https://a.example/x y") is None
    assert iris.web("HTTPS://a.example/x") is not None
    assert iris.wikidata("Q42") is not None
    assert iris.wikidata("Q42> <x") is None
    assert iris.external("no address") is None
