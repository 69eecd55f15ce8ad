"""Lists that lead to details: rows, feeds, sitemaps, JSON and jpage answers, and the page after each."""

import gzip
import json

import pytest
from sources import source

from rencai_crawler.pages import Page, PageReading, read_list
from rencai_crawler.source import Source

URL = "https://example.gov.cn/tzgg/index.html"


def _list(html: str, url: str = URL, declared: Source | None = None) -> PageReading:
    return read_list(Page(url, html.encode()), declared or source())


def _rows(reading: PageReading) -> list[tuple[str, str, str]]:
    return [(link.url.rsplit("/", 1)[-1], link.text, link.date) for link in reading.links]


ROWS = (
    '<ul><li><a href="./202405/t20240513_1.html" title="关于报名工作的通知">关于报名工作…</a><span>'
    "2024-05-13</span></li>"
    '<li><span>[05-12]</span><a href="./202405/t20240512_2.html">关于考试的公告</a></li><li><a href="../about'
    '.html">关于我们</a></li></ul>'
)


def test_every_link_to_a_detail_is_a_row_with_its_date() -> None:
    reading = _list(ROWS)
    assert reading.kind_of_page == "list"
    assert _rows(reading) == [
        ("t20240513_1.html", "关于报名工作的通知", "2024-05-13"),
        ("t20240512_2.html", "关于考试的公告", "05-12"),
    ]


def test_declared_rows() -> None:
    table = (
        '<table class="jobs"><tr><th>标题</th></tr><tr><td class="t"><a href="t1_1.html">甲</a></td>'
        '<td class="d">昨天</td></tr></table>'
        '<a href="t9_9.html">推荐</a>'
    )
    declared = source(listing={"items": "table.jobs tr", "link": "td.t a", "date": "td.d"})
    assert _rows(_list(table, declared=declared)) == [("t1_1.html", "甲", "昨天")]


def test_an_address_given_twice_is_one_row() -> None:
    reading = _list('<a href="t1_1.html"><img src="a.jpg"></a><a href="t1_1.html#top">关于报名的通知</a>')
    assert _rows(reading) == [("t1_1.html", "关于报名的通知", "")]


@pytest.mark.parametrize(
    ("html", "url", "following"),
    [
        ('<a href="index_2.html">下一页</a>', URL, "index_2.html"),
        ('<a href="?page=3">[下页]</a>', "https://example.gov.cn/l.php?page=2", "l.php?page=3"),
        ('<script>createPageHTML(20, 0, "index", "html");</script>', URL, "index_1.html"),
        (
            '<script>createPageHTML(20, 18, "index", "html");</script>',
            "https://example.gov.cn/tzgg/index_18.html",
            "index_19.html",
        ),
        ('<script>createPageHTML(20, 19, "index", "html");</script>', "https://example.gov.cn/tzgg/index_19.html", ""),
        ("<script>var currentPage = 0; var countPage = 5</script>", URL, "index_1.html"),
        (
            "<script>var currentPage = 1; var countPage = 5</script>",
            "https://example.gov.cn/tzgg/index_1.html",
            "index_2.html",
        ),
        ("<script>var currentPage = 4; var countPage = 5</script>", "https://example.gov.cn/tzgg/index_4.html", ""),
        (
            (
                '<div><span class="cur">1</span><a href="column-index-2.shtml">2</a><a href="column-index-3.shtml'
                '">3</a></div>'
            ),
            URL,
            "column-index-2.shtml",
        ),
        (
            '<ul><li class="active"><a href="#">2</a></li><li><a href="?pn=3">3</a></li></ul>',
            "https://example.gov.cn/l?pn=2",
            "l?pn=3",
        ),
        (
            '<a href="javascript:void(0)" onclick="go(\'list_3.html\')">下一页</a>',
            "https://example.gov.cn/tzgg/list_2.html",
            "list_3.html",
        ),
        ('<link rel="next" href="p2.html">', URL, "p2.html"),
        ('<a class="disabled" href="index_9.html">下一页</a>', URL, ""),
        ('<a href="index.html">下一页</a>', URL, ""),
        ("<p>没有分页</p>", URL, ""),
    ],
)
def test_the_page_after_a_list(html: str, url: str, following: str) -> None:
    assert [each.rsplit("/", 1)[-1] for each in _list(ROWS + html, url).next_pages] == (
        [following] if following else []
    )


