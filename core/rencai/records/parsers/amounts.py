"""Amounts of pay in a text: their ends in yuan, the period they are stated for, and their place in the whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from rencai.records.parsers.pay_noise import without_noise
from rencai.records.parsers.pay_roles import BASE, EXTRA, PLAIN, TOTAL, is_said_of_other, role_of
from rencai.records.parsers.pay_words import PIECES
from rencai.records.values import PayUnit

_SCALES: dict[str | None, int] = {"k": 1_000, "千": 1_000, "w": 10_000, "万": 10_000, "百": 100, None: 1}

# Least and most that is believed of each period, so that 3-5 for 3-5万 is not taken for yuan.
_BELIEVED: dict[PayUnit, tuple[float, float]] = {
    "hour": (3, 20_000),
    "day": (10, 100_000),
    "week": (50, 500_000),
    "month": (100, 5_000_000),
    "year": (1_000, 5_000_000),
    "piece": (0.001, 1_000_000),
}

_PERIODS: tuple[tuple[PayUnit, str], ...] = (
    ("hour", "小时|钟头|时|hours?|hrs?|h"),
    ("day", "天|日|班|工日|工|days?|d"),
    ("week", "周|星期|礼拜|weeks?|wk"),
    ("month", "月(?![入薪收均综])|months?|mon|mth|m"),
    ("year", "年|years?|yr|annum|y"),
    ("piece", f"{PIECES}|m2|pieces?|class|lessons?|sessions?"),
)
# 小时工: 6500-8500 and 日结, 5000-7000 are pay a month: the word tells the kind of worker, not the period.
_TOO_MUCH_FOR = {"hour": 1_000, "day": 3_000, "week": 4_000}
_LEAST_EXTRA = 10
LEAST_MONTH = 800
"""Less a month is nobody's pay: where words before it name something else (满一年, 茶点), it is an addition."""
_MOST_THOUSANDS = 1_000
_LEAST_YEAR_IN_K = 200_000
_MOST_APART = 4
_SCALE = "k(?![a-z])|千|w(?![a-z])|万|百"
_CURRENCY = "(?:¥|rmb|cny|人民币)"
_YUAN = "元|块钱?|圆|yuan|rmb|cny|人民币|¥"
_NUMBER = r"(?<![0-9.])[0-9]{1,9}(?:\.[0-9]{1,4})?(?![0-9])"
# 转正5000 每年13薪 and 8000 每年调薪 say nothing of a year's pay.
_EVENT = r"\s*[天日周]\s*#|\s*年\s*(?:#|[0-9两]次|[调涨加增递晋])"
_SLASH = rf"\s*(?:/\s*(?:人\s*/\s*)?(?:每|1)?\s*个?|每\s*1?个?(?!{_EVENT})|per\s*|an?\s+)\s*"
_ABOVE = (
    r"(?:及|或|含)?(?:以上|之上|往上|上(?=[,;。])|起步|起薪|起)|\+(?=\s*(?:$|[,、/·;。.)(]|元|薪资|上不封顶)|\s+\#|\s+[^\s0-9绩提奖补加计餐全工住房交社五六]|\s?-)|\+(?=\s*(?:[月周]休|[双单大]小?休|周末))"
    # 35W+销售岗, but 35W+提成.
    r"|(?<=[w万])\+(?=[一-鿿])(?!提|绩|奖|补|分红|佣|期权|股|[五六]险|社保|福利|项目|年终|季度|[餐房车话]|高|业绩|全勤|部门)"
    r"|,?上不封顶|-(?=$)"
    r"|多(?!劳|得|干)|加(?=\s*(?:$|[(,;。]))|或更高|开始(?:起薪)?|or more|and up"
)
_BELOW = "(?:及|或|含)?(?:以下|以内|之内|封顶)"


def _units(prefix: str) -> str:
    return "(?:" + "|".join(f"(?P<{prefix}_{unit}>{words})" for unit, words in _PERIODS) + ")(?![a-z])"


def _side(prefix: str) -> str:
    return f"(?:(?P<{prefix}above>{_ABOVE})|(?P<{prefix}below>{_BELOW})|(?P<{prefix}about>左右|上下))?"


_PAY = re.compile(
    rf"{_CURRENCY}?\s*(?P<low>{_NUMBER})\s*(?P<low_scale>{_SCALE})?\s*(?P<low_yuan>{_YUAN})?"
    rf"(?:(?:{_SLASH}{_units('low')})?(?:以上|起)?\s*(?:-|_|至|到|(?<=\s)to\s)\s*{_CURRENCY}?\s*"
    rf"(?P<high>{_NUMBER})\s*(?P<high_scale>{_SCALE})?\s*(?P<high_yuan>{_YUAN})?)?"
    rf"\s*{_side('')}(?:{_SLASH}(?:(?P<workdays>2[0-9]|3[01])\s*天|{_units('unit')}))?\s*(?:不等)?{_side('late_')}"
)

