"""Which column of an unknown file or answer is which raw field, from its name and what stands in it. Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rencai_crawler.pages.fieldmap import mapped
from rencai_crawler.pages.labels import vocabulary
from rencai_crawler.pages.position_columns import field_of
from rencai_crawler.pages.wordlists import word_groups
from rencai_crawler.probing.combined import combined
from rencai_crawler.probing.meanings import means
from rencai_crawler.source_values import raw_fields

_NAMES = {
    "source_id": "id uuid guid jobid positionid postid courseid encryptjobid 编号 岗位编号 职位编号 课程编号 编码 "
    "number code 序号",
    "title": "jobname jobtitle positionname positiontitle postname recruitpostname coursename 岗位名称 "
    "职位名称 招聘岗位 课程名称 课程名 项目名称 title role 标题 岗位 职位 课程 名称 name job "
    "position post",
    "employer": "companyname companyfullname fullcompanyname company employer organization organisation 企业名称 "
    "公司名称 用人单位 招聘单位 单位名称 企业 公司 单位",
    "provider": "school provider university 培训机构 机构名称 开课学校 开课机构 开课单位 开课高校 主讲学校 "
    "主讲单位 主办方 机构 学校 院校",
    "description": "description descriptionplain descriptionhtml desc detail content summary 岗位职责 职位描述 "
    "岗位描述 工作内容 课程简介 课程概述 课程介绍 课程描述 课程大纲 简介 描述 内容",
    "requirements": "requirement requirements 任职要求 任职资格 岗位要求 招聘条件 要求",
    "salary_text": "salary salarydescriptionplain pay wage 薪资待遇 工资待遇 薪资 薪酬 工资 月薪 待遇",
    "location_text": "worklocation joblocation location locations address city area 工作地点 工作地址 上课地点 "
    "工作区域 地点 地址 区域 所在地 dq",
    "education_text": "education degree requireedulevel 学历要求 学历 文化程度",
    "experience_text": "experience requireworkyears 工作经验 经验要求 工作年限 经验",
    "headcount_text": "headcount openings 招聘人数 招工人数 需求人数 拟招人数 人数",
    "price_text": "price fee tuition 培训费 收费标准 费用 价格 学费 收费",
    "hours_text": "hours duration 课程时长 学时 课时 时长",
    "start_text": "start startdate starttime 开课时间 开课日期 开班时间 开班日期 开始时间",
    "published_text": "published publishdate pubdate date created createdat createtime updated 发布时间 发布日期 "
    "更新时间 日期",
    "issuer_text": "issuer publisher publishorg publishdept publishunit sourcename source 发布机构 发布单位 "
    "发文机关 信息来源 来源",
    "document_number_text": "docno docnumber fileno 文号 发文字号 发文号",
    "url": "url link href 职位链接 详情链接 课程链接 链接 网址",
}
"""Names by raw field, the surest first; in lower case, without _ and -."""
_KEYS = {
    "title": "title",
    "text": "description",
    "demands": "requirements",
    "employer": "employer",
    "salary": "salary_text",
    "place": "location_text",
    "education": "education_text",
    "experience": "experience_text",
    "headcount": "headcount_text",
    "published": "published_text",
    "expires": "expires_text",
    "type": "employment_type_text",
    "benefits": "benefits_text",
}
"""Raw fields by the groups of names that scripts use."""
_ADDRESS = re.compile(r"(?:url|link|href)$|链接$|网址$")
_PATH = re.compile(r"(?:path|uri|permalink)$")
_BESIDE = re.compile(
    r"logo|im(?:g|age)|icon|avatar|photo|pic|cover|video|comp|corp|brand|enterprise|employer|^home|site|图|公司|企业"
)
"""Addresses of pictures and employers."""
_FORM = re.compile("appl")
_NAMING = {
    *("name", "fullname", "shortname", "display", "displayname", "label", "text", "value"),
    *("title", "zh", "cn", "desc"),
}
"""Parts of an object that say what it is: `city.display` is a city."""
_OF_RECORD = {
    *("job", "position", "post", "vacancy", "course"),
    *("item", "data", "info", "base", "basic", "detail", "attributes", "fields", "node"),
}
"""Objects in a row that are the record itself."""
_OF_OTHERS = re.compile(r"comp|corp|brand|employer|enterprise|recruiter|boss|user|author|publisher|logger")
"""Objects in a row that are somebody else, whose place and name are not the record's."""
_ENOUGH = 3

Row = Mapping[str, Any]


def _words(field: str, words: str) -> tuple[str, ...]:
    group = next((group for group, name in _KEYS.items() if name == field), "")
    return (*words.split(), *(word_groups("script_keys")[group] if group else ()))


_WORDS = {field: _words(field, words) for field, words in _NAMES.items()} | {
    field: _words(field, "") for field in ("expires_text", "employment_type_text", "benefits_text")
}


