"""Which list a probe takes, and how much of it: folders beside one another, columns, what was asked for."""

from collections.abc import Iterable

import pytest

from fault_site import Answer, FaultSite, fault_site
from rencai.settings import Settings
from rencai_crawler.probe import probe
from rencai_crawler.source import Politeness
from support_crawl import BODY, Run, notice


def _look(site: FaultSite, where: str):
    return probe(site.url(where), Settings(allow_hosts=(site.netloc,)))


def _notices(site: FaultSite, folder: str, numbers: Iterable[int]) -> str:
    """Puts notices into a folder, and gives the rows that lead to them."""
    rows = ""
    for number in numbers:
        site.page(f"{folder}/{number}.html", notice(number))
        rows += (
            f"<li><a href='{folder}/{number}.html'>关于第{number}号事项的通知</a> 2024-05-{number % 28 + 1:02d}</li>"
        )
    return rows


def _page(site: FaultSite, where: str, body: str, title: str = "示例网") -> None:
    site.page(where, f"<html><head><title>{title}</title></head><body>{body}</body></html>")


def test_folders_below_that_of_the_list_belong_to_it(site: FaultSite) -> None:
    rows = _notices(site, "/zx/sc", range(6)) + _notices(site, "/zx/gn", range(10, 12))
    _page(site, "/zx/", f"<ul>{rows}</ul><a href='/zx/index_2.html'>下一页</a>")
    found = _look(site, "/zx/")
    assert found.source is not None
    assert (found.source.details, found.source.source_id) == (r"/zx/[^/?#&]+/\d+\.html$", "")


def test_columns_of_a_front_page_are_read_together(site: FaultSite) -> None:
    boxes = ""
    for column, numbers in (("xw", range(4)), ("tz", range(10, 14))):
        boxes += f"<ul>{_notices(site, f'/{column}', numbers)}</ul><a href='/{column}/'>MORE&gt;&gt;</a>"
        more = _notices(site, f"/{column}", range(numbers.start, numbers.start + 9))
        _page(site, f"/{column}/", f"<ul>{more}</ul><a href='/{column}/index_2.html'>下一页</a>")
    menu = "".join(f"<a href='/about{n}.html'>学院概况{n}</a>" for n in range(12))
    _page(site, "/", menu + boxes, "示例学院 - 立德树人")
    found = _look(site, "/")
    assert found.source is not None
    assert set(found.source.start) == {site.url("/xw/"), site.url("/tz/")}
    assert found.source.details == r"/(?:tz|xw)/\d+\.html$"


def test_a_list_that_was_asked_for_is_kept_to(site: FaultSite) -> None:
    """Its entries have no day, and the front page shows as many of them with longer texts."""
    cases = ""
    for number in range(9):
        text = f"<h1>{number}号厂区地坪施工案例</h1><div>{f'<p>{BODY}</p>' * 3}</div>"
        _page(site, f"/al/{number}.html", text, f"{number}号厂区地坪施工案例")
        cases += f"<li><a href='/al/{number}.html'>{number}号厂区地坪施工…</a></li>"
    _page(site, "/al/", f"<ul>{cases}</ul><a href='/al/index_2.html'>下一页</a>")
    _page(site, "/", f"<ul>{cases.replace('施工…', '施工案例')}<li><a href='/al/8.html'>8号厂区案例</a></li></ul>")
    found = _look(site, "/al/")
    assert found.source is not None
    assert found.source.start == (site.url("/al/"),)


@pytest.mark.parametrize("cut", ["", "…"])
def test_a_title_is_where_the_list_says_that_it_is(site: FaultSite, cut: str) -> None:
    rows = ""
    for number in range(6):
        name = f"示例保险为第{number}号客户送上保障"
        body = (
            f"<h1>示例保险</h1><div class='box'><p class='bt'>{name}</p><span>2024-05-1{number}</span><p>{BODY * 3}</p>"
        )
        _page(site, f"/n/{number}.html", f"{body}</div>", "示例保险")
        rows += f"<li><a href='/n/{number}.html'>{name[:-1] + cut if cut else name}</a></li>"
    _page(site, "/list", f"<ul>{rows}</ul>", "示例保险")
    found = _look(site, "/list")
    assert found.source is not None
    assert found.source.fields["title"].css == "p.bt"
    assert found.trial is not None
    assert {sample["title"] for sample in found.trial.samples} >= {"示例保险为第0号客户送上保障"}


def test_a_list_whose_pages_are_not_there_is_told(site: FaultSite) -> None:
    rows = "".join(f"<li><a href='n/{number}.html'>关于第{number}号事项的通知</a></li>" for number in range(8))
    _page(site, "/n/index.html", f"<a href='index.html'>第一条新闻的标题</a><ul>{rows}</ul>")
    found = _look(site, "/n/index.html")
    assert found.source is None
    assert any("cannot be had" in note for note in found.findings.notes)


