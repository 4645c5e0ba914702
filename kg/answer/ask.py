"""Questions in plain English, answered from the graph: which query, with which parameters.

What is not understood is searched for by meaning, and the answer says so. What nobody said is
answered by saying that nobody said it; the nearest statements follow and are marked as such.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kg.answer import library, tell
from kg.answer.choose import Choice, choose
from kg.answer.known import known_of
from kg.answer.library import Cell, Query, Table
from kg.answer.question import Question, read
from kg.answer.reading import Slot
from kg.answer.said import COLUMNS, Said, Teller
from kg.answer.search import Search, open_search
from kg.errors import UsageError

__all__ = ["COLUMNS", "Answer", "ask"]

LONGEST = 1_000
"""Characters of a question, at most."""
_BY_TEXT = frozenset({"who-said", "search"})


_EMPTY = "The question is empty. Ask, for example: who met whom?"


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
        limit: rows at most.

    Raises:
        StoreError: the index is missing. UsageError: the question is longer than `LONGEST`.
    """
    if len(question) > LONGEST:
        raise UsageError(
            f"A question has at most {LONGEST:,} characters, and this one {len(question):,}."
        )
    if not re.search(r"\w", question):
        table = Table(COLUMNS, ())
        return Answer("search", "who-said", {"text": question}, table, _EMPTY, True)
    known = known_of(store)
    asked = read(question, known)
    if asked.unknown:
        return _unknown(asked)
    search = open_search(index) if isinstance(index, Path) else index
    teller = Teller(store, search, known)
    queries = _queries()
    if asked.kind in _BY_TEXT:
        return _told(asked, teller.who_said(asked, limit))
    if asked.kind == "said-by" and asked.text:
        return _told(asked, teller.said_by(asked, limit))
    if asked.kind == "chain" and asked.text:
        asked = _of_claim(asked, teller)
    choice = choose(asked, queries)
    if choice is None:
        return _told(asked, teller.who_said(replace(asked, text=asked.text or question), limit))
    return _chosen(asked, choice, store, teller, queries, limit)


def _chosen(
    asked: Question,
    choice: Choice,
    store: library.Store,
    teller: Teller,
    queries: Mapping[str, Query],
    limit: int,
) -> Answer:
    """The answer of the query chosen, or of the one that takes its place where it has no rows."""
    table = _run(choice, store, teller)
    if not table.rows and asked.kind == "said-by" and asked.slots.get("about"):
        # A statement may touch on somebody whom the graph does not list among its subjects.
        found = teller.said_by(replace(asked, text=asked.slots["about"]), limit)
        return _told(asked, found)
    if not table.rows and asked.kind == "visit":
        # A journey may be told as a meeting at the place.
        other = choose(replace(asked, kind="meetings"), queries)
        again = _run(other, store, teller) if other else table
        if other and again.rows:
            choice, table = other, again
    sentence = tell.sentence(asked, choice, table)
    shown = replace(table, rows=table.rows[:limit])
    if asked.kind == "said-by":
        shown = teller.numbered(shown)
    return Answer(
        asked.kind, choice.query.name, dict(choice.params), shown, sentence, not table.rows
    )


def _run(choice: Choice, store: library.Store, teller: Teller) -> Table:
    return library.run(choice.query, store, choice.params, search=teller.hits)


def _of_claim(asked: Question, teller: Teller) -> Question:
    """The question put to the claim that it speaks of, where the graph has it."""
    claim = teller.claim(asked)
    slots = {**asked.slots, "claim": claim} if claim else dict(asked.slots)
    return replace(asked, text="", slots=slots)


def _unknown(asked: Question) -> Answer:
    """What a question turns on is in no article."""
    what = "nobody" if asked.kind not in ("office", "speaks-for", "mentions") else "nothing"
    sentence = f"The articles know {what} called {asked.unknown}."
    queries = _queries()
    slot: Slot = "of" if asked.kind in ("office", "speaks-for") else "who"
    # The name goes into the query too: it finds as little.
    choice = choose(replace(asked, slots={slot: asked.unknown or "", **asked.slots}), queries)
    query = choice.query if choice else queries["who-said"]
    params = dict(choice.params) if choice else {}
    return Answer(asked.kind, query.name, params, Table(query.columns, ()), sentence, True)


def _told(asked: Question, said: Said) -> Answer:
    return Answer(asked.kind, said.query, dict(said.params), said.table, said.sentence, said.near)


def _queries() -> dict[str, Query]:
    """The queries there are; one that cannot be read is none."""
    found = {}
    for name in library.query_names():
        try:
            found[name] = library.find(name)
        except UsageError:
            continue
    return found
