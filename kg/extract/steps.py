"""Who said it, through whom: the steps of an attribution from its sources and cues."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.attributions import Attribution
from kg.extract.cues import by_agent, passed_on, quotes_others
from kg.extract.speakers import head_mention, is_event
from kg.extract.syntax import subjects
from kg.records import Mention, Span, Step

_RELATIVE = frozenset(("who", "which", "that", "whose", "whom"))


def spans_of(pieces: Sequence[DocSpan]) -> tuple[Span, ...]:
    """The pieces as ranges of code points."""
    return tuple(Span(p.start_char, p.end_char) for p in pieces)


def own_steps(a: Attribution, mentions: Sequence[Mention]) -> tuple[Step, ...]:
    """The speaker, and who the sentence itself says passed the words on, from the speaker outwards.

    *Was quoted by X as saying*, *said A, according to B*. Without a marked source the speaker is
    the subject of the cue's verb.

    Args:
        a: the attribution.
        mentions: of the article, in order of appearance.
    """
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
        return (Step(sources, cues, mention.span if mention else None),)
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


def handed_on(
    a: Attribution, mentions: Sequence[Mention]
) -> tuple[list[DocSpan], tuple[Step, ...]] | None:
    """*X quoted [Y as saying that …]*: what Y said, and the steps from Y to X; else None."""
    if len(a.contents) != 1 or not (a.sources and quotes_others(a.cues)):
        return None
    content = a.contents[0]
    for token in content[1:14]:
        verb = token.nbor() if token.i + 1 < len(token.doc) else token
        if token.lower_ != "as" or not verb.lower_.endswith("ing") or verb.i + 1 >= content.end:
            continue
        speaker = content.doc[content.start : token.i]
        own = head_mention([speaker], mentions)
        by = head_mention(a.sources, mentions)
        if own is None or by is None:
            return None
        cue = content.doc[token.i : verb.i + 1]
        words = content.doc[verb.i + 1 : content.end]
        while len(words) > 1 and words[0].text in (",", ":"):
            words = words[1:]
        steps = (
            Step(spans_of([speaker]), spans_of([cue]), own.span),
            Step(spans_of(a.sources), spans_of(a.cues), by.span),
        )
        return [words], steps
    return None


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
        mention = head_mention(sources, mentions)
        steps.append(Step(spans_of(sources), spans_of(cues), mention.span if mention else None))
    return tuple(steps)


def _distance(a: DocSpan, b: DocSpan) -> int:
    return a.start - b.end if a.start >= b.end else b.start - a.end


def _subject(a: Attribution, mentions: Sequence[Mention]) -> Mention | None:
    """The subject of the cue's verb, where the model marked no source (not of a passive)."""
    for cue in a.cues:
        verb = cue.root
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
