"""What an amount of pay is in the whole, by the words around it."""

import re

from rencai.records.parsers.pay_words import ALLOWANCES, WAGES

EXTRA, TRIAL, BASE, PLAIN, TOTAL = range(-1, 4)
"""What an amount is in the whole: an addition, pay during trial, the base, pay, or all that comes together."""

_BASE = re.compile("底薪|无责(?!任?[心感险])(?:任)?|保底|基本工资|基本薪|基薪|基础工资|基础薪|固定工资|固薪|固定薪")
_BASE_SAID = re.compile(rf"(?:{_BASE.pattern})[:为是约]*$")
_SLOGAN = re.compile("(?:以上)?(?:都|也|并|再)?不(?:再?是梦|难)")
_TOTAL = re.compile(
    "综合|月入|月收入|月均|到手|实发|实得|税后|转正|总收入|总工资|合计|平均|可达|能拿|可拿|拿到|[薪资入]达到?|预计|人均|正常(?:工资|收入)|[=≈]"
)
# What only the best are paid tells less of the pay than what all are.
_EXCELLING = re.compile(
    "优秀|突出|顶级|精英|留用|晋升|能力强|业绩好|表现好|[#0-9年]后|[半#0-9]年?内?(?:可达|平均)|^年内?(?:可达|平均)"
)
_TRIAL = re.compile("(?:试用|培训期|见习期|学徒期|考察期|实习期)(?!期?(?:期?满|结束|过|合格)[以之]?后)")
_EXTRA_BEFORE = re.compile(
    f"(?:绩效|全勤|奖金?|(?<!实习)(?<!实习生每[月天])(?<!见习)(?<!固定)(?:{ALLOWANCES})|提成|工龄|司龄|任期|加班费?|[休假节]日上班|学历|职称|夜班费|分红"
    "|社保|公积金|保险|基金|团建费?|年货|礼[品金]|(?:过节|降温|取暖|通讯|交通)费|红包|慰问金?|签约[金费]|返费?|返现|安家费|启动[费金]|奖励|房租"
    "|报销|吃饭|餐费|伙食费?|住宿费?|水电费?)(?:工资|奖金?|费|标准|[每/]1?(?:[人月年天日晚班次]|季度?|小时)|预估|估计|[】:为约共最高达可元¥\\s])*$"
    f"|(?:(?<!实习)(?<!见习)(?:{ALLOWANCES})|(?:工龄|全勤|年终|季度)奖金?)[^0-9薪资入]{{0,24}}[(【](?:人均|平均)?$"
    "|(?:额外|另外?|再|加发?|上浮|增加)[多约有]*[元¥]?$|[涨调加]薪幅度[为是:]?$|(?<![很最至])多$"
)
# 1500元交通住房补贴 names what is added; 4000元另有补贴 and 4000元补贴300 name two things.
_ALLOWANCE_AFTER = re.compile(
    "的?(?:(?![有含另提加享包和及外给发第])[一-鿿]){1,6}?(?:补贴|补助|津贴|奖励|福利)(?!\\s*[:为]?\\s*[0-9])"
)
_EXPLAINED = re.compile(r"\s*(?:[元起]|以上|左右)*\s*\(\s*")
_EXTRA_AFTER = re.compile(
    rf"的?(?:绩效|全勤|大?奖金?|{ALLOWANCES}|提成|工龄|加班费|夜班)"
    r"(?![^,;]{0,4}另)(?![一-鿿]{0,4}\s*(?:[:为]|[0-9]))"
)
_PLUS = re.compile(r"\s*\+")
_ADDITION_OF = re.compile(
    "的(?:过节|节日|降温|取暖|高温)[费补礼]|的(?:年终奖|全勤奖|[餐饭房车话]补)"
    "|的(?:生活|出差|外派|伙食|交通|通讯|高温|住房|租房|电脑|夜班)费?(?:补贴|补助|津贴)"
)
# What a sum comes to, in brackets behind it: 1500+提成+工龄(最低3500).
_SUM_BESIDE = re.compile(r"\((?:最低|不低于|至少|平均|月均|大概|约|通常|保底|工资|收入|月薪|综合|合计)[^()]*$")
# … or behind a mark: 2000+绩效+福利:2500-7000.
_SUM_BEHIND = re.compile(r"[:=≈约]\s*$")
# 住房补贴+交通补贴300 adds up allowances alone.
_PAY_SAID = re.compile(f"{WAGES}|工作|计件|[=≈:]")
_WORDS = re.compile("[\u4e00-\u9fff]")
_ANY_PAY = re.compile(f"{WAGES}|实习|兼职|到手")
# Nothing is paid for what a plus adds here: 底薪5000+包住 8-12K.
_UNPAID = re.compile("[包管提供免费]{1,2}[吃住食宿]|双休|单休|[五六]险|社保|公积金|年假|培训")
_LISTED = re.compile(r"\+|(?:工资|薪资?)加")


