"""Which of the statements found say what was asked, and which only come near."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields

from kg.answer import library
from kg.answer.agreement import Clause, agrees, same_clause, same_verb
from kg.answer.alike import Likeness
from kg.answer.contrast import Contrast, Contrasts
from kg.answer.decision import PRESENTED, chance
from kg.answer.library import Cell
from kg.answer.names import Named, Names
from kg.answer.search import statement
from kg.meaning.words import words

PARTED = 8
"""So many of the likeliest are compared part by part."""
ALIKE = 0.8
"""What scores less than this share of the best answer is no answer beside it."""
UNLIKE = 0.2
"""What scores less has nothing to do with the question."""
NEAR = 0.35
"""What scores less is not even near."""
OWN_VOICE = "the article itself says so"
_OTHER_SUBJECT, _OPEN_SUBJECT, _OWN_VOICE, _SAME_CUE = 0.8, 0.97, 0.95, 1.1
_UNKNOWN = 0.93
"""*Who* asks for somebody: a statement of nobody in particular comes after others as like."""
_SAME_CLAUSE = 1.2
_EASIER = 0.25
"""So much less likely may a wish be that has the asked subject and verb."""
_MUCH = 0.65
"""A statement with this score says what was asked though its verb is another one."""
_WORD = re.compile(r"\w+")
_LIKENESS = tuple(field.name for field in fields(Likeness))
TURNED = "the contrary"
_COPIED = 0.6
"""A statement with this share of the question's very words that is negated says the contrary; in
other words a thing may be said with a negation or without: *it stays*, *it does not end*."""
_UNWEIGHED: Mapping[str, float] = {
    "part": 0.0,
    "back": 0.0,
    "literal": 0.0,
    "missed": 1.0,
    "odds": 0.0,
}
SHOWN = 3
"""So many statements are shown where there are that many near ones."""
_CONTRARY = 0.45
"""Of a statement that has this share of the question's words a negation makes the contrary."""


def statements(hits: Sequence[tuple[str, float]], store: library.Store) -> list[dict[str, Cell]]:
    """The rows of `who-said` for these claims, in the order of the hits."""
    if not hits:
        return []
    query = library.find("who-said")
    table = library.run(query, store, {"text": ""}, search=lambda _: hits)
    order = {claim: at for at, (claim, _) in enumerate(hits)}
    first: dict[str, dict[str, Cell]] = {}
    for row in table.rows:
        first.setdefault(str(row["claim"]), row)
    return sorted(first.values(), key=lambda row: order[str(row["claim"])])


def scored(rows: Sequence[dict[str, Cell]], found: Sequence[Likeness]) -> list[dict[str, Cell]]:
    """Rows with how alike they are to the question, each part of the likeness by its name."""
    return [
        {**row, **{name: getattr(like, name) for name in _LIKENESS}, "like": like.score}
        for row, like in zip(rows, found, strict=True)
    ]


def outermost(
    rows: Iterable[dict[str, Cell]], asked: Clause | None, store: library.Store, names: Names
) -> list[dict[str, Cell]]:
    """Rows with claims inside claims answered by who makes the outer one.

    *Who said that France wants it?* asks for the one who says so of France; *France wants it*
    stands inside of what that one says. A person whom an agency quotes stays the speaker.
    """
    rows = list(rows)
    known = _with_outer(rows, store)
    best: dict[str, dict[str, Cell]] = {}
    for row in rows:
        score = float(row["score"] or 0)
        if row["speaker_label"] in (None, "unknown"):
            score *= _UNKNOWN
        speaker = _speaker(row, names)
        about_itself = bool(speaker and asked and speaker.may_be(asked.subject))
        if about_itself and _own_voice(row):
            # Somebody who says so comes before the article's own voice.
            row, score = {**row, "note": OWN_VOICE}, _OWN_VOICE * score
        inner = row
        while (outer := known.get(str(row["embedded_in"]))) is not None:
            if not (about_itself or _speaks_for(_speaker(outer, names), _speaker(row, names))):
                break
            row, about_itself = outer, False
        claim = str(row["claim"])
        if claim not in best or float(best[claim]["score"] or 0) < score:
            like = {name: inner.get(name) for name in (*_LIKENESS, "like")}
            best[claim] = {**row, **like, "score": score}
    return list(best.values())