_GAP = (
    r"(?:工资|薪资|薪水|薪酬|收入|待遇|总额|单价|标准|范围|综合|税[前后]|实发|到手|底薪|基本|结算|可达|[可能]?[拿做挣赚]到?个?|大概|大约|可以|保底"
    r"|最[高低]|不低于|至少|近|超过?|达到?|平均|应届|本科|大专|专科|硕士|博士|研究生|大[都多]|通常|rmb|rate|salary|pay|[约为是在:()元¥\s/-])*$"
)
_BEFORE: tuple[tuple[PayUnit, re.Pattern[str]], ...] = (
    ("hour", re.compile("(?:时薪|小时工|[每/]个?小时|计时工?资?|hourly)" + _GAP)),
    ("day", re.compile("(?:日薪|天薪|[每/按][天日]|日工(?!作|时)资?|日均|daily)" + _GAP)),
    ("week", re.compile("(?:周薪|[每/]周|weekly)" + _GAP)),
    (
        "year",
        re.compile(
            "(?:年薪制?|[每/全]年|年收入|首年|年均|年包|总包|年综合|年度|package|annual(?:ly)?|annual salary)" + _GAP
        ),
    ),
    ("month", re.compile("(?:月薪|[每/]个?月|月工资|月收入|月均|月入|月综|月|monthly)" + _GAP)),
    ("piece", re.compile(f"(?:[每/](?:{PIECES})|千字)" + _GAP)),
)
_AFTER: tuple[tuple[PayUnit, re.Pattern[str]], ...] = (
    ("hour", re.compile(r"\s*[(,]?\s*(?:时薪|hour|小时(?![制工作]))")),
    ("day", re.compile(r"\s*[(,]?\s*(?:日薪|daily|days?(?![a-z]))|(?<=元)[天日]")),
    ("week", re.compile(r"\s*[(,]?\s*(?:周薪|week)")),
    ("month", re.compile(r"\s*[(,]?\s*的?(?:月薪|month|元/月)|(?<=[元k万千])月|\s*\(月\)")),
    (
        "year",
        re.compile(
            r"\s*[(,]?\s*的?(?:年薪|年收入|总包|年包|annual|year|p\.?a\.?(?![a-z]))|(?<=[元k万千])年(?!终|底|假|度)"
            r"|\s*\(年\)"
        ),
    ),
)
# How often is paid tells the period where nothing else does: 时薪18元,日结 is pay an hour.
_PAID_EVERY: tuple[tuple[PayUnit, str], ...] = (("day", "[天日][一1]?结"), ("week", "周结"))
_CYCLES = tuple(
    (unit, re.compile(rf"\s*[(,]?\s*{words}"), re.compile(f"{words}算?[,、]?{_GAP}")) for unit, words in _PAID_EVERY
)
_FARTHEST_CYCLE = 16
_AROUND = 40
_DAILY = re.compile("[天日][一1]?结")

_MONTHS_A_YEAR = re.compile(
    r"(?<![0-9])(?<![0-9]\.)(1[2-9]|2[0-9]|3[0-6])(?:\s*-\s*(?:1[2-9]|2[0-9]|3[0-6]))?\s*(?:个月)?薪"
    r"|(?<=[k千万w0-9元月h])\s*[×*x]\s*(1[2-9]|2[0-4])(?:个月|薪)?(?![0-9.])"
)
_DOUBLE_PAY = re.compile("年[底终]发?双薪")

_NOT_LESS = re.compile(
    r"(?:不(?:会)?[低少]于|至少|最[低少]|(?<!不)(?:高于|超过|多于|大于)|[薪入资](?:轻松)?[过超破]|突破|≥|>=?"
    r"|above|from|minimum|at least)[^0-9,;]{0,4}$"
)
_NOT_MORE = re.compile(
    r"(?:最高|可达|高达|最多|上限|不超过|不高于|不多于|(?<!不会)(?<!不)[低少]于|小于|至多|不[足到]"
    r"|≤|<=?|up ?to|max(?:imum)?)[^0-9,;]{0,6}$"
)
_ABOUT = re.compile("(?:约|大概|平均|均)[^0-9,;]{0,4}$")
_GROUP = re.compile(
    "(?:[男女][工士生]?|[\u4e00-\u9fff]{1,4}[工师员]|学徒|师傅|[新熟生]手|组长|主管|店长|助理"
    "|[初中高]级|(?:本科|硕士|博士|研究生|大专|专科|中专)(?:及?以上|学历|毕业生?|应届生?|生)?|班)"
    "[为:]?(?:年薪|月薪|工资|税前)*[为:]?$"
    "|^(?!.*[薪资入遇补奖月年周天时包约共最起前后手成])[\u4e00-\u9fffa-z]{1,6}[为:]?$"
)
_GROUP_IN_BRACKETS = re.compile(r"\([^()]{0,4}(?:[工师员手]|级|[本专]科|硕士|博士)\)\s*$")
_AVERAGE = re.compile("(?:平均|人均)[^0-9,;]*$")
# 日薪500,700,1000 are pay a day, all of them.
_NEXT_OF_LIST = re.compile(r"\s*[,、/]\s*")
_BEFORE_GROUP = re.compile(r"^\s*[,;、/]?\s*")
_SEGMENT = re.compile("[,;。、|]")
_AMOUNT_FOLLOWS = re.compile(r"\s*(?:最[高低]|可以?|能够?|达到?|[超过近约为在到:]){0,4}\s*[0-9]")


