"""Whole crawls into PostgreSQL: what the other tests of crawls do with SQLite, where the databases might differ."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from pkgutil import resolve_name

import pytest
import yaml
from sqlalchemy import Engine, column, create_engine, func, select, table

from fault_site import Answer, FaultSite, conditional
from rencai.errors import StoreAway, StoreUnavailable
from rencai.settings import Settings
from rencai.store.archive import Archive
from rencai.store.engine import reading
from rencai.store.read import scan
from rencai.store.runs import recent_runs
from rencai.store.tables import page_records, records, versions
from rencai_crawler.crawl import Crawl
from rencai_crawler.reparse import Reparse
from support_crawl import fill, listing, notice, path, source_of
from support_store import PostgreSQL, address, postgresql_store

pytestmark = pytest.mark.postgresql
COUNT = 160


@pytest.fixture
def store(postgresql: PostgreSQL) -> Iterator[Engine]:
    with postgresql_store(postgresql) as engine:
        yield engine


def count(engine: Engine, of: object) -> int:
    with reading(engine) as conn:
        return int(conn.execute(select(func.count()).select_from(of)).scalar_one())  # type: ignore[arg-type]


def statuses(engine: Engine) -> dict[str, str]:
    return {one.source_id: one.status for page in scan(engine) for one in page}


def test_a_source_through_its_life(store: Engine, site: FaultSite, tmp_path: Path) -> None:
    """Collected, unchanged, changed, gone by its list, gone by its page, back again, read again from the archive."""
    settings = Settings(data=tmp_path / "data", allow_hosts=(site.netloc,))
    source = source_of(site, listing={"gone_after": 1}, recheck=1.0)
    fill(site, range(12))
    site.routes["/list"] = conditional(listing(range(12)), '"1"')

    def crawl() -> dict[str, object]:
        return Crawl(store, settings, overrides={"RETRY_TIMES": 0}).run([source])["fault"]

    assert crawl()["added"] == 12
    site.page(path(3), notice(3, "内容有改动。" * 20))
    assert [crawl()[name] for name in ("changed", "gone")] == [1, 0]
    site.page("/list", listing(range(1, 12)))
    assert crawl()["gone"] == 1
    site.routes[path(5)] = Answer(b"", 410)
    assert crawl()["gone"] == 1
    assert {name for name, status in statuses(store).items() if status == "gone"} == {"0", "5"}
    fill(site, range(12))
    crawl()
    assert set(statuses(store).values()) == {"live"}

    again = Reparse(store, Archive(tmp_path / "data" / "pages"), source, 1)
    assert sum(again.run()) > 0
    assert (again.counts["changed"], again.counts["added"]) == (0, 0)
    assert [count(store, one) for one in (records, versions)] == [12, 2]  # there and back


def start(folder: Path, site: FaultSite, store: Engine) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "RENCAI_DATA": str(folder / "data"),
        "RENCAI_SOURCES": str(folder / "sources"),
        "RENCAI_ALLOW_HOSTS": site.netloc,
        "DATABASE_URL": address(store),
    }
    command = [sys.executable, "-m", "rencai", "--quiet", "crawl", "fault"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def begun(folder: Path, site: FaultSite, store: Engine) -> subprocess.Popen[bytes]:
    """A crawl that has asked for most of its pages."""
    fill(site, range(COUNT))
    (folder / "sources").mkdir()
    declared = source_of(site).model_dump(mode="json", exclude_defaults=True)
    (folder / "sources" / "fault.yaml").write_text(yaml.safe_dump(declared, allow_unicode=True), encoding="utf-8")
    crawl = start(folder, site, store)
    while len(site.asked) < 100 and crawl.poll() is None:
        time.sleep(0.01)
    return crawl


@pytest.mark.timeout(300)
def test_a_killed_crawl_goes_on(store: Engine, site: FaultSite, tmp_path: Path) -> None:
    first = begun(tmp_path, site, store)
    first.send_signal(signal.SIGKILL)
    first.communicate()
    before = count(store, records)
    second = start(tmp_path, site, store)
    _, said = second.communicate(timeout=200)
    assert second.returncode == 0, said.decode()
    found = [one for page in scan(store) for one in page]
    assert before <= len(found) == COUNT
    assert {(one.status, one.version) for one in found} == {("live", 1)}
    assert [count(store, one) for one in (page_records, versions)] == [COUNT, 0]
    with reading(store) as conn:
        last, killed = recent_runs(conn, job="crawl:fault")
    assert (killed.state, last.state, last.counts["health"]) == ("lost", "done", "healthy")


class Away:
    """A store whose server is started anew: every connection to it is ended, and others are refused for a while."""

    def __init__(self, server: PostgreSQL, store: Engine, seconds: float = 0.7) -> None:
        self._server, self._name, self._seconds = server, str(store.url.database), seconds
        self.gone, self.back = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._stop)

    def begin(self) -> None:
        """Give it back after a while, or when `back` is set."""
        if self._thread.ident is None:
            self._thread.start()
            assert self.gone.wait(20)

    def join(self) -> None:
        self._thread.join()

    def _stop(self) -> None:
        engine = create_engine(self._server.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as conn:
            conn.exec_driver_sql(f'ALTER DATABASE "{self._name}" ALLOW_CONNECTIONS false')
            others = select(func.pg_terminate_backend(column("pid"))).select_from(table("pg_stat_activity"))
            conn.execute(others.where(column("datname") == self._name))
            self.gone.set()
            self.back.wait(self._seconds)
            conn.exec_driver_sql(f'ALTER DATABASE "{self._name}" ALLOW_CONNECTIONS true')
        engine.dispose()


@pytest.mark.timeout(120)
def test_a_store_that_is_started_anew_costs_no_crawl(
    postgresql: PostgreSQL, store: Engine, site: FaultSite, tmp_path: Path
) -> None:
    crawl = begun(tmp_path, site, store)
    away = Away(postgresql, store, 2.0)
    away.begin()
    away.join()
    _, said = crawl.communicate(timeout=100)
    assert crawl.returncode == 0, said.decode()
    found = [one for page in scan(store) for one in page]
    assert [(one.status, one.version) for one in found] == [("live", 1)] * COUNT
    with reading(store) as conn:
        (run,) = recent_runs(conn, job="crawl:fault")
    assert (run.state, run.counts["health"]) == ("done", "healthy")
    # What was written just before is met as unchanged when its batch is written again.
    assert run.counts["added"] + run.counts["unchanged"] == COUNT


def goes_before(step: str, away: Away, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the store go away just before a step is done for the first time."""
    real = resolve_name(f"rencai_crawler.{step}")

    def without_store(*given: object, **named: object) -> object:
        away.begin()
        return real(*given, **named)

    monkeypatch.setattr(f"rencai_crawler.{step}", without_store)


