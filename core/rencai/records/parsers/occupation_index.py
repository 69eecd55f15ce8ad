"""The name that fits a title best."""

import re
from typing import NamedTuple

from rencai.records.parsers.occupation_names import aliases
from rencai.records.parsers.occupation_title import parts, separators, without_rank

_END_BONUS = 1.5
_LATER_PIECE = 0.9
# 品牌·眼镜导购 names a person in one piece only.
_PERSON_BONUS = 0.8
_PERSON = re.compile("(?:员|讲师|导购|客服|司机|保安|保洁|会计|出纳|医生|护士|主播|教练|老师|经纪人)$")
# What only says in what capacity: 电商运营总监 is as much 电商运营 as 电商运营专员 is.
_CAPACITY = "助理|专员|主管|经理|总监|实习生?|学徒工?|管理|顾问|文员|主任|人员|负责人"
# No word in two ways, or a title that says it often would be tried in all of them.
_NEUTRAL_TAIL = re.compile(
    rf"(?:{_CAPACITY}|机?床?操作[员工]|员|师|精英|达人|岗位?|师傅|(?<!学徒)工|技工|技师|高级|组长|领班|班长|专家|小工|大工|中工|若干|数名|多名|\d+名|方向|类"
    r"|班组长|总经理|副总|代表|人(?!员)|开发|研发|软件|初级|中级|资深|工程师|科学家|架构师|研究员)*"
    r"(?=[/、,，|\s;；·&:：()+\-]|$)"
)
_SOMEONE = re.compile("师傅|操作?[员工]|人员|技师|技工|学徒工?|[员工]")
_CAPACITY_TAIL = re.compile(rf"(?<=..)(?:{_CAPACITY})$")
# How much is to be taken off the weight of names that almost any work can go before.
_VAGUE = {
    "文员": 1, "文职": 1, "老师": 1, "教师": 1, "设计师": 1, "服务员": 1, "厂长": 1, "运营": 0.8,
    "技术专家": 3, "技术经理": 3, "技术主管": 3, "技术总监": 3, "技术负责人": 3, "总工程师": 3,
    "研发工程师": 4, "开发工程师": 4, "应用开发工程师": 4, "产品开发工程师": 4, "产品研发工程师": 4,
    "设计工程师": 3, "应用工程师": 3, "测试工程师": 3, "检测工程师": 2, "监测工程师": 2, "集成工程师": 2,
    "研发经理": 2, "研发总监": 2, "销售精英": 2, "业务精英": 2, "架构师": 1.5, "研发": 1, "开发": 1, "产品": 0.5,
    "检查工": 1.5, "工艺工程师": 3, "工艺员": 3, "工艺师": 3, "制造工程师": 3,
    "制程工程师": 3, "施工技术员": 3, "工艺技术员": 3, "维修工程师": 1.5, "安装工程师": 1.5,
}  # fmt: skip
_BUILDING = "2-02-18-02"
_LATIN = re.compile(r"[a-z0-9+#.]")
# 前台架构师 designs software: 前台 is what it is for.
_SERVING = ("3-", "4-01", "4-03", "4-05", "4-06")
_BUILT_FOR = re.compile("(?:软件|程序|架构|算法|研发)")
# Those who make wares, that others buy, sell or write of: 石材文员 works no stone.
_WORKS = re.compile("6-(?!31)|3-02|4-02-02|4-09|4-10-08|4-12|2-02-(?!18|29|30)|2-03")
_CLERK = re.compile("文员|文职|运营(?!总?调度)")
# 人力资源部行政专员: the department is not the job, unless all that follows is in what capacity.
_DEPARTMENT = re.compile(
    rf"(?:事业)?部(?:[-_—\s]+(?=[^\s(])|(?!门|队|委|{_CAPACITY}|[副总长科]|[/、,，|\s;；·&:：()+\-]|$))"
)
_NOT_THE_JOB = 3.0
# What makes another word of the last, and of the first character of an alias: 护工 in 维护工程师.
_GOES_ON = {
    "工": ("程", "艺", "具", "业", "会"),
    "总": ("监",),
    "保": ("温", "洁", "险", "障", "养"),
    "妆": ("品",),
    "钢": ("化",),
    "务": ("系统",),
    "泵": ("站", "房"),
}
_COMES_BEFORE = {"防": ("消",), "车": ("吊", "叉", "铲", "行", "天", "随", "跟", "卸", "拖", "值")}


