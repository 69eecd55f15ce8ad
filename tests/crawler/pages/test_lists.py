"""Lists that lead to details: rows, feeds, sitemaps, JSON and jpage answers."""

import gzip
import json
from datetime import UTC, date, datetime

import pytest
from listed import ROWS, list_of, rows_of
from sources import source

from rencai.records.parsers.dates import read_day
from rencai_crawler.pages import Page, read_list


def test_every_link_to_a_detail_is_a_row_with_its_date() -> None:
    reading = list_of(ROWS)
    assert reading.kind_of_page == "list"
    assert rows_of(reading) == [
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
    assert rows_of(list_of(table, declared=declared)) == [("t1_1.html", "甲", "昨天")]


def test_an_address_given_twice_is_one_row() -> None:
    reading = list_of('<a href="t1_1.html"><img src="a.jpg"></a><a href="t1_1.html#top">关于报名的通知</a>')
    assert rows_of(reading) == [("t1_1.html", "关于报名的通知", "")]


def test_a_jpage_answer() -> None:
    answer = (
        '<datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=2&amp;webid=1">'
        "</a>]]></nextgroup><totalrecord>100</totalrecord>"
        "<recordset><record><![CDATA[<li><a href='/art/t1_1.html' title='关于甲的通知'>关于甲</a>"
        "<span>2024-05-13</span></li>]]></record></recordset></datastore>"
    )
    reading = list_of(answer, "https://example.gov.cn/module/web/jpage/dataproxy.jsp?page=1")
    assert rows_of(reading) == [("t1_1.html", "关于甲的通知", "2024-05-13")]
    assert reading.next_pages == ("https://example.gov.cn/module/web/jpage/dataproxy.jsp?page=2&webid=1",)


def test_a_jpage_range() -> None:
    answer = (
        "<datastore><totalrecord>40</totalrecord><recordset><record><![CDATA[<a href='/t1_1.html'>甲</a>"
        "]]></record></recordset></datastore>"
    )
    reading = list_of(answer, "https://example.gov.cn/dataproxy.jsp?startrecord=1&endrecord=15&perpage=15")
    assert reading.next_pages == ("https://example.gov.cn/dataproxy.jsp?startrecord=16&endrecord=30&perpage=15",)


def test_json_rows_lead_to_details() -> None:
    declared = source(
        listing={"format": "json", "records": "data.list", "url": "https://example.gov.cn/t1_{id}.html"},
        columns={"title": "name", "published_text": "day"},
    )
    answer = json.dumps({"data": {"list": [{"id": 7, "name": "甲", "day": "2024-05-13"}]}})
    reading = list_of(answer, "https://example.gov.cn/api?page=1", declared)
    assert rows_of(reading) == [("t1_7.html", "甲", "2024-05-13")]
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
    reading = list_of(
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
    reading = list_of(feed, "https://example.gov.cn/feed")
    assert reading.kind_of_page == "feed"
    assert reading.items == ()
    assert [link.url for link in reading.links] == ["https://example.gov.cn/t1_1.html"]
    assert "2024" in reading.links[0].date


@pytest.mark.parametrize("feed", [RSS, ATOM, JSON_FEED])
def test_feed_entries_are_records_without_details(feed: str) -> None:
    declared = source(family="feed", details="")
    [item] = list_of(feed, "https://example.gov.cn/feed", declared).items
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
    assert list_of(feed, "https://example.gov.cn/f1").next_pages == ("https://example.gov.cn/f2",)
    assert len(list_of(feed, "https://example.gov.cn/f1").links) == 1


def test_entities_of_a_feed_are_not_expanded() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;'
        '&a;&a;&a;">]><rss><channel><item><title>&b;</title><link>https://example.gov.cn/t1_1.html</link>'
        "</item></channel></rss>"
    )
    assert all("aaaa" not in link.text for link in list_of(bomb, "https://example.gov.cn/feed").links)


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
    reading = list_of(
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
    reading = list_of(body)
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
    reading = list_of(f"<html><body>{rows[0]}<a href='/about.html'>关于</a><script>{rows[1]}</script></body></html>")
    assert [(link.url, link.text) for link in reading.links] == [
        ("https://example.gov.cn/tzgg/t1_7.html", "关于报名的通知")
    ]


def test_a_script_that_tells_no_address_leads_nowhere() -> None:
    row = "<li><a href='javascript:openDetail(7)'>关于报名的通知</a><a href='t1_8.html'>关于考试的公告</a></li>"
    script = "function openDetail(id){ $.post('/api', {id: id}, function(d){ render(d) }); }"
    reading = list_of(f"<html><body>{row}<script>{script}</script></body></html>")
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
    assert rows_of(list_of(row, declared=declared)) == [("t1_7.html", "关于报名的通知", "")]


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
    assert [text for _, text, _ in rows_of(list_of(f"<ul><li>{rows}</li></ul>"))] == [title]


@pytest.mark.parametrize(
    "row",
    [
        "<dl><dt><b>20</b><i>2026-11</i></dt><dd>{}</dd></dl>",
        "<li><div><span>11-20</span> <em>2026</em></div>{}</li>",
        "<li><p class='d'>20</p><p>2026.11</p><h3>{}</h3></li>",
        "<li><span>20</span>/<span>2026年11月</span>{}</li>",
    ],
)
def test_a_day_in_two_parts(row: str) -> None:
    rows = "".join(row.format(f"<a href='t1_{n}.html'>关于报名工作的通知{n}</a>") for n in range(2))
    today = datetime(2026, 12, 1, tzinfo=UTC)
    assert [read_day(link.date, today) for link in list_of(rows).links] == [date(2026, 11, 20)] * 2
