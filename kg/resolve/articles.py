"""The extractions as resolution goes through them: by id, each when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Protocol, cast

from kg.records import Extraction


class Articles(Protocol):
    """Extractions in the order of their articles' ids, such as an archive has them."""

    @property
    def names(self) -> Sequence[str]: ...

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Extraction]: ...

    def __getitem__(self, name: str, /) -> Extraction: ...


class Listed:
    """Extractions that are in memory."""

    def __init__(self, extractions: Collection[Extraction]) -> None:
        self._found = {e.article.id: e for e in sorted(extractions, key=lambda e: e.article.id)}
        self.names = list(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Extraction]:
        return iter(self._found.values())

    def __getitem__(self, name: str) -> Extraction:
        return self._found[name]


def by_id(extractions: Collection[Extraction]) -> Articles:
    """The extractions in the order of their ids; what is no sequence has it already."""
    if isinstance(extractions, Sequence):
        return Listed(extractions)
    return cast(Articles, extractions)
