"""Levels said of a trade (茶艺师三级, 中级养老护理员), unlike 二级建造师 and 初级会计师, which are other titles."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rencai.records.parsers.occupation_names import official_names

_DIGIT = "[一二三四五1-5]"
# Only in these classes of the 职业分类大典 are there skill levels: class 2 has professional titles.
_SKILLED = "3456"
_TRADE_NAME = re.compile("[一-鿿]{1,}(?:[工员]|司机|(?<!工程)(?<!设计)(?<!讲)(?<!教)(?<!技)师)")
# What everyone calls trades that the classification knows by longer names.
_EVERYDAY = frozenset(
    ["钳工", "木工", "瓦工", "油漆工", "水暖工", "水电工", "维修工", "锅炉工", "司炉工", "汽修工",
     "缝纫工", "厨师", "叉车司机", "汽车驾驶员"]
)  # fmt: skip
# 中级以上电工证 may as well ask for a professional title.
_GRADE = re.compile(
    rf"(?:(?P<rank>[初中高])级|(?P<digit>{_DIGIT})级)(?:(?<!中级)(?:\(含\)|含)?(?:及|或)?以上)?的?(?:国家|注册)?"
)
_GRADE_BEHIND = re.compile(rf"[(（]?[-·:/]?(?P<digits>{_DIGIT}(?:级?[、/至到-]?{_DIGIT})*)级(?![医甲乙建消英])")
_LONGEST = 14
_RANKED_TRADE = re.compile(
    rf"(?:(?P<rank>[初中高])级|(?P<digit>{_DIGIT})级)(?:(?:\(含\)|含)?(?:及|或)?以上(?:\(含[^()]{{0,4}}\))?)?(?:的)?"
    "(?=心理咨询师|人力资源管理师|健康管理师|健康照护师|公共营养师|营养师|物业管理"
    "|企业培训师|劳动关系协调|电子商务师|二手车鉴定评估师|汽车估损师|婚姻家庭咨询师|理财规划师|营养配餐[师员]|职业指导|采购师|物流师|催乳师|收纳师"
    "|育婴|茶艺师|评茶|保育|养老护理员|消防设施操作员|按摩师|面点师|烹调师|美容师|美发师|咖啡师|调酒师|母婴护理|(?:消防|中控|消控)(?![一-鿿]{0,2}工程)[一-鿿]{0,4}证|厨师(?:资格|等级)?证"
    "|(?!技师)[一-鿿]{1,8}(?<!律)(?<!教)[工师员](?:国家)?职业(?:资格|技能))"
)
_OTHER_TITLES = (
    "(?<!化)(?<!大)(?<!施)(?<!职)(?<!社)(?<!美)(?<!加)(?<!工程)(?<!会计)(?<!经济)(?<!设计)(?<!教)(?<!讲)(?<!律)(?<!医)(?<!药)(?<![^照]护)(?<!^护)(?<!建造)(?<!社会工作)(?<!社工)(?<!翻译)(?<!统计)(?<!审计)"
    "(?<!造价)(?<!建筑)(?<!规划)(?<!编辑)(?<!导游)(?<!运动)(?<!裁判)(?<!办事)(?<!公务)(?<!警)(?<!科)"
)
_COURSE_RANK = re.compile(
    rf"(?:{_OTHER_TITLES}[工员师](?:(?:职业|技能|技术)?(?:资格|等级))?(?:证书?)?|(?:消防|中控|消控)(?:监控)?(?:证书?)?)[(（\-·:]?(?P<rank>[初中高])(?:级(?!(?:及|或)?(?:以上)?的?(?:专业)?(?:技术)?职称|程|技师)|(?=[、/][中高]级[)）]))"
    rf"|{_OTHER_TITLES}[工员师][(（][^()（）]{{2,8}}[)）](?P<digit>{_DIGIT})级"
)
# A certificate says that it is a trade, whatever its name.
_CERTIFIED_TRADE = re.compile(
    rf"(?P<rank>[初中高])级(?!技师|注册|及|或|以上)[一-鿿]{{1,8}}?{_OTHER_TITLES}[师员](?:职业)?(?:资格)?证"
)
_TRADE_DIGIT = re.compile(
    rf"(?:{_OTHER_TITLES}[员师]|{_OTHER_TITLES}[工员师]证书?|秘书(?:证书?)?|人力资源(?:管理)?(?:证书?)?|(?:消防|中控|消控)证书?)[(（]?(?P<digit>{_DIGIT})级(?![医甲乙建消英])"
)
_ANY_TRADE = re.compile(rf"{_OTHER_TITLES}[工员师]$")
# 中高级茶艺师, 初级、中级茶艺师
_LOWER_BEFORE = re.compile("(?<![其当])(?P<rank>[初中])级?[、/和或至到-]?(?:中级?[、/和或至到-]?)?$")
_LISTED = 8
_COOK = re.compile(rf"(?P<grade>[初中高]|{_DIGIT})级(?:(?:及|或)?以上)?厨师(?!长)")
_HELD = re.compile("证|资格|持|具备?有|取得|级(?:及|或)?以上")
# A clause that is nothing but the name of a grade of a trade asks for it.
_ALONE = re.compile(
    rf"(?:要求|需要?|须|应|为|是|国家|注册|认证|[0-9.、])*(?:[初中高]|{_DIGIT})级[^,，。;；\n]{{2,10}}$"
)
_CLAUSES = re.compile("[,，。;；\n]")


@lru_cache(maxsize=1)
def _trades() -> frozenset[str]:
    """The names by which the classification calls the skilled trades."""
    skilled = (name for code, name in official_names() if code[0] in _SKILLED)
    return _EVERYDAY.union(name for name in skilled if _TRADE_NAME.fullmatch(name))


def _of_trades(text: str) -> Iterator[re.Match[str]]:
    """The grades right before the name of a trade: 初级保安员."""
    for match in _GRADE.finditer(text):
        if any(text[match.end() : match.end() + size] in _trades() for size in range(_LONGEST, 1, -1)):
            yield match


def _behind_trades(text: str) -> Iterator[str]:
    """The grades right behind one: 评茶员-3级/4级."""
    for match in _GRADE_BEHIND.finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        apart = match[0][0] in "-·:" and _ANY_TRADE.search(before)
        if apart or any(before[-size:] in _trades() for size in range(2, _LONGEST + 1)):
            yield from re.findall(_DIGIT, match["digits"])


def named(text: str) -> Iterator[str]:
    """The mark (中, 四) of each level said of a trade."""
    if "级" not in text:
        return
    yield from _behind_trades(text)
    for match in (*_COURSE_RANK.finditer(text), *_RANKED_TRADE.finditer(text), *_of_trades(text)):
        yield match["rank"] or match["digit"]
        if lower := _LOWER_BEFORE.search(text, max(0, match.start() - _LISTED), match.start()):
            yield lower["rank"]
    yield from (match["grade"] for match in _COOK.finditer(text))


def certified(text: str) -> Iterator[str]:
    """The same in the clauses of a prose that ask for a certificate: 茶艺师四级以上证书."""
    for clause in _CLAUSES.split(text):
        if "级" in clause and (_HELD.search(clause) or _ALONE.match(clause)):
            yield from named(clause)
            yield from (match["rank"] for match in _CERTIFIED_TRADE.finditer(clause))
            yield from (match["digit"] for match in _TRADE_DIGIT.finditer(clause))
