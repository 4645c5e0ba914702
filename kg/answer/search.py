"""Search over claims by meaning and words together.

The index is made from the rows of `who-said` and lies in a folder of four files, the same bytes for
the same graph: `index.json` (claims, terms), `vectors.npy`, `postings.npy`, `lengths.npy`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.answer import library
from kg.answer.meaning import WIDTH, Encoder, Encodes
from kg.answer.words import WordIndex, index_words
from kg.errors import StoreError

FORMAT = 1
HITS = 20
MEANING, WORDS = 0.7, 0.3
"""How much likeness of meaning and words in common add to a score."""

_QUOTES = re.compile("[\"“”‘’'„«»]+(?=\\W|$)|(?:(?<=\\W)|^)[\"“”‘’'„«»]+")
# Verbs that only say that something was said; any other cue is part of what is meant.
_PLAIN_CUES = frozenset(
    """add added adds according announced announce comment commented noted note remarked reported
    report reports said say says saying state stated states tell telling tells told wrote writes
    write quoted explained""".split()  # a list of words reads better as words
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a claim: what it says, in words of its own, and the words around it."""

    claim: str
    text: str
    surroundings: str


def statement(row: Mapping[str, Any]) -> str:
    """What a claim says as a clause that stands by itself.

    A wish or a claim inside a claim needs its speaker: *France wants | Japan to pay*. So does a
    cue that says more than that something was said: *accused*, *warned against*.

    Args:
        row: has `speaker_label`, `cue`, `content`, `attitude`, `embedded_in`.
    """
    content = clean(row.get("content") or "")
    cue = clean(row.get("cue") or "")
    plain = all(word.lower() in _PLAIN_CUES for word in re.findall(r"[^\W\d_]+", cue)[-1:])
    if row.get("attitude") in (None, "statement") and plain and not row.get("embedded_in"):
        return content
    speaker = row.get("speaker_label")
    who = speaker if isinstance(speaker, str) and speaker != "unknown" else "somebody"
    return " ".join(part for part in (who, cue or "said", content) if part)


def clean(text: str) -> str:
    """A text without quotation marks, a leading *that*, line breaks and closing punctuation."""
    text = " ".join(_QUOTES.sub(" ", text).split())
    return re.sub(r"^that\s+(?=\w)", "", text, flags=re.IGNORECASE).strip(" ,;:.")


def entries(store: library.Store) -> list[Entry]:
    """What is to be indexed, one entry a claim, sorted by claim."""
    query = library.find("who-said")
    plain = library.Query(query.name, query.text, query.kind, columns=query.columns)
    found: dict[str, Entry] = {}
    for row in library.run(plain, store).rows:
        around = " ".join(str(row[name] or "") for name in ("speaker_label", "sentence"))
        claim = str(row["claim"])
        found.setdefault(claim, Entry(claim, statement(row), around))
    return [found[claim] for claim in sorted(found)]


@dataclass(frozen=True)
class Index:
    """Claims with their vectors and words; `claims` are IRIs in alphabetical order."""

    claims: tuple[str, ...]
    vectors: NDArray[np.float16]
    words: WordIndex

    @cached_property
    def number(self) -> dict[str, int]:
        """Position of each claim."""
        return {claim: at for at, claim in enumerate(self.claims)}

    def search(
        self, text: str, n: int = HITS, *, encoder: Encodes, only: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """The `n` claims most like a text: (claim IRI, score from 0 to 1), best first.

        Args:
            text: in the user's own words.
            n: hits at most.
            encoder: the one the index was made with.
            only: claims to look among; all when None.

        Returns:
            Ties stand in the order of their IRIs.
        """
        if not self.claims or not text.strip():
            return []
        query = encoder.encode([clean(text) or text])[0]
        alike = np.clip(self.vectors.astype(np.float32) @ query, 0.0, 1.0)
        scores = np.round(MEANING * alike + WORDS * self.words.scores(text), 4)
        among = np.arange(len(self.claims))
        if only is not None:
            among = np.array(sorted(self.number[c] for c in only if c in self.number), dtype=int)
        best = among[np.lexsort((among, -scores[among]))][:n]
        return [(self.claims[at], float(scores[at])) for at in best]

    def save(self, folder: Path) -> None:
        """Write the index; the same index gives the same bytes."""
        folder.mkdir(parents=True, exist_ok=True)
        head = {"format": FORMAT, "claims": self.claims, "terms": self.words.terms}
        text = json.dumps(head, ensure_ascii=False, indent=0)
        (folder / "index.json").write_text(text + "\n", encoding="utf-8", newline="\n")
        np.save(folder / "vectors.npy", self.vectors)
        np.save(folder / "postings.npy", self.words.postings)
        np.save(folder / "lengths.npy", self.words.lengths)


def make_index(items: Sequence[Entry], *, encoder: Encodes) -> Index:
    """An index over entries with different claims."""
    items = sorted(items, key=lambda entry: entry.claim)
    vectors = encoder.encode([entry.text for entry in items]).astype(np.float16)
    found = index_words((entry.text, entry.surroundings) for entry in items)
    return Index(tuple(entry.claim for entry in items), vectors.reshape(-1, WIDTH), found)


def write_index(store: library.Store, folder: Path, *, encoder: Encodes | None = None) -> None:
    """Make the index of all claims of a graph and write it to a folder."""
    found = entries(store)
    make_index(found, encoder=encoder or (Encoder() if found else _Nothing())).save(folder)


def load_index(folder: Path) -> Index:
    """The index in a folder.

    Raises: StoreError when there is none, or one of another version.
    """
    try:
        head = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        if head["format"] != FORMAT:
            raise StoreError(f"The search index in {folder} is of another version: build again.")
        vectors, postings, lengths = (
            np.load(folder / f"{name}.npy") for name in ("vectors", "postings", "lengths")
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"There is no readable search index in {folder}: build again.") from error
    if not len(head["claims"]) == len(vectors) == len(lengths):
        raise StoreError(f"The files of the search index in {folder} do not agree: build again.")
    words = WordIndex(tuple(head["terms"]), lengths, postings)
    return Index(tuple(head["claims"]), vectors, words)


class Search:
    """An index with its encoder, which is loaded when first needed and kept."""

    def __init__(self, index: Index, *, encoder: Encodes | None = None) -> None:
        self.index = index
        self._encoder = encoder

    def search(
        self, text: str, n: int = HITS, *, only: Iterable[str] | None = None
    ) -> list[tuple[str, float]]:
        """As `Index.search`."""
        if self._encoder is None:
            self._encoder = Encoder()
        among = None if only is None else frozenset(only)
        return self.index.search(text, n, encoder=self._encoder, only=among)


def open_search(folder: Path) -> Search:
    """The search over the index in a folder.

    Raises: StoreError when there is none, or one of another version.
    """
    return Search(load_index(folder))


class _Nothing:
    """Stands in for the encoder where there is nothing to encode."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.zeros((len(texts), WIDTH), dtype=np.float32)
