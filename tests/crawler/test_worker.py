"""The process that works beside an event loop: answers in order, errors where the work was asked for, and its end."""

import asyncio
import gc
import operator
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from rencai_crawler.worker import Begun, Worker, WorkerLost

Use = Callable[[Worker], Awaitable[None]]
WAYS = (Begun.spawned, Begun.forked)


@pytest.fixture(params=WAYS, ids=["spawned", "forked"])
def begun(request: pytest.FixtureRequest) -> Begun:
    return request.param(gc.collect)


def with_worker(begun: Begun, use: Use) -> Worker:
    """Let a test use a worker, and end it."""

    async def run() -> Worker:
        worker = await Worker.of(begun)
        try:
            async with asyncio.timeout(60):
                await use(worker)
        finally:
            worker.close()
        return worker

    return asyncio.run(run())


def test_each_asker_gets_its_own_answer(begun: Begun) -> None:
    async def use(worker: Worker) -> None:
        found = await asyncio.gather(*(worker.do(operator.mul, "京" * size, 2) for size in range(0, 200_000, 5_000)))
        assert [len(one) for one in found] == [2 * size for size in range(0, 200_000, 5_000)]

    with_worker(begun, use)


def test_an_error_is_raised_where_the_work_was_asked_for_and_says_where_it_came_from(begun: Begun) -> None:
    async def use(worker: Worker) -> None:
        with pytest.raises(ValueError, match="invalid literal") as raised:
            await worker.do(int, "一")
        assert "Traceback" in raised.value.__notes__[0]
        assert await worker.do(int, "1") == 1

    with_worker(begun, use)


def test_an_error_that_cannot_be_sent_is_told_by_name(begun: Begun) -> None:
    async def use(worker: Worker) -> None:
        with pytest.raises(RuntimeError, match="Odd"):
            await worker.do(exec, "raise type('Odd', (Exception,), {})('of a class that nobody can import')")

    with_worker(begun, use)


def test_an_answer_that_nobody_waits_for_any_more_is_not_given_to_the_next(begun: Begun) -> None:
    async def use(worker: Worker) -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(worker.do(time.sleep, 0.2), 0.05)
        assert await worker.do(operator.add, 1, 1) == 2

    with_worker(begun, use)


def test_what_is_asked_of_a_process_that_dies_is_lost_and_so_is_what_comes_later(begun: Begun) -> None:
    async def use(worker: Worker) -> None:
        for lost in await asyncio.gather(worker.do(os._exit, 3), worker.do(operator.add, 1, 1), return_exceptions=True):
            assert isinstance(lost, WorkerLost)
        with pytest.raises(WorkerLost):
            await worker.do(operator.add, 1, 1)

    with_worker(begun, use)


def test_one_that_never_ends_can_be_killed(begun: Begun) -> None:
    async def use(worker: Worker) -> None:
        asked = asyncio.ensure_future(worker.do(time.sleep, 600))
        await asyncio.sleep(0.1)
        worker.kill()
        with pytest.raises(WorkerLost):
            await asked

    with_worker(begun, use)


@pytest.mark.parametrize("way", WAYS)
def test_one_that_never_ends_does_not_keep_what_ends_it(
    monkeypatch: pytest.MonkeyPatch, way: Callable[[Callable[[], object]], Begun]
) -> None:
    monkeypatch.setattr("rencai_crawler.worker.FAREWELL", 0.2)
    begun = way(gc.collect)

    async def use(worker: Worker) -> None:
        asked = asyncio.ensure_future(worker.do(time.sleep, 600))
        await asyncio.sleep(0.1)
        worker.close()
        with pytest.raises(WorkerLost):
            await asked

    with_worker(begun, use)
    assert begun.process.exitcode == -signal.SIGKILL


def test_one_that_was_never_needed_ends(begun: Begun) -> None:
    begun.end()
    assert begun.process.exitcode == 0


@pytest.mark.parametrize("way", ["spawned", "forked"])
def test_one_ends_by_itself_when_what_began_it_is_killed(way: str) -> None:
    said = (
        "import gc, os, sys, time; from rencai_crawler.worker import Begun\n"
        f"if __name__ == '__main__': print(Begun.{way}(gc.collect).process.pid, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", said], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
    for _ in range(300):
        if not Path(f"/proc/{child}").exists():
            return
        time.sleep(0.1)
    pytest.fail(f"process {child} goes on without anybody to ask it")


def test_what_is_done_beside_a_crawl_needs_nothing_of_scrapy() -> None:
    """It would be imported in every process, at the price of all the rest."""
    said = "import rencai_crawler.chores, sys; print({'scrapy', 'twisted', 'aiohttp'} & sys.modules.keys())"
    assert subprocess.check_output([sys.executable, "-c", said], text=True).strip() == "set()"
