"""Records kept beside the graph, so that an update reads only what is new or changed.

`articles.jsonl.gz` holds the extractions, one a line, by article id; each is compressed by itself,
and `articles.index` tells where it begins: any one is read without the others, and what has not
changed is copied as it is. An extraction is used again only when the code, the model, the
gazetteers and the pipeline that made it are the same; else its article, which stands in it whole,
is annotated again.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import msgspec

from kg.errors import StoreError
from kg.records import Claim, Extraction
from kg.resources import code_digest, resource

NAME = "articles.jsonl.gz"

MAKERS = ("spacy", "onnxruntime", "tokenizers")
"""The packages whose version decides what is found."""

_GZIP = 31
"""zlib's name for the format of gzip; it writes no time, so that equal records are equal bytes."""
_LEVEL = 4

Record = TypeVar("Record")
Other = TypeVar("Other")


def maker(*, gazetteer_files: Sequence[Path], spacy_name: str | None) -> str:
    """A digest of all that decides what is extracted from an article."""
    files = (resource("ontology", "states.ttl"), *gazetteer_files)
    digest = hashlib.sha256(code_digest("annotate", "extract", files=files).encode())
    for package in MAKERS:
        digest.update(f"{package} {metadata.version(package)}\n".encode())
    digest.update(f"{spacy_name}".encode())
    return digest.hexdigest()


class _Head(msgspec.Struct, frozen=True):
    """What an index says: which tools made the records, and where each begins and how long it is,
    by id.
    """

    made_by: str
    records: list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Packed:
    """A record as it lies in an archive, packed elsewhere: it is copied without being read. Beside
    it what else was made there; see `kg.beside`.
    """

    name: str
    raw: bytes
    outline: bytes = b""
    vectors: bytes = b""


def pack(name: str, record: Any) -> Packed:
    """The record under this name, for `Writer.copy`."""
    return Packed(name, _packed(record))


def unpack(raw: bytes, decoder: msgspec.json.Decoder[Record]) -> Record:
    """The record that was packed.

    Raises:
        ValueError, zlib.error: it is broken, or of another kind than the decoder's.
    """
    return decoded(zlib.decompress(raw, _GZIP), decoder)


def decoded(line: bytes, decoder: msgspec.json.Decoder[Record]) -> Record:
    """The record that was `encoded`.

    Raises:
        ValueError: it is broken, or of another kind than the decoder's.
    """
    try:
        return decoder.decode(line)
    except msgspec.MsgspecError:
        if b"\\ud" not in line:
            raise
        return msgspec.convert(json.loads(line), decoder.type)  # type: ignore[no-any-return]


class Writer:
    """Writes records to a file, one after the other; a context manager."""

    def __init__(self, path: Path, *, made_by: str = "") -> None:
        """A new file; beside it an index that is written last: without it the file is no archive.

        Args:
            path: of the file.
            made_by: what a reader is to know of how the records were made.
        """
        self._path = path
        self._made_by = made_by
        self._file = path.open("w+b")
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, name: str, record: Any) -> None:
        """Writes a record under a name that no other has."""
        self.copy(name, _packed(record))

    def copy(self, name: str, raw: bytes) -> None:
        """Writes what `Archive.raw` gave."""
        self._places[name] = self._file.seek(0, os.SEEK_END), len(raw)
        self._file.write(raw)

    def raw(self, name: str) -> bytes:
        """A record that was written, as `Archive.raw` gives it."""
        start, size = self._places[name]
        self._file.seek(start)
        return self._file.read(size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        if kind is None:
            records = sorted((name, *place) for name, place in self._places.items())
            head = _Head(self._made_by, records)
            index_of(self._path).write_bytes(msgspec.json.encode(head) + b"\n")


class Archive(Generic[Record]):
    """The records of a file, in the order of their names; each is read when it is asked for, and
    not kept.
    """

    def __init__(self, path: Path, kind: type[Record]) -> None:
        """The archive that a `Writer` wrote.

        Args:
            path: of the file.
            kind: of its records.

        Raises:
            StoreError: it is missing or broken.
        """
        self._path = path
        try:
            head = msgspec.json.decode(index_of(path).read_bytes(), type=_Head)
            self._file = path.open("rb")
        except (OSError, msgspec.MsgspecError) as error:
            raise _broken(path, error) from None
        self.made_by = head.made_by
        self._places = head.records
        self.names = [name for name, _, _ in head.records]
        self._decoder = msgspec.json.Decoder(kind)

    def raw(self, name: str) -> bytes:
        """The record of this name as it lies in the file.

        Raises:
            KeyError: there is none. StoreError: it cannot be read.
        """
        return self._raw(self._place(name))

    def __contains__(self, name: object) -> bool:
        at = bisect_left(self.names, name) if isinstance(name, str) else len(self.names)
        return at < len(self.names) and self.names[at] == name

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Record]:
        return (self._record(at) for at in range(len(self)))

    def __getitem__(self, name: str) -> Record:
        """The record of this name.

        Raises:
            KeyError: there is none. StoreError: it cannot be read.
        """
        return self._record(self._place(name))

    def _record(self, at: int) -> Record:
        return self._unpacked(self._raw(at), self._decoder)

    def _unpacked(self, raw: bytes, decoder: msgspec.json.Decoder[Other]) -> Other:
        try:
            return unpack(raw, decoder)
        except (zlib.error, ValueError, msgspec.MsgspecError) as error:
            raise _broken(self._path, error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def _place(self, name: str) -> int:
        if name not in self:
            raise KeyError(name)
        return bisect_left(self.names, name)

    def _raw(self, at: int) -> bytes:
        _, start, size = self._places[at]
        try:
            self._file.seek(start)
            return self._file.read(size)
        except OSError as error:
            raise _broken(self._path, error) from None


class _Claims(msgspec.Struct):
    claims: tuple[Claim, ...]


class Extractions(Archive[Extraction]):
    """The extractions of a graph, by article id."""

    def __init__(self, folder: Path) -> None:
        """Those in a folder that `kg build` wrote; see `Archive`."""
        super().__init__(folder / NAME, Extraction)
        self._claims = msgspec.json.Decoder(_Claims)

    def claims(self, name: str) -> tuple[Claim, ...]:
        """The claims of an article, read without the rest of it; raises what `__getitem__` does."""
        return self._unpacked(self.raw(name), self._claims).claims


def remove(path: Path) -> None:
    """Removes an archive."""
    path.unlink()
    index_of(path).unlink()


def index_of(path: Path) -> Path:
    """The file that tells where the records of an archive begin."""
    return path.with_name(path.name.split(".")[0] + ".index")


def encoded(record: Any) -> bytes:
    """A record as JSON, on one line."""
    try:
        return msgspec.json.encode(record, order="deterministic")
    except UnicodeEncodeError:  # a lone surrogate, which is no UTF-8 and comes from broken dumps
        return json.dumps(msgspec.to_builtins(record, order="deterministic")).encode()


def _packed(record: Any) -> bytes:
    press = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return press.compress(encoded(record) + b"\n") + press.flush()


def _broken(path: Path, error: Exception) -> StoreError:
    return StoreError(f"{path} cannot be read ({error}); build the graph again.")
