"""One run of one source: what its spider, its pipeline and its end share."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import urlsplit

from scrapy.http import Response

from rencai import clock
from rencai.intake import RejectReason
from rencai.records.canonical import record_id
from rencai.store.archive import Archive
from rencai.store.engine import reading
from rencai.store.life import absent
from rencai.store.pages import PageState, known, unlisted
from rencai.store.read import get_many
from rencai_crawler.addresses import url_key
from rencai_crawler.beside import Beside
from rencai_crawler.health import DROPPED, FEW, STOPPED, Baseline, Health, has_authority, judge
from rencai_crawler.keeper import Keeper, Kept, Turned
from rencai_crawler.log import Log
from rencai_crawler.looks import Looks
from rencai_crawler.pages import Link, Page
from rencai_crawler.plan import FEWEST_RECHECKS, Wanted
from rencai_crawler.remembered import Remembered, archived, remembered
from rencai_crawler.reservation import NOTHING_RESERVED, Reservations
from rencai_crawler.source import Source
from rencai_crawler.tally import Tally
from rencai_crawler.waiting import waited_out

T = TypeVar("T")
STOPPED_EARLY = "stopped before it was through"
WALLS = 20
"""Refusals and challenges in a row after which nothing more is asked in a run."""


def _nothing() -> None:
    pass


async def _settled() -> None:
    pass


@dataclass
class Job:
    """State of a run in memory. What must outlive a kill is in the store."""

    source: Source
    keeper: Keeper
    threads: Executor
    beside: Beside
    tally: Tally
    limit: int | None = None
    """Detail pages, or entries, at most."""
    full: bool = False
    """Fetch known pages as well, without conditions."""
    stop_at_known: bool = False
    baseline: Baseline = field(default_factory=Baseline)
    """What the source's past runs lead one to expect."""
    recheck: dict[str, PageState] = field(default_factory=dict)
    """Known pages, longest not fetched, that are asked again in this run."""
    log: Log = field(default_factory=Log)
    on_page: Callable[[], None] = _nothing
    started: datetime = field(default_factory=clock.now)
    asked: int = 0
    """Details requested, and entries of lists taken."""
    met: set[bytes] = field(default_factory=set)
    """Digests of the entries that lists showed."""
    vanished: dict[str, tuple[PageState, str]] = field(default_factory=dict)
    """Pages that answered that they are gone, with the reason; settled when the run has ended."""
    doubted: dict[str, tuple[PageState, str]] = field(default_factory=dict)
    """Pages that no list names and that seem to be gone, with the reason."""
    opted_out: dict[str, tuple[PageState, str]] = field(default_factory=dict)
    """Known pages that ask not to be used any more, with the reason."""
    reservations: dict[str, Reservations] = field(default_factory=dict)
    """What each host that was asked reserves."""
    counted_to: str = ""
    """Id of the last record that was counted as missed, so that an end which is begun anew counts none twice."""
    in_vain: list[str] = field(default_factory=list)
    """Keys of known pages that were asked for and gave nothing."""
    turned: list[Turned] = field(default_factory=list)
    broken: BaseException | None = None
    """What the store said when it could take no more."""
    walls: int = 0
    """Pages in a row that were a refusal or a challenge."""
    stopped: bool = False
    """Somebody ended the run before it was through."""
    end_is_guessed: bool = False
    """A list ended where its next number had no page: likely its end, but nothing said so."""
    open_end: str = ""
    """A page that its pager names as the last one and that is not there, behind a filled one: there may be none, or
    the last entries stand on it."""
    looks: Looks = field(default_factory=Looks)
    """What the lists showed, and whether they stood still meanwhile."""
    settle: Callable[[], Awaitable[None]] = _settled
    """Waits until what was read is in the store."""
    _titles: dict[int, int] = field(default_factory=dict)
    """Digest of each record's id, and of the title that a page gave it."""
    _bodies: set[int] = field(default_factory=set)
    _latest: datetime | None = None

    @property
    def is_walled_off(self) -> bool:
        """Whether the site refuses everything: to go on asking would be a storm."""
        return self.walls >= WALLS

    @property
    def full_up(self) -> bool:
        return self.room == 0

    @property
    def room(self) -> int | None:
        """Details and entries that the limit still lets be taken; None without a limit."""
        return None if self.limit is None else max(self.limit - self.asked, 0)

    def stop(self) -> None:
        """Note that somebody ends the run before it is through."""
        self.stopped = True
        self.tally.fall_short(STOPPED_EARLY)

    def ended_by(self, reason: str) -> None:
        """Note a limit of Scrapy's that ended the crawl before it was through."""
        if reason not in ("finished", ""):
            self.tally.fall_short(f"ended early ({reason})")

    def look_at_clock(self) -> None:
        """Note where the clock was set back: what was seen before and after can then no longer be told apart."""
        now = clock.now()
        if now < (self._latest or self.started):
            self.tally.fall_short("the clock was set back while it ran")
        self._latest = now

    def is_new(self, page: Page) -> bool:
        """Whether these bytes are new in this run: one page under several addresses is a twin, or an error for all."""
        digest, before = hash(page.body), len(self._bodies)
        self._bodies.add(digest)
        return len(self._bodies) > before

    def asked_in_vain(self) -> list[str]:
        """Keys of pages that nothing was had of: they gave nothing, or no list named them, as when they moved."""
        unmet = [key for key in self.recheck if bytes.fromhex(key) not in self.met] if self.tally.lists else []
        return [*self.in_vain, *unmet]

    def is_shared(self, kind: str, fields: Mapping[str, object]) -> bool:
        """Whether another page of this run gave a record of another title by the same id."""
        title = hash((kind, fields.get("title")))
        return self._titles.setdefault(hash(fields["source_id"]), title) != title

    def reserves(self, url: str) -> bool:
        """Whether the page's host says that it may not be mined."""
        return self.reservations.get(urlsplit(url).netloc, NOTHING_RESERVED).reserve(url)

    def turn_away(self, response: Response, reason: RejectReason, detail: str = "") -> None:
        """Count a page that is no record, and keep it to look at."""
        self.tally.reject(reason)
        self.tally.blocked += reason is RejectReason.BLOCK_PAGE
        self.walls += reason is RejectReason.BLOCK_PAGE
        asked = (response.meta.get("redirect_urls") or [""])[0]
        self.turned.append(Turned(response.url, reason, detail, response.body[:4000], asked))

    def remembered(self, key: str) -> Remembered | None:
        """A list page as it was last read; blocks."""
        if self.full or self.source.render == "browser" or self.source.listing.method == "POST":
            return None
        return remembered(Archive(self.keeper.archive), self.known([key]).get(key), self.source)

    async def before(self, url: str) -> Page | None:
        """A part of a page as it was when it could last be had."""

        def kept() -> Page | None:
            state = self.known([url_key(url)]).get(url_key(url))
            return archived(Archive(self.keeper.archive), state, self.source) if state else None

        return await self.in_thread(kept)

    def known(self, keys: list[str]) -> dict[str, PageState]:
        """What is known of pages; blocks."""
        with reading(self.keeper.engine) as conn:
            return known(conn, self.source.id, keys)

    def titles(self, ids: Sequence[str]) -> list[str]:
        """What records of the source are called, by its own ids; blocks."""
        with reading(self.keeper.engine) as conn:
            found = get_many(conn, [record_id(self.source.id, own) for own in ids])
        return [title for one in found.values() if (title := str(one.payload.get("title") or ""))]

    def unlisted(self) -> list[Wanted]:
        """Pages to ask whether their records still are, because the list cannot tell; blocks."""
        if self.limit is not None or self.stopped or not self.tally.lists:
            return []
        if self.source.listing.complete and not self._fell_short() and not self.lists_are_doubtful():
            return []
        with reading(self.keeper.engine) as conn:
            states = unlisted(conn, self.source.id, self.started, opted_out=True)
            unasked = (one for one in states if bytes.fromhex(one.url_key) not in self.met)
            wanted = list(islice((one for one in unasked if self.source.is_detail(one.url)), self._most_asked))
        return [Wanted(one.url_key, Link(one.url), one.mark, one, listed=False) for one in wanted]

    def _fell_short(self) -> bool:
        """Whether the lists were not read to their end, and not because all was known before."""
        counts = self.tally.counts()
        return judge(counts, self.baseline).health is Health.PARTIAL and STOPPED not in counts["shortfalls"]

    @property
    def _most_asked(self) -> int:
        return FEWEST_RECHECKS + len(self.recheck)

    def _can_be_asked(self, most: int) -> int:
        """How many pages of missing records there are to ask, counted as far as `most` of them; blocks.

        A record whose page the source's file no longer takes for one, or that is no longer read from any page, has
        nobody to say that it lives.
        """
        with reading(self.keeper.engine) as conn:
            states = unlisted(conn, self.source.id, self.started)
            return sum(1 for _ in islice(filter(self.source.is_detail, (one.url for one in states)), most))

    def may_end_unlisted(self) -> bool:
        """Whether absence from this run's lists means anything so far; blocks."""
        counts = self.tally.counts()
        if self.stopped or self.broken or self.open_end or not self.source.listing.complete:
            return False
        return has_authority(counts, judge(counts, self.baseline)) and not self.lists_are_doubtful()

    def doubt_open_end(self) -> None:
        """Note where the lists miss live records that may stand on a page which is not there; blocks."""
        if not self.open_end:
            return
        with reading(self.keeper.engine) as conn:
            missing, _ = absent(conn, self.source.id, self.started)
        if missing:
            self.tally.fall_short(f"the last page that a pager names is not there: {self.open_end}")

    def misses_something(self) -> bool:
        """Whether lists that have authority did not show live records; blocks."""
        with reading(self.keeper.engine) as conn:
            missing, _ = absent(conn, self.source.id, self.started)
        return missing > 0 and self.may_end_unlisted()

    def lists_are_doubtful(self) -> bool:
        """Whether so much is missing from the lists that pages must be asked; blocks.

        Lists that show few again and again move the baseline, but not what the store has live. A list that goes on
        without end, unlike before, may have been left in the middle. Where records have no pages of their own there is
        nobody else to ask, and the baseline decides.
        """
        if judge(self.tally.counts(), self.baseline).health in (Health.EMPTY, Health.DROPPED):
            return True
        if not self.source.details:
            return False
        with reading(self.keeper.engine) as conn:
            missing, live = absent(conn, self.source.id, self.started)
        most = 0 if self.tally.endless and not self.baseline.endless else int(max(FEW, (1 - DROPPED) * live))
        return missing > most and self._can_be_asked(most + 1) > most

    async def take(self, pages: list[Kept]) -> None:
        """Take what pages gave into the store, and count what became of it."""
        took = await waited_out(self.beside.take, self.keeper, pages, stopped=self._is_stopped)
        self.tally.outcomes.update(took.outcomes)
        self.tally.rejected.update(took.rejected)
        self.tally.personal.update(took.personal)

    async def seen(self, keys: Sequence[str]) -> None:
        """A list names these known pages."""
        self.look_at_clock()
        if keys:
            # Before it is added: others count while this one waits.
            restored = await self.in_thread(self.keeper.seen, keys)
            self.tally.outcomes["restored"] += restored

    async def in_thread(self, work: Callable[..., T], *args: Any) -> T:
        """Do blocking work with the store beside the event loop; more than once where the store goes away."""
        run_in = asyncio.get_running_loop().run_in_executor
        return await waited_out(run_in, self.threads, work, *args, stopped=self._is_stopped)

    def _is_stopped(self) -> bool:
        return self.stopped
