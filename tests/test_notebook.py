"""docs/tour.ipynb runs from top to bottom and gives what is stored below its cells."""

from __future__ import annotations

import difflib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest


def cells(path: Path) -> list[Any]:
    return list(nbformat.read(path, as_version=4).cells)


def texts(cell: Any) -> Iterator[str]:
    """What a cell gives, but for pictures, whose bytes hang on the library's version."""
    for output in cell.get("outputs", ()):
        yield output.get("text", "")
        yield from (text for kind, text in output.get("data", {}).items() if "image" not in kind)


@pytest.fixture(scope="module")
def today(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebook, run now."""
    target = tmp_path_factory.mktemp("notebook") / "tour.ipynb"
    script = root / "docs" / "make_notebook.py"
    done = subprocess.run(
        [sys.executable, script, target], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return target


def test_cells_give_what_is_stored(today: Path, root: Path) -> None:
    stored = cells(root / "docs" / "tour.ipynb")
    for old, new in zip(stored, cells(today), strict=True):
        assert old.source == new.source
        assert [o.output_type for o in old.get("outputs", ())] == [
            o.output_type for o in new.get("outputs", ())
        ], old.source
        # Not to the letter: another processor may round the model's last digits another way.
        one, two = (re.findall(r"\w+", " ".join(texts(cell))) for cell in (old, new))
        likeness = difflib.SequenceMatcher(None, one, two, autojunk=False).ratio()
        assert likeness > 0.8, f"run: make docs\n{old.source}\n{' '.join(two)}"


def test_no_clock_no_local_path_and_no_warning_is_stored(root: Path) -> None:
    stored = cells(root / "docs" / "tour.ipynb")
    given = "\n".join(text for cell in stored for text in texts(cell))
    assert given.count("\n") > 100
    assert not re.search(r"(?<![\w.])/(?:tmp|home|root|work|Users|var)/|\\Users\\", given)
    assert not re.search(r"\d\d:\d\d:\d\d|0x[0-9a-f]{6,}", given)
    streams = [o for cell in stored for o in cell.get("outputs", ()) if o.output_type == "stream"]
    assert {output.name for output in streams} == {"stdout"}
    assert not [cell.metadata for cell in stored if cell.metadata]
    pictures = [o for cell in stored for o in cell.get("outputs", ()) if "image/png" in str(o)]
    assert len(pictures) == 1
