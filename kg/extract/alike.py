"""One name, one kind: what an article says elsewhere corrects a name mistaken or missed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from kg.extract.persons import is_title
from kg.extract.roles import ROLES
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
    * A name after the noun for an institution (*the presidential office Muster*), and an acronym
      that was taken for a person, are organisations.
    * A word taken for a person that things happen in (*in Muster*), and that never speaks, is a
      place.
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
    others = [f for f in found if f[2] == "Person" and full[f[0] : f[1]] not in parts]
    bodies = {full[a:b] for a, b, kind in found if kind == "Place" and _named_body(doc, a, b, kind)}
    bodies |= {full[a:b] for a, b, kind in others if _named_body(doc, a, b, kind)}
    bodies |= {full[a:b] for a, b, _ in others if _body_after(full, b)}
    bodies |= {full[a:b] for a, b, _ in others if _acronym(full, a, b)}
    places = _places(doc, full, others)
    waters = {full[a:b].split()[0] for a, b, kind in found if kind == "Place" and _water(full[a:b])}
    places |= {full[a:b] for a, b, _ in others if full[a:b] in waters and _the(full, a)}
    for a, b, _ in others:
        if role := _office_between(doc, a, b, found):
            (places if role in _LOCAL else bodies).add(full[a:b])
    settled: list[Found] = []
    for a, b, kind in found:
        text = full[a:b]
        if not fixed(text):
            if text in bodies:
                kind = "Organization"
            elif text in places:
                kind = "Place"
            elif text in parts or _titled(doc, a, b) or (kind == "Place" and _held_by(full, a, b)):
                kind = "Person"
            elif " " not in text or kind != "Person":
                # a surname is taken for a place more often than a place for a surname
                kind = max(votes[text], key=lambda k: (votes[text][k], k == "Person", k))
        if kind == "Person" and _the(full, a) and (built := _BUILT.match(full, b)):
            kind, b = "Place", built.end()  # the Ann Roe bridge
        settled.append((a, b, kind))
    taken = {t.i for a, b, _ in found for t in _tokens(doc, a, b)}
    names = (lasts | (parts & alone)) - {t for t in parts if fixed(t)}
    settled += [
        (t.idx, t.idx + len(t), "Person")
        for t in doc
        if t.text in names and t.i not in taken and readable(t.i) and _stands_alone(t)
    ]
    return sorted(settled)


_OFFICE_BEFORE = re.compile(
    r"(?:\b(?:[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir)|['’]s?) (?:[\w-]+ ){0,3}([a-z-]+), $"
)


def _held_by(full: str, start: int, end: int) -> bool:
    """Whether two or three words follow an office, in commas: *the Danish premier, Ann Roe,*."""
    office = _OFFICE_BEFORE.search(full, max(0, start - 60), start)
    closed = full[end : end + 1] in (",", ".", ";", ")")
    return bool(office and office[1] in ROLES and closed and 1 < len(full[start:end].split()) < 4)


_BUILT = re.compile(
    r" (?:bridge|airport|stadium|square|avenue|street|park|hospital|tunnel|highway|port|station|"
    r"dam|canal|arena|theat(?:er|re)|memorial|monument|mausoleum|museum|refugee camp)\b"
)
"""What bears a person's name and is a place."""
_WATERS = frozenset("river lake sea strait gulf canal bay".split())


def _water(name: str) -> bool:
    return len(name.split()) == 2 and name.split()[1].lower() in _WATERS


def _the(full: str, start: int) -> bool:
    return full[max(0, start - 4) : start].lower() == "the "


def _titled(doc: Doc, start: int, end: int) -> bool:
    """Whether a title with a capital stands right before a name of one or two words."""
    tokens = _tokens(doc, start, end)
    if not tokens or len(tokens) > 2 or tokens[0].i == 0 or tokens[0].is_sent_start:
        return False
    before = doc[tokens[0].i - 1]
    return before.text[:1].isupper() and is_title(before.text) and before.ent_type_ in ("", "MISC")


def _acronym(full: str, start: int, end: int) -> bool:
    """Whether the name is a few capitals in a line that is not in capitals."""
    text = full[start:end]
    around = full[max(0, start - 40) : start] + full[end : end + 40]
    small = sum(c.islower() for c in around)
    return text.isalpha() and text.isupper() and 2 < len(text) < 7 and small * 2 > len(around)


