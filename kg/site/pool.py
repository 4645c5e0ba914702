"""So many processes, and so many requests that may wait for one."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio.to_thread

from kg.site.limits import Limits
from kg.site.worker import Reply, Worker


class BusyError(Exception):
    """Too many requests are waiting already."""


class Pool:
    """Processes of one kind of request, so that the other kind has its own."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._limits = limits
        self._workers = [Worker(folder, memory=limits.memory) for _ in range(limits.workers)]
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        for worker in self._workers:
            self._idle.put_nowait(worker)
        self._waiting = 0
        self._threads = anyio.CapacityLimiter(limits.workers)

    async def ask(self, job: str, arguments: Mapping[str, Any]) -> Reply:
        """What a process answers.

        Raises:
            BusyError: too many wait already.
            WorkerError: it did not answer within its bounds.
        """
        if self._idle.empty() and self._waiting >= self._limits.waiting:
            raise BusyError
        self._waiting += 1
        try:
            worker = await self._idle.get()
        finally:
            self._waiting -= 1
        try:
            return await anyio.to_thread.run_sync(
                lambda: worker.ask(job, arguments, seconds=self._limits.seconds),
                limiter=self._threads,
            )
        finally:
            self._idle.put_nowait(worker)

    def start(self) -> None:
        """Starts the processes, and does not wait for them."""
        for worker in self._workers:
            worker.start()

    def stop(self) -> None:
        """Ends the processes."""
        for worker in self._workers:
            worker.stop()
