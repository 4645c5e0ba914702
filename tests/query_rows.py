"""The rows of every query on the seeds: `python -m tests.query_rows` writes tests/data/rows anew.

One file a query, one JSON object a line: a line with `params` begins a case, its rows follow. IRIs
are left out, so that the files can be read by people, and read they should be when they change.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.answer import library
from kg.answer.library import Cell, Query, Store

FOLDER = Path(__file__).parent / "data" / "rows"
SEEDS = Path(__file__).parent.parent / "seeds"

CASES: dict[str, list[dict[str, str]]] = {
    "articles": [{}, {"from": "2018-03-28", "to": "2018-03-28"}],
    "attended": [{"place": "Beijing"}, {"participant": "Moon Jae-in", "status": "held"}],
    "attitudes": [{"attitude": "fear"}, {"holder": "China"}],
    "duplicates": [{}],
    "chain": [{"speaker": "Xi Jinping"}],
    "claims": [{"speaker": "Cheng Xiaohe"}, {"about": "Japan"}],
    "contradictions": [{}],
    "disagreements": [{}],
    "entities": [{"type": "State"}, {"name": "xinhua news agency"}],
    "leaders-met": [{}, {"state": "South Korea"}],
    "may-be": [{}],
    "meeting-life": [{"participant": "Wang Yi"}],
    "meetings": [{}, {"place": "Dalian", "from": "2018"}],
    "meetings-ahead": [{"on": "2018-03-28"}, {"on": "2018-05", "participant": "China"}],
    "meetings-between": [{"state": "China", "with": "North Korea"}],
    "mentioned-in": [{"name": "Peng Liyuan"}, {"article": "004_56c4d0c3c287d962.txt"}],
    "mentions": [{"name": "Li Keqiang"}, {"name": "Taiwan"}],
    "most-quoted": [{}, {"type": "Person", "from": "2018-03-28", "to": "2018-03-28"}],
    "office-on-date": [{"on": "2018-03-29", "of": "China"}, {"on": "2018-04", "role": "leader"}],
    "offices": [{"person": "Moon Jae-in"}, {"of": "Sejong Institute"}],
    "open-questions": [{}],
    "quoted-by": [{"type": "Person"}],
    "reports": [{"participant": "Li Keqiang"}, {"article": "004_56c4d0c3c287d962.txt"}],
    "restatements": [{}],
    "said-about": [{"about": "Donald Trump"}, {"state": "South Korea"}],
    "said-by": [{"speaker": "Shi Yinhong"}, {"speaker": "China", "about": "North Korea"}],
    "said-first": [{}],
    "said-to": [{}],
    "sources": [{"article": "004_56c4d0c3c287d962.txt"}, {"source": "Xinhua"}],
    "speaks-for": [{}],
    "timeline": [{"person": "Wang Yi"}, {"person": "Moon Jae-in", "kind": "meeting"}],
    "via-only": [{}],
    "visits": [{}],
    "who-met-whom": [{"person": "Wang Yi"}, {"place": "Beijing"}],
    "who-said": [{"speaker": "Bonnie Glaser"}],
}
"""Parameters of each case, as a reader would give them."""


def plain(name: str) -> Query:
    """The query, all of whose parameters may be left out: `who-said` too lists without a text."""
    query = library.find(name)
    free = tuple(
        library.Param(p.name, p.type, optional=True, help=p.help) for p in query.params
    )  # fmt: skip
    return Query(query.name, query.text, query.kind, params=free, columns=query.columns,
                 lists=query.lists)  # fmt: skip


def rows(store: Store, name: str, params: dict[str, str], **how: Any) -> list[dict[str, Cell]]:
    """The rows of one case without IRIs and absent values."""
    found = library.run(plain(name), store, params, **how).rows
    return [
        {
            key: value
            for key, value in row.items()
            if value is not None and not str(value).startswith("https://newskg.example/")
        }
        for row in found
    ]


def expected(name: str) -> Iterator[tuple[dict[str, str], list[dict[str, Cell]]]]:
    """The cases of a query with the rows in its file."""
    case: tuple[dict[str, str], list[dict[str, Cell]]] | None = None
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if "params" in record:
            if case is not None:
                yield case
            case = (record["params"], [])
        elif case is not None:
            case[1].append(record)
    if case is not None:
        yield case


def write(store: Store) -> None:
    """All files, from a graph of the seeds."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, cases in CASES.items():
        lines = []
        for params in cases:
            lines.append(json.dumps({"params": params}, ensure_ascii=False))
            lines += [json.dumps(row, ensure_ascii=False) for row in rows(store, name, params)]
        text = "".join(f"{line}\n" for line in lines)
        (FOLDER / f"{name}.jsonl").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Build the graph of the seeds and write the files."""
    from kg.build import build
    from kg.graph.store import Store as Opened

    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "kg-out"
        build([str(SEEDS)], out=out)
        with Opened.open(out / "store") as store:
            write(store)


if __name__ == "__main__":
    main()
