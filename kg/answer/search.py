"""Search over claims by meaning and words together.

The index lies in a folder, the same bytes for the same graph: `index.json` says what there is,
`claims.*` are the claims in order, the other files their vectors (`kg.meaning.store`) and their
words (`kg.answer.words`). It is mapped into memory, and every claim is compared, in blocks: that
takes a twentieth of a second a million, and a restriction to some claims loses none of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from kg.answer import library
from kg.answer.words import Bags, WordCounter, WordIndex, bags, counted
from kg.errors import StoreError
from kg.graph import terms
from kg.graph.sparql import bind
from kg.meaning.arrays import Lines, write_lines
from kg.meaning.encoder import MADE_BY, WIDTH, Encoder, Encodes, Kept
from kg.meaning.fixed import fixed
from kg.meaning.statement import clean, told
from kg.meaning.statement import statement as clause_of
from kg.meaning.store import Stored, Writer

FORMAT = 2
HITS = 30
MEANING, WORDS = 0.7, 0.3
"""How much likeness of meaning and words in common add to a score."""
EXACT = 500
"""So many of the likeliest, by the upper halves of their numbers, are compared exactly."""
_BATCH = 4_096

_PREFIXES = """PREFIX kg: <https://newskg.example/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX schema: <https://schema.org/>
"""
_SOURCES = f"""{_PREFIXES}
SELECT DISTINCT ?source ?article WHERE {{
  ?source a schema:NewsArticle ; schema:identifier ?article
}}"""
_ENTRIES = f"""{_PREFIXES}
SELECT ?claim ?content ?attitude ?cue ?name ?outer ?sentence WHERE {{
  ?claim prov:wasQuotedFrom ?source ; a kg:Claim ; kg:content ?content ; kg:speaker ?speaker ;
    kg:contentRanges ?spans ; kg:attitude ?attitude .
  OPTIONAL {{ ?claim kg:step ?step . ?step kg:stepIndex 0 OPTIONAL {{ ?step kg:cue ?cue }} }}
  OPTIONAL {{ ?outer kg:embeds ?claim ; kg:speaker ?of }}
  # One inside the other: as a single path all sentences of the graph would be joined first.
  OPTIONAL {{ ?claim kg:sentence ?at OPTIONAL {{ ?at oa:hasSelector/oa:exact ?sentence }} }}
  OPTIONAL {{ ?speaker rdfs:label ?label }}
  BIND (COALESCE(?label, IF(?speaker = kg:Unknown, "unknown", ?none)) AS ?name)
}}"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a claim: what it says, in words of its own; and those and the words around
    it, `counted`.
    """

    claim: str
    text: str
    words: Mapping[str, int]


class Part(msgspec.Struct, frozen=True, array_like=True):
    """What is indexed of some claims, such as those of an article, in the order of their IRIs:
    their IRIs, what they say, and the words by which they are found.
    """

    claims: tuple[str, ...]
    texts: tuple[str, ...]
    words: Bags


Remember = Callable[[str, Callable[[], Part]], Part]


def statement(row: Mapping[str, Any]) -> str:
    """What a claim says as a clause that stands by itself; see `kg.meaning.statement`.

    Args:
        row: has `speaker_label`, `cue`, `content`, `attitude`, `embedded_in`.
    """
    speaker = row.get("speaker_label")
    return clause_of(
        row.get("content") or "",
        row.get("cue") or "",
        row.get("attitude") or "statement",
        speaker if isinstance(speaker, str) and speaker != "unknown" else None,
        inner=bool(row.get("embedded_in")),
    )


def said_by(row: Mapping[str, Any]) -> str:
    """What a claim says, with its speaker; see `kg.meaning.statement.told`.

    Args:
        row: has `speaker_label`, `cue`, `content`.
    """
    speaker = row.get("speaker_label")
    named = speaker if isinstance(speaker, str) and speaker != "unknown" else None
    return told(row.get("content") or "", row.get("cue") or "", named)


def parts(
    store: library.Store, remember: Remember = lambda article, read: read()
) -> Iterator[Part]:
    """What is to be indexed of the claims, sorted by claim, article by article.

    Args:
        store: the graph.
        remember: gives what was read of an article before, by its id; else what the function reads.
    """
    found = [
        (terms.lexical(row["source"]), terms.lexical(row["article"]), row["source"])
        for row in store.select(_SOURCES)
        if row["source"] is not None and row["article"] is not None
    ]
    # A claim's IRI begins with that of its article and a slash: so the claims come sorted.
    for _, article, source in sorted(found, key=lambda one: one[0] + "/"):
        yield remember(article, partial(_of_article, store, source))


def part(entries: Iterable[Entry]) -> Part:
    """What is indexed of claims, in any order."""
    found = sorted(entries, key=lambda entry: entry.claim)
    return Part(
        tuple(entry.claim for entry in found),
        tuple(entry.text for entry in found),
        bags(entry.words for entry in found),
    )


def _of_article(store: library.Store, source: terms.Term) -> Part:
    entered: dict[str, Entry] = {}
    for row in store.select(bind(_ENTRIES, values={"source": [source]})):
        made = _entry({name: "" if v is None else terms.lexical(v) for name, v in row.items()})
        # Rows of a claim that is cited twice come in any order.
        before = entered.get(made.claim, made)
        entered[made.claim] = min(before, made, key=lambda e: (e.text, sorted(e.words.items())))
    return part(entered.values())


def _entry(row: Mapping[str, str]) -> Entry:
    text = statement(
        {
            "speaker_label": row["name"] or None,
            "cue": row["cue"],
            "content": row["content"],
            "attitude": row["attitude"].rpartition("#")[2],
            "embedded_in": row["outer"],
        }
    )
    return entry(row["claim"], text, f"{row['name']} {row['sentence']}")


def entry(claim: str, text: str, surroundings: str) -> Entry:
    """What is indexed of a claim that says `text`, with the words around it."""
    return Entry(claim, text, counted(text, surroundings))


@dataclass(frozen=True, slots=True)
class Index:
    """Claims, sorted by IRI, with their vectors and words; mapped into memory."""

    claims: Lines
    vectors: Stored
    words: WordIndex

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
        among = None if only is None else self.claims.find(only)
        if not len(self.claims) or not text.strip() or (among is not None and not len(among)):
            return []
        query = fixed(encoder.encode([clean(text) or text]))
        words = self.words.scores(text)
        words = words if among is None else words[among]
        about = MEANING * np.clip(self.vectors.about(query, among), 0.0, 1.0) + WORDS * words
        near = _largest(about, max(EXACT, n))
        rows = near if among is None else among[near]
        alike = np.clip(self.vectors.exactly(query, rows), 0.0, 1.0)
        scores = np.round(MEANING * alike + WORDS * words[near].astype(np.float64), 4)
        best = np.lexsort((rows, -scores))[:n]
        return [(self.claims[int(rows[at])], float(scores[at])) for at in best]


def _largest(scores: NDArray[np.float32], n: int) -> NDArray[np.int64]:
    """Positions of the `n` largest, ascending; of equal ones the first."""
    if len(scores) <= n:
        return np.arange(len(scores))
    least = np.partition(scores, len(scores) - n)[len(scores) - n]
    above = np.flatnonzero(scores > least)
    equal = np.flatnonzero(scores == least)[: n - len(above)]
    return np.sort(np.concatenate([above, equal]))


def save_index(found: Iterable[Part], folder: Path, *, encoder: Encodes) -> None:
    """Write the index of claims, sorted over all parts, to a folder, some of them at a time.

    The same claims give the same bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    words = WordCounter()
    kept = encoder if isinstance(encoder, Kept) else Kept(encoder)
    with Writer(folder) as vectors:

        def claims() -> Iterator[str]:
            texts: list[str] = []
            for one in found:
                words.add(one.words)
                yield from one.claims
                texts += one.texts
                if len(texts) >= _BATCH:
                    vectors.add(texts, kept.fixed(texts))
                    texts.clear()
            vectors.add(texts, kept.fixed(texts))

        count = write_lines(folder, "claims", claims())
    terms_, postings = words.save(folder)
    head = {"format": FORMAT, "encoder": MADE_BY, "dimension": WIDTH, "claims": count}
    head |= {"words": terms_, "postings": postings}
    # Written last: without it the other files are no index.
    text = json.dumps(head, indent=1) + "\n"
    (folder / "index.json").write_text(text, encoding="utf-8", newline="\n")


