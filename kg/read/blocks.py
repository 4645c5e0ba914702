"""What each paragraph of an article is: headline, byline, dateline, date, caption, navigation, …

Three passes over the paragraphs, in order: `kinds` names those that one line decides; then the
head (all before the body) is searched for headline, byline and date; then the tail (all after the
last full sentence) for footers. What nothing claims is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.read import dates, footer, header
from kg.read.captions import ends_in_credit, is_caption
from kg.read.furniture import is_navigation, is_section, opens_list_of_links
from kg.read.language import is_foreign
from kg.read.words import SPEAKS, TERMINAL
from kg.records import BlockKind, Span

_BULLET = re.compile(r"(?:[•‣▪●◦*·]|[-–](?=\s+\S)|\d{1,2}[.)](?=\s)|\([a-z0-9]{1,2}\)(?=\s))\s*\S")
_BETWEEN_DASHES = re.compile(r"[-–—]\s.{2,80}\s[-–—]\.?$")
_LEAD = re.compile(
    r"\b(?:said|told|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|has been|have been)\b"
)
_BRACKET = re.compile(r"\s*[(\[][^()\[\]]{2,60}[)\]]$")
_LONG = 2_000
_HEAD = 60  # lines; a headline stands in the first screenful


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph while it is being judged. `sentence`: it reads as one or more full sentences."""

    span: Span
    text: str
    kind: BlockKind | None
    sentence: bool


def judge(
    text: str, spans: Sequence[Span], *, title: Span | None, given: Mapping[int, BlockKind]
) -> list[Line]:
    """Each paragraph with its kind where the paragraph alone decides it; `given` (by start) is
    taken over.
    """
    found = []
    for span in spans:
        line = text[span.start : span.end]
        kind = "headline" if span == title else (_alone(line) or given.get(span.start))
        found.append(Line(span, line, kind, _is_sentence(line)))
    return found


def settle(lines: Sequence[Line], *, titled: bool) -> tuple[list[BlockKind], int, int]:
    """The kind of each line, the index where the body begins and the one where it ends (exclusive).

    Args:
        lines: as `judge` gives them.
        titled: True when the headline is known from outside the text.
    """
    kinds: list[BlockKind | None] = [line.kind for line in lines]
    _repeats(lines, kinds)
    start = _head_end(lines, kinds, _body_start(lines, kinds, titled=titled))
    end = _body_end(lines, kinds)
    if not titled:
        _find_headline(lines, kinds, start)
        if "headline" in kinds and kinds.index("headline") == start:
            start += 1
    _head(lines, kinds, start)
    _tail(lines, kinds, max(start, end))
    _middle(lines, kinds, start, end)
    return [kind or "paragraph" for kind in kinds], start, end


def _alone(line: str) -> BlockKind | None:
    if len(line) > _LONG:
        return "foreign" if is_foreign(line[:_LONG]) else None
    if is_navigation(line):
        return "navigation"
    if is_foreign(line):
        return "foreign"
    if is_caption(line):
        return "caption"
    if header.byline(line) and not TERMINAL.search(line):
        return "byline"
    if header.is_credits(line):
        return "byline"
    return None


def _is_sentence(line: str) -> bool:
    words = len(line.split())
    quoted = line.endswith(('"', "”")) and bool(SPEAKS.search(line))
    ended = bool(TERMINAL.search(line) or TERMINAL.search(_BRACKET.sub("", line)))
    return (words >= 5 and (ended or quoted)) or words > 40


def _repeats(lines: Sequence[Line], kinds: list[BlockKind | None]) -> None:
    """Neighbours that say the same are a caption and its copy; a later copy of a caption is one
    too.
    """
    seen: dict[str, int] = {}
    for index, line in enumerate(lines):
        before = seen.get(line.text)
        seen[line.text] = index
        if before is None or len(line.text) < 20 or kinds[index] not in (None, "caption"):
            continue
        if kinds[before] == "caption" or (before == index - 1 and not SPEAKS.search(line.text)):
            kinds[before] = kinds[index] = "caption"


def _body_start(lines: Sequence[Line], kinds: Sequence[BlockKind | None], *, titled: bool) -> int:
    """The index of the first paragraph of the body: a dateline, or a sentence that is no
    headline.
    """
    open_ = [index for index, kind in enumerate(kinds) if kind is None]
    for place, index in enumerate(open_):
        line = lines[index]
        if header.dateline(line.text, first=False):
            return index
        if not line.sentence:
            continue
        if place == 0 and not titled and _may_be_headline(lines, open_):
            continue
        return index
    return len(lines)


def _head_end(lines: Sequence[Line], kinds: Sequence[BlockKind | None], start: int) -> int:
    """`start`, moved behind a byline or date that follows a standfirst of one or two sentences."""
    if start < len(lines) and header.dateline(lines[start].text, first=False):
        return start
    end, sentences = start, 0
    for index in range(start, min(start + 8, len(lines))):
        line = lines[index]
        if kinds[index] is None and line.sentence:
            sentences += 1
            if sentences > 2:
                break
        elif kinds[index] == "byline" or _is_date(line.text):
            end = index + 1
    return end if any(line.sentence for line in lines[end:]) else start


def _is_date(line: str) -> bool:
    return bool(dates.date_line(line)) or dates.is_day_line(line)


