"""What a build read out of single articles, beside their extractions, for the next update.

| file | what of each article |
|---|---|
| `outlines.jsonl.gz` | who is who in it by itself, and what else resolution asks |
| `briefs.jsonl.gz` | its claims in brief: by what those to be compared are found |
| `claims.jsonl.gz` | the same claims whole, made ready to be compared with those of others |
| `restated.jsonl.gz` | which of its claims say what earlier ones say |
| `copies.jsonl.gz` | of those like another: which earlier one it prints |
| `contents.jsonl.gz` | of those that are printed twice: the words of their claims |
| `reports.jsonl.gz` | what the report says of it |
| `entries.jsonl.gz` | its claims as the search indexes them |
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import lru_cache, partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from kg import archive
from kg.answer.search import Part
from kg.archive import Archive
from kg.beside import Besides, resolved_by
from kg.memo import Memo, unchanged
from kg.pool import Tools
from kg.records import Extraction, OpenQuestion, Resolution
from kg.report import ArticleReport, Open, article_report, told
from kg.resolve.duplicates import Contents
from kg.resolve.lookup import Lookup
from kg.resolve.meant import Meant
from kg.resolve.outline import Outline, outline, packed, unpacked
from kg.resolve.sayings import Brief, Said, brief, interned
from kg.resources import code_digest

Reported = tuple[ArticleReport, tuple[Open, ...]]

Restated = tuple[tuple[int, str], ...]

_SPOKEN = 256
"""Articles of which what is said is kept at hand."""
_SAID = msgspec.json.Decoder(Said)


class Spoken(msgspec.Struct, frozen=True, array_like=True):
    """What is said in an article, in brief; and each of it whole, encoded."""

    briefs: tuple[Brief, ...]
    said: tuple[bytes, ...]


Claims = Callable[[Sequence[str], Meant], Iterator[Spoken]]
"""Reads what is said in articles of these ids, in their order, on other machines."""


def spoken(said: Sequence[Said]) -> Spoken:
    """What is said in an article, as it is kept."""
    return Spoken(
        tuple(brief(one, number) for number, one in enumerate(said)),
        tuple(map(archive.encoded, said)),
    )


class Recall:
    """Reads articles for a build, or recalls what an older one read; a context manager."""

    def __init__(
        self,
        folder: Path,
        extractions: Archive[Extraction],
        *,
        old: Path | None,
        known: Archive[Extraction] | None,
        besides: Besides,
        claims: Claims | None,
        tools: Tools,
    ) -> None:
        """Nothing is read yet.

        Args:
            folder: the new folder.
            extractions: of all articles.
            old: the folder of an older graph.
            known: the extractions in it.
            besides: what was made where the articles were read.
            claims: reads what is said in articles, where this process does not.
            tools: what the extractions were made with.
        """
        self._extractions = extractions
        self._besides = besides
        self._elsewhere = claims
        self._read: Iterator[Spoken] | None = None
        self._depends: dict[str, str] = {}
        made_by = resolved_by(tools)
        searched_by = f"{code_digest('graph', 'answer')} {made_by}"
        same = unchanged(known, extractions)
        self._stack = ExitStack()

        def memo(name: str, kind: Any, made_by: str = made_by) -> Memo[Any]:
            before = None if old is None else old / name
            made = Memo[Any](folder / name, kind, old=before, made_by=made_by, same=same)
            return self._stack.enter_context(made)

        self._outlines: Memo[Outline] = memo("outlines.jsonl.gz", Outline)
        self._briefs: Memo[tuple[Brief, ...]] = memo("briefs.jsonl.gz", tuple[Brief, ...])
        self._claims: Memo[tuple[bytes, ...]] = memo("claims.jsonl.gz", tuple[bytes, ...])
        self._whole = lru_cache(_SPOKEN)(self._claims.again)
        self._versions = lru_cache(None)(self._claims.digest)
        self._restated: Memo[Restated] = memo("restated.jsonl.gz", Restated)
        self._copies: Memo[str | None] = memo("copies.jsonl.gz", str | None)
        self._contents: Memo[Contents] = memo("contents.jsonl.gz", Contents)
        self._reports: Memo[Reported] = memo("reports.jsonl.gz", Reported)
        self._entries: Memo[Part] = memo("entries.jsonl.gz", Part, searched_by)

    def outlines(self, gazetteer: Lookup) -> Iterator[Outline]:
        """The outlines of all articles, in the order of their ids."""

        def make(name: str) -> Outline:
            made = self._besides.outline(name)
            return made or packed(outline(self._extractions[name], gazetteer=gazetteer))

        for name in self._extractions.names:
            kept = self._outlines(name, "", partial(make, name))
            yield unpacked(kept, gazetteer=gazetteer)

    def prepare(self, wanted: Sequence[tuple[str, str]], meant: Meant) -> None:
        """See `RemembersSaid`."""
        self._depends = dict(wanted)
        if self._elsewhere is not None:
            fresh = [name for name, depends in wanted if not self._briefs.has(name, depends)]
            self._read = self._elsewhere(fresh, meant)

    def briefs(
        self, name: str, depends: str, read: Callable[[], Sequence[Said]]
    ) -> Sequence[Brief]:
        """See `RemembersSaid`."""
        made: list[Spoken] = []

        def make() -> tuple[Brief, ...]:
            made.append(spoken(read()) if self._read is None else next(self._read))
            return made[0].briefs

        briefs = tuple(map(interned, self._briefs(name, depends, make)))
        # The claims whole are seldom asked for: those that were kept are not even read.
        if made or not self._claims.keep(name):
            whole = made[0] if made else spoken(read())
            self._claims(name, depends, lambda: whole.said)
        return briefs

    def said(self, name: str, number: int) -> Said:
        """See `RemembersSaid`."""
        return archive.decoded(self._whole(name)[number], _SAID)

    def version(self, name: str) -> str:
        """See `RemembersSaid`."""
        return self._versions(name)

    def compared(
        self, name: str, depends: str, compare: Callable[[], Sequence[tuple[int, str]]]
    ) -> Restated:
        """See `RemembersSaid`."""
        return self._restated(name, depends, lambda: tuple(compare()))

    def copied(self, name: str, depends: str, compare: Callable[[], str | None]) -> str | None:
        """See `RemembersCopies`."""
        return self._copies(name, depends, compare)

    def contents(self, name: str, read: Callable[[], Contents]) -> Contents:
        """See `RemembersCopies`."""
        return self._contents(name, "", read)

    def reports(self, resolution: Resolution) -> tuple[list[ArticleReport], list[Open]]:
        """What the report says of each article, by id; and of what is open in it."""
        asked: dict[str, set[OpenQuestion]] = {}
        for question in resolution.open:
            asked.setdefault(question.article, set()).add(question)
        reports: list[ArticleReport] = []
        questions: list[Open] = []
        for name in self._extractions.names:
            own = asked.get(name, set())

            def make(name: str = name, own: set[OpenQuestion] = own) -> Reported:
                extraction = self._extractions[name]
                return article_report(extraction), tuple(told(extraction, own))

            report, open_ = self._reports(name, repr(sorted(map(repr, own))), make)
            reports.append(report)
            questions += open_
        return reports, questions

    def entries(self, name: str, read: Callable[[], Part]) -> Part:
        """What the search indexes of an article's claims; see `kg.answer.search.parts`.

        They depend on what the claims do, and without claims there are none.
        """
        return self._entries(name, self._depends.get(name, ""), read)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.__exit__(kind, error, trace)
