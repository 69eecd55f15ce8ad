"""Looking at a site that nobody has described: what is found, and that the written file crawls it."""

from pathlib import Path

import pytest
import yaml

from fault_site import Answer, FaultSite
from rencai.errors import FetchError
from rencai.settings import Settings
from rencai_crawler.pages import Link
from rencai_crawler.probe import probe
from rencai_crawler.probe_report import as_json, as_text
from rencai_crawler.probing.answers import place_of_rows
from rencai_crawler.probing.columns import guess, kind_of
from rencai_crawler.probing.shapes import groups
from rencai_crawler.source_file import read_source
from support_crawl import Run, fill, listing, notice, path


def look(site: FaultSite, where: str = "/list"):
    return probe(site.url(where), Settings(allow_hosts=(site.netloc,)))


def test_a_notice_site_is_recognised_and_its_file_crawls_it(run: Run, site: FaultSite, tmp_path: Path) -> None:
    for number in range(40):
        site.page(path(number), notice(number))
    site.page("/list", listing(range(20), "/list?page=2"))
    site.page("/list?page=2", listing(range(20, 40)))
    found = look(site)
    assert found.source is not None
    assert (found.source.family, found.source.kinds) == ("government", ("policy_notice",))
    assert found.findings.signs["pagination"] == [site.url("/list?page=2")]
    assert len(as_json(found)["samples"]) == 5
    assert as_json(found)["coverage"]["title"] == 1.0
    file = tmp_path / f"{found.source.id}.yaml"
    file.write_text(found.yaml, encoding="utf-8")
    source, faults = read_source(file)
    assert not faults
    assert source is not None
    quick = source.model_copy(update={"politeness": source.politeness.model_copy(update={"delay": 0.0})})
    counts = run(quick)
    assert (counts["added"], counts["lists"], counts["rejected"]) == (40, 2, 0)


def test_a_home_page_leads_to_its_columns(site: FaultSite) -> None:
    fill(site, range(30))
    home = listing(range(5)).replace("</body>", '<a href="/list">通知公告</a></body>')
    site.page("/", home)
    found = look(site, "/")
    assert found.source is not None
    assert found.source.start == (site.url("/list"),)


def test_a_header_table_tells_a_government_site_without_meta_tags(site: FaultSite) -> None:
    table = "<table><tr><td>索 引 号：</td><td>000-%d</td><td>发文机关：</td><td>示例市人民政府</td></tr></table>"
    for number in range(6):
        text = f"<p>现将有关事项通知如下，请认真贯彻执行，并及时报告情况。编号{number}。</p>" * 3
        site.page(
            f"/t2024050{number}_1.html",
            f"<html><body>{table % number}<h1>关于事项{number}的通知</h1>{text}</body></html>",
        )
    rows = "".join(f'<li><a href="/t2024050{n}_1.html">关于做好有关事项{n}的通知</a></li>' for n in range(6))
    site.page("/list", f"<html><body><ul>{rows}</ul></body></html>")
    found = look(site)
    assert found.source is not None
    assert found.source.family == "government"


def test_json_ld_goes_before_everything(site: FaultSite) -> None:
    job = '{"@context":"https://schema.org","@type":"JobPosting","title":"数控车工%d","hiringOrganization":{"name":"示例厂"}}'
    for number in range(6):
        script = f'<script type="application/ld+json">{job % number}</script>'
        site.page(f"/job/{number}", f"<html><head>{script}</head><body><h1>数控车工{number}</h1></body></html>")
    rows = "".join(f'<li><a href="/job/{number}">数控车工（示例厂）{number}</a></li>' for number in range(6))
    site.page("/list", f"<html><body><ul>{rows}</ul></body></html>")
    found = look(site)
    assert found.source is not None
    assert (found.source.family, found.source.kinds, found.source.source_id) == (
        "json_ld",
        ("job_posting",),
        r"/job/(\d+)/?$",
    )


def test_a_file_of_rows_gets_its_columns(site: FaultSite) -> None:
    rows = "\r\n".join(f"{number},第{number}期电工班,北京示例学校,{number}00元" for number in range(9))
    site.routes["/c.csv"] = Answer(
        f"编号,课程名称,培训机构,学费\r\n{rows}".encode("gbk"), headers={"Content-Type": "text/csv"}
    )
    found = look(site, "/c.csv")
    assert found.source is not None
    assert found.source.family == "table"
    assert found.source.columns == {
        "source_id": "编号",
        "title": "课程名称",
        "provider": "培训机构",
        "price_text": "学费",
    }
    assert found.trial is not None
    assert found.trial.records == 9


def test_an_api_is_read_by_its_paths(site: FaultSite) -> None:
    rows = ",".join(
        f'{{"id":{number},"jobName":"焊工{number}","company":{{"name":"示例厂"}},"salary":"8千"}}'
        for number in range(4)
    )
    site.routes["/api"] = Answer(
        f'{{"code":0,"data":{{"list":[{rows}]}}}}'.encode(), headers={"Content-Type": "application/json"}
    )
    found = look(site, "/api")
    assert found.source is not None
    assert found.source.listing.records == "data.list"
    assert found.source.columns["title"] == "jobName"
    assert found.source.kinds == ("job_posting",)