def _with_outer(
    rows: Iterable[dict[str, Cell]], store: library.Store
) -> dict[str, dict[str, Cell]]:
    """Rows by claim, and the rows of all claims that they stand in."""
    known = {str(row["claim"]): row for row in rows}
    while missing := sorted(
        {str(row["embedded_in"]) for row in known.values() if row["embedded_in"]} - set(known)
    ):
        found = statements([(claim, 0.0) for claim in missing], store)
        known |= {str(row["claim"]): row for row in found}
        if len(found) < len(missing):
            break
    return known


def _speaker(row: Mapping[str, Cell], names: Names) -> Named | None:
    found = names.find(str(row["speaker_label"] or ""), groups=True)
    return found[0] if found else None


def _speaks_for(outer: Named | None, inner: Named | None) -> bool:
    """Whether the outer speaker is the one to name: a person who tells what a state wants."""
    kinds = [named.entities[0].kind if named else "" for named in (outer, inner)]
    return kinds[0] in ("Person", "Group") and kinds[1] not in ("Person", kinds[0])


def rank(
    rows: Iterable[dict[str, Cell]],
    text: str,
    asked: Clause | None,
    names: Names,
    *,
    weigh: Callable[[Mapping[str, Cell], str], Mapping[str, float]],
    wish: str | None = None,
) -> list[dict[str, Cell]]:
    """Rows with `near`, `chance` and `note`, those that answer first, each group by score.

    Args:
        rows: with their likeness, see `scored`.
        text: what was said, as the question puts it.
        asked: its clause.
        names: of the graph.
        weigh: what tells whether a row says what was asked, `Judge.weighed` without the text.
        wish: the attitude that the question asks for, where it asks for one.
    """
    contrasts = Contrasts(text, names)
    size = len(_WORD.findall(text))
    found = []
    for row in rows:
        score = float(row["score"] or 0)
        fits = agrees(statement(row), asked, names)
        if asked is not None and fits is not True:
            score *= _OPEN_SUBJECT if fits is None else _OTHER_SUBJECT
        same = same_clause(statement(row), asked, names)
        if same:
            score = min(1.0, score * _SAME_CLAUSE)
        contrast = contrasts.with_row(row)
        note = _wrong(row, contrast, asked, fits, wish)
        found.append({**row, "score": round(score, 4), "copied": contrast.literal, "same": same,
                      "turned": contrast.turned, "asked_words": size,
                      "open": asked is not None and fits is None,
                      "note": note or row.get("note"),
                      "wrong": note not in (None, TURNED)})  # fmt: skip
    found.sort(key=lambda row: -float(row["score"] or 0))
    for row in found:
        if row["same"]:
            row["lead"] = max(_number(row, "lead"), _lead(row, found))
    short = False
    for at, row in enumerate(found):
        # A wish is its speaker's: *France wants Italy to pay*.
        wish_of = row["attitude"] != "statement"
        told = statement(row) if wish_of else str(row["content"])
        row |= weigh(row, told) if at < PARTED else _UNWEIGHED
        if row["turned"] and max(_number(row, "copied"), _number(row, "literal")) >= _COPIED:
            row |= {"wrong": True, "note": row["note"] or TURNED}
        row["chance"] = chance(row) if at < PARTED else 0.0
        wanted = PRESENTED - _EASIER if row["same"] and wish_of else PRESENTED
        # What is less alike than a near miss is no answer: the likest comes first.
        short = short or (not row["wrong"] and float(row["chance"] or 0) < wanted)
        row["near"] = short or bool(row["wrong"])
        if not row["near"] and row["note"] == TURNED:
            row["note"] = None
    best = max((float(row["score"] or 0) for row in found if not row["near"]), default=0.0)
    for row in found:
        row["near"] = bool(row["near"]) or float(row["score"] or 0) < ALIKE * best
    return sorted(found, key=lambda row: (bool(row["near"]), -float(row["score"] or 0)))


