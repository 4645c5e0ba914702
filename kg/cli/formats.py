"""Rows as text: table, csv, tsv, json, jsonl. Data is UTF-8, whatever the locale."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
from kg.spreadsheet import harmless

Row = Mapping[str, object]

WIDTH = 100
"""Columns a table may take; less on a narrower terminal."""

FORMATS = ("table", "csv", "tsv", "json", "jsonl")

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_TSV = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

_LEFT_OUT = re.compile(r"spans$|^(embedded_in|confidence|order|final)$")
_FIRST = (
    "rank", "state_label", "leader_label", "speaker_label", "person_label", "with_label",
    "with_leader_label", "visitors", "matter", "meeting_label", "says", "label", "attendee_label",
    "part", "other_label", "said_by", "what", "content", "first_content", "other_content",
    "earlier_content", "step", "agent_label", "status", "sentence", "via", "role", "of_label",
    "article", "date", "participants", "place", "start", "end", "headline", "publisher", "claims",
    "meetings", "first_article", "first_date", "other_article", "other_date", "earlier_article",
    "earlier_date",
)  # fmt: skip
_LAST = ("companions", "states", "sub_events", "date_inferred", "about_label", "speaker_state")
_NO_NEWS: Mapping[str, frozenset[str]] = {
    "sentence": frozenset({"content", "role"}),
    "speaker_text": frozenset({"speaker_label"}),
    "speaker_type": frozenset({"speaker_label"}),
    "agent_text": frozenset({"agent_label"}),
    "label": frozenset({"says"}),
}
"""Columns that tell people nothing more where one of these stands beside them."""
_LONGEST_WORD = 30
_TEXT = 30


def safe(text: object) -> str:
    """Text on one line that cannot steer a terminal: control characters of all kinds become �."""
    return _UNSAFE.sub("\ufffd", re.sub(r"\s+", " ", str(text))) if text is not None else ""


def write(rows: Sequence[Row], columns: Sequence[str], *, fmt: str) -> None:
    """Prints rows in the order they come."""
    if fmt == "table":
        table(rows, columns)
        return
    put(lines(rows, columns, fmt=fmt))


def put(texts: Iterable[str]) -> None:
    """Prints texts as UTF-8, with the line ends they have."""
    out = sys.stdout.buffer
    for text in texts:
        out.write(text.encode("utf-8", errors="replace"))
    out.flush()


def lines(rows: Sequence[Row], columns: Sequence[str], *, fmt: str) -> Iterator[str]:
    """The lines of a format other than `table`, each with its end."""
    match fmt:
        case "jsonl":
            for row in rows:
                yield json.dumps(_json_row(row, columns), ensure_ascii=False) + "\n"
        case "json":
            body = [_json_row(row, columns) for row in rows]
            yield json.dumps(body, ensure_ascii=False, indent=2) + "\n"
        case "csv":
            yield _csv_line(columns)
            for row in rows:
                yield _csv_line([_csv_cell(row.get(column)) for column in columns])
        case "tsv":
            yield "\t".join(columns) + "\n"
            for row in rows:
                cells = (_cell(row.get(column)).translate(_TSV) for column in columns)
                yield "\t".join(cells) + "\n"
        case _:
            raise ValueError(fmt)


def _json_row(row: Row, columns: Sequence[str]) -> dict[str, object]:
    return {column: _json_value(row.get(column)) for column in columns}


def _json_value(value: object) -> object:
    if isinstance(value, Decimal):
        return float(value)
    return value if value is None or isinstance(value, str | bool | int | float) else str(value)


def _cell(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _csv_cell(value: object) -> str:
    """A cell; text that a spreadsheet would run comes behind an apostrophe."""
    return harmless(value) if isinstance(value, str) else _cell(value)


def _csv_line(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    return buffer.getvalue()


def table(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """A table no wider than 100 columns: words wrap, the speaker comes first.

    IRIs that a label stands for, character ranges and columns without any value are left out, and
    so are the last columns when there is no room for all; the other formats have them. Where room
    is short a date stands under its article. What a row repeats of the one above it is left blank,
    and a row that looks like it altogether is left out.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    wanted = shown_columns(rows, columns)
    cells = {
        _title(column): [safe(_cell(_rounded(row.get(column)))) for row in rows]
        for column in wanted
    }
    width = console().width
    widths = fitted(cells, width=width)
    if len(widths) < len(cells):
        cells = dates_below(cells)
        widths = fitted(cells, width=width)
    view = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    shown = list(cells)[: len(widths)]
    for title, column_width in zip(shown, widths, strict=True):
        view.add_column(title, overflow="fold", width=column_width)
    lines = list(zip(*(cells[title] for title in shown), strict=True))
    alike = 0
    for line, above in zip(lines, [(), *lines], strict=False):
        if line == above:
            alike += 1
        else:
            view.add_row(*map(Text, unrepeated(line, above)))
    show([view])
    if alike:
        what = "1 row that looks" if alike == 1 else f"{alike} rows that look"
        print(f"kg: {what} like the one above left out; --format csv has all.", file=sys.stderr)
    if len(shown) < len(cells):
        more = ", ".join(list(cells)[len(shown) :])
        print(f"kg: with --format csv also: {more}", file=sys.stderr)


