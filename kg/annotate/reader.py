"""The spaCy component that fills a Doc with what the reading model says.

Sets tags, parts of speech, dependencies, sentences, names, and the attribution spans:

* `doc.spans["attribution"]`: SOURCE, CUE and CONTENT spans of the text as it stands;
  `doc.spans["attribution:1"]`, `doc.spans["attribution:2"]`, …: those found in the contents of the
  level above, each read by itself (nested attributions).
* `doc.user_data["links"]`: for each level a dict from the first token of a SOURCE or CONTENT span
to
  the first token of the CUE (or SOURCE, or itself) it belongs to.
* `doc.user_data["certainty"]`: for each level a dict from a span's first token to how sure the
  model is of it, 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from spacy.attrs import DEP, HEAD, POS, TAG
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span

from kg.annotate.decode import spans_of
from kg.annotate.model import ReadingModel, UnitReading
from kg.annotate.windows import CLOSING, OPENING, Unit, make_unit
from kg.records import READ_BLOCKS, Article

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPTH = 3
"""How many times contents are read again for what is said inside them."""

SHORTEST = 4
"""Contents of fewer words are not read again."""

_QUOTES = OPENING | CLOSING | {'"', "'", "‘", "’"}


@dataclass(slots=True)
class Stretch:
    """Tokens of the Doc (their indices, no white space) that are read as one unit."""

    tokens: list[int]
    unit: Unit


class Reader:
    """`(Doc) -> Doc`. Needs nothing but tokens; `doc.user_data["article"]`, an `Article`, says
    which
    blocks to read (without one every line is read).

    Args:
        model: the weights.
        parse: set tags, dependencies and names too; False leaves those to other components.
    """

    def __init__(self, model: ReadingModel, *, parse: bool = True) -> None:
        self.model = model
        self.parse = parse

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, annotated."""
        stretches = list(self._stretches(doc))
        readings = self.model.read([s.unit for s in stretches], trees=self.parse)
        if self.parse:
            set_parse(doc, stretches, readings, self.model)
            set_names(doc, stretches, readings, self.model)
        doc.user_data["links"], doc.user_data["certainty"] = {}, {}
        self._set_attribution(doc, 0, stretches, readings)
        for depth in range(1, DEPTH + 1):
            inner = list(self._inner(doc, depth - 1))
            if not inner:
                break
            readings = self.model.read([s.unit for s in inner], trees=False)
            self._set_attribution(doc, depth, inner, readings)
        return doc

    def pipe(self, stream: Iterable[Doc], batch_size: int = 1) -> Iterator[Doc]:
        """The Docs, annotated one after the other."""
        for doc in stream:
            yield self(doc)

    def _stretches(self, doc: Doc) -> Iterator[Stretch]:
        skip = _dateline(doc)
        words = [
            (t.idx, t.idx + len(t), t.i)
            for t in doc
            if not t.is_space and not skip[0] <= t.idx < skip[1]
        ]
        at = 0
        for start, end in readable(doc):
            while at < len(words) and words[at][0] < start:
                at += 1
            tokens = []
            while at < len(words) and words[at][1] <= end:
                tokens.append(words[at][2])
                at += 1
            if tokens:
                yield self._stretch(doc, tokens)

    def _stretch(self, doc: Doc, tokens: list[int]) -> Stretch:
        return Stretch(tokens, make_unit([doc[i].text for i in tokens], self.model.pieces))

    def _inner(self, doc: Doc, depth: int) -> Iterator[Stretch]:
        """The contents of a level, without quotation marks around the whole and a leading
        *that*.
        """
        for span in doc.spans[level(depth)]:
            if span.label_ != "CONTENT":
                continue
            tokens = [t.i for t in span if not t.is_space]
            marks = [i for i in tokens if doc[i].text in _QUOTES]
            if marks and set(marks) <= {tokens[0], tokens[-1]}:
                tokens = [i for i in tokens if i not in marks]
            if len(tokens) > 1 and doc[tokens[0]].lower_ == "that":
                tokens.pop(0)
            if len(tokens) >= SHORTEST:
                yield self._stretch(doc, tokens)

    def _set_attribution(
        self, doc: Doc, depth: int, stretches: Sequence[Stretch], readings: Sequence[UnitReading]
    ) -> None:
        spans: list[Span] = []
        links: dict[int, int] = {}
        certainty: dict[int, float] = {}
        for number, (stretch, reading) in enumerate(zip(stretches, readings, strict=True)):
            for a, b, kind in spans_of(reading.attribution, self.model.attribution):
                if depth and kind == "CONTENT" and b - a >= len(stretch.tokens):
                    continue  # the whole again says nothing new
                first = stretch.tokens[a]
                spans.append(Span(doc, first, stretch.tokens[b - 1] + 1, label=kind))
                i, j = reading.links[a]
                # contents that are read again are no neighbours: only the text itself is one
                links[first] = stretches[i].tokens[j] if i == number or not depth else first
                certainty[first] = float(reading.certainty[a:b].mean())
        doc.spans[level(depth)] = sorted(spans, key=lambda s: (s.start, s.end))
        doc.user_data["links"][depth] = links
        doc.user_data["certainty"][depth] = certainty