def test_a_declared_link_to_the_next_page() -> None:
    reading = _list(ROWS + '<a class="next" href="b.html">&gt;&gt;</a>', declared=source(listing={"next": "a.next"}))
    assert reading.next_pages == ("https://example.gov.cn/tzgg/b.html",)


def test_a_jpage_answer() -> None:
    answer = (
        '<datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=2&amp;webid=1">'
        "</a>]]></nextgroup><totalrecord>100</totalrecord>"
        "<recordset><record><![CDATA[<li><a href='/art/t1_1.html' title='关于甲的通知'>关于甲</a>"
        "<span>2024-05-13</span></li>]]></record></recordset></datastore>"
    )
    reading = _list(answer, "https://example.gov.cn/module/web/jpage/dataproxy.jsp?page=1")
    assert _rows(reading) == [("t1_1.html", "关于甲的通知", "2024-05-13")]
    assert reading.next_pages == ("https://example.gov.cn/module/web/jpage/dataproxy.jsp?page=2&webid=1",)


def test_a_jpage_range() -> None:
    answer = (
        "<datastore><totalrecord>40</totalrecord><recordset><record><![CDATA[<a href='/t1_1.html'>甲</a>"
        "]]></record></recordset></datastore>"
    )
    reading = _list(answer, "https://example.gov.cn/dataproxy.jsp?startrecord=1&endrecord=15&perpage=15")
    assert reading.next_pages == ("https://example.gov.cn/dataproxy.jsp?startrecord=16&endrecord=30&perpage=15",)


def test_json_rows_lead_to_details() -> None:
    declared = source(
        listing={"format": "json", "records": "data.list", "url": "https://example.gov.cn/t1_{id}.html"},
        columns={"title": "name", "published_text": "day"},
    )
    answer = json.dumps({"data": {"list": [{"id": 7, "name": "甲", "day": "2024-05-13"}]}})
    reading = _list(answer, "https://example.gov.cn/api?page=1", declared)
    assert _rows(reading) == [("t1_7.html", "甲", "2024-05-13")]
    assert reading.next_pages == ("https://example.gov.cn/api?page=2",)


def test_json_rows_are_records() -> None:
    declared = source(
        kinds=["job_posting"],
        family="table",
        start=["https://example.gov.cn/api"],
        details="",
        columns={"source_id": "id", "title": "job.name", "location_text": "=北京市", "salary_text": "pay.0.text"},
    )
    answer = json.dumps([{"id": 7, "job": {"name": "车工"}, "pay": [{"text": "面议"}]}, {"id": 8}])
    [item] = read_list(Page("https://example.gov.cn/api", answer.encode()), declared).items
    assert item.fields == {"source_id": "7", "title": "车工", "location_text": "北京市", "salary_text": "面议"}


@pytest.mark.parametrize(
    ("address", "more", "following"),
    [
        ("api?page=1", {}, ["api?page=2"]),
        ("api", {}, []),
        ("api", {"next": "/api?cursor=b"}, ["api?cursor=b"]),
        ("api?page=3", {"next": None}, []),
    ],
)
def test_json_rows_that_are_records_go_on(address: str, more: dict[str, str], following: list[str]) -> None:
    declared = source(kinds=["job_posting"], family="table", details="", columns={"source_id": "id", "title": "name"})
    reading = _list(
        json.dumps({"rows": [{"id": 1, "name": "车工"}], **more}), f"https://example.gov.cn/{address}", declared
    )
    assert list(reading.next_pages) == [f"https://example.gov.cn/{each}" for each in following]


RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>x</title>
<item><title>甲 &amp; 乙</title><link>https://example.gov.cn/t1_1.html</link><guid>g-1</guid>
<pubDate>Mon, 13 May 2024 09:00:00 +0800</pubDate>
<dc:creator>办公室</dc:creator><description><![CDATA[<p>正文<b>内容</b></p>]]></description></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>甲</title><link rel="edit" href="/e"/>
<link href="/t1_1.html"/><id>u:1</id>
<updated>2024-05-13T09:00:00Z</updated>
<author><name>办公室</name></author><content type="html">&lt;p&gt;正文&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {
                "id": "1",
                "url": "https://example.gov.cn/t1_1.html",
                "title": "甲",
                "content_html": "<p>正文</p>",
                "date_published": "2024-05-13",
            }
        ],
    }
)


