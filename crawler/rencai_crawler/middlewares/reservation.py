"""Asks each host once whether it reserves text and data mining, before anything of it is read."""

import asyncio

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from rencai_crawler.middlewares.guard import Refused
from rencai_crawler.reasons import Skip
from rencai_crawler.reservation import NOTHING_RESERVED, WELL_KNOWN, Reservations

SOONER = 1000
"""Priority of the question: everything else at the host waits for the answer."""
LONGEST = 512_000


class ReservationMiddleware:
    """Refuses what a host's declaration reserves. A host without one reserves nothing."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._asked: dict[str, asyncio.Task[Reservations]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ReservationMiddleware":
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        # The questions themselves: for robots.txt, and this one.
        if request.meta.get("dont_obey_robotstxt"):
            return
        parts = urlparse_cached(request)
        asked = self._asked.get(parts.netloc)
        if asked is None:
            loop = asyncio.get_running_loop()
            asked = self._asked[parts.netloc] = loop.create_task(self._ask(f"{parts.scheme}://{parts.netloc}"))
        rules = asked.result() if asked.done() else await asyncio.shield(asked)
        if rules.reserve(request.url):
            raise Refused(Skip.TDM_RESERVED, f"{parts.netloc} reserves text and data mining of {request.url}")

    async def _ask(self, host: str) -> Reservations:
        question = Request(
            host + WELL_KNOWN, priority=SOONER, dont_filter=True, meta={"dont_obey_robotstxt": True, "dont_retry": True}
        )
        try:
            response = await self._crawler.engine.download_async(question)
        except Exception:  # noqa: BLE001  # whatever the reason: no declaration can be had, so there is none
            return NOTHING_RESERVED
        found = Reservations.read(response.body[:LONGEST]) if response.status == 200 else NOTHING_RESERVED
        if job := getattr(self._crawler.spider, "job", None):
            job.reservations[urlparse_cached(question).netloc] = found
        return found
