"""Answers that are statements: searched for, compared, ranked, told apart from near misses."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kg.answer import library
from kg.answer.agreement import clause
from kg.answer.alike import Judge, lexicon
from kg.answer.askedwish import attitude_of
from kg.answer.known import Known
from kg.answer.library import Cell, Table
from kg.answer.ranking import (
    NEAR,
    SHOWN,
    UNLIKE,
    near_misses,
    on_topic,
    outermost,
    rank,
    scored,
    statements,
    with_cue,
    with_other_verbs,
)
from kg.answer.reading import Question, Slot
from kg.answer.search import HITS, Search
from kg.answer.tell import count, says
from kg.meaning.words import words

CANDIDATES = HITS
"""As many as the query itself finds: what it is said to repeat, it gives."""
TOPIC = 3
"""A topic of at most so many words is what a statement is about; more say what it says."""

_AFTER = re.compile(r"who\b|which\b|according to who", re.IGNORECASE)

COLUMNS = (
    "rank", "score", "query", "speaker_label", "content", "via", "article", "date", "spans",
    "sentence", "claim", "near", "note", "cue", "within", "attitude", "negated", "hypothetical",
    "embedded_in",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """Statements that answer a question, best first; `near` when none of them does."""

    query: str
    params: Mapping[str, str]
    table: Table
    sentence: str
    near: bool


class Teller:
    """Finds statements in a graph."""

    def __init__(self, store: library.Store, search: Search, known: Known) -> None:
        self._store = store
        self._search = search
        self._known = known
        self._judge = Judge(lexicon(), known.names)

    def hits(self, text: str, /, *, only: Collection[str] | None = None) -> list[tuple[str, float]]:
        """Claims like a text, best first; of all, or of these."""
        return self._search.search(text, only=only)

    def who_said(self, asked: Question, limit: int) -> Said:
        """Who said what the question puts in its own words."""
        params = {"text": asked.text, **_bounds(asked)}
        ranked = self.ranked_for(asked)
        least = UNLIKE if asked.kind != "search" else NEAR
        alike = [row for row in ranked if float(row["score"] or 0) >= least]
        # What is no question that is understood is answered by what is near, or by nothing.
        ranked = alike if alike or asked.kind == "search" else ranked[:SHOWN]
        found = [row for row in ranked if not row["near"]]
        shown = found + near_misses(ranked, len(found), limit) if found else ranked
        sentence = _who_said(asked, found, ranked)
        return Said("who-said", params, _table(shown, limit), sentence, not found)

    def said_by(self, asked: Question, limit: int) -> Said:
        """What somebody said of a topic, or whether they said it."""
        who = asked.slots["who"]
        params = {"text": asked.text, "speaker": who, **_bounds(asked)}
        ranked = self.ranked_for(asked)
        if len(words(asked.text)) <= TOPIC and not asked.yes_no and not asked.cue:
            # Statements that speak of the topic answer, whatever they say of it.
            names = self._known.names
            ranked = [
                {**row, "near": not on_topic(row, asked.text, names) or bool(row["hypothetical"])}
                for row in ranked
            ]
            ranked.sort(key=lambda row: bool(row["near"]))
        found = [row for row in ranked if not row["near"]]
        table = _table(found or ranked, limit)
        if found:
            sentence = says(found[0])
        else:
            sentence = f"No statement of {who} on that is reported" + (
                "; the nearest of what is reported follows." if ranked else "."
            )
        return Said("who-said", params, table, sentence, not found)

    def claim(self, asked: Question) -> str | None:
        """The claim that a question speaks of."""
        ranked = self.ranked_for(asked)
        return str(ranked[0]["claim"]) if ranked else None

    def numbered(self, table: Table) -> Table:
        """A table of statements with the columns of every answer that is statements."""
        claims = [(str(row["claim"]), 1.0) for row in table.rows]
        rows = [{**row, "score": 1.0, "near": False} for row in statements(claims, self._store)]
        return _table(rows, len(rows))

    def _claims(self, asked: Question) -> list[str]:
        """The claims of whom the question names, in the article and the time it names."""
        values = _bounds(asked)
        if "who" in asked.slots:
            values["speaker"] = asked.slots["who"]
        rows = library.run(library.find("claims"), self._store, values).rows
        return [str(row["claim"]) for row in rows]

    def ranked_for(self, asked: Question) -> list[dict[str, Cell]]:
        """The statements like what a question says, with what was weighed, best first."""
        only = self._claims(asked) if asked.slots else None
        return self.ranked(asked, self._search.search(asked.text, CANDIDATES, only=only))

    def ranked(self, asked: Question, hits: Sequence[tuple[str, float]]) -> list[dict[str, Cell]]:
        """The statements found, those that answer first."""
        rows = statements(hits, self._store)
        rows = scored(rows, self._judge.likeness(asked.text, rows))
        names = self._known.names
        text = asked.text
        if asked.cue is None and asked.kind != "said-by":
            about = clause(text, names)
            rows = outermost(rows, about, self._store, names)
        else:
            about = None
            rows = with_cue(rows, asked.cue) if asked.cue else rows
        wish = attitude_of(asked.cue) if asked.cue else None
        weigh = partial(self._judge.weighed, _question(asked), text)
        ranked = rank(rows, text, about, names, weigh=weigh, wish=wish)
        # *Praised* and the like may be said in any words; a wish is one by its verb.
        return with_other_verbs(ranked, asked.cue) if asked.cue and wish else ranked


def _question(asked: Question) -> str:
    """A question as one after the speaker: *Did Ann Lee say so?* as *Who said so?*"""
    return f"{asked.whole}?" if _AFTER.match(asked.whole) else f"Who said that {asked.text}?"


def _bounds(asked: Question) -> dict[str, str]:
    bounds: tuple[tuple[Slot, str], ...] = (
        ("since", "from"),
        ("until", "to"),
        ("article", "article"),
    )
    return {param: asked.slots[slot] for slot, param in bounds if slot in asked.slots}


def _table(rows: Sequence[Mapping[str, Cell]], limit: int) -> Table:
    numbered = []
    for number, row in enumerate(rows[:limit], start=1):
        full: dict[str, Cell] = {**row, "rank": number, "query": "who-said"}
        numbered.append({column: full.get(column) for column in COLUMNS})
    return Table(COLUMNS, tuple(numbered))


def _who_said(
    asked: Question, found: Sequence[Mapping[str, Cell]], ranked: Sequence[Mapping[str, Cell]]
) -> str:
    if asked.kind == "search":
        if not found:
            said = "no statement says so" if ranked else "no statement is like it"
            return f"That is no kind of question kg understands (it reads English), and {said}."
        return "That is no kind of question kg understands; these statements are like it."
    if found:
        more = len({row["speaker_label"] for row in found}) - 1
        others = f" (and {count(more, 'other')})" if more else ""
        return says(found[0]) + others
    if ranked and float(ranked[0]["score"] or 0) >= UNLIKE:
        why = f" ({ranked[0]['note']})" if ranked[0]["note"] else ""
        return f"Nobody says quite that in these articles. The nearest{why}: {says(ranked[0])}"
    follows = " What is least unlike it follows." if ranked else ""
    return f"Nobody says that in these articles.{follows}"
