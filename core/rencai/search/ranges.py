"""What a query says in numbers: pay, experience and dates as ranges; articles however they are numbered."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from rencai import clock
from rencai.records.parsers.salary import read_salary
from rencai.records.parsers.text import chinese_number, chinese_numeral
from rencai.records.values import Unreadable
from rencai.search.analysis import Analyzer

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Span:
    """A range that words stand for, as in «8000以上»."""

    field: str
    low: float | None
    high: float | None
    label: str


_DIGIT = "[一二两三四五六七八九]"
_IN_WORDS = rf"[一二两三四五六七八九十]+[千万](?:{_DIGIT}[千百]?)?"
_AMOUNT = rf"(?:(?<![\d.a-z])\d+(?:\.\d+)?[k千w万]?|{_IN_WORDS})"
_HUNDREDS = rf"{_DIGIT}百{_DIGIT}?十?"
_OF_A_DAY = rf"(?:{_AMOUNT}|{_HUNDREDS})"
_A_TIME = r"(?:/(?:年|月|天|日|小时|时)|(?:每|一)(?:天|小时|个?月))"
_RATE = r"(?:年薪|年收入|年入|月薪|月收入|月入|周薪|日薪|日结|时薪|底薪|保底)"
_EACH = r"(?:[一每](?:天|小时|个?月))"
_ENDS = r"(?:以上|起|\+|以下|以内|左右|多)"
_YUAN = r"(?:元|块钱?)?"
_NO_EXPERIENCE = re.compile(
    r"(?:无需?|没有?|不需要?|不用|不要求?|不限|零|(?<![\d.])0)(?:工作|从业|相关|任何)?经验(?!的人|丰富|者优先)(?:要求)?"
    r"|没(?:有)?[干做]过(?!的)|(?:小白|新手|生手)(?:也|都)?(?:能|可|可以|会)?(?=[做干学]|的?(?:工作|活|岗位)|也行|都行|$)"
    r"|(?:工作|从业|相关)?经验(?:不限|不要求|不需要|无要求)"
)
_YEARS = r"(?!(?:19|20)\d\d-(?:19|20)\d\d(?![\d.k千w万元]))"
"""What looks like two years is no pay."""
_PAY = re.compile(
    rf"(?:(?:{_RATE}|薪资|薪水|工资)?{_YEARS}{_AMOUNT}{_YUAN}"
    rf"(?:(?:-|到|至|~){_AMOUNT}{_YUAN}{_A_TIME}?(?:以上|起|左右)?|{_A_TIME}?{_ENDS}{_YUAN}|{_A_TIME})"
    rf"|{_RATE}{_AMOUNT}{_YUAN}|{_HUNDREDS}{_YUAN}{_A_TIME}|{_EACH}{_OF_A_DAY}{_YUAN})(?!\d)"
)
_OVER = re.compile(
    rf"(?:(?:(?:{_RATE}|薪资|薪水|工资|收入)[过破]|[挣赚拿])(?P<amount>{_AMOUNT}|[万千])|(?<!\w)[过破](?P<round>万))(?!\d)"
)
"""月薪过万 is 1万 and more."""
_OTHER_MONEY = re.compile(
    "(?<![资奖一二五冶])金$|税|补贴|补助|津贴|贷款|借款|罚款|奖励|资助|学费|注册资|赔偿|补偿|货款"
)
"""Beside one of these a sum is what somebody gets from an office, or owes."""
_MEASURE = re.compile(
    r"[多余几来]?(?:[人名位个家户次件字米里斤吨亩步页本张台套辆项种所场篇集题道单瓶箱倍度岁级条号章天年分秒]"
    r"|个人|人次|平米|平方米?|公里|公斤|分钟|小时|[万亿]|万[人元])|[多余]"
)
_SINGLE = re.compile("单[休双身]")
"""No measure, though the dictionary has no such word."""
_LOOKED_AT = 8
_LEAST_PAY = 500
_RECENT = re.compile(
    r"(?:最近|近|过去)(?:(?P<count>[2-9]|\d\d|[二两三四五六七八九十])(?P<counted>天|日|周|个?星期)"
    r"|(?:一|1)?(?P<unit>周|个月|月|天|年))"
    r"|(?P<today>今天|今日)(?:发布|新发)|本(?P<this>周|月)(?:发布|新发)?"
)
_DAYS = {"天": 1, "日": 1, "周": 7, "星期": 7, "个星期": 7, "个月": 31, "月": 31, "年": 366}
_ARTICLE = re.compile(r"第(?:(?P<figures>[1-9]\d{0,3})|(?P<words>[一二三四五六七八九十百千零〇]{1,7}))(?P<unit>[条章])")
"""Laws number their articles in words, and who asks for one types figures."""


_NEWCOMER = Span("experience", None, 0.0, "工作经验: 不限")
"""What 无经验 stands for: vacancies that ask for none."""


def stretches(text: str, analyzer: Analyzer) -> list[tuple[int, int, Span | None, tuple[str, ...]]]:
    """Pay, experience, dates and articles in a text, in their order: as ranges, or with how else they are written."""
    found: list[tuple[int, int, Span | None, tuple[str, ...]]] = []
    for pattern, read in ((_PAY, _pay_in), (_OVER, _over)):
        paid = (m for m in pattern.finditer(text) if not _counts_something(text[m.end() :], analyzer))
        found += [(m.start(), m.end(), span, ()) for m in paid if (span := read(m))]
    found += [(m.start(), m.end(), _recent(m), ()) for m in _RECENT.finditer(text)]
    found += [(m.start(), m.end(), _NEWCOMER, ()) for m in _NO_EXPERIENCE.finditer(text)]
    found += [(m.start(), m.end(), None, also) for m in _ARTICLE.finditer(text) if (also := _otherwise(m))]
    return sorted(found, key=lambda item: item[0])


def is_measure(word: str) -> bool:
    """Whether a word behind a number says what is counted, as in 3000 多名: no money."""
    return bool(_MEASURE.fullmatch(word))


def names_other_money(word: str) -> bool:
    """Whether a word says that a sum beside it is no pay, as 补贴 does."""
    return bool(_OTHER_MONEY.search(word))


def _counts_something(behind: str, analyzer: Analyzer) -> bool:
    """Whether what stands behind a number begins with a measure: 个 in 3000多个岗位, but no 人 in 5000以上人事."""
    return any(is_measure(word) for word in analyzer.segments(behind[:_LOOKED_AT])[:1]) and not _SINGLE.match(behind)


def _otherwise(match: re.Match[str]) -> tuple[str, ...]:
    """The number of an article in words instead of figures, or the other way round."""
    if match["figures"]:
        return (f"第{chinese_numeral(int(match['figures']))}{match['unit']}",)
    number = chinese_number(match["words"])
    return (f"第{number}{match['unit']}",) if number else ()


def _pay_in(match: re.Match[str]) -> Span | None:
    return pay(match[0], match[0])


def _over(match: re.Match[str]) -> Span | None:
    amount = match["amount"] or match["round"]
    rate, _, _ = match[0].rpartition(amount)
    least = f"一{amount}" if amount in "万千" else amount
    return pay(f"{rate[:-1]}{least}以上", match[0])


def pay(text: str, said: str) -> Span | None:
    try:
        salary = read_salary(text)
    except Unreadable:
        return None
    if salary is None or (salary.monthly_min or salary.monthly_max or 0) < _LEAST_PAY:
        return None
    return Span("salary", salary.monthly_min, salary.monthly_max, f"薪资: {said.removeprefix('薪资')}")


def _recent(match: re.Match[str]) -> Span:
    days = 0 if match["today"] else _DAYS[match["counted"] or match["unit"] or match["this"]]
    if count := match["count"]:
        days *= int(count) if count.isdecimal() else chinese_number(count) or 1
    first = clock.today() - timedelta(days=days)
    return Span("published", float((first - _EPOCH).days), None, f"发布日期: {match[0]}")
