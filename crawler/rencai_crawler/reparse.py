"""Reads a source's archived pages again: better readers repair records without fetching anything."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Engine

from rencai import clock
from rencai.intake import Intake
from rencai.store.archive import Archive
from rencai.store.engine import reading, writing
from rencai.store.pages import PageState, known, save, scan_pages
from rencai_crawler.addresses import url_key
from rencai_crawler.attachments import attach
from rencai_crawler.envelope import unpack
from rencai_crawler.items import Raw, raws_of
from rencai_crawler.pages import Link, Page, PageReading, read_list, read_page
from rencai_crawler.source import Source


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
        marks = ("sample",) if self.source.sample else ()
        intake = Intake(self.engine, self.source.id, "reparse", self.run_id, marks=marks)
        for states in scan_pages(self.engine, self.source.id):
            raws: dict[str, list[Mapping[str, object]]] = defaultdict(list)
            found = [(state, self._read(state)) for state in states]
            for kind, fields in (raw for _, page_raws in found for raw in page_raws):
                raws[kind].append(fields)
            for kind, fields_of_kind in raws.items():
                for taken in intake.take(kind, fields_of_kind):
                    self.counts[taken.outcome] += 1
            self._remember(found)
            yield len(states)

    def _remember(self, found: list[tuple[PageState, tuple[Raw, ...]]]) -> None:
        """Note records that a page gives only now; what it gave before and no longer does stays noted."""
        grown = []
        for state, raws in found:
            ids = tuple(dict.fromkeys((*state.source_ids, *(str(fields["source_id"]) for _, fields in raws))))
            if ids != state.source_ids:
                grown.append(replace(state, source_ids=ids))
        with writing(self.engine) as turn:
            save(turn, grown)

    def _read(self, state: PageState) -> tuple[Raw, ...]:
        page = self._page(state)
        if page is None or state.mark == "attachment":
            self.counts["missing"] += page is None
            return ()
        self.counts["pages"] += 1
        if state.mark == "list":
            return raws_of(read_list(page, self.source).items, page, self.source)
        reading_ = self._with_attachments(read_page(page, self.source))
        link = Link(state.url, date=state.mark.split("|")[1] if state.mark.count("|") >= 2 else "")
        return raws_of(reading_.items, page, self.source, link)

    def _page(self, state: PageState) -> Page | None:
        """The archived response as it was read then: relative dates count from that day."""
        archived = self.archive.read(state.digest)
        if archived is None:
            return None
        headers, body = unpack(archived)
        seen: datetime = state.fetched_at or clock.now()
        return Page(state.url, body, headers, seen, self.source.encoding)

    def _with_attachments(self, found: PageReading) -> PageReading:
        if not found.attachments or not found.items or not self.source.attachments:
            return found
        keys = [url_key(link.url) for link in found.attachments]
        with reading(self.engine) as conn:
            states = known(conn, self.source.id, keys)
        pages = [self._page(states[key]) for key in keys if key in states and states[key].digest]
        notice = next((item for item in found.items if item.kind == "policy_notice"), found.items[0])
        return attach(found, notice, self.source, tuple(page for page in pages if page is not None))
