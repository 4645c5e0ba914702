"""Who says something together with the speaker: *A and B said*, *A, B and the ministry said*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from kg.extract.speakers import head_mention, main_part
from kg.extract.syntax import conjuncts
from kg.records import Mention

_AND = frozenset(("and", "&"))
_BETWEEN = _AND | {","}
_BEFORE_NAMES = frozenset(("DET", "ADJ", "NOUN", "PROPN", "PRON"))


def joint_mentions(
    source: Sequence[Span], own: Mention, mentions: Sequence[Mention]
) -> tuple[Mention, ...]:
    """Those whom `and` joins to the mention that a source stands for, in order; most often nobody.

    *Jane Doe, chairwoman and founder of X* is one person: what is joined must be joined to the
    head of the phrase, and the head must be the mention; of a list with commas each item must be
    a name.

    Args:
        source: the pieces of the source, in order.
        own: the mention it stands for.
        mentions: those of the article, in order of appearance.
    """
    phrase = main_part(source[0])
    phrases = [*_listed(phrase, own, mentions)] or [*_coordinated(phrase, own), *_apart(source)]
    found: list[Mention] = []
    for part in phrases:
        mention = head_mention([part], mentions)
        if mention is None or mention.form == "adjective" or mention.kind == "Place":
            continue
        if all(not _overlap(mention, other) for other in (own, *found)):
            found.append(mention)
    return tuple(found)


def _listed(phrase: Span, own: Mention, mentions: Sequence[Mention]) -> Iterator[Span]:
    """The items after the first of *A, B and C*, when all of them are names that end them."""
    items: list[list[Token]] = [[]]
    joints: list[str] = []
    for token in phrase:
        if token.lower_ in _BETWEEN:
            if items[-1]:
                items.append([])
                joints.append(token.lower_)
            elif joints:
                joints[-1] = token.lower_  # a comma before `and`
        elif not token.is_space:
            items[-1].append(token)
    if len(items) < 2 or not items[-1] or joints[-1] not in _AND or _AND & set(joints[:-1]):
        return
    ends = {m.head.end: m for m in mentions if m.form == "name" and m.kind != "Place"}
    for item in items[1:]:
        name = ends.get(item[-1].idx + len(item[-1]))
        before = [t for t in item if name is not None and t.idx < name.head.start]
        if name is None or any(t.pos_ not in _BEFORE_NAMES for t in before):
            return
    if _end(items[0][-1]) == own.head.end:
        yield from (phrase.doc[item[0].i : item[-1].i + 1] for item in items[1:])


def _coordinated(phrase: Span, own: Mention) -> Iterator[Span]:
    """What the parse joins to the head of the phrase, when that is the mention."""
    root = phrase.root
    parts = [part for part in conjuncts(root) if part != root]
    if not parts or not any(t.lower_ in _AND for t in phrase):
        return
    starts = [_start(part, phrase) for part in parts]
    if own.head.start >= phrase.doc[starts[0]].idx:
        return  # the head of the phrase is a title of who follows
    for part, start, end in zip(parts, starts, [*starts[1:], phrase.end], strict=True):
        if phrase.start < start <= part.i < end:
            yield phrase.doc[start:end]


def _apart(source: Sequence[Span]) -> Iterator[Span]:
    """The second piece of a source that was marked in two: *A* and *B* said."""
    if len(source) > 1:
        tokens = source[0].doc[source[0].end : source[1].start]
        between = {t.lower_ for t in tokens if not t.is_space}
        if between & _AND and between <= _BETWEEN:
            yield source[1]


def _start(token: Token, phrase: Span) -> int:
    """The first token of a conjunct's phrase."""
    start = min((t.i for t in token.subtree if t.i >= phrase.start), default=token.i)
    while start < token.i and (token.doc[start].lower_ in _BETWEEN or token.doc[start].is_punct):
        start += 1
    return start


def _end(token: Token) -> int:
    return token.idx + len(token)


def _overlap(a: Mention, b: Mention) -> bool:
    return a.span.start < b.span.end and b.span.start < a.span.end
