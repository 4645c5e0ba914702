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
def cluster(folder: Path, *, workers: int, safe: bool = False) -> Iterator[Started]:
    """A scheduler with so many workers, each of which is started again when it dies.

    One that is safe speaks TLS with the certificates that `certified` put in the folder. A task
    under which two workers died is given up, where dask by itself waits for four.
    """
    # Imported here: it is an extra, without which the tests are skipped.
    import dask
    from distributed import Client

    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    settings = {
        "PYTHONPATH": paths,
        "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        "DASK_TEMPORARY_DIRECTORY": str(folder / "dask"),
    }
    environment = {**os.environ, **settings}
    address = folder / "address"
    host = "tls://127.0.0.1" if safe else "127.0.0.1"
    own = certificates(folder)
    named = ("--tls-ca-file", own["ca_file"], "--tls-cert", own["cert"], "--tls-key", own["key"])
    with (folder / "log").open("wb") as log:

        def start(program: str, *options: str) -> subprocess.Popen[bytes]:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.{program}", *options,
                 "--no-dashboard", "--host", host, *(named if safe else ())],
                cwd=folder, env=environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

        running = [start("dask_scheduler", "--port", "0", "--scheduler-file", str(address))]
        try:
            found = _address(address)
            running += [
                start("dask_worker", found, "--nthreads", "1", "--preload", "cluster_worker")
                for _ in range(workers)
            ]
            with (
                dask.config.set(trusting(folder) if safe else {}),
                Client(found, timeout=STARTS, set_as_default=False) as client,
            ):
                client.wait_for_workers(workers, timeout=STARTS)
            yield Started(found, running[0].pid)
        finally:
            for process in running:
                # With its group: a worker has a process beside it that would start another.
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def certificates(folder: Path) -> dict[str, str]:
    """Where the certificates of a folder lie, as the end of dask's options calls each."""
    names = {"ca_file": "authority.pem", "cert": "certificate.pem", "key": "key.pem"}
    return {name: str(folder / file) for name, file in names.items()}


def certified(folder: Path) -> Path:
    """The folder, made, with the certificates of an authority of its own."""
    import trustme

    folder.mkdir()
    authority = trustme.CA()
    own = authority.issue_cert("127.0.0.1")
    files = certificates(folder)
    authority.cert_pem.write_to_path(files["ca_file"])
    own.private_key_pem.write_to_path(files["key"])
    for number, part in enumerate(own.cert_chain_pems):
        part.write_to_path(files["cert"], append=number > 0)
    return folder


def trusting(folder: Path) -> dict[str, str]:
    """dask's configuration with the certificates of a folder."""
    files = certificates(folder)
    return {
        "distributed.comm.tls.ca-file": files["ca_file"],
        "distributed.comm.tls.client.cert": files["cert"],
        "distributed.comm.tls.client.key": files["key"],
    }


def _address(path: Path) -> str:
    """The address that a scheduler writes into a file when it is there."""
    until = time.monotonic() + STARTS
    while time.monotonic() < until:
        try:
            return str(json.loads(path.read_text(encoding="utf-8"))["address"])
        except (OSError, ValueError):
            time.sleep(0.05)
    raise TimeoutError(f"no scheduler: {(path.parent / 'log').read_text(encoding='utf-8')[-2000:]}")
