"""The grammar of time in news: from text to a `Point`, without a parse and without a clock.

A point is one expression (`late March`, `Tuesday`, `2 May 2018`, `last year`). What it means on a
given day is in `kg.extract.timespan`; what joins several (`from Sunday to Wednesday`) in
`kg.extract.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Prefer = Literal["past", "future", "nearest"]
Groups = dict[str, str | None]

MONTHS = {
    "january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7,
    "august": 8, "september": 9, "october": 10, "november": 11, "december": 12, "jan": 1,
    "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9, "sep": 9, "oct": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5,
    "sunday": 6,
}  # fmt: skip
SEASONS = {
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 14),
}
"""First and last month on the northern half of the globe; month 14 is February of the next year."""

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1, "couple": 2, "few": 3, "several": 4, "dozen": 12}
VAGUE_NUMBERS = frozenset({"couple", "few", "several", "dozen"})

_FULL = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?P<month>{_FULL}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?!\w)\.?)"
_LONG_DAY = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_ON_DAY = rf"(?:(?:{_LONG_DAY}|(?:Mon|Tues?|Wed|Thur?s?|Fri|Sat|Sun)\.?),? (?:the )?)?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\w)"
_PART = r"(?P<part>(?i:early|mid(?:dle)?|late|the (?:start|beginning|middle|end) of))[- ](?:in )?"
_SHIFT = r"(?P<shift>(?i:this past|this coming|last|next|this|that|the coming|coming)) "
_SEASON = r"(?P<season>(?i:spring|summer|autumn|fall|winter))(?!\w)"
_HOUR = r"(?:morning|afternoon|evening|night)"
_UNIT = r"(?P<unit>day|weekend|week|month|year|decade)"
_COUNT = (
    r"(?P<count>\d{1,3}|(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:a )?couple of|(?:a )?few|several|a dozen))"
)
_NEAR = (
    r"(?P<near>(?i:about|around|almost|nearly|roughly|more than|over|some|at least|less than) )?"
)


@dataclass(frozen=True, slots=True)
class Point:
    """One time expression as written; fields that it does not mention stay None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: tuple[int, int] | None = None
    decade: int | None = None
    part: str | None = None
    shift: str | None = None
    unit: str | None = None
    count: int | None = None
    word: str | None = None
    vague: bool = False


def _int(text: str | None) -> int | None:
    return int(re.sub(r"\D", "", text)) if text else None


def _part(text: str | None) -> str | None:
    words = (text or "").lower().split()
    if len(words) == 3:  # "the end of"
        return {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}[words[1]]
    return {"middle": "mid"}.get(words[0], words[0]) if words else None


def _shift(text: str | None) -> str | None:
    word = (text or "").lower()
    same = {"this past": "last", "this coming": "coming", "the coming": "coming", "the": "this"}
    return same.get(word, word or None)


def _count(text: str | None) -> int | None:
    if not text:
        return None
    last = [w for w in text.lower().split() if w != "of"][-1]
    return int(last) if last.isdigit() else NUMBERS[last]


def _calendar(g: Groups) -> Point:
    month = (g.get("month") or "").lower().rstrip(".")
    season = (g.get("season") or "").lower()
    weekday = (g.get("weekday") or "").lower()
    return Point(
        year=_int(g.get("year")),
        month=MONTHS.get(month),
        day=_int(g.get("day")),
        weekday=WEEKDAYS.get(weekday),
        season=SEASONS.get(season),
        decade=_int(g.get("decade")),
        part=_part(g.get("part")),
        shift=_shift(g.get("shift")),
    )


def _share(g: Groups) -> Point:
    """`the second half of the year`, `the first quarter of 2020`: a season of its months."""
    length = 6 if g["nth"] else 3
    word = (g["nth"] or g["quarter"] or "").lower()
    nth = {"first": 0, "second": 1, "latter": 1, "third": 2, "fourth": 3, "last": 3}[word]
    shift = (g.get("shift") or "this").lower()
    return Point(
        year=_int(g.get("year")),
        season=(nth * length + 1, (nth + 1) * length),
        shift=None if g.get("year") else {"the": "this"}.get(shift, shift) + " year",
    )


def _iso(g: Groups) -> Point:
    return Point(year=_int(g["year"]), month=_int(g["mm"]), day=_int(g["dd"]))


def _word(g: Groups) -> Point:
    return Point(word=(g["word"] or "").lower())


def _unit(g: Groups) -> Point:
    return Point(unit=g["unit"], shift=_shift(g["shift"]), part=_part(g.get("part")))


def _span(g: Groups) -> Point:
    count = g.get("count") or (None if g.get("plural") else "one")
    words = (count or "").lower().split()
    vague = bool(g.get("near")) or any(w in VAGUE_NUMBERS for w in words)
    word = (g["word"] or "").lower()
    return Point(unit=g["unit"], count=_count(count), word=word, vague=vague)


