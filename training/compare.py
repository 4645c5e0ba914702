"""Scores of exported models, read as the package reads them: `python -m training.compare CORPORA
FOLDER…`.

A folder holds `reader.onnx` and `tokenizer.json`. Exact span F1 of source, cue and content by code
points against the first annotator of PolNeAR dev; UPOS, UAS and LAS on GUM with gold tokens and
sentences; names (person, organisation, place) on Universal NER, and on GUM's news after
`training.gum_names`.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kg.annotate.decode import spans_of
from kg.annotate.model import ReadingModel
from kg.annotate.pipeline import blank_english
from kg.annotate.windows import make_unit
from training.corpora import Document, gum, gum_split, names_of_one_kind, polnear, uner, words_of
from training.gum_names import IGNORE

_GOLD = re.compile(r"^T\d+\t(Source|Cue|Content) ([\d; ]+)\t")


def attribution(model: ReadingModel, folder: Path) -> dict[str, float]:
    """F1 of each kind of span over the articles of a PolNeAR folder."""
    nlp = blank_english()
    right, guessed, gold = dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0), dict.fromkeys(KINDS, 0)
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        lines = words_of(text, nlp)
        readings = model.read([make_unit([w for w, _, _ in line], model.pieces) for line in lines])
        found = {
            (kind, line[a][1], line[b - 1][2])
            for line, reading in zip(lines, readings, strict=True)
            for a, b, kind in spans_of(reading.attribution, model.attribution)
        }
        wanted = set(_gold(folder, path, text))
        for kind in KINDS:
            right[kind] += sum(s[0] == kind for s in found & wanted)
            guessed[kind] += sum(s[0] == kind for s in found)
            gold[kind] += sum(s[0] == kind for s in wanted)
    return {k.lower(): f1(right[k], guessed[k], gold[k]) for k in KINDS}


KINDS = ("SOURCE", "CUE", "CONTENT")


def _gold(folder: Path, path: Path, text: str) -> Iterable[tuple[str, int, int]]:
    annotation = sorted((folder / "attributions").glob(path.stem + "*"))[0]
    for line in annotation.read_text("utf-8").splitlines():
        if match := _GOLD.match(line):
            for piece in match[2].strip().split(";"):
                start, end = map(int, piece.split())
                while start < end and text[start].isspace():
                    start += 1
                while end > start and text[end - 1].isspace():
                    end -= 1
                yield match[1].upper(), start, end


def tags(model: ReadingModel, documents: Iterable[Document]) -> dict[str, float]:
    """Accuracy of parts of speech, heads, and heads with relations."""
    n = upos = uas = las = 0
    for document in documents:
        for unit in document.units:
            starts = [i for i, s in enumerate(unit.starts) if s]
            bounds = list(zip(starts, [*starts[1:], len(unit.words)], strict=True))
            units = [make_unit(unit.words[a:b], model.pieces) for a, b in bounds]
            for (a, b), reading in zip(bounds, model.read(units), strict=True):
                for i in range(b - a):
                    n += 1
                    upos += int(reading.upos[i]) == unit.upos[a + i]
                    right = int(reading.heads[i]) == unit.heads[a + i] - a
                    uas += right
                    las += right and int(reading.relations[i]) == unit.relations[a + i]
    return {"upos": pct(upos, n), "uas": pct(uas, n), "las": pct(las, n)}


def f1(right: int, guessed: int, gold: int) -> float:
    """F1 in per cent."""
    return pct(2 * right, guessed + gold)


def pct(part: int, whole: int) -> float:
    """Per cent, two decimals."""
    return round(100 * part / max(1, whole), 2)


def names(model: ReadingModel, documents: Iterable[Document]) -> float:
    """F1 of persons, organisations and places; what overlaps a word left open does not count."""
    right = guessed = gold = 0
    kinds = {"PERSON", "ORG", "GPE"}
    for document in documents:
        for unit in document.units:
            reading = model.read([make_unit(unit.words, model.pieces)])[0]
            found = {
                s
                for s in spans_of(reading.names, model.names)
                if s[2] in kinds and IGNORE not in unit.names[s[0] : s[1]]
            }
            wanted = {s for s in spans_of(unit.names, model.names) if s[2] in kinds}
            right += len(found & wanted)
            guessed += len(found)
            gold += len(wanted)
    return f1(right, guessed, gold)


def scores(folder: Path, corpora: Path, *, part: str = "dev") -> dict[str, float]:
    """All scores of one model. `part`: `dev` to choose on, `test` to report (GUM and names
    only).
    """
    model = ReadingModel(folder, threads=2)
    out: dict[str, float] = {}
    if part == "dev":
        out.update(attribution(model, corpora / "polnear" / "dev"))
    out.update(tags(model, gum(gum_split(corpora / "gum", part))))
    out["names-uner"] = names(model, uner(corpora / "uner-ewt" / f"en_ewt-ud-{part}.iob2"))
    known = names_of_one_kind(
        polnear(corpora / "polnear/dev", blank_english(), every_annotator=False)
    )
    news = [p for p in gum_split(corpora / "gum", part) if "_news_" in p.name]
    out["names-gum-news"] = names(model, gum(news, known))
    return out


def show(rows: dict[str, dict[str, float]]) -> None:
    """Prints one row a model."""
    table = Table("model", *next(iter(rows.values())))
    for name, row in rows.items():
        table.add_row(name, *(f"{v:.2f}" for v in row.values()))
    Console().print(table)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--part", choices=("dev", "test"), default="dev")
    args = parser.parse_args()
    show({str(f): scores(f, args.corpora, part=args.part) for f in args.folders})


if __name__ == "__main__":
    main()
