"""Headers of position tables: where they end, and what each column tells."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from rencai_crawler.pages.sheets import Grid
from rencai_crawler.pages.wordlists import word_groups

Columns = dict[int, str]
"""What columns tell: `title`, `employer`; of majors of one level, and of what is told under an unknown heading
(`told`), with the level or the heading behind a colon."""

_FIELD = {label: name for name, labels in reversed(list(word_groups("position_columns").items())) for label in labels}
_WANTED = "(?:拟|计划|需求?|所需|招[考录聘收]|聘用|应聘|报考|引进|录用|补充|用工|用人)*"
_WANT = re.compile(_WANTED)
_COMPOSED = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("applicant", r".*(?:报名|报考|应聘|填报|缴费|审核|审查|初审|通过|实考|参考).*人数"),
        ("schedule", r".*(?:资审|审查|面试|体检|笔试|考试|考核|报到)(?:时间|日期)"),
        ("post_code", rf"{_WANTED}(?:岗位|职位)(?:代码|编码|编号|代号)"),
        ("title", rf"{_WANTED}(?:岗位|职位|职务|工种)(?:名称|称谓)?"),
        ("employer", rf"(?:{_WANTED}|遴选|选调)(?:单位|机关|企业|学校|医院|公司|机构)(?:全称|名称)?"),
        ("department", rf"(?:{_WANTED}|工作|所在|内设|所属)(?:部门|科室|处室|机构)(?:名称)?"),
        ("description", r"(?:岗位|职位|工作)(?:主要)?(?:职责|任务|内容|描述|说明|简介){1,2}"),
        ("headcount_text", rf"{_WANTED}(?:岗位|职位)?(?:人数|名额|数量|计划数|指标数?|职数)|招[考录聘收]计划"),
        ("education_text", rf"(?:最低|{_WANTED})(?:学历|文化程度)(?:层次|要求|条件)?"),
        ("major", rf"{_WANTED}(?:所学|学科|主修)?专业(?:名称)?(?:及代码|要求|条件|类别)?"),
    )
)
"""Headings that are put together of what is wanted and of whom; those that nobody would guess are in the word list."""
_LEVEL = re.compile(r"(博士|硕士|研究生|本科|大学|大专|专科|高职|中专|技校)+(?:研究生)?(?=专业)")
_ESSENTIAL = (
    "headcount_text", "education_text", "major", "post_code", "other", "age", "employer", "salary_text", "department",
)  # fmt: skip
_HEADER_ROWS, _MOST_ABOVE = 20, 2
_LONGEST_LABEL = 14
_UNTOLD = re.compile(
    "联系|电话|手机|邮箱|微信|QQ|姓名|身份|网[址站]|咨询|序|号|代码|人数|名额|比例|时间|日期|成绩|单位|机关|部门"
)
"""In headings below which there is nothing that applicants ask of a post, or somebody's name."""
_BETWEEN = re.compile("[/、和及或与]")
_NOISE = re.compile(r"[\s*＊:：]|[（(][^()（）]{1,10}[)）]")
_OF_SOMETHING = re.compile("(?:名称|代码|编码|编号|类别|性质|等级|级别|简介|描述|说明|人数|数量)")
"""Labels that say nothing without the one above them: 代码 below 招聘单位 is no post's."""


def find_columns(rows: Grid) -> tuple[int, Columns] | None:
    """Place below the header, and what each column tells: the row of the first twenty with the most known labels.

    A header may have several rows (招聘单位 over 名称 and 代码, 条件 over 学历 and 专业); each column is what its
    lowest label says, if need be together with those above.
    """
    known = [_columns(row) for row in rows[:_HEADER_ROWS]]
    fits = [place for place, columns in enumerate(known) if columns and "applicant" not in columns.values()]
    best = max(fits, key=lambda place: len(set(known[place].values())), default=None)
    if best is None or not _tells(known[best]):
        return None
    first = last = best
    while last + 1 < min(len(rows), _HEADER_ROWS) and _goes_on(rows[last + 1], rows[last], known[best]):
        last += 1
    while first and first > best - _MOST_ABOVE and known[first - 1] and len(set(filter(None, rows[first - 1]))) > 1:
        first -= 1
    width = max(map(len, rows[first : last + 1]))
    labels = (
        [row[column] for row in rows[first : last + 1] if column < len(row) and row[column]] for column in range(width)
    )
    named = ((column, _told([label for label, _ in groupby(above)])) for column, above in enumerate(labels))
    return last + 1, {column: name for column, name in named if name}


def field_of(cell: str) -> str:
    """What a heading names; empty where it is none that is known."""
    label = _NOISE.sub("", cell.replace("（", "(").replace("）", ")"))
    if len(label) > _LONGEST_LABEL:
        return ""
    if known := _FIELD.get(label) or _FIELD.get(_NOISE.sub("", cell)):
        return known
    level = _LEVEL.match(label)
    rest = label[level.end() :] if level else label
    name = next((name for name, pattern in _COMPOSED if pattern.fullmatch(rest)), "") or _of_parts(rest)
    return f"major:{level[0]}" if level and name == "major" else "" if level else name


def _of_parts(label: str) -> str:
    """What a heading names of which all parts name the same: 职称/技能等级."""
    parts = _BETWEEN.split(label)
    names = {_FIELD.get(part, "") for part in parts}
    return names.pop() if len(parts) > 1 and len(names) == 1 else ""


def _told(labels: Sequence[str]) -> str:
    """What a column tells whose labels stand above one another."""
    if not labels:
        return ""
    *above, lowest = labels
    partial = bool(above and _OF_SOMETHING.fullmatch(_NOISE.sub("", lowest)))
    if not partial and (name := field_of(lowest)):
        return name
    for upper in reversed(above):
        together = (upper + lowest, _WANT.sub("", upper, count=1) + lowest, lowest + upper)
        if name := next(filter(None, map(field_of, together)), ""):
            return name
    if any(field_of(upper) == "other" for upper in above):
        return "other"
    label = _NOISE.sub("", lowest)
    return f"told:{label}" if 1 < len(label) <= _LONGEST_LABEL and not _UNTOLD.search(label) else ""


def _columns(row: Sequence[str]) -> Columns:
    named = ((column, field_of(cell)) for column, cell in enumerate(row))
    return {column: name for column, name in named if name}


def _tells(columns: Mapping[int, str]) -> bool:
    """Whether a header is one of positions: what the post is, and at least two things about it."""
    names = set(columns.values())
    if "schedule" in names and "headcount_text" not in names:
        return False  # when and where the candidates of each post meet
    about = sum(name in names for name in _ESSENTIAL)
    counted = {"title", "headcount_text"} <= names and bool(names & {"location_text", "category", "remark"})
    return ("title" in names and about >= 2) or ({"employer", "headcount_text"} <= names and about >= 4) or counted


def _goes_on(row: Sequence[str], above: Sequence[str], columns: Columns) -> bool:
    """Whether a row below the header is its next row: labels or repeats of merged cells, also for title and number."""
    own = {place: cell for place, cell in enumerate(row) if cell and cell not in above[place : place + 1]}
    known = [cell for cell in own.values() if field_of(cell) or _OF_SOMETHING.fullmatch(cell)]
    if len(known) >= 2 and len(known) >= len(own) * 0.6:
        return True
    posts = [place for place, name in columns.items() if name in ("title", "headcount_text")]
    short = all(len(cell) <= _LONGEST_LABEL for cell in own.values())
    return bool(known) and short and own.keys().isdisjoint(posts)
