"""Writes docs/queries.md from the query files and the graph of the seeds.

python docs/make_queries.py makes the graph first; `page` takes one that is there.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.answer import library
from kg.answer.library import Cell, Query
from kg.build import build
from kg.graph.store import Store

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "queries.md"
SHOWN = 3
"""Rows of each example."""
WIDTH = 72
"""Characters of each cell."""

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "articles": {"from": "2018-03"},
    "attended": {"place": "Beijing", "status": "held"},
    "attitudes": {"holder": "China"},
    "chain": {"speaker": "Xi Jinping"},
    "claims": {"speaker": "Cheng Xiaohe"},
    "contradictions": {},
    "disagreements": {"matter": "official"},
    "duplicates": {},
    "entities": {"type": "State"},
    "leaders-met": {"state": "North Korea"},
    "may-be": {},
    "meeting-life": {"participant": "Moon Jae-in"},
    "meetings": {"place": "Dalian"},
    "meetings-ahead": {"on": "2018-03-28"},
    "meetings-between": {"state": "China", "with": "North Korea", "from": "2018"},
    "mentioned-in": {"name": "Peng Liyuan"},
    "mentions": {"name": "Li Keqiang"},
    "most-quoted": {"type": "Person"},
    "office-on-date": {"on": "2018-03-29", "of": "China"},
    "offices": {"person": "Moon Jae-in"},
    "open-questions": {"kind": "orphan-quotation"},
    "quoted-by": {"type": "Person"},
    "reports": {"participant": "Li Keqiang"},
    "restatements": {},
    "said-about": {"state": "South Korea"},
    "said-by": {"speaker": "Shi Yinhong"},
    "said-first": {},
    "said-to": {"addressee": "Kim Jong-un"},
    "sources": {"article": "004_56c4d0c3c287d962.txt"},
    "speaks-for": {},
    "timeline": {"person": "Wang Yi"},
    "via-only": {"via": "Xinhua"},
    "visits": {"place": "Pyongyang"},
    "who-met-whom": {"person": "Wang Yi"},
    "who-said": {"text": "China wants a bigger role"},
}

HEAD = """# Queries

Made from `queries/` and the graph of `seeds/` by `make docs`.

`kg query` lists the queries that come with kg; `kg query NAME -p parameter=value` runs one;
`kg query FILE.rq` runs a file of your own, `kg query -` what stands on standard input.

Parameters in bold must be given. Names match a label or an alias, first as typed or in the usual
capitals, else in any case; an address in angle brackets means one entity. A place is first what has
the name for its label: *Beijing* is the town, not China. Days, months and years (`2024-05-31`,
`2024-05`, `2024`) do for `from` and `to`, which are also called `since` and `until`; what has no
date passes neither. Columns that hold several values join them by `; ` in alphabetical order; `via`
keeps the order from the speaker outwards (four intermediaries at most). An absent value is empty,
in JSON `null`. Queries with a `limit` may have very many rows: they give 1,000, say on standard
error that there are more (in Python by `rows.cut`), and give all with `limit=0`. Which 1,000 is up
to the engine unless the query says so. Examples show three rows at most, cells cut, without the
columns of addresses.
"""

TAIL = """
## A million claims

Over 1,000,106 claims (67 million quads, 21 GB on disk, sorted as a large build sorts them; the
seeds, copied with other names, states and days) each query was asked with the parameters of its
first example, whose values are names and days of that graph, in a process of its own, on one of
two cores; another measurement ran on the other. A query is stopped after 60 seconds.

Beside it how often as long rdflib's own engine takes for the same text over its memory store, on
1,136 claims (76,284 triples): the million does not fit into memory. It was stopped after five
seconds, hence the `>`.

