"""The sources of what is no web page: rows of records, feeds and sitemaps."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from rencai_crawler.pages import Link, Page, PageReading, read_list
from rencai_crawler.pages.answer_pages import asked_with, numbers_told
from rencai_crawler.pages.feeds import is_feed
from rencai_crawler.pages.rows import rows_of
from rencai_crawler.posted import sent_by
from rencai_crawler.probing.answers import Found
from rencai_crawler.probing.findings import WITHHELD, Probed, Trial
from rencai_crawler.probing.finish import Finish
from rencai_crawler.probing.listed import Listed
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.posts import Posted
from rencai_crawler.probing.shapes import Group, groups, takes_anything
from rencai_crawler.probing.trial import draft, trial_of, trials
from rencai_crawler.probing.ways import links_of
from rencai_crawler.probing.wide import MOST_LISTS
from rencai_crawler.probing.worth import kind_said, once
from rencai_crawler.source import Source

_MOST_NAMES = 2
"""Names of a page's number that are tried where an answer has more rows than it shows."""
_LONGER = 1.5
"""So many times longer the text of a page is than the entry of a feed that leads to it: then the page is read."""


class Files:
    """Makes sources of files and answers."""

    def __init__(self, look: Look, listed: Listed, finish: Finish) -> None:
        self._look, self._listed, self._finish = look, listed, finish
        self.findings = look.findings

    async def rows(self, page: Page, found: Found, way: Posted | None = None) -> Probed:
        """Rows of records, of a file, an answer or a page's scripts; `way` is how the answer was asked for by POST."""
        self.findings.notes += found.notes
        values = dict(found.values) | ({"start": [way.url]} if way else {})
        listing = found.values.get("listing", {}) | (way.listing if way else {})
        values |= {"listing": listing} if listing else {}
        source = draft(details="", **values)
        reading = await self._doubted(page, source, way)
        if reading.withheld and not way and (numbered := await self._numbered(page, source)):
            page, reading = numbered, read_list(numbered, source)
            values["start"] = [page.url]
        self.findings.signs["rows"] = {"url": page.url, "count": found.trial.records, **listing}
        self.findings.signs["pagination"] = list(reading.next_pages)
        if reading.withheld:
            self._look.say(WITHHELD)
            values["listing"] = listing | {"complete": False}
        return await self._finish.finished(page, values, found.trial)

    async def _doubted(self, page: Page, source: Source, way: Posted | None) -> PageReading:
        """What a page gives, without a guessed next page where that has the same rows though there are more."""
        reading = read_list(page, source)
        if not reading.guessed or reading.total <= len(reading.items):
            return reading
        url = reading.next_pages[0]
        behind = await self._look.page(url, sent_by(url, way.body, way.sends) if way else None)
        if behind is not None and read_list(behind, source).items == reading.items:
            return replace(reading, next_pages=(), withheld=True)
        return reading

    async def _numbered(self, page: Page, source: Source) -> Page | None:
        """The same rows under an address with a number, where the next number has others."""
        rows = read_list(page, source).items
        names = [*numbers_told(page.json, rows_of(page.json, source.listing.records)), "page"][:_MOST_NAMES]
        limited = asked_with(page.url, "limit", str(len(rows)))
        pairs = [[asked_with(page.url, name, number) for number in "12"] for name in names]
        for urls in [*pairs, [asked_with(limited, "offset", number) for number in ("0", str(len(rows)))]]:
            first, second = [await self._look.page(url) for url in urls]
            if first and second and read_list(first, source).items == rows != (more := read_list(second, source).items):
                return first if more else None
        return None

    async def of_feeds(self, urls: Sequence[str]) -> Probed | None:
        """The source of the first of these addresses that is a feed."""
        for url in urls:
            if (feed := await self._look.page(url)) and is_feed(feed):
                return await self.feed(feed)
        return None

    async def feed(self, page: Page) -> Probed:
        """A feed: its entries as records, unless the pages behind them say more."""
        self.findings.signs["feeds"] = [page.url]
        kinds = [kind_said(page)]
        reading = read_list(page, draft("feed", details="", kinds=kinds))
        entries = trial_of("feed", reading.items, len(reading.items))
        found = groups(reading.links, urlsplit(page.url).netloc)
        if found and (details := await self._look.sample(found[0].links, 2)):
            behind = trials(details)
            if behind and _says_more(behind[0], entries):
                return await self._listed.source(page, found[0], listing={"complete": False})
        self.findings.trials = [entries]
        values: dict[str, Any] = {"start": [page.url], "family": "feed", "kinds": kinds, "listing": {"complete": False}}
        return await self._finish.finished(page, values, entries)

    async def sitemap(self, page: Page) -> Probed:
        """A sitemap: every group of its addresses that the first one's family reads."""
        # A sitemap names addresses only: how many are alike is all that tells details from other pages.
        called = [Link(link.url, link.url, lastmod=link.lastmod) for link in await self.links_of(page)]
        read: dict[str, list[Group]] = {}
        # What takes anything is left for sitemaps that have nothing else.
        every = groups(called, urlsplit(page.url).netloc)
        for group in sorted(every, key=lambda group: (takes_anything(group), -len(group.links)))[:MOST_LISTS]:
            if read and takes_anything(group):
                continue
            if found := trials(await self._look.sample(group.links, 2)):
                read.setdefault(found[0].family, []).append(group)
        if not read:
            return self._finish.nothing(page)
        same = next(iter(read.values()))
        for family, of_it in list(read.items())[1:]:
            patterns = " ".join(group.details for group in of_it)
            self._look.say(f"`{family}` reads further addresses ({patterns}): they want a source of their own")
        kinds = [kind for group in same for kind in trials(await self._look.sample(group.links, 1))[0].kinds]
        # Several kinds of page may number themselves alike: then only the whole path tells them apart.
        together = {"details": "|".join(group.details for group in same), "source_id": "", "kinds": once(kinds)}
        return await self._listed.source(page, same[0], **(together if len(same) > 1 else {}))

    async def links_of(self, sitemap: Page) -> list[Link]:
        """The links of a sitemap, and of the first ones that an index names."""
        reading = read_list(sitemap, draft("generic"))
        further = [one for url in reading.next_pages[:3] if (one := await self._look.page(url))]
        return [*reading.links, *(link for page in further for link in links_of(page))]


def _says_more(behind: Trial, entries: Trial) -> bool:
    """Whether the pages behind a feed say more than its entries; bare pages of vacancies look like notices."""
    if "job_posting" in entries.kinds and set(behind.kinds) == {"policy_notice"}:
        return False
    return behind.covered > entries.covered or behind.length > entries.length * _LONGER
