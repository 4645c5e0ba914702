"""People whom a gazetteer lists, found in an article by name, also where the model saw none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Span

from kg.extract.gazetteer import Match

Range = tuple[int, int]


def with_listed(people: Sequence[Range], hits: Sequence[Match], *, doc: Doc) -> list[Range]:
    """The people's names, sorted and disjoint: the gazetteer's in place of those inside them.

    Args:
        people: ranges that the model took for people's names, code points.
        hits: the gazetteer's names in the text.
        doc: the text with its parts of speech.
    """
    listed = [
        hit
        for hit in _listed(hits, doc)
        if all(hit[0] <= a and b <= hit[1] for a, b in people if a < hit[1] and hit[0] < b)
    ]
    rest = [p for p in people if not any(a <= p[0] and p[1] <= b for a, b in listed)]
    return sorted((*listed, *rest))


def _listed(hits: Sequence[Match], doc: Doc) -> Iterator[Range]:
    for hit in hits:
        span = doc.char_span(hit.start, hit.end)
        if span is None or not all(sense.entry.kind == "Person" for sense in hit.senses):
            continue
        if _within_longer(span):
            continue
        after = doc[span.end : span.end + 1].text
        # The name goes on (Ann Moor-Lund, Ann Moor Street): somebody or something else.
        if re.match(r"[-‐‑]\w", doc.text[hit.end : hit.end + 2]) or (
            after[:1].isupper() and doc[span.end].pos_ == "PROPN" and doc[span.end - 1].whitespace_
        ):
            continue
        # One word by itself may be any word: May, Rose, Will.
        if len(span) == 1 and (span[0].pos_ != "PROPN" or span[0].ent_type_ == "DATE"):
            continue
        yield hit.start, hit.end


def _within_longer(span: Span) -> bool:
    """Whether the model saw the name inside that of an organisation or place."""
    first, behind = span[0], span.doc[span.end : span.end + 1]
    goes_on = len(behind) > 0 and behind[0].ent_iob_ == "I"
    return first.ent_type_ not in ("", "PERSON") and (first.ent_iob_ == "I" or goes_on)
