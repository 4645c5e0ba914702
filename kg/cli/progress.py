"""The bar that tells how far a build is: articles, how many a second, and the time left."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

if TYPE_CHECKING:
    from kg.pool import Tell


class Rate(ProgressColumn):
    """Articles a second, of the last half minute; blank as long as nobody knows."""

    def render(self, task: Task) -> Text:
        """The column of a task."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.1f} articles/s")


@contextmanager
def bar(console: Console | None = None) -> Iterator[Tell]:
    """A bar while the block runs, which is gone when it ends; told of each step.

    Args:
        console: where it is shown, by default standard error.
    """
    columns = (
        TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(), Rate(),
        TimeRemainingColumn(),
    )  # fmt: skip
    shown = console or Console(stderr=True)
    with Progress(*columns, console=shown, transient=True) as progress:
        task = progress.add_task("read", total=None)
        stage_now = "read"

        def step(stage: str, done: int, total: int) -> None:
            nonlocal stage_now
            if stage != stage_now:
                # Each stage has a speed of its own.
                stage_now = stage
                progress.reset(task, total=total, description=stage)
            progress.update(task, completed=done, total=total)

        yield step
