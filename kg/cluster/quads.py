"""The graph as shards of N-Quads in the storage that a cluster shares, for bulk loaders.

The workers write those of the articles, each some hundred; those of what was concluded are written
here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

import msgspec

from kg import archive
from kg.archive import Extractions
from kg.cluster.connection import Connection, WorkersDiedError, connected
from kg.errors import RemoteError
from kg.graph import shards
from kg.graph.statements import Index
from kg.pool import Cluster
from kg.records import Extraction, Resolution
from kg.storage import Storage

FOLDER = "quads"
"""Where the shards lie in the shared storage."""

REPORT = "report.json"
"""What the build found, in the shared storage when the graph lies nowhere else."""

TOGETHER = 256
"""Articles of one shard."""


@dataclass(frozen=True, slots=True)
class Part:
    """One shard to be written: where, the articles' records, packed, and what was concluded."""

    address: str
    name: str
    records: tuple[bytes, ...]
    index: Index
    base: str


def write_quads(
    extractions: Extractions, resolution: Resolution, *, cluster: Cluster, base: str
) -> None:
    """Writes the shards. Those of an older graph that lie there are removed first.

    Args:
        extractions: of all articles.
        resolution: what was concluded from them.
        cluster: who writes them; its `shards` say where to.
        base: what all data IRIs begin with.

    Raises:
        RemoteError: the cluster or the storage cannot be reached.
    """
    storage = Storage(str(cluster.shards))
    storage.clear(FOLDER, ".nq.gz")
    pieces = shards.concluded_pieces(extractions, resolution, base=base)
    for number, piece in enumerate(pieces):
        storage.write(f"{FOLDER}/concluded-{number:06}.nq.gz", piece)
    with connected(cluster.address) as connection:
        _hand_out(connection, _parts(extractions, resolution, str(cluster.shards), base))


def write_report(text: str, *, cluster: Cluster) -> None:
    """Writes what a build found, as JSON, beside the shards.

    Raises:
        RemoteError: the storage cannot be reached.
    """
    Storage(str(cluster.shards)).write(REPORT, text.encode())


def write_part(part: Part) -> None:
    """Runs on a worker: writes one shard."""
    decoder = msgspec.json.Decoder(Extraction)
    records = (archive.unpack(raw, decoder) for raw in part.records)
    piece = shards.article_piece(records, part.index, base=part.base)
    Storage(part.address).write(part.name, piece)


def _parts(
    extractions: Extractions, resolution: Resolution, address: str, base: str
) -> Iterator[Part]:
    slices = shards.Slices(resolution)
    rest = iter(extractions.names)
    number = 0
    while names := tuple(islice(rest, TOGETHER)):
        yield Part(
            address=address,
            name=f"{FOLDER}/articles-{number:06}.nq.gz",
            records=tuple(map(extractions.raw, names)),
            index=slices.of(names),
            base=base,
        )
        number += 1


def _hand_out(connection: Connection, parts: Iterator[Part]) -> None:
    begun = ((None, connection.submit(write_part, part)) for part in parts)
    try:
        with closing(connection.in_order(begun)) as tasks:
            for _, future in tasks:
                connection.result(future)
    except WorkersDiedError:
        raise RemoteError(
            "worker after worker died while a shard of N-Quads was written; give them more memory."
        ) from None
