"""Takes what pages gave into the store, in batches and off the event loop: a thin caller of intake.

A page's state is written after its records: killed in between, the next run fetches the page again and finds its
records unchanged. The other way round it would believe to have what it has not.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from sqlalchemy import Connection, Engine

from rencai import clock
from rencai.errors import UnderWay
from rencai.intake import Intake
from rencai.records.canonical import record_id
from rencai.records.personal import mask
from rencai.store.archive import Archive
from rencai.store.engine import open_engine, reading, writing
from rencai.store.erase import erased_records
from rencai.store.pages import LIST, PART, PageState, erased, listed, save
from rencai.store.runs import Reject, heartbeat, reject
from rencai_crawler.addresses import url_key
from rencai_crawler.envelope import pack

CACHE = 8_000
"""Kilobytes of the store that each of a crawl's connections may hold: with 32 MB in each it went beyond 400 MB."""
BATCH = 200
"""Records that are taken together."""
PAGES = 128
BYTES = 8_000_000
"""Pages that are taken together, and bytes of them: a page in memory is several times its size."""
Told = Mapping[str, Sequence[str]]
"""By the key of each list the keys of the pages that it tells of."""
NOTHING_TOLD: Told = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Kept:
    """What one page gave: the state to remember, the response to archive, and the raw fields of its records."""

    state: PageState
    body: bytes = b""
    content_type: str = ""
    items: tuple[tuple[str, Mapping[str, object]], ...] = ()
    archive: bool = True
    names: tuple[str, ...] = ()
    """Keys of the pages that this one, a list, tells of."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A page that was turned away, kept to look at."""

    item: str
    reason: str
    detail: str
    body: bytes = b""
    asked: str = ""
    """The address that led to it, where that is another one."""


@dataclass(frozen=True, slots=True)
class Took:
    """What became of the records of some pages."""

    outcomes: Counter[str] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
    personal: Counter[str] = field(default_factory=Counter)
    """Personal data in their texts, by kind: kept, and covered wherever it is shown."""


@dataclass(frozen=True)
class Keeper:
    """One run's way into the store, as values that another process can have. Methods block: call them in a thread."""

    store: str
    """SQLAlchemy URL, password included."""
    archive: Path
    source: str
    run_id: int
    marks: tuple[str, ...] = ()

    @property
    def engine(self) -> Engine:
        """This process's connections."""
        return _engine(self.store)

    def take(self, pages: Sequence[Kept]) -> Took:
        """Take the records of pages, archive the responses, remember the pages."""
        raws: dict[str, list[Mapping[str, object]]] = defaultdict(list)
        for page in pages:
            for kind, fields in page.items:
                raws[kind].append(fields)
        took = Took()
        for fields in chain.from_iterable(raws.values()):
            took.personal.update(personal_in(fields))
        intake = Intake(self.engine, self.source, "crawl", self.run_id, flags=self.marks)
        for kind, items in raws.items():
            for taken in intake.take(kind, items):
                if taken.outcome == "rejected":
                    took.rejected[str(taken.reason)] += 1
                else:
                    took.outcomes[taken.outcome] += 1
        told = {page.state.url_key: page.names for page in pages}
        with reading(self.engine) as conn:
            barred = self._barred(conn, [page.state for page in pages], told)
        self.remember([self._archived(page, barred) for page in pages], told)
        return took

    def _barred(self, conn: Connection, states: Iterable[PageState], told: Told) -> set[str]:
        """Pages, by key, that tell of a record of which the content was erased: what they say is not to be kept."""
        telling: dict[str, set[str]] = defaultdict(set)
        for state in states:
            for own in state.source_ids:
                telling[record_id(self.source, own)].add(state.url_key)
            for name in told.get(state.url_key, ()):
                telling[name].add(state.url_key)
        named = {name for state in states for name in told.get(state.url_key, ())}
        tombs = erased_records(conn, telling.keys() - named) | erased(conn, self.source, named)
        return {key for tomb in tombs for key in telling[tomb]}

    def _archived(self, page: Kept, barred: set[str]) -> PageState:
        if not page.body or not page.archive or page.state.url_key in barred:
            return page.state
        return replace(page.state, digest=Archive(self.archive).keep(pack(page.content_type, page.body)))

    def seen(self, keys: Sequence[str]) -> int:
        """A list names these known pages: their records are still there. Gives how many came back to life."""
        back = 0
        for start in range(0, len(keys), BATCH):
            with writing(self.engine) as turn:
                back += len(listed(turn, self.source, keys[start : start + BATCH], clock.now()))
        return back

    def remember(self, states: Sequence[PageState], told: Told = NOTHING_TOLD) -> None:
        """Write the states of pages; of those that tell of an erased record only that they are.

        Looked at in the writer's turn: what was erased a moment ago, while a page was read, must not come back.
        """
        # A page that is met twice in a batch must not meet itself in one statement.
        latest = {state.url_key: state for state in states}
        if not latest:
            return
        with writing(self.engine) as turn:
            barred = self._barred(turn.conn, latest.values(), told)
            for key in barred:
                if latest[key].digest:
                    Archive(self.archive).drop(latest[key].digest)
                latest[key] = _bare(latest[key])
            save(turn, list(latest.values()))

    def turn_away(self, pages: Iterable[Turned]) -> None:
        """Keep pages that are no records; of those whose record was erased nothing but that there was one."""
        kept = [(page, {url_key(url) for url in (page.item, page.asked) if url}) for page in pages]
        now = clock.now()
        with writing(self.engine) as turn:
            barred = erased(turn.conn, self.source, {key for _, keys in kept for key in keys})
            rows = [
                Reject(self.run_id, self.source, page.item, page.reason, page.detail, raw, now)
                for page, keys in kept
                for raw in ["" if barred & keys else _readable(page.body)]
            ]
            reject(turn, rows)

    def beat(self, counts: Mapping[str, object]) -> None:
        """Say that the run is alive, and how far it came. Raises UnderWay where another process took it for dead."""
        if not heartbeat(self.engine, self.run_id, counts):
            raise UnderWay(f"run {self.run_id} gave no sign of life for too long and was ended by another process")


def personal_in(fields: Mapping[str, object]) -> Mapping[str, int]:
    """How many of each kind of personal data raw fields have; a text that comes with markup as well counts once."""
    counts = Counter[str]()
    for name, text in fields.items():
        if isinstance(text, str) and not name.endswith(("_html", "url")):
            counts.update(mask(text).counts)
    return counts


def _bare(state: PageState) -> PageState:
    """That a page is there, and nothing of what it says."""
    # Without validators the page is had whole each time, and without its mark nothing tells what a list said.
    mark = state.mark if state.mark in (LIST, PART) else ""
    return replace(state, digest="", etag="", last_modified="", mark=mark)


def _readable(body: bytes) -> str:
    """The start of a page as text; a database refuses NUL."""
    return body[:4000].decode("utf-8", "replace").replace("\x00", "")


_engines: dict[str, Engine] = {}


def _engine(url: str) -> Engine:
    # Threads may come here at the same time: what the second one opened has no connections yet.
    return _engines.get(url) or _engines.setdefault(url, open_engine(url, cache=CACHE))


def let_go() -> None:
    """Close this process's connections for keeping; they open again when they are needed."""
    while _engines:
        _engines.popitem()[1].dispose()
