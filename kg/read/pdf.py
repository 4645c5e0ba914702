"""A PDF → `Article`: pypdf's text with its lines joined into paragraphs.

`Article.text` is one paragraph a line with blank lines between; a word broken at a line's end is
joined, ligatures are spelled out. Running heads and page numbers stay in the text, after the
paragraph that they interrupt, as navigation. Offsets are into that text. The document's own
properties (title, author, dates) are not used: they tell of the program that wrote the file.
"""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from pypdf import PdfReader

from kg.errors import InputError
from kg.loggers import hushed
from kg.read.article import MAX_CHARACTERS, Known, make_article
from kg.read.words import TERMINAL
from kg.records import Article, BlockKind, Span

MAX_BYTES = 50 * 2**20
MAX_PAGES = 200
"""Of a longer document the first pages are read, with a warning."""

_NUMBER = re.compile(
    r"^\W{0,3}(?:page|p\.)?\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W{0,3}$", re.IGNORECASE
)
_ADDRESS = re.compile(r"^(?:https?://|www\.|file:)\S+(?:\s+\d+/\d+)?$")
_STAMP = re.compile(
    r"^\d{1,2}/\d{1,2}/\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?\b.{0,120}$", re.IGNORECASE
)
_HYPHEN = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_BULLET = re.compile(r"^(?:[•‣▪●◦*–-]|\d{1,2}[.)]|\([a-z0-9]\))\s")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_EDGE_LINES = 3


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line. `y`: height of its base line in points, upwards; `size`: of its type, in
    points.
    """

    text: str
    page: int
    y: float
    size: float
    furniture: bool = False


def read_pdf(data: bytes, *, id: str, source: str) -> Article:
    """The article that a PDF holds.

    Raises:
        InputError: the file is too large, broken, encrypted, or holds pictures of text only.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"the PDF has {len(data):,} bytes and one may have {MAX_BYTES:,}; save its text as .txt"
        )
    pages, warnings = _pages(data)
    if not any(pages):
        raise InputError(
            "the PDF holds no text, only pictures of it; run it through OCR and try again"
        )
    paragraphs = _paragraphs(_mark_furniture(pages))
    headline = _headline(paragraphs)
    spans: list[Span] = []
    kinds: dict[int, BlockKind] = {}
    at = 0
    for line in paragraphs:
        spans.append(Span(at, at + len(line.text)))
        if line.furniture or line is headline:
            kinds[at] = "navigation" if line.furniture else "headline"
        at += len(line.text) + 2
    text = "\n\n".join(line.text for line in paragraphs)
    known = Known(kinds=kinds, spans=spans)
    return make_article(text, id=id, source=source, known=known, warnings=warnings)


def _pages(data: bytes) -> tuple[list[list[_Line]], tuple[str, ...]]:
    """The lines of each page, and warnings."""
    pages: list[list[_Line]] = []
    size = 0
    with hushed("pypdf"):
        try:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise InputError("the PDF is encrypted; save it without a password and try again")
            total = len(reader.pages)
            for number in range(min(total, MAX_PAGES)):
                pages.append(_page_lines(reader.pages[number], number))
                size += sum(len(line.text) for line in pages[-1])
                if size > MAX_CHARACTERS:
                    raise InputError(
                        f"its text has more than {MAX_CHARACTERS:,} characters; "
                        "give one article a file"
                    )
        except InputError:
            raise
        except Exception as error:  # pypdf raises many kinds over broken files, and RecursionError
            raise InputError(
                "the PDF is broken; open and save it anew, or save its text as .txt"
            ) from error
    if total > MAX_PAGES:
        return pages, (f"only the first {MAX_PAGES} of {total:,} pages were read",)
    return pages, ()


def _page_lines(page: Any, number: int) -> list[_Line]:
    lines: list[_Line] = []
    run: list[str] = []
    place: tuple[float, float] | None = None
    longest = 0

    def close() -> None:
        nonlocal place, longest
        text = " ".join("".join(run).translate(_LIGATURES).replace("\0", "").split())
        if text:
            y, size = place or (0.0, 0.0)
            lines.append(_Line(text, number, y, size))
        run.clear()
        place, longest = None, 0

    def visit(text: str, outer: Any, inner: Any, font: Any, size: float) -> None:
        nonlocal place, longest
        for index, piece in enumerate(re.split(r"[\r\n]", text)):
            if index:
                close()
            if len(piece.strip()) > longest:
                longest = len(piece.strip())
                height = float(outer[1] * inner[4] + outer[3] * inner[5] + outer[5])
                scale = abs(float(inner[3] * outer[3])) or 1.0
                place = (height, float(size) * scale)
            run.append(piece)

    page.extract_text(visitor_text=visit)
    close()
    return lines


