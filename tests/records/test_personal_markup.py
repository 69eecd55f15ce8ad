"""Masking of personal data in markup: as a reader sees it, whatever tags stand inside."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.plain import plain_text
from rencai.records.personal import mask
from rencai.records.personal_markup import mask_any, mask_markup

TAGS = ("<p>", "</p>", "<b>", "</b>", "</td><td>", "<br>", "<img alt='13912345678'>")
TEXTS = (
    "138",
    "1234",
    "5678",
    "联系人：",
    "王建国",
    "，",
    " ",
    "\n",
    "&nbsp;",
    "zhang",
    "@",
    "example.com",
    "电话",
    "焊工",
)
PIECES = st.lists(st.sampled_from((*TAGS, *TEXTS, "&lt;", "<", "\u200b")), max_size=14)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<p>电话<b>138</b><b>12345678</b></p>", "<p>电话<b>138</b><b>****5678</b></p>"),
        ("<p>138&nbsp;1234&nbsp;5678</p>", "<p>138 **** 5678</p>"),
        ("<p>138\n1234\n5678</p>", "<p>138 **** 5678</p>"),
        ("<p>联系人：<strong>王建国</strong>，<i>电话</i></p>", "<p>联系人：<strong>王**</strong>，<i>电话</i></p>"),
        ("<p>联系人：<strong>王建</strong>，<i>电话</i></p>", "<p>联系人：<strong>王**</strong>，<i>电话</i></p>"),
        ("<p>联系人：</p>\n<p>王建国</p>", "<p>联系人：</p>\n<p>王**</p>"),
        ("<tr><td>联系人</td>\n<td>王建国</td></tr>", "<tr><td>联系人</td>\n<td>王**</td></tr>"),
        ("<p>微信：<b>abc_12345</b></p>", "<p>微信：<b>***</b></p>"),
        ("<p>邮箱 zhang<i>.san</i>&#64;example.com 谢谢</p>", "<p>邮箱 ***<i></i>@example.com 谢谢</p>"),
        ("<p>010-6555<b>1234</b></p>", "<p>010-****<b>****</b></p>"),
        ('<a href="mailto:zhang@example.com">邮箱</a>', '<a href="mailto:***@example.com">邮箱</a>'),
        ('<a href="mailto:zhang%40example.com">邮箱</a>', '<a href="mailto:***@example.com">邮箱</a>'),
        ('<a href="tel:+86-13812345678">致电</a>', '<a href="tel:+86-138****5678">致电</a>'),
        ('<img alt="张三 13812345678">', '<img alt="张** 138****5678">'),
        ('<img alt="138&#49;2345678 &quot;&lt;">', '<img alt="138****5678 &quot;&lt;">'),
        ('<img title="138&nbsp;1234&nbsp;5678">', '<img title="138\u00a0****\u00a05678">'),
        ("<p>年龄&lt;45，电话13812345678</p>", "<p>年龄&lt;45，电话138****5678</p>"),
    ],
)
def test_what_a_reader_would_read_is_covered(markup: str, shown: str) -> None:
    found = mask_markup(markup)
    assert found.text == shown
    assert found.counts


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "无",
        '<a href="/?a=1&amp;b=%40">甲&nbsp;乙</a>',
        "<p>招焊工&nbsp;3 名<br>\n  包住</p>",
        "<p>7 < 8</p>",
        "<td>a</td>\n<td>b</td>",
    ],
)
def test_what_has_nothing_personal_stays_as_it_is_written(markup: str) -> None:
    assert mask_markup(markup).text == markup


def test_office_phones_may_be_kept() -> None:
    markup = "<p>电话：010-6555<b>1234</b>，手机138<b>12345678</b></p>"
    assert (
        mask_markup(markup, keep_phones=frozenset({"*"})).text
        == "<p>电话：010-6555<b>1234</b>，手机138<b>****5678</b></p>"
    )


@given(PIECES)
def test_the_text_of_covered_markup_is_the_covered_text(pieces: list[str]) -> None:
    markup = "".join(pieces)
    assert mask(plain_text(mask_markup(markup).text)).text == plain_text(mask_markup(markup).text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("年龄<45岁\n电话13812345678\n工资>6000", "年龄<45岁\n电话138****5678\n工资>6000"),
        ("甲 & 乙\n电话13812345678", "甲 & 乙\n电话138****5678"),
        ("电话138&nbsp;1234&nbsp;5678\n男女不限", "电话138\u00a0****\u00a05678\n男女不限"),
        ("&lt;b&gt;电话13812345678", "&lt;b&gt;电话138****5678"),
        ("电话<b>138</b>12345678", "电话<b>138</b>****5678"),
    ],
)
def test_plain_text_stays_plain_text(text: str, shown: str) -> None:
    assert mask_any(text).text == shown


@pytest.mark.parametrize("text", ["AT&amp;T 招焊工", "a &lt; b\n\nc", "<p>焊工&nbsp;3 名"])
def test_what_may_be_markup_and_has_nothing_personal_stays_as_it_is(text: str) -> None:
    assert mask_any(text).text == text


@pytest.mark.parametrize("piece", ["<a", "<p>", "<a ", "&#", "&nbsp;", "<b>1</b>", "</", "<a href='", "138<b>", "&lt;"])
def test_time_is_linear_in_the_markup(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    for whole in (text, text + ">", "电话13812345678" + text):
        mask_any(whole)
        mask_markup(whole)
    assert time.perf_counter() - start < 15
