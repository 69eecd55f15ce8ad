"""Position tables of recruitment notices: one vacancy a row, linked to the notice."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rencai_crawler.pages.page import RawItem
from rencai_crawler.pages.sheets import Grid, Sheet
from rencai_crawler.pages.wordlists import word_groups

_FIELD = {label: name for name, labels in reversed(list(word_groups("position_columns").items())) for label in labels}
_WANT = "(?:拟|计划|需求?|所需|招[考录聘收]|聘用|应聘|报考|引进|录用|补充|用工|用人)*"
_COMPOSED = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("applicant", r".*(?:报名|报考|应聘|填报|缴费|审核|审查|初审|通过|实考|参考).*人数"),
        ("schedule", r".*(?:资审|审查|面试|体检|笔试|考试|考核|报到)(?:时间|日期)"),
        ("post_code", rf"{_WANT}(?:岗位|职位)(?:代码|编码|编号|代号)"),
        ("title", rf"{_WANT}(?:岗位|职位|职务|工种)(?:名称|称谓)?"),
        ("employer", rf"(?:{_WANT}|遴选|选调)(?:单位|机关|企业|学校|医院|公司)(?:全称|名称)?"),
        ("headcount_text", rf"{_WANT}(?:岗位|职位)?(?:人数|名额|数量|计划数|指标数?|职数)"),
        ("education_text", rf"(?:最低|{_WANT})(?:学历|文化程度)(?:层次|要求|条件)?"),
        ("major", rf"{_WANT}(?:所学)?专业(?:名称)?(?:及代码|要求|条件|类别)?"),
    )
)
"""Headings that are put together of what is wanted and of whom; those that nobody would guess are in the word list."""
_LEVEL = re.compile(r"(博士|硕士|研究生|本科|大学|大专|专科|高职|中专|技校)+(?:研究生)?(?=专业)")
_ESSENTIAL = (
    "headcount_text", "education_text", "major", "post_code", "other", "age", "employer", "salary_text", "department",
)  # fmt: skip
_HEADER_ROWS, _FORM_ROWS = 20, 6
_LONGEST_LABEL = 14
_NO_POST = re.compile(r"(?:合\s*计|总\s*计|小\s*计|备注|注[:：]|说明[:：]|填表|制表).*|\d+|[/—-]+")
_NOISE = re.compile(r"[\s*＊:：]|[（(](?:必填|选填|单选|人|名|周?岁|年|及代码|学位|具体要求|请注明.*|岗位)[)）]")
_AUTHORITY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,20}(?:[省市县区州盟旗乡镇]|街道)|中共|中央|国家|全国|最高)[\u4e00-\u9fff（）()·、]{0,60}"
    r"(?:[局厅委部院所会署站队办校馆社]|中心|政府|机关|集团|公司|中学|小学)"
)
"""Names of authorities and institutions with the place that they are of: 示例市财政局, 中共示例县委组织部."""
_BROKEN = re.compile("(?<=[\u4e00-\u9fff])[^\\S\n]*\n\\s*(?=[\u4e00-\u9fff])")
_DAY = r"(?:20\d{2}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日"
_APPLY = re.compile(
    rf"(?:报名|应聘|申请|简历投递)(?:时间|日期|截止|期限|起止)[^。；\n]{{0,16}}?{_DAY}[^。；\n]{{0,24}}?(?:至|到|—|-|~|～)\s?[^。；\n]{{0,8}}?{_DAY}"
    rf"|(?:即日起|自发布之日起|公告发布之日起|{_DAY}[^。；\n]{{0,12}})\s?(?:至|到)\s?{_DAY}(?=[^。；\n]{{0,40}}(?:报名|应聘|申请|投递))"
    rf"|(?:报名|应聘|简历投递)[^。；\n]{{0,8}}(?:截止|截至)[^。；\n]{{0,10}}?{_DAY}"
)
_ASKED = (("major", "专业"), ("degree", "学位"), ("age", "年龄"), ("political", "政治面貌"), ("scope", "招聘范围"))


def positions(sheets: Iterable[Sheet], notice: Mapping[str, Any]) -> tuple[RawItem, ...]:
    """The vacancies of every table that is one of positions."""
    items: list[RawItem] = []
    notice = {**notice, "expires_text": _deadline(str(notice.get("body_text") or ""))}
    for sheet in sheets:
        found = _header(sheet.rows)
        if found and not _is_form(sheet.rows[found[0] : found[0] + _FORM_ROWS]):
            first, columns = found
            items += [item for row in sheet.rows[first:] if (item := _position(row, columns, notice))]
    return numbered(items)


def _header(rows: Grid) -> tuple[int, dict[int, str]] | None:
    """Place below the header, and what each column is: the row of the first twenty with the most known labels.

    A header may have two rows (条件 over 学历, 专业); then each column has the label of the lower one that is known.
    """
    best: tuple[int, dict[int, str]] | None = None
    for place, row in enumerate(rows[:_HEADER_ROWS]):
        columns = _columns(row)
        if "applicant" in columns.values():
            continue
        if len(set(columns.values())) > (len(set(best[1].values())) if best else 0):
            best = place, columns
    if best is None or not _tells(best[1]):
        return None
    place, columns = best
    while place + 1 < min(len(rows), _HEADER_ROWS) and _goes_on(rows[place + 1]):
        place += 1
        columns = columns | _columns(rows[place])
    if place and _columns(rows[place - 1]):
        columns = {
            **{column: name for column, name in _columns(rows[place - 1]).items() if column not in columns},
            **columns,
        }
    return place + 1, columns


def _is_form(below: Grid) -> bool:
    """Whether the rows below a header ask for who applies."""
    return any(_field(cell) == "applicant" for row in below for cell in row)


def _columns(row: list[str]) -> dict[int, str]:
    named = ((column, _field(cell)) for column, cell in enumerate(row))
    return {column: name for column, name in named if name}


def _field(cell: str) -> str:
    """What a heading names; of majors of one level (本科专业) with the level behind a colon."""
    label = _NOISE.sub("", cell.replace("（", "(").replace("）", ")"))
    if len(label) > _LONGEST_LABEL:
        return ""
    if known := _FIELD.get(label) or _FIELD.get(_NOISE.sub("", cell)):
        return known
    level = _LEVEL.match(label)
    rest = label[level.end() :] if level else label
    name = next((name for name, pattern in _COMPOSED if pattern.fullmatch(rest)), "")
    return f"major:{level[0]}" if level and name == "major" else "" if level else name


def _tells(columns: Mapping[int, str]) -> bool:
    """Whether a header is one of positions: what the post is, and at least two things about it."""
    names = set(columns.values())
    if "schedule" in names and "headcount_text" not in names:
        return False  # when and where the candidates of each post meet
    about = sum(name in names for name in _ESSENTIAL)
    return ("title" in names and about >= 2) or ({"employer", "headcount_text"} <= names and about >= 4)


def _goes_on(row: list[str]) -> bool:
    """Whether a row below the header is its second row: nothing in it but labels, or repeats of merged cells."""
    cells = [cell for cell in row if cell]
    known = [cell for cell in cells if _field(cell)]
    return len(known) >= 2 and len(known) >= len(cells) * 0.6


def _position(row: list[str], columns: Mapping[int, str], notice: Mapping[str, Any]) -> RawItem | None:
    told: dict[str, str] = {}
    for column, name in columns.items():
        value = row[column].strip() if column < len(row) else ""
        name, _, level = name.partition(":")  # noqa: PLW2901  # the level goes to the value
        value = f"{level}：{value}" if level and value else value
        if value and value not in ("/", "-", "—", "——", "无"):
            told[name] = f"{told[name]}\n{value}" if name in told and value not in told[name] else told.get(name, value)
    title = told.get("title") or (told.get("department", "") if "title" not in columns.values() else "")
    filled = sum(1 for cell in row if cell)
    if not title or filled < 3 or _NO_POST.fullmatch(title) or len(set(filter(None, row))) < 3:
        return None
    employer = told.get("employer") or told.get("authority") or _body(told)
    fields = {
        "source_id": told.get("post_code", ""),
        "title": _one_line(title),
        "employer": _one_line(employer or _issuer(notice)),
        "description": _description({**told, "department": ""} if employer == told.get("department") else told),
        "requirements": _requirements(told),
        "published_text": str(notice.get("published_text") or ""),
        "expires_text": str(notice["expires_text"]),
        "url": str(notice.get("url") or ""),
    }
    fields |= {
        name: told[name]
        for name in (
            "headcount_text",
            "education_text",
            "experience_text",
            "skill_level_text",
            "salary_text",
            "location_text",
            "employment_type_text",
        )
        if name in told
    }
    return RawItem("job_posting", {name: value for name, value in fields.items() if value})


def _deadline(text: str) -> str:
    """What a notice says of the time to apply: 报名时间：2024年5月6日至5月17日, 即日起至5月17日."""
    match = _APPLY.search(text)
    return match[0] if match else ""


def _one_line(text: str) -> str:
    """A cell's text on one line; between Chinese characters a line break is no blank."""
    return " ".join(_BROKEN.sub("", text).split())


