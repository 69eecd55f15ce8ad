"""Where a probe starts: from an entry, an overview of columns, a page that holds its vacancies itself; and menus."""

import json

import pytest

from fault_site import Answer, FaultSite
from rencai.settings import Settings
from rencai_crawler.pages import Page, read_list
from rencai_crawler.probe import probe
from rencai_crawler.probing.trial import draft
from rencai_crawler.source import Source
from support_crawl import BODY, Run, notice

DUTIES = "<p>岗位职责：</p><p>1、负责设备的操作和日常保养；</p><p>任职要求：</p><p>1、中专以上学历，持证上岗。</p>"


def _look(site: FaultSite, where: str):
    return probe(site.url(where), Settings(allow_hosts=(site.netloc,)))


def _quick(source: Source) -> Source:
    return source.model_copy(update={"politeness": source.politeness.model_copy(update={"delay": 0.0})})


def _rows(folder: str, numbers: range) -> str:
    return "".join(f"<li><a href='{folder}/{n}.html'>关于第{n}号事项的通知</a> 2024-05-13</li>" for n in numbers)


def _page(site: FaultSite, where: str, body: str, title: str = "示例网") -> None:
    site.page(where, f"<html><head><title>{title}</title></head><body>{body}</body></html>")


def test_an_entry_leads_to_its_list(site: FaultSite) -> None:
    """What stands beside it, the newest of all columns, is not its list."""
    beside = f"<ul>{_rows('/n', range(200, 209))}</ul>"
    crumbs = "<div>当前位置：<a href='/'>首页</a> &gt; <a href='/tzgg.html'>通知公告</a></div>"
    for number in (*range(100, 108), *range(200, 209)):
        site.page(f"/n/{number}.html", notice(number).replace("<body>", f"<body>{crumbs}").replace("</body>", beside))
    _page(site, "/tzgg.html", f"<ul>{_rows('/n', range(100, 108))}</ul><a href='/tzgg_2.html'>下一页</a>")
    _page(site, "/", f"<a href='/tzgg.html'>通知公告</a>{beside}")
    found = _look(site, "/n/103.html")
    assert found.source is not None
    assert found.source.start == (site.url("/tzgg.html"),)
    assert any("is an entry" in note for note in found.findings.notes)


def test_a_page_of_boxes_is_read_by_the_columns_that_they_lead_to(site: FaultSite) -> None:
    boxes = ""
    for column, numbers in (("gg", range(100, 120)), ("pq", range(200, 220))):
        for number in numbers:
            site.page(f"/info/{number}.html", notice(number))
        boxes += f"<div><a href='/{column}.html'>更多</a><ul>{_rows('/info', numbers[:5])}</ul></div>"
        _page(site, f"/{column}.html", f"<ul>{_rows('/info', numbers)}</ul>")
    for number in range(300, 310):
        site.page(f"/info/{number}.html", notice(number))
    _page(site, "/xw.html", f"<ul>{_rows('/info', range(300, 310))}</ul>")
    menu = "<a href='/gg.html'>招聘公告</a><a href='/pq.html'>劳务派遣</a><a href='/xw.html'>新闻中心</a>"
    _page(site, "/rczp.html", f"{menu}{boxes}", "人才招聘-示例大学人事处")
    found = _look(site, "/rczp.html")
    assert found.source is not None
    assert found.source.start == (site.url("/gg.html"), site.url("/pq.html"))


def test_a_menu_of_undated_pages_is_no_list_though_the_page_goes_on(site: FaultSite) -> None:
    menu = "".join(f"<a href='/rcdw/{name}.html'>国家级{name}类人才名单</a>" for name in "abcdefghi")
    for name in "abcdefghi":
        _page(
            site,
            f"/rcdw/{name}.html",
            f"{menu}<h1>国家级{name}类人才名单</h1><p>{BODY * 3}</p>",
            f"国家级{name}类人才名单",
        )
    for number in range(100, 106):
        site.page(f"/info/{number}.html", notice(number))
    _page(site, "/zp.html", f"{menu}<ul>{_rows('/info', range(100, 106))}</ul><a href='/zp_2.html'>下一页</a>")
    found = _look(site, "/zp.html")
    assert found.source is not None
    assert found.source.details == r"/info/\d+\.html$"


