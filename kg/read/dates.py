"""Dates of publication: full calendar dates in lines that state them, and in a page's address.

Only whole dates count (day, month and year). A numeric date that reads two ways (03/04/2018) is
taken for none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kg.read.words import MONTHS, WEEKDAY

_MONTH = r"(?P<{0}>" + "|".join(sorted(MONTHS, key=lambda name: (-len(name), name))) + r")\b\.?"
_DAY = r"(?P<{0}>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:1[89]|20)\d\d)"
_DATE = re.compile(
    r"(?<![\w/])(?:"
    + _YEAR.format("y1") + r"(?P<sep>[-/.])(?P<m1>[01]?\d)(?P=sep)(?P<d1>[0-3]?\d)(?!\d)"
    + "|" + _MONTH.format("m2") + r"\s*" + _DAY.format("d2")
    + r"(?:\s*,\s*|\s+)" + _YEAR.format("y2")
    + "|" + _DAY.format("d3") + r"[\s-]*(?:of\s+)?" + _MONTH.format("m3")
    + r"[\s,-]*" + _YEAR.format("y3")
    + r"|(?P<n1>[0-3]?\d)(?P<sep2>[./-])(?P<n2>[0-3]?\d)(?P=sep2)" + _YEAR.format("y4")
    + "|" + _YEAR.format("y5") + r"\s?[년年]\s?(?P<m5>[01]?\d)\s?[월月]\s?(?P<d5>[0-3]?\d)\s?[일日]"
    + r")(?!\d)",
    re.IGNORECASE,
)  # fmt: skip
_COMPACT = re.compile(r"^((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:T?\d{6}Z?)?$")
_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)[/_-]?([01]\d|[a-z]{3})[/_-]?([0-3]\d)(?=[/_.-]|$)", re.IGNORECASE
)
_TIME = (
    r"(?:at\s+)?\d{1,2}(?:[:.h]\d{2}){1,2}(?:[.:]\d+)?\s*(?:[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?"
    r"|T?\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?"
)
_ZONE = (
    r"\(?\b(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|EES?T|WES?T|IST|KST|JST|SGT|HKT|PKT|MSK|AE[SD]T|Z)"
    r"\b\)?"
)
_FILLER = re.compile(
    rf"{_TIME}|{_ZONE}|[+-]\d{{2}}:?\d{{2}}\b|\b{WEEKDAY}|\b\d+\s*min(?:ute)?s?\s+read\b"
    r"|\b(?:hrs?|local time|eastern|all headlines|am|pm|at|on|the)\b|[\s|,;:·•()\[\]/–—-]+",
    re.IGNORECASE,
)
_NOT_PUBLICATION = re.compile(
    r"\b(?:print(?:ed|able|ing)?|retrieved|accessed|access(?:ed)? (?:on|date)|downloaded|archived|"
    r"visited|captured|cached|copyright|reserved|expires?|crawled|viewed)\b|©",
    re.IGNORECASE,
)
Rank = Literal["published", "dated", "updated"]
_LABEL = re.compile(
    r"(?P<published>(?:(?:first|originally|date)\s+)?(?:published|posted|released|issued|created)"
    r"(?:\s+(?:on|at|date|online|time))?|publication date|publish(?:ed)? date|date of publication"
    r"|pub\.? date|release date|date(?=\s*:))"
    r"|(?P<updated>(?:last\s+)?(?:updated|modified|edited|revised|changed)(?:\s+(?:on|at|date))?"
    r"|(?:last\s+)?update\b(?:\s+(?:on|at|date))?)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that states when the article came out. `rest` is what it says besides, e.g. a name."""

    published: str
    rank: Rank
    rest: str


def parse_date(text: str) -> str | None:
    """The first full date in `text` as `YYYY-MM-DD`; None when there is none or it reads two
    ways.
    """
    compact = _COMPACT.match(text.strip())
    if compact:
        return _iso(*(int(group) for group in compact.groups()))
    for match in _DATE.finditer(text):
        found = _of_match(match)
        if found:
            return found
    return None


