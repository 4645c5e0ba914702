"""Runs the commands of README.md and writes what they print below them: python docs/make_readme.py.

A block that ends in a line `…` keeps the number of lines it shows.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
CUT = "…"

Run = Callable[[str], str]


def steps(block: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of a block, with the lines it is said to print."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        yield command, shown


def refreshed(block: str, run: Run) -> str:
    """The block with what the commands print now; only commands of kg itself are run."""
    lines: list[str] = []
    for command, shown in steps(block):
        lines.append(f"$ {command}")
        if not command.startswith("kg "):
            lines += shown
            continue
        printed = run(command).rstrip("\n").split("\n")
        if shown[-1:] == [CUT]:
            printed = [*printed[: len(shown) - 1], CUT]
        lines += [line.rstrip() for line in printed if line or len(printed) > 1]
    return "".join(f"{line}\n" for line in lines)


def runner(folder: Path) -> Run:
    """Runs a line of shell in a folder that has seeds/ and queries/ in it; what it prints."""
    for name in ("seeds", "queries"):
        shutil.copytree(ROOT / name, folder / name)
    shell = f'kg() {{ "{sys.executable}" -m kg "$@"; }}\n'
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}

    def run(command: str) -> str:
        if command.startswith("kg serve"):
            return served(command)
        done = subprocess.run(
            ["sh", "-c", shell + command],
            cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{command}\n{done.stderr}")
        return done.stdout

    def served(command: str) -> str:
        """Until it answers: then it is interrupted, as with Ctrl-C."""
        with subprocess.Popen(
            ["sh", "-c", f"{shell}{command} --port 0"], cwd=folder, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            start_new_session=True,
        ) as server:  # fmt: skip
            line = server.stderr.readline() if server.stderr else ""
            os.killpg(server.pid, signal.SIGINT)
            printed, _ = server.communicate()
            if "http://127.0.0.1" not in line:
                raise RuntimeError(f"{command}\n{line}")
            return printed

    return run


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        run = runner(Path(temporary))
        text = README.read_text(encoding="utf-8")
        text = BLOCK.sub(lambda match: refreshed(match[1], run), text)
        README.write_text(text, encoding="utf-8", newline="\n")