| query | given | rows | seconds | processor | rdflib : kg |
|---|---|---|---|---|---|
| articles | from | 1,000 (cut) | 0.93 | 0.84 | 85 |
| attended | participant | 300 | 0.49 | 0.45 | > 210 |
| attitudes | attitude | 1,000 (cut) | 0.63 | 0.57 | > 87 |
| chain | article | 60 | 0.04 | 0.04 | 25 |
| claims | speaker | 260 | 0.76 | 0.74 | 119 |
| contradictions | speaker | 0 | 0.03 | 0.03 | 23 |
| disagreements | participant | 100 | 0.08 | 0.07 | > 497 |
| duplicates | article | 0 | 0.01 | 0.01 | 48 |
| entities | type | 6 | 1.88 | 1.78 | 66 |
| leaders-met | state | 1,000 (cut) | 6.28 | 5.91 | > 473 |
| may-be | type | 0 | 0.01 | 0.01 | 129 |
| meeting-life | participant | 760 | 0.34 | 0.30 | > 53 |
| meetings | participant | 140 | 0.45 | 0.43 | 72 |
| meetings-ahead | on | 1,000 (cut) | 2.36 | 2.17 | 115 |
| meetings-between | state with | 0 | 1.86 | 1.41 | 255 |
| mentioned-in | name | 100 | 0.04 | 0.04 | 87 |
| mentions | name | 100 | 0.06 | 0.05 | 23 |
| most-quoted | type | 1,000 (cut) | 3.35 | 3.17 | 1,118 |
| office-on-date | on role | 706 | 1.71 | 1.52 | > 1,566 |
| offices | person | 260 | 0.13 | 0.11 | 19 |
| open-questions | kind | 1,000 (cut) | 0.41 | 0.34 | 17 |
| quoted-by | type | 1,000 (cut) | 6.12 | 5.88 | 494 |
| reports | article | 15 | 0.04 | 0.03 | 30 |
| restatements | speaker | 20 | 0.50 | 0.37 | 18 |
| said-about | about | 1,000 (cut) | 0.55 | 0.48 | > 70 |
| said-by | speaker about | 40 | 0.06 | 0.05 | 85 |
| said-first | speaker | 20 | 0.06 | 0.05 | > 1,063 |
| said-to | speaker | 40 | 0.45 | 0.45 | 46 |
| sources | article | 11 | 0.03 | 0.03 | 38 |
| speaks-for | of | 1,000 (cut) | 5.97 | 4.78 | > 963 |
| timeline | person | 660 | 1.72 | 1.67 | 18 |
| via-only | via | 20 | 0.07 | 0.06 | > 409 |
| visits | place | 1,000 (cut) | 0.83 | 0.78 | 77 |
| who-met-whom | person | 120 | 0.39 | 0.39 | 146 |

30 of the 34 take less than three seconds of the processor. `leaders-met` goes through all offices
twice; `quoted-by`, `most-quoted` and `speaks-for` add up the tallies of all articles. A name that
353 people of this graph have takes 0.7 seconds in `who-met-whom`, `attended` and `meetings`, and
4.9 in `timeline`. Queries with a `limit` give 1,000 rows unless told otherwise, so that their time
hardly grows with what there is to give; all rows (`limit=0`) take as long as they are many.

`who-said` is looked up by meaning first:
[search](search.md).

```console
$ python bench/queries.py --claims 1000000 --rdflib 1000 --seconds 5 --limit 60 -o FOLDER
```

## Writing your own

A query file is SPARQL 1.1 with a header. Every query sees the union of all graphs.

```sparql
# Question: Whose claims speak of this state, and how many are there?
# Param: state (entity, optional) the state
# Param: from (date, optional) only articles of this day, month or year, or later
# Example: state=France from=2024
# Columns: ?speaker_label ?claims ?articles
# List: ?articles

PREFIX kg: <https://newskg.example/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>

SELECT ?speaker_label (COUNT(DISTINCT ?claim) AS ?claims)
  (GROUP_CONCAT(DISTINCT ?article; separator="; ") AS ?articles)
WHERE {
  ?claim kg:speaker/rdfs:label ?speaker_label ; prov:wasQuotedFrom/schema:identifier ?article .
  FILTER (!BOUND(?param_state) || EXISTS { ?claim kg:about ?param_state })
  FILTER (!BOUND(?param_from) || EXISTS {
    ?claim prov:wasQuotedFrom/schema:datePublished ?day FILTER (STR(?day) >= STR(?param_from))
  })
}
GROUP BY ?speaker_label
ORDER BY DESC(?claims) ?speaker_label
```

* A parameter `x` arrives as the variable `?param_x`, bound at the start of the outermost `WHERE`.
  Of sub-selects it reaches only into one that stands first there, or into each of several that
  stand first with a `UNION` between them. One that is not given is unbound:
  `!BOUND(?param_x) || …`.
* Types are `text`, `name` (text without spaces around it), `date`, `int`, `iri`, and three that are
  looked up first: an `entity` or a `place` arrives as the addresses of whom the name may mean, a
  `search` as `?claim` and `?score` of what is said like it.
* Values are bound as RDF terms. Whatever stands in them, they never become part of the query.
* `FILTER (!BOUND(?param_x) || EXISTS { … ?param_x … })` and `FILTER (!BOUND(?param_x) || ?y =
  ?param_x)` are fast: with a value, kg writes them as joins, where that gives the same rows
  (`SELECT DISTINCT`, or aggregates that are `DISTINCT`; variables that every row has).
