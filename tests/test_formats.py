from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import formats
from kg.spreadsheet import harmless

COLUMNS = ("claim", "speaker_label", "content", "confidence", "negated")
ROWS: list[dict[str, Any]] = [
    {
        "claim": "https://newskg.example/id/c1",
        "speaker_label": "Ada Vance",
        "content": "ties,\n\t“strong”",
        "confidence": 0.5,
        "negated": None,
    },
    {"claim": "https://newskg.example/id/c2", "content": "x", "confidence": 1.0, "negated": True},
]


def text(fmt: str, rows: Any = ROWS, columns: Any = COLUMNS) -> str:
    return "".join(formats.lines(rows, columns, fmt=fmt))


def test_jsonl_has_every_column_of_every_row() -> None:
    rows = [json.loads(line) for line in text("jsonl").splitlines()]
    assert rows[0] == ROWS[0]
    assert rows[1] == {
        "claim": "https://newskg.example/id/c2",
        "speaker_label": None,
        "content": "x",
        "confidence": 1.0,
        "negated": True,
    }
    assert json.loads(text("json")) == rows
    assert json.loads(text("json", rows=[])) == []


def test_tsv_keeps_one_line_a_row() -> None:
    lines = text("tsv").split("\n")
    assert lines[0] == "\t".join(COLUMNS)
    assert lines[1].split("\t")[2] == "ties,\\n\\t“strong”"
    assert lines[2].split("\t")[1:] == ["", "x", "1.0", "true"]
    assert lines[3:] == [""]


def test_no_cell_of_csv_is_a_formula() -> None:
    rows = [
        {"a": word, "b": -1} for word in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "1-1")
    ]
    shown = csv.reader(io.StringIO(text("csv", rows, ("a", "b")), newline=""))
    assert list(shown)[1:] == [
        ["'=1+1", "-1"], ["'+1", "-1"], ["'-1", "-1"], ["'@SUM(A1)", "-1"], ["'\t=1", "-1"],
        ["'\r=1", "-1"], ["1-1", "-1"],
    ]  # fmt: skip


@given(st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.text()}), max_size=4))
def test_csv_and_jsonl_give_back_any_text(rows: list[dict[str, str]]) -> None:
    # newline="": the csv module reads line ends inside cells itself.
    back = csv.DictReader(io.StringIO(text("csv", rows, ("a", "b")), newline=""))
    assert list(back) == [{k: harmless(text) for k, text in row.items()} for row in rows]
    lines = text("jsonl", rows, ("a", "b")).split("\n")[:-1]
    assert [json.loads(line) for line in lines] == rows


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("red \x1b[31malert\x07", "red \ufffd[31malert\ufffd"),
        ("a\u202eb", "a\ufffdb"),
        ("two\nlines\tand  more", "two lines and more"),
        (None, ""),
        (3, "3"),
    ],
)
def test_no_text_steers_the_terminal(given_text: object, shown: str) -> None:
    assert formats.safe(given_text) == shown


def test_a_table_fits_and_breaks_no_word(capsys: pytest.CaptureFixture[str]) -> None:
    words = "denuclearization negotiations between governments " * 6
    row = {
        "claim": "https://newskg.example/id/c1",
        "article": "076062065c57b403.txt",
        "speaker_label": "Ada Vance",
        "content": words,
        "spans": "1-2",
        "date": "2018-05-08",
    }
    formats.table([row], tuple(row))
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 100
    assert out.split()[0] == "speaker"
    cells = " ".join(out.split())
    assert cells.count("denuclearization") == cells.count("governments") == 6
    assert "076062065c57b403.txt" in cells
    assert "2018-05-08" in cells
    assert "newskg.example" not in out


def test_a_table_says_who_first_and_leaves_out_what_is_for_programs() -> None:
    assert formats.shown_columns(ROWS, COLUMNS) == ["speaker_label", "content", "negated"]
    only_iris = [{"a": "https://x.example/1"}]
    assert formats.shown_columns(only_iris, ("a",)) == ["a"]


