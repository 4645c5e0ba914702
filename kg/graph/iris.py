"""Where IRIs come from: content alone, so that the same news gives the same names for ever.

A name is made of a slug, which a reader may recognise, and where it is needed of a hash, which
keeps two names apart. Nothing but the letters, digits and marks that every RDF syntax and every
browser takes gets into an IRI, whatever is in an article.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.errors import UsageError
from kg.records import Claim, Span

BASE: Final = "https://newskg.example/id/"
"""What all data IRIs begin with unless the user says otherwise."""

_SLUG_LENGTH: Final = 60
_BASE: Final = re.compile(r"https?://[^\s<>\"{}|^`\\#?]+/")
_PLAIN_ROLE: Final = re.compile(r"[a-z0-9]+(?: [a-z0-9]+)*")
_WIKIDATA: Final = re.compile(r"Q[1-9][0-9]*")


def check_base(base: str) -> str:
    """The base itself, if IRIs can be made under it.

    Raises:
        UsageError: it is not an http(s) address that ends in a slash.
    """
    if _BASE.fullmatch(base):
        try:
            return NamedNode(base).value
        except ValueError:
            pass
    raise UsageError(
        f"the base IRI {base!r} must be an http or https address that ends in a slash."
    )


def slug(value: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens; at most 60; `x` when nothing is left."""
    decomposed = unicodedata.normalize("NFKD", value)
    ascii_only = decomposed.encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:_SLUG_LENGTH].strip("-") or "x"


def digest(*parts: str, length: int) -> str:
    """The first `length` hexadecimal digits of the SHA-256 of a text, or of several kept apart."""
    data = parts[0] if len(parts) == 1 else "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def article_slug(article_id: str) -> str:
    """What stands for an article in IRIs: its id's slug and 8 digits of the id's hash."""
    return f"{slug(article_id)}-{digest(article_id, length=8)}"


def article(base: str, article_id: str) -> NamedNode:
    """The article."""
    return NamedNode(f"{base}article/{article_slug(article_id)}")


def article_graph(base: str, article_id: str) -> NamedNode:
    """The named graph of all that one article says."""
    return NamedNode(f"{base}graph/article/{article_slug(article_id)}")


def resolution_graph(base: str) -> NamedNode:
    """The named graph of what all articles together say."""
    return NamedNode(f"{base}graph/resolution")


def runs_graph(base: str) -> NamedNode:
    """The named graph of run records, which stable exports leave out."""
    return NamedNode(f"{base}graph/runs")


def passage(of: NamedNode, span: Span) -> NamedNode:
    """A stretch of the article `of`."""
    return NamedNode(f"{of.value}/passage/{span.start}-{span.end}")


def part(of: NamedNode, name: str) -> NamedNode:
    """A fixed part of a node: a passage's `position` and `quote`."""
    return NamedNode(f"{of.value}/{name}")


def mention(of: NamedNode, span: Span) -> NamedNode:
    """A mention in the article `of`."""
    return NamedNode(f"{of.value}/mention/{span.start}-{span.end}")


def numbered(of: NamedNode, kind: str, number: int) -> NamedNode:
    """The `number`th `meeting`, `office` or `open` question of an article, or `step` of a claim."""
    return NamedNode(f"{of.value}/{kind}/{number}")


def claims(of: NamedNode, records: Sequence[Claim]) -> list[NamedNode]:
    """The IRIs of an article's claims, in their order: from the spans of content, source and cue.

    Claims of exactly the same spans (a doubled record) get a number behind the hash.
    """
    seen: dict[str, int] = {}
    found: list[NamedNode] = []
    for claim in records:
        key = _claim_digest(claim)
        count = seen[key] = seen.get(key, 0) + 1
        suffix = key if count == 1 else f"{key}-{count}"
        found.append(NamedNode(f"{of.value}/claim/{suffix}"))
    return found


def entity(base: str, key: str) -> NamedNode:
    """The entity or meeting of a key such as `person/jane-doe`; different keys, different IRIs."""
    path = quote(key.encode("utf-8", "surrogatepass"), safe="/")
    # A path of dots alone would be taken for "here" or "one up" when the IRI is resolved.
    segments = [s if s.strip(".") or not s else s.replace(".", "%2E") for s in path.split("/")]
    return NamedNode(base + "/".join(segments))


def role(base: str, name: str) -> NamedNode:
    """The office of this name; different names, different IRIs."""
    plain = _PLAIN_ROLE.fullmatch(name) and len(name) <= _SLUG_LENGTH
    return NamedNode(
        f"{base}role/{slug(name)}" if plain else f"{base}role/{slug(name)}-{digest(name, length=8)}"
    )


def run(base: str, started: str, articles: Iterable[str]) -> NamedNode:
    """The run that began at the time `started` and read the articles of these ids."""
    return NamedNode(f"{base}run/{digest(started, *articles, length=12)}")


def wikidata(identifier: str) -> NamedNode | None:
    """Wikidata's entity of an identifier such as `Q142`; None when it is no identifier."""
    if _WIKIDATA.fullmatch(identifier):
        return NamedNode(f"http://www.wikidata.org/entity/{identifier}")
    return None


def web(address: str) -> NamedNode | None:
    """An http(s) address as an IRI; None when it is anything else, such as a script."""
    if not re.match(r"https?://[^/\s]", address, re.IGNORECASE):
        return None
    return external(address)


def external(address: str) -> NamedNode | None:
    """An IRI from outside, such as a gazetteer's concept; None when it is not a valid one."""
    try:
        return NamedNode(address)
    except ValueError:
        return None


def ranges(spans: Iterable[Span]) -> str:
    """`start-end;start-end`, in the order given."""
    return ";".join(f"{span.start}-{span.end}" for span in spans)


def _claim_digest(claim: Claim) -> str:
    steps = [f"{ranges(step.source)}|{ranges(step.cue)}" for step in claim.steps]
    return digest(claim.article, ranges(claim.content), *steps, length=12)
