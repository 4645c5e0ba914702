"""Claims: who said, thought or wanted what, through whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from kg.extract.attributions import Attribution, attributions
from kg.extract.cues import (
    CHANNELS,
    SPECULATION,
    attitude,
    forms,
    is_hypothetical,
    is_negated,
    is_telling,
)
from kg.extract.drafts import Draft, Page, continue_quotations, mode_of, share_speakers
from kg.extract.labels import with_labels
from kg.extract.lists import listed
from kg.extract.noclaims import is_no_claim
from kg.extract.quotations import with_quotations
from kg.extract.relays import handed_on, with_cited, without_channel_layers
from kg.extract.scene import FINITE
from kg.extract.secondverbs import with_second_verbs
from kg.extract.speakers import head_mention
from kg.extract.steps import own_steps, spans_of
from kg.extract.syntax import MentionIndex, article_id
from kg.records import Claim, Mention, Mode, OpenQuestion, Span, Step

NESTED_CERTAINTY = 0.7
"""An attribution inside another needs to be this sure: its words are already in a claim."""

NAMELESS_CERTAINTY = 0.6
"""So sure must be what nobody is named for."""

_ENDS = re.compile(r"[.!?…][\"”’'»)\]]*\s*$")


def claims(
    doc: Doc, *, mentions: Sequence[Mention], found: Sequence[Attribution] | None = None
) -> Iterator[Claim]:
    """Yields the claims of an article in order of the first character of their content; of two
    that begin together the enclosing one comes first.

    Args:
        doc: with attribution spans, sentences, and the article in `user_data`.
        mentions: of the article, in order of appearance; steps, addressees and what a claim is
        about
            refer to their spans.
        found: its attributions, when they are known already.
    """
    page = Page(doc)
    index = MentionIndex(mentions)
    items = list(listed(doc, mentions=mentions))
    known = without_channel_layers(with_cited(list(attributions(doc)) if found is None else found))
    known = with_second_verbs(with_quotations(doc, known))
    known = [*items, *(a for a in known if not _is_inside(a, items))]
    known = with_labels(doc, known)
    for draft in _drafts(page, known, mentions):
        yield _claim(doc, page, draft, index, mentions)


def orphan_quotations(found: Sequence[Claim]) -> Iterator[OpenQuestion]:
    """Quotations that nobody could be found to have said, in order of appearance.

    Words in quotation marks inside a clause count where they are told as said, not as thought.
    """
    for claim in found:
        own = claim.steps[0]
        quoted = claim.mode == "direct" or (claim.mode == "mixed" and claim.attitude == "statement")
        if quoted and not (own.source or own.mention):
            span = Span(claim.content[0].start, claim.content[-1].end)
            note = "nobody is named as the speaker"
            yield OpenQuestion(claim.article, "orphan-quotation", span, note)


def _drafts(page: Page, found: Sequence[Attribution], mentions: Sequence[Mention]) -> list[Draft]:
    silent = [a for a in found if not a.contents]
    drafts = []
    told: set[int] = set()  # where words begin that were handed on, and so are nobody else's
    for a in found:
        if not a.contents or is_no_claim(page.text, a):
            continue
        handed = handed_on(a, mentions)
        contents, steps = handed or (a.contents, own_steps(a, mentions))
        if not a.sources and steps[0].mention is None and a.certainty < NAMELESS_CERTAINTY:
            continue
        if a.depth and (a.contents[0].start in told or _is_hollow(a, steps)):
            continue
        if handed:
            told.update(range(a.contents[0].start, contents[0].start + 1))
        drafts += [
            Draft(a, part, steps)
            for part in _parts(page, _without_speaker(page, contents, steps[0]))
            if a.cues or a.sources or mode_of(page, part) != "indirect"
        ]
    for draft in drafts:
        draft.parent = _enclosing(draft, drafts)
    drafts.sort(key=lambda d: (d.start, d.attribution.depth, -d.contents[-1].end_char))
    for i, draft in enumerate(drafts):
        draft.index = i
    outer = [d for d in drafts if not d.attribution.depth]
    for attribution in silent:
        _pass_on(attribution, outer, mentions)
    share_speakers(outer)
    continue_quotations(page, outer, silent, mentions)
    for draft in sorted(drafts, key=lambda d: d.attribution.depth):
        if draft.parent is not None:
            draft.steps = (*draft.steps, *draft.parent.steps)
    return drafts


def _without_speaker(page: Page, contents: Sequence[DocSpan], own: Step) -> list[DocSpan]:
    """The contents without the speaker of a passive that the model took along.

    *[“…,” Gan] was quoted as saying*, *[Gan] was described as saying [that …]*.
    """
    if own.source or own.mention is None:
        return list(contents)
    out = []
    for piece in contents:
        words = piece
        while words and words[-1].idx >= own.mention.start and words.end_char <= own.mention.end:
            words = words[:-1]
        cut = len(words) < len(piece)
        if cut and words and page.text[words.end_char - 1] not in "”\"’'":
            words = piece
        if words:
            out.append(words)
    return out or list(contents)


def _is_inside(a: Attribution, items: Sequence[Attribution]) -> bool:
    """Whether the model found no source for words that are an item of somebody's list."""
    if a.depth or a.sources or not a.contents:
        return False
    first = a.contents[0].start
    return any(i.contents[0].start <= first < i.contents[0].end for i in items)


