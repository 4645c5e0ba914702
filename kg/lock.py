"""A lock on a file, which the system lets go when its holder ends, however it ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _take(file: int) -> None:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError(*error.args) from None
else:
    import fcntl

    def _take(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(path: Path) -> Iterator[bool]:
    """Holds the lock while the block runs; the file is there as long. Never waits.

    Yields:
        Whether it is really held: some network file systems know no locks.

    Raises:
        BlockingIOError: somebody else holds it.
        OSError: the file cannot be made.
    """
    file, locked = _taken(path)
    try:
        yield locked
    finally:
        # While it is held, where the system removes open files: nobody may hold a file that is
        # gone while another makes it anew. `_taken` looks for the rest of that race.
        if sys.platform != "win32":
            path.unlink(missing_ok=True)
        os.close(file)
        if sys.platform == "win32":
            with suppress(OSError):
                path.unlink()


def _taken(path: Path) -> tuple[int, bool]:
    while True:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _take(file)
        except BlockingIOError:
            os.close(file)
            raise
        except OSError:
            return file, False
        if _is_at(file, path):
            return file, True
        os.close(file)


def _is_at(file: int, path: Path) -> bool:
    """Whether the open file is still the one of this name: its last holder may have removed it."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False
