"""A second verb of speech behind a content: *confirmed [that it came] but declined to say more*."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.extract.attributions import Attribution
from kg.extract.cues import forms, word_set

_SPEECH = word_set(
    """
    acknowledge add admit argue caution concede deny express insist note say stress urge voice vow
    warn
    """
)
_SILENT = word_set("decline refuse")
_SHORTEST = 3


def with_second_verbs(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, where *but* and a verb of speech without a subject of its own end a content
    that began before it. The verb has the same source, and the words behind it.

    The model often reads on to the end of such a sentence.
    """
    out = []
    for a in found:
        out.append(a)
        verb = None if a.depth or len(a.contents) != 1 or not a.sources else _second_verb(a)
        if verb is None:
            continue
        content, doc = a.contents[0], a.contents[0].doc
        end = verb.i - 1
        while end > content.start and (doc[end - 1].is_punct or doc[end].pos_ == "ADV"):
            end -= 1
        a.contents = [Span(doc, content.start, end, label="CONTENT")]
        if forms(verb) & _SPEECH and content.end - verb.i > _SHORTEST:
            cue = Span(doc, verb.i, verb.i + 1, label="CUE")
            rest = Span(doc, verb.i + 1, content.end, label="CONTENT")
            out.append(Attribution(0, [cue], list(a.sources), [rest], a.certainty))
    return out


def _second_verb(a: Attribution) -> Token | None:
    """The verb right behind *but*, when the cue stands before the content."""
    content = a.contents[0]
    if not a.cues or a.cues[-1].start > content.start:
        return None
    for token in content[_SHORTEST:-1]:
        before = token.nbor(-1)
        if before.pos_ == "ADV":
            before = before.nbor(-1)
        if before.lower_ == "but" and token.tag_ == "VBD" and forms(token) & (_SPEECH | _SILENT):
            return token
    return None
