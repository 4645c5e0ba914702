"""Whether a claim says of the same subject what a question asks about.

Likeness of meaning cannot tell *France wants Italy to pay* from *Italy wants to pay*. So the
subject of the question's clause is compared with the subject that the same verb has in the claim.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.answer.names import Named, Names
from kg.extract.syntax import base_form
from kg.meaning.related import wordnet
from kg.meaning.words import STOP, stem

_CLASSES = (
    "want wish desire seek hope aim intend prefer demand eager keen like willing plan ask need",
    "say state claim tell argue insist declare announce",
    "think believe expect consider see regard",
    "fear worry concern afraid",
    "warn caution",
    "support back favor favour endorse approve",
    "oppose reject refuse resist object",
    "call urge appeal press demand request ask",
    "accuse complain criticise criticize blame condemn",
    "describe call compare label dub term",
    "predict expect forecast foresee",
    "refuse reject rule decline",
    "meet talk negotiate confer",
    "visit travel go come trip",
    "threaten menace",
    "agree accept consent",
)  # fmt: skip
_VERBS = {
    stem(word): number for number, line in reversed([*enumerate(_CLASSES)]) for word in line.split()
}
_HELPERS = frozenset(
    """also always are be been being can could did do does had has have is may might must never not
    now once only probably should still was were will would""".split()  # reads better as words
)
_WORD = re.compile(r"[^\W_]+(?:['’]t\b)?")
_PRONOUN = re.compile(
    r"\W*(?:(?:that|but|and|if|when|for|said|told|assessed|\w+ed) )*(?:he|she|it|they|we|i|his|her|"
    r"their|our|my|its|there|this|that)\b",
    re.IGNORECASE,
)
_SEGMENT = re.compile(
    r"[,;:]|[.?!]\s|\b(?:while|but|and|although|though|whereas|because|so that|as long as|if|when|"
    r"until|since|after|before)\b(?! the end\b)"
)
_PASSIVE = re.compile(r"[^.;]{0,40}?\b(?:is|are|was|were|be|been|being)\b [^.;]*\bby\b")
"""What is done by another: a statement may tell it with the doer for its subject."""
_FIRST = 3
"""A name further from the start of a question's clause is not taken for its subject."""


