"""Dumps of many articles, `.jsonl` and `.csv`: one `Article` or `Failure` a row, streamed in order.

A row has an id, a title and a text and may have date, publisher, address and author, under these
names or their usual synonyms, in any case. `Article.text` is the title, a blank line and the text;
the text alone where there is no title or the text begins with it as a line of its own.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import IO, BinaryIO, TypeAlias, cast

from kg.errors import InputError
from kg.read.article import MAX_CHARACTERS
from kg.read.encoding import decode
from kg.read.guard import guarded
from kg.read.rows import COLUMNS, column, row_article
from kg.records import Article, Failure

MAX_ROW = 4 * MAX_CHARACTERS
"""Bytes of one row; a longer one is not read."""

Buffered: TypeAlias = "io.BufferedReader[io.RawIOBase]"

_SNIFF = 64 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_jsonl(stream: BinaryIO, *, name: str, source: str) -> Iterator[Article | Failure]:
    """One `Article` or `Failure` for each non-blank line of `stream`, in order.

    Args:
        stream: bytes, one JSON object a line, UTF-8 (or UTF-16 with a byte order mark).
        name: the dump's name; a row without id is called `name#row`.
        source: where it came from, for messages.
    """
    with _peekable(stream) as buffered:
        yield from _jsonl_rows(buffered, name=name, source=source)


def _jsonl_rows(buffered: Buffered, *, name: str, source: str) -> Iterator[Article | Failure]:
    empty = True
    for number, raw in enumerate(_bounded_lines(_line_reader(buffered)), start=1):
        where = f"{source}, line {number}"
        if raw is None:
            yield Failure(
                where, f"the row is longer than {MAX_ROW:,} bytes; split it into articles"
            )
            continue
        if not raw.strip():
            continue
        if empty and raw.strip() in (b"[", b"{", b"[{"):
            yield Failure(
                source, "it is one JSON value over many lines; write one object a line (JSON Lines)"
            )
            return
        empty = False
        row = partial(_json_row, raw, fallback=f"{name}#{number}", source=where)
        yield guarded(row, source=where)
    if empty:
        yield Failure(source, "it is empty: there is no row in it")


def read_csv(stream: BinaryIO, *, name: str, source: str) -> Iterator[Article | Failure]:
    """One `Article` or `Failure` for each row of `stream`, in order. The first row names the
    columns.

    Args:
        stream: bytes in UTF-8, Windows-1252, or UTF-16 with a byte order mark; the fields are
            parted by comma, semicolon or tab.
        name: the dump's name; a row without id is called `name#row`.
        source: where it came from, for messages.
    """
    csv.field_size_limit(MAX_ROW)
    with _peekable(stream) as buffered:
        head = buffered.peek(_SNIFF)[:_SNIFF]
        wide = head.startswith(_UTF16)
        text = io.TextIOWrapper(
            buffered,
            encoding="utf-16" if wide else "utf-8-sig",
            errors="replace" if wide else "surrogateescape",
            newline="",
        )
        try:
            sign = _delimiter(head, wide=wide)
            yield from _csv_rows(text, name=name, source=source, delimiter=sign)
        finally:
            text.detach()


def _csv_rows(
    text: IO[str], *, name: str, source: str, delimiter: str
) -> Iterator[Article | Failure]:
    reader = csv.reader(text, delimiter=delimiter)
    columns: list[str] | None = None
    number = 0
    while True:
        line = reader.line_num + 1
        where = f"{source}, line {line}"
        try:
            cells = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield Failure(
                where, f"the row is not CSV ({error}); quote fields that hold commas or line breaks"
            )
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = [cell.strip() for cell in cells]
            if column(columns, "text") is None:
                have = ", ".join(columns[:8])[:200]
                yield Failure(
                    source,
                    f"no column is named text (or body, content, article); its columns are: {have}",
                )
                return
            continue
        number += 1
        row = partial(_csv_row, cells, columns, fallback=f"{name}#{number}", source=where)
        yield guarded(row, source=where)
    if not number:
        yield Failure(source, "it is empty: there is no row in it")


def _json_row(raw: bytes, *, fallback: str, source: str) -> Article:
    decoded = decode(raw)
    row = _parse(decoded.text)
    return row_article(row, fallback=fallback, source=source, warnings=decoded.warnings)


def _csv_row(
    cells: Sequence[str], columns: Sequence[str], *, fallback: str, source: str
) -> Article:
    mended = [_unescape(cell) for cell in cells]
    notes = tuple(dict.fromkeys(note for _, note in mended if note))
    row = dict(zip(columns, (cell for cell, _ in mended), strict=False))
    return row_article(row, fallback=fallback, source=source, warnings=notes)


@contextlib.contextmanager
def _peekable(stream: BinaryIO) -> Iterator[Buffered]:
    """`stream` with `peek`; it is left open."""
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), _SNIFF)
    try:
        yield buffered
    finally:
        buffered.detach()


def _line_reader(buffered: Buffered) -> Callable[[int], bytes]:
    """`readline` in UTF-8, whatever the stream's encoding."""
    if not buffered.peek(2)[:2].startswith(_UTF16):
        return buffered.readline
    order = "utf-16-le" if buffered.read(2) == codecs.BOM_UTF16_LE else "utf-16-be"
    reader = codecs.getreader(order)(buffered, "replace")
    return lambda size: reader.readline(size // 4, keepends=True).encode()


def _bounded_lines(readline: Callable[[int], bytes]) -> Iterator[bytes | None]:
    """Lines of at most `MAX_ROW` bytes; None for a longer one, which is skipped without being
    held.
    """
    while line := readline(MAX_ROW + 1):
        if len(line) <= MAX_ROW:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = readline(MAX_ROW)
        yield None


def _parse(text: str) -> Mapping[str, object]:
    try:
        row = json.loads(text)
    except RecursionError:
        raise InputError("the row is nested too deeply to be an article") from None
    except ValueError as error:
        reason = getattr(error, "msg", "not JSON")
        raise InputError(f"the row is not JSON ({reason}); write one object a line") from None
    if not isinstance(row, dict):
        raise InputError(
            "the row is no JSON object; write one object with id, title and text a line"
        )
    return row


def _delimiter(head: bytes, *, wide: bool) -> str:
    text = head.decode("utf-16" if wide else "utf-8-sig", "replace")
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=lambda sign: (len(_known_columns(first.split(sign))), first.count(sign)))


def _known_columns(names: list[str]) -> list[str]:
    bare = [name.strip(' "') for name in names]
    return [wanted for wanted in COLUMNS if column(bare, wanted)]


def _unescape(cell: str) -> tuple[str, str | None]:
    """A cell whose bytes were not UTF-8 read as Windows-1252, and a warning."""
    if not any("\udc80" <= char <= "\udcff" for char in cell):
        return cell, None
    raw = cell.encode("utf-8", "surrogateescape")
    return raw.decode("cp1252", "replace"), "a field was not UTF-8 and was read as Windows-1252"
