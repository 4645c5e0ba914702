"""Mentions: every reference to a person, state, organisation, place or group in an article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, cast

from spacy.tokens import Doc, Token

from kg.extract.descriptions import descriptions
from kg.extract.gazetteer import Gazetteer
from kg.extract.names import Name, names
from kg.records import READ_BLOCKS, Article, EntityKind, Mention, Span

_HEADINGS: Final = ("headline", "subheading")
_PRONOUNS: Final[dict[str, EntityKind]] = {
    "he": "Person", "him": "Person", "his": "Person", "she": "Person", "her": "Person",
    "they": "Group", "them": "Group", "their": "Group", "we": "Group", "us": "Group",
    "our": "Group", "i": "Group", "me": "Group", "my": "Group",
    "it": "Organization", "its": "Organization",
}  # fmt: skip
_FORMS: Final = {"name": 0, "adjective": 1, "description": 2, "pronoun": 3}
_SEEMING: Final = frozenset(
    """
    seems seemed appears appeared turns turned happens remains remained takes took rains
    """.split()
)
_WEATHER: Final = frozenset(
    """
    clear unclear likely unlikely possible impossible necessary important time difficult hard easy
    rare worth true evident obvious expected thought believed understood hoped reported said
    estimated
    """.split()
)


def mentions(doc: Doc, *, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Yields the references of an article in order of appearance.

    Four forms: names; adjectives of states (*French*); descriptions (*a senior official*), whole
    noun phrases of kind Group; and pronouns. Mentions of one form do not overlap, but for an
    institution inside its people (*officials at the ministry*); names and adjectives may lie inside
    descriptions. The span of a name leaves out title, determiner and
    possessive; a description's span is its noun phrase and its head the noun. The kind of a
    pronoun is Person for he and she, Group for they, we and I, Organization for it.

    Where several begin at one character, the longer comes first.

    Args:
        doc: annotated; `doc.user_data["article"]` is its Article (without one, all text is read).
            Works, less well, on a Doc without parse or tags.
        gazetteer: decides what is a state.
    """
    article = cast("Article | None", doc.user_data.get("article"))
    text = doc.text  # built anew at each call
    ranges = _ranges(text, article)
    readable = _readable(doc, ranges)
    found = names(doc, gazetteer=gazetteer, ranges=ranges)
    starts = _sentence_starts(doc)
    records = [_of_name(doc, name) for name in found]
    spans = [_tokens(doc, n) for n in found]
    people = [_tokens(doc, n) for n in found if n.kind == "Person"]
    named = [s for s, n in zip(spans, found, strict=True) if n.form == "name"]
    for phrase in descriptions(
        doc,
        readable=readable.__contains__,
        named=named,
        adjectives=[s for s, n in zip(spans, found, strict=True) if n.form == "adjective"],
        persons=people,
        demonym=lambda word: any("demonym" in s.role for s in gazetteer.senses(word)),
    ):
        span = Span(doc[phrase.start].idx, _end(doc[phrase.end - 1]))
        head = Span(doc[phrase.head].idx, _end(doc[phrase.head]))
        records.append(Mention("", span, head, "", "Group", "description", 0))
    in_name = {i for start, end in spans for i in range(start, end)}
    for token in doc:
        if token.i in readable and token.i not in in_name and _is_pronoun(token):
            span = Span(token.idx, _end(token))
            kind = _PRONOUNS[token.lower_]
            records.append(Mention("", span, span, "", kind, "pronoun", 0))
    records.sort(key=lambda m: (m.span.start, -m.span.end, _FORMS[m.form]))
    for m in records:
        yield Mention(
            article=article.id if article else "",
            span=m.span,
            head=m.head,
            text=text[m.span.start : m.span.end],
            kind=m.kind,
            form=m.form,
            sentence=max(bisect_right(starts, m.span.start) - 1, 0),
            concept=m.concept,
        )


def _ranges(text: str, article: Article | None) -> list[tuple[int, int, bool]]:
    """The parts that are read, in order: start, end (exclusive), whether it is a heading."""
    if article is None:
        return [(0, len(text), False)]
    blocks = sorted(
        (b.span.start, b.span.end, b.kind in _HEADINGS)
        for b in article.blocks
        if b.kind in READ_BLOCKS
    )
    ranges: list[tuple[int, int, bool]] = []
    for start, end, heading in blocks:
        if not ranges or start >= ranges[-1][1]:
            ranges.append((start, end, heading))
    return ranges


def _readable(doc: Doc, ranges: list[tuple[int, int, bool]]) -> set[int]:
    starts = [start for start, _, _ in ranges]
    found = set()
    for token in doc:
        at = bisect_right(starts, token.idx) - 1
        if at >= 0 and token.idx < ranges[at][1] and not token.is_space:
            found.add(token.i)
    return found


def _sentence_starts(doc: Doc) -> list[int]:
    if not doc.has_annotation("SENT_START"):
        return [0]
    return [sent.start_char for sent in doc.sents]


def _tokens(doc: Doc, name: Name) -> tuple[int, int]:
    span = doc.char_span(name.start, name.end, alignment_mode="expand")
    return (span.start, span.end) if span is not None else (0, 0)


def _end(token: Token) -> int:
    return token.idx + len(token)


def _of_name(doc: Doc, name: Name) -> Mention:
    span = Span(name.start, name.end)
    return Mention("", span, span, "", name.kind, name.form, 0, name.concept)


def _is_pronoun(token: Token) -> bool:
    """Whether the token is a personal pronoun that refers: not *it* of *it is clear that*."""
    word = token.lower_
    if word not in _PRONOUNS or token.text not in (word, word.capitalize(), "I"):
        return False
    if token.text == "i" or (token.pos_ and token.pos_ not in ("PRON", "DET")):
        return False
    if word != "it":
        return True
    return token.dep_ != "expl" and not _seeming(token)


def _seeming(token: Token) -> bool:
    """Whether *it* stands for no thing: *it seems that*, *it is unclear whether*."""
    doc = token.doc
    after = [t.lower_ for t in doc[token.i + 1 : token.i + 5]]
    if not after:
        return False
    if after[0] in _SEEMING:
        return len(after) > 1 and after[1] in (
            "that",
            "like",
            "as",
            "to",
            "likely",
            "out",
            "unlikely",
        )
    being = after[0] in ("is", "was", "'s", "’s", "be", "will", "would", "has", "had")
    return being and any(word in _WEATHER for word in after[1:4])
