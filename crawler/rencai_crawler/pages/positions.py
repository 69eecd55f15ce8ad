"""Position tables of recruitment notices: one vacancy a row, linked to the notice."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rencai_crawler.pages.page import RawItem
from rencai_crawler.pages.sheets import Grid, Sheet

_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "post_code": ("岗位代码", "职位代码", "岗位编号", "职位编号", "岗位编码", "职位编码", "岗位号", "职位号", "招聘岗位代码", "岗位序号", "招聘代码", "代码", "职位序号"),
    "title": ("招聘岗位", "岗位名称", "职位名称", "岗位", "职位", "招聘职位", "招聘岗位名称", "拟聘岗位", "岗位名", "招聘岗位及专业", "聘用岗位", "应聘岗位", "工种", "岗位(职位)", "需求岗位", "引进岗位", "招录岗位", "招考职位", "用工岗位", "岗位（职位）名称"),
    "employer": ("单位名称", "招聘单位", "用人单位", "单位", "事业单位名称", "招聘单位名称", "用人单位名称", "企业名称", "公司名称", "公司", "所属单位", "聘用单位", "招录单位", "用工单位", "学校", "学校名称", "医院", "招聘学校"),
    "department": ("用人部门", "部门", "招聘部门", "内设机构", "科室", "所属部门", "部门名称", "岗位所在部门"),
    "authority": ("主管部门", "主管单位", "上级主管部门", "举办单位", "区属单位"),
    "description": ("职位简介", "岗位职责", "岗位简介", "岗位说明", "工作内容", "职位描述", "岗位描述", "工作职责", "职责", "主要职责", "岗位职责描述", "从事工作", "岗位工作内容"),
    "headcount_text": ("招聘人数", "人数", "拟招聘人数", "拟招人数", "拟招收人数", "拟录用人数", "招收人数", "录用人数", "聘用人数", "拟聘用人数", "需求数量", "招聘岗位数", "计划招聘人数", "招聘名额", "岗位人数", "需求人数", "招聘数量", "拟聘人数", "计划数", "名额", "招录人数", "招聘计划", "引进人数", "招聘计划数", "需求数", "数量", "岗位数"),
    "education_text": ("学历要求", "学历", "最低学历", "学历学位", "学历学位要求", "学历(学位)", "学历及学位", "学历层次", "学历/学位", "学历、学位", "文化程度"),
    "degree": ("学位要求", "学位"),
    "major": ("专业要求", "专业", "所学专业", "专业名称", "专业条件", "需求专业", "专业及代码", "专业类别"),
    "experience_text": ("专业工作年限", "工作年限", "工作经验", "工作经历", "工作经历要求", "基层工作经历", "基层工作年限", "经验要求", "工作年限要求", "从业年限"),
    "age": ("年龄", "年龄要求", "年龄条件", "年龄上限"),
    "political": ("政治面貌",),
    "scope": ("招聘范围", "招聘对象", "招聘人员类别", "人员类别", "生源要求", "面向对象", "户籍要求", "户籍", "招聘人员身份"),
    "skill_level_text": ("职业资格", "技能等级", "职称要求", "职称", "专业技术资格", "资格证书", "职业资格要求", "执业资格", "技术等级"),
    "other": ("其他条件", "其他要求", "其它条件", "其它要求", "其他", "其它", "岗位要求", "任职要求", "任职条件", "资格条件", "招聘条件", "应聘条件", "报考条件", "岗位条件", "其他招聘条件", "所需其他条件", "相关要求", "任职资格", "具体要求", "资格要求", "条件要求", "条件", "其他资格条件", "其他任职条件"),
    "category": ("岗位类别", "职位类别", "岗位类型", "岗位性质"),
    "level": ("拟聘岗位等级", "岗位等级", "岗位级别", "招聘岗位等级"),
    "salary_text": ("薪酬待遇", "薪资", "工资", "待遇", "薪酬", "月薪", "薪资待遇", "工资待遇", "年薪", "薪酬范围", "薪酬标准", "福利待遇", "薪资标准"),
    "location_text": ("工作地点", "工作地址", "岗位所在地", "单位地址", "地点", "工作区域", "上班地点"),
    "employment_type_text": ("用工形式", "用工性质", "用工方式", "聘用方式", "编制性质", "编制类型", "编制"),
    "remark": ("备注", "说明"),
    "contact": ("联系信息", "联系方式", "联系电话", "咨询电话", "联系人", "联系人及电话", "咨询方式", "报名方式", "单位网址", "监督电话", "电子邮箱", "邮箱"),
    "number": ("序号", "编号"),
}
_FIELD = {label: name for name, labels in reversed(list(_COLUMNS.items())) for label in labels}
_ESSENTIAL = ("headcount_text", "education_text", "major", "post_code", "other", "age", "employer", "salary_text")
_HEADER_ROWS = 20
_NO_POST = re.compile(r"(?:合\s*计|总\s*计|小\s*计|备注|注[:：]|说明[:：]|填表|制表).*|\d+|[/—-]+")
_NOISE = re.compile(r"[\s*＊:：]|[（(](?:必填|选填|单选|人|名|周?岁|年|及代码|学位|具体要求|请注明.*|岗位)[)）]")
_ASKED = (("major", "专业"), ("degree", "学位"), ("age", "年龄"), ("political", "政治面貌"), ("scope", "招聘范围"))


def positions(sheets: Iterable[Sheet], notice: Mapping[str, Any]) -> tuple[RawItem, ...]:
    """The vacancies of every table that is one of positions."""
    items: list[RawItem] = []
    for sheet in sheets:
        found = _header(sheet.rows)
        if found:
            first, columns = found
            items += [item for row in sheet.rows[first:] if (item := _position(row, columns, notice))]
    return _numbered(items)


def _header(rows: Grid) -> tuple[int, dict[int, str]] | None:
    """Place below the header, and what each column is: the row of the first twenty with the most known labels.

    A header may have two rows (条件 over 学历, 专业); then each column has the label of the lower one that is known.
    """
    best: tuple[int, dict[int, str]] | None = None
    for place, row in enumerate(rows[:_HEADER_ROWS]):
        columns = _columns(row)
        if len(set(columns.values())) > (len(set(best[1].values())) if best else 0):
            best = place, columns
    if best is None or not _tells(best[1]):
        return None
    place, columns = best
    while place + 1 < min(len(rows), _HEADER_ROWS) and _goes_on(rows[place + 1], columns):
        place += 1
        columns = columns | _columns(rows[place])
    if place and _columns(rows[place - 1]):
        columns = {**{column: name for column, name in _columns(rows[place - 1]).items() if column not in columns}, **columns}
    return place + 1, columns


def _columns(row: list[str]) -> dict[int, str]:
    named = ((column, _field(cell)) for column, cell in enumerate(row))
    return {column: name for column, name in named if name}


def _field(cell: str) -> str:
    label = _NOISE.sub("", cell.replace("（", "(").replace("）", ")"))
    return _FIELD.get(label) or _FIELD.get(_NOISE.sub("", cell), "") if len(label) <= 14 else ""


def _tells(columns: Mapping[int, str]) -> bool:
    """Whether a header is one of positions: what the post is, and at least two things about it."""
    names = set(columns.values())
    about = sum(name in names for name in _ESSENTIAL)
    return ("title" in names and about >= 2) or ({"employer", "headcount_text"} <= names and about >= 4)


def _goes_on(row: list[str], columns: Mapping[int, str]) -> bool:
    """Whether a row below the header is its second row: nothing in it but labels, or repeats of merged cells."""
    cells = [cell for cell in row if cell]
    known = [cell for cell in cells if _field(cell)]
    return len(known) >= 2 and len(known) >= len(cells) * 0.6


def _position(row: list[str], columns: Mapping[int, str], notice: Mapping[str, Any]) -> RawItem | None:
    told: dict[str, str] = {}
    for column, name in columns.items():
        value = row[column].strip() if column < len(row) else ""
        if value and value not in ("/", "-", "—", "——", "无"):
            told[name] = f"{told[name]}\n{value}" if name in told and value not in told[name] else told.get(name, value)
    title = told.get("title") or (told.get("department", "") if "title" not in columns.values() else "")
    filled = sum(1 for cell in row if cell)
    if not title or filled < 3 or _NO_POST.fullmatch(title) or len(set(filter(None, row))) < 3:
        return None
    fields = {
        "source_id": told.get("post_code", ""),
        "title": " ".join(title.split()),
        "employer": " ".join((told.get("employer") or told.get("authority") or _issuer(notice)).split()),
        "description": _description(told),
        "requirements": _requirements(told),
        "published_text": str(notice.get("published_text") or ""),
        "url": str(notice.get("url") or ""),
    }
    fields |= {name: told[name] for name in ("headcount_text", "education_text", "experience_text", "skill_level_text", "salary_text", "location_text", "employment_type_text") if name in told}
    return RawItem("job_posting", {name: value for name, value in fields.items() if value})


def _issuer(notice: Mapping[str, Any]) -> str:
    """The employer of a table that names none: who issued the notice."""
    return str(notice.get("issuer_text") or "")


def _description(told: Mapping[str, str]) -> str:
    parts = [told.get("description", "")]
    parts += [f"{label}：{told[name]}" for name, label in (("department", "用人部门"), ("category", "岗位类别"), ("level", "岗位等级"), ("remark", "备注")) if name in told]
    return "\n".join(filter(None, parts))


def _requirements(told: Mapping[str, str]) -> str:
    parts = [f"{label}：{told[name]}" for name, label in _ASKED if name in told]
    return "\n".join([*parts, *filter(None, [told.get("other", "")])])


def _numbered(items: list[RawItem]) -> tuple[RawItem, ...]:
    """Each with a source id relative to its notice: the post's code where codes tell all apart, else its title and employer."""
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
