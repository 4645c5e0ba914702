"""What one article costs: seconds of one core by stage, and bytes; for docs/scale.md.

    python bench/cost.py FOLDER [--articles N]

FOLDER holds articles as text files, such as those of PolNeAR. Seconds are those that this process
spent on a core, whatever else the machine does; one thread reads.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

from kg import archive, build, pool
from kg.graph import shards
from kg.graph.store import Store
from kg.meaning.encoder import Kept
from kg.resolve import outline, relevant, resolve


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the figures as a table of Markdown."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="articles as text files")
    parser.add_argument("--articles", type=int, default=84)
    options = parser.parse_args(arguments)
    pool.time = SimpleNamespace(perf_counter=time.process_time)  # type: ignore[attr-defined]
    files = sorted(map(str, options.folder.glob("**/*.txt")))[: options.articles]
    with tempfile.TemporaryDirectory() as temporary:
        out = Path(temporary) / "kg-out"
        done = build.build(files, out=out)
        number = len(done.articles)
        print(f"{number} articles, {dict(done.totals)['words'] / number:,.0f} words each\n")
        print("| an article | seconds of one core |\n|---|--:|")
        for stage, seconds in done.timing.stages:
            each = "all together" if stage == "load" else f"{seconds / number:.4f}"
            print(f"| {stage} | {each if stage != 'load' else f'{seconds:.2f} {each}'} |")
        print("\n| an article | bytes |\n|---|--:|")
        for name, size in sizes(out, files):
            print(f"| {name} | {size / number:,.0f} |")
        with Store.open(out / "store") as store:
            print(f"\n{len(store) / number:,.0f} quads an article, "
                  f"{dict(done.totals)['claims'] / number:.1f} claims")  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"Peak memory: {peak:,.0f} MB")


def sizes(out: Path, files: Sequence[str]) -> list[tuple[str, int]]:
    """Names and bytes of what is kept of all articles."""
    with archive.Extractions(out) as kept:
        gazetteer = pool.Tools().gazetteer()
        outlines = [outline(extraction, gazetteer=gazetteer) for extraction in kept]
        found = resolve(kept, gazetteer=gazetteer, encoder=Kept(), outlines=outlines)
        resolution = relevant(found, ((one.article, one.needed) for one in outlines))
        base = "https://newskg.example/id/"
        index = shards.Slices(resolution).of(kept.names)
        start = time.process_time()
        pieces = [shards.article_piece(kept, index, base=base)]
        pieces += shards.concluded_pieces(kept, resolution, base=base)
        print(f"| a shard of N-Quads | {(time.process_time() - start) / len(kept):.4f} |")
    folders = [(name, sum(p.stat().st_size for p in (out / name).rglob("*") if p.is_file()))
               for name in ("store", "search")]  # fmt: skip
    files_ = [(name, (out / name).stat().st_size) for name in ("graph.ttl", archive.NAME)]
    return [
        ("text", sum(Path(path).stat().st_size for path in files)),
        *files_,
        *folders,
        ("shards of N-Quads, compressed", sum(map(len, pieces))),
    ]


if __name__ == "__main__":
    main()
