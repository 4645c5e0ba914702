"""Dumps: columns under many names, bad rows beside good ones, and streaming."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read import read_bytes, read_inputs
from kg.read.dumps import read_jsonl
from kg.read.rows import row_article
from kg.records import Article, Failure, Span

BODY = "LIMA (Reuters) - The talks have begun.\n\nThey end on Friday."


def jsonl(*rows: object) -> bytes:
    return "\n".join(json.dumps(row) for row in rows).encode()


def one(row: Mapping[str, object]) -> Article:
    return row_article(row, fallback="dump#1", source="dump, line 1")


def test_title_comes_before_the_text() -> None:
    article = one({"id": 7, "title": "Talks  begin", "text": BODY, "date": "2018-05-03"})
    assert article.text == "Talks begin\n\n" + BODY
    assert article.headline == Span(0, 11)
    assert article.id == "7"
    assert article.published == "2018-05-03"
    assert article.dateline_place == "LIMA"


def test_a_text_that_begins_with_its_title_is_left_alone() -> None:
    text = "Talks begin\n" + BODY
    article = one({"title": "Talks begin", "text": text})
    assert article.text == text
    assert article.headline == Span(0, 11)


def test_a_title_that_only_opens_the_first_sentence_is_set_before_it() -> None:
    article = one({"title": "Talks begin", "text": "Talks begin today in Lima, he said."})
    assert article.text.startswith("Talks begin\n\nTalks begin today")


@pytest.mark.parametrize(
    "row",
    [
        {"Headline": "Talks begin", "Body": BODY, "Published_At": "May 3, 2018",
         "Source": "Gazette",
         "Link": "https://a.example/b", "Byline": "Jane Doe", "article_id": "a1"},
        {"HEADING": "Talks begin", "Content": BODY, "uuid": "a1",
         "publish-date": "Thu, 03 May 2018 10:00:00 GMT", "publication": {"name": "Gazette"},
         "web_url": "https://a.example/b", "authors": ["Jane Doe"]},
        {"title": "Talks begin", "article": BODY, "date": 1525341600, "outlet": "Gazette",
         "URL": "https://a.example/b", "writer": "Jane Doe", "docid": "a1"},
    ],
)  # fmt: skip
def test_columns_have_many_names(row: Mapping[str, object]) -> None:
    article = one(row)
    assert article.text == "Talks begin\n\n" + BODY
    assert article.published == "2018-05-03"
    assert article.publisher == "Gazette"
    assert article.url == "https://a.example/b"
    assert article.byline == "Jane Doe"
    assert article.id == "a1"


def test_the_date_may_stand_in_the_address() -> None:
    assert one({"text": BODY, "url": "https://a.example/2018/05/03/b"}).published == "2018-05-03"


def test_an_unreadable_date_is_a_warning() -> None:
    article = one({"text": BODY, "date": "soon"})
    assert article.published is None
    assert "'soon'" in article.warnings[0]


def test_a_row_without_text_says_what_it_has() -> None:
    with pytest.raises(InputError, match="it has: title"):
        one({"title": "Talks begin", "text": ""})


def test_bad_rows_do_not_spoil_the_others() -> None:
    rows = [jsonl({"id": "a", "text": BODY}), b"{broken", b"[1, 2]", b""]
    rows += [jsonl({"id": "b", "text": BODY}), b'{"text": "[[[[["}', b"[" * 100_000]
    data = b"\n".join(rows)
    found = read_bytes(data, name="dump.jsonl")
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "b", "dump.jsonl#6"]
    sources = [item.source for item in found if isinstance(item, Failure)]
    assert sources == ["dump.jsonl, line 2", "dump.jsonl, line 3", "dump.jsonl, line 7"]


def test_one_json_array_is_told_once() -> None:
    data = json.dumps([{"id": 1, "text": BODY}], indent=1).encode()
    (found,) = read_bytes(data, name="dump.jsonl")
    assert isinstance(found, Failure)
    assert "one object a line" in found.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv(encoding: str, delimiter: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["ID", "Headline", "Content", "Date"])
    writer.writerow(["a", "Talks begin, “finally”", BODY, "2018-05-03"])
    writer.writerow(["b", "", "", ""])
    writer.writerow(["c", "Talks end", BODY, "2018-05-04"])
    found = read_bytes(out.getvalue().encode(encoding), name="dump.csv")
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "c"]
    assert isinstance(found[0], Article)
    assert found[0].text == "Talks begin, “finally”\n\n" + BODY
    (failure,) = [item for item in found if isinstance(item, Failure)]
    assert failure.source == "dump.csv, line 5"


def test_csv_in_windows_1252() -> None:
    found = read_bytes("id,text\na,The café’s owner said so.\n".encode("cp1252"), name="dump.csv")
    assert isinstance(found[0], Article)
    assert found[0].text == "The café’s owner said so."
    assert "Windows-1252" in found[0].warnings[0]


def test_csv_with_a_long_field() -> None:
    text = "The minister said so. " * 20_000
    found = read_bytes(f'id,text\na,"{text}"\n'.encode(), name="dump.csv")
    assert isinstance(found[0], Article)
    assert found[0].text == text


def test_csv_without_a_text_column() -> None:
    (found,) = read_bytes(b"a,b\n1,2\n", name="dump.csv")
    assert isinstance(found, Failure)
    assert "its columns are: a, b" in found.reason


def test_empty_dumps() -> None:
    for name, data in [
        ("d.jsonl", b""),
        ("d.csv", b""),
        ("d.csv", b"id,text\n"),
        ("d.jsonl", b"\n"),
    ]:
        (found,) = read_bytes(data, name=name)
        assert isinstance(found, Failure)
        assert "empty" in found.reason


class Endless(io.RawIOBase):
    """A dump that never ends: only a reader that streams gets anywhere with it."""

    def __init__(self) -> None:
        self.row = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # the part that is used
        self.row += 1
        line = jsonl({"id": self.row, "text": BODY}) + b"\n"
        buffer[: len(line)] = line
        return len(line)


def test_dumps_are_streamed() -> None:
    stream: Iterator[Article | Failure] = read_jsonl(Endless(), name="d", source="d")  # type: ignore[arg-type]
    first = [next(stream) for _ in range(3)]
    assert [item.id for item in first if isinstance(item, Article)] == ["1", "2", "3"]


def test_rows_with_the_same_id_get_a_number(tmp_path) -> None:  # type: ignore[no-untyped-def]
    dump = tmp_path / "dump.jsonl"
    dump.write_bytes(jsonl({"id": "a", "text": BODY}, {"id": "a", "text": "Another text."}))
    found = list(read_inputs([str(dump)]))
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "a#2"]
    assert isinstance(found[1], Article)
    assert "earlier article has the id a" in found[1].warnings[-1]


@given(st.text(min_size=1), st.text(max_size=40))
def test_the_text_of_a_row_is_kept(text: str, title: str) -> None:
    try:
        article = one({"title": title, "text": text})
    except InputError:
        return
    mended = "".join(
        "\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text
    )
    assert article.text.endswith(mended)
