"""Numbers of people that add up: of posts and places in a list, of men and women, of couples, or as their sum says."""

import re
from itertools import dropwhile, takewhile

from rencai.records.parsers.headcount_posts import COUNTERS, POST
from rencai.records.values import Headcount, Unreadable

COUNTER = rf"(?:\(?(?:{COUNTERS})\)?)"
"""What people are counted with, in brackets or not, as a pattern."""

NUMBER = r"(?<![0-9.])([0-9]{1,6})(?:\.0+)?"
"""A number in figures, captured, as a pattern."""

_SUM = re.compile(rf"(?<=[,;、(。])(?:一?共计?|合计|总计)[:为]?{NUMBER}{COUNTER}")
_BOTH_SEXES = re.compile(rf"男女[工生士]?各{NUMBER}{COUNTER}?")
_ONE_SEX = re.compile(rf"[男女](?:工|士|性|生)?[:]?{NUMBER}(?![0-9]|-[0-9]|周?岁){COUNTER}?")
_COUPLES = re.compile(rf"{NUMBER}对(?=夫妻|$|[,;。()])")
_EACH = re.compile(rf"^(.+?)各{NUMBER}{COUNTER}?(?:[,;。][^0-9]*)?$")
_COUNTED = re.compile(rf"{NUMBER}(?:余|多|\+)?{COUNTER}")

_MARKS = re.compile(rf"[,;、。+]|(?<=[人名])/|(?:以?及|[和与])(?=[0-9]{{1,4}}{COUNTER}[一-鿿])")
# 招1名会计、1名出纳: the list begins behind the word that calls for them.
_CALL = re.compile(rf"^.{{0,24}}(?:招聘?|聘|录用|需要?|缺)(?=[0-9]{{1,4}}{COUNTER}[一-鿿])")
# 8人乙岗4人
_RUN_ON = re.compile("(?<=[0-9][人名])(?=[^0-9(),;、各]{1,12}[0-9]{1,4}[人名])")
_ASIDE = re.compile(r"\((?![0-9]{1,4}(?:人|名|位)\))[^()]*\)")
_ITEM = re.compile(
    rf"(?P<name>.{{0,30}}?)(?:招聘?)?\(?{NUMBER}(?:(?:-|至|到){NUMBER})?(?P<counter>{COUNTER})?\)?(?P<post>[^0-9()]{{0,12}})"
)
_WANTED = re.compile("招|聘|录|计划|名额")
# 焊工3、电工:2 but 身高165、体重60
_PLAIN_NAME = re.compile(
    "(?!第|年|月|满|周|共|总|合计|现|身高|体重|面积)(?![一-鿿]{0,9}(?:[岁龄薪资休楼级周月年]|班(?!长|组|主任)))[一-鿿]{2,10}:?"
)
_ENDS_WITH_POST = re.compile(rf"(?:{POST})$")
_PAY_OR_AGE = re.compile(
    "(?:(?:月薪|年薪|日薪|工资|薪资|待遇|年龄)[:为约在]?[0-9.k万千元至到-]{1,16}(?:周?岁)?|[0-9.-]{3,10}元)"
    "(?:/月|/天|左右|以[上下内])?"
)
_WITHIN = re.compile("其中|含|包括|男女")
_TOTAL = re.compile("[共合总]计?|或")


def tells_of_a_part(text: str) -> bool:
    """Whether a text tells of a part of its number: 其中1人会开车."""
    return _WITHIN.search(text) is not None


def states_sum(text: str) -> bool:
    """Whether a text says itself what its numbers come to: 各3人,共9人."""
    return _SUM.search(text) is not None


def added(text: str) -> Headcount | None:
    """The sum a text states or its numbers come to; None where there is but one or what they are of isn't said."""
    if match := _SUM.search(text):
        return exactly(int(match[1]))
    if count := _of_both_sexes(text) or _of_couples(text) or _of_each(text):
        return exactly(count)
    return _of_items(text)


def exactly(number: int) -> Headcount:
    return Headcount(min=number, max=number)


def _of_both_sexes(text: str) -> int:
    if match := _BOTH_SEXES.search(text):
        return 2 * int(match[1])
    counts = [int(match[1]) for match in _ONE_SEX.finditer(text)]
    return sum(counts) if len(counts) == 2 else 0


def _of_couples(text: str) -> int:
    match = _COUPLES.search(text)
    return 2 * int(match[1]) if match else 0


def _of_each(text: str) -> int:
    """焊工、钳工各3名"""
    match = _EACH.match(text)
    if match is None or _COUNTED.search(match[1]):
        return 0
    posts = re.split("招聘?|聘|:|;|。", match[1])[-1]
    return int(match[2]) * len(re.split("[、,和及/+]", posts))


def _of_items(text: str) -> Headcount | None:
    """What a list comes to, or its first number where the others say what that is made of."""
    found = _items(text)
    if not found:
        return None
    lows, highs = [int(match[2]) for match in found], [int(match[3] or match[2]) for match in found]
    if len(found) > 2 and lows == highs and lows[0] == sum(lows[1:]) and _is_of_all(found):
        return exactly(lows[0])
    return Headcount(min=sum(lows), max=sum(highs))


def _is_of_all(found: list[re.Match[str]]) -> bool:
    """招80名:甲街道40名、乙街道40名 and 5名司机,3名上白班,2名上夜班; 招:库管员3人、保安2人、保洁1人 is a list."""
    first = found[0]
    called = _WANTED.search(first["name"]) is not None and ":" not in first["name"][:-1]
    return called or (bool(first["post"]) and not any(_ENDS_WITH_POST.search(other["post"]) for other in found[1:]))


def _items(text: str) -> list[re.Match[str]]:
    """The items of a text that begins with a list of numbers with their names; none where it may be something else."""
    bare = _CALL.sub("", _ASIDE.sub("", text))
    parted = bare if bare[:1].isdigit() else _RUN_ON.sub(",", bare)
    stated = (clause for clause in _MARKS.split(parted) if clause and not _PAY_OR_AGE.fullmatch(clause))
    clauses = list(dropwhile(_says_no_number, stated))
    found = [match for match in takewhile(_is_item, map(_ITEM.fullmatch, clauses)) if match]
    listed, behind = "".join(clauses[: len(found)]), clauses[len(found) :]
    if len(found) < 2 or tells_of_a_part(listed) or _TOTAL.search(listed) or any(map(_COUNTED.search, behind)):
        return []
    counted, named = [match["counter"] for match in found], [match["name"] or match["post"] for match in found]
    if not all(named) and "+" not in parted:
        if any(named) or not all(counted):
            return []
        raise Unreadable("several")
    return [] if any(named) and any(counted) and not all(counted) else found


def _says_no_number(clause: str) -> bool:
    return not any(map(str.isdigit, clause))


def _is_item(match: re.Match[str] | None) -> bool:
    if match is None or (match["name"] and match["post"]):
        return False
    plain = not match["name"] or _PLAIN_NAME.fullmatch(match["name"]) is not None
    return bool(match["counter"]) or (plain and not match["post"])
