"""Sites of other shapes: list pages that look like details, feeds of summaries, sitemaps of everything, scripts."""

import json
import re

import pytest

from fault_site import Answer, FaultSite
from rencai.settings import Settings
from rencai_crawler.pages import Link
from rencai_crawler.probe import probe
from rencai_crawler.probing.columns import guess
from rencai_crawler.probing.shapes import groups, same_site
from rencai_crawler.source_file import read_source
from support_crawl import BODY, Run

MENU = "".join(f'<a href="/{name}.html">{text}</a>' for name, text in (("about", "关于我们"), ("help", "联系我们")))
POSTS = ("数控车工", "高级焊工", "维修电工", "叉车司机", "中式烹调师", "电梯安装工", "汽车维修工", "机修钳工")


def _look(site: FaultSite, where: str):
    return probe(site.url(where), Settings(allow_hosts=(site.netloc,)))


def _article(title: str) -> str:
    head = f"<head><meta charset='utf-8'><title>{title}_栏目_示例协会</title></head>"
    text = f"<p>时间：2024-05-13 11:02</p><div>{f'<p>{BODY}</p>' * 4}</div>"
    return f"<html>{head}<body>{MENU}<h1>{title}</h1>{text}</body></html>"


def _advert(number: int) -> str:
    post = POSTS[number % len(POSTS)]
    duties = "岗位职责：1、负责设备的操作和日常保养，做好记录；任职要求：1、中专以上学历，持证上岗。"
    labels = "<li>工资：6000-8000元</li><li>地区：北京市</li><li>学历：中专</li>"
    return (
        f"<html><head><title>{post}-北京示例{number}号机械有限公司</title></head><body>{MENU}<h1>{post}</h1>"
        f"<ul><li>公司：北京示例{number}号机械有限公司</li>{labels}</ul><h3>职位描述</h3><div>{duties}</div></body></html>"
    )


def test_pages_of_the_list_are_no_details(site: FaultSite, run: Run, tmp_path) -> None:
    names = [f"0H14{letter}2015" for letter in "ABCDEFGH"]
    for name in names:
        site.page(f"/zp/{name}.html", _article(f"关于第{name}号事项的通知"))
    paging = '<a href="list_89_2.html">2</a><a href="list_89_2.html">下一页</a>'
    for where, part, pages in (("/zp/", names[:5], paging), ("/zp/list_89_2.html", names[5:], "")):
        rows = "".join(f'<li><a href="/zp/{name}.html">关于第{name}号事项的通知</a> 2024-05-13</li>' for name in part)
        site.page(where, f"<html><head><title>示例</title></head><body>{MENU}<ul>{rows}</ul>{pages}</body></html>")
    found = _look(site, "/zp/")
    assert found.source is not None
    assert found.source.exclude == r"/list_\d+_\d+\.html$"
    file = tmp_path / f"{found.source.id}.yaml"
    file.write_text(found.yaml, encoding="utf-8")
    source, faults = read_source(file)
    assert source is not None
    assert not faults
    counts = run(source.model_copy(update={"politeness": source.politeness.model_copy(update={"delay": 0.0})}))
    assert (counts["added"], counts["lists"], counts["rejected"]) == (8, 2, 0)


def test_a_feed_of_summaries_leads_to_its_pages(site: FaultSite) -> None:
    items = ""
    for number in range(6):
        site.page(f"/archives/{number}", _article(f"关于第{number}号事项的通知"))
        items += f"<item><title>关于第{number}号事项的通知</title><link>/archives/{number}</link>"
        items += (
            f"<pubDate>Mon, 0{number + 1} May 2024 02:00:00 +0000</pubDate><description>摘要……</description></item>"
        )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>示例协会</title>{items}</channel></rss>'
    site.routes["/feed/"] = Answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})
    found = _look(site, "/feed/")
    assert found.source is not None
    assert (found.source.family, found.source.details, found.source.listing.complete) == (
        "generic",
        r"/archives/\d+/?$",
        False,
    )
    assert found.source.name == "示例协会"