@pytest.mark.parametrize("feed", [RSS, ATOM, JSON_FEED])
def test_feeds_lead_to_details(feed: str) -> None:
    reading = _list(feed, "https://example.gov.cn/feed")
    assert reading.kind_of_page == "feed"
    assert reading.items == ()
    assert [link.url for link in reading.links] == ["https://example.gov.cn/t1_1.html"]
    assert "2024" in reading.links[0].date


@pytest.mark.parametrize("feed", [RSS, ATOM, JSON_FEED])
def test_feed_entries_are_records_without_details(feed: str) -> None:
    declared = source(family="feed", details="")
    [item] = _list(feed, "https://example.gov.cn/feed", declared).items
    assert item.fields["title"].startswith("甲")
    assert item.fields["body_text"] in ("正文内容", "正文")
    assert item.fields["source_id"] in ("g-1", "u:1", "1")


@pytest.mark.parametrize(
    "feed",
    [
        RSS.replace(
            "<title>x</title>", '<title>x</title><a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="/f2"/>'
        ),
        ATOM.replace("<entry>", '<link rel="self" href="/f1"/><link rel="next" href="/f2"/><entry>', 1),
        JSON_FEED.replace('"items"', '"next_url": "/f2", "items"'),
    ],
)
def test_a_feed_in_parts_goes_on(feed: str) -> None:
    assert _list(feed, "https://example.gov.cn/f1").next_pages == ("https://example.gov.cn/f2",)
    assert len(_list(feed, "https://example.gov.cn/f1").links) == 1


def test_entities_of_a_feed_are_not_expanded() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;'
        '&a;&a;&a;">]><rss><channel><item><title>&b;</title><link>https://example.gov.cn/t1_1.html</link>'
        "</item></channel></rss>"
    )
    assert all("aaaa" not in link.text for link in _list(bomb, "https://example.gov.cn/feed").links)


SITEMAP = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>'
    " https://example.gov.cn/t1_1.html?a=1&amp;b=2 </loc>"
    "<lastmod>2024-05-13</lastmod></url><url><loc><![CDATA[https://example.gov.cn/t1_2.html]]></loc>"
    "</url><url></url></urlset>"
)


@pytest.mark.parametrize(
    "body", [SITEMAP.encode(), gzip.compress(SITEMAP.encode()), SITEMAP.replace("</urlset>", "").encode()]
)
def test_sitemaps(body: bytes) -> None:
    reading = read_list(Page("https://example.gov.cn/sitemap.xml", body), source())
    assert [(link.url, link.lastmod) for link in reading.links] == [
        ("https://example.gov.cn/t1_1.html?a=1&b=2", "2024-05-13"),
        ("https://example.gov.cn/t1_2.html", ""),
    ]


def test_a_sitemap_index_leads_to_sitemaps() -> None:
    reading = _list(
        "<sitemapindex><sitemap><loc>https://example.gov.cn/s1.xml</loc></sitemap></sitemapindex>",
        "https://example.gov.cn/sitemap.xml",
    )
    assert reading.next_pages == ("https://example.gov.cn/s1.xml",)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "empty_body"),
        ("<html><body><a href='/about.html'>关于</a><p>暂无信息</p></body></html>", "no_rows"),
        ("<html><body><p>系统繁忙</p><a href='/'>首页</a></body></html>", "error"),
        ("<rss></rss>", "no_entries"),
        ("{broken", "broken_json"),
    ],
)
def test_a_list_without_rows_says_why(body: str, reason: str) -> None:
    reading = _list(body)
    assert reading.links == ()
    assert reading.reason == reason


def test_a_text_over_several_pages_names_the_others() -> None:
    from rencai_crawler.pages import read_page

    text = "<p>各单位要认真贯彻执行，确保各项工作落到实处，取得实效。</p>" * 5
    html = (
        f'<html><head><meta name="ArticleTitle" content="关于工作的通知"></head><body><div id="zoom">'
        f'{text}</div><script>createPageHTML(3, 0, "t1_1", "html");</script></body></html>'
    )
    reading = read_page(Page("https://example.gov.cn/t1_1.html", html.encode()), source())
    assert reading.next_pages == ("https://example.gov.cn/t1_1_1.html", "https://example.gov.cn/t1_1_2.html")