def role_of(match: re.Match[str], before: str, segment: str, seen: bool) -> int:
    """The role of a matched amount: `before` is the text since the amount before it, `segment` its last clause, and
    `seen` whether there was one.
    """
    if seen and _is_sum(before, segment):
        return TOTAL
    role = _by_words(match, segment, seen)
    # 6000起(5000保障+1000绩效) says what the amount before the bracket is made of.
    return BASE if role == PLAIN and seen and _EXPLAINED.fullmatch(before) else role


def is_said_of_other(segment: str) -> bool:
    """Whether words before an amount name something, and that is no pay."""
    return _WORDS.search(segment) is not None and _ANY_PAY.search(segment) is None


def _is_sum(before: str, segment: str) -> bool:
    """Whether an amount is what those added up before it come to."""
    behind, beside = _SUM_BEHIND.search(before), _SUM_BESIDE.search(before)
    if behind and before.count("+", 0, behind.start()) > 1 and not _EXTRA_BEFORE.search(segment):
        return True
    return beside is not None and "+" in before[: beside.start()]


def _by_words(match: re.Match[str], segment: str, seen: bool) -> int:
    listed = not seen and _LISTED.search(segment) is not None and _PAY_SAID.search(segment) is not None
    if (_EXTRA_BEFORE.search(segment) and not listed) or _is_called_extra(match, segment):
        return EXTRA
    if _SLOGAN.match(match.string, match.end()):
        return TRIAL
    if _BASE.match(match.string, match.end()):
        return BASE
    last = {role: _last(pattern, segment) for role, pattern in ((TOTAL, _TOTAL), (TRIAL, _TRIAL), (BASE, _BASE))}
    role = max(last, key=lambda role: last[role])
    if role == BASE and listed and not _BASE_SAID.search(segment):
        return PLAIN
    # 待遇=2200+提成 and 综合工资4500+奖金 are no sums of what went before.
    if role == TOTAL and last[TOTAL] >= 0 and _PLUS.match(match.string, match.end()):
        return PLAIN
    if role == TOTAL and seen and _EXCELLING.search(segment):
        return TRIAL
    if last[role] >= 0:
        return role
    added = "+" in (segment.lstrip()[:1], segment.rstrip()[-1:]) and not _UNPAID.search(segment)
    return EXTRA if seen and added else PLAIN


def _is_called_extra(match: re.Match[str], segment: str) -> bool:
    """Whether the words behind an amount call it an addition."""
    text, end = match.string, match.end()
    if _ADDITION_OF.match(text, end):
        return True
    # What may come to nothing (0-2K绩效) is no range of pay.
    if (match["high"] is not None and float(match["low"])) or _BASE_SAID.search(segment):
        return False
    return (_EXTRA_AFTER.match(text, end) or _ALLOWANCE_AFTER.match(text, end)) is not None


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)