def test_a_sitemap_gives_the_details_and_not_every_page(site: FaultSite) -> None:
    for number in range(8):
        site.page(f"/join/{number}", _advert(number))
    for name in ("about", "news", "contact"):
        site.page(f"/{name}", _article(name))
    places = [f"/join/{number}" for number in range(8)] + ["/about", "/news", "/contact"]
    urls = "".join(f"<url><loc>{site.url(place)}</loc></url>" for place in places)
    site.routes["/maps/1.xml"] = Answer(
        f"<urlset>{urls}</urlset>".encode(), headers={"Content-Type": "application/xml"}
    )
    index = f"<sitemapindex><sitemap><loc>{site.url('/maps/1.xml')}</loc></sitemap></sitemapindex>"
    site.routes["/maps/index.xml"] = Answer(index.encode(), headers={"Content-Type": "application/xml"})
    robots = f"User-agent: *\nSitemap: {site.url('/maps/index.xml')}\n"
    site.routes["/robots.txt"] = Answer(robots.encode(), headers={"Content-Type": "text/plain"})
    site.page("/", "<html><head><title>示例公司招聘</title></head><body><div id='app'></div></body></html>")
    found = _look(site, "/")
    assert found.findings.signs["sitemaps"] == [site.url("/maps/index.xml")]
    assert found.source is not None
    assert (found.source.details, found.source.kinds) == (r"/join/\d+/?$", ("job_posting",))


def test_vacancies_in_scripts_are_read_behind_a_list_of_links(site: FaultSite) -> None:
    for number, post in enumerate(POSTS):
        job = {"jobName": post, "salaryDesc": "8-12K", "jobDescription": "岗位职责：负责设备的操作和保养。" * 5}
        state = json.dumps({"props": {"job": job | {"companyName": "示例机械厂", "publishTime": "2024-05-13"}}})
        script = f'<script id="__NEXT_DATA__" type="application/json">{state}</script>'
        site.page(f"/position/{number}", f"<html><head><title>{post}</title></head><body>{script}</body></html>")
    rows = "".join(f'<a href="/position/{n}"><h3>{post}（示例机械厂）</h3></a>' for n, post in enumerate(POSTS))
    site.page("/list", f"<html><head><title>职位</title></head><body>{MENU}{rows}</body></html>")
    found = _look(site, "/list")
    assert found.source is not None
    assert (found.source.kinds, found.source.details) == (("job_posting",), r"/position/\d+/?$")
    assert found.trial is not None
    assert found.trial.coverage["employer"] == 1.0


def _shell(site: FaultSite, script: str, where: str = "/list") -> None:
    site.page(where, f"<html><head><title>职位</title></head><body><div id='app'></div>{script}</body></html>")


def test_rows_that_a_page_brings_along_for_its_scripts_are_records(site: FaultSite, run: Run) -> None:
    rows = [{"id": number, "jobName": post, "companyName": "示例机械厂"} for number, post in enumerate(POSTS)]
    _shell(site, f"<script>window.__INITIAL_STATE__={json.dumps({'menu': [], 'list': rows})}</script>")
    found = _look(site, "/list")
    assert found.source is not None
    assert (found.source.family, found.source.listing.records) == ("table", "list")
    for health in ("healthy", "empty"):
        assert run(found.source)["health"] == health
        _shell(site, f"<script>window.__INITIAL_STATE__={json.dumps({'menu': rows[:2], 'list': []})}</script>" * 2)


def test_a_menu_that_a_page_brings_along_for_its_scripts_is_none(site: FaultSite) -> None:
    menu = [{"id": number, "name": post, "path": f"/{number}"} for number, post in enumerate(POSTS)]
    _shell(site, f"<script>window.__INITIAL_STATE__={json.dumps({'menu': menu, 'padding': 'x' * 200})}</script>")
    assert _look(site, "/list").source is None


