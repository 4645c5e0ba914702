"""What a cue says of the attitude, and whether anything was said at all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from kg.extract.syntax import NEGATIONS, base_form
from kg.records import Attitude


def word_set(words: str) -> frozenset[str]:
    """The words of a text, as a lexicon."""
    return frozenset(words.split())


DESIRE = word_set(
    """
    want wish hope desire seek urge demand call ask request beg plead appeal push press lobby
    favour favor prefer like love crave yearn keen eager desperate hopeful long aspire recommend
    advocate encourage propose suggest support back welcome need invite implore insist aspiration
    proposal suggestion recommendation
    """
)
BELIEF = word_set(
    """
    think believe feel consider reckon suppose speculate expect assume presume imagine guess view
    see regard deem doubt suspect know understand figure hold judge interpret perceive find
    convince convinced confident sceptical skeptical sure certain opinion belief conviction
    expectation estimate predict anticipate
    """
)
INTENTION = word_set(
    """
    plan intend aim vow pledge promise will willing threaten resolve decide try attempt strive
    prepare mean determined ready commit committed intention plan goal purpose effort agree offer
    refuse decline
    """
)
FEAR = word_set(
    """
    fear worry dread afraid anxious concerned worried nervous alarmed concern frightened scared wary
    """
)
_SPEECH_DESIRE = word_set("call ask appeal invite insist suggest")
"""Verbs of speech that are desires only with an aim: *asked him to come*, not *asked why*."""

_SPEECH_INTENTION = word_set("agree offer")

MODALS = word_set("could might may would should can")
TELLING = word_set(
    """
    tell ask inform assure urge remind warn advise notify promise beg order invite thank praise
    accuse blame criticize criticise persuade convince address brief
    """
)
_AIM = re.compile(
    r"(?!\W*that\b)(?:\W*\S+\s+){0,4}"
    r"(?:for|to(?!\s+(?:the|an?|this|that|my|your|his|her|its|our|their)\b)\s+[a-z]+)\s"
)
"""*For*, or *to* with a verb, soon after the start: *the parties to come*, not *a trip to Rome*."""

_AHEAD = re.compile(r"\b(?:expected|due|set|scheduled|likely|about|poised|supposed|bound) to \w+")
_IMAGINED = re.compile(r"\b(?:here(?:\s+is|['’]s)|this\s+is|imagine|picture|if)\s*$", re.IGNORECASE)


def attitude(cues: Sequence[Span], content: str) -> Attitude:
    """What stands behind the words: a statement unless the cue says otherwise.

    Args:
        cues: the pieces of the cue.
        content: the words; *to* and *for* at their start or after an object tell an aim.
    """
    aims = bool(_AIM.match(content + " "))
    for cue in cues:
        text_aims = aims or cue[-1].lower_ in ("for", "to", "on")
        for token in cue:
            words = forms(token)
            for name, lexicon in _LEXICONS:
                if words & lexicon:
                    speech = words & (_SPEECH_DESIRE | _SPEECH_INTENTION)
                    if speech and not text_aims:
                        continue
                    return name
    return "statement"


def forms(token: Token) -> set[str]:
    """The word in small letters, and its base form."""
    return {token.lower_, base_form(token.text)}


_LEXICONS: tuple[tuple[Attitude, frozenset[str]], ...] = (
    ("fear", FEAR), ("desire", DESIRE), ("belief", BELIEF), ("intention", INTENTION),
)  # fmt: skip


def is_hypothetical(
    text: str, cues: Sequence[Span], sources: Sequence[Span], found: Attitude
) -> bool:
    """Whether nothing was said, or not yet: *could say*, *would have argued*, *is expected to
    announce*, *Here is X saying*.

    *Would like* and *would want* are real wishes. `text`: of the Doc; `found`: the attitude.
    """
    for cue in cues:
        words = [t.lower_ for t in cue]
        before = [t.lower_ for t in cue.doc[max(0, cue.start - 2) : cue.start] if not t.is_space]
        near = words + before
        if any(w in MODALS for w in near) and not (found != "statement" and "would" in near):
            return True
        if found == "statement" and _AHEAD.search(" ".join(words)):
            return True
    first = min((*sources, *cues), key=lambda s: s.start, default=None)
    if first is None or found != "statement":
        return False
    return bool(_IMAGINED.search(text[max(0, first.start_char - 24) : first.start_char]))


def is_negated(cues: Sequence[Span]) -> bool:
    """Whether the cue is denied, or denies: *did not say*, *never wanted*, *refused to say*,
    *denied that*.
    """
    for cue in cues:
        tokens = [*cue.doc[max(0, cue.start - 1) : cue.start], *cue]
        if any(t.lower_ in NEGATIONS for t in tokens):
            return True
        words = {form for t in (*cue, *cue.doc[cue.end : cue.end + 2]) for form in forms(t)}
        if any(forms(t) & _DENYING for t in cue) or (words & _REFUSING and words & _SAYING):
            return True
    return False


def is_telling(cues: Sequence[Span]) -> bool:
    """Whether the cue's verb takes the person spoken to as its object: *told*, *urged*."""
    return any(forms(t) & TELLING for cue in cues for t in cue)


_DENYING = word_set("deny refute dispute")
_REFUSING = word_set("decline refuse")
_SAYING = word_set("say tell confirm comment")

CHANNELS = word_set(
    """
    according say report tell announce quote cite write state add note publish broadcast carry
    release disseminate
    """
)
"""Verbs by which an attribution without words of its own passes on those of its sentence."""

SPECULATION = word_set("speculate speculation guess imagine suppose suspect")

_PASSED_ON = word_set(
    "quoted cited described reported paraphrased portrayed heard overheard shown recorded"
)
_QUOTING = word_set("quote cite paraphrase report")
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


def names_source(cue: Span) -> bool:
    """Whether the cue introduces whom the speaker has it from, not what was said: *citing*."""
    return len(cue) == 1 and (
        cue[0].lower_ in ("citing", "quoting")
        or (cue[0].lower_ in ("cited", "quoted") and cue[0].nbor(-1).lower_ == "which")
    )


def by_agent(token: Token) -> bool:
    """Whether the token follows *by*, with at most an article or adjective between."""
    before = token.doc[max(token.sent.start, token.i - 3) : token.i]
    return any(t.lower_ == "by" for t in before)
