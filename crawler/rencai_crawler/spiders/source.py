"""The one spider: from a source's lists to its details, whatever the family. It navigates; pages read."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import Any

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from rencai.errors import FetchForbidden
from rencai.intake import RejectReason
from rencai.store.pages import LIST, PageState
from rencai_crawler.addresses import url_key
from rencai_crawler.answers import Answer, answer_of, failure_of
from rencai_crawler.detail import read_detail
from rencai_crawler.health import NOT_HAD, STOPPED
from rencai_crawler.items import raws_of
from rencai_crawler.job import Job
from rencai_crawler.keeper import Kept
from rencai_crawler.looks import START, Way
from rencai_crawler.middlewares.guard import Refused
from rencai_crawler.pages import Link, Page, PageReading, read_list
from rencai_crawler.pages.pagination import raised
from rencai_crawler.past_end import ends_before
from rencai_crawler.permission import permission_of
from rencai_crawler.plan import Plan, Wanted, fresh, plan
from rencai_crawler.reasons import Fail, Skip
from rencai_crawler.remembered import Remembered, conditions
from rencai_crawler.responses import led_elsewhere, page_of, state_of

DETAIL_FIRST = 10
"""Details go before further lists, so that what is waiting stays small however long the lists are."""
STALE = 2
"""List pages, each found on the one before, without a new entry that end a list: an endless one repeats itself."""
LIMITED = "the limit was reached"


class SourceSpider(Spider):
    """Crawls what its job's source declares."""

    name = "source"

    def __init__(self, job: Job, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.job, self.source, self.tally = job, job.source, job.tally
        self.netlocs = job.source.netlocs
        self.most_requests = job.source.politeness.requests
        self._lists: set[str] = set()
        self._seen = job.met
        self._asked_unlisted = False
        self._through = False
        self._going_on: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> "SourceSpider":
        spider = cls(*args, **kwargs)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.go_on, signals.spider_idle)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        for url in self.source.start:
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
            yield Request(
                url,
                self.parse_list,
                errback=self.list_failed,
                headers=conditions(before.state) if before else None,
                dont_filter=True,
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
            if await self._is_past_the_end(response, way):
                self.job.end_is_guessed = True
                return
            async for found in self._list(response, before, way):
                yield found
        except Exception as error:  # noqa: BLE001  # the run goes on, without authority over what is gone
            self._count(error)

    async def _list(self, response: Response, before: Remembered | None, way: Way) -> AsyncIterator[Request | Kept]:
        unchanged = before if answer_of(response.status) is Answer.NOT_MODIFIED else None
        page = unchanged.again(response) if unchanged else page_of(response, self.source, self.tally)
        reading = self._read_list(response, page, Answer.CONTENT if unchanged else answer_of(response.status))
        if reading is None:
            self.tally.fall_short("a list could not be read")
            return
        self.tally.lists += 1
        if unchanged:
            new = await self._still_there(unchanged.state)
        else:
            met = self.tally.listed
            entries = list(self._entries(reading, page))
            new = self.tally.listed - met
            for kept in entries:
                yield kept
        todo = await self._planned(self._to_follow(reading, page))
        for request in self._wanted(todo):
            yield request
        shown = self._shown(reading)
        self.job.looks.saw(url_key(page.url), shown)
        new = self.job.looks.new(shown) if self.job.looks.are_later else new + len(todo.fetch) + len(todo.known)
        if not new and led_elsewhere(response):
            self.tally.fall_short("a list page led elsewhere")
        if new and way.repeated:
            # Not its end, which shows the same again and again: what should have stood between is missing.
            self.tally.fall_short("a list page was the one before it once more")
        trail = (*way.trail[-1:], page.url)
        way = way.on(shown, new, index=reading.kind_of_page == "feed" and not shown)
        self.tally.endless |= way.repeated or (way.stale >= STALE and bool(reading.next_pages))
        if way.depth > self.source.politeness.depth:
            self.tally.fall_short("lists of lists deeper than a run may follow")
        elif way.stale < STALE and not self._may_stop(todo) and not self.job.full_up:
            way = replace(way, trail=trail, guessed=reading.guessed)
            async for request in self._list_requests(reading.next_pages, way):
                yield request

    async def _is_past_the_end(self, response: Response, way: Way) -> bool:
        """Whether a page that is not there is the one after the last, and still is not when it is asked for again."""
        if not way.trail or answer_of(response.status) is not Answer.GONE:
            return False
        if not way.guessed:
            return await self._ends_before(response.url, way.trail) and await self._has_entries(response.url) is False
        # The number after it has no entries either, the page before it still has, and it is still not there:
        # otherwise a page is missing between others, or the whole list is away.
        asked = ((raised(response.url), False), (way.trail[-1], True), (response.url, False))
        for url, expected in asked:
            if await self._has_entries(url) is not expected:
                return False
        return True

    async def _ends_before(self, url: str, trail: tuple[str, ...]) -> bool:
        """Whether the last two pages show, as they are now, that their list ends before this page."""
        pages = []
        for one in trail:
            response = await self._again(one)
            if response is not None and answer_of(response.status) is Answer.CONTENT:
                pages.append(page_of(response, self.source, self.tally))
        return len(pages) > 1 and ends_before(url, pages[0], pages[1], self.source)

    async def _has_entries(self, url: str) -> bool | None:
        """Whether a list page has entries now; None where its answer tells nothing."""
        response = await self._again(url)
        if response is None:
            return None
        answer = answer_of(response.status)
        if answer is not Answer.CONTENT:
            return False if answer is Answer.GONE else None
        reading = read_list(page_of(response, self.source, self.tally), self.source)
        return bool(self._shown(reading)) if reading.kind_of_page in ("list", "feed") else None

    async def _again(self, url: str) -> Response | None:
        """What answers for a page of a list now; None where nothing does."""
        try:
            return await self.crawler.engine.download_async(Request(url, dont_filter=True, meta=self._meta()))
        except Exception:  # noqa: BLE001  # whatever it was, it says nothing about the list
            return None

    def _to_follow(self, reading: PageReading, page: Page) -> tuple[Link, ...]:
        """The links of a list; none where it asks that they be not followed."""
        if not reading.links or permission_of(page.headers, page.body).follow:
            return reading.links
        self.tally.skip(Skip.NOFOLLOW)
        self.tally.fall_short("a list page asks that its links be not followed")
        return ()

    def _read_list(self, response: Response, page: Page, answer: Answer) -> PageReading | None:
        if answer is not Answer.CONTENT:
            self.tally.fail(answer.failure)
            return None
        refusal = permission_of(page.headers, page.body).refusal
        # A list that is not to be indexed is still there to find details by.
        if refusal and refusal != Skip.NOINDEX:
            self.tally.skip(refusal)
            return None
        reading = read_list(page, self.source)
        if reading.kind_of_page == "block":
            self.job.turn_away(response, RejectReason.BLOCK_PAGE, reading.reason)
        elif reading.reason == "not_found":
            self.job.turn_away(response, RejectReason.NOT_FOUND_PAGE)
        else:
            if reading.cut_off or reading.kind_of_page in ("empty", "unknown"):
                self.tally.fall_short(f"a list page was not whole ({'cut_off' if reading.cut_off else reading.reason})")
            return reading
        return None

    def _entries(self, reading: PageReading, page: Page) -> Iterable[Kept]:
        """Records that stand in the list itself: rows of a table, entries of a feed."""
        every = raws_of(reading.items, page, self.source)
        raws = [raw for raw in every if self._meet(str(raw[1]["source_id"]))]
        self.tally.listed += len(raws)
        state = state_of(page, self.source, url_key(page.url), LIST)
        if self.job.room is not None and len(raws) > self.job.room:
            self.tally.fall_short(LIMITED)
            raws = raws[: self.job.room]
            # Unchanged or not: what was left of it has to be had.
            state = replace(state, etag="", last_modified="")
        self.job.asked += len(raws)
        for kind, fields in raws:
            self.tally.saw(kind, fields)
        if raws:
            self.job.on_page()
        if raws or state.etag or state.last_modified:
            ids = tuple(dict.fromkeys(str(fields["source_id"]) for _, fields in every))
            names = tuple(url_key(link.url) for link in reading.links if self.source.is_detail(link.url))
            kind_of_text, keep = page.headers.get("content-type", ""), permission_of(page.headers, page.body).archive
            yield Kept(replace(state, source_ids=ids), page.body, kind_of_text, tuple(raws), keep, names)

    async def _still_there(self, state: PageState) -> int:
        """A list that did not change still has the records that stand in it; gives how many."""
        met = [own for own in state.source_ids if self._meet(own)]
        self.tally.listed += len(met)
        self.tally.known += len(met)
        self.tally.outcomes["unchanged"] += len(met)
        await self.job.seen([state.url_key])
        return len(met)

    async def _planned(self, links: Iterable[Link]) -> Plan:
        """What to do about a list's entries; those that are known are still there."""
        new = fresh(((url_key(link.url), link) for link in links if self.source.is_detail(link.url)), self._seen)
        self._seen.update(bytes.fromhex(key) for key in new)
        self.tally.listed += len(new)
        states = await self.job.in_thread(self.job.known, list(new))
        todo = plan(new, states, self.job.recheck.keys(), full=self.job.full)
        self.tally.known += len(todo.known)
        self.tally.outcomes["unchanged"] += sum(len(states[key].source_ids) for key in todo.known)
        await self.job.seen(todo.present)
        return todo

    def _wanted(self, todo: Plan) -> Iterator[Request]:
        for wish in todo.fetch:
            if self.job.full_up:
                self.tally.fall_short(LIMITED)
                return
            self.job.asked += 1
            yield self.detail_request(wish)

    def _may_stop(self, todo: Plan) -> bool:
        """Whether this list need not be read on, since everything on its page is known."""
        if not (self.job.stop_at_known and todo.known and todo.all_known):
            return False
        self.tally.fall_short(STOPPED)
        return True

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
            self.job.broken, requests = error, []
        for request in requests:
            self.crawler.engine.crawl(request)
        if not requests:
            self._through = True
            with suppress(RuntimeError):  # somebody else ended the crawl meanwhile
                await self.crawler.engine.close_spider_async(reason="finished")

    async def _further(self) -> list[Request]:
        """Another look at lists that miss something; then, where they have no authority, the pages that they miss."""
        await self.job.settle()
        if not self.job.looks.enough and await self.job.in_thread(self.job.misses_something):
            self.job.looks.again()
            self._lists.clear()
            return [request async for request in self._list_requests(self.source.start)]
        if self._asked_unlisted:
            return []
        self._asked_unlisted = True
        return [self.detail_request(wish) for wish in await self.job.in_thread(self.job.unlisted)]

    def _shown(self, reading: PageReading) -> frozenset[str]:
        entries = (
            item.fields.get("source_id") or item.fields.get("url") or item.fields.get("title") for item in reading.items
        )
        return frozenset((*(link.url for link in reading.links if self.source.is_detail(link.url)), *map(str, entries)))

    def _meet(self, entry: str) -> bool:
        """Whether this entry of a list is new in this run."""
        raw = sha256(entry.encode()).digest()
        new = raw not in self._seen
        self._seen.add(raw)
        return new

    def _count(self, error: BaseException | None) -> None:
        reason = failure_of(error or RuntimeError("a request failed without a reason"))
        if isinstance(reason, Skip):
            self.tally.skip(reason)
            return
        self.tally.fail(reason)
        if reason is Fail.INTERNAL:
            self.tally.fall_short("a page failed inside the crawler")
            self.job.log.fault("a page failed inside the crawler", error)
