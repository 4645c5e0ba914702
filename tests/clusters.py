"""A dask.distributed scheduler with worker processes on this machine, as `dask` starts them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STARTS = 120
"""Seconds in which the scheduler, and then its workers, must be there."""


NAMES = ("Ada Vance", "Jo Ruiz", "Ines Okafor", "Tom Brandt", "Mira Solano", "Lev Haddad")
CITIES = ("Lima", "Oslo", "Quito", "Accra", "Riga")


def write_articles(folder: Path, number: int) -> Path:
    """So many articles with claims and meetings, in a new folder."""
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


@dataclass(frozen=True)
class Started:
    """A scheduler that runs: its address, and the number of its process."""

    address: str
    scheduler: int


@contextmanager
def cluster(folder: Path, *, workers: int) -> Iterator[Started]:
    """A scheduler with so many workers, each of which is started again when it dies.

    A task under which two workers died is given up, where dask by itself waits for four.
    """
    # Imported here: it is an extra, without which the tests are skipped.
    from distributed import Client

    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    settings = {
        "PYTHONPATH": paths,
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_TEMPORARY_DIRECTORY": str(folder / "dask"),
    }
    environment = {**os.environ, **settings}
    address = folder / "address"
    with (folder / "log").open("wb") as log:

        def start(program: str, *options: str) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{program}", *options,
                 "--no-dashboard", "--host", "127.0.0.1"],
                cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

        running = [start("dask_scheduler", "--port", "0", "--scheduler-file", str(address))]
        try:
            found = _address(address)
            running += [
                start("dask_worker", found, "--nthreads", "1", "--preload", "cluster_worker")
                for _ in range(workers)
            ]
            with Client(found, timeout=STARTS, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=STARTS)
            yield Started(found, running[0].pid)
        finally:
            for process in running:
                # With its group: a worker has a process beside it that would start another.
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _address(path: Path) -> str:
    """The address that a scheduler writes into a file when it is there."""
    until = time.monotonic() + STARTS
    while time.monotonic() < until:
        try:
            return str(json.loads(path.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise TimeoutError(f"no scheduler: {(path.parent / 'log').read_text(encoding='utf-8')[-2000:]}")
