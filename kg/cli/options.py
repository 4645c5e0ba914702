"""Options that several commands share, and the exit codes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.formats import FORMATS

if TYPE_CHECKING:
    from kg.pool import Tell

DONE, NOT_CONFORMANT, USAGE, SOME_FAILED, INTERNAL, INTERRUPTED = 0, 1, 2, 3, 70, 130
EMPTY = NOT_CONFORMANT

Command = Callable[..., Any]


def path_type() -> click.Path:
    """A path that need not exist; commands say themselves what is wrong with it."""
    return click.Path(path_type=Path)


def graph(command: Command) -> Command:
    """-k: the folder that holds the graph."""
    return click.option(
        "-k", "--graph", "folder", type=path_type(), default="kg-out", show_default=True,
        metavar="FOLDER", help="Folder that kg build wrote.",
    )(command)  # fmt: skip


def endpoint(help: str) -> Callable[[Command], Command]:
    """--endpoint: the address of a server elsewhere."""
    return click.option("--endpoint", metavar="URL", help=help)


def row_format(*more: str) -> Callable[[Command], Command]:
    """--format for rows; `more` are further formats of this command."""
    return click.option(
        "--format", "fmt", type=click.Choice([*FORMATS, *more]), default="table",
        show_default=True, help="How rows are printed.",
    )  # fmt: skip


def fail_empty(command: Command) -> Command:
    """--fail-empty."""
    return click.option("--fail-empty", is_flag=True, help="Exit with 1 when there is no row.")(
        command
    )


@contextmanager
def progress_bar() -> Iterator[Tell | None]:
    """A bar on standard error while the block runs; nothing when that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    # Imported here: it is slow to load, and few commands show a bar.
    from kg.cli.progress import bar

    with bar() as tell:
        yield tell
