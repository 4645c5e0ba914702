"""`kg serve` as a user starts it, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def served(
    folder: Path, *options: str, python: Path | str = sys.executable, cwd: Path = ROOT
) -> Iterator[str]:
    """The address of a server of this graph, at a free port, without a slash at its end.

    In the end it must stop by itself when it is interrupted, and have complained of nothing.
    """
    command = [str(python), "-m", "kg", "serve", "-k", str(folder), "--port", "0", *options]
    # Elsewhere than in the checkout it must not find the checkout by the way.
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONPATH" or cwd == ROOT
    }
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, cwd=cwd, env=environment
    ) as server:
        assert server.stderr is not None
        line = server.stderr.readline()
        try:
            address = re.search(r"http://\S+/", line)
            assert address, line + server.stderr.read()
            yield address[0].rstrip("/")
        finally:
            server.send_signal(signal.SIGINT)
            said = server.stderr.read()
    assert "Traceback" not in said, said
    assert server.returncode == 0, said
