"""Marks on the original text."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.search.highlight import Segment, marker
from rencai.search.query import Query


def marked(query: str, text: str) -> list[str]:
    return [segment.text for segment in marker(Query(text=query)).segments(text) if segment.marked]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("高技能人才", "建设北京高技能人才网", ["高技能人才"]),
        ("電工", "招电工两名", ["电工"]),
        ("ｃｎｃ", "用CNC做", ["CNC"]),
        ("失业金", "申领失业保险金", ["失业保险金"]),
        ("焊工", "氩弧焊工", ["氩弧焊工"]),
        ('"职业教育"', "发展职业教育,教育职业", ["职业教育"]),
        ("3千", "月薪3000元", ["3000"]),
        ("电梯 -高压", "高压电梯", ["电梯"]),
        ("工", "电工", ["工"]),
        ("", "电工", []),
        ("😀", "电工😀", []),
        ("diangong", "招电工两名", ["电工"]),
        ("hr", "HR,华润,怀柔", ["HR"]),
        ("程式設計", "C程序设计", ["程序设计"]),
        ("一万以上 电工", "高级工及以上电工", ["电工"]),
        ("干一天结一天", "一天八小时,日结", ["日结"]),
        ("北京 工资", "北京市工资支付规定", ["北京", "工资"]),
    ],
)
def test_marks(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


@given(st.text(), st.text())
def test_segments_are_the_text(query: str, text: str) -> None:
    assert "".join(segment.text for segment in marker(Query(text=query)).segments(text)) == text


def test_markup_in_the_text_stays_text() -> None:
    assert marker(Query(text="script")).segments("<script>x") == [
        Segment("<", marked=False),
        Segment("script", marked=True),
        Segment(">x", marked=False),
    ]


def test_a_snippet_shows_where_the_words_stand_together() -> None:
    text = "工资。" + "无关的话。" * 60 + "用人单位拖欠工资的,劳动者可以申请仲裁。" + "别的话。" * 60
    snippet = marker(Query(text="拖欠工资 仲裁")).snippet(text, 60)
    shown = "".join(segment.text for segment in snippet)
    assert "拖欠工资" in shown
    assert "仲裁" in shown
    assert len(shown) <= 62
    assert shown.startswith("…")
    assert shown.endswith("…")


def test_a_snippet_without_marks_is_the_beginning() -> None:
    shown = marker(Query(text="车工")).snippet("没有这个词的文字", 4)
    assert shown == [Segment("没有这个", marked=False), Segment("…", marked=False)]


_LETTERS = st.text("电焊工 cnkw车+#,.·、<3千①ＣAb", max_size=30)


@given(_LETTERS.filter(str.strip), _LETTERS)
def test_marking_at_once_and_by_tokens_agree(query: str, text: str) -> None:
    quick = marker(Query(text=query))
    assert quick.segments(text) == replace(quick, pattern=None).segments(text)
