"""Time expressions of an article and what they mean on the day it was published.

Our own grammar (`kg.extract.timegrammar`, `timephrase`, `timespan`) reads what news usually
writes; dateparser reads the rest of what the names model marked as a date. `start` and `end` keep
the precision of the words: `late March` is `2018-03`, and lies between its 21st and its 31st.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateparser.date import DateDataParser
from spacy.tokens import Doc

from kg.extract.syntax import (
    governing_verb,
    published,
    read_blocks,
    time_direction,
    token_at,
)
from kg.extract.timegrammar import WEEKDAYS, Point, Prefer
from kg.extract.timephrase import Expression, read_expression
from kg.extract.timespan import Days, common, is_absolute, resolve
from kg.read.dates import month_day, with_year
from kg.records import Article, Span, TimeRange

_OPEN_START = frozenset({"by", "until", "till", "before", "through"})
_OPEN_END = frozenset({"since", "from", "after"})
_START = re.compile(
    r"(?<![\w$£€#.,-])(?=(?:(?i:jan|feb|mar|apr|may|ju[nl]|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri"
    r"|sat|sun|early|mid|late|the|th[ei]s|that|last|next|coming|recent|spring|summer|autumn|fall"
    r"|winter|to[dnm]|yest|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|few"
    r"|several|couple|about|around|almost|nearly|roughly|more|over|some|at|less"
    r"|within|on|in|by|since|until|till|from|between|during|after|before|through)\w*\W|\d))"
)
_BARE_AFTER = re.compile(r"(?:\b(?:[Ff]or|of|[Aa]round|[Aa]bout|as of|to)|[(\[]) ?$")
_NOT_A_DAY = re.compile(
    r"\b(?:Black|Super|Good|Ash|Bloody|Easter|Palm|Cyber|Giving|Fat|Holy|Shrove|Maundy|News|Bowl) $"
)
_TITLE_AFTER = re.compile(
    r" (?:Times|Telegraph|Mail|Mirror|Express|Herald|Post|Business Post|Night Football"
    r"|Night Live|Morning Herald)\b"
)
_DATE_WORD = re.compile(
    r"\d.*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day|week|month|year|/|-|\.)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(r"[A-Z][a-z]{2,8}\.? \d{1,2}\b|\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}")
_YEARS_BACK = 8
"""Years that may lie between the latest year that an article names and its own."""
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def _days(e: Expression, base: date | None, prefer: Prefer) -> tuple[Days, Days] | None:
    """Days of the first and of the last point."""
    if e.second is None:
        days = resolve(e.first, base=base, prefer=prefer)
        return (days, days) if days else None
    if prefer == "past":
        last = resolve(e.second, base=base, prefer=prefer)
        first = resolve(e.first, base=last[0] if last and base else base, prefer="past")
    else:
        first = resolve(e.first, base=base, prefer=prefer)
        last = resolve(e.second, base=first[0] if first and base else base, prefer="future")
    return (first, last) if first and last and first[0] <= last[1] else None


def meaning(
    e: Expression, text: str, *, base: date | None, prefer: Prefer = "past", inferred: bool = False
) -> TimeRange:
    """What the expression says; `start` is None where nothing tells (no base, `that December`).

    Args:
        e: the expression.
        text: the text that `e.span` is of.
        base: day of publication.
        prefer: side on which recurring days are looked for.
        inferred: whether `base` is a guess.
    """
    words = text[e.span.start : e.span.end]
    days = _days(e, base, prefer)
    if days is None:
        return TimeRange(words, e.span, None, None)
    (first, last), lead = days, e.preposition
    start, end = common(first), common(last)
    earliest: date | None = first[0]
    latest: date | None = last[1]
    if e.link == "or":
        start = end = common((first[0], last[1]))
    elif e.link is None and e.first.unit == "weekend" and first[1] - first[0] == timedelta(days=1):
        start, end = first[0].isoformat(), first[1].isoformat()
    elif e.link is None and start is None:
        start, end = _over_years(e.first, first)
    if e.second is None and lead in _OPEN_END:
        end, latest = None, base if base and lead == "since" and first[0] <= base else None
    elif e.second is None and lead in _OPEN_START:
        start, earliest = None, base if base and base <= last[1] and lead == "by" else None
    relied = not is_absolute(e.first) or not is_absolute(e.second or e.first)
    return TimeRange(
        words,
        e.span,
        start,
        end,
        earliest.isoformat() if earliest else None,
        latest.isoformat() if latest else None,
        inferred and relied,
    )


def _over_years(point: Point, days: Days) -> tuple[str | None, str | None]:
    """Start and end of what no single year holds: a winter, a decade, `the past two years`."""
    if point.decade is not None or point.word in ("past", "last", "recent"):
        return f"{days[0].year:04}", f"{days[1].year:04}"
    year = None if point.year is None else f"{point.year:04}"
    return year, year


def parse_time(
    text: str, *, base: date | None, prefer: Prefer = "past", inferred: bool = False
) -> TimeRange | None:
    """What a string that is a time expression says; None when it is none. Spans count from 0.

    Args:
        text: nothing but the expression.
        base: day of publication; without it only what names its year is read.
        prefer: where to look for weekdays and days without a year.
        inferred: whether `base` is a guess.
    """
    expression = read_expression(text, 0, bare=True)
    if expression is not None and expression.span.end == len(text):
        return meaning(expression, text, base=base, prefer=prefer, inferred=inferred)
    return _fallback(text, Span(0, len(text)), base, prefer, inferred)


def _fallback(
    text: str, span: Span, base: date | None, prefer: Prefer, inferred: bool
) -> TimeRange | None:
    absolute = bool(re.search(r"\d{4}", text))
    plain = len(text) <= 60 and text.isascii() and text.isprintable()
    if not plain or not _DATE_WORD.search(text) or (base is None and not absolute):
        return None
    found = {_dateparser(text, base or date(2000, 1, 1), prefer, o) for o in ("MDY", "DMY")}
    read = found.pop()
    if found or read is None:  # the two orders differ: nobody can tell 4/5/2018
        return None
    return TimeRange(text, span, read, read, *_bounds(read), inferred and not absolute)


def _bounds(label: str) -> tuple[str, str]:
    parts = [int(p) for p in label.split("-")] + [None, None]
    point = Point(year=parts[0], month=parts[1], day=parts[2])
    days = resolve(point, base=None, prefer="past")
    return (days[0].isoformat(), days[1].isoformat()) if days else (label, label)


@lru_cache(maxsize=4096)
def _dateparser(text: str, base: date, prefer: Prefer, order: str) -> str | None:
    parser = DateDataParser(
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime.combine(base, time()),
            "PREFER_DATES_FROM": {"nearest": "current_period"}.get(prefer, prefer),
            "DATE_ORDER": order,
        },
    )
    data = parser.get_date_data(text)
    if data.date_obj is None or not 1000 <= data.date_obj.year <= 9000:
        return None
    length = {"year": 4, "month": 7}.get(data.period or "day", 10)
    return data.date_obj.date().isoformat()[:length]


def time_expressions(
    doc: Doc, *, base: date | None, inferred: bool | None = None
) -> Iterator[TimeRange]:
    """Yields what each time expression says, in order of appearance; they never overlap.

    Args:
        doc: an annotated article; a Doc without an Article is read whole.
        base: day of publication.
        inferred: whether `base` is a guess; by default what the article says of its own date.
    """
    text = doc.text
    guess = published(doc)[1] if inferred is None else inferred
    dates = {e.start_char: e.end_char for e in doc.ents if e.label_ == "DATE"}
    for block in read_blocks(doc):
        at = block.start
        while found := _START.search(text, at, block.end):
            expression = _expression_at(text, found.start(), dates)
            if expression is None or expression.span.end > block.end:
                stop = dates.get(found.start(), 0)
                other = None
                if found.start() < stop <= block.end:
                    span = Span(found.start(), stop)
                    words = text[span.start : span.end]
                    other = _fallback(words, span, base, "past", guess)
                if other is not None:
                    yield other
                at = other.span.end if other is not None else found.start() + 1
                continue
            yield meaning(
                expression, text, base=base, prefer=_direction(doc, expression), inferred=guess
            )
            at = expression.span.end


def _expression_at(text: str, at: int, dates: dict[int, int]) -> Expression | None:
    bare = at in dates or bool(_BARE_AFTER.search(text, max(0, at - 8), at))
    expression = read_expression(text, at, bare=bare)
    if expression is None or expression.first.weekday is None:
        return expression
    lead = re.search(r"[A-Z]", text[at:])
    begin = at + (lead.start() if lead else 0)
    if _NOT_A_DAY.search(text, max(0, begin - 12), begin):
        return None
    return None if _TITLE_AFTER.match(text, expression.span.end) else expression


def _direction(doc: Doc, expression: Expression) -> Prefer:
    """Side of the article's date on which to look, from the tense of the clause."""
    words = expression.span.end - 1
    token = token_at(doc, words)
    if token is None:
        return "past"
    found = time_direction(token)
    if expression.preposition in ("by", "until", "till") and found != "past":
        return "future"
    if found == "nearest" and expression.first.weekday is not None:
        return "past"
    return found