@dataclass(frozen=True, slots=True)
class Pay:
    """One amount or range, in yuan a `unit`."""

    low: float | None
    high: float | None
    unit: PayUnit
    role: int
    group: bool
    single: bool
    added: bool
    flags: frozenset[str]
    start: int
    end: int


def months_a_year(text: str) -> int | None:
    """The N of N薪 or ×N; double pay at the year's end (年底双薪) is a thirteenth."""
    match = _MONTHS_A_YEAR.search(text)
    if match is None:
        return 13 if _DOUBLE_PAY.search(text) else None
    return int(match[1] or match[2])


def says_months(text: str) -> bool:
    """Whether N薪 or ×N is written, which can only be counted in months."""
    return _MONTHS_A_YEAR.search(text) is not None


def pays(text: str) -> list[Pay]:
    """Every amount of pay in prepared text; ages, hours, dates, fees and the like are no pay."""
    bare = _MONTHS_A_YEAR.sub(lambda match: "#" * len(match[0]), text)
    return list(_found(without_noise(bare)))


def _found(text: str) -> Iterator[Pay]:
    end, seen, ranged, unit, role = 0, False, False, None, PLAIN
    matches = list(_PAY.finditer(text))
    for match, following in zip_longest(matches, matches[1:]):
        before = text[end : match.start()]
        listed = unit if _NEXT_OF_LIST.fullmatch(before) else None
        pay = _pay(match, before, seen, listed or _unit_of_next_group(match, following))
        end = match.end()
        if pay is not None:
            seen, unit = True, None if "assumed_period" in pay.flags else pay.unit
            # 底薪4K/6K/8K and 底薪大专3K,本科4K are bases, all of them.
            if pay.role == PLAIN and (_NEXT_OF_LIST.fullmatch(before) or (pay.group and role == BASE)):
                pay = replace(pay, role=role)
            role = pay.role
            # What others are paid on average, or some at most, tells less than the range that is offered.
            average = ranged and pay.role == TOTAL and (_AVERAGE.search(before) or _NOT_MORE.search(before))
            ranged = ranged or (pay.role >= PLAIN and not pay.single)
            yield replace(pay, role=PLAIN) if average else pay


def _unit_of_next_group(match: re.Match[str], following: re.Match[str] | None) -> PayUnit | None:
    """男180、女200/天: the last of the groups says what all are paid for."""
    if following is None:
        return None
    between = match.string[match.end() : following.start()]
    return _stated(following) if _GROUP.search(_BEFORE_GROUP.sub("", between)) else None


def _pay(match: re.Match[str], before: str, seen: bool, listed: PayUnit | None) -> Pay | None:
    low, high, flags = _ends(match)
    segment = _segment(before)
    role = role_of(match, before, segment, seen)
    unit = _stated(match) or _nearby(match, segment) or listed
    if not _stated(match) and low >= _TOO_MUCH_FOR.get(unit or "", low + 1):
        unit = None
    if role == PLAIN and unit == "month" and (high or low) < LEAST_MONTH and is_said_of_other(segment):
        role = EXTRA
    if unit is None:
        unit = "month" if role == EXTRA else _assumed(match, low or high or 0, high) or _paid_every_day(match)
        flags.add("assumed_period")
    if unit is None or not (_believed(unit, low, high, flags) if role != EXTRA else (high or low) >= _LEAST_EXTRA):
        return None
    if match["workdays"] or re.search("/班", match[0]):
        flags.add("workdays" if match["workdays"] else "assumed_unit")
    single = high is None
    bottom, top = _bounded(match, before, low, low if high is None else high, flags)
    group = (_GROUP.search(segment) or _GROUP_IN_BRACKETS.search(before)) is not None
    return Pay(bottom, top, unit, role, group, single, "+" in before, frozenset(flags), match.start(), match.end())


