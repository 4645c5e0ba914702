from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import standins

from kg import archive
from kg.build import build, update
from kg.errors import InputError, StoreError, UsageError
from kg.folder import check_folder
from kg.gather import distinct
from kg.graph.store import Store
from kg.records import Article, Extraction, Failure
from kg.report import to_json

FILES = [
    "articles.index", "articles.jsonl.gz", "briefs.index", "briefs.jsonl.gz", "claims.index",
    "claims.jsonl.gz", "contents.index", "contents.jsonl.gz", "copies.index", "copies.jsonl.gz",
    "entries.index", "entries.jsonl.gz",
    "graph.html", "graph.index", "graph.ttl", "outlines.index", "outlines.jsonl.gz", "report.json",
    "reports.index", "reports.jsonl.gz", "restated.index", "restated.jsonl.gz", "search", "store",
    "version",
]  # fmt: skip


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three articles, read by the stand-ins."""
    standins.use(monkeypatch)
    return standins.write_articles(tmp_path / "news")


def turtle(out: Path) -> bytes:
    return (out / "graph.ttl").read_bytes()


def report(out: Path) -> dict[str, Any]:
    body: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return body


def test_what_stands_in_the_folder(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "deep" / "kg-out"
    done = build([str(news)], out=out)
    assert sorted(path.name for path in out.iterdir()) == FILES
    assert check_folder(out) == out
    assert [(a.article, a.claims, a.meetings) for a in done.articles] == [
        ("a.txt", 2, 0), ("b.txt", 0, 1), ("c.txt", 1, 1),
    ]  # fmt: skip
    assert {name: n for name, n in done.totals if n} == {
        "articles": 3, "words": 57, "claims": 3, "people": 2, "meetings": 1,
    } | {"words": sum(len(text.split()) for text in standins.ARTICLES.values())}  # fmt: skip
    assert [question.article for question in done.open] == ["b.txt"]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["kg-out"]


def test_the_report_is_the_same_but_for_its_timing(news: Path, tmp_path: Path) -> None:
    done = build([str(news)], out=tmp_path / "one")
    build([str(news)], out=tmp_path / "two")
    one, two = report(tmp_path / "one"), report(tmp_path / "two")
    assert list(one)[-1] == "timing"
    assert one.pop("timing").keys() == two.pop("timing").keys()
    assert one == two
    assert one["totals"]["claims"] == 3
    assert json.loads(to_json(done))["open"] == one["open"]


def test_neither_folder_nor_order_of_inputs_changes_the_graph(news: Path, tmp_path: Path) -> None:
    elsewhere = standins.write_articles(tmp_path / "other" / "place")
    files = [str(elsewhere / name) for name in ("c.txt", "a.txt", "b.txt", "a.txt")]
    build([str(news)], out=tmp_path / "one")
    build(files, out=tmp_path / "two")
    assert turtle(tmp_path / "one") == turtle(tmp_path / "two")
    for name in ("graph.html", archive.NAME):
        one, two = ((tmp_path / out / name).read_bytes() for out in ("one", "two"))
        assert name == archive.NAME or one == two


def test_an_error_leaves_the_old_graph(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "kg-out"
    build([str(news)], out=out)
    before = turtle(out)

    def broken(store: Any, path: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.show.page.write_page", broken)
    (news / "d.txt").write_text("News\n\nAda Vance said: no\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"no room .*No space left"):
        build([str(news)], out=out)
    assert turtle(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kg-out", "news"]


def test_when_nothing_can_be_read_the_old_graph_stays(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "kg-out"
    build([str(news)], out=out)
    before = turtle(out)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no graph was written"):
        build([str(tmp_path / "empty"), str(tmp_path / "missing.txt")], out=out)
    assert turtle(out) == before


def test_what_cannot_be_read_is_named_and_the_rest_is_written(news: Path, tmp_path: Path) -> None:
    done = build([str(news), str(tmp_path / "missing.txt")], out=tmp_path / "kg-out")
    assert [Path(failure.source).name for failure in done.failures] == ["missing.txt"]
    assert len(done.articles) == 3
    assert len(report(tmp_path / "kg-out")["failures"]) == 1


def test_what_kg_did_not_write_is_not_replaced(news: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.tex").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="kg did not write"):
        build([str(news)], out=tmp_path / "mine")
    with pytest.raises(UsageError, match="base"):
        build([str(news)], out=tmp_path / "kg-out", base="not an iri")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "news"]


def test_progress_is_told(news: Path, tmp_path: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    build([str(news)], out=tmp_path / "kg-out", progress=lambda *step: steps.append(step))
    assert steps == [("extract", 3, 3), ("graph", 1, 3), ("graph", 2, 3), ("graph", 3, 3)]


def article(name: str, text: str = "words") -> Article:
    return Article(id=name, source=f"/x/{name}", text=text, sha256=text, blocks=())


def test_an_article_is_kept_once() -> None:
    again, other = article("a"), article("a", "other words")
    gone = Failure("b", "cannot be read")
    failures: list[Failure] = []
    assert list(distinct([article("a"), gone, again, other], failures)) == [article("a")]
    assert failures[0] == gone
    assert failures[1].source == other.source
    assert "another article is called a" in failures[1].reason


class Counting:
    """`extract_all` of the stand-ins, with the ids it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, articles: Iterable[Article], **options: Any) -> Any:
        for found in standins.extract_all(articles, **options):
            self.asked.append(found.article.id if isinstance(found, Extraction) else "")
            yield found