def _office_between(doc: Doc, start: int, end: int, found: Sequence[Found]) -> str:
    """The office between this name and a person's: *[Muster Energi] chairman Ann Roe*; or empty."""
    tokens = _tokens(doc, start, end)
    k = tokens[-1].i + 1 if tokens else len(doc)
    while k < len(doc) - 1 and doc[k].lower_ in ("vice", "deputy", "general", "executive", "chief"):
        k += 1
    role = doc[k].lower_ if k < len(doc) - 1 else ""
    if role not in _LOCAL | _RUN:
        return ""
    follows = any(kind == "Person" and a == doc[k + 1].idx for a, _, kind in found)
    return role if follows else ""


_LOCAL = frozenset("governor mayor senator councillor resident".split())
_RUN = frozenset(
    """
    ceo chairman chairwoman chair president director boss founder manager coach owner head executive
    chief secretary-general economist strategist analyst editor
    """.split()
)


def _places(doc: Doc, full: str, people: Sequence[Found]) -> set[str]:
    """Single words taken for people that are places by the words around them."""
    inside: set[str] = set()
    speaking: set[str] = set()
    for a, b, _ in people:
        text = full[a:b]
        tokens = _tokens(doc, a, b)
        if " " in text or not tokens or tokens[0].i == 0:
            continue
        before, at = doc[tokens[0].i - 1], tokens[-1].i + 1
        after = doc[at] if at < len(doc) else None
        trusted = before.i > 0 and doc[before.i - 1].lower_ in _TRUST
        there = before.lower_ in ("near", "outside") or (before.lower_ == "in" and not trusted)
        named = before.lower_ in ("in", "of") and doc[before.i - 1].lower_ in _SETTLEMENTS | _SET_IN
        gone = before.lower_ == "to" and {t.lower_ for t in doc[max(0, before.i - 3) : before.i]}
        if there or named or (gone and gone & _MOTION):
            inside.add(text)
        owner = after is not None and after.text in ("'s", "’s")
        verb = after is not None and after.tag_ in ("VBZ", "VBD", "MD") and after.lower_ not in _IS
        if is_title(before.text) or owner or verb:
            speaking.add(text)
    return inside - speaking


_SETTLEMENTS = frozenset("city town village port capital province district resort suburb".split())
_SET_IN = frozenset("meeting talks summit conference hospital hotel born held live lives".split())
_TRUST = frozenset(
    "faith trust confidence interest belief believe believes believed change stake trusted".split()
)
_MOTION = frozenset(
    """
    home back came come went go goes going gone flew fly returned return travelled traveled travel
    trip visit journey road way drove sailed fled moved train trains flight flights bus buses route
    """.split()
)
_IS = frozenset("is was are were has had will would".split())


def _named_body(doc: Doc, start: int, end: int, kind: EntityKind) -> bool:
    """Whether the noun for an institution stands right before: *the presidential office X*."""
    tokens = _tokens(doc, start, end)
    if not tokens or tokens[0].i == 0 or tokens[0].is_sent_start:
        return False
    before = doc[tokens[0].i - 1]
    bodies = _MEDIA if kind == "Person" else _BODIES
    return before.text.islower() and before.lower_ in bodies


_BODY_AFTER = re.compile(
    r", (?:the |an? |[A-Z]\w+['’]s )((?:[\w-]+ ){0,4})(?:agency|newspaper|broadcaster|company|"
    r"party|institute|think tank|organi[sz]ation|ministry|network|airline|bank|firm|group|magazine)"
    r"(?=[,.;]| (?:that|which|based|in|of)\b)"
)
"""*Muster, the state-run news agency,*: what the name is, and no office of its bearer."""


def _body_after(full: str, end: int) -> bool:
    """Whether an apposition says that the name is an institution's."""
    hit = _BODY_AFTER.match(full, end)
    words = hit[1].split() if hit else []
    return hit is not None and not any(w in ROLES or w in _LINKS for w in words)


_LINKS = frozenset("at of for with in from to and who whose by on".split())
_MEDIA = frozenset("newspaper daily magazine broadcaster agency network weekly".split())
_BODIES = _MEDIA | frozenset(
    """
    office ministry company party firm airline bank organisation organization group institute union
    """.split()
)


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
