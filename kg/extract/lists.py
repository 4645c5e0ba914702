"""Lists under a heading that names whose they are: *3 demands of the union*, then the demands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.attributions import Attribution
from kg.records import READ_BLOCKS, Article, Mention

_NOUN = re.compile(
    r"\b(?:proposals|demands|conditions|points|pledges|promises|requests|recommendations"
    r"|suggestions|principles|commitments|requirements)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:\d{1,2}[.)]|[-–•*]|\(\w\)|(?:the\s+)?[a-z]+(?:\s+\w+)?\s*:)\s*(?=\S)", re.IGNORECASE
)
_HEADING_LENGTH = 100
_FEWEST = 2


def listed(doc: Doc, *, mentions: Sequence[Mention]) -> Iterator[Attribution]:
    """Yields an attribution for each item of such a list, in order.

    A heading is a line without a full stop that has the noun and, joined to it by *of*, *by*,
    *from* or a possessive, the name; two items or more, each with a number, dash or label, must
    follow at once.

    Args:
        doc: with its article in `user_data`; without one nothing is yielded.
        mentions: of the article, in order of appearance.
    """
    article = doc.user_data.get("article")
    if not isinstance(article, Article):
        return
    blocks = [b.span for b in article.blocks if b.kind in READ_BLOCKS]
    for i, block in enumerate(blocks):
        heading = article.text[block.start : block.end]
        noun = _NOUN.search(heading)
        if noun is None or len(heading) > _HEADING_LENGTH or heading.rstrip()[-1] in ".!?":
            continue
        cue = (block.start + noun.start(), block.start + noun.end())
        owner = next((m for m in mentions if _owns(article.text, m, *cue, block.end)), None)
        items = []
        for item in blocks[i + 1 :]:
            label = _LABEL.match(article.text, item.start, item.end)
            if label is None:
                break
            items.append((label.end(), item.end))
        if owner is None or len(items) < _FEWEST:
            continue
        source = doc.char_span(owner.span.start, owner.span.end, "SOURCE", alignment_mode="expand")
        mark = doc.char_span(*cue, "CUE", alignment_mode="expand")
        for start, end in items:
            content = doc.char_span(start, end, "CONTENT", alignment_mode="contract")
            if source is not None and mark is not None and content is not None:
                yield Attribution(0, [mark], [source], [content], 0.9)


def _owns(text: str, mention: Mention, start: int, end: int, last: int) -> bool:
    """Whether the heading says that what the noun at start to end names is the mention's."""
    if mention.form == "adjective" or mention.kind == "Place":
        return False
    if end <= mention.span.start < last:
        return bool(
            re.fullmatch(r"\s+(?:of|by|from)\s+(?:\S+\s+){0,3}", text[end : mention.span.start])
        )
    between = text[mention.span.end : start]
    return mention.span.end <= start and bool(re.fullmatch(r"['’]s?\s+(?:\S+\s+){0,2}", between))
