"""What the order of words says of a meeting's status, where the parse hangs them elsewhere."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from kg.extract import meetingwords as words
from kg.extract.syntax import base_form, is_negated, is_verb

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def that_follows_saying(verb: Token) -> bool:
    """`saying only that they [would meet]`, whatever the parse hangs the clause on."""
    for token in reversed(verb.doc[max(verb.sent.start, verb.i - 14) : verb.i]):
        if token.lower_ == "that":
            back = verb.doc[max(verb.sent.start, token.i - 3) : token.i]
            return any(is_verb(t) and base_form(t.text) in words.SAYING for t in back)
        if token.tag_ in _FINITE and token.lower_ != "would":
            return False
    return False


def called_off_behind(noun: Token) -> bool:
    """`since a session with Chad, planned for March, was called off`, by the order of words."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 24, noun.sent.end)]:
        if token.text in (";", '"', "”"):
            return False
        if token.tag_ in _FINITE:
            after = noun.doc[token.i + 1 : min(token.i + 4, noun.sent.end)]
            comma = token.nbor(-1).text == "," or token.i < noun.i + 3
            off = any(
                base_form(t.text) in words.CANCELLING
                or (base_form(t.text) == "call" and t.nbor().lower_ == "off")
                for t in after
                if t.tag_ == "VBN" and t.i + 1 < len(noun.doc)
            )
            return comma and base_form(token.text) in ("be", "have") and off
    return False


def is_on(noun: Token, verb: Token) -> bool:
    """`the summit is back on`, `is on track`, `will go ahead`."""
    after = [t.lower_ for t in noun.doc[noun.i + 1 : min(noun.i + 24, noun.sent.end)]]
    signs = {("back", "on"), ("on", "again"), ("on", "track"), ("on", "schedule"), ("go", "ahead")}
    ahead = any(pair in signs for pair in pairwise(after))
    return ahead and verb.i > noun.i


def calls_off(noun: Token, governor: Token) -> bool:
    """`called off a trip planned for May`, `scrapped the talks`: what is done to the noun."""
    if noun.dep_ != "obj" or governor.i > noun.i or not is_verb(governor) or is_negated(governor):
        return False
    word = base_form(governor.text)
    return word in words.CANCELLING or (word == "call" and governor.nbor().lower_ == "off")
