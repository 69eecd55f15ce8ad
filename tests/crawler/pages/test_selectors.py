"""Declared fields: CSS, XPath, labels, patterns, constants."""

import pytest
from sources import source

from rencai_crawler.pages import Page, read_page

HTML = """<html><head><title>x</title></head><body><h1>数控车工</h1><div class="pay">月薪：<b>8000-12000</b>元</div>
<div id="d"><p>甲</p><p>乙</p></div>
<table><tr><td>公 司：</td><td>示例<br>公司</td>
<td>学历</td><td></td><td>经验</td><td>三年</td></tr></table>
<ul><li>地区：北京市大兴区 人数：3人</li><li><span>性质</span><span>全职</span></li></ul>
<dl><dt>发布</dt><dd>2024-05-13</dd></dl><a class="more" href="/c/1">更多</a></body></html>"""


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("h1", "数控车工"),
        ("h1::text", "数控车工"),
        ("a.more::attr(href)", "/c/1"),
        ({"css": "#d p", "join": "；"}, "甲；乙"),
        ("#d", "甲\n乙"),
        ({"css": ".pay", "pattern": r"(\d+-\d+)"}, "8000-12000"),
        ({"css": ".pay", "pattern": r"\d+"}, "8000"),
        ({"css": ".pay", "pattern": "无此"}, None),
        ({"xpath": "//div[@class='pay']/b"}, "8000-12000"),
        ({"label": "公司"}, "示例 公司"),
        ({"label": "公司："}, "示例 公司"),
        ({"label": "学历"}, None),
        ({"label": "经验"}, "三年"),
        ({"label": "地区"}, "北京市大兴区 人数：3人"),
        ({"label": "性质"}, "全职"),
        ({"label": "发布"}, "2024-05-13"),
        ({"value": "北京市"}, "北京市"),
        (".nothing", None),
    ],
)
def test_a_rule(rule: object, text: str | None) -> None:
    declared = source(family="selectors", kinds=["job_posting"], fields={"title": "h1", "description": rule})
    [item] = read_page(Page("https://example.org/t1_1.html", HTML.encode()), declared).items
    assert item.fields.get("description") == text


def test_markup_is_kept_where_it_is_asked_for() -> None:
    declared = source(family="selectors", fields={"title": "h1", "body_html": {"css": "#d", "html": True}})
    [item] = read_page(Page("https://example.org/t1_1.html", HTML.encode()), declared).items
    assert item.fields["body_html"] == '<div id="d"><p>甲</p><p>乙</p></div>'


def test_without_a_title_there_is_no_record() -> None:
    declared = source(family="selectors", fields={"title": "h2"})
    reading = read_page(Page("https://example.org/t1_1.html", HTML.encode()), declared)
    assert (reading.items, reading.reason) == ((), "no_title")


def test_declared_fields_override_what_a_family_reads() -> None:
    text = "<p>各单位要认真贯彻执行，确保各项工作落到实处，取得实效。</p>" * 3
    html = (
        f'<html><head><meta name="ArticleTitle" content="关于工作的通知"></head><body><p class="from">'
        f'甲办公室</p><div class="own">{text}</div></body></html>'
    )
    declared = source(fields={"issuer_text": ".from"}, body=".own")
    [item] = read_page(Page("https://example.gov.cn/t1_1.html", html.encode()), declared).items
    assert item.fields["issuer_text"] == "甲办公室"
    assert item.fields["title"] == "关于工作的通知"
