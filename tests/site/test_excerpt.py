"""The stretch of a text that a list shows."""

import re

import pytest

from rencai.search.highlight import marker
from rencai.search.query import Query
from rencai_site.excerpt import excerpt

LONG = "本办法自发布之日起施行，由主管部门负责解释。" * 200


@pytest.mark.parametrize(
    ("query", "text", "shown"),
    [
        ("20000元", "处2万元以下罚款", "<mark>2万</mark>"),
        ("2万元", "处２００００元以下罚款", "<mark>２００００</mark>"),
        ("保安 丰台", "丰台区人民政府", "<mark>丰台</mark>"),
        ("數控", "数控机床", "<mark>数控"),
        ("cnc", "ＣＮＣ机床", "<mark>ＣＮＣ"),
    ],
)
def test_a_long_text_is_shown_where_the_query_is_met_however_it_is_written(query: str, text: str, shown: str) -> None:
    found = str(excerpt([LONG + text + LONG], marker(Query(text=query)), frozenset()))
    assert shown in found
    assert len(found) < 400


@pytest.mark.parametrize(
    "personal",
    [
        "联系人：王建国，",
        "电话13812345678，",
        "电话：6555 1234 转8，",
        "身份证110105194912310021，",
        "微信：abc_12345，",
        "邮箱 zhang.san@example.com，",
    ],
)
@pytest.mark.parametrize("markup", ["", "<b>"])
def test_no_cut_of_a_text_uncovers_what_it_goes_through(personal: str, markup: str) -> None:
    for apart in range(0, 300, 3):
        text = (
            LONG
            + markup
            + personal
            + ("操作机床" * 80)[:apart]
            + "电焊工"
            + ("看图施工" * 90)[:apart]
            + personal
            + LONG
        )
        found = str(excerpt([text], marker(Query(text="电焊工")), frozenset()))
        assert "电焊工" in re.sub("</?mark>", "", found)
        assert not re.search("建国|[0-9]{7}|6555|1234|abc|zhang|san", found), (apart, found)


@pytest.mark.parametrize("apart", range(0, 700, 35))
def test_no_cut_leaves_half_a_tag(apart: int) -> None:
    link = f'<a href="https://example.org/{"path/" * 100}">看图</a>'
    text = LONG + link + ("操作机床" * 175)[:apart] + "电焊工" + ("看图施工" * 175)[:apart] + link + LONG
    found = str(excerpt([text], marker(Query(text="电焊工")), frozenset()))
    assert "电焊工" in re.sub("</?mark>", "", found)
    assert not re.search("path|href|&gt;|&lt;", found), found
