"""A crawl as a whole: what goes in, what a second one asks for, what each outcome is called."""

import errno
import json
import os
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from fault_site import Answer, FaultSite, conditional
from rencai import clock
from rencai.records.canonical import record_id
from rencai.settings import Settings
from rencai.store.engine import reading
from rencai.store.read import get, scan
from rencai.store.runs import recent_runs, rejected
from rencai_crawler.crawl import Crawl
from rencai_crawler.log import Log
from rencai_crawler.pipeline import KeepPipeline
from rencai_crawler.source import Source
from support_crawl import Run, fill, listing, notice, path, source_of


def test_a_list_and_its_details_become_records(run: Run, site: FaultSite, source: Source, engine: Engine) -> None:
    fill(site, range(5))
    counts = run(source)
    assert (counts["added"], counts["listed"], counts["health"]) == (5, 5, "healthy")
    with reading(engine) as conn:
        record = get(conn, record_id("fault", "3"))
    assert record is not None
    assert record.payload["title"] == "关于第3号事项的通知"
    assert record.payload["url"] == site.url(path(3))
    assert record.payload["issuer_text"] == "示例局"
    assert "高技能人才培养" in record.payload["body_text"]


@pytest.mark.parametrize("way", ["forked", "spawned"])
def test_where_there_is_no_room_for_another_process_the_crawl_reads_itself(
    site: FaultSite, source: Source, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    def no_room(*_: object) -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr("rencai_crawler.crawl.may_fork", lambda: way == "forked")
    monkeypatch.setattr("rencai_crawler.beside.SOON", 0)
    monkeypatch.setattr("os.fork", no_room)
    monkeypatch.setattr("multiprocessing.util.spawnv_passfds", no_room)
    fill(site, range(5))
    settings = Settings(data=tmp_path / "data", allow_hosts=(site.netloc,))
    with Crawl(engine, settings, second_process=True) as job:
        counts = job.run([source])["fault"]
    assert (counts["added"], counts["health"]) == (5, "healthy")


def test_a_stop_while_the_crawl_still_opens_is_heeded(
    run: Run, site: FaultSite, source: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = KeepPipeline.open_spider

    def interrupted(pipeline: KeepPipeline) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        opening(pipeline)

    monkeypatch.setattr(KeepPipeline, "open_spider", interrupted)
    fill(site, range(30))
    counts = run(source)
    assert (counts["pages"], counts["health"]) == (0, "partial"), counts["why"]


def test_what_lists_put_before_titles_is_none_of_them(run: Run, site: FaultSite, engine: Engine) -> None:
    told = ["[图]", "置顶：", "【置顶】", "· ", "(组图) ", "[图]·", "【】"]
    site.page("/list", listing(range(len(told))))
    for number, mark in enumerate(told):
        title = f"关于第{number}号事项的通知"
        site.page(path(number), notice(number).replace(f'content="{title}', f'content="{mark}{title}'))
    run(source_of(site))
    titles = {one.payload["title"] for page in scan(engine) for one in page}
    assert titles == {f"关于第{number}号事项的通知" for number in range(len(told))}


def test_an_unchanged_source_costs_its_lists(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(30))
    run(source)
    site.forget()
    counts = run(source.model_copy(update={"recheck": 0.0}))
    assert sorted(site.asked) == ["/.well-known/tdmrep.json", "/list", "/robots.txt"]
    assert (counts["added"], counts["changed"], counts["unchanged"], counts["known"]) == (0, 0, 30, 30)
    assert counts["requests"] == 3


def test_some_known_pages_are_asked_again_with_conditions(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(30))
    for number in range(30):
        site.routes[path(number)] = conditional(notice(number), f'"{number}"')
    run(source)
    site.forget()
    counts = run(source)
    assert counts["not_modified"] == 20
    assert len([one for one in site.asked if one.startswith("/n/")]) == 20
    assert counts["unchanged"] == 30


def test_only_a_real_change_moves_updated_at(run: Run, site: FaultSite, source: Source, engine: Engine) -> None:
    fill(site, range(3))
    run(source)
    with reading(engine) as conn:
        before = {one.source_id: one for page in scan(engine) for one in page}
        assert conn
    site.page(path(1), notice(1, "内容已经修改。"))
    counts = run(source)
    after = {one.source_id: one for page in scan(engine) for one in page}
    assert (counts["changed"], counts["unchanged"]) == (1, 2)
    assert after["0"].updated_at == before["0"].updated_at
    assert after["0"].last_seen > before["0"].last_seen
    assert after["1"].updated_at > before["1"].updated_at


def test_personal_data_is_counted_by_kind(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(3))
    site.page(path(1), notice(1, "咨询电话：65551234、65555678，联系人：张先生，手机13812345678。"))
    assert run(source)["personal"] == {"mobile": 2, "name": 2, "phone": 4}, "the text stands there twice"


def test_the_log_of_a_run_has_the_time_in_beijing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 1, 20, 30, tzinfo=UTC))
    log = Log()
    log.note("a word")
    assert log.tail() == "04:30:00 a word"