def dates_below(cells: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Columns, by title, with each date in the column of its article, on a line of its own."""
    found = {title: list(texts) for title, texts in cells.items()}
    for title in list(found):
        before, article, _ = title.rpartition("article")
        date = f"{before}date"
        if article and title.endswith("article") and date in found:
            pairs = zip(found[title], found.pop(date), strict=True)
            found[title] = [f"{name}\n{day}".rstrip() for name, day in pairs]
    return found


def unrepeated(line: Sequence[str], above: Sequence[str]) -> list[str]:
    """A row without the cells, from the left, that it has in common with the row above it.

    All of them stand where the next cell is empty: it would seem to be left out as well.
    """
    same = 0
    while same < min(len(line), len(above)) and line[same] == above[same]:
        same += 1
    if same < len(line) and not line[same]:
        return list(line)
    return ["" if at < same else cell for at, cell in enumerate(line)]


def fitted(cells: Mapping[str, Sequence[str]], *, width: int) -> list[int]:
    """Widths of as many columns, from the left, as have room without a word being broken.

    Args:
        cells: the texts of each column, by its title.
        width: of the whole table; three of it stand between two columns.
    """
    need: list[int] = []
    want: list[int] = []
    for title, texts in cells.items():
        longest = max(len(word) for text in (title, *texts) for word in (text.split() or [""]))
        whole = max(len(line) for text in (title, *texts) for line in text.split("\n"))
        # Longer texts need more than the room of a word.
        least = min(whole, _TEXT) if whole > 3 * _TEXT else min(longest, _LONGEST_WORD)
        if need and sum(need) + least + 3 * len(need) > width:
            break
        need.append(min(max(least, min(longest, _LONGEST_WORD)), width))
        want.append(whole)
    left = width - sum(need) - 3 * (len(need) - 1)
    while left > 0 and (lacking := [at for at, n in enumerate(need) if n < want[at]]):
        widest = max(lacking, key=lambda at: want[at] / need[at])
        need[widest] += 1
        left -= 1
    return need


def _title(column: str) -> str:
    return column.removesuffix("_label").replace("_", " ")


def shown_columns(rows: Sequence[Row], columns: Sequence[str]) -> list[str]:
    """The columns that say something to people, those that say who and what first."""
    shown = [
        column
        for column in columns
        if not _LEFT_OUT.search(column)
        and _NO_NEWS.get(column, frozenset()).isdisjoint(columns)
        and f"{column}_label" not in columns
        and any(row.get(column) not in (None, "") for row in rows)
        and not all(_is_iri(row.get(column)) for row in rows)
    ] or list(columns[:4])
    order = {name: place for place, name in enumerate(_FIRST)}
    order |= {name: len(order) + 1 + place for place, name in enumerate(_LAST)}
    return sorted(shown, key=lambda column: order.get(column, len(_FIRST)))


def _is_iri(value: object) -> bool:
    return value is None or str(value).startswith(("http://", "https://", "urn:"))


def _rounded(value: object) -> object:
    return f"{value:.2f}" if isinstance(value, float | Decimal) else value


def show(things: Sequence[RenderableType]) -> None:
    """Prints what rich can render, without the spaces that fill its lines."""
    target = console()
    with target.capture() as captured:
        for thing in things:
            target.print(thing)
    text = "\n".join(line.rstrip() for line in captured.get().split("\n"))
    sys.stdout.write(text)


def console() -> Console:
    """Standard output for people: at most 100 columns, colour only on a terminal."""
    import shutil

    from rich.console import Console

    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that lacks a character shows a question mark.
        sys.stdout.reconfigure(errors="replace")
    width = (
        min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns) if sys.stdout.isatty() else WIDTH
    )
    return Console(width=width, highlight=False, markup=False, emoji=False)
