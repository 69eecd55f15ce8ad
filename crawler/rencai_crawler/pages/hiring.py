"""Whether somebody is hired on a page at all, which speaks of jobs as guides, CVs, news and courses do as well.

No single sign is certain: a guide has headings of duties, an encyclopedia pay, a CV the name of a job, and an advert
may have none of them. What speaks for an advert and against it is added up, by weights that are learnt.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rencai_crawler.pages.duties import Duties
from rencai_crawler.pages.job_names import ROLE, is_trade
from rencai_crawler.pages.lines import Line
from rencai_crawler.pages.past_jobs import of_person
from rencai_crawler.pages.section import COSTS
from rencai_crawler.pages.weighing import likeliest

TRAITS = (
    "any",
    "role",
    "trade",
    "long",
    "clauses",
    "labelled",
    "pay",
    "employer",
    "count",
    "asked",
    "enough",
    "duties",
    "demands",
    "mostly",
    "text",
    "called",
    "hires_title",
    "hires_line",
    "calls",
    "applies",
    "several",
    "leads",
    "questions",
    "guides",
    "person",
    "costs",
    "tells",
    "figures",
    "events",
    "bids",
    "courses",
)
HIRES = re.compile(
    "招聘(?!网)|诚聘|招贤纳士|加入我们|急聘|高薪聘|[急诚]招|招工|招人|招募|在招|用工信息|(?:工作|职业)机会|职位空缺|"
    "[Cc]areers?|[Jj]oin us"
)
"""What a page says of itself that hires."""
_LONGEST_NAME, _LEAST_TEXT, _MANY, _FEW = 20, 24, 4, 3
_MOSTLY = 0.6
_QUESTIONS = re.compile("[？?]|多少|什么|怎么|怎样|如何|吗$|哪|为何")
_GUIDES = re.compile(
    "指南|指引|攻略|范[文本]|模板|百科|流程|水平|技巧|必看|必读|一文|一图|读懂|解读|须知|注意|提醒|盘点|排行|分享|(?<![招聘需收\\d一二两三四五六七八九十])(?<![招聘需收]\\s)[\\d一二两三四五六七八九十]+[个篇条招种大类]|理念|设置|故事|风采|介绍$|说明书|标准|大全|"
    "(?:薪[资酬水]|工资|收入)(?:调查|调研|报告|行情|对比)(?!员|专员)"
)
"""In titles of what is told about jobs."""
_TELLS = re.compile("[了他她]|“|本人")
"""In what is told of somebody; demands and duties have little of it."""
_FIGURES = re.compile("平均|中位|分位|同比|样本|统计|占比|均值|价位|\\d%")
_EVENTS = re.compile("近日|日前|本报讯|记者|通讯员|举[办行]|启动|据悉|表示|活动|现场|同学")
_BIDS = re.compile("采购|[投招]标|磋商|中标|供应商|预算|甲方|乙方|补贴|条例|法》|政策")
_COURSES = re.compile("培训|学员|考证|取证|招生|报考|课程|结业|学费|证书")


@dataclass(frozen=True, slots=True)
class Offer:
    """What was read of a page, and how it says that it hires."""

    title: str
    whole_title: str
    """All of `<title>`."""
    fields: Mapping[str, Any]
    labelled: Collection[str]
    """Which values of a vacancy are labelled."""
    title_labelled: bool
    duties: Duties
    lines: Sequence[Line]
    """The page's own."""
    hires_line: bool
    calls: bool
    applies: bool
    called: bool
    """Whether what stands above the duties is surely a job's name."""
    leads: int = 0
    """How many buttons lead to pages of their own."""
    parts: int = 1


def is_hired(offer: Offer) -> bool:
    """Whether more speaks for somebody being hired than against it."""
    return likeliest({"page": traits(offer)}, "hiring") is not None


def traits(offer: Offer) -> dict[str, float]:
    """How far each trait is there."""
    return _of_advert(offer) | _of_others(offer)


def _of_advert(offer: Offer) -> dict[str, float]:
    fields, title = offer.fields, offer.title
    description = str(fields.get("description", ""))
    whole = sum(len(line.text) for line in offer.lines)
    asked = ("education_text", "experience_text", "employment_type_text", "skill_level_text")
    return {
        "any": 1.0,
        "role": float(len(title) <= _LONGEST_NAME and bool(ROLE.search(title))),
        "trade": float(len(title) <= _LONGEST_NAME and is_trade(title)),
        "long": float(len(title) > _LONGEST_NAME),
        "clauses": float(bool(re.search("[，。！：]", title))),
        "labelled": float(offer.title_labelled),
        "pay": float(bool(fields.get("salary_text"))),
        "employer": float("employer" in offer.labelled),
        "count": float(bool(fields.get("headcount_text"))),
        "asked": float(any(map(fields.get, asked))),
        "enough": float(_tells_enough(offer)),
        "duties": float(offer.duties.headed),
        "demands": float(bool(offer.duties.requirements)),
        "mostly": float(len(description) > whole * _MOSTLY),
        "text": float(len(description) > _LEAST_TEXT),
        "called": float(offer.called),
        "hires_title": float(bool(HIRES.search(offer.whole_title))),
        "hires_line": float(offer.hires_line),
        "calls": float(offer.calls),
        "applies": float(offer.applies),
        "several": float(offer.parts > 1),
        "leads": min(offer.leads, _FEW) / _FEW,
    }


def _tells_enough(offer: Offer) -> bool:
    """Whether two of pay, employer and text are told, and labels or headings besides."""
    essential = sum(bool(offer.fields.get(name)) for name in ("salary_text", "employer"))
    headed = offer.duties.headed
    return essential + bool(offer.duties.description) > 1 and len(offer.labelled) > (0 if headed else 1)


def _of_others(offer: Offer) -> dict[str, float]:
    """What guides, CVs, news, courses, tenders and statistics have."""
    titles = f"{offer.title}\n{offer.whole_title}"
    text = "\n".join(line.text for line in offer.lines)
    return {
        "questions": float(bool(_QUESTIONS.search(titles))),
        "guides": float(bool(_GUIDES.search(titles))),
        "person": min(of_person(offer.lines), _FEW) / _FEW,
        "costs": float(bool(COSTS.search(text))),
        "tells": min(len(_TELLS.findall(text)) * 100 / max(len(text), 200), _MANY) / _MANY,
        "figures": min(len(_FIGURES.findall(text)), _FEW) / _FEW,
        "events": min(len(_EVENTS.findall(text)), _FEW) / _FEW,
        "bids": min(len(_BIDS.findall(text)), _FEW) / _FEW,
        "courses": min(len(_COURSES.findall(text)), _MANY) / _MANY,
    }
