"""Quotations where the model marks nothing: paragraphs that are one, and those with *she said*."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from kg.extract.attributions import Attribution
from kg.extract.cues import forms, word_set
from kg.extract.syntax import subjects
from kg.records import Article

_QUOTATION = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"|«[^«»\n]+»")
_ENDS = re.compile(r"[,.!?…]['’]?[”\"»]|[”\"»][,.!?…]")
_FEWEST = 4
_CERTAINTY = 0.9
_SAYING = word_set(
    """
    say tell add ask answer reply explain note warn write tweet post declare announce argue insist
    stress recall joke complain shout cry state remark observe comment conclude continue admit
    acknowledge claim predict promise
    """
)


def with_quotations(doc: Doc, known: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, and one for each quotation of four words or more that none of them touches
    and that fills its paragraph, or has a verb of speech with its subject behind it.

    Args:
        doc: with its article in `user_data`; without one nothing is added.
        known: the attributions that the model marked.
    """
    article = doc.user_data.get("article")
    if not isinstance(article, Article):
        return list(known)
    taken = sorted((s.start_char, s.end_char) for a in known for s in a.contents)
    starts = [start for start, _ in taken]
    found = []
    for block in article.blocks:
        if block.kind != "paragraph":
            continue
        for match in _QUOTATION.finditer(article.text, block.span.start, block.span.end):
            start, end = match.span()
            at = bisect_left(starts, start)
            touched = any(a < end and start < b for a, b in taken[max(0, at - 1) : at + 1])
            behind = article.text[end - 2 : end + 1]
            if touched or len(match[0].split()) < _FEWEST or not _ENDS.search(behind):
                continue
            content = doc.char_span(start, end, label="CONTENT", alignment_mode="contract")
            if content is None:
                continue
            rest = article.text[block.span.start : start] + article.text[end : block.span.end]
            if not rest.strip(" ,.!?…"):
                found.append(Attribution(0, contents=[content], certainty=_CERTAINTY))
            elif (spoken := _spoken(content)) is not None:
                found.append(spoken)
    return [*known, *found]


def _spoken(content: Span) -> Attribution | None:
    """*“…,” an official told the paper*: the first verb behind the quotation, if it is of speech
    and its subject stands behind the quotation too.
    """
    sentence = content[-1].sent
    for token in _verbs(content.doc, content.end, max(sentence.end, content.end)):
        if not forms(token) & _SAYING:
            continue
        for subject in subjects(token):
            source = content.doc[subject.left_edge.i : subject.right_edge.i + 1]
            if source.start >= content.end:
                cue = content.doc[token.i : token.i + 1]
                return Attribution(
                    0,
                    [Span(cue.doc, cue.start, cue.end, label="CUE")],
                    [Span(source.doc, source.start, source.end, label="SOURCE")],
                    [content],
                    _CERTAINTY,
                )
    return None


def _verbs(doc: Doc, start: int, end: int) -> Iterator[Token]:
    """Finite verbs from `start` to `end` (exclusive), but not those of another quotation."""
    for token in doc[start:end]:
        if token.is_quote:
            return
        if token.tag_ in ("VBD", "VBZ", "VBP"):
            yield token
