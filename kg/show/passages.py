"""From character ranges to the paragraphs a reader wants to see."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

LONGEST = 2_000
"""Between blank lines stands a paragraph, up to this many characters; then its lines are."""

MarkKind = Literal["claim", "speaker", "cue", "event"]


class Mark(NamedTuple):
    """A marked range of an article's text: code points, half-open."""

    start: int
    end: int
    kind: MarkKind


def parse_ranges(ranges: str) -> list[tuple[int, int]]:
    """Pairs out of `944-1034;1078-1156`, in the order given; what is no range is left out."""
    return [(int(start), int(end)) for start, end in re.findall(r"(\d+)-(\d+)", ranges)]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Ranges of all paragraphs, in order, without outer white space; none is empty."""
    found: list[tuple[int, int]] = []
    for start, end in _between(text, 0, len(text), re.compile(r"\n[^\S\n]*\n")):
        if end - start > LONGEST:
            found.extend(_between(text, start, end, re.compile(r"\n")))
        else:
            found.append((start, end))
    return found


def holding(ranges: Sequence[tuple[int, int]], marks: Iterable[Mark]) -> list[int]:
    """Indexes of the paragraphs that hold any marked character, in order."""
    starts = [start for start, _ in ranges]
    found = set()
    for mark in marks:
        for index in range(max(bisect_right(starts, mark.start) - 1, 0), len(ranges)):
            start, end = ranges[index]
            if start >= mark.end:
                break
            if end > mark.start:
                found.add(index)
    return sorted(found)


def _between(
    text: str, start: int, end: int, separator: re.Pattern[str]
) -> Iterator[tuple[int, int]]:
    """Non-empty trimmed ranges between matches of `separator`."""
    edges = [start]
    for match in separator.finditer(text, start, end):
        edges += [match.start(), match.end()]
    edges.append(end)
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        while left < right and text[left].isspace():
            left += 1
        while right > left and text[right - 1].isspace():
            right -= 1
        if left < right:
            yield left, right
