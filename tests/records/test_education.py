"""The lowest education asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.education import read_education
from rencai.records.values import Education, Unreadable
from support_tables import UNREADABLE, full_width, rows

PIECES = st.sampled_from(
    [
        "本科",
        "大专",
        "硕士",
        "高中",
        "中专",
        "及以上",
        "学历",
        "优先",
        "不限",
        ",",
        ";",
        "(",
        ")",
        "全日制",
        "以下",
        "/",
        "经验",
    ]
)


def outcome(text: str, requirements: str = "") -> Education | str | None:
    try:
        return read_education(text, requirements)
    except Unreadable:
        return UNREADABLE


@pytest.mark.parametrize("row", rows("education"), ids=lambda row: row["text"])
def test_reads_every_demand_of_the_table(row: dict[str, str]) -> None:
    assert outcome(row["text"]) == row["level"]


@pytest.mark.parametrize(
    ("requirements", "level"),
    [
        ("1、大专及以上学历，本科优先；\n2、2年以上工作经验。", "大专"),
        ("学历不限，能吃苦耐劳", "不限"),
        ("统招本科及以上学历，计算机专业", "本科"),
        ("初中以上文化程度，持有低压电工证", "初中"),
        ("硕士优先；熟悉数控系统", None),
        ("往届生不限，本科生或研究生", "本科"),
        ("研究生及以上（本科阶段须为统招）", "硕士"),
        ("Bachelor's degree in automation; Master's degree preferred", "本科"),
        ("PhD in physics", "博士"),
        ("有本科院校授课经验者优先", None),
        ("会看图纸", None),
        ("全市大专以上学历的工人总量达到40万名", None),
        ("大专以上学历职工占比过半", None),
        ("硕士的起薪比本科高三成", None),
        ("须硕士研究生起步", "硕士"),
        ("配偶系全日制硕士毕业的，可协助安排工作", None),
        ("招聘本科以上学历员工约10名", "本科"),
        ("中专（高中）及以上学历", "高中"),
        ("机械相关专业硕士、博士", "硕士"),
        ("英语优先2、本科以上学历优先3、大专以上文化", "大专"),
        ("年龄要求：具有博士学位者不超过45周岁", None),
        ("本科及以上学历，仅有专科学历者慎投", "本科"),
        ("大专及以上学历，高中学历勿扰", "大专"),
        ("本科或研究生在校生", "本科"),
        ("机械相关专业，本科(含)以上学历", "本科"),
        ("生物相关科系博士，优秀者可放宽", "博士"),
        ("1.有高中及以上语文学科教师资格证；2.硕士研究生及以上学历", "硕士"),
        ("有小学及以上数学教师资格；本科及以上学历", "本科"),
        ("小学教育专业本科及以上学历", "本科"),
        ("有初中教学经验，大专以上学历", "大专"),
        ("有初中教师资格证", None),
        ("有初中及以上科学（物理、化学）教师资格；本科学历", "本科"),
        ("落户补贴：硕士3万元，本科1万元", None),
        ("任职要求：本科，电气专业优先", "本科"),
        ("机电相关专业，大专本科皆可", "大专"),
        ("本科大三大四（可保研）或研究生在读", "本科"),
        ("高中学历，能做保育工作", "高中"),
        ("面向硕士/博士，会用示波器", "硕士"),
        ("大学本科机电或相关专业，两年以上工作经验", "本科"),
        ("本科学历需3年装配经验，硕士为1年，大专为5年", "大专"),
        ("技术骨干均为硕士、博士学历，会看图纸", None),
        ("本单位现有技师40人，其中本科及以上学历12人", None),
        ("1、本科及以上学历，有测试经验；2、会用示波器。\n职能类别：\n大专应届毕业生", "本科"),
    ],
)
def test_requirements_are_read_where_the_field_is_empty(requirements: str, level: str | None) -> None:
    assert outcome("", requirements) == level


def test_the_field_counts_before_the_requirements() -> None:
    assert outcome("高中", "本科及以上学历") == Education.HIGH_SCHOOL


@given(st.text() | st.lists(PIECES, max_size=10).map("".join), st.text(max_size=40))
def test_any_text_is_a_level_or_unreadable(text: str, requirements: str) -> None:
    found = outcome(text, requirements)
    assert found is None or found in list(Education) or found == UNREADABLE


@given(st.lists(PIECES, max_size=8).map("".join))
def test_full_width_text_reads_the_same(text: str) -> None:
    assert outcome(full_width(text)) == outcome(text)
