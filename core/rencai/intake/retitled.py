"""When one of two titles says of the same work no more than a workplace, the employer, remarks or a narrower name."""

import re
from difflib import SequenceMatcher
from itertools import product, takewhile
from typing import NamedTuple

from rencai.intake.decoration import names_work
from rencai.intake.offers import without_talk
from rencai.intake.plain import in_order, plain, tight
from rencai.intake.same_work import core_of, rewritten, usual
from rencai.intake.specialties import SPECIALTY
from rencai.intake.titles import Title, without_workplace


class Told(NamedTuple):
    """What an advert says: its title as it is read and as it is written, its text, its employer and its place."""

    title: Title
    written: str
    text: str
    employer: str
    place: str


_REMARK = 3
_TRADE = 3
"""Characters of a title that many a narrower one ends in (快递员)."""
_SHORTEST = 2
"""Characters of the shortest trades (电工): with a specialty they are another trade, whatever is told."""
_OPENING = 4
"""Figures of a number that one opening has; shorter ones are those of departments."""
_SHORTENED, _IN_FULL = 2, 6
"""Characters of an abbreviation, and what may stand between them in full."""
_NARROWED = re.compile(
    "(?:...|^.[工师机])(?<!工程师)(?<!设计师)(?<!分析师)(?<!经理)(?<!主管)(?<!总监)(?<!教师)(?<![a-z0-9])$"
)
"""Titles before whose end more may be said: with an engineer, a manager or a teacher that is the field."""
_RANK = re.compile("[男女]|[初中高]级|资深|主管|经理|主任|长$|领班|总监|副|实习|学徒|储备|首席|技师|值班|区域|[0-9]")
_NAME_OF_TOOL = re.compile("(?=.*[a-z])[a-z0-9+#.]{2,}")
_STANDING = re.compile(
    "[男女]|[初中高]级|资深|主管|经理|主任|[组班队店院所园校科部处]长|领班|总监|助理|副|实习|学徒|储备|首席|[一-十0-9]级|[0-9]"
    "|[工师员手生]$|senior|junior|principal|chief|head|lead|manager|director|supervisor|intern"
    "|^(?:pmo?|q[aceo]|[dps]qe|bp|hrbp|bd|dba|sre|fae|csr|c[efot]o|kam?|pmc|npi)$"
)
"""What a part of a title has that names a rank, a group of candidates or other work."""
_FIELD = re.compile(f"{_STANDING.pattern}|(?:方向|专业|[科部组室学语类级系院岗线区楼层间型])$")
"""The same, and what names a field or a place."""
_FIELD_OF = re.compile("(?<=..)(?:方向|专业|领域|业务|类|岗)$")
_DEPARTMENT = re.compile("[一-鿿]{2,8}(?:[部组室]|中心)(?<![一二三四五六七八九十][部组室])")
"""What a part of a title has that names who it is for, among one employer's people."""
_PERSON = re.compile("[工员师手生长]$")
"""What a title of somebody ends in: 焊工 is not short for 焊接工艺."""
_OTHER_SEX = {"男": "女", "女": "男"}
_BESIDES = "兼"
"""What a further duty begins with."""


def says_more(one: Told, other: Told) -> bool:
    """Whether one title is the other and a workplace, the employer, remarks, a narrower name or no work besides."""
    short, long = sorted((one.title, other.title), key=lambda title: len(title.name))
    if _shortened(short.name, long.name) or _one_opening(short, long):
        return True
    more = long.name.replace(short.name, "", 1)
    named = len(more) > 1 and any(_is_of(more, advert.employer) for advert in (one, other))
    if short.name in long.name and named:
        return True
    if any(
        sorted(long.name.replace(word, "", 1)) == sorted(short.name) and _is_remark(word, "") for word in long.words
    ):
        return True
    readings = ((one.title.words, other.title.words), (one.title.written, other.title.written))
    if any(_is_explained(mine, theirs, one, other) for mine, theirs in readings):
        return True
    return short.trade == long.trade or sorted("".join(short.written)) == sorted("".join(long.written))


def _is_explained(words: tuple[str, ...], others: tuple[str, ...], one: Told, other: Told) -> bool:
    """Whether all that either title says beside one name of the work is explained by what else the adverts say.

    What only one title says may be a remark that the other advert leaves out; where both say more, each must tell it.
    """
    mine, theirs = _besides(words, others), _besides(others, words)
    shared = [word for word in words if word not in mine]
    for left, right in product(mine, theirs):
        if _is_narrower(left, right, one) or _is_narrower(right, left, other):
            shared.append(min(left, right, key=len))
            mine, theirs = [word for word in mine if word != left], [word for word in theirs if word != right]
            break
    if not shared or (mine and theirs and not any(map(names_work, shared))):
        return False
    if mine and theirs and any(map(_FIELD_OF.search, mine)) and any(map(_FIELD_OF.search, theirs)):
        return False
    alone = not (mine and theirs)
    listed = len(shared) > 1
    return all(_is_beside(word, one, other, alone, listed) for word in mine) and all(
        _is_beside(word, other, one, alone, listed) for word in theirs
    )


