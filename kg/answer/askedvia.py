"""Questions of the way that a statement came: through whom, and what came through one alone."""

from __future__ import annotations

import re

from kg.answer.known import of_kind
from kg.answer.names import Named
from kg.answer.reading import ABOUT, Asked, Question

_STATEMENTS = (
    r"(?:statements?|claims?|things?|words?|quotes?|quotations?|comments?|remarks?|reports?|news|"
    r"information|facts?)"
)
_THROUGH_WHOM = re.compile(
    r"\b(?:through|from|via|by|by way of|thanks to|on)(?: only| just| the| what| news agency|"
    r" agency| newspaper| state media| state news agency)* $|"
    r"\b(?:source|intermediary|agency) (?:but|except|other than|besides|apart from) $"
)
_VIA_WHOM = re.compile(
    r"(?:through|via|by way of|thanks to|from) (?:whom|who|which (?:\w+ )?\w+|"
    r"what (?:\w+ )?\w+)\b(?P<rest>.*)"
    r"|(?:who|which \w+) (?:passed on|relayed|conveyed|transmitted|handed on|carried) (?P<what>.+)"
    r"|(?:what|which) (?:is|was) the (?:chain|route|path|origin|source) (?:of|behind|"
    r"for) (?P<chain>.+)"
    r"|(?:by|through|over|along|via|on) (?:which|what) (?:\w+ )?(?:route|way|path|road|channel|"
    r"chain)s? (?P<route>.+)"
    r"|what (?:stands|lies|is) between (?P<gap>.+)"
    r"|whose (?:word|authority) .*?\bfor (?P<word>.+)"
    r"|how (?:did|does|do) (?P<how>.+ (?:know|learn|get|come|reach) .+)"
    r"|(?:who|which \w+) (?:is|was|stands|stood) (?:the )?(?:intermediary|between).*?(?:for|of|"
    r"behind) "
    r"(?P<between>.+)",
    re.IGNORECASE,
)
_ONLY = (
    r"\b(?:only|solely|exclusively|just|alone|nothing but)\b.*\b(?:through|from|via|by way of|"
    r"by|on|thanks to)"
    r"\b|\b(?:no|without an?|without any) (?:other )?(?:source|intermediary|agency) "
    r"(?:but|except|other than|besides|apart from)\b|"
    r"\b(?:through|from|via|by|on|thanks to)\b.*\b(?:only|alone|solely|exclusively)\b"
)
_THROUGH = (
    rf"^(?:what|which|whose) (?:{_STATEMENTS} )?.*\b(?:come|comes|came|reach\w*|know|known|"
    rf"learn\w*|rest|rests|"
    r"depend|depends|relayed|passed on|got|have|is|are) .*\b(?:through|via|by way of)\b"
)


def read_via(asked: Asked) -> Question | None:
    """A question of the go-betweens of statements."""
    match = _VIA_WHOM.fullmatch(asked.text)
    if match:
        rest = next((part for part in match.groups() if part), "")
        who = of_kind(asked.found, "Person", "State", "Organization", "Group")
        topic = re.search(rf"\b(?:{_STATEMENTS}|said|say|says) (?:{ABOUT}|that) (?P<text>.+)", rest)
        return asked.question(
            "chain", topic["text"] if topic else "", who=who[0].call if who else None
        )
    if not (asked.has(_ONLY) or asked.has(_THROUGH)):
        return None
    if not asked.has(r"^(?:what|which|whose|who|is there|are there|list|how much)\b"):
        return None
    agency = _agency(asked)
    if agency is None:
        if asked.has(r"\b(?:one|a single) (?:intermediary|source|agency|go-between)|state media\b"):
            return asked.question("via-only")
        return None
    others = [n for n in asked.found if n is not agency and of_kind([n], "Person", "State")]
    # *Chinese state media*: whoever they are, they belong to the state.
    state = agency.entities[0].kind == "State"
    return asked.question(
        "via-only",
        via=None if state else agency.call,
        of=agency.call if state else None,
        who=others[0].call if others else None,
    )


def _agency(asked: Asked) -> Named | None:
    """The name after *through*, *from*, *via*."""
    for named in asked.found:
        before = asked.text[: named.start].lower()
        if _THROUGH_WHOM.search(before):
            return named
    return None
