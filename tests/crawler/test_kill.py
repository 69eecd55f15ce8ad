"""Kill −9 in the middle of a crawl, start again: it goes on, nothing is lost and nothing doubled."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import yaml
from sqlalchemy import Engine, func, select

from fault_site import Answer, FaultSite, Request
from rencai.store.engine import open_engine, reading
from rencai.store.migrate import migrate
from rencai.store.read import scan
from rencai.store.runs import recent_runs
from rencai.store.tables import changes, page_records, records, versions
from support_crawl import fill, path, source_of

COUNT = 300


def crawl(folder: Path, site: FaultSite, *which: str, **more: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "RENCAI_DATA": str(folder / "data"),
        "RENCAI_SOURCES": str(folder / "sources"),
        "RENCAI_ALLOW_HOSTS": site.netloc,
        **more,
    }
    command = [sys.executable, "-m", "rencai", "--quiet", "crawl", *(which or ("fault",))]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture
def folder(tmp_path: Path, site: FaultSite) -> Path:
    fill(site, range(COUNT))
    (tmp_path / "sources").mkdir()
    # A page that a test holds back must not be given up while other processes are still starting.
    patient = source_of(site, politeness={"delay": 0, "concurrency": 4, "timeout": 60})
    declared = patient.model_dump(mode="json", exclude_defaults=True)
    (tmp_path / "sources" / "fault.yaml").write_text(yaml.safe_dump(declared, allow_unicode=True), encoding="utf-8")
    return tmp_path


def stored(folder: Path) -> Engine:
    engine = open_engine(f"sqlite:///{folder / 'data' / 'rencai.sqlite'}")
    migrate(engine)
    return engine


def count(engine: Engine, table: object) -> int:
    with reading(engine) as conn:
        return int(conn.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_killed_again_and_again_it_ends_as_if_it_had_not_been(folder: Path, site: FaultSite) -> None:
    """Each crawl is killed a little later than the one before, so at another piece of its work."""
    grown = []
    for pages in (20, 90, 200):
        site.forget()
        process = crawl(folder, site)
        while len(site.asked) < pages and process.poll() is None:
            time.sleep(0.01)
        time.sleep(0.15)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        engine = stored(folder)
        grown.append(count(engine, records))
        engine.dispose()
    assert grown == sorted(grown)
    process = crawl(folder, site)
    _, said = process.communicate(timeout=120)
    assert process.returncode == 0, said.decode()

    engine = stored(folder)
    try:
        found = [one for page in scan(engine) for one in page]
        assert {int(one.source_id) for one in found} == set(range(COUNT))
        assert {one.status for one in found} == {"live"}
        assert {one.version for one in found} == {1}
        assert [count(engine, table) for table in (records, page_records, versions)] == [COUNT, COUNT, 0]
        assert count(engine, changes) >= COUNT
        with reading(engine) as conn:
            last = recent_runs(conn, job="crawl:fault")[0]
        assert (last.state, last.counts["health"]) == ("done", "healthy")
        assert last.counts["added"] + last.counts["unchanged"] == COUNT
    finally:
        engine.dispose()


def test_a_polite_end_keeps_what_was_read(folder: Path, site: FaultSite) -> None:
    process = crawl(folder, site)
    while len(site.asked) < 60 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert b"start the command again to go on" in said
    engine = stored(folder)
    try:
        with reading(engine) as conn:
            last = recent_runs(conn, job="crawl:fault")[0]
        assert last.state == "stopped"
        assert last.counts["health"] == "partial"
        assert 0 < count(engine, records) == last.counts["added"]
        assert {one.status for page in scan(engine) for one in page} == {"live"}
    finally:
        engine.dispose()


def test_what_a_stopped_crawl_did_not_come_to_is_not_failed(folder: Path, site: FaultSite) -> None:
    """The second source is at the same host and waits for its turn."""
    asked, over = threading.Event(), threading.Event()

    def late(_: Request) -> Answer:
        asked.set()
        over.wait(60)
        return Answer(b"", 503)

    site.routes["/list"] = late
    declared = (folder / "sources" / "fault.yaml").read_text(encoding="utf-8").replace("id: fault", "id: other")
    (folder / "sources" / "other.yaml").write_text(declared, encoding="utf-8")
    process = crawl(folder, site, "fault", "other")
    try:
        assert asked.wait(60)
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
    finally:
        over.set()
        _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM, said.decode()
    engine = stored(folder)
    try:
        with reading(engine) as conn:
            (first,) = recent_runs(conn, job="crawl:fault")
            assert recent_runs(conn, job="crawl:other") == []
        assert first.state == "stopped"
    finally:
        engine.dispose()


@pytest.mark.parametrize("times", [1, 2])
def test_however_often_it_is_interrupted_it_ends_and_says_one_thing(folder: Path, site: FaultSite, times: int) -> None:
    """Requests are under way then, for which the first interruption waits."""
    asked, over = threading.Event(), threading.Event()

    def late(_: Request) -> Answer:
        asked.set()
        over.wait(30)
        return Answer(b"", 503)

    site.routes |= {path(number): late for number in range(100, 120)}
    process = crawl(folder, site)
    assert asked.wait(60)
    for _ in range(times):
        process.send_signal(signal.SIGINT)
        time.sleep(0.3)
    over.set()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert len(said.decode().splitlines()) == 1, said.decode()
    assert b"start the command again to go on" in said


def test_a_second_crawl_of_a_source_leaves_the_first_alone(folder: Path, site: FaultSite) -> None:
    fill(site, range(20))
    asked, over = threading.Event(), threading.Event()

    def late(_: Request) -> Answer:
        asked.set()
        over.wait(120)
        return Answer(b"", 503)

    site.routes[path(1)] = late
    first = crawl(folder, site, RENCAI_RUN="41")
    try:
        assert asked.wait(60)
        second = crawl(folder, site)
        _, said = second.communicate(timeout=120)
        among_all = crawl(folder, site, "--all")
        among_all.communicate(timeout=120)
    finally:
        over.set()
        first.communicate(timeout=120)
    assert (second.returncode, among_all.returncode) == (1, 0)
    assert b"of crawl:fault is under way" in said
    engine = stored(folder)
    try:
        with reading(engine) as conn:
            (only,) = recent_runs(conn, job="crawl:fault")
        assert (only.state, only.parent, only.cause, only.counts["added"]) == ("done", 41, "schedule", 19)
    finally:
        engine.dispose()