@pytest.fixture
def counting(news: Path, monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    monkeypatch.setattr("kg.gather.extract_all", counting)
    return counting


def test_an_update_reads_what_is_new_and_gives_what_a_build_gives(
    news: Path, tmp_path: Path, counting: Counting
) -> None:
    out = tmp_path / "kg-out"
    base = "https://example.org/mine/"
    build([str(news / "a.txt"), str(news / "b.txt")], out=out, base=base)
    (news / "b.txt").write_text("Changed\n\nAda Vance said: no\n", encoding="utf-8")
    counting.asked.clear()
    update([str(news)], out=out)
    assert counting.asked == ["b.txt", "c.txt"]
    build([str(news)], out=tmp_path / "all", base=base)
    assert turtle(out) == turtle(tmp_path / "all")
    with Store.open(out / "store") as store:
        assert store.base == base


def test_an_update_needs_no_file_of_the_old_articles(
    news: Path, tmp_path: Path, counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "kg-out"
    build([str(news / "a.txt"), str(news / "b.txt")], out=out)
    (news / "a.txt").unlink()
    counting.asked.clear()
    update([str(news / "c.txt")], out=out)
    assert counting.asked == ["c.txt"]
    # Another model finds other things: all are annotated again, from the text that is kept.
    monkeypatch.setattr("kg.pool.Tools.maker", lambda self: "another model")
    counting.asked.clear()
    update([str(news / "c.txt")], out=out)
    assert counting.asked == ["a.txt", "b.txt", "c.txt"]


def test_an_update_needs_a_graph(news: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        update([str(news)], out=tmp_path / "missing")


# With the real model, in processes of their own.


def kg(*words: str, seed: str = "0", cwd: Path) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parent.parent
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root)}
    return subprocess.run(
        [sys.executable, "-m", "kg", *words],
        cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip


def test_hash_seeds_and_folders_change_nothing(
    seeds_graph: Path, tmp_path: Path, root: Path
) -> None:
    shutil.copytree(root / "seeds", tmp_path / "news")
    done = kg("build", "news", "-o", "out", seed="4711", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for name in ("graph.ttl", "graph.html"):
        assert (tmp_path / "out" / name).read_bytes() == (seeds_graph / name).read_bytes()


def test_the_number_of_workers_changes_nothing(tmp_path: Path, root: Path) -> None:
    """Enough articles that two processes are really started."""
    (tmp_path / "news").mkdir()
    for copy in range(7):
        for seed in sorted((root / "seeds").iterdir()):
            shutil.copy(seed, tmp_path / "news" / f"{copy}-{seed.name}")
    for workers in ("1", "2"):
        done = kg("build", "news", "-o", workers, "--workers", workers, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert turtle(tmp_path / "1") == turtle(tmp_path / "2")
