"""Inputs and shards in an object store that speaks S3, read and written by real workers."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from clusters import cluster, write_articles
from objects import object_store

from kg.archive import Packed
from kg.build import build
from kg.cli import cli
from kg.cluster import client, quads, reading
from kg.errors import ModelError, RemoteError
from kg.graph.export import export
from kg.graph.store import Store
from kg.pool import Cluster, Tools
from kg.read.inputs import read_inputs
from kg.read.places import RemoteFile
from kg.records import Article, Failure

pytest.importorskip("distributed", reason="the extra newskg[cluster] is not installed")
pytest.importorskip("s3fs", reason="the extra newskg[s3] is not installed")
pytest.importorskip("moto.server", reason="moto's server is not installed")
pytest.importorskip("flask", reason="moto's server is not installed")

NUMBER = 28


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    with object_store(tmp_path_factory.mktemp("objects")) as environment:
        yield environment


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("news") / "news", NUMBER)


@pytest.fixture(scope="module", autouse=True)
def found_by_all(store: Mapping[str, str]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        put(patch, store)
        yield


def put(patch: pytest.MonkeyPatch, environment: Mapping[str, str]) -> None:
    """Has boto find another store, also where s3fs keeps its line to the one before."""
    import s3fs

    for name, value in environment.items():
        patch.setenv(name, value)
    patch.delenv("AWS_PROFILE", raising=False)
    s3fs.S3FileSystem.clear_instance_cache()


@pytest.fixture(scope="module")
def objects(found_by_all: None, news: Path) -> Any:
    """A bucket with the articles, as boto's own client has it."""
    import boto3

    found = boto3.client("s3")
    found.create_bucket(Bucket="news")
    for path in news.iterdir():
        found.put_object(Bucket="news", Key=f"2024/{path.name}", Body=path.read_bytes())
    return found


