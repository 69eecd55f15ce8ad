"""Which list a probe takes, and how much of it: folders beside one another, columns, what was asked for."""

from collections.abc import Callable, Iterable

import pytest
from sqlalchemy import Engine

from fault_site import Answer, FaultSite, Request, fault_site
from rencai.settings import Settings
from rencai.store.read import scan
from rencai_crawler.probe import probe
from rencai_crawler.source import Politeness, Source
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
            f"<h1>示例保险</h1><div class='box'><p class='bt'>{name}</p><p>{BODY * 3}</p><span>2024-05-1{number}</span>"
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


def test_a_list_whose_further_pages_only_a_script_asks_for_shows_the_newest(site: FaultSite) -> None:
    pager = "<a href='javascript:turn(1)'>首页</a><a href='javascript:turn(2)'>下一页</a>"
    _page(site, "/tzgg/", f"<ul>{_notices(site, '/tzgg', range(8))}</ul>{pager}")
    found = _look(site, "/tzgg/")
    assert found.source is not None
    assert not found.source.listing.complete
    assert any("the list goes on" in note for note in found.findings.notes)


def test_a_feed_that_says_no_more_leaves_what_was_found_of_the_list(site: FaultSite) -> None:
    rows = _notices(site, "/tzgg", range(8))
    items = "".join(
        f"<item><title>关于第{n}号事项的通知</title><link>{site.url(f'/tzgg/{n}.html')}</link></item>" for n in range(4)
    )
    feed = f"<rss version='2.0'><channel><title>示例</title>{items}</channel></rss>"
    site.routes["/rss.xml"] = Answer(feed.encode(), headers={"Content-Type": "application/rss+xml"})
    pager = "<a href='/tzgg/index_2.html'>下一页</a>"
    head = "<link rel='alternate' type='application/rss+xml' href='/rss.xml'>"
    _page(site, "/tzgg/", f"{head}<ul>{rows}</ul>{pager}")
    found = _look(site, "/tzgg/")
    assert found.findings.signs["list"]["url"] == site.url("/tzgg/")
    assert found.findings.signs["pagination"] == [site.url("/tzgg/index_2.html")]
    assert found.trial in found.findings.trials


def test_pages_that_a_front_page_shows_nothing_of_are_no_column(site: FaultSite) -> None:
    """Who leads an office and what its departments do stand in the same folder as its news."""
    menu = "<a href='/channels/1.html'>领导分工</a><a href='/channels/2.html'>动态</a>"
    leaders = "".join(f"<li><a href='/contents/{n}.html'>党组成员、副局长：张某{n}</a></li>" for n in range(50, 60))
    _notices(site, "/contents", range(50, 60))
    _page(site, "/channels/1.html", f"{menu}<ul>{leaders}</ul>")
    _page(site, "/channels/2.html", f"{menu}<ul>{_notices(site, '/contents', range(20))}</ul>")
    rows = _notices(site, "/contents", range(6))
    _page(site, "/", f"{menu}<ul>{rows}</ul><a href='/channels/2.html'>更多</a>")
    found = _look(site, "/")
    assert found.source is not None
    assert site.url("/channels/2.html") in found.source.start
    assert site.url("/channels/1.html") not in found.source.start


def test_a_list_that_has_hardly_begun_is_known_by_its_next_page(site: FaultSite) -> None:
    menu = "".join(f"<a href='/zs/{name}.htm'>{text}</a>" for name, text in _MENU.items())
    for name in _MENU:
        _page(site, f"/zs/{name}.htm", f"{menu}<h1>招生</h1><p>{BODY}</p><p>{BODY}</p>")
    first, second = _notices(site, "/info", [31, 30]), _notices(site, "/info", range(20, 28))
    _page(site, "/zs/ss.htm", f"{menu}<ul>{first}</ul><a href='/zs/ss/1.htm'>下页</a>")
    _page(site, "/zs/ss/1.htm", f"{menu}<ul>{second}</ul>")
    _page(site, "/tz.htm", f"{menu}<ul>{_notices(site, '/info', range(9))}</ul>")
    found = _look(site, "/zs/ss.htm")
    assert found.source is not None
    assert found.source.start == (site.url("/zs/ss.htm"),)
    assert found.source.details == r"/info/\d+\.html$"


_MENU = {"ss": "硕士研究生", "bs": "博士研究生", "td": "同等学力", "kd": "考点信息", "xz": "下载中心"}


def test_short_names_that_each_page_leads_to_are_its_menu(site: FaultSite) -> None:
    names = ["医院领导", "转运巴士", "便民服务", "志愿者服务", "转诊指南"]
    menu = "".join(f"<a href='/a/{n}.html'>{name}</a>" for n, name in enumerate(names))
    rows = "".join(f"<li><a href='/a/{n}.html'>关于第{n}号事项的情况通报会议</a></li>" for n in range(10, 18))
    for n in (*range(len(names)), *range(10, 18)):
        site.page(f"/a/{n}.html", notice(n).replace("<body>", f"<body>{menu}"))
    _page(site, "/dt/", f"{menu}<ul>{rows}</ul>")
    found = _look(site, "/dt/")
    assert found.source is not None
    taken = [n for n in (*range(len(names)), *range(10, 18)) if found.source.is_detail(site.url(f"/a/{n}.html"))]
    assert taken == [*range(10, 18)]


