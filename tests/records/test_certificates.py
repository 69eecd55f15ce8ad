"""Certificates that must be held."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.certificates import read_certificates
from support_tables import full_width

PIECES = st.sampled_from(
    [
        "持",
        "低压电工证",
        "焊工证",
        "优先",
        "无需",
        "健康证",
        "，",
        "；",
        "C1",
        "驾照",
        "叉车证",
        "、",
        "消防中控证",
        "\n",
        "特种作业操作证",
        "(",
    ]
)


@pytest.mark.parametrize(
    ("requirements", "names"),
    [
        ("需持低压电工证、登高证", ("特种作业操作证(低压电工)", "特种作业操作证(高处作业)")),
        ("持有特种作业操作证（低压电工作业）", ("特种作业操作证(低压电工)",)),
        ("具有高压电工操作证和低压电工操作证", ("特种作业操作证(低压电工)", "特种作业操作证(高压电工)")),
        ("持电工证上岗", ("特种作业操作证(电工作业)",)),
        ("有焊工证，能吃苦", ("特种作业操作证(熔化焊接与热切割)",)),
        ("具有N1叉车证", ("特种设备作业人员证(叉车N1)",)),
        ("起重机Q2证", ("特种设备作业人员证(起重机司机Q2)",)),
        ("有消防中控证（四级）", ("消防设施操作员职业资格证书",)),
        ("有保安员证", ("保安员证",)),
        ("健康证齐全", ("健康证",)),
        ("C1及以上驾照", ("机动车驾驶证C1",)),
        ("A1、A2本均可", ("机动车驾驶证A1", "机动车驾驶证A2")),
        ("持有B2驾驶证；从业资格证", ("机动车驾驶证B2", "道路运输从业资格证")),
        ("电工证（低压）必须", ("特种作业操作证(低压电工)",)),
        ("会计从业资格证", ("会计从业资格证",)),
        ("有驾照，会开车", ("机动车驾驶证",)),
        ("护士执业资格证", ("护士执业资格证",)),
        ("教师资格证，普通话二甲以上", ("教师资格证", "普通话水平测试等级证书")),
        ("须为执业药师", ("执业药师资格证",)),
        ("二级及以上建造师", ("二级建造师",)),
        ("具备法律职业资格证书", ("法律职业资格证书",)),
        ("持高级工及以上职业技能等级证书", ("职业技能等级证书",)),
        ("导游证", ("导游证",)),
        ("须有电工证（高压）", ("特种作业操作证(高压电工)",)),
        ("持建筑电工证上岗", ("建筑施工特种作业操作资格证",)),
        ("有建筑施工特种作业操作资格证", ("建筑施工特种作业操作资格证",)),
        ("驾照C1以上", ("机动车驾驶证C1",)),
        ("特种设备作业人员证（起重机司机Q2）", ("特种设备作业人员证(起重机司机Q2)",)),
        ("须有网约车驾驶员证", ("道路运输从业资格证",)),
        ("具有会计从业资格证或初级会计证", ("会计从业资格证", "初级会计职称")),
    ],
)
def test_reads_what_is_asked(requirements: str, names: tuple[str, ...]) -> None:
    assert read_certificates("", requirements) == names


@pytest.mark.parametrize(
    "text",
    [
        "有叉车证者优先",
        "有电工证，优先考虑",
        "持有CPA证书优先",
        "无需健康证",
        "协助办理健康证",
        "入职后考取电工证",
        "公司提供免费培训取得焊工证",
        "身份证复印件一份",
        "保证按时到岗",
        "",
    ],
)
def test_what_is_welcome_offered_or_not_needed_is_not_asked(text: str) -> None:
    assert read_certificates(text, "") == ()


def test_description_and_requirements_count_each_name_once() -> None:
    assert read_certificates("1. 持焊工证\n2. 有健康证", "焊工证必备") == ("特种作业操作证(熔化焊接与热切割)", "健康证")


@given(st.text(max_size=200) | st.lists(PIECES, max_size=14).map("".join), st.text(max_size=60))
def test_any_text_gives_distinct_names(description: str, requirements: str) -> None:
    names = read_certificates(description, requirements)
    assert len(set(names)) == len(names)


@given(st.lists(PIECES, max_size=8).map("".join))
def test_full_width_text_reads_the_same(text: str) -> None:
    assert read_certificates(full_width(text), "") == read_certificates(text, "")
