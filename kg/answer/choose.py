"""Which query answers a kind of question, and with which parameters.

Both are read from the headers of the query files that there are: of the queries that may answer,
the first that can hold all that the question names is taken, else the one that holds most of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.answer.library import Param, Query
from kg.answer.reading import Kind, Question, Slot

_QUERIES: Mapping[Kind, tuple[str, ...]] = {
    "who-said": ("who-said",),
    "said-by": ("said-by", "who-said"),
    "said-about": ("said-about", "claims"),
    "said-to": ("said-to", "said-by", "claims"),
    "attitudes": ("attitudes", "said-by", "claims"),
    "met": ("who-met-whom", "reports"),
    "visit": ("visits", "reports"),
    "meetings": ("meetings", "reports"),
    "between": ("meetings-between", "meetings", "reports"),
    "leaders": ("leaders-met", "meetings"),
    "ahead": ("meetings-ahead", "meetings", "reports"),
    "attended": ("attended", "meetings", "reports"),
    "life": ("meeting-life",),
    "differ": ("disagreements",),
    "office": ("office-on-date", "offices"),
    "speaks-for": ("speaks-for", "offices"),
    "via-only": ("via-only", "claims"),
    "chain": ("chain", "claims"),
    "first": ("said-first",),
    "restated": ("restatements",),
    "contradicted": ("contradictions", "restatements"),
    "mentions": ("mentioned-in", "mentions"),
    "articles": ("articles",),
    "most-quoted": ("most-quoted", "sources"),
    "quoted-by": ("quoted-by", "sources"),
    "leans-on": ("leans-on", "sources"),
    "timeline": ("timeline", "meetings"),
    "open": ("open-questions",),
    "may-be": ("may-be",),
    "search": ("who-said",),
}
_PARAMS: Mapping[Slot, tuple[str, ...]] = {
    "who": ("speaker", "person", "participant", "visitor", "name", "holder",
            "entity", "who"),
    "other": ("with", "addressee", "against", "other", "participant"),
    "about": ("about", "topic", "of"),
    "place": ("place",),
    "since": ("from", "since"),
    "until": ("to", "until"),
    "on": ("on", "date", "day"),
    "role": ("role", "office"),
    "of": ("of", "state", "organisation", "organization", "owner", "name"),
    "article": ("article",),
    "via": ("via", "through", "agency", "intermediary", "source"),
    "attitude": ("attitude",),
    "matter": ("matter",),
    "status": ("status",),
    "open": ("kind",),
    "type": ("type",),
    "text": ("text",),
    "claim": ("claim",),
}  # fmt: skip
_OWN: Mapping[Kind, tuple[str, ...]] = {
    "between": ("state", "states", "participant", "person"),
    "leaders": ("state", "participant"),
    "attitudes": ("holder",),
    "quoted-by": ("speaker", "source"),
    "timeline": ("person",),
}
"""Parameters that hold whom a question of the kind is about, before those of every kind."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A query with its parameters; `left` are the parts of the question that it cannot hold."""

    query: Query
    params: Mapping[str, str]
    left: tuple[Slot, ...]


def choose(question: Question, queries: Mapping[str, Query]) -> Choice | None:
    """The query for a question; None when there is none of those that may answer it.

    Args:
        question: as read.
        queries: those there are, by name.
    """
    best: Choice | None = None
    for name in _QUERIES[question.kind]:
        if name not in queries:
            continue
        choice = _filled(question, queries[name])
        if choice is None or (question.kind == "office" and not _dated_office(question, name)):
            continue
        if best is None or len(choice.left) < len(best.left):
            best = choice
    return best


def _dated_office(question: Question, name: str) -> bool:
    """The query of a date is for questions of one."""
    return name != "office-on-date" or "until" in question.slots or "since" in question.slots


def _filled(question: Question, query: Query) -> Choice | None:
    """The query with the parameters that the question fills; None when a needed one is missing."""
    params: dict[str, str] = {}
    left: list[Slot] = []
    slots = _spelled(question, query.params)
    for slot, value in slots.items():
        names = _PARAMS[slot]
        if slot == "who" and question.kind in _OWN:
            names = (*_OWN[question.kind], *names)
        param = _free(names, query.params, params)
        if slot == "text":
            param = next((p for p in query.params if p.type == "search"), None)
        if param is None:
            left.append(slot)
        else:
            params[param.name] = value
    if any(not p.optional and p.name not in params for p in query.params):
        return None
    return Choice(query, params, tuple(left))


def _spelled(question: Question, params: Sequence[Param]) -> dict[Slot, str]:
    """What the question names, the text among it, a single day as one where the query wants it."""
    slots = dict(question.slots)
    if question.text:
        slots = {"text": question.text, **slots}
    one_day = _free(_PARAMS["on"], params, {})
    if one_day is not None and "on" not in slots and one_day.name not in ("from", "to"):
        day = slots.get("until") or slots.get("since")
        if day is not None:
            slots["on"] = day
    if one_day is None:
        slots.pop("on", None)
    elif not any(_free(_PARAMS[s], params, {}) for s in ("since", "until")):
        slots.pop("since", None)
        slots.pop("until", None)
    return slots


def _free(names: Sequence[str], params: Sequence[Param], taken: Mapping[str, str]) -> Param | None:
    """The first parameter of one of these names that has no value yet."""
    known = {param.name: param for param in params if param.name not in taken}
    return next((known[name] for name in names if name in known), None)
