"""Files, folders, globs and standard input → articles, in a stable order, each with its own id."""

from __future__ import annotations

import glob
import io
import json
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError, RemoteError
from kg.read import pdf
from kg.read.article import MAX_CHARACTERS, make_article
from kg.read.dumps import read_csv, read_jsonl
from kg.read.encoding import decode
from kg.read.guard import guarded
from kg.read.html import looks_like_html, read_html
from kg.read.places import READS, File, LocalFile, opened, plain, refused, remote, wanted
from kg.records import Article, Failure
from kg.storage import is_address

MAX_BYTES = MAX_CHARACTERS
"""The largest text file read as one article, in bytes (20 MB); PDFs and pages have their own
bounds.
"""

TEXT, PAGE, PDF, JSONL, CSV = ".txt", ".html", ".pdf", ".jsonl", ".csv"
_FORMATS = {
    ".txt": TEXT, ".html": PAGE, ".htm": PAGE, ".pdf": PDF, ".jsonl": JSONL, ".csv": CSV
}  # fmt: skip


InFile = tuple[File, Iterable[Article | Failure]]
"""A file and what is in it."""

Reads = Callable[[Iterable[File | Failure], Mapping[File, str]], Iterator[Failure | InFile]]


def read_files(
    files: Iterable[File | Failure], ids: Mapping[File, str]
) -> Iterator[Failure | InFile]:
    """Files in their order, each with what is in it, which is read when it is asked for.

    Args:
        files: to be read; failures stay as they are.
        ids: what the article of each file is called.
    """
    for item in opened(files):
        if isinstance(item, Failure):
            yield item
        else:
            file, open_ = item
            yield file, _read_file(file, open_, ids[file])


def is_dump(name: str) -> bool:
    """Whether a file of this name holds many articles."""
    return _FORMATS.get(Path(name).suffix.lower()) in (JSONL, CSV)


def read_inputs(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None, reads: Reads = read_files
) -> Iterator[Article | Failure]:
    """Every article in `inputs`, each with an id of its own, and a `Failure` for all that cannot
    be read.

    Args:
        inputs: files, folders (read recursively; hidden files and unknown extensions are skipped),
            globs, addresses of any of these that fsspec reads, or `-` for standard input.
        stdin: where `-` reads from; standard input when None.
        reads: reads the files.

    Yields:
        In the order of `inputs`; within a folder or glob sorted by path, within a dump by row. A
        file given twice is read once. Of articles with the same id, files are told apart by their
        path below the input folder, rows by a number; their warnings say so.
    """
    found = [(given, list(_expand(given))) for given in inputs]
    ids = _file_ids([item for _, items in found for item in items if not isinstance(item, Failure)])
    seen: set[str] = set()
    done: set[str] = set()
    for given, items in found:
        if given == "-":
            yield from (_unique(item, seen) for item in _standard_input(stdin))
        for item in reads(_once(items, done), ids):
            if isinstance(item, Failure):
                yield item
                continue
            file, results = item
            for result in results:
                yield _unique(_told_apart(result, file, ids[file]), seen)


def _once(items: Iterable[File | Failure], done: set[str]) -> Iterator[File | Failure]:
    """The items without files that are done already; the others are from now on."""
    for item in items:
        if isinstance(item, Failure):
            yield item
        elif (real := item.real) not in done:
            done.add(real)
            yield item


def read_bytes(data: bytes, *, name: str) -> list[Article | Failure]:
    """The articles (one, or a dump's rows in order) in one file's content; a `Failure` for what
    fails.

    Args:
        data: the whole content.
        name: the file's name; its extension tells the format, and without one the content does.
    """
    return list(_read_stream(io.BytesIO(data), name=Path(name).name or name, source=name))


def _expand(given: str) -> Iterator[File | Failure]:
    """The files that one input stands for, sorted by path; a Failure when there is none."""
    if given == "-":
        return
    if "\0" in given:
        yield Failure(
            given.replace("\0", "\ufffd"), "there is no such file or folder; check the path"
        )
        return
    given = plain(given)
    if is_address(given):
        yield from remote(given)
        return
    path = Path(given)
    if path.is_dir():
        yield from _folder(path)
    elif path.exists():
        yield LocalFile(path, given, path.absolute().parts[-1:])
    elif glob.has_magic(given):
        names = sorted(glob.glob(given, recursive=True))
        if not names:
            yield Failure(given, "no file matches; check the pattern")
        for name in names:
            if os.path.isdir(name):
                if "**" not in given:
                    yield from _folder(Path(name))
            elif Path(name).suffix.lower() in _FORMATS or "." in given.rpartition("/")[2]:
                yield LocalFile(Path(name), name, Path(name).parts[-1:])
    else:
        yield Failure(given, "there is no such file or folder; check the path")


