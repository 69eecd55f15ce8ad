"""The source of a list that leads to details: how they are read, and what beside them is none."""

from collections.abc import Sequence
from typing import cast
from urllib.parse import urljoin

from rencai_crawler.pages import Link, Page, PageReading, read_list
from rencai_crawler.pages.json_ld import read_json_ld
from rencai_crawler.probing.findings import PAGES, WITHHELD, Probed, Trial
from rencai_crawler.probing.finish import Finish
from rencai_crawler.probing.labelled import labelled
from rencai_crawler.probing.lists import Lists
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.shapes import Group, exclusion, in_folder
from rencai_crawler.probing.titled import heading_rule, title_rule
from rencai_crawler.probing.trial import draft, is_government, titles_read, trials, with_fields
from rencai_crawler.probing.ways import names_day
from rencai_crawler.probing.worth import menu_entries, says_more
from rencai_crawler.probing.written import further_hosts


class Listed:
    """Makes sources of lists."""

    def __init__(self, look: Look, lists: Lists, finish: Finish) -> None:
        self._look, self._lists, self._finish = look, lists, finish
        self.findings = look.findings

    async def source(self, page: Page, group: Group, **given: object) -> Probed:
        """The source of a group of details that a page leads to; what is given counts before what they say."""
        details = await self._look.sample(group.links, PAGES)
        self.findings.trials = trials(details)
        reading = read_list(page, draft("generic"))
        group, menu = _kept_apart(group, details, reading.links)
        values = _excluded(reading, group, menu) | self._called(details, group)
        shown = read_list(page, draft("generic", details=group.details, listing=self._lists.listing(page)))
        self._note(page, group, details, shown.next_pages)
        if not self.findings.trials:
            return self._finish.nothing(page)
        self._finish.details = details
        listing = cast("dict[str, object]", values.pop("listing", {}))
        listing |= self._lists.listing(page) | cast("dict[str, object]", given.pop("listing", {})) | self._ends(shown)
        if names_day(page.url):
            given = {"start": [await self._entry(page)]} | given
            listing["complete"] = False
        told = {"details": group.details, "source_id": group.source_id, "listing": listing}
        return await self._finish.finished(
            page, self._where(page, group, shown) | told | self._read_as() | values | given, self.findings.trials[0]
        )

    async def _entry(self, page: Page) -> str:
        """The address that leads to a day's list, and to those of later days; that of the list where none does."""
        for url in (self._look.url, urljoin(page.url, "/")):
            if not names_day(url) and (led := await self._look.page(url)) and names_day(led.url):
                return url
        self._look.say("the list is that of one day, and newer ones have other addresses: give one that leads to them")
        return page.url

    def _called(self, details: Sequence[Page], group: Group) -> dict[str, object]:
        """Where the pages' fields stand, or at least their titles, when no family finds them."""
        declared = labelled(details)
        if declared and says_more(declared[0], self.findings.trials):
            self.findings.trials.insert(0, declared[0])
            return declared[1]
        if rule := self._title_of(details, group):
            return {"fields": {"title": rule}}
        if self.findings.trials and _called_alike(self.findings.trials[0]) and _tells_titles(group, details):
            self._look.say("pages are only called as their site is: `listing.titles` calls them as their list does")
            return {"listing": {"titles": True}}
        return {}

    def _note(self, page: Page, group: Group, details: Sequence[Page], following: Sequence[str]) -> None:
        signs = self.findings.signs
        signs["json_ld"] = sorted({item.kind for one in details for item in read_json_ld(one)})
        signs["government"] = is_government(details)
        signs["list"] = {"url": page.url, "entries": len(group.links), "details": group.details}
        signs["pagination"] = list(following)

    def _ends(self, shown: PageReading) -> dict[str, object]:
        """What a list that is not whole, or never is, says of itself."""
        if shown.cut_off:
            self._look.say("the list breaks off before its markup ends: while it does, no run is complete")
        if not shown.withheld:
            return {}
        self._look.say(WITHHELD)
        return {"complete": False}

    def _where(self, page: Page, group: Group, shown: PageReading) -> dict[str, object]:
        hosts, strange = further_hosts([*(link.url for link in group.links), *shown.next_pages], page.url)
        if strange:
            self._look.say(
                f"the next page lies on another host: without it in `hosts` no run is complete ({strange[0]})"
            )
        return {"start": [page.url], "hosts": hosts}

    def _read_as(self) -> dict[str, object]:
        trial = self.findings.trials[0]
        return {"family": trial.family, "kinds": sorted(trial.kinds, reverse=trial.family == "positions")}

    def _title_of(self, details: Sequence[Page], group: Group) -> str:
        """The selector of the titles that the list tells, where the best family reads others; it is tried at once."""
        for trial in self.findings.trials[:1]:
            rule = title_rule(details, group.links, titles_read(trial.family, details))
            rule = rule or (heading_rule(details) if _called_alike(trial) else "")
            if rule:
                self.findings.trials[0] = with_fields(trial.family, details, {"title": rule}, trial.kinds)
                self._look.say(f"titles stand in `{rule}`: otherwise pages are called other than in their list")
            return rule
        return ""


def _kept_apart(group: Group, details: Sequence[Page], links: Sequence[Link]) -> tuple[Group, list[str]]:
    """The group, and the menu's pages among it; where its folder tells it from them, by that, and none.

    The folder holds for what the menu will lead to as well.
    """
    menu = menu_entries(group, details, links)
    narrow = in_folder(group, menu) if menu else group
    if menu and (narrow is group or menu_entries(narrow, details, links)):
        return group, menu
    return narrow, []


def _excluded(reading: PageReading, group: Group, menu: Sequence[str]) -> dict[str, object]:
    """Pages of the list and of the menu that look like details."""
    found = "|".join(filter(None, [exclusion(reading.links, group, reading.next_pages), *menu]))
    return {"exclude": found} if found else {}


def _called_alike(trial: Trial) -> bool:
    """Whether pages are all called the same, as their site is."""
    return trial.pages > 1 and trial.titles == 1


def _tells_titles(group: Group, details: Sequence[Page]) -> bool:
    """Whether the list calls each of these pages otherwise."""
    texts = {link.url: link.text for link in group.links}
    told = [texts.get(page.url, "") for page in details]
    return all(told) and len(set(told)) == len(told)
