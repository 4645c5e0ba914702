"""The small file that says a store is whole: its format, its base, the size of its list of files.

It is written when the store is closed, so that a store whose making was broken off is not taken for
whole. The engine itself opens a store whose list of files was cut short, and finds less in it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.graph import iris

FORMAT: Final = 1
"""Version of what a store holds; a store of another version has to be built again."""

NAME: Final = "kg-store.json"


def write(folder: Path, *, base: str) -> None:
    """Marks the store in a folder, which nobody has open, as whole."""
    found = {"format": FORMAT, "base": base, "lists": _lists(folder)}
    text = json.dumps(found, sort_keys=True)
    (folder / NAME).write_text(text + "\n", encoding="utf-8", newline="\n")


def remove(folder: Path) -> None:
    """Takes the mark from a store that is going to be written to."""
    (folder / NAME).unlink()


def base_of(folder: Path) -> str:
    """The base IRI of a whole store of our format.

    Raises:
        StoreError: it is missing, unfinished, damaged, or of another format.
    """
    if not folder.is_dir():
        raise StoreError(f"there is no store at {folder}; make one with kg build.")
    marker = folder / NAME
    if not marker.is_file():
        if (folder / "CURRENT").exists():
            raise StoreError(f"the store at {folder} is not finished; build it again.")
        raise StoreError(f"{folder} is not a store of kg; make one with kg build.")
    try:
        found = json.loads(marker.read_text(encoding="utf-8"))
        version, base, cut = found["format"], found["base"], _is_cut(folder, found.get("lists"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{marker} cannot be read; build the graph again.") from error
    if version != FORMAT:
        raise StoreError(
            f"the store at {folder} has format {version}, this kg reads {FORMAT}; build it again."
        )
    if cut:
        raise StoreError(f"the store at {folder} is damaged; build the graph again.")
    return iris.check_base(str(base))


def _is_cut(folder: Path, files: object) -> bool:
    """Whether a list of the engine's is shorter than when the store was closed.

    Other programs may have opened the store since, and begun a list of another name.
    """
    then = files if isinstance(files, dict) else {}
    return any(size < then.get(name, 0) for name, size in _lists(folder).items())


def _lists(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for path in folder.glob("MANIFEST-*")}


def refused(folder: Path | None, error: Exception) -> StoreError:
    """What is said when the engine refuses a store."""
    where = folder if folder is not None else "in memory"
    if "lock" in str(error).lower():
        return StoreError(f"the store at {where} is in use by another process; try again later.")
    first = (str(error).splitlines() or [type(error).__name__])[0]
    advice = "; build the graph again" if "orrupt" in first or "No such file" in first else ""
    return StoreError(f"the store at {where} cannot be used ({first.rstrip('.')}){advice}.")
