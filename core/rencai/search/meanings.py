"""What words mean as values of fields: places, occupations, levels, education, benefits, kinds. Tables made once."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rencai.records.kinds import KINDS
from rencai.records.parsers import occupation, place
from rencai.records.values import (
    CourseMode,
    Education,
    EmploymentType,
    Ladder,
    ServiceCategory,
    SkillLevel,
    Timetable,
    Validity,
)
from rencai.search.doing import names_a_person
from rencai.search.folding import fold


@dataclass(frozen=True, slots=True)
class Meaning:
    """A value that a word stands for."""

    field: str
    values: tuple[str, ...]
    label: str
    """In Chinese, as in «区: 朝阳区»."""
    counts: bool = True
    """A record with this value matches the word though its text does not hold it."""
    likely: bool = False
    """Guessed from all that a query says: the word that carries it does not name it."""


KIND_WORDS = {
    "job_posting": ("招聘", "岗位", "职位", "工作", "招工", "招人", "活"),
    "training_course": (
        *("课程", "培训", "培训班", "学习", "网课", "慕课", "公开课"),
        *(
            "课",
            "班",
            "入门",
            "教程",
            "讲座",
            "导论",
            "概论",
            "通论",
            "学习班",
            "辅导班",
            "进修班",
            "速成班",
            "训练班",
            "补习班",
            "提高班",
            "兴趣班",
        ),
        *("培训学校", "培训机构", "实操班", "集训", "训练营", "考证", "考证班", "取证"),
    ),
    "policy_notice": (
        *("政策", "法规", "条例", "通知", "公告", "规定", "办法", "文件", "法律"),
        *("实施办法", "管理办法", "暂行办法", "实施条例", "管理条例", "暂行条例", "管理规定", "若干规定", "暂行规定"),
        *("实施细则", "细则", "实施意见", "指导意见", "实施方案"),
    ),
    "service_guide": ("办事", "服务", "办理", "指南", "办事指南"),
}
DEVELOPMENT_AREA = ("亦庄", "经开区", "北京经开区", "北京经济技术开发区", "亦庄开发区", "亦庄经济开发区")
"""Names of the whole area; other places only lie in their district."""
CITY = ("北京", "北京市")
_SUBJECT = re.compile(r"(?P<thing>.*[^大中小好难入开上助升留奖转休退求教放科同失逃就])(?:学|原理)")
_SHORT_LEVELS = {
    "初级": SkillLevel.JUNIOR,
    "五级": SkillLevel.JUNIOR,
    "四级": SkillLevel.INTERMEDIATE,
    "三级": SkillLevel.SENIOR,
    "二级": SkillLevel.TECHNICIAN,
    "学徒": SkillLevel.APPRENTICE,
}
_SHORT_EDUCATION = {
    "专科": Education.JUNIOR_COLLEGE,
    "学士": Education.BACHELOR,
    "研究生": Education.MASTER,
    "学历不限": Education.ANY,
    "不限学历": Education.ANY,
}
_EMPLOYMENT = {
    "实习生": EmploymentType.INTERNSHIP,
    "小时工": EmploymentType.HOURLY,
    "钟点工": EmploymentType.HOURLY,
    "派遣": EmploymentType.DISPATCH,
    "暑期工": EmploymentType.TEMPORARY,
    "暑假工": EmploymentType.TEMPORARY,
    "寒假工": EmploymentType.TEMPORARY,
    "短期工": EmploymentType.TEMPORARY,
    "日结": EmploymentType.TEMPORARY,
    "日结工": EmploymentType.TEMPORARY,
    "返聘": EmploymentType.RETIREE,
}
_BENEFITS = {
    "包吃包住": ("包吃", "包住"),
    "管住": ("包住",),
    "管吃": ("包吃",),
    "包住": ("包住",),
    "包吃": ("包吃",),
    "双休": ("周末双休",),
    "周末双休": ("周末双休",),
    "五险一金": ("五险一金", "六险一金", "六险二金", "五险二金"),
    "班车": ("班车",),
    "年终奖": ("年终奖",),
    "餐补": ("餐补",),
    "房补": ("住房补贴",),
    "五险": ("社会保险", "五险一金", "六险一金", "六险二金", "五险二金"),
    "年底双薪": ("年底双薪",),
    "十三薪": ("年底双薪",),
    "13薪": ("年底双薪",),
    "解决户口": ("解决户口",),
    "带薪年假": ("带薪年假",),
    "弹性工作": ("弹性工作",),
}
_AND_ABOVE = tuple(f"{joined}以上{of}" for joined in ("", "及", "或", "及其", "或者", "含") for of in ("", "学历"))
_SCHOOLED = ("毕业", "文化", "文凭")
_RISING = re.compile(rf"(?P<rung>.+?)(?:{'|'.join(_AND_ABOVE)})")
_TIMETABLES = {"周末班": Timetable.WEEKEND, "晚班课": Timetable.EVENING, "夜校": Timetable.EVENING}
_MODES = {"网上": CourseMode.ONLINE, "在线": CourseMode.ONLINE, "网络课": CourseMode.ONLINE, "面授": CourseMode.ON_SITE}


@lru_cache
def table() -> dict[str, tuple[Meaning, ...]]:
    """Folded word → what it may mean."""
    found: defaultdict[str, list[Meaning]] = defaultdict(list)
    _add_places(found)
    _add_occupations(found)
    _add_closed_lists(found)
    for kind, words in KIND_WORDS.items():
        # 培训 is what is looked for, and not the 职业培训师.
        found.update({word: [kind_meaning(kind)] for word in words})
    return {word: tuple(meanings) for word, meanings in found.items()}


def kind_meaning(kind: str, *, counts: bool = True) -> Meaning:
    """The meaning of a word that names a kind of record, or that only hints at it and does not count."""
    return Meaning("kind", (kind,), f"类型: {next(one.kind.label for one in KINDS if one.kind.name == kind)}", counts)


def subject_of(word: str) -> str:
    """What is studied under a word, as 营养 under 营养学; empty where it names no subject."""
    found = _SUBJECT.fullmatch(word)
    return found["thing"] if found else ""


def _add_places(found: dict[str, list[Meaning]]) -> None:
    districts = {code: name for code, name, _ in place.names()}
    for code, name in districts.items():
        meaning = Meaning("district", (code,), f"区: {name}")
        for word in {name, name.removesuffix("区"), name.removesuffix("区") + "区"}:
            if len(word) > 1:
                found[fold(word)].append(meaning)
    for code, name, spot in place.names():
        word = fold(spot)
        if word not in found and len(word) > 1:
            found[word].append(Meaning("district", (code,), f"区: {name}", counts=word in DEVELOPMENT_AREA))
    for word in CITY:
        found[word].append(Meaning("district", tuple(districts), "城市: 北京"))


def _add_occupations(found: dict[str, list[Meaning]]) -> None:
    for code, name, aliases in occupation.names():
        whole = fold(name)
        for word in {whole, *map(fold, aliases)}:
            if len(word) > 1 and (not code.endswith("-00") or _names_one_of(code, word)):
                # 保安 is the 保安员; 叉车司机 is only one of those who work lifting machinery.
                found[word].append(Meaning("occupation", (code,), f"职业: {name}", counts=word in whole))


def _names_one_of(code: str, word: str) -> bool:
    """Whether a word names who is in a wide group: its other names are those of things (档案, 法律) or its own.

    The groups of all others (-99-) have names that are common to many: 教师.
    """
    return names_a_person(word) and not word.endswith("人员") and "-99-" not in code


def rung_of(word: str) -> str:
    """The rung of a ladder that a word and all above it mean, as 高级工 of 高级工及以上; empty for other words."""
    found = _RISING.fullmatch(word)
    return found["rung"] if found and word in table() else ""


def _add_rungs(found: dict[str, list[Meaning]], name: str, field: str, rungs: Mapping[str, Ladder]) -> None:
    for word, rung in rungs.items():
        one = Meaning(field, (rung.value,), f"{name}: {rung.value}")
        found[word].append(one)
        if rung is Education.ANY:
            continue
        for ending in _SCHOOLED if field == "education" else ():
            found[word + ending].append(one)
        above = tuple(str(member.value) for member in list(type(rung))[rung.rank :])
        for ending in _AND_ABOVE:
            found[word + ending].append(Meaning(field, above, f"{name}: {rung.value}及以上"))


def _add_closed_lists(found: dict[str, list[Meaning]]) -> None:
    levels = {level.value: level for level in SkillLevel}
    educations: dict[str, Education] = {
        education.value: education for education in Education if education is not Education.ANY
    }
    _add_rungs(found, "技能等级", "skill_level", levels | _SHORT_LEVELS)
    _add_rungs(found, "学历", "education", educations | _SHORT_EDUCATION)
    for word, benefits in _BENEFITS.items():
        found[word].append(Meaning("benefits", benefits, f"福利: {word}"))
    for name, field, words in (
        ("用工形式", "employment_type", {member.value: member for member in EmploymentType} | _EMPLOYMENT),
        ("上课时间", "timetable", {member.value: member for member in Timetable} | _TIMETABLES),
        ("授课方式", "mode", {member.value: member for member in CourseMode} | _MODES),
        ("有效性", "validity", {Validity.REPEALED.value: Validity.REPEALED}),
        ("类别", "category", {member.value: member for member in ServiceCategory}),
    ):
        for word, value in words.items():
            found[fold(word)].append(Meaning(field, (value.value,), f"{name}: {value.value}"))
