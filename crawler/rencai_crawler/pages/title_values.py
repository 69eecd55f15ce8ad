"""Values that stand beside a vacancy's title on its line, behind it or before: 数控车工（3人） 8-12K 北京."""

import re
from functools import lru_cache

from rencai_crawler.pages.bare_values import YEARS, field_of_value, is_town
from rencai_crawler.pages.days import DAY
from rencai_crawler.pages.furniture import is_furniture
from rencai_crawler.pages.job_names import is_trade
from rencai_crawler.pages.labels import vocabulary
from rencai_crawler.pages.lines import EDGE, squeeze

_APART = rf"\s{EDGE}|｜"
_BRACKETED = re.compile(rf"[{_APART}]*[（(【\[][{_APART}]*(?P<value>[^（()）【】\[\]]{{1,20}})[)）】\]][{_APART}]*$")
_BESIDE = re.compile(rf"[{_APART}]+(?P<value>[^{_APART}]{{1,24}})[{_APART}]*$")
_GLUED = re.compile(rf"[{_APART}/／]*各?(?P<value>(?:\d{{1,3}}|若干)\s?[人名位])[{_APART}]*$")
_MAY_HOLD = re.compile(rf"[{_APART}]|[)）】\]人名位]$|^[【\[]")
"""In each line that holds a value beside its title; most lines have none of it, which is found at once."""
_MARKED = re.compile(r"[【\[][^】\]]{2,20}[】\]](?=\S)")
"""A title in brackets, right before a value: 【焊工】8-12K."""
_AHEAD = re.compile(rf"\s*{EDGE}\s*(?P<value>[^{EDGE}]{{1,30}}){EDGE}(?=[{_APART}]*[^{_APART}])")
_HEADS_BELOW = re.compile(
    rf"[{_APART}]+(?:(?:职位|岗位|工作)(?:描述|职责|要求|内容)|(?:任职|招聘|应聘)(?:要求|条件|资格))[{_APART}:：]*$"
)
"""Heads what stands below, on the line of the title: 数控车工3名 岗位职责：."""
_SORT = re.compile(rf"(?<=[^{_APART}])[{_APART}]+(?:全职|兼职|实习|[\u4e00-\u9fff]{{2,5}}部)[{_APART}]*$")
"""The sort of employment or the department behind a title: 数控车工 全职, 钳工 (2人) 生产部."""
_BUTTON = re.compile(
    "(?:查看|了解|展开|收起)?(?:详情|全部|更多)|(?:我要|立即|马上)?(?:应聘|申请|投递|报名)(?:职位|岗位|简历)?"
)
_BADGE = re.compile(
    rf"[{_APART}]+[【\[(（]?(?:[急热诚]招?聘?|热门|置顶|[新荐精]|推荐|(?i:new|hot))!?[】\])）]?[{_APART}]*$"
)
_DAY = re.compile(rf"(?:(?:发布|更新)(?:日期|时间)?\s*[:：]?\s*)?(?P<day>{DAY.pattern})")
_NUMBER_CELL = re.compile(rf"{EDGE}[{_APART}]*(?:\d{{1,3}}(?:[-~～]\d{{1,3}})?|若干|不限)[{_APART}]*$")
_COUNT = re.compile(r"(?:招?聘?|需)\s*((?:\d{1,4}|若干|[一二三四五六七八九十]{1,2})\s?[人名位])")
_COUNT_ALONE = re.compile(r"\d{1,3}|若干")
"""In brackets; （一） tells one post from the next."""
_OPEN_PAY = re.compile(rf"\d{{4,6}}\s*元?\s*(?:以上|起|左右|\+)|(?!{YEARS})\d{{3,6}}\s*[-~～—至]\s*\d{{3,6}}\s*元?")
"""Pay that needs no unit in brackets."""
_JOINTS = re.compile("[-·—、/]")
_NEVER_NAMES = frozenset({"salary_text", "published_text"})
"""What is beside a title, whatever that title is."""
_MOST, _LONGEST = 6, 120
_SENTENCE_ENDS = tuple("。；;，,！？")


