"""An object store on this machine that speaks S3, in a process of its own: moto's server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

STARTS = 120
"""Seconds in which the server must answer."""


@contextmanager
def object_store(folder: Path, *, locked: bool = False) -> Iterator[dict[str, str]]:
    """A store without buckets, and the environment in which boto finds it.

    One that is locked knows nobody, so that nobody has rights in it.
    """
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
            stdout=log, stderr=log,
            env={**os.environ, **({"INITIAL_NO_AUTH_ACTION_COUNT": "0"} if locked else {})},
        )  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            _await(address)
            yield {
                "AWS_ENDPOINT_URL": address,
                "AWS_ACCESS_KEY_ID": "testing",
                "AWS_SECRET_ACCESS_KEY": "testing",
                "AWS_DEFAULT_REGION": "us-east-1",
                "AWS_CONFIG_FILE": str(folder / "none"),
                "AWS_SHARED_CREDENTIALS_FILE": str(folder / "none"),
                "AWS_EC2_METADATA_DISABLED": "true",
            }
        finally:
            server.kill()
            server.wait()


def _await(address: str) -> None:
    until = time.monotonic() + STARTS
    while True:
        try:
            with urllib.request.urlopen(f"{address}/moto-api/data.json", timeout=5):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
