"""Looks at an unknown site: what it offers, which family reads it, and what its source file would say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urljoin, urlsplit

from rencai.errors import FetchError
from rencai.settings import Settings
from rencai_crawler.addresses import url_key
from rencai_crawler.errand import Fetch, run_errand
from rencai_crawler.middlewares.robots import Rules
from rencai_crawler.pages import Link, Page, read_list
from rencai_crawler.pages.feeds import is_feed
from rencai_crawler.pages.json_ld import read_json_ld
from rencai_crawler.pages.sitemaps import is_sitemap
from rencai_crawler.permission import permission_of
from rencai_crawler.probing import calls
from rencai_crawler.probing.answers import records_in, what_it_says
from rencai_crawler.probing.findings import PAGES, Findings, Probed, Trial
from rencai_crawler.probing.labelled import labelled
from rencai_crawler.probing.names import front_name, is_html, last_name, site_name
from rencai_crawler.probing.nothing import is_no_page, notes_on
from rencai_crawler.probing.shapes import ENOUGH, Group, exclusion, groups, takes_anything
from rencai_crawler.probing.siblings import beside, enough
from rencai_crawler.probing.titled import title_rule
from rencai_crawler.probing.trial import draft, is_government, titles_read, trial_of, trials, with_fields
from rencai_crawler.probing.ways import columns_of, feeds_of, is_front, links_of, named_columns, whole_columns
from rencai_crawler.probing.worth import FEW, kind_said, once, says_more, worth
from rencai_crawler.probing.written import further_hosts, written
from rencai_crawler.reasons import Skip

SURE = 30.0
"""Worth of a list that need not be compared with others."""
LEAST = 4.0
"""Worth of a few links that are hardly a list."""
_ASKED = 4.0
"""So many times better another list must be than that of the page that was asked for."""
MOST_LISTS = 6
"""Pages that are looked at for a list of details."""


def probe(url: str, settings: Settings, source_id: str = "") -> Probed:
    """Look at a site from any of its pages. Raises FetchError where that page cannot be had."""
    return run_errand(lambda fetch: _Probe(fetch, url, source_id).run(), settings, most=60, delay=0.2)


_LONGER = 1.5
"""So many times longer the text of a page is than the entry of a feed that leads to it: then the page is read."""


@dataclass(frozen=True)
class _Liked:
    """A page, and the group of its links that is worth most."""

    worth: float
    page: Page
    group: Group | None = None


class _Probe:
    """One probe: what it has fetched, and what it has found."""

    def __init__(self, fetch: Fetch, url: str, source_id: str) -> None:
        self._fetch = fetch
        self._url = url
        self._id = source_id
        self._details: list[Page] = []
        self._had: dict[str, Page | None] = {}
        self._templates: dict[str, str] = {}
        """Address of a list → template of its rows' addresses."""
        self.findings = Findings(url)

    async def run(self) -> Probed:
        page = self._had[self._url] = await self._fetch(self._url)
        if permission_of(page.headers, page.body).refusal == Skip.TDM_RESERVED:
            raise FetchError(f"{self._url} reserves text and data mining: it is not to be collected")
        if urlsplit(page.url).netloc != urlsplit(self._url).netloc:
            self._say(f"it leads to another host: what follows is about {page.url}")
        await self._look_around(page)
        if is_feed(page):
            return await self._feed(page)
        if is_sitemap(page):
            return await self._sitemap(page)
        if is_html(page):
            return await self._site(page)
        if found := records_in(page):
            self.findings.notes += found.notes
            return await self._finished(page, found.values, found.trial)
        self._say(what_it_says(page))
        return Probed(self.findings, None, None, "")

    async def _look_around(self, page: Page) -> None:
        """Note what the page, its head and robots.txt say of other ways in."""
        signs = self.findings.signs
        signs["json_ld"] = sorted({item.kind for item in read_json_ld(page)}) if is_html(page) else []
        signs["government"] = is_government([page]) if is_html(page) else False
        signs["feeds"] = feeds_of(page) if is_html(page) else []
        robots = await self._try(urljoin(page.url, "/robots.txt"))
        rules = Rules(robots.text if robots and not is_html(robots) else "")
        signs["robots"] = {"delay": rules.delay} if rules.delay else {}
        sitemaps = rules.sitemaps or [urljoin(page.url, "/sitemap.xml")]
        found = [one for url in sitemaps[:2] if (one := await self._try(url)) and is_sitemap(one)]
        signs["sitemaps"] = [one.url for one in found]

    async def _try(self, url: str) -> Page | None:
        """A page of the site, asked for once; None where it cannot be had or is not to be read."""
        if url not in self._had:
            try:
                page = await self._fetch(url)
            except FetchError:
                self._had[url] = None
            else:
                reserved = permission_of(page.headers, page.body).refusal == Skip.TDM_RESERVED
                self._had[url] = None if reserved else page
        return self._had[url]

    async def _site(self, page: Page) -> Probed:
        """A web page: the likeliest list among it and what it leads to, whose details a family reads."""
        if is_no_page(page):
            return self._nothing(page)
        own = best = await self._liked(page)
        for url in columns_of(page)[:MOST_LISTS] if best.worth < SURE else ():
            column = await self._try(url) if url != page.url else None
            if column is None:
                continue
            if is_feed(column) or is_sitemap(column):
                self._note(column)
            elif (other := await self._liked(column)).worth > best.worth:
                best = other
            if best.worth >= SURE:
                break
        if own.group is not None and self._keeps_to(own, best):
            best = own
        if best.group is not None:
            if best is not own and not is_front(page.url):
                self._say(f"the page asked for has no list as good as the one taken instead: {best.page.url}")
            return await self._best(best.page, best.group)
        return await self._other_ways(page)

    def _keeps_to(self, own: "_Liked", best: "_Liked") -> bool:
        """Whether the page that was asked for is better than another: a list as such, a front page for its columns."""
        if is_front(own.page.url):
            return own.group is not None and best.group is not None and own.group.details == best.group.details
        return best.worth < _ASKED * own.worth

    async def _liked(self, page: Page) -> "_Liked":
        """The best group of details that a page links to."""
        best = _Liked(LEAST, page)
        if (template := await self._template(page)) and page.url not in self._templates:
            self._templates[page.url] = template
        paged = bool(read_list(page, draft("generic")).next_pages)
        for group in groups(self._links_on(page), urlsplit(page.url).netloc)[:3]:
            details = await self._sample(group, FEW)
            found = trials(details) if details else []
            if not details and page.url == self._url:
                self._say(f"pages that a list on it leads to cannot be had: {group.details}")
            if found and takes_anything(group) and found[0].titles < max(2, len(details)):
                continue
            if found and (value := worth(group, found[0], paged=paged)) > best.worth:
                best = _Liked(value, page, group)
        return best

    async def _template(self, page: Page) -> str:
        """The template of addresses of rows that call a script, where a file of the site's scripts tells it."""
        rows = calls.unresolved(page)
        for url in calls.files(page) if rows else ():
            file = await self._try(url)
            if file and not is_html(file) and (template := calls.template(page, rows[0], file.text)):
                return template
        if rows and page.url == self._url:
            self._say(calls.said_of(rows))
        return ""

    def _links_on(self, page: Page) -> Sequence[Link]:
        """The links of a list page, those of rows that call a script included."""
        links = read_list(page, draft("generic", listing=self._listing(page))).links
        return [link for link in links if url_key(link.url) != url_key(page.url)]

    def _listing(self, page: Page) -> dict[str, object]:
        template = self._templates.get(page.url)
        return {"url": template} if template else {}

    async def _other_ways(self, page: Page) -> Probed:
        for url in self.findings.signs["sitemaps"]:
            if sitemap := await self._try(url):
                return await self._sitemap(sitemap)
        for url in self.findings.signs["feeds"]:
            if feed := await self._try(url):
                return await self._feed(feed)
        return self._nothing(page)

    def _say(self, note: str) -> None:
        if note not in self.findings.notes:
            self.findings.notes.append(note)

    def _note(self, page: Page) -> None:
        known = self.findings.signs["feeds" if is_feed(page) else "sitemaps"]
        if page.url not in known:
            known.append(page.url)

    async def _best(self, page: Page, group: Group) -> Probed:
        """The best way to the details that were found: a sitemap that has them all, a feed that says more, columns."""
        for url in self.findings.signs["sitemaps"]:
            sitemap = await self._try(url)
            links = await self._links_of(sitemap) if sitemap else []
            if sitemap and sum(bool(re.search(group.details, link.url)) for link in links) >= len(group.links):
                return await self._sitemap(sitemap)
        group = await self._widened(page, group)
        listed = await self._listed(page, group)
        for url in self.findings.signs["feeds"]:
            if listed.trial and set(listed.trial.kinds) <= {"policy_notice"} and (other := await self._try(url)):
                fed = await self._feed(other)
                if fed.trial and listed.trial.covered < fed.trial.covered:
                    return fed
                self.findings.trials = listed.findings.trials
        if not self.findings.signs.get("pagination") and listed.source and is_front(page.url):
            return await self._front(page, group)
        return listed

    async def _front(self, page: Page, group: Group) -> Probed:
        """A front page: the columns that have more than it does, and itself for what none of them has."""
        columns = await self._columns_of(page, group)
        for url in [*columns][:2]:
            if (column := await self._try(url)) and (wider := await self._widened(column, group)) != group:
                group = wider
                break
        self.findings.signs["columns"] = list(columns)
        if {link.url for link in group.links} <= set().union(*columns.values()):
            return await self._listed(page, group, start=list(columns))
        # What leaves a front page is older, and not gone.
        return await self._listed(page, group, start=[*columns, page.url], listing={"complete": False})

    async def _widened(self, page: Page, group: Group) -> Group:
        """The group with the details beside it: those of a list's own folder, or of a front page's columns."""
        found = beside(group, self._links_on(page), urlsplit(page.url).netloc)
        if found is None:
            return group
        kinds = trials(await self._sample(group, 1))[:1]
        if found.parent and urlsplit(page.url).path.rpartition("/")[0] == found.parent:
            every = [link for links in found.folders.values() for link in links]
            return found.within(group) if await self._reads_as(every, kinds) else group
        if not is_front(page.url):
            return group
        alike = [name for name in enough(found)[:MOST_LISTS] if await self._reads_as(found.folders[name], kinds)]
        return found.chosen(group, alike) if alike else group

    async def _reads_as(self, links: Sequence[Link], wanted: Sequence[Trial]) -> bool:
        """Whether a page behind links is read as others are, and has a day where notices have."""
        found = trials(await self._sample(Group("", "", tuple(links), 0), 1))
        if not found or not wanted or found[0].kinds != wanted[0].kinds:
            return False
        return "policy_notice" not in found[0].kinds or bool(found[0].coverage.get("published_text"))

    async def _columns_of(self, page: Page, group: Group) -> dict[str, set[str]]:
        """The columns that a front page's recent entries come from, where they show more than it: their entries."""
        columns: dict[str, set[str]] = {}
        shown, met = {link.url for link in group.links}, {url_key(page.url)}
        source, named = draft("generic", details=group.details), set(named_columns(links_of(page)))
        for url in dict.fromkeys([*whole_columns(page), *columns_of(page)[: MOST_LISTS + 2]]):
            column = await self._try(url) if url_key(url) not in met and not source.is_detail(url) else None
            met.add(url_key(url))
            if column and is_html(column):
                reading = read_list(column, source)
                found = {link.url for link in reading.links}
                # A few that are new may stand beside a text; a column has more, goes on, or is called one.
                least = 1 if url in named else ENOUGH
                is_column = len(found - shown) >= least or (found and reading.next_pages)
                if is_column and urlsplit(column.url).path.strip("/"):
                    columns[column.url] = found
                    shown |= found
        return columns

    async def _sample(self, group: Group, count: int) -> list[Page]:
        # Spread over the list: its first entries are often pinned and unlike the others.
        step = max(len(group.links) // count, 1)
        pages = [await self._try(link.url) for link in group.links[::step][:count]]
        had = [page for page in pages if page is not None]
        open_ = [page for page in had if not permission_of(page.headers, page.body).refusal]
        if had and not open_:
            self._say("the pages that the list leads to ask not to be indexed: a crawl passes them over")
        return open_

    async def _listed(self, page: Page, group: Group, **extra: object) -> Probed:
        details = await self._sample(group, PAGES)
        self.findings.trials = trials(details)
        reading = read_list(page, draft("generic"))
        if listing := self._listing(page):
            extra["listing"] = listing | cast("dict[str, object]", extra.get("listing", {}))
        if pages_of_list := exclusion(reading.links, group, reading.next_pages):
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
            self._say(f"the next page lies on another host: without it in `hosts` no run is complete ({strange[0]})")
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
                self._say(f"titles stand in `{rule}`: otherwise pages are called other than in their list")
            return rule
        return ""

    async def _links_of(self, sitemap: Page) -> list[Link]:
        """The links of a sitemap, and of the first ones that an index names."""
        reading = read_list(sitemap, draft("generic"))
        further = [one for url in reading.next_pages[:3] if (one := await self._try(url))]
        return [*reading.links, *(link for page in further for link in links_of(page))]

    async def _sitemap(self, page: Page) -> Probed:
        """A sitemap: every group of its addresses that the first one's family reads."""
        # A sitemap names addresses only: how many are alike is all that tells details from other pages.
        called = [Link(link.url, link.url, lastmod=link.lastmod) for link in await self._links_of(page)]
        read: dict[str, list[Group]] = {}
        # What takes anything is left for sitemaps that have nothing else.
        for group in sorted(groups(called, urlsplit(page.url).netloc), key=takes_anything)[:4]:
            if read and takes_anything(group):
                continue
            if found := trials(await self._sample(group, 2)):
                read.setdefault(found[0].family, []).append(group)
        if not read:
            return self._nothing(page)
        same = next(iter(read.values()))
        kinds = [kind for group in same for kind in trials(await self._sample(group, 1))[0].kinds]
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
        if found and (details := await self._sample(found[0], 2)):
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
            front = await self._try(urljoin(page.url, "/"))
            name = front_name(front) if front and is_html(front) else ""
        return written(self.findings, values, trial, name or last_name(page), self._id)

    def _nothing(self, page: Page) -> Probed:
        for note in notes_on(page):
            self._say(note)
        return Probed(self.findings, None, None, "")
