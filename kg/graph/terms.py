"""RDF terms: from Python values, to Python values, and to the other library's terms.

Inside this room a term is pyoxigraph's (the fastest to make and to store); rdflib's appear only
where rdflib or pySHACL is called. All conversion is here.
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal
from typing import Final, TypeAlias

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.graph.vocabulary import XSD

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
"""What a query may bind a variable to. Our own graph has neither blank nodes nor quoted triples."""

STRING: Final = NamedNode(XSD.string)
INTEGER: Final = NamedNode(XSD.integer)
DECIMAL: Final = NamedNode(XSD.decimal)
BOOLEAN: Final = NamedNode(XSD.boolean)
DATETIME: Final = NamedNode(XSD.dateTime)
TRUE: Final = Literal("true", datatype=BOOLEAN)

_CALENDAR: Final = (
    (re.compile(r"[0-9]{4}"), NamedNode(XSD.gYear)),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), NamedNode(XSD.gYearMonth)),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), NamedNode(XSD.date)),
)
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


def iri(value: str) -> NamedNode:
    """The IRI itself.

    Raises:
        ValueError: it is not an absolute IRI.
    """
    return NamedNode(value)


def text(value: str) -> Literal:
    """A plain string.

    NUL and lone surrogates, which no RDF syntax carries everywhere, become U+FFFD, one for one, so
    that offsets stay right. All else is kept as it is.
    """
    return Literal(_UNSTORABLE.sub("\ufffd", value))


def integer(value: int) -> Literal:
    """An xsd:integer, also where a vocabulary has a narrower type: the store has no other."""
    return Literal(str(int(value)), datatype=INTEGER)


def decimal(value: float) -> Literal:
    """An xsd:decimal of at most four places: 0.87, 1."""
    if not math.isfinite(value):
        raise ValueError(f"{value} is not a decimal number")
    digits = f"{Decimal(repr(float(value))):.4f}".rstrip("0").rstrip(".")
    return Literal("0" if digits == "-0" else digits, datatype=DECIMAL)


def calendar(value: str) -> Literal:
    """`YYYY` as xsd:gYear, `YYYY-MM` as xsd:gYearMonth, `YYYY-MM-DD` as xsd:date; else text."""
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return text(value)
    for pattern, datatype in _CALENDAR:
        if pattern.fullmatch(value):
            return Literal(value, datatype=datatype)
    return text(value)


def term(value: str | int | float | bool) -> Literal:
    """The literal of a Python value, to be bound in a query."""
    if isinstance(value, bool):
        return Literal("true" if value else "false", datatype=BOOLEAN)
    if isinstance(value, int):
        return integer(value)
    if isinstance(value, float):
        return decimal(value)
    return text(value)


def lexical(value: Term) -> str:
    """The address of an IRI, the characters of a literal; other terms in N-Triples syntax."""
    return value.value if isinstance(value, NamedNode | Literal) else str(value)


def to_python(value: Term | None) -> str | int | float | bool | None:
    """A number or truth value where the term is one, else its `lexical` form; None stays None."""
    if value is None:
        return None
    if isinstance(value, Literal):
        try:
            if value.datatype == INTEGER:
                return int(value.value)
            if value.datatype == BOOLEAN:
                return value.value in ("true", "1")
            if value.datatype.value in _FLOATS:
                return float(value.value)
        except ValueError:
            return value.value
    return lexical(value)


_FLOATS: Final = frozenset({str(XSD.decimal), str(XSD.double), str(XSD.float)})


def to_rdflib(value: Term) -> rdflib.term.Identifier:
    """The same term for rdflib. Plain strings get no datatype, as rdflib's own parsers have it."""
    if isinstance(value, NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, BlankNode):
        return rdflib.BNode(value.value)
    if isinstance(value, Literal):
        if value.language:
            return rdflib.Literal(value.value, lang=value.language)
        if value.datatype == STRING:
            return rdflib.Literal(value.value)
        return rdflib.Literal(
            value.value, datatype=rdflib.URIRef(value.datatype.value), normalize=False
        )
    raise ValueError(f"rdflib has no term for {value}")


def graph_name(quad: Quad) -> str:
    """The IRI of a quad's graph, empty for the default graph."""
    name = quad.graph_name
    return "" if isinstance(name, DefaultGraph) else lexical(name)
