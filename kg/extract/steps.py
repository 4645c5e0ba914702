"""Who said it, through whom: the steps of an attribution from its sources and cues."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.attributions import Attribution
from kg.extract.cues import by_agent, passed_on
from kg.extract.joint import joint_mentions
from kg.extract.speakers import head_mention, is_event
from kg.extract.syntax import is_verb, preposition, subjects
from kg.records import Mention, Span, Step

_CARRIED = re.compile(
    r"(?:\W*\b(?:in|on|via)\s+(?:[\w’'-]+\s+){0,4}?(?:statement|interview|remarks|comments|letter"
    r"|speech|article|video|address|message|recording|dispatch|broadcast|commentary|editorial|post))?"
    r",?\s*(?:(?:on\s+)?\w+day\s+)?(?:as\s+)?(?:reported|carried|published|broadcast|aired|released|distributed"
    r"|relayed|posted|printed|quoted|cited|seen|obtained)\s+(?:\w+\s+)?(?:by|on)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_RELATIVE = frozenset(("who", "which", "that", "whose", "whom"))


def spans_of(pieces: Sequence[DocSpan]) -> tuple[Span, ...]:
    """The pieces as ranges of code points."""
    return tuple(Span(p.start_char, p.end_char) for p in pieces)


def own_steps(a: Attribution, mentions: Sequence[Mention]) -> tuple[Step, ...]:
    """The speaker, and who the sentence itself says passed the words on, from the speaker outwards.

    Args:
        a: the attribution.
        mentions: of the article, in order of appearance.
    """
    steps = _inner_steps(a, mentions)
    if a.channel is not None:
        sources, cues = a.channel
        steps = (*steps, _step(sources, cues, head_mention(sources, mentions), mentions))
    elif (carrier := _carrier(a, mentions)) is not None:
        steps = (*steps, Step((), (), carrier.span))
    return steps


def _carrier(a: Attribution, mentions: Sequence[Mention]) -> Mention | None:
    """Who brought the words to the public: *said in a statement carried by X*."""
    for cue in a.cues:
        behind = cue.doc[cue.end : min(cue.sent.end, cue.end + 14)]
        match = _CARRIED.match(behind.text)
        if match is None:
            continue
        start = behind.start_char + match.end()
        near = [m for m in mentions if 0 <= m.span.start - start < 40 and m.form != "adjective"]
        title = cue.doc.text[start : near[0].span.start] if near else ""
        if near and not re.search(r"[,;.]", title):
            return near[0]
    return None


def _inner_steps(a: Attribution, mentions: Sequence[Mention]) -> tuple[Step, ...]:
    """The steps without who carries all of them.

    *Was quoted by X as saying*, *said A, according to B*, *X said, citing A*. Without a marked
    source the speaker is the subject of the cue's verb.
    """
    if a.cited and (cited := _cited(a.cited[1], mentions)) is not None:
        told = head_mention(a.sources, mentions) if a.sources else None
        return (
            Step(spans_of(a.cited[1:]), spans_of(a.cited[:1]), cited.span),
            _step(a.sources, a.cues, told, mentions),
        )
    if len(a.cues) > 1 and len(a.sources) > 1:
        return _paired(a, mentions)
    sources, cues = spans_of(a.sources), spans_of(a.cues)
    mention = head_mention(a.sources, mentions) if a.sources else None
    if len(a.sources) == 1 and a.sources[0].text.lower() in _RELATIVE:
        mention = _antecedent(a.sources[0], mentions)
    passive = next((p for c in a.cues if (p := passed_on(c)) is not None), None)
    if passive is None:
        if not a.sources:
            mention = _subject(a, mentions) or _beside(a, mentions)
        return (_step(a.sources, a.cues, mention, mentions),)
    before = _last_before(mentions, passive.sent.start_char, passive.start_char)
    if mention is not None and a.sources[0].start > passive.start and by_agent(a.sources[0][0]):
        return (
            Step((), cues, before.span if before else None),
            Step(sources, (), mention.span),
        )
    inside = [
        m for m in mentions if passive.start_char <= m.span.start and m.span.end <= passive.end_char
    ]
    agent = next((m for m in inside if m.form != "adjective"), None)
    speaker = mention if a.sources else before
    return (
        Step(sources, cues, speaker.span if speaker else None),
        Step((), (), agent.span if agent else None),
    )


def _cited(source: DocSpan, mentions: Sequence[Mention]) -> Mention | None:
    """Whom *citing* names, when it is somebody: *citing two officials*, not *citing its costs*."""
    mention = head_mention([source], mentions)
    if mention is None or mention.form == "adjective":
        return None
    heads = mention.head.start <= source.root.idx < mention.head.end
    return mention if heads or (mention.kind == "Person" and mention.form == "name") else None


def _paired(a: Attribution, mentions: Sequence[Mention]) -> tuple[Step, ...]:
    """*“…,” said A, according to B*: each cue with its nearest source, *according to* last."""
    pairs: dict[int, tuple[list[DocSpan], list[DocSpan]]] = {}
    for source in a.sources:
        cue = min(a.cues, key=lambda c: (_distance(c, source), c.start))
        pairs.setdefault(cue.start, ([cue], []))[1].append(source)
    for cue in a.cues:
        if cue.start not in pairs:
            nearest = min(pairs, key=lambda k: abs(k - cue.start))
            pairs[nearest][0].append(cue)
    ordered = sorted(
        pairs.values(), key=lambda p: (p[0][0][0].lower_ == "according", p[0][0].start)
    )
    steps = []
    for cues, sources in ordered:
        steps.append(_step(sources, cues, head_mention(sources, mentions), mentions))
    return tuple(steps)


def _step(
    sources: Sequence[DocSpan],
    cues: Sequence[DocSpan],
    mention: Mention | None,
    mentions: Sequence[Mention],
) -> Step:
    """The hop of a source whose head is the mention, with those whom `and` joins to it."""
    joint = joint_mentions(sources, mention, mentions) if mention and sources else ()
    return Step(
        spans_of(sources),
        spans_of(cues),
        mention.span if mention else None,
        tuple(m.span for m in joint),
    )


def _distance(a: DocSpan, b: DocSpan) -> int:
    return a.start - b.end if a.start >= b.end else b.start - a.end


def _subject(a: Attribution, mentions: Sequence[Mention]) -> Mention | None:
    """The subject of the cue's verb, where the model marked no source (not of a passive); of a noun
    the subject of the verb it goes *with*: *he left with the words “…”*.
    """
    for cue in a.cues:
        verb = cue.root
        if verb.pos_ == "NOUN" and preposition(verb) == "with" and is_verb(verb.head):
            verb = verb.head
        if any(t.dep_ in ("aux:pass", "nsubj:pass") for t in verb.children):
            continue
        for token in subjects(verb):
            phrase = cue.doc[token.left_edge.i : token.right_edge.i + 1]
            if is_event([phrase]):
                continue
            mention = head_mention([phrase], mentions)
            if mention is not None and not _overlaps(phrase, a.contents):
                return mention
    return None


def _beside(a: Attribution, mentions: Sequence[Mention]) -> Mention | None:
    """Who stands right after the cue, or right before it: *“…,” pleaded Ann Lee*, *Ann Lee on
    Monday denied*.
    """
    for cue in a.cues:
        after = cue.doc[cue.end : cue.end + 1]
        k = cue.start - 1
        while k > cue.sent.start and _slips_in(cue.doc[k]):
            k -= 1
        before = cue.doc[max(k, 0) : k + 1]
        for m in mentions:
            follows = after.start_char <= m.span.start < after.end_char
            precedes = before.start_char < m.span.end <= before.end_char
            if not (follows or precedes) or m.form == "adjective" or m.kind == "Place":
                continue
            if not any(p.start_char < m.span.end and m.span.start < p.end_char for p in a.contents):
                return m
    return None


def _slips_in(token: Token) -> bool:
    """Adverbs, auxiliaries and days may stand between a subject and its verb."""
    day = token.ent_type_ == "DATE" or (
        token.lower_ in ("on", "in", "last") and token.nbor().ent_type_ == "DATE"
    )
    return day or token.pos_ in ("ADV", "AUX")


def _overlaps(phrase: DocSpan, pieces: Sequence[DocSpan]) -> bool:
    return any(p.start < phrase.end and phrase.start < p.end for p in pieces)


def _antecedent(source: DocSpan, mentions: Sequence[Mention]) -> Mention | None:
    """Whom *who* stands for: what the relative clause hangs on, else the nearest person before."""
    clause = next((t for t in source[0].ancestors if t.dep_ == "acl:relcl"), None)
    if clause is not None and clause.head.i < source.start:
        noun = clause.head
        found = head_mention([source.doc[noun.left_edge.i : source.start]], mentions)
        if found is not None:
            return found
    near = [
        m
        for m in mentions
        if source.sent.start_char <= m.span.start
        and m.span.end <= source.start_char
        and m.form in ("name", "description")
        and m.kind in ("Person", "Group")
    ]
    return near[-1] if near else None


def _last_before(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    near = [
        m for m in mentions if start <= m.span.start and m.span.end <= end and m.form != "adjective"
    ]
    return near[-1] if near else None