def test_a_sitemap_of_columns_and_notices_gives_the_notices(site: FaultSite) -> None:
    _notices(site, "/news", range(4))
    for name in ("about", "team", "contact", "custom", "case"):
        _page(site, f"/{name}/", f"<h1>示例单位{name}</h1><p>{BODY}</p>")
    places = [f"/{name}/" for name in ("about", "team", "contact", "custom", "case")]
    places += [f"/news/{number}.html" for number in range(4)]
    urls = "".join(f"<url><loc>{site.url(place)}</loc><lastmod>2024-05-01</lastmod></url>" for place in places)
    site.routes["/sitemap.xml"] = Answer(f"<urlset>{urls}</urlset>".encode(), 200, {"Content-Type": "text/xml"})
    found = _look(site, "/sitemap.xml")
    assert found.source is not None
    assert found.source.details == r"/news/\d+\.html$"


def test_details_on_another_host_of_the_site_are_reached(site: FaultSite, run: Run) -> None:
    with fault_site() as jobs:
        rows = _notices(jobs, "/job", range(6)).replace("href='", f"href='http://{jobs.netloc}")
        _page(site, "/list", f"<ul>{rows}</ul>")
        settings = Settings(allow_hosts=(site.netloc, jobs.netloc))
        found = probe(site.url("/list"), settings)
        assert found.source is not None
        assert (found.source.start, found.source.hosts) == ((site.url("/list"),), (jobs.netloc,))
        quick = found.source.model_copy(update={"politeness": Politeness(delay=0)})
        assert run(quick, settings=settings)["added"] == 6


def test_pages_of_columns_are_no_details(site: FaultSite) -> None:
    for number in range(6):
        _page(site, f"/index{number}.html", f"<h1>企业简介{number}</h1><div>{f'<p>{BODY}</p>' * 3}</div> 2024-05-13")
    menu = "".join(f"<a href='/index{number}.html'>企业简介与资质荣誉{number}</a>" for number in range(6))
    _page(site, "/news/", menu)
    assert _look(site, "/news/").source is None


def test_folders_tell_pages_apart_that_are_all_called_index(site: FaultSite) -> None:
    rows = ""
    for number in range(6):
        site.page(f"/tzgg/2024/{number + 100}/index.html", notice(number))
        rows += f"<li><a href='/tzgg/2024/{number + 100}/index.html'>关于第{number}号事项的通知</a></li>"
    _page(site, "/tzgg/index.html", f"<ul>{rows}</ul><a href='/about/index.html'>关于我们的简介</a>")
    found = _look(site, "/tzgg/index.html")
    assert found.source is not None
    assert found.source.details == r"/tzgg/\d+/\d+/index\.html$"


def test_what_leaves_a_front_page_is_not_gone(site: FaultSite) -> None:
    """Nothing leads on from it: then it shows what is recent, and not what there is."""
    _page(site, "/", f"<ul>{_notices(site, '/n', range(6))}</ul>")
    found = _look(site, "/")
    assert found.source is not None
    assert found.source.start == (site.url("/"),)
    assert not found.source.listing.complete


def test_a_column_with_one_notice_is_a_column_and_a_text_with_a_box_is_none(site: FaultSite) -> None:
    rows = _notices(site, "/t", range(6))
    _page(site, "/tzgg/", f"<ul>{rows}</ul>")
    _page(site, "/zcwj/", f"<ul>{_notices(site, '/t', range(20, 21))}</ul>")
    _page(site, "/jj.html", f"<h1>单位简介</h1><p>{BODY}</p><ul>{_notices(site, '/t', range(30, 32))}</ul>")
    menu = "<a href='/tzgg/'>通知公告</a><a href='/zcwj/'>政策文件</a><a href='/jj.html'>单位简介</a>"
    _page(site, "/", f"{menu}<ul>{_notices(site, '/t', range(4))}</ul>")
    found = _look(site, "/")
    assert found.source is not None
    assert set(found.source.start) == {site.url("/tzgg/"), site.url("/zcwj/")}


def test_a_list_taken_instead_of_the_page_asked_for_is_told(site: FaultSite) -> None:
    _page(site, "/tzgg/", f"<ul>{_notices(site, '/t', range(9))}</ul>")
    _page(site, "/jj.html", f"<h1>单位简介</h1><p>{BODY}</p><a href='/tzgg/'>通知公告</a>")
    found = _look(site, "/jj.html")
    assert found.source is not None
    assert found.source.start == (site.url("/tzgg/"),)
    assert any("instead" in note for note in found.findings.notes)
