"""Whole time expressions: a point with its preposition, or two points and what joins them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.extract.timegrammar import Point, read_day, read_point, read_short_year
from kg.records import Span

_PREPOSITION = re.compile(
    r"(?P<word>(?i:on|in|by|since|until|till|from|between|during|after|before|through"
    r"|throughout|over|within|at)) "
)
_LINK = re.compile(
    r"(?: ?(?P<dash>[-–—]) ?| (?P<word>to|through|until|till|and on|or on|and|or) )", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")


@dataclass(frozen=True, slots=True)
class Expression:
    """A whole expression: one point, or two and how they are joined (`to`, `and`, `or`)."""

    span: Span
    first: Point
    second: Point | None = None
    link: str | None = None
    preposition: str | None = None


def read_expression(text: str, at: int, *, bare: bool = False) -> Expression | None:
    """The longest time expression that begins at `at`, its preposition included.

    Args:
        text: the text that is searched.
        at: code point in `text`.
        bare: whether a lone month or year counts without a preposition.
    """
    lead = _PREPOSITION.match(text, at)
    word = lead["word"].lower() if lead else None
    begin = lead.end() if lead else at
    found = read_point(text, begin, bare=bare or lead is not None)
    expression: Expression | None
    if found is None:
        expression = _days_before_month(text, begin)
    else:
        expression = _joined(text, begin, *found, between=word == "between")
    if expression is None or (word == "between" and expression.second is None):
        return None
    if lead and _POSSESSIVE.match(text, expression.span.end):
        return None  # "after Tuesday's vote": the point alone is meant, and it is found next
    if word in ("from", "between") and expression.link == "and":
        expression = replace(expression, link="to")
    return replace(expression, span=Span(at, expression.span.end), preposition=word)


def _is_bare_year(point: Point) -> bool:
    return point == Point(year=point.year)


def _joined(text: str, at: int, first: Point, end: int, *, between: bool) -> Expression:
    """The point, joined with the one that follows where the two make one expression."""
    alone = Expression(Span(at, end), first)
    link = _LINK.match(text, end)
    if link is None:
        return alone
    word = "to" if link["dash"] else link["word"].lower().split()[0]
    word = "to" if word in ("through", "until", "till") or (between and word == "and") else word
    short = read_short_year(text, link.end()) if link["dash"] and _is_bare_year(first) else None
    if short and first.year is not None and first.year % 100 < short[0]:
        year = first.year - first.year % 100 + short[0]
        return Expression(Span(at, short[1]), first, Point(year=year), "to")
    bare = first.day is None and (first.month is not None or _is_bare_year(first))
    second = read_point(text, link.end(), bare=bare)
    if second is None:
        day = read_day(text, link.end()) if first.day and first.month else None
        if day is None or first.day is None or day[0] <= first.day or word == "or":
            return alone
        return Expression(Span(at, day[1]), first, replace(first, day=day[0]), "to")
    other, stop = second
    if not _alike(first, other):
        return alone
    if word == "and":
        if not _consecutive(first, other):
            return alone
        word = "to"
    return Expression(Span(at, stop), _completed(first, other), other, word)


def _days_before_month(text: str, at: int) -> Expression | None:
    """`25-27 March 2018`: the first day stands without its month."""
    day = read_day(text, at)
    link = _LINK.match(text, day[1]) if day else None
    second = read_point(text, link.end(), bare=False) if link else None
    if day is None or second is None or not second[0].day or not second[0].month:
        return None
    if day[0] >= second[0].day:
        return None
    first = replace(second[0], day=day[0])
    return Expression(Span(at, second[1]), first, second[0], "to")


def _kind(point: Point) -> str:
    for name in ("weekday", "season", "decade", "day", "month", "year", "unit"):
        if getattr(point, name) is not None:
            return name
    return "word"


def _alike(first: Point, second: Point) -> bool:
    return _kind(first) == _kind(second) and _kind(first) not in ("unit", "word")


def _consecutive(first: Point, second: Point) -> bool:
    """Whether `A and B` is one stretch of time (Monday and Tuesday), not two points of it."""
    if first.weekday is not None and second.weekday is not None:
        return (second.weekday - first.weekday) % 7 == 1
    if first.day is not None or (first.year is None) != (second.year is None):
        return first.month == second.month and (second.day or 0) - (first.day or 0) == 1
    if first.month is not None and second.month is not None and first.year == second.year:
        return second.month - first.month == 1
    return first.month is None and (second.year or 0) - (first.year or 0) == 1


def _completed(first: Point, second: Point) -> Point:
    """`March 25 to April 2, 2018`: the year that stands at the end holds for both."""
    if first.year is not None or second.year is None or first.month is None:
        return first
    year = second.year - (second.month is not None and first.month > second.month)
    return replace(first, year=year)
