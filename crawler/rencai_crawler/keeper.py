"""Takes what pages gave into the store, in batches and off the event loop: a thin caller of intake.

A page's state is written after its records: killed in between, the next run fetches the page again and finds its
records unchanged. The other way round it would believe to have what it has not.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Engine

from rencai import clock
from rencai.intake import Intake, Taken
from rencai.store.archive import Archive
from rencai.store.engine import writing
from rencai.store.pages import PageState, listed, save
from rencai.store.runs import Reject, heartbeat, reject
from rencai_crawler.envelope import pack
from rencai_crawler.tally import Tally

BATCH = 200
"""Records (or pages, where they have none) that are taken together."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What one page gave: the state to remember, the response to archive, and the raw fields of its records."""

    state: PageState
    body: bytes = b""
    content_type: str = ""
    items: tuple[tuple[str, Mapping[str, object]], ...] = ()
    archive: bool = True


@dataclass(frozen=True, slots=True)
class Turned:
    """A page that was turned away, kept to look at."""

    item: str
    reason: str
    detail: str
    body: bytes = b""


@dataclass
class Keeper:
    """One run's way into the store. Methods that write block: call them in a thread."""

    engine: Engine
    archive: Archive
    source: str
    run_id: int
    tally: Tally
    marks: tuple[str, ...] = ()
    _intake: Intake = field(init=False)

    def __post_init__(self) -> None:
        self._intake = Intake(self.engine, self.source, "crawl", self.run_id, flags=self.marks)

    def take(self, pages: Sequence[Kept]) -> None:
        """Archive responses, take their records, remember the pages."""
        states = [self._archived(page) for page in pages]
        raws: dict[str, list[Mapping[str, object]]] = defaultdict(list)
        for page in pages:
            for kind, fields in page.items:
                raws[kind].append(fields)
        for kind, items in raws.items():
            for taken in self._intake.take(kind, items):
                self._count(taken)
        with writing(self.engine) as turn:
            save(turn, states)

    def _archived(self, page: Kept) -> PageState:
        if not page.body or not page.archive:
            return page.state
        return replace(page.state, digest=self.archive.keep(pack(page.content_type, page.body)))

    def _count(self, taken: Taken) -> None:
        if taken.outcome == "rejected":
            self.tally.reject(str(taken.reason))
        else:
            self.tally.outcomes[taken.outcome] += 1

    def seen(self, keys: Sequence[str]) -> None:
        """A list names these known pages: their records are still there."""
        for start in range(0, len(keys), BATCH):
            with writing(self.engine) as turn:
                back = listed(turn, self.source, keys[start : start + BATCH], clock.now())
            self.tally.outcomes["restored"] += len(back)

    def remember(self, states: Sequence[PageState]) -> None:
        """Write the states of pages that gave nothing new."""
        with writing(self.engine) as turn:
            save(turn, states)

    def turn_away(self, pages: Iterable[Turned]) -> None:
        """Keep pages that are no records."""
        rows = [
            Reject(self.run_id, self.source, page.item, page.reason, page.detail, _readable(page.body), clock.now())
            for page in pages
        ]
        with writing(self.engine) as turn:
            reject(turn, rows)

    def beat(self) -> None:
        """Say that the run is alive, and how far it came."""
        heartbeat(self.engine, self.run_id, self.tally.counts())


def _readable(body: bytes) -> str:
    # A database refuses NUL, and a rejected page is looked at by people.
    return json.dumps(body[:4000].decode("utf-8", "replace").replace("\x00", ""), ensure_ascii=False) if body else ""
