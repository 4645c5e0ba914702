"""A page's HTML → `Article`: text and metadata as trafilatura finds them, the date as the page
declares it.

`Article.text` is the title, then each paragraph, heading, list item, quotation or table row as a
paragraph of its own; offsets are into that text. Nothing is fetched and no clock is read.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from trafilatura import bare_extraction

from kg.errors import InputError
from kg.loggers import hushed
from kg.read.article import Known, make_article, title_stands_first
from kg.read.dates import parse_date
from kg.read.encoding import decode, known_encoding
from kg.records import Article, BlockKind, Span

MAX_BYTES = 10 * 2**20
"""The largest page that is parsed; news pages have a hundredth of it."""

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_TAG = re.compile(r"<(meta|time|script|html|title)\b([^>]{0,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:.-]{1,60})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_PUBLISHED_KEYS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "pubdate", "publishdate", "publish_date", "publish-date", "publication_date", "publicationdate",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "article.published",
    "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date",
    "dcterms.date", "dc.terms.date", "date", "date.issued", "originalpublicationdate",
    "displaydate",
    "article_date_original", "ptime", "citation_publication_date", "article:published",
)  # fmt: skip
_SUFFIX = re.compile(r"\s+[|–—»·-]\s+[^|–—»·]{2,40}$")
_KINDS: dict[str, BlockKind] = {"head": "subheading", "item": "list-item"}
_BLOCKS = frozenset(("p", "head", "item", "quote", "row", "ab", "code", "fw", "cell"))


def read_html(data: bytes, *, id: str, source: str) -> Article:
    """The article that a page holds.

    Raises:
        InputError: the page is too large, is no HTML, or has no article text.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"the page has {len(data):,} bytes and one may have {MAX_BYTES:,}; "
            "save the article's text as .txt"
        )
    declared = _CHARSET.search(data[:4096])
    hint = known_encoding(declared.group(1).decode("ascii")) if declared else None
    decoded = decode(data, hint=hint)
    page = _PROLOG.sub("", decoded.text)
    if not page.strip():
        raise InputError("it is empty: there is no text in it")
    found = _extract(page)
    pieces = list(_pieces(found.body)) if found is not None and found.body is not None else []
    if not any(kind != "subheading" and len(text.split()) >= 3 for text, kind in pieces):
        raise InputError(
            "no article text was found in the page; it may need a browser: "
            "save the article's text as .txt"
        )
    title = _title(found.title, found.sitename)
    published = _declared_date(page)
    if title and not title_stands_first(pieces[0][0], title):
        pieces.insert(0, (title, None))
    text, spans, kinds = _lay_out(pieces)
    known = Known(
        title=title,
        byline=_squeeze(found.author),
        publisher=_squeeze(found.sitename),
        published=published,
        url=_squeeze(found.url),
        kinds=kinds,
        spans=spans,
    )
    return make_article(text, id=id, source=source, known=known, warnings=decoded.warnings)


def looks_like_html(data: bytes) -> bool:
    """True when the first bytes are a page's."""
    head = re.sub(
        rb"^(?:\xef\xbb\xbf|\s|<!--.{0,500}?-->|<\?xml[^>]{0,200}\?>)+",
        b"",
        data[:2048],
        flags=re.DOTALL,
    )
    return bool(
        re.match(
            rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|p)\b", head, re.IGNORECASE
        )
    )


def _extract(page: str) -> Any:
    """The document that trafilatura finds, or None.

    Its own search for a date is kept short and off the clock, since its answer is not used.
    """
    with hushed("trafilatura", "htmldate", "justext", "courlan", "readability"):
        try:
            return bare_extraction(
                page,
                include_comments=False,
                include_tables=True,
                with_metadata=True,
                date_extraction_params={
                    "extensive_search": False, "original_date": True,
                    "min_date": "1900-01-01", "max_date": "2100-01-01",
                },
            )  # fmt: skip
        except Exception as error:  # whatever a parser raises over hostile markup
            raise InputError(
                "the page's markup cannot be parsed; save the article's text as .txt"
            ) from error


