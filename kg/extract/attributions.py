"""Attributions: cue, sources and contents that belong together, from the spans that the model
marked.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from spacy.tokens import Doc, Span

from kg.records import Article

LEVEL = "attribution"

_KICKERS = frozenset(
    """
    breaking exclusive update updated correction note watch video photo photos live opinion analysis
    related read listen more editor
    """.split()
)
"""Words in capitals that open a line of news without being anybody."""

_DASHES = "—–―‒-"
_SIGNED = re.compile(r"[^\w\s]{0,2}\s*[—–―‒]\s*|[^\w\s]?[”\"’]\s*-{1,2}\s*")
"""What stands between a quotation's last word and who signs it."""


@dataclass(slots=True)
class Attribution:
    """One act of saying or thinking. Spans are in order of the text; each list may be empty.

    `depth`: 0 in the text itself, n inside the contents of depth n - 1. `certainty`: 0 to 1.
    `cited`: cue and source of *citing Y*, where the sources say whom they have it from. `channel`:
    sources and cues of who passes all of it on.
    """

    depth: int
    cues: list[Span] = field(default_factory=list)
    sources: list[Span] = field(default_factory=list)
    contents: list[Span] = field(default_factory=list)
    certainty: float = 1.0
    cited: tuple[Span, Span] | None = None
    channel: tuple[list[Span], list[Span]] | None = None

    @property
    def start(self) -> int:
        """Index of the first token of any of its spans."""
        return min(s.start for s in (*self.cues, *self.sources, *self.contents))


def attributions(doc: Doc) -> Iterator[Attribution]:
    """Yields the attributions of each depth, outer depths first, each in order of first token.

    Sources and contents go to the cue that the model links them to. Where it links them to nothing,
    a lone piece joins the nearest attribution of its sentence that has none of its kind; a content
    that still stands alone is yielded by itself (an orphan quotation). Attributions without
    contents
    are yielded too: they may be a speaker line or a channel (*…, according to X*).
    """
    depth = 0
    while (key := LEVEL if depth == 0 else f"{LEVEL}:{depth}") in doc.spans:
        yield from _at_depth(doc, list(doc.spans[key]), depth)
        depth += 1


def _at_depth(doc: Doc, spans: Sequence[Span], depth: int) -> list[Attribution]:
    links: dict[int, int] = doc.user_data.get("links", {}).get(depth, {})
    certainty: dict[int, float] = doc.user_data.get("certainty", {}).get(depth, {})
    turns = [turn for s in spans if (turn := _turn(s)) is not None]
    turns = turns if len(turns) > 1 else []  # one alone is a dateline: NEW DELHI: …
    told = {i for t in turns for i in range(t.source.start - 1, t.content.end)}
    spans = [s for s in spans if s.start not in told]
    by_first = {s.start: s for s in spans}
    groups: dict[int, Attribution] = {
        s.start: Attribution(depth, cues=[s]) for s in spans if s.label_ == "CUE"
    }
    lone: list[Span] = []
    signed = _signed(spans)
    settled = signed.keys() | {source.start for _, source in signed.values()}
    for span in spans:
        if span.label_ == "CUE" or span.start in settled:
            continue
        target = by_first.get(links.get(span.start, -1))
        if target is not None and target.label_ == "SOURCE" and target is not span:
            target = by_first.get(links.get(target.start, -1), target)
        if target is not None and target.label_ == "CUE" and _within_reach(span, target):
            _add(groups[target.start], span)
        else:
            lone.append(span)
    for first, (dash, source) in signed.items():
        _join_signed(by_first[first], dash, source, groups, depth)
    _share_sources(groups)
    _join_cueless(lone, links, groups, depth)
    _join_cue_pieces(groups)
    far = [span for span in lone if not _join_nearest(span, groups)]
    for span in far:
        _join_linked(span, groups, depth, by_first.get(links.get(span.start, -1)))
    if not depth:
        _introduce(groups)
    found = [g for g in groups.values() if g.cues or g.contents]
    found += [Attribution(depth, [t.cue], [t.source], [t.content]) for t in turns]
    for group in found:
        marks = [
            certainty.get(s.start, 1.0) for s in (*group.cues, *group.sources, *group.contents)
        ]
        group.certainty = sum(marks) / len(marks)
        for part in (group.cues, group.sources, group.contents):
            part.sort(key=lambda s: s.start)
    found.sort(key=lambda g: g.start)
    return found


