"""A text and what is known of it from outside → `Article`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.errors import InputError
from kg.read import blocks, dates, footer, header
from kg.read.encoding import clean
from kg.read.lines import paragraphs
from kg.records import Article, Block, BlockKind, Span

MAX_CHARACTERS = 20_000_000
"""The longest text that is read as one article. A longer one is many articles in one file."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a dump's row or a page's metadata says of an article; it outranks what the text says."""

    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    kinds: Mapping[int, BlockKind] = field(default_factory=dict)
    spans: Sequence[Span] | None = None


def make_article(
    text: str, *, id: str, source: str, known: Known | None = None, warnings: tuple[str, ...] = ()
) -> Article:
    """The `Article` that `text` holds: its blocks, headline, byline, dateline, publisher and date.

    Args:
        text: as decoded or extracted. Only NULs and lone surrogates are replaced, one for one.
        id: unique in a build.
        source: where it came from, for messages.
        known: facts from outside; `kinds` by the start of a paragraph, `spans` of the paragraphs
            when the format tells them. A `title` counts as headline when the text begins with it.
        warnings: what the reader noticed so far.

    Raises:
        InputError: the text is blank or longer than `MAX_CHARACTERS`.
    """
    known = known or Known()
    mended = clean(text, warnings)
    text = mended.text
    if not text.strip():
        raise InputError("it is empty: there is no text in it")
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"it has {len(text):,} characters and one article may have {MAX_CHARACTERS:,}; "
            "give many articles as .jsonl or .csv, one a row"
        )
    spans = list(known.spans) if known.spans is not None else paragraphs(text)
    title = _title_span(text, spans, known.title)
    lines = blocks.judge(text, spans, title=title, given=known.kinds)
    kinds, start, end = blocks.settle(lines, titled=any(line.kind == "headline" for line in lines))
    dateline = _dateline(lines, kinds, start)
    published, inferred, notes = _published(lines, kinds, known, dateline, start, end)
    return Article(
        id=id,
        source=source,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        blocks=tuple(Block(line.span, kind) for line, kind in zip(lines, kinds, strict=True)),
        headline=next(
            (line.span for line, kind in zip(lines, kinds, strict=True) if kind == "headline"), None
        ),
        byline=known.byline or _byline(lines, kinds),
        dateline=dateline[0] if dateline else None,
        dateline_place=dateline[1].place if dateline else None,
        publisher=known.publisher or _publisher(lines, kinds, dateline, end),
        published=published,
        published_inferred=inferred,
        url=known.url,
        warnings=(*mended.warnings, *notes, *_language(lines, kinds)),
    )


def title_stands_first(text: str, title: str) -> bool:
    """True when `title` is the first line of `text`."""
    match = re.match(r"\s*(.*\S)", text)
    return bool(match) and match is not None and match.group(1).split() == title.split()


def _title_span(text: str, spans: Sequence[Span], title: str | None) -> Span | None:
    if not title or not spans:
        return None
    first = spans[0]
    return first if text[first.start : first.end].split() == title.split() else None


def _dateline(
    lines: Sequence[blocks.Line], kinds: Sequence[BlockKind], start: int
) -> tuple[Span, header.Dateline] | None:
    """The first dateline: a block of its own, or the beginning of one of the first paragraphs."""
    looked = body = 0
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind == "dateline":
            found = header.dateline_alone(line.text)
        elif kind == "paragraph":
            looked += 1
            body += index >= start
            found = header.dateline(line.text, first=looked == 1 or body == 1)
        else:
            continue
        if found:
            return Span(line.span.start, line.span.start + found.end), found
        if body == 3:
            return None
    return None


def _byline(lines: Sequence[blocks.Line], kinds: Sequence[BlockKind]) -> str | None:
    """The first byline's names; failing that, whom the credits at the end name."""
    credit = None
    for line, kind in zip(lines, kinds, strict=True):
        if kind != "byline":
            continue
        dated = dates.date_line(line.text)
        found = header.beside_date(dated.rest) if dated else None
        found = found or header.byline(line.text) or header.person(line.text)
        if found:
            return found
        match = re.match(r"\W*Report(?:ing|ed) by (.+?)(?:;|\.|\)|$)", line.text)
        credit = credit or (match.group(1) if match else None)
    return credit


def _publisher(
    lines: Sequence[blocks.Line],
    kinds: Sequence[BlockKind],
    dateline: tuple[Span, header.Dateline] | None,
    end: int,
) -> str | None:
    """From the footer, else a masthead, else the dateline's agency, else the agency that signs
    off.
    """
    masthead = closing = None
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        if kind in ("paragraph", "subheading", "headline", "caption", "foreign"):
            continue
        found = footer.publisher(line.text) if index >= end or kind == "navigation" else None
        if found:
            return found
        masthead = masthead or (
            footer.masthead(line.text, place=True) if kind == "navigation" else None
        )
        closing = closing or footer.closing_agency(line.text)
    agency = dateline[1].agency if dateline else None
    return masthead or agency or closing


def _published(
    lines: Sequence[blocks.Line],
    kinds: Sequence[BlockKind],
    known: Known,
    dateline: tuple[Span, header.Dateline] | None,
    start: int,
    end: int,
) -> tuple[str | None, bool, tuple[str, ...]]:
    """Date of publication, whether its year had to be inferred, and warnings.

    In this order: what is known from outside; a line that says *published*; another dated line of
    the head or the foot; a line that says *updated*; the date in the address; a dateline's own
    date, its year taken from a copyright notice where it has none (that is inferred).
    """
    if known.published:
        return known.published, False, ()
    ranked: dict[str, str] = {}
    notes: tuple[str, ...] = ()
    years = []
    for index, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        year = footer.copyright_year(line.text) if kind == "navigation" else None
        years += [year] if year else []
        if kind not in ("date", "byline", "navigation") or (
            start <= index < end and kind != "date"
        ):
            continue
        found = dates.date_line(line.text)
        if found and (kind != "navigation" or found.rank != "dated" or index < start):
            ranked.setdefault(found.rank, found.published)
        elif kind != "byline" and dates.is_ambiguous(line.text):
            notes = (f"the date in “{line.text}” could be read two ways and was left out",)
    for rank in ("published", "dated", "updated"):
        if rank in ranked:
            return ranked[rank], False, ()
    if known.url and (address := dates.date_in_address(known.url)):
        return address, False, notes
    day = dateline[1].day if dateline else None
    if day:
        whole = dates.parse_date(day)
        if whole:
            return whole, False, ()
        parts = dates.month_day(day)
        if parts and years:
            return dates.with_year(parts, years[-1]), True, notes
    return None, False, notes


def _language(lines: Sequence[blocks.Line], kinds: Sequence[BlockKind]) -> tuple[str, ...]:
    size = {True: 0, False: 0}
    for line, kind in zip(lines, kinds, strict=True):
        if kind != "navigation":
            size[kind == "foreign"] += len(line.text)
    if size[True] > size[False]:
        return ("most of the text is not in English, and kg reads English only",)
    return ()