def make_index(found: Iterable[Part], *, encoder: Encodes) -> Index:
    """An index over claims, sorted over all parts, that lies in no folder."""
    with TemporaryDirectory() as folder:
        save_index(found, Path(folder), encoder=encoder)
        # The files stay readable while they are mapped.
        return load_index(Path(folder))


def write_index(
    store: library.Store,
    folder: Path,
    *,
    encoder: Encodes | None = None,
    remember: Remember = lambda article, read: read(),
) -> None:
    """Make the index of all claims of a graph and write it to a folder; see `parts`."""
    save_index(parts(store, remember), folder, encoder=encoder or Kept())


def load_index(folder: Path) -> Index:
    """The index in a folder.

    Raises: StoreError when there is none, or one that is broken, of another version or made by
        another encoder.
    """
    try:
        head = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        made = (head["format"], head.get("encoder"), head.get("dimension"))
        if made != (FORMAT, MADE_BY, WIDTH):
            raise StoreError(f"The search index in {folder} is of another version: build again.")
        count = int(head["claims"])
        return Index(
            Lines.open(folder, "claims", count),
            Stored.open(folder, count, WIDTH),
            WordIndex.open(
                folder, count=count, terms=int(head["words"]), postings=int(head["postings"])
            ),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"There is no readable search index in {folder} ({error}): build again."
        ) from error


def old_vectors(folder: Path) -> Stored | None:
    """The vectors of the index in a folder, None when there is none that can be used."""
    try:
        return load_index(folder).vectors
    except StoreError:
        return None


class Search:
    """An index with its encoder, which is loaded when first needed and kept."""

    def __init__(self, index: Index, *, encoder: Encodes | None = None) -> None:
        self.index = index
        self._encoder = encoder

    def search(
        self, text: str, n: int = HITS, *, only: Iterable[str] | None = None
    ) -> list[tuple[str, float]]:
        """As `Index.search`.

        Raises:
            StoreError: the index is damaged.
        """
        if self._encoder is None:
            self._encoder = Encoder()
        among = None if only is None else frozenset(only)
        try:
            found = self.index.search(text, n, encoder=self._encoder, only=among)
            for claim, _ in found:
                terms.iri(claim)
        except (IndexError, ValueError) as error:  # places that there are not, claims that are none
            raise StoreError("The search index is damaged: build the graph again.") from error
        return found


def open_search(folder: Path) -> Search:
    """The search over the index in a folder.

    Raises: StoreError when there is none, or one that cannot be used; see `load_index`.
    """
    return Search(load_index(folder))
