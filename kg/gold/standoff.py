"""Spans of sources, cues and contents: a folder in PolNeAR's layout, read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from kg.errors import InputError
from kg.extract.drafts import quotation_mode
from kg.records import Mode

Kind = Literal["source", "cue", "content"]
Ranges = tuple[tuple[int, int], ...]
FileSpan = tuple[str, int, int]
"""A file's name and a half-open range of code points in it."""
Spans = dict[Kind, set[FileSpan]]

_SPAN = re.compile(r"(T\d+)\t(Source|Cue|Content) ([\d; ]+)")
# `E5	Attribution:T21 Cue:T20 Source:T19 Content:T18 Content2:T22`; a part may be missing.
_ATTRIBUTION = re.compile(r"E\d+\t")
_PART = re.compile(r"\b(?:Source|Cue|Content)\d*:(T\d+)")


@dataclass(frozen=True, slots=True)
class GoldSpans:
    """Spans of a folder in PolNeAR's layout, and the files' texts by name.

    `by_mode` has those of attributions with a content, by what quotation marks enclose of it; a
    span that several attributions share may stand under several modes.
    """

    texts: dict[str, str]
    spans: Spans
    by_mode: dict[Mode, Spans]


def load_spans(folder: Path) -> GoldSpans:
    """The spans of a folder with `text/` and `attributions/`; of several annotators, the first's.

    Raises:
        InputError: the folder is laid out otherwise.
    """
    gold = GoldSpans({}, no_spans(), {mode: no_spans() for mode in get_args(Mode)})
    if not (folder / "text").is_dir() or not (folder / "attributions").is_dir():
        raise InputError(f"{folder} has no text/ and attributions/ in it.")
    annotations = sorted((folder / "attributions").iterdir(), key=lambda path: path.name)
    for path in sorted((folder / "text").iterdir(), key=lambda path: path.name):
        # newline="": offsets count every character of a line's end.
        with path.open(encoding="utf-8", newline="") as file:
            gold.texts[path.name] = file.read()
        base = path.name.removesuffix(".txt")
        own = next((other for other in annotations if other.name.startswith(base)), None)
        if own is None:
            raise InputError(f"{path} has no annotation in {folder / 'attributions'}.")
        _add_spans(gold, path.name, own.read_text(encoding="utf-8").split("\n"))
    return gold


def no_spans() -> Spans:
    """An empty set for each kind."""
    return {kind: set() for kind in get_args(Kind)}


def _add_spans(gold: GoldSpans, name: str, lines: list[str]) -> None:
    """Adds what the standoff lines of one text mark."""
    text = gold.texts[name]
    marked: dict[str, tuple[Kind, Ranges]] = {}
    for line in lines:
        if found := _SPAN.match(line):
            kind: Kind = found[2].lower()  # type: ignore[assignment]  # the pattern's three
            pieces = (piece.split() for piece in found[3].strip().split(";"))
            spans = tuple(trim(text, int(start), int(end)) for start, end in pieces)
            marked[found[1]] = kind, spans
            gold.spans[kind].update((name, *span) for span in spans)
    for line in lines:
        if not _ATTRIBUTION.match(line):
            continue
        parts = [marked[key] for key in _PART.findall(line) if key in marked]
        content = sorted(span for kind, spans in parts if kind == "content" for span in spans)
        if content:
            mode = quotation_mode(text, content)
            for kind, spans in parts:
                gold.by_mode[mode][kind].update((name, *span) for span in spans)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
