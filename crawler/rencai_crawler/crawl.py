"""Runs sources: several at a time in one event loop, those that share a host one after the other."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Self, TypeVar

from scrapy.crawler import Crawler
from scrapy.settings import Settings as ScrapySettings
from sqlalchemy import Engine

from rencai import clock
from rencai.errors import UnderWay
from rencai.processes import may_fork
from rencai.settings import Settings
from rencai.store.archive import Archive
from rencai.store.engine import reading
from rencai.store.pages import oldest
from rencai.store.retention import forget
from rencai.store.runs import abandon, recent_runs, start_alone
from rencai_crawler import chores
from rencai_crawler.beside import Beside
from rencai_crawler.ending import LOOK_BACK, finish, job_name, past_counts
from rencai_crawler.health import Baseline
from rencai_crawler.job import Job
from rencai_crawler.keeper import Keeper, let_go
from rencai_crawler.litter import seldom
from rencai_crawler.plan import rechecks
from rencai_crawler.settings import settings_for
from rencai_crawler.source import Source
from rencai_crawler.spiders.source import SourceSpider
from rencai_crawler.tally import Tally
from rencai_crawler.waiting import patiently, waited_out
from rencai_crawler.worker import Begun

T = TypeVar("T")
BUSY = "busy"
"""What stands in place of a health where another process crawls the source."""
NOT_BEGUN = "not begun"
"""What stands there where the crawl was stopped before the source's turn: nothing is known of it."""
AT_ONCE = 8
"""Sources that are crawled at the same time."""
LOST_AFTER = timedelta(minutes=2)
"""A run without a sign of life for so long has lost its process; where the process was on this host, that is seen at
once."""


def _nothing() -> None:
    pass


