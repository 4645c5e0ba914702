"""`kg serve` as a user starts it, in a process of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """The address of a server of this graph, at a free port, without a slash at its end.

    In the end it must stop by itself when it is interrupted, and have complained of nothing.
    """
    command = [sys.executable, "-m", "kg", "serve", "-k", str(folder), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT) as server:
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
