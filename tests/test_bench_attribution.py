"""bench/attribution.py: how spans are matched, and a run on made-up articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.attribution import Predicted, exact, half, main, scores, table
from kg.gold import no_spans

Spans = st.sets(
    st.tuples(st.sampled_from("ab"), st.integers(0, 30), st.integers(1, 20)).map(
        lambda span: (span[0], span[1], span[1] + span[2])
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("found", "same", "alike"),
    [
        (("a", 0, 10), 1, 1),
        (("a", 0, 5), 0, 1),  # half of the union to the character
        (("a", 0, 4), 0, 0),
        (("a", 0, 21), 0, 0),
        (("a", 5, 15), 0, 0),
        (("b", 0, 10), 0, 0),
    ],
)
def test_a_span_matches_from_half_of_the_union_on(
    found: tuple[str, int, int], same: int, alike: int
) -> None:
    assert exact({found}, {("a", 0, 10)}) == same
    assert half({found}, {("a", 0, 10)}) == alike


def test_a_span_matches_one_other_at_most() -> None:
    assert half({("a", 0, 10)}, {("a", 0, 5), ("a", 5, 10)}) == 1
    assert half({("a", 0, 5), ("a", 5, 10)}, {("a", 0, 10)}) == 1


def test_the_most_pairs_are_found() -> None:
    # The best pair alone, of the two equal spans, would leave the others without a partner.
    assert half({("a", 0, 10), ("a", 3, 12)}, {("a", 0, 10), ("a", 0, 6)}) == 2


@given(Spans, Spans)
def test_half_is_symmetric_and_holds_what_is_exact(
    one: set[tuple[str, int, int]], other: set[tuple[str, int, int]]
) -> None:
    assert half(one, other) == half(other, one)
    assert exact(one, other) <= half(one, other) <= min(len(one), len(other))
    assert half(one, one) == len(one)


def test_recall_is_of_the_wanted_precision_of_the_judged() -> None:
    gold = {("a", 0, 10), ("a", 20, 30), ("a", 40, 50)}
    wanted = {("a", 0, 10)}
    judged = {("a", 20, 30), ("a", 70, 80)}
    found = judged | {("a", 0, 9)}
    of_exact = scores(exact, gold=gold, wanted=wanted, found=found, judged=judged)
    assert (of_exact.precision, of_exact.recall, of_exact.f1) == (50, 0, 0)
    of_half = scores(half, gold=gold, wanted=wanted, found=found, judged=judged)
    assert (of_half.precision, of_half.recall, of_half.f1) == (50, 100, 66.7)
    assert (of_half.gold, of_half.predicted) == (1, 2)


def test_a_table_has_a_row_for_each_kind_and_comparison() -> None:
    gold, direct = no_spans(), no_spans()
    gold["content"] = {("a", 0, 10), ("a", 20, 30)}
    direct["content"] = {("a", 0, 10)}
    system = Predicted(spans=gold, direct=direct)
    whole = list(table("all", gold, gold, {"kg": system}))
    assert whole[0] == "| all | gold | kg: spans | P / R / F1 |"
    assert whole[-2] == "| content, exact | 2 | 2 | 100.0 / 100.0 / 100.0 |"
    assert len(whole) == 2 + 3 * 2
    part = list(table("direct", gold, direct, {"kg": system}))
    assert part[-1] == "| content, half | 1 | 1 | 100.0 / 100.0 / 100.0 |"


def test_a_folder_of_another_layout_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([str(tmp_path)])
    assert "has no text/ and attributions/ in it." in capsys.readouterr().err


ARTICLES = {
    "bridge": (
        'Mayor Ana Ruiz defended the plan.\n\n"We have the money and the people," Ruiz said.\n',
        {"Source": "Ruiz said", "Cue": "said", "Content": '"We have the money and the people,"'},
    ),
    "ferry": (
        'The envoy said that the ferry will close.\n\nThe 5" pipe broke, he wrote.\n',
        {"Source": "The envoy", "Cue": "said", "Content": "that the ferry will close"},
    ),
}


def test_both_are_scored_on_made_up_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("textacy", "lemminflect"):
        pytest.importorskip(name, reason=f"{name} is of the bench extra, too heavy for the tests")
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    for name, (text, parts) in ARTICLES.items():
        (tmp_path / "text" / f"{name}.txt").write_text(text, encoding="utf-8")
        lines = [
            f"T{n}\t{kind} {text.index(words)} {text.index(words) + len(words.split(' said')[0])}\n"
            for n, (kind, words) in enumerate(parts.items(), 1)
        ]
        joined = "E1\tAttribution:T9 Source:T1 Cue:T2 Content:T3\n"
        (tmp_path / "attributions" / f"{name}_1.ann").write_text("".join([*lines, joined]))
    main([str(tmp_path), "--threads", "1"])
    lines = capsys.readouterr().out.splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    rows = [row for row in cells if row[0] == "content, exact"]
    # Of two articles textacy refuses the one with a lone mark, and finds the other's quotation.
    all_found = ["1", "100.0 / 50.0 / 66.7"]
    direct_found = ["1", "100.0 / 100.0 / 100.0"]
    assert [row[4:] for row in rows] == [all_found * 2, direct_found * 2]
    assert [row[1] for row in rows] == ["2", "1"]
    assert rows[1][3].split(" / ")[1] == "100.0"
    assert any(line.endswith("in 1 articles, or 1 paragraphs.") for line in lines)