Occurrence = tuple[int, int, str, str]
"""Where an alias begins and ends, the alias, its code."""


class Hit(NamedTuple):
    code: str
    alias: str
    end: int
    score: float

    @property
    def vague(self) -> bool:
        """The alias alone leaves the field open: 研发工程师 of what?"""
        return _VAGUE.get(self.alias, 0) >= 3

    @property
    def leads_engineers(self) -> bool:
        """Whose engineers the alias leads, the field beside it says: 电子工程经理."""
        return self.code == _BUILDING and self.alias.startswith("工程")


def best_hit(text: str, but_for: re.Pattern[str] | None = None) -> Hit | None:
    """The alias in `text` that says most: the longest, rather at the end of a piece, rather in the first piece.

    None of the codes that `but_for` fits.
    """
    best: Hit | None = None
    found = _occurrences(text)
    for start, end, alias, code in found:
        if but_for and but_for.fullmatch(code):
            continue
        score = _weight(alias) - _LATER_PIECE * separators(text[:start])
        if _NEUTRAL_TAIL.match(text, end):
            score += _END_BONUS + (_PERSON_BONUS if _PERSON.search(alias) else 0)
        score += 0.3 * end / len(text)
        # 自来水厂化验员 works at the waterworks, whatever is made there.
        works_there = alias.endswith("厂") and any(other[0] >= end for other in found)
        if works_there or _is_beside_the_job(code, text, end):
            score -= _NOT_THE_JOB
        if best is None or score > best.score:
            best = Hit(code, alias, end, score)
    return best


def _is_beside_the_job(code: str, text: str, end: int) -> bool:
    """What was found is a department, or what is built or written for it."""
    built = code.startswith(_SERVING) and _BUILT_FOR.match(text, end) is not None
    written = _WORKS.match(code) is not None and _CLERK.match(text, end) is not None
    return built or written or _DEPARTMENT.match(text, end) is not None


def only_capacity(text: str, start: int) -> bool:
    """What follows says no more than in what capacity."""
    match = _NEUTRAL_TAIL.match(text, start)
    return match is not None and match.end() == len(text)


def _occurrences(text: str) -> list[Occurrence]:
    known, lengths = aliases()
    found = []
    for start, first in enumerate(text):
        for size in lengths.get(first, ()):
            alias = text[start : start + size]
            code = known.get(alias) or _first_code(known, alias, text, start)
            if code is not None and len(alias) == size and _stands_alone(text, start, start + size):
                found.append((start, start + size, alias, code))
                break
    return [one for one in found if not any(_says_it_already(text, other, one) for other in found)]


def _says_it_already(text: str, earlier: Occurrence, later: Occurrence) -> bool:
    """What begins within an earlier name and adds no more than a person is a part of it: 切割师傅 in 线切割师傅."""
    begins_within = earlier[0] < later[0] < earlier[1] < later[1]
    return begins_within and _SOMEONE.fullmatch(text, earlier[1], later[1]) is not None


def _first_code(known: dict[str, str], alias: str, text: str, start: int) -> str | None:
    """The code of an alias that is one only at the beginning of a piece."""
    code = known.get("^" + alias)
    if code is None:
        return None
    return None if without_rank(parts(text[:start] + "x")[-1][:-1]) else code


def _stands_alone(text: str, start: int, end: int) -> bool:
    """A Latin alias is no part of a longer Latin word, 副总 none of 副总监, 防水 none of 消防水工."""
    if text.startswith(_GOES_ON.get(text[end - 1], ("\n",)), end):
        return False
    if text[:start].endswith(_COMES_BEFORE.get(text[start], ("\n",))):
        return False
    if _LATIN.match(text[start]) and start and _LATIN.match(text[start - 1]):
        return False
    return not (_LATIN.match(text[end - 1]) and end < len(text) and _LATIN.match(text[end]))


def _weight(alias: str) -> float:
    latin = sum(1 for character in alias if _LATIN.match(character))
    capacity = _CAPACITY_TAIL.search(alias)
    vague = len(capacity[0]) / 2 if capacity else _VAGUE.get(alias, 0)
    return len(alias) - latin - vague + min(0.5 * latin, 2.5)