def infer_date(doc: Doc) -> date | None:
    """The day an undated article was most likely published; None unless the evidence is strong.

    Strong is: a full date in a caption or in the first paragraphs, no later one anywhere in the
    text, and the first weekday that the paragraphs name (`on Wednesday`) is that date's weekday. Or
    a dateline with month and day, a weekday in the first paragraph, and a year named somewhere:
    then the first year from that one on in which they agree.
    """
    return _of_dateline(doc) or _of_full_dates(doc) or _between_years(doc)


def _between_years(doc: Doc) -> date | None:
    """The last day that the text tells of without its year, where what it looks back on and what
    it expects, both with their years, leave only one year for it.
    """
    past, future, days = [], [], []
    for item in time_expressions(doc, base=None):
        token = token_at(doc, item.span.end - 1)
        if token is None:
            continue
        ahead = time_direction(token) == "future"
        if item.start is None and item.end is None:
            days += [item.text] if not ahead and time_direction(token) == "past" else []
        elif ahead and item.earliest:
            future.append(item.earliest)
        elif not ahead and item.latest:
            past.append(item.earliest or item.latest)
    if not past or not future or not days:
        return None
    low, high = date.fromisoformat(max(past)), date.fromisoformat(min(future))
    if not low < high <= low + timedelta(days=366):
        return None
    found = []
    for text in days:
        read = parse_time(text, base=high, prefer="past")
        if read is None or len(read.start or "") != 10 or not _MONTH_DAY.search(text):
            continue
        day = date.fromisoformat(read.start or "")
        found += [day] if low <= day <= high else []
    return max(found, default=None)


