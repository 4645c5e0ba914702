"""Which mention a source stands for: in *Jane Doe, a professor at X*, it is Jane Doe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from kg.extract.attributions import Attribution
from kg.extract.persons import is_title
from kg.extract.syntax import base_form
from kg.records import Mention, Span

_BEFORE_OTHERS = frozenset(
    "of for to at with in by from under about on near via between and ' 's ’s ’ against".split()
)
EVENTS = frozenset(
    """
    visit meeting summit trip talk talks move step test launch attack event development change war
    crisis deal victory win defeat loss success failure arrival departure handshake gesture incident
    schedule timetable agenda calendar itinerary
    accident episode rise fall increase decrease drop growth decline collapse crash fire storm flood
    earthquake drought death killing shooting bombing explosion race game match absence presence
    """.split()
)
"""Heads of phrases that show, prove or mean something without saying it. Documents (*report*,
*poll*)
and assemblies of people are not among them."""

_RELATIVE = frozenset(("who", "which", "whom", "whose"))
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))


def head_mention(source: Sequence[DocSpan], mentions: Sequence[Mention]) -> Mention | None:
    """The mention that a source stands for, None when it holds none.

    Args:
        source: the pieces of a source, in order.
        mentions: those of the article, in order of appearance.

    First comes the name or pronoun that is the head of the phrase, then a person's name that is not
    under a preposition or possessive, then any other name, description or pronoun, in order.
    """
    source = [main_part(piece) for piece in source]
    inside = [
        m
        for m in mentions
        if any(p.start_char <= m.head.start and m.head.end <= p.end_char for p in source)
    ]
    if not inside:
        return None
    free = [m for m in inside if m.form != "adjective" and _is_free(m, source)]
    root = source[0].root
    heads = {
        m.form: m
        for m in reversed(inside)
        if m.head.start <= root.idx < m.head.end and not _owns(m, source)
    }
    people = [m for m in free if m.kind == "Person" and m.form == "name"]
    named = heads.get("name")
    if named is not None:
        # "Muster Corp chairman Jane Doe": the parse takes the first name for the head.
        # "Department of Ports spokesman Jan Roe": what stands under a preposition is no hindrance.
        owners = [m for m in inside if m.kind == "Person" and m.form == "name"]
        titled = [m for m in owners if _only_titles(source[0], named.head.end, m.head.start)
                  and not _owns(m, source)]  # fmt: skip
        if titled:
            return titled[0]
    elif is_title(root.text):
        # The parse takes the title for the head.
        titled = [m for m in inside if m.kind == "Person" and m.form == "name"
                  and m.head.start == root.idx + len(root.text_with_ws)]  # fmt: skip
        if titled:
            return titled[0]
    for m in (heads.get("name"), heads.get("pronoun"), *people[:1], heads.get("description")):
        if m is not None:
            return m
    names = [m for m in free if m.form == "name"]
    described = [m for m in free if m.form == "description"]
    for group in (described if not names else names[-1:], described, free):
        if group:
            return group[0]
    return None


def _only_titles(piece: DocSpan, start: int, end: int) -> bool:
    """Whether nothing but a title stands between two names."""
    words = [t for t in piece if start <= t.idx and t.idx + len(t) <= end]
    return (
        bool(words)
        and is_title(words[-1].text)
        and all(t.pos_ in ("NOUN", "PROPN", "ADJ") and t.text not in _POSSESSIVE for t in words)
    )


def main_part(source: DocSpan) -> DocSpan:
    """The source without its relative clause: *families of hostages, who met X,* are not X."""
    for token in source[1:]:
        if token.lower_ in _RELATIVE and token.tag_ != "IN":
            end = token.i
            while end > source.start + 1 and _goes_with_clause(source.doc[end - 1]):
                end -= 1
            return source.doc[source.start : end]
    return source


def _goes_with_clause(token: Token) -> bool:
    """*, some of* whom, *in* which."""
    return token.is_punct or token.is_space or token.pos_ in ("ADP", "DET")


def is_event(source: Sequence[DocSpan]) -> bool:
    """Whether the source is something that happened, which shows or means a thing but says nothing:
    *the second visit shows that …*.
    """
    root = source[0].root if source[0].doc.has_annotation("DEP") else source[0][-1]
    return root.pos_ != "PROPN" and base_form(root.text) in EVENTS


def _is_free(mention: Mention, source: Sequence[DocSpan]) -> bool:
    """Whether neither a preposition before nor a possessive after makes the mention part of
    another.
    """
    piece = next(
        p for p in source if p.start_char <= mention.head.start and mention.head.end <= p.end_char
    )
    doc = piece.doc
    first = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if first is None:
        return False
    k = first.start - 1
    while k >= piece.start and doc[k].pos_ in ("DET", "ADJ", "PROPN", "NOUN", "ADV"):
        k -= 1
    if k >= piece.start and doc[k].lower_ in _BEFORE_OTHERS - {"'s", "’s", "'", "’", "and"}:
        return False
    return not _owns(mention, source)


def _owns(mention: Mention, source: Sequence[DocSpan]) -> bool:
    """Whether a possessive follows the mention inside the source: *[Doe]'s critics*."""
    for piece in source:
        if piece.start_char <= mention.span.start and mention.span.end <= piece.end_char:
            rest = piece.text[mention.span.end - piece.start_char :]
            owner = re.match(r"(?:['’]s?)\s+\w", rest)
            return owner is not None
    return False


def described_sources(
    doc: Doc, found: Sequence[Attribution], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Mentions for sources that hold none: a described group in the words of the article.

    In order of appearance; each covers the source without its surroundings.
    """
    sentences = [s.start for s in doc.sents]
    seen: set[Span] = set()
    for attribution in found:
        if not attribution.sources or head_mention(attribution.sources, mentions) is not None:
            continue
        piece = main_part(max(attribution.sources, key=lambda s: (len(s), -s.start)))
        tokens = [t for t in piece if not t.is_space]
        while tokens and (tokens[-1].is_punct or tokens[-1].text in _POSSESSIVE):
            tokens.pop()
        while tokens and tokens[0].is_punct:
            tokens.pop(0)
        if not tokens or not any(t.is_alpha for t in tokens):
            continue
        span = Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        if span in seen:
            continue
        seen.add(span)
        root = piece.root
        head = Span(root.idx, root.idx + len(root))
        if not span.start <= head.start < head.end <= span.end:
            head = span
        sentence = sum(1 for start in sentences if start <= tokens[0].i) - 1
        article = doc.user_data.get("article")
        yield Mention(
            article.id if article is not None else "",
            span, head, doc.text[span.start : span.end], "Group", "description", sentence,
        )  # fmt: skip
