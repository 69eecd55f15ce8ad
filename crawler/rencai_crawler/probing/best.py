"""The best way to details that were found: a sitemap that has them all, a feed that says more, columns, a list."""

import re

from rencai_crawler.pages import Page, read_list
from rencai_crawler.probing.files import Files
from rencai_crawler.probing.findings import Probed
from rencai_crawler.probing.listed import Listed
from rencai_crawler.probing.lists import Lists
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.shapes import Group
from rencai_crawler.probing.trial import draft
from rencai_crawler.probing.ways import is_front, is_overview
from rencai_crawler.probing.wide import columns_with_more, widened

_MOSTLY = 0.8


class Best:
    """Chooses between the ways to the same details."""

    def __init__(self, look: Look, lists: Lists, listed: Listed, files: Files) -> None:
        self._look, self._lists, self._listed, self._files = look, lists, listed, files
        self.findings = look.findings

    async def source(self, page: Page, group: Group) -> Probed:
        """The best way to the details that were found: a sitemap that has them all, a feed that says more, columns."""
        for url in self.findings.signs["sitemaps"]:
            sitemap = await self._look.page(url)
            links = await self._files.links_of(sitemap) if sitemap else []
            named = sum(bool(re.search(group.details, link.url)) for link in links)
            if sitemap and named >= len(group.links) and not self._asked_to_page(page, group):
                return await self._files.sitemap(sitemap)
        if (rows := await self._lists.rows_asked(page, group)) and (whole := (await self._lists.liked(rows)).group):
            return await self._listed.source(rows, whole, start=[rows.url])
        group = await widened(self._look, page, group, self._lists.links_on(page))
        listed = await self._listed.source(page, group)
        for url in self.findings.signs["feeds"]:
            if listed.trial and set(listed.trial.kinds) <= {"policy_notice"} and (other := await self._look.page(url)):
                found = self.findings.kept()
                fed = await self._files.feed(other)
                if fed.trial and listed.trial.covered < fed.trial.covered:
                    return fed
                self.findings.restore(found)
        if not self.findings.signs.get("pagination") and listed.source and is_overview(page):
            return await self._front(page, group) or listed
        return listed

    def _asked_to_page(self, page: Page, group: Group) -> bool:
        """Whether a page is the one that was asked for and goes on to another: its list is what somebody wants."""
        source = draft("generic", details=group.details, listing=self._lists.listing(page))
        return page.url == self._look.url and bool(read_list(page, source).next_pages)

    async def _front(self, page: Page, group: Group) -> Probed | None:
        """A front page: the columns that have more than it does, and itself for what none of them has.

        None for a list that has boxes with more of something else beside it.
        """
        columns = await columns_with_more(self._look, page, group)
        held = {link.url for link in group.links} & set().union(*columns.values())
        if not is_front(page.url) and len(held) < _MOSTLY * len(group.links):
            return None
        for url in [*columns][:2]:
            if (column := await self._look.page(url)) and (
                wider := await widened(self._look, column, group, self._lists.links_on(column))
            ) != group:
                group = wider
                break
        self.findings.signs["columns"] = list(columns)
        if {link.url for link in group.links} <= set().union(*columns.values()):
            return await self._listed.source(page, group, start=list(columns))
        # What leaves a front page is older, and not gone.
        return await self._listed.source(page, group, start=[*columns, page.url], listing={"complete": False})
