"""Who waits for whom in `kg serve`: the turns of short and long requests."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

import pytest

from kg.site.limits import Limits
from kg.site.pool import BusyError, Pool
from kg.site.worker import OvertakenError, Reply, Worker, WorkerError

LIMITS = Limits(workers=2, spare=1, long=1, quick=0, waiting=4, waiting_long=2)
CARTESIAN = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


class House:
    """Stand-ins for processes: `short` is answered at once, any other job when it is let."""

    def __init__(self) -> None:
        self.let: set[str] = set()
        self.running: list[str] = []
        self.log: list[str] = []
        self.fails = 0
        self.started = 0
        self.calmed = 0
        self.changed = threading.Condition()

    def worker(self) -> Any:
        return _StandIn(self)

    def allow(self, *jobs: str) -> None:
        with self.changed:
            self.let.update(jobs)
            self.changed.notify_all()


class _StandIn:
    def __init__(self, house: House) -> None:
        self.house = house
        self.interrupted = False

    def ask(
        self, job: str, arguments: Mapping[str, Any], *, seconds: float,
        begun: Callable[[], object] = lambda: None,
    ) -> Reply:  # fmt: skip
        house = self.house
        if job == "ready" and house.fails:
            house.fails -= 1
            raise WorkerError("it cannot be started.")
        house.started += job == "ready"
        if job in ("ready", "short"):
            return Reply(200, "text/plain", job.encode())
        with house.changed:
            house.running.append(job)
            begun()
            house.changed.wait_for(lambda: job in house.let or self.interrupted)
            house.running.remove(job)
        if self.interrupted:
            self.interrupted = False
            house.log.append(f"overtaken: {job}")
            raise OvertakenError
        if job.startswith("late"):
            raise WorkerError("it took more than the seconds.")
        house.log.append(f"answered: {job}")
        return Reply(200, "text/plain", job.encode())

    def interrupt(self) -> None:
        with self.house.changed:
            self.interrupted = True
            self.house.changed.notify_all()

    def calm(self) -> None:
        self.house.calmed += 1

    def stop(self) -> None: ...


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.001)


def ask(pool: Pool, job: str) -> asyncio.Task[Reply]:
    return asyncio.ensure_future(pool.ask(job, {}))


async def long_ones(pool: Pool, house: House, *jobs: str) -> list[asyncio.Task[Reply]]:
    """Requests that have become long, one after the other."""
    tasks = []
    for job in jobs:
        tasks.append(ask(pool, job))
        await until(lambda job=job: job in house.running)  # type: ignore[misc]  # as it is now
        await asyncio.sleep(0.01)  # quick is 0: it is long when the loop comes round
    return tasks


def run(test: Callable[[Pool, House], Coroutine[Any, Any, None]], limits: Limits = LIMITS) -> House:
    house = House()

    async def main() -> None:
        pool = Pool(house.worker, limits, ready={})
        pool.start()
        await test(pool, house)
        pool.stop()

    asyncio.run(asyncio.wait_for(main(), 60))
    return house


def test_long_requests_run_side_by_side_while_nobody_waits() -> None:
    async def test(pool: Pool, house: House) -> None:
        tasks = await long_ones(pool, house, "a", "b", "c")
        assert house.running == ["a", "b", "c"]
        house.allow("a", "b", "c")
        assert [(await task).body for task in tasks] == [b"a", b"b", b"c"]

    assert sorted(run(test).log) == ["answered: a", "answered: b", "answered: c"]


def test_a_short_request_overtakes_the_long_ones() -> None:
    async def test(pool: Pool, house: House) -> None:
        tasks = await long_ones(pool, house, "a", "b", "c")
        for _ in range(5):
            assert (await ask(pool, "short")).body == b"short"
        # The last to come made way once, and now a process is always there for short ones.
        assert house.log == ["overtaken: c"]
        assert not any(task.done() for task in tasks)
        house.allow("a", "b", "c")
        assert [(await task).body for task in tasks] == [b"a", b"b", b"c"]

    assert run(test).log[0] == "overtaken: c"


def test_long_requests_wait_for_long_ones_in_their_order() -> None:
    async def test(pool: Pool, house: House) -> None:
        first, second = await long_ones(pool, house, "a", "b")
        assert (await ask(pool, "short")).body == b"short"
        assert house.log == ["overtaken: b"]
        [third] = await long_ones(pool, house, "c")
        assert (await ask(pool, "short")).body == b"short"
        assert house.log == ["overtaken: b", "overtaken: c"]
        for job, task, then in (("a", first, "b"), ("b", second, "c")):
            house.allow(job)
            assert (await task).body == job.encode()
            await until(lambda then=then: house.running == [then])  # type: ignore[misc]
        house.allow("c")
        assert (await third).body == b"c"

    run(test, Limits(workers=2, spare=0, long=1, quick=0))


def test_so_many_may_wait_and_no_more() -> None:
    async def test(pool: Pool, house: House) -> None:
        tasks = await long_ones(pool, house, "a", "b")
        assert (await ask(pool, "short")).body == b"short"  # b waits to be long
        tasks += await long_ones(pool, house, "c")
        assert (await ask(pool, "short")).body == b"short"  # so does c
        tasks += await long_ones(pool, house, "d")
        assert (await ask(pool, "short")).body == b"short"  # there is no place for d
        with pytest.raises(BusyError, match="It takes long"):
            await tasks.pop()
        house.allow("a", "b", "c")
        assert [(await task).body for task in tasks] == [b"a", b"b", b"c"]

    run(test, Limits(workers=2, spare=0, long=1, quick=0, waiting_long=2))


def test_more_short_requests_than_may_wait_are_refused() -> None:
    async def test(pool: Pool, house: House) -> None:
        await ask(pool, "short")
        tasks = [ask(pool, f"slow {n}") for n in range(6)]
        await until(lambda: tasks[-1].done())
        with pytest.raises(BusyError, match="The server is busy"):
            await tasks.pop()
        house.allow(*(f"slow {n}" for n in range(5)))
        for task in tasks:
            await task

    run(test, Limits(workers=1, spare=0, quick=1e6, waiting=4))


def test_a_request_that_failed_leaves_a_process_for_the_next() -> None:
    async def test(pool: Pool, house: House) -> None:
        house.allow("late")
        for _ in range(4):
            with pytest.raises(WorkerError, match="more than the seconds"):
                await ask(pool, "late")
            assert (await ask(pool, "short")).body == b"short"

    run(test)


def test_that_no_process_starts_is_told_to_whoever_waits() -> None:
    async def test(pool: Pool, house: House) -> None:
        house.fails = 3  # the pool's first start, which has not run yet, is one of them
        for _ in range(3):
            with pytest.raises(WorkerError, match="cannot be started"):
                await ask(pool, "short")
        assert (await ask(pool, "short")).body == b"short"

    run(test)


@pytest.mark.parametrize(("ready", "started"), [({}, 2), ({"model": True}, 1)])
def test_only_a_process_that_loads_fast_is_made_calm_and_replaced(
    ready: dict[str, bool], started: int
) -> None:
    house = House()

    async def main() -> None:
        pool = Pool(house.worker, Limits(workers=1, spare=0, quick=0), ready=ready)
        pool.start()
        [task] = await long_ones(pool, house, "a")
        house.allow("a")
        assert (await task).body == b"a"
        assert (await ask(pool, "short")).body == b"short"
        pool.stop()

    asyncio.run(asyncio.wait_for(main(), 60))
    assert house.started == started
    assert house.calmed == started - 1


def test_who_is_gone_before_its_turn_takes_none() -> None:
    async def test(pool: Pool, house: House) -> None:
        [first] = await long_ones(pool, house, "a")
        gone, after = ask(pool, "b"), ask(pool, "short")
        await asyncio.sleep(0)
        gone.cancel()
        house.allow("a")
        assert (await first).body == b"a"
        assert (await after).body == b"short"
        assert house.log == ["answered: a"]

    run(test, Limits(workers=1, spare=0, quick=1e6))


def test_a_process_that_is_interrupted_answers_the_next(small_graph: Path) -> None:
    worker = Worker(small_graph, memory=2_000_000_000)
    arguments = {"most": 1000, "media": "text/csv", "default_graphs": [], "named_graphs": []}
    try:
        with pytest.raises(OvertakenError):
            worker.ask(
                "sparql", arguments | {"query": CARTESIAN}, seconds=60, begun=worker.interrupt
            )
        # Also when it comes too late, between two requests.
        worker.ask("ready", {}, seconds=60)
        worker.interrupt()
        reply = worker.ask("sparql", arguments | {"query": "SELECT (1 AS ?n) {}"}, seconds=60)
        assert reply.body.split() == [b"n", b"1"]
    finally:
        worker.stop()