def test_a_page_of_the_menu_that_looks_like_a_detail_is_excluded(site: FaultSite, run: Run) -> None:
    menu = "<a href='/n/900.html'>联系我们</a>"
    _page(site, "/n/900.html", f"{menu}<h1>联系我们</h1><p>2024-05-13</p><p>{BODY * 3}</p>", "联系我们")
    for number in range(100, 108):
        site.page(f"/n/{number}.html", notice(number).replace("<body>", f"<body>{menu}"))
    _page(site, "/list", f"{menu}<ul>{_rows('/n', range(100, 108))}</ul>")
    found = _look(site, "/list")
    assert found.source is not None
    assert found.source.exclude == r"/n/900\.html$"
    assert run(_quick(found.source))["added"] == 8


def test_a_page_that_holds_several_vacancies_itself_is_its_own_entry(site: FaultSite, run: Run) -> None:
    def fill(posts: tuple[str, ...]) -> None:
        offers = "".join(f"<div class='job'><h3>{post}</h3>{DUTIES}</div>" for post in posts)
        menu = "<a href='/'>首页</a><a href='/about.html'>关于我们</a><a href='/join.html'>加入我们</a>"
        _page(site, "/join.html", f"{menu}<h1>招贤纳士</h1>{offers}", "招贤纳士_示例机械有限公司")

    fill(("数控车工", "维修电工", "高级焊工"))
    found = _look(site, "/join.html")
    assert found.source is not None
    assert (found.source.details, found.source.kinds) == (r"/join\.html$", ("job_posting",))
    source = _quick(found.source)
    assert (counts := run(source))["added"] == 3, counts
    fill(("数控车工", "维修电工"))
    runs = [run(source) for _ in range(2)]
    assert sum(counts["gone"] for counts in runs) == 1
    assert {counts["health"] for counts in runs} == {"healthy"}


def test_a_page_that_shows_its_feed_is_read_by_it(site: FaultSite) -> None:
    items = "".join(
        f"<item><title>招聘维修电工{n}名</title><link>https://zp.example/{n}</link></item>" for n in range(6)
    )
    feed = f"<rss version='2.0'><channel><title>示例单位招聘</title>{items}</channel></rss>"
    site.routes["/rss/jobs.xml"] = Answer(feed.encode(), headers={"Content-Type": "application/xml"})
    _page(site, "/jobs/one/", "<p>示例单位</p><a href='/rss/jobs.xml'>RSS 订阅</a><a href='/blog/'>动态</a>")
    for number in range(8):
        site.page(f"/blog/{number}.html", notice(number))
    _page(site, "/blog/", f"<ul>{_rows('/blog', range(8))}</ul>")
    found = _look(site, "/jobs/one/")
    assert found.source is not None
    assert (found.source.family, found.source.start) == ("feed", (site.url("/rss/jobs.xml"),))


def test_a_link_that_is_a_whole_row_is_called_by_its_heading_and_has_its_day() -> None:
    rows = (
        "<li><a href='/n/1.html'><i>2024-05-13</i><h3>招聘维修电工的公告</h3><p>因工作需要，现招聘……</p></a></li>"
        "<li><a href='/n/2.html'><span>2024-05-14</span><span>招聘数控车工的公告</span></a></li>"
    )
    page = Page("https://example.org/list", f"<html><body><ul>{rows}</ul></body></html>".encode())
    links = [(link.text, link.date) for link in read_list(page, draft("generic")).links]
    assert links == [("招聘维修电工的公告", "2024-05-13"), ("招聘数控车工的公告", "2024-05-14")]


