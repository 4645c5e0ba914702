"""`kg build` and `kg update` killed at random moments: what is left, and what the next run makes.

    PYTHONPATH=. python bench/kills.py [--kills N] [--seed N] [--steps]

A build or update of a few articles runs in a process of its own, which is killed (SIGKILL) after a
random time, or, with `--steps`, once at each of its accesses to the file system that Python sees.
After each kill a reader must find the old graph or the new one, whole (none, where there was none
before); and the same command, run again, must end in the new graph, byte for byte, with nothing
left beside it. Another row kills builds in which the folders change places in two steps, as they
do on systems other than Linux. Needs `fork`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import kg
from kg import folder as folders
from kg.build import build, update
from kg.errors import KgError
from kg.meaning import encoder
from kg.pool import Tools, read_chunk
from kg.read.inputs import read_bytes
from kg.records import Article

FIRST, UPDATE, TWO_STEPS = "first build", "update", "build in two steps"
COMMANDS = (FIRST, "build", UPDATE, TWO_STEPS)

BEFORE = {
    "harbour.txt": "Port talks open in Kelmouth\n\nKELMOUTH, March 3 (Wire) - Harbour chief Mara "
    'Ostrel said on Monday that the port would double its fees. "We have no choice," she said.\n',
    "visit.txt": "Leaders meet\n\nMarch 4, 2019 - Norwegian Prime Minister Ola Brandvik met French "
    "President Luc Perrault in Oslo on Tuesday. Brandvik said the talks were frank.\n",
    "unions.txt": "Unions object\n\nMarch 5, 2019 - Union leader Piet Aalders said fees would cost "
    "jobs, according to the Kelmouth Courier. Analysts doubt that.\n",
}
AFTER = {
    **BEFORE,
    "unions.txt": "Unions give way\n\nMarch 6, 2019 - Union leader Piet Aalders said on Wednesday "
    "that his members could live with higher fees. Ostrel welcomed that.\n",
    "return.txt": "Return visit\n\nMarch 9, 2019 - Perrault told reporters in Paris that Brandvik "
    "would visit France in May. He said both wanted a treaty.\n",
}


@dataclass(frozen=True)
class Setting:
    """Folders of articles, the graphs that builds make of them, and a place to kill builds in."""

    after: Path
    old: Path
    new: Path
    home: Path


@dataclass(frozen=True)
class Kill:
    """One kill, and what was found after it.

    Attributes:
        command: that was killed.
        late: whether it had ended before.
        found: the graph that a reader found: `none`, `old`, `new`, or what was wrong with it.
        again: what the same command left when it ran once more: `new`, or what was wrong.
    """

    command: str
    late: bool
    found: str
    again: str

    @property
    def harmed(self) -> bool:
        """Whether anything is wrong."""
        good = ("none" if self.command == FIRST else "old", "new")
        return self.found not in good or self.again != "new"


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a table of Markdown; exits with 1 when a kill did harm."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200, help="in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", action="store_true", help="one at each step instead")
    options = parser.parse_args(arguments)
    started = time.perf_counter()
    warm()
    with tempfile.TemporaryDirectory(prefix="kills-") as place:
        setting = prepared(Path(place), BEFORE, AFTER)
        kills = []
        trials = at_each_step(setting) if options.steps else at_random(setting, options)
        for kill in trials:
            kills.append(kill)
            if kill.harmed:
                print(kill, file=sys.stderr)
    print(table(kills))
    print(f"\n{len(kills)} kills in {time.perf_counter() - started:.0f} s")
    sys.exit(any(kill.harmed for kill in kills))


def at_random(setting: Setting, options: argparse.Namespace) -> Iterable[Kill]:
    """Kills at random times, from a command's start to a little after its end."""
    chance = random.Random(options.seed)
    lasts = {command: undisturbed(setting, command) for command in COMMANDS}
    for number in range(options.kills):
        command = COMMANDS[number % len(COMMANDS)]
        yield trial(setting, command, seconds=chance.uniform(0, 1.15 * lasts[command]))


def at_each_step(setting: Setting) -> Iterable[Kill]:
    """A kill at each access to the file system."""
    for command in COMMANDS:
        for step in range(1, steps(setting, command) + 1):
            yield trial(setting, command, step=step)


def warm() -> None:
    """Loads all that a build needs, so that the processes forked off start at once.

    Threads and stores do not survive a fork, so nothing here makes one.
    """
    warm_stores()
    Tools.pipeline = cache(Tools.pipeline)  # type: ignore[method-assign]
    Tools.gazetteer = cache(Tools.gazetteer)  # type: ignore[method-assign]
    first = read_bytes(BEFORE["visit.txt"].encode(), name="visit.txt")
    articles = [article for article in first if isinstance(article, Article)]
    tools = Tools()
    read_chunk(articles, tools.pipeline(threads=1), tools.gazetteer())


def warm_stores() -> None:
    """As `warm`, for what comes after the extraction of articles."""
    import kg.answer.search
    import kg.show.page  # noqa: F401

    encoder._load = cache(encoder._load)
    encoder.Encoder(threads=1).encode(["warm"])


def prepared(place: Path, before: Mapping[str, str], after: Mapping[str, str]) -> Setting:
    """The articles written to folders in `place`, and the graphs of both, built undisturbed."""
    setting = Setting(place / "after", place / "old", place / "new", place / "home")
    for folder, articles, out in (
        (place / "before", before, setting.old), (setting.after, after, setting.new)
    ):  # fmt: skip
        folder.mkdir()
        for name, text in articles.items():
            (folder / name).write_text(text, encoding="utf-8")
        ended(forked(build, [str(folder)], out=out))
        # In a process of its own: a store makes threads.
        digest = fingerprint_file(out)
        ended(forked(lambda at=digest, of=out: at.write_text(fingerprint(of), encoding="utf-8")))
    return setting


