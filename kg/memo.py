"""What was made of single articles, kept beside the graph: an update makes it of few anew."""

from __future__ import annotations

from collections.abc import Callable, Collection
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import msgspec

from kg.archive import Archive, Writer, unpack
from kg.errors import StoreError
from kg.records import Extraction

Made = TypeVar("Made")


class _Kept(msgspec.Struct, Generic[Made], frozen=True, array_like=True):
    """What was made, and a digest of what it was made of beside the article's extraction."""

    depends: str
    made: Made


class Memo(Generic[Made]):
    """Makes something of each article, or finds what was made before; a context manager."""

    def __init__(
        self, path: Path, kind: Any, *, old: Path | None, made_by: str, same: Collection[str]
    ) -> None:
        """A new file of what is made.

        Args:
            path: of the file.
            kind: the type of what is made.
            old: such a file of an older graph, if there is one.
            made_by: a digest of the code that makes it; what other code made is not used.
            same: the articles whose extractions are as they were then.
        """
        self._writer = Writer(path, made_by=made_by)
        self._decoder: msgspec.json.Decoder[_Kept[Made]] = msgspec.json.Decoder(_Kept[kind])
        self._same = frozenset(same)
        self._old: Archive[_Kept[Made]] | None = None
        try:
            if old is not None and self._same:
                self._old = Archive(old, _Kept[kind])
        except StoreError:
            return  # it is only a help
        if self._old is not None and self._old.made_by != made_by:
            self._old.close()
            self._old = None

    def __call__(self, name: str, depends: str, make: Callable[[], Made]) -> Made:
        """What is made of an article, each once and in the order of their ids.

        Args:
            name: the article's id.
            depends: a digest of what it is made of beside the article's extraction.
            make: makes it.
        """
        kept = self._kept(name, depends)
        if kept is not None and self._old is not None:
            self._writer.copy(name, self._old.raw(name))
            return kept.made
        made = make()
        self._writer.add(name, _Kept(depends, made))
        return made

    def keep(self, name: str) -> bool:
        """Whether what was made of an article before is there; then it is as if asked for.

        For what something else is kept with: it is not looked at what it was made of.
        """
        if self._old is None or name not in self._same or name not in self._old:
            return False
        self._writer.copy(name, self._old.raw(name))
        return True

    def has(self, name: str, depends: str) -> bool:
        """Whether what was made of an article before is as good as what would be made now."""
        return self._kept(name, depends) is not None

    def _kept(self, name: str, depends: str) -> _Kept[Made] | None:
        if self._old is None or name not in self._same or name not in self._old:
            return None
        kept = self._old[name]
        return kept if kept.depends == depends else None

    def again(self, name: str) -> Made:
        """What was made of an article in this build."""
        return unpack(self._writer.raw(name), self._decoder).made

    def digest(self, name: str) -> str:
        """A digest of what was made of an article in this build, and of what it was made of."""
        return blake2b(self._writer.raw(name), digest_size=16).hexdigest()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.__exit__(kind, error, trace)
        if self._old is not None:
            self._old.close()


def unchanged(old: Archive[Extraction] | None, new: Archive[Extraction]) -> frozenset[str]:
    """The articles whose extractions are the same in both."""
    if old is None:
        return frozenset()
    return frozenset(name for name in new.names if name in old and old.raw(name) == new.raw(name))
