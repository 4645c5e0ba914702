"""The phrase that names an office: its words, what it belongs to, whether it is held still."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.roles import (
    ABBREVIATIONS,
    ADJECTIVE_ENDINGS,
    ADJECTIVES,
    DROPPED,
    FAMILY,
    FORMER,
    FUTURE,
    LATE,
    OF_ROLES,
    ROLES,
)
from kg.extract.syntax import NEGATIONS, MentionIndex
from kg.records import Mention, Tenure

HYPHENS = frozenset({"-", "‐", "–"})
POSSESSIVES = frozenset({"'s", "’s", "'", "’"})
_NOT_MODIFIER = frozenset({"VERB", "AUX", "PUNCT", "ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV",
                           "PART", "NUM", "SPACE", "SYM", "INTJ"})  # fmt: skip
_ELECTED = frozenset(
    """
    senator congressman congresswoman representative lawmaker legislator delegate mp democrat
    republican parliamentarian councillor
    """.split()
)
_EXPERTS = frozenset(
    "expert analyst specialist scholar watcher correspondent adviser advisor".split()
)
AFTER_ROLE = frozenset(
    ", . ; : ) ( of at for in to with on from under and until when since".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A role phrase: `tokens[first:last]` names the role, `start` and `end` take in the rest."""

    role: str
    first: int
    last: int
    start: int
    end: int
    of: Mention | None
    tenure: Tenure


def abbreviated(token: Token) -> str | None:
    word = token.lower_.rstrip(".")
    short = token.text.endswith(".") or token.text.isupper() or token.is_title
    return ABBREVIATIONS.get(word) if short else None


def is_of_role(tokens: list[Token], of: int, index: MentionIndex | None = None) -> bool:
    """Whether the `of` phrase names the field of the office and not whose it is: *minister of
    energy*, *professor of law*, but *minister of France*.
    """
    rest = [t for t in tokens[of + 1 : of + 3] if t.lower_ != "the"]
    if not rest:
        return False
    head = tokens[of - 1].lower_
    if rest[0].lower_ in OF_ROLES.get(head, frozenset()):
        return True
    if head not in ("minister", "professor") or index is None:
        return False
    return not any(m.kind in ("State", "Person") for m in index.over(rest[0]))


def expand(
    tokens: list[Token], head: int, last: int, index: MentionIndex, person: Mention, low: int = 0
) -> Phrase | None:
    """The role whose head is `tokens[head]`, with what stands left of it but not before `low`."""
    first = start = head if tokens[head].text != "." else head - 1
    of: Mention | None = None
    proper: frozenset[int] = frozenset()
    tenure: Tenure = "future" if tokens[head].lower_ == "nominee" else "current"
    k = head - 1
    while k >= low and head - k <= 6:
        word = tokens[k].lower_
        hyphen = tokens[k].text in HYPHENS and k > 0 and first == k + 1
        if hyphen:
            word = tokens[k - 1].lower_
            k -= 1
        found = _tenure_of(word)
        if word == "first" and tokens[head].lower_ == "lady":
            first = start = k
        elif body := _body_before(tokens, k, head, index, person):
            of, start = body, min(start, k)
            while start > 0 and tokens[start - 1].idx >= body.span.start:
                start -= 1
            tenure = _tenure_before(tokens, start) or tenure
            break
        elif found:
            tenure, start = found, k
        elif tokens[k].text in POSSESSIVES and k:
            of = index.at(tokens[k - 1], adjectives=True)
            start = k - 1 if of else start
            break
        elif mention := _other_mention(tokens[k], index, person):
            if (
                tokens[head].lower_ in _EXPERTS
                and mention.kind in ("Place", "State")
                and mention.form == "name"
                and tokens[k + 1].text not in POSSESSIVES
            ):
                first = start = k
                proper = frozenset(range(k, k + len(mention.text.split())))
            else:
                of, start = mention, min(start, k)
                before = tokens[k - 1] if k else None
                while before and before.idx >= mention.span.start and k:
                    k -= 1
                    before = tokens[k - 1] if k else None
                start = k
                tenure = _tenure_before(tokens, k) or tenure
                break
        elif word in DROPPED:
            if word in ("the", "a", "an", "his", "her", "its", "their"):
                tenure = _tenure_before(tokens, k + 1) or tenure
                break
        elif tokens[k].pos_ in _NOT_MODIFIER or not tokens[k].text[:1].isalpha():
            break
        elif not _names_role(tokens[k], tokens[head]):
            start = k
        else:
            first = start = k
        k -= 1
    role = _normal(tokens, first, last, proper)
    return Phrase(role, first, last, start, last, of, tenure) if role else None


def _body_before(
    tokens: list[Token], k: int, head: int, index: MentionIndex, person: Mention
) -> Mention | None:
    """The institution without a name that stands right before the head: *foreign ministry* of
    *Danish foreign ministry spokeswoman*.
    """
    if k != head - 1:
        return None
    for m in index.over(tokens[k]):
        ends = m.span.end == tokens[k].idx + len(tokens[k])
        if m.form == "description" and ends and m.span.end <= person.head.start:
            return m
    return None


def _names_role(token: Token, head: Token) -> bool:
    """Whether a modifier is part of the role (`senior adviser`), not of its holder (`bold`)."""
    if token.tag_ not in ("JJ", "JJR", "JJS") and token.pos_ != "ADJ":
        return True
    if token.lower_ in ADJECTIVES:
        return True
    # A capital before a small role is a nationality or a creed.
    foreign = token.text[:1].isupper() and head.text[:1].islower()
    return token.lower_.endswith(ADJECTIVE_ENDINGS) and not foreign