@dataclass
class Crawl:
    """One command's crawl of some sources. What it did is in the store, run by run.

    Entered before there are threads, it has its second process at once.
    """

    engine: Engine
    settings: Settings
    limit: int | None = None
    full: bool = False
    cause: str = "manual"
    parent: int | None = None
    """Number of the run that started this crawl."""
    on_page: Callable[[], None] = _nothing
    overrides: dict[str, Any] = field(default_factory=dict)
    """Scrapy settings that go before the sources'."""
    second_process: bool = (os.cpu_count() or 1) > 1
    """Read and store in a process of its own once there is enough to do."""
    stopped_by: int = field(default=0, init=False)
    """Number of the signal that ended it before it was through."""
    _begun: Begun | None = field(init=False, default=None)
    _beside: Beside = field(init=False)
    _running: dict[str, tuple[Job, Crawler]] = field(default_factory=dict)
    _stopping: list[asyncio.Task[None]] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Begin the process beside this one where that takes no time; else `run` does once it is worth the time."""
        if self.second_process and may_fork():
            self.engine.dispose()  # a connection must not be in two processes
            with suppress(OSError):  # no room for one more
                self._begun = Begun.forked(chores.begin)
        return self

    def __exit__(self, *_: object) -> None:
        if self._begun is not None:
            self._begun.end()

    def run(self, sources: Sequence[Source]) -> dict[str, dict[str, Any]]:
        """Crawl sources and give the counts of each run by source."""
        patiently(abandon, self.engine, clock.now() - LOST_AFTER)
        # What Scrapy has to say about single pages is counted by reason; a log line for each would hide the rest.
        logging.getLogger("scrapy").setLevel(self.overrides.get("LOG_LEVEL", "CRITICAL"))
        try:
            with seldom():
                results = asyncio.run(self._all(sources))
        finally:
            let_go()
        kept_since = clock.now() - timedelta(days=self.settings.keep_days)
        patiently(forget, self.engine, Archive(self.settings.data / "pages"), kept_since)
        return results

    async def _all(self, sources: Sequence[Source]) -> dict[str, dict[str, Any]]:
        room = asyncio.Semaphore(AT_ONCE)
        hosts: dict[str, asyncio.Lock] = {}
        with ThreadPoolExecutor(4, "rencai-store") as threads, self._stoppable():
            begun, self._begun = self._begun, None
            self._beside = Beside(threads, wanted=self.second_process, begun=begun)
            try:
                done = await asyncio.gather(*(self._in_turn(source, threads, room, hosts) for source in sources))
            finally:
                self._beside.close()
        return dict(zip((source.id for source in sources), done, strict=True))

    async def _in_turn(
        self, source: Source, threads: Executor, room: asyncio.Semaphore, hosts: dict[str, asyncio.Lock]
    ) -> dict[str, Any]:
        """Wait until no other source is at the same hosts; always in the same order, so that no two wait in a ring."""
        locks = [hosts.setdefault(host, asyncio.Lock()) for host in sorted(source.netlocs)]
        for lock in locks:
            await lock.acquire()
        try:
            async with room:
                return await self._one(source, threads)
        finally:
            for lock in locks:
                lock.release()

    async def _one(self, source: Source, threads: Executor) -> dict[str, Any]:
        if self.stopped_by:
            return Tally().counts() | {"health": NOT_BEGUN, "why": "the crawl was stopped before its turn"}
        try:
            run_id: int = await self._waited_out(threads, self._begin, source)
        except UnderWay as error:
            return Tally().counts() | {"health": BUSY, "why": str(error)}
        job = await self._waited_out(threads, self._job, source, threads, run_id)
        crawler = Crawler(SourceSpider, ScrapySettings(settings_for(source, self.settings) | self.overrides))
        self._running[source.id] = job, crawler
        if self.stopped_by:
            job.stop()
        else:
            await crawler.crawl_async(job=job)
            job.ended_by(crawler.stats.get_value("finish_reason", ""))
        del self._running[source.id]
        return await self._waited_out(threads, finish, job)

    async def _waited_out(self, threads: Executor, work: Callable[..., T], *args: object) -> T:
        run_in = asyncio.get_running_loop().run_in_executor
        return await waited_out(run_in, threads, work, *args, stopped=lambda: self.stopped_by)

    def _begin(self, source: Source) -> int:
        # Two crawls of one source would each believe the other's half of the pages to be missing.
        return start_alone(
            self.engine, job_name(source.id), source.id, cause=self.cause, silence=LOST_AFTER, parent=self.parent
        )

    def _job(self, source: Source, threads: Executor, run_id: int) -> Job:
        tally = Tally()
        marks = ("sample",) if source.composed else ()
        store = self.engine.url.render_as_string(hide_password=False)
        keeper = Keeper(store, self.settings.data / "pages", source.id, run_id, marks)
        job = Job(source, keeper, threads, self._beside, tally, self.limit, self.full, on_page=self.on_page)
        past = past_counts(self.engine, source.id)
        job.baseline = Baseline.of(past)
        job.stop_at_known = self._may_stop_early(source)
        usual = int(past[0].get("listed", 0)) if past else 0
        with reading(self.engine) as conn:
            states = oldest(conn, source.id, rechecks(usual, source.recheck))
        job.recheck = {state.url_key: state for state in states}
        return job

    def _may_stop_early(self, source: Source) -> bool:
        """Whether the whole list was read lately enough to stop at what is known now."""
        if not source.listing.until_known or self.full:
            return False
        with reading(self.engine) as conn:
            runs = recent_runs(conn, job=job_name(source.id), limit=LOOK_BACK)
        now = clock.now()
        since = now - source.listing.complete_every
        return any(run.ended_at and since < run.ended_at <= now and run.counts.get("complete") for run in runs)

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        """The first signal ends runs in order; what they have is kept. A second one ends the process."""
        loop = asyncio.get_running_loop()
        caught: list[signal.Signals] = []
        for number in (signal.SIGINT, signal.SIGTERM):
            with suppress(ValueError, RuntimeError, NotImplementedError):  # only in the main thread
                loop.add_signal_handler(number, self._stop, number, loop, caught)
                caught.append(number)
        try:
            yield
        finally:
            for number in caught:
                loop.remove_signal_handler(number)

    def _stop(self, by: int, loop: asyncio.AbstractEventLoop, caught: list[signal.Signals]) -> None:
        self.stopped_by = by
        for number in caught:
            loop.remove_signal_handler(number)
        caught.clear()
        for job, crawler in self._running.values():
            job.stop()
            # Told while it still opens, it would run and never end; so it opens, asks for nothing and ends by itself.
            if crawler.crawling and crawler.engine.running:
                self._stopping.append(loop.create_task(crawler.stop_async()))
