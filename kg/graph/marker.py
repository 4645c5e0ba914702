"""The small file that says a store is whole, of which format, and what its IRIs begin with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.graph import iris

FORMAT: Final = 1
"""Version of what a store holds; a store of another version has to be built again."""

MARKER: Final = "kg-store.json"


def mark(folder: Path, base: str) -> None:
    """Marks a store as whole."""
    marker = json.dumps({"format": FORMAT, "base": base}, sort_keys=True)
    (folder / MARKER).write_text(marker + "\n", encoding="utf-8", newline="\n")


def base_of(folder: Path) -> str:
    """The base IRI of a whole store of our format."""
    if not folder.is_dir():
        raise StoreError(f"there is no store at {folder}; make one with kg build.")
    marker = folder / MARKER
    if not marker.is_file():
        if (folder / "CURRENT").exists():
            raise StoreError(f"the store at {folder} is not finished; build it again.")
        raise StoreError(f"{folder} is not a store of kg; make one with kg build.")
    try:
        found = json.loads(marker.read_text(encoding="utf-8"))
        version, base = found["format"], found["base"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{marker} cannot be read; build the graph again.") from error
    if version != FORMAT:
        raise StoreError(
            f"the store at {folder} has format {version}, this kg reads {FORMAT}; build it again."
        )
    return iris.check_base(str(base))


def refused(folder: Path | None, error: Exception) -> StoreError:
    where = folder if folder is not None else "in memory"
    if "lock" in str(error).lower():
        return StoreError(f"the store at {where} is in use by another process; try again later.")
    first = (str(error).splitlines() or [type(error).__name__])[0]
    return StoreError(f"the store at {where} cannot be used ({first.rstrip('.')}).")