def _pieces(body: Any) -> Iterator[tuple[str, BlockKind | None]]:
    """Text and kind of each block of the extracted tree, in document order; loose text counts
    too.
    """
    for kind, run in _runs(body):
        for line in "".join(run).split("\n"):
            text = _squeeze(line)
            if text:
                yield text, kind


def _runs(body: Any) -> Iterator[tuple[BlockKind | None, list[str]]]:
    """Runs of text between block boundaries. Walks without recursion: trees can be deep."""
    run: list[str] = []
    kind: BlockKind | None = None
    stack: list[tuple[Any, bool]] = [(body, False)]
    while stack:
        node, closing = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        block = tag in _BLOCKS and tag != "cell"
        if closing:
            if block:
                yield kind, run
                run, kind = [], None
            run.append(node.tail or "" if node is not body else "")
            continue
        if block:
            yield kind, run
            run = []
            kind = _KINDS.get(tag) or (kind if tag == "p" else None)
        if tag in ("lb", "cell"):
            run.append("\n" if tag == "lb" else " | " if "".join(run).strip() else "")
        run.append(node.text or "" if tag else "")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(list(node)))
    yield kind, run


def _lay_out(
    pieces: list[tuple[str, BlockKind | None]],
) -> tuple[str, list[Span], dict[int, BlockKind]]:
    spans: list[Span] = []
    kinds: dict[int, BlockKind] = {}
    at = 0
    for text, kind in pieces:
        spans.append(Span(at, at + len(text)))
        if kind:
            kinds[at] = kind
        at += len(text) + 2
    return "\n\n".join(text for text, _ in pieces), spans, kinds


def _title(title: str | None, site: str | None) -> str | None:
    """The page's title without the site's name behind a dash or bar."""
    title = _squeeze(title)
    suffix = _SUFFIX.search(title) if title else None
    if title and suffix and site and site.lower() in suffix.group().lower():
        return title[: suffix.start()]
    return title


def _declared_date(page: str) -> str | None:
    """The date of publication the page declares: JSON-LD, then meta elements, then `<time>`."""
    metas: dict[str, str] = {}
    times: list[str] = []
    for match in _TAG.finditer(page):
        tag = match.group(1).lower()
        if tag == "script" and "ld+json" in match.group(2).lower():
            found = _date_in_json(page[match.end() : match.end() + 500_000])
            if found:
                return found
        elif tag in ("meta", "time"):
            attributes = _attributes(match.group(2))
            key = (
                attributes.get("property")
                or attributes.get("name")
                or attributes.get("itemprop")
                or ""
            )
            value = attributes.get("content") or attributes.get("datetime") or ""
            if (
                tag == "time"
                and "update" not in match.group(2).lower()
                and "modif" not in match.group(2).lower()
            ):
                times.append(value)
            metas.setdefault(key.lower(), value)
    for value in [metas.get(key, "") for key in _PUBLISHED_KEYS] + times[:1]:
        date = parse_date(value)
        if date:
            return date
    return None


def _date_in_json(script: str) -> str | None:
    body = script.split("</script", 1)[0]
    try:
        value = json.loads(body.strip().removesuffix(";"))
    except (ValueError, RecursionError):
        match = re.search(r'"datePublished"\s*:\s*"([^"]{8,40})"', body)
        return parse_date(match.group(1)) if match else None
    stack = [value]
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            found = parse_date(str(node.get("datePublished") or ""))
            if found:
                return found
            stack.extend(
                node[key] for key in ("mainEntity", "@graph", "mainEntityOfPage") if key in node
            )
    return None


def _attributes(tag: str) -> dict[str, str]:
    return {
        match.group(1).lower(): html.unescape(
            match.group(2) or match.group(3) or match.group(4) or ""
        )
        for match in _ATTRIBUTE.finditer(tag)
    }


def _squeeze(value: str | None) -> str | None:
    return " ".join(value.split()) or None if value else None
