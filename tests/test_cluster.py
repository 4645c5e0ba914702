"""Articles read on many machines: a real scheduler, three worker processes, some of which die."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from cluster_worker import DEADLY
from clusters import cluster

from kg.build import build
from kg.cluster import client
from kg.pool import Cluster

pytest.importorskip("distributed", reason="the extra newskg[cluster] is not installed")

NAMES = ("Ada Vance", "Jo Ruiz", "Ines Okafor", "Tom Brandt", "Mira Solano", "Lev Haddad")
CITIES = ("Lima", "Oslo", "Quito", "Accra", "Riga")


def write_articles(folder: Path, number: int) -> Path:
    folder.mkdir()
    for n in range(number):
        one, two = NAMES[n % 6], NAMES[(n * 5 + 1) % 6]
        (folder / f"{n:03}.txt").write_text(
            f"Talks on trade go on\n\n{CITIES[n % 5]}, May {n % 28 + 1}, 2024\n\n"
            f"Foreign Minister {one} said on Monday that round {n} of the talks had failed.\n\n"
            f"President {two} met {one} in {CITIES[n % 5]} on May {n % 28 + 1}, 2024.\n",
            encoding="utf-8",
        )
    return folder


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("news") / "news", 44)


@pytest.fixture(scope="module")
def alone(news: Path) -> bytes:
    """The graph that one machine makes."""
    build([str(news)], out=news.parent / "alone")
    return turtle(news.parent / "alone")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("cluster"), workers=3) as found:
        yield found


@pytest.fixture(autouse=True)
def small_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "TOGETHER", 1)


def turtle(out: Path) -> bytes:
    return (out / "graph.ttl").read_bytes()


def processes(address: str) -> list[int]:
    from distributed import Client

    with Client(address, set_as_default=False) as asked:
        asked.wait_for_workers(3, timeout=30)
        return sorted(asked.run(os.getpid).values())


def test_a_worker_is_killed_and_the_graph_is_that_of_one_machine(
    address: str, news: Path, alone: bytes, tmp_path: Path
) -> None:
    before = processes(address)
    killed: list[int] = []

    def kill(stage: str, done: int, count: int) -> None:
        if stage == "extract" and done and not killed:
            killed.append(before[0])
            os.kill(before[0], signal.SIGKILL)

    report = build([str(news)], out=tmp_path / "out", workers=Cluster(address), progress=kill)
    assert killed
    assert not report.failures
    assert turtle(tmp_path / "out") == alone
    assert before[0] not in processes(address)


def test_an_article_that_kills_is_left_out_and_nothing_else(
    address: str, news: Path, alone: bytes, tmp_path: Path
) -> None:
    """The shards, too: what is there is not read again."""
    shards = (tmp_path / "shards").as_uri()
    bad = tmp_path / "more" / "012-bad.txt"
    bad.parent.mkdir()
    bad.write_text(f"Talks end\n\nIn Lima, {DEADLY}.\n", encoding="utf-8")
    out = tmp_path / "out"
    report = build([str(news), str(bad)], out=out, workers=Cluster(address, shards=shards))
    assert [failure.source for failure in report.failures] == ["012-bad.txt"]
    assert "died" in report.failures[0].reason
    assert turtle(out) == alone
