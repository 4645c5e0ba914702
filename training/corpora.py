"""Reads the public corpora into documents of labelled units.

* PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018; github networkdynamics/PolNeAR):
attributions by
  hand, in brat standoff; names and sentences as CoreNLP found them (silver).
* GUM 11 (github amir-zeldes/gum): parts of speech, dependencies, sentences, by hand. Its entity
types
  follow use rather than name, so they are not used.
* Universal NER, English Web Treebank (github UniversalNER/UNER_English-EWT): names by hand, to
measure on.
"""

from __future__ import annotations

import bisect
import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language

from kg.annotate.decode import spans_of
from kg.annotate.labels import ATTRIBUTION, DEPENDENCIES, NAMES, UPOS, XPOS
from training.gum_names import IGNORE, name_labels

_SPAN = re.compile(r"^(T\d+)\t(Source|Cue|Content) ([\d; ]+)\t")
_EVENT = re.compile(r"^E\d+\t(.*)$")


@dataclass(slots=True)
class Labelled:
    """A unit of words with what is known of them; a list that is empty says nothing about its head.

    `links[i]`: index of the word that word i's span belongs to, in the document's words (not the
    unit's), or IGNORE. `heads[i]`: index in the unit, itself at a root.
    """

    words: list[str]
    offsets: list[tuple[int, int]] = field(default_factory=list)
    first: int = 0
    attribution: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    name: str
    text: str
    units: list[Labelled]


def polnear(folder: Path, nlp: Language, *, every_annotator: bool) -> Iterator[Document]:
    """The articles of `polnear/train` or `polnear/dev`, in order of file name.

    With `every_annotator`, an article that several people annotated comes once for each; else only
    with the first file.
    """
    silver = _corenlp(folder / "corenlp-ner.tsv.gz")
    annotations: dict[str, list[Path]] = defaultdict(list)
    texts = sorted((folder / "text").glob("*.txt"))
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotations[path.stem.rsplit("_", 1)[0]].append(path)
    for path in texts:
        text = path.read_bytes().decode("utf-8")
        found = annotations.get(path.stem) or sorted(
            (folder / "attributions").glob(path.stem + "*")
        )
        for annotation in found if every_annotator else found[:1]:
            yield _polnear_document(path.name, text, annotation, silver.get(path.name, []), nlp)


def words_of(text: str, nlp: Language) -> list[list[tuple[str, int, int]]]:
    """Words (text, start, end) of each line that has any, by the tokeniser the reader uses."""
    lines: list[list[tuple[str, int, int]]] = []
    for match in re.finditer(r"[^\r\n]+", text):
        words = [
            (t.text, match.start() + t.idx, match.start() + t.idx + len(t.text))
            for t in nlp.make_doc(match[0])
            if not t.is_space
        ]
        if words:
            lines.append(words)
    return lines


def _polnear_document(
    name: str,
    text: str,
    annotation: Path,
    silver: list[tuple[int, int, str, str, bool]],
    nlp: Language,
) -> Document:
    spans: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    events: list[list[str]] = []
    for line in annotation.read_text("utf-8").splitlines():
        if match := _SPAN.match(line):
            pieces = [tuple(map(int, p.split())) for p in match[3].strip().split(";")]
            spans[match[1]] = (match[2].upper(), [(p[0], p[1]) for p in pieces])
        elif match := _EVENT.match(line):
            events.append([part.split(":")[1] for part in match[1].split()])
    units, first = [], 0
    for words in words_of(text, nlp):
        unit = Labelled([w[0] for w in words], [(w[1], w[2]) for w in words], first)
        unit.attribution = [0] * len(words)
        unit.links = [IGNORE] * len(words)
        units.append(unit)
        first += len(words)
    flat = [(start, end) for unit in units for start, end in unit.offsets]
    starts = [s for s, _ in flat]
    where = [(unit, i) for unit in units for i in range(len(unit.words))]
    first_word: dict[str, list[int]] = {}
    for key, (kind, pieces) in spans.items():
        for start, end in pieces:
            inside = []
            i = max(0, bisect.bisect_right(starts, start) - 1)
            while i < len(flat) and flat[i][0] < end:
                if flat[i][1] > start:
                    inside.append(i)
                i += 1
            begin = True
            last_unit = None
            for i in inside:
                unit, j = where[i]
                begin = begin or unit is not last_unit
                unit.attribution[j] = ATTRIBUTION.index(("B-" if begin else "I-") + kind)
                if begin:
                    first_word.setdefault(key, []).append(i)
                begin, last_unit = False, unit
    for members in events:
        cues = [first_word[k][0] for k in members if k in first_word and spans[k][0] == "CUE"]
        sources = [first_word[k][0] for k in members if k in first_word and spans[k][0] == "SOURCE"]
        anchor = cues[0] if cues else sources[0] if sources else None
        for key in members:
            if key in first_word and spans[key][0] != "CUE":
                for i in first_word[key]:
                    unit, j = where[i]
                    unit.links[j] = i if anchor is None else anchor
    _silver_names(units, silver)
    return Document(name, text, units)