def test_names_that_are_none_are_passed_over(site: FaultSite) -> None:
    for number in range(6):
        site.page(
            f"/n/{number}.html",
            notice(number).replace("</title>", " - 示例县人民医院 - 专注健康</title>").replace("SiteName", "x"),
        )
    _page(site, "/list", f"<ul>{_rows('/n', range(6))}</ul>", "通知公告 | null")
    found = _look(site, "/list")
    assert found.source is not None
    assert found.source.name == "示例县人民医院"
    assert json.dumps(found.findings.signs)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("企业新闻 示例瓷砖官网|全抛釉瓷砖|微晶石瓷砖", "示例瓷砖官网"),
        ("公司动态_示例板式换热器，示例换热站，示例换热机组，示例管壳", "示例局"),
    ],
)
def test_a_site_is_called_without_its_column_or_as_who_issues_its_pages(site: FaultSite, title: str, name: str) -> None:
    for number in range(6):
        site.page(f"/n/{number}.html", notice(number).replace("SiteName", "x"))
    _page(site, "/list", f"<ul>{_rows('/n', range(6))}</ul>", title)
    _page(site, "/", "<p>示例</p>", "示例板式换热器，示例换热站，示例换热机组，示例管壳")
    found = _look(site, "/list")
    assert found.source is not None
    assert found.source.name == name


def test_each_page_is_asked_for_once_whatever_it_is_called(site: FaultSite) -> None:
    for number in range(100, 108):
        site.page(f"/tzgg/{number}.html", notice(number))
    menu = "<a href='/index.html'>首页</a><a href='/tzgg/'>通知公告</a>"
    for address in ("/tzgg/", "/tzgg/index.html"):
        _page(site, address, f"{menu}<ul>{_rows('/tzgg', range(100, 108))}</ul>")
    for address in ("/", "/index.html"):
        _page(site, address, f"{menu}<ul>{_rows('/tzgg', range(100, 104))}</ul>")
    found = _look(site, "/tzgg/index.html")
    assert found.source is not None
    assert found.source.start == (site.url("/tzgg/index.html"),)
    assert site.times("/tzgg/index.html") + site.times("/tzgg/") == 1
    assert site.times("/index.html") + site.times("/") <= 1


def _paper(site: FaultSite) -> str:
    """A newspaper whose front page leads to the newest day's pages, which lead to one another."""
    day = "/html/2024-05/12/"
    for part, further in (("node_2.htm", "<a href='node_3.htm'>下一版</a>"), ("node_3.htm", "")):
        numbers = range(4) if part == "node_2.htm" else range(4, 8)
        rows = "".join(f"<li><a href='content_{n}.htm'>关于第{n}号事项的通知</a></li>" for n in numbers)
        site.page(
            f"{day}{part}", f"<html><head><title>示例时报</title></head><body><ul>{rows}</ul>{further}</body></html>"
        )
    for n in range(8):
        site.page(f"{day}content_{n}.htm", notice(n))
    site.page("/", f"<html><head><meta http-equiv='refresh' content='0;url={day}node_2.htm'></head></html>")
    return day


@pytest.mark.parametrize("asked", ["/", "/html/2024-05/12/node_2.htm"])
def test_a_newspaper_is_read_from_where_its_newest_day_is(site: FaultSite, run: Run, asked: str) -> None:
    _paper(site)
    found = probe(site.url(asked), Settings(allow_hosts=(site.netloc,)))
    assert found.source is not None
    assert (found.source.start, found.source.listing.complete) == ((site.url("/"),), False)
    assert run(_quick(found.source))["added"] == 8


def test_a_day_s_list_to_which_nothing_leads_is_told(site: FaultSite) -> None:
    day = _paper(site)
    del site.routes["/"]
    found = probe(site.url(f"{day}node_2.htm"), Settings(allow_hosts=(site.netloc,)))
    assert any("one day" in note for note in found.findings.notes)


def test_short_names_of_vacancies_count_as_much_as_titles_of_notices(site: FaultSite) -> None:
    jobs = ""
    for number in range(100, 108):
        _page(
            site,
            f"/job/{number}.html",
            f"<h1>电工{number}</h1><p>单位：甲公司</p><p>工资：6000元/月</p>{DUTIES}",
            "电工",
        )
        jobs += f"<li><a href='/job/{number}.html'>电工{number}</a></li>"
    for number in range(200, 205):
        site.page(f"/n/{number}.html", notice(number))
    _page(site, "/", f"<ul>{jobs}</ul><ul>{_rows('/n', range(200, 205))}</ul>")
    found = _look(site, "/")
    assert found.source is not None
    assert found.source.kinds == ("job_posting",)
