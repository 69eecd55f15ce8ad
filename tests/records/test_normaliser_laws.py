"""What holds for every normaliser: a value or a reason, its own values read as themselves, width without meaning."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rencai.clock import BEIJING
from rencai.intake.employers import core_name, is_brand_of, letters, other_unit
from rencai.intake.places import elsewhere, read_place
from rencai.intake.titles import read_title
from rencai.records.parsers.credit_code import read_credit_code
from rencai.records.parsers.dates import read_day, read_expiry, read_start
from rencai.records.parsers.document_number import numbers_in, read_document_number
from rencai.records.parsers.education import read_education
from rencai.records.parsers.employment import read_employment_type
from rencai.records.parsers.experience import read_experience
from rencai.records.parsers.gazetteer import districts
from rencai.records.parsers.headcount import read_headcount
from rencai.records.parsers.level import read_skill_level
from rencai.records.parsers.occupation import read_occupation
from rencai.records.parsers.place import read_district
from rencai.records.parsers.salary import read_salary
from rencai.records.parsers.text import chinese_numeral
from rencai.records.parsers.validity import read_effective, read_repealed, read_validity
from rencai.records.personal import mask
from rencai.records.personal_markup import mask_markup
from rencai.records.values import Education, EmploymentType, SkillLevel, Unreadable, Validity
from support_tables import full_width

SEEN = datetime(2024, 6, 1, 10, 0, tzinfo=BEIJING)
READERS: dict[str, Callable[[str], object]] = {
    "education": read_education,
    "education in prose": lambda text: read_education("", text),
    "experience": read_experience,
    "experience in prose": lambda text: read_experience("", text),
    "headcount": read_headcount,
    "level": read_skill_level,
    "level in prose": lambda text: read_skill_level("", text),
    "employment": read_employment_type,
    "district": read_district,
    "validity": read_validity,
    "validity in a title": lambda text: read_validity("", text),
    "effective": lambda text: read_effective("", text, "", "2024-05-06", SEEN),
    "repealed": lambda text: read_repealed("", "", text, "", SEEN, "2024-05-06"),
    "document number": read_document_number,
    "number in prose": lambda text: tuple(numbers_in(text)),
    "credit code": read_credit_code,
    "day": lambda text: read_day(text, SEEN),
    "deadline": lambda text: read_expiry(text, "2024-05-28", SEEN),
    "start": lambda text: read_start(text, SEEN),
}
WORDS = """
本科 大专 硕士 学历 3 12 三 年 个月 经验 以上 以下 不限 优先 名 人 招 若干 高级 中级 工 技师 三级 证
全职 实习 派遣 北京 朝阳区 亦庄 上海 地铁 有效 失效 废止 部分 尚未 施行 自 起 至 有效期 截止 报名 面试
2024 - 月 6 日 京人社发 〔2024〕 12号 令第 第 条 ( ) 《 》 , ; 。 : / | 即日 公告 91110108MA 职位
"""
PIECES = st.sampled_from([*WORDS.split(), "\n", " "])
TEXTS = st.text(max_size=80) | st.lists(PIECES, max_size=14).map("".join)


def outcome(read: Callable[[str], object], text: str) -> object:
    try:
        return read(text)
    except Unreadable as unknown:
        return unknown.reason


@pytest.mark.parametrize("name", READERS)
@given(text=TEXTS)
def test_any_text_is_a_value_or_has_a_reason(name: str, text: str) -> None:
    found = outcome(READERS[name], text)
    assert not isinstance(found, str) or found


@pytest.mark.parametrize("name", READERS)
@given(text=st.lists(PIECES.filter(lambda piece: piece not in ("《", "》", "\n")), max_size=10).map("".join))
def test_a_full_width_text_reads_the_same(name: str, text: str) -> None:
    assert outcome(READERS[name], full_width(text)) == outcome(READERS[name], text)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", ["", " ", "\u3000", "\u200b\t\n"])
def test_nothing_said_is_no_value_and_no_reason(name: str, text: str) -> None:
    assert outcome(READERS[name], text) in (None, ())


AGAIN: dict[str, Callable[[str], object]] = {
    **READERS,
    "salary": read_salary,
    "occupation": lambda text: read_occupation(text, text, text),
    "mask": mask,
    "mask of markup": mask_markup,
    "title of a cluster": read_title,
    "employer": lambda text: (core_name(text),),
    "employers": lambda text: (letters(text), other_unit(text, f"{text}店"), is_brand_of(text, f"{text}有限公司")),
    "place of work": lambda text: elsewhere(
        read_place(text, {}, frozenset()), read_place(f"{text}1号", {}, frozenset())
    ),
}


UNITS = """
中级 高级工、 一级 2024年 3人 ( 1 ， 本科 年 工 超市 酒店 号 底薪 a_ 5000元 <b> 1- 招 约 +（ 电工，1-2万， 家里
"""


@pytest.mark.timeout(10)
@pytest.mark.parametrize("unit", [*UNITS.split(), " 、"])
@pytest.mark.parametrize("name", AGAIN)
def test_one_thing_again_and_again_is_read_at_once(name: str, unit: str) -> None:
    # A mark behind it that fits nothing makes every try to read it to its end fail.
    for begin, end in (("", ""), ("", "※乙"), ("5000元", "转正5000元")):
        found = outcome(AGAIN[name], begin + unit * (20_000 // len(unit)) + end)
        assert not isinstance(found, str) or found


@pytest.mark.parametrize(
    ("read", "value"),
    [
        *((read_education, value) for value in Education),
        *((read_employment_type, value) for value in EmploymentType),
        *((read_skill_level, value) for value in SkillLevel),
        *((read_validity, value) for value in Validity),
    ],
)
def test_a_value_is_read_as_itself(read: Callable[[str], object], value: Enum) -> None:
    assert read(value.value) is value


@pytest.mark.parametrize("code", districts())
def test_a_district_is_read_as_itself(code: str) -> None:
    found = read_district(districts()[code].name)
    assert found is not None
    assert found.code == code


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_is_read_as_itself(day: date) -> None:
    for written in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", f"{day:%Y/%m/%d}", f"{day:%Y%m%d}"):
        assert read_day(written, SEEN) == read_expiry(written, "", SEEN) == read_start(written, SEEN) == day


@given(st.sampled_from(["京人社发", "国发", "京朝政办函"]), st.integers(1990, 2030), st.integers(1, 999))
def test_a_document_number_is_read_as_itself(prefix: str, year: int, count: int) -> None:
    number = f"{prefix}〔{year}〕{count}号"
    assert read_document_number(number) == number
    assert numbers_in(f"根据《某办法》（{number}）的规定") == [number]


@given(st.integers(1, 999))
def test_a_number_of_people_reads_the_same_in_chinese(count: int) -> None:
    assert read_headcount(f"{chinese_numeral(count)}人") == read_headcount(f"{count}人") == read_headcount(str(count))


@given(st.integers(1, 30))
def test_years_read_the_same_in_chinese(years: int) -> None:
    for after in ("年以上", "年以上工作经验"):
        assert read_experience(f"{chinese_numeral(years)}{after}") == read_experience(f"{years}{after}")


@given(st.integers(1, 28), st.integers(0, 40), st.integers(1, 60))
def test_a_later_event_does_not_move_a_deadline(first: int, length: int, wait: int) -> None:
    start = date(2025, 3, first)
    last = start + timedelta(days=length)
    event = last + timedelta(days=wait)
    text = f"报名时间：{start:%Y年%m月%d日}至{last:%Y年%m月%d日}。面试时间：{event:%Y年%m月%d日}。"
    assert read_expiry(text, "", SEEN) == last
