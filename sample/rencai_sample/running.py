"""The demo's work from an empty folder to a complete site, watched step by step."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from rencai.clock import today
from rencai.console import Console
from rencai.errors import RencaiError, SearchUnavailable
from rencai.settings import Settings
from rencai.store.engine import reading
from rencai.store.life import expire_all
from rencai.store.migrate import prepare
from rencai.store.read import counts
from rencai.store.runs import recent_runs
from rencai_sample.family import Child, Family
from rencai_sample.network import SOURCES
from rencai_sample.page import HOST

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from rencai.search.port import SearchReader
    from rencai.store.runs import Run

ANSWERS = 30.0
"""Seconds within which the site must answer."""
INDEXED = 120.0
"""Seconds within which the index must have what was collected."""
SHORT = 10.0
"""A process that lived shorter has a reason that starting it again would not mend."""
STEP = 0.25
ATTEMPTS = 3
"""Starts of a crawl that fails; each goes on where the one before ended."""
DONE = "done"


class DemoFailed(RencaiError):
    """A part of the demo ended by itself, or does not answer."""


class Running:
    """One run of the demo. `run` never returns by itself."""

    def __init__(self, port: int, settings: Settings, out: Console, family: Family) -> None:
        self._address = f"http://{HOST}:{port}"
        self._port = port
        self._settings = settings
        self._out = out
        self._family = family
        self._engine = prepare(settings)
        out.info("store ready")

    def run(self) -> NoReturn:
        """Start everything, collect what is missing, tell what there is, and watch."""
        self._serve()
        self._family.start("sample", "sample")
        self._family.start("follow", "index", "follow")
        self._import_guides()
        for _ in range(ATTEMPTS):
            missing = uncollected(self._engine)
            if not missing or self._collect(missing):
                break
        expire_all(self._engine, today())
        self._await_index()
        self._family.start("schedule", "schedule", "run")
        self._out.result(self._last_line())
        while True:
            self._watch()
            time.sleep(STEP)

    def _serve(self) -> None:
        """Start the site first and alone: people wait for it, and the others would slow its start."""
        began = time.monotonic()
        self._family.start("serve", "serve", "--host", HOST, "--port", str(self._port))
        while not _answers(f"{self._address}/healthz"):
            self._watch()
            if time.monotonic() - began > ANSWERS:
                raise DemoFailed(
                    f"the site does not answer after {ANSWERS:.0f} s; its log is in the data folder's logs"
                )
            time.sleep(0.1)
        self._out.info(f"serving {self._address}")

    def _import_guides(self) -> None:
        from rencai.intake.service_guides import import_guides

        import_guides(self._engine)

    def _collect(self, sources: Sequence[str]) -> bool:
        """Crawl sample sources, showing how many records have arrived; tell whether the crawl came to its end."""
        from rencai_sample.totals import by_source

        before = _records(self._engine)
        crawl = self._family.start("crawl", "crawl", *sources, "--json")
        expected = sum(sum(by_source()[source].values()) for source in sources)
        self._follow_up(
            lambda: _records(self._engine) - before,
            expected,
            "collecting",
            lambda _: crawl.process.poll() is not None,
            crawl,
        )
        self._family.forget(crawl)
        if crawl.process.returncode:
            self._out.warn(f"the crawl failed; what it collected is kept. Its last words:\n{crawl.tail()}")
        return crawl.process.returncode == 0

    def _await_index(self) -> None:
        """Wait until search has the live records and no others."""
        from rencai.search.open import open_reader

        reader = open_reader(self._settings)
        wanted = sum(live(self._engine).values())
        end = time.monotonic() + INDEXED
        try:
            found = self._follow_up(
                lambda: _indexed(reader), wanted, "indexing", lambda now: now == wanted or time.monotonic() > end
            )
        finally:
            reader.close()
        if found != wanted:
            self._out.warn(f"search has {found} of {wanted} records; the indexer goes on")

    def _follow_up(
        self, count: Callable[[], int], total: int, label: str, done: Callable[[int], bool], but: Child | None = None
    ) -> int:
        """Show a count as progress until it is done; give its last value."""
        shown = 0
        with self._out.progress(total, label) as step:
            while True:
                ended = done(now := count())
                step.advance(max(0, now - shown))
                shown = max(now, shown)
                if ended:
                    return now
                self._watch(but)
                time.sleep(STEP)

    def _watch(self, but: Child | None = None) -> None:
        """Start a child that has ended again. Raises DemoFailed where that would not help."""
        fallen = self._family.fallen()
        if fallen is None or fallen is but:
            return
        said = f"{fallen.name} ended with code {fallen.process.returncode}"
        if fallen.lived() < SHORT:
            raise DemoFailed(f"{said}; its log is {fallen.log}\n{fallen.tail()}")
        self._out.warn(f"{said}; it is started again")
        self._family.replace(fallen)

    def _last_line(self) -> str:
        """The address, and what there is."""
        found = live(self._engine)
        return (
            f"{self._address}  {found.get('job_posting', 0)} vacancies, {found.get('training_course', 0)} courses"
            f" and {found.get('policy_notice', 0)} notices are live; Ctrl-C ends it"
        )


def uncollected(engine: "Engine") -> tuple[str, ...]:
    """The sample sources whose latest crawl did not read all of them; the others are not fetched again at a start."""
    with reading(engine) as conn:
        latest = {source: next(iter(recent_runs(conn, job=f"crawl:{source}", limit=1)), None) for source in SOURCES}
    return tuple(source for source, run in latest.items() if run is None or not _whole(run))


def live(engine: "Engine") -> dict[str, int]:
    """How many records of each kind are live."""
    with reading(engine) as conn:
        return {kind: states.get("live", 0) for kind, states in counts(conn).items()}


def _whole(run: "Run") -> bool:
    return run.state == DONE and bool(run.counts.get("complete"))


def _records(engine: "Engine") -> int:
    with reading(engine) as conn:
        return sum(sum(states.values()) for states in counts(conn).values())


def _indexed(reader: "SearchReader") -> int:
    # Until the follower has built an index, or a new one of the version of this code, there is none to ask.
    with suppress(SearchUnavailable):
        reader.refresh()
        return reader.count()
    return 0


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  # our own http address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
