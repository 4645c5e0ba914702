"""What goes wrong around kg: disks, permissions, damaged folders, broken articles, dead processes.

Each time there is one clear sentence and the right exit code, and nothing that was there is lost.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import standins
from click.testing import CliRunner, Result

from kg.annotate import Pipeline
from kg.cli import cli

NEWS = "Ada Vance, the mayor of Kelmouth, said on Monday that taxes would fall.\n"


def said(result: Result, code: int) -> str:
    """What stands on standard error: one line for each thing, and never a traceback."""
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
    return result.stderr


def kg(*words: str, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).resolve().parent.parent
    return subprocess.run(
        [sys.executable, "-m", "kg", *words], cwd=cwd, env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True, text=True, timeout=600, check=False, **options,
    )  # fmt: skip


# No room


def limited(size: int) -> Callable[[], None]:
    """Has a process write no file of more bytes, as on a disk that is full."""
    import resource

    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.skipif(sys.platform == "win32", reason="limits are of POSIX")
@pytest.mark.parametrize("size", [100, 50_000])
def test_no_room_is_said_and_the_old_graph_stays(
    small_graph: Path, tmp_path: Path, size: int
) -> None:
    shutil.copytree(small_graph, tmp_path / "kg-out")
    before = (tmp_path / "kg-out" / "graph.ttl").read_bytes()
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    done = kg("build", "a.txt", cwd=tmp_path, preexec_fn=limited(size))
    assert done.returncode == 2, done.stderr
    assert "there is no room to write the graph in" in done.stderr
    assert "What stood there is unchanged." in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "kg-out" / "graph.ttl").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "kg-out"]


# Articles that break a stage


def test_an_article_that_breaks_a_reader_is_left_out(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.read import inputs

    make = inputs.make_article

    def breaking(text: str, **options: Any) -> Any:
        if "Two leaders" in text:
            raise RecursionError("maximum recursion depth exceeded")
        return make(text, **options)

    standins.use(monkeypatch)
    monkeypatch.setattr(inputs, "make_article", breaking)
    news = standins.write_articles(tmp_path / "news")
    out = tmp_path / "out"
    told = said(run.invoke(cli, ["build", str(news), "-o", str(out)]), 3)
    assert "b.txt: kg broke on it (RecursionError: maximum recursion depth exceeded)" in told
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [Path(failure["source"]).name for failure in report["failures"]] == ["b.txt"]
    assert report["totals"]["articles"] == 2


def test_an_article_that_breaks_the_model_is_left_out(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate = Pipeline.annotate

    def breaking(self: Pipeline, articles: Any) -> Any:
        for article in articles:
            if "Oslo" in article.text:
                raise RuntimeError("the model broke")
            yield from annotate(self, [article])

    monkeypatch.setattr(Pipeline, "annotate", breaking)
    for name, text in (("a.txt", NEWS), ("b.txt", "They met in Oslo.\n"), ("c.txt", NEWS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    words = ["build", *(str(tmp_path / f"{name}.txt") for name in "abc"), "-o", str(out)]
    told = said(run.invoke(cli, words), 3)
    assert "b.txt: kg broke on it (RuntimeError: the model broke); please report it" in told
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [failure["source"] for failure in report["failures"]] == ["b.txt"]
    assert report["totals"]["articles"] == 2
    assert report["totals"]["claims"] == 2


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions are of POSIX")
def test_a_file_that_may_not_be_read_is_left_out(
    run: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg.read import inputs

    standins.use(monkeypatch)
    news = standins.write_articles(tmp_path / "news")
    (news / "b.txt").chmod(0)
    if os.geteuid() == 0:  # who may read anything: the refusal is made here
        opened = Path.open

        def refusing(self: Path, *words: Any, **options: Any) -> Any:
            if self.name == "b.txt":
                raise PermissionError(13, "Permission denied", str(self))
            return opened(self, *words, **options)

        monkeypatch.setattr(inputs.Path, "open", refusing)
    told = said(run.invoke(cli, ["build", str(news), "-o", str(tmp_path / "out")]), 3)
    assert "b.txt: it cannot be opened (permission denied); check the path" in told
    assert "2 articles" in told


# Processes that die


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for processes in /proc")
def test_a_process_that_is_killed_changes_nothing(tmp_path: Path) -> None:
    news = tmp_path / "news"
    news.mkdir()
    for number in range(40):
        (news / f"{number:02}.txt").write_text(NEWS * (1 + number % 3), encoding="utf-8")
    root = Path(__file__).resolve().parent.parent
    build = [sys.executable, "-m", "kg", "build", "news", "-o"]
    environment = os.environ | {"PYTHONPATH": str(root)}
    with subprocess.Popen(
        [*build, "two", "--workers", "2"], cwd=tmp_path, env=environment,
        stderr=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        kill_reader(process)
        told = process.communicate(timeout=600)[1]
    assert process.returncode == 0, told
    done = kg("build", "news", "-o", "one", "--workers", "1", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    one, two = ((tmp_path / name / "graph.ttl").read_bytes() for name in ("one", "two"))
    assert one == two


def kill_reader(process: subprocess.Popen[str]) -> None:
    """Kills one of a process's processes, as soon as it holds as much as a model."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    until = time.monotonic() + 300
    while process.poll() is None and time.monotonic() < until:
        for child in children.read_text().split():
            try:
                pages = int(Path(f"/proc/{child}/statm").read_text().split()[1])
            except (OSError, IndexError):
                continue
            if pages * os.sysconf("SC_PAGESIZE") > 150e6:
                os.kill(int(child), signal.SIGKILL)
                return
        time.sleep(0.02)
    raise AssertionError("there was no process to kill")


