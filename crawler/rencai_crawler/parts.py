"""What a page needs beside itself: the further pages of its text, and its attachments."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from scrapy import Request
from scrapy.http import Response

from rencai.errors import FetchError
from rencai_crawler.answers import Answer, answer_of, failure_of
from rencai_crawler.chores import Unread, attach
from rencai_crawler.pages import Page, PageReading, read_page
from rencai_crawler.pages.states import state
from rencai_crawler.permission import permission_of
from rencai_crawler.reasons import Fail, Skip
from rencai_crawler.source import Source

MOST_FILES = 12
MOST_PAGES = 30

Fetch = Callable[[str], Awaitable[Page]]
"""Gives a part of a page; raises NotHad where it cannot be had."""
Before = Callable[[str], Awaitable[Page | None]]
"""Gives a part of a page as it was when it could be had."""

Read = Callable[[PageReading, Source, Sequence[Page]], Awaitable[tuple[PageReading, list[Unread]]]]
"""Adds files to a reading, as `attach` does."""
_DOUBTFUL = ("broken", "unknown_format")
"""What a file may be that came torn, or another page in its place."""


class NotHad(FetchError):
    """A part of a page that cannot be had: for good (`lasting`), or this time."""

    def __init__(self, message: str, *, lasting: bool = False) -> None:
        super().__init__(message)
        self.lasting = lasting


async def nothing_before(_url: str) -> Page | None:
    """Where nothing is kept."""
    return None


@dataclass(frozen=True, slots=True)
class Whole:
    """A page's reading with everything that belongs to it, and the pages that gave the rest."""

    reading: PageReading
    parts: tuple[Page, ...] = ()
    unread: tuple[Unread, ...] = ()
    again: bool = False
    """An attachment could not be had this time: the page is not through."""

    @property
    def doubtful(self) -> bool:
        """Whether what is missing may be there all the same."""
        return self.again or any(reason.partition(":")[0] in _DOUBTFUL for _, reason in self.unread)


async def in_thread(reading: PageReading, source: Source, files: Sequence[Page]) -> tuple[PageReading, list[Unread]]:
    """Read a page's files beside the event loop: spreadsheets and PDFs take seconds, which others need not wait for."""
    return await asyncio.to_thread(attach, reading, source, files)


async def whole(
    page: Page,
    reading: PageReading,
    source: Source,
    fetch: Fetch,
    before: Before = nothing_before,
    read: Read = in_thread,
) -> Whole:
    """Complete a reading. Raises FetchError where a page of its text is missing; a missing attachment is left out,
    or taken as it was before where only this fetch of it failed."""
    if not reading.items:
        return Whole(reading)
    further = await _further(page, reading, source, fetch)
    if further:
        from rencai_crawler.pages.further import joined

        reading = joined(reading, [read_page(part, source) for part in further])
    links = reading.attachments if source.attachments else ()
    had = [await _attachment(link.url, fetch, before) for link in links[:MOST_FILES]]
    files = [one.file for one in had if one.file]
    unread = [(one.url, f"not_had: {one.missing}") for one in had if one.missing and not one.file]
    unread += [(link.url, "too_many") for link in links[MOST_FILES:]]
    if files:
        reading, without = await read(reading, source, files)
        unread += without
    again = any(one.missing and not one.missing.lasting for one in had)
    return Whole(reading, (*further, *files), tuple(unread), again)


async def _further(page: Page, reading: PageReading, source: Source, fetch: Fetch) -> list[Page]:
    pages: list[Page] = []
    waiting = list(reading.next_pages)
    met = {page.url, *waiting}
    while waiting and len(pages) < MOST_PAGES:
        pages.append(await fetch(waiting.pop(0)))
        new = [url for url in read_page(pages[-1], source).next_pages if url not in met]
        waiting += new
        met.update(new)
    return pages


@dataclass(frozen=True, slots=True)
class _Had:
    """An attachment, or why there is none; both where an older one stands in."""

    url: str
    file: Page | None = None
    missing: NotHad | None = None


async def _attachment(url: str, fetch: Fetch, before: Before) -> _Had:
    try:
        file = await fetch(url)
    except NotHad as error:
        return _Had(url, None if error.lasting else await before(url), error)
    if refusal := permission_of(file.headers, file.body).refusal:
        return _Had(url, missing=NotHad(f"{url} is not to be read ({refusal})", lasting=True))
    return _Had(url, file)


def fetcher(download: Callable[[Request], Awaitable[Response]], page_of: Callable[[Response], Page]) -> Fetch:
    """Fetches parts by the crawl's own downloader, under its guards and manners."""

    async def fetch(url: str) -> Page:
        try:
            response = await download(Request(url, dont_filter=True, priority=100))
        except Exception as error:
            reason = failure_of(error)
            lasting = isinstance(reason, Skip) or reason is Fail.TOO_LARGE
            raise NotHad(f"{url} cannot be had: {reason}", lasting=lasting) from error
        if response.status != 200:
            gone = answer_of(response.status) is Answer.GONE
            raise NotHad(f"{url} answered with status {response.status}", lasting=gone)
        page = page_of(response)
        # A challenge answers for a file as for a page.
        if page.body[:200].lstrip()[:1] in (b"", b"<") and (hindrance := state(page)):
            raise NotHad(f"{url} answered with no content ({hindrance[1]})")
        return page

    return fetch
