"""The small file that says a store is whole: its format, its base, and the sizes of its files.

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
_DATA: Final = ("CURRENT", "MANIFEST-*", "*.sst")


def write(folder: Path, *, base: str) -> None:
    """Marks the store in a folder, which nobody has open, as whole."""
    found = {"format": FORMAT, "base": base, "files": _sizes(folder)}
    text = json.dumps(found, sort_keys=True)
    (folder / NAME).write_text(text + "\n", encoding="utf-8", newline="\n")


def remove(folder: Path) -> None:
    """Takes the mark from a store that is going to be written to."""
    (folder / NAME).unlink()


def base_of(folder: Path) -> str:
    """The base IRI of a whole store of our format.

    Raises:
        StoreError: it is missing, unfinished, or of another format.
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
        version, base = found["format"], found["base"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{marker} cannot be read; build the graph again.") from error
    if version != FORMAT:
        raise StoreError(
            f"the store at {folder} has format {version}, this kg reads {FORMAT}; build it again."
        )
    return iris.check_base(str(base))


def check_files(folder: Path) -> None:
    """Refuses a store whose files are not those that it was closed with.

    Raises:
        StoreError: one is missing, or has another size.
    """
    now = _sizes(folder)
    then = json.loads((folder / NAME).read_text(encoding="utf-8")).get("files", {})
    if wrong := sorted(name for name, size in then.items() if now.get(name) != size):
        raise StoreError(
            f"the store at {folder} is damaged ({wrong[0]} is missing or has another size); "
            "build the graph again."
        )


def _sizes(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_size for pattern in _DATA for path in folder.glob(pattern)}
