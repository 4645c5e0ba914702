"""How the stages behind the model grow: `kg build` and `kg update` over thousands of articles.

    python bench/scale.py FOLDER [--sizes 1000 4000 16000] [--base N] [--work FOLDER]

FOLDER holds articles as text files, such as those of PolNeAR. The first N of them are annotated
once. Any number of articles is made of these: other names of the same length for the people and
half of the organisations and places, other days; the same ones every time. What the model finds in
an article is what it found in the one that it was made of, with the names and days changed; the
sentence encoder, too, is replaced, by one that counts words. All else is `kg build` and `kg update`
as they are, each in a process of its own.

The table has CPU seconds (of all threads: what else the machine does counts little) and peak memory
of each stage, and the power of the number of articles that each grows with from one size to the
next. The update changes one article.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from kg import archive, build, gather
from kg.meaning.encoder import WIDTH, Kept
from kg.meaning.words import words
from kg.pool import Clock, Tell, Tools
from kg.read import read_inputs
from kg.records import Article, Extraction, Failure, Mention, Span, TimeRange

FIRST = date(2015, 1, 1)
DAYS = 1_500
_NAME = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CHANGED = 999_983
"""The variation that a changed article gets."""


@dataclass(frozen=True, slots=True)
class Base:
    """The annotated articles, and by their length the words of the names in them."""

    extractions: Sequence[Extraction]
    pools: Mapping[int, Sequence[str]]

    def __getitem__(self, number: int) -> tuple[Extraction, int]:
        """The article that the one of this number is made of, and which variation of it it is."""
        return self.extractions[number % len(self.extractions)], number // len(self.extractions)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="articles as text files")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 4_000])
    parser.add_argument("--base", type=int, default=84, help="articles that are annotated")
    parser.add_argument("--work", type=Path, help="where to keep what is made")
    parser.add_argument("--part", choices=("build", "update"), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.part:
        measure(options.part, options.work, options.sizes[0])
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        seconds = annotate(options.folder, work, options.base)
        print(f"annotate and extract: {1 / seconds:.1f} articles a CPU second\n")
        found = {}
        for size in options.sizes:
            write_dump(work, size)
            for part in ("build", "update"):
                command = [sys.executable, __file__, str(options.folder), "--work", str(work)]
                command += ["--part", part, "--sizes", str(size)]
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
                found[size, part] = json.loads(done.stdout.splitlines()[-1])
        table(found, options.sizes, seconds)


def annotate(folder: Path, work: Path, count: int) -> float:
    """Annotates the first articles of a folder, dated, if that is not done; seconds an article."""
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
        timing.write_text(json.dumps(each), encoding="utf-8")
    return float(json.loads(timing.read_text(encoding="utf-8")))


def load_base(work: Path) -> Base:
    """What `annotate` made."""
    with archive.extractions(work) as kept:
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
    changed = json.dumps(row(base, size // 2, _CHANGED)) + "\n"
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


class Meter(Clock):
    """A clock that also notes the peak memory of each stage, in megabytes."""

    peaks: ClassVar[dict[str, float]] = {}

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
        start = time.process_time()
        yield
        self.add(stage, time.process_time() - start)
        status = Path("/proc/self/status").read_text(encoding="ascii")
        peak = int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1e3  # type: ignore[index]  # is there
        self.peaks[stage] = max(peak, self.peaks.get(stage, 0))


def measure(part: str, work: Path, size: int) -> None:
    """Builds or updates, and prints the figures as JSON."""
    base, out = load_base(work), work / f"{size}-out"
    variations = {f"{size // 2:07}.txt": _CHANGED} if part == "update" else {}

    def extract_all(
        articles: Iterable[Article],
        *,
        count: int,
        tools: Any,
        workers: int,
        clock: Clock,
        tell: Tell,
    ) -> Iterator[Extraction | Failure]:
        for article in articles:
            number = int(article.id.split(".")[0])
            with clock("stand-in"):
                found = records(base, article, variations.get(article.id, base[number][1]))
            yield found

    gather.extract_all = extract_all  # type: ignore[assignment]  # in the place of the model
    build.Clock = Meter  # type: ignore[misc]
    build.Kept = lambda **how: Kept(CountsWords(), **how)  # type: ignore[assignment,misc]
    start = time.process_time()
    if part == "build":
        done = build.build([str(work / f"{size}.jsonl")], out=out)
    else:
        done = build.update([str(work / f"{size}.changed.jsonl")], out=out)
    total = time.process_time() - start
    stages = {name: s for name, s in done.timing.stages if name != "stand-in"}
    stages["all but the model"] = total - dict(done.timing.stages).get("stand-in", 0.0)
    peaks = Meter.peaks | {"all but the model": max(Meter.peaks.values())}
    counts = dict(done.totals)
    print(json.dumps({"seconds": stages, "peaks": peaks, "counts": counts}))


def table(found: Mapping[tuple[int, str], Any], sizes: Sequence[int], annotated: float) -> None:
    """Prints what `measure` found."""
    for part in ("build", "update"):
        print(
            f"| {part}: CPU s (MB) | "
            + " | ".join(f"{size:,}" for size in sizes)
            + " | grows with |"
        )
        print("|---|" + "--:|" * (len(sizes) + 1))
        for stage in found[sizes[0], part]["seconds"]:
            row_ = [found[size, part]["seconds"].get(stage, 0.0) for size in sizes]
            peaks = [found[size, part]["peaks"].get(stage) for size in sizes]
            cells = [
                f"{s:,.1f}" + (f" ({peak:,.0f})" if peak else "")
                for s, peak in zip(row_, peaks, strict=True)
            ]
            powers = [
                math.log(max(b, 1e-3) / max(a, 1e-3)) / math.log(n / m)
                for a, b, m, n in zip(row_, row_[1:], sizes, sizes[1:], strict=False)
            ]
            power = ", ".join(f"n^{p:.2f}" for p in powers) or "–"
            print(f"| {stage} | {' | '.join(cells)} | {power} |")
        print()
    for size in sizes:
        full = size * annotated + found[size, "build"]["seconds"]["all but the model"]
        one = annotated + found[size, "update"]["seconds"]["all but the model"]
        counts = found[size, "build"]["counts"]
        print(
            f"{size:,} articles ({counts['claims']:,} claims, {counts['people']:,} people): "
            f"a whole build {full:,.0f} s, an update of one {one:,.1f} s: "
            f"{full / one:,.1f} times as fast"
        )


if __name__ == "__main__":
    main()
