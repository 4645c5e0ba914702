"""Spans of sources, cues and contents against a folder in PolNeAR's layout.

Source: Newell, Margolin, Ruths, "An Attribution Relations Corpus for Political News", LREC 2018.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import get_args

from kg.gold import FileSpan, GoldSpans, Kind, Ranges, Spans, no_spans, trim
from kg.records import Mode

Row = Mapping[str, object]
"""One row of a query, as `--format jsonl` prints it."""

HALF = 0.5
"""Overlap from which two spans, or the contents of two claims, count as the same."""

_COLUMNS: dict[Kind, str] = {"source": "speaker_spans", "cue": "cue_spans", "content": "spans"}


@dataclass(frozen=True, slots=True)
class SpanScores:
    """Percentages with one decimal, and of how many spans: `gold` were looked for, `predicted`
    were judged.
    """

    precision: float
    recall: float
    f1: float
    gold: int
    predicted: int


def span_scores(gold: GoldSpans, rows: Iterable[Row]) -> dict[Kind, SpanScores]:
    """Precision, recall and F1 of sources, cues and contents over all articles.

    Only claims that stand in no other claim count, since the corpus marks no nesting. Spans agree
    when they do to the character: white space at the ends of a span is no difference; quotation
    marks are.
    """
    found = _spans(gold, rows)
    return {kind: _exact(gold.spans[kind], found[kind]) for kind in _COLUMNS}


def mode_scores(gold: GoldSpans, rows: Iterable[Row]) -> dict[Mode, dict[Kind, SpanScores]]:
    """As `span_scores`, for direct, indirect and mixed attributions apart.

    Recall is of the gold spans of attributions of that mode, found by a row of any mode; precision
    is of the spans of rows of that mode, which may be gold spans of any mode. So a wrong mode costs
    nothing here, and the two look at different spans; F1 is made of both. Gold spans of
    attributions without a content have no mode, and count under none.
    """
    rows = list(rows)
    found = _spans(gold, rows)
    scores: dict[Mode, dict[Kind, SpanScores]] = {}
    for mode in get_args(Mode):
        wanted, here = gold.by_mode[mode], _spans(gold, (r for r in rows if r.get("mode") == mode))
        scores[mode] = {
            kind: agreement(
                right=len(here[kind] & gold.spans[kind]),
                predicted=len(here[kind]),
                found=len(wanted[kind] & found[kind]),
                gold=len(wanted[kind]),
            )
            for kind in _COLUMNS
        }
    return scores


def _spans(gold: GoldSpans, rows: Iterable[Row]) -> Spans:
    """The spans of the rows that stand in no other claim, in the articles of the gold."""
    found = no_spans()
    for row in rows:
        name = article_name(row)
        name = name if name in gold.texts else f"{name}.txt"
        if name not in gold.texts or row.get("embedded_in"):
            continue
        for kind, column in _COLUMNS.items():
            for start, end in ranges(row.get(column)):
                found[kind].add((name, *trim(gold.texts[name], start, end)))
    return found


def _exact(gold: set[FileSpan], found: set[FileSpan]) -> SpanScores:
    right = len(gold & found)
    return agreement(right=right, predicted=len(found), found=right, gold=len(gold))


def agreement(*, right: int, predicted: int, found: int, gold: int) -> SpanScores:
    """The figures of `right` of the `predicted` spans and `found` of the `gold` ones; 0 of none."""
    precision, recall = right / max(1, predicted), found / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return SpanScores(
        precision=round(100 * precision, 1),
        recall=round(100 * recall, 1),
        f1=round(100 * f1, 1),
        gold=gold,
        predicted=predicted,
    )


def ranges(text: object) -> Ranges:
    """Half-open ranges of code points out of `start-end;start-end`; none out of nothing."""
    pieces = (piece.partition("-") for piece in str(text or "").split(";") if piece.strip())
    return tuple((int(start), int(end)) for start, _, end in pieces)


def overlap(one: Ranges, other: Ranges) -> float:
    """Characters that both cover, as a share of those that either covers."""
    ours = {at for start, end in one for at in range(start, end)}
    theirs = {at for start, end in other for at in range(start, end)}
    return len(ours & theirs) / max(1, len(ours | theirs))


def article_name(row: Row) -> str:
    """The name of the row's article, without folders."""
    return PurePath(str(row.get("article") or "")).name


def share(part: float, whole: int) -> float:
    """The part as a share of the whole, three decimals; 0 of nothing."""
    return round(part / max(1, whole), 3)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean, three decimals; 0 where both are."""
    return round(2 * precision * recall / max(1e-9, precision + recall), 3)
