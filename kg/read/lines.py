"""Where the paragraphs of a text are: spans without outer white space, in order, never
overlapping.
"""

from __future__ import annotations

import re

from kg.records import Span

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""A run between line breaks of any kind (CR, LF, CRLF, form feed, Unicode separators)."""

_ENDS = re.compile(r"[.!?:;…。][\"'”’)\]]*$")
_BULLET = re.compile(r"(?:[•‣▪●◦*\-–—]|\d{1,2}[.)]|\([a-z0-9]\))\s")
_WRAP_WIDEST = 120
_WRAP_NARROWEST = 40


def lines(text: str) -> list[Span]:
    """The non-blank lines of `text`, stripped, in order."""
    found = []
    for match in LINE.finditer(text):
        line = match.group()
        inner = line.strip()
        if inner:
            start = match.start() + len(line) - len(line.lstrip())
            found.append(Span(start, start + len(inner)))
    return found


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of `text` in order: its lines, or groups of lines where lines are
    hard-wrapped.

    Old wire copy and mail break a paragraph every 60 to 80 characters; there a paragraph is what
    stands between blank lines, and its span runs over the line breaks.
    """
    single = lines(text)
    groups = _groups(text, single)
    if not _is_wrapped(text, groups):
        return single
    found: list[Span] = []
    for group in groups:
        start = 0
        for end in range(1, len(group) + 1):
            if end == len(group) or _starts_anew(text, group, end):
                found.append(Span(group[start].start, group[end - 1].end))
                start = end
    return found


def _groups(text: str, single: list[Span]) -> list[list[Span]]:
    """Lines with nothing but one line break between them belong together."""
    groups: list[list[Span]] = []
    end = 0
    for line in single:
        gap = text[end : line.start]
        breaks = gap.count("\n") or gap.count("\r") or 1
        if groups and breaks == 1 and "\f" not in gap and "\u2029" not in gap:
            groups[-1].append(line)
        else:
            groups.append([line])
        end = line.end
    return groups


def _is_wrapped(text: str, groups: list[list[Span]]) -> bool:
    """True when most lines that have a successor in their group break off in mid-sentence, full
    width.
    """
    inner = [line for group in groups for line in group[:-1]]
    if len(inner) < 4:
        return False
    usual = sorted(line.end - line.start for line in inner)[len(inner) // 2]
    if not _WRAP_NARROWEST <= usual <= _WRAP_WIDEST:
        return False
    every = [line for group in groups for line in group]
    wide = sum(line.end - line.start > 1.4 * usual for line in every)
    if wide > 0.03 * len(every):
        return False
    broken = sum(not _ENDS.search(text[line.end - 3 : line.end]) for line in inner)
    full = sum(line.end - line.start >= 0.7 * usual for line in inner)
    return broken >= 0.6 * len(inner) and full >= 0.6 * len(inner)


def _starts_anew(text: str, group: list[Span], at: int) -> bool:
    """True when line `at` of a wrapped group begins a paragraph: a bullet, an indent, or after a
    short line.
    """
    line, before = group[at], group[at - 1]
    if _BULLET.match(text, line.start, line.end):
        return True
    widest = max(other.end - other.start for other in group)
    short = before.end - before.start < 0.6 * widest
    ended = bool(_ENDS.search(text[before.end - 3 : before.end]))
    indented = _indent(text, line) >= _indent(text, before) + 2
    return indented or (short and (ended or text[line.start].isupper()))


def _indent(text: str, line: Span) -> int:
    start = line.start
    while start > 0 and text[start - 1] in " \t\u00a0":
        start -= 1
    return sum(4 if char == "\t" else 1 for char in text[start : line.start])