@dataclass(frozen=True, slots=True)
class _Turn:
    """A speaker's turn in a transcript: `WALLACE: Thank you, Governor.`"""

    source: Span
    cue: Span
    content: Span


def _turn(span: Span) -> _Turn | None:
    """The turn that a content is, when a name in capitals and a colon open its paragraph."""
    doc = span.doc
    if span.label_ != "CONTENT":
        return None
    start = span.start
    while start > max(0, span.start - 6) and not doc[start - 1].is_space:
        start -= 1
    first = start + 1 if doc[start].is_quote else start
    end = first
    while end < min(span.end, first + 4) and doc[end].text.isupper() and len(doc[end]) > 1:
        end += 1
    named = end > first and doc[first].lower_ not in _KICKERS and doc[first].ent_type_ != "GPE"
    if not named or end + 1 >= span.end or doc[end].text != ":" or span.start > end + 1:
        return None
    return _Turn(
        Span(doc, first, end, label="SOURCE"),
        Span(doc, end, end + 1, label="CUE"),
        Span(doc, end + 1, span.end, label="CONTENT"),
    )


def _signed(spans: Sequence[Span]) -> dict[int, tuple[int, Span]]:
    """First token of a content → the dash behind it and the source that signs it:
    *“…” — Ann Lee*.
    """
    parts = [s for s in spans if s.label_ != "CUE"]
    found = {}
    for content, source in pairwise(parts):
        between = content.doc[content.end : source.start]
        if (content.label_, source.label_) != ("CONTENT", "SOURCE") or len(between) > 3:
            continue
        dashes = [t.i for t in content.doc[content.end - 1 : source.start] if t.text[-1] in _DASHES]
        if dashes and _SIGNED.fullmatch(f"{content.text[-2:]} {between.text}"):
            found[content.start] = (dashes[-1], source)
    return found


def _join_signed(
    content: Span, dash: int, source: Span, groups: dict[int, Attribution], depth: int
) -> None:
    """The two, with the dash between them as their cue, also where the model took it for a part of
    the quotation.
    """
    if content.start < dash < content.end:
        content = Span(content.doc, content.start, dash, label="CONTENT")
    cue = Span(content.doc, dash, dash + 1, label="CUE")
    group = groups.setdefault(dash, Attribution(depth, cues=[cue]))
    group.sources.append(source)
    group.contents.append(content)


def _within_reach(span: Span, cue: Span) -> bool:
    """Contents may lie in other sentences than their cue, but a headline or caption stands by
    itself;
    a source elsewhere is doubtful.
    """
    if span.sent == cue.sent:
        return True
    return span.label_ == "CONTENT" and (
        span.start > cue.start or _is_paragraph(span.doc, span.start_char)
    )


def _is_paragraph(doc: Doc, offset: int) -> bool:
    article = doc.user_data.get("article")
    if not isinstance(article, Article):
        return True
    block = next((b for b in article.blocks if b.span.start <= offset < b.span.end), None)
    return block is None or block.kind in ("paragraph", "list-item")


def _add(group: Attribution, span: Span) -> None:
    (group.sources if span.label_ == "SOURCE" else group.contents).append(span)