def parted(marked: str) -> tuple[str, dict[str, str]]:
    """A title as it is marked, without the values beside it, and those values by field.

    Pay and a number of people in brackets are never part of a title; what stands beside it without brackets is a value
    where a job is named before it: 前台 北京 is a title and a place, 华北 北京 is neither.
    """
    bare = marked.rstrip()  # an edge is a blank too
    if len(bare) > _LONGEST or bare.endswith(_SENTENCE_ENDS) or not _MAY_HOLD.search(bare.lstrip()):
        return marked, {}
    name, values = _parted(bare)
    if not values and (mark := _MARKED.match(bare)):
        apart, beside = _parted(f"{mark[0]} {bare[mark.end() :]}")
        name, values = (apart, beside) if beside else (name, values)
    return name, dict(values)


@lru_cache(maxsize=4096)
def _parted(bare: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    name, values = _without_last(_HEADS_BELOW.sub("", bare))
    name, ahead = _without_first(name)
    return name, (*values.items(), *ahead.items())


def _without_last(name: str) -> tuple[str, dict[str, str]]:
    values: dict[str, str] = {}
    for _ in range(_MOST):
        name = _without_mark(name)
        match, field, value = _last(name)
        if match is None or field in values:
            break
        name, values[field] = _NUMBER_CELL.sub("", name[: match.start()]), value
    return name, values


def _without_mark(name: str) -> str:
    """Without sort, department, button or badge behind the name of a job: 数控车工 急聘."""
    name = _SORT.sub("", name)
    bare = _BADGE.sub("", name)
    last = _BESIDE.search(bare)
    if last and last.start() and is_button(last["value"]):
        bare = bare[: last.start()]
    return bare if bare == name or is_trade(_plain(bare)) else name


def is_button(cell: str) -> bool:
    """Whether a text is a button or a link beside a title: 查看详情, 立即申请."""
    return bool(_BUTTON.fullmatch(cell)) or is_furniture(cell)


def _without_first(name: str) -> tuple[str, dict[str, str]]:
    """Without elements before the title that are a value or a button."""
    values: dict[str, str] = {}
    while ahead := _AHEAD.match(name):
        if not is_furniture(squeeze(ahead["value"])):
            field, value = _labelled(ahead["value"])
            if not field or field in values or not is_trade(_plain(name[ahead.end() :])):
                break
            values[field] = value
        name = name[ahead.end() :]
    return name, values


def _last(name: str) -> tuple[re.Match[str] | None, str, str]:
    """The value that a text ends with, what it tells, and where it stands."""
    bracketed = _BRACKETED.search(name)
    if bracketed and bracketed.start():
        field, value = _in_brackets(squeeze(bracketed["value"].replace(EDGE, "")))
        if field:
            return bracketed, field, value
    for pattern in (_BESIDE, _GLUED):
        match = pattern.search(name)
        if match is None or not match.start():
            continue
        field, value = _beside(match["value"].strip())
        if field in _NEVER_NAMES or (field and is_trade(_plain(name[: match.start()]))):
            return match, field, value
    return None, "", ""


def _labelled(cell: str) -> tuple[str, str]:
    """What an element before a title tells, with a label or without: 招聘人数：3人, 8-12K."""
    words = vocabulary("job")
    told = words.inside(cell)
    if len(told) == 1 and not told[0][2]:
        return words.field(told[0][0]), squeeze(told[0][1])
    return ("", "") if told else _beside(squeeze(cell))


def _in_brackets(value: str) -> tuple[str, str]:
    if field_of_value(value) == "salary_text" or _OPEN_PAY.fullmatch(value):
        return "salary_text", value
    if count := _COUNT.fullmatch(value):
        return "headcount_text", count[1]
    return ("headcount_text", value) if _COUNT_ALONE.fullmatch(value) else ("", "")


def _beside(value: str) -> tuple[str, str]:
    if count := _COUNT.fullmatch(value):
        return "headcount_text", count[1]
    if day := _DAY.fullmatch(value):
        return "published_text", day["day"]
    if is_place(value):
        return "location_text", value
    field = field_of_value(value)
    return ("", "") if field == "employment_type_text" else (field, value)


def _plain(marked: str) -> str:
    """A name without a bracket or a colon behind it, for whether it names a job."""
    name = squeeze(marked.replace(EDGE, "")).rstrip(" ：:")
    bracketed = _BRACKETED.search(name)
    return name[: bracketed.start()] if bracketed and bracketed.start() else name


def is_place(text: str) -> bool:
    """Whether a text is the name of a town or a district, or several of them: 青岛, 深圳-福田区."""
    return all(map(is_town, _JOINTS.split(text)))
