"""Lists that only a page's scripts ask for: rows of an API's answer, or markup of rows, by GET or by POST."""

from rencai_crawler.pages import Page
from rencai_crawler.pages.feeds import is_feed
from rencai_crawler.pages.more import is_rows_alone
from rencai_crawler.probing import apis
from rencai_crawler.probing.answers import records_in
from rencai_crawler.probing.files import Files
from rencai_crawler.probing.findings import Probed
from rencai_crawler.probing.listed import Listed
from rencai_crawler.probing.lists import Lists
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.names import is_html
from rencai_crawler.probing.posts import MOST_WAYS, Posted, posts


class Asked:
    """Asks a site as its own scripts do."""

    def __init__(self, look: Look, lists: Lists, listed: Listed, files: Files) -> None:
        self._look, self._lists, self._listed, self._files = look, lists, listed, files

    async def source(self, page: Page) -> Probed | None:
        """The source of what the scripts of a page ask for; None where nothing of it is a list."""
        files = await self._look.scripts(page)
        for url in apis.addresses(page, files):
            if found := await self._answered(await self._look.page(url), None):
                return found
        ways, untold = posts(page, files)
        for way in ways[:MOST_WAYS]:
            if found := await self._answered(await self._look.page(way.first, way.sent), way):
                return found
        for url in dict.fromkeys([*untold, *(way.url for way in ways)]):
            self._look.say(
                f"its scripts ask {url} by POST, and what they send is not understood: declare it by `listing.method: "
                "POST` and `listing.body`, or try `render: browser`"
            )
        return None

    async def _answered(self, answer: Page | None, way: Posted | None) -> Probed | None:
        """The source of what answers a page's scripts."""
        if answer is None or is_feed(answer):
            return None
        if not is_html(answer) and (found := records_in(answer)):
            return await self._files.rows(answer, found, way)
        if not is_rows_alone(answer):
            return None
        liked = await self._lists.liked(answer, way.listing if way else None)
        if liked.group is None:
            return None
        return await self._listed.source(answer, liked.group, start=[way.url if way else answer.url])
