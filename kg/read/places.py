"""Where the inputs lie: files in folders here, or below an address that fsspec reads."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Protocol
from urllib.parse import unquote

from kg.errors import RemoteError
from kg.records import Failure
from kg.storage import Storage, shown

FORMATS = (".txt", ".html", ".htm", ".pdf", ".jsonl", ".csv")
"""Endings of what is read in folders."""

_AHEAD = 16
"""Files that are fetched at a time over a network."""

READS = "kg reads .txt, .html, .pdf, .jsonl and .csv"


class File(Protocol):
    """A file to read."""

    @property
    def shown(self) -> str:
        """As the user gave it."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Its path below the input, name last."""

    @property
    def whole(self) -> tuple[str, ...]:
        """All of its path."""

    @property
    def real(self) -> str:
        """The same for the same file, however it is named."""

    def open(self) -> BinaryIO:
        """Its bytes.

        Raises:
            OSError, RemoteError: it cannot be read.
        """


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file of this machine."""

    path: Path
    shown: str
    parts: tuple[str, ...]

    @property
    def whole(self) -> tuple[str, ...]:
        """All of its path."""
        return self.path.absolute().parts

    @property
    def real(self) -> str:
        """Its path without links."""
        return os.path.realpath(self.path)

    def open(self) -> BinaryIO:
        """Its bytes."""
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a storage."""

    storage: Storage
    path: str
    shown: str
    parts: tuple[str, ...]

    @property
    def whole(self) -> tuple[str, ...]:
        """All of its path; of a file in an archive, that of the archive before it."""
        path = f"{self.storage.inside}/{self.path}"
        return tuple(part for part in path.split("/") if part)

    @property
    def real(self) -> str:
        """Its address."""
        return self.storage.address_of(self.path)

    def open(self) -> BufferedReader:
        """Its bytes."""
        return self.storage.open(self.path)


def opened(
    files: Iterable[File | Failure],
) -> Iterator[Failure | tuple[File, Callable[[], BinaryIO]]]:
    """The files in their order, each with what opens it, once.

    Of storages over a network the beginnings of the next few files, all of most, are fetched
    meanwhile: one after the other each would take as long as the way there and back.
    """
    ahead: deque[tuple[File | Failure, Future[BinaryIO] | None]] = deque()
    with ThreadPoolExecutor(_AHEAD, thread_name_prefix="kg-read") as threads:
        try:
            for file in files:
                begun = None
                if isinstance(file, RemoteFile) and file.storage.several:
                    begun = threads.submit(_begun, file)
                ahead.append((file, begun))
                if len(ahead) > _AHEAD:
                    yield _ready(*ahead.popleft())
            while ahead:
                yield _ready(*ahead.popleft())
        finally:
            for _, begun in ahead:
                if begun is not None and not begun.cancel():
                    begun.add_done_callback(_closed)


def _begun(file: RemoteFile) -> BinaryIO:
    stream = file.open()
    stream.peek()  # fills its buffer
    return stream


def _ready(
    file: File | Failure, begun: Future[BinaryIO] | None
) -> Failure | tuple[File, Callable[[], BinaryIO]]:
    if isinstance(file, Failure):
        return file
    return file, file.open if begun is None else begun.result


def _closed(begun: Future[BinaryIO]) -> None:
    if begun.exception() is None:
        begun.result().close()


def wanted(name: str) -> bool:
    """Whether a file of this name is read when its folder is."""
    return not name.startswith(".") and name.lower().endswith(FORMATS)


def plain(given: str) -> str:
    """The path of a `file://` address; anything else as it is."""
    if not given.startswith("file://"):
        return given
    path = given.removeprefix("file://").removeprefix("localhost")
    return path if "%" not in path or os.path.exists(path) else unquote(path)


def remote(given: str) -> Iterator[File | Failure]:
    """The files that an address stands for, a file, a folder or a pattern, sorted by path."""
    try:
        yield from _remote(given)
    except FileNotFoundError:
        yield _missing(given)
    except RemoteError as error:
        yield refused(shown(given), error)


def _remote(given: str) -> Iterator[File | Failure]:
    storage = Storage(given)
    if storage.is_file():
        yield _file(storage, storage.path, "")
    elif storage.is_folder():
        yield from _folder(storage)
    elif any(mark in given for mark in "*?["):
        found = [path for path in storage.matching() if _named(path, given)]
        if not found:
            yield Failure(shown(given), "no file matches; check the pattern")
        for path in found:
            yield _file(storage, path, "")
    else:
        yield _missing(given)


def _folder(storage: Storage) -> Iterator[File | Failure]:
    top = storage.path.rstrip("/") + "/"
    files = [_file(storage, path, top) for path in storage.below()]
    files = [
        file
        for file in files
        if wanted(file.parts[-1]) and not any(part.startswith(".") for part in file.parts)
    ]
    if not files:
        yield Failure(storage.address, f"there is no article in this folder; {READS}")
    yield from sorted(files, key=lambda file: file.parts)


def _named(path: str, pattern: str) -> bool:
    """Whether what matches is a file to read; a pattern with an ending asks for any file of it.

    What begins with a dot is hidden unless the pattern says so, as in patterns of files here.
    """
    asked = pattern.split("::")[0].split("/")
    parts = path.rstrip("/").split("/")
    if any(part.startswith(".") and part not in asked for part in parts):
        return False
    return wanted(parts[-1]) or ("." in asked[-1] and "." in parts[-1])


def _file(storage: Storage, path: str, top: str) -> RemoteFile:
    parts = tuple(path.removeprefix(top).split("/")) if top else (path.rpartition("/")[2],)
    return RemoteFile(storage, path, storage.address_of(path), parts)


def refused(source: str, error: RemoteError) -> Failure:
    """What is said of a file or folder that a storage refuses; its address is not said twice."""
    return Failure(source, str(error).removeprefix(f"{source} "))


def _missing(given: str) -> Failure:
    return Failure(shown(given), "there is no such file or folder; check the address")
