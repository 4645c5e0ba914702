"""The progress bar: articles, articles a second, time left; each stage by itself."""

from __future__ import annotations

import io

from rich.console import Console
from rich.progress import Progress

from kg.cli.progress import Rate, bar


def test_the_bar_tells_stage_articles_and_time_left() -> None:
    shown = io.StringIO()
    with bar(Console(file=shown, force_terminal=True, width=100)) as tell:
        tell("extract", 0, 40)
        tell("extract", 30, 40)
    text = shown.getvalue()
    assert "extract" in text
    assert "30/40" in text
    assert text.endswith("\x1b[2K") or "\x1b[1A" in text  # what was shown is taken away again


def test_the_rate_is_in_articles_a_second() -> None:
    clock = [0.0]
    progress = Progress(get_time=lambda: clock[0], auto_refresh=False)
    progress.add_task("extract", total=100)
    (made,) = progress.tasks
    assert Rate().render(made).plain == ""
    for _ in range(50):
        clock[0] += 0.4
        progress.advance(made.id)
    assert Rate().render(made).plain == "2.5 articles/s"
