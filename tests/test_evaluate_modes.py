"""The figures of spans by mode, on made-up annotation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.evaluate import SpanScores, mode_scores, span_scores
from kg.extract.drafts import quotation_mode
from kg.gold import GoldSpans, load_spans

TEXT = 'Vance said that it rains. "It rains," Ruiz wrote. Roe felt "glad" of it. Nobody spoke.\n'


def at(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def mark(number: int, kind: str, *words: str) -> str:
    pieces = ";".join(f"{start} {end}" for start, end in map(at, words))
    return f"T{number}\t{kind} {pieces}\tx\n"


@pytest.fixture
def gold(tmp_path: Path) -> GoldSpans:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "x.txt").write_text(TEXT, encoding="utf-8")
    lines = [
        mark(1, "Source", "Vance"), mark(2, "Cue", "said"), mark(3, "Content", "that it rains"),
        "E1\tAttribution:T90 Content:T3 Cue:T2 Source:T1\n",
        mark(4, "Source", "Ruiz"), mark(5, "Cue", "wrote"), mark(6, "Content", '"It rains,"'),
        "E2\tAttribution:T91 Cue:T5 Source:T4 Content:T6\n",
        # A second content, a part that is not there, and one without a source.
        mark(7, "Cue", "felt"), mark(8, "Content", '"glad"'), mark(9, "Content", "of it"),
        "E3\tAttribution-no-source:T92 Cue:T7 Content:T8 Content2:T9 Source:T77\n",
        mark(10, "Source", "Nobody"), "E4\tAttribution:T93 Source:T10\n",
    ]  # fmt: skip
    (tmp_path / "attributions" / "x_1.ann").write_text("".join(lines), encoding="utf-8")
    return load_spans(tmp_path)


def row(mode: str, source: str, content: str, **more: Any) -> dict[str, Any]:
    spans = {"speaker_spans": "{}-{}".format(*at(source)), "spans": "{}-{}".format(*at(content))}
    return {"article": "x.txt", "mode": mode} | spans | more


def test_gold_attributions_have_the_mode_of_their_content(gold: GoldSpans) -> None:
    assert {mode: spans["source"] for mode, spans in gold.by_mode.items()} == {
        "direct": {("x.txt", *at("Ruiz"))},
        "indirect": {("x.txt", *at("Vance"))},
        "mixed": set(),
    }
    assert gold.by_mode["mixed"]["content"] == {("x.txt", *at('"glad"')), ("x.txt", *at("of it"))}
    assert gold.by_mode["mixed"]["cue"] == {("x.txt", *at("felt"))}


def test_a_source_without_content_has_no_mode_and_counts_among_all(gold: GoldSpans) -> None:
    nobody = ("x.txt", *at("Nobody"))
    assert nobody in gold.spans["source"]
    assert not any(nobody in spans["source"] for spans in gold.by_mode.values())


def test_recall_goes_by_the_mode_of_the_gold_precision_by_that_of_the_row(gold: GoldSpans) -> None:
    rows = [
        row("direct", "Ruiz", '"It rains,"'),
        row("direct", "Vance", "that it rains"),
        row("direct", "Roe", "Nobody spoke"),
        row("direct", "felt", "felt", embedded_in="urn:c"),
    ]
    scores = mode_scores(gold, rows)
    assert scores["direct"]["content"] == SpanScores(66.7, 100, 80, gold=1, predicted=3)
    assert scores["indirect"]["content"] == SpanScores(0, 100, 0, gold=1, predicted=0)
    assert scores["mixed"]["content"] == SpanScores(0, 0, 0, gold=2, predicted=0)
    assert scores["direct"]["source"].recall == 100
    whole = span_scores(gold, rows)
    assert whole["content"] == SpanScores(66.7, 50, 57.1, gold=4, predicted=3)


def test_the_script_beside_the_gold_sees_the_same_spans(gold: GoldSpans) -> None:
    modes = gold.by_mode.values()
    for kind, spans in gold.spans.items():
        assert set().union(*(mode[kind] for mode in modes)) <= spans


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ('"It rains,"', "direct"),
        ("“It rains”", "direct"),
        ("''It rains,''", "direct"),
        ("“It rains and so on", "direct"),  # closed in a later paragraph
        ("it is ''very bad'' there", "mixed"),
        ("that “it rains” in May", "mixed"),
        ("“It rains” and “it snows”", "mixed"),
        ("that it rains", "indirect"),
        ("that it's the players' turn", "indirect"),
    ],
)
def test_quotation_marks_make_the_mode(text: str, mode: str) -> None:
    assert quotation_mode(f"He said {text} .", [(8, 8 + len(text))]) == mode
