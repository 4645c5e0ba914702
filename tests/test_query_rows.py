"""The rows of every query on the seeds, on kg's store and on an endpoint asked over HTTP.

The files in tests/data/rows are written by `python -m tests.query_rows`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from kg.answer import library
from kg.graph.store import Store
from tests import query_rows
from tests.endpoint import Client, endpoint

NAMES = pytest.mark.parametrize("name", sorted(query_rows.CASES))


@pytest.fixture(scope="module")
def store(seeds_graph: Path) -> Iterator[Store]:
    with Store.open(seeds_graph / "store") as opened:
        yield opened


@pytest.fixture(scope="module")
def client(seeds_graph: Path) -> Iterator[Client]:
    """The exported Turtle in an engine of its own, asked over HTTP."""
    engine = pyoxigraph.Store()
    engine.bulk_load(path=seeds_graph / "graph.ttl", format=pyoxigraph.RdfFormat.TURTLE)
    with endpoint(engine) as address:
        yield Client(address)


def test_every_query_has_its_rows() -> None:
    assert set(query_rows.CASES) == set(library.query_names())
    assert {path.stem for path in query_rows.FOLDER.iterdir()} == set(query_rows.CASES)


@NAMES
def test_rows(store: Store, name: str) -> None:
    cases = list(query_rows.expected(name))
    assert [params for params, _ in cases] == query_rows.CASES[name]
    for params, rows in cases:
        found = query_rows.rows(store, name, params)
        assert same_but_for_few(found, rows), (params, found)


def same_but_for_few(found: list[dict[str, Any]], expected: list[dict[str, Any]]) -> bool:
    """Whether the rows are the same ones in the same order, but for one in twenty; of three rows
    or more one may always differ.

    The model's last digits differ between processors, and with them now and then a reading. One
    more or less moves the numbers of those behind it, so that `order` only has to ascend.
    """
    for _, rows in groupby(found, key=lambda row: row.get("article")):
        orders = [row["order"] for row in rows if "order" in row]
        assert orders == sorted(orders), orders
    lines = [
        [json.dumps({**row, "order": None}, sort_keys=True) for row in rows]
        for rows in (found, expected)
    ]
    equal = sum(b.size for b in SequenceMatcher(None, *lines, autojunk=False).get_matching_blocks())
    most = max(map(len, lines))
    return most - equal <= max(most / 20, 1 if most >= 3 else 0)


@NAMES
def test_an_endpoint_gives_the_same_rows_to_the_file_as_it_is(
    store: Store, client: Client, name: str
) -> None:
    query = query_rows.plain(name)
    for params in query_rows.CASES[name]:
        ours = library.run(query, store, params).rows
        assert library.run(query, client, params, narrow=False).rows == ours, params