_NEGATIONS = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|unlikely|impossible|"
    r"unless|out of the question|at the earliest|ignor(?:e|es|ed|ing)|"
    r"forg[eo]t\w*|neglect\w*|overlook\w*|unaware|"
    r"no one|den(?:y|ies|ied|ying)|refut\w+|disput\w+|refus(?:e|es|ed|ing) to|declin(?:e|es|ed|"
    r"ing) to|"
    r"rul(?:e|es|ed|ing) out|fail(?:s|ed)? to|reject\w*|dismiss\w* (?:as|the (?:claim|idea|"
    r"report|accusation)s?|that)|contradict\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(
    r"\bnot (?:only|just|merely|simply)\b|\bno doubt\b|\bno (?:less|matter)\b|\bnot least\b|"
    r"\bnothing (?:but|less)\b|\bcan(?:not|['’]t) but\b|(?:,|^)\s*not (?:an? |the )?\w+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Who does what: a name and the stem of the verb after it; `others` are named further on.

    `object` is the name right after the verb: *wants France to pay*. It is `loose` where the name
    only tells whose the subject is: *Peruvian officials*.
    """

    subject: Named
    verb: str | None
    others: tuple[Named, ...] = ()
    loose: bool = False
    object: Named | None = None


def clause(text: str, names: Names) -> Clause | None:
    """The clause that a question turns on; None when it begins with no name of the graph."""
    found = names.find(text)
    if not found or len(_WORD.findall(text[: found[0].start])) > _FIRST:
        return None
    subject = found[0]
    if re.match(r"['’]s?\b", text[subject.end :]):
        return None  # the subject is something of theirs
    if names.is_adjective(subject):
        return Clause(subject, None, tuple(found[1:]), loose=True)
    if _PASSIVE.match(text[subject.end :]):
        return Clause(subject, None, tuple(found[1:]), loose=True)
    if re.search(r"\b(?:in|of|from|at|by|with|to|for|on|about)(?: the)? $", text[: subject.start]):
        return None
    for match in _WORD.finditer(text, subject.end):
        if match.group().lower() not in _HELPERS:
            verb = stem(match.group().lower())
            return Clause(subject, verb, tuple(found[1:]), object=_after(text, match.end(), found))
    return Clause(subject, None, tuple(found[1:]))


def _after(text: str, end: int, found: Sequence[Named]) -> Named | None:
    """The name that comes right after a place."""
    for named in found:
        if named.start >= end and len(_WORD.findall(text[end : named.start])) <= 1:
            return named
    return None


def same_verb(one: str, other: str) -> bool:
    """Whether two phrases hold a verb of one kind: *wants* and *would hope*."""
    stems, others = (
        {stem(word.lower()) for word in _WORD.findall(text)} - _HELPERS for text in (one, other)
    )
    classes = {_VERBS[word] for word in stems if word in _VERBS}
    if stems & others or any(_VERBS.get(word) in classes for word in others):
        return True
    forms, other_forms = (
        {base_form(word) for word in _WORD.findall(text)} - _HELPERS - STOP for text in (one, other)
    )
    return any(wordnet().related(form, word) for form in forms for word in other_forms)


def subject_in(statement: str, asked: Clause, names: Names) -> Named | None:
    """The name that has the asked verb, or one like it, in a statement; None if there is none."""
    found = names.find(statement)
    if asked.verb is None:
        return None
    like = _VERBS.get(asked.verb)
    for match in _WORD.finditer(statement):
        if any(named.start <= match.start() < named.end for named in found):
            continue
        verb = stem(match.group().lower())
        if verb == asked.verb or (like is not None and _VERBS.get(verb) == like):
            before = [
                named for named in found
                if named.end <= match.start() and not re.match(r"['’]s\b", statement[named.end :])
            ]  # fmt: skip
            return before[-1] if before else None
    return None


def _object_in(
    statement: str, asked: Clause, subject: Named, found: Sequence[Named]
) -> Named | None:
    """The name right after the asked verb, or one like it."""
    like = _VERBS.get(asked.verb or "")
    for match in _WORD.finditer(statement, subject.end):
        verb = stem(match.group().lower())
        if verb == asked.verb or (like is not None and _VERBS.get(verb) == like):
            return _after(statement, match.end(), found)
    return None


def same_clause(statement: str, asked: Clause | None, names: Names) -> bool:
    """Whether a statement has the asked subject with the asked verb, or one like it."""
    subject = subject_in(statement, asked, names) if asked else None
    return bool(asked and not asked.loose and subject and subject.may_be(asked.subject))


def agrees(statement: str, asked: Clause | None, names: Names) -> bool | None:
    """Whether a statement says it of the asked subject; None when that cannot be told."""
    if asked is None:
        return None
    found = names.find(statement)
    if not found:
        return None
    subject = subject_in(statement, asked, names)
    if subject is not None and subject.may_be(asked.subject):
        other = _object_in(statement, asked, subject, found)
        return asked.object is None or other is None or other.may_be(asked.object)
    if subject is not None and not names.is_adjective(subject):
        return None if found[0].may_be(asked.subject) else False
    if names.is_adjective(found[0]) and not asked.loose:
        return None
    if found[0].may_be(asked.subject):
        return True
    if _PRONOUN.match(statement[: found[0].start]):
        return None
    here = any(named.may_be(asked.subject) for named in found)
    turned = any(found[0].may_be(other) for other in asked.others)
    by = any(
        re.search(r"\bby (?:the )?$", statement[: named.start])
        for named in found
        if named.may_be(asked.subject)
    )
    return None if (here or asked.loose) and not (turned and not by) else False


def denies(text: str, asked: str = "") -> bool:
    """Whether what a text says is turned round: negated once, or three times.

    Args:
        text: a question's clause or a claim.
        asked: counts only the part of `text` that has most words in common with this one.
    """
    if asked:
        text = part_like(text, asked)
    return len(_NEGATIONS.findall(_NO_NEGATION.sub(" ", text))) % 2 == 1


def part_like(text: str, asked: str, between: re.Pattern[str] = _SEGMENT) -> str:
    """The part of a text that has most words in common with another; all of it if none has any.

    Args:
        text: in parts.
        asked: the other.
        between: what stands between two parts.
    """
    wanted = {stem(word.lower()) for word in _WORD.findall(asked)} - _HELPERS - STOP
    parts = [part for part in between.split(text) if part.strip()]
    shared = [len(wanted & {stem(w.lower()) for w in _WORD.findall(part)}) for part in parts]
    return parts[shared.index(max(shared))] if any(shared) else text


def negates(cue: str) -> bool:
    """Whether the words that attribute a statement turn it round: *ruled out*."""
    return len(_NEGATIONS.findall(cue)) % 2 == 1
