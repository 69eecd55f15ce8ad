"""Whether a sum is pay: in a sentence it is where the nearest word of money beside it is one of pay."""

import re

from rencai.records.parsers.pay_words import ALLOWANCES, WAGES

_PAY = (
    f"{WAGES}|[年日周]入|到手|实[发得]|税[前后]|总包|年包|[日天周月]结|结算|按[^,;。]{{1,3}}算|计件|工[价钱]|[挣赚]"
    "|月均|月综|无责|试用|转正|[实见]习(?:期|生)?(?:每[月天])?(?:补贴|津贴|补助)?|基本[:约为]*$|[=≈]"
)
_RATE = "[/每]个?(?:月|天|日|小时)(?=[^0-9,;|。]{0,8}$)|[/每](?:单|件|次|课时|节课?|[千万]字)(?=[^0-9,;|。]{0,3}$)"
# What is priced, charged, granted or owned.
_CHARGES = (
    "(?<!免)(?<!小)(?<!续)(?<!加班)(?<!课时)(?<![授讲]课)(?<!劳务)费(?!用工)|(?<!工)(?<!单)(?<!指导)(?<!一口)价(?!位)|押金|保证金|租金?|资[金产]|资本|产值|营[业收]|成本|(?<!薪资)预算"
    "|投[资入](?!顾问|经理|专员|总监|助理|[公银])|融资|保额|额度|起征点|[学险]金|养老金|基数|面积|罚款?|违约金|(?:业绩|销售)额|流水(?![线工])|税(?![前后])|[借贷捐存]款|债"
    "|门票|规模|(?<!工资)(?<!薪酬)总[额值]"
)
_GRANTS = f"{ALLOWANCES}|奖|利润|销量|销售[额价]|保险|公积金|分红|低保|安家|启动金|支出|缺口|差额|买|卖"
# What somebody pays to many or is owed, and what an average of a place is.
_TOLD = (
    "(?:发放|支[付出]|拖?欠|补发|垫付|讨[回要]|追回)[^0-9,;。]{0,8}工资"
    "|(?:(?<![日月年])纯|可支配|财政|营业|家庭年?|流转可)收入"
)
_NAMED = re.compile(f"{_TOLD}|(?P<pay>{_PAY})|(?P<rate>{_RATE})|{_CHARGES}|{_GRANTS}")
_CHARGED = re.compile(f"(?:{_CHARGES})[^0-9,;。+薪入资税]{{0,4}}$")
_PERIOD = r"(?:[元起+]|左右|以上|块钱?|人民币|[/每](?:月|天|日|小时|年)|\s)*"
_PAY_BEHIND = re.compile(
    rf"{_PERIOD}[,(]?(?:的|为)?(?:月薪|年薪|底薪|日薪|时薪|周薪|工资|薪[资水酬]|起薪|保底|无责|高?提成|[日天]结|[包管](?:吃|住|食|三餐)|五险|双休)"
)
_OTHER_BEHIND = re.compile(
    rf"{_PERIOD}(?:[、/-]\s?[0-9.]+[万千]?元?)?(?:\([^()]{{0,12}}\))?的?[一-鿿]{{0,6}}?(?:{ALLOWANCES}|罚款|奖励|租金|价格|(?<!免)(?<!小)费)"
)
_OTHER_MONEY = re.compile(f"{_TOLD}|{_CHARGES}|{_GRANTS}")
# 租房补贴:本科每月800元,硕士每月1200元
_HEAD_OF_OTHER = re.compile(f"(?:(?!{_PAY})[^:。;!?\n,]){{0,12}}?(?:{_GRANTS}|{_CHARGES})[^:,。;!?\n]{{0,4}}:")
_CLAUSE_ENDS = "。;!?\n,|"
_SENTENCE_ENDS = "。;!?\n"
_MARKS = ",|;。、 \n\t"
_FARTHEST = 60
_NEAR = 8
_WORDS = re.compile("[一-鿿]")
_SHORTEST_SENTENCE = 12
_SAID_OF_PAY = re.compile(
    "[包管]吃?住?|五险一?金|双休|提成|奖金|年终奖?|加班|餐补|房补|补贴|社保|公积金|绩效|全勤|面议"
)


def tells_more_than_pay(text: str) -> bool:
    """Whether a text says more than a value does, and more than a sum with its additions."""
    return "+" not in text and len(_WORDS.findall(_SAID_OF_PAY.sub("", text))) >= _SHORTEST_SENTENCE


def is_charge(text: str, start: int) -> bool:
    """Whether the words right before a sum name what is charged, priced or owned: 年营业额500万."""
    return _CHARGED.search(text, max(0, start - _FARTHEST), start) is not None


def is_tied(text: str, start: int, end: int, *, by_itself: bool) -> bool:
    """Whether a word of pay names a sum: right beside it, or as the last in the sentence before it.

    Of words for other money only those in its own clause count. Where neither is, the sum itself has to tell.
    """
    if _PAY_BEHIND.match(text, end) or "薪" in text[start:end] or _fills_its_cell(text, start, end):
        return True
    clause, sentence = _after_last(_CLAUSE_ENDS, text, start), _after_last(_SENTENCE_ENDS, text, start)
    named = [match for match in _NAMED.finditer(text, sentence, start) if match["pay"] or match.start() >= clause]
    last = named[-1] if named else None
    if last and last["pay"] and start - last.end() <= _NEAR:
        return True
    if _OTHER_BEHIND.match(text, end):
        return False
    if last is None or last["rate"]:
        others = any(match.lastgroup is None for match in named) or _HEAD_OF_OTHER.match(text, sentence, start)
        return not others and (by_itself or last is not None)
    return last["pay"] is not None


def tells_of_other_money(text: str) -> bool:
    """Whether anything is named that is charged, granted or owned."""
    return _OTHER_MONEY.search(text) is not None


def goes_on(text: str, end: int, start: int) -> bool:
    """Whether a sum stands in the same sentence as another, with no other money between: 学徒3000元,出师后6000元."""
    between = text[end:start]
    return (
        len(between) <= _FARTHEST
        and not any(mark in between for mark in _SENTENCE_ENDS)
        and not _OTHER_MONEY.search(between)
    )


def _after_last(marks: str, text: str, start: int) -> int:
    least = max(0, start - _FARTHEST)
    return max(least, *(text.rfind(mark, least, start) + 1 for mark in marks))


def _fills_its_cell(text: str, start: int, end: int) -> bool:
    """北京,1-1.5万,本科: a range between the marks of a row, or a sum where nothing is said of other money."""
    begins = text[start : start + 1] in _MARKS or text[max(0, start - 1) : start] in _MARKS
    ends = text[end - 1 : end] in _MARKS or text[end : end + 1] in f"{_MARKS}·#"
    if not (begins and ends):
        return False
    around = (max(0, start - _FARTHEST), end + _FARTHEST)
    return "-" in text[start:end] or ("元" in text[start:end] and not _OTHER_MONEY.search(text, *around))
