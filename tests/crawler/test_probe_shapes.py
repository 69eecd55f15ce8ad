"""Sites of other shapes: list pages that look like details, feeds of summaries, sitemaps of everything, scripts."""

import json

from fault_site import Answer, FaultSite
from rencai.settings import Settings
from rencai_crawler.catalogue import read_source
from rencai_crawler.probe import probe
from rencai_crawler.probe_report import as_text
from rencai_crawler.probing.columns import guess
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
        r"/archives/\d+$",
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
    assert (found.source.details, found.source.kinds) == (r"/join/\d+$", ("job_posting",))


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
    assert (found.source.kinds, found.source.details) == (("job_posting",), r"/position/\d+$")
    assert found.trial is not None
    assert found.trial.coverage["employer"] == 1.0


def test_rows_that_only_a_script_has_are_told(site: FaultSite) -> None:
    rows = [{"id": number, "jobName": post, "companyName": "示例机械厂"} for number, post in enumerate(POSTS)]
    script = f"<script>window.__INITIAL_STATE__={json.dumps({'list': rows})}</script>"
    site.page("/list", f"<html><head><title>职位</title></head><body><div id='app'></div>{script}</body></html>")
    found = _look(site, "/list")
    assert found.source is None
    assert "8 rows" in as_text(found)


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
    names = ["id", "jobTitle", "companyName", "workCity", "jobDesc", "publishTime", "degreeName", "recruitNum"]
    assert guess(names) == {
        "source_id": "id",
        "title": "jobTitle",
        "employer": "companyName",
        "description": "jobDesc",
        "location_text": "workCity",
        "education_text": "degreeName",
        "headcount_text": "recruitNum",
        "published_text": "publishTime",
    }
