"""Position tables of recruitment notices: one vacancy a row, linked to the notice."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rencai_crawler.pages.bare_columns import bare_columns
from rencai_crawler.pages.employer import employing, is_employer
from rencai_crawler.pages.page import RawItem
from rencai_crawler.pages.page_names import ORGAN
from rencai_crawler.pages.position_columns import Columns, field_of, find_columns
from rencai_crawler.pages.sheets import Grid, Sheet
from rencai_crawler.pages.turned_positions import upright

_FORM_ROWS, _LEAST = 6, 3
_HIRES = re.compile("招[聘录考收募工]|选[聘调]|引进|遴选|聘用|求才|岗位(?:信息|需求|推荐)")
_COUNTS = frozenset({"title", "headcount_text", "remark", "number", "category", "told"})
"""What a statistic of people by their work has as well."""
_SUM = re.compile(r"(?:.{0,4}[合总小]\s*计|备注|注[:：]|说明[:：]|填表|制表).*")
_NO_POST = re.compile(rf"{_SUM.pattern}|\d+|[/—-]+")
_AUTHORITY = re.compile(
    r"(?:[\u4e00-\u9fff]{2,20}(?:[省市县区州盟旗乡镇]|街道)|中共|中央|国家|全国|最高)[\u4e00-\u9fff（）()·、]{0,60}"
    r"(?:[局厅委部院所会署站队办校馆社]|中心|政府|机关|集团|公司|中学|小学)"
)
"""Names of authorities and institutions with the place that they are of: 示例市财政局, 中共示例县委组织部."""
_ORGANISATION = re.compile(
    r"(?![^（(]*(?:[省市县区]属|直属|所属|下属|各|有关))[\u4e00-\u9fff（）()·]{3,40}"
    r"(?:公司|集团|学校|学院|大学|医院|[小中]学|幼儿园|研究[院所]|委员会|局|厂|银行|合作社)"
)
_BESIDE_NAME = re.compile(
    r"^\W*(?:第?[一二三四五六七八九十\d]{1,3}[)）、.．部]\W*)?|\s*(?:[（(][^（）()]*[)）]|(?:20\d\d年)?(?:公开)?(?:招聘|拟聘|招录|需求).*|[:：].*)$"
)
_NAMES = (_ORGANISATION, _AUTHORITY)
_OWNER_OF_ROWS = re.compile(rf"(?:{ORGAN.pattern})(?<![部科室组处系站])|[\u4e00-\u9fff]{{2,8}}(?:街道|镇|乡|社区|村)")
_ALIKE = ("employer", "authority")
_ASKED_ALONE = ("post_code", "education_text", "major")
_AS_TOLD = (
    "headcount_text",
    "education_text",
    "experience_text",
    "skill_level_text",
    "salary_text",
    "location_text",
    "employment_type_text",
)
_POSTS = re.compile(r"\d{1,3}\s?[人名]?|若干[人名]?")
_BROKEN = re.compile("(?<=[\u4e00-\u9fff])[^\\S\n]*\n\\s*(?=[\u4e00-\u9fff])")
_DAY = r"(?:20\d{2}\s?年\s?)?\d{1,2}\s?月\s?\d{1,2}\s?日"
_APPLY = re.compile(
    rf"(?:报名|应聘|申请|简历投递)(?:时间|日期|截止|期限|起止)[^。；\n]{{0,16}}?{_DAY}[^。；\n]{{0,24}}?(?:至|到|—|-|~|～)\s?[^。；\n]{{0,8}}?{_DAY}"
    rf"|(?:即日起|自发布之日起|公告发布之日起|{_DAY}[^。；\n]{{0,12}})\s?(?:至|到)\s?{_DAY}(?=[^。；\n]{{0,40}}(?:报名|应聘|申请|投递))"
    rf"|(?:报名|应聘|简历投递)[^。；\n]{{0,8}}(?:截止|截至)[^。；\n]{{0,10}}?{_DAY}"
)
_ASKED = (("major", "专业"), ("degree", "学位"), ("age", "年龄"), ("political", "政治面貌"), ("scope", "招聘范围"))


def positions(sheets: Iterable[Sheet], notice: Mapping[str, Any], *, hires: bool = False) -> tuple[RawItem, ...]:
    """The vacancies of every table that is one of positions, and of one that goes on with the table before it.

    `hires`: whether the page says of itself that it hires, if its title does not.
    """
    notice = {**notice, "expires_text": _deadline(str(notice.get("body_text") or ""))}
    hiring = hires or bool(_HIRES.search(str(notice.get("title") or "")))
    return numbered([item for table in _tables(sheets, hiring=hiring) for item in _rows(table, notice)])


@dataclass(frozen=True, slots=True)
class _Table:
    heading: str
    columns: Columns
    rows: Grid
    width: int

    def goes_on(self, rows: Grid) -> bool:
        """Whether a table without a header has further rows of this one, which a page or a break divided."""
        number = next((column for column, name in self.columns.items() if name == "headcount_text"), None)
        first = next(iter(rows), [])
        return number is not None and len(first) == self.width and bool(_POSTS.fullmatch(first[number]))


def _tables(sheets: Iterable[Sheet], *, hiring: bool) -> list[_Table]:
    """The tables of positions below their headers, each with those that go on with it.

    `hiring`: the notice calls for applicants; of any other, a table that counts people by their work is a statistic.
    """
    tables: list[_Table] = []
    last: _Table | None = None
    for sheet in sheets:
        rows = upright(sheet.rows) or sheet.rows
        first, columns = find_columns(rows) or (0, {})
        counts = not (hiring or _HIRES.search(sheet.heading)) and _counts(columns)
        if columns and not (counts or _is_form(rows[first : first + _FORM_ROWS])):
            last = _Table(_heading(sheet.heading, rows[:first]), columns, rows[first:], max(map(len, rows)))
            tables.append(last)
        elif not columns and last and last.goes_on(sheet.rows):
            last.rows.extend([[sheet.heading], *sheet.rows] if _organisation(sheet.heading) else sheet.rows)
        else:
            last = _without_header(sheet) if not columns and (hiring or _HIRES.search(sheet.heading)) else None
            tables += [last] if last else []
    return tables


def _without_header(sheet: Sheet) -> _Table | None:
    rows, columns = bare_columns(sheet.rows)
    return _Table(sheet.heading, columns, rows, len(rows[0])) if columns else None


def _heading(above: str, head: Grid) -> str:
    """Who is named in a row of one cell above the header; else what stands above the table."""
    alone = (told.pop() for row in reversed(head) if len(told := set(filter(None, row))) == 1)
    return next(filter(_organisation, alone), above)


def _rows(table: _Table, notice: Mapping[str, Any]) -> Iterator[RawItem]:
    """A vacancy a row; what a row leaves empty is that of the row above it, or of the heading above its rows."""
    named, above = _organisation(table.heading), dict[str, str]()
    for row in table.rows:
        alone = set(filter(None, row))
        if len(alone) == 1:
            heading = _heading_of_rows(alone.pop())
            if heading or row[0]:  # else the rest of a cell that a page divided
                named, above = heading or named, {}
            continue
        if _SUM.fullmatch(next(filter(None, row), "")):
            continue
        above = _completed(_told(row, table.columns), above, named)
        if item := _position(row, above, table.columns, notice):
            yield item


def _completed(told: dict[str, str], above: Mapping[str, str], named: str) -> dict[str, str]:
    """What a row tells, and for what it leaves empty what the row or the heading above it tells."""
    if not any(told.get(name) for name in _ALIKE):
        told |= {name: above[name] for name in _ALIKE if name in above} or ({"employer": named} if named else {})
    if "title" in above and "headcount_text" in told and any(name in told for name in _ASKED_ALONE):
        told.setdefault("title", above["title"])
    return told


def _organisation(heading: str) -> str:
    """The company or institution that a heading names: 一、示例有限公司（招聘12人） 地址：…"""
    told = _BESIDE_NAME.sub("", heading.strip())
    names = (told, told.partition(" ")[0])
    return next((name for name in names if any(each.fullmatch(name) for each in _NAMES) or is_employer(name)), "")


def _heading_of_rows(heading: str) -> str:
    """Whose posts the rows below a row of one cell are, which has nothing else to say: 市示例医院, 示例街道."""
    name = _BESIDE_NAME.sub("", heading.strip())
    return _organisation(heading) or (name if _OWNER_OF_ROWS.fullmatch(name) else "")


def _counts(columns: Columns) -> bool:
    """Whether a table tells no more than how many there are of each sort, and what else is said of them."""
    return _COUNTS.issuperset(name.partition(":")[0] for name in columns.values())


def _is_form(below: Grid) -> bool:
    """Whether the rows below a header ask for who applies."""
    return any(field_of(cell) == "applicant" for row in below for cell in row)


def _told(row: Sequence[str], columns: Columns) -> dict[str, str]:
    """What a row tells under each heading."""
    told: dict[str, str] = {}
    for column, name in columns.items():
        value = row[column].strip() if column < len(row) else ""
        name, _, level = name.partition(":")  # noqa: PLW2901  # the level goes to the value
        value = f"{level}：{value}" if level and value else value
        if value and value not in ("/", "-", "—", "——", "无"):
            told[name] = f"{told[name]}\n{value}" if name in told and value not in told[name] else told.get(name, value)
    return told


def _position(
    row: Sequence[str], told: Mapping[str, str], columns: Columns, notice: Mapping[str, Any]
) -> RawItem | None:
    title = told.get("title") or (told.get("department", "") if "title" not in columns.values() else "")
    if not title or _is_no_post(row, told, title):
        return None
    employer = told.get("employer") or told.get("authority") or _body(told)
    fields = {
        "source_id": told.get("post_code", ""),
        "title": _one_line(title),
        "employer": employing(_one_line(employer or _issuer(notice))),
        "description": _description({**told, "department": ""} if employer == told.get("department") else told),
        "requirements": _requirements(told),
        "published_text": str(notice.get("published_text") or ""),
        "expires_text": str(notice["expires_text"]),
        "url": str(notice.get("url") or ""),
    }
    fields |= {name: told[name] for name in _AS_TOLD if name in told}
    return RawItem("job_posting", {name: value for name, value in fields.items() if value})


def _is_no_post(row: Sequence[str], told: Mapping[str, str], title: str) -> bool:
    """Whether a row has too little for a post, is a sum or a note, or the header once more, on another page."""
    little = len(set(filter(None, row))) < _LEAST and not _POSTS.fullmatch(told.get("headcount_text", ""))
    return little or bool(_NO_POST.fullmatch(title)) or field_of(title) == "title"


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
    parts = [told.get("description", ""), told.get("told", "")]
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
