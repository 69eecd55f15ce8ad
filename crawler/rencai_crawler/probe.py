"""Looks at an unknown site: what it offers, which family reads it, and what its source file would say."""

import re
from collections.abc import Sequence
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from rencai.settings import Settings
from rencai_crawler.addresses import url_key
from rencai_crawler.errand import Fetch, run_errand
from rencai_crawler.middlewares.robots import Rules
from rencai_crawler.pages import Link, Page, read_list
from rencai_crawler.pages.feeds import is_feed
from rencai_crawler.pages.json_ld import read_json_ld
from rencai_crawler.pages.sitemaps import is_sitemap
from rencai_crawler.probing import apis, calls
from rencai_crawler.probing.answers import Found, records_in, records_in_scripts, what_it_says
from rencai_crawler.probing.findings import PAGES, Probed, Trial
from rencai_crawler.probing.labelled import labelled
from rencai_crawler.probing.lists import LEAST, Liked, Lists
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.names import front_name, is_html, last_name, site_name
from rencai_crawler.probing.nothing import is_no_page, notes_on
from rencai_crawler.probing.shapes import Group, exclusion, groups, takes_anything
from rencai_crawler.probing.titled import title_rule
from rencai_crawler.probing.trial import (
    draft,
    is_government,
    reads_as_entry,
    several_vacancies,
    titles_read,
    trial_of,
    trials,
    with_fields,
)
from rencai_crawler.probing.ways import columns_of, crumbs, feeds_of, is_front, is_overview, linked_feeds, links_of
from rencai_crawler.probing.wide import MOST_LISTS, columns_with_more, widened
from rencai_crawler.probing.worth import kind_said, menu_entries, once, says_more
from rencai_crawler.probing.written import further_hosts, written

SURE = 30.0
"""Worth of a list that need not be compared with others."""
_MOSTLY = 0.8
_ASKED = 4.0
"""So many times better another list must be than that of the page that was asked for."""


def probe(url: str, settings: Settings, source_id: str = "") -> Probed:
    """Look at a site from any of its pages. Raises FetchError where that page cannot be had."""
    return run_errand(lambda fetch: _Probe(fetch, url, source_id).run(), settings, most=60, delay=0.2)


_LONGER = 1.5
"""So many times longer the text of a page is than the entry of a feed that leads to it: then the page is read."""


