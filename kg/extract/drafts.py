"""Claims in the making, and quotations that take their speaker from a neighbour."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from kg.extract.attributions import Attribution
from kg.extract.speakers import head_mention
from kg.extract.steps import spans_of
from kg.extract.syntax import subjects
from kg.records import Article, Mention, Mode, Span, Step

_OPEN, _CLOSE = "“\"«„‘'", "”\"»’'"
_OPEN_BEFORE = frozenset('“"«„‘')
_SINGLE = re.compile(r"(?<!\w)['‘](?=\w).*?(?<=[\w.,!?])['’](?!\w)", re.DOTALL)
_MOSTLY = 0.8


@dataclass(slots=True)
class Draft:
    """A claim in the making: its attribution, the pieces of its content, in order, and its
    steps.
    """

    attribution: Attribution
    contents: list[DocSpan]
    steps: tuple[Step, ...] = ()
    parent: Draft | None = None
    index: int = -1

    @property
    def start(self) -> int:
        """Offset of the content's first character."""
        return self.contents[0].start_char


class Page:
    """The text of a Doc and its blocks; looked up here because `doc.text` is made anew each
    time.
    """

    def __init__(self, doc: Doc) -> None:
        article = doc.user_data.get("article")
        if isinstance(article, Article):
            self.text = article.text
            self.blocks = [b.span for b in article.blocks]
        else:
            self.text = doc.text
            self.blocks = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", self.text)]
        self._starts = [b.start for b in self.blocks]

    def block_of(self, offset: int) -> int:
        """Index of the block that begins at the offset or before it; -1 before the first."""
        return bisect_right(self._starts, offset) - 1


def mode_of(page: Page, contents: Sequence[DocSpan]) -> Mode:
    """The mode of a claim whose content is these pieces."""
    return quotation_mode(page.text, [(piece.start_char, piece.end_char) for piece in contents])


def quotation_mode(article: str, contents: Sequence[tuple[int, int]]) -> Mode:
    """Direct when quotation marks enclose all of the pieces, mixed when they enclose some of it,
    else indirect.

    Args:
        article: the whole text; the mark may stand before a piece.
        contents: the pieces, as half-open ranges of code points.
    """
    direct = 0
    marked = False
    for start, end in contents:
        text = article[start:end].strip().strip(",")
        before = article[max(0, start - 1) : start]
        opened_before = before in _OPEN_BEFORE
        opened = text[:1] in _OPEN or opened_before
        closed = text[-1:] in _CLOSE or text[-2:-1] in _CLOSE or opened_before
        runs_on = text[:1] in "“«„" and not any(c in text for c in "”»")
        broken = bool(re.search(r"[”»][^“«]*[“«]", text[1:-2]))
        broken = broken or (text[:1] == '"' and text[1:-2].count('"') >= 2)
        direct += bool(text and opened and (closed or runs_on) and not broken)
        marked = marked or any(c in text for c in '“”"«»') or bool(_SINGLE.search(text))
    if direct == len(contents):
        return "direct"
    return "mixed" if marked or direct else "indirect"


def share_speakers(drafts: Sequence[Draft]) -> None:
    """Gives a participle the speaker of the attribution before it in the sentence: *…, said A,
    adding that …*.

    Args:
        drafts: of the text itself (depth 0), in order; their steps are set.
    """
    for before, draft in pairwise(drafts):
        a, own = draft.attribution, draft.steps[0]
        if a.sources or own.mention or not a.cues or a.cues[0][0].tag_ != "VBG":
            continue
        first = before.steps[0]
        near = before.attribution.cues and before.attribution.cues[0].sent == a.cues[0].sent
        if near and first.mention is not None:
            draft.steps = (Step(own.source, own.cue, first.mention, first.joint), *draft.steps[1:])


def continue_quotations(
    page: Page, drafts: Sequence[Draft], silent: Sequence[Attribution], mentions: Sequence[Mention]
) -> None:
    """Gives a quotation without a speaker that of its neighbour, as readers do.

    In its paragraph; else, when it fills a paragraph, the speaker line that follows; else whom the
    line before announces; else the only speaker of the paragraph before, when their words end it.

    Args:
        page: the text.
        drafts: of the text itself (depth 0), in order; their steps are set.
        silent: attributions without contents, which may be speaker lines.
        mentions: of the article, in order.
    """
    for i, draft in enumerate(drafts):
        a = draft.attribution
        if a.sources or a.cues or mode_of(page, draft.contents) == "indirect":
            continue
        home = page.block_of(draft.start)
        around = (*drafts[max(0, i - 2) : i][::-1], *drafts[i + 1 : i + 2])
        near = (d for d in around if d.steps[0].mention and page.block_of(d.start) == home)
        same = next(near, None)
        if same is None and home > 0 and _fills(draft, page.blocks[home]):
            line = _speaker_line(page, silent, home, mentions)
            if line is not None:
                draft.steps = (line,)
                continue
            announced = _announced(page, draft, home, mentions)
            if announced is not None:
                draft.steps = (Step((), (), announced.span),)
                continue
            if i and _told_to_the_end(page, drafts[:i], home - 1):
                same = drafts[i - 1]
        if same is not None:
            draft.steps = (Step((), (), same.steps[0].mention), *same.steps[1:])


def _speaker_line(
    page: Page, silent: Sequence[Attribution], home: int, mentions: Sequence[Mention]
) -> Step | None:
    """The attribution without words that stands in the next paragraph."""
    if home + 1 >= len(page.blocks):
        return None
    line = page.blocks[home + 1]
    for a in silent:
        if a.depth == 0 and a.sources and line.start <= a.sources[0].start_char < line.end:
            mention = head_mention(a.sources, mentions)
            if mention is not None:
                return Step(spans_of(a.sources), spans_of(a.cues), mention.span)
    return None


def _announced(page: Page, draft: Draft, home: int, mentions: Sequence[Mention]) -> Mention | None:
    """The subject of the line before when that ends in a colon: *She put it this way:*."""
    block = page.blocks[home - 1]
    if not page.text[block.start : block.end].rstrip().endswith(":"):
        return None
    doc = draft.contents[0].doc
    line = doc.char_span(block.start, block.end, alignment_mode="contract")
    if line is None:
        return None
    for token in subjects(line[-1].sent.root):
        phrase = doc[token.left_edge.i : token.right_edge.i + 1]
        mention = head_mention([phrase], mentions)
        if mention is not None and mention.kind in ("Person", "Group", "Organization", "State"):
            return mention
    return None


def _told_to_the_end(page: Page, before: Sequence[Draft], block: int) -> bool:
    """Whether one speaker's words, quoted or told, end the paragraph that one attribution fills."""
    last = before[-1]
    if not last.steps[0].mention or page.block_of(last.start) != block:
        return False
    others = {d.steps[0].mention for d in before if page.block_of(d.start) == block}
    a = last.attribution
    quoted = mode_of(page, last.contents) == "direct"
    parts = last.contents[-1:] if quoted else (*last.contents, *a.cues, *a.sources)
    end = max(p.end_char for p in parts)
    rest = page.text[end : page.blocks[block].end].strip(" .\r\n")
    return not rest and (quoted or len(others) == 1)


def _fills(draft: Draft, block: Span) -> bool:
    """Whether the quotation is nearly all of its paragraph."""
    words = sum(p.end_char - p.start_char for p in draft.contents)
    return words >= _MOSTLY * (block.end - block.start)
