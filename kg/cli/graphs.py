"""An output folder opened for reading, and the rows of a query over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cli.formats import Row

if TYPE_CHECKING:
    from kg.graph.store import Store


@dataclass(frozen=True, slots=True)
class Graph:
    """A folder that kg build wrote, and its store."""

    folder: Path
    store: Store

    @property
    def index(self) -> Path:
        """Where the index for the search by meaning lies."""
        return self.folder / "search"


@contextmanager
def opened(folder: Path) -> Iterator[Graph]:
    """The graph in `folder`, closed at the end of the block.

    Raises:
        StoreError: there is none, or one of another version.
    """
    from kg.folder import check_folder
    from kg.graph.store import Store

    check_folder(folder)
    store = Store.open(folder / "store", read_only=True)
    try:
        yield Graph(folder, store)
    finally:
        store.close()


def rows_of(graph: Graph, name: str, values: Mapping[str, str] | None = None) -> list[Row]:
    """The rows of one of our own queries, in its order."""
    from kg.answer import library

    return list(library.run(library.find(name), graph.store, values).rows)