@given(
    st.dictionaries(
        st.text("abc", min_size=1, max_size=12),
        st.lists(st.text("abcdefgh ", max_size=300), min_size=2, max_size=2),
        min_size=1,
        max_size=9,
    ),
    st.integers(40, 120),
)
def test_widths_fit_and_leave_words_whole(cells: dict[str, list[str]], width: int) -> None:
    widths = formats.fitted(cells, width=width)
    assert 1 <= len(widths) <= len(cells)
    assert sum(widths) + 3 * (len(widths) - 1) <= width
    for (title, texts), given_width in zip(cells.items(), widths, strict=False):
        words = [word for text in (title, *texts) for word in text.split()]
        assert given_width >= min(30, max(map(len, words)))


def test_columns_without_room_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    row = dict.fromkeys(("label", "b", "c", "d_label"), "x" * 28)
    formats.table([row], tuple(row))
    printed = capsys.readouterr()
    assert max(map(len, printed.out.splitlines())) <= 100
    assert "with --format csv also: d" in printed.err


def printed(rows: list[dict[str, Any]], capsys: pytest.CaptureFixture[str]) -> list[list[str]]:
    """The words of the lines of a table, without its head."""
    formats.table(rows, tuple(rows[0]))
    return [line.split() for line in capsys.readouterr().out.splitlines()[2:]]


def test_both_sentences_of_a_disagreement_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    first = {
        "matter": "status",
        "label": "Sources differ on the status",
        "meeting_label": "Ada Vance – Tom Ito, Lyon, 2024",
        "says": "official",
        "article": "a-long-name-of-an-article.txt",
        "publisher": "Morning Wire",
        "date": "2024-05-07",
        "sentence": "Ada Vance received Tom Ito in Lyon on Monday in the presence of ministers.",
    }
    second = {
        **first, "says": "private", "article": "b02.txt", "date": "2024-05-09",
        "sentence": "The two met in Lyon on Tuesday.",
    }  # fmt: skip
    formats.table([first, second], tuple(first))
    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 100
    words = " ".join(out.split())
    assert all(part in words for part in ("official", "private", "2024-05-07", "2024-05-09"))
    # The columns stand side by side: each word of both sentences is there, once.
    assert [words.count(word) for word in ("received", "presence", "ministers.", "Tuesday.")] == [
        1, 1, 1, 1,
    ]  # fmt: skip
    assert words.count("Vance") == 2, "the meeting is named once for both sides"
    assert "Sources differ" not in out


def test_a_sentence_is_left_out_beside_the_words_it_holds() -> None:
    rows = [{"content": "it rains", "sentence": "She said it rains."}]
    assert formats.shown_columns(rows, ("content", "sentence")) == ["content"]


def test_what_a_row_repeats_is_left_blank(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"person_label": "Ada", "role": "mayor", "of_label": "Lyon"},
        {"person_label": "Ada", "role": "mayor", "of_label": "Lyon"},
        {"person_label": "Ada", "role": "judge", "of_label": "Lyon"},
        {"person_label": "Ada", "role": "judge", "of_label": None},
    ]
    assert printed(rows, capsys) == [["Ada", "mayor", "Lyon"], ["judge", "Lyon"], ["Ada", "judge"]]
    formats.table(rows, tuple(rows[0]))
    assert "1 row that looks like the one above left out" in capsys.readouterr().err


def test_a_date_goes_below_its_article_where_room_is_short() -> None:
    cells = {"article": ["a", "b"], "date": ["2024", ""], "other article": ["c", ""]}
    assert formats.dates_below(cells) == {
        "article": ["a\n2024", "b"],
        "other article": ["c", ""],
    }


def test_markup_in_articles_is_text(capsys: pytest.CaptureFixture[str]) -> None:
    formats.table([{"content": "[bold]x[/bold] :smile: [/red]"}], ("content",))
    assert "[bold]x[/bold] :smile: [/red]" in capsys.readouterr().out


def test_an_empty_table_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    formats.write([], ("a",), fmt="table")
    assert capsys.readouterr().out == ""
