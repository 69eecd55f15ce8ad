"""Whether a list page that is not there is the one after the last, by asking again for what stands before it."""

from collections.abc import Awaitable, Callable

from scrapy.http import Response

from rencai_crawler.answers import Answer, answer_of
from rencai_crawler.job import Job
from rencai_crawler.looks import Way
from rencai_crawler.pages import read_list
from rencai_crawler.pages.pagination import raised
from rencai_crawler.past_end import ends_before
from rencai_crawler.responses import page_of
from rencai_crawler.spiders.lists import shown

Again = Callable[[str], Awaitable[Response | None]]
"""What answers for an address now; None where nothing does."""


class MissingPages:
    """Asks a site about its pages of lists that are not there."""

    def __init__(self, job: Job, again: Again) -> None:
        self.source, self.tally = job.source, job.tally
        self._again = again

    async def is_past_the_end(self, response: Response, way: Way) -> bool:
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
        return bool(shown(reading, self.source)) if reading.kind_of_page in ("list", "feed") else None
