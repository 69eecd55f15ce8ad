"""The one spider: from a source's lists to its details, whatever the family. It navigates; pages read."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from rencai.errors import FetchForbidden
from rencai_crawler.addresses import url_key
from rencai_crawler.answers import Answer, answer_of, failure_of
from rencai_crawler.detail import read_detail
from rencai_crawler.health import FEW, NOT_HAD
from rencai_crawler.job import Job
from rencai_crawler.keeper import Kept
from rencai_crawler.looks import START, Way
from rencai_crawler.middlewares.guard import Refused
from rencai_crawler.pages import Page, PageReading
from rencai_crawler.plan import Plan, Wanted
from rencai_crawler.reasons import Fail, Skip
from rencai_crawler.remembered import Remembered, conditions
from rencai_crawler.responses import led_elsewhere, lost_its_body, page_of, request_for
from rencai_crawler.spiders.forms import Forms
from rencai_crawler.spiders.idle import Idle
from rencai_crawler.spiders.lists import LIMITED, ListPages, passed_over, shown
from rencai_crawler.spiders.missing import MissingPages

DETAIL_FIRST = 10
"""Details go before further lists, so that what is waiting stays small however long the lists are."""
STALE = 2
"""List pages, each found on the one before, without a new entry that end a list: an endless one repeats itself."""
NEARLY_ALL = 0.9
"""Share of the entries that a list says it has, without which it was not read to its end."""


class SourceSpider(Spider):
    """Crawls what its job's source declares."""

    name = "source"

    def __init__(self, job: Job, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job, self.source, self.tally = job, job.source, job.tally
        self.netlocs = job.source.netlocs
        self.most_requests = job.source.politeness.requests
        self._lists: set[str] = set()
        self._forms = Forms(job.source)
        self._pages = ListPages(job)
        self._missing = MissingPages(job, self._again)
        self._asked_unlisted = False
        self._idle: Idle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        spider = cls(*args, **kwargs)
        spider._set_crawler(crawler)
        spider._idle = Idle(crawler, spider.job, spider.further)
        crawler.signals.connect(spider._idle.go_on, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        # While it still opened, a crawl cannot be stopped otherwise.
        for url in () if self.job.stopped else self.source.lists:
            async for request in self._list_requests([url]):
                yield request

    async def _list_requests(self, urls: Iterable[str], way: Way = START) -> AsyncIterator[Request]:
        for url in urls:
            key = url_key(url)
            if key in self._lists:
                continue
            if len(self._lists) >= self.source.listing.pages:
                self.tally.fall_short("more list pages than a run may read")
                return
            self._lists.add(key)
            before = await self.job.in_thread(self.job.remembered, key)
            yield request_for(
                url,
                self._forms.sent(url),
                callback=self.parse_list,
                errback=self.list_failed,
                headers=conditions(before.state) if before else None,
                cb_kwargs={"before": before, "way": way},
                meta=self._meta(),
            )

    def _meta(self) -> dict[str, str]:
        return {"render": self.source.wait_for} if self.source.render == "browser" else {}

    def list_failed(self, failure: Failure) -> None:
        """A list that could not be had leaves the run without authority over what is gone."""
        self._count(failure.value)
        refused = isinstance(failure.value, Refused | FetchForbidden)
        self.tally.fall_short(f"{NOT_HAD}: {failure.value}" if refused else NOT_HAD)

    async def parse_list(
        self, response: Response, before: Remembered | None, way: Way
    ) -> AsyncIterator[Request | Kept]:
        try:
            if await self._missing.may_end_before(response, way):
                return
            async for found in self._list(response, before, way):
                yield found
        except Exception as error:  # noqa: BLE001  # the run goes on, without authority over what is gone
            self._count(error)

    async def _list(self, response: Response, before: Remembered | None, way: Way) -> AsyncIterator[Request | Kept]:
        unchanged = before if answer_of(response.status) is Answer.NOT_MODIFIED else None
        page = unchanged.again(response) if unchanged else page_of(response, self.source, self.tally)
        answer = Answer.CONTENT if unchanged else answer_of(response.status)
        reading = self._pages.read(response, page, answer, first=not way.trail)
        if reading is None:
            self.tally.fall_short("a list could not be read")
            return
        self.tally.lists += 1
        if self.source.listing.body is not None and lost_its_body(response):
            self.tally.fall_short("a list that is asked by POST led to what is asked by GET")
        if unchanged:
            new = await self._pages.still_there(unchanged.state)
        else:
            met = self.tally.listed
            entries = list(self._pages.entries(reading, page))
            new = self.tally.listed - met
            for kept in entries:
                yield kept
        todo = await self._pages.planned(self._pages.to_follow(reading, page))
        for request in self._wanted(todo):
            yield request
        way = self._way_on(response, page, reading, way, new + len(todo.fetch) + len(todo.known))
        if self._leads_on(way, todo):
            self._forms.note(reading)
            async for request in self._list_requests(reading.next_pages, way):
                yield request

    def _way_on(self, response: Response, page: Page, reading: PageReading, way: Way, new: int) -> Way:
        """The way to the pages behind this one, which showed so many new entries."""
        entries, looks = shown(reading, self.source), self.job.looks
        looks.saw(url_key(page.url), entries)
        new = looks.new(entries) if looks.are_later else new
        if not new and led_elsewhere(response):
            self.tally.fall_short("a list page led elsewhere")
        if new and way.repeated:
            # Not its end, which shows the same again and again: what should have stood between is missing.
            self.tally.fall_short("a list page was the one before it once more")
        # Some rows stand twice in a list; one that shows a page again, or ends far too early, does not show all.
        if not new and 0 < self.tally.listed < reading.total * (1 if entries else NEARLY_ALL):
            self.tally.fall_short(f"a list says that it has {reading.total} entries, and shows no more of them")
        further = way.on(entries, new, index=reading.kind_of_page == "feed" and not entries)
        left = further.stale >= STALE and bool(reading.next_pages)
        self.tally.endless |= further.repeated or left
        others = frozenset[str]() if new else passed_over(reading, page, self.source)
        if left and not entries:
            self._doubt_end(others - way.passed_over)
        return replace(further, trail=(*way.trail[-1:], page.url), passed_over=others, guessed=reading.guessed)

    def _doubt_end(self, others: frozenset[str]) -> None:
        """Note where a list is left that does not repeat itself: its entries may be what the file does not know."""
        if len(others) > FEW:
            self.tally.fall_short(f"a list was left where it leads to what `details` does not match: {min(others)}")

    def _leads_on(self, way: Way, todo: Plan) -> bool:
        """Whether the pages behind one are read as well."""
        if way.depth > self.source.politeness.depth:
            self.tally.fall_short("lists of lists deeper than a run may follow")
            return False
        return way.stale < STALE and not self._pages.may_stop(todo) and not self.job.full_up

    async def _again(self, url: str) -> Response | None:
        """What answers for a page of a list now; None where nothing does."""
        if self._forms.lack(url):
            return None
        try:
            return await self.crawler.engine.download_async(request_for(url, self._forms.sent(url), meta=self._meta()))
        except Exception:  # noqa: BLE001  # whatever it was, it says nothing about the list
            return None

    def _wanted(self, todo: Plan) -> Iterator[Request]:
        for wish in todo.fetch:
            if self.job.full_up:
                self.tally.fall_short(LIMITED)
                return
            self.job.asked += 1
            yield self.detail_request(wish)

    def detail_request(self, wish: Wanted) -> Request:
        """The request for a detail, conditional where its last response is known."""
        return Request(
            wish.link.url,
            self.parse_detail,
            errback=self.detail_failed,
            headers=None if self.job.full or wish.is_renamed else conditions(wish.state),
            dont_filter=True,
            priority=DETAIL_FIRST,
            cb_kwargs={"wish": wish},
            meta=self._meta(),
        )

    def detail_failed(self, failure: Failure) -> None:
        """A page that could not be had says nothing about its record."""
        self._count(failure.value)
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy gives it
        self.job.in_vain.append(request.cb_kwargs["wish"].key)

    async def parse_detail(self, response: Response, wish: Wanted) -> AsyncIterator[Kept]:
        self.job.on_page()
        try:
            kept = await read_detail(self.job, self.crawler.engine.download_async, response, wish)
        except Exception as error:  # noqa: BLE001  # one page must not spoil the others, and must not pass unnoticed
            self._count(error)
            kept = []
        if not kept:
            self.job.in_vain.append(wish.key)
        for one in kept:
            yield one

    async def further(self) -> list[Request]:
        """Another look at lists that miss something; then, where they have no authority, the pages that they miss."""
        await self.job.settle()
        if not self._asked_unlisted:
            await self.job.in_thread(self.job.doubt_open_end)
        if not self.job.looks.enough and await self.job.in_thread(self.job.misses_something):
            self.job.looks.again()
            self._lists.clear()
            return [request async for request in self._list_requests(self.source.lists)]
        if self._asked_unlisted:
            return []
        self._asked_unlisted = True
        return [self.detail_request(wish) for wish in await self.job.in_thread(self.job.unlisted)]

    def _count(self, error: BaseException | None) -> None:
        if isinstance(error, asyncio.CancelledError):
            return  # the process is being ended at once, whatever is under way
        reason = failure_of(error or RuntimeError("a request failed without a reason"))
        if isinstance(reason, Skip):
            self.tally.skip(reason)
            return
        self.tally.fail(reason)
        if reason is Fail.INTERNAL:
            self.tally.fall_short("a page failed inside the crawler")
            self.job.log.fault("a page failed inside the crawler", error)