def test_samples_of_a_feed_are_of_the_kind_that_its_file_says(site: FaultSite) -> None:
    entry = "<item><title>招聘电工%d名</title><link>%s</link><description>%s</description></item>"
    text = "岗位职责：负责厂区设备的检修与保养。" * 4
    entries = "".join(entry % (number, site.url(f"/gone/{number}"), text) for number in range(6))
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>招聘信息</title>{entries}</channel></rss>'
    site.routes["/feed.xml"] = Answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})
    found = look(site, "/feed.xml")
    assert found.source is not None
    assert {sample["kind"] for sample in as_json(found)["samples"]} == set(found.source.kinds) == {"job_posting"}


def test_a_site_that_forbids_it_is_not_looked_at(site: FaultSite) -> None:
    fill(site, range(5))
    site.routes["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /", headers={"Content-Type": "text/plain"})
    with pytest.raises(FetchError, match="robots"):
        look(site)
    assert "/list" not in site.asked


def test_a_site_that_reserves_mining_is_not_described(site: FaultSite) -> None:
    fill(site, range(5))
    site.page("/list", listing(range(5)), **{"tdm-reservation": "1"})
    with pytest.raises(FetchError, match="reserves"):
        look(site)


def test_pages_that_opt_out_are_no_samples(site: FaultSite) -> None:
    fill(site, range(8))
    for number in range(8):
        site.page(path(number), notice(number), **{"X-Robots-Tag": "noindex"})
    found = look(site)
    assert found.source is None
    assert any("not to be indexed" in note for note in found.findings.notes)


def test_where_nothing_is_found_it_says_what_to_do(site: FaultSite) -> None:
    site.page("/list", "<html><body><div id=app></div><script src=/app.js></script></body></html>")
    found = look(site)
    assert found.source is None
    assert "render: browser" in as_text(found)


def test_the_written_file_is_yaml_with_its_notes(site: FaultSite) -> None:
    fill(site, range(8))
    text = look(site).yaml
    assert text.startswith("# Written by")
    assert yaml.safe_load(text)["family"] == "government"


@pytest.mark.parametrize(
    ("urls", "details", "source_id"),
    [
        (
            [f"/zcwj/2024{n:02d}/t202405{n:02d}_{n * 7}.html" for n in range(1, 8)],
            r"/t\d+_\d+\.html$",
            r"/t\d+_(\d+)\.html$",
        ),
        (
            [f"/col/art/2024/5/{n}/art_12_{n}.html" for n in range(1, 8)],
            r"/art_\d+_\d+\.html$",
            r"/art_\d+_(\d+)\.html$",
        ),
        (
            [f"/show.php?cid=3&id={n}" for n in range(5)],
            r"/show\.php\?(?:.*&)?cid=\d+(?:&.*)?&id=\d+(?:&|$)",
            r"/show\.php\?(?:.*&)?cid=\d+(?:&.*)?&id=(\d+)(?:&|$)",
        ),
        (
            [f"/careers/{n}" for n in ("cnc-operator", "senior-welder", "cook")],
            r"/careers/[^/?#&]+/?$",
            r"/careers/([^/?#&]+)/?$",
        ),
        ([f"/jobs/{n}.html" for n in range(4)], r"/jobs/\d+\.html$", r"/jobs/(\d+)\.html$"),
        (
            [f"/jyxx/00{n}/00{n}002/20240513/9c1f0e2a-46d2-4c7f-bc08-e384150c{n:04d}.html" for n in range(4)],
            r"/[0-9A-Fa-f-]{16,}\.html$",
            r"/([0-9A-Fa-f-]{16,})\.html$",
        ),
        (
            [f"/content/4028{n}c7b4e482b8700a1c43ca949eb{n}" for n in range(1, 5)],
            r"/[0-9A-Fa-f-]{16,}/?$",
            r"/([0-9A-Fa-f-]{16,})/?$",
        ),
    ],
)
def test_shapes_become_patterns(urls: list[str], details: str, source_id: str) -> None:
    links = [Link(f"http://a.example{url}", f"关于做好第{place}项工作的通知") for place, url in enumerate(urls)]
    (group,) = groups(links, "a.example")
    assert (group.details, group.source_id) == (details, source_id)


def test_paging_and_other_hosts_are_no_details() -> None:
    paging = [Link(f"http://a.example/list_{n}.html", str(n)) for n in range(9)]
    others = [Link(f"http://b.example/n/{n}.html", "很长的一个标题在这里") for n in range(9)]
    assert groups([*paging, *others], "a.example") == []


def test_names_of_columns() -> None:
    names = ["职位名称", "公司名称", "薪资待遇", "工作地点", "学历要求"]
    assert guess(names)["employer"] == "公司名称"
    assert kind_of(guess(names), names) == "job_posting"
    assert place_of_rows({"a": [{"x": 1}], "b": {"c": [{"x": 1}, {"x": 2}]}}) == "b.c"
