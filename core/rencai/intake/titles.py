"""What a vacancy's title says: the work itself, and what sets it apart from others of that name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from rencai.intake.decoration import names_work
from rencai.intake.english import without_acronyms, without_english
from rencai.intake.offers import without_talk
from rencai.intake.plain import plain
from rencai.intake.post_numbers import codes_and_ordinals, licences_in
from rencai.intake.same_work import core_of, in_a_title, rewritten, usual, usual_end
from rencai.intake.title_places import places_in
from rencai.intake.worksites import ANY_WORKPLACE, WORKPLACES, worksites

_GROUPS: tuple[tuple[str, str], ...] = (
    (
        "graduates",
        "应届(?:高校|本科|大学|大专|硕士)?(?:毕业)?生?|(?:高校|大学)毕业生|校园?招聘?(?![^)]{0,4}专员)|(?:20)?[0-9]{2}届",
    ),
    ("experienced", "社会(?:在职)?人员|社会招聘|社招|往届"),
    ("disabled", "残疾人?|残障"),
    ("veterans", "退[役伍]军人|退[役伍](?=士兵|人员)"),
    ("residents", "(?<!非)(?:京籍|京户|北京户[口籍]|本市户[口籍]|北京生源)"),
    ("newcomers", "京外生源|非京籍|外埠"),
    ("abroad", "留学(?:回国)?人员|海归"),
)
_GROUP_WELCOMED = re.compile(
    f"(?>{'|'.join(words for _, words in _GROUPS)})(?![校岗专毕学届0-9]|[一-鿿]{{0,6}}[招聘])([0-9a-z一-鿿]{{2,12}})"
)
_FORMS: tuple[tuple[str, str], ...] = (
    ("intern", ("实习生?(?!指导|教师|管理|老师)|见习生?|intern")),
    ("part_time", "兼职(?!管理|平台)|小时工|钟点工|非全日制"),
    ("seasonal", ("[寒暑]假工|暑期工|临时工|短期工")),
    ("daily", "日结"),
    ("dispatch", "劳务派遣(?!专员|主管|经理)|派遣制"),
    ("outsourced", "(?<![非不无])外包(?!专员|经理|项目)"),
    ("contract", "(?:非在?|无)编制?|编制?外(?:合同制|聘用)?|(?:劳动)?合同制|人事代理(?!专员)"),
    ("staff", "(?:事业|行政)编制?内?|编制内|[在有带]编制?|编内|编制岗"),
    ("apprentice", "学徒工?|学员(?![一-鿿])|徒工"),
)
_SHIFTS: tuple[tuple[str, str], ...] = (
    ("night", "(?<![无不没免])(?<![无不][深大需须上值倒])(?<!没有)(?<![早白中])深?[夜晚]班"),
    ("day", ("(?:[长常纯全]?白班|早班)制?")),
    ("live_in", "(?<!不)住家"),
    ("live_out", "不住家"),
    ("turns", "[早白中][、/和]?[中晚]班(?:轮[换流])?|[两二三四]班(?:[两二三]?(?:倒|运转)|制)|两班|(?<!不)倒班|轮班"),
)
ON_THE_MARKET = frozenset({"experienced"})
"""Groups that one advert names and the next takes as said."""
ON_THE_STAFF = frozenset({"staff", "contract"})
"""Forms that one advert tells and the next leaves out."""
# Who is paid more for nights has no shift of his own, and whom a residence is offered need not have it.
_OFFERED = re.compile(
    "[夜晚]班(?:补[贴助]?|津贴|费)|(?:解决|提供|办理|[可能]?落)(?:北?京)?户口?|(?:北?京)?户口(?:指标|名额)"
)
_CLASS = re.compile("([0-9]{2})届")
_WELCOME = (
    "(?:(?:[亦也均皆]可以?|可以|可(?![^)]{0,2}[制]))(?:投递?|报名?|考虑|应聘|申请|面试|培[养训])?"
    "|优先(?:考虑)?|欢迎(?:投递)?|不限)"
)

_MARKS = re.compile(r"[^0-9a-z一-鿿+#.]+|(?<=[一-鿿]{2})兼(?=[一-鿿]{2})(?!职|容|并)")
_PLUS = re.compile(r"(?<!c)(?<!c\+)\+")
_DOTS = re.compile(r"[.]{2,}")
_LATIN_BEHIND = re.compile("(?<=[一-鿿]{3})(?=[a-z]{2,}$)")
_TRADE = re.compile("(?<=.)(?:[工员师]|师傅|人员)$")
_WORKPLACE = re.compile(f"^(?:(?:{WORKPLACES})部?)+(?=..)|(?<=..)(?:{WORKPLACES})+$")
# What says little inside a title (监控中心客服, 机电设备维修工), and the department before it.
_DEPARTMENT = re.compile(
    "(?<=[一-鿿]{2})(?:部门|科室|门店|4s店|中心|项目|专业|设备|系统|产品|业务|管理|[部科室厂])(?=[一-鿿]{2})|^[一-鿿]{2,6}部(?=[一-鿿]{3})(?!(?:常务|执行)?副?总?(?:经理|监)$|副?(?:总监|主任|主管))|(?<=[一-鿿]{2})管理$"
)
_DEPARTMENT_ALONE = re.compile(
    "(?:it|hr|运维|技术|工程|开发|研发|产品|运营|市场|营销|销售|业务|客服|客户服务|人事|人力资源|行政|财务|后勤|设备|生产|制造|质量|品质|品控|采购|物流"
    "|仓储|安保|保安|保卫|秩序|保洁|环境|客房|餐饮|前厅|厨|法务|审计|项目|信息|网络|数据|设计|培训|教务|教学|医务|护理|综合|综合管理)(?:部门?|中心|科)"
    "|(?:甲级|大型|知名|建筑|规划|三甲|二甲|公立|民营|私立|国际|律师|会计师|税务师)*(?:设计院|研究院|研究所|科研院所|律所|事务所|医院|学校|诊所)"
)
_SAYS_NO_WORK = re.compile(f"{_DEPARTMENT_ALONE.pattern}|(?:{ANY_WORKPLACE}|4s店)+|专员|员工|职员")
_MASTER = re.compile("(?<=..)师$")
_TELLS = re.compile("[a-z男女]|[一-鿿].*[一-鿿]")
_CALLS = re.compile(
    "[一-鿿]{0,6}?(?:[急诚现直高薪]{0,2}(?:招聘(?!助理|专员|经理|主管|顾问|主任|代表)|招(?![聘商生标投募])"
    "|(?<!招)聘(?![任用]))|[ :/|_-])"
)
"""What stands between the name of who calls and what for."""
_LATIN_BEFORE = re.compile("(?<=[a-z+#]) (?=[一-鿿])")
_SUFFIX = re.compile("(?<=..)(?:师傅|人员)?(?:岗位|职位|岗|人才|项目|行业)?$")


@dataclass(frozen=True, slots=True)
class Title:
    """`words` are the parts that name the work, as they are usually called, `name` all of them, `core` what is one for
    every title of the same work, `trade` the same without a place of work (酒店, 门店), `names` the trades of each
    where a title gives several.

    `written` are the words as they stand, but for parts that are written in several ways. `head` is the character that
    ends the first of them that names an occupation (店 in 门店店员). The other sets hold what else
    the title says: `posts` set one post of an employer apart from the next, `codes` are a board's own numbers, `sites`
    sorts of workplaces.
    """

    words: tuple[str, ...]
    written: tuple[str, ...]
    name: str
    core: str
    trade: str
    names: tuple[str, ...]
    head: str
    posts: frozenset[str]
    codes: frozenset[str]
    groups: frozenset[str]
    forms: frozenset[str]
    shifts: frozenset[str]
    places: frozenset[str]
    sites: frozenset[str]


class _Marks(NamedTuple):
    """What a title says beside the work."""

    groups: frozenset[str]
    forms: frozenset[str]
    shifts: frozenset[str]
    posts: frozenset[str]
    codes: frozenset[str]
    places: frozenset[str]


@lru_cache(maxsize=4096)
def read_title(text: str, employer: str = "") -> Title:
    """The parts of a title; pay, benefits, calls (急招) and the employer's name are none."""
    whole = _OFFERED.sub(" ", _without_employer(plain(text), employer))
    marks, title = _marks(whole)
    words = _words(title) or _words(without_talk(whole)) or _words(whole)
    standing = tuple(_without_departments(words))
    named = _called_as_usual(list(standing))
    name = rewritten("".join(named))
    return Title(
        words=tuple(named),
        written=_written(standing),
        name=name,
        core=core_of(name),
        trade=core_of(_anywhere(name)),
        names=_names(named),
        head=_head(named),
        sites=worksites(" ".join(standing)),
        **marks._asdict(),
    )


