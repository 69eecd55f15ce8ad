"""Clocks that are wrong, or set while a crawl runs: what lives goes on living, what is dead ends."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert

from fault_site import Answer, FaultSite, Request, conditional
from rencai import clock
from rencai.settings import Settings
from rencai.store.archive import Archive
from rencai.store.engine import reading, writing
from rencai.store.read import scan
from rencai.store.runs import recent_runs, rejected, start_alone, start_run
from rencai.store.tables import runs
from rencai_crawler.crawl import Crawl
from rencai_crawler.health import STOPPED
from rencai_crawler.reparse import Reparse
from rencai_crawler.source import Source
from rencai_crawler.status import statuses as standings
from support_crawl import Run, fill, listing, notice, path, source_of

Statuses = Callable[[], dict[str, str]]


@pytest.fixture
def wrong(monkeypatch: pytest.MonkeyPatch) -> list[timedelta]:
    """How far the clock is off; a test sets it."""
    off = [timedelta()]
    monkeypatch.setattr(clock, "now", lambda: datetime.now(UTC) + off[0])
    return off


def test_a_clock_set_back_while_lists_are_read_ends_nothing(
    run: Run, site: FaultSite, source: Source, statuses: Statuses, wrong: list[timedelta]
) -> None:
    for page in range(4):
        further = f"/list?page={page + 1}" if page < 3 else ""
        site.page(f"/list?page={page}" if page else "/list", listing(range(page * 5, page * 5 + 5), further))
    for number in range(20):
        site.page(path(number), notice(number))
    run(source)
    last = listing(range(15, 20))

    def set_back(_: Request) -> Answer:
        wrong[0] -= timedelta(hours=1)
        return Answer(last.encode())

    site.routes["/list?page=3"] = set_back
    wrong[0] = timedelta(minutes=30)
    assert run(source)["gone"] == 0
    assert set(statuses().values()) == {"live"}


def test_what_was_seen_by_a_clock_that_was_ahead_ends_all_the_same(
    run: Run, site: FaultSite, source: Source, statuses: Statuses, wrong: list[timedelta]
) -> None:
    fill(site, range(10))
    wrong[0] = timedelta(days=300)
    run(source)
    wrong[0] = timedelta()
    site.page("/list", listing(range(9)))
    for _ in range(2):
        run(source)
    assert statuses()["9"] == "gone not_listed"
    assert list(statuses().values()).count("live") == 9


def test_a_run_by_a_clock_that_was_ahead_hides_no_later_one(
    run: Run,
    site: FaultSite,
    source: Source,
    engine: Engine,
    wrong: list[timedelta],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fill(site, range(10))
    wrong[0] = timedelta(days=300)
    run(source)
    wrong[0] = timedelta()
    site.routes["/list"] = Answer(b"down", 500)
    run(source)
    from rencai_crawler import status

    monkeypatch.setattr(status, "load", lambda _: {source.id: source})
    monkeypatch.setattr(status, "prepare", lambda _: engine)
    assert next(one for one in standings(Settings()) if one.source == source.id).health == "failed"


def test_a_whole_pass_by_a_clock_that_was_ahead_is_not_the_last_one(
    run: Run, site: FaultSite, wrong: list[timedelta]
) -> None:
    source = source_of(site, recheck=0.0, listing={"until_known": True})
    fill(site, range(10))
    wrong[0] = timedelta(days=300)
    run(source)
    wrong[0] = timedelta()
    assert run(source)["complete"]
    assert run(source)["shortfalls"] == [STOPPED]


@pytest.mark.parametrize(("days", "left"), [(90, 0), (120, 1)])
def test_rejected_items_are_kept_as_long_as_the_settings_say(
    engine: Engine, site: FaultSite, source: Source, tmp_path: Path, wrong: list[timedelta], days: int, left: int
) -> None:
    settings = Settings(data=tmp_path / "data", allow_hosts=(site.netloc,), keep_days=days)
    site.page("/list", listing([1, 2]))
    site.page(path(1), notice(1))
    site.page(path(2), "<html><body><h1>关于第2号事项的通知</h1></body></html>")
    Crawl(engine, settings).run([source])
    with reading(engine) as conn:
        first = recent_runs(conn, source=source.id)[0].id
        assert len(rejected(conn, first)) == 1
    wrong[0] = timedelta(days=100)
    site.page("/list", listing([1]))
    Crawl(engine, settings).run([source])
    with reading(engine) as conn:
        assert len(rejected(conn, first)) == left


def test_a_sign_of_life_from_the_future_keeps_nobody_out(engine: Engine, wrong: list[timedelta]) -> None:
    wrong[0] = timedelta(days=300)
    with writing(engine) as turn:
        elsewhere = {"owner": "another-host:1:1", "state": "running", "counts": {}, "cause": "manual", "job": "crawl:a"}
        turn.conn.execute(insert(runs).values(**elsewhere, started_at=clock.now(), heartbeat_at=clock.now()))
    wrong[0] = timedelta()
    assert start_alone(engine, "crawl:a", "a", cause="manual", silence=timedelta(minutes=2))


def test_a_list_that_never_says_that_it_changed_is_asked_for_whole_some_day(
    run: Run, site: FaultSite, source: Source, wrong: list[timedelta], live: Callable[[], set[str]]
) -> None:
    def fixed(request: Request) -> Answer:
        if request.headers.get("If-Modified-Since"):
            return Answer(status=304)
        shown = listing(range(5 if request.times == 1 else 6))
        return Answer(shown.encode(), headers={"Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT"})

    fill(site, range(6))
    site.routes["/list"] = fixed
    run(source)
    wrong[0] = timedelta(days=1)
    assert run(source)["added"] == 0
    wrong[0] = timedelta(days=8)
    assert run(source)["added"] == 1
    assert live() == {str(number) for number in range(6)}


def test_a_page_that_never_says_that_it_changed_is_asked_for_whole_when_its_list_calls_it_otherwise(
    run: Run, site: FaultSite, source: Source
) -> None:
    def stubborn(request: Request) -> Answer:
        if request.headers.get("If-None-Match"):
            return Answer(status=304)
        return Answer(notice(request.times).encode(), headers={"ETag": '"1"'})

    site.page("/list", listing([1]))
    site.routes[path(1)] = stubborn
    run(source)
    assert run(source)["not_modified"] == 1
    site.page("/list", listing([1]).replace("第1号", "第3号"))
    assert run(source)["changed"] == 1


def test_days_count_from_when_a_page_was_had_though_it_says_later_that_it_did_not_change(
    run: Run, site: FaultSite, engine: Engine, wrong: list[timedelta], tmp_path: Path
) -> None:
    html = notice(1).replace("2024-05-02 09:26", "3天前")
    site.page("/list", listing([1], dates=""))
    site.routes[path(1)] = conditional(html, '"1"')
    source = source_of(site)
    run(source)
    published = [one.payload["published"] for page in scan(engine) for one in page]
    wrong[0] = timedelta(days=10)
    assert run(source)["not_modified"] == 1
    list(Reparse(engine, Archive(tmp_path / "data" / "pages"), source, start_run(engine, "reparse:fault") or 0).run())
    assert [one.payload["published"] for page in scan(engine) for one in page] == published


@pytest.mark.parametrize("answer", [Answer(b"", 500), Answer(b"", 403), Answer(status=302, headers={"Location": "/"})])
def test_pages_that_give_nothing_keep_no_others_from_being_asked(
    run: Run, site: FaultSite, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those asked for longest ago come first: they must not be so for ever."""
    monkeypatch.setattr("rencai_crawler.plan.FEWEST_RECHECKS", 4)
    source = source_of(site)
    fill(site, range(12))
    site.page("/", "<html><body>首页</body></html>")
    run(source)
    site.forget()
    run(source)
    for url in {url for url in site.asked if url.startswith("/n/")}:
        site.routes[url] = answer
    asked: set[str] = set()
    for _ in range(4):
        site.forget()
        run(source, overrides={"RETRY_TIMES": 0})
        asked |= {url for url in site.asked if url.startswith("/n/")}
    assert asked == {path(number) for number in range(12)}


def test_pages_that_moved_keep_no_others_from_being_asked(
    run: Run, site: FaultSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rencai_crawler.plan.FEWEST_RECHECKS", 4)
    source = source_of(site, details=r"/[nm]/t\d+_\d+\.html")
    fill(site, range(6))
    run(source)
    for number in range(6):
        site.page(path(number).replace("/n/", "/m/"), notice(number))
        site.routes[path(number)] = Answer(b"", 404)
    site.page("/list", listing(range(6)).replace('"/n/', '"/m/'))
    run(source)
    site.forget()
    for _ in range(5):
        run(source)
    assert {url for url in site.asked if url.startswith("/m/")} == {path(n).replace("/n/", "/m/") for n in range(6)}
