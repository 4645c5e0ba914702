"""Articles read on many machines: a real scheduler, three worker processes, some of which die."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner
from cluster_worker import DEADLY, ENDLESS
from clusters import Started, cluster, write_articles

import kg
from kg.archive import Archive, Packed
from kg.build import build, update
from kg.cli import cli
from kg.cluster import claims, client, connection, quads, reading, work
from kg.errors import ModelError, RemoteError, StoreError, UsageError
from kg.graph.export import export
from kg.graph.store import Store
from kg.pool import Chunk, Cluster, Tools
from kg.read.inputs import read_inputs
from kg.read.places import LocalFile
from kg.records import Article, Extraction
from kg.storage import Storage

pytest.importorskip("distributed", reason="the extra newskg[cluster] is not installed")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("news") / "news", 28)


@pytest.fixture(scope="module")
def alone(news: Path) -> bytes:
    """The graph that one machine makes."""
    build([str(news)], out=news.parent / "alone")
    return turtle(news.parent / "alone")


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Started]:
    with cluster(tmp_path_factory.mktemp("cluster"), workers=3) as found:
        yield found


@pytest.fixture
def address(started: Started) -> str:
    return started.address


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TOGETHER", 1)
    monkeypatch.setattr(quads, "TOGETHER", 10)


def turtle(out: Path) -> bytes:
    return (out / "graph.ttl").read_bytes()


def processes(address: str) -> list[int]:
    from distributed import Client

    with Client(address, set_as_default=False) as asked:
        asked.wait_for_workers(3, timeout=30)
        return sorted(asked.run(os.getpid).values())


def test_a_worker_is_killed_and_the_graph_is_that_of_one_machine(
    address: str, news: Path, alone: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = processes(address)
    killed: list[int] = []

    def kill(stage: str, done: int, count: int) -> None:
        if stage == "extract" and done and not killed:
            killed.append(before[0])
            os.kill(before[0], signal.SIGKILL)

    monkeypatch.setattr(claims, "TOGETHER", 5)
    # The workers make all of these.
    monkeypatch.setattr("kg.recall.outline", None)
    monkeypatch.setattr("kg.resolve.sayings.said_in", None)
    report = build([str(news)], out=tmp_path / "out", workers=Cluster(address), progress=kill)
    assert killed
    assert not report.failures
    assert turtle(tmp_path / "out") == alone
    for name in (
        "outlines.jsonl.gz", "briefs.jsonl.gz", "claims.jsonl.gz",
        "search/coarse.i8", "search/fine.i8", "search/digests.bin",
    ):  # fmt: skip
        here, there = (path / name for path in (news.parent / "alone", tmp_path / "out"))
        assert there.read_bytes() == here.read_bytes()
    assert before[0] not in processes(address)


def test_an_article_that_kills_is_left_out_and_nothing_else(
    address: str, news: Path, alone: bytes, tmp_path: Path
) -> None:
    """And the shards are there: the graph, and what need not be read again."""
    folder = tmp_path / "shards"
    bad = tmp_path / "more" / "012-bad.txt"
    bad.parent.mkdir()
    bad.write_text(f"Talks end\n\nIn Lima, {DEADLY}.\n", encoding="utf-8")
    out = tmp_path / "out"
    given = Cluster(address, shards=folder.as_uri())
    report = build([str(news), str(bad)], out=out, workers=given)
    assert [failure.source for failure in report.failures] == ["012-bad.txt"]
    assert "died" in report.failures[0].reason
    assert turtle(out) == alone
    assert lines(folder) == exported(out)
    read = {path: path.stat().st_mtime_ns for path in folder.glob("records/*/*")}
    assert len(read) == 3 * len(list(folder.glob("records/*/*.jsonl.gz"))) > 6
    # As a build that broke off goes on: the same articles, but for the one that was left out.
    with Archive(out / "articles.jsonl.gz", Extraction) as kept:
        articles = [extraction.article for extraction in kept][:8]
    (again,) = client.chunks_done(iter([tuple(articles)]), cluster=given, tools=Tools())
    assert [one.name for one in again.found if isinstance(one, Packed)] == [a.id for a in articles]
    assert {path: path.stat().st_mtime_ns for path in read} == read


def test_a_build_may_end_with_the_shards(
    address: str, news: Path, alone: bytes, run: CliRunner, tmp_path: Path
) -> None:
    """Then the graph lies there and nowhere else, and an older folder stays."""
    folder, out = tmp_path / "shards", tmp_path / "work" / "out"
    out.parent.mkdir()
    options = ["--cluster", address, "--shards", folder.as_uri(), "--only-shards"]
    done = run.invoke(cli, ["build", str(news), "-o", str(out), *options])
    assert done.exit_code == 0, done.stderr
    assert f"{folder.as_uri()}/quads/*.nq.gz" in done.stderr
    assert "graph.html" not in done.stderr
    assert not list(out.parent.iterdir())
    assert lines(folder) == exported(news.parent / "alone")
    found = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    there = json.loads((news.parent / "alone" / "report.json").read_text(encoding="utf-8"))
    assert {**found, "timing": 0} == {**there, "timing": 0}
    shutil.copytree(news.parent / "alone", out)
    done = run.invoke(cli, ["build", str(news / "001.txt"), "-o", str(out), *options])
    assert done.exit_code == 0, done.stderr
    assert turtle(out) == alone
    assert 0 < len(lines(folder)) < len(exported(out))
    with pytest.raises(UsageError, match=r"kg\.build\.build"):
        kg.build(news, out=out, workers=Cluster(address, folder.as_uri(), only_shards=True))
    with pytest.raises(UsageError, match="needs their address"):
        build([str(news)], out=out, workers=Cluster(address, only_shards=True))


def test_files_that_workers_die_of_are_read_here(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def died(line: object, future: object) -> None:
        raise connection.WorkersDiedError("of it")

    news = write_articles(tmp_path / "news", 3)
    monkeypatch.setattr(reading, "_by_workers", lambda file: isinstance(file, LocalFile))
    monkeypatch.setattr(connection.Connection, "result", died)
    reads = partial(reading.read_files, cluster=Cluster(address))
    here = list(read_inputs([str(news)]))
    assert len(here) == 3
    assert list(read_inputs([str(news)], reads=reads)) == here


def test_an_update_has_the_cluster_read_what_is_new(
    address: str, news: Path, alone: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    files = sorted(map(str, news.iterdir()))
    build(files[:-9], out=out)
    update(files[-9:], out=out, workers=Cluster(address))
    assert turtle(out) == alone
    assert not (out / "beside").exists()


def test_what_lies_beside_the_records_is_whole(tmp_path: Path) -> None:
    storage = Storage(tmp_path.as_uri())
    article = Article(id="a", source="a.txt", text="Talks go on.", sha256="0", blocks=())
    unit = work.Unit(((article,),))
    shard = work._put(storage, "records/a", Chunk((Packed("a", b"12", b"345", b"6"),), 0.0, 0.0))
    assert work.unpacked(storage, shard, unit).found == (Packed("a", b"12", b"345", b"6"),)
    storage.write("records/a.beside", b"345")
    with pytest.raises(StoreError, match="damaged"):
        work.unpacked(storage, shard, unit)


def lines(folder: Path) -> list[str]:
    """The lines of the shards of N-Quads, sorted."""
    found = []
    for path in folder.glob("quads/*.nq.gz"):
        with gzip.open(path, "rt", encoding="utf-8", newline="\n") as shard:
            found += shard.read().splitlines()
    return sorted(found)


def exported(out: Path) -> list[str]:
    """The lines of the graph as N-Quads, sorted."""
    stream = io.BytesIO()
    with Store.open(out / "store") as store:
        export(store, stream, format="nq")
    return sorted(stream.getvalue().decode("utf-8").splitlines())


# What is told


def sentence(error: pytest.ExceptionInfo[BaseException]) -> str:
    said = str(error.value)
    assert "\n" not in said
    assert said.endswith((".", "scheduler", "'newskg[cluster]'", "--nthreads 1"))
    return said


@pytest.mark.parametrize("wrong", ["tcp://127.0.0.1:9", "127.0.0.1", "gopher://127.0.0.1:9"])
def test_no_scheduler(
    wrong: str, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "CONNECTS", 1)
    with pytest.raises(RemoteError) as error:
        build([str(news)], out=tmp_path / "out", workers=Cluster(wrong))
    assert f"no scheduler answers at {wrong}" in sentence(error)
    assert not (tmp_path / "out").exists()


def test_a_worker_of_another_version(
    address: str, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "__version__", "9.9.9")
    with pytest.raises(RemoteError) as error:
        build([str(news)], out=tmp_path / "out", workers=Cluster(address))
    assert "this machine 9.9.9" in sentence(error)


def test_a_worker_with_another_model(
    address: str, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Tools, "maker", lambda self: "another")
    with pytest.raises(RemoteError) as error:
        build([str(news)], out=tmp_path / "out", workers=Cluster(address))
    assert "another model" in sentence(error)


def test_the_users_gazetteer_goes_along(address: str, tmp_path: Path) -> None:
    """The workers need not have the file. Two files may have one name."""
    files = []
    for name in ("Zembla", "Grand Fenwick"):
        path = tmp_path / name / "own.ttl"
        path.parent.mkdir()
        path.write_text(
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
            "@prefix schema: <https://schema.org/> .\n"
            f'<urn:{name[:5]}> a schema:Country ; skos:prefLabel "{name}"@en .\n',
            encoding="utf-8",
        )
        files.append(path)
    client.check(Cluster(address), Tools(gazetteer_files=tuple(files)))
    with pytest.raises(ModelError, match=r"missing\.ttl"):
        client.check(Cluster(address), Tools(gazetteer_files=(tmp_path / "missing.ttl",)))


class NoWorkers:
    """A scheduler whose workers are not there, or are not fit."""

    status = "running"

    def __init__(self, found: object = None) -> None:
        self.found = found

    def wait_for_workers(self, number: int, timeout: float) -> None:
        if self.found is None:
            raise TimeoutError

    def run(self, *given: object, on_error: str) -> dict[str, object]:
        return {"tcp://10.0.0.7:4000": self.found}


def test_no_workers_and_workers_without_kg() -> None:
    kit = work.Kit(None, (), Tools().maker())
    with pytest.raises(RemoteError) as error:
        connection.Connection(NoWorkers(), "tcp://10.0.0.1:8786").check(kit)
    assert "dask worker tcp://10.0.0.1:8786" in sentence(error)
    lacking = NoWorkers(ModuleNotFoundError("No module named 'kg'"))
    with pytest.raises(RemoteError) as error:
        connection.Connection(lacking, "tcp://10.0.0.1:8786").check(kit)
    assert "10.0.0.7:4000 cannot load kg (No module named 'kg')" in sentence(error)


def test_shards_that_a_worker_or_the_build_cannot_find(
    address: str, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A storage in memory is each process's own."""
    given = Cluster(address, shards="memory://kg-test")
    with pytest.raises(RemoteError, match="all machines must reach the same storage"):
        build([str(news / "001.txt")], out=tmp_path / "out", workers=given)
    # A worker that joins later is not asked before.
    monkeypatch.setattr(connection.Connection, "check_shared", lambda self, address: None)
    with pytest.raises(StoreError, match="all machines must reach the same storage"):
        build([str(news / "001.txt")], out=tmp_path / "out", workers=given)