def guess(names: Sequence[str], rows: Sequence[Row] = ()) -> dict[str, str]:
    """Raw field → the column whose name is surest to be its; with rows, only where what stands in it may be."""
    found: dict[str, str] = {}
    for field, words in _WORDS.items():
        free = [name for name in names if name not in found.values() and _may_be(field, name, rows)]
        if chosen := _first(words, free) or _meant(field, free) or _labelled(field, free):
            found[field] = chosen
    if "url" not in found and (address := _address(names, rows)):
        found["url"] = address
    if "title" not in found and "text" in names and {"url", "description"} <= found.keys():
        found["title"] = "text"
    if found.get("source_id") == "序号" and "url" in found:
        # A row's number is another one tomorrow; an address is not.
        del found["source_id"]
    return found | combined(found, names, rows)


def _first(words: Iterable[str], names: Sequence[str]) -> str:
    """The name that is called by the surest word, the outermost of several; empty where none is."""
    by_key: dict[str, str] = {}
    for name in sorted(names, key=lambda name: name.count(".")):
        for key in _called(name):
            by_key.setdefault(key, name)
    return next((by_key[word] for word in words if word in by_key), "")


def _meant(field: str, names: Sequence[str]) -> str:
    """The outermost name that means a field by the words in it; empty where none does."""
    return min((name for name in names if field in means(name)), key=lambda name: name.count("."), default="")


def _labelled(field: str, names: Sequence[str]) -> str:
    """The name that says a field as a label on a page or a heading of a position table does; empty where none does."""
    labels = ((name, _bare(name.rpartition(".")[2])) for name in names)
    return next((name for name, label in labels if field in (vocabulary("job").field(label), field_of(label))), "")


def _bare(name: str) -> str:
    return re.sub(r"[_\s-]|[（(][^（）()]*[)）]", "", name)


def _called(name: str) -> tuple[str, ...]:
    """What the last part of a path is called: by itself, or by the object whose name it says."""
    *outer, last = _parts(name)
    if outer and last in _NAMING:
        return (f"{outer[-1]}{last}", outer[-1])
    return (last,)


def _parts(name: str) -> list[str]:
    return [_bare(part.lower()) or part for part in name.split(".")]


def _may_be(field: str, name: str, rows: Sequence[Row]) -> bool:
    *outer, _ = _parts(name)
    if field in ("title", "source_id", "url") and not set(outer) <= _OF_RECORD:
        return False
    if field not in ("employer", "provider") and any(map(_OF_OTHERS.search, outer)):
        return False
    return not rows or _tells(field, [mapped(row, {"it": name}).get("it", "") for row in rows])


def _tells(field: str, values: Sequence[str]) -> bool:
    """Whether these values may be those of a field that is different in each row, or an address."""
    told = list(filter(None, values))
    if not told and field in ("title", "source_id", "url"):
        return False
    if field == "source_id":
        return len(set(told)) == len(values)
    if field == "title":
        return len(values) < _ENOUGH or len(set(told)) > 1
    return field != "url" or all("/" in value or value.startswith("?") for value in told)


def _address(names: Sequence[str], rows: Sequence[Row]) -> str:
    """The column that is called an address of something, and of nothing beside the record; forms to apply come last."""
    named = [name for name in names if _ADDRESS.search(_parts(name)[-1]) and _may_be("url", name, rows)]
    own = [name for name in named if not any(map(_BESIDE.search, _parts(name)))]
    paths = [name for name in names if _PATH.search(_parts(name)[-1]) and _is_path(name, rows)]
    return next((name for name in own if not _FORM.search(_parts(name)[-1])), next(iter([*own, *paths]), ""))


def _is_path(name: str, rows: Sequence[Row]) -> bool:
    """Whether a column has the path of each row's own page."""
    told = [mapped(row, {"it": name}).get("it", "") for row in rows]
    own = not any(map(_BESIDE.search, _parts(name)))
    return own and len(set(told)) == len(told) > 1 and all(value.startswith("/") for value in told)


def kind_of(columns: Mapping[str, str], names: Sequence[str]) -> str:
    """The kind of record that such columns describe; `names` are theirs, and those of where they stand."""
    said = " ".join(names)
    if "provider" in columns or re.search(r"课程|培训|course", said, re.IGNORECASE):
        return "training_course"
    of_jobs = re.search(
        r"岗位|职位|job|position|recruit|vacanc|hiring|workplace|apply|career|employment|requisition|opening",
        said,
        re.IGNORECASE,
    )
    if of_jobs or {"employer", "salary_text", "requirements"} & columns.keys():
        return "job_posting"
    return "policy_notice"


def fitting(columns: Mapping[str, str], kind: str) -> dict[str, str]:
    """The columns that records of a kind have; the text of a notice is its body."""
    raw = raw_fields((kind,))
    called = {"body_text" if name == "description" and name not in raw else name: at for name, at in columns.items()}
    return {name: column for name, column in called.items() if name in raw}


def flat(row: Mapping[str, Any], prefix: str = "", depth: int = 3) -> list[str]:
    """Dotted paths to the plain values of an object, to lists of them, and to those of the objects in its lists."""
    paths: list[str] = []
    for name, value in row.items():
        if isinstance(value, Mapping) and depth:
            paths += flat(value, f"{prefix}{name}.", depth - 1)
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            paths += flat(value[0], f"{prefix}{name}.", 0) if depth else []
        elif not isinstance(value, list) or value:
            paths.append(f"{prefix}{name}")
    return paths
