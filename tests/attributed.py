"""Docs with attributions by hand.

`{S1 The mayor} {Q1 said} {C1 that {S2/1 Ann} {Q2/1 wants} {C2/1 more rain}} .` marks sources (S),
cues
(Q) and contents (C); the number joins them, after the slash stands the depth. `[P Ann]` marks a
mention as in `handmade`: kind (P, S, O, L, G) and form (nothing, a, d, p). No parse: sentences end
at full stops and lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import spacy
from handmade import FORMS, KINDS
from spacy.tokens import Doc, Span

from kg.extract.claims import claims
from kg.records import Article, Block, Claim, Mention
from kg.records import Span as Range

OPEN = re.compile(r"\{([SQC])(\d+)(?:/(\d))? |\[([PSOLG])([adp]?) |[}\]]")
LABELS = {"S": "SOURCE", "Q": "CUE", "C": "CONTENT"}


def attributed(marked: str, *, certainty: float = 0.95) -> tuple[Doc, list[Mention]]:
    """The Doc, its paragraphs as blocks, and its mentions in order."""
    text, spans, mentions = _unmark(marked)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "\n", "\n\n"]})
    doc = nlp(text)
    blocks = tuple(
        Block(Range(m.start(), m.end()), "paragraph") for m in re.finditer(r"[^\n]+", text)
    )
    doc.user_data["article"] = Article("a.txt", "a.txt", text, "", blocks)
    doc.user_data["links"], doc.user_data["certainty"] = {}, {}
    for depth in range(1 + max((d for *_, d in spans), default=0)):
        here = [(k, n, s, e) for k, n, s, e, d in spans if d == depth]
        found: list[Span] = []
        links: dict[int, int] = {}
        first = {
            n: _span(doc, s, e, "Q").start
            for k, n, s, e in sorted(here, key=lambda x: -x[2])
            if k == "Q"
        }
        for kind, number, start, end in here:
            span = _span(doc, start, end, kind)
            found.append(span)
            links[span.start] = first.get(number, span.start)
        doc.spans[f"attribution:{depth}" if depth else "attribution"] = sorted(
            found, key=lambda s: s.start
        )
        doc.user_data["links"][depth] = links
        doc.user_data["certainty"][depth] = {s.start: certainty for s in found}
    return doc, mentions


def _span(doc: Doc, start: int, end: int, kind: str) -> Span:
    span = doc.char_span(start, end, label=LABELS[kind], alignment_mode="expand")
    assert span is not None
    return span


def _unmark(
    marked: str,
) -> tuple[str, list[tuple[str, int, int, int, int]], list[Mention]]:
    text, at = "", 0
    stack: list[tuple[str, str, int, int, int]] = []
    spans, mentions = [], []
    for match in OPEN.finditer(marked):
        text += marked[at : match.start()]
        at = match.end()
        if match[1]:
            stack.append((match[1], "", int(match[2]), int(match[3] or 0), len(text)))
        elif match[4]:
            stack.append((match[4], match[5] or "", 0, 0, len(text)))
        else:
            kind, form, number, depth, start = stack.pop()
            if match[0] == "}":
                spans.append((kind, number, start, len(text), depth))
            else:
                mentions.append(
                    Mention(
                        "a.txt", Range(start, len(text)), Range(start, len(text)), text[start:],
                        KINDS[kind], FORMS[form], 0,
                    )  # type: ignore[arg-type]  # keys of the tables
                )  # fmt: skip
    return text + marked[at:], spans, sorted(mentions, key=lambda m: m.span)


@dataclass
class Read:
    """What a test looks at: texts instead of offsets."""

    speaker: str | None
    content: str
    via: list[str | None]
    joint: list[str]
    claim: Claim


def read(marked: str, *, certainty: float = 0.95) -> list[Read]:
    """The claims of what is marked, in order."""
    doc, mentions = attributed(marked, certainty=certainty)
    out = []
    for claim in claims(doc, mentions=mentions):
        names = [
            doc.text[s.mention.start : s.mention.end] if s.mention else None for s in claim.steps
        ]
        joint = [doc.text[s.start : s.end] for s in claim.steps[0].joint]
        content = " … ".join(doc.text[s.start : s.end] for s in claim.content)
        out.append(Read(names[0], content, names[1:], joint, claim))
    return out