@pytest.mark.parametrize(
    "step",
    ["crawl.abandon", "crawl.start_alone", "crawl.past_counts", "crawl.finish", "ending.finish_run", "crawl.forget"],
)
@pytest.mark.timeout(120)
def test_a_store_that_goes_away_as_a_run_begins_or_ends_costs_no_crawl(
    postgresql: PostgreSQL, store: Engine, site: FaultSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """That of one source ended the whole crawl, and with it the runs of all others."""
    fill(site, range(4))
    settings = Settings(data=tmp_path / "data", allow_hosts=(site.netloc,))
    crawl, source = Crawl(store, settings, overrides={"RETRY_TIMES": 0}), source_of(site, listing={"gone_after": 3})
    assert crawl.run([source])["fault"]["added"] == 4
    site.page("/list", listing(range(1, 4)))
    away = Away(postgresql, store)
    goes_before(step, away, monkeypatch)
    counts = crawl.run([source])["fault"]
    away.join()
    assert (counts["health"], counts["unchanged"], counts["gone"]) == ("healthy", 3, 0)
    with reading(store) as conn:
        assert conn.execute(select(func.max(records.c.misses))).scalar_one() == 1
        assert recent_runs(conn, job="crawl:fault")[0].state == "done"


@pytest.mark.parametrize("step", ["reparse.archived_pages", "reparse.Intake.take", "reparse.save"])
@pytest.mark.timeout(120)
def test_a_store_that_goes_away_costs_no_reading_again(
    postgresql: PostgreSQL, store: Engine, site: FaultSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    fill(site, range(4))
    source = source_of(site)
    Crawl(store, Settings(data=tmp_path / "data", allow_hosts=(site.netloc,))).run([source])
    away = Away(postgresql, store)
    goes_before(step, away, monkeypatch)
    again = Reparse(store, Archive(tmp_path / "data" / "pages"), source, 1)
    assert sum(again.run()) == 4
    away.join()
    assert again.counts == {"pages": 4, "unchanged": 4}


@pytest.mark.timeout(120)
def test_a_crawl_that_is_stopped_waits_for_no_store(
    postgresql: PostgreSQL, store: Engine, site: FaultSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(site, range(4))
    crawl = Crawl(store, Settings(data=tmp_path / "data", allow_hosts=(site.netloc,)))
    away = Away(postgresql, store, 30.0)
    goes_before("crawl.finish", away, monkeypatch)
    threading.Thread(target=interrupted, args=(away,), daemon=True).start()
    began = time.monotonic()
    with pytest.raises(StoreAway):
        crawl.run([source_of(site)])
    assert time.monotonic() - began < 15
    assert crawl.stopped_by == signal.SIGINT
    away.back.set()
    away.join()


def interrupted(away: Away) -> None:
    """Press Ctrl-C a second after the store has gone."""
    away.gone.wait(60)
    time.sleep(1)
    os.kill(os.getpid(), signal.SIGINT)


def test_a_statement_that_was_cancelled_is_not_done_again(store: Engine) -> None:
    with reading(store) as conn, pytest.raises(StoreUnavailable) as caught:
        conn.exec_driver_sql("SET LOCAL statement_timeout = 10; SELECT pg_sleep(1)")
    assert not isinstance(caught.value, StoreAway)
