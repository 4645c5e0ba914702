"""A scheduler and workers that speak TLS, and certificates that do not fit."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clusters import ROOT, Started, certificates, certified, cluster, trusting, write_articles

from kg.build import build
from kg.cluster import client
from kg.errors import RemoteError
from kg.pool import Cluster, Tools

pytest.importorskip("distributed", reason="the extra newskg[cluster] is not installed")
pytest.importorskip("trustme", reason="what makes certificates is not installed")

import dask
import distributed  # noqa: F401 - its configuration must be there before it is changed


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return certified(tmp_path_factory.mktemp("tls") / "ours")


@pytest.fixture(scope="module")
def started(ours: Path) -> Iterator[Started]:
    with cluster(ours, workers=1, safe=True) as found:
        yield found


def test_the_graph_is_that_of_one_machine(started: Started, ours: Path, tmp_path: Path) -> None:
    """The certificates are named in the environment, which dask reads when it is loaded."""
    assert started.address.startswith("tls://")
    news = write_articles(tmp_path / "news", 9)
    build([str(news)], out=tmp_path / "alone")
    files = certificates(ours)
    begins = "DASK_DISTRIBUTED__COMM__TLS__"
    named = {"CA_FILE": "ca_file", "CLIENT__CERT": "cert", "CLIENT__KEY": "key"}
    subprocess.run(
        [sys.executable, "-m", "kg", "build", str(news), "-o", str(tmp_path / "out"),
         "--cluster", started.address],
        cwd=ROOT, check=True,
        env={**os.environ, **{begins + name: files[file] for name, file in named.items()}},
    )  # fmt: skip
    alone, out = (tmp_path / name / "graph.ttl" for name in ("alone", "out"))
    assert out.read_bytes() == alone.read_bytes()


def told(address: str, settings: dict[str, Any]) -> str:
    with dask.config.set(settings), pytest.raises(RemoteError) as error:
        client.check(Cluster(address), Tools())
    said = str(error.value)
    assert "\n" not in said
    assert said.endswith(".")
    assert not re.search(r"\.\s", said)  # one sentence
    return said


def test_without_certificates(started: Started, ours: Path) -> None:
    said = told(started.address, {})
    for name in ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY"):
        assert f"DASK_DISTRIBUTED__COMM__TLS__{name}" in said
    given = trusting(ours) | {"distributed.comm.tls.client.key": None}
    said = told(started.address, given)
    assert "CLIENT__KEY" in said
    assert "CLIENT__CERT" not in said


def test_certificates_of_another_authority(started: Started, ours: Path, tmp_path: Path) -> None:
    mine, other = trusting(ours), trusting(certified(tmp_path / "other"))
    name = "distributed.comm.tls.ca-file"
    for given in (other, other | {name: mine[name]}, mine | {name: other[name]}):
        assert "do not accept one another's certificates" in told(started.address, given)


def test_files_that_are_none(started: Started, ours: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.pem")
    said = told(started.address, trusting(ours) | {"distributed.comm.tls.client.cert": missing})
    assert f"CLIENT__CERT names {missing}, and there is no such file" in said
    other = trusting(certified(tmp_path / "other"))
    key = {"distributed.comm.tls.client.key": other["distributed.comm.tls.client.key"]}
    assert "must be that of the certificate" in told(started.address, trusting(ours) | key)
    junk = tmp_path / "junk.pem"
    junk.write_text("no certificate\n", encoding="utf-8")
    given = trusting(ours) | {"distributed.comm.tls.ca-file": str(junk)}
    assert "must name PEM files" in told(started.address, given)


def test_an_address_of_the_other_kind(started: Started, ours: Path) -> None:
    plain = started.address.replace("tls:", "tcp:")
    said = told(plain, trusting(ours))
    assert "tls://HOST:PORT" in said
