"""What a cue says of the attitude, and whether anything was said at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.extract.syntax import NEGATIONS, base_form
from kg.records import Attitude


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DESIRE = _set(
    """
    want wish hope desire seek urge demand call ask request beg plead appeal push press lobby
    favour favor prefer like love crave yearn keen eager desperate hopeful long aspire recommend
    advocate encourage propose suggest support back welcome need invite implore insist aspiration
    proposal suggestion recommendation
    """
)
BELIEF = _set(
    """
    think believe feel consider reckon suppose speculate expect assume presume imagine guess view
    see regard deem doubt suspect know understand figure hold judge interpret perceive find
    convince convinced confident sceptical skeptical sure certain opinion belief conviction
    expectation estimate predict anticipate
    """
)
INTENTION = _set(
    """
    plan intend aim vow pledge promise will willing threaten resolve decide try attempt strive
    prepare mean determined ready commit committed intention plan goal purpose effort agree offer
    refuse decline
    """
)
FEAR = _set(
    """
    fear worry dread afraid anxious concerned worried nervous alarmed concern frightened scared wary
    """
)
_SPEECH_DESIRE = _set("call ask request urge demand appeal invite insist propose suggest recommend")
"""Verbs of speech that are desires only with an aim: *asked him to come*, not *asked why*."""

_SPEECH_INTENTION = _set("agree offer")

MODALS = _set("could might may would should can")
TELLING = _set(
    """
    tell ask inform assure urge remind warn advise notify promise beg order invite thank praise
    accuse blame criticize criticise persuade convince address brief
    """
)
_IMAGINED = re.compile(r"\b(?:here(?:\s+is|['’]s)|this\s+is|imagine|picture|if)\s*$", re.IGNORECASE)


def attitude(cues: Sequence[Span], content: str) -> Attitude:
    """What stands behind the words: a statement unless the cue says otherwise.

    Args:
        cues: the pieces of the cue.
        content: the words; *to* and *for* at their start or after an object tell an aim.
    """
    aims = bool(re.search(r"^(?:\W*\S+\s+){0,4}(?:to|for)\s", content + " "))
    for cue in cues:
        text_aims = aims or cue[-1].lower_ in ("for", "to", "on")
        for token in cue:
            forms = _forms(token)
            for name, lexicon in _LEXICONS:
                if forms & lexicon:
                    speech = forms & (_SPEECH_DESIRE | _SPEECH_INTENTION)
                    if speech and not text_aims:
                        continue
                    return name
    return "statement"


def _forms(token: Token) -> set[str]:
    return {token.lower_, base_form(token.text)}


_LEXICONS: tuple[tuple[Attitude, frozenset[str]], ...] = (
    ("fear", FEAR), ("desire", DESIRE), ("belief", BELIEF), ("intention", INTENTION),
)  # fmt: skip


def is_hypothetical(
    text: str, cues: Sequence[Span], sources: Sequence[Span], found: Attitude
) -> bool:
    """Whether nothing was said: *could say*, *would have argued*, *Here is X saying*.

    *Would like* and *would want* are real wishes. `text`: of the Doc; `found`: the attitude.
    """
    for cue in cues:
        words = [t.lower_ for t in cue]
        before = [t.lower_ for t in cue.doc[max(0, cue.start - 2) : cue.start] if not t.is_space]
        near = words + before
        if any(w in MODALS for w in near) and not (found != "statement" and "would" in near):
            return True
    first = min((*sources, *cues), key=lambda s: s.start, default=None)
    if first is None or found != "statement":
        return False
    return bool(_IMAGINED.search(text[max(0, first.start_char - 24) : first.start_char]))


def is_negated(cues: Sequence[Span]) -> bool:
    """Whether the cue is denied: *did not say*, *never wanted*."""
    for cue in cues:
        tokens = [*cue.doc[max(0, cue.start - 1) : cue.start], *cue]
        if any(t.lower_ in NEGATIONS for t in tokens):
            return True
    return False


def is_telling(cues: Sequence[Span]) -> bool:
    """Whether the cue's verb takes the person spoken to as its object: *told*, *urged*."""
    return any(_forms(t) & TELLING for cue in cues for t in cue)


_PASSED_ON = _set(
    "quoted cited described reported paraphrased portrayed heard overheard shown recorded"
)
_QUOTING = _set("quote cite paraphrase report")
_PASSIVE = re.compile(
    rf"\b(?:{'|'.join(sorted(_PASSED_ON))})\b(?:[^.;]*?\bby\b[^.;]*?)?[^.;]*?\bas\b\s+\w+ing\b",
    re.IGNORECASE,
)


def quotes_others(cues: Sequence[Span]) -> bool:
    """Whether the cue passes on what somebody else said: *quoted*, *cited*."""
    return any(t.lower_ in _PASSED_ON or base_form(t.text) in _QUOTING for c in cues for t in c)


def passed_on(cue: Span) -> Span | None:
    """The words of the sentence that say that somebody else passed the cue's words on.

    *Was quoted by X as saying*; the model may have marked only the beginning as the cue.
    """
    if not any(t.lower_ in _PASSED_ON for t in cue):
        return None
    rest = cue.doc[cue.start : max(cue.end, min(cue.sent.end, cue.end + 16))]
    match = _PASSIVE.search(rest.text)
    if match is None:
        return None
    end = rest.start_char + match.end()
    return cue.doc.char_span(cue.start_char, end, alignment_mode="expand")


def by_agent(token: Token) -> bool:
    """Whether the token follows *by*, with at most an article or adjective between."""
    before = token.doc[max(token.sent.start, token.i - 3) : token.i]
    return any(t.lower_ == "by" for t in before)


_COMMENT = re.compile(
    r"\b(?:respond|repl[yi]|return|answer|declin|refus|unavailable|available|reach)\w*\b"
    r".*\bcomment(?:ary|s|ing)?\b(?!\s+(?:on|about|that)\b.*\bsay)",
    re.IGNORECASE | re.DOTALL,
)


def refuses_comment(words: str) -> bool:
    """Whether cue and content together only say that somebody gave no comment."""
    return len(words) < 120 and bool(_COMMENT.search(words))


def names_source(cue: Span) -> bool:
    """Whether the cue introduces whom the speaker has it from, not what was said: *citing*."""
    return cue[-1].lower_ in ("citing", "quoting")
