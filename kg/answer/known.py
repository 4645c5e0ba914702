"""What a question is read against: the graph's names, its articles, the day of the newest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from kg.answer import library
from kg.answer.names import Named, Names, names_of

_TIME = re.compile(
    r"\b(?:in|on|since|until|till|by|before|after|during|between|from|last|next|this|early|late|"
    r"mid|past|today|yesterday|tomorrow|to|the|ago|recent|coming|around|over|within|for|of)\b|\d",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|day\b|\bweek|\bmonth|\byear|"
    r"\b(?:spring|summer|autumn|winter|today|yesterday|tomorrow|decade|recently)\b",
    re.IGNORECASE,
)
_OF_FILE = re.compile(
    r"\barticles? (?:number |no\.? )?[\"“]?(?P<id>[\w.-]*\d[\w.-]*|[\w-]+\.\w+)", re.I
)
_BEFORE, _AFTER = ("until", "till", "by", "before", "through"), ("since", "from", "after")


@dataclass(frozen=True, slots=True)
class Printed:
    """An article: its identifier, who published it, its date as `YYYY-MM-DD`."""

    article: str
    publisher: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A text without its date: `since` and `until` are the bounds it names, as `YYYY[-MM[-DD]]`."""

    text: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True)
class Known:
    """The names and the articles of a graph."""

    names: Names
    articles: Sequence[Printed] = field(default=())

    @property
    def newest(self) -> date | None:
        """The day of the newest article; *last week* counts from it."""
        dates = [p.date for p in self.articles if p.date and len(p.date) == 10]
        return date.fromisoformat(max(dates)) if dates else None

    def dated(self, text: str) -> Dated:
        """A question, and the time it names; the time is cut out of its text."""
        if not _HINT.search(text):
            return Dated(text)
        # Imported here: the grammar of dates brings a parser along that no other question needs.
        from kg.extract.timephrase import read_expression
        from kg.extract.timespan import resolve

        ahead = re.search(r"\b(?:will|planned|ahead|upcoming|scheduled)\b", text, re.IGNORECASE)
        prefer: Literal["past", "future"] = "future" if ahead else "past"
        for match in _TIME.finditer(text):
            at = match.start()
            if at and not text[at - 1].isspace():
                continue
            begin = match.end() + 1 if match.group().lower() in ("for", "of") else at
            found = read_expression(text, begin, bare=begin > at)
            if found is None:
                continue
            first = resolve(found.first, base=self.newest, prefer=prefer)
            last = first
            if found.second is not None:
                last = resolve(found.second, base=self.newest, prefer=prefer)
            if first is None or last is None:
                continue
            since, until = _common(*first, last_day=False), _common(*last, last_day=True)
            lead = found.preposition
            rest = " ".join(f"{text[:at]} {text[found.span.end :]}".split())
            if lead == "after" and found.second is None:
                return Dated(rest, (first[1] + timedelta(days=1)).isoformat(), None)
            if lead == "before" and found.second is None:
                return Dated(rest, None, (first[0] - timedelta(days=1)).isoformat())
            if found.second is None and lead in _AFTER:
                return Dated(rest, since, None)
            if found.second is None and lead in _BEFORE:
                return Dated(rest, None, until)
            return Dated(rest, since, until)
        return Dated(text)

    def article_in(self, text: str) -> tuple[str, str] | None:
        """The article that a question names, by file name or publisher: (identifier, its words)."""
        match = _OF_FILE.search(text)
        if match:
            wanted = match["id"].casefold().rstrip(".")
            for printed in self.articles:
                if printed.article.casefold().startswith(wanted):
                    return printed.article, match.group()
        for printed in self.articles:
            if re.search(rf"(?<!\w){re.escape(printed.article)}(?!\w)", text, re.IGNORECASE):
                return printed.article, printed.article
        about = re.search(r"\b(?:article|report|story|piece) (?:in|of|by|from) (?P<paper>.+)", text)
        for printed in self.articles if about else ():
            paper = re.sub(r"^the ", "", (printed.publisher or "").casefold())
            if paper and about and paper in about["paper"].casefold():
                return printed.article, about.group()
        return None


def known_of(store: library.Store) -> Known:
    """The names and the articles of a graph."""
    rows = library.run(library.find("articles"), store).rows
    return Known(
        names_of(store),
        tuple(
            Printed(
                str(row["article"]),
                str(row["publisher"]) if row["publisher"] else None,
                str(row["date"]) if row["date"] else None,
            )
            for row in rows
        ),
    )


def unknown_name(text: str, names: Names) -> str | None:
    """The first words written like a name that the graph does not know."""
    found = names.find(text, groups=True)
    for match in re.finditer(r"(?<=\s)[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*", f" {text}"):
        start, end = match.start() - 1, match.end() - 1
        if start > 0 and not any(n.start < end and start < n.end for n in found):
            return re.sub(r"['’]s?$", "", match.group())
    return None


def of_kind(found: Sequence[Named], *kinds: str) -> list[Named]:
    """Those names that may mean somebody or something of one of these kinds."""
    return [named for named in found if any(e.kind in kinds for e in named.entities)]


def _common(first: date, last: date, *, last_day: bool) -> str:
    """A month or year as such, any other stretch by its first or last day."""
    months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if months and (first.month, last.month, first.year) == (1, 12, last.year):
        return f"{first.year:04}"
    if months and (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04}-{first.month:02}"
    return (last if last_day else first).isoformat()