@pytest.mark.parametrize(
    "script",
    [
        "<script>fetch('/api/jobs?page=1').then(show)</script>",
        "<script>$.getJSON('/api/jobs?page=' + page, show)</script>",
        "<script>axios.get(`/api/jobs?page=${page}`)</script>",
        "<script>var listUrl = '/api/jobs?page=1'; load(listUrl)</script>",
        "<script src='/static/list.js'></script>",
    ],
)
def test_what_a_page_s_scripts_ask_for_is_asked_for(site: FaultSite, script: str) -> None:
    rows = [{"id": number, "jobName": post, "companyName": "示例机械厂"} for number, post in enumerate(POSTS)]
    answer = json.dumps({"code": 0, "data": {"list": rows}})
    site.routes["/api/jobs?page=1"] = Answer(answer.encode(), headers={"Content-Type": "application/json"})
    code = "$.ajax({type: 'GET', url: '/api/jobs?page=1'}); $.get('/api/login'); $.post('/api/apply', {})"
    site.routes["/static/list.js"] = Answer(code.encode(), headers={"Content-Type": "application/javascript"})
    _shell(site, script)
    found = _look(site, "/list")
    assert found.source is not None
    assert found.source.start == (site.url("/api/jobs?page=1"),)
    assert found.findings.signs["rows"] == {"url": site.url("/api/jobs?page=1"), "count": 8, "records": "data.list"}
    assert not {"/api/login", "/api/apply"} & set(site.asked)


def test_a_few_links_to_anything_are_no_list(site: FaultSite) -> None:
    words = "".join(f'<a href="/{name}/">{name}</a>' for name in ("pugong", "siji", "wenyuan"))
    for name in ("", "pugong/", "siji/", "wenyuan/"):
        site.page(
            f"/{name}",
            f"<html><head><title>示例网</title></head><body>{words}<p>共0条记录，免费报名。</p></body></html>",
        )
    assert _look(site, "/pugong/").source is None


def test_a_menu_to_pages_without_a_day_is_no_list(site: FaultSite) -> None:
    sections = "".join(f'<li><a href="/team{n}/page.htm">{n}号学科带头人与学术团队简介</a></li>' for n in range(12))
    rows = ""
    for n in range(5):
        site.page(f"/info/10{n}/20{n}.htm", _article(f"关于第{n}号事项的通知"))
        rows += f'<li><a href="/info/10{n}/20{n}.htm">关于第{n}号事项的通知</a></li>'
    for n in range(12):
        about = f"<h1>{n}号学科带头人与学术团队简介</h1><div>{f'<p>{BODY}</p>' * 4}</div>"
        site.page(
            f"/team{n}/page.htm", f"<html><head><title>简介_示例大学</title></head><body>{MENU}{about}</body></html>"
        )
    site.page("/", f"<html><head><title>示例大学</title></head><body><ul>{sections}</ul><ul>{rows}</ul></body></html>")
    found = _look(site, "/")

    assert found.source is not None
    assert found.source.details == r"/info/\d+/\d+\.htm$"


def test_a_column_that_was_asked_for_is_where_reading_starts(site: FaultSite) -> None:
    rows = ""
    for n in range(6):
        site.page(f"/zp/202405/t2024051{n}_{n}.html", _article(f"关于第{n}号事项的通知"))
        rows += f'<li><a href="/zp/202405/t2024051{n}_{n}.html">关于第{n}号事项的通知</a> 2024-05-1{n}</li>'
    others = "".join(f'<li><a href="/xw/t2024041{n}_{n}.html">新闻第{n}号</a></li>' for n in range(9))
    site.page("/zp/index.html", f"<html><body><a href='/all.html'>全部公告</a><ul>{rows}</ul></body></html>")
    site.page("/all.html", f"<html><head><title>全部</title></head><body><ul>{rows}{others}</ul></body></html>")
    found = _look(site, "/zp/index.html")

    assert found.source is not None
    assert found.source.start == (site.url("/zp/index.html"),)


