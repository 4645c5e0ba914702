"""One name, one kind: what an article says elsewhere corrects a name mistaken or missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from kg.extract.persons import is_title
from kg.records import EntityKind

Found = tuple[int, int, EntityKind]
"""Start and end (exclusive) as code points, and the kind."""


def settle(
    found: Sequence[Found],
    *,
    doc: Doc,
    full: str,
    readable: Callable[[int], bool],
    fixed: Callable[[str], bool],
) -> list[Found]:
    """The names with kinds that agree with one another, in order of appearance, disjoint.

    * A name that is part of a person's full name elsewhere is that person's (*Muster* tagged as a
      place, beside *Ann Muster*), also where the model saw no name at all.
    * A word or two after a title (*President Muster*) name a person.
    * Any other name that was tagged in several ways is what it was most often.

    Args:
        found: names as the model tagged them; disjoint.
        doc: the Doc they are from.
        full: its text.
        readable: whether the token of that index stands in a part that is read at all.
        fixed: whether the gazetteer knows the text as a state or capital, whose kind is not ours
            to change.
    """
    people = [full[a:b].split() for a, b, kind in found if kind == "Person"]
    alone = {p[0] for p in people if len(p) == 1}
    # "Pak Min-su": where the given name has a hyphen, the family name comes first.
    lasts = {p[0] if "-" in p[-1] else p[-1] for p in people if len(p) > 1}
    parts = lasts | {p[0] for p in people if len(p) > 1}
    votes: dict[str, Counter[EntityKind]] = {}
    for a, b, kind in found:
        votes.setdefault(full[a:b], Counter())[kind] += 1
    settled: list[Found] = []
    for a, b, kind in found:
        text = full[a:b]
        if not fixed(text):
            if text in parts or _titled(doc, a, b):
                kind = "Person"
            elif " " not in text or kind != "Person":
                # a surname is taken for a place more often than a place for a surname
                kind = max(votes[text], key=lambda k: (votes[text][k], k == "Person", k))
        settled.append((a, b, kind))
    taken = {t.i for a, b, _ in found for t in _tokens(doc, a, b)}
    names = (lasts | (parts & alone)) - {t for t in parts if fixed(t)}
    settled += [
        (t.idx, t.idx + len(t), "Person")
        for t in doc
        if t.text in names and t.i not in taken and readable(t.i) and _stands_alone(t)
    ]
    return sorted(settled)


def _titled(doc: Doc, start: int, end: int) -> bool:
    """Whether a title with a capital stands right before a name of one or two words."""
    tokens = _tokens(doc, start, end)
    if not tokens or len(tokens) > 2 or tokens[0].i == 0 or tokens[0].is_sent_start:
        return False
    before = doc[tokens[0].i - 1]
    return before.text[:1].isupper() and is_title(before.text) and before.ent_type_ in ("", "MISC")


def _tokens(doc: Doc, start: int, end: int) -> Sequence[Token]:
    span = doc.char_span(start, end, alignment_mode="expand")
    return list(span) if span is not None else []


def _stands_alone(token: Token) -> bool:
    """Whether the word is a name by itself, not the part of another (*Muster Street*)."""
    if token.pos_ != "PROPN" or token.ent_type_ not in ("", "MISC") or len(token) < 2:
        return False
    if not token.text[:1].isupper() or not token.text[1:].islower():
        return False
    doc = token.doc
    before = doc[token.i - 1] if token.i and not token.is_sent_start else None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if before is not None and (before.pos_ == "DET" or before.text in ("-", "–")):
        return False
    if after is not None and after.text in ("-", "–") and not token.whitespace_:
        return False
    if before is not None and _joins(before) and not is_title(before.text):
        return False
    return after is None or bool(after.is_sent_start) or not _joins(after)


def _joins(token: Token) -> bool:
    """Whether a neighbour is a capitalised name too, so that both are parts of one."""
    return token.pos_ == "PROPN" and token.text[:1].isupper() and not token.text.endswith(".")
