"""Who holds which office of what: titles, appositions, copulas, nominations.

The patterns go by the order of the words and by the mentions, not by the parse: titles and
appositions are short and regular, and a small parser is at its weakest in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.rolephrase import (
    AFTER_ROLE,
    HYPHENS,
    POSSESSIVES,
    Phrase,
    abbreviated,
    belongs,
    expand,
    is_of_role,
    mention_from,
    noun_role,
)
from kg.extract.roles import FUTURE, ROLES
from kg.extract.syntax import MentionIndex, article_id, sentences, span_of
from kg.records import Mention, OfficeHolding, Span, Tenure

_DASHES = frozenset({"--", "—", "–", "-"})
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
_LEADS = frozenset({"the", "its", "his", "her", "their", "a", "an"}) | POSSESSIVES


def offices(doc: Doc, *, mentions: Sequence[Mention]) -> Iterator[OfficeHolding]:
    """Yields each office that the article says somebody holds or held, in order of appearance.

    Args:
        doc: an annotated article.
        mentions: those of the same article; `person` and `of` are spans of these.
    """
    index = MentionIndex(mentions)
    number = 0
    for tokens in sentences(doc):
        low, high = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        people = [m for m in index.between(low, high) if m.kind == "Person"]
        for person in people:
            if person.form not in ("name", "pronoun"):
                continue
            seen: set[tuple[str, Tenure]] = set()
            for phrase in _phrases(tokens, person, index):
                if (phrase.role, phrase.tenure) in seen:
                    continue
                seen.add((phrase.role, phrase.tenure))
                yield _holding(doc, number, tokens, person, phrase)
                number += 1


def _holding(
    doc: Doc, number: int, tokens: list[Token], person: Mention, phrase: Phrase
) -> OfficeHolding:
    whole = span_of(tokens[phrase.start : phrase.end])
    spans = [whole, person.head] + ([phrase.of.span] if phrase.of else [])
    return OfficeHolding(
        article=article_id(doc),
        index=number,
        person=person.span,
        role=phrase.role,
        role_span=span_of(tokens[phrase.first : phrase.last]),
        of=phrase.of.span if phrase.of else None,
        evidence=Span(min(s.start for s in spans), max(s.end for s in spans)),
        tenure=phrase.tenure,
    )


def _phrases(tokens: list[Token], person: Mention, index: MentionIndex) -> Iterator[Phrase]:
    inside = [k for k, t in enumerate(tokens) if person.head.start <= t.idx < person.head.end]
    if not inside:
        return
    first, after = inside[0], inside[-1] + 1
    while first + 1 < after and abbreviated(tokens[first]):
        first += 1
    if person.form == "name":
        title = _title(tokens, first, index, person)
        if title:
            yield title
        for found in (
            _apposition(tokens, after, index, person),
            _apposition_before(tokens, first, after, index, person),
        ):
            if found:
                yield found
    for found in (
        _linked(tokens, after, index, person),
        _named(tokens, first, after, index, person),
    ):
        if found:
            yield found


def _title(tokens: list[Token], at: int, index: MentionIndex, person: Mention) -> Phrase | None:
    """The title that stands before the name at `at`."""
    end = at
    tenure: Tenure = "current"
    if end and tokens[end - 1].text == "." and end > 1 and abbreviated(tokens[end - 2]):
        end -= 1
    if end and tokens[end - 1].lower_ in FUTURE - ROLES:
        tenure = "future"
        end -= 1
        end -= bool(end and tokens[end - 1].text in HYPHENS)
    if not end:
        return None
    after = tokens[end - 1]
    if after.lower_ in ROLES or ((abbreviated(after) and end == at) or after.text == "."):
        phrase = expand(tokens, end - 1, end, index, person)
    else:
        phrase = _of_title(tokens, end, index, person)
    if phrase is None:
        return None
    if phrase.of is None and at + 1 < len(tokens):
        phrase = replace(phrase, of=_of_after_name(tokens, person, index))
    return replace(phrase, end=at, tenure=tenure if tenure != "current" else phrase.tenure)


def _of_after_name(tokens: list[Token], person: Mention, index: MentionIndex) -> Mention | None:
    """`Prime Minister Jane Doe of Norway`."""
    for k, token in enumerate(tokens[:-1]):
        if token.idx >= person.head.end:
            if token.lower_ != "of":
                return None
            found = mention_from(tokens, k + 1, index)
            return found if found and found.kind in ("State", "Organization", "Place") else None
    return None


def _of_title(tokens: list[Token], end: int, index: MentionIndex, person: Mention) -> Phrase | None:
    """`Secretary of State`, `President of the European Commission` right before the name."""
    for k in range(end - 2, max(0, end - 7), -1):
        if tokens[k].lower_ == "of" and tokens[k - 1].lower_ in ROLES:
            between = tokens[k + 1 : end]
            if not all(t.text[:1].isupper() or t.lower_ in ("the", "and", "-") for t in between):
                return None
            found = mention_from(tokens, k + 1, index)
            if found and found.kind in ("State", "Organization", "Place") and found is not person:
                own = expand(tokens, k - 1, k, index, person)
                if own and not is_of_role(tokens, k):
                    return replace(own, of=found, end=end)
            return expand(tokens, k - 1, end, index, person)
        if tokens[k].text in (",", ".", ";") or tokens[k].pos_ in ("VERB", "AUX"):
            return None
    return None


def _apposition(
    tokens: list[Token], after: int, index: MentionIndex, person: Mention
) -> Phrase | None:
    """`Jane Doe, 54, chief executive of Example Corp`; `Jane Doe, who was its director`."""
    k = after
    if k < len(tokens) and tokens[k].text == "(":
        close = [j for j in range(k, min(k + 8, len(tokens))) if tokens[j].text == ")"]
        k = close[0] + 1 if close else k
    if k >= len(tokens) or tokens[k].text not in {","} | _DASHES:
        return None
    k += 1
    if k + 1 < len(tokens) and tokens[k].text.isdigit() and tokens[k + 1].text == ",":
        k += 2
    if k < len(tokens) and tokens[k].lower_ == "who":
        return _linked(tokens, k + 1, index, person)
    phrase = noun_role(tokens, k, index, person)
    if phrase is None:
        return None
    # "the party, Senator Roe": a title before another name, no apposition
    following = tokens[phrase.last] if phrase.last < len(tokens) else None
    names_another = following is not None and any(
        m.kind == "Person" and m.form == "name" and m.head.start == following.idx
        for m in index.over(following)
    )
    # "Roe, N.K. leader ups ante": a headline's next subject, no apposition
    goes_on = following is not None and following.tag_ in ("VBZ", "VBD", "VBP", "MD")
    return None if names_another or goes_on else phrase


def _apposition_before(
    tokens: list[Token], first: int, after: int, index: MentionIndex, person: Mention
) -> Phrase | None:
    """`the company's chief executive, Jane Doe, said`."""
    if first < 2 or tokens[first - 1].text != ",":
        return None
    if after < len(tokens) and tokens[after].text not in (
        ",",
        ".",
        ")",
        ";",
        "and",
        "--",
        "—",
        ":",
    ):
        return None
    for k in range(first - 2, max(-1, first - 16), -1):
        token = tokens[k]
        if (
            token.text in ",.;:()—"
            or token.text == "--"
            or token.tag_ in ("VBD", "VBZ", "VBP", "CC")
        ):
            return None
        if token.lower_ not in ROLES or token.tag_ == "NNS":
            continue
        following = tokens[k + 1]
        if following.text != "," and following.lower_ not in ("of", "for", "at", "in", "on"):
            continue
        last = k + 1
        if following.lower_ == "of" and is_of_role(tokens, k + 1):
            last = min(k + 3, first - 1)
        phrase = expand(tokens, k, last, index, person)
        if phrase is None:
            return None
        lead = tokens[phrase.start - 1].lower_ if phrase.start else ""
        if lead not in _LEADS and phrase.of is None:
            return None
        _, of = belongs(tokens[: first - 1], last, index)
        if of and (phrase.of is None or (of[0].kind == "Organization" and of[1] != "to")):
            phrase = replace(phrase, of=of[0])
        return replace(phrase, end=first)
    return None


def _linked(tokens: list[Token], at: int, index: MentionIndex, person: Mention) -> Phrase | None:
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


def _named(
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
