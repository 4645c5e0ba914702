"""Who wrote an article and where: bylines and datelines as news pages state them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.footer import masthead
from kg.read.words import (
    AGENCIES,
    AGENCY,
    CITIES,
    MONTHS,
    NAME,
    PAPER,
    ROLE,
    SECTION_NAMES,
    WEEKDAY,
)

_ALLOWED_TAIL = (
    rf"(?:\s*[,|/•·–—-]?\s*(?:(?i:{ROLE})"
    rf"|(?:(?i:{ROLE})\s*,\s*)?(?:The\s+)?(?:[A-Z][\w.&'’-]*\s+){{0,4}}{PAPER}\b"
    rf"(?:\s+[A-Z][\w'’-]+){{0,3}}|{AGENCY}|(?:in|from|at|for)\s+[A-Z][^.!?]{{1,40}}"
    rf"|(?i:and agencies|with agencies"
    rf"|special to .{{2,40}})|@\w+|\(?[\w.+-]+@[\w.-]+\.\w+\)?|\([^()]{{2,60}}\)"
    rf"|(?:[A-Z][\w'’-]+ ){{0,2}}[A-Z][\w'’-]+))"
)
_JOIN = r"(?:\s*,\s*(?:and\s+|&\s+)?|\s+(?:and|AND|&|with)\s+|\s*;\s*|\s*\|\s*)"
_PEOPLE = re.compile(rf"{NAME}(?:{_JOIN}{NAME}){{0,5}}")
_BYLINE = re.compile(
    rf"^(?:(?i:(?:written |reported |story |words |text |analysis |opinion |column |edited "
    rf"|compiled )?by|reporter|author"
    rf"|reporting by|writer)\s*[:–-]?\s+|From\s+)"
    rf"(?P<who>(?:{NAME}|{AGENCY}|(?i:staff(?: {ROLE})?|(?:{ROLE})|our .{{2,30}}"
    rf"|(?:the )?.{{2,30}} staff))"
    rf"(?:{_JOIN}{NAME}){{0,5}}){_ALLOWED_TAIL}{{0,3}}\s*[,|.]?$"
)
_ROLE_LINE = re.compile(
    rf"^(?P<who>{NAME}(?:{_JOIN}{NAME}){{0,4}})\s*(?:[,|/•·–—-]\s*(?:(?i:{ROLE})\b.{{0,50}}"
    rf"|(?:The\s+)?(?:[A-Z][\w.&'’-]*\s+){{0,3}}{PAPER}(?:\s*,.{{2,30}})?"
    rf"|{AGENCY})|\s+in\s+[A-Z][\w.'’-]+(?:[ ,]+(?:[A-Z][\w.'’-]+|and"
    rf"|in)){{0,6}}(?: and agencies)?)\W*$"
)
_ROLE = re.compile(rf"\b{ROLE}$", re.IGNORECASE)
_STAFF = re.compile(
    rf"^(?:{AGENCY}|REUTERS)(?: (?:Staff|News|Agency|in [A-Z]\w+))?$"
    r"|^Staff (?:Writer|Reporter|Report)s?$"
)
_CREDITS = re.compile(
    r"^\W{0,3}(?:(?:additional |further )?(?:report(?:ing|ed)|writing|editing|written|edited"
    r"|translated|compiled|produced)"
    r"(?: and (?:writing|editing))? by\b|.{3,200}\bcontributed (?:reporting|to this (?:report"
    r"|story|article|piece))\b.{0,60}$"
    r"|editors?\s*:|reporters?\s*:|[\w .]{3,40} reported from\b)",
    re.IGNORECASE,
)  # fmt: skip
_EMAIL_LINE = re.compile(
    rf"^(?P<who>{NAME})\s*[(<,|-]*\s*[\w.+-]+@[\w.-]+\.\w+[)>]?\s*(?:/.{{0,30}})?$"
)

_UPPER = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]+(?:[ -][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’]*){0,4}"
_MIXED = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: (?:de |del |of |the |la |el |al-)?[A-ZÀ-ÖØ-Þ][\w.'’-]*){0,3}"
_PLACE = (
    rf"(?:{_UPPER}|{_MIXED})(?:\s?/\s?(?:{_UPPER}|{_MIXED})){{0,2}}"
    rf"(?:,\s(?:{_MIXED}|D\.C\.)){{0,2}}"
)
_MONTHS = "|".join(sorted((name for name in MONTHS), key=lambda name: (-len(name), name)))
_DAY = (
    rf"(?:(?:{WEEKDAY},?\s+)?(?:(?:{_MONTHS})\b\.?\s*\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd"
    rf"|rd|th)?\s+"
    rf"(?:{_MONTHS})\b\.?)(?:,?\s+(?:19|20)\d\d)?|{WEEKDAY})"
)
_DASH = r"(?:\s*(?:--+|–|—|―)(?=\s)|\s*—(?=[\"“‘'A-Z])|\s+-(?=\s))"
_SOURCE = r"[(/\[]\s*(?P<agency>(?:[A-Z]|dpa\b)[\w.&’'/ -]{1,40}?)\s*[)/\]]"
_WITH_AGENCY = re.compile(
    rf"^(?:(?P<place>{_PLACE})(?:[,.]?\s+(?P<day>(?i:{_DAY}))[,.]?)?"
    rf"|(?P<day2>(?i:{_DAY})))?\s*{_SOURCE}\s*"
    rf"(?:{_DASH}|[.:](?=\s)|(?=[A-Z“\"]))"
)
_DAY_ONLY = re.compile(
    rf"^(?P<place>{_PLACE}),\s+(?P<day>(?i:{_DAY}))\s*(?:{_DASH}|[.:](?=\s+[A-Z“\"]))"
)
_UPPER_ONLY = re.compile(
    rf"^(?P<place>{_UPPER}(?:\s?/\s?{_UPPER})*(?:,\s(?:{_MIXED}|D\.C\.)){{0,2}})\s*(?:{_DASH}"
    rf"|:(?=\s+[A-Z“\"‘]))"
)
_MIXED_ONLY = re.compile(
    rf"^(?P<place>{_MIXED},\s(?:{_MIXED}|D\.C\.)|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s*(?:\s[-–]"
    rf"|\s?—)\s+(?=[A-Z“\"‘'])"
)
_ALONE = re.compile(
    rf"^(?P<place>{_PLACE})(?:,?\s+(?P<day>(?i:{_DAY})))?\s*(?:{_SOURCE})?\s*(?:--+|–|—|-|:)?$"
)
_NO_PLACE = frozenset(
    (
        "UPDATE", "WATCH", "NOTE", "READ", "CORRECTION", "EXCLUSIVE", "BREAKING", "LIVE", "VIDEO",
        "OPINION", "ANALYSIS", "FACTBOX", "EXPLAINER", "FILE", "PHOTO", "RELATED", "MORE", "ALERT",
        "URGENT", "EDITORIAL", "INTERVIEW", "Q", "A", "EDITOR'S", "SPOILER", "WARNING", "FACT",
        "MYTH", "QUESTION", "ANSWER", "PRO", "CON",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a paragraph: where it ends (exclusive, code points) and what it
    says.
    """

    end: int
    place: str | None
    agency: str | None
    day: str | None


