"""So many processes, so many requests that may wait for one, and turns that keep the waits short.

A request that has run for a second is a long one; its process leaves the processor to others first.
While others wait, and no spare process is left to start, at most `Limits.long` of the processes go
on with long requests. The one that became long last is stopped, waits in a queue of its own, and is
begun anew: short requests wait for short ones, long ones for long ones.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Mapping
from typing import Any

import anyio.to_thread

from kg.site.limits import Limits
from kg.site.worker import OvertakenError, Reply, Worker, WorkerError


class BusyError(Exception):
    """Too many requests are waiting already; the message is for the client."""


class _Turn:
    """A request that waits for a process, or has one. It is long, or overtaken by shorter ones."""

    def __init__(self, *, long: bool = False) -> None:
        self.worker: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self.long = long
        self.overtaken = False
        self.calm = False


class Pool:
    """Processes of one kind of request, so that the other kinds have their own."""

    def __init__(
        self, worker: Callable[[], Worker], limits: Limits, *, ready: Mapping[str, Any]
    ) -> None:
        """Processes that are not started yet.

        Args:
            worker: makes one.
            limits: how many there are, how many may wait, and what is long.
            ready: arguments of the job `ready`, with which each process begins.
        """
        self._limits = limits
        self._ready = ready
        self._workers = [worker() for _ in range(limits.workers + limits.spare)]
        self._asleep = list(self._workers)
        self._idle: list[Worker] = []
        self._running: list[_Turn] = []
        self._short: deque[_Turn] = deque()
        self._long: deque[_Turn] = deque()
        self._starting: set[asyncio.Task[None]] = set()
        self._stopped = False
        self._threads = anyio.CapacityLimiter(len(self._workers))

    async def ask(self, job: str, arguments: Mapping[str, Any]) -> Reply:
        """What a process answers.

        Raises:
            BusyError: too many wait already.
            WorkerError: it did not answer within its bounds.
        """
        turn = self._waiting(_Turn(), self._short, self._limits.waiting)
        try:
            return await self._run(turn, job, arguments)
        except OvertakenError:
            turn = self._waiting(_Turn(long=True), self._long, self._limits.waiting_long)
            return await self._run(turn, job, arguments)

    def start(self) -> None:
        """Starts a process where none is yet, without waiting. Others start when requests wait."""
        if len(self._asleep) == len(self._workers):
            self._wake(self._asleep.pop())

    def stop(self) -> None:
        """Ends the processes."""
        self._stopped = True
        for task in self._starting:
            task.cancel()
        for worker in self._workers:
            worker.stop()

    def _waiting(self, turn: _Turn, queue: deque[_Turn], most: int) -> _Turn:
        queue.append(turn)
        self._settle()
        if len(queue) > most and not turn.worker.done():
            queue.remove(turn)
            raise BusyError(
                "It takes long, and the server is busy with others that do; try again later."
                if turn.long else "The server is busy; try again in a few seconds."
            )  # fmt: skip
        return turn

    async def _run(self, turn: _Turn, job: str, arguments: Mapping[str, Any]) -> Reply:
        worker = await turn.worker
        loop = asyncio.get_running_loop()
        whole = False
        try:
            reply = await anyio.to_thread.run_sync(
                lambda: worker.ask(
                    job, arguments, seconds=self._limits.seconds,
                    begun=lambda: loop.call_soon_threadsafe(self._begun, turn),
                ),
                limiter=self._threads,
            )  # fmt: skip
            # One that was made calm stays so; it is fast to start another.
            whole = not (turn.overtaken or turn.calm)
            return reply
        finally:
            self._running.remove(turn)
            if whole:
                self._idle.append(worker)
                self._settle()
            else:
                self._wake(worker)

    def _begun(self, turn: _Turn) -> None:
        asyncio.get_running_loop().call_later(self._limits.quick, self._grown, turn)

    def _grown(self, turn: _Turn) -> None:
        if turn in self._running and not turn.long:
            turn.long = True
            # Not where another takes long to load: on a busy machine each request may be long.
            if not self._ready:
                turn.calm = True
                turn.worker.result().calm()
            # In the order in which they became long.
            self._running.remove(turn)
            self._running.append(turn)
            self._settle()

    def _settle(self) -> None:
        """Gives free processes to those who wait, and sees to it that one becomes free."""
        while self._idle and (turn := self._next()) is not None:
            self._running.append(turn)
            turn.worker.set_result(self._idle.pop())
        waits = bool(self._short) or self._long_may_run()
        if self._idle or self._starting or not waits:
            return
        if len(self._asleep) > (0 if self._count_long() else self._limits.spare):
            self._wake(self._asleep.pop())
        elif self._count_long() > self._limits.long:
            last = [turn for turn in self._running if turn.long and not turn.overtaken][-1]
            last.overtaken = True
            last.worker.result().interrupt()

    def _next(self) -> _Turn | None:
        queue = self._long if self._long_may_run() else self._short
        while queue:
            turn = queue.popleft()
            if not turn.worker.done():  # or whoever asked is gone
                return turn
        return None

    def _long_may_run(self) -> bool:
        return bool(self._long) and self._count_long() < self._limits.long

    def _count_long(self) -> int:
        return sum(turn.long for turn in self._running if not turn.overtaken)

    def _wake(self, worker: Worker) -> None:
        if self._stopped:
            return
        task = asyncio.ensure_future(self._started(worker))
        self._starting.add(task)

    async def _started(self, worker: Worker) -> None:
        """Starts a process anew. It takes requests when it has loaded what it needs."""

        def load() -> None:
            worker.stop()
            worker.ask("ready", self._ready, seconds=self._limits.seconds)

        try:
            await anyio.to_thread.run_sync(load, limiter=self._threads)
        except WorkerError as error:
            # Told to one of those who wait: they must not wait for what cannot be.
            self._asleep.append(worker)
            if turn := self._next():
                turn.worker.set_exception(error)
        else:
            self._idle.append(worker)
        self._starting.discard(asyncio.current_task())
        self._settle()