def test_a_changed_entry_of_the_list_is_read_again(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(3))
    quiet = source.model_copy(update={"recheck": 0.0})
    run(quiet)
    site.page(path(2), notice(2, "新的内容。"))
    site.page("/list", listing(range(3), dates="2024-06-{:02d}"))
    assert run(quiet)["changed"] == 1


def test_pages_of_a_list_are_followed_to_the_end(run: Run, site: FaultSite, source: Source) -> None:
    for number in range(60):
        site.page(path(number), notice(number))
    for page in range(3):
        further = f"/list?page={page + 2}" if page < 2 else ""
        site.page(
            "/list" if page == 0 else f"/list?page={page + 1}", listing(range(page * 20, page * 20 + 20), further)
        )
    counts = run(source)
    assert (counts["lists"], counts["added"], counts["complete"]) == (3, 60, True)


def test_lists_with_entries_in_common_are_each_read_to_their_end(run: Run, site: FaultSite) -> None:
    """A page of latest entries and the columns: what a column's first page shows was met before."""
    columns = {f"/{letter}": 20 * place for place, letter in enumerate("abcdef")}
    for number in range(20 * len(columns)):
        site.page(path(number), notice(number))
    site.page("/latest", listing([first + step for first in columns.values() for step in range(10)]))
    for column, first in columns.items():
        site.page(column, listing(range(first, first + 10), f"{column}?page=2"))
        site.page(f"{column}?page=2", listing(range(first + 10, first + 20)))
    counts = run(source_of(site, start=[site.url(one) for one in ("/latest", *columns)]))
    assert (counts["lists"], counts["added"], counts["complete"]) == (13, 120, True)


def test_reading_stops_at_what_is_known_where_the_source_says_so(run: Run, site: FaultSite, source: Source) -> None:
    test_pages_of_a_list_are_followed_to_the_end(run, site, source)
    site.forget()
    until_known = source_of(site, listing={"until_known": True}, recheck=0)
    counts = run(until_known)
    assert [one for one in site.asked if one.startswith("/list")] == ["/list"]
    assert (counts["complete"], counts["gone"]) == (False, 0)
    assert counts["health"] == "healthy", "as the source says it may"


def test_one_column_without_news_does_not_stop_the_others(run: Run, site: FaultSite) -> None:
    for number in range(60):
        site.page(path(number), notice(number))
    site.page("/a", listing(range(10)))
    site.page("/b", listing(range(20, 30)))
    site.page("/c", listing(range(50, 60)))
    start = [site.url(column) for column in ("/a", "/b", "/c")]
    source = source_of(site, start=start, listing={"until_known": True}, recheck=0)
    run(source)
    site.page("/b", listing(range(30, 40), "/b?page=2"))
    site.page("/b?page=2", listing(range(40, 50), "/b?page=3"))
    site.page("/b?page=3", listing(range(20, 30)))
    assert run(source)["added"] == 20


def test_the_limit_counts_pages_and_takes_authority_away(run: Run, site: FaultSite, source: Source) -> None:
    fill(site, range(10))
    counts = run(source, limit=4)
    assert (counts["added"], counts["complete"], counts["health"]) == (4, False, "partial")


def test_rows_of_a_file_are_records(run: Run, site: FaultSite) -> None:
    rows = "".join(f"{n},第{n}期电工培训,北京示例学校\r\n" for n in range(450))
    site.routes["/courses.csv"] = Answer(
        ("编号,课程,机构\r\n" + rows).encode("gb18030"), headers={"Content-Type": "text/csv"}
    )
    table = source_of(
        site,
        family="table",
        kinds=["training_course"],
        start=[site.url("/courses.csv")],
        details="",
        source_id="",
        columns={"source_id": "编号", "title": "课程", "provider": "机构"},
    )
    counts = run(table)
    assert (counts["added"], counts["listed"], counts["health"]) == (450, 450, "healthy")
    assert run(table)["unchanged"] == 450


def test_what_is_no_record_is_rejected_by_name_and_kept(
    run: Run, site: FaultSite, source: Source, engine: Engine
) -> None:
    fill(site, range(3))
    site.page(path(0), "<html><body></body></html>")
    counts = run(source)
    assert counts["added"] == 2
    assert counts["rejected"] == 1
    with reading(engine) as conn:
        last = recent_runs(conn, source="fault")[0]
        kept = rejected(conn, last.id)
    assert [one.item for one in kept] == [site.url(path(0))]
    assert last.counts["reasons"]["rejected"] == {str(kept[0].reason): 1}


