"""The best way to details that were found: a sitemap that has them all, a feed that says more, columns, a list."""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from rencai_crawler.pages import Page, read_list
from rencai_crawler.probing.files import Files
from rencai_crawler.probing.findings import Probed
from rencai_crawler.probing.listed import Listed
from rencai_crawler.probing.lists import Liked, Lists
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.names import is_html
from rencai_crawler.probing.shapes import Group
from rencai_crawler.probing.trial import draft
from rencai_crawler.probing.ways import columns_of, is_front, is_overview, links_of, named_columns
from rencai_crawler.probing.wide import columns_with_more, widened

_MOSTLY = 0.8
_MOST_BELOW = 6
"""Columns below a page that are looked at."""


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
        if asked := await self._lists.rows_asked(page, group):
            rows, url, listing = asked
            whole = (await self._lists.liked(rows, listing)).group
            if whole is not None:
                return await self._listed.source(rows, whole, start=[url])
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

    async def of_columns(self, page: Page, best: Liked) -> Probed | None:
        """The columns below a page that has no list itself, where several have lists of the same kind."""
        folder = urlsplit(page.url).path.rpartition("/")[0] + "/"
        ways = named_columns(links_of(page)) if is_front(page.url) else columns_of(page)
        below = [url for url in ways if urlsplit(url).path.startswith(folder) and not is_front(url)]
        found = [best] if urlsplit(best.page.url).path.startswith(folder) else []
        for url in below[:_MOST_BELOW] if found else ():
            column = await self._look.page(url)
            if column is None or not is_html(column) or column.url in (page.url, *(one.page.url for one in found)):
                continue
            liked = await self._lists.liked(column)
            if liked.group is not None and set(liked.kinds) == set(best.kinds) and not self._listed_in(found, liked):
                found.append(liked)
        groups = [one.group for one in found if one.group]
        if len(groups) < 2:
            return None
        patterns = list(dict.fromkeys(group.details for group in groups))
        given = {"details": "|".join(patterns), "source_id": ""} if len(patterns) > 1 else {}
        return await self._listed.source(best.page, groups[0], start=[one.page.url for one in found], **given)

    @staticmethod
    def _listed_in(found: Sequence[Liked], liked: Liked) -> bool:
        """Whether what a column leads to stands in others as well."""
        met = {link.url for one in found if one.group for link in one.group.links}
        return liked.group is not None and {link.url for link in liked.group.links} <= met

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
