"""How the stages behind the model grow: `kg build` and `kg update` over thousands of articles.

    python bench/scale.py FOLDER [--sizes 1000 4000 16000] [--base N] [--work FOLDER] [--resolve]

FOLDER holds articles as text files, such as those of PolNeAR. The first N of them are annotated
once, and any number is made of these; see `bench/madeup.py`. The sentence encoder, too, is
replaced, by one that counts words. All else is `kg build` and `kg update` as they are, each in a
process of its own.

The table has CPU seconds (of all threads: what else the machine does counts little) and peak memory
of each stage, and the power of the number of articles that each grows with from one size to the
next. The update changes one article. What the model and the encoder take was measured on some
articles and claims; it is added where a build and an update are compared. With --resolve nothing is
written: the table ends with who is who.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar

from madeup import CHANGED, Costs, CountsWords, annotate, load_base, records, write_dump

from kg import build, gather
from kg.meaning.encoder import Kept
from kg.pool import Clock, Tell
from kg.records import Article, Extraction, Failure, Resolution
from kg.report import totals

PARTS = ("build", "update", "resolve")


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="articles as text files")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 4_000])
    parser.add_argument("--base", type=int, default=84, help="articles that are annotated")
    parser.add_argument("--work", type=Path, help="where to keep what is made")
    parser.add_argument("--resolve", action="store_true", help="end with who is who")
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.part:
        measure(options.part, options.work, options.sizes[0])
        return
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        costs = annotate(options.folder, work, options.base)
        print(
            f"annotate and extract: {1 / costs.article:.1f} articles a CPU second; "
            f"encode: {1 / costs.claim:.0f} claims\n"
        )
        found = {}
        parts = ("resolve",) if options.resolve else ("build", "update")
        for size in options.sizes:
            write_dump(work, size)
            for part in parts:
                command = [sys.executable, __file__, str(options.folder), "--work", str(work)]
                command += ["--part", part, "--sizes", str(size)]
                done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
                found[size, part] = json.loads(done.stdout.splitlines()[-1])
        table(found, parts, options.sizes)
        if not options.resolve:
            ratios(found, options.sizes, costs)


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
    variations = {f"{size // 2:07}.txt": CHANGED} if part == "update" else {}

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
    if part == "update":
        done = build.update([str(work / f"{size}.changed.jsonl")], out=out)
    elif part == "build":
        done = build.build([str(work / f"{size}.jsonl")], out=out)
    else:
        measure_resolution(work, size)
        return
    total = time.process_time() - start
    stages = {name: s for name, s in done.timing.stages if name != "stand-in"}
    stages["all but the model"] = total - dict(done.timing.stages).get("stand-in", 0.0)
    peaks = Meter.peaks | {"all but the model": max(Meter.peaks.values())}
    counts = dict(done.totals)
    print(json.dumps({"seconds": stages, "peaks": peaks, "counts": counts}))


def measure_resolution(work: Path, size: int) -> None:
    """Builds as far as it is known who is who, and prints the figures as JSON."""
    counts: dict[str, int] = {}

    def end(*parts: Any) -> None:
        resolution = next(part for part in parts if isinstance(part, Resolution))
        counts.update(totals((), resolution))
        raise _Resolved

    build._write_graph = end
    clock: list[Meter] = []
    build.Clock = lambda: clock.append(Meter()) or clock[0]  # type: ignore[assignment,misc,func-returns-value]
    with suppress(_Resolved):
        build.build([str(work / f"{size}.jsonl")], out=work / f"{size}-out")
    stages = {name: s for name, s in clock[0].stages() if name != "stand-in"}
    print(json.dumps({"seconds": stages, "peaks": Meter.peaks, "counts": counts}))


class _Resolved(Exception):  # noqa: N818 - nothing went wrong
    """It is known who is who."""


def table(found: Mapping[tuple[int, str], Any], parts: Sequence[str], sizes: Sequence[int]) -> None:
    """Prints the seconds and peaks that `measure` found."""
    for part in parts:
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


def ratios(found: Mapping[tuple[int, str], Any], sizes: Sequence[int], costs: Costs) -> None:
    """Prints how much sooner an update is done than a whole build, both with what was left out."""
    for size in sizes:
        counts = found[size, "build"]["counts"]
        left_out = costs.article + costs.claim * counts["claims"] / size
        full = size * left_out + found[size, "build"]["seconds"]["all but the model"]
        one = left_out + found[size, "update"]["seconds"]["all but the model"]
        print(
            f"{size:,} articles ({counts['claims']:,} claims, {counts['people']:,} people): "
            f"a whole build {full:,.0f} s, an update of one {one:,.1f} s: "
            f"{full / one:,.1f} times as fast"
        )


if __name__ == "__main__":
    main()