def _body(told: Mapping[str, str]) -> str:
    """The authority that a column 部门名称 names in tables of civil servants; a section is no employer."""
    name = told.get("department", "")
    return name if _AUTHORITY.fullmatch("".join(name.split())) else ""


def _issuer(notice: Mapping[str, Any]) -> str:
    """The employer of a table that names none: who issued the notice."""
    return str(notice.get("issuer_text") or "")


def _description(told: Mapping[str, str]) -> str:
    parts = [told.get("description", "")]
    parts += [
        f"{label}：{told[name]}"
        for name, label in (
            ("department", "用人部门"),
            ("category", "岗位类别"),
            ("level", "岗位等级"),
            ("remark", "备注"),
        )
        if told.get(name)
    ]
    return "\n".join(filter(None, parts))


def _requirements(told: Mapping[str, str]) -> str:
    parts = [f"{label}：{told[name]}" for name, label in _ASKED if name in told]
    return "\n".join([*parts, *filter(None, [told.get("other", "")])])


def numbered(items: Sequence[RawItem]) -> tuple[RawItem, ...]:
    """Each with an id relative to its page: the post's code where codes tell all apart, else employer and title."""
    codes = [item.fields.get("source_id", "") for item in items]
    by_code = all(codes) and len(set(codes)) == len(codes)
    given: dict[str, int] = {}
    numbered = []
    for item, code in zip(items, codes, strict=True):
        key = code if by_code else "-".join(filter(None, (item.fields.get("employer", ""), item.fields["title"], code)))
        given[key] = given.get(key, 0) + 1
        again = f"-{given[key]}" if given[key] > 1 else ""
        numbered.append(RawItem(item.kind, {**item.fields, "source_id": f"#{key}{again}"}))
    return tuple(numbered)
