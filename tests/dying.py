"""Readers for processes of their own, which do what an article's text says."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from functools import partial

from kg.errors import ModelError
from kg.records import Article

Articles = tuple[Article, ...]


def make() -> Callable[[Articles], list[str]]:
    """A reader that finds the ids."""
    return read


def read(articles: Articles) -> list[str]:
    """The ids; `dies`, `hangs` and `raises` do so, `late` answers late."""
    for article in articles:
        if "dies" in article.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "ends" in article.text:
            os._exit(7)
        if "hangs" in article.text:
            time.sleep(600)
        if "raises" in article.text:
            raise ZeroDivisionError("division by zero")
        if "late" in article.text:
            time.sleep(0.05)
    return [article.id for article in articles]


def make_nothing() -> Callable[[Articles], list[str]]:
    """Finds no model."""
    raise ModelError("The reading model is missing.")


def make_dead() -> Callable[[Articles], list[str]]:
    """Ends before there is a reader."""
    os._exit(9)


def once(marker: str) -> Callable[[], Callable[[Articles], list[str]]]:
    """Makes a reader over which the first process dies, and no other: the file says it was it."""
    return partial(make_once, marker)


def make_once(marker: str) -> Callable[[Articles], list[str]]:
    """As `once`."""
    return partial(read_once, marker)


def read_once(marker: str, articles: Articles) -> list[str]:
    """As `once`."""
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return read(articles)
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
