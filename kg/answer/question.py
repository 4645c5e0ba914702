"""What kind of question this is, and whom and what it names.

The readers know the ways in which English asks each kind, the more particular kinds first. A
question that fits none is searched for by meaning; `read` says so by the kind `search`.
"""

from __future__ import annotations

from dataclasses import replace

from kg.answer.askedmet import read_differ, read_met
from kg.answer.askedoffice import read_office, read_speaking
from kg.answer.askedsaid import read_said, read_whoever
from kg.answer.askedsource import read_source
from kg.answer.known import Known
from kg.answer.reading import Kind, Question, asked

__all__ = ["Kind", "Question", "read"]

_READERS = (
    read_differ,
    read_source,
    read_speaking,
    read_said,
    read_met,
    read_office,
    read_whoever,
)
"""In this order: *who said first that they met* is about a statement, not about a meeting."""


def read(question: str, known: Known) -> Question:
    """What a question asks, by the names and the articles that the graph knows."""
    pieces = asked(question, known)
    if not pieces.text:
        return Question("search", pieces.whole, whole=pieces.whole)
    for reader in _READERS:
        found = reader(pieces)
        if found is not None:
            return _ahead(found, known) if found.kind == "ahead" else found
    return Question("search", pieces.whole, whole=pieces.whole)


def _ahead(question: Question, known: Known) -> Question:
    """What is ahead is ahead of the newest article, unless the question names a time."""
    if known.newest is None or {"since", "until"} & set(question.slots):
        return question
    return replace(question, slots={**question.slots, "on": known.newest.isoformat()})