def _corenlp(path: Path) -> dict[str, list[tuple[int, int, str, str, bool]]]:
    """File name → (start, end, name type, Penn tag, begins a sentence)."""
    out: dict[str, list[tuple[int, int, str, str, bool]]] = {}
    rows: list[tuple[int, int, str, str, bool]] = []
    begins = True
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# doc "):
                rows = out.setdefault(line[6:], [])
                begins = True
            elif not line:
                begins = True
            else:
                cells = line.split("\t")
                rows.append((int(cells[1]), int(cells[2]), cells[4], cells[3], begins))
                begins = False
    return out


def _silver_names(units: list[Labelled], silver: list[tuple[int, int, str, str, bool]]) -> None:
    """Names and sentence starts from CoreNLP. In headlines (most words with a capital) it errs:
    nothing is said there.
    """
    if not silver:
        return
    begins = [row[0] for row in silver]
    for unit in units:
        words = [w for w in unit.words if w[0].isalpha()]
        if sum(w[0].isupper() for w in words) > 0.6 * len(words) or not words:
            continue
        previous = ("O", -1)
        names, starts = [], []
        for start, end in unit.offsets:
            i = max(0, bisect.bisect_right(begins, start) - 1)
            row = silver[i]
            label = "O"
            if row[0] < end and row[1] > start:
                label = _silver_type(row[2], row[3])
            if label == "O":
                names.append(0)
            else:
                same = previous[0] == label and (previous[1] == i - 1 or previous[1] == i)
                names.append(NAMES.index(("I-" if same else "B-") + label))
            previous = (label, i)
            starts.append(int(row[4] and row[0] == start))
        starts[0] = 1
        unit.names, unit.starts = names, starts


def _silver_type(corenlp: str, tag: str) -> str:
    if corenlp == "MISC":
        return "NORP" if tag.startswith("JJ") or tag == "NNPS" else "MISC"
    return {"PERSON": "PERSON", "ORGANIZATION": "ORG", "LOCATION": "GPE", "DATE": "DATE"}.get(
        corenlp, "O"
    )


def gum_split(folder: Path, name: str) -> list[Path]:
    """Files of the official split `train`, `dev` or `test`, where present."""
    found, on = [], False
    for line in (folder / "splits.md").read_text("utf-8").splitlines():
        if line.startswith("## "):
            on = line[3:].strip() == name
        elif on and (match := re.search(r"\* (GUM_\S+)", line)):
            path = folder / "dep" / f"{match[1]}.conllu"
            if path.exists():
                found.append(path)
    return found


def names_of_one_kind(documents: Iterable[Document]) -> dict[str, str]:
    """Lower-cased name → type, of the names met five times or more in the given documents and
    nearly always as one type.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for unit in document.units:
            for start, end, kind in spans_of(unit.names, NAMES):
                counts[" ".join(unit.words[start:end]).lower()][kind] += 1
    best = {name: count.most_common(1)[0] for name, count in counts.items()}
    return {
        name: kind
        for name, (kind, n) in best.items()
        if n >= 5 and n >= 0.8 * counts[name].total() and kind in ("PERSON", "ORG", "GPE")
    }


def gum(paths: list[Path], known: Mapping[str, str] | None = None) -> Iterator[Document]:
    """GUM documents; a unit is a paragraph. With `known` (see `gum_names`) names are labelled."""
    for path in paths:
        units: list[Labelled] = []
        unit: Labelled | None = None
        rows: list[list[str]] = []
        for line in [*path.read_text("utf-8").split("\n"), ""]:
            if line.startswith("# newpar") and not line.startswith("# newpar_block"):
                unit = None
            elif re.match(r"\d+\t", line):
                rows.append(line.split("\t"))
            elif not line and rows:
                if unit is None or len(unit.words) + len(rows) > 300:
                    unit = Labelled([])
                    units.append(unit)
                _gum_sentence(unit, rows)
                if known is not None:
                    unit.names += name_labels(rows, known)
                rows = []
        first = 0
        for u in units:
            u.first = first
            first += len(u.words)
        yield Document(path.stem, "", units)


def _gum_sentence(unit: Labelled, rows: list[list[str]]) -> None:
    base = len(unit.words)
    for i, row in enumerate(rows):
        unit.words.append(row[1])
        unit.upos.append(UPOS.index(row[3]) if row[3] in UPOS else IGNORE)
        unit.xpos.append(XPOS.index(row[4]) if row[4] in XPOS else IGNORE)
        head = int(row[6])
        unit.heads.append(base + (head - 1 if head else i))
        unit.relations.append(DEPENDENCIES.index(row[7]) if row[7] in DEPENDENCIES else IGNORE)
        unit.starts.append(int(i == 0))


def uner(path: Path) -> Iterator[Document]:
    """Sentences of a Universal NER file, each a document of one unit; LOC becomes GPE."""
    words: list[str] = []
    names: list[int] = []
    kinds = {"PER": "PERSON", "ORG": "ORG", "LOC": "GPE"}
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if not line:
            if words:
                yield Document(path.stem, "", [Labelled(words, names=names)])
            words, names = [], []
        elif not line.startswith("#"):
            cells = line.split("\t")
            words.append(cells[1])
            label = cells[2]
            names.append(
                0 if label in ("O", "B-OTH", "I-OTH") else NAMES.index(label[:2] + kinds[label[2:]])
            )