def level(depth: int) -> str:
    """The key in `doc.spans` of the attributions at that depth; 0 is the text itself."""
    return f"attribution:{depth}" if depth else "attribution"


def readable(doc: Doc) -> list[tuple[int, int]]:
    """(start, end) in code points of the stretches to read, in order: an article's blocks, or the
    lines.
    """
    article = doc.user_data.get("article")
    if isinstance(article, Article):
        return [(b.span.start, b.span.end) for b in article.blocks if b.kind in READ_BLOCKS]
    out, start = [], 0
    for line in doc.text.splitlines(keepends=True):
        out.append((start, start + len(line)))
        start += len(line)
    return out


def _dateline(doc: Doc) -> tuple[int, int]:
    """(start, end) of *SEOUL, March 28 (Yonhap) --*, which is no part of the sentence after it."""
    article = doc.user_data.get("article")
    span = article.dateline if isinstance(article, Article) else None
    return (span.start, span.end) if span is not None else (0, 0)


def set_parse(
    doc: Doc, stretches: Sequence[Stretch], readings: Sequence[UnitReading], model: ReadingModel
) -> None:
    """Tags, parts of speech, heads and relations. White space hangs on the word before it; what was
    not read is one sentence without tags for each run.
    """
    n = len(doc)
    heads = np.arange(n)
    relations = [""] * n
    tags = [""] * n
    upos = [""] * n
    read = np.zeros(n, bool)
    for stretch, reading in zip(stretches, readings, strict=True):
        tokens = stretch.tokens
        for k, i in enumerate(tokens):
            read[i] = True
            head = int(reading.heads[k])
            head = head if 0 <= head < len(tokens) else k
            heads[i] = tokens[head]
            name = model.dependencies[int(reading.relations[k])]
            relations[i] = "ROOT" if head == k else name if name != "root" else "dep"
            tags[i] = model.xpos[int(reading.xpos[k])]
            upos[i] = model.upos[int(reading.upos[k])]
    run = -1
    for i in range(n):
        if doc[i].is_space:
            upos[i], tags[i] = "SPACE", "_SP"
            heads[i] = i - 1 if i else 0
            relations[i] = "dep" if i else "ROOT"
            run = -1
        elif not read[i]:
            run = i if run < 0 else run
            heads[i] = run
            relations[i] = "ROOT" if run == i else "dep"
        else:
            run = -1
    strings = doc.vocab.strings
    values = np.zeros((n, 4), np.uint64)
    values[:, 0] = [strings.add(t) for t in tags]
    values[:, 1] = [IDS[p] for p in upos]
    values[:, 2] = (heads - np.arange(n)).astype(np.int64).view(np.uint64)
    values[:, 3] = [strings.add(r) for r in relations]
    doc.from_array([TAG, POS, HEAD, DEP], values)  # type: ignore[arg-type]  # takes offsets as unsigned


def set_names(
    doc: Doc, stretches: Sequence[Stretch], readings: Sequence[UnitReading], model: ReadingModel
) -> None:
    """`doc.ents`, in order."""
    doc.ents = [
        Span(doc, stretch.tokens[a], stretch.tokens[b - 1] + 1, label=kind)
        for stretch, reading in zip(stretches, readings, strict=True)
        for a, b, kind in spans_of(reading.names, model.names)
    ]
