"""Reads a source's archived pages again: better readers repair records without fetching anything.

A store that goes away for a moment is waited for, as by a crawl.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Engine

from rencai.errors import FetchError
from rencai.intake import Intake
from rencai.store.archive import Archive
from rencai.store.engine import reading, writing
from rencai.store.pages import LIST, PART, PageState, archived_pages, known, save
from rencai_crawler.addresses import url_key
from rencai_crawler.items import Raw, raws_of
from rencai_crawler.pages import Link, Page, read_list, read_page
from rencai_crawler.parts import NotHad, Whole, whole
from rencai_crawler.plan import date_in, name_in
from rencai_crawler.remembered import archived
from rencai_crawler.source import Source
from rencai_crawler.waiting import patiently


@dataclass
class Reparse:
    """One pass over what is archived of a source. `counts` has what became of it."""

    engine: Engine
    archive: Archive
    source: Source
    run_id: int
    counts: Counter[str] = field(default_factory=Counter)

    def run(self) -> Iterator[int]:
        """Do it, giving how many pages each step read."""
        marks = ("sample",) if self.source.composed else ()
        intake = Intake(self.engine, self.source.id, "reparse", self.run_id, flags=marks)
        after = ""
        while states := patiently(archived_pages, self.engine, self.source.id, after):
            after = states[-1].url_key
            raws: dict[str, list[Mapping[str, object]]] = defaultdict(list)
            found = [(state, self._read(state)) for state in states]
            for kind, fields in (raw for _, page_raws in found for raw in page_raws):
                raws[kind].append(fields)
            for kind, items in raws.items():
                for taken in patiently(intake.take, kind, items):
                    self.counts[taken.outcome] += 1
            patiently(self._remember, found)
            yield len(states)

    def _remember(self, found: list[tuple[PageState, tuple[Raw, ...]]]) -> None:
        """Note records that a page gives only now; what it gave before and no longer does stays noted."""
        given = {state.url_key: [str(fields["source_id"]) for _, fields in raws] for state, raws in found}
        with writing(self.engine) as turn:
            # A crawl may have fetched the page meanwhile.
            now = known(turn.conn, self.source.id, given)
            together = {key: tuple(dict.fromkeys((*state.source_ids, *given[key]))) for key, state in now.items()}
            grown = [key for key, ids in together.items() if ids != now[key].source_ids]
            save(turn, [replace(now[key], source_ids=together[key]) for key in grown])

    def _read(self, state: PageState) -> tuple[Raw, ...]:
        page = None if state.mark == PART else self._page(state)
        if page is None:
            self.counts["missing"] += state.mark != PART
            return ()
        self.counts["pages"] += 1
        if state.mark == LIST:
            return raws_of(read_list(page, self.source).items, page, self.source)
        try:
            found = self._whole(page)
        except FetchError:
            self.counts["missing"] += 1
            return ()
        link = Link(state.url, name_in(state.mark), date_in(state.mark))
        return raws_of(found.reading.items, page, self.source, link)

    def _whole(self, page: Page) -> Whole:
        """A page with everything that belongs to it. Most have nothing beside them, and need no loop to fetch it."""
        first = read_page(page, self.source)
        if not (first.next_pages or first.attachments):
            return Whole(first)
        return asyncio.run(whole(page, first, self.source, self._part))

    def _page(self, state: PageState) -> Page | None:
        return archived(self.archive, state, self.source)

    async def _part(self, url: str) -> Page:
        """A further page or an attachment, from the archive as well."""
        state = patiently(self._known, url_key(url))
        page = self._page(state) if state and state.digest else None
        if page is None:
            raise NotHad(f"{url} is not archived")
        return page

    def _known(self, key: str) -> PageState | None:
        with reading(self.engine) as conn:
            return known(conn, self.source.id, [key]).get(key)
