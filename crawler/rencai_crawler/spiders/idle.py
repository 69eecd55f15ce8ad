"""The end of a crawl: it comes when nothing is under way any more, and nothing is left to ask."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider

from rencai_crawler.job import Job

Further = Callable[[], Awaitable[list[Request]]]
"""What a crawl that has come to rest still has to ask; nothing when it is through."""


class Idle:
    """What a crawler does when it has nothing to fetch."""

    def __init__(self, crawler: Crawler, job: Job, further: Further) -> None:
        self._crawler, self._job, self._further = crawler, job, further
        self._through = False
        self._going_on: asyncio.Task[None] | None = None

    def go_on(self) -> None:
        """When nothing is left to fetch: what the run still has to ask, and its end when that is nothing."""
        if self._through:
            return
        if self._going_on is None or self._going_on.done():
            self._going_on = asyncio.get_running_loop().create_task(self._go_on())
        raise DontCloseSpider

    async def _go_on(self) -> None:
        try:
            requests = await self._further()
        except Exception as error:  # noqa: BLE001  # a store that fails; the run's end reports it
            self._job.broken, requests = error, []
        with suppress(RuntimeError):  # somebody else ended the crawl meanwhile
            for request in requests:
                self._crawler.engine.crawl(request)
            if not requests:
                self._through = True
                await self._crawler.engine.close_spider_async(reason="finished")
