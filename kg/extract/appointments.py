"""Offices told by a verb: *Jane Doe is president of …*, *was elected mayor*, *named director*."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from kg.extract.rolephrase import AFTER_ROLE, Phrase, noun_role
from kg.extract.syntax import MentionIndex
from kg.records import Mention, Tenure

_LINKING: dict[str, Tenure] = {
    "is": "current", "remains": "current", "became": "current",
    "becomes": "current", "has been": "current", "was": "former", "had been": "former",
    "will be": "future", "will become": "future", "is now": "current", "is also": "current",
    "was then": "former", "is currently": "current", "was also": "former", "was once": "former",
    "serves as": "current", "served as": "former", "has served as": "current",
    "had served as": "former", "worked as": "former", "works as": "current",
    "resigned as": "former", "stepped down as": "former", "retired as": "former",
    "was fired as": "former", "was ousted as": "former", "took office as": "current",
    "is serving as": "current", "was serving as": "former",
}  # fmt: skip
_NAMING: dict[str, Tenure] = {
    "named": "current", "appointed": "current", "elected": "current", "re-elected": "current",
    "reelected": "current", "installed": "current", "confirmed": "current", "sworn": "current",
    "promoted": "current", "inaugurated": "current", "hired": "current", "reappointed": "current",
    "nominated": "future", "tapped": "future", "picked": "future", "chosen": "future",
    "selected": "future", "designated": "future", "chose": "future",
    "nomination": "future", "choice": "future", "pick": "future", "selection": "future",
    "nominate": "future", "appoint": "future", "name": "future", "elect": "future",
    "appointment": "current", "election": "current", "confirmation": "future",
    "installation": "current", "inauguration": "current", "tenure": "former", "time": "former",
    "stint": "former", "resignation": "former",
}  # fmt: skip
_BE = frozenset({"was", "were", "is", "been", "be", "being", "got"})


def linked(tokens: list[Token], at: int, index: MentionIndex, person: Mention) -> Phrase | None:
    """`Jane Doe is the president of …`, `she served as …`, read from the verb on."""
    for length in (3, 2, 1):
        words = " ".join(t.lower_ for t in tokens[at : at + length])
        if words in _LINKING and at + length < len(tokens):
            phrase = noun_role(tokens, at + length, index, person)
            following = tokens[phrase.last].lower_ if phrase and phrase.last < len(tokens) else "."
            if phrase is None or following not in AFTER_ROLE:
                return None
            tenure = _LINKING[words]
            if phrase.tenure != "current":
                tenure = phrase.tenure
            return replace(phrase, start=at, tenure=tenure)
    return None


def nominated(
    tokens: list[Token], first: int, after: int, index: MentionIndex, person: Mention
) -> Phrase | None:
    """`named Ann Roe director`, `Ann Roe was elected mayor`, `the nomination of Ann Roe as …`."""
    left = [t.lower_ for t in tokens[max(0, first - 5) : first]]
    cue = next((w for w in reversed(left) if w in _NAMING), None)
    start = after
    if cue is None or (tokens[after : after + 1] and tokens[after].lower_ in ("was", "has", "is")):
        window = [t.lower_ for t in tokens[after : after + 5]]
        place = next((k for k, w in enumerate(window) if w in _NAMING), None)
        if place is None or any(
            w in ("not", ",", "who", "and") or w in ("to",) for w in window[:place]
        ):
            return None
        if "by" in window[:place] or not _BE.intersection(window[:place]):
            return None
        cue = window[place]
        start = after + place + 1
        future = any(w in ("will", "would", "be") for w in window[:place])
        start += (
            window[place] == "sworn"
            and tokens[start : start + 1] != []
            and tokens[start].lower_ == "in"
        )
    else:
        between = left[len(left) - left[::-1].index(cue) :]
        if any(w in (",", "and", "by", "that", "with") for w in between):
            return None
        future = "to" in left[: len(left) - left[::-1].index(cue)][-2:]
    linked = False
    while start < len(tokens) and tokens[start].lower_ in (
        "as",
        "to",
        "be",
        "become",
        "its",
        "the",
    ):
        linked = linked or tokens[start].lower_ in ("as", "be")
        start += 1
    if (
        cue not in ("named", "appointed", "elected", "re-elected", "reelected", "name", "elect")
        and not linked
    ):
        return None
    phrase = noun_role(tokens, start, index, person)
    if phrase is None:
        return None
    tenure: Tenure = "future" if future else _NAMING[cue]
    return replace(
        phrase, start=start, tenure=phrase.tenure if phrase.tenure != "current" else tenure
    )
