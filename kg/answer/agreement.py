"""Whether a claim says of the same subject what a question asks about.

Likeness of meaning cannot tell *France wants Italy to pay* from *Italy wants to pay*. So the
subject of the question's clause is compared with the subject that the same verb has in the claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.answer.names import Named, Names
from kg.answer.words import stem

_CLASSES = (
    "want wish desire seek hope aim intend prefer demand eager keen like willing plan ask need",
    "say state claim tell argue insist declare announce",
    "think believe expect consider see regard",
    "fear worry concern afraid",
    "warn caution",
    "support back favor favour endorse approve",
    "oppose reject refuse resist object",
    "meet talk negotiate confer",
    "visit travel go come trip",
    "threaten menace",
    "agree accept consent",
)  # fmt: skip
_VERBS = {stem(word): number for number, line in enumerate(_CLASSES) for word in line.split()}
_HELPERS = frozenset(
    """also always are be been being can could did do does had has have is may might must never not
    now once only probably should still was were will would""".split()  # reads better as words
)
_WORD = re.compile(r"[^\W_]+(?:['’]t\b)?")
_FIRST = 3
"""A name further from the start of a question's clause is not taken for its subject."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Who does what: a name and the stem of the verb after it."""

    subject: Named
    verb: str | None


def clause(text: str, names: Names) -> Clause | None:
    """The clause that a question turns on; None when it begins with no name of the graph."""
    found = names.find(text)
    if not found or len(_WORD.findall(text[: found[0].start])) > _FIRST:
        return None
    subject = found[0]
    if re.match(r"['’]s?\b", text[subject.end :]):
        return None  # the subject is something of theirs
    for word in _WORD.findall(text[subject.end :]):
        if word.lower() not in _HELPERS:
            return Clause(subject, stem(word.lower()))
    return Clause(subject, None)


def same_verb(one: str, other: str) -> bool:
    """Whether two phrases hold a verb of one kind: *wants* and *would hope*."""
    stems, others = (
        {stem(word.lower()) for word in _WORD.findall(text)} - _HELPERS for text in (one, other)
    )
    classes = {_VERBS[word] for word in stems if word in _VERBS}
    return bool(stems & others) or any(_VERBS.get(word) in classes for word in others)


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
            before = [named for named in found if named.end <= match.start()]
            return before[-1] if before else None
    return None


def same_clause(statement: str, asked: Clause | None, names: Names) -> bool:
    """Whether a statement has the asked subject with the asked verb, or one like it."""
    subject = subject_in(statement, asked, names) if asked else None
    return asked is not None and subject is not None and subject.may_be(asked.subject)


def agrees(statement: str, asked: Clause | None, names: Names) -> bool | None:
    """Whether a statement says it of the asked subject; None when that cannot be told."""
    if asked is None:
        return None
    subject = subject_in(statement, asked, names)
    if subject is not None:
        return subject.may_be(asked.subject)
    found = names.find(statement)
    if not found:
        return None
    if found[0].may_be(asked.subject):
        return True
    return None if any(named.may_be(asked.subject) for named in found) else False
