"""Time ranges of meetings: overlap, exactness, and dates in words."""

from __future__ import annotations

from calendar import month_name, monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.records import TimeRange


@dataclass(frozen=True, slots=True)
class When:
    """A bounded stretch of days, and how a text gives it."""

    earliest: date
    latest: date
    time: TimeRange

    @property
    def days(self) -> int:
        """Length in days."""
        return (self.latest - self.earliest).days + 1

    @property
    def exact(self) -> bool:
        """True when first and last day are given."""
        return len(self.time.start or "") == 10 == len(self.time.end or self.time.start or "")


def when(time: TimeRange | None) -> When | None:
    """The days a time range spans; None when it is missing, open on one side, or no date."""
    if time is None:
        return None
    first = day(time.earliest or time.start, last=False)
    final = day(time.latest or time.end or time.start, last=True)
    if first is None or final is None or first > final:
        return None
    return When(first, final, time)


def day(text: str | None, *, last: bool) -> date | None:
    """The first (or last) day of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; None for anything else."""
    parts = (text or "").split("-")
    if not 1 <= len(parts) <= 3 or not all(p.isascii() and p.isdigit() for p in parts):
        return None
    year = int(parts[0])
    month = int(parts[1]) if len(parts) > 1 else 12 if last else 1
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    length = monthrange(year, month)[1]
    number = int(parts[2]) if len(parts) > 2 else length if last else 1
    return date(year, month, number) if 1 <= number <= length else None


def overlap(a: When, b: When) -> bool:
    """True when the two have a day in common."""
    return a.earliest <= b.latest and b.earliest <= a.latest


def stretch(a: When, b: When) -> When:
    """From the first day of the earlier to the last of the later, where both give days: one who
    arrived on Saturday and left on Tuesday was there for four days.
    """
    first, last = sorted((a, b), key=lambda t: (t.earliest, t.latest))
    end = max(first.latest, last.latest)
    time = replace(
        first.time,
        text=f"{first.time.text} … {last.time.text}",
        end=end.isoformat(),
        latest=end.isoformat(),
        inferred=first.time.inferred or last.time.inferred,
    )
    return When(first.earliest, end, time)


def agreed(times: Sequence[When]) -> When | None:
    """The most exact time that is stated, not inferred, or an inferred one within it that is more
    exact; of several equally exact ones that whose first day, then whose whole range is given most
    often, then the shortest, then the earliest.
    """
    stated = [t for t in times if not t.time.inferred]
    best = _most_exact(stated or times)
    if best is None or not stated:
        return best
    within = [t for t in times if best.earliest <= t.earliest and t.latest <= best.latest]
    finer = _most_exact(within)
    return finer if finer and len(finer.time.start or "") > len(best.time.start or "") else best


def _most_exact(times: Sequence[When]) -> When | None:
    if not times:
        return None
    finest = max(len(t.time.start or "") for t in times)
    exact = [t for t in times if len(t.time.start or "") == finest]
    starts = Counter(t.time.start for t in exact)
    counts = Counter((t.time.start, t.time.end) for t in exact)
    return min(
        exact,
        key=lambda t: (
            -starts[t.time.start],
            -counts[t.time.start, t.time.end],
            t.days,
            t.earliest,
            t.time.text,
            t.time.span,
        ),
    )


def readable(start: str | None, end: str | None) -> str:
    """A date or range in words: "25–28 March 2018", "March 2018", "2018"; empty when unknown."""
    if not start:
        return ""
    if not end or end == start:
        return _words(start)
    a, b = start.split("-"), end.split("-")
    if len(a) == len(b) == 3 and a[:2] == b[:2]:
        return f"{int(a[2])}–{_words(end)}"
    return f"{_words(start)} – {_words(end)}"


def _words(text: str) -> str:
    parts = text.split("-")
    if len(parts) > 1 and day(text, last=False) is None:
        return text
    month = f"{month_name[int(parts[1])]} " if len(parts) > 1 else ""
    number = f"{int(parts[2])} " if len(parts) > 2 else ""
    return f"{number}{month}{parts[0]}"
