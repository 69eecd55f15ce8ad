"""Looking at files and feeds of records: workbooks with a heading, delimited text, JSON Feed, indexes of sitemaps."""

import io
import json

import pytest
from openpyxl import Workbook

from fault_site import Answer, FaultSite
from rencai.settings import Settings
from rencai_crawler.probe import probe
from rencai_crawler.source import Source
from support_crawl import Run, notice

POSTS = [(f"A{number}", f"数控车工{number}", "示例机械厂", "6000-8000元/月", "北京市昌平区") for number in range(6)]
HEAD = ("岗位编号", "招聘岗位", "招聘单位", "薪资待遇（元）", "工作地点")


def _look(site: FaultSite, where: str):
    return probe(site.url(where), Settings(allow_hosts=(site.netloc,)))


def _quick(source: Source) -> Source:
    return source.model_copy(update={"politeness": source.politeness.model_copy(update={"delay": 0.0})})


def _workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.append(["示例区2024年春风行动招聘岗位信息表"])
    sheet.merge_cells("A1:E1")
    sheet.append(["填报单位：示例区人力资源公共服务中心", "", "", "填报日期：2024-05-13"])
    for row in (HEAD, *POSTS):
        sheet.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _delimited(mark: str) -> str:
    return "\r\n".join(mark.join(row) for row in (HEAD, *POSTS))


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("posts.xlsx", _workbook()),
        ("posts.csv", _delimited(",").encode("utf-8-sig")),
        ("posts2.csv", _delimited(";").encode("gb18030")),
        ("posts.txt", _delimited("\t").encode("utf-16")),
    ],
    ids=["a workbook with a heading", "with a byte order mark", "semicolons in GBK", "tabs in UTF-16"],
)
def test_a_file_of_posts(site: FaultSite, run: Run, name: str, body: bytes) -> None:
    kind = "text/csv" if name.endswith("csv") else "text/plain" if name.endswith("txt") else "application/octet-stream"
    site.routes[f"/{name}"] = Answer(body, 200, {"Content-Type": kind})
    found = _look(site, f"/{name}")
    assert found.source is not None
    assert found.source.kinds == ("job_posting",)
    assert found.source.columns == {
        "source_id": "岗位编号",
        "title": "招聘岗位",
        "employer": "招聘单位",
        "salary_text": "薪资待遇（元）",
        "location_text": "工作地点",
    }
    assert run(_quick(found.source))["added"] == 6


def test_a_json_feed_in_parts(site: FaultSite, run: Run) -> None:
    for page, numbers in ((1, range(4)), (2, range(4, 7))):
        items = [
            {"id": str(n), "title": f"招聘数控车工{n}名", "content_text": f"岗位职责：负责{n}号车床的操作与保养。" * 3}
            for n in numbers
        ]
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": "示例厂招聘", "items": items}
        if page == 1:
            feed["next_url"] = site.url("/feed.json?page=2")
        answer = Answer(json.dumps(feed).encode(), 200, {"Content-Type": "application/feed+json"})
        site.routes["/feed.json" if page == 1 else "/feed.json?page=2"] = answer
    found = _look(site, "/feed.json")
    assert found.source is not None
    assert (found.source.family, found.source.kinds) == ("feed", ("job_posting",))
    assert run(_quick(found.source))["added"] == 7


def test_an_index_of_sitemaps_is_followed_and_its_days_say_what_changed(site: FaultSite, run: Run) -> None:
    days = dict.fromkeys(range(6), "2024-05-01")
    for number in days:
        site.page(f"/n/t202405_{number}.html", notice(number))

    def maps() -> None:
        for part, numbers in (("a", range(3)), ("b", range(3, 6))):
            urls = "".join(
                f"<url><loc>{site.url(f'/n/t202405_{n}.html')}</loc><lastmod>{days[n]}</lastmod></url>" for n in numbers
            )
            site.routes[f"/{part}.xml"] = Answer(f"<urlset>{urls}</urlset>".encode(), 200, {"Content-Type": "text/xml"})
        names = "".join(f"<sitemap><loc>{site.url(f'/{part}.xml')}</loc></sitemap>" for part in "ab")
        index = f"<sitemapindex>{names}</sitemapindex>".encode()
        site.routes["/sitemap.xml"] = Answer(index, 200, {"Content-Type": "text/xml"})

    maps()
    found = _look(site, "/sitemap.xml")
    assert found.source is not None
    source = _quick(found.source).model_copy(update={"recheck": 0.0})
    assert run(source)["added"] == 6
    days[4] = "2024-06-01"
    site.page("/n/t202405_4.html", notice(4, "改后的通知内容。" * 12))
    maps()
    site.forget()
    assert run(source)["changed"] == 1
    assert "/n/t202405_4.html" in site.asked
