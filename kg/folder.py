"""The output folder: what may be replaced, what is a graph of ours, how a new one replaces it.

A build writes into `.NAME.new-…` beside the folder NAME, holding `.NAME.lock`. At the end the two
change places in one step, so that whenever it is killed a whole graph stands in NAME: the old one
or the new one. Systems that cannot do this move the old one away to `.NAME.old-…` first; whoever
comes next, to read or to write, puts it back when a kill came in between.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from kg import lock
from kg.errors import StoreError, UsageError

FORMAT = "4"
"""Version of the layout of an output folder; another version has to be built again."""

VERSION = "version"
"""The file that says it. It is written last and removed first: a folder without it is not whole."""

_PATIENCE = 2.0
"""Seconds that a reader waits for a graph that is just being put in place."""

_AT_CWD, _EXCHANGE = -100, 2  # of Linux's renameat2
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.EPERM)


def check_output(out: Path) -> None:
    """Refuses a path that must not be replaced: a file, or a folder that is no graph of ours.

    Raises:
        UsageError: it is one.
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out} is a file; choose a folder with -o.")
    if any(out.iterdir()) and not (out / VERSION).is_file():
        raise UsageError(f"{out} holds something that kg did not write; choose another with -o.")


def check_folder(folder: Path) -> Path:
    """The folder itself, when a graph of this version stands in it.

    Raises:
        StoreError: it is missing, something else, or of another version.
    """
    version = folder / VERSION
    if not folder.is_dir():
        _recover(folder)
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


def stamp(folder: Path) -> object:
    """What differs as soon as another graph stands in the folder; None when there is none."""
    try:
        found = (folder / VERSION).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """Keeps others from writing to `out` while the block runs.

    First it clears up after a build that was killed: what it left is removed, and an old graph
    that it had moved away is put back.

    Raises:
        StoreError: another build or update is at work there.
        UsageError: nothing can be written beside it.
    """
    out = out.resolve()
    if os.path.ismount(out):
        raise UsageError(f"{out} is a mount point and cannot be replaced; choose a folder in it.")
    with ExitStack() as stack:
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            locked = stack.enter_context(lock.held(_lock_of(out)))
        except BlockingIOError:
            raise StoreError(
                f"another kg is writing to {out}; wait until it is done, or choose another folder."
            ) from None
        except OSError as error:
            raise UsageError(
                f"nothing can be written in {out.parent} ({error.strerror}); choose another folder."
            ) from error
        if locked:
            _clear_up(out)
        yield


@contextmanager
def scratch(out: Path) -> Iterator[Path]:
    """An empty folder beside `out` that is gone when the block ends; what stands there stays.

    To be used in a block of `writing(out)`.
    """
    out = out.resolve()
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    try:
        yield fresh
    finally:
        _remove(fresh)


@contextmanager
def replaced(out: Path) -> Iterator[Path]:
    """An empty folder beside `out` that takes its place when the block ends without an error.

    To be used in a block of `writing(out)`.

    Raises:
        StoreError: the disk is full; what stood there stays.
    """
    out = out.resolve()
    with scratch(out) as fresh:
        try:
            yield fresh
            # mkdtemp makes a private folder; the result is as open as any other.
            fresh.chmod(out.stat().st_mode & 0o7777 if out.exists() else 0o777 & ~_umask())
            _sync(fresh)
            _put_in_place(fresh, out)
            _sync_folder(out.parent)
        except (OSError, StoreError) as error:
            if reason := _no_room(error):
                raise StoreError(
                    f"there is no room to write the graph in {out.parent} ({reason}); make some "
                    "and run the command again. What stood there is unchanged."
                ) from error
            raise


def _no_room(error: BaseException) -> str | None:
    """The system's words for a disk that is full, when that is what an error comes from."""
    codes = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    seen: BaseException | None = error
    while seen is not None:
        for words in map(os.strerror, codes):
            # The store's engine raises errors with the words and no number.
            if words in str(seen):
                return words
        seen = seen.__cause__
    return None


def _put_in_place(fresh: Path, out: Path) -> None:
    """Moves `fresh` to `out`; what stood there is at `fresh` then, or gone."""
    if not out.exists():
        fresh.rename(out)
    elif not _exchange(fresh, out):
        old = out.with_name(fresh.name.replace(f".{out.name}.new-", f".{out.name}.old-", 1))
        out.rename(old)
        try:
            fresh.rename(out)
        except BaseException:
            old.rename(out)
            raise
        _remove(old)


def _exchange(one: Path, other: Path) -> bool:
    """Lets two folders change places in one step; False where the system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = os.fsencode(one), os.fsencode(other)
    if rename(_AT_CWD, paths[0], _AT_CWD, paths[1], _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _recover(out: Path) -> None:
    """Puts back a graph that a killed build had moved away. Waits for one that is alive."""
    out = out.resolve()
    until = time.monotonic() + _PATIENCE
    while not out.exists() and any(_left(out, "old")):
        with suppress(OSError), lock.held(_lock_of(out)) as locked:
            if locked:
                _put_back(out)
            return
        if time.monotonic() > until:
            return
        time.sleep(0.01)


def _clear_up(out: Path) -> None:
    """Removes what killed builds left, whose lock is held here. None of them is alive."""
    if not out.exists():
        _put_back(out)
    for folder in (*_left(out, "new"), *_left(out, "old")):
        _remove(folder)


def _put_back(out: Path) -> None:
    whole = [folder for folder in _left(out, "old") if (folder / VERSION).is_file()]
    if whole:
        max(whole, key=lambda folder: folder.stat().st_ctime_ns).rename(out)


def _left(out: Path, kind: str) -> list[Path]:
    name = re.compile(rf"\.{re.escape(out.name)}\.{kind}-[a-z0-9_]{{8}}")
    with suppress(OSError):
        return sorted(path for path in out.parent.iterdir() if name.fullmatch(path.name))
    return []


def _lock_of(out: Path) -> Path:
    return out.with_name(f".{out.name}.lock")


def _remove(folder: Path) -> None:
    """Removes a folder as far as it goes, and first what says that it is whole."""
    with suppress(OSError):
        (folder / VERSION).unlink()
    shutil.rmtree(folder, ignore_errors=True)


def _sync(folder: Path) -> None:
    """Has the system write a folder to disk, so that a power cut after it leaves it whole."""
    for root, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(root, name), "r+b") as file:
                os.fsync(file.fileno())
        _sync_folder(Path(root))


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":  # which cannot open one
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
