"""Whether a list page that is not there is the one after the last, by asking again for what stands before it."""

from collections.abc import Awaitable, Callable

from scrapy.http import Response

from rencai_crawler.addresses import url_key
from rencai_crawler.answers import Answer, answer_of
from rencai_crawler.job import Job
from rencai_crawler.looks import Way
from rencai_crawler.pages import read_list
from rencai_crawler.pages.more import behind_rows
from rencai_crawler.past_end import ends_before, is_named_last
from rencai_crawler.responses import address_of, page_of
from rencai_crawler.spiders.lists import shown

Again = Callable[[str], Awaitable[Response | None]]
"""What answers for an address now; None where nothing does."""


_NOTHING = ("empty_body", "no_text", "no_links")
"""What is said of answers in which nothing stands, not even the place for rows."""


class MissingPages:
    """Asks a site about its pages of lists that are not there."""

    def __init__(self, job: Job, again: Again) -> None:
        self.job, self.source, self.tally = job, job.source, job.tally
        self._again = again

    async def may_end_before(self, response: Response, way: Way) -> bool:
        """Whether a list may end before a page that is not there, and still is not when it is asked for again.

        The job is told how sure that is.
        """
        answer = answer_of(response.status)
        is_empty = way.guessed and answer is Answer.CONTENT and self._says_nothing(response)
        if not way.trail or not (answer is Answer.GONE or is_empty):
            return False
        if way.guessed:
            ends = await self._ends_before_number(address_of(response), way.trail[-1])
            self.job.end_is_guessed |= ends
            return ends
        return await self._ends_before_named(address_of(response), way.trail)

    async def _ends_before_number(self, url: str, before: str) -> bool:
        # The number after it has no entries either, the page before it still has, and it is still not there:
        # otherwise a page is missing between others, or the whole list is away.
        asked = ((behind_rows(url, self.source.listing.page), False), (before, True), (url, False))
        for one, expected in asked:
            if await self._has_entries(one) is not expected:
                return False
        return True

    async def _ends_before_named(self, url: str, trail: tuple[str, ...]) -> bool:
        """Whether the last two pages show, as they are now, that their list ends before this one, or may."""
        pages = []
        for one in trail:
            response = await self._again(one)
            if response is None or answer_of(response.status) is not Answer.CONTENT:
                return False
            pages.append(page_of(response, self.source, self.tally))
        if await self._has_entries(url) is not False:
            return False
        # A first page has more than all others where some entries are kept on top: no measure of a filled one.
        is_measure = len(pages) > 1 and url_key(trail[0]) not in map(url_key, self.source.lists)
        if is_measure and ends_before(url, pages[0], pages[1], self.source):
            self.job.end_is_guessed = True
        elif is_named_last(url, pages[-1], self.source):
            self.job.open_end = url
            self.job.log.note(f"{url} is named as the last page of its list and is not there")
        else:
            return False
        return True

    async def _has_entries(self, url: str) -> bool | None:
        """Whether a list page has entries now; None where its answer tells nothing."""
        response = await self._again(url)
        if response is None:
            return None
        answer = answer_of(response.status)
        if answer is not Answer.CONTENT:
            return False if answer is Answer.GONE else None
        reading = read_list(page_of(response, self.source, self.tally), self.source)
        if reading.reason in _NOTHING:
            return False
        return bool(shown(reading, self.source)) if reading.kind_of_page in ("list", "feed") else None

    def _says_nothing(self, response: Response) -> bool:
        """Whether an answer has no rows nor anything else, as what is behind the last rows often does."""
        return read_list(page_of(response, self.source, self.tally), self.source).reason in _NOTHING
