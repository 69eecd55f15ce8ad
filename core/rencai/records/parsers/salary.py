"""Pay as advertised."""

import re
from dataclasses import replace
from functools import lru_cache

from rencai.records.parsers.amounts import LEAST_MONTH, Pay, months_a_year, pays, says_months
from rencai.records.parsers.pay_roles import BASE, EXTRA, PLAIN
from rencai.records.parsers.pay_ties import goes_on, is_charge, is_tied, tells_more_than_pay, tells_of_other_money
from rencai.records.parsers.pay_wording import prepared
from rencai.records.parsers.text import fold
from rencai.records.values import Salary, Unreadable

_NEGOTIABLE = re.compile(
    "面[议谈洽商]|面试(?:时)?(?:商|谈|议|沟通)|详[谈议]|可[谈议]|[另商电][谈议]|协议(?:工资|年薪|薪|制)|协商|议定|negotiable|薪(?:资"
    "|酬)?:?open|待遇:?open|open$|doe$|competitive"
)
_LEFT_OPEN = re.compile(
    "(?:优厚|从优|丰厚|(?<!条件)优越)(?!的?(?:年终|奖|提成|福利))|高薪|竞争力|(?:视|按|看|依|根据|随)(?:个人)?(?:能力|经验|情况)(?![调加涨晋])|能力定|面试.{0,3}定|定薪|能者多得"
)
_BY_RULE = re.compile(
    "[按依执].{0,20}(?:规定|标准|制度|政策|执行)|参照|国家规定|(?:行业|公司|国家|工资)标准"
    "|最低工资标准|工资.{0,4}(?:包括|包含|[构组]成)|薪酬.{0,4}包[括含]"
)
_OPEN_EXTRA = re.compile(
    r"\s*[,()]?\s*(?:\+\s*(?:[0-9.%-]{1,12}%的?)?(?:(?!年[终底]|月底|过?节|优秀|激励)[一-鿿]){0,6}?"
    r"|[外另]?加\s*(?:[0-9.%-]{1,12}%的?)?(?:高|高额|业务|业绩|销售|个人|团队|月度|季度)*)"
    r"(?:提成|绩效|计件|加班费?|奖[金励]|佣金|分红|抽成|业绩|提点|分成)(?:工资|奖金?|费)?"
    r"(?!\s*[0-9](?!险)(?![0-9.]*(?:-[0-9.]+)?%)(?![0-9]?[、.)]))"
    r"|[,;]?\s*(?:提成|绩效|奖金|加班费?|佣金|计件)[^,;]{0,4}另(?:计|算|付|发)"
)
_UNCAPPED = re.compile("上?不封顶")
_FOREIGN = re.compile(
    r"美[元金]|usd|\$|港[币元]|hkd|欧元|€|英镑|£|日[元币]|jpy|新币|sgd|泰铢|卢比|澳元|台币|twd|韩元|加元"
)
_BESIDE = 6
_CLAUSE_MARKS = ",;。"
_LATER = re.compile(
    "转正(?!.{0,4}前)|(?:试用|考察|培训|见习|学徒)期?(?:期?满|结束|过|合格)[以之]?后|(?:试用|考察|见习|学徒|实习)期(?:满(?!勤)|结束)|正式(?:录用|聘用|员工|上岗)"
    "|考核(?:通过|合格)?[以之]?后"
    "|出[师徒]后|(?<=[0-9])个?月(?:以|之)?后(?![每再可]?[加涨增调])|满月后|次月|第[2-9]个?月(?:起|开始|后)"
)
# Only where the first weeks are spoken of: 月薪3000,以后每年调薪 is 3000.
_LATER_ON = re.compile("(?<=[,;。 ])(?:之后|以后|后期)|(?:适应|熟练|上手)[^,;]{0,4}后")
_AT_FIRST = re.compile("试用|培训|[前初]期|首月|前[0-9]个?月|第(?:1个?|/)月|新人|新手|新员工|刚|起初|学徒|实习|入职")
_VARIABLE = re.compile("提成|绩效|计件|佣金|抽成|提点")

_FLAGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("gross", re.compile("税前|含税")),
    ("net", re.compile("税后|到手|实发|实得|净")),
    ("base", re.compile("底薪|保底|基本工资|基本薪|基薪|基础工资|固定工资")),
    ("commission", re.compile("(?<!没)(?<!没有)(?<!无)提成|佣金|抽成|提点")),
    ("piece", re.compile("计件|多劳多得|按件|元/[件单]")),
    ("composite", re.compile(r"综合|总收入|年收入|含补|含提|\+绩效|\+全勤|合计")),
    ("equity", re.compile("期权|股票|股份|股权")),
    ("board", re.compile("[包管](?:吃|食|三餐|午餐|一?餐)|工作餐|吃住|食宿")),
    ("room", re.compile("[包管](?:吃|食)?(?:住|宿)|吃住|食宿")),
    ("benefits", re.compile("[0-9]险")),
    ("couple", re.compile("夫妻")),
    ("internship", re.compile("实习(?!律师|医[师生]|编辑|教师|.*(?:转正|期满))")),
    ("paid_daily", re.compile("日结|当[天日]结|天结")),
    ("trial", re.compile("试用|培训期|见习期|学徒期")),
)


def read_salary(salary_text: str) -> Salary | None:
    """The pay that counts: after the trial rather than in it, all together rather than the base, else the first."""
    folded = fold(salary_text).lower()
    return _read(folded) if folded else None