class _Probe:
    """One probe: what it has fetched, and what it has found."""

    def __init__(self, fetch: Fetch, url: str, source_id: str) -> None:
        self._look = Look(fetch, url)
        self._id = source_id
        self._details: list[Page] = []
        self._lists = Lists(self._look)
        self.findings = self._look.findings

    async def run(self) -> Probed:
        page = await self._look.asked_for()
        if urlsplit(page.url).netloc != urlsplit(self._look.url).netloc:
            self._look.say(f"it leads to another host: what follows is about {page.url}")
        await self._look_around(page)
        if is_feed(page):
            return await self._feed(page)
        if is_sitemap(page):
            return await self._sitemap(page)
        if is_html(page):
            return await self._site(page)
        if found := records_in(page):
            return await self._rows(page, found)
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
            return self._nothing(page)
        own = await self._lists.liked(page)
        vacancies = several_vacancies(page)
        if vacancies and "job_posting" not in own.kinds and (found := await self._itself(page, vacancies)):
            return found
        if not is_front(page.url) and reads_as_entry(page, own.group):
            # What an entry leads to is beside it, and no list.
            best = await self._around(page, [*crumbs(page), *columns_of(page)], Liked(LEAST, page), is_entry=True)
            if best.group is not None:
                self._look.say(f"the page asked for is an entry; this is about a list of such: {best.page.url}")
        else:
            if own.group is None and not is_front(page.url) and (fed := await self._of_feeds(linked_feeds(page))):
                return fed
            best = await self._around(page, columns_of(page), own, is_entry=False)
            if own.group is not None and self._keeps_to(own, best):
                best = own
            elif best.group is not None and best.page is not page and not is_front(page.url):
                self._look.say(f"the page asked for has no list as good as the one taken instead: {best.page.url}")
        return await (self._best(best.page, best.group) if best.group else self._other_ways(page))

    async def _around(self, page: Page, ways: Sequence[str], best: Liked, *, is_entry: bool) -> Liked:
        """The best list of a page and the columns around it; of an entry's, the one that leads to it."""
        for url in ways[:MOST_LISTS] if best.worth < SURE else ():
            column = await self._look.page(url) if url != page.url else None
            if column is None:
                continue
            if is_feed(column) or is_sitemap(column):
                self._note(column)
                continue
            other = await self._lists.liked(column)
            if is_entry and other.leads_to(page.url):
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
                self._details = [page]
                values: dict[str, object] = {
                    "start": [start.url],
                    "details": details,
                    "family": trial.family,
                    "kinds": [*trial.kinds],
                }
                return await self._finished(page, values, trial)
        self._look.say(f"the page holds {trial.records} vacancies itself, but no page leads to it: give one that does")
        return None

    def _keeps_to(self, own: Liked, best: Liked) -> bool:
        """Whether the page that was asked for is better than another: a list as such, a front page for its columns."""
        if is_front(own.page.url):
            return own.group is not None and best.group is not None and own.group.details == best.group.details
        return best.worth < _ASKED * own.worth

    async def _other_ways(self, page: Page) -> Probed:
        """Without a list of links: rows in the page's scripts, or behind what they ask; a sitemap; a feed."""
        if found := records_in_scripts(page):
            return await self._rows(page, found)
        files = [file for url in calls.files(page) if (file := await self._look.page(url)) and not is_html(file)]
        for url in apis.addresses(page, files):
            answer = await self._look.page(url)
            if answer and not is_html(answer) and not is_feed(answer) and (found := records_in(answer)):
                return await self._rows(answer, found)
        for url in self.findings.signs["sitemaps"]:
            if sitemap := await self._look.page(url):
                return await self._sitemap(sitemap)
        return await self._of_feeds(self.findings.signs["feeds"]) or self._nothing(page)

    async def _of_feeds(self, urls: Sequence[str]) -> Probed | None:
        for url in urls:
            if (feed := await self._look.page(url)) and is_feed(feed):
                return await self._feed(feed)
        return None

    async def _rows(self, page: Page, found: Found) -> Probed:
        """Rows of records, of a file, an answer or a page's scripts."""
        self.findings.notes += found.notes
        listing = found.values.get("listing", {})
        self.findings.signs["rows"] = {"url": page.url, "count": found.trial.records, **listing}
        return await self._finished(page, found.values, found.trial)

    def _note(self, page: Page) -> None:
        known = self.findings.signs["feeds" if is_feed(page) else "sitemaps"]
        if page.url not in known:
            known.append(page.url)

    async def _best(self, page: Page, group: Group) -> Probed:
        """The best way to the details that were found: a sitemap that has them all, a feed that says more, columns."""
        for url in self.findings.signs["sitemaps"]:
            sitemap = await self._look.page(url)
            links = await self._links_of(sitemap) if sitemap else []
            named = sum(bool(re.search(group.details, link.url)) for link in links)
            if sitemap and named >= len(group.links) and not self._asked_to_page(page, group):
                return await self._sitemap(sitemap)
        group = await widened(self._look, page, group, self._lists.links_on(page))
        listed = await self._listed(page, group)
        for url in self.findings.signs["feeds"]:
            if listed.trial and set(listed.trial.kinds) <= {"policy_notice"} and (other := await self._look.page(url)):
                fed = await self._feed(other)
                if fed.trial and listed.trial.covered < fed.trial.covered:
                    return fed
                self.findings.trials = listed.findings.trials
        if not self.findings.signs.get("pagination") and listed.source and is_overview(page):
            return await self._front(page, group) or listed
        return listed

    def _asked_to_page(self, page: Page, group: Group) -> bool:
        """Whether a page is the one that was asked for and goes on to another: its list is what somebody wants."""
        return page.url == self._look.url and bool(read_list(page, draft("generic", details=group.details)).next_pages)

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
            return await self._listed(page, group, start=list(columns))
        # What leaves a front page is older, and not gone.
        return await self._listed(page, group, start=[*columns, page.url], listing={"complete": False})

    async def _listed(self, page: Page, group: Group, **extra: object) -> Probed:
        details = await self._look.sample(group.links, PAGES)
        self.findings.trials = trials(details)
        reading = read_list(page, draft("generic"))
        if listing := self._lists.listing(page):
            extra["listing"] = listing | cast("dict[str, object]", extra.get("listing", {}))
        others = [exclusion(reading.links, group, reading.next_pages), *menu_entries(group, details)]
        if pages_of_list := "|".join(filter(None, others)):
            extra = {"exclude": pages_of_list} | extra
        declared = labelled(details)
        if declared and says_more(declared[0], self.findings.trials):
            self.findings.trials.insert(0, declared[0])
            extra = declared[1] | extra
        elif rule := self._title_of(details, group):
            extra = {"fields": {"title": rule}} | extra
        signs = self.findings.signs
        signs["json_ld"] = sorted({item.kind for one in details for item in read_json_ld(one)})
        signs["government"] = is_government(details)
        signs["list"] = {"url": page.url, "entries": len(group.links), "details": group.details}
        if not self.findings.trials:
            return self._nothing(page)
        trial = self.findings.trials[0]
        following = read_list(page, draft("generic", details=group.details)).next_pages
        signs["pagination"] = list(following)
        self._details = details
        start = [page.url]
        hosts, strange = further_hosts([*(link.url for link in group.links), *following], page.url)
        if strange:
            self._look.say(
                f"the next page lies on another host: without it in `hosts` no run is complete ({strange[0]})"
            )
        values: dict[str, object] = {
            "start": start,
            "hosts": hosts,
            "details": group.details,
            "source_id": group.source_id,
            "family": trial.family,
            "kinds": sorted(trial.kinds, reverse=trial.family == "positions"),
        }
        return await self._finished(page, values | extra, trial)

    def _title_of(self, details: Sequence[Page], group: Group) -> str:
        """The selector of the titles that the list tells, where the best family reads others; it is tried at once."""
        for trial in self.findings.trials[:1]:
            rule = title_rule(details, group.links, titles_read(trial.family, details))
            if rule:
                self.findings.trials[0] = with_fields(trial.family, details, {"title": rule}, trial.kinds)
                self._look.say(f"titles stand in `{rule}`: otherwise pages are called other than in their list")
            return rule
        return ""

    async def _links_of(self, sitemap: Page) -> list[Link]:
        """The links of a sitemap, and of the first ones that an index names."""
        reading = read_list(sitemap, draft("generic"))
        further = [one for url in reading.next_pages[:3] if (one := await self._look.page(url))]
        return [*reading.links, *(link for page in further for link in links_of(page))]

    async def _sitemap(self, page: Page) -> Probed:
        """A sitemap: every group of its addresses that the first one's family reads."""
        # A sitemap names addresses only: how many are alike is all that tells details from other pages.
        called = [Link(link.url, link.url, lastmod=link.lastmod) for link in await self._links_of(page)]
        read: dict[str, list[Group]] = {}
        # What takes anything is left for sitemaps that have nothing else.
        every = groups(called, urlsplit(page.url).netloc)
        for group in sorted(every, key=lambda group: (takes_anything(group), -len(group.links)))[:MOST_LISTS]:
            if read and takes_anything(group):
                continue
            if found := trials(await self._look.sample(group.links, 2)):
                read.setdefault(found[0].family, []).append(group)
        if not read:
            return self._nothing(page)
        same = next(iter(read.values()))
        kinds = [kind for group in same for kind in trials(await self._look.sample(group.links, 1))[0].kinds]
        # Several kinds of page may number themselves alike: then only the whole path tells them apart.
        together = {"details": "|".join(group.details for group in same), "source_id": "", "kinds": once(kinds)}
        return await self._listed(page, same[0], **(together if len(same) > 1 else {}))

    async def _feed(self, page: Page) -> Probed:
        """A feed: its entries as records, unless the pages behind them say more."""
        self.findings.signs["feeds"] = [page.url]
        kinds = [kind_said(page)]
        reading = read_list(page, draft("feed", details="", kinds=kinds))
        entries = trial_of("feed", reading.items, len(reading.items))
        found = groups(reading.links, urlsplit(page.url).netloc)
        if found and (details := await self._look.sample(found[0].links, 2)):
            behind = trials(details)
            if behind and (behind[0].covered > entries.covered or behind[0].length > entries.length * _LONGER):
                return await self._listed(page, found[0], listing={"complete": False})
        self.findings.trials = [entries]
        values: dict[str, Any] = {"start": [page.url], "family": "feed", "kinds": kinds, "listing": {"complete": False}}
        return await self._finished(page, values, entries)

    async def _finished(self, page: Page, values: dict[str, object], trial: Trial) -> Probed:
        if trial not in self.findings.trials:
            self.findings.trials.append(trial)
        name = site_name([*self._details, page])
        if not name:
            front = await self._look.page(urljoin(page.url, "/"))
            name = front_name(front) if front and is_html(front) else ""
        return written(self.findings, values, trial, name or last_name(page), self._id)

    def _nothing(self, page: Page) -> Probed:
        for note in notes_on(page):
            self._look.say(note)
        return Probed(self.findings, None, None, "")