def _of_full_dates(doc: Doc) -> date | None:
    text = doc.text
    article = doc.user_data.get("article")
    blocks = article.blocks if isinstance(article, Article) else ()
    captions = {b.span for b in blocks if b.kind == "caption"}
    paragraphs = [b.span for b in blocks if b.kind == "paragraph"]
    full: list[tuple[date, bool]] = []
    for item in time_expressions(doc, base=None):
        if item.start is None or len(item.start) != 10:
            continue
        near = any(
            s.start <= item.span.start < s.end for s in (*captions, *paragraphs[:2])
        ) or not blocks  # fmt: skip
        full.append((date.fromisoformat(item.start), near))
    if not full:
        return None
    day, near = max(full)
    stretches = paragraphs or [Span(0, len(text))]
    named = [m[1] + "day" for s in stretches for m in _WEEKDAY.finditer(text, s.start, s.end)]
    if not near or not named or WEEKDAYS[named[0].lower()] != day.weekday():
        return None
    often = Counter(named)
    return day if often[named[0]] == max(often.values()) else None


def _of_dateline(doc: Doc) -> date | None:
    """The day of a dateline without a year (`OSLO, Feb 14 (Agency) -`): its weekday is the one the
    lead names, or the next, in the first year not before the latest that the text looks back on.
    """
    article = doc.user_data.get("article")
    if not isinstance(article, Article) or article.dateline is None:
        return None
    line = article.dateline
    day = month_day(article.text[line.start : line.end])
    lead = next((b.span for b in article.blocks if b.kind == "paragraph"), None)
    if day is None or lead is None:
        return None
    weekday: int | None = None
    years = []
    for item in time_expressions(doc, base=None):
        token = token_at(doc, item.span.end - 1)
        first = item.text.split()[0].lower()
        ahead = first in (*_OPEN_START, "next", "coming") or (
            token is not None and time_direction(token) == "future"
        )
        named = _WEEKDAY.search(item.text)
        verb = governing_verb(token) if token is not None else None
        told = verb is not None and verb.tag_ == "VBD" and not ahead  # not "for attending it on"
        if named and weekday is None and told and lead.start <= item.span.start < lead.end:
            weekday = WEEKDAYS[named[0].lower()]
        stated = item.end or item.start
        past = first == "since" or (token is not None and time_direction(token) == "past")
        if stated is not None and past and not ahead:
            # News says "in May" of its own year, so "in May 2022" is told in a later one.
            years.append(int(stated[:4]) + (len(stated) < 10))
    if weekday is None or not years:
        return None
    latest = max(years)
    for year in range(latest, latest + _YEARS_BACK):
        found = with_year(day, year)
        if found and (date.fromisoformat(found).weekday() - weekday) % 7 <= 1:
            return date.fromisoformat(found)
    return None