def undisturbed(setting: Setting, command: str) -> float:
    """The seconds that a command takes."""
    out = furnished(setting, command)
    start = time.perf_counter()
    ended(forked(run, setting, command, out))
    return time.perf_counter() - start


def steps(setting: Setting, command: str) -> int:
    """The number of its accesses to the folder of the graph and to those beside it."""
    out, count = furnished(setting, command), setting.home / "count"
    counted: list[str] = []

    def counting() -> None:
        sys.addaudithook(at_steps(setting.home, lambda: counted.append("")))
        run(setting, command, out)
        number = len(counted)
        count.write_text(str(number), encoding="utf-8")

    ended(forked(counting))
    return int(count.read_text(encoding="utf-8"))


def trial(
    setting: Setting, command: str, *, seconds: float | None = None, step: int | None = None
) -> Kill:
    """Kills a command after so many seconds, or at a step, and looks at what it left."""
    out = furnished(setting, command)
    if step is not None:
        late = survives(forked(run, setting, command, out, die_at=step))
    else:
        process = forked(run, setting, command, out)
        time.sleep(seconds or 0)
        os.kill(process, signal.SIGKILL)
        late = survives(process)
    answers = setting.home / "answers"
    ended(forked(lambda: answers.write_text(seen(setting, out), encoding="utf-8")))
    found = answers.read_text(encoding="utf-8")
    answers.unlink()
    ended(forked(run, setting, command, out))
    again = "new" if (out / "graph.ttl").read_bytes() == turtle(setting.new) else "other bytes"
    left = sorted(path.name for path in setting.home.iterdir() if path != out)
    return Kill(command, late, found, f"{again}, and {left} was left" if left else again)


def run(setting: Setting, command: str, out: Path, *, die_at: int | None = None) -> None:
    """The command, which kills itself at a step if told so."""
    if die_at is not None:
        die_at_step(setting.home, die_at)
    inputs = [str(setting.after)]
    if command == UPDATE:
        update(inputs, out=out)
    elif command == TWO_STEPS:
        with patch.object(folders, "_exchange", lambda one, other: False):
            build(inputs, out=out)
    else:
        build(inputs, out=out)


def die_at_step(home: Path, step: int) -> None:
    """Has this process end before the so-manieth access to a folder."""
    left = iter(range(step - 1))

    def next_step() -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(at_steps(home, next_step))


def at_steps(home: Path, call: Callable[[], object]) -> Callable[[str, tuple[Any, ...]], None]:
    """A hook that calls before each access to a folder."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        # The system call by which folders change places is looked up before it is made.
        if event == "ctypes.dlsym" or (
            event.startswith(("os.", "open", "shutil.")) and str(home) in repr(arguments)
        ):
            call()

    return hook


def seen(setting: Setting, out: Path) -> str:
    """Which graph a reader finds: `none`, `old`, `new`, or what is wrong with it."""
    try:
        found = fingerprint(out)
    except KgError as error:
        return "none" if "there is no graph" in str(error) else f"broken: {error}"
    for name, folder in (("old", setting.old), ("new", setting.new)):
        if found == fingerprint_file(folder).read_text(encoding="utf-8"):
            return name
    return "broken: it is neither"


def fingerprint(folder: Path) -> str:
    """A digest of what a reader finds in the parts of a folder."""
    from kg.answer.search import open_search

    with kg.open(folder) as graph:
        words = open_search(graph.index).search("higher fees")
        parts = list(graph.query("claims")), list(words), graph.report["totals"]
        return hashlib.sha256(turtle(folder) + repr(parts).encode()).hexdigest()


def fingerprint_file(folder: Path) -> Path:
    """Where the digest of an undisturbed graph is kept."""
    return folder.with_name(folder.name + ".digest")


def turtle(folder: Path) -> bytes:
    """The graph as Turtle."""
    return (folder / "graph.ttl").read_bytes()


def furnished(setting: Setting, command: str) -> Path:
    """The folder to write to, in an empty place; the old graph stands in it, if there is one."""
    shutil.rmtree(setting.home, ignore_errors=True)
    setting.home.mkdir()
    out = setting.home / "out"
    if command != FIRST:
        shutil.copytree(setting.old, out)
    return out


def forked(work: Callable[..., object], *arguments: Any, **options: Any) -> int:
    """The number of a process that does the work and ends."""
    sys.stdout.flush()
    number = os.fork()
    if number:
        return number
    try:
        work(*arguments, **options)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - a child must end here, whatever it is
        traceback.print_exc()
        os._exit(1)


def survives(process: int) -> bool:
    """Waits for the end of a process; whether it came to it by itself."""
    status = os.waitpid(process, 0)[1]
    if os.WIFSIGNALED(status):
        return False
    if os.WEXITSTATUS(status):
        raise SystemExit("a build failed by itself.")
    return True


def ended(process: int) -> None:
    """Waits for a process that must come to its end."""
    if not survives(process):
        raise SystemExit("a build was killed by somebody else.")


def table(kills: Sequence[Kill]) -> str:
    """What was found after the kills of each command, as Markdown."""
    lines = [
        "| killed | kills | too late | then no graph | the old one | the new one | broken "
        "| run again: another graph, or leftovers |",
        "|---|" + "---:|" * 7,
    ]
    for command in COMMANDS:
        own = [kill for kill in kills if kill.command == command]
        found = [kill.found for kill in own]
        known = [found.count(name) for name in ("none", "old", "new")]
        counts = [
            len(own), sum(kill.late for kill in own), *known, len(own) - sum(known),
            sum(kill.again != "new" for kill in own),
        ]  # fmt: skip
        lines.append(f"| {command} | " + " | ".join(map(str, counts)) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
