"""Names and adjectives in an article: the gazetteer's first, then what the model found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc, Token

from kg.extract.acting import acts
from kg.extract.alike import Found, settle
from kg.extract.gazetteer import Gazetteer, Match
from kg.extract.listed import with_listed
from kg.extract.others import firms_of, others_of
from kg.extract.persons import is_title, person_spans
from kg.records import EntityKind, GazetteerEntry, MentionForm

_DIRECTIONS: Final = frozenset(
    """
    northern southern eastern western central northeastern northwestern southeastern southwestern
    north south east west northeast northwest southeast southwest mainland
    """.split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text: code points, `end` exclusive."""

    start: int
    end: int
    kind: EntityKind
    form: MentionForm
    concept: str | None = None


def names(doc: Doc, *, gazetteer: Gazetteer, ranges: Sequence[tuple[int, int, bool]]) -> list[Name]:
    """Every name and adjective, in order of appearance; two of one form never overlap.

    Args:
        doc: with `ents`; the parse decides between a capital and its state.
        gazetteer: decides what is a state, and what else it knows.
        ranges: the parts of the text to read as (start, end, is a heading), code points.
    """
    full = doc.text  # built anew at each call
    inside = _readable(doc, ranges)
    state_word = _state_word(gazetteer)
    firms = list(firms_of(doc, inside, headings=[(a, b) for a, b, heading in ranges if heading]))
    persons = list(person_spans(doc, readable=inside.__contains__, adjective=state_word))
    hits = [m for start, end, _ in ranges for m in gazetteer.matches(full, start, end)]
    persons = [p for p in persons if not any(a < p[1] and p[0] < b for a, b in firms)]
    people = [(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in persons]
    of_firms = [(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in firms]
    people = with_listed(people, hits, doc=doc)
    hits = [m for m in hits if not all(s.entry.kind == "Person" for s in m.senses)]
    tagged: list[Found] = [(a, b, "Person") for a, b in people]
    tagged += [
        o
        for o in others_of(doc, inside, gazetteer=gazetteer)
        if not any(a < o[1] and o[0] < b for a, b in (*people, *of_firms))
        and not _only_states(o, hits, full)
    ]
    tagged += [(a, b, "Organization") for a, b in of_firms]
    tagged = settle(
        sorted(tagged), doc=doc, full=full, readable=inside.__contains__, fixed=state_word
    )
    people = [(a, b) for a, b, kind in tagged if kind == "Person"]
    others = [o for o in tagged if o[2] != "Person"]
    hits += _sides(full, gazetteer=gazetteer, ranges=ranges, others=others, taken=hits)
    hits.sort(key=lambda m: m.start)
    found = _from_gazetteer(doc, hits, full=full, gazetteer=gazetteer, people=people, others=others)
    for start, end in people:
        known = gazetteer.known(full[start:end], "Person")
        found.append(Name(start, end, "Person", "name", known.iri if known else None))
    for start, end, kind in others:
        known = gazetteer.known(full[start:end], kind)
        found.append(Name(start, end, kind, "name", known.iri if known else None))
    return _disjoint(found)


def _only_states(other: Found, hits: Sequence[Match], full: str) -> bool:
    """Whether a name is nothing but names of states (*US-Japan*) or an adjective (*Peruvians*)."""
    within = [m for m in hits if other[0] <= m.start and m.end <= other[1] and not m.has("not")]
    if len(within) < 2 and not any(m.has("demonym", "context-demonym") for m in within):
        return False
    rest = full[other[0] : other[1]]
    for m in reversed(within):
        rest = rest[: m.start - other[0]] + rest[m.end - other[0] :]
    return not any(c.isalnum() for c in rest)


def _readable(doc: Doc, ranges: Sequence[tuple[int, int, bool]]) -> set[int]:
    found: set[int] = set()
    at = 0
    for token in doc:
        while at < len(ranges) and ranges[at][1] <= token.idx:
            at += 1
        if at == len(ranges):
            break
        if ranges[at][0] <= token.idx and not token.is_space:
            found.add(token.i)
    return found


def _state_word(gazetteer: Gazetteer) -> Callable[[str], bool]:
    def known(text: str) -> bool:
        return any(s.entry.kind == "State" and s.role != "not" for s in gazetteer.senses(text))

    return known


def _sides(
    full: str,
    *,
    gazetteer: Gazetteer,
    ranges: Sequence[tuple[int, int, bool]],
    others: Sequence[tuple[int, int, EntityKind]],
    taken: Sequence[Match],
) -> list[Match]:
    """*North*, *South* without *the*: where a heading begins, or where the model saw a name."""
    found = []
    spots = {(start, end) for start, end, _ in others}
    for start, end, heading in ranges:
        word, _, rest = full[start:end].partition(" ")
        word = word.removesuffix("'s").removesuffix("’s")
        if heading and word[:1].isupper() and rest[:1].islower():
            spots.add((start, start + len(word)))
    for start, end in sorted(spots):
        senses = gazetteer.senses(f"the {full[start:end]}")
        context = bool(senses) and all(s.role == "context" for s in senses)
        if context and not any(m.start < end and start < m.end for m in taken):
            found.append(Match(start, end, senses))
    return found


def _from_gazetteer(
    doc: Doc,
    hits: Sequence[Match],
    *,
    full: str,
    gazetteer: Gazetteer,
    people: Sequence[tuple[int, int]],
    others: Sequence[tuple[int, int, EntityKind]],
) -> list[Name]:
    """What the gazetteer's matches stand for.

    A match that is part of a longer name counts only as the adjective before an organisation's.
    """
    state_tokens = {
        t.i
        for m in hits
        if m.has("name", "short", "capital", "context")
        if (span := doc.char_span(m.start, m.end, alignment_mode="expand")) is not None
        for t in span
    }
    present = _present(full, hits, people)
    surnames = {_surname(full[a:b]) for a, b in people if " " in full[a:b]}
    parts = {word for a, b in people for word in full[a:b].split()}
    found = []
    for match in hits:
        text = full[match.start : match.end]
        if match.has("not"):
            continue
        person = next(((a, b) for a, b in people if a < match.end and match.start < b), None)
        entry = _entry(full, match, text=text, gazetteer=gazetteer, present=present)
        if entry is None:
            continue
        sense = next((s for s in match.senses if s.entry == entry), match.senses[0])
        around = next(
            (o for o in others if o[0] <= match.start and match.end <= o[1]
             and o[:2] != (match.start, match.end)),
            None,
        )  # fmt: skip
        ambiguous = text in entry.ambiguous_names or sense.role in ("capital", "seat", "combining")
        again = person is None and sense.role == "capital" and text in surnames
        mister = person is None and sense.role == "demonym" and text in parts
        if (mister and _after_title(doc, match)) or (
            again and _speaks_again(doc, match, full=full, people=people)
        ):
            found.append(Name(match.start, match.end, "Person", "name"))
            continue
        if person is not None:
            longer = person != (match.start, match.end)
            if sense.role in ("capital", "seat") and text not in entry.ambiguous_names:
                ambiguous = text in surnames
            if longer or ambiguous or sense.role == "demonym":
                continue
        if text in entry.ambiguous_names and not _meant(
            text, entry, full=full, present=present, surnames=surnames
        ):
            continue
        adjective = sense.role in ("demonym", "context-demonym", "combining")
        if around is not None and not _mere_direction(full[around[0] : match.start]):
            opens = around[0] == match.start and _of_state(full[match.end : around[1]])
            opens = opens and around[2] == "Organization"
            if not (opens and entry.kind == "State" and sense.role != "capital"):
                continue
            adjective = True
        if sense.role == "combining" and full[match.end : match.end + 1] not in ("-", "‑", "–"):
            continue
        found.append(
            _name(doc, match, text=text, sense_role=sense.role, entry=entry, adjective=adjective,
                  is_state=lambda t: t.i in state_tokens)
        )  # fmt: skip
    return found


def _surname(name: str) -> str:
    """The last word of a name; the first where the given name has a hyphen and so comes last."""
    words = name.split()
    return words[0] if "-" in words[-1] else words[-1]


def _after_title(doc: Doc, match: Match) -> bool:
    """Whether a title stands before a state's adjective that is a part of a person's name: *PM
    Thai*; and no noun after it.
    """
    span = doc.char_span(match.start, match.end, alignment_mode="expand")
    if span is None or span.start == 0 or not is_title(doc[span.start - 1].text):
        return False
    after = doc[span.end] if span.end < len(doc) else None
    return after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ")


def _speaks_again(doc: Doc, match: Match, *, full: str, people: Sequence[tuple[int, int]]) -> bool:
    """Whether a capital's name is the surname of somebody just named in full, who goes on talking:
    *said Ann Paris, a lawyer. Paris added that …*.
    """
    text = full[match.start : match.end]
    span = doc.char_span(match.start, match.end, alignment_mode="expand")
    if span is None or span.end >= len(doc) or doc[span.end].lower_ not in _TALKS:
        return False
    near = [p for p in people if p[1] <= match.start and match.start - p[1] < _STILL_IN_MIND]
    return any(" " in full[a:b] and _surname(full[a:b]) == text for a, b in near)


_TALKS: Final = frozenset("said says added told argued noted wrote explained asked".split())
_STILL_IN_MIND: Final = 250  # characters: two sentences or so


def _present(full: str, hits: Sequence[Match], people: Sequence[tuple[int, int]]) -> set[str]:
    """IRIs of the states that the text names by something that needs no context."""
    found = set()
    for match in hits:
        if any(a < match.end and match.start < b for a, b in people):
            continue
        if match.has("context", "context-demonym", "not"):
            continue
        text = full[match.start : match.end]
        for sense in match.senses[:1]:
            if sense.entry.kind == "State" and text not in sense.entry.ambiguous_names:
                found.add(sense.entry.iri)
    return found


def _entry(
    full: str, match: Match, *, text: str, gazetteer: Gazetteer, present: set[str]
) -> GazetteerEntry | None:
    """What the match stands for in this text; None where it stands for nothing that is known."""
    if text[:4].lower() == "the " and match.has("context"):
        if text[4:5].islower() and text[4:] not in ("mainland",):
            return None
        behind = full[match.end : match.end + 2]
        if behind[:1] == "-" or (behind[:1] == " " and behind[1:].isupper()):
            return None  # the North Atlantic, the South-East
    return gazetteer.referent(text, present=present) if _supported(match, present) else None


def _supported(match: Match, present: set[str]) -> bool:
    """Whether a match whose only readings need context has that context."""
    if any(s.role not in ("context", "context-demonym") for s in match.senses):
        return True
    return any(s.entry.iri in present for s in match.senses)


def _meant(
    text: str, entry: GazetteerEntry, *, full: str, present: set[str], surnames: set[str]
) -> bool:
    """Whether an ambiguous name means the entry: other names of it say yes, namesakes say no."""
    if entry.iri in present:
        return True
    if text in surnames:
        return False
    capital = text == entry.capital or text in entry.capital_names
    return not capital and not any(word in full for word in entry.namesakes)


def _of_state(rest: str) -> bool:
    """Whether the rest of an organisation's name is that of a state's: *[Danish] Navy*, but not
    *[Turkish] Airlines*.
    """
    return not any(word.lower() in _COMPANY for word in rest.split())


_COMPANY: Final = frozenset(
    """
    airlines airways air motors petroleum telecom steel railways times post daily herald tribune
    holdings group open derby grand prix league idol premier
    """.split()
)


def _mere_direction(before: str) -> bool:
    words = before.lower().replace("-", " ").split()
    return bool(words) and all(word in _DIRECTIONS for word in words)


def _name(
    doc: Doc,
    match: Match,
    *,
    text: str,
    sense_role: str,
    entry: GazetteerEntry,
    adjective: bool,
    is_state: Callable[[Token], bool],
) -> Name:
    start = match.start
    if text[:4].lower() == "the ":
        start += 4
    kind: EntityKind = entry.kind
    concept: str | None = entry.iri
    if sense_role in ("capital", "seat"):
        span = doc.char_span(start, match.end, alignment_mode="expand")
        acting = span is not None and acts(span, is_state=is_state)
        # A seat (Kremlin) that acts is a speaker of its own, not simply the state.
        kind = "Place" if not acting else "Organization" if sense_role == "seat" else "State"
        concept = entry.iri if kind == "State" else None
        if acting and sense_role == "seat" and entry.kind == "Organization":
            concept = entry.iri
    return Name(start, match.end, kind, "adjective" if adjective else "name", concept)


def _disjoint(found: list[Name]) -> list[Name]:
    """The names in order of appearance; where two of one form overlap, the earlier given stays."""
    kept: list[Name] = []
    for form in ("name", "adjective"):
        taken: list[tuple[int, int]] = []
        for name in (n for n in found if n.form == form):
            if all(name.end <= a or b <= name.start for a, b in taken):
                taken.append((name.start, name.end))
                kept.append(name)
    return sorted(kept, key=lambda n: (n.start, -n.end, n.form))
