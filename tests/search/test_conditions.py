"""Conditions of work in everyday words, and what they say of what is looked for."""

import pytest

from rencai.search.analysis import Analyzer
from rencai.search.lexicon import bundled
from rencai.search.parts import Part
from rencai.search.understanding import understand

LEXICON = bundled()
WORDS = Analyzer(LEXICON.words)
WORK, WORKER = ("kind", ("job_posting",)), "装修工"


def parts(text: str) -> tuple[Part, ...]:
    return understand(text, LEXICON, WORDS).parts


def meant(text: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(meaning.field, meaning.values) for part in parts(text) for meaning in part.meanings}


@pytest.mark.parametrize(
    ("text", "field", "values"),
    [
        ("包吃住 厨师", "benefits", ("包吃", "包住")),
        ("供吃住的工地", "benefits", ("包吃", "包住")),
        ("有宿舍的厂", "benefits", ("包住",)),
        ("保安 管饭", "benefits", ("包吃",)),
        ("文员做五休二", "benefits", ("周末双休",)),
        ("分拣 当日结", "employment_type", ("临时工",)),
        ("干一天结一天的活", "employment_type", ("临时工",)),
        ("没文凭 保洁", "education", ("不限",)),
    ],
)
def test_conditions_mean_what_adverts_call_them(text: str, field: str, values: tuple[str, ...]) -> None:
    assert (field, values) in meant(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [("晚上上班 保安", "夜班"), ("不上夜班 收银", "白班"), ("长白班 包住", "白班"), ("不用坐班 销售", "不坐班")],
)
def test_conditions_without_a_field_are_found_by_the_word_of_adverts(text: str, word: str) -> None:
    assert any(word in part.also for part in parts(text))


@pytest.mark.parametrize("text", ["晚上上班", "不用坐班", "白天上班", "在家就能做", "不用熬夜的活", "没有夜班"])
def test_a_condition_means_no_trade_by_its_characters(text: str) -> None:
    assert {field for field, _ in meant(text)} == {"kind"}


@pytest.mark.parametrize("text", ["包吃住 海淀", "过万", "保洁 经验不限", "提供住宿 小时工"])
def test_who_names_conditions_and_nothing_else_wants_work(text: str) -> None:
    assert WORK in meant(text)


@pytest.mark.parametrize("text", ["双休日加班工资", "积分落户", "住房公积金 提供住宿", "民宿管理办法", "提供住宿证明"])
def test_what_only_sounds_like_a_condition_wants_no_work(text: str) -> None:
    assert WORK not in meant(text)


@pytest.mark.parametrize("text", ["高级工补贴1500", "小微企业免税 10万以下", "创业贷款 30万", "学徒制 补贴 每人5000元"])
def test_what_an_office_pays_or_takes_is_no_pay(text: str) -> None:
    assert not any(part.span for part in parts(text))


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("电焊工 一万二", 12000),
        ("底薪五千 销售", 5000),
        ("五六千 保安", 5000),
        ("小工一天三百", 6525),
        ("A2 包住 过万", 10000),
    ],
)
def test_pay_in_words(text: str, low: int) -> None:
    assert [part.span.low for part in parts(text) if part.span] == [low]


@pytest.mark.parametrize("text", ["新手也能干的活", "不需要经验的普工"])
def test_newcomers(text: str) -> None:
    assert [part.span.field for part in parts(text) if part.span] == ["experience"]


def test_workers_of_a_trade_may_stand_apart_from_it() -> None:
    assert [part.text for part in parts("装修 工人")] == [WORKER]
    assert [part.text for part in parts("退休 工人")] == ["退休", "工人"]
