"""`rencai demo`: the whole network on one machine, from nothing to a site with content, and its end."""

import os
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from rencai.clock import today
from rencai.console import Console
from rencai.errors import PortTaken, RencaiError
from rencai.settings import Settings
from rencai.store.engine import reading
from rencai.store.life import expire_all
from rencai.store.migrate import prepare
from rencai.store.read import counts
from rencai.store.runs import recent_runs
from rencai_sample.family import Child, Family
from rencai_sample.network import SITES, SOURCES
from rencai_sample.page import HOST

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from rencai.search.port import SearchReader
    from rencai.store.runs import Run

STARTED = 30.0
"""Seconds within which the site must answer."""
INDEXED = 120.0
"""Seconds within which the index must have what was collected."""
STEP = 0.25
DONE = "done"


class DemoFailed(RencaiError):
    """A part of the demo ended by itself, or does not answer."""


class _Stop(BaseException):
    """SIGINT or SIGTERM arrived."""


def demo(port: int, settings: Settings, out: Console) -> None:
    """Run until SIGINT or SIGTERM; every process that was started has ended when this returns."""
    _need_port(port)
    for site in SITES:
        _need_port(site.port, shared=True)
    family = Family(environment(port, settings), settings.data / "logs")
    with _stopped_by_signals(out):
        try:
            _run(port, settings, out, family)
        finally:
            _ignore_signals()
            family.stop()


def environment(port: int, settings: Settings) -> dict[str, str]:
    """What the children get beside this process's own: the sample network may be fetched, links point at this site."""
    hosts = (*settings.allow_hosts, *(f"{HOST}:{site.port}" for site in SITES))
    values = {"RENCAI_ALLOW_HOSTS": ",".join(dict.fromkeys(hosts))}
    if "RENCAI_PUBLIC_URL" not in os.environ:
        values["RENCAI_PUBLIC_URL"] = f"http://{HOST}:{port}"
    return values


def _run(port: int, settings: Settings, out: Console, family: Family) -> None:
    began = time.monotonic()
    engine = prepare(settings)
    out.info("store ready")
    # The site first and alone: people wait for it, the others would only slow its start.
    family.start("serve", "serve", "--host", HOST, "--port", str(port))
    _wait(lambda: _answers(f"http://{HOST}:{port}/healthz"), STARTED, "the site does not answer", family)
    out.info(f"serving http://{HOST}:{port} after {time.monotonic() - began:.0f} s")
    family.start("sample", "sample")
    family.start("follow", "index", "follow")
    _import_guides(engine)
    missing = uncollected(engine)
    if missing:
        _collect(missing, engine, out, family)
    expire_all(engine, today())
    _await_index(engine, settings, out, family)
    family.start("schedule", "schedule", "run")
    out.result(last_line(port, engine))
    while True:
        _check(family)
        time.sleep(STEP)


def uncollected(engine: "Engine") -> tuple[str, ...]:
    """The sample sources whose latest run did not read all of them; the others are not fetched again at a start."""
    with reading(engine) as conn:
        latest = {source: next(iter(recent_runs(conn, source=source, limit=1)), None) for source in SOURCES}
    return tuple(source for source, run in latest.items() if run is None or not _whole(run))


def _whole(run: "Run") -> bool:
    return run.state == DONE and bool(run.counts.get("complete"))


def live(engine: "Engine") -> dict[str, int]:
    """How many records of each kind are live."""
    with reading(engine) as conn:
        return {kind: states.get("live", 0) for kind, states in counts(conn).items()}


def _import_guides(engine: "Engine") -> None:
    from rencai.intake.service_guides import import_guides

    import_guides(engine)


def last_line(port: int, engine: "Engine") -> str:
    """The address, and what there is."""
    found = live(engine)
    return (
        f"http://{HOST}:{port}  {found.get('job_posting', 0)} vacancies, {found.get('training_course', 0)} courses"
        f" and {found.get('policy_notice', 0)} notices are live; Ctrl-C ends it"
    )


def _collect(sources: Sequence[str], engine: "Engine", out: Console, family: Family) -> None:
    """Crawl sample sources, showing how many records have arrived."""
    from rencai_sample.totals import by_source

    before = _records(engine)
    crawl = family.start("crawl", "crawl", *sources, "--json")
    expected = sum(sum(by_source()[source].values()) for source in sources)
    with out.progress(expected, "collecting") as step:
        done = 0
        while crawl.process.poll() is None:
            time.sleep(STEP)
            _check(family, but=crawl)
            now = _records(engine) - before
            step.advance(max(0, now - done))
            done = max(now, done)
        step.advance(max(0, _records(engine) - before - done))
    family.forget(crawl)
    if crawl.process.returncode:
        out.warn(f"the crawl failed; what it collected is shown. Its last words:\n{crawl.tail()}")


def _records(engine: "Engine") -> int:
    with reading(engine) as conn:
        return sum(sum(states.values()) for states in counts(conn).values())


def _await_index(engine: "Engine", settings: Settings, out: Console, family: Family) -> None:
    """Wait until search has the live records and no others."""
    from rencai.search.open import open_reader

    reader = open_reader(settings)
    wanted = sum(live(engine).values())
    try:
        with out.progress(wanted, "indexing") as step:
            done = 0
            end = time.monotonic() + INDEXED
            while (now := _indexed(reader)) != wanted and time.monotonic() < end:
                _check(family)
                step.advance(max(0, now - done))
                done = max(now, done)
                time.sleep(STEP)
            step.advance(max(0, now - done))
    finally:
        reader.close()
    if now != wanted:
        out.warn(f"search has {now} of {wanted} records; the indexer goes on")


def _indexed(reader: "SearchReader") -> int:
    reader.refresh()
    return reader.count() if reader.ready() else 0


def _check(family: Family, but: Child | None = None) -> None:
    """Raises DemoFailed with the last words of a child that has ended by itself."""
    fallen = family.fallen()
    if fallen is not None and fallen is not but:
        code = fallen.process.returncode
        raise DemoFailed(f"{fallen.name} ended with code {code}; its log is {fallen.log}\n{fallen.tail()}")


def _wait(done: Callable[[], bool], seconds: float, trouble: str, family: Family) -> None:
    end = time.monotonic() + seconds
    while not done():
        _check(family)
        if time.monotonic() > end:
            raise DemoFailed(f"{trouble} after {seconds:.0f} s")
        time.sleep(0.1)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:  # noqa: S310  # our own http address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _need_port(port: int, *, shared: bool = False) -> None:
    """Raises PortTaken when another program listens there; sample networks share theirs."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared and hasattr(socket, "SO_REUSEPORT"):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            advice = "stop the program that holds it" if shared else "give another one with --port"
            raise PortTaken(f"port {port} of {HOST} is taken: {advice}") from error


@contextmanager
def _stopped_by_signals(out: Console) -> Iterator[None]:
    """SIGINT, SIGTERM and SIGHUP end the block quietly."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        _ignore_signals()
        raise _Stop

    for number in _SIGNALS:
        signal.signal(number, stop)
    try:
        yield
    except _Stop:
        out.info("stopped")


_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _ignore_signals() -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
