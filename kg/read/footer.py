"""Who published an article: copyright notices, mastheads and sign-offs."""

from __future__ import annotations

import re

from kg.read.words import AGENCY, PAPER, SECTION_NAMES

_COPYRIGHT = re.compile(
    r"^\W{0,3}(?:copyright|©|\(c\))[\s©:(c)]*(?:by\s+)?(?P<year>(?:19"
    r"|20)\d\d)?(?:\s*[-–]\s*(?P<until>(?:19|20)\d\d))?"
    r"[\s,:|–-]*(?:by\s+)?(?P<who>(?-i:[A-Z]).{1,70}?)?"
    r"(?:\s*(?:[.,|–-]\s*)?(?:all rights reserved|or its affiliated|"
    r"all content|no part|may not|unauthori[sz]ed|(?:19|20)\d\d).*|[.]\s.*|\s*\|.*|[.,]?\s*)$",
    re.IGNORECASE,
)
_FEATURED = re.compile(
    r"^(?:Featured|(?:Originally |First )?(?:Published|Appeared|published|appeared) (?:by|in|on)"
    r"|Publisher:?|"
    r"(?:News )?[Ss]ource\s*:"
    r"|SOURCE\s*:)\s*(?:the\s+)?"
    r"(?P<who>(?:The\s+)?[A-Z][\w.&'’-]*(?:[ -][A-Z][\w.&'’-]*){0,5})"
    r"(?:\s+and (?:news |other )?agencies)?\W*(?:\||$)"
)
_MASTHEAD = re.compile(rf"^(?:The\s+)?(?:[A-Z][\w.&'’-]*\s+){{0,3}}{PAPER}(?:\s+[A-Z][a-z]+)?$")
_CLOSING = re.compile(rf"^[-–—(\[/]+\s*(?P<who>{AGENCY}|[A-Z]{{2,8}})\s*[)\]/]?\W*$")


def publisher(line: str) -> str | None:
    """The publisher that a footer names (`© 2018 The Gazette`, `Featured City Newspaper`), or
    None.
    """
    if len(line) > 400:
        return None
    match = _COPYRIGHT.match(line) or _FEATURED.match(line)
    who = (match["who"] or "").strip(" .,|-–") if match else ""
    who = re.sub(r"\s+and (?:news |other )?agencies$", "", who, flags=re.IGNORECASE)
    if not who or len(who.split()) > 8 or who.lower().startswith(("all rights", "photo")):
        return None
    return who


def copyright_year(line: str) -> int | None:
    """The last year in a copyright notice, or None."""
    match = _COPYRIGHT.match(line) if len(line) <= 400 else None
    year = (match["until"] or match["year"]) if match else None
    return int(year) if year else None


def masthead(line: str, *, place: bool = False) -> str | None:
    """The newspaper's or broadcaster's name that `line` is (`The Daily Gazette`), or None.

    Args:
        line: without outer white space.
        place: a town may follow, as in `Daily Gazette, Oslo`.
    """
    name = line.split(", ")[0] if place and line.count(",") == 1 else line
    known = 2 <= len(name.split()) <= 5 and name.lower() not in SECTION_NAMES
    return name if known and _MASTHEAD.match(name) else None


def closing_agency(line: str) -> str | None:
    """The agency that signs off an article in a line of its own (`- AFP`), or None."""
    match = _CLOSING.match(line)
    return match["who"] if match else None