def _share_sources(groups: dict[int, Attribution]) -> None:
    """Of two sources before one cue the farther goes to the cue right behind it, if that has none:
    *X insists it cannot pay what Y describes as a fair share*.
    """
    for group in groups.values():
        if len(group.sources) < 2 or not group.cues:
            continue
        for source in sorted(group.sources, key=lambda s: s.start)[:-1]:
            bare = groups.get(source.end) or groups.get(source.end + 1)
            between = bare is not None and source.end <= bare.start < group.cues[0].start
            if bare is not None and between and not bare.sources:
                group.sources.remove(source)
                bare.sources.append(source)


def _join_cueless(
    lone: list[Span], links: dict[int, int], groups: dict[int, Attribution], depth: int
) -> None:
    """Contents linked to a source that has no cue: `Analyst: prices will fall`."""
    for span in [s for s in lone if s.label_ == "CONTENT"]:
        source = next(
            (s for s in lone if s.label_ == "SOURCE" and s.start == links.get(span.start)), None
        )
        if source is not None:
            group = groups.setdefault(source.start, Attribution(depth, sources=[source]))
            group.contents.append(span)
            lone.remove(span)
    for span in [s for s in lone if s.label_ == "SOURCE" and s.start in groups]:
        lone.remove(span)


def _join_cue_pieces(groups: dict[int, Attribution]) -> None:
    """A cue to which nothing is linked is a piece of the nearest one in its sentence (*turned …
    down*).
    """
    for key in [k for k, g in groups.items() if g.cues and not g.sources and not g.contents]:
        cue = groups[key].cues[0]
        others = [
            g
            for k, g in groups.items()
            if k != key and g.cues and g.contents and g.cues[0].sent == cue.sent
        ]
        if others:
            best = min(others, key=lambda g: (abs(g.cues[0].start - cue.start), g.cues[0].start))
            best.cues.append(cue)
            del groups[key]


def _introduce(groups: dict[int, Attribution]) -> None:
    """A paragraph that ends in who speaks (*She went on:*) introduces the quotation that opens
    the next.
    """
    silent = [g for g in groups.values() if g.cues and g.sources and not g.contents]
    if not silent:
        return
    contents = sorted(
        ((s, g) for g in groups.values() for s in g.contents), key=lambda pair: pair[0].start
    )
    starts = [s.start for s, _ in contents]
    for group in silent:
        last = max((*group.cues, *group.sources), key=lambda s: s.end)
        k = bisect.bisect_left(starts, last.end)
        if k == len(contents):
            continue
        span, owner = contents[k]
        between = last.doc.text[last.end_char : span.start_char]
        if "\n" not in between or between.strip(" \r\n:,.—–-"):
            continue
        if owner.cues and owner.cues[0].start > last.end and _same_line(owner.cues[0], span):
            continue
        owner.contents.remove(span)
        group.contents.append(span)
    for key in [k for k, g in groups.items() if not (g.cues or g.contents or g.sources)]:
        del groups[key]


def _same_line(a: Span, b: Span) -> bool:
    first, second = sorted((a, b), key=lambda s: s.start)
    return "\n" not in a.doc.text[first.start_char : second.start_char]


def _join_nearest(span: Span, groups: dict[int, Attribution]) -> bool:
    """Whether an attribution of its sentence lacked such a piece and took it."""
    near = [
        g for g in groups.values() if _lacks(g, span) and g.cues and g.cues[0].sent == span.sent
    ]
    if near:
        _add(min(near, key=lambda g: (abs(g.cues[0].start - span.start), g.cues[0].start)), span)
    return bool(near)


def _join_linked(
    span: Span, groups: dict[int, Attribution], depth: int, linked: Span | None
) -> None:
    """To where the model links it after all, when nothing nearer took the place there."""
    if linked is not None and linked.start in groups and _lacks(groups[linked.start], span):
        _add(groups[linked.start], span)
    elif span.label_ == "CONTENT":
        groups[span.start] = Attribution(depth, contents=[span])


def _lacks(group: Attribution, span: Span) -> bool:
    return not (group.sources if span.label_ == "SOURCE" else group.contents)
