"""What a probe has fetched and found so far: each page is asked for once, and what asks not to be read is not."""

from collections.abc import Sequence

from rencai.errors import FetchError
from rencai_crawler.addresses import url_key
from rencai_crawler.errand import Fetch
from rencai_crawler.pages import Link, Page
from rencai_crawler.permission import permission_of
from rencai_crawler.posted import Sent
from rencai_crawler.probing import calls
from rencai_crawler.probing.findings import Findings
from rencai_crawler.probing.names import is_html
from rencai_crawler.reasons import Skip

_MORE = 3
"""Further pages that are asked for where some of a sample cannot be had."""


class Look:
    """The pages of one site as a probe sees them."""

    def __init__(self, fetch: Fetch, url: str) -> None:
        self._fetch = fetch
        self._had: dict[str, Page] = {}
        self._lacked: set[str] = set()
        self.url = url
        """The address that was asked for."""
        self.findings = Findings(url)

    async def asked_for(self) -> Page:
        """The page that was asked for. Raises FetchError where it cannot be had or reserves itself."""
        page = await self._fetch(self.url)
        if _is_reserved(page):
            raise FetchError(f"{self.url} reserves text and data mining: it is not to be collected")
        self._keep(url_key(self.url), page)
        return page

    async def page(self, url: str, sent: Sent | None = None) -> Page | None:
        """A page of the site, by POST where something is sent for it; None where it cannot be had or read."""
        key = url_key(url) + (f" {sent.content_type} {sent.body!r}" if sent else "")
        if key in self._had:
            return self._had[key]
        if key not in self._lacked:
            try:
                page = await self._fetch(url, sent)
            except FetchError:
                self._lacked.add(key)
            else:
                self._keep(key, page)
        return self._had.get(key)

    def _keep(self, key: str, page: Page) -> None:
        """Keep a page by what was asked for, and by the address that answered."""
        if _is_reserved(page):
            self._lacked.add(key)
            return
        # One page by whatever address: `/news/` is `/news/index.html`.
        self._had[key] = self._had[url_key(page.url)] = page

    async def scripts(self, page: Page) -> list[Page]:
        """The files of a page's scripts, and the parts of them that are loaded when they are wanted."""
        files = [file for url in calls.files(page) if (file := await self.page(url)) and not is_html(file)]
        named = dict.fromkeys(url for file in (page, *files) for url in calls.chunks(page, file))
        parts = [url for url in named if all(url != file.url for file in files)]
        further = [await self.page(url) for url in parts[: calls.MOST_FILES]]
        return [*files, *(file for file in further if file and not is_html(file))]

    async def sample(self, links: Sequence[Link], count: int) -> list[Page]:
        """So many of the pages that a list leads to, spread over it: its first ones are often pinned and unlike."""
        spread = [links[len(links) * place // count] for place in range(count)] if len(links) > count else links
        had: list[Page] = []
        for link in [*spread, *(link for link in links if link not in spread)][: count + _MORE]:
            if len(had) < count and (page := await self.page(link.url)):
                had.append(page)
        open_ = [page for page in had if not permission_of(page.headers, page.body).refusal]
        if had and not open_:
            self.say("the pages that the list leads to ask not to be indexed: a crawl passes them over")
        return open_

    def say(self, note: str) -> None:
        """Note once what somebody should know."""
        if note not in self.findings.notes:
            self.findings.notes.append(note)


def _is_reserved(page: Page) -> bool:
    return permission_of(page.headers, page.body).refusal == Skip.TDM_RESERVED
