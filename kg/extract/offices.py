"""Who holds which office of what: titles, appositions, copulas, nominations.

The patterns go by the order of the words and by the mentions, not by the parse: titles and
appositions are short and regular, and a small parser is at its weakest in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.appointments import linked, nominated
from kg.extract.owners import Told
from kg.extract.persons import is_title
from kg.extract.rolephrase import (
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
_COURTESY = frozenset("datuk dato datin seri sri tan tun haji dr sir dame".split())
_LEADS = frozenset({"the", "its", "his", "her", "their", "a", "an"}) | POSSESSIVES


def offices(doc: Doc, *, mentions: Sequence[Mention]) -> Iterator[OfficeHolding]:
    """Yields each office that the article says somebody holds or held, in order of appearance.

    Args:
        doc: an annotated article.
        mentions: those of the same article; `person` and `of` are spans of these.
    """
    index = MentionIndex(mentions)
    number = 0
    told = Told()
    for tokens in sentences(doc):
        told.next_sentence(tokens[0].idx)
        low, high = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        people = [m for m in index.between(low, high) if m.kind == "Person"]
        for person in people:
            if person.form not in ("name", "pronoun"):
                continue
            seen: set[tuple[str, Tenure]] = set()
            for read in _phrases(tokens, person, index):
                phrase = told.completed(read, person, tokens, index)
                if phrase is None or (phrase.role, phrase.tenure) in seen:
                    continue
                seen.add((phrase.role, phrase.tenure))
                told.add(phrase, person)
                yield _holding(doc, number, tokens, person, phrase)
                number += 1


def _holding(
    doc: Doc, number: int, tokens: list[Token], person: Mention, phrase: Phrase
) -> OfficeHolding:
    whole = span_of(tokens[phrase.start : phrase.end])
    near = phrase.of is not None and tokens[0].idx <= phrase.of.span.start
    spans = [whole, person.head] + ([phrase.of.span] if phrase.of and near else [])
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
        told = [
            _title(tokens, first, index, person),
            _apposition(tokens, after, index, person),
            _apposition_before(tokens, _untitled(tokens, first), after, index, person),
        ]
        phrases = [found for found in told if found]
        if told[1] and tokens[told[1].end : told[1].end + 1] and (
            tokens[told[1].end].lower_ == "and"
        ):  # fmt: skip
            second = _apposed(tokens, told[1].end + 1, index, person)
            phrases += [second] if second else []
        if member := _member(tokens, after, index):
            # "Professor Jane Doe of the Institute": the institute's professor
            alone = [p for p in phrases if p.of is None]
            phrases = [replace(p, of=member.of) if p in alone else p for p in phrases] or [member]
        yield from phrases
    for found in (
        linked(tokens, after, index, person),
        nominated(tokens, first, after, index, person),
    ):
        if found:
            yield found


def _untitled(tokens: list[Token], first: int) -> int:
    """Where the name with its titles begins: *its spokesman, [Major General] Jane Doe,*."""
    k = first
    while k > 0 and tokens[k - 1].text[:1].isupper() and (
        tokens[k - 1].lower_ in ROLES or abbreviated(tokens[k - 1]) or is_title(tokens[k - 1].text)
    ):  # fmt: skip
        k -= 1
    return k if k and tokens[k - 1].text == "," else first


def _title(tokens: list[Token], at: int, index: MentionIndex, person: Mention) -> Phrase | None:
    """The title that stands before the name at `at`."""
    end = at
    while end > 1 and tokens[end - 1].lower_.rstrip(".") in _COURTESY:
        end -= 1  # Works Minister Datuk Jane Doe
    if tokens[end - 1 : end] and tokens[end - 1].lower_ not in ROLES:
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
    if after.lower_ in ROLES or (abbreviated(after) and end == at):
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
    for k in range(end - 2, max(0, end - 10), -1):
        if tokens[k].lower_ in ("of", "for") and tokens[k - 1].lower_ in ROLES:
            between = tokens[k + 1 : end]
            role = is_of_role(tokens, k, index)
            title = all(
                t.text[:1].isupper() or t.lower_ in ("the", "and", "of", "-") for t in between
            )
            if not title and not (role and len(between) == 1):
                return None
            found = mention_from(tokens, k + 1, index)
            if role:
                found = None  # Minister of Energy
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
    if k < len(tokens) and tokens[k].tag_ == "VBG":
        return None  # "the Herald, citing an official"
    if k < len(tokens) and tokens[k].lower_ == "who":
        return linked(tokens, k + 1, index, person) or _occupied(tokens, k + 1, index)
    return _apposed(tokens, k, index, person)


_OCCUPIED: dict[str, Tenure] = {
    "teaches": "current", "studies": "current", "researches": "current", "follows": "current",
    "tracks": "current", "monitors": "current", "covers": "current", "lectures": "current",
    "taught": "former", "lectured": "former",
}  # fmt: skip


def _occupied(tokens: list[Token], at: int, index: MentionIndex) -> Phrase | None:
    """`who teaches history at Example College`: what somebody does at an organisation, in the words
    of the text.
    """
    tenure = _OCCUPIED.get(tokens[at].lower_) if at < len(tokens) else None
    last = at + 1
    while last < len(tokens) and last - at <= 8 and (
        tokens[last].pos_ in ("NOUN", "PROPN", "ADJ") or tokens[last].lower_ in _FIELD
    ):  # fmt: skip
        last += 1
    if tenure is None or last + 1 >= len(tokens) or tokens[last].lower_ not in ("at", "for"):
        return None
    of = mention_from(tokens, last + 1, index)
    if of is None or of.kind != "Organization" or of.form != "name":
        return None
    role = " ".join(t.text for t in tokens[at:last]).replace(" - ", "-")
    end = next((k for k in range(last, len(tokens)) if tokens[k].idx >= of.span.end), len(tokens))
    return Phrase(role, at, last, at, end, of, tenure)


_FIELD = frozenset("the and of in on - ,".split())


def _apposed(tokens: list[Token], k: int, index: MentionIndex, person: Mention) -> Phrase | None:
    """The role phrase of an apposition that begins at `k`."""
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
        if following.text != "," and following.lower_ not in ("of", "for", "at", "in", "on", "to"):
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


def _member(tokens: list[Token], after: int, index: MentionIndex) -> Phrase | None:
    """`Jane Doe of the Example Institute`: a member, though nothing says as what."""
    if tokens[after : after + 1] and tokens[after].text == ",":
        after += 1  # "Jane Doe, of the Example Institute,"
    if after + 1 >= len(tokens) or tokens[after].lower_ not in ("of", "from"):
        return None
    found = mention_from(tokens, after + 1, index)
    if found is None or found.kind != "Organization" or found.form != "name":
        return None
    ahead = [t for t in tokens[after + 1 :] if t.idx < found.head.start]
    if any(t.lower_ not in ("the", "a", "an") for t in ahead):
        return None
    end = next((k for k in range(after, len(tokens)) if tokens[k].idx >= found.span.end), after)
    return Phrase("member", after, after + 1, after, max(end, after + 1), found, "current")
