"""Which links of a page are its list, and how good that is."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from rencai_crawler.addresses import url_key
from rencai_crawler.pages import Link, Page, read_list
from rencai_crawler.pages.answer_pages import first_pages
from rencai_crawler.pages.more import is_rows_alone
from rencai_crawler.posted import sent_by
from rencai_crawler.probing import apis, calls
from rencai_crawler.probing.answers import rows_that_lead_to
from rencai_crawler.probing.findings import Trial
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.names import is_html
from rencai_crawler.probing.posts import MOST_WAYS, Posted, posts
from rencai_crawler.probing.shapes import Group, groups, takes_anything
from rencai_crawler.probing.trial import draft, trials
from rencai_crawler.probing.worth import FEW, is_menu, links_away, worth

_MOST = 3
"""Groups of links that are looked at."""
_MOSTLY = 0.6
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
        self._listings: dict[str, dict[str, object]] = {}
        """Address of a list → what a source says of how it is read."""

    async def liked(self, page: Page, listing: Mapping[str, object] | None = None) -> Liked:
        """The best group of details that a page links to; `listing` is what is known of how it is read."""
        if listing:
            self._listings[page.url] = dict(listing)
        if (template := await self._template(page)) and page.url not in self._listings:
            self._listings[page.url] = {"url": template}
        links, reading = self.links_on(page), read_list(page, draft("generic"))
        by_form = read_list(page, draft("generic", listing={"method": "POST"})) if reading.withheld else reading
        for url in by_form.next_pages:
            behind = await self._look.page(url, sent_by(url, None, "form", by_form.form))
            if behind is None or not is_html(behind) or not (moving := _moving(links, self.links_on(behind))):
                continue
            if by_form.form:
                self._listings[page.url] = self.listing(page) | {"method": "POST"}
            best = await self._best(page, moving, paged=True)
            if best.group is not None:
                return best
        return await self._best(page, links, paged=bool(by_form.next_pages))

    async def _best(self, page: Page, links: Sequence[Link], *, paged: bool) -> Liked:
        found_on: list[tuple[Liked, list[Page]]] = []
        looked_at: list[tuple[Group, list[Page]]] = []
        for group in groups(links, urlsplit(page.url).netloc)[:_MOST]:
            details = await self._look.sample(group.links, FEW)
            found = trials(details) if details else []
            looked_at.append((group, details))
            if found and takes_anything(group) and not _tells_apart(group, found[0], len(details)):
                continue
            if found and (value := worth(group, found[0], paged=paged, menu=is_menu(group, details))) > LEAST:
                found_on.append((Liked(value, page, group, found[0].kinds), details))
        beside = [one for one, pages in found_on if any(is_box((one, pages), other) for other in found_on)]
        own = [one for one, _ in found_on if one not in beside]
        if not own and page.url == self._look.url:
            # Beside a list, what could not be had is a menu's.
            for group, details in looked_at:
                self._note(group, details)
        return max(own, key=lambda one: one.worth, default=Liked(LEAST, page))

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

    async def rows_asked(self, page: Page, group: Group) -> tuple[Page, str, Mapping[str, object]] | None:
        """The first rows of a list alone, as its scripts ask for the others: from where, and how they are read."""
        source = draft("generic", details=group.details, listing=self.listing(page))
        shown = read_list(page, source)
        if not shown.withheld:
            return None
        files = await self._look.scripts(page)
        ways: list[Posted | str] = [*first_pages(apis.addresses(page, files)), *posts(page, files)[0][:MOST_WAYS]]
        for way in ways:
            rows = await (self._look.page(way) if isinstance(way, str) else self._look.page(way.first, way.sent))
            if rows is None or not is_rows_alone(rows):
                continue
            listing = {} if isinstance(way, str) else way.listing
            listing |= rows_that_lead_to(rows, [link.url for link in shown.links])
            found = read_list(rows, draft("generic", details=group.details, listing=listing)).links
            if len({link.url for link in shown.links} & {link.url for link in found}) >= _MOSTLY * len(shown.links):
                return rows, way if isinstance(way, str) else way.url, listing
        return None

    def links_on(self, page: Page) -> Sequence[Link]:
        """The links of a list page, those of rows that call a script included."""
        links = read_list(page, draft("generic", listing=self.listing(page))).links
        if not any(link.text for link in links):
            # Where data names addresses only, how many are alike is all that tells details from others.
            links = tuple(replace(link, text=link.url) for link in links)
        return [link for link in links if url_key(link.url) != url_key(page.url)]

    def listing(self, page: Page) -> dict[str, object]:
        """What a source says of how a list page is read."""
        return self._listings.get(page.url, {})


def is_box(one: tuple[Liked, Sequence[Page]], other: tuple[Liked, Sequence[Page]]) -> bool:
    """Whether a group is what stands beside another one's details, as a box of news does: no list of its page.

    What leads to the others in turn is no box, and what is beside a menu's pages may still be the list.
    """
    own, others = ({link.url for link in each.group.links} if each.group else set() for each, _ in (one, other))
    return (
        not own & others
        and _all_lead_to(other[1], own)
        and not any(_all_lead_to(pages, others) for pages in (one[1], other[1]))
    )


def _all_lead_to(pages: Sequence[Page], urls: AbstractSet[str]) -> bool:
    return bool(pages and urls) and all(len(urls & links_away(page)) >= _MOSTLY * len(urls) for page in pages)


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
