"""What is said in articles, read on a cluster once it is known who is meant.

A task is some dozens of articles, as they lie in the archive, and who is meant in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import msgspec

from kg import archive
from kg.archive import Archive
from kg.cluster.connection import WorkersDiedError, connected
from kg.errors import RemoteError
from kg.pool import Cluster
from kg.recall import Spoken, spoken
from kg.records import Extraction
from kg.resolve.meant import Meant
from kg.resolve.sayings import said_in

TOGETHER = 64
"""Articles of one task, a second of work."""


@dataclass(frozen=True, slots=True)
class Part:
    """Articles' records, packed, and who is meant in them."""

    records: tuple[bytes, ...]
    meant: Meant


def read_claims(
    names: Sequence[str], meant: Meant, *, extractions: Archive[Extraction], cluster: Cluster
) -> Iterator[Spoken]:
    """What is said in articles of these ids, in their order.

    Args:
        names: the ids.
        meant: who is meant in them.
        extractions: of all articles.
        cluster: who reads.

    Raises:
        RemoteError: the cluster cannot be reached or goes away.
    """
    if not names:
        return
    with connected(cluster.address) as connection:
        parts = _parts(names, meant, extractions)
        begun = ((None, connection.submit(read_part, part)) for part in parts)
        try:
            with closing(connection.in_order(begun)) as tasks:
                for _, future in tasks:
                    yield from _taken(connection.result(future))
        except WorkersDiedError:
            raise RemoteError(
                "worker after worker died while claims were read; give them more memory."
            ) from None


def read_part(part: Part) -> list[bytes]:
    """Runs on a worker: what is said in each of the articles, encoded."""
    decoder = msgspec.json.Decoder(Extraction)
    records = (archive.unpack(raw, decoder) for raw in part.records)
    return [archive.encoded(spoken(said_in(record, part.meant))) for record in records]


def _parts(names: Sequence[str], meant: Meant, extractions: Archive[Extraction]) -> Iterator[Part]:
    groups = [names[at : at + TOGETHER] for at in range(0, len(names), TOGETHER)]
    for some, part in zip(groups, meant.parts(groups), strict=True):
        yield Part(tuple(map(extractions.raw, some)), part)


def _taken(found: list[bytes]) -> Iterator[Spoken]:
    decoder = msgspec.json.Decoder(Spoken)
    return (archive.decoded(one, decoder) for one in found)