# Order matters: the first that matches at a place is taken, so longer forms stand first.
_RULES: tuple[tuple[re.Pattern[str], Callable[[Groups], Point]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(?P<year>[12]\d{3})-(?P<mm>0[1-9]|1[0-2])-(?P<dd>0[1-9]|[12]\d|3[01])(?!\w)", _iso),
        (rf"{_ON_DAY}{_MONTH} (?P<day>{_DAY})(?![\w:%]|[.,]\d)(?:,? {_YEAR})?", _calendar),
        (rf"{_ON_DAY}(?:the )?(?P<day>{_DAY}) (?:of )?{_MONTH}(?![\w-])(?:,? {_YEAR})?", _calendar),
        (rf"(?:{_PART})?{_MONTH},? (?:of )?{_YEAR}(?!-\d)", _calendar),
        (rf"{_PART}{_MONTH}(?![\w-])", _calendar),
        (rf"{_SHIFT}{_MONTH}(?![\w-])", _calendar),
        (rf"(?:the )?(?:{_PART})?(?:the )?(?P<decade>(?:1[5-9]|20)\d0)s(?!\w)", _calendar),
        (
            r"(?:the )?(?:(?P<nth>(?i:first|second|latter)) half"
            r"|(?P<quarter>(?i:first|second|third|fourth|last)) quarter)"
            rf" of (?:{_YEAR}|(?P<shift>(?i:the|this|next|last)) year(?!\w))",
            _share,
        ),
        (rf"(?:{_PART})?(?:the )?{_SEASON}(?: of)? {_YEAR}", _calendar),
        (rf"(?:{_PART})?{_SHIFT}{_SEASON}", _calendar),
        (
            rf"(?:(?i:early|late) (?:on )?)?(?:{_SHIFT})?(?P<weekday>{_LONG_DAY})"
            rf"(?: {_HOUR})?(?!\w)",
            _calendar,
        ),
        (
            r"(?P<word>(?i:the day before yesterday|the day after tomorrow|today|tonight|yesterday"
            rf"|tomorrow|this {_HOUR}|last night))(?: {_HOUR})?(?!\w)",
            _word,
        ),
        (
            r"(?:(?P<part>(?i:early|mid|later|late|earlier|the (?:start|beginning|middle|end) of))"
            rf"[- ])?{_SHIFT}(?!day){_UNIT}(?!\w)",
            _unit,
        ),
        (
            r"(?P<part>(?i:the (?:start|beginning|middle|end) of)) (?P<shift>the) "
            r"(?P<unit>week|month|year)(?!\w)",
            _unit,
        ),
        (rf"{_NEAR}{_COUNT} {_UNIT}s? (?P<word>ago|from now)(?!\w)", _span),
        (
            rf"(?i:the|these) (?P<word>past|last|next|coming)(?: {_COUNT})? "
            rf"(?!day(?!s)){_UNIT}(?P<plural>s)?(?!\w)",
            _span,
        ),
        (rf"(?P<word>(?i:recent|coming)) {_UNIT}(?P<plural>s)(?!\w)", _span),
        (r"(?P<word>the) (?P<unit>weekend)(?!\w)", _span),
        (rf"{_PART}{_YEAR}(?!-\d)", _calendar),
    )
)
_BARE_MONTH = re.compile(rf"(?P<month>{_FULL})(?![\w-])")
_BARE_YEAR = re.compile(rf"{_YEAR}(?![%]|[.,]\d)")
_BARE_DAY = re.compile(rf"(?P<day>{_DAY})(?![\w:%]|[.,]\d)")
_SHORT_YEAR = re.compile(r"(?P<year>\d\d)(?!\w|[.,]\d)")


def read_point(text: str, at: int, *, bare: bool) -> tuple[Point, int] | None:
    """The point that begins at `at` and its end (exclusive, code points); None when there is none.

    Args:
        text: the text that is searched.
        at: code point in `text`.
        bare: whether a month or year with nothing beside it counts (`in May`, `since 2011`).
    """
    for pattern, build in _RULES:
        found = pattern.match(text, at)
        if found:
            return build(found.groupdict()), found.end()
    if bare:
        found = _BARE_MONTH.match(text, at) or _BARE_YEAR.match(text, at)
        if found:
            return _calendar(found.groupdict()), found.end()
    return None


def read_day(text: str, at: int) -> tuple[int, int] | None:
    """A day of the month alone (`27` in `March 25-27`) and its end."""
    found = _BARE_DAY.match(text, at)
    return (int(re.sub(r"\D", "", found["day"])), found.end()) if found else None


def read_short_year(text: str, at: int) -> tuple[int, int] | None:
    """The last two digits of a year (`53` in `1950-53`) and their end."""
    found = _SHORT_YEAR.match(text, at)
    return (int(found["year"]), found.end()) if found else None