@pytest.fixture(scope="module")
def address(found_by_all: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A scheduler whose workers find the store as this process does."""
    with cluster(tmp_path_factory.mktemp("cluster"), workers=2) as started:
        yield started.address


def articles(*inputs: str) -> dict[str, str]:
    found = list(read_inputs(inputs))
    assert all(isinstance(item, Article) for item in found), found
    return {item.id: item.text for item in found if isinstance(item, Article)}


def keys(objects: Any, prefix: str) -> dict[str, Any]:
    """The objects below a prefix, and when each was written."""
    found = objects.list_objects_v2(Bucket="news", Prefix=prefix).get("Contents", [])
    return {one["Key"]: one["LastModified"] for one in found}


def test_a_file_a_folder_a_pattern_and_a_bucket(objects: Any, news: Path) -> None:
    here = articles(str(news))
    assert len(here) == NUMBER
    assert articles("s3://news/2024") == articles("s3://news") == here
    assert articles("s3://news/2024/*7.txt").keys() == {"007.txt", "017.txt", "027.txt"}
    assert articles("s3://news/**/003.txt") == articles("s3://news/2024/003.txt")
    (found,) = read_inputs(["s3://news/2024/003.txt"])
    assert isinstance(found, Article)
    assert found.source == "s3://news/2024/003.txt"


def test_what_is_put_there_later_is_seen(objects: Any) -> None:
    """s3fs keeps what it has listed, for as long as a process lasts."""
    assert articles("s3://news/2024").keys() >= {"000.txt"}
    objects.put_object(Bucket="news", Key="2024/later.txt", Body=b"Talks end\n\nAll is said.\n")
    try:
        assert "later.txt" in articles("s3://news/2024")
    finally:
        objects.delete_object(Bucket="news", Key="2024/later.txt")


def test_many_files_are_fetched_at_a_time_and_come_in_order(objects: Any) -> None:
    for n in range(40):
        objects.put_object(Bucket="news", Key=f"many/{n:02}.txt", Body=b"He said: no.\n" * (n + 1))
    found = list(articles("s3://news/many"))
    assert found == [f"{n:02}.txt" for n in range(40)]
    some = read_inputs(["s3://news/many"])
    assert isinstance(next(some), Article)  # and the rest is left alone


def test_a_cluster_reads_and_shares_there(
    address: str, objects: Any, news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The graph is that of one machine and of files."""
    monkeypatch.setattr(client, "TOGETHER", 1)
    monkeypatch.setattr(quads, "TOGETHER", 10)
    out, alone = tmp_path / "out", tmp_path / "alone"
    build([str(news)], out=alone)
    objects.put_object(Bucket="news", Key="shared/quads/articles-000009.nq.gz", Body=b"older")
    given = Cluster(address, shards="s3://news/shared")
    report = build(["s3://news/2024"], out=out, workers=given)
    assert not report.failures
    assert turtle(out) == turtle(alone).replace(str(news).encode(), b"s3://news/2024")
    assert lines(objects) == exported(out)
    assert [key for key in keys(objects, "shared/quads/") if "articles" in key] == [
        f"shared/quads/articles-00000{n}.nq.gz" for n in range(3)
    ]
    assert not keys(objects, "shared/check")
    # As a build that broke off goes on.
    records = keys(objects, "shared/records/")
    assert len(records) == 3 * 4
    read = tuple(one for one in read_inputs(["s3://news/2024"]) if isinstance(one, Article))[:8]
    (again,) = client.chunks_done(iter([read]), cluster=given, tools=Tools())
    assert [one.name for one in again.found if isinstance(one, Packed)] == [one.id for one in read]
    assert keys(objects, "shared/records/") == records


def test_the_workers_read_the_files(
    address: str, objects: Any, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """But for dumps, and those that a worker could not read."""
    bodies = {path.name: path.read_bytes() for path in sorted(news.iterdir())[:12]}
    rows = [json.dumps({"text": f"Talks end\n\nHe said: {n}.\n"}) for n in range(3)]
    bodies |= {"005-dump.jsonl": "\n".join(rows).encode(), "007-empty.txt": b" ",
               "broken.pdf": b"%PDF-1.4\nnothing"}  # fmt: skip
    for name, body in bodies.items():
        objects.put_object(Bucket="news", Key=f"mixed/{name}", Body=body)
    given = [
        "s3://news/mixed",
        str(news / "000.txt"),
        "s3://news/none.txt",
        "s3://news/2024/0*.txt",
    ]
    here = list(read_inputs(given))
    assert [type(item) for item in here].count(Failure) == 3
    by_build: list[str] = []
    open_ = RemoteFile.open

    def noted(file: RemoteFile) -> Any:
        by_build.append(file.parts[-1])
        return open_(file)

    monkeypatch.setattr(RemoteFile, "open", noted)
    monkeypatch.setattr(reading, "TOGETHER", 5)
    reads = partial(reading.read_files, cluster=Cluster(address))
    assert list(read_inputs(given, reads=reads)) == here
    assert sorted(by_build) == ["005-dump.jsonl", "007-empty.txt", "broken.pdf"]


def test_a_worker_that_would_read_other_words(
    address: str, objects: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "reads_by", lambda: "another pypdf")
    reads = partial(reading.read_files, cluster=Cluster(address))
    with pytest.raises(ModelError, match="install the same on all machines"):
        list(read_inputs(["s3://news/2024"], reads=reads))


def turtle(out: Path) -> bytes:
    return (out / "graph.ttl").read_bytes()


def lines(objects: Any) -> list[str]:
    """The lines of the shards of N-Quads, sorted."""
    found = []
    for key in keys(objects, "shared/quads/"):
        data = objects.get_object(Bucket="news", Key=key)["Body"].read()
        found += gzip.decompress(data).decode("utf-8").splitlines()
    return sorted(found)


def exported(out: Path) -> list[str]:
    stream = io.BytesIO()
    with Store.open(out / "store") as graph:
        export(graph, stream, format="nq")
    return sorted(stream.getvalue().decode("utf-8").splitlines())


# What is told


def test_what_is_not_there_is_told(objects: Any) -> None:
    for address in ("s3://news/missing.txt", "s3://nowhere/2024", "s3://nowhere"):
        (found,) = read_inputs([address])
        assert isinstance(found, Failure)
        assert found.reason == "there is no such file or folder; check the address"


@pytest.mark.parametrize(
    ("lacks", "said"),
    [("a server", "127.0.0.1:9/"), ("rights", "Access Key"), ("keys", "credentials")],
)
def test_a_store_that_refuses_is_told_in_one_sentence(
    lacks: str, said: str, store: Mapping[str, str], objects: Any, tmp_path: Path, run: CliRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    with object_store(tmp_path, locked=True) if lacks == "rights" else held(store) as found:
        put(monkeypatch, found)
        if lacks == "a server":
            monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
        if lacks == "keys":
            monkeypatch.delenv("AWS_ACCESS_KEY_ID")
            monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
        done = run.invoke(cli, ["build", "s3://news/2024/000.txt", "-o", str(tmp_path / "out")])
    put(monkeypatch, store)
    assert done.exit_code == 3, done.output
    assert done.stderr.count("\n") == 1
    assert "(s3://news/2024/000.txt: cannot be reached (" in done.stderr
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


@contextmanager
def held(environment: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """An environment as it is."""
    yield environment


def test_shards_in_a_bucket_that_is_not_there(objects: Any, news: Path, tmp_path: Path) -> None:
    """Nothing is read before, and no bucket is made."""
    with cluster(tmp_path, workers=1) as started, pytest.raises(RemoteError) as error:
        build(
            [str(news)], out=tmp_path / "out",
            workers=Cluster(started.address, shards="s3://nowhere/shared"),
        )  # fmt: skip
    assert "bucket does not exist" in str(error.value)
    assert "\n" not in str(error.value)
    assert [one["Name"] for one in objects.list_buckets()["Buckets"]] == ["news"]
