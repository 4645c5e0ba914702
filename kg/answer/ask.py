"""Questions in plain English, answered from the graph: which query, with which parameters.

What is not understood is searched for by meaning, and the answer says so. What nobody said is
answered by saying that nobody said it; the nearest statements follow and are marked as such.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.answer import library
from kg.answer.agreement import clause
from kg.answer.library import Cell, Table
from kg.answer.names import Names, names_of
from kg.answer.question import Question, read
from kg.answer.ranking import (
    OWN_VOICE,
    SAID,
    TOPIC,
    near_misses,
    on_topic,
    outermost,
    rank,
    statements,
    with_cue,
)
from kg.answer.search import Search, open_search
from kg.answer.words import words

CANDIDATES = 40

COLUMNS = (
    "rank", "score", "query", "speaker_label", "content", "via", "article", "date", "spans",
    "sentence", "claim", "near", "note", "cue", "within", "attitude", "negated", "hypothetical",
    "embedded_in",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer. `sentence` says it in one line; `near` when nothing said quite that.

    `kind` is how the question was understood, `query` and `params` repeat it with `kg query`.
    """

    kind: str
    query: str
    params: dict[str, str]
    table: Table
    sentence: str
    near: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the table."""
        return self.table.columns

    @property
    def rows(self) -> tuple[dict[str, Cell], ...]:
        """Rows of the table, best first."""
        return self.table.rows


def ask(
    question: str,
    store: library.Store,
    *,
    index: Path | Search,
    limit: int = 5,
) -> Answer:
    """The answer to a question.

    Args:
        question: in English, with or without a question mark.
        store: the graph.
        index: folder of the search index, or the opened search.
        limit: statements at most.

    Raises:
        StoreError: the index is missing.
    """
    names = names_of(store)
    asked = read(question, names)
    if asked.kind in ("met", "visit"):
        return _met(asked, store, limit)
    if asked.kind == "office":
        return _office(asked, store, limit)
    search = open_search(index) if isinstance(index, Path) else index
    if asked.kind == "said-by":
        return _said_by(asked, store, search, names, limit)
    return _who_said(asked, store, search, names, limit)


def _who_said(
    asked: Question, store: library.Store, search: Search, names: Names, limit: int
) -> Answer:
    hits = search.search(asked.text, CANDIDATES)
    rows = statements(hits, store)
    about = clause(asked.text, names) if asked.kind == "who-said" else None
    rows = with_cue(rows, asked.cue) if asked.cue else outermost(rows, about, store, names)
    ranked = rank(rows, about, names, SAID)
    found = [row for row in ranked if not row["near"]]
    table = _table(ranked if not found else found + near_misses(ranked, limit - len(found)), limit)
    sentence = _sentence(asked, found, ranked)
    return Answer(asked.kind, "who-said", {"text": asked.text}, table, sentence, not found)


def _said_by(
    asked: Question, store: library.Store, search: Search, names: Names, limit: int
) -> Answer:
    if asked.who is None:
        sentence = f"The articles know nobody called {asked.unknown}."
        params = {"speaker": asked.unknown or ""}
        return Answer("said-by", "said-by", params, Table(COLUMNS, ()), sentence, True)
    speakers = (asked.who, *asked.others)
    params = {"speaker": asked.who.label}
    query = library.find("said-by")
    own = [
        row
        for speaker in speakers
        for row in library.run(query, store, {"speaker": speaker.label}).rows
    ]
    claims = {str(row["claim"]) for row in own}
    if not asked.text:
        rows = statements([(str(row["claim"]), 1.0) for row in own], store)
        ranked = rank(rows, None, names, 0.0)
        sentence = f"{asked.who.label}: {_count(len(ranked), 'statement')}."
        return Answer(
            "said-by", "said-by", params, _table(ranked, limit), sentence, not ranked
        )  # fmt: skip
    hits = search.search(asked.text, CANDIDATES, only=claims)
    topic = len(words(asked.text)) <= 2
    ranked = rank(statements(hits, store), None, names, TOPIC if topic else SAID)
    if topic:
        ranked = [on_topic(row, asked.text, names) for row in ranked]
        ranked.sort(key=lambda row: bool(row["near"]))
    found = [row for row in ranked if not row["near"]]
    table = _table(found or ranked, limit)
    if found:
        sentence = _says(found[0])
    else:
        sentence = f"No statement of {asked.who.label} on that is reported" + (
            "; the nearest of what is reported follows." if ranked else "."
        )
    return Answer("said-by", "said-by", params, table, sentence, not found)


def _met(asked: Question, store: library.Store, limit: int) -> Answer:
    name = "visits" if asked.kind == "visit" else "who-met-whom"
    params: dict[str, str] = {}
    if asked.who is not None:
        params["visitor" if name == "visits" else "person"] = asked.who.label
    if asked.others and name == "who-met-whom":
        params["with"] = asked.others[0].label
    if asked.place is not None:
        params["place"] = asked.place.label
    if asked.year is not None:
        params["since"] = params["until"] = asked.year
    if asked.unknown:
        table = Table(library.find(name).columns, ())
        sentence = f"The articles know nobody called {asked.unknown}."
        return Answer(asked.kind, name, params, table, sentence, True)
    table = library.run(library.find(name), store, params)
    if not table.rows and name == "visits":
        # A journey may be told as a meeting at the place.
        again = {("participant" if k == "visitor" else k): v for k, v in params.items()}
        other = library.run(library.find("meetings"), store, again)
        if other.rows:
            name, params, table = "meetings", again, other
    return Answer(
        asked.kind, name, params, _cut(table, limit), _meetings(table), not table.rows
    )  # fmt: skip


def _office(asked: Question, store: library.Store, limit: int) -> Answer:
    params: dict[str, str] = {}
    if asked.who is not None:
        params["person"] = asked.who.label
    if asked.role is not None:
        params["role"] = asked.role
    if asked.others and asked.role is not None:
        params["of"] = asked.others[0].label
    query = library.find("offices")
    if asked.unknown:
        sentence = f"The articles know nothing called {asked.unknown}."
        return Answer("office", "offices", params, Table(query.columns, ()), sentence, True)
    table = library.run(query, store, params)
    held = dict.fromkeys(_holds(row) for row in table.rows)
    sentence = "; ".join(held) + "." if held else "The articles name no such office."
    return Answer("office", "offices", params, _cut(table, limit), sentence, not table.rows)


def _table(rows: Sequence[Mapping[str, Cell]], limit: int) -> Table:
    numbered = []
    for number, row in enumerate(rows[:limit], start=1):
        full: dict[str, Cell] = {**row, "rank": number, "query": "who-said"}
        numbered.append({column: full.get(column) for column in COLUMNS})
    return Table(COLUMNS, tuple(numbered))


def _cut(table: Table, limit: int) -> Table:
    return replace(table, rows=table.rows[:limit])


def _sentence(
    asked: Question, found: Sequence[Mapping[str, Cell]], ranked: Sequence[Mapping[str, Cell]]
) -> str:
    if asked.kind == "search":
        if not found:
            return "That is no kind of question kg understands, and no statement is like it."
        return "That is no kind of question kg understands; these statements are like it."
    if found:
        return _says(found[0])
    if ranked:
        why = f" ({ranked[0]['note']})" if ranked[0]["note"] else ""
        return f"Nobody says that in these articles. The nearest{why}: {_says(ranked[0])}"
    return "Nobody says that in these articles."


def _says(row: Mapping[str, Cell]) -> str:
    """Who says it, through whom, and where: *Jane Doe (said), through the Morning Wire: …*."""
    who = "Somebody not named" if row["speaker_label"] == "unknown" else str(row["speaker_label"])
    through = "".join(
        f", {how} {row[column]}"
        for how, column in (("through", "via"), ("as told by", "within"))
        if row.get(column)
    )
    if row.get("note") == OWN_VOICE:
        who = f"The article itself says so of {who}"
    where = ", ".join(str(row[name]) for name in ("article", "date") if row.get(name))
    return f"{who} ({row.get('cue') or 'said'}){through}: {row['content']} [{where}]"


def _meetings(table: Table) -> str:
    if not table.rows:
        return "The articles report no such meeting or visit."
    lines = dict.fromkeys(
        " ".join(
            part
            for part in (
                str(row["label"] or ""),
                _when(row),
                f"[{row['status']}]" if row.get("status") not in (None, "held") else "",
            )
            if part
        )
        for row in table.rows
    )
    return "; ".join(lines) + "."


def _when(row: Mapping[str, Cell]) -> str:
    """When a meeting began, unless its label says the year already."""
    start = str(row.get("start") or "")
    return f"({start})" if start and start[:4] not in str(row["label"]) else ""


def _holds(row: Mapping[str, Cell]) -> str:
    tenure = "" if row["tenure"] in (None, "current") else f"{row['tenure']} "
    of = f" of {row['of_label']}" if row["of_label"] else ""
    return f"{row['person_label']}: {tenure}{row['role']}{of}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
