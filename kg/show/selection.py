"""The part of a graph that a page can hold: all, or its heaviest part where that is too much.

Who said most, and of whom most is said, comes first: their latest claims, with all that these
point to; and the meetings that most articles tell of. What is left out is counted, never read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kg.graph.sparql import bind, written
from kg.show.rows import PREFIXES, QUERIES, Row, Rows, Selects, lexical, read_rows

MOST_CLAIMS = 4_000
MOST_MEETINGS = 500
"""A graph with more of them is shown in part."""
EACH = 400
"""Claims of one speaker at most, so that there is room for others."""
_BATCH = 500
_SPEAKERS = 10
"""Whose claims are read at a time."""
_DEPTH = 4

Term = Any
"""An IRI as the store gives it."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows of a page, and how many claims and meetings the graph has in all."""

    rows: Rows
    claims: int
    meetings: int


def selection(store: Selects, *, focus: str | None = None) -> Selection:
    """What a page shows of a graph; the same for the same graph.

    Args:
        store: what answers SPARQL SELECT.
        focus: a name; who has it comes first.
    """
    claims = _count(store, "?it a kg:Claim")
    meetings = _count(store, "?it a ?type VALUES ?type { kg:Meeting kg:Visit }")
    if claims <= MOST_CLAIMS and meetings <= MOST_MEETINGS:
        return Selection(read_rows(store), claims, meetings)
    return Selection(_heaviest(store, focus), claims, meetings)


def _heaviest(store: Selects, focus: str | None) -> Rows:
    found = _Reader(store)
    dates = _dates(store)
    chosen = _claims(store, focus, dates)
    found.read("embeds", "claim", chosen)
    for _ in range(_DEPTH):
        inner = found.values("inner") - chosen
        if not inner:
            break
        chosen |= inner
        found.more("embeds", "claim", inner)
    for name in ("claims", "about", "joint", "steps", "alike", "contrary"):
        found.read(name, "claim", chosen)
    meetings = _meetings(store)
    for name in ("meetings", "participants", "reports", "disagreements"):
        found.read(name, "meeting", meetings)
    entities = found.values("speaker", "agent", "entity", "place")
    found.read("offices", "office", _offices(store, entities, dates))
    entities |= found.values("of")
    found.read("entities", "entity", entities)
    found.more("entities", "entity", found.values("state") - entities)
    entities |= found.values("state")
    found.read("aliases", "entity", entities)
    articles = found.values("article")
    found.read("articles", "article", articles)
    found.read("mentions", "article", articles, among=entities)
    return found.rows()


class _Reader:
    """Reads rows about some things, and keeps them by the name of their query."""

    def __init__(self, store: Selects) -> None:
        self._store = store
        self._found: dict[str, list[Mapping[str, Term]]] = {}

    def read(
        self,
        name: str,
        variable: str,
        terms: Collection[Term],
        *,
        among: Collection[Term] | None = None,
    ) -> Sequence[Mapping[str, Term]]:
        """The rows of one of our queries in which a variable is one of these.

        Args:
            name: of the query.
            variable: whose values are given.
            terms: the values.
            among: of the rows only those with one of these entities; all when None.
        """
        self._found[name] = []
        return self.more(name, variable, terms, among=among)

    def more(
        self,
        name: str,
        variable: str,
        terms: Collection[Term],
        *,
        among: Collection[Term] | None = None,
    ) -> Sequence[Mapping[str, Term]]:
        """As `read`, beside what was read with the query before."""
        rows = self._found[name]
        chosen = " ".join(written(term) for term in sorted(among or (), key=lexical))
        for part in _batches(sorted(terms, key=lexical)):
            query = bind(QUERIES[name], values={variable: part})
            if among is not None:
                # Outside of it: what is counted begins at the terms, and few rows come out.
                query = f"SELECT * WHERE {{ {{ {query} }} VALUES ?entity {{ {chosen} }} }}"
            rows += self._store.select(PREFIXES + query)
        return rows

    def values(self, *variables: str) -> set[Term]:
        """What the variables are in the rows so far."""
        rows = (row for rows in self._found.values() for row in rows)
        return {row[v] for row in rows for v in variables if row.get(v) is not None}

    def rows(self) -> dict[str, list[Row]]:
        """All that was read, as `read_rows` gives it."""
        return {
            name: [{k: lexical(t) for k, t in row.items() if t is not None} for row in rows]
            for name, rows in self._found.items()
        }