* Put what every row has before `BIND` and `OPTIONAL`. In a large graph keep an `OPTIONAL` to two
  patterns, with a further `OPTIONAL` inside for more; let each branch of a `UNION` have a variable
  that stands before it, and let no `OPTIONAL` hang on a variable that only some rows have. The
  engine works out anything else for the whole graph.
* Where there may be very many rows, pick them in a `SELECT DISTINCT … LIMIT 1000` that stands first
  in the `WHERE`, with the filters in it, and look up the rest around it. With `# Param: limit (int,
  optional) …` a user sets that number.
* What concerns nearly all of the graph is read many times as fast in sub-selects of one pattern
  each, which the engine reads from end to end and joins, as looked up row by row. `VALUES` of two
  classes and a `?x a ?class` outside a sub-select make the engine begin with all of both; let the
  pick select the class too. A filter on names that many articles repeat is put around a `GROUP BY`,
  which tests each name once.
* Let patterns that follow the pick hang together: rdflib's engine multiplies those that do not with
  one another (four labels of four variables are four `OPTIONAL`).
* Two articles may say the same triple, each in its own graph, and the union then has it twice:
  count and select `DISTINCT`.
* Some engines give no list at all when one of its values is unbound, hence `COALESCE(?x, "")` in
  `GROUP_CONCAT`. Name such columns in `# List:`; they are sorted and freed of empty pieces, since
  engines join in any order.
* Order the rows totally (end with an IRI), or two engines will give them differently.
* `FROM` and updates are refused, and so is what is nested or strung together beyond reason: a query
  reads this graph and nothing else. `SERVICE` is refused unless you allow it, by `kg query
  --allow-network` or in Python by `allow_network=True`: the endpoint that the query names is then
  sent what stands in its braces, and nothing besides reaches the network.

The shipped queries use nothing but SPARQL 1.1. The tests run each on Oxigraph, on rdflib, and on an
endpoint over HTTP, and compare the rows. On another engine bind a parameter yourself, an entity for
instance by a line `?param_speaker rdfs:label "Jane Doe" .` at the start of `WHERE`.
"""


def page(store: Store, index: Path) -> str:
    """The whole of docs/queries.md, from a graph of the seeds and its search index."""
    queries = library.queries()
    table = [f"| [`{q.name}`](#{q.name}) | {q.question} |" for q in queries]
    parts = [HEAD, "\n| query | answers |\n|---|---|\n", "\n".join(table), "\n"]
    for query in queries:
        parts += ["\n", "\n".join(section(query, store, index)), "\n"]
    return "".join([*parts, TAIL])


def section(query: Query, store: Store, index: Path) -> Iterator[str]:
    """One query: what it answers, its parameters, an example with its rows."""
    yield f"## {query.name}\n"
    yield f"{query.question}\n"
    for param in query.params:
        name = f"`{param.name}`" if param.optional else f"**`{param.name}`**"
        yield f"* {name} ({param.type}): {param.help}"
    yield ""
    if notes := [line[2:] for line in query.text.splitlines() if is_note(line)]:
        yield " ".join(notes) + "\n"
    given = EXAMPLES[query.name]
    options = "".join(f" -p {key}={quoted(value)}" for key, value in given.items())
    yield f"```console\n$ kg query {query.name}{options}\n```\n"
    rows = library.run(query, store, given, index=index).rows
    yield from shown(query, rows)


def is_note(line: str) -> bool:
    """Whether a line of the header says something to the reader."""
    return bool(re.match(r"# (?!\w+: )", line))


def quoted(value: str) -> str:
    """A value as a shell takes it."""
    return f'"{value}"' if " " in value else value


def shown(query: Query, rows: tuple[dict[str, Cell], ...]) -> Iterator[str]:
    """The first rows as a table, without columns that are empty or hold addresses."""
    if not rows:
        yield "No rows: nothing of the kind is in the seeds."
        return
    first = rows[:SHOWN]
    columns = [
        name
        for name in query.columns
        if any(row[name] is not None for row in first)
        and not any(str(row[name]).startswith("https://newskg.example/") for row in first)
    ]
    yield "| " + " | ".join(columns) + " |"
    yield "|" + "---|" * len(columns)
    for row in first:
        yield "| " + " | ".join(cell(row[name]) for name in columns) + " |"
    if len(rows) > SHOWN:
        yield f"\n… {len(rows) - SHOWN} more."


def cell(value: Cell) -> str:
    """A value in a cell of a table."""
    text = "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")
    return text if len(text) <= WIDTH else text[: WIDTH - 1].rstrip() + "…"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "kg-out"
        build([str(ROOT / "seeds")], out=out)
        with Store.open(out / "store") as opened:
            TARGET.write_text(page(opened, out / "search"), encoding="utf-8", newline="\n")
