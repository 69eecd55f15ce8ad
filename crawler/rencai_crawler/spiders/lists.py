"""What the list pages of a run show: entries to fetch, known ones, and records that stand in the list itself."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlsplit

from scrapy.http import Response

from rencai.intake import RejectReason
from rencai.store.pages import LIST, PageState
from rencai_crawler.addresses import url_key
from rencai_crawler.answers import Answer
from rencai_crawler.health import STOPPED
from rencai_crawler.items import raws_of
from rencai_crawler.job import Job
from rencai_crawler.keeper import Kept
from rencai_crawler.pages import Link, Page, PageReading, read_list
from rencai_crawler.past_end import titled
from rencai_crawler.permission import permission_of
from rencai_crawler.plan import Plan, fresh, plan
from rencai_crawler.reasons import Skip
from rencai_crawler.responses import state_of
from rencai_crawler.source import Source
from rencai_crawler.source_values import site_name

LIMITED = "the limit was reached"


class ListPages:
    """Reads the lists of one run, and counts what they show."""

    def __init__(self, job: Job) -> None:
        self.job, self.source, self.tally = job, job.source, job.tally
        self._seen = job.met

    def read(self, response: Response, page: Page, answer: Answer, *, first: bool) -> PageReading | None:
        """What a list page, its list's first one or not, leads to; None where it is none, or not to be read."""
        if answer is not Answer.CONTENT:
            self.tally.fail(answer.failure)
            return None
        refusal = permission_of(page.headers, page.body).refusal
        # A list that is not to be indexed is still there to find details by.
        if refusal and refusal != Skip.NOINDEX:
            self.tally.skip(refusal)
            return None
        reading = read_list(page, self.source)
        if reading.kind_of_page == "block":
            self.job.turn_away(response, RejectReason.BLOCK_PAGE, reading.reason)
        elif reading.reason == "not_found":
            self.job.turn_away(response, RejectReason.NOT_FOUND_PAGE)
        else:
            if reading.cut_off or reading.kind_of_page in ("empty", "unknown"):
                self.tally.fall_short(f"a list page was not whole ({'cut_off' if reading.cut_off else reading.reason})")
            # Behind a page that another one named, and that names none itself, there is nothing.
            if reading.withheld and first and self.source.listing.complete:
                self.tally.fall_short("a list goes on, and nothing tells where: declare its pages, or complete: false")
            return reading
        return None

    def entries(self, reading: PageReading, page: Page) -> Iterable[Kept]:
        """Records that stand in the list itself: rows of a table, entries of a feed."""
        every = raws_of(reading.items, page, self.source)
        raws = [raw for raw in every if self._meet(str(raw[1]["source_id"]))]
        self.tally.listed += len(raws)
        state = state_of(page, self.source, url_key(page.url), LIST)
        if self.job.room is not None and len(raws) > self.job.room:
            self.tally.fall_short(LIMITED)
            raws = raws[: self.job.room]
            # Unchanged or not: what was left of it has to be had.
            state = replace(state, etag="", last_modified="")
        self.job.asked += len(raws)
        for kind, fields in raws:
            self.tally.saw(kind, fields)
        if raws:
            self.job.on_page()
        if raws or state.etag or state.last_modified:
            ids = tuple(dict.fromkeys(str(fields["source_id"]) for _, fields in every))
            names = tuple(url_key(link.url) for link in reading.links if self.source.is_detail(link.url))
            kind_of_text, keep = page.headers.get("content-type", ""), permission_of(page.headers, page.body).archive
            yield Kept(replace(state, source_ids=ids), page.body, kind_of_text, tuple(raws), keep, names)

    async def still_there(self, state: PageState) -> int:
        """A list that did not change still has the records that stand in it; gives how many."""
        met = [own for own in state.source_ids if self._meet(own)]
        self.tally.listed += len(met)
        self.tally.known += len(met)
        self.tally.outcomes["unchanged"] += len(met)
        await self.job.seen([state.url_key])
        return len(met)

    def to_follow(self, reading: PageReading, page: Page) -> tuple[Link, ...]:
        """The links of a list; none where it asks that they be not followed."""
        if not reading.links or permission_of(page.headers, page.body).follow:
            return reading.links
        self.tally.skip(Skip.NOFOLLOW)
        self.tally.fall_short("a list page asks that its links be not followed")
        return ()

    async def planned(self, links: Iterable[Link]) -> Plan:
        """What to do about a list's entries; those that are known are still there."""
        new = fresh(((url_key(link.url), link) for link in links if self.source.is_detail(link.url)), self._seen)
        self._seen.update(bytes.fromhex(key) for key in new)
        self.tally.listed += len(new)
        states = await self.job.in_thread(self.job.known, list(new))
        todo = plan(new, states, self.job.recheck.keys(), full=self.job.full)
        self.tally.known += len(todo.known)
        self.tally.outcomes["unchanged"] += sum(len(states[key].source_ids) for key in todo.known)
        await self.job.seen(todo.present)
        return todo

    def may_stop(self, todo: Plan) -> bool:
        """Whether this list need not be read on, since everything on its page is known."""
        if not (self.job.stop_at_known and todo.known and todo.all_known):
            return False
        self.tally.fall_short(STOPPED)
        return True

    def _meet(self, entry: str) -> bool:
        """Whether this entry of a list is new in this run."""
        raw = sha256(entry.encode()).digest()
        new = raw not in self._seen
        self._seen.add(raw)
        return new


def passed_over(reading: PageReading, page: Page, source: Source) -> frozenset[str]:
    """Addresses on the source's hosts to which a list leads by a title, and of which its file says nothing."""
    if reading.kind_of_page != "list":
        return frozenset()
    urls = {link.url for link in reading.links} | {page.absolute(href) for href, _ in titled(page)}
    known = (url for url in urls if source.is_detail(url) or source.is_excluded(url))
    return frozenset(url for url in urls.difference(known) if site_name(urlsplit(url).netloc) in source.netlocs)


def shown(reading: PageReading, source: Source) -> frozenset[str]:
    """What tells one state of a list page from another: its entries."""
    entries = (
        item.fields.get("source_id") or item.fields.get("url") or item.fields.get("title") for item in reading.items
    )
    return frozenset((*(link.url for link in reading.links if source.is_detail(link.url)), *map(str, entries)))
