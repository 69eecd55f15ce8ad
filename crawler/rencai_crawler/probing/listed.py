"""The source of a list that leads to details: how they are read, and what beside them is none."""

from collections.abc import Sequence
from typing import cast

from rencai_crawler.pages import Page, read_list
from rencai_crawler.pages.json_ld import read_json_ld
from rencai_crawler.probing.findings import PAGES, WITHHELD, Probed
from rencai_crawler.probing.finish import Finish
from rencai_crawler.probing.labelled import labelled
from rencai_crawler.probing.lists import Lists
from rencai_crawler.probing.look import Look
from rencai_crawler.probing.shapes import Group, exclusion
from rencai_crawler.probing.titled import title_rule
from rencai_crawler.probing.trial import draft, is_government, titles_read, trials, with_fields
from rencai_crawler.probing.worth import menu_entries, says_more
from rencai_crawler.probing.written import further_hosts


class Listed:
    """Makes sources of lists."""

    def __init__(self, look: Look, lists: Lists, finish: Finish) -> None:
        self._look, self._lists, self._finish = look, lists, finish
        self.findings = look.findings

    async def source(self, page: Page, group: Group, **extra: object) -> Probed:
        """The source of a group of details that a page leads to; `extra` says more of it than they do."""
        details = await self._look.sample(group.links, PAGES)
        self.findings.trials = trials(details)
        reading = read_list(page, draft("generic"))
        if listing := self._lists.listing(page):
            extra["listing"] = listing | cast("dict[str, object]", extra.get("listing", {}))
        menu = menu_entries(group, details, reading.links)
        others = [exclusion(reading.links, group, reading.next_pages), *menu]
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
            return self._finish.nothing(page)
        trial = self.findings.trials[0]
        shown = read_list(page, draft("generic", details=group.details))
        following = shown.next_pages
        if shown.withheld:
            self._look.say(WITHHELD)
            extra["listing"] = cast("dict[str, object]", extra.get("listing", {})) | {"complete": False}
        signs["pagination"] = list(following)
        self._finish.details = details
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
        return await self._finish.finished(page, values | extra, trial)

    def _title_of(self, details: Sequence[Page], group: Group) -> str:
        """The selector of the titles that the list tells, where the best family reads others; it is tried at once."""
        for trial in self.findings.trials[:1]:
            rule = title_rule(details, group.links, titles_read(trial.family, details))
            if rule:
                self.findings.trials[0] = with_fields(trial.family, details, {"title": rule}, trial.kinds)
                self._look.say(f"titles stand in `{rule}`: otherwise pages are called other than in their list")
            return rule
        return ""
