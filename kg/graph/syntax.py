"""Terms as text, for Turtle, TriG, N-Triples and N-Quads: one way to write each, and one order.

What is written is plain for people (prefixes, names relative to the base, numbers as numbers) and
plain for machines: only letters and digits of ASCII in names, nothing that ends a line inside one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.terms import BOOLEAN, DECIMAL, INTEGER, STRING, Term, lexical
from kg.graph.vocabulary import PREFIXES, RDF

Statement = tuple[Term, Term]
"""Predicate and object."""

_TYPE: Final = str(RDF.type)
_STRING: Final = STRING.value
_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_RELATIVE: Final = re.compile(
    r"[A-Za-z0-9_~-][A-Za-z0-9._~%-]*(?:/[A-Za-z0-9_~%-][A-Za-z0-9._~%-]*)*"
)
_BARE: Final = {
    INTEGER.value: re.compile(r"[+-]?[0-9]+"),
    DECIMAL.value: re.compile(r"[+-]?[0-9]+\.[0-9]+"),
    BOOLEAN.value: re.compile(r"true|false"),
}
# Besides what the grammar asks for: characters that some programs take for the end of a line, or
# that would not be seen.
_ESCAPED: Final = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
_SHORT: Final = {
    '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f",
}  # fmt: skip
_SHORTEST: Final = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))


def quoted(value: str) -> str:
    """A string in quotation marks, on one line."""
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def absolute(value: Term) -> str:
    """A term of N-Triples and N-Quads."""
    if isinstance(value, NamedNode):
        return f"<{value.value}>"
    if isinstance(value, Literal):
        if value.language:
            return f"{quoted(value.value)}@{value.language}"
        if value.datatype == STRING:
            return quoted(value.value)
        return f"{quoted(value.value)}^^<{value.datatype.value}>"
    return str(value)


def line(quad: Quad, *, graph: bool) -> str:
    """A statement of N-Triples, or with its graph, of N-Quads; without the line's end."""
    parts = [absolute(quad.subject), absolute(quad.predicate), absolute(quad.object)]
    if graph and isinstance(quad.graph_name, NamedNode):
        parts.append(absolute(quad.graph_name))
    return " ".join(parts) + " ."


@lru_cache(maxsize=4096)
def prefixed(value: str) -> str | None:
    """`kg:Claim` for an IRI of a vocabulary that we use; None where there is no prefix."""
    for prefix, namespace in _SHORTEST:
        if value.startswith(namespace):
            local = value[len(namespace) :]
            return f"{prefix}:{local}" if _LOCAL.fullmatch(local) else None
    return None


def short_iri(value: str, *, base: str) -> str:
    """An IRI of Turtle: relative to the base, with a prefix, or else whole."""
    if value.startswith(base) and _RELATIVE.fullmatch(value, len(base)):
        return f"<{value[len(base) :]}>"
    return prefixed(value) or f"<{value}>"


def long_iri(written: str, *, base: str) -> str:
    """The IRI that `short_iri` wrote so."""
    if written.startswith("<"):
        return written[1:-1] if ":" in written else base + written[1:-1]
    prefix, _, local = written.partition(":")
    return PREFIXES[prefix] + local


def short(value: Term, *, base: str) -> str:
    """A term of Turtle and TriG."""
    if isinstance(value, NamedNode):
        return short_iri(value.value, base=base)
    if isinstance(value, Literal) and not value.language:
        text, kind = value.value, value.datatype.value
        if kind == _STRING:
            return quoted(text)
        bare = _BARE.get(kind)
        if bare is not None and bare.fullmatch(text):
            return text
        return f"{quoted(text)}^^{short_iri(kind, base=base)}"
    return absolute(value)


def header(*, base: str) -> str:
    """The base and the prefixes of a Turtle or TriG file."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    return f"@base <{base}> .\n{prefixes}"


def block(subject: Term, statements: Iterable[Statement], *, base: str, indent: str = "") -> str:
    """All statements of a subject, in Turtle: its types first, the rest sorted by IRI and value."""
    found: dict[str, list[Term]] = {}
    for predicate, value in statements:
        found.setdefault(lexical(predicate), []).append(value)
    # The type is put first by what no IRI begins with.
    types = {"": found.pop(_TYPE)} if _TYPE in found else {}
    parts: list[str] = []
    for predicate_iri, several in (*types.items(), *sorted(found.items())):
        name = short_iri(predicate_iri, base=base) if predicate_iri else "a"
        values = ", ".join(_values(several, base))
        parts.append(f"{indent}    {name} {values}")
    return f"{indent}{short(subject, base=base)}\n" + " ;\n".join(parts) + " .\n"


def order(value: Term) -> tuple[int, str, str]:
    """The place of a term among others: IRIs first, then numbers by size, then all else."""
    if isinstance(value, NamedNode):
        return 0, value.value, ""
    if isinstance(value, Literal):
        if value.datatype == INTEGER and value.value.isdigit():
            return 1, f"{len(value.value):04d}{value.value}", ""
        return 2, value.value, value.language or value.datatype.value
    return 3, str(value), ""


def _values(values: list[Term], base: str) -> list[str]:
    if len(values) > 1:
        values = sorted(set(values), key=order)
    return [short(value, base=base) for value in values]


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    return _SHORT.get(character) or f"\\u{ord(character):04X}"
