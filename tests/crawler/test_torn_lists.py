"""Lists of which one page is not what it should be, though it is answered with 200: what it would show lives on."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from fault_site import HTML, Answer, FaultSite
from rencai_crawler.source import Source
from support_crawl import Run, listing, notice, path, source_of

Statuses = Callable[[], dict[str, str]]
MENU = '<a href="/">首页</a><a href="/about.html">关于我们</a>'


def lists() -> list[str]:
    """Four pages of five entries each."""
    return [listing(range(n * 5, n * 5 + 5), f"/list?page={n + 1}" if n < 3 else "") for n in range(4)]


@pytest.fixture
def paged(run: Run, site: FaultSite, source: Source) -> Source:
    for number, html in enumerate(lists()):
        site.page(f"/list?page={number}" if number else "/list", html)
    for number in range(20):
        site.page(path(number), notice(number))
    assert run(source)["added"] == 20
    return source


LAST = lists()[3]
FAULTS = {
    "no body": Answer(),
    "cut in the middle": Answer(LAST[: len(LAST) // 2].encode()),
    "an error in words": Answer("<html><title>提示</title><body>系统繁忙，请稍后再试！</body></html>".encode()),
    "an error with a way home": Answer('<html><body>数据库连接失败 <a href="/">返回首页</a></body></html>'.encode()),
    "back to the first page": Answer(status=302, headers={"Location": "/list"}),
    "to be logged in": Answer(status=302, headers={"Location": "/login"}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_of_the_list_that_is_none_ends_nothing(
    run: Run, site: FaultSite, paged: Source, statuses: Statuses, fault: str
) -> None:
    site.page("/login", f"<html><body>{MENU}<form>用户名<input></form></body></html>")
    site.routes["/list?page=3"] = FAULTS[fault]
    counts = run(paged)
    assert (counts["gone"], counts["health"]) == (0, "partial")
    assert set(statuses().values()) == {"live"}


def test_a_pager_that_goes_beyond_the_end_is_none(run: Run, site: FaultSite, paged: Source) -> None:
    site.page("/list?page=3", listing(range(15, 18), "/list?page=4"))
    site.page("/list?page=4", f"<html><body>{MENU}<ul class='list'></ul>暂无数据</body></html>")
    counts = run(paged)
    assert (counts["gone"], counts["health"]) == (2, "healthy")


def test_one_column_that_fails_in_words_ends_nothing(run: Run, site: FaultSite, statuses: Statuses) -> None:
    columns = source_of(site, start=[site.url("/one"), site.url("/two")])
    site.page("/one", listing(range(8)))
    site.page("/two", listing(range(8, 12)))
    for number in range(12):
        site.page(path(number), notice(number))
    run(columns)
    site.routes["/two"] = FAULTS["an error in words"]
    assert run(columns)["health"] == "partial"
    assert set(statuses().values()) == {"live"}


def urls(site: FaultSite, numbers: range) -> str:
    return "".join(f"<url><loc>{site.url(path(n))}</loc></url>" for n in numbers)


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_that_breaks_off_ends_nothing(run: Run, site: FaultSite, statuses: Statuses, *, packed: bool) -> None:
    source = source_of(site, start=[site.url("/sitemap.xml")], family="government")
    for number in range(20):
        site.page(path(number), notice(number))

    def serve(text: str) -> None:
        body = gzip.compress(text.encode()) if packed else text.encode()
        site.routes["/sitemap.xml"] = Answer(body, headers={"Content-Type": "application/xml"})

    serve(f"<urlset>{urls(site, range(20))}</urlset>")
    assert run(source)["added"] == 20
    serve(f"<urlset>{urls(site, range(15))}<url><loc>http://12")
    counts = run(source)
    assert (counts["gone"], counts["health"]) == (0, "partial")
    assert set(statuses().values()) == {"live"}
    serve(f"<urlset>{urls(site, range(19))}</urlset>")
    assert run(source)["gone"] == 1


def test_a_feed_that_breaks_off_ends_nothing(run: Run, site: FaultSite) -> None:
    source = source_of(site, start=[site.url("/feed")], family="feed", details="", source_id="")
    entry = "<item><guid>{0}</guid><title>关于第{0}号事项的通知</title><description>通知如下。</description></item>"
    whole = "<rss><channel>" + "".join(map(entry.format, range(10))) + "</channel></rss>"
    site.page("/feed", whole, **{"Content-Type": "application/rss+xml"})
    assert run(source)["added"] == 10
    site.page("/feed", whole[: len(whole) * 4 // 5], **{"Content-Type": "application/rss+xml"})
    counts = run(source)
    assert (counts["gone"], counts["health"]) == (0, "partial")


@pytest.mark.parametrize(
    "answer", ['{"code": 500, "msg": "系统繁忙"}', '{"code": 1, "data": null}', '{"data": {"list": ']
)
def test_an_api_that_answers_with_an_error_ends_nothing(run: Run, site: FaultSite, answer: str) -> None:
    columns = {"source_id": "id", "title": "name", "provider": "=示例学校"}
    api: dict[str, Any] = {"kinds": ["training_course"], "details": "", "source_id": "", "columns": columns}
    source = source_of(site, family="table", listing={"records": "data.list"}, **api).model_copy(
        update={"start": (site.url("/api?a=1"), site.url("/api?a=2"))}
    )

    def rows(numbers: range) -> Answer:
        listed = ",".join(f'{{"id": {n}, "name": "第{n}期电工培训"}}' for n in numbers)
        return Answer(f'{{"data": {{"list": [{listed}]}}}}'.encode(), headers={"Content-Type": "application/json"})

    site.routes |= {"/api?a=1": rows(range(10)), "/api?a=2": rows(range(10, 15))}
    assert run(source)["added"] == 15
    site.routes["/api?a=2"] = Answer(answer.encode(), headers={"Content-Type": "application/json"})
    counts = run(source)
    assert (counts["gone"], counts["health"]) == (0, "partial")
    site.routes["/api?a=2"] = rows(range(0))
    assert run(source)["gone"] == 5


def test_a_file_with_another_page_in_its_place_ends_nothing(run: Run, site: FaultSite) -> None:
    files: dict[str, Any] = {"kinds": ["training_course"], "details": "", "source_id": "", "family": "table"}
    columns = {"source_id": "编号", "title": "课程", "provider": "机构"}
    source = source_of(site, start=[site.url("/1.csv"), site.url("/2.csv")], columns=columns, **files)
    for name, numbers in (("/1.csv", range(10)), ("/2.csv", range(10, 15))):
        rows = "".join(f"{n},第{n}期电工培训,北京示例学校\r\n" for n in numbers)
        site.routes[name] = Answer(f"编号,课程,机构\r\n{rows}".encode(), headers={"Content-Type": "text/csv"})
    assert run(source)["added"] == 15
    for body, kind in (("<html><body>系统繁忙，请稍后再试</body></html>", HTML), ("error,busy\r\n1,2\r\n", "text/csv")):
        site.routes["/2.csv"] = Answer(body.encode(), headers={"Content-Type": kind})
        counts = run(source)
        assert (counts["gone"], counts["health"]) == (0, "partial")
