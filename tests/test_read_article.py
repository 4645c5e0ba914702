"""Whole articles in the style of many outlets, and what must hold of any text."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read import read_bytes
from kg.read.article import MAX_CHARACTERS, make_article
from kg.read.lines import paragraphs
from kg.records import Article, Failure, Span


def read(text: str) -> Article:
    (found,) = read_bytes(text.encode(), name="news.txt")
    assert isinstance(found, Article)
    return found


def kinds(article: Article) -> list[tuple[str, str]]:
    return [
        (block.kind, article.text[block.span.start : block.span.end]) for block in article.blocks
    ]


def cut(article: Article, span: Span | None) -> str | None:
    return article.text[span.start : span.end] if span else None


AGENCY = """Go to Contents Go to Navigation

(News Focus) Peru, Chile close to deal on border

All Headlines 11:51 March 28, 2018

By Lee Abju

LIMA, March 28 (Andina) -- Peru's president said Wednesday that Chile wants a larger role.

A combined image of the two presidents (Andina)

"We agree," he said.


Send Feedback
How can we improve?
Thanks for your feedback!
"""


def test_an_agency_story() -> None:
    article = read(AGENCY)
    assert [kind for kind, _ in kinds(article)] == [
        "navigation", "headline", "date", "byline", "paragraph", "caption", "paragraph",
        "navigation", "navigation", "navigation",
    ]  # fmt: skip
    assert cut(article, article.headline) == "(News Focus) Peru, Chile close to deal on border"
    assert cut(article, article.dateline) == "LIMA, March 28 (Andina) --"
    assert article.dateline_place == "LIMA"
    assert article.byline == "Lee Abju"
    assert article.publisher == "Andina"
    assert article.published == "2018-03-28"
    assert not article.published_inferred
    assert article.sha256 == hashlib.sha256(article.text.encode()).hexdigest()


def test_one_paragraph_a_line_with_standfirst_and_late_byline() -> None:
    article = read(
        "NEWS | MIDDLE EAST\nOman hosts talks between rival groups\n"
        "The talks in Muscat are the first in two years, diplomats say.\nby Jane Doe\n28 Mar 2018\n"
        "Muscat, Oman - Rival groups have begun talks in the Omani capital, diplomats said.\n"
        "READ MORE: Who are the rival groups?\nThe talks will go on until Friday.\n"
        "SOURCE: Gulf Herald and news agencies\n"
    )
    assert [kind for kind, _ in kinds(article)] == [
        "navigation", "headline", "paragraph", "byline", "date", "paragraph", "navigation",
        "paragraph", "navigation",
    ]  # fmt: skip
    assert article.dateline_place == "Muscat, Oman"
    assert article.published == "2018-03-28"
    assert article.publisher == "Gulf Herald"


def test_a_date_of_printing_is_not_one_of_publication() -> None:
    article = read(
        "Council approves bridge\n\nSPRINGFIELD -- The council voted for the bridge on Monday.\n\n"
        "This article is closed for comments.\nPrintable version | Oct 21, 2021 9:46:10 PM |\n"
    )
    assert article.published is None


def test_dates_of_other_stories_do_not_count() -> None:
    article = read(
        "Rail link agreed\n\nThe two countries agreed on a link on Monday.\n\nRelated stories\n"
        "Storm hits the coast\n27 April 2018\n"
    )
    assert article.published is None
    assert kinds(article)[-1] == ("navigation", "27 April 2018")


def test_a_date_between_an_agency_and_sections() -> None:
    article = read(
        "Japan, Palau agree on boats\nKYODO NEWS - May 3, 2018 - 18:04 | World, All, Japan\n"
        "The leaders of both states agreed Thursday to boost cooperation, officials said.\n"
        "Tokyo will provide patrol boats, a government source said.\nRelated coverage:\n"
        "Japan to send ship to Palau\n==Kyodo\n"
    )
    assert article.published == "2018-05-03"
    assert article.byline is None
    assert [kind for kind, _ in kinds(article)] == [
        "headline", "date", "paragraph", "paragraph", "navigation", "navigation", "navigation",
    ]  # fmt: skip


def test_a_masthead_with_its_town() -> None:
    article = read(
        "Port to be built\nJane Doe\nHindustan Times, New Delhi\n"
        "The port will be built by 2020, people familiar with the matter said.\n"
    )
    assert (article.byline, article.publisher) == ("Jane Doe", "Hindustan Times")


def test_published_outranks_updated() -> None:
    body = "NEW DELHI: The port will be built by 2020, people familiar with the matter said.\n"
    article = read(
        f"Port to be built\nUpdated: May 04, 2018 10:00 IST\n{body}First Published: May 03, 2018\n"
    )
    assert article.published == "2018-05-03"
    assert article.dateline_place == "NEW DELHI"


def test_the_year_of_a_dateline_from_a_copyright_notice_is_inferred() -> None:
    text = "Talks begin in Lima\n\nLIMA, March 28 (Andina) -- The talks have begun, he said.\n"
    assert read(text).published is None
    article = read(text + "\n© 2018 Andina\n")
    assert (article.published, article.published_inferred) == ("2018-03-28", True)


def test_a_date_that_reads_two_ways_is_left_out_with_a_warning() -> None:
    article = read("Talks begin in Lima\n03/04/2018\nThe talks have begun in Lima, he said.\n")
    assert article.published is None
    assert "03/04/2018" in article.warnings[0]


def test_name_and_date_in_one_line() -> None:
    article = read(
        "Visiting Lima, the king wants a deal\n\nMaria Lopez March 29, 2018 11:22\n\n"
        "(Nordavisen) - The king had his first meeting with the president on Monday.\n\n"
        "What now?\n\nNobody knows what will come of it.\n\nFeatured North Shore Newspaper\n\n"
        "Latest\n\nx\n"
        "Visiting Lima, the king wants a deal\n"
    )
    assert article.byline == "Maria Lopez"
    assert article.published == "2018-03-29"
    assert article.publisher == "North Shore Newspaper"
    assert [kind for kind, _ in kinds(article)] == [
        "headline", "byline", "paragraph", "subheading", "paragraph", "navigation", "navigation",
        "navigation", "navigation",
    ]  # fmt: skip


def test_captions_between_paragraphs_and_their_copies() -> None:
    caption = "The Palauan president (left) meets with the prime minister in Koror. (Kyodo)"
    article = read(
        f"Palau hosts talks\n\nThe talks began on Monday.\n\n{caption}\n{caption}\n\n"
        "Thống đốc và phu nhân chụp ảnh tại Koror trước khi rời đi. Ảnh: TTXVN\n\n"
        "They will end on Friday, officials said. (Kyodo)\n"
    )
    assert [kind for kind, _ in kinds(article)] == [
        "headline", "paragraph", "caption", "caption", "foreign", "paragraph",
    ]  # fmt: skip


def test_short_last_sentences_stay() -> None:
    for last in ("He declined.", "“We’ll see.”", "Time will tell.", "No comment, he said."):
        article = read(f"Talks fail\n\nThe talks failed on Monday, officials said.\n\n{last}\n")
        assert kinds(article)[-1] == ("paragraph", last)


def test_the_last_line_may_lack_its_full_stop() -> None:
    last = '"It\'s time," said Mayor John Roe. "We\'ve waited twenty years"'
    article = read(f"Bridge approved\n\nThe council voted for the bridge.\n\n{last}\n\nShare\n")
    assert kinds(article)[-2:] == [("paragraph", last), ("navigation", "Share")]


def test_a_lone_sentence_is_a_paragraph_and_not_a_headline() -> None:
    article = read("An envoy said on Monday that Peru wants a bigger role.")
    assert [kind for kind, _ in kinds(article)] == ["paragraph"]
    assert article.headline is None


def test_text_without_a_headline() -> None:
    article = read(
        "LIMA (Reuters) - The talks have begun, an envoy said on Monday.\n\nThey end on Friday.\n"
    )
    assert article.headline is None
    assert article.dateline_place == "LIMA"


def test_hard_wrapped_copy_is_read_by_paragraphs() -> None:
    article = read(
        "Colombia, Ecuador hold talks\n\n"
        "BOGOTA, Colombia, 3 May 2018 -- The foreign ministers of Colombia\n"
        "and Ecuador met on Thursday in the border town of Ipiales to talk\n"
        "about trade, the Colombian ministry said in a statement that was\n"
        "released late in the evening.\n\n"
        '   "We had a frank conversation," the Colombian minister told\n'
        "reporters after the meeting, which lasted for three hours.\n\n"
        "   The two countries have been at odds over tariffs since a decision\n"
        "by Ecuador in January to raise duties on goods from its northern\n"
        "neighbour.\nENDS\n"
    )
    found = [kind for kind, _ in kinds(article)]
    assert found[:4] == ["headline", "paragraph", "paragraph", "paragraph"]
    assert "\nand Ecuador" in kinds(article)[1][1]
    assert article.published == "2018-05-03"


def test_a_foreign_article_is_told() -> None:
    article = read(
        "El ministro no quiere hablar\n\nEl ministro dijo que su país no quiere más tropas en el "
        "territorio, según fuentes del gobierno que no quisieron dar su nombre.\n"
    )
    assert any("not in English" in warning for warning in article.warnings)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2029"])
def test_line_ends_of_any_kind(end: str) -> None:
    article = read(AGENCY.replace("\n", end))
    assert article.text == AGENCY.replace("\n", end)
    assert [kind for kind, _ in kinds(article)] == [kind for kind, _ in kinds(read(AGENCY))]


def test_mixed_line_ends() -> None:
    article = read("Talks begin\r\n\rThe talks began in Lima on Monday.\n\r\nThey end on Friday.")
    assert [kind for kind, _ in kinds(article)] == ["headline", "paragraph", "paragraph"]


def test_blank_and_endless_texts_are_refused() -> None:
    with pytest.raises(InputError, match="empty"):
        make_article(" \n\t", id="a", source="a")
    with pytest.raises(InputError, match="jsonl"):
        make_article("a" * (MAX_CHARACTERS + 1), id="a", source="a")


LINES = st.sampled_from(
    [
        "", "", "By Jane Doe", "LIMA (Reuters) - The talks have begun.", "Share", "3 May 2018",
        "© 2018 The Gazette", "Most popular", "“We agree,” she said.", "Photo: Xinhua", "\u00a0",
        "Talks begin", "  The talks began on Monday.  ", "• First point", "Министр заявил, что да.",
        "The president (left) meets the envoy. (Yonhap)", "x", "\t", "Q: Why?", "He declined.",
    ]
)  # fmt: skip


@given(st.lists(LINES | st.text(max_size=80), max_size=30), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_blocks_cover_all_that_is_not_blank(lines: list[str], end: str) -> None:
    text = end.join(lines)
    try:
        article = make_article(text, id="a", source="a")
    except InputError:
        assert not text.strip() or "\0" in text
        return
    spans = [block.span for block in article.blocks]
    for span in spans:
        piece = article.text[span.start : span.end]
        assert piece
        assert piece == piece.strip()
    for before, after in pairwise(spans):
        assert before.end <= after.start
    covered = "".join(article.text[span.start : span.end] for span in spans)
    assert "".join(covered.split()) == "".join(article.text.split())
    if article.headline is not None:
        assert article.headline in spans
    if article.dateline is not None:
        piece = article.text[article.dateline.start : article.dateline.end]
        assert piece == piece.strip()
        assert any(
            span.start <= article.dateline.start and article.dateline.end <= span.end
            for span in spans
        )


@given(st.text(max_size=300))
def test_paragraphs_are_ordered_and_disjoint(text: str) -> None:
    found = paragraphs(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in found)


@given(st.binary(max_size=300), st.sampled_from([".txt", ".html", ".pdf", ".jsonl", ".csv", ""]))
def test_any_bytes_give_an_article_or_a_failure(data: bytes, extension: str) -> None:
    found = read_bytes(data, name="news" + extension)
    assert found
    for item in found:
        assert isinstance(item, (Article, Failure))
        if isinstance(item, Failure):
            assert item.reason
            assert "Traceback" not in item.reason
            assert "\n" not in item.reason