def _tenure_of(word: str) -> Tenure | None:
    if word in FORMER:
        return "former"
    if word in LATE:
        return "late"
    return "future" if word in FUTURE - ROLES - {"next"} else None


def _tenure_before(tokens: list[Token], k: int) -> Tenure | None:
    """`former`, `late` or `then-` left of `tokens[k]`: `the late French president`."""
    j = k - 1
    if j > 0 and tokens[j].text in HYPHENS:
        j -= 1
    return _tenure_of(tokens[j].lower_) if j >= 0 else None


def _other_mention(token: Token, index: MentionIndex, person: Mention) -> Mention | None:
    """A mention of what an office can belong to that holds the token, the person's own left out."""
    for mention in index.over(token):
        own = mention.span.start < person.head.end and person.head.start < mention.span.end
        if not own and mention.form in ("name", "adjective") and mention.kind != "Group":
            return mention
    return None


def _normal(tokens: list[Token], first: int, last: int, proper: frozenset[int]) -> str:
    """The role in lower case, but for the name of a place in it: *Asia expert*."""
    words: list[str] = []
    for k, token in enumerate(tokens[first:last], start=first):
        if token.text == ".":
            continue
        plain = token.text if k in proper else token.lower_.rstrip(".")
        words.append(abbreviated(token) or plain)
    if any(w in FAMILY for w in words[-1:]) or words == ["lady"]:
        return ""
    text = " ".join(words).replace(" - ", "-").replace("vice-", "vice ").replace(" 's", "'s")
    return text.removeprefix("- ").strip()


def mention_from(tokens: list[Token], at: int, index: MentionIndex) -> Mention | None:
    """The longest mention that begins at `at`, or after an article and up to two modifiers."""
    for k in range(at, min(at + 4, len(tokens))):
        found = [m for m in index.over(tokens[k]) if m.form != "adjective"]
        if at:  # not the phrase that holds the role too: [adviser to the ministry]
            low = tokens[at - 1].idx
            found = [m for m in found if m.form != "description" or m.span.start > low]
        found = [m for m in found if m.head.start <= tokens[k].idx or m.span.start == tokens[k].idx]
        if found:
            return found[-1]
        if tokens[k].pos_ in ("VERB", "AUX", "PUNCT", "ADP") or tokens[k].text in ",.;":
            return None
    return None


def noun_role(tokens: list[Token], at: int, index: MentionIndex, person: Mention) -> Phrase | None:
    """The role phrase that begins at `at`: `a former director for Asia at the Example Center`."""
    k = at
    while k < len(tokens) and k - at <= 10:
        token = tokens[k]
        if token.text in HYPHENS and at < k < len(tokens) - 1 and tokens[k + 1].is_alpha:
            k += 1
            continue
        if token.text not in POSSESSIVES and (
            (
                token.pos_ in ("ADP", "SCONJ", "CCONJ", "AUX", "PRON")
                and not token.lower_.endswith("s")
            )
            or token.is_punct
            or token.tag_ in ("VBD", "VBZ", "VBP", "VBN", "TO", "WP", "WDT")
            or token.lower_ in AFTER_ROLE
            or token.lower_ in NEGATIONS
        ):
            break
        k += 1
    if k == at or tokens[k - 1].lower_ not in ROLES:
        return None
    head, last = k - 1, k
    if k < len(tokens) - 1 and tokens[k].lower_ == "of" and is_of_role(tokens, k, index):
        last = k + 1
        while last < len(tokens) and last - k <= 7 and tokens[last].is_alpha and (
            tokens[last].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "")
            or (tokens[last].lower_ == "and" and tokens[last + 1 : last + 2]
                and tokens[last + 1].pos_ in ("NOUN", "PROPN", "ADJ"))
        ):  # fmt: skip
            last += 1
    phrase = expand(tokens, head, last, index, person, at)
    if phrase is None:
        return None
    end, of = belongs(tokens, last, index)
    if of is not None and not (phrase.of and (of[1] == "to" or of[0].kind != "Organization")):
        phrase = replace(phrase, of=of[0], end=end)
    return replace(phrase, start=at)


def belongs(
    tokens: list[Token], at: int, index: MentionIndex
) -> tuple[int, tuple[Mention, str] | None]:
    """What the prepositional phrases after a role say it belongs to, and where that ends."""
    best: tuple[int, tuple[Mention, str] | None] = (at, None)
    for k in range(at, min(at + 16, len(tokens) - 1)):
        token = tokens[k]
        word = token.lower_
        if (
            word == "under"
            or token.tag_ in ("VBD", "VBZ", "VBP", "WP")
            or token.pos_ == "CCONJ"
            or token.text in ",.;:()—"
        ):
            break
        if word not in ("of", "at", "for", "in", "to", "with", "on", "from") or token.tag_ == "TO":
            continue
        found = mention_from(tokens, k + 1, index)
        if found is None or found.kind == "Group":
            continue
        end = next(
            (j for j in range(k, len(tokens)) if tokens[j].idx >= found.span.end), len(tokens)
        )
        if found.kind == "Organization":
            return end, (found, word)
        seat = word == "from" and tokens[at - 1].lower_ in _ELECTED and at > 0
        fits = (
            seat or word in ("of", "to", "for") or (word in ("in", "at") and found.kind != "Person")
        )
        if fits and best[1] is None:
            best = end, (found, word)
    return best
