"""Articles that end the processes which read them."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import dying
import pytest

from kg.errors import ModelError, UsageError
from kg.processes import Articles, Pool, patience
from kg.records import Article, Failure


@pytest.fixture(autouse=True)
def none_is_left() -> Iterator[None]:
    yield
    assert multiprocessing.active_children() == []


def articles(*texts: str) -> list[Article]:
    return [
        Article(id=f"{n:02}", source="", text=text, sha256="", blocks=())
        for n, text in enumerate(texts)
    ]


def tasks(*texts: str, size: int = 4) -> Iterator[Articles]:
    every = articles(*texts)
    return (tuple(every[at : at + size]) for at in range(0, len(every), size))


def read(
    given: Iterator[Articles],
    *,
    workers: int = 2,
    make: Callable[[], Callable[[Articles], list[str]]] = dying.make,
    seconds: Callable[[Articles], float] = patience,
) -> list[str]:
    """The ids that were read, in the order they came; `-` and the id of one that was not."""
    found = []
    for result in Pool(make, workers=workers, seconds=seconds).results(given):
        found += [f"-{result.source}"] if isinstance(result, Failure) else result
    return found


def test_what_is_read_comes_in_order() -> None:
    texts = ["late" if n % 5 == 0 else "" for n in range(30)]
    assert read(tasks(*texts), workers=3) == [f"{n:02}" for n in range(30)]
    assert read(iter(())) == []


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_what_kills_a_process_is_left_out_and_nothing_else(workers: int) -> None:
    texts = ["dies" if n in (0, 6, 7, 21) else "late" for n in range(24)]
    found = read(tasks(*texts), workers=workers)
    assert found == [f"-{n:02}" if n in (0, 6, 7, 21) else f"{n:02}" for n in range(24)]


@pytest.mark.parametrize(("text", "how"), [("dies", "SIGKILL"), ("ends", "exit code 7")])
def test_the_reason_says_how_the_process_ended(text: str, how: str) -> None:
    (found,) = Pool(dying.make, workers=1).results(tasks(text))
    assert isinstance(found, Failure)
    assert found.source == "00"
    assert how in found.reason


def test_a_process_that_dies_for_another_reason_costs_no_article(tmp_path: Path) -> None:
    marker = tmp_path / "died"
    assert read(tasks(*[""] * 9), make=dying.once(str(marker))) == [f"{n:02}" for n in range(9)]
    assert marker.exists()


def test_what_takes_too_long_is_left_out() -> None:
    # What hangs has little time, and what does not has enough on a busy machine.
    def seconds(given: Articles) -> float:
        return 0.5 if any("hangs" in article.text for article in given) else 600

    pool = Pool(dying.make, workers=2, seconds=seconds)
    found = [*pool.results(tasks("", "hangs", "", "", size=2))]
    assert [f.source if isinstance(f, Failure) else f for f in found] == [
        ["00"],
        "01",
        ["02", "03"],
    ]
    assert isinstance(found[1], Failure)
    assert "no answer in the time" in found[1].reason


def test_a_longer_article_has_more_time() -> None:
    assert patience(tuple(articles("", ""))) == 600
    assert patience(tuple(articles("x" * 1_000_000))) == 1300


def test_errors_come_to_who_waits() -> None:
    with pytest.raises(ModelError, match="missing"):
        read(tasks("", ""), make=dying.make_nothing)
    with pytest.raises(ZeroDivisionError) as raised:
        read(tasks("", "raises"))
    assert "in read" in raised.value.__notes__[0]


def test_processes_that_do_not_start_are_not_started_for_ever() -> None:
    with pytest.raises(UsageError, match=r"end before they begin \(exit code 9\)"):
        read(tasks("", ""), make=dying.make_dead)


def test_no_more_is_taken_than_is_worked_on() -> None:
    taken = []

    def counted() -> Iterator[Articles]:
        for task in tasks(*[""] * 40, size=1):
            taken.append(task)
            yield task

    results = Pool(dying.make, workers=2).results(counted())
    next(results)
    assert len(taken) < 10
    results.close()


def test_processes_end_with_the_results() -> None:
    results = Pool(dying.make, workers=2).results(tasks(*["late"] * 12, size=1))
    next(results)
    assert multiprocessing.active_children()
    results.close()
    until = time.monotonic() + 30
    while multiprocessing.active_children() and time.monotonic() < until:
        time.sleep(0.01)