def test_columns_of_an_api_are_known_by_the_names_that_scripts_use() -> None:
    names = ["id", "jobTitle", "companyName", "workCity", "jobDesc", "publishTime", "eduRequire", "recruitNum"]
    assert guess(names) == {
        "source_id": "id",
        "title": "jobTitle",
        "employer": "companyName",
        "description": "jobDesc",
        "location_text": "workCity",
        "education_text": "eduRequire",
        "headcount_text": "recruitNum",
        "published_text": "publishTime",
    }


def test_columns_of_a_file_are_known_by_labels_of_pages_and_headings_of_tables() -> None:
    names = ["岗位名称", "用工单位全称", "薪酬待遇", "上班地点", "月工资（元）", "计划招聘人数"]
    assert guess(names) == {
        "title": "岗位名称",
        "employer": "用工单位全称",
        "salary_text": "薪酬待遇",
        "location_text": "上班地点",
        "headcount_text": "计划招聘人数",
    }


@pytest.mark.parametrize(
    ("host", "other", "same"),
    [
        ("www.example.com.cn", "job.example.com.cn:8080", True),
        ("rsj.example.gd.cn", "zp.another.gd.cn", False),
        ("rsj.bjhd.gov.cn", "www.bjhd.gov.cn", True),
        ("rsj.bjhd.gov.cn", "rsj.bjcy.gov.cn", False),
        ("one.github.io", "two.github.io", False),
        ("127.0.0.1:8000", "127.0.0.1:8001", True),
        ("127.0.0.1:8000", "127.0.0.2:8000", False),
        ("localhost:1", "localhost:2", True),
    ],
)
def test_hosts_of_one_site_have_one_name_below_a_public_suffix(host: str, other: str, *, same: bool) -> None:
    assert same_site(host, other) is same


def _links(*paths: str) -> list[Link]:
    return [Link(f"http://a.example{path}", f"关于第{number}号事项的通知") for number, path in enumerate(paths)]


@pytest.mark.parametrize(
    ("paths", "details", "source_id"),
    [
        (("/n/11/", "/n/12/", "/n/13/"), r"/n/\d+/?$", r"/n/(\d+)/?$"),
        (("/2024/05/13/a/", "/2024/05/13/b/", "/2024/05/14/a/"), r"/\d+/\d+/\d+/[^/?#&]+/?$", ""),
        (
            ("/2024/05/13/zp/a/", "/2024/05/13/tz/b/", "/2024/05/14/tz/c/"),
            r"/\d+/\d+/\d+/[^/?#&]+/[^/?#&]+/?$",
            None,
        ),
        (("/j/alpha-11/", "/j/beta-12/", "/j/beta-13/", "/j/gamma-x-14/", "/j/delta-15/"), r"/j/[^/?#&]+/?$", None),
        (
            tuple(f"/j/{name}-{n:08x}-0a1b-0c2d-0e3f-{n:012x}/" for n, name in enumerate(("a", "b", "c", "c", "d"))),
            r"/j/[^/?#&]+/?$",
            None,
        ),
        (("/job/welder/index.html", "/job/fitter/index.html", "/job/turner/index.html"), None, None),
        (("/info/1017/3541.htm", "/info/1017/3542.htm", "/info/1213/3543.htm"), r"/info/\d+/\d+\.htm$", None),
    ],
)
def test_a_pattern_takes_the_links_that_it_was_made_of(
    paths: tuple[str, ...], details: str | None, source_id: str | None
) -> None:
    links = _links(*paths)
    found = groups(links, "a.example")[0]
    assert {link.url for link in found.links} == {link.url for link in links}
    assert all(re.search(found.details, link.url) for link in links)
    assert details in (None, found.details)
    assert source_id in (None, found.source_id)


@pytest.mark.parametrize(
    "paths",
    [
        ("/tags/cnc/", "/tags/welding/", "/tags/repair/"),
        ("/archives/2024/04/", "/archives/2024/05/", "/archives/2024/06/"),
        ("/news/list_2.html", "/news/list_3.html", "/news/list_4.html"),
    ],
)
def test_lists_of_their_own_are_no_details(paths: tuple[str, ...]) -> None:
    assert groups(_links(*paths), "a.example") == []
