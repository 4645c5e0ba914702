"""One row of a dump → `Article`: which column is which, and what its values say.

A row has an id, a title and a text and may have date, publisher, address and author, under these
names or their usual synonyms, in any case. `Article.text` is the title, a blank line and the text;
the text alone where there is no title or the text begins with it as a line of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from kg.errors import InputError
from kg.read.article import Known, make_article, title_stands_first
from kg.read.dates import date_in_address, parse_date
from kg.records import Article

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "docid", "documentid", "uuid", "guid", "key"),
    "title": ("title", "headline", "heading", "head"),
    "text": (
        "text", "body", "content", "fulltext", "articletext", "articlebody", "maintext", "bodytext",
        "article", "story",
    ),
    "date": (
        "date", "published", "publishdate", "publisheddate", "publishedat", "publishedon",
        "pubdate",
        "datepublished", "datepublish", "publicationdate", "datetime", "timestamp", "createdat",
        "time",
    ),
    "publisher": (
        "publisher", "publication", "outlet", "newspaper", "source", "sourcename", "site",
        "sitename",
        "media", "sourcedomain", "domain",
    ),
    "url": ("url", "link", "weburl", "sourceurl", "canonicalurl", "href", "uri", "address"),
    "author": ("author", "authors", "byline", "writer", "creator", "by"),
}  # fmt: skip
"""Names of a column, best first; compared in lower case without anything but letters."""


def row_article(
    row: Mapping[str, object], *, fallback: str, source: str, warnings: tuple[str, ...] = ()
) -> Article:
    """The article of one row.

    Args:
        row: column name → value; a string, a number, a list of names, or an object with a name.
        fallback: the article's id where the row has none.
        source: where it came from, for messages.
        warnings: what the reader noticed so far.

    Raises:
        InputError: the row has no text.
    """
    fields = _fields(row)
    body = fields["text"]
    if not isinstance(body, str) or not body.strip():
        known = ", ".join(sorted(str(key) for key, value in row.items() if key and value)[:8])
        raise InputError(
            f"the row has no text (a column text, body or content); it has: {known or 'nothing'}"
        )
    title = " ".join(_words(fields["title"]).split()) or None
    text = f"{title}\n\n{body}" if title and not title_stands_first(body, title) else body
    url, publisher = _words(fields["url"]) or None, _words(fields["publisher"]) or None
    if publisher and re.match(r"https?://", publisher):
        url, publisher = url or publisher, None
    published = _date(fields["date"])
    notes = warnings
    if not published and fields["date"] not in (None, ""):
        notes = (
            *notes,
            f"the date {str(fields['date'])[:40]!r} could not be read as day, month and year",
        )
        published = date_in_address(url) if url else None
    known_facts = Known(
        title=title,
        byline=_words(fields["author"]) or None,
        publisher=publisher,
        published=published,
        url=url,
    )
    name = _words(fields["id"]) or fallback
    return make_article(text, id=name, source=source, known=known_facts, warnings=notes)


def column(names: Iterable[str], wanted: str) -> str | None:
    """The name in `names` that stands for the column `wanted`: by order of its synonyms."""
    bare = {re.sub(r"[^a-z]", "", name.lower()): name for name in reversed(list(names))}
    return next((bare[name] for name in COLUMNS[wanted] if name in bare), None)


def _fields(row: Mapping[str, object]) -> dict[str, object]:
    names = [key for key, value in row.items() if isinstance(key, str) and value not in (None, "")]
    found: dict[str, object] = {}
    for wanted in COLUMNS:
        name = column(names, wanted)
        found[wanted] = row[name] if name is not None else None
    return found


def _words(value: object) -> str:
    """A field as one line of text: lists joined, objects by their name."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(item) for item in value[:20])))
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("title") or value.get("id"))
    return " ".join(str(value).split())


def _date(value: object) -> str | None:
    """A date field as `YYYY-MM-DD`: written out, or seconds (milliseconds) since 1970 in UTC."""
    if isinstance(value, str) and not re.fullmatch(r"\s*\d{9,13}(\.\d+)?\s*", value):
        return parse_date(value)
    try:
        seconds = float(value) if isinstance(value, (int, float, str)) else 0.0
        seconds = seconds / 1000 if seconds > 1e11 else seconds
        if 0 < seconds < 4e9:
            return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError):
        return None
    return parse_date(str(value))