def _written(standing: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(rewritten, standing))


def _marks(title: str) -> tuple[_Marks, str]:
    """What a title says beside the work, and the title without it and without English beside Chinese."""
    classes = frozenset(f"class {year}" for year in _CLASS.findall(title))
    groups, title = _taken(_GROUP_WELCOMED.sub(_welcomed, title), _GROUPS)
    forms, title = _taken(title, _FORMS)
    shifts, title = _taken(title, _SHIFTS)
    licences, title = licences_in(title)
    places, title = places_in(title)
    codes, ordinals, title = codes_and_ordinals(title)
    return _Marks(groups, forms, shifts, ordinals | licences | classes, codes, places), without_acronyms(
        without_english(title)
    )


def _welcomed(match: re.Match[str]) -> str:
    """Nothing of a group that stands before talk (应届生从零带): it is welcome, with others."""
    return match[0] if without_talk(match[1]).strip() else " "


def _without_employer(title: str, employer: str) -> str:
    """A title without the beginning of the employer's name before it (顺丰收派员), where that is no word of trades."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(title, employer, strict=False))
    length = sum(1 for _ in same)
    left = title[length:]
    calls = _CALLS.match(left)
    if length > 1 and calls and len(left) > calls.end():
        return left[calls.end() :]
    return left if length > 1 and names_work(left) and len(left) > 2 and not in_a_title(title[:length]) else title


def _names(words: list[str]) -> tuple[str, ...]:
    names = tuple(core_of(_anywhere(word)) for word in words if names_work(word))
    return names if len(words) > 1 else ()


def _anywhere(name: str) -> str:
    """What work is called wherever it is done: 烘焙师 for 门店烘焙师."""
    work = _DEPARTMENT.sub("", _WORKPLACE.sub("", name))
    return usual(work) or _MASTER.sub("", work)


def without_workplace(name: str) -> str:
    """A part of a title without the sorts of places where such work is done, or their ends (中药房调剂员)."""
    return re.sub(f"(?:{WORKPLACES})部?|^[店房院馆厂]$", "", name)


def groups_of(text: str) -> frozenset[str]:
    """Groups of candidates that a text names."""
    return frozenset(_named(text, _GROUPS))


def shifts_of(text: str) -> frozenset[str]:
    """Shifts that a text names."""
    return frozenset(_named(text, _SHIFTS))


def _named(text: str, names: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Names whose words occur; what is only welcome names nothing."""
    for name, words in names:
        for match in _compiled(words).finditer(text):
            if match[1] is None and not match[0].startswith(("可", "接", "欢迎", "带", "能带")):
                yield name