def test_the_folder_tells_a_column_where_the_menu_has_pages_of_the_same_form(site: FaultSite) -> None:
    """Nothing but days and numbers stands behind it; what the menu will lead to tomorrow is no entry either."""
    menu = "".join(f"<a href='/about/2014-02-22/{n}.html'>走进我们{n}</a>" for n in range(4))
    rows = "".join(
        f"<li><a href='/qyxw/2024-05-1{n}/{n}.html'>关于第{n}号事项的情况通报会议</a></li>" for n in range(8)
    )
    for n in range(8):
        site.page(f"/qyxw/2024-05-1{n}/{n}.html", notice(n).replace("<body>", f"<body>{menu}"))
        site.page(f"/about/2014-02-22/{n}.html", notice(n).replace("<body>", f"<body>{menu}"))
    _page(site, "/qyxw/", f"{menu}<ul>{rows}</ul>")
    found = _look(site, "/qyxw/")
    assert found.source is not None
    assert found.source.is_detail(site.url("/qyxw/2024-06-01/9.html"))
    assert not found.source.is_detail(site.url("/about/2015-01-01/9.html"))


@pytest.mark.parametrize("columns", [("gsdt",), ("gsdt", "hbxx", "cpzx")])
def test_names_of_several_words_before_a_number(site: FaultSite, columns: tuple[str, ...]) -> None:
    """In the folder of the menu only those words tell entries from it."""
    menu = "".join(f"<a href='/{name}.html'>企业简介{n}</a>" for n, name in enumerate(("jianjie", "lianxi", "zhaopin")))
    rows = ""
    for place, column in enumerate(columns):
        for n in range(place * 10, place * 10 + 6):
            site.page(f"/{column}-view-id-{n}.html", notice(n))
            rows += f"<li><a href='/{column}-view-id-{n}.html'>关于第{n}号事项的通知</a> 2024-05-13</li>"
    _page(site, "/gsdt.html", f"{menu}<ul>{rows}</ul>")
    found = _look(site, "/gsdt.html")
    assert found.source is not None
    word = "gsdt" if len(columns) == 1 else "[^/?#&]+"
    assert found.source.details == rf"/{word}-view-id-\d+\.html$"


def _quick(source: Source) -> Source:
    return source.model_copy(update={"politeness": Politeness(delay=0)})


def _alike(site: FaultSite, head: Callable[[int], str]) -> None:
    """Pages that are all called as their site is, and a list that calls them."""
    for n in range(8):
        body = f"{head(n)}<p>第{n}号：{BODY * 3}</p><p>2024-05-13</p>"
        _page(site, f"/xw/{n}.html", body, "示例财税 - 示例财税咨询有限公司")
    rows = "".join(f"<li><a href='/xw/{n}.html'>第{n}号事项的办理情况</a> 2024-05-13</li>" for n in range(8))
    _page(site, "/xw/", f"<ul>{rows}</ul>", "新闻中心 - 示例财税咨询有限公司")


@pytest.mark.parametrize(
    "head", [lambda _: "", lambda n: f"<h2 class='name'>记一次办理（{n}）</h2>"], ids=["nowhere", "in a heading"]
)
def test_pages_that_are_only_called_as_their_site_is(
    site: FaultSite, run: Run, engine: Engine, head: Callable[[int], str]
) -> None:
    _alike(site, head)
    found = _look(site, "/xw/")
    assert found.source is not None
    for _ in range(2):
        assert run(_quick(found.source))["health"] == "healthy"
    titles = {one.payload["title"] for page in scan(engine, status="live") for one in page}
    assert len(titles) == 8
    assert all("号事项" in title or "记一次" in title for title in titles)


def test_a_session_in_every_address_is_none_of_its_own(site: FaultSite, run: Run) -> None:
    _notices(site, "/n", range(8))

    def listed(request: Request) -> Answer:
        session = f";jsessionid=0A{request.times:030X}"
        rows = "".join(
            f"<li><a href='/n/{n}.html{session}'>关于第{n}号事项的通知</a> 2024-05-13</li>" for n in range(8)
        )
        return Answer(f"<html><head><title>通知公告</title></head><body><ul>{rows}</ul></body></html>".encode())

    site.routes["/list"] = listed
    found = _look(site, "/list")
    assert found.source is not None
    source = found.source.model_copy(update={"politeness": Politeness(delay=0)})
    assert (run(source)["added"], run(source)["added"]) == (8, 0)
