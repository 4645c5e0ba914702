"""The year that days without one have in an article without a date, from what others tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg.extract.dates import parse_time
from kg.extract.timegrammar import Prefer
from kg.records import Extraction, TimeRange
from kg.resolve.occasions import LIVE
from kg.resolve.times import When, overlap, when
from kg.resolve.told import Told
from kg.resolve.world import World

REASON = "day or year of the same meeting in other articles"
_MONTH = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_RELATIVE = re.compile(r"\b(?:last|next|this|that|coming|past)\b", re.IGNORECASE)
_VAGUE = 62  # days of a time that is too long to tell a month


def with_years(
    told: Mapping[str, Sequence[Told]], extractions: Iterable[Extraction], *, world: World
) -> dict[str, list[Told]]:
    """The records by article, those of an article without a date with the year that is theirs.

    An article has the only year in which its days without one fit what articles that give the
    year tell of the same people; without such a year, or with several, it stays as it is.

    Args:
        told: the records of each article, by its id.
        extractions: where those records come from.
        world: states and their leaders.
    """
    dated = _index([t for _, records in sorted(told.items()) for t in records], world)
    done = {article: list(records) for article, records in told.items()}
    for extraction in extractions:
        article = extraction.article
        if article.published is not None:
            continue
        texts = {m.index: m.time for m in extraction.meetings if m.time and _is_yearless(m.time)}
        records = done.get(article.id, [])
        years = {
            year
            for record in records
            if record.index in texts and record.status in LIVE
            for year in _years(record, texts[record.index], dated, world)
        }
        if len(years) == 1:
            year = years.pop()
            read = [
                replace(t, when=_in_year(texts[t.index], year)) if t.index in texts else t
                for t in records
            ]
            done[article.id] = _around(read, {m.index: m.time for m in extraction.meetings})
    return done


def _around(records: Sequence[Told], texts: Mapping[int, TimeRange | None]) -> list[Told]:
    """The records with what is told from afar (`last September`, `in the second half of the
    year`) read as of the last day on which the article has anything held.
    """
    days = [t.when.latest for t in records if t.when and t.when.exact and t.status == "held"]
    if not days:
        return list(records)
    found = []
    for told in records:
        time = texts.get(told.index)
        if told.when is None and time is not None and told.distant and not _is_yearless(time):
            prefer: Prefer = "past" if told.status == "held" else "future"
            read = parse_time(time.text, base=max(days), prefer=prefer, inferred=True)
            told = replace(told, when=when(replace(read, span=time.span)) if read else None)
        found.append(told)
    return found


def _is_yearless(time: TimeRange) -> bool:
    """Whether only the year is missing from a month, or from a day of a month."""
    return (
        time.start is None
        and time.end is None
        and _MONTH.search(time.text) is not None
        and _RELATIVE.search(time.text) is None
    )


def _in_year(time: TimeRange, year: int) -> When | None:
    read = parse_time(time.text, base=date(year, 12, 31), prefer="past", inferred=True)
    if read is None or read.start is None or len(read.start) < 7:
        return None
    found = when(replace(read, span=time.span, inferred=True))
    return found if found and found.latest.year == year else None  # 29 February: another year


def _index(records: Sequence[Told], world: World) -> dict[tuple[str, str], list[Told]]:
    """Records with a year and month, by kind and side."""
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for record in records:
        if record.when and record.when.days <= _VAGUE and record.status in LIVE:
            for side in sorted({world.side(p) for p in record.participants}):
                found[record.kind, side].append(record)
    return found


def _years(
    record: Told, time: TimeRange, dated: Mapping[tuple[str, str], list[Told]], world: World
) -> set[int]:
    """Years in which the record fits one of another article."""
    years = set()
    for side in sorted({world.side(p) for p in record.participants}):
        for other in dated.get((record.kind, side), ()):
            if other.article == record.article or not _same(record, other, world):
                continue
            for year in sorted({_when(other).earliest.year, _when(other).latest.year}):
                read = _in_year(time, year)
                if read is not None and overlap(read, _when(other)):
                    years.add(year)
    return years


def _when(record: Told) -> When:
    if record.when is None:
        raise ValueError("only records with a time are indexed")
    return record.when


def _same(a: Told, b: Told, world: World) -> bool:
    """Two sides of a meeting in common, or the visitor and where he went; a state stands for who
    leads it, but two people are not one because they have led it one after the other.
    """
    if strangers(a.participants, b.participants):
        return False
    x, y = ({world.side(p) for p in t.participants} for t in (a, b))
    if a.kind == "Meeting":
        return len(x & y) >= 2
    places = {p: world.state.get(p, p) for p in (a.place, b.place) if p}
    return bool(x & y) and (
        a.place is not None and b.place is not None and places[a.place] == places[b.place]
    )


def strangers(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether both name people, and none of them is the same."""
    x, y = ({key for key in keys if key.startswith("person/")} for keys in (a, b))
    return bool(x and y and not x & y)