def _lead(row: Mapping[str, Cell], rows: Sequence[Mapping[str, Cell]]) -> float:
    """How much more alike a statement is than any other that may answer.

    Of one with the asked subject and verb, what is said of others makes nothing doubtful.
    """
    speaker = row["speaker_label"]
    others = [r for r in rows if not r["wrong"] and r["speaker_label"] != speaker]
    return _number(row, "like") - max((_number(r, "like") for r in others), default=0.0)


def _number(row: Mapping[str, Cell], name: str) -> float:
    return float(row.get(name) or 0)


def _wrong(
    row: Mapping[str, Cell],
    told: Contrast,
    asked: Clause | None,
    fits: bool | None,
    wish: str | None,
) -> str | None:
    """Why a statement, however alike, does not say what was asked."""
    if fits is False and asked is not None:
        return f"not said of {asked.subject.call}"
    if row["hypothetical"]:
        return "not an actual statement"
    if not row.get("named", True):
        return "without all the names"
    if told.note is not None:
        return told.note
    if {wish, row["attitude"]} == {"desire", "fear"}:
        return "feared, not wanted" if wish == "desire" else "wanted, not feared"
    if told.turned and float(row.get("words") or 0) >= _CONTRARY:
        return TURNED
    return None


def with_cue(rows: Iterable[dict[str, Cell]], cue: str) -> list[dict[str, Cell]]:
    """Rows, those raised whose own cue is the asked one: *Who wants it?* asks for a wish."""
    return [
        {**row, "score": min(1.0, _SAME_CUE * float(row["score"] or 0))}
        if same_verb(str(row["cue"] or ""), cue)
        else row
        for row in rows
    ]


def with_other_verbs(rows: Iterable[dict[str, Cell]], cue: str) -> list[dict[str, Cell]]:
    """Rows, those near that have no verb like the asked one, unless the words are much alike."""
    found = []
    for row in rows:
        other = not same_verb(f"{row['cue'] or ''} {row['content']}", cue)
        near = bool(row["near"]) or (other and float(row["score"] or 0) < _MUCH)
        found.append({**row, "near": near})
    return sorted(found, key=lambda row: (bool(row["near"]), -float(row["score"] or 0)))


def _own_voice(row: Mapping[str, Cell]) -> bool:
    """Whether an article tells in its own voice what somebody wants or thinks."""
    return row["attitude"] not in (None, "statement") and not row["within"] and not row["via"]


def near_misses(rows: Sequence[dict[str, Cell]], answers: int, limit: int) -> list[dict[str, Cell]]:
    """Near statements worth showing beside answers: those that would answer but for the note, and
    where these are few, the likest of the others.

    Args:
        rows: of `rank`.
        answers: how many of them answer.
        limit: rows to show, answers among them.
    """
    worth = [row for row in rows if row["near"] and float(row["score"] or 0) > NEAR]
    noted = [row["note"] not in (None, OWN_VOICE) for row in worth]
    few = max(0, SHOWN - answers - sum(noted))
    others = [at for at, tells in enumerate(noted) if not tells][:few]
    kept = [row for at, row in enumerate(worth) if noted[at] or at in others]
    return kept[: max(limit - answers, 0)]


def on_topic(row: dict[str, Cell], topic: str, names: Names) -> bool:
    """Whether a statement shares a word or a name with a topic."""
    text = f"{row['content']} {row['sentence'] or ''}"
    wanted = {e.iri for named in names.find(topic) for e in named.entities}
    has = {e.iri for named in names.find(text) for e in named.entities}
    stems = {word[:6] for word in words(text)}
    return bool(wanted & has) or any(word[:6] in stems for word in words(topic))
