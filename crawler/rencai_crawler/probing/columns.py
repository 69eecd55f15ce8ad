"""Which column of an unknown file or answer is which raw field, from its name. Pure."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from rencai_crawler.pages.wordlists import word_groups

_NAMES = {
    "source_id": "id uuid guid 编号 序号 岗位编号 职位编号 课程编号 编码 job_id jobid course_id post_id",
    "title": "title name job_title jobtitle job_name jobname role course_name coursename 标题 名称 岗位 岗位名称 职位 "
    "职位名称 招聘岗位 课程 课程名 课程名称 项目名称",
    "employer": "company company_name companyname company.name employer organization organisation 企业 企业名称 公司 "
    "公司名称 用人单位 招聘单位 单位 单位名称",
    "provider": "school provider university 机构 机构名称 培训机构 学校 开课学校 开课机构 开课单位 开课高校 主讲学校 "
    "主讲单位 主办方 院校",
    "description": "description desc detail content summary 岗位职责 职位描述 岗位描述 工作内容 课程简介 课程概述 "
    "课程介绍 课程描述 课程大纲 简介 描述 内容",
    "requirements": "requirement requirements 任职要求 任职资格 岗位要求 招聘条件 要求",
    "salary_text": "salary pay wage 薪资 薪酬 工资 工资待遇 薪资待遇 月薪 待遇",
    "location_text": "location address city area 地点 工作地点 工作地址 上课地点 地址 区域 工作区域 所在地",
    "education_text": "education degree 学历 学历要求 文化程度",
    "experience_text": "experience 经验 工作经验 经验要求 工作年限",
    "headcount_text": "headcount openings 人数 招聘人数 招工人数 需求人数 拟招人数",
    "price_text": "price fee tuition 费用 价格 学费 收费 收费标准 培训费",
    "hours_text": "hours duration 学时 课时 时长 课程时长",
    "start_text": "start start_date startdate start_time 开课时间 开课日期 开班时间 开班日期 开始时间",
    "published_text": "published publish_date publishdate pubdate date created created_at createtime updated 发布时间 "
    "发布日期 日期 更新时间",
    "url": "url link href 链接 网址 课程链接 职位链接 详情链接",
}
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
}
"""Raw fields by the groups of names that scripts use."""
_ADDRESS = re.compile(r"(?:url|link|href)$|链接$|网址$")
_BESIDE = re.compile(
    r"logo|im(?:g|age)|icon|avatar|photo|pic|cover|video|company|corp|brand|^home|site|appl|图|公司|企业"
)
"""Addresses of pictures, employers and forms."""
_WORDS = {field: frozenset(words.split()) for field, words in _NAMES.items()}
_SCRIPT_WORDS = {field: word_groups("script_keys")[name] for name, field in _KEYS.items()}


def guess(names: Sequence[str]) -> dict[str, str]:
    """Raw field → the first of these columns that is called like it."""
    found: dict[str, str] = {}
    for field, words in _WORDS.items():
        for name in names:
            if name not in found.values() and {name.lower(), name.lower().rpartition(".")[2].strip()} & words:
                found[field] = name
                break
    for field, known in _SCRIPT_WORDS.items():
        called = {re.sub(r"[_-]", "", name.lower().rpartition(".")[2]): name for name in reversed(names)}
        name = next((called[key] for key in known if key in called and called[key] not in found.values()), "")
        if name and field not in found:
            found[field] = name
    if "url" not in found and (address := next(filter(_leads_to_page, names), "")):
        found["url"] = address
    if found.get("source_id") == "序号" and "url" in found:
        # A row's number is another one tomorrow; an address is not.
        del found["source_id"]
    return found


def _leads_to_page(name: str) -> bool:
    """Whether a column is called the address of something, and of nothing beside the record."""
    words = re.sub(r"[_-]", "", name.rpartition(".")[2].lower())
    return bool(_ADDRESS.search(words)) and not _BESIDE.search(words)


def kind_of(columns: Mapping[str, str], names: Sequence[str]) -> str:
    """The kind of record that such columns describe."""
    said = " ".join(names)
    if "provider" in columns or re.search(r"课程|培训|course", said, re.IGNORECASE):
        return "training_course"
    if {"employer", "salary_text", "requirements"} & columns.keys() or re.search(r"岗位|职位|job", said, re.IGNORECASE):
        return "job_posting"
    return "policy_notice"


def flat(row: Mapping[str, Any], prefix: str = "", depth: int = 3) -> list[str]:
    """Dotted paths to the plain values of an object, and to lists of them."""
    paths: list[str] = []
    for name, value in row.items():
        if isinstance(value, Mapping) and depth:
            paths += flat(value, f"{prefix}{name}.", depth - 1)
        elif not isinstance(value, list) or (value and not isinstance(value[0], Mapping)):
            paths.append(f"{prefix}{name}")
    return paths
