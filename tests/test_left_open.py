"""What was left open: counted, listed with its words, and asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from resolve_builder import GAZETTEER, Build

from kg.cli import cli
from kg.cli.showing import SHOWN, in_context
from kg.graph import triples
from kg.graph.store import Store
from kg.records import OpenQuestion, Resolution, Span
from kg.report import KINDS, open_counts, told
from kg.resolve import resolve


def solve(*marked: str) -> Resolution:
    articles = [Build(text, id=f"{at}.txt").done() for at, text in enumerate(marked)]
    return resolve(articles, gazetteer=GAZETTEER)


@pytest.mark.parametrize(
    ("texts", "notes"),
    [
        (
            ("[P John Smith] spoke.", "[P J. Smith] left."),
            ["'J. Smith' in 1.txt and 'John Smith' in 0.txt may be one: initial; "
             "neither office nor state settles it"],
        ),
        (
            ("[P Hugo Pascual] spoke.", "[P Hugo Pazcual] left."),
            ["'Hugo Pazcual' in 1.txt and 'Hugo Pascual' in 0.txt may be one: misspelling; "
             "neither office nor state settles it"],
        ),
        (
            ("[P Ane Berg] spoke. [P Tom Falk] left.", "[P Berg] left."),
            ["'Berg' in 1.txt and 'Ane Berg' in 0.txt may be one: "
             "a surname without a title or company that settles it"],
        ),
        (
            ("[P Berg] spoke.", "[P Berg] left."),
            ["'Berg' in 1.txt and 'Berg' in 0.txt may be one: "
             "the same surname, and no full name in either article"],
        ),
        (
            ("[P Ane Berg] met [P Tom Berg]. Then [P Berg] spoke.",),
            ["'Berg' may be Ane Berg or Tom Berg: neither title nor prominence settles it"],
        ),
        (("[P Ane Berg] spoke.", "[P Tom Falk] left."), []),
    ],
)  # fmt: skip
def test_doubtful_merges_name_both_and_why(texts: tuple[str, ...], notes: list[str]) -> None:
    resolution = solve(*texts)
    assert [q.note for q in resolution.open if q.kind == "doubtful-merge"] == notes
    doubted = [e for e in resolution.entities if e.doubtful]
    assert bool(doubted) is bool(notes)


def test_the_order_of_articles_does_not_matter() -> None:
    texts = ("[P J. Smith] spoke.", "[P John Smith] left.")
    builds = [Build(text, id=f"{at}.txt").done() for at, text in enumerate(texts)]
    assert resolve(builds, gazetteer=GAZETTEER) == resolve(builds[::-1], gazetteer=GAZETTEER)


def test_the_report_counts_every_kind_and_has_the_words() -> None:
    made = Build("[P Ane Berg] met [P Tom Berg]. Then [P Berg]\nspoke.", id="a.txt").done()
    resolution = resolve([made], gazetteer=GAZETTEER)
    found = told(made, resolution.open)
    assert open_counts(found) == {
        "orphan-quotation": 0, "unresolved-pronoun": 0, "doubtful-merge": 1,
    }  # fmt: skip
    assert tuple(open_counts(())) == KINDS
    (question,) = found
    assert (question.article, question.text) == ("a.txt", "Berg")


# kg stats


def graph_with(tmp_path: Path, questions: int) -> Path:
    """An output folder whose store has that many open pronouns, one a line of an article."""
    from kg.build import build

    news = tmp_path / "a.txt"
    news.write_text("A headline\n\nAna Berg spoke on Monday.\n", encoding="utf-8")
    out = tmp_path / "out"
    build([str(news)], out=out)
    text = "".join(f"Then on day {n} they left.\n" for n in range(questions))
    made = Build(text, id="b.txt").done()
    opened = tuple(
        OpenQuestion("b.txt", "unresolved-pronoun", Span(at, at + 4), "who 'they' are stays open")
        for n in range(questions)
        if (at := text.index(f"day {n} they") + len(f"day {n} ")) >= 0
    )
    resolution = Resolution(entities=(), meetings=(), open=opened)
    with Store.open(out / "store", read_only=False) as store:
        store.load(triples.article_quads(made, resolution, base=store.base))
    return out


def test_stats_lists_the_first_and_says_how_to_see_all(run: CliRunner, tmp_path: Path) -> None:
    out = graph_with(tmp_path, 300)
    result = run.invoke(cli, ["stats", "-k", str(out)])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert max(map(len, lines[:-1])) <= 100
    assert "left open: unresolved pronouns   300" in lines
    assert "left open: orphan quotations     0" in lines
    title = lines.index("Pronouns and descriptions that nobody was found for (300)")
    assert len(lines) - title == SHOWN + 4
    assert "Then on day 0 they left.…" in lines[title + 3]
    more = f"295 more: kg query open-questions -p kind=unresolved-pronoun -k {out}"
    assert lines[-1] == more
    words = ["query", "open-questions", "-p", "kind=unresolved-pronoun", "-k", str(out)]
    assert len(run.invoke(cli, [*words, "--format", "jsonl"]).stdout.splitlines()) == 300
    counted = run.invoke(cli, ["stats", "-k", str(out), "--format", "jsonl"]).stdout
    last = [json.loads(line) for line in counted.splitlines()][-3:]
    assert {row["what"]: row["number"] for row in last} == {
        "left open: orphan quotations": 0, "left open: unresolved pronouns": 300,
        "left open: doubtful merges": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("It rained. They left.", "They", "It rained. They left."),
        ("A\nThey left.\nB", "They", "…They left.…"),
        ("The ministers of all the many states met. They left for the capital by train at noon.",
         "They", "…of all the many states met. They left for the capital by…"),
        ("“" + "Word " * 30 + "”", "“" + "Word " * 30 + "”",
         "“" + "Word " * 11 + "Wor…"),
        ("no text", None, ""),
    ],
)  # fmt: skip
def test_words_in_context(text: str, words: str | None, told: str) -> None:
    start = text.index(words) if words else 0
    spans = f"{start}-{start + len(words)}" if words else None
    row = {"article": "a", "text": words, "spans": spans}
    assert in_context(row, {"a": text}) == told


# Asked for in SPARQL


def test_may_be_tells_each_pair_once(run: CliRunner, tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for name, text in {
        "a.txt": "Rain\n\n“It rains,” John Okonedo said on Monday.\n",
        "b.txt": "Snow\n\n“It snows,” J. Okonedo said on Tuesday.\n",
    }.items():
        (news / name).write_text(text, encoding="utf-8")
    out = str(tmp_path / "out")
    assert run.invoke(cli, ["build", str(news), "-o", out]).exit_code == 0
    words = ["query", "may-be", "-k", out, "--format", "jsonl"]
    (row,) = [json.loads(line) for line in run.invoke(cli, words).stdout.splitlines()]
    assert {row["label"], row["other_label"]} == {"J. Okonedo", "John Okonedo"}
    assert (row["articles"], row["other_articles"]) in (("a.txt", "b.txt"), ("b.txt", "a.txt"))
    named = run.invoke(cli, [*words, "-p", "name=j. okonedo"]).stdout
    assert len(named.splitlines()) == 1
    assert run.invoke(cli, [*words, "-p", "type=State"]).stdout == ""
