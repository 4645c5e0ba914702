"""The whole noun phrase around its head, from the parse; where that fails, from tags and words."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.nouns import BODIES, PEOPLE, singular

DETERMINERS: Final = frozenset(
    """
    the a an this that these those some any many several few both all most another each every no
    two three four five six seven eight nine ten dozens hundreds thousands other his her its their
    our my your whose various numerous certain one more
    """.split()
)
"""Words that open a noun phrase, lower case."""
_RIGHT: Final = frozenset(
    """
    of for at in from with on to within inside near under among between about close
    """.split()
)
_COURTESY: Final = frozenset("mr mr. mrs mrs. ms ms. dr dr. president".split())
_LEFT_DEPS: Final = (
    "det", "amod", "compound", "nummod", "nmod", "advmod", "flat", "case", "punct", "obl",
    "goeswith", "acl",
)  # fmt: skip
_NOMINAL: Final = ("NOUN", "PROPN", "ADJ", "NUM", "DET")
_LONGEST: Final = 14
"""Tokens a phrase may have to the right of its head."""


def noun_phrase(token: Token, *, inner: set[int], bounds: tuple[int, int]) -> tuple[int, int]:
    """First token and the one after the last of the noun phrase that the token heads.

    Modifiers before the head are in it, and prepositional ones after it; clauses, appositions and
    coordinations are not. Where the parse gives no sensible phrase the tags decide, and without
    tags the words.

    Args:
        token: the head noun.
        inner: indexes of the tokens of names and adjectives, which may stand inside.
        bounds: the sentence, as token indexes, end exclusive.
    """
    doc = token.doc
    sent_start, sent_end = bounds
    if doc.has_annotation("DEP"):
        start, end = _by_parse(token)
        start, end = max(start, sent_start), min(end, sent_end, token.i + 1 + _LONGEST)
        if all(_nominal(doc[i]) or i in inner for i in range(start, token.i)):
            while start > sent_start and doc[start - 1].pos_ in ("ADJ", "DET", "NUM"):
                start -= 1  # the parse hung it elsewhere
            return _owner_and_quotes(token, (start, end), inner=inner, bounds=bounds)
    start = token.i
    while start > sent_start and _leftward(doc[start - 1], inner=inner):
        start -= 1
        if doc[start].lower_ in DETERMINERS - {"two", "three", "other", "many", "few"}:
            break
    while start < token.i and not any(c.isalnum() for c in doc[start].text.removesuffix("s")):
        start += 1
    end = token.i + 1
    while end + 1 < sent_end and doc[end].lower_ in ("of", "for", "at", "from"):
        stop = end + 1
        while stop < sent_end and _leftward(doc[stop], inner=inner):
            stop += 1
        if stop == end + 1:
            break
        end = stop
    return start, end


def _owner_and_quotes(
    token: Token, phrase: tuple[int, int], *, inner: set[int], bounds: tuple[int, int]
) -> tuple[int, int]:
    """The phrase with the name before a possessive it begins with, and with its second quote."""
    doc = token.doc
    start, end = phrase
    owner = start > bounds[0] + 1 and doc[start - 1].text in ("'s", "’s", "'", "’")
    if owner and start - 2 in inner:
        start -= 1  # the parse hung the owner elsewhere
    if doc[start].text in ("'s", "’s", "'", "’"):
        first = start
        while first > bounds[0] and first - 1 in inner:
            first -= 1
        start = first if first < start else min(start + 1, token.i)
        while first < token.i and start - 1 >= bounds[0] and doc[start - 1].lower_ in _COURTESY:
            start -= 1  # Mr. Doe's critics
    quotes = sum(t.text in ('"', "“", "”") for t in doc[start:end])
    if quotes % 2 and end < bounds[1] and doc[end].text in ('"', "”"):
        end += 1
    return start, end


def _by_parse(token: Token) -> tuple[int, int]:
    """The phrase of a head noun: its modifiers before it, and its prepositional ones after it."""
    start = token.i
    for child in sorted(token.lefts, key=lambda t: -t.i):
        edge = child.left_edge.i
        if child.right_edge.i != start - 1 or child.dep_.split(":")[0] not in _LEFT_DEPS:
            break
        if child.dep_ == "case" or (child.is_punct and child.text not in "-‑'’\"“”"):
            break
        start = edge
    while start < token.i and (
        token.doc[start].is_punct or token.doc[start].lower_ in _RIGHT | {"and", "or", "but"}
    ):
        start += 1
    end = token.i + 1
    for child in token.rights:
        if child.left_edge.i != end or not child.dep_.startswith("nmod"):
            break
        case = child.left_edge.lower_
        if case not in _RIGHT:
            break
        end = _closed(child, end)
        if end <= child.right_edge.i:
            break
    return start, end


def _closed(child: Token, start: int) -> int:
    """Where the modifier ends, before a clause, an apposition or a comma inside it."""
    end = child.right_edge.i + 1
    for token in child.doc[start:end]:
        if (token.is_punct and token.text not in "-‑'’\"“”.") or token.pos_ in ("VERB", "AUX"):
            end = token.i
            break
        if token.dep_.split(":")[0] in ("acl", "appos", "parataxis", "advcl"):
            end = token.left_edge.i
            break
    cut = end <= child.right_edge.i
    while cut and end > start and child.doc[end - 1].pos_ not in ("NOUN", "PROPN", "NUM", "PRON"):
        end -= 1
    return end if end > start + 1 else start


def _nominal(token: Token) -> bool:
    if token.is_space:
        return False
    return token.pos_ not in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ", "PRON") or (
        (token.pos_ == "VERB" and token.dep_ in ("amod", "compound"))
        or (token.pos_ == "PRON" and token.dep_ in ("nmod:poss", "det"))
        or (token.pos_ in ("PUNCT", "CCONJ") and token.text in "-‑,'’\"“”and")
        or (token.pos_ == "AUX" and token.text in ("'s", "’s"))
    )  # fmt: skip


def _leftward(token: Token, *, inner: set[int]) -> bool:
    """Whether the token can stand inside a noun phrase, judged by itself."""
    if token.i in inner or token.text in ("'s", "’s"):
        return True
    if token.text == "-":
        return not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_
    if token.lower_ in DETERMINERS:
        return token.pos_ != "SCONJ" and (bool(token.pos_) or token.lower_ != "that")
    if token.pos_:
        return token.pos_ in _NOMINAL and not token.is_punct
    return singular(token.lower_) in PEOPLE | BODIES
