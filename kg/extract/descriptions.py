"""Noun phrases that stand for somebody without a name: *analysts*, *an official*, *the court*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Span, Token

from kg.extract.nounphrase import DETERMINERS, noun_phrase
from kg.extract.nouns import BARE, BODIES, PEOPLE, PRONOUN_LIKE, SPEAKING, is_plural, singular

_INDEFINITE: Final = frozenset({"a", "an"})
_BE: Final = frozenset("is are was were be been being become became becomes as".split())


@dataclass(frozen=True, slots=True)
class Description:
    """Token ranges, end exclusive: the whole phrase, and its head noun."""

    start: int
    end: int
    head: int


def descriptions(
    doc: Doc,
    *,
    readable: Callable[[int], bool],
    named: Sequence[tuple[int, int]],
    adjectives: Sequence[tuple[int, int]],
    persons: Sequence[tuple[int, int]],
    demonym: Callable[[str], bool],
) -> list[Description]:
    """Phrases for people and institutions without a name, in order, the outer one first.

    They are disjoint but for an institution inside its people (*officials at the ministry*).

    A title (*President X*, *analyst Y*) and an apposition to a person's name belong to the name
    and are left out, as is a predicate (*he is an analyst*).

    Args:
        doc: with tags and parse; without them the words around decide.
        readable: whether the token of that index stands in a part that is read at all.
        named: token ranges of all names of people, organisations, states and places.
        adjectives: those of adjectives of states.
        persons: those of people.
        demonym: whether a word is a noun or adjective of a state (*Danes*).
    """
    in_name = {i for start, end in named for i in range(start, end)}
    inner = in_name | {i for start, end in adjectives for i in range(start, end)}
    person_start = {start for start, _ in persons}
    person_end = {end for _, end in persons}
    in_person = {i for start, end in persons for i in range(start, end)}
    bounds = _sentence_bounds(doc)
    sources = _source_ends(doc)
    name_end = dict(named)
    of_names: list[tuple[int, int]] = []
    bodies: list[Description] = []
    found: list[Description] = []
    for token in doc:
        if not readable(token.i) or token.i in in_name:
            continue
        if not _is_head(token, demonym=demonym):
            continue
        start, end = noun_phrase(token, inner=inner, bounds=bounds[token.i])
        end = _to_end_of_source(doc, end, sources.get(token.i, end), names=name_end)
        end = _before_day(doc, token.i, end)
        phrase = Description(start, end, token.i)
        if _is_title(phrase, doc, person_start) and (body := _body_in_title(phrase, doc)):
            bodies.append(body)
        if _is_title(phrase, doc, person_start) or _in_apposition(
            phrase, doc, person_start, person_end, in_person
        ):
            of_names.append((phrase.start, phrase.end))
            continue
        if _counts(phrase, doc):
            found.append(phrase)
    found = [d for d in found if not any(a <= d.start and d.end <= b for a, b in of_names)]
    found += bodies
    found += _sources(doc, readable=readable, found=found, named=named)
    return _outer(found, doc)


def _is_head(token: Token, *, demonym: Callable[[str], bool]) -> bool:
    """Whether the token is a noun for somebody and no modifier of the noun after it."""
    word = token.lower_
    base = singular(word)
    known = base in PEOPLE or base in BODIES or word in BODIES
    speaking = base in SPEAKING
    people = token.text[:1].isupper() and word.endswith("s") and demonym(token.text)
    if not (known or speaking or people):
        return False
    if token.pos_ and token.pos_ not in ("NOUN", "PROPN", "ADJ", "PRON", "X"):
        return False
    if token.pos_ == "ADJ" and token.dep_ in ("amod", "compound", "advmod", "xcomp", "ROOT"):
        return False
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is not None and after.text in ("-", "‑") and not token.whitespace_:
        return False
    if token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in ("to", "by", "on"):
        return False  # people-to-people
    if not token.pos_ and word in _TWO_FACED and after is not None and after.text.islower():
        return False
    if after is not None and not after.is_sent_start and after.pos_ in ("NOUN", "PROPN"):
        joined = token.dep_ in ("compound", "amod", "nmod", "nmod:desc", "flat")
        if joined and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN"):
            return False
    return known or people or _speaks(token)


_TWO_FACED: Final = frozenset("major chief general head official private star principal".split())
"""Nouns that are adjectives before a noun; told apart by the tag, where there is one."""


def _speaks(token: Token) -> bool:
    """Whether a thing speaks or acts here: as a subject, or after *according to*."""
    marks = token.doc.spans.get("attribution", ())
    if any(s.label_ == "SOURCE" and s.start <= token.i < s.end for s in marks):
        return True
    if token.dep_.startswith("nsubj"):
        return token.head.pos_ == "VERB" and not token.dep_.endswith("pass")
    case = [c.lower_ for c in token.children if c.dep_ == "case"]
    return "according" in case or (token.dep_ == "obl:agent" and token.head.tag_ == "VBN")


def _source_ends(doc: Doc) -> dict[int, int]:
    """For each token in a marked source the token after that source's last."""
    marks = doc.spans.get("attribution", ())
    return {i: s.end for s in marks if s.label_ == "SOURCE" for i in range(s.start, s.end)}


