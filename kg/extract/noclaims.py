"""What the model marks as an attribution though nobody says, thinks or wants anything there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from kg.extract.attributions import Attribution
from kg.extract.cues import BELIEF, FEAR, MODALS, forms, names_source, word_set
from kg.extract.nouns import BODIES, PEOPLE, SPEAKING
from kg.extract.speakers import EVENTS, is_event
from kg.extract.syntax import base_form

ACTS = word_set(
    """
    support back publish release issue impose sign ban veto block launch file appoint nominate elect
    authorize authorise suspend restrict adopt pass implement limit hire give deliver provide hold
    set win pursue lift approve enact conduct carry begin start stop halt end open close join leave
    send visit meet attend host receive arrest kill strike fire hit raid seize deploy raise cut
    increase build make take put get use do reflect mark contain draw pay sell buy order highlight
    underline underscore project choose witness learn reserve
    discuss
    """
)
"""Verbs that tell of an act when a thing is their object: *backed the sanctions*, *published the
letter*. With a clause or words in quotation marks they tell of what was said."""

_BE = word_set("is are was were be been being 's ’s")
_AROUND_ACTS = _BE | word_set("have has had to not also already will would then")
_CLAUSE = re.compile(
    r"\W*(?:that|to|whether|if|how|why|what|who|when|where)\b|[^“”\"«»]*[“”\"«»]", re.IGNORECASE
)
_SHOW = word_set(
    """
    show project signal mean suggest prove demonstrate indicate reflect remind reveal imply confirm
    illustrate tell
    """
)
_SHOWING = PEOPLE | BODIES | SPEAKING
_IT = word_set("it this that these those which")
_ANYONE = word_set("many some people one you anyone anybody someone everyone everybody others")
_NOBODY = frozenset(("nobody", "no one", "none", "neither"))
_RULES = word_set(
    """
    schedule plan timetable calendar agenda tradition custom law rule regulation protocol procedure
    principle need taste season size age rank type category
    """
)
_VIEWED = BELIEF | FEAR | word_set("hope wish desire")
_SILENT = word_set("decline refuse")
_NOT = word_set("not n't n’t never neither nobody none no without")
_TELL = word_set("disclose reveal specify elaborate comment identify divulge")
_TOLD = word_set("say report allege rumour rumor repute know")
_TO = re.compile(r"(?:^|\s)to\s+(?:have|be|[a-z]+)\b")
_PRONOUNS = frozenset(("PRP", "WDT", "WP", "DT", "EX"))
_UNNAMED = re.compile(
    r"\b(?:anonymity|not\s+(?:to\s+)?be(?:ing)?\s+(?:named|identified|quoted)"
    r"|(?:not\s+(?:wish|want)|declin\w+|refus\w+|unwilling)\s+to\s+be\s+(?:named|identified|quoted)"
    r"|n[o’']?t\s+(?:wish|want)\s+to\s+be\s+(?:named|identified|quoted))\b",
    re.IGNORECASE,
)
_COMMENT = re.compile(
    r"\b(?:respond|repl[yi]|return|answer|declin|refus|unavailable|available|reach)\w*\b"
    r".*\bcomment(?:ary|s|ing)?\b(?!\s+(?:on|about|that)\b.*\bsay)",
    re.IGNORECASE | re.DOTALL,
)


def is_no_claim(text: str, a: Attribution) -> bool:
    """Whether nothing is said: *the visit shows …*, *backed the bill*, *is believed to …*,
    *did not respond to a request for comment*, *citing three diplomats*.

    Args:
        text: of the article.
        a: an attribution with contents.
    """
    if a.sources and is_event(a.sources):
        return True
    if not a.cues:
        return False
    contents = " ".join(text[p.start_char : p.end_char] for p in a.contents)
    source = " ".join(text[p.start_char : p.end_char] for p in a.sources).lower()
    if is_act(a.cues, contents) or _shows(a) or _is_anyones(a.cues, source):
        return True
    if [t.tag_ in _PRONOUNS for piece in a.contents for t in piece if not t.is_punct] == [True]:
        return True  # *which it has never recognised*
    if source in _NOBODY:
        return True
    if _follows_rule(a.cues, a.sources) or _is_hearsay(a.cues, contents):
        return True
    if not a.sources and is_common_view(a.cues):
        return True
    cue = " ".join(text[p.start_char : p.end_char] for p in a.cues)
    if _stays_unnamed(cue, contents) or (not a.sources and _is_asked(a.cues[0])):
        return True
    if _keeps_silent(a.cues):
        return True
    if a.depth:
        return _is_fragment(a.cues, a.contents, contents)
    return _refuses_comment(f"{cue} {contents}") or (
        names_source(a.cues[0]) and len(a.contents[0]) < 6
    )


def is_act(cues: Sequence[Span], content: str) -> bool:
    """Whether cue and content together tell of something done, not of something said or wanted."""
    found = [f for cue in cues for t in cue if t.is_alpha and not (f := forms(t)) & _AROUND_ACTS]
    if any(t.lower_ == "off" and "call" in forms(t.nbor(-1)) for c in cues for t in c[1:]):
        return True
    return bool(found) and all(f & ACTS for f in found) and not _CLAUSE.match(content)


def is_common_view(cues: Sequence[Span]) -> bool:
    """Whether the cue is a passive of thinking, such as *is believed*: nobody is named who does."""
    for cue in cues:
        around = [t.lower_ for t in cue.doc[max(cue.sent.start, cue.start - 2) : cue.end]]
        viewed = any(t.tag_ == "VBN" and forms(t) & _VIEWED for t in cue)
        if viewed and any(word in _BE for word in around):
            return True
    return False


def _is_hearsay(cues: Sequence[Span], content: str) -> bool:
    """Whether people in general tell of somebody: *is said to own two yachts*."""
    for cue in cues:
        around = [t.lower_ for t in cue.doc[max(cue.sent.start, cue.start - 2) : cue.end]]
        told = cue[-1].tag_ == "VBN" and forms(cue[-1]) & _TOLD
        if told and any(word in _BE for word in around) and _TO.search(content):
            return True
    return False


def _shows(a: Attribution) -> bool:
    """Whether *it*, *this* or something that happened shows or means a thing, which is nobody's
    saying so; neither is it when something *is shown*.
    """
    if not any(forms(t) & _SHOW for cue in a.cues for t in cue):
        return False
    words = [t for piece in a.sources for t in piece if not t.is_punct]
    if not words:
        return any(t.lower_ == "shown" for cue in a.cues for t in cue)
    head = next((words[i - 1] for i, t in enumerate(words) if i and t.pos_ == "ADP"), words[-1])
    if words[-1].lower_ in _IT:
        return True
    noun = base_form(head.text)
    # inside a content the model takes more for sources than the text around it would bear out
    return head.pos_ == "NOUN" and (noun in EVENTS or (a.depth > 0 and noun not in _SHOWING))


def _is_anyones(cues: Sequence[Span], source: str) -> bool:
    """Whether anybody at all may think so: *something many might expect*."""
    return source in _ANYONE and any(t.lower_ in MODALS for cue in cues for t in cue)


def _follows_rule(cues: Sequence[Span], sources: Sequence[Span]) -> bool:
    """Whether something goes *according to* a plan, law or size, which says nothing."""
    roots = {form for piece in sources for form in forms(piece.root)}
    return any(cue[0].lower_ == "according" for cue in cues) and bool(roots & _RULES)


def _is_fragment(cues: Sequence[Span], contents: Sequence[Span], words: str) -> bool:
    """Whether what stands inside another content is too torn to be a claim.

    *Their views on [trade]*, *feels confident [going into the talks]*: a topic, or a verb whose
    subject is the speaker's own.
    """
    if _CLAUSE.match(words):
        return False
    verbs = any(t.pos_ in ("VERB", "AUX") for cue in cues for t in cue)
    first = contents[0][0]
    after_adjective = cues[-1][-1].pos_ == "ADJ" and first.tag_ == "VBG"
    return after_adjective or (not verbs and first.pos_ in ("DET", "ADJ", "NOUN", "PROPN", "PRON"))


def _keeps_silent(cues: Sequence[Span]) -> bool:
    """Whether nothing is told: *declined to elaborate*, *neither side disclosed the price*."""
    words = {form for cue in cues for t in cue for form in forms(t)}
    if "mention" in words and "no" in words:
        return True
    first = min(cue.start for cue in cues)
    around = [t.lower_ for t in cues[0].doc[max(cues[0].sent.start, first - 3) : first]]
    silent = words & _SILENT or _NOT.intersection((*words, *around))
    if not silent:
        return False
    return bool(words & _TELL)


def _is_asked(cue: Span) -> bool:
    """Whether a speaker is only told to have been asked: *Asked about the strike, she said …*."""
    first = cue[0]
    before = first.nbor(-1) if first.i > first.sent.start else None
    opens = before is None or before.text == ","
    return first.lower_ == "asked" and opens and first.dep_ != "conj"


def _stays_unnamed(cue: str, content: str) -> bool:
    """Whether a source only asks for its name to be kept out: *requested anonymity*, *did not wish
    to be named*.
    """
    return bool(_UNNAMED.search(f"{cue} {content}"[: len(cue) + 60]))


def _refuses_comment(words: str) -> bool:
    """Whether cue and content together only say that somebody gave no comment."""
    return len(words) < 120 and bool(_COMMENT.search(words))