@lru_cache(maxsize=8192)
def _read(folded: str) -> Salary:
    text = prepared(folded)
    amounts = _named(pays(text), text)
    counted = [pay for pay in amounts if pay.role != EXTRA]
    pay = max(_lasting(counted, text), key=_weight, default=None)
    if pay is None:
        return _without_amount(text)
    if _FOREIGN.search(text, max(0, pay.start - _BESIDE), pay.end + _BESIDE):
        raise Unreadable("foreign_currency")
    following = min((other.start for other in counted if other.start > pay.start), default=len(text))
    extras = [extra for extra in amounts if extra.role == EXTRA and extra.added and pay.start < extra.start < following]
    return _salary(_over_groups(pay, amounts), extras, text)


def _named(amounts: list[Pay], text: str) -> list[Pay]:
    """Without sums that are called something else, and in a sentence without those that nothing there calls pay."""
    amounts = [pay for pay in amounts if not is_charge(text, pay.start)]
    if not amounts or not tells_more_than_pay(text):
        return amounts
    kept: list[Pay] = []
    for pay in amounts:
        goes_with = kept and kept[-1].role != EXTRA and goes_on(text, kept[-1].end, pay.start)
        if is_tied(text, pay.start, pay.end, by_itself=bool(_tells_of_wages(pay, text) or goes_with)):
            kept.append(pay)
    groups = [pay for pay in amounts if pay.group and text[pay.end : pay.end + 1] in _CLAUSE_MARKS]
    # 有证5500,无证4500: several are told apart by what they are paid.
    return kept or (groups if len(groups) > 1 and not tells_of_other_money(text) else [])


def _tells_of_wages(pay: Pay, text: str) -> bool:
    """Whether a sum shows itself that it is pay: by its unit, as one in thousands."""
    if pay.unit == "month" and (pay.high or pay.low or 0) < LEAST_MONTH:
        return False
    stated = "assumed_period" not in pay.flags and pay.unit != "piece"
    return stated or pay.role not in (EXTRA, PLAIN) or text.find("k", pay.start, pay.end) >= 0


def _weight(pay: Pay) -> tuple[bool, int, bool, int]:
    """What is paid for a time says more than for a piece, a month or a year more than the hour that it comes from."""
    return pay.unit != "piece", pay.role, pay.unit in ("month", "year"), -pay.start


def _lasting(counted: list[Pay], text: str) -> list[Pay]:
    """Only what is paid after the first weeks, where the text tells the two apart."""
    later = _LATER.search(text) or (_LATER_ON.search(text) if _AT_FIRST.search(text) else None)
    return [pay for pay in counted if later and pay.start >= later.end()] or counted


def _over_groups(pay: Pay, amounts: list[Pay]) -> Pay:
    """From the least to the most that several groups (男工, 女工; 普工, 技工) are paid."""
    groups = [other for other in amounts if other.group and (other.role, other.unit) == (pay.role, pay.unit)]
    if not pay.group or len(groups) < 2:
        return pay
    lows, highs = [other.low for other in groups], [other.high for other in groups]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return replace(pay, low=low, high=high, single=False, flags=pay.flags | {"several_groups"})


def _flags(text: str) -> set[str]:
    return {name for name, pattern in _FLAGS if pattern.search(text)}


def _salary(pay: Pay, extras: list[Pay], text: str) -> Salary:
    flags = pay.flags | _flags(text)
    high = pay.high
    if pay.single and pay.low is not None and high is not None:
        if pay.role in (BASE, PLAIN):
            high = _top(pay, high, extras, text)
        elif _OPEN_EXTRA.match(text, pay.end):
            high = None
    months = None
    if pay.unit == "month" and "internship" not in flags:
        months = months_a_year(text) or 12
        if says_months(text):
            flags -= {"assumed_period"}
    if pay.role == BASE:
        flags |= {"base"}
    negotiable = _NEGOTIABLE.search(text) is not None
    return Salary.of(pay.low, high, pay.unit, months=months, negotiable=negotiable, flags=tuple(flags))


def _top(pay: Pay, amount: float, extras: list[Pay], text: str) -> float | None:
    """The top of a single amount: open where something unknown comes on top, else with the known additions."""
    if _OPEN_EXTRA.search(text, pay.end) or _UNCAPPED.search(text, pay.end):
        return None
    known = [extra.high or 0 for extra in extras if extra.unit == pay.unit]
    if any(extra > amount for extra in known):
        # 月薪10k+5万奖金: what is more than the pay itself is not added every month.
        return None
    if any(known):
        return amount + sum(known)
    return None if pay.role == BASE else amount


def _without_amount(text: str) -> Salary:
    flags = tuple(_flags(text))
    negotiable = _NEGOTIABLE.search(text) is not None
    if "base" in flags and _VARIABLE.search(text) and not _BY_RULE.search(text):
        return Salary.of(None, None, "month", months=12, negotiable=negotiable, flags=flags)
    if negotiable:
        return Salary.of(None, None, None, negotiable=True)
    if _BY_RULE.search(text):
        raise Unreadable("by_rule")
    if _LEFT_OPEN.search(text):
        return Salary.of(None, None, None, negotiable=True)
    if "piece" in flags or "commission" in flags:
        return Salary.of(None, None, None, flags=flags)
    raise Unreadable("confidential" if "保密" in text else "no_amount")
