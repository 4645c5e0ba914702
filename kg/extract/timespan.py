"""From a point in time as written to the days it can mean, given the article's date."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from kg.extract.timegrammar import Point, Prefer

Days = tuple[date, date]

_MONTHS_IN = {"month": 1, "year": 12, "decade": 120}
_DAYS_IN = {"day": 1, "week": 7, "weekend": 7}
_PLENTY = {"day": 14, "week": 8, "weekend": 8, "month": 12, "year": 5, "decade": 3}
"""How many `recent weeks` or `coming months` are at the most."""
_WHOLE_YEARS = {"last year": -1, "this year": 0, "next year": 1}
"""Years of which a half or quarter is told, from the one of publication."""
_WORDS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def is_absolute(point: Point) -> bool:
    """Whether the point can be read without the date of publication."""
    return point.year is not None or point.decade is not None


def common(days: Days) -> str | None:
    """The most precise `YYYY-MM-DD`, `YYYY-MM` or `YYYY` that holds both days; None over years."""
    lo, hi = days[0].isoformat(), days[1].isoformat()
    return next((lo[:n] for n in (10, 7, 4) if lo[:n] == hi[:n]), None)


def resolve(point: Point, *, base: date | None, prefer: Prefer) -> Days | None:
    """First and last day the point can mean; None when it cannot be read (no base, no such day).

    Args:
        point: as the grammar reads it.
        base: the day the article was published.
        prefer: where to look for what recurs (weekdays, months without a year).
    """
    anchor = point.year or point.decade or (base.year if base else 0)
    # Near the ends of the calendar arithmetic overflows, and no news is about them.
    if not 1000 <= anchor <= 9000 or not 0 <= (point.count or 0) <= 500:
        return None
    if point.decade is not None:
        lo, hi = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(point.part or "", (0, 9))
        return date(point.decade + lo, 1, 1), date(point.decade + hi, 12, 31)
    if point.year is not None:
        return _in_year(point, point.year)
    if base is None:
        return None
    if point.month is not None or point.season is not None:
        return _recurring(point, base, prefer)
    if point.weekday is not None:
        day = _weekday(point.weekday, point.shift, base, prefer)
        return day, day
    if point.shift is not None:
        return _unit(point, base)
    if point.unit == "weekend" and point.word == "the":
        return _weekend(base, prefer)
    return _relative(point, base)


def _weekend(base: date, prefer: Prefer) -> Days:
    """`over the weekend`: the last one that has begun, or the next."""
    saturday = base - timedelta(days=(base.weekday() - 5) % 7)
    if prefer == "future" and base.weekday() < 5:
        saturday += timedelta(days=7)
    return saturday, saturday + timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later; the month's last day where there is no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _month_days(first: date, part: str | None = None) -> Days:
    last = monthrange(first.year, first.month)[1]
    lo, hi = {"early": (1, 10), "mid": (11, 20), "late": (21, last)}.get(part or "", (1, last))
    return first.replace(day=lo), first.replace(day=hi)


def _year_days(year: int, part: str | None = None) -> Days:
    lo, hi = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(part or "", (1, 12))
    return date(year, lo, 1), _month_days(date(year, hi, 1))[1]


def _in_year(point: Point, year: int) -> Days | None:
    january = date(year, 1, 1)
    if point.season is not None:
        first, last = (_month_days(add_months(january, m - 1)) for m in point.season)
        return first[0], last[1]
    if point.month is None:
        return _year_days(year, point.part)
    days = _month_days(date(year, point.month, 1), point.part)
    if point.day is None:
        return days
    if not 1 <= point.day <= days[1].day:
        return None
    day = date(year, point.month, point.day)
    return day, day


def _recurring(point: Point, base: date, prefer: Prefer) -> Days | None:
    """A month, day or season without a year: the one that `last`, `next` or the tense asks for."""
    near = (_in_year(point, base.year + k) for k in range(-8, 9))
    options = [days for days in near if days is not None]
    if point.shift == "that" or not options:
        return None
    if point.shift in _WHOLE_YEARS:
        year = base.year + _WHOLE_YEARS[point.shift]
        options = [d for d in options if d[0].year == year]
    elif point.shift == "last":
        options = [d for d in options if d[1] < base][-1:]
    elif point.shift in ("next", "coming"):
        options = [d for d in options if d[0] > base][:1]
    elif point.shift == "this":
        options = [d for d in options if d[0].year == base.year]
    elif prefer == "past":
        options = [d for d in options if d[0] <= base][-1:]
    elif prefer == "future":
        options = [d for d in options if d[1] >= base][:1]
    return min(options, key=lambda d: (_distance(d, base), d)) if options else None


def _distance(days: Days, base: date) -> int:
    if days[0] <= base <= days[1]:
        return 0
    return min(abs((days[0] - base).days), abs((days[1] - base).days))


def _weekday(weekday: int, shift: str | None, base: date, prefer: Prefer) -> date:
    before = (base.weekday() - weekday) % 7
    ahead = (weekday - base.weekday()) % 7
    if shift == "last":
        return base - timedelta(days=before or 7)
    if shift == "next":  # of the week that begins on the coming Monday
        return base + timedelta(days=7 - base.weekday() + weekday)
    if shift in ("coming", "this") and prefer != "past":
        return base + timedelta(days=ahead)
    if prefer == "past" or (prefer == "nearest" and before <= ahead):
        return base - timedelta(days=before)
    return base + timedelta(days=ahead)


def _unit(point: Point, base: date) -> Days | None:
    """`last week`, `early next month`, `later this year`."""
    step = {"last": -1, "next": 1, "coming": 1, "this": 0}.get(point.shift or "")
    if step is None:
        return None
    part = point.part
    within = part if part in ("early", "mid", "late") else None
    monday = base + timedelta(days=7 * step - base.weekday())
    if point.unit == "week":
        # Many begin the week on Sunday, so the one before Monday is not excluded.
        lo, hi = monday - timedelta(days=1), monday + timedelta(days=6)
    elif point.unit == "weekend":
        lo, hi = monday + timedelta(days=5), monday + timedelta(days=6)
    elif point.unit == "month":
        lo, hi = _month_days(add_months(base.replace(day=1), step), within)
    elif point.unit == "year":
        lo, hi = _year_days(base.year + step, within)
    elif point.unit == "decade":
        first = base.year // 10 * 10 + 10 * step
        lo, hi = date(first, 1, 1), date(first + 9, 12, 31)
    else:
        return None
    if step == 0 and part == "earlier":
        hi = min(hi, base)
    if step == 0 and part == "later":
        lo = max(lo, base)
    return lo, hi


def _relative(point: Point, base: date) -> Days:
    word, unit = point.word or "", point.unit or "day"
    if word in _WORDS or point.unit is None:  # else `this morning` and the like
        day = base + timedelta(days=_WORDS.get(word, 0))
        return day, day
    count = _PLENTY[unit] if point.count is None else point.count
    if word in ("past", "last", "recent"):
        return _shifted(base, -count, unit), base
    if word in ("next", "coming"):
        return base, _shifted(base, count, unit)
    return _ago(_shifted(base, -count if word == "ago" else count, unit), unit, point.vague)


def _shifted(base: date, count: int, unit: str) -> date:
    if unit in _DAYS_IN:
        return base + timedelta(days=count * _DAYS_IN[unit])
    return add_months(base, max(-6000, min(count * _MONTHS_IN[unit], 6000)))


def _ago(day: date, unit: str, vague: bool) -> Days:
    """`two days ago` is a day, `two months ago` a month; `a few` of them only about that."""
    if unit == "day":
        slack = timedelta(days=3 if vague else 0)
        return day - slack, day + slack
    if unit in ("week", "weekend"):
        slack = timedelta(days=10 if vague else 3)
        return day - slack, day + slack
    if unit == "month":
        first = day.replace(day=1)
        return add_months(first, -vague), _month_days(add_months(first, int(vague)))[1]
    slack_years = int(vague) if unit == "year" else 5
    return date(day.year - slack_years, 1, 1), date(day.year + slack_years, 12, 31)