SCRIPTS = {
    "a path in its call": (
        "<ul><li><a href='javascript:void(0);' onclick=\"check('t1_7.html','xw');\">关于报名的通知</a></li></ul>",
        "",
    ),
    "an address put together on the spot": (
        "<table><tr onclick=\"location.href='t1_'+7+'.html'\"><td><a>关于报名的通知</a></td></tr></table>",
        "",
    ),
    "a function of the page": (
        "<li><a href='javascript:openDetail(7)'>关于报名的通知</a></li>",
        "function openDetail(id){ window.open('t1_' + id + '.html', '_blank'); }",
    ),
    "a function that sets the address first": (
        "<li><a href='#' onclick='show(this, \"7\"); return false'>关于报名的通知</a></li>",
        "var show = function (el, no) { var url = base + no + '.html'; location.href = url }; var base = 't1_';",
    ),
    "an arrow function with an inset": (
        "<div onclick='go(7)'><h4>关于报名的通知</h4><p>示例局</p></div>",
        "const go = (id) => { window.location.href = `t1_${id}.html` }",
    ),
    "a handler of elements with a number": (
        "<ul><li class='row' data-id='7'><h3>关于报名的通知</h3><span>2024-05-13</span></li></ul>",
        "$('.row').click(function(){ window.location.href = 't1_' + $(this).data('id') + '.html'; });",
    ),
    "an address beside it": ("<li data-url='t1_7.html'><b>关于报名的通知</b></li>", ""),
}


