"""Processes that read articles, and what becomes of an article that ends one.

A process that dies over its articles, or does not answer in time, is replaced, and the articles are
tried again one by one. One over which a second process ends, with no other at work beside it, is a
failure; so what is found depends neither on the number of processes nor on which one was struck.
"""

from __future__ import annotations

import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import connection, get_context
from typing import Any, Generic, TypeVar

from kg.errors import UsageError
from kg.records import Article, Failure

AHEAD = 3
"""Tasks for each process that are begun before the first of them is handed on."""

STILLBORN = 3
"""Processes in a row that may end before they are ready to read."""

Articles = tuple[Article, ...]
Result = TypeVar("Result")
Read = Callable[[Articles], Result]


def patience(articles: Articles) -> float:
    """The seconds that a process may take for articles: thirty times what is usual, or more."""
    return sum(300 + len(article.text) / 1000 for article in articles)


@dataclass(slots=True, eq=False)
class _Piece(Generic[Result]):
    """Articles that are read by one process at a time, and what came of them.

    A suspect is an article over which a process ended.
    """

    articles: Articles
    suspect: bool = False
    result: Result | Failure | None = None


class _Process(Generic[Result]):
    """A process and the pipe to it; ready when it has loaded what it needs."""

    def __init__(self, make: Callable[[], Read[Result]]) -> None:
        # spawn: a fork of a process in which the model's threads run can hang.
        context = get_context("spawn")
        self.line, far = context.Pipe()
        self._process = context.Process(target=_serve, args=(far, make), daemon=True)
        self._process.start()
        far.close()
        self.ready = False
        self.piece: _Piece[Result] | None = None
        self.until = float("inf")

    def give(self, piece: _Piece[Result], *, seconds: float) -> None:
        """Has it read articles."""
        self.piece, self.until = piece, time.monotonic() + seconds
        with suppress(OSError):  # it is dead, and will be found so when it is listened to
            self.line.send(piece.articles)

    def end(self, *, died: bool = False) -> str:
        """Ends it; in words, how it had ended by itself if it died."""
        if died:
            self._process.join(5)  # its end of the pipe closes a little before it is gone
        self._process.kill()
        self._process.join()
        code = self._process.exitcode or 0
        self._process.close()
        self.line.close()
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


class Pool(Generic[Result]):
    """So many processes; they end when the results have been taken, or the generator is closed."""

    def __init__(
        self,
        make: Callable[[], Read[Result]],
        *,
        workers: int,
        seconds: Callable[[Articles], float] = patience,
    ) -> None:
        """A pool whose processes are started when results are asked for.

        Args:
            make: called once in each process; makes what reads articles there.
            workers: processes.
            seconds: how long the reading of articles may take.
        """
        self._make = make
        self._workers = workers
        self._seconds = seconds
        self._processes: list[_Process[Result]] = []
        self._order: deque[_Piece[Result]] = deque()
        self._waiting: deque[_Piece[Result]] = deque()
        self._stillborn = 0

    def results(self, tasks: Iterable[Articles]) -> Generator[Result | Failure, None, None]:
        """What was read of each task, in order; where a process ended over one, a result or a
        failure for each of its articles.

        Raises:
            UsageError: no process can be started.
            Exception: that `make` or what it made raised.
        """
        rest = iter(tasks)
        try:
            while True:
                while len(self._order) < AHEAD * self._workers and (task := next(rest, None)):
                    piece: _Piece[Result] = _Piece(task)
                    self._order.append(piece)
                    self._waiting.append(piece)
                if not self._order:
                    return
                self._hand_out()
                self._listen()
                while self._order and (result := self._order[0].result) is not None:
                    self._order.popleft()
                    yield result
        finally:
            for process in self._processes:
                process.end()

    def _hand_out(self) -> None:
        """Gives what is waiting to processes that are free; a suspect is read by itself."""
        while len(self._processes) < self._workers:
            self._processes.append(_Process(self._make))
        for process in self._processes:
            busy = [other.piece for other in self._processes if other.piece is not None]
            if not self._waiting or any(piece.suspect for piece in busy):
                return
            if self._waiting[0].suspect and busy:
                return
            if process.ready and process.piece is None:
                piece = self._waiting.popleft()
                process.give(piece, seconds=self._seconds(piece.articles))

    def _listen(self) -> None:
        """Waits until a process has something to say, has died, or has had its time."""
        wait = min(process.until for process in self._processes) - time.monotonic()
        heard = connection.wait(
            [process.line for process in self._processes],
            None if wait == float("inf") else max(wait, 0),
        )
        now = time.monotonic()
        for process in list(self._processes):
            if process.line in heard:
                self._hear(process)
            elif process.until < now:
                process.end()
                self._struck(process, "no answer in the time there is for it")

    def _hear(self, process: _Process[Result]) -> None:
        try:
            said, answer = process.line.recv()
        except (EOFError, OSError):
            self._struck(process, process.end(died=True))
            return
        if said == "raised":
            raise answer
        if process.piece is None:
            process.ready, self._stillborn = True, 0
        else:
            process.piece.result = answer
            process.piece, process.until = None, float("inf")

    def _struck(self, process: _Process[Result], how: str) -> None:
        """Lets go of a process that has ended, and has its articles tried again."""
        self._processes.remove(process)
        piece = process.piece
        if piece is None:
            self._stillborn += 1
            if self._stillborn > STILLBORN:
                raise UsageError(
                    f"the processes that read articles end before they begin ({how}); try fewer "
                    'workers. A script that calls kg.build needs `if __name__ == "__main__":`.'
                )
        elif len(piece.articles) > 1:
            at = self._order.index(piece)
            del self._order[at]
            for article in reversed(piece.articles):
                part: _Piece[Result] = _Piece((article,))
                self._order.insert(at, part)
                self._waiting.appendleft(part)
        elif not piece.suspect:
            piece.suspect = True
            self._waiting.appendleft(piece)
        else:
            reason = f"the process that read it ended, twice ({how}); please report the article"
            piece.result = Failure(piece.articles[0].id, reason)


def _serve(line: connection.Connection, make: Callable[[], Read[Any]]) -> None:
    """Reads what comes through the pipe until its other end is closed."""
    # Ctrl-C reaches the whole group; the process that started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        read = make()
        line.send(("ready", None))
        while True:
            try:
                articles = line.recv()
            except (EOFError, OSError):
                return
            line.send(("read", read(articles)))
    except Exception as error:  # noqa: BLE001 - raised where the results are waited for
        error.add_note(traceback.format_exc())
        line.send(("raised", error))