def _may_be_headline(lines: Sequence[Line], open_: Sequence[int]) -> bool:
    """True when the first open line, though punctuated as a sentence, stands as a headline."""
    line = lines[open_[0]].text
    words = line.split()
    if len(open_) < 2 or len(words) > 25:
        return False
    if line.endswith(("?", "!", "?”", '?"')) or len(words) <= 5:
        return True
    capital = sum(word[:1].isupper() for word in words if len(word) > 3)
    long_ones = sum(len(word) > 3 for word in words) or 1
    if capital >= 0.7 * long_ones:
        return True
    two = re.search(r"[a-z]{4}[.!?][\"”’]?\s+[A-Z“\"]", line)
    return not two and (not _LEAD.search(line) and len(words) <= 16)


def _body_end(lines: Sequence[Line], kinds: Sequence[BlockKind | None]) -> int:
    """The index after the last paragraph that reads as a sentence (or list item)."""
    for index in range(len(lines) - 1, -1, -1):
        if kinds[index] in (None, "list-item") and (lines[index].sentence or _ends(lines[index])):
            return index + 1
    return 0


def _ends(line: Line) -> bool:
    """A short last sentence (`He declined.`), but not the cries of a feedback form."""
    return len(line.text.split()) >= 2 and line.text.rstrip('"”’)').endswith(".")


def _find_headline(lines: Sequence[Line], kinds: list[BlockKind | None], start: int) -> None:
    """Mark the first line before the body that can be a headline; a section's name cannot."""
    if "headline" in kinds:
        return
    candidates = []
    for index in range(min(start, len(lines), _HEAD)):
        line = lines[index].text
        if kinds[index] is not None or _is_date(line) or len(line) > 300:
            continue
        candidates.append(index)
    for index in candidates:
        line = lines[index].text
        later = any(len(lines[other].text.split()) >= 4 for other in candidates if other > index)
        if later and (is_section(line) or footer.masthead(line) or len(line.split()) < 2):
            continue
        if header.dateline_alone(line) and later:
            continue
        kinds[index] = "headline"
        return


def _head(lines: Sequence[Line], kinds: list[BlockKind | None], start: int) -> None:
    """Dates, bylines, sections and standfirsts before the body."""
    seen = "headline" not in kinds
    for index in range(min(start, len(lines))):
        line = lines[index]
        if kinds[index] == "headline":
            seen = True
        if kinds[index] not in (None, "byline"):
            continue
        dated = dates.date_line(line.text)
        if not seen and header.is_agency_alone(line.text):
            kinds[index] = "navigation"
        elif kinds[index] is None and dates.is_day_line(line.text):
            kinds[index] = "date"
        elif dated:
            kinds[index] = "byline" if header.beside_date(dated.rest) else "date"
        elif (
            kinds[index] is None
            and (is_section(line.text) or footer.masthead(line.text, place=True))
        ) or (kinds[index] is None and not seen):
            kinds[index] = "navigation"
        elif kinds[index] is None and header.person(line.text):
            kinds[index] = "byline"
        elif kinds[index] is None and header.dateline_alone(line.text):
            kinds[index] = "dateline"
        elif kinds[index] is None and not line.sentence:
            kinds[index] = "list-item" if _BULLET.match(line.text) else "subheading"


def _tail(lines: Sequence[Line], kinds: list[BlockKind | None], end: int) -> None:
    """Footers after the last sentence: whatever is short and no sentence, is not part of the
    story.
    """
    titles = {line.text for line, kind in zip(lines, kinds, strict=True) if kind == "headline"}
    listed = False
    for index in range(end, len(lines)):
        line = lines[index]
        listed = listed or opens_list_of_links(line.text)
        if kinds[index] is not None:
            continue
        short = len(line.text.split()) <= 8
        repeated = line.text in titles
        dated = dates.date_line(line.text)
        if dated and not (listed and dated.rank == "dated"):
            kinds[index] = "date"
        elif footer.publisher(line.text) or repeated or listed:
            kinds[index] = "navigation"
        elif _BULLET.match(line.text):
            kinds[index] = "list-item"
        elif short and not re.search(r"[.”\"]$", line.text) and not SPEAKS.search(line.text):
            kinds[index] = "navigation"


def _middle(lines: Sequence[Line], kinds: list[BlockKind | None], start: int, end: int) -> None:
    """Subheadings, lists, captions with a bare credit, and links between the paragraphs of the
    body.
    """
    links = 0
    first = header.dateline(lines[start].text, first=True) if start < len(lines) else None
    signed = f"({first.agency})" if first and first.agency else None
    final = _body_end(lines, kinds) - 1
    for index in range(start, end):
        line = lines[index]
        if kinds[index] == "navigation":
            links = 4 if opens_list_of_links(line.text) else links
            continue
        if kinds[index] is not None:
            continue
        words = len(line.text.split())
        last = index >= final
        credited = ends_in_credit(line.text) or bool(signed and line.text.endswith(signed))
        if _BETWEEN_DASHES.match(line.text):
            kinds[index] = "subheading"
        elif _BULLET.match(line.text):
            kinds[index] = "list-item"
        elif credited and not last and not SPEAKS.search(line.text):
            kinds[index] = "caption"
        elif line.sentence or words > 14:
            links = 0
        elif links and words >= 4:
            links -= 1
            kinds[index] = "navigation"
        elif line.text.endswith((":", ",")):
            links = 0
        elif not TERMINAL.search(line.text) or (line.text.endswith("?") and words <= 8):
            kinds[index] = "subheading" if not last else None
