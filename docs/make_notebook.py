"""Runs docs/tour.ipynb and writes what its cells give below them: python docs/make_notebook.py.

    python docs/make_notebook.py [FILE]    writes to FILE instead; the tests do that

It runs beside a copy of seeds/, as it would in docs/. Clocks and versions are left out of what is
written, so that the same graph gives the same file.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

import matplotlib.font_manager  # noqa: F401 - makes its cache here, not with a message in a cell
import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "docs" / "tour.ipynb"
SECONDS = 300
"""How long one cell may take, on a machine that is busy with something else."""


def executed(notebook: NotebookNode) -> NotebookNode:
    """The notebook with the outputs of today.

    Raises:
        CellExecutionError: a cell fails; the message has the cell and its traceback.
    """
    with tempfile.TemporaryDirectory() as temporary:
        shutil.copytree(ROOT / "seeds", Path(temporary) / "seeds")
        folder = Path(temporary) / "docs"
        folder.mkdir()
        client = NotebookClient(
            notebook, timeout=SECONDS, kernel_name="python3", record_timing=False,
            resources={"metadata": {"path": str(folder)}},
        )  # fmt: skip
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        client.execute(env=os.environ | {"PYTHONPATH": path})
    return plain(notebook)


def plain(notebook: NotebookNode) -> NotebookNode:
    """The notebook without what says when, by which version and in which order it was run."""
    notebook.metadata = NotebookNode(
        kernelspec={"display_name": "Python 3", "language": "python", "name": "python3"},
        language_info={"name": "python"},
    )
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number}"
        cell.metadata = NotebookNode()
        for output in cell.get("outputs", ()):
            output.get("metadata", {}).clear()
    return notebook


def written(notebook: NotebookNode) -> str:
    """The notebook as it is stored."""
    nbformat.validate(notebook)
    return nbformat.writes(notebook, version=4).rstrip("\n") + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else NOTEBOOK
    notebook = executed(nbformat.read(NOTEBOOK, as_version=4))
    target.write_text(written(notebook), encoding="utf-8", newline="\n")
