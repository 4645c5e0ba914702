"""Words that a source has from another: *X said, citing Y, that …*, *X quoted Y as saying …*."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.attributions import Attribution
from kg.extract.cues import is_telling, names_source, quotes_others
from kg.extract.speakers import head_mention
from kg.extract.steps import spans_of
from kg.records import Mention, Step

_SLACK = 8
"""So many words may stand behind *A said* in what B tells: *told reporters in Rome on Monday*."""


def with_cited(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with whom they cite: what *citing* introduces goes to the attribution that
    cites, and is none of its own.

    *X reported, citing Y, that …*: the model takes *Y, that …* for what is cited, so the clause
    is given back to *reported*.
    """
    out = list(found)
    for a in found:
        citing = next((cue for cue in a.cues if names_source(cue)), None)
        behind = [c for c in a.contents if citing and 0 <= c.start - citing.end < 2]
        if a.depth or citing is None or len(behind) != 1:
            continue
        source, clause = _split(behind[0])
        others = [c for c in a.contents if c is not behind[0]]
        telling = a
        if len(a.cues) == 1:
            nearest = _telling(a, out, needs=clause is not None)
            if nearest is None:
                continue
            telling, others = nearest, nearest.contents
            telling.sources = telling.sources or a.sources
            out.remove(a)
        telling.cited = (citing, source)
        telling.cues = [cue for cue in telling.cues if cue is not citing]
        telling.contents = [clause] if clause is not None else others
    return out


def _split(content: DocSpan) -> tuple[DocSpan, DocSpan | None]:
    """*Y, that …* as *Y* and *that …*; the second is None where only the first is there."""
    for token in content[1:-1]:
        if token.lower_ == "that" and token.nbor(-1).text == ",":
            doc = content.doc
            source = DocSpan(doc, content.start, token.i - 1, label="SOURCE")
            return source, DocSpan(doc, token.i, content.end, label="CONTENT")
    return content, None


def _telling(
    citing: Attribution, found: Sequence[Attribution], *, needs: bool
) -> Attribution | None:
    """The attribution of the same sentence that cites: the nearest with a cue, and without words
    of its own when it `needs` some.
    """
    cue = citing.cues[0]
    near = [
        a
        for a in found
        if a is not citing
        and not a.depth
        and a.cues
        and a.cues[0].sent == cue.sent
        and (not a.contents if needs else bool(a.contents))
        and not names_source(a.cues[0])
    ]
    return min(near, key=lambda a: (abs(a.cues[0].start - cue.start), a.start), default=None)


def handed_on(
    a: Attribution, mentions: Sequence[Mention]
) -> tuple[list[DocSpan], tuple[Step, ...]] | None:
    """What Y said, and the steps from Y to X, in *X quoted [Y as saying that …]*, *[“…,”] X cited
    [Y as saying]* and *[Y] was described by X [as telling them that …]*; else None.
    """
    if not (a.sources and quotes_others(a.cues)):
        return None
    for at, piece in enumerate(a.contents):
        verb = next((t for t in piece[:16] if _is_as_saying(t)), None)
        if verb is None or verb.i >= piece.end:
            continue
        doc, rest = piece.doc, list(a.contents[:at] + a.contents[at + 1 :])
        speaker = doc[piece.start : verb.i - 1]
        if not len(speaker) and rest and at:
            speaker = rest.pop(at - 1)
        words = _said(doc[verb.i + 1 : piece.end], told=is_telling([doc[verb.i : verb.i + 1]]))
        own = head_mention([speaker], mentions) if len(speaker) else None
        by = head_mention(a.sources, mentions)
        if own is None or by is None or not (words or rest):
            return None
        steps = (
            Step(spans_of([speaker]), spans_of([doc[verb.i - 1 : verb.i + 1]]), own.span),
            Step(spans_of(a.sources), spans_of(a.cues), by.span),
        )
        return ([words] if words else rest), steps
    return None


def _is_as_saying(token: Token) -> bool:
    """Whether the token is the verb of *as saying*."""
    return token.i > 0 and token.lower_.endswith("ing") and token.nbor(-1).lower_ == "as"


def _said(words: DocSpan, *, told: bool) -> DocSpan | None:
    """What follows *as saying*; after *as telling* what follows whom it was told."""
    while len(words) and words[0].text in (",", ":"):
        words = words[1:]
    if told:
        that = next((t.i for t in words[:9] if t.lower_ == "that"), None)
        return words.doc[that : words.end] if that is not None else None
    return words if len(words) else None


def without_channel_layers(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, where *[“…,” A said], according to B* is one of A through B.

    The model takes *“…,” A said* for what B tells, and finds A's saying so inside it.
    """
    out = list(found)
    for outer in found:
        told = bool(outer.sources) or not outer.cues
        if outer.depth or not told or len(outer.contents) != 1 or outer.cited:
            continue
        whole = outer.contents[0]
        for inner in found:
            parts = (*inner.contents, *inner.sources, *inner.cues)
            if inner.depth != 1 or not (inner.contents and inner.sources and inner.cues):
                continue
            last = max(c.end for c in inner.contents)
            begins = min(part.start for part in parts) - whole.start
            ends = whole.end - max(part.end for part in parts)
            trailing = all(part.start >= last for part in (*inner.sources, *inner.cues))
            quoted = whole[0].is_quote and whole[-1].is_quote
            if quoted or inner.cues[0][0].lower_ == "according":
                continue
            inside = all(whole.start <= part.start and part.end <= whole.end for part in parts)
            if inside and trailing and begins < 2 and ends < _SLACK:
                inner.depth = 0
                inner.channel = (outer.sources, outer.cues) if outer.sources else None
                out.remove(outer)
                break
    return out