def byline(line: str) -> str | None:
    """The names in a byline (`By Jane Doe, Staff Writer`), without *By*; None when `line` is
    none.
    """
    if len(line) > 160:
        return None
    match = _BYLINE.match(line) or _ROLE_LINE.match(line) or _EMAIL_LINE.match(line)
    if match and not _has_date_word(match["who"]):
        return _names(match["who"])
    return line if _STAFF.match(line) else None


def is_city(place: str) -> bool:
    """True when the first part of `place` is a capital or another town that many datelines name."""
    return re.split(r"\s*[,/]", place)[0].strip(" .").lower() in CITIES


def _names(who: str) -> str:
    """`who` without the roles and outlets that follow the names."""
    pieces = re.split(r"(\s*[,|;]\s*)", who.strip(" ,|"))
    while len(pieces) > 2 and (
        pieces[-1] in AGENCIES or _ROLE.search(pieces[-1]) or masthead(pieces[-1])
    ):
        pieces = pieces[:-2]
    words = "".join(pieces).split()
    while len(words) > 2 and words[-1] in AGENCIES:
        words.pop()
    return " ".join(words)


def beside_date(rest: str) -> str | None:
    """The names that stand beside a date in its line (`Jane Doe March 29, 2018`), or None."""
    found = byline(rest)
    if found:
        return found
    words = rest.lower().split()
    other = any(word in SECTION_NAMES or word in ("source", "editor", "editors") for word in words)
    return None if other or len(words) > 4 or not person(rest) else rest


