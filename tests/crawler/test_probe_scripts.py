"""Lists whose entries have no link of their own: they call a script."""

from pathlib import Path

import pytest

from fault_site import Answer, FaultSite
from rencai.settings import Settings
from rencai_crawler.pages import Page
from rencai_crawler.probe import probe
from rencai_crawler.probing.apis import addresses
from rencai_crawler.source import Source
from rencai_crawler.source_file import read_source
from support_crawl import Run, notice

JAVASCRIPT = {"Content-Type": "application/javascript"}


def _site(site: FaultSite, head: str = "", rows: int = 8) -> None:
    for number in range(rows):
        site.page(f"/notice/{number}.html", notice(number))
    listed = "".join(
        f"<li><a href='javascript:openDetail({n})'>关于第{n}号事项的通知</a> 2024-05-1{n}</li>" for n in range(rows)
    )
    menu = "".join(f"<a href='/about{n}.html'>关于我们和联系方式第{n}页</a>" for n in range(4))
    for n in range(4):
        site.page(f"/about{n}.html", f"<html><body><h1>关于我们{n}</h1><p>我们是一家示例单位。</p></body></html>")
    site.page("/list", f"<html><head><title>通知公告</title>{head}</head><body>{menu}<ul>{listed}</ul></body></html>")


def _look(site: FaultSite):
    return probe(site.url("/list"), Settings(allow_hosts=(site.netloc,)))


def _quick(source: Source) -> Source:
    return source.model_copy(update={"politeness": source.politeness.model_copy(update={"delay": 0.0})})


def test_a_script_of_the_page_tells_where_its_rows_lead(run: Run, site: FaultSite) -> None:
    _site(site, "<script>function openDetail(id) { location.href = '/notice/' + id + '.html'; }</script>")
    found = _look(site)
    assert found.source is not None
    assert (found.source.details, found.source.listing.url) == (r"/notice/\d+\.html$", "")
    assert run(_quick(found.source))["added"] == 8


def test_a_file_of_scripts_tells_where_rows_lead(run: Run, site: FaultSite, tmp_path: Path) -> None:
    _site(site, "<script src='/js/jquery.min.js'></script><script src='/js/list.js'></script>")
    script = b"function openDetail(id) { window.open('/notice/' + id + '.html'); }"
    site.routes["/js/list.js"] = Answer(script, headers=JAVASCRIPT)
    found = _look(site)
    assert found.source is not None
    assert found.source.listing.url == site.url("/notice/{1}.html")
    assert "/js/jquery.min.js" not in site.asked
    file = tmp_path / f"{found.source.id}.yaml"
    file.write_text(found.yaml, encoding="utf-8")
    source, faults = read_source(file)
    assert not faults
    assert source is not None
    assert run(_quick(source))["added"] == 8


def test_rows_whose_script_tells_nothing_are_told(site: FaultSite) -> None:
    _site(site)
    found = _look(site)
    assert any("`openDetail(…)`" in note and "listing.url" in note for note in found.findings.notes)


def test_a_list_in_a_frame_is_that_of_its_page(run: Run, site: FaultSite) -> None:
    _site(site, "<script>function openDetail(id) { location.href = '/notice/' + id + '.html'; }</script>")
    menu = "<a href='/about1.html'>关于我们</a><a href='/about2.html'>联系我们</a>"
    site.page(
        "/tzgg/", f"<html><head><title>通知公告</title></head><body>{menu}<iframe src='/list'></iframe></body></html>"
    )
    found = probe(site.url("/tzgg/"), Settings(allow_hosts=(site.netloc,)))
    assert found.source is not None
    assert found.source.start == (site.url("/list"),)
    assert run(_quick(found.source))["added"] == 8


def test_a_front_page_of_frames_has_the_lists_that_stand_in_them(site: FaultSite) -> None:
    _site(site, "<script>function openDetail(id) { location.href = '/notice/' + id + '.html'; }</script>")
    site.page("/", "<html><frameset cols='160,*'><frame src='/about1.html'><frame src='/list'></frameset></html>")
    found = probe(site.url("/"), Settings(allow_hosts=(site.netloc,)))
    assert found.source is not None
    assert found.source.start == (site.url("/list"),)


def test_an_api_that_is_asked_by_post_is_told(site: FaultSite) -> None:
    script = "axios.post('/api/position/search', {page: 1}).then(show)"
    site.page(
        "/jobs",
        f"<html><head><title>招聘</title></head><body><div id='app'></div><script>{script}</script></body></html>",
    )
    found = probe(site.url("/jobs"), Settings(allow_hosts=(site.netloc,)))
    assert found.source is None
    assert any(site.url("/api/position/search") in note and "POST" in note for note in found.findings.notes)


def test_rows_with_a_number_and_a_link_lead_somewhere(site: FaultSite) -> None:
    _site(site)
    rows = "".join(
        f"<div class='row' data-id='{n}'><a href='/notice/{n}.html'>关于第{n}号事项的通知</a> 2024-05-1{n}</div>"
        for n in range(8)
    )
    site.page("/list", f"<html><head><title>通知公告</title></head><body>{rows}</body></html>")
    assert not any("data-id" in note for note in _look(site).findings.notes)


@pytest.mark.timeout(20)
def test_a_script_with_many_names_of_addresses_is_read_at_once() -> None:
    script = "".join(f"fetch(`${{b{at}}}/api/jobs`);" for at in range(20_000)) + "fetch(`${host}/api/posts`);"
    markup = f"<html><body><script>var host = '/v1';{script}</script></body></html>"
    assert addresses(Page("https://example.org/", markup.encode())) == ["https://example.org/v1/api/posts"]
