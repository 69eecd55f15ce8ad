"""Which links of a page are its list, and how good that is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from rencai_crawler.addresses import url_key
from rencai_crawler.pages import Link, Page, read_list
from rencai_crawler.probing import calls
from rencai_crawler.probing.findings import Trial
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.names import is_html
from rencai_crawler.probing.shapes import Group, groups, takes_anything
from rencai_crawler.probing.trial import draft, trials
from rencai_crawler.probing.worth import FEW, is_menu, worth

_MOST = 3
"""Groups of links that are looked at."""
LEAST = 4.0
"""Worth of a few links that are hardly a list."""


@dataclass(frozen=True)
class Liked:
    """A page, and the group of its links that is worth most."""

    worth: float
    page: Page
    group: Group | None = None
    kinds: tuple[str, ...] = ()
    """What its details are."""

    def leads_to(self, url: str, links: Sequence[Link]) -> bool:
        """Whether the page, which has these links, leads to an address as to one of its entries."""
        if self.group is None or not re.search(self.group.details, url):
            return False
        return any(url_key(link.url) == url_key(url) for link in links)


class Lists:
    """The lists of one site."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._templates: dict[str, str] = {}
        """Address of a list → template of its rows' addresses."""

    async def liked(self, page: Page) -> Liked:
        """The best group of details that a page links to."""
        if (template := await self._template(page)) and page.url not in self._templates:
            self._templates[page.url] = template
        links = self.links_on(page)
        following = read_list(page, draft("generic")).next_pages
        behind = await self._look.page(following[0]) if following else None
        if behind is not None and is_html(behind) and (moving := _moving(links, self.links_on(behind))):
            best = await self._best(page, moving, paged=True)
            if best.group is not None:
                return best
        return await self._best(page, links, paged=bool(following))

    async def _best(self, page: Page, links: Sequence[Link], *, paged: bool) -> Liked:
        best = Liked(LEAST, page)
        for group in groups(links, urlsplit(page.url).netloc)[:_MOST]:
            details = await self._look.sample(group.links, FEW)
            found = trials(details) if details else []
            if page.url == self._look.url:
                self._note(group, details)
            if found and takes_anything(group) and not _tells_apart(group, found[0], len(details)):
                continue
            if found and (value := worth(group, found[0], paged=paged, menu=is_menu(group, details))) > best.worth:
                best = Liked(value, page, group, found[0].kinds)
        return best

    def _note(self, group: Group, details: Sequence[Page]) -> None:
        if not details:
            self._look.say(f"pages that a list on it leads to cannot be had: {group.details}")
        elif not any(map(is_html, details)):
            self._look.say(
                f"a list on it leads to files, which are read as attachments of a page only: {group.details}"
            )

    async def _template(self, page: Page) -> str:
        """The template of addresses of rows that call a script, where a file of the site's scripts tells it."""
        rows = calls.unresolved(page)
        for url in calls.files(page) if rows else ():
            file = await self._look.page(url)
            if file and not is_html(file) and (template := calls.template(page, rows[0], file.text)):
                return template
        if rows and page.url == self._look.url:
            self._look.say(calls.said_of(rows))
        return ""

    def links_on(self, page: Page) -> Sequence[Link]:
        """The links of a list page, those of rows that call a script included."""
        links = read_list(page, draft("generic", listing=self.listing(page))).links
        return [link for link in links if url_key(link.url) != url_key(page.url)]

    def listing(self, page: Page) -> dict[str, object]:
        template = self._templates.get(page.url)
        return {"url": template} if template else {}


def _moving(links: Sequence[Link], behind: Sequence[Link]) -> list[Link]:
    """What only one of two pages of a list has: its entries, and not the menu or what is shown beside each page."""
    first, second = {link.url for link in links}, {link.url for link in behind}
    if not first - second:
        return []
    return [*(link for link in links if link.url not in second), *(link for link in behind if link.url not in first)]


def _tells_apart(group: Group, trial: Trial, count: int) -> bool:
    """Whether pages with nothing in common but that they are pages may be entries: called differently, and dated."""
    dated = trial.coverage.get("published_text") or any(link.date for link in group.links)
    return trial.titles >= max(2, count) and bool(dated or r"\d" in group.details or "policy_notice" not in trial.kinds)
