"""How a course is held, how long, for what price and to which certificate."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.records.parsers.course import (
    read_course_certificate,
    read_hours,
    read_mode,
    read_price,
    read_subsidised,
    read_taught_occupation,
    read_timetable,
)
from rencai.records.values import Unreadable


def outcome(read: Callable[[], object]) -> object:
    try:
        return read()
    except Unreadable as unknown:
        return unknown.reason


@pytest.mark.parametrize(
    ("text", "title", "mode"),
    [
        ("线下", "", "线下"),
        ("面授", "", "线下"),
        ("网络授课", "", "线上"),
        ("录播", "", "线上"),
        ("面授+网课", "", "线上线下结合"),
        ("线上理论+线下实操", "", "线上线下结合"),
        ("混合式教学", "", "线上线下结合"),
        ("Online", "", "线上"),
        ("", "电工培训（线上）", "线上"),
        ("", "电工培训", None),
        ("周末班", "", "unknown_mode"),
    ],
)
def test_mode(text: str, title: str, mode: str | None) -> None:
    assert outcome(lambda: read_mode(text, title)) == mode


@pytest.mark.parametrize(
    ("text", "title", "times"),
    [
        ("脱产", "", ("脱产",)),
        ("不脱产", "", ("业余",)),
        ("半脱产", "", ("业余",)),
        ("周末/晚间", "", ("周末", "晚间")),
        ("周六、周日", "", ("周末",)),
        ("周一至周五 9:00-17:00", "", ("脱产",)),
        ("周一至周五晚18:30-21:00", "", ("晚间",)),
        ("每周二、四晚", "", ("晚间",)),
        ("随到随学", "", ("业余",)),
        ("", "低压电工周末班", ("周末",)),
        ("", "低压电工", ()),
        ("待定", "", "undecided"),
    ],
)
def test_timetable(text: str, title: str, times: object) -> None:
    assert outcome(lambda: read_timetable(text, title)) == times


@pytest.mark.parametrize(
    ("text", "description", "hours"),
    [
        ("120学时", "", 120),
        ("80个课时", "", 80),
        ("PT120H", "", 120),
        ("共15天(120学时)", "", 120),
        ("15天×8学时", "", 120),
        ("理论40学时，实操80学时", "", 120),
        ("10天，每天6课时", "", 60),
        ("一百二十学时", "", 120),
        ("160", "", 160),
        ("14周", "", "no_hours"),
        ("每天8课时", "", "no_hours"),
        ("120-160学时", "", "range"),
        ("", "培训总学时：160，含考试", 160),
        ("", "每周2课时", None),
    ],
)
def test_hours(text: str, description: str, hours: object) -> None:
    assert outcome(lambda: read_hours(text, description)) == hours


@pytest.mark.parametrize(
    ("text", "price"),
    [
        ("3980元", 3980),
        ("¥3,980.50", 3980.5),
        ("1.2万", 12000),
        ("免费", 0),
        ("0元", 0),
        ("八百元", 800),
        ("原价4980元 现价3980元", 3980),
        ("优惠价2680元（原价3280元）", 2680),
        ("3200元/期", 3200),
        ("2980元起", 2980),
        ("3980-4980元", "range"),
        ("面议", "on_request"),
        ("培训费2000元，鉴定费300元", "several"),
        ("免费试听", "no_price"),
        ("280元/课时", "per_lesson"),
        ("每课时80元", "per_lesson"),
        ("2600元，每课时45分钟", 2600),
        ("", None),
    ],
)
def test_price(text: str, price: object) -> None:
    assert outcome(lambda: read_price(text)) == price


@pytest.mark.parametrize(
    ("price", "title", "description", "answer"),
    [
        ("政府补贴", "", "", True),
        ("", "低压电工培训（可享受政府补贴）", "", True),
        ("", "", "符合条件者可申请职业培训补贴", True),
        ("3980元", "", "本课程不享受补贴", False),
        ("自费", "", "", False),
        ("免费", "", "", None),
        ("", "", "提供餐补", None),
    ],
)
def test_subsidy(price: str, title: str, description: str, answer: bool | None) -> None:
    assert read_subsidised(price, title, description) is answer


@pytest.mark.parametrize(
    ("text", "title", "certificate"),
    [
        ("职业技能等级证书（四级）", "", "职业技能等级证书"),
        ("低压电工证", "", "特种作业操作证(低压电工)"),
        ("结业证书", "", "结业证书"),
        ("专项职业能力证书", "", "专项职业能力证书"),
        ("", "低压电工证取证班", "特种作业操作证(低压电工)"),
        ("", "车工", None),
        ("无", "", "no_certificate"),
    ],
)
def test_certificate(text: str, title: str, certificate: object) -> None:
    assert outcome(lambda: read_course_certificate(text, title)) == certificate


@pytest.mark.parametrize(
    ("title", "occupation"),
    [
        ("焊工职业技能培训", "焊工"),
        ("保育员职业技能等级培训（四级）", "保育师"),
        ("电工技能提升培训班", "电工"),
        ("数控车工培训班", "车工"),
        ("职业技能培训师培训班", "职业培训师"),
        ("月嫂培训班", "家政服务员"),
        ("电工上岗证培训", "电工"),
        ("企业培训师", "职业培训师"),
        ("职业技能培训", "unknown_occupation"),
        ("大学物理（一）", "unknown_occupation"),
        ("信息化教学设计", "unknown_occupation"),
        (" ", None),
    ],
)
def test_occupation_is_that_of_the_taught_and_not_of_the_teacher(title: str, occupation: str | None) -> None:
    found = outcome(lambda: read_taught_occupation("", title))
    assert getattr(found, "name", found) == occupation


@given(st.text(), st.text())
def test_any_text_is_a_value_or_unreadable(text: str, title: str) -> None:
    outcome(lambda: read_mode(text, title))
    outcome(lambda: read_timetable(text, title))
    outcome(lambda: read_hours(text, title))
    outcome(lambda: read_subsidised(text, title, text))
    outcome(lambda: read_course_certificate(text, title))
    outcome(lambda: read_price(text))
