"""What runs on a worker of a cluster: articles through the model and the extractors.

One task at a time runs in a process, however many threads it has: the model was not made for more.
With shards, a task leaves what it found in storage that all machines share, under a name made of
the articles and of what reads them. Where it finds its own shard there, from a build that broke
off, it has nothing to do.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock, Timer
from typing import TYPE_CHECKING, TypeAlias
from uuid import uuid4

import msgspec

from kg import __version__
from kg.archive import MAKERS, Packed, encoded
from kg.beside import resolved_by, with_beside
from kg.errors import ModelError, StoreError
from kg.meaning.encoder import Encoder
from kg.pool import Chunk, Tools, read_chunk
from kg.processes import patience
from kg.records import Article, Extraction, Failure
from kg.storage import Storage

if TYPE_CHECKING:
    from kg.annotate import Pipeline
    from kg.extract.gazetteer import Gazetteer

Files: TypeAlias = tuple[tuple[str, bytes], ...]
"""Names and contents."""

_ONE = Lock()


@dataclass(frozen=True, slots=True)
class Unit:
    """The articles of one task: chunks that are annotated one after the other."""

    chunks: tuple[tuple[Article, ...], ...]


@dataclass(frozen=True, slots=True)
class Kit:
    """What a worker reads with: the user's gazetteers whole, for it may not have the files.

    `made_by` is the digest that `Tools.maker` must give on the worker too.
    """

    spacy_name: str | None
    gazetteers: Files
    made_by: str


class Shard(msgspec.Struct, frozen=True):
    """Where the records of a unit lie in the shared storage: each one's name and length in bytes,
    one after the other in a file, and the lengths of its outline and vectors in another; what could
    not be read; the seconds it took.
    """

    name: str
    records: list[tuple[str, int, int, int]]
    failures: list[Failure]
    annotate: float
    extract: float


def versions(kit: Kit) -> dict[str, str]:
    """What decides what this process would find, by name: versions, and a digest of the rest."""
    found = {"kg": __version__, **{name: metadata.version(name) for name in MAKERS}}
    with TemporaryDirectory(prefix="kg-") as folder:
        return found | {"model": resolved_by(_tools(kit, Path(folder)))}


def meet(address: str, name: str) -> None:
    """Nothing, if this process finds a file below an address, and can put one beside it.

    Raises:
        FileNotFoundError: it is not there. RemoteError: the storage cannot be reached.
    """
    storage = Storage(address)
    storage.read(name)
    mine = f"{name}-{uuid4().hex}"
    storage.write(mine, b"")
    storage.remove(mine)


def kept(kit: Kit) -> Kit:
    """The kit itself: the task whose result all others share, and which is done again when the
    worker that held it is lost.
    """
    return kit


def read(unit: Unit, kit: Kit, shards: str | None) -> Chunk | Shard:
    """What is in the articles of a unit, packed for the archive, or the shard that holds it.

    Raises:
        ModelError: this worker would find other things than the machine that asks.
        RemoteError: the shared storage cannot be reached.
    """
    storage = Storage(shards) if shards is not None else None
    name = _name(unit, kit)
    if storage is not None and (found := _left(storage, name)) is not None:
        return found
    with _ONE:
        pipeline, gazetteer, encoder = _loaded(kit)
        done = []
        for chunk in unit.chunks:
            with in_time(patience(chunk)):
                read_ = read_chunk(chunk, pipeline, gazetteer)
                packed = tuple(_packed(one, gazetteer, encoder) for one in read_.found)
                done.append(replace(read_, found=packed))
    result = Chunk(
        found=tuple(one for chunk in done for one in chunk.found),
        annotate=sum(chunk.annotate for chunk in done),
        extract=sum(chunk.extract for chunk in done),
    )
    return result if storage is None else _put(storage, name, result)


@contextmanager
def in_time(seconds: float, end: Callable[[int], object] = os._exit) -> Iterator[None]:
    """Ends this process when the block takes longer, as if what it reads had killed it.

    Nothing else stops a reader that hangs, and the scheduler would wait for ever.
    """
    timer = Timer(seconds, end, (1,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def unpacked(storage: Storage, shard: Shard, unit: Unit) -> Chunk:
    """What a shard holds, in the order of the unit's articles.

    Raises:
        StoreError: it is not what the worker wrote.
        RemoteError: the shared storage cannot be reached.
    """
    address = f"{storage.address}/{shard.name}"
    try:
        data = storage.read(f"{shard.name}.jsonl.gz")
        beside = storage.read(f"{shard.name}.beside")
    except FileNotFoundError:
        raise StoreError(
            f"a worker wrote {address}, and it cannot be found from here: all machines must reach "
            "the same storage under that address."
        ) from None
    sizes = [(raw, outline + vectors) for _, raw, outline, vectors in shard.records]
    if (len(data), len(beside)) != (sum(a for a, _ in sizes), sum(b for _, b in sizes)):
        raise StoreError(f"{address} is damaged; remove it and build again.")
    found: dict[str, Packed | Failure] = {one.source: one for one in shard.failures}
    whole, more = io.BytesIO(data), io.BytesIO(beside)
    for name, raw, outline, vectors in shard.records:
        found[name] = Packed(name, whole.read(raw), more.read(outline), more.read(vectors))
    return Chunk(
        found=tuple(found[article.id] for chunk in unit.chunks for article in chunk),
        annotate=shard.annotate,
        extract=shard.extract,
    )


def _packed(
    one: Extraction | Packed | Failure, gazetteer: Gazetteer, encoder: Encoder
) -> Packed | Failure:
    if not isinstance(one, Extraction):
        return one
    return with_beside(one, gazetteer=gazetteer, encoder=encoder)


def _tools(kit: Kit, folder: Path) -> Tools:
    """The tools of a kit, whose gazetteers are put in a folder."""
    paths = []
    for number, (name, content) in enumerate(kit.gazetteers):
        # In a folder each: two files may have one name, and the ending tells the format.
        path = folder / str(number) / name
        path.parent.mkdir()
        path.write_bytes(content)
        paths.append(path)
    return Tools(spacy_name=kit.spacy_name, gazetteer_files=tuple(paths))


@cache
def _loaded(kit: Kit) -> tuple[Pipeline, Gazetteer, Encoder]:
    with TemporaryDirectory(prefix="kg-") as folder:
        tools = _tools(kit, Path(folder))
        if resolved_by(tools) != kit.made_by:
            raise ModelError(
                "a worker that joined the cluster has another version of kg, its model or its "
                "packages; install the same on all machines."
            )
        return tools.pipeline(threads=1), tools.gazetteer(), Encoder(threads=1)


def _name(unit: Unit, kit: Kit) -> str:
    """A name made of the articles and of what reads them."""
    digest = hashlib.sha256(f"{__version__} {kit.made_by}".encode())
    for chunk in unit.chunks:
        digest.update(f"\n{len(chunk)}".encode())
        for article in chunk:
            digest.update(hashlib.sha256(encoded(article)).digest())
    # Two letters as a folder: some storages are slow with a million files in one.
    hexadecimal = digest.hexdigest()[:32]
    return f"records/{hexadecimal[:2]}/{hexadecimal}"


def _left(storage: Storage, name: str) -> Shard | None:
    """The shard of this name that an earlier build left whole; one with failures is tried again."""
    try:
        found = msgspec.json.decode(storage.read(f"{name}.json"), type=Shard)
    except (FileNotFoundError, msgspec.MsgspecError):
        return None
    return None if found.failures else found


def _put(storage: Storage, name: str, result: Chunk) -> Shard:
    records = [one for one in result.found if isinstance(one, Packed)]
    shard = Shard(
        name=name,
        records=[(one.name, len(one.raw), len(one.outline), len(one.vectors)) for one in records],
        failures=[one for one in result.found if isinstance(one, Failure)],
        annotate=result.annotate,
        extract=result.extract,
    )
    storage.write(f"{name}.jsonl.gz", b"".join(one.raw for one in records))
    beside = b"".join(part for one in records for part in (one.outline, one.vectors))
    storage.write(f"{name}.beside", beside)
    # Last: it says that the records are whole.
    storage.write(f"{name}.json", msgspec.json.encode(shard))
    return shard
