"""The process that works beside an event loop: answers in order, errors where the work was asked for, and its end."""

import asyncio
import gc
import operator
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable

import pytest

from rencai_crawler.worker import Worker, WorkerLost

Use = Callable[[Worker], Awaitable[None]]


def with_worker(use: Use) -> Worker:
    """Let a test use a worker, and end it."""

    async def run() -> Worker:
        worker = await Worker.started(gc.collect)
        try:
            async with asyncio.timeout(60):
                await use(worker)
        finally:
            worker.close()
        return worker

    return asyncio.run(run())


def test_each_asker_gets_its_own_answer() -> None:
    async def use(worker: Worker) -> None:
        found = await asyncio.gather(*(worker.do(operator.mul, "京" * size, 2) for size in range(0, 200_000, 5_000)))
        assert [len(one) for one in found] == [2 * size for size in range(0, 200_000, 5_000)]

    with_worker(use)


def test_an_error_is_raised_where_the_work_was_asked_for_and_says_where_it_came_from() -> None:
    async def use(worker: Worker) -> None:
        with pytest.raises(ValueError, match="invalid literal") as raised:
            await worker.do(int, "一")
        assert "Traceback" in raised.value.__notes__[0]
        assert await worker.do(int, "1") == 1

    with_worker(use)


def test_an_error_that_cannot_be_sent_is_told_by_name() -> None:
    async def use(worker: Worker) -> None:
        with pytest.raises(RuntimeError, match="Odd"):
            await worker.do(exec, "raise type('Odd', (Exception,), {})('of a class that nobody can import')")

    with_worker(use)


def test_an_answer_that_nobody_waits_for_any_more_is_not_given_to_the_next() -> None:
    async def use(worker: Worker) -> None:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(worker.do(time.sleep, 0.2), 0.05)
        assert await worker.do(operator.add, 1, 1) == 2

    with_worker(use)


def test_what_is_asked_of_a_process_that_dies_is_lost_and_so_is_what_comes_later() -> None:
    async def use(worker: Worker) -> None:
        for lost in await asyncio.gather(worker.do(os._exit, 3), worker.do(operator.add, 1, 1), return_exceptions=True):
            assert isinstance(lost, WorkerLost)
        with pytest.raises(WorkerLost):
            await worker.do(operator.add, 1, 1)

    with_worker(use)


def test_one_that_never_ends_can_be_killed() -> None:
    async def use(worker: Worker) -> None:
        asked = asyncio.ensure_future(worker.do(time.sleep, 600))
        await asyncio.sleep(0.1)
        worker.kill()
        with pytest.raises(WorkerLost):
            await asked

    with_worker(use)


def test_what_is_done_beside_a_crawl_needs_nothing_of_scrapy() -> None:
    """It would be imported in every process, at the price of all the rest."""
    said = "import rencai_crawler.chores, sys; print({'scrapy', 'twisted', 'aiohttp'} & sys.modules.keys())"
    assert subprocess.check_output([sys.executable, "-c", said], text=True).strip() == "set()"
