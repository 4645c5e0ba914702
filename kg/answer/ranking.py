"""Which of the statements found say what was asked, and which only come near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kg.answer import library
from kg.answer.agreement import Clause, agrees, same_clause, same_verb
from kg.answer.library import Cell
from kg.answer.names import Named, Names
from kg.answer.search import statement
from kg.answer.words import words

SAID = 0.5
"""A statement with a lower score does not say what was asked."""
SAME_CLAUSE = 0.45
"""The same where subject and verb are the asked ones."""
ALIKE = 0.7
"""What scores less than this share of the best answer is no answer beside it."""
TOPIC = 0.3
"""The same for a topic of a word or two (*What did she say about tariffs?*)."""
OWN_VOICE = "the article itself says so"
_OTHER_SUBJECT, _OPEN_SUBJECT, _OWN_VOICE, _SAME_CUE = 0.7, 0.95, 0.95, 1.1
_SAME_CLAUSE = 1.1


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
        speaker = _speaker(row, names)
        about_itself = bool(speaker and asked and speaker.may_be(asked.subject))
        if about_itself and _own_voice(row):
            # Somebody who says so comes before the article's own voice.
            row, score = {**row, "note": OWN_VOICE}, _OWN_VOICE * score
        while (outer := known.get(str(row["embedded_in"]))) is not None:
            if not (about_itself or _speaks_for(_speaker(outer, names), _speaker(row, names))):
                break
            row, about_itself = outer, False
        claim = str(row["claim"])
        if claim not in best or float(best[claim]["score"] or 0) < score:
            best[claim] = {**row, "score": score}
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
    found = names.find(str(row["speaker_label"] or ""))
    return found[0] if found else None


def _speaks_for(outer: Named | None, inner: Named | None) -> bool:
    """Whether the outer speaker is the one to name: a person who tells what a state wants."""
    kinds = [named.entities[0].kind if named else "" for named in (outer, inner)]
    return kinds[0] in ("Person", "Group") and kinds[1] not in ("Person", kinds[0])


def rank(
    rows: Iterable[dict[str, Cell]], asked: Clause | None, names: Names, least: float
) -> list[dict[str, Cell]]:
    """Rows with `near` and `note`, those that answer first, each group by score."""
    found = []
    for row in rows:
        score, note, wrong = float(row["score"] or 0), row.get("note"), True
        fits = agrees(statement(row), asked, names)
        if asked is not None and fits is not True:
            score *= _OPEN_SUBJECT if fits is None else _OTHER_SUBJECT
        if fits is False and asked is not None:
            note = f"not said of {asked.subject.entities[0].label}"
        elif row["hypothetical"]:
            note = "not an actual statement"
        elif row["negated"]:
            note = "negated in the text"
        else:
            wrong = False
        same = same_clause(statement(row), asked, names)
        score = min(1.0, score * _SAME_CLAUSE) if same else score
        near = wrong or score < (min(least, SAME_CLAUSE) if same else least)
        found.append({**row, "score": round(score, 4), "near": near, "note": note})
    best = max((float(row["score"] or 0) for row in found if not row["near"]), default=0.0)
    for row in found:
        row["near"] = bool(row["near"]) or float(row["score"] or 0) < ALIKE * best
    return sorted(found, key=lambda row: (bool(row["near"]), -float(row["score"] or 0)))


def with_cue(rows: Iterable[dict[str, Cell]], cue: str) -> list[dict[str, Cell]]:
    """Rows, those raised whose own cue is the asked one: *Who wants it?* asks for a wish."""
    return [
        {**row, "score": min(1.0, _SAME_CUE * float(row["score"] or 0))}
        if same_verb(str(row["cue"] or ""), cue)
        else row
        for row in rows
    ]


def _own_voice(row: Mapping[str, Cell]) -> bool:
    """Whether an article tells in its own voice what somebody wants or thinks."""
    return row["attitude"] not in (None, "statement") and not row["within"] and not row["via"]


def near_misses(rows: Sequence[dict[str, Cell]], room: int) -> list[dict[str, Cell]]:
    """Near statements worth showing beside answers: those that would answer but for the note."""
    worth = [row for row in rows if row["near"] and float(row["score"] or 0) > TOPIC]
    worth = [row for row in worth if row["note"] not in (None, OWN_VOICE)]
    return worth[: max(room, 0)]


def on_topic(row: dict[str, Cell], topic: str, names: Names) -> dict[str, Cell]:
    """The row, marked as near unless it shares a word or a name with the topic."""
    text = f"{row['content']} {row['sentence'] or ''}"
    wanted = {e.iri for named in names.find(topic) for e in named.entities}
    has = {e.iri for named in names.find(text) for e in named.entities}
    stems = {word[:6] for word in words(text)}
    if wanted & has or any(word[:6] in stems for word in words(topic)):
        return row
    return {**row, "near": True}
