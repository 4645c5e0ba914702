"""Organisations and places as the model found them, put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extract.gazetteer import Gazetteer
from kg.extract.persons import is_title
from kg.records import EntityKind

_KIND: Final[dict[str, EntityKind]] = {
    "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place",
}  # fmt: skip
_POSSESSIVE: Final = ("'s", "’s", "'", "’")


def others_of(
    doc: Doc, inside: set[int], *, gazetteer: Gazetteer
) -> Iterator[tuple[int, int, EntityKind]]:
    """Yields organisations and places as the model found them, without what is not the name."""
    for ent in doc.ents:
        kind = _KIND.get(ent.label_)
        if kind is None or not all(t.i in inside for t in ent if not t.is_space):
            continue
        for piece in _pieces(_whole(ent), gazetteer=gazetteer):
            words = [t for t in piece if t.is_alpha or any(c.isalnum() for c in t.text)]
            if not words or not any(c.isupper() or c.isdigit() for c in piece.text):
                continue
            if _mere_title(piece):
                continue
            yield piece.start_char, piece.end_char, kind


def _whole(ent: Span) -> Span:
    """The entity with what follows a possessive that is part of its name: *[People]'s Front*."""
    doc, end = ent.doc, ent.end
    if ent.text.lower() not in _OWNERS or end + 1 >= len(doc) or doc[end].text not in _POSSESSIVE:
        return ent
    last = end + 1
    while last < len(doc) and doc[last].pos_ == "PROPN" and doc[last].text[:1].isupper():
        last += 1
    return Span(doc, ent.start, last, label="ORG") if last > end + 1 else ent


_OWNERS: Final = frozenset(
    "people workers women farmers children teachers students men writers".split()
)


def firms_of(
    doc: Doc, inside: set[int], *, headings: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yields the token ranges of names joined by `&` outside headings: *Brandt & Sons*."""
    for token in doc:
        if token.text != "&" or token.i not in inside or not 0 < token.i < len(doc) - 1:
            continue
        if any(a <= token.idx < b for a, b in headings):
            continue
        start, end = token.i, token.i + 1
        while start > 0 and start - 1 in inside and _part_of_name(doc[start - 1]):
            start -= 1
        while end < len(doc) and end in inside and _part_of_name(doc[end]):
            end += 1
        if start < token.i and end > token.i + 1:
            yield start, end


def _part_of_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and not is_title(token.text)


def _mere_title(piece: Span) -> bool:
    """Whether the model took a title for a name: *President*, *Crown* before *Prince*."""
    after = piece.doc[piece.end : piece.end + 1].text
    if len(piece) == 1 and piece.text.istitle() and after in ("Minister", "Secretary"):
        return True  # Mines Minister
    if not all(is_title(t.text) or t.lower_ in _BEFORE_TITLES for t in piece):
        return False
    return is_title(piece[-1].text) or is_title(after)


_BEFORE_TITLES: Final = ("crown", "vice", "deputy", "prime", "grand")


def _pieces(ent: Span, *, gazetteer: Gazetteer) -> Iterator[Span]:
    """Yields the entity, cut at commas between places and after a state's possessive."""
    doc, start = ent.doc, ent.start
    for token in ent:
        comma = token.text in (",", ";", "(", ")") and ent.label_ != "ORG"
        owner = doc[start : token.i].text
        owned = token.text in _POSSESSIVE and token.i > start and _names_state(owner, gazetteer)
        if comma or owned:
            yield from _trim(doc[start : token.i])
            start = token.i + 1
    yield from _trim(doc[start : ent.end])


def _names_state(text: str, gazetteer: Gazetteer) -> bool:
    return bool(gazetteer.state(text) or gazetteer.capital(text))


def _trim(span: Span) -> Iterator[Span]:
    start, end, doc = span.start, span.end, span.doc
    while start < end and (
        doc[start].lower_ in ("the", "a", "an", *_POSSESSIVE)
        or not any(c.isalnum() for c in doc[start].text)
    ):
        start += 1
    while end > start and (
        doc[end - 1].lower_ in (*_POSSESSIVE, "of", "for", "in", "at", "and", "the")
        or not any(c.isalnum() for c in doc[end - 1].text)
    ):
        end -= 1
    if start < end:
        yield doc[start:end]