def is_credits(line: str) -> bool:
    """True for a line that names who reported, edited or translated: `(Reporting by …; Editing by
    …)`.
    """
    return len(line) <= 400 and bool(_CREDITS.match(line))


def person(line: str) -> str | None:
    """`line`, when it is names and nothing else; the place where it stands must make it a
    byline.
    """
    words = line.split()
    if not 2 <= len(words) <= 12 or not _PEOPLE.fullmatch(line) or _has_date_word(line):
        return None
    if line.endswith(".") and len(words[-1]) > 4:
        return None
    return None if line.lower() in SECTION_NAMES or masthead(line) else line


def dateline(paragraph: str, *, first: bool) -> Dateline | None:
    """The dateline that `paragraph` begins with, or None.

    Args:
        paragraph: text without outer white space.
        first: True in the first paragraph of the body, where a place and a dash are enough.
    """
    head = paragraph[:160]
    match = _WITH_AGENCY.match(head)
    if match and _is_agency(match["agency"], closed=_closes(match, head)):
        group = match.groupdict()
        place = _place(group["place"])
        if place and _has_date_word(place.split()[0]) and not group["day"]:
            return Dateline(match.end(), None, group["agency"], place)
        return Dateline(match.end(), place, group["agency"], group["day"] or group["day2"])
    match = _DAY_ONLY.match(head)
    if match and not _has_date_word(match["place"]):
        return Dateline(match.end(), _place(match["place"]), None, match["day"])
    match = _UPPER_ONLY.match(head)
    clear = match and (is_city(match["place"]) or (first and not match.group().endswith(":")))
    if match and clear and _is_capital_place(match["place"]):
        return Dateline(match.end(), match["place"], None, None)
    match = _MIXED_ONLY.match(head) if first else None
    if match and not _has_date_word(match["place"]):
        return Dateline(match.start() + len(match.group().rstrip()), match["place"], None, None)
    return None


def dateline_alone(line: str) -> Dateline | None:
    """The dateline that fills a line by itself (`ANKARA`, `Paris, 3 May 2018`), or None."""
    match = _ALONE.match(line) if len(line) <= 80 else None
    if not match or _has_date_word(match["place"]) or line.lower() in SECTION_NAMES:
        return None
    group = match.groupdict()
    upper = match["place"].split(",")[0].isupper() and is_city(match["place"])
    if group["day"] or group["agency"] or upper:
        return Dateline(match.end(), match["place"], group["agency"], group["day"])
    return None


def is_agency_alone(line: str) -> bool:
    """True for an agency's or desk's name alone in its line (`Reuters Staff`)."""
    return bool(_STAFF.match(line))


def _closes(match: re.Match[str], head: str) -> bool:
    """True when a dash ends the dateline and what follows does not go on with the sentence."""
    after = head[match.end() :].lstrip()
    return bool(re.search(r"[-–—]\s*$", match.group())) and not after[:1].islower()


def _place(place: str | None) -> str | None:
    """`place` without a full stop that only ends the dateline's first part (`MOSCOW.`)."""
    if place and place.endswith(".") and place.count(".") == 1:
        return place[:-1]
    return place


def _is_agency(name: str, *, closed: bool) -> bool:
    """True for a known agency, or any short name when a dash closes the dateline."""
    known = name in AGENCIES or name.split("/")[0].strip() in AGENCIES or name.upper() == "REUTERS"
    return known or (closed and len(name.split()) <= 4)


def _is_capital_place(place: str) -> bool:
    words = set(place.replace(",", " ").split())
    return not words & _NO_PLACE and len(place.split(",")[0]) >= 4


def _has_date_word(text: str) -> bool:
    return any(
        word.strip(".,").lower() in MONTHS and word.strip(".,") != "May" for word in text.split()
    ) or bool(re.fullmatch(WEEKDAY, text, re.IGNORECASE))