def _folder(folder: Path) -> Iterator[File | Failure]:
    """The readable files below `folder`, sorted by path; links that lead back up are followed
    once.
    """
    files: list[LocalFile] = []
    failures: list[Failure] = []
    visited = set()

    def note(error: OSError) -> None:
        failures.append(Failure(str(error.filename), _os_reason(error)))

    for root, folders, names in os.walk(folder, followlinks=True, onerror=note):
        real = os.path.realpath(root)
        if real in visited:
            folders.clear()
            continue
        visited.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            path = Path(root, name)
            if wanted(name):
                files.append(LocalFile(path, str(path), path.relative_to(folder).parts))
    yield from failures
    if not files and not failures:
        yield Failure(str(folder), f"there is no article in this folder; {READS}")
    yield from sorted(files, key=lambda file: file.parts)


def _file_ids(files: Sequence[File]) -> dict[File, str]:
    """An id for each file: its name; where names clash, as much of the path as tells them apart."""
    by_name: dict[str, dict[str, File]] = defaultdict(dict)
    for file in files:
        by_name[file.parts[-1]].setdefault(file.real, file)
    ids = {}
    for file in files:
        group = by_name[file.parts[-1]]
        ids[file] = _legible(file.parts[-1])
        if len(group) > 1:
            ids[file] = _legible(_apart(group[file.real], list(group.values())))
    return ids


def _apart(file: File, group: Sequence[File]) -> str:
    """The shortest end of the path, at least the part below the input folder, that no other file
    shares.
    """
    for more in range(len(file.whole) + 1):
        mine = _end(file, more)
        if sum(_end(other, more) == mine for other in group) == 1:
            return mine
    return file.real


def _end(file: File, more: int) -> str:
    whole = file.whole
    return "/".join(whole[-min(len(whole), len(file.parts) + more) :])


def _told_apart(item: Article | Failure, file: File, name: str) -> Article | Failure:
    if isinstance(item, Failure) or name == _legible(file.parts[-1]):
        return item
    note = f"several inputs are called {_legible(file.parts[-1])}; this one has the id {item.id}"
    return replace(item, warnings=(*item.warnings, note))


def _unique(item: Article | Failure, seen: set[str]) -> Article | Failure:
    """`item`, with a number behind its id when an earlier article has that id."""
    if isinstance(item, Failure):
        return item
    name, number = item.id, 2
    while name in seen:
        name = f"{item.id}#{number}"
        number += 1
    seen.add(name)
    if name == item.id:
        return item
    note = f"an earlier article has the id {item.id}; this one has the id {name}"
    return replace(item, id=name, warnings=(*item.warnings, note))


def _read_file(file: File, open_: Callable[[], BinaryIO], name: str) -> Iterator[Article | Failure]:
    try:
        with open_() as stream:
            yield from _read_stream(stream, name=name, source=_legible(file.shown))
    except OSError as error:
        yield Failure(_legible(file.shown), _os_reason(error))
    except RemoteError as error:
        yield refused(_legible(file.shown), error)


def _standard_input(stdin: BinaryIO | None) -> Iterator[Article | Failure]:
    try:
        yield from _read_stream(stdin or sys.stdin.buffer, name="stdin", source="standard input")
    except OSError as error:
        yield Failure("standard input", _os_reason(error))


def _read_stream(stream: BinaryIO, *, name: str, source: str) -> Iterator[Article | Failure]:
    """What one file holds. The format goes by the name's extension, else by the first bytes."""
    kind = _FORMATS.get(Path(name.rpartition("/")[2]).suffix.lower())
    if kind == CSV:
        yield from read_csv(stream, name=name, source=source)
        return
    if kind == JSONL:
        yield from read_jsonl(stream, name=name, source=source)
        return
    data = stream.read(max(MAX_BYTES, pdf.MAX_BYTES) + 1)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        kind = PDF
    elif kind is None:
        kind = PAGE if looks_like_html(data) else JSONL if _looks_like_jsonl(data) else TEXT
    if kind == JSONL:
        yield from read_jsonl(io.BytesIO(data), name=name, source=source)
        return
    yield guarded(partial(_one, data, kind, name=name, source=source), source=source)


def _one(data: bytes, kind: str, *, name: str, source: str) -> Article:
    if not data.strip():
        raise InputError("it is empty: there is no text in it")
    if kind == PDF:
        return pdf.read_pdf(data, id=name, source=source)
    if kind == PAGE:
        return read_html(data, id=name, source=source)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"it is larger than {MAX_BYTES // 10**6} MB, too much for one article; "
            "if it holds many, give them as .jsonl or .csv, one a row"
        )
    decoded = decode(data)
    return make_article(decoded.text, id=name, source=source, warnings=decoded.warnings)


def _looks_like_jsonl(data: bytes) -> bool:
    first = data[: 2**20].lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0].strip()
    if not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _legible(name: str) -> str:
    """A file name whose bytes are not UTF-8, with U+FFFD for them."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _os_reason(error: OSError) -> str:
    reason = (error.strerror or "it cannot be read").lower()
    return f"it cannot be opened ({reason}); check the path and its permissions"