def date_line(line: str) -> DateLine | None:
    """What a line such as `Published: 3 May 2018 10:00 BST` states; None for any other line.

    The line may hold a name or a section beside the date, not a sentence; dates of printing,
    access and copyright do not count.
    """
    if len(line) > 160 or _NOT_PUBLICATION.search(line):
        return None
    dates = [(match, _of_match(match)) for match in _DATE.finditer(line)]
    known = [(match, found) for match, found in dates if found]
    if not known:
        return None
    rank, published = _ranked(line, [(match.start(), found) for match, found in known])
    rest = _FILLER.sub(" ", _LABEL.sub(" ", _DATE.sub(" ", line))).strip()
    lower = sum(word[0].islower() for word in rest.split())
    if len(rest.split()) > 6 or lower > 2 or (re.search(r"[.!?]$", line) and len(rest.split()) > 2):
        return None
    return DateLine(published, rank, " ".join(rest.split()))


def is_day_line(line: str) -> bool:
    """True for a line that is a day without its year, perhaps with a time: `March 28, 12:15
    UTC+3`.
    """
    if len(line) > 60 or not month_day(line):
        return False
    left = _FILLER.sub(" ", _LABEL.sub(" ", re.sub(r"UTC\s?[+-]\d+", " ", line)))
    left = re.sub(
        _MONTH.format("m") + r"|\b" + _DAY.format("d") + r"\b", " ", left, flags=re.IGNORECASE
    )
    return not left.strip()


def month_day(text: str) -> tuple[int, int] | None:
    """Month and day of a date without a year, as in the dateline `SEOUL, March 28 (Agency) --`."""
    month = re.search(_MONTH.format("m") + r"\s*" + _DAY.format("d") + r"\b", text, re.IGNORECASE)
    day = re.search(r"\b" + _DAY.format("d") + r"\s+" + _MONTH.format("m"), text, re.IGNORECASE)
    match = month or day
    if not match:
        return None
    return MONTHS[match["m"].lower()], int(match["d"])


def with_year(found: tuple[int, int], year: int) -> str | None:
    """`YYYY-MM-DD` for a month and day of `year`; None when there is no such day."""
    return _iso(year, *found)


def date_in_address(url: str) -> str | None:
    """The date in a page's address (`…/2018/03/28/…`, `…/2018/mar/28/…`), or None."""
    for match in _ADDRESS.finditer(url):
        year, month, day = match.groups()
        number = int(month) if month.isdigit() else MONTHS.get(month.lower(), 0)
        found = _iso(int(year), number, int(day))
        if found:
            return found
    return None


def is_ambiguous(text: str) -> bool:
    """True when `text` has a numeric date that could be day first or month first."""
    return any(match["n1"] and _of_match(match) is None for match in _DATE.finditer(text))


def _ranked(line: str, dates: list[tuple[int, str]]) -> tuple[Rank, str]:
    """The date after *published*, else the first without a label, else the one after *updated*."""
    labels = [(match.start(), match.lastgroup) for match in _LABEL.finditer(line)]
    ranked: dict[str, str] = {}
    for start, found in dates:
        before = [kind for at, kind in labels if at < start]
        ranked.setdefault((before[-1] if before else None) or "dated", found)
    order: tuple[Rank, ...] = ("published", "dated", "updated")
    for rank in order:
        if rank in ranked:
            return rank, ranked[rank]
    return "dated", dates[0][1]


def _of_match(match: re.Match[str]) -> str | None:
    group = match.groupdict()
    if group["y4"]:
        return _numeric(int(group["n1"]), int(group["n2"]), int(group["y4"]), group["sep2"])
    for number in "1235":
        if group["y" + number]:
            month = group["m" + number]
            value = int(month) if month.isdigit() else MONTHS[month.lower()]
            return _iso(int(group["y" + number]), value, int(group["d" + number]))
    return None


def _numeric(first: int, second: int, year: int, separator: str) -> str | None:
    if separator == "." or first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
