"""Which column of an unknown file or answer is which raw field, from its name. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_NAMES: dict[str, str] = {
    "source_id": r"(?:id|uuid|guid|编号|序号|岗位编号|职位编号|课程编号|编码|\w*[_ ]?id)",
    "title": r"(?:title|name|job_?(?:title|name)|course_?name|标题|名称|岗位(?:名称)?|职位(?:名称)?|招聘岗位|课程(?:名称)?|课程名|项目名称)",
    "employer": r"(?:company(?:_?name)?|employer|organi[sz]ation|企业(?:名称)?|公司(?:名称)?|用人单位|招聘单位|单位(?:名称)?)",
    "provider": r"(?:school|provider|university|机构(?:名称)?|培训机构|学校|开课(?:学校|机构|单位|高校)|主讲(?:学校|单位)|主办方|院校)",
    "description": r"(?:description|desc|detail|content|summary|岗位职责|职位描述|岗位描述|课程(?:简介|概述|介绍|描述|大纲)|简介|描述|内容)",
    "requirements": r"(?:requirements?|任职(?:要求|资格)|岗位要求|招聘条件|要求)",
    "salary_text": r"(?:salary|pay|wage|薪资|薪酬|工资(?:待遇)?|月薪|待遇)",
    "location_text": r"(?:location|address|city|area|地点|工作地点|工作地址|地址|区域|所在地)",
    "education_text": r"(?:education|degree|学历(?:要求)?|文化程度)",
    "experience_text": r"(?:experience|工作经验|经验(?:要求)?|工作年限)",
    "headcount_text": r"(?:headcount|number|openings|人数|招聘人数|需求人数|拟招人数)",
    "price_text": r"(?:price|fee|tuition|费用|价格|学费|收费(?:标准)?)",
    "hours_text": r"(?:hours|duration|学时|课时|时长)",
    "start_text": r"(?:start(?:_?(?:date|time))?|开课(?:时间|日期)|开班(?:时间|日期)|开始时间)",
    "published_text": r"(?:publish\w*|pub_?date|date|created?_?(?:at|time)?|发布(?:时间|日期)|日期|更新时间)",
    "url": r"(?:url|link|href|[\u4e00-\u9fff]{0,4}(?:链接|网址))",
}
_PATTERNS = {field: re.compile(pattern, re.IGNORECASE) for field, pattern in _NAMES.items()}


def guess(names: Sequence[str]) -> dict[str, str]:
    """Raw field → the first of these columns that is called like it."""
    found: dict[str, str] = {}
    for field, pattern in _PATTERNS.items():
        for name in names:
            if name not in found.values() and pattern.fullmatch(name.rpartition(".")[2].strip()):
                found[field] = name
                break
    if found.get("source_id") == "序号" and "url" in found:
        # A row's number is another one tomorrow; an address is not.
        del found["source_id"]
    return found


def kind_of(columns: Mapping[str, str], names: Sequence[str]) -> str:
    """The kind of record that such columns describe."""
    said = " ".join(names)
    if "provider" in columns or re.search(r"课程|培训|course", said, re.IGNORECASE):
        return "training_course"
    if {"employer", "salary_text", "requirements"} & columns.keys() or re.search(r"岗位|职位|job", said, re.IGNORECASE):
        return "job_posting"
    return "policy_notice"


def flat(row: Mapping[str, Any], prefix: str = "", depth: int = 3) -> list[str]:
    """Dotted paths to the plain values of an object."""
    paths: list[str] = []
    for name, value in row.items():
        if isinstance(value, Mapping) and depth:
            paths += flat(value, f"{prefix}{name}.", depth - 1)
        elif not isinstance(value, list):
            paths.append(f"{prefix}{name}")
    return paths


def path_to_rows(answer: Any, prefix: str = "", depth: int = 4) -> str | None:
    """The dotted path to the longest list of objects in an answer; None where there is none."""
    best: tuple[int, str] | None = None
    waiting: list[tuple[Any, str, int]] = [(answer, prefix, depth)]
    while waiting:
        value, path, left = waiting.pop()
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            best = max(best or (0, ""), (len(value), path))
        elif isinstance(value, Mapping) and left:
            waiting += [(inner, f"{path}.{name}" if path else str(name), left - 1) for name, inner in value.items()]
    return best[1] if best else None
