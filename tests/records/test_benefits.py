"""Benefits by their names in one list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.benefits import read_benefits


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("五险一金,包吃住,带薪年假", ("五险一金", "包吃", "包住", "带薪年假")),
        ("年终奖金 | 领导好 | 发展空间大 | 定期体检", ("年终奖", "定期体检")),
        ("六险二金、补充医疗保险", ("六险二金", "补充医疗保险")),
        ("社保 加班补助 全勤奖 饭补 房补", ("社会保险", "餐补", "住房补贴", "全勤奖", "加班补贴")),
        ("提供食宿，生日红包，弹性考勤", ("包吃", "包住", "弹性工作", "生日福利")),
        ("不包吃住，交通补助", ("交通补贴",)),
        ("无社保", ()),
        ("5险1金，做五休二，年假", ("五险一金", "带薪年假", "周末双休")),
        ("七险一金、商业医疗保险、员工持股", ("五险一金", "商业保险", "股票期权")),
        ("包餐，交补房补，购房津贴，月度奖", ("包吃", "住房补贴", "交通补贴", "绩效奖金")),
        ("免费员工餐厅，年底多薪", ("包吃", "年底双薪")),
        ("今年假期正常", ()),
        ("团队氛围好", ()),
        ("", ()),
    ],
)
def test_names_what_is_given(text: str, names: tuple[str, ...]) -> None:
    assert read_benefits(text) == names


def test_a_description_is_read_from_its_heading_to_the_next() -> None:
    description = (
        "岗位职责：\n1、办理员工五险一金；\n福利待遇：\n1、包吃住；2、年底双薪\n工作地址：员工宿舍旁\n班车可达"
    )
    assert read_benefits("", description) == ("包吃", "包住", "年底双薪")


def test_duties_are_no_benefits() -> None:
    assert read_benefits("", "负责公司员工社保、公积金的缴纳，组织体检与团建。") == ()


@pytest.mark.parametrize(
    ("description", "names"),
    [
        ("操作数控机床，三班倒。包吃住，月休4天", ("包吃", "包住")),
        ("公司管吃管住", ("包吃", "包住")),
        ("日结200元，包住。", ("包住",)),
        ("食宿全包", ("包吃", "包住")),
        ("不包吃住，可自带餐", ()),
        ("制作面包，吃苦耐劳；负责承包住宅小区的保洁、外包住院陪护", ()),
        ("为客人提供住宿服务，主管食品安全", ()),
        ("负责员工五险一金办理，包吃", ("包吃",)),
    ],
)
def test_room_and_board_are_read_wherever_they_are_said(description: str, names: tuple[str, ...]) -> None:
    assert read_benefits("", description) == names
    assert read_benefits("五险一金", description) == ("五险一金", *names)


@given(st.text(), st.text())
def test_any_text_gives_distinct_names(text: str, description: str) -> None:
    names = read_benefits(text, description)
    assert len(set(names)) == len(names)