def _segment(before: str) -> str:
    """What is said of an amount before it, back to the last mark."""
    return _SEGMENT.split(before)[-1]


def _ends(match: re.Match[str]) -> tuple[float, float | None, set[str]]:
    """Both ends in yuan; a scale at one end governs the other where that keeps them in order."""
    low, low_scale = float(match["low"]), match["low_scale"]
    last = match["high"] or match["low"]
    if float(last) >= _MOST_THOUSANDS and (match["high_scale"] if match["high"] else low_scale) == "k":
        # 3500-4500K is a slip.
        return low, float(match["high"]) if match["high"] else None, {"assumed_unit"}
    if match["high"] is None:
        return low * _SCALES[low_scale], None, set()
    high, high_scale = float(match["high"]), match["high_scale"]
    if low_scale is None and high_scale is not None and match["low_yuan"] is None:
        return _lower(low, high_scale, high * _SCALES[high_scale])
    if low_scale is not None and high_scale is None:
        return _upper(low * _SCALES[low_scale], high, low_scale)
    return _ordered(low * _SCALES[low_scale], high * _SCALES[high_scale], set())


def _lower(low: float, scale: str, high: float) -> tuple[float, float, set[str]]:
    if low * _SCALES[scale] <= high:
        return low * _SCALES[scale], high, set()
    if _SCALES[scale] == 10_000 and low * 1_000 <= high:
        return low * 1_000, high, {"assumed_unit"}
    return _ordered(low if low >= 100 else low * _SCALES[scale], high, set())


def _upper(low: float, high: float, scale: str) -> tuple[float, float, set[str]]:
    if high >= 100:
        return _ordered(low, high, set())
    factor = _SCALES[scale] if high * _SCALES[scale] >= low else 10_000
    return _ordered(low, high * factor, {"assumed_unit"})


def _ordered(low: float, high: float, flags: set[str]) -> tuple[float, float, set[str]]:
    return (low, high, flags) if low <= high else (high, low, flags | {"swapped"})


def _stated(match: re.Match[str]) -> PayUnit | None:
    if match["workdays"]:
        return "month"
    for unit, _ in _PERIODS:
        if match[f"unit_{unit}"] or match[f"low_{unit}"]:
            return unit
    return None


def _nearby(match: re.Match[str], segment: str) -> PayUnit | None:
    for unit, pattern in _AFTER:
        found = pattern.match(match.string, match.end())
        # In 月薪1万,年薪20万 the year is that of the next amount.
        if found and not ("," in found[0] and _AMOUNT_FOLLOWS.match(match.string, found.end())):
            return unit
    for unit, pattern in _BEFORE:
        if pattern.search(segment):
            return unit
    for unit, behind, ahead in _CYCLES:
        if behind.match(match.string, match.end()) or ahead.search(
            match.string, max(0, match.start() - _FARTHEST_CYCLE), match.start()
        ):
            return unit
    return None


def _assumed(match: re.Match[str], low: float, high: float | None) -> PayUnit | None:
    """8-15万 is a year's pay: nobody is offered the upper end a month. What is written in K (70-110K) is a month's."""
    if "k" in (match["low_scale"], match["high_scale"]):
        return "year" if low >= _LEAST_YEAR_IN_K else "month"
    if low >= 100_000 or (low >= 50_000 and high is not None and high > 100_000):
        return "year"
    return "month" if low >= 1_000 else None


def _paid_every_day(match: re.Match[str]) -> PayUnit | None:
    """What is too little for a month is a day's pay where one is paid every day: 一天一结,工资190."""
    around = (max(0, match.start() - _AROUND), match.end() + _AROUND)
    return "day" if _DAILY.search(match.string, *around) else None


def _believed(unit: PayUnit, low: float, high: float | None, flags: set[str]) -> bool:
    """65000-7500 is a slip of which either end may be meant."""
    least, most = _BELIEVED[unit]
    slip = "swapped" in flags and high is not None and high > _MOST_APART * low
    return least <= (high or low) <= most and not slip


def _bounded(
    match: re.Match[str], before: str, low: float, high: float, flags: set[str]
) -> tuple[float | None, float | None]:
    if match["about"] or match["late_about"] or _ABOUT.search(before):
        flags.add("approximate")
    bottom = low or None
    if match["high"] is not None:
        return bottom, high
    if match["above"] or match["late_above"] or _NOT_LESS.search(before):
        return bottom, None
    if match["below"] or match["late_below"]:
        return None, high
    if _NOT_MORE.search(before):
        flags.add("up_to")
        return None, high
    return bottom, high
