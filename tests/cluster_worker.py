"""Loaded into each worker process of the tests' cluster: articles that kill or hold it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from typing import Any

from kg.cluster import work
from kg.pool import Chunk, read_chunk
from kg.records import Article

DEADLY = "whoever reads this dies"
ENDLESS = "whoever reads this never ends"


def deadly(articles: Sequence[Article], pipeline: Any, gazetteer: Any) -> Chunk:
    """As `kg.pool.read_chunk`, but for some articles."""
    if any(DEADLY in article.text for article in articles):
        os.kill(os.getpid(), signal.SIGKILL)
    if any(ENDLESS in article.text for article in articles):
        time.sleep(600)
    return read_chunk(articles, pipeline, gazetteer)


def dask_setup(worker: Any) -> None:
    """Called by dask when the worker starts."""
    work.read_chunk = deadly
