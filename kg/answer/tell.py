"""The answer in one line, by the columns of the query that gave it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.answer.choose import Choice
from kg.answer.library import Cell, Table
from kg.answer.ranking import OWN_VOICE
from kg.answer.reading import Question, Slot

_MOST = 4
"""So many things are named in one line; the table has the rest."""
_NOTHING = {
    "met": "The articles report no such meeting or visit.",
    "visit": "The articles report no such meeting or visit.",
    "office": "The articles name no such office.",
    "differ": "The articles do not disagree on that.",
    "restated": "Nobody repeats that in these articles.",
    "contradicted": "Nobody contradicts that in these articles.",
    "mentions": "No article mentions that.",
    "open": "Nothing of that kind is left open.",
    "ahead": "No meeting ahead is reported.",
    "via-only": "No statement is known through that source alone.",
}
_MEETINGS = frozenset({"met", "visit", "meetings", "between", "leaders", "ahead", "attended"})


_PARTS: Mapping[Slot, str] = {
    "article": "the article", "since": "what is later than", "until": "what is earlier than",
    "about": "what is about", "other": "what is with", "place": "what is in", "via": "what came "
    "through", "of": "what is of", "matter": "the matter of", "status": "what is",
    "attitude": "what is a", "type": "what is a",
}  # fmt: skip
"""What a question may name that no query of the kind can hold."""


def sentence(asked: Question, choice: Choice, table: Table) -> str:
    """What a table of rows says, in one line; that it says nothing when it has none.

    It says too what of the question the query could not hold: its rows are all that there is.
    """
    said = _sentence(asked, choice, table)
    left = [f"{_PARTS[slot]} {asked.slots[slot]}" for slot in choice.left if slot in _PARTS]
    return f"{said} (Not narrowed to {' or '.join(left)}.)" if left and table.rows else said


def _sentence(asked: Question, choice: Choice, table: Table) -> str:
    if not table.rows:
        return _NOTHING.get(asked.kind, "The articles say nothing of that.")
    if {"role", "person_label"} <= set(table.columns):
        return _listed(_holds(row) for row in table.rows)
    if "attendee_label" in table.columns:
        return _together(table, "label", "attendee_label")
    if asked.kind == "timeline" and "what" in table.columns:
        return _listed(f"{row['date'] or 'undated'}: {row['what']}" for row in table.rows)
    if asked.kind in _MEETINGS and "label" in table.columns:
        return _listed(_meeting(row) for row in table.rows)
    if asked.kind == "said-by":
        return f"{asked.slots['who']}: {count(len(table.rows), 'statement')}."
    what = _WHAT.get(asked.kind)
    column = next((c for c in what if c in table.columns), None) if what else None
    if column is None:
        column = next((c for c in _TELLING if c in table.columns), table.columns[0])
    return _listed(_line(row, column) for row in table.rows)


_WHAT: Mapping[str, tuple[str, ...]] = {
    "most-quoted": ("speaker_label",),
    "quoted-by": ("quoted_by", "source_label", "via", "article"),
    "leans-on": ("source_label", "source"),
    "mentions": ("article",),
    "articles": ("article",),
    "first": ("speaker_label",),
    "restated": ("speaker_label",),
    "contradicted": ("speaker_label",),
    "differ": ("label",),
    "open": ("kind",),
    "chain": ("agent_label", "via"),
    "speaks-for": ("person_label", "speaker_label", "label"),
}
_TELLING = ("label", "speaker_label", "person_label", "content", "article")


def says(row: Mapping[str, Cell]) -> str:
    """Who says it, through whom, and where: *Jane Doe (said), through the Morning Wire: …*."""
    who = "Somebody not named" if row["speaker_label"] == "unknown" else str(row["speaker_label"])
    through = "".join(
        f", {how} {row[column]}"
        for how, column in (("through", "via"), ("as told by", "within"))
        if row.get(column) and not (column == "within" and row.get("via"))
    )
    if row.get("note") == OWN_VOICE:
        who = f"The article itself says so of {who}"
    where = ", ".join(str(row[name]) for name in ("article", "date") if row.get(name))
    return f"{who} ({row.get('cue') or 'said'}){through}: {row['content']} [{where}]"


def count(number: int, noun: str) -> str:
    """*1 statement*, *2 statements*."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _listed(lines: Iterable[str]) -> str:
    found = [line for line in dict.fromkeys(lines) if line]
    more = len(found) - _MOST
    rest = f"; and {more} more" if more > 1 else ""
    return "; ".join(found[: _MOST if rest else _MOST + 1]) + rest + "."


def _together(table: Table, head: str, column: str) -> str:
    """Rows of one head in one piece: *Talks in Lyon: Jane Doe, Max Roe*."""
    groups: dict[str, dict[str, None]] = {}
    for row in table.rows:
        groups.setdefault(str(row[head]), {})[str(row[column])] = None
    return _listed(f"{name}: {', '.join(among)}" for name, among in groups.items())


def _line(row: Mapping[str, Cell], column: str) -> str:
    """A row in a few words: what it is about, and the words or the number that go with it."""
    head = str(row[column] or "unknown")
    if column in ("speaker_label", "agent_label") and row.get("content"):
        return f"{head}: {row['content']}"
    if column == "speaker_label" and row.get("first_content"):
        return f"{head}: {row['first_content']} [{row.get('first_article')}]"
    if isinstance(row.get("claims"), int):
        return f"{head} ({count(int(row['claims'] or 0), 'statement')})"
    return head


def _meeting(row: Mapping[str, Cell]) -> str:
    status = f"[{row['status']}]" if row.get("status") not in (None, "held") else ""
    return " ".join(part for part in (str(row["label"] or ""), _when(row), status) if part)


def _when(row: Mapping[str, Cell]) -> str:
    """When a meeting began, unless its label says the year already."""
    start = str(row.get("start") or "")
    return f"({start})" if start and start[:4] not in str(row["label"]) else ""


def _holds(row: Mapping[str, Cell]) -> str:
    tenure = "" if row.get("tenure") in (None, "current") else f"{row['tenure']} "
    of = f" of {row['of_label']}" if row.get("of_label") else ""
    sure = f" ({row['known']})" if row.get("known") not in (None, "certain") else ""
    return f"{row.get('person_label')}: {tenure}{row.get('role')}{of}{sure}"
