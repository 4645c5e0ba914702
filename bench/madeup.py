"""Any number of articles made of a few annotated ones, with what the model would find in them.

They have other names of the same length for the people and half of the organisations and places,
and other days; the same ones every time. What is found in an article is what was found in the one
that it was made of, with the names and days changed.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from kg import archive, gather
from kg.meaning.encoder import WIDTH, Encoder
from kg.meaning.words import words
from kg.pool import Clock, Tools
from kg.read import read_inputs
from kg.records import Article, Extraction, Mention, Span, TimeRange

FIRST = date(2015, 1, 1)
DAYS = 1_500
_NAME = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
CHANGED = 999_983
"""The variation that a changed article gets."""
_ENCODED = 300
"""Claims of which the sentence encoder's time is taken."""


@dataclass(frozen=True, slots=True)
class Base:
    """The annotated articles, and by their length the words of the names in them."""

    extractions: Sequence[Extraction]
    pools: Mapping[int, Sequence[str]]

    def __getitem__(self, number: int) -> tuple[Extraction, int]:
        """The article that the one of this number is made of, and which variation of it it is."""
        return self.extractions[number % len(self.extractions)], number // len(self.extractions)


class Costs(NamedTuple):
    """CPU seconds of what is left out: to annotate an article, and to encode a claim."""

    article: float
    claim: float


def annotate(folder: Path, work: Path, count: int) -> Costs:
    """Annotates the first articles of a folder, dated, if that is not done."""
    paths = sorted(folder.glob("*.txt"))[:count]
    dump, timing = work / "base.jsonl", work / "base.json"
    if not timing.exists():
        with dump.open("w", encoding="utf-8") as file:
            for path in paths:
                text = path.read_text(encoding="utf-8", errors="replace")
                day = FIRST + timedelta(days=_number(path.name) % DAYS)
                row = {"id": path.name, "text": text, "date": day.isoformat()}
                file.write(json.dumps(row) + "\n")
        tools = Tools()
        gather.read(read_inputs([str(dump)]), work / "read.gz")
        start = time.process_time()
        with archive.Archive(work / "read.gz", Article) as fresh:
            gather.gather(
                fresh, None, work, tools=tools, workers=1, clock=Clock(), tell=lambda *_: None
            )
            each = (time.process_time() - start) / len(fresh.names)
        timing.write_text(json.dumps((each, _encoding(work))), encoding="utf-8")
    return Costs(*json.loads(timing.read_text(encoding="utf-8")))


def _encoding(work: Path) -> float:
    """Seconds to encode a claim."""
    with archive.Extractions(work) as kept:
        said = (
            extraction.article.text[claim.content[0].start : claim.content[-1].end]
            for extraction in kept
            for claim in extraction.claims
            if claim.content
        )
        texts = list(islice(said, _ENCODED))
    encoder = Encoder()
    start = time.process_time()
    encoder.encode(texts)
    return (time.process_time() - start) / max(len(texts), 1)


def load_base(work: Path) -> Base:
    """What `annotate` made."""
    with archive.Extractions(work) as kept:
        extractions = list(kept)
    pools: dict[int, set[str]] = defaultdict(set)
    for extraction in extractions:
        for name in _names(extraction):
            pools[len(name)].add(name)
    return Base(extractions, {size: sorted(names) for size, names in pools.items()})


def _names(extraction: Extraction) -> Iterator[str]:
    """The words of names that may be another's: of people, organisations, places nobody knows."""
    for mention in extraction.mentions:
        if mention.form == "name" and mention.concept is None and mention.kind != "State":
            for word in _NAME.findall(mention.text):
                if word[0].isupper() and not word.isupper():
                    yield word


def renaming(base: Base, extraction: Extraction, variation: int) -> dict[str, str]:
    """Other words of the same length for those of names, the same throughout one article."""
    people = {
        word
        for mention in extraction.mentions
        if mention.kind == "Person"
        for word in _NAME.findall(mention.text)
    }
    found = {}
    for name in sorted(set(_names(extraction))) if variation else ():
        drawn = _number(f"{variation}|{name}")
        pool = base.pools[len(name)]
        if name in people or drawn % 2:
            found[name] = pool[drawn // 2 % len(pool)]
    return found


def row(base: Base, number: int, variation: int | None = None) -> dict[str, str]:
    """The article of this number, as a row of a dump."""
    extraction, own = base[number]
    which = own if variation is None else variation
    text = _renamed(extraction.article.text, renaming(base, extraction, which))
    day = _moved(extraction.article.published, which)
    return {"id": f"{number:07}.txt", "text": text, "date": day or ""}


def write_dump(work: Path, size: int) -> None:
    """Writes so many articles as a dump, and one of them changed as another."""
    base = load_base(work)
    with (work / f"{size}.jsonl").open("w", encoding="utf-8") as file:
        for number in range(size):
            file.write(json.dumps(row(base, number)) + "\n")
    changed = json.dumps(row(base, size // 2, CHANGED)) + "\n"
    (work / f"{size}.changed.jsonl").write_text(changed, encoding="utf-8")


def records(base: Base, article: Article, variation: int) -> Extraction:
    """What the model would find in an article that `row` made."""
    old, _ = base[int(article.id.split(".")[0])]
    names = renaming(base, old, variation)

    def varied(value: Any) -> Any:
        if isinstance(value, tuple) and not isinstance(value, Span):
            return tuple(varied(item) for item in value)
        if isinstance(value, Mention):
            text = article.text[value.span.start : value.span.end]
            return replace(value, article=article.id, text=text)
        if isinstance(value, TimeRange):
            times = {n: _moved(getattr(value, n), variation) for n in ("start", "end")}
            times |= {n: _moved(getattr(value, n), variation) for n in ("earliest", "latest")}
            return replace(value, **times)
        if is_dataclass(value) and not isinstance(value, type):
            own = {field.name: varied(getattr(value, field.name)) for field in fields(value)}
            return replace(value, **own | ({"article": article.id} if "article" in own else {}))
        return value

    if article.text != _renamed(old.article.text, names):
        raise SystemExit(f"{article.id} was read as another text")
    made = replace(old, article=article)
    parts = {f.name: varied(getattr(made, f.name)) for f in fields(made) if f.name != "article"}
    return replace(made, **parts)


def _renamed(text: str, names: Mapping[str, str]) -> str:
    return _NAME.sub(lambda match: names.get(match[0], match[0]), text)


def _moved(day: str | None, variation: int) -> str | None:
    """A day moved by as many as the variation says; less than a day stays as it is."""
    if day is None or not variation or not _DAY.fullmatch(day):
        return day
    by = _number(f"day {variation}") % DAYS - DAYS // 2
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest(), "big")


class CountsWords:
    """Stands for the sentence encoder: texts with the same words have the same vector."""

    def encode(self, texts: Sequence[str]) -> Any:
        """Unit vectors, one a text."""
        vectors = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for at, text in enumerate(texts):
            for word in words(text) or ["?"]:
                vectors[at, hash_of(word) % WIDTH] += 1
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def hash_of(word: str, known: dict[str, int] = {}) -> int:  # noqa: B006 - kept on purpose
    """A number of the word, the same in every process."""
    if word not in known:
        known[word] = _number(word)
    return known[word]
