"""An output folder opened for reading, and the rows of a query over it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.formats import Row

if TYPE_CHECKING:
    from kg.answer.library import Query
    from kg.api import Graph


def opened(folder: Path) -> Graph:
    """The graph in `folder`, to be used in a `with` block.

    Raises:
        StoreError: there is none, or one of another version.
    """
    # Imported here: the store is slow to load, and `kg --help` needs none.
    from kg.api import open

    return open(folder)


def rows_of(graph: Graph, name: str, values: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of one of our own queries, all of them, in its order."""
    from kg.answer import library

    return list(graph.query(name, {**all_of(library.find(name)), **(values or {})}))


def all_of(query: Query) -> dict[str, str]:
    """The parameter that makes a query give all of its rows; none where it always does."""
    return {"limit": "0"} if any(param.name == "limit" for param in query.params) else {}


def texts_of(graph: Graph) -> dict[str, str]:
    """The articles' texts as read, by their ids."""
    from kg.graph.terms import lexical

    found = {}
    for row in graph.store.select(
        "SELECT ?article ?text WHERE { "
        "?node <https://schema.org/identifier> ?article ; "
        "<https://schema.org/articleBody> ?text }"
    ):
        article, text = row["article"], row["text"]
        if article is not None and text is not None:
            found[lexical(article)] = lexical(text)
    return found
