"""Hands what pages gave to the keeper: in batches, off the event loop, one at a time.

The crawl goes on while a batch is written, and waits once several more are full.
"""

import asyncio
import contextlib

from scrapy.crawler import Crawler

from rencai_crawler.job import Job
from rencai_crawler.keeper import BATCH, BYTES, PAGES, Kept

PATIENCE = 1.0
"""Seconds that a record waits at most for others to be written with."""
AHEAD = 2
"""Full batches that may wait."""
BEAT = 10.0
"""Seconds between signs of life of a run."""


class KeepPipeline:
    """A thin caller of intake."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._pending: list[Kept] = []
        self._records = self._bytes = 0
        self._turn = asyncio.Lock()
        self._closing = asyncio.Event()
        self._timer: asyncio.Task[None] | None = None
        self._flushing: asyncio.Task[None] | None = None
        self._stopping: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "KeepPipeline":
        return cls(crawler)

    @property
    def _job(self) -> Job:
        return self._crawler.spider.job  # type: ignore[union-attr,no-any-return]  # the one spider has one

    def open_spider(self) -> None:
        self._job.settle = self._flush
        self._timer = asyncio.get_running_loop().create_task(self._tick())

    async def process_item(self, item: Kept) -> Kept:
        self._pending.append(item)
        self._records += max(len(item.items), 1)
        self._bytes += len(item.body)
        if self._full(AHEAD):
            await self._flush()
        elif self._full() and not self._turn.locked():
            self._flushing = asyncio.get_running_loop().create_task(self._flush())
        return item

    def _full(self, batches: int = 1) -> bool:
        """Whether so many batches wait."""
        return (
            self._records >= batches * BATCH or len(self._pending) >= batches * PAGES or self._bytes >= batches * BYTES
        )

    async def close_spider(self) -> None:
        self._closing.set()
        if self._timer:
            await self._timer
        if self._flushing:
            await self._flushing
        await self._flush()

    async def _flush(self) -> None:
        """Write what is pending. A store that fails ends the run: going on would fetch what cannot be kept."""
        async with self._turn:
            taken, self._pending, self._records, self._bytes = self._pending, [], 0, 0
            turned, self._job.turned = self._job.turned, []
            if self._job.broken is not None:
                return
            try:
                for start in range(0, len(taken), PAGES):
                    await self._job.take(taken[start : start + PAGES])
                if turned:
                    await self._job.in_thread(self._job.keeper.turn_away, turned)
            except Exception as error:  # noqa: BLE001  # whatever it is, the run's end reports it
                self._break(error)

    async def _tick(self) -> None:
        """Write what waits too long, and say that the run is alive."""
        loop = asyncio.get_running_loop()
        beaten = loop.time()
        while not self._closing.is_set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), PATIENCE)
            await self._flush()
            if loop.time() - beaten >= BEAT and self._job.broken is None:
                beaten = loop.time()
                await self._beat()

    async def _beat(self) -> None:
        try:
            await self._job.in_thread(self._job.keeper.beat, self._job.tally.counts())
        except Exception as error:  # noqa: BLE001  # whatever it is, the run's end reports it
            self._break(error)

    def _break(self, error: Exception) -> None:
        self._job.broken = error
        self._stopping = asyncio.get_running_loop().create_task(self._crawler.stop_async())
