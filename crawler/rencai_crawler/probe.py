"""Looks at an unknown site: what it offers, which family reads it, and what its source file would say."""

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from rencai.settings import Settings
from rencai_crawler.addresses import url_key
from rencai_crawler.errand import Fetch, run_errand
from rencai_crawler.middlewares.robots import Rules
from rencai_crawler.pages import Page, read_list
from rencai_crawler.pages.feeds import is_feed
from rencai_crawler.pages.json_ld import read_json_ld
from rencai_crawler.pages.sitemaps import is_sitemap
from rencai_crawler.probing.answers import records_in, records_in_scripts, what_it_says
from rencai_crawler.probing.asked import Asked
from rencai_crawler.probing.best import Best
from rencai_crawler.probing.files import Files
from rencai_crawler.probing.findings import Probed, Trial
from rencai_crawler.probing.finish import Finish
from rencai_crawler.probing.listed import Listed
from rencai_crawler.probing.lists import LEAST, Liked, Lists
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.names import is_html
from rencai_crawler.probing.nothing import is_no_page
from rencai_crawler.probing.trial import draft, is_government, reads_as_entry, several_vacancies
from rencai_crawler.probing.ways import columns_of, crumbs, feeds_of, hiring_columns, is_front, linked_feeds
from rencai_crawler.probing.wide import MOST_LISTS

PAUSE = 0.2
"""Seconds between two requests of a probe, at least."""
SURE = 30.0
"""Worth of a list that need not be compared with others."""
_MOST_HIRING = 3
_ASKED = 4.0
"""So many times better another list must be than that of the page that was asked for."""


def probe(url: str, settings: Settings, source_id: str = "") -> Probed:
    """Look at a site from any of its pages. Raises FetchError where that page cannot be had."""
    return run_errand(lambda fetch: _Probe(fetch, url, source_id).run(), settings, most=80, delay=PAUSE)


