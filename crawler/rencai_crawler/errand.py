"""Fetching a few pages by hand, with all the manners and guards of a crawl: for `extract`, `probe` and attachments."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Protocol, TypeVar

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import Settings as ScrapySettings

from rencai import clock
from rencai.errors import FetchError
from rencai.settings import Settings
from rencai_crawler.answers import advice, what_failed
from rencai_crawler.pages import Page
from rencai_crawler.pages.states import state
from rencai_crawler.posted import Sent
from rencai_crawler.responses import address_of, headers_of, request_for
from rencai_crawler.settings import shared, user_agent

T = TypeVar("T")


class Fetch(Protocol):
    """Fetches one page, by POST where something is sent for it."""

    def __call__(self, url: str, sent: Sent | None = None, /) -> Awaitable[Page]: ...


class ErrandSpider(Spider):
    """Does one errand and ends."""

    name = "errand"
    netlocs: frozenset[str] = frozenset()

    def __init__(self, work: Callable[[Fetch], Awaitable[None]], most: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._work = work
        self.most_requests = most

    async def start(self) -> AsyncIterator[Request]:
        await self._work(self.fetch)
        nothing: tuple[Request, ...] = ()
        for request in nothing:
            yield request

    async def fetch(self, url: str, sent: Sent | None = None, /) -> Page:
        """One page, whatever its status below 400. Raises FetchError where it cannot be had."""
        try:
            response: Response = await self.crawler.engine.download_async(request_for(url, sent))
        except Exception as error:
            raise FetchError(f"{url} cannot be fetched ({what_failed(error)})") from error
        page = Page(address_of(response), response.body, headers_of(response), clock.now())
        if response.status >= 400:
            walled = state(page) == ("block", "challenge")
            why = "it is a challenge, the site lets no robots in" if walled else advice(response.status)
            raise FetchError(f"{url} answered with status {response.status}: {why}")
        return page


def run_errand(work: Callable[[Fetch], Awaitable[T]], settings: Settings, *, most: int = 60, delay: float = 0.5) -> T:
    """Run a coroutine that fetches pages, and give what it returns or raise what it raises."""
    outcome: list[T] = []
    failed: list[BaseException] = []

    async def errand(fetch: Fetch) -> None:
        try:
            outcome.append(await work(fetch))
        except Exception as error:  # noqa: BLE001  # raised again outside Scrapy, which would only log it
            failed.append(error)

    logging.getLogger("scrapy").setLevel("CRITICAL")
    own = {
        "DOWNLOAD_DELAY": delay,
        "DOWNLOAD_MAXSIZE": 20_000_000,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_TIMEOUT": 30,
        "ITEM_PIPELINES": {},
        "RENCAI_ALLOW_HOSTS": list(settings.allow_hosts),
        "USER_AGENT": user_agent(settings),
    }
    crawler = Crawler(ErrandSpider, ScrapySettings(shared() | own))
    asyncio.run(crawler.crawl_async(work=errand, most=most))
    if failed:
        raise failed[0]
    return outcome[0]
