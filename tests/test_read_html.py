"""Pages: what is taken for the article, what the page declares, and hostile markup."""

from __future__ import annotations

import pytest

from kg.read import read_bytes
from kg.read.html import looks_like_html
from kg.records import Article, Failure

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="{charset}">
<title>Minister visits Oslo - The Gazette</title>
<meta property="og:site_name" content="The Gazette"><meta name="author" content="Jane Doe">
<link rel="canonical" href="https://gazette.example/a">{head}</head>
<body><nav><a href="/">Home</a><a href="/w">World</a></nav>
<article><h1>Minister visits Oslo</h1>
<p>OSLO (Reuters) - The minister’s aide said on Monday that <b>talks</b>
went <a href="x">well</a>.</p>
<h2>Background</h2>
<p>Two states signed a treaty in 1990 and have met each year since then, officials say.</p>
<ul><li>First point about trade</li><li>Second point about fish</li></ul>
<blockquote>We are glad of it, she said.</blockquote>
<p>Nobody else spoke at the ceremony, which was held in the old harbour of the city.</p></article>
<footer>© 2018 The Gazette</footer></body></html>"""


def page(*, head: str = "", charset: str = "utf-8", encoding: str = "utf-8") -> Article:
    data = PAGE.format(head=head, charset=charset).encode(encoding)
    (found,) = read_bytes(data, name="page.html")
    assert isinstance(found, Article), found
    return found


def test_a_page() -> None:
    article = page()
    lines = article.text.split("\n\n")
    assert lines[0] == "Minister visits Oslo"
    assert lines[1].startswith(
        "OSLO (Reuters) - The minister’s aide said on Monday that talks went well."
    )
    kinds = {article.text[b.span.start : b.span.end]: b.kind for b in article.blocks}
    assert kinds["Minister visits Oslo"] == "headline"
    assert kinds["Background"] == "subheading"
    assert kinds["First point about trade"] == "list-item"
    assert kinds["We are glad of it, she said."] == "paragraph"
    assert "Home" not in article.text
    assert article.headline is not None
    assert article.dateline_place == "OSLO"
    assert article.publisher == "The Gazette"
    assert article.byline == "Jane Doe"
    assert article.url == "https://gazette.example/a"


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2018-05-03T10:00:00Z">',
        "<meta content='2018-05-03' itemprop='datePublished'>",
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2018-05-03"}]}</script>',
        '<script type="application/ld+json">{broken "datePublished": "2018-05-03"</script>',
    ],
)  # fmt: skip
def test_the_declared_date(head: str) -> None:
    assert page(head=head).published == "2018-05-03"


def test_a_date_of_change_is_not_one_of_publication() -> None:
    head = '<meta property="article:modified_time" content="2018-05-04T10:00:00Z">'
    assert page(head=head).published is None


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("iso-8859-1", "cp1252"), ("utf-8", "cp1252"),
     ("utf-8", "utf-16"), ("utf-8", "utf-8-sig")],
)  # fmt: skip
def test_encodings(charset: str, encoding: str) -> None:
    assert "The minister’s aide" in page(charset=charset, encoding=encoding).text


def test_an_xml_prolog_does_no_harm() -> None:
    data = (
        b'<?xml version="1.0" encoding="utf-16"?>' + PAGE.format(head="", charset="utf-8").encode()
    )
    (found,) = read_bytes(data, name="page.htm")
    assert isinstance(found, Article)


@pytest.mark.parametrize(
    "markup",
    [
        "<html><body><a href='x'>Home</a></body></html>", "<html></html>", "<!-- -->",
        "<div>" * 50_000 + "hello", "<p " + "a=1 " * 50_000 + ">x", "<" * 100_000,
        "<!--" * 50_000, "&" * 100_000, "<table>" * 5_000, "<b>" * 20_000 + "x" + "</b>" * 20_000,
        "<script type='application/ld+json'>" + "[" * 50_000, "<meta " * 20_000,
    ],
)  # fmt: skip
def test_pages_without_an_article_are_told(markup: str) -> None:
    (found,) = read_bytes(markup.encode(), name="page.html")
    assert isinstance(found, Failure)
    assert found.source == "page.html"


def test_a_huge_page_is_refused() -> None:
    (found,) = read_bytes(b"<p>" + b"a " * 6_000_000, name="page.html")
    assert isinstance(found, Failure)
    assert "one may have" in found.reason


def test_twice_the_same() -> None:
    assert page() == page()


def test_sniffing() -> None:
    assert looks_like_html(b"\n<!-- x --><!DOCTYPE html><html>")
    assert not looks_like_html(b"<tweet> he said")
    assert not looks_like_html(b"The minister <b>said</b>")