@pytest.mark.parametrize("rows", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_rows_that_lead_on_by_a_script(rows: tuple[str, str]) -> None:
    reading = _list(f"<html><body>{rows[0]}<a href='/about.html'>关于</a><script>{rows[1]}</script></body></html>")
    assert [(link.url, link.text) for link in reading.links] == [
        ("https://example.gov.cn/tzgg/t1_7.html", "关于报名的通知")
    ]


def test_a_script_that_tells_no_address_leads_nowhere() -> None:
    row = "<li><a href='javascript:openDetail(7)'>关于报名的通知</a><a href='t1_8.html'>关于考试的公告</a></li>"
    script = "function openDetail(id){ $.post('/api', {id: id}, function(d){ render(d) }); }"
    reading = _list(f"<html><body>{row}<script>{script}</script></body></html>")
    assert [link.url.rsplit("/", 1)[-1] for link in reading.links] == ["t1_8.html"]


@pytest.mark.parametrize(
    ("row", "template"),
    [
        ("<li><a href='javascript:openDetail(\"c\", 7)'>关于报名的通知</a></li>", "https://example.gov.cn/t1_{2}.html"),
        ("<li data-no='7'><p>关于报名的通知</p></li>", "https://example.gov.cn/t1_{data-no}.html"),
    ],
)
def test_a_declared_template_of_addresses(row: str, template: str) -> None:
    declared = source(listing={"url": template, "items": "li"})
    assert _rows(_list(row, declared=declared)) == [("t1_7.html", "关于报名的通知", "")]


@pytest.mark.parametrize(
    ("pager", "following"),
    [
        ("<a href='javascript:goPage(2)'>下一页</a>", "index_2.html"),
        ("<a href='#' onclick=\"location.href=encodeURI('index_2.jhtml');\">下一页</a>", "index_2.jhtml"),
        ("<a onclick=\"window.location = '/l.action?p=' + 2\">下一页</a>", "l.action?p=2"),
    ],
)
def test_a_pager_that_runs_a_script(pager: str, following: str) -> None:
    script = "<script>function goPage(n){ window.location = 'index_' + encodeURIComponent(n) + '.html'; }</script>"
    reading = _list(f"{ROWS}{pager}{script}")
    assert [url.rsplit("/", 1)[-1] for url in reading.next_pages] == [following]


@pytest.mark.parametrize(
    "call", ["go('https://example.gov.cn:80/', '2')", "go('/list/', 2)", "go('https://example.gov.cn/')"]
)
def test_a_part_of_an_address_is_no_page_of_a_list(call: str) -> None:
    assert not _list(f'{ROWS}<a href="#" onclick="{call}">下一页</a>').next_pages


def test_a_whole_address_in_a_call_is_one() -> None:
    reading = _list(f"{ROWS}<a href='#' onclick=\"go('/list/p/2')\">下一页</a>")
    assert reading.next_pages == ("https://example.gov.cn/list/p/2",)


FIRST = "<a href='javascript:turn(1)'>首页</a>"


@pytest.mark.parametrize(
    "pager",
    [
        f"{FIRST}<b>1</b><a href='javascript:turn(2)'>2</a><a href='javascript:turn(2)'>下一页</a>",
        "<a href=\"javascript:__doPostBack('pager','2')\">下一页</a>",
        "<span onclick='turn(2)'>下页</span>",
        "<a href='/'>首页</a><a href='javascript:turn(1)'>首页</a><b>1</b><a href='javascript:turn(2)'>2</a>",
        "<span>1</span><a href='javascript:turn(2)'>2</a><a href='javascript:turn(3)'>3</a>",
    ],
)
def test_a_list_that_goes_on_by_a_script_that_tells_no_address_is_not_whole(pager: str) -> None:
    reading = _list(f"{ROWS}{pager}<script>function turn(n) {{ form.page.value = n; form.submit() }}</script>")
    assert reading.links
    assert (reading.next_pages, reading.withheld) == ((), True)


@pytest.mark.parametrize(
    "pager",
    [
        "",
        "<a href='javascript:;'>下一页</a>",
        "<a href='javascript:void(0)'>下一页</a>",
        "<a class='disabled' href='javascript:turn(2)'>下一页</a>",
        "<a disabled='disabled' href='javascript:turn(2)'>下一页</a>",
        f"{FIRST}<a href='javascript:turn(1)'>下一页</a>",
        "<a href='index_1.html'>上一页</a><a href='javascript:turn(2)'>下一页</a>",
        "<a href='javascript:open(2)'>下一条新闻</a>",
    ],
)
def test_a_pager_that_leads_nowhere_is_that_of_the_last_page(pager: str) -> None:
    assert not _list(ROWS + pager).withheld


@pytest.mark.parametrize(("told", "withheld"), [({"total": 9}, True), ({"total": 1}, False), ({"count": 9}, False)])
def test_an_answer_that_tells_of_more_rows_than_it_has_is_not_whole(told: dict[str, int], withheld: bool) -> None:
    body = json.dumps({"code": 0, "data": told | {"list": [{"id": 1, "title": "数控车工"}]}})
    page = Page("https://example.gov.cn/api/jobs", body.encode())
    declared = source(
        family="table", details="", listing={"records": "data.list"}, columns={"source_id": "id", "title": "title"}
    )
    assert read_list(page, declared).withheld is withheld


def test_an_arrow_that_skips_numbered_pages_is_not_the_next_one() -> None:
    pager = "<span>1</span><a href='10_2.html'>2</a><a href='10_3.html'>3</a><a href='10_11.html'>&gt;</a>"
    assert _list(ROWS + pager).next_pages == ("https://example.gov.cn/tzgg/10_2.html",)


def test_what_a_script_posts_to_is_no_page() -> None:
    script = "<script>function turn(n) { $.ajax({url: '/items.ashx', type: 'POST', data: {page: n}}) }</script>"
    reading = _list(f"{ROWS}<a href='javascript:turn(2)'>下一页</a>{script}")
    assert (reading.next_pages, reading.withheld) == ((), True)


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (("关于报名工作的通知", "为做好报名工作，现将有关事项通知如下。" * 4), "关于报名工作的通知"),
        (("关于报名工…", "关于报名工作的通知"), "关于报名工作的通知"),
        (("详情", "关于报名工作的通知"), "关于报名工作的通知"),
        (("关于报名工作的通知", "查看"), "关于报名工作的通知"),
    ],
)
def test_of_two_texts_of_one_link_the_title_counts(texts: tuple[str, str], title: str) -> None:
    rows = "".join(f"<a href='t20240513_1.html'>{text}</a>" for text in texts)
    assert [text for _, text, _ in _rows(_list(f"<ul><li>{rows}</li></ul>"))] == [title]
