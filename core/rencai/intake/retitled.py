"""When one of two titles says of the same work no more than a workplace, the employer, remarks or a narrower name."""

import re
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from rencai.intake.decoration import names_work, undecorated
from rencai.intake.plain import in_order, plain, tight
from rencai.intake.same_work import core_of, rewritten, usual
from rencai.intake.titles import Title, bare, without_workplace


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
_PERSON = re.compile("[工员师手生长]$")
"""What a title of somebody ends in: 焊工 is not short for 焊接工艺."""
_OTHER_SEX = {"男": "女", "女": "男"}
_BESIDES = "兼"
"""What a further duty begins with."""
_SPECIALTY = re.compile(
    "危险|危化|剧毒|爆破|带电|高压|压力容器|水下|高空|井下"
    "|儿童|小儿|[少幼婴]儿|青少年|老年|孕产|残障|异宠"
    "|跨境|国际|海外|境外|外贸|进出?口|出口|涉外|线[上下]|对[公私]"
    "|新能源(?!行业)|轮式|履带|非标|冷链|冷库|注塑|压铸|铸造|锻造|冲压|电镀|成本|税务|往来|技术|医学|法律|知识产权"
)
"""Dangers, people who are served, reach, kinds of machines and matters: other work, unless both adverts tell of it."""


def says_more(one: Told, other: Told) -> bool:
    """Whether one title is the other and a workplace, the employer, remarks, a narrower name or no work besides."""
    return _more_of_the_same(one, other) or _pleases_more(one.title, other.title)


def _pleases_more(one: Title, other: Title) -> bool:
    """Whether one title alone has what no name of work has, and the work is the same."""
    mine, theirs = one.strange - other.strange, other.strange - one.strange
    if bool(mine) == bool(theirs) or _SPECIALTY.search(" ".join(mine | theirs)):
        return False
    return bare(one).core == bare(other).core


def _more_of_the_same(one: Told, other: Told) -> bool:
    shorter, longer = sorted((one, other), key=lambda advert: len(advert.title.name))
    short, long = shorter.title, longer.title
    if _shortened(short.name, long.name) or _one_opening(short, long):
        return True
    if _remarks(short, long, shorter.text) or _narrower(shorter, longer) or _both_remark(one, other):
        return True
    more = long.name.replace(short.name, "", 1)
    named = len(more) > 1 and any(_is_of(more, advert.employer) for advert in (one, other))
    if short.name in long.name and named:
        return True
    if short.trade != long.trade:
        return False
    return in_order(short.name, long.name) or long.trade == short.core or short.trade == long.core


def _is_of(word: str, employer: str) -> bool:
    """Whether a word is part of what an employer is called, or short for it (国际货代, 国际货运代理)."""
    name = tight(employer)
    return word in name or (len(word) > _SHORTENED and word[:_SHORTENED] in name and in_order(word, name))


def _narrower(one: Told, other: Told) -> bool:
    """Whether one title is the other with more said of the same work before its end (婚礼策划, 草坪婚礼策划).

    Of a short one, and of a specialty, the other's advert must say it too: 养护工 is 道路养护工 where its text is of
    roads. The shortest trades are another with a specialty before them (电工, 高压电工), and so is one that has another
    word there (餐厅服务员, 客房服务员).
    """
    readings = ((one.title.words, other.title.words), (one.title.written, other.title.written))
    return any(_narrower_by(mine, theirs, one) or _narrower_by(theirs, mine, other) for mine, theirs in readings)


def _narrower_by(shorter: tuple[str, ...], longer: tuple[str, ...], advert: Told) -> bool:
    if len(shorter) != len(longer):
        return False
    differing = [pair for pair in zip(shorter, longer, strict=True) if pair[0] != pair[1]]
    if len(differing) != 1:
        return False
    short, long = differing[0]
    added = _added(short, long)
    if not added or any(_FIELD.search(word) or _RANK.search(word) or len(word) == 1 for word in added):
        return False
    special = any(map(_SPECIALTY.search, added))
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
    title = rewritten(undecorated(plain(advert.written)))
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


def _remarks(short: Title, long: Title, told: str) -> bool:
    """Whether all that one title says more are further names (行政前台/行政助理), or remarks.

    No remark names a field; a short one (UG, 川菜) and a specialty are remarks where the other's text tells them.
    """
    more = _more(short, long)
    listed = len(short.words) > 1
    if more and all((names_work(word) or (listed and usual(word))) and not _RANK.search(word) for word in more):
        return True
    return bool(more) and all(_is_remark(word, told.lower()) for word in more)


def _more(short: Title, long: Title) -> list[str]:
    """The words that a title has besides all those of another, in whatever order they make up the work's name."""
    mine, theirs = map(core_of, short.words), {core_of(word): word for word in long.words}
    cores = {*mine}
    if cores <= theirs.keys():
        return [word for word in long.words if core_of(word) not in cores]
    # 中级/高级工程师, 高级/中级工程师（物联网）
    name = sorted("".join(short.words))
    return next(([word] for word in long.words if sorted("".join(long.words).replace(word, "", 1)) == name), [])


def _one_opening(short: Title, long: Title) -> bool:
    """Whether both bear one long number of an opening, and one says more before the same work but no rank."""
    alike = any(sum(map(str.isdigit, code)) >= _OPENING for code in short.codes & long.codes)
    return alike and long.name.endswith(short.name) and not _RANK.search(long.name.removesuffix(short.name))


def _both_remark(one: Told, other: Told) -> bool:
    """Whether all that either title says beside the name of the work is told in the other's text."""
    cores = [{core_of(word): word for word in advert.title.words} for advert in (one, other)]
    if not any(names_work(word) for core, word in cores[0].items() if core in cores[1]):
        return False
    more = [(word, other.text) for core, word in cores[0].items() if core not in cores[1]]
    more += [(word, one.text) for core, word in cores[1].items() if core not in cores[0]]
    return all(_is_told_remark(word, text.lower()) for word, text in more)


def _is_remark(word: str, told: str) -> bool:
    if _is_told_remark(word, told):
        return True
    special = _SPECIALTY.search(word)
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
    return word in told and not _FIELD.search(word)