def test_without_the_extra(
    monkeypatch: pytest.MonkeyPatch, run: CliRunner, news: Path, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run.invoke(
        cli, ["build", str(news), "-o", str(tmp_path / "out"), "--cluster", "tcp://127.0.0.1:9"]
    )
    assert done.exit_code == 2
    assert "newskg[cluster]" in done.stderr


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--shards", "file:///x"], "--shards goes with --cluster"),
        (["--cluster", "tcp://127.0.0.1:9", "--workers", "2"], "--cluster exclude each other"),
        (["--cluster", "tcp://127.0.0.1:9", "--only-shards"], "--only-shards goes with --shards"),
        (["--only-shards"], "--only-shards goes with --shards"),
    ],
)
def test_options_that_do_not_go_together(run: CliRunner, options: list[str], named: str) -> None:
    done = run.invoke(cli, ["build", "seeds", *options])
    assert done.exit_code == 2
    assert named in done.stderr


def test_who_takes_too_long_is_ended() -> None:
    ended = threading.Event()
    with work.in_time(0.01, lambda code: ended.set()):
        assert ended.wait(60)
    early = threading.Event()
    with work.in_time(0.2, lambda code: early.set()):
        pass
    assert not early.wait(0.4)


# The last test: the cluster is gone after it.


def test_a_scheduler_that_goes_away_leaves_the_old_graph(
    started: Started, small_graph: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dask

    monkeypatch.setattr(client, "TOGETHER", 1)
    news = write_articles(tmp_path / "news", 16)
    # The last task is not done when the first one is, however quick the workers are.
    (news / "last.txt").write_text(f"Talks go on\n\nIn Lima, {ENDLESS}.\n", encoding="utf-8")
    out = tmp_path / "out"
    shutil.copytree(small_graph, out)

    def kill(stage: str, done: int, count: int) -> None:
        if stage == "extract" and done:
            os.kill(started.scheduler, signal.SIGKILL)

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "1s"}),
        pytest.raises(RemoteError) as error,
    ):
        build([str(news)], out=out, workers=Cluster(started.address), progress=kill)
    assert "went away" in sentence(error)
    assert turtle(out) == turtle(small_graph)