def _dates(store: Selects) -> dict[Term, str]:
    """When each dated article was published."""
    query = "SELECT ?article ?date WHERE { ?article schema:datePublished ?date }"
    return {row["article"]: lexical(row["date"]) for row in _select(store, query)}


def _claims(store: Selects, focus: str | None, dates: Mapping[Term, str]) -> set[Term]:
    """The latest claims of those who say most, and are spoken of most."""
    weights: dict[Term, int] = {}
    for predicate in ("kg:speaker", "kg:about"):
        query = f"""
SELECT ?entity (COUNT(?claim) AS ?n) WHERE {{ ?claim {predicate} ?entity }}
GROUP BY ?entity"""
        for row in _select(store, query):
            weights[row["entity"]] = weights.get(row["entity"], 0) + int(lexical(row["n"]))
    first = set(_called(store, focus)) if focus is not None else set()
    order = sorted(
        (term for term in weights if not lexical(term).endswith("#Unknown")),
        key=lambda term: (term not in first, -weights[term], lexical(term)),
    )
    chosen: set[Term] = set()
    for part in _batches(order, size=_SPEAKERS):
        query = bind(
            PREFIXES + """
SELECT ?claim ?speaker ?article WHERE {
  ?claim kg:speaker ?speaker ; prov:wasQuotedFrom ?article .
}""",
            values={"speaker": part},
        )  # fmt: skip
        said: dict[Term, list[tuple[str, str, Term]]] = {}
        for row in store.select(query):
            day = dates.get(row["article"], "")
            said.setdefault(row["speaker"], []).append((day, lexical(row["claim"]), row["claim"]))
        for speaker in part:
            latest = sorted(said.get(speaker, ()), key=lambda c: c[:2], reverse=True)
            most = MOST_CLAIMS if speaker in first else EACH
            chosen.update(claim for _, _, claim in latest[:most])
            if len(chosen) >= MOST_CLAIMS:
                return chosen
    return chosen


def _offices(store: Selects, people: Collection[Term], dates: Mapping[Term, str]) -> set[Term]:
    """Of each office that these are said to hold or have held the latest report."""
    latest: dict[tuple[Term, ...], tuple[str, str, Term]] = {}
    for part in _batches(sorted(people, key=lexical)):
        query = bind(
            PREFIXES + """
SELECT ?office ?person ?role ?of ?tenure ?article WHERE {
  ?office org:member ?person ; a kg:OfficeHolding ; org:role ?role ; prov:wasQuotedFrom ?article .
  OPTIONAL { ?office org:organization ?of }
  OPTIONAL { ?office kg:tenure ?tenure }
}""",
            values={"person": part},
        )  # fmt: skip
        for row in store.select(query):
            key = tuple(row.get(name) for name in ("person", "role", "of", "tenure"))
            told = (dates.get(row["article"], ""), lexical(row["office"]), row["office"])
            if key not in latest or latest[key][:2] < told[:2]:
                latest[key] = told
    return {office for *_, office in latest.values()}


def _meetings(store: Selects) -> set[Term]:
    """The meetings that most articles tell of."""
    query = """
SELECT ?meeting (COUNT(?report) AS ?n) WHERE { ?report kg:reports ?meeting } GROUP BY ?meeting"""
    told = [(-int(lexical(row["n"])), lexical(row["meeting"]), row["meeting"])
            for row in _select(store, query)]  # fmt: skip
    return {meeting for _, _, meeting in sorted(told, key=lambda t: t[:2])[:MOST_MEETINGS]}


def _called(store: Selects, name: str) -> Iterator[Term]:
    """The entities with this label, alias or IRI."""
    folded = name.strip().casefold()
    query = "SELECT ?entity ?name WHERE { ?entity rdfs:label|skos:altLabel ?name }"
    for row in _select(store, query):
        if folded in (lexical(row["name"]).casefold(), lexical(row["entity"]).casefold()):
            yield row["entity"]


def _count(store: Selects, pattern: str) -> int:
    rows = _select(store, f"SELECT (COUNT(DISTINCT ?it) AS ?n) WHERE {{ {pattern} }}")
    return sum(int(lexical(row["n"])) for row in rows)


def _select(store: Selects, query: str) -> Iterable[Mapping[str, Term]]:
    return store.select(PREFIXES + query)


def _batches(terms: Iterable[Term], *, size: int = _BATCH) -> Iterator[list[Term]]:
    rest = iter(terms)
    while part := list(islice(rest, size)):
        yield part
