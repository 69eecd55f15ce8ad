"""Lists that say they have not changed: what they named is still there, and what is missing of it is still fetched."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from fault_site import Answer, FaultSite, Request, conditional
from rencai.store.engine import reading
from rencai.store.pages import oldest
from rencai.store.read import scan
from rencai_crawler.source import Source
from support_crawl import Run, fill, listing, notice, path, source_of

LEAN = {"recheck": 0.0}
ENTRY = "<item><guid>{0}</guid><title>通知{0}</title><link>{1}</link><description>{2}</description></item>"


def unchanging(site: FaultSite, where: str, html: str, etag: str = '"1"') -> list[str]:
    """Serve a page that answers 304 to who has it; gives the statuses that it answered with, as they come."""
    statuses: list[str] = []
    whole = conditional(html, etag)

    def answer(request: Request) -> Answer:
        found = whole(request)
        statuses.append(str(found.status))
        return found

    site.routes[where] = answer
    return statuses


def test_an_unchanged_list_is_asked_for_and_not_sent(run: Run, site: FaultSite, engine: Engine) -> None:
    source = source_of(site, **LEAN)
    fill(site, range(12))
    statuses = unchanging(site, "/list", listing(range(12)))
    first = run(source)
    before = seen(engine)
    site.forget()
    counts = run(source)
    assert statuses == ["200", "304"]
    assert sorted(site.asked) == ["/.well-known/tdmrep.json", "/list", "/robots.txt"]
    assert (counts["listed"], counts["known"], counts["unchanged"], counts["health"]) == (12, 12, 12, "healthy")
    assert counts["complete"] is first["complete"] is True
    assert all(seen(engine)[name] > before[name] for name in before)


def test_what_could_not_be_had_before_is_fetched_though_the_list_is_unchanged(run: Run, site: FaultSite) -> None:
    source = source_of(site, **LEAN)
    fill(site, range(6))
    statuses = unchanging(site, "/list", listing(range(6)))
    site.routes[path(2)] = Answer(b"", 503)
    assert run(source)["added"] == 5
    site.page(path(2), notice(2))
    assert run(source)["added"] == 1
    assert statuses[-1] == "304"


def test_further_pages_of_an_unchanged_list_are_read_too(run: Run, site: FaultSite) -> None:
    source = source_of(site, **LEAN)
    fill(site, range(6))
    statuses = unchanging(site, "/list", listing(range(3), further="/list2"))
    site.page("/list2", listing(range(3, 6)))
    run(source)
    site.page("/list2", listing(range(3, 7)))
    site.page(path(6), notice(6))
    counts = run(source)
    assert statuses == ["200", "304"]
    assert (counts["listed"], counts["added"]) == (7, 1)


def test_a_list_that_is_no_longer_kept_is_fetched_whole(run: Run, site: FaultSite, tmp_path: Path) -> None:
    fill(site, range(3))
    statuses = unchanging(site, "/list", listing(range(3)))
    run(source_of(site))
    shutil.rmtree(tmp_path / "data" / "pages")
    assert run(source_of(site))["listed"] == 3
    assert statuses == ["200", "200"]


def test_a_list_that_changed_is_read_anew(run: Run, site: FaultSite, live: Callable[[], set[str]]) -> None:
    source = source_of(site, listing={"gone_after": 1}, **LEAN)
    fill(site, range(12))
    unchanging(site, "/list", listing(range(12)))
    run(source)
    unchanging(site, "/list", listing(range(1, 12)), '"2"')
    assert run(source)["gone"] == 1
    assert live() == {str(number) for number in range(1, 12)}


def test_a_list_is_no_page_to_ask_again(run: Run, site: FaultSite, engine: Engine) -> None:
    fill(site, range(3))
    unchanging(site, "/list", listing(range(3)))
    run(source_of(site))
    with reading(engine) as conn:
        assert {state.url for state in oldest(conn, "fault", 9)} == {site.url(path(number)) for number in range(3)}


def test_a_list_that_may_not_be_archived_is_fetched_whole(run: Run, site: FaultSite) -> None:
    fill(site, range(3))
    kept_out = listing(range(3)).replace("<head>", '<head><meta name="robots" content="noarchive">')
    statuses = unchanging(site, "/list", kept_out)
    run(source_of(site))
    run(source_of(site))
    assert statuses == ["200", "200"]


def test_a_304_that_nobody_asked_for_ends_nothing(run: Run, site: FaultSite, live: Callable[[], set[str]]) -> None:
    source = source_of(site, listing={"gone_after": 1})
    fill(site, range(3))
    run(source)
    site.routes["/list"] = Answer(b"", 304)
    counts = run(source)
    assert counts["health"] != "healthy"
    assert len(live()) == 3


def feed_of(site: FaultSite, numbers: range) -> str:
    entries = "".join(ENTRY.format(number, site.url(path(number)), "现将有关事项通知如下。" * 9) for number in numbers)
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>通知</title>{entries}</channel></rss>"


def feed_source(site: FaultSite) -> Source:
    return source_of(site, family="feed", start=[site.url("/feed.xml")], details="", source_id="")


def test_records_that_stand_in_an_unchanged_list_are_still_there(run: Run, site: FaultSite, engine: Engine) -> None:
    statuses = unchanging(site, "/feed.xml", feed_of(site, range(5)))
    assert run(feed_source(site))["added"] == 5
    before = seen(engine)
    counts = run(feed_source(site))
    assert statuses == ["200", "304"]
    assert (counts["listed"], counts["known"], counts["unchanged"], counts["gone"]) == (5, 5, 5, 0)
    assert counts["health"] == "healthy"
    assert all(seen(engine)[name] > before[name] for name in before)


def test_a_list_of_which_a_limit_left_something_is_fetched_whole(run: Run, site: FaultSite) -> None:
    statuses = unchanging(site, "/feed.xml", feed_of(site, range(5)))
    assert run(feed_source(site), limit=2)["added"] == 2
    assert run(feed_source(site))["added"] == 3
    assert statuses == ["200", "200"]


def test_who_wants_everything_gets_the_list_whole(run: Run, site: FaultSite) -> None:
    fill(site, range(3))
    statuses = unchanging(site, "/list", listing(range(3)))
    run(source_of(site))
    run(source_of(site), full=True)
    assert statuses == ["200", "200"]


def seen(engine: Engine) -> dict[str, datetime]:
    return {one.source_id: one.last_seen for page in scan(engine) for one in page}
