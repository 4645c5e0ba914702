"""The output folder: what may be replaced, what is a graph of ours, how a new one replaces it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import StoreError, UsageError

FORMAT = "2"
"""Version of the layout of an output folder; another version has to be built again."""


def check_output(out: Path) -> None:
    """Refuses a path that must not be replaced: a file, or a folder that is no graph of ours.

    Raises:
        UsageError: it is one.
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out} is a file; choose a folder with -o.")
    if any(out.iterdir()) and not (out / "version").is_file():
        raise UsageError(f"{out} holds something that kg did not write; choose another with -o.")


def check_folder(folder: Path) -> Path:
    """The folder itself, when a graph of this version stands in it.

    Raises:
        StoreError: it is missing, something else, or of another version.
    """
    version = folder / "version"
    if not folder.is_dir():
        raise StoreError(
            f"there is no graph at {folder}; make one with: kg build INPUT -o {folder}"
        )
    if not version.is_file():
        raise StoreError(f"{folder} is not a folder that kg build wrote; name one with -k.")
    found = version.read_text(encoding="utf-8", errors="replace").strip()
    if found != FORMAT:
        raise StoreError(
            f"{folder} has format {found[:20]!r} and this kg reads {FORMAT!r}; build it again."
        )
    return folder


@contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """An empty folder beside `out` that takes its place when the block ends without an error."""
    out = out.resolve()
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    try:
        yield fresh
        # mkdtemp makes a private folder; the result is as open as any other.
        fresh.chmod(out.stat().st_mode & 0o7777 if out.exists() else 0o777 & ~_umask())
        if out.exists():
            old = Path(tempfile.mkdtemp(prefix=f".{out.name}.old-", dir=out.parent))
            out.rename(old / "old")
            fresh.rename(out)
            shutil.rmtree(old)
        else:
            fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