def test_duplicates_under_other_addresses_are_one(
    run: Run, site: FaultSite, source: Source, live: Callable[[], set[str]]
) -> None:
    site.page(path(1), notice(1))
    twins = [path(1), f"{path(1)}?from=app", f"{path(1)};jsessionid=AB12", f"{path(1)}?utm_source=x&spm=1.2"]
    rows = "".join(f'<li><a href="{twin}">关于第1号事项的通知</a></li>' for twin in twins)
    site.page("/list", f"<html><body><ul>{rows}</ul></body></html>")
    counts = run(source)
    assert (counts["added"], counts["listed"], live()) == (1, 1, {"1"})


def test_a_page_that_only_leads_on_is_followed(run: Run, site: FaultSite, source: Source) -> None:
    site.page("/list", listing([1]))
    site.page(path(1), f'<html><head><meta http-equiv="Refresh" content="0; url={path(2)}"></head></html>')
    site.page(path(2), notice(2))
    counts = run(source)
    assert counts["added"] == 1
    assert path(2) in site.asked


def test_the_same_bytes_under_unlike_addresses_are_taken_once(
    run: Run, site: FaultSite, live: Callable[[], set[str]]
) -> None:
    for name in ("a", "b", "c"):
        site.page(f"/n/t1_1.html?session={name}", notice(1))
    rows = "".join(f'<li><a href="/n/t1_1.html?session={name}">第1号通知</a></li>' for name in ("a", "b", "c"))
    site.page("/list", f"<html><body><ul>{rows}</ul></body></html>")
    counts = run(source_of(site, source_id=""))
    assert counts["added"] == 1
    assert counts["reasons"]["skipped"] == {"duplicate": 2}
    assert len(live()) == 1


@pytest.mark.parametrize("times", [1, 2])
def test_a_run_is_written_down(run: Run, site: FaultSite, source: Source, engine: Engine, times: int) -> None:
    fill(site, range(2))
    for _ in range(times):
        run(source)
    with reading(engine) as conn:
        runs = recent_runs(conn, job="crawl:fault")
    assert [one.state for one in runs] == ["done"] * times
    assert runs[0].counts["health"] == "healthy"


def sitemaps(site: FaultSite, levels: int) -> Source:
    """Sitemap indexes behind one another, the last of which leads to the sitemap of three notices."""
    for number in range(3):
        site.page(path(number), notice(number))
    for level in range(levels):
        behind = site.url(f"/map{level + 1}.xml")
        site.page(f"/map{level}.xml", f"<sitemapindex><sitemap><loc>{behind}</loc></sitemap></sitemapindex>")
    rows = "".join(f"<url><loc>{site.url(path(number))}</loc></url>" for number in range(3))
    site.page(f"/map{levels}.xml", f"<urlset>{rows}</urlset>")
    return source_of(site, start=[site.url("/map0.xml")])


@pytest.mark.parametrize(("levels", "added"), [(1, 3), (4, 3), (5, 0)])
def test_indexes_of_indexes_are_followed_as_deep_as_the_source_says(
    run: Run, site: FaultSite, levels: int, added: int
) -> None:
    counts = run(sitemaps(site, levels))
    assert (counts["added"], counts["complete"]) == (added, added > 0)


def test_vacancies_of_one_page_that_name_themselves_by_nothing_are_told_apart(
    run: Run, site: FaultSite, engine: Engine, live: Callable[[], set[str]]
) -> None:
    """And what a page gives twice is one."""

    def block(kind: str, **fields: str) -> str:
        told = json.dumps({"@type": kind, **fields}, ensure_ascii=False)
        return f'<script type="application/ld+json">{told}</script>'

    jobs = [
        block("JobPosting", title=title, description="操作设备，保证质量。" * 5) for title in ("车工", "铣工", "车工")
    ]
    jobs.append(block("JobPosting", title="铣工"))
    course = block("Course", name="车工", description="车工培训班。" * 5)
    site.page("/list", listing([1]))
    site.page(path(1), f"<html><body><h1>招聘与培训</h1>{''.join(jobs)}{course}</body></html>")
    source = source_of(site, family="json_ld", kinds=["job_posting", "training_course"])
    assert run(source)["added"] == 3
    assert live() == {"1", "1#铣工", "1#车工"}
    told = [one for page in scan(engine) for one in page if one.source_id == "1#铣工"]
    assert "操作设备" in told[0].payload["description"]
    counts = run(source, full=True)
    assert (counts["changed"], counts["unchanged"]) == (0, 3)