def _is_hollow(a: Attribution, steps: Sequence[Step]) -> bool:
    """Whether an attribution inside a content adds nobody.

    Nobody says it (the model peeled a clause; what is said inside it follows deeper), the speaker
    says *I think* or *you think*, or the words are too doubtful.
    """
    if not a.cues or a.certainty < NESTED_CERTAINTY:
        return True
    if not a.sources:  # an infinitive's subject is too far to be sure of
        return steps[0].mention is None or a.cues[0][0].lower_ == "to"
    return a.sources[0].text.lower() in ("i", "we", "you")


def _parts(page: Page, contents: Sequence[DocSpan]) -> Iterator[list[DocSpan]]:
    """Pieces of one sentence make one claim (*“A,” he said, “but B.”*); a piece that begins a new
    sentence or paragraph is a claim of its own.
    """
    part: list[DocSpan] = []
    for piece in contents:
        if part:
            since = page.text[part[-1].start_char : piece.start_char]
            if "\n" in page.text[part[-1].end_char : piece.start_char] or _ENDS.search(since):
                yield part
                part = []
        part.append(piece)
    if part:
        yield part


def _enclosing(draft: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """The innermost claim of a lesser depth that holds the draft's content."""
    first = draft.contents[0]
    holders = [
        d
        for d in drafts
        if d.attribution.depth < draft.attribution.depth
        and any(p.start <= first.start and first.end <= p.end for p in d.contents)
    ]
    return max(holders, key=lambda d: (d.attribution.depth, d.contents[0].start), default=None)


def _pass_on(a: Attribution, outer: Sequence[Draft], mentions: Sequence[Mention]) -> None:
    """*“…,” A said, according to B*: an attribution without words of its own is the channel of what
    the same sentence says; *a figure that B disputes* is none.
    """
    if a.depth or not a.sources or not any(forms(t) & CHANNELS for c in a.cues for t in c):
        return
    sentence = a.sources[0].sent
    mention = head_mention(a.sources, mentions)
    if mention is None:
        return
    for draft in outer:
        own = draft.attribution
        if own.sources and any(s.sent == sentence for s in (*own.cues, *own.sources)):
            hop = Step(spans_of(a.sources), spans_of(a.cues), mention.span)
            # *“…,” A said, according to B*, where the model links the words to B
            turned = (
                own.cues and own.cues[0][0].lower_ == "according" and a.start < own.cues[0].start
            )
            draft.steps = (hop, *draft.steps) if turned else (*draft.steps, hop)


def _claim(
    doc: Doc, page: Page, draft: Draft, index: MentionIndex, mentions: Sequence[Mention]
) -> Claim:
    a = draft.attribution
    content = spans_of(draft.contents)
    found = attitude(a.cues, " ".join(page.text[s.start : s.end] for s in content))
    return Claim(
        article=article_id(doc),
        index=draft.index,
        content=content,
        steps=draft.steps,
        mode=_mode(page, draft),
        attitude=found,
        sentence=_sentence(doc, page, draft),
        parent=draft.parent.index if draft.parent else None,
        hypothetical=is_hypothetical(page.text, a.cues, a.sources, found) or _is_only_wished(draft),
        negated=is_negated(a.cues),
        addressee=_addressee(doc, draft, index),
        about=_about(draft, mentions),
        confidence=round(a.certainty if a.sources else 0.9 * a.certainty, 2),
    )


def _mode(page: Page, draft: Draft) -> Mode:
    """As the quotation marks have it; a few quoted words that are no utterance (*what he called
    “a gift”*) are the article's own sentence with words of the speaker in it.
    """
    mode = mode_of(page, draft.contents)
    words = draft.contents[-1]
    ends = page.text[words.end_char - 2 : words.end_char]
    verbs = any(t.tag_ in FINITE for piece in draft.contents for t in piece)
    fragment = mode == "direct" and not verbs and re.search(r"[^.,!?…-][”\"’'»]$", ends)
    return "mixed" if fragment and draft.attribution.cues else mode


def _is_only_wished(draft: Draft) -> bool:
    """Whether the claim stands in what somebody only wants or guesses: *urged her [to demand …]*,
    *speculate that he [asked …]*.
    """
    if draft.parent is None or not draft.attribution.cues:
        return False
    outer = draft.parent.attribution.cues
    if any(forms(t) & SPECULATION for cue in outer for t in cue):
        return True
    wanted = attitude(outer, "to do") in ("desire", "intention", "fear")
    return wanted and draft.attribution.cues[0][0].lower_ == "to"


def _sentence(doc: Doc, page: Page, draft: Draft) -> Span:
    """From the first to the last sentence that the claim's parts of the same paragraph touch."""
    a = draft.attribution
    home = page.block_of(draft.start)
    near = list(draft.contents)
    if not a.depth:
        near += [s for s in (*a.cues, *a.sources) if page.block_of(s.start_char) == home]
    start = min(s.sent.start_char for s in near)
    end = max(doc[s.end - 1].sent.end_char for s in near)
    if home >= 0:
        block = page.blocks[home]
        start, end = max(start, block.start), min(end, block.end)
    end = max(end, draft.contents[0].end_char)
    return Span(start, start + len(page.text[start:end].rstrip()))


def _addressee(doc: Doc, draft: Draft, index: MentionIndex) -> Span | None:
    """Whom the words are told: the object of *told*, or who follows *to* after the cue."""
    a = draft.attribution
    if not a.cues:
        return None
    last = a.cues[-1]
    to, k = last[-1].lower_ == "to", last.end
    while k < len(doc) and doc[k].lower_ in ("to", "the", "a", "mr.", "mrs.", "ms."):
        to = to or doc[k].lower_ == "to"
        k += 1
    telling = is_telling(a.cues)
    if k >= len(doc) or not (to or telling):
        return None
    mention = index.at(doc[k])
    if mention is None or _within(mention, a.sources):
        return None
    return None if _within(mention, draft.contents) and not telling else mention.span


def _within(mention: Mention, pieces: Sequence[DocSpan]) -> bool:
    return any(p.start_char <= mention.span.start < p.end_char for p in pieces)


def _about(draft: Draft, mentions: Sequence[Mention]) -> tuple[Span, ...]:
    """Whom the content names: people, states and organisations, in order."""
    return tuple(
        m.span
        for m in mentions
        if m.kind in ("Person", "State", "Organization")
        and any(p.start_char <= m.span.start and m.span.end <= p.end_char for p in draft.contents)
    )