class _Probe:
    """One probe: what it has fetched, and what it has found."""

    def __init__(self, fetch: Fetch, url: str, source_id: str) -> None:
        self._look = Look(fetch, url)
        self._lists = Lists(self._look)
        self._finish = Finish(self._look, source_id)
        listed = Listed(self._look, self._lists, self._finish)
        self._files = Files(self._look, listed, self._finish)
        self._asked = Asked(self._look, self._lists, listed, self._files)
        self._best = Best(self._look, self._lists, listed, self._files)
        self.findings = self._look.findings

    async def run(self) -> Probed:
        page = await self._look.asked_for()
        if urlsplit(page.url).netloc != urlsplit(self._look.url).netloc:
            self._look.say(f"it leads to another host: what follows is about {page.url}")
        await self._look_around(page)
        if is_feed(page):
            return await self._files.feed(page)
        if is_sitemap(page):
            return await self._files.sitemap(page)
        if is_html(page):
            return await self._site(page)
        if found := records_in(page):
            return await self._files.rows(page, found)
        self._look.say(what_it_says(page))
        return Probed(self.findings, None, None, "")

    async def _look_around(self, page: Page) -> None:
        """Note what the page, its head and robots.txt say of other ways in."""
        signs = self.findings.signs
        signs["json_ld"] = sorted({item.kind for item in read_json_ld(page)}) if is_html(page) else []
        signs["government"] = is_government([page]) if is_html(page) else False
        signs["feeds"] = feeds_of(page) if is_html(page) else []
        robots = await self._look.page(urljoin(page.url, "/robots.txt"))
        rules = Rules(robots.text if robots and not is_html(robots) else "")
        signs["robots"] = {"delay": rules.delay} if rules.delay else {}
        sitemaps = rules.sitemaps or [urljoin(page.url, "/sitemap.xml")]
        found = [one for url in sitemaps[:2] if (one := await self._look.page(url)) and is_sitemap(one)]
        signs["sitemaps"] = [one.url for one in found]

    async def _site(self, page: Page) -> Probed:
        """A web page: the likeliest list among it and what it leads to, whose details a family reads."""
        if is_no_page(page):
            return self._finish.nothing(page)
        own = await self._lists.liked(page)
        vacancies = several_vacancies(page)
        if vacancies and "job_posting" not in own.kinds and (found := await self._itself(page, vacancies)):
            return found
        if not is_front(page.url) and reads_as_entry(page, own.group):
            # What an entry leads to is beside it, and no list.
            best = await self._around(page, [*crumbs(page), *columns_of(page)], Liked(LEAST, page), is_entry=True)
            if best.group is not None:
                self._look.say(f"the page asked for is an entry; this is about a list of such: {best.page.url}")
            return await (self._best.source(best.page, best.group) if best.group else self._other_ways(page))
        if own.group is None and not is_front(page.url):
            asked = await self._files.of_feeds(linked_feeds(page)) or await self._asked.source(page)
            if asked is not None:
                return asked
        return await self._of_list(page, own)

    async def _of_list(self, page: Page, own: Liked) -> Probed:
        """The list of a page that is no entry, or of what it leads to; else other ways in."""
        best = await self._around(page, columns_of(page), own, is_entry=False)
        if own.group is not None and self._keeps_to(own, best):
            best = own
        elif best.group is not None and best.page is not page:
            if not is_front(page.url):
                self._look.say(f"the page asked for has no list as good as the one taken instead: {best.page.url}")
            if own.group is None and (several := await self._best.of_columns(page, best)):
                return several
        if best.group:
            return await self._best.source(best.page, best.group)
        return await self._in_column(page) or await self._other_ways(page)

    async def _in_column(self, page: Page) -> Probed | None:
        """A page that the one asked for leads to, and that holds several vacancies itself (人才招聘 of a company)."""
        for url in hiring_columns(page)[:_MOST_HIRING]:
            column = await self._look.page(url)
            vacancies = several_vacancies(column) if column and is_html(column) else None
            if column and vacancies and (found := await self._itself(column, vacancies)):
                return found
        return None

    async def _around(self, page: Page, ways: Sequence[str], best: Liked, *, is_entry: bool) -> Liked:
        """The best list of a page and the columns around it; of an entry's, the one that leads to it."""
        for url in ways[:MOST_LISTS] if best.worth < SURE else ():
            column = await self._look.page(url)
            if column is None or column is page:
                continue
            if is_feed(column) or is_sitemap(column):
                self._note(column)
                continue
            other = await self._lists.liked(column)
            if is_entry and other.leads_to(page.url, self._lists.links_on(column)):
                return other
            best = other if other.worth > best.worth else best
            if best.worth >= SURE and not is_entry:
                break
        return best

    async def _itself(self, page: Page, trial: Trial) -> Probed | None:
        """A page that holds several vacancies itself; None where no page links to it."""
        for url in (page.url, urljoin(page.url, "/")):
            start = await self._look.page(url)
            links = read_list(start, draft("generic")).links if start else ()
            link = next((link for link in links if url_key(link.url) == url_key(page.url)), None)
            if start and link and not is_front(page.url):
                self._look.say(f"the page holds {trial.records} vacancies itself: it is the list and the entry in one")
                parts = urlsplit(link.url)
                details = re.escape(f"{parts.path}?{parts.query}" if parts.query else parts.path) + "$"
                self._finish.details = [page]
                values: dict[str, object] = {
                    "start": [start.url],
                    "details": details,
                    "family": trial.family,
                    "kinds": [*trial.kinds],
                }
                return await self._finish.finished(page, values, trial)
        self._look.say(f"the page holds {trial.records} vacancies itself, but no page leads to it: give one that does")
        return None

    def _keeps_to(self, own: Liked, best: Liked) -> bool:
        """Whether the page that was asked for is better than another: a list as such, a front page for its columns."""
        if is_front(own.page.url):
            return own.group is not None and best.group is not None and own.group.details == best.group.details
        return best.worth < _ASKED * own.worth

    async def _other_ways(self, page: Page) -> Probed:
        """Without a list of links: rows in the page's scripts, or behind what they ask; a sitemap; a feed."""
        if rows := records_in_scripts(page):
            return await self._files.rows(page, rows)
        if asked := await self._asked.source(page):
            return asked
        for url in self.findings.signs["sitemaps"]:
            if sitemap := await self._look.page(url):
                return await self._files.sitemap(sitemap)
        if fed := await self._files.of_feeds(self.findings.signs["feeds"]):
            return fed
        return self._finish.nothing(page)

    def _note(self, page: Page) -> None:
        known = self.findings.signs["feeds" if is_feed(page) else "sitemaps"]
        if page.url not in known:
            known.append(page.url)
