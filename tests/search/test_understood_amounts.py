"""Pay, experience and times that a query is read as, without any engine."""

from datetime import date

import pytest

from rencai import clock
from rencai.search.analysis import Analyzer
from rencai.search.lexicon import bundled
from rencai.search.parts import Part
from rencai.search.understanding import key, understand

LEXICON = bundled()
WORDS = Analyzer(LEXICON.words)


def parts(text: str, *taken_back: str) -> tuple[Part, ...]:
    return understand(text, LEXICON, WORDS, taken_back).parts


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("8000以上", 8000, None),
        ("8千-1.2万", 8000, 12000),
        ("月薪1万以上", 10000, None),
        ("6000以下", None, 6000),
        ("八千以上", 8000, None),
        ("月薪八千到一万", 8000, 10000),
        ("月薪8000", 8000, 8000),
        ("年薪20万以上", 16667, None),
        ("日薪300", 6525, 6525),
        ("300元/天", 6525, 6525),
        ("8000块以上", 8000, None),
        ("月薪过万", 10000, None),
        ("月入破两万", 20000, None),
        ("工资过8000", 8000, None),
        ("日结300", 6525, 6525),
        ("一天300", 6525, 6525),
        ("每天200元", 4350, 4350),
        ("8000多", 8000, None),
        ("3000多元", 3000, None),
    ],
)
def test_pay_is_a_range(text: str, low: float | None, high: float | None) -> None:
    spans = [part.span for part in parts(f"电工 {text}") if part.span]
    assert [(span.field, span.low, span.high) for span in spans] == [("salary", low, high)]
    paid = ["日结"] if text.startswith("日结") else []
    assert [part.text for part in parts(f"电工 {text}")] == ["电工", text, *paid]


@pytest.mark.parametrize(
    "text",
    [
        "5000以上人事专员",
        "5000以上名企",
        "5000以上年终奖",
        "5000以上单休",
        "5000多家政",
        "5000多本科",
        "5000以上项目经理",
    ],
)
def test_a_word_that_begins_like_a_measure_is_none(text: str) -> None:
    assert [(part.text[:4], part.span.low) for part in parts(text) if part.span] == [("5000", 5000)]


@pytest.mark.parametrize(
    ("text", "least"),
    [("1万2", 12000), ("1万2千", 12000), ("5千5", 5500), ("3千", 3000), ("3000元", 3000), ("3500块", 3500)],
)
def test_a_sum_with_its_unit_is_pay_where_nothing_else_is_said(text: str, least: float) -> None:
    assert [(part.span.low, part.span.high) for part in parts(text) if part.span] == [(least, None)]


@pytest.mark.parametrize(
    ("text", "days"),
    [("最近一周", 7), ("近三天", 3), ("最近7天", 7), ("过去两周", 14), ("近2个星期", 14), ("最近十日", 10)],
)
def test_the_last_days_are_a_range(text: str, days: int) -> None:
    first, trade = parts(f"{text} 电工")
    assert first.span
    assert (clock.today() - date(1970, 1, 1)).days - (first.span.low or 0) == days
    assert trade.text == "电工"


@pytest.mark.parametrize(
    "text",
    [
        "2024年",
        "第8000号",
        "3年以上经验",
        "35岁以下",
        "500强",
        "2023-2024 社保",
        "三千人以上",
        "3千人",
        "一天8小时",
        "一天3000个",
        "罚款3000元",
        "8小时/天",
        "工龄过5年",
        "近三年社保",
        "8000多人",
        "3000多个岗位",
        "2500多家企业",
        "1000多万",
        "招聘3000名工人",
        "3000余名焊工",
        "焊工 2500吨",
        "每天30分钟",
        "一小时80公里",
        "每天10000步",
        "一天200单",
    ],
)
def test_not_every_number_is_pay(text: str) -> None:
    assert not [part for part in parts(text) if part.span]


@pytest.mark.parametrize(
    ("text", "least"), [("焊工 5k", 5000), ("焊工6500", 6500), ("1.2万 司机", 12000), ("会计 8千 海淀", 8000)]
)
def test_a_round_sum_beside_a_trade_is_the_least_that_is_wanted(text: str, least: int) -> None:
    (span,) = (part.span for part in parts(text) if part.span)
    assert (span.field, span.low, span.high) == ("salary", least, None)


@pytest.mark.parametrize(("text", "least"), [("8k", 8000), ("1.2万 海淀", 12000), ("双休 7千 招聘", 7000)])
def test_a_sum_with_a_unit_is_pay_where_nothing_else_is_looked_for(text: str, least: int) -> None:
    assert [(part.span.field, part.span.low) for part in parts(text) if part.span] == [("salary", least)]


def test_pay_that_nothing_called_so_can_be_taken_back() -> None:
    (span,) = (part.span for part in parts("焊工 5k") if part.span)
    assert not any(part.span for part in parts("焊工 5k", key(span)))


@pytest.mark.parametrize("text", ["无经验 保洁", "保洁不要经验", "零经验", "保洁 没有工作经验", "经验不限 保洁"])
def test_who_has_no_experience_wants_what_asks_for_none(text: str) -> None:
    (span,) = (part.span for part in parts(text) if part.span)
    assert (span.field, span.low, span.high) == ("experience", None, 0)


@pytest.mark.parametrize("text", ["有经验的保洁", "三年经验", "无经验丰富", "10经验", "经验交流"])
def test_other_experience_is_only_words(text: str) -> None:
    assert not any(part.span for part in parts(text))


@pytest.mark.parametrize(
    "text",
    [
        "5千 课程",
        "8000 海淀",
        "工资条例 5000",
        "电工 12345",
        "95500 客服",
        "2024 电工",
        "焊工 110",
        "公积金 5000",
        "焊工 -8000",
    ],
)
def test_other_numbers_are_no_pay(text: str) -> None:
    assert not any(part.span for part in parts(text))