def _to_end_of_source(doc: Doc, end: int, limit: int, *, names: dict[int, int]) -> int:
    """The phrase's end, moved over what else tells who the marked source is: *an official [at the
    palace]*, *people [familiar with the plan]*; where the parse hung that elsewhere.
    """
    if end < limit and singular(doc[end - 1].lower_) in BODIES | {"office"}:
        end = min(names.get(end, end), limit)  # an official at the news agency Ritzau
    if end >= limit or doc[end].lower_ not in _TELLS_WHO:
        return end
    last = end
    while last < limit and last - end < _LONGEST_TAIL:
        token = doc[last]
        if (token.is_punct and token.text not in "-‑'’") or token.tag_ in _CLAUSE_TAGS:
            break
        last += 1
    while last > end and doc[last - 1].pos_ not in ("NOUN", "PROPN", "NUM"):
        last -= 1
    return last if last > end + 1 else end


def _before_day(doc: Doc, head: int, end: int) -> int:
    """The phrase's end without the day on which something is said: *ministers [on Monday]*."""
    start = end
    while start > head + 1 and doc[start - 1].ent_type_ in ("DATE", "TIME"):
        start -= 1
    return start - 1 if start < end and start > head + 2 and doc[start - 1].lower_ == "on" else end


_TELLS_WHO: Final = frozenset(
    "of for at from in on with within inside near close familiar briefed based".split()
)
_CLAUSE_TAGS: Final = ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WP$", "WRB")
_LONGEST_TAIL: Final = 14


def _sentence_bounds(doc: Doc) -> list[tuple[int, int]]:
    """For each token the first token of its sentence and the one after its last."""
    if not doc.has_annotation("SENT_START"):
        return [(0, len(doc))] * len(doc)
    return [(sent.start, sent.end) for sent in doc.sents for _ in range(len(sent))]


def _is_title(phrase: Description, doc: Doc, person_start: set[int]) -> bool:
    """Whether a person's name follows the head, as in *the French president X*."""
    return phrase.head + 1 in person_start and not doc[phrase.head + 1].is_sent_start


def _body_in_title(phrase: Description, doc: Doc) -> Description | None:
    """The institution in a title: *the [Danish foreign ministry] spokeswoman Jane Doe*."""
    start = phrase.start
    while start < phrase.head and doc[start].pos_ == "DET":
        start += 1
    last = phrase.head - 1
    if last <= start or doc[last].lower_ not in _INSTITUTIONS:
        return None
    return Description(start, last + 1, last)


def _in_apposition(
    phrase: Description, doc: Doc, starts: set[int], ends: set[int], in_person: set[int]
) -> bool:
    """Whether the phrase explains a person's name beside it: *X, an analyst at Y,*."""
    head = doc[phrase.head]
    if is_plural(head.text):
        return False
    comma_before = phrase.start > 0 and doc[phrase.start - 1].text in (",", "(", "–", "—", "--")
    if comma_before and phrase.start - 1 in ends:
        first = doc[phrase.start].lower_
        listed = any(t.dep_ == "cc" for t in head.children) and head.dep_ != "appos"
        if not listed and (first not in _POSSESSIVES or head.dep_ == "appos"):
            return True
    if head.dep_ == "appos" and head.head.i in in_person:
        return True
    comma_after = phrase.end < len(doc) and doc[phrase.end].text == ","
    if comma_after and phrase.end + 1 in starts:
        name = next((c for c in head.children if c.dep_ == "appos"), None)
        return name is not None and name.i in in_person
    return False


_POSSESSIVES: Final = frozenset({"his", "her", "their", "its"})