def _mark_furniture(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """All lines in order; page numbers, stamps and what stands at the edge of several pages is
    furniture.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        ends = [*page[:_EDGE_LINES], *page[-_EDGE_LINES:]]
        seen.update({_likeness(line) for line in ends})
    enough = 2 if len(pages) <= 3 else 3
    found = []
    for page in pages:
        for index, line in enumerate(page):
            edge = index < _EDGE_LINES or index >= len(page) - _EDGE_LINES
            repeated = edge and seen[_likeness(line)] >= enough and len(line.text.split()) <= 15
            alone = _NUMBER.match(line.text) or _ADDRESS.match(line.text) or _STAMP.match(line.text)
            found.append(replace(line, furniture=bool(repeated or (edge and alone))))
    return found


def _likeness(line: _Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.size)


def _paragraphs(lines: Sequence[_Line]) -> list[_Line]:
    """Lines joined into paragraphs, in order; furniture follows the paragraph it interrupts."""
    body = [line for line in lines if not line.furniture]
    whole = " ".join(line.text for line in body)
    leading = _leading(body)
    width = sorted(len(line.text) for line in body)[int(0.9 * len(body))] if body else 0
    found: list[_Line] = []
    waiting: list[_Line] = []
    last: _Line | None = None
    for line in lines:
        if line.furniture:
            waiting.append(line)
        elif last is not None and not _breaks(last, line, leading=leading, width=width):
            found[-1] = replace(found[-1], text=_joined(found[-1].text, line.text, whole))
            last = line
        else:
            found += waiting
            waiting = []
            found.append(line)
            last = line
    return found + waiting


def _leading(body: Sequence[_Line]) -> dict[int, float]:
    """The usual distance between lines of each size of type, in points."""
    gaps: dict[int, list[float]] = {}
    for above, below in itertools.pairwise(body):
        gap = above.y - below.y
        if above.page == below.page and gap > 0 and round(above.size) == round(below.size):
            gaps.setdefault(round(below.size), []).append(round(gap, 1))
    usual = {}
    for size, values in gaps.items():
        small = sorted(values)[: max(1, (len(values) + 1) // 2)]
        usual[size] = median(small) if len(values) >= 3 else min(1.5 * size, small[0]) or small[0]
    return usual


def _breaks(above: _Line, below: _Line, *, leading: dict[int, float], width: int) -> bool:
    """True when `below` begins a paragraph."""
    ended = bool(TERMINAL.search(above.text))
    if _BULLET.match(below.text):
        return True
    if abs(above.size - below.size) > 0.12 * max(above.size, below.size):
        return True
    if above.page != below.page:
        return ended or not (below.text[0].islower() or _HYPHEN.search(above.text))
    gap = above.y - below.y
    usual = leading.get(round(below.size))
    if usual and gap > 1.3 * usual:
        return True
    short = len(above.text) < 0.7 * width
    upper = not below.text[0].islower()
    if usual and gap > 0:
        return short and ended and upper
    return (short and upper) or (ended and len(above.text) < 0.85 * width)


def _joined(above: str, below: str, whole: str) -> str:
    """Two lines as one; a hyphen at the end goes unless the text has the word with it elsewhere."""
    if not _HYPHEN.search(above) or not below[0].islower():
        return f"{above} {below}"
    left, right = above.rsplit(None, 1)[-1], re.split(r"[^\w]", below, maxsplit=1)[0]
    if above.endswith("-") and f"{left}{right}" in whole:
        return above + below
    return above[:-1] + below


def _headline(paragraphs: Sequence[_Line]) -> _Line | None:
    """The first page's paragraph in the largest type, when it is clearly larger than the body's."""
    first = [line for line in paragraphs if line.page == 0 and not line.furniture and line.size > 0]
    if len(first) < 2:
        return None
    usual = median(line.size for line in first for _ in range(1 + len(line.text) // 80))
    largest = max(first, key=lambda line: line.size)
    if largest.size >= 1.25 * usual and 3 <= len(largest.text.split()) <= 40:
        return largest
    return None
