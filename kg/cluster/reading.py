"""Files of a storage that all machines reach, read into articles by the workers of a cluster.

Files of this machine are read here, and so are dumps, of which one may hold millions of articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import cache
from importlib import metadata
from itertools import groupby
from typing import TYPE_CHECKING

from kg.cluster.connection import Connection, WorkersDiedError, connected
from kg.errors import ModelError
from kg.pool import Cluster
from kg.read import inputs
from kg.read.inputs import InFile
from kg.read.places import File, RemoteFile
from kg.records import Article, Failure
from kg.resources import code_digest

if TYPE_CHECKING:
    from distributed import Future

TOGETHER = 32
"""Files of one task: their delays add up to some seconds, beside which handing them over does not
count."""

READERS = ("trafilatura", "lxml", "pypdf", "charset-normalizer", "dateparser")
"""The packages whose version decides what is read."""

Named = tuple[tuple[RemoteFile, str], ...]
"""Files, each with the id of its article."""


def read_files(
    files: Iterable[File | Failure], ids: Mapping[File, str], *, cluster: Cluster
) -> Iterator[Failure | InFile]:
    """As `kg.read.inputs.read_files`, with what the workers can read read by them.

    What a worker cannot read is tried here: it may have no right to, or die of it.

    Raises:
        RemoteError: the cluster cannot be reached or goes away.
        ModelError: a worker would read other words than this machine.
    """
    with connected(cluster.address) as connection:
        begun = (
            (some, _handed_out(connection, some, ids) if there else None)
            for there, some in _batches(files)
        )
        with closing(connection.in_order(begun)) as tasks:
            for some, future in tasks:
                yield from _read(connection, some, future, ids)


def read_part(named: Named, made_by: str) -> list[list[Article | Failure]]:
    """Runs on a worker: what is in each of the files.

    Raises:
        ModelError: it is not read here as where the digest was made.
    """
    if reads_by() != made_by:
        raise ModelError(
            "a worker has another version of kg, or of the packages that it reads files with "
            f"({', '.join(READERS)}), than this machine; install the same on all machines."
        )
    read = inputs.read_files((file for file, _ in named), dict(named))
    return [list(found) for _, found in (one for one in read if not isinstance(one, Failure))]


@cache
def reads_by() -> str:
    """A digest of all that decides which words are read from a file."""
    versions = (f"{name} {metadata.version(name)}" for name in READERS)
    return " ".join((code_digest("read"), *versions))


def _batches(files: Iterable[File | Failure]) -> Iterator[tuple[bool, list[File | Failure]]]:
    """Files on end that are read in one place, some at a time, and whether by a worker."""
    for there, group in groupby(files, key=_by_workers):
        some: list[File | Failure] = []
        for file in group:
            some.append(file)
            if len(some) == TOGETHER:
                yield there, some
                some = []
        if some:
            yield there, some


def _by_workers(file: File | Failure) -> bool:
    if not isinstance(file, RemoteFile) or not file.storage.several:
        return False
    return not inputs.is_dump(file.path)


def _handed_out(
    connection: Connection, some: list[File | Failure], ids: Mapping[File, str]
) -> Future:
    named = tuple((file, ids[file]) for file in some if isinstance(file, RemoteFile))
    return connection.submit(read_part, named, reads_by())


def _read(
    connection: Connection,
    some: list[File | Failure],
    future: Future | None,
    ids: Mapping[File, str],
) -> Iterator[Failure | InFile]:
    """What is in files that are handed out, or are read here."""
    if future is None:
        yield from inputs.read_files(some, ids)
        return
    results: list[list[Article | Failure]]
    try:
        results = connection.result(future)
    except WorkersDiedError:
        results = [[] for _ in some]
    for file, found in zip(some, results, strict=True):
        if isinstance(file, Failure) or not found or isinstance(found[0], Failure):
            yield from inputs.read_files([file], ids)
        else:
            yield file, found