def _counts(phrase: Description, doc: Doc) -> bool:
    """Whether the phrase refers: plural, with a determiner or possessor, or a subject."""
    head = doc[phrase.head]
    said_of = head.head if head.dep_ == "conj" else head
    if any(child.dep_ == "cop" for child in said_of.children) and said_of.i <= head.i:
        return False
    if head.text[:1].isupper() and head.pos_ != "NOUN" and not _opens(head):
        marks = doc[phrase.start : phrase.head]
        demonym = is_plural(head.text) and singular(head.lower_) not in PEOPLE | BODIES
        owned = any(t.lower_ in DETERMINERS or t.text in ("'s", "’s") for t in marks)
        if head.text == "People" or not (owned or demonym or singular(head.lower_) in _PARTIES):
            return False  # Internet Explorer, the Hall of the People
    before = doc[phrase.start - 1].lower_ if phrase.start else ""
    plural = is_plural(head.text)
    if before in ("as", "become", "became", "becomes") and phrase.start == phrase.head:
        return False
    if plural or head.lower_ in BARE:
        return True
    tokens = doc[phrase.start : phrase.head]
    if any(t.lower_ in DETERMINERS or t.text in ("'s", "’s", "'", "’") for t in tokens):
        return not (before in _BE and tokens and tokens[0].lower_ in _INDEFINITE)
    return head.dep_.startswith("nsubj") and bool(head.pos_)


def _opens(token: Token) -> bool:
    """Whether the token begins a sentence or a line, so that its capital says nothing."""
    before = token.nbor(-1) if token.i else None
    return before is None or bool(token.is_sent_start) or before.is_space or before.is_quote


_PARTIES: Final = frozenset(
    """
    republican democrat conservative liberal socialist communist muslim christian jew islamist
    marine
    """.split()
)
"""People whose noun is written with a capital."""


def _sources(
    doc: Doc,
    *,
    readable: Callable[[int], bool],
    found: Sequence[Description],
    named: Sequence[tuple[int, int]],
) -> list[Description]:
    """What the model marks as a source and nothing else covers: *some*, *those close to them*."""
    taken = [(d.start, d.end) for d in found] + list(named)
    extra = []
    for span in doc.spans.get("attribution", ()):
        if span.label_ != "SOURCE" or not all(readable(t.i) for t in span if not t.is_space):
            continue
        if any(start < span.end and span.start < end for start, end in taken):
            continue
        head = _root(span)
        if head is None or head.lower_ in _PERSONAL or not any(c.isalnum() for c in head.text):
            continue
        start, end = span.start, span.end
        while start < head.i and (doc[start].is_punct or doc[start].is_space):
            start += 1
        while end > head.i + 1 and (
            doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].text in ("'s", "’s")
        ):
            end -= 1
        extra.append(Description(start, end, head.i))
    return extra


_PERSONAL: Final = frozenset(
    """
    i he she it they we you me him her them us who which that what this his their its
    """.split()
)


def _root(span: Span) -> Token | None:
    """The token a source is about; None where it holds no noun or pronoun."""
    root = span.root if span.doc.has_annotation("DEP") else None
    if root is not None and (root.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ")):
        return root
    nouns = [t for t in span if t.pos_ in ("NOUN", "PROPN") or t.lower_ in PRONOUN_LIKE]
    return nouns[0] if nouns else None


def _outer(found: list[Description], doc: Doc) -> list[Description]:
    """Phrases in order; of two that overlap, the longer stays, then the earlier. An institution
    stays inside its people: *a spokesman for [the Danish foreign ministry]*.
    """
    kept: list[Description] = []
    for phrase in sorted(found, key=lambda d: (d.start - d.end, d.start, d.head)):
        others = [k for k in kept if phrase.start < k.end and k.start < phrase.end]
        if not others or (len(others) == 1 and _its_body(phrase, others[0], doc)):
            kept.append(phrase)
    return sorted(kept, key=lambda d: (d.start, -d.end))


def _its_body(inner: Description, outer: Description, doc: Doc) -> bool:
    """Whether the inner phrase is the institution that the people of the outer one belong to."""
    if not (outer.start <= inner.start and inner.end <= outer.end):
        return False
    people = singular(doc[outer.head].lower_) in PEOPLE
    body = doc[inner.head].lower_ in _INSTITUTIONS
    return people and body and (inner.start > outer.head or inner.end < outer.head)


_INSTITUTIONS: Final = frozenset(
    """
    ministry agency government army administration bank chancellery commission committee company
    council court department embassy institute office parliament party police presidency
    secretariat union university
    """.split()
)
"""Institutions that have people to speak for them, in the singular."""