# Damaged folders


@pytest.fixture
def damaged(small_graph: Path, tmp_path: Path) -> Path:
    """A copy of a graph, to be damaged."""
    return Path(shutil.copytree(small_graph, tmp_path / "out"))


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def garbled(path: Path) -> None:
    path.write_bytes(b"\xff\x00{" * 40)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


CLAIMS, ASK, INFO = ("query", "claims"), ("ask", "who said ties are strong?"), ("info",)
UPDATE = ("update",)


@pytest.mark.parametrize("damage", [halved, garbled, emptied, Path.unlink])
@pytest.mark.parametrize(
    ("name", "words"),
    [("store/CURRENT", CLAIMS), ("store/MANIFEST-*", CLAIMS),
     ("store/*.sst", CLAIMS), ("store/kg-store.json", CLAIMS), ("search/index.json", ASK),
     ("search/claims.txt", ASK), ("search/postings.u4", ASK), ("report.json", INFO),
     ("articles.index", UPDATE), ("articles.jsonl.gz", UPDATE)],
)  # fmt: skip
def test_a_damaged_folder_is_said(
    run: CliRunner, damaged: Path, damage: Callable[[Path], None], name: str, words: tuple[str, ...]
) -> None:
    whole = {path: path.read_bytes() for path in damaged.rglob("*") if path.is_file()}
    path = min(damaged.glob(name))
    damage(path)
    more = [str(standins.write_articles(damaged.parent / "news"))] if words == UPDATE else []
    told = said(run.invoke(cli, [*words, *more, "-k", str(damaged)]), 2)
    assert len(told.splitlines()) == 1
    assert "build" in told
    assert all(other.read_bytes() == was for other, was in whole.items() if other != path)


def test_what_is_wrong_inside_a_search_index_is_said(run: CliRunner, damaged: Path) -> None:
    for name in ("postings.u4", "claims.txt"):
        path = damaged / "search" / name
        good = path.read_bytes()
        path.write_bytes(b"\xf1" * len(good))
        told = said(run.invoke(cli, [*ASK, "-k", str(damaged)]), 2)
        assert told == "kg: The search index is damaged: build the graph again.\n"
        path.write_bytes(good)
    said(run.invoke(cli, [*ASK, "-k", str(damaged)]), 0)


def test_a_store_of_an_older_version_is_said(run: CliRunner, damaged: Path) -> None:
    marker = damaged / "store" / "kg-store.json"
    marker.write_text(json.dumps(json.loads(marker.read_text()) | {"format": 0}))
    told = said(run.invoke(cli, [*CLAIMS, "-k", str(damaged)]), 2)
    assert "has format 0, this kg reads 1; build it again" in told
    (damaged / "version").write_text("1\n")
    told = said(run.invoke(cli, [*CLAIMS, "-k", str(damaged)]), 2)
    assert "has format '1' and this kg reads '4'; build it again" in told
    emptied(damaged / "version")
    told = said(run.invoke(cli, [*CLAIMS, "-k", str(damaged)]), 2)
    assert "has format '' and this kg reads '4'; build it again" in told


def test_what_is_damaged_can_be_built_again(
    run: CliRunner, damaged: Path, small_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    standins.use(monkeypatch)
    (damaged / "version").write_text("0\n")
    emptied(damaged / "store" / "CURRENT")
    news = standins.write_articles(damaged.parent / "news")
    said(run.invoke(cli, ["build", str(news), "-o", str(damaged)]), 0)
    assert (damaged / "graph.ttl").read_bytes() == (small_graph / "graph.ttl").read_bytes()
