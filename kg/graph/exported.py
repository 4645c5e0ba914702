"""A graph read back from a file that an export wrote, or any other program."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.errors import StoreError
from kg.graph.store import Store

ENDINGS: Final = {
    ".ttl": RdfFormat.TURTLE, ".nt": RdfFormat.N_TRIPLES, ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG, ".jsonld": RdfFormat.JSON_LD,
}  # fmt: skip


def read_exported(path: Path) -> Store:
    """The graph in a file, in memory, to be asked.

    Raises:
        StoreError: it cannot be read, or its name has none of the `ENDINGS`.
    """
    kind = ENDINGS.get(path.suffix.lower())
    if kind is None:
        known = ", ".join(sorted(ENDINGS))
        raise StoreError(f"{path} is no folder of kg's and has none of the endings {known}.")
    store = Store.in_memory()
    try:
        with path.open("rb") as file:
            store.load(pyoxigraph.parse(file, format=kind))
    except SyntaxError as error:
        raise StoreError(f"{path} is no {path.suffix[1:]} that can be read ({error}).") from None
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror or error}).") from None
    return store
