"""What is made of an article where it is read, beside its extraction, so that the build need not.

That is its outline (who is who in it by itself), and the vectors of what its claims say. What an
outline is made of, and a vector, lies in the article and the gazetteer alone: so it is the same
wherever it is made. Which texts are going to be compared depends on what speakers are called in
other articles, too; a text that was not foreseen is encoded by the build.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import TracebackType
from typing import Self

from kg.archive import Archive, Packed, Writer, pack
from kg.extract.gazetteer import Gazetteer
from kg.meaning import store
from kg.meaning.encoder import WIDTH, Encodes
from kg.meaning.statement import statement
from kg.meaning.store import Stored
from kg.pool import Tools
from kg.records import Extraction
from kg.resolve import resolve
from kg.resolve.outline import Outline, outline, packed
from kg.resources import code_digest


def resolved_by(tools: Tools) -> str:
    """A digest of all that decides what is made of an article."""
    code = code_digest("resolve", "meaning")
    return f"{code} {metadata.version('lemminflect')} {tools.maker()}"


def with_beside(extraction: Extraction, *, gazetteer: Gazetteer, encoder: Encodes) -> Packed:
    """The extraction packed for an archive, with its outline and vectors."""
    name = extraction.article.id
    record = pack(name, extraction).raw
    try:
        made = outline(extraction, gazetteer=gazetteer)
        texts = sorted(set(_texts(extraction, made, gazetteer)))
    except Exception:  # noqa: BLE001 - the build comes upon it again, and says what it is
        return Packed(name, record)
    vectors = store.rows(texts, encoder.encode(texts))
    return Packed(name, record, pack(name, packed(made)).raw, vectors)


def _texts(extraction: Extraction, made: Outline, gazetteer: Gazetteer) -> Iterator[str]:
    """What the claims say as clauses, their speakers called as in this article alone."""
    found = resolve([extraction], gazetteer=gazetteer, outlines=[made])
    labels = {entity.key: entity.label for entity in found.entities}
    article = extraction.article
    for claim in extraction.claims:
        content, cue = (
            " ".join(article.text[span.start : span.end] for span in spans)
            for spans in (claim.content, claim.steps[0].cue if claim.steps else ())
        )
        who = claim.steps[0].mention if claim.steps else None
        key = found.entity_of.get((article.id, who)) if who is not None else None
        speaker = labels.get(key) if key is not None else None
        inner = claim.parent is not None
        if content:
            yield statement(content, cue, claim.attitude, speaker, inner=inner)


class Besides:
    """What was made beside the extractions of a build's articles, kept in its folder meanwhile; a
    context manager that removes it in the end.
    """

    def __init__(self, folder: Path) -> None:
        """Nothing is kept yet.

        Args:
            folder: of the new graph.
        """
        self._folder = folder / "beside"
        self._writers: tuple[Writer, store.Writer] | None = None
        self._outlines: Archive[Outline] | None = None
        self._count = 0

    def add(self, one: Packed) -> None:
        """Keeps what came with a record."""
        if not one.outline:
            return
        if self._writers is None:
            self._folder.mkdir()
            self._writers = Writer(self._outlines_path), store.Writer(self._folder)
        outlines, vectors = self._writers
        outlines.copy(one.name, one.outline)
        self._count += vectors.copy(one.vectors, WIDTH)

    def close(self) -> Stored | None:
        """Ends the adding; the vectors, when there are any."""
        if self._writers is None:
            return None
        for writer in self._writers:
            writer.__exit__(None, None, None)
        self._outlines = Archive(self._outlines_path, Outline)
        return Stored.open(self._folder, self._count, WIDTH) if self._count else None

    def outline(self, name: str) -> Outline | None:
        """The outline of an article, packed; None when it has not come with it."""
        return self._outlines[name] if self._outlines and name in self._outlines else None

    @property
    def _outlines_path(self) -> Path:
        return self._folder / "outlines.jsonl.gz"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._outlines is not None:
            self._outlines.close()
        elif self._writers is not None:
            for writer in self._writers:
                writer.__exit__(kind, error, trace)
        shutil.rmtree(self._folder, ignore_errors=True)
