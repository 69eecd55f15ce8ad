"""Sanitised bodies, anchors of clauses, plain text."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.body import plain_text, read_body

POLICY = Path(__file__).parents[2] / "sample" / "rencai_sample" / "content" / "京办发-2007-14.txt"


def _anchors(body: str) -> list[str]:
    return re.findall(r'id="([^"]+)"', body)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<style>p{}</style>",
        '<p onclick="x()">a</p>',
        '<a href="javascript:x()">a</a>',
        '<a href="JaVaScRiPt&#58;x()">a</a>',
        '<iframe src="http://x"></iframe>',
        '<svg onload="x()"></svg>',
        '<img src="x" onerror="x()">',
        '<a href="data:text/html,x">a</a>',
        '<form action="http://x"><input name="q"></form>',
        '<p id="search" class="x" style="position:fixed">a</p>',
        "<meta http-equiv=refresh content='0;url=http://x'>",
        "<math><mtext><style><img src=x onerror=x()></style></mtext></math>",
    ],
)
def test_nothing_that_runs_is_left(hostile: str) -> None:
    body = read_body(f"<p>前</p>{hostile}<p>后</p>")
    assert not re.search(
        r"<(?:script|style|iframe|svg|form|input|meta)|\son\w+=|javascript:|data:|style=|class=|id=",
        body,
        re.IGNORECASE,
    )
    assert "前" in body
    assert "后" in body


@given(st.text())
def test_any_text_gives_markup_without_scripts(text: str) -> None:
    body = read_body(text + "<b>x</b>")
    assert "<script" not in body.lower()
    assert not re.search(r"<[^>]*\son\w+\s*=", body)


def test_links_open_nothing_behind_the_reader() -> None:
    assert (
        read_body('<p><a href="https://example.org/a">见</a></p>')
        == '<p><a href="https://example.org/a" rel="noopener">见</a></p>'
    )


def test_tables_keep_their_spans() -> None:
    table = '<table><tr><td colspan="2">甲</td></tr><tr><td rowspan="2">乙</td><td>丙</td></tr></table>'
    body = read_body(table)
    assert 'colspan="2"' in body
    assert 'rowspan="2"' in body
    assert "<table>" in body


def test_each_numbered_clause_has_an_anchor() -> None:
    body = read_body(
        "<h2>一、总体要求</h2><p>（一）甲</p><p><strong>（二）</strong>乙</p><p>1.丙</p><p>二、任务</p><p>（三）丁</p>"
        "<p>（一）戊</p><p>第十二条　己</p><p>（一）庚</p>"
    )
    assert _anchors(body) == [
        "part-1",
        "clause-1",
        "clause-2",
        "clause-2-item-1",
        "part-2",
        "clause-3",
        "part-2-clause-1",
        "article-12",
        "article-12-clause-1",
    ]


def test_lines_parted_by_breaks_have_anchors_too() -> None:
    body = read_body("<div>前言<br>&nbsp;&nbsp;一、甲<br>　　（一）乙</div>")
    assert _anchors(body) == ["part-1", "clause-1"]


def test_a_law_has_chapters_and_articles() -> None:
    body = read_body(
        "",
        (
            "第一章 总则\n第一条 为了规范，制定本法。\n第二条 依照第一条的规定执行。\n第三条之一不算\n第二章 "
            "附则\n第十条　本法自公布之日起施行。"
        ),
    )
    assert _anchors(body) == ["chapter-1", "article-1", "article-2", "chapter-2", "article-10"]


def test_numbers_that_are_no_marks_have_no_anchor() -> None:
    assert (
        _anchors(
            read_body(
                "<p>1.5%的比例</p><p>一般规定</p><p>（一批）</p><table><tr><td>1.</td></tr></table>"
                "<p>第三条规定的人员</p>"
            )
        )
        == []
    )


def test_anchors_are_stable_and_unique() -> None:
    text = POLICY.read_text(encoding="utf-8")
    body = read_body("", text)
    anchors = _anchors(body)
    assert anchors == _anchors(read_body("", text))
    assert len(anchors) == len(set(anchors))
    assert [name for name in anchors if name.startswith("clause")] == [f"clause-{number}" for number in range(1, 20)]
    assert [name for name in anchors if name.startswith("part")] == [f"part-{number}" for number in range(1, 7)]
    assert re.search(r'<p id="clause-14">（十四）提高技能人才配置和保障水平', body)


def test_plain_text_becomes_escaped_paragraphs() -> None:
    assert read_body("", "甲 < 乙 & 丙\n\n丁") == "<p>甲 &lt; 乙 &amp; 丙</p>\n<p>丁</p>"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>　　甲</p><p>乙<br>丙</p>", "甲\n乙\n丙"),
        ("<div>甲&nbsp;&nbsp;乙</div><script>x</script>", "甲 乙"),
        ("<table><tr><td><p>甲</p></td><td>乙</td></tr><tr><td>丙</td></tr></table>", "甲\t乙\n丙"),
        ("<ul><li>甲</li><li>乙</li></ul>", "甲\n乙"),
        ("甲 < 乙 &amp;lt; 丙", "甲 < 乙 &lt; 丙"),
        ("<p>甲\n乙</p>", "甲 乙"),
        ("", ""),
    ],
)
def test_plain_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "piece", ["<p ", "<a", "<script>", "<!--", "<pre>", "<td ", "<td><a", "</td", "<title><style>"]
)
def test_time_is_linear_in_the_markup(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    for whole in (text, text + "</td>", "</script>-->" + text):
        plain_text(whole)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("甲<script>乙", "甲乙"),
        ("<script>甲<style>乙</style>丙", "甲 丙"),
        ("甲<!--乙<script>--></SCRIPT >丙", "甲 丙"),
        ("甲<SCRIPT a='b'>乙</script >丙", "甲 丙"),
        ("7 < 8 <b", "7 < 8 <b"),
    ],
)
def test_what_has_no_end_is_no_element(markup: str, text: str) -> None:
    assert plain_text(markup) == text