def _taken(text: str, names: tuple[tuple[str, str], ...]) -> tuple[frozenset[str], str]:
    """Names whose words occur, and the text without them."""
    found: set[str] = set()
    for name in names:
        # Most titles have none of them.
        if _compiled(name[1]).search(text):
            found.update(_named(text, (name,)))
            text = _compiled(name[1]).sub(" ", text)
    return frozenset(found), text


@lru_cache(maxsize=64)
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(f"(?:(?:可接[受收]|[可能]?带|可|接[受收]|欢迎)(?:优秀|部分)?)?(?:{words})({_WELCOME})?")


def _words(title: str) -> list[str]:
    words = _MARKS.split(_LATIN_BEHIND.sub(" ", _PLUS.sub(" ", _DOTS.sub(" ", _LATIN_BEFORE.sub("", title)))))
    return [word for word in (_SUFFIX.sub("", word.rstrip(".")) for word in words) if _TELLS.search(word)]


def _without_departments(words: list[str]) -> list[str]:
    """The words that are no department (运维部), sort of employer (设计院) or mere capacity (专员), if others are left.

    销售一部 is not 销售二部.
    """
    return [word for word in words if not _SAYS_NO_WORK.fullmatch(word)] or words


def _called_as_usual(words: list[str]) -> list[str]:
    """What the parts are together (维修工 汽车机电), else each of them once (美发师/发型师)."""
    together = usual("".join(words))
    if together:
        return [together]
    named = {core_of(word) for word in words if names_work(word)}
    # 氩弧焊 in brackets is what is welded with, no second post.
    each = [_as_usual(word) if core_of(word) in named else rewritten(word) for word in words]
    once = [*{core_of(word): word for word in each}.values()]
    together = usual("".join(once))
    return [together] if together else once


def _as_usual(word: str) -> str:
    """A word by its usual name, with 部 or without (客房部服务员)."""
    return usual(word) or usual(word.replace("部", "", 1)) or rewritten(word)


def _head(words: list[str]) -> str:
    """The end of the first word that ends as names of work do, else of the first, by its usual name."""
    word = next((word for word in words if names_work(word)), words[0] if words else "")
    return _TRADE.sub("", _anywhere(usual_end(word) or word))[-1:]