def _besides(words: tuple[str, ...], others: tuple[str, ...]) -> list[str]:
    """The words that a title has besides all those of another."""
    cores = {core_of(word) for word in others}
    return [word for word in dict.fromkeys(words) if core_of(word) not in cores]


def _is_beside(word: str, advert: Told, other: Told, alone: bool, listed: bool) -> bool:
    """Whether a word that only one title has makes no other work of it."""
    if _is_of(word, advert.employer) or _is_of(word, other.employer):
        return True
    text = other.text.lower()
    if not alone:
        return _is_told_remark(word, text)
    if (names_work(word) or (listed and usual(word))) and not _RANK.search(word):
        return True
    return _is_remark(word, text) or _DEPARTMENT.fullmatch(word) is not None


def _is_of(word: str, employer: str) -> bool:
    """Whether a word is part of what an employer is called, or short for it (国际货代, 国际货运代理)."""
    name = tight(employer)
    return word in name or (len(word) > _SHORTENED and word[:_SHORTENED] in name and in_order(word, name))


def _is_narrower(short: str, long: str, advert: Told) -> bool:
    """Whether a name of work is another with more said of the same work before its end (婚礼策划, 草坪婚礼策划).

    Of a short one, and of a specialty, the other's advert must say it too: 养护工 is 道路养护工 where its text is of
    roads. The shortest trades are another with a specialty before them (电工, 高压电工), and so is one that has another
    word there (餐厅服务员, 客房服务员).
    """
    added = _added(short, long)
    if not added or any(_FIELD.search(word) or _RANK.search(word) or len(word) == 1 for word in added):
        return False
    special = any(map(SPECIALTY.search, added))
    if len(short) > _TRADE and not special:
        return True
    if len(short) == _SHORTEST and special:
        return False
    return len(added) == 1 and _is_told(added[0], short, advert) and (long.endswith(short) or len(short) > _TRADE)


def _added(short: str, long: str) -> list[str]:
    """What stands before the end of a word besides another, without workplaces; nothing where they differ otherwise."""
    steps = SequenceMatcher(None, short, long, autojunk=False).get_opcodes()
    if {kind for kind, *_ in steps} != {"equal", "insert"} or short[-2:] != long[-2:] or not _NARROWED.search(short):
        return []
    return [without_workplace(long[start:end]) for kind, _, _, start, end in steps if kind == "insert"]


def _is_told(word: str, name: str, advert: Told) -> bool:
    """Whether an advert whose title has no other word before a name says a part of the other's title."""
    title = rewritten(without_talk(plain(advert.written)))
    told = rewritten(tight(f"{advert.text} {advert.employer} {advert.place}"))
    return re.search(rf"(?<!\w){re.escape(name)}", title) is not None and (word in told or _in_full(word, told))


def _in_full(word: str, told: str) -> bool:
    """Whether a text has what two characters are short for: 二氧化碳气体保护焊 for 气保."""
    if len(word) != _SHORTENED:
        return False
    return re.search(f"{re.escape(word[0])}[一-鿿]{{0,{_IN_FULL}}}?{re.escape(word[1])}", told) is not None


def _shortened(short: str, long: str) -> bool:
    """Whether a name has the first characters only of words of two before the same end (管培生, 管理培训生)."""
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(reversed(short), reversed(long), strict=False))
    end = sum(1 for _ in alike)
    begun, full = short[: len(short) - end], long[: len(long) - end]
    shortened = len(begun) > 1 and len(full) == 2 * len(begun) and full[::2] == begun
    return shortened and _PERSON.search(begun) is None


def _one_opening(short: Title, long: Title) -> bool:
    """Whether both bear one long number of an opening, and one says more before the same work but no rank."""
    alike = any(sum(map(str.isdigit, code)) >= _OPENING for code in short.codes & long.codes)
    return alike and long.name.endswith(short.name) and not _RANK.search(long.name.removesuffix(short.name))


def _is_remark(word: str, told: str) -> bool:
    if _is_told_remark(word, told):
        return True
    special = SPECIALTY.search(word)
    name = word.rstrip("0123456789.") if _NAME_OF_TOOL.fullmatch(word) else word
    return len(name) >= _REMARK and not _FIELD.search(name) and (special is None or special[0] in told)


def _is_told_remark(word: str, told: str) -> bool:
    """Whether a text tells what a part of a title says: a tool, a further duty, a field by its name, else all of it."""
    if _NAME_OF_TOOL.fullmatch(word) and word in told:
        return True
    if word in _OTHER_SEX:
        return word in told and _OTHER_SEX[word] not in told
    if word.startswith(_BESIDES) and word.removeprefix(_BESIDES) in told:
        return True
    field = _FIELD_OF.sub("", word)
    if field != word:
        return field in told and not _STANDING.search(word)
    return (word in told or _in_full(word, told)) and not _FIELD.search(word)
