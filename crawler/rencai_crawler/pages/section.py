"""One vacancy of several on a page: its title, the values beside it, and its text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rencai_crawler.pages.days import DAY
from rencai_crawler.pages.duties import Duties, find_duties
from rencai_crawler.pages.headings import OTHER_ALONE
from rencai_crawler.pages.job_names import ROLE
from rencai_crawler.pages.labels import pairs, vocabulary
from rencai_crawler.pages.lines import Line
from rencai_crawler.pages.section_title import title_of, values_beside
from rencai_crawler.pages.shape import is_value
from rencai_crawler.pages.title_values import is_button

_LONGEST_HEADING = 40
_LEAST_TEXT, LEAST_BELOW = 16, 6
APPLY = re.compile(
    r"^以上(?:各|所有)?(?:岗位|职位|人员|工种)|[\w.-]@\w|简历.{0,12}(?:发送|投递|[发投]至|寄)|"
    r"^(?:联系(?:人|电话|方式)|邮箱|电话|地址)\s*[:：]|^(?:报名|咨询|应聘|面试|招聘|有意者).{0,12}(?:电话|热线|微信|致电)"
)
"""Tells how to apply, and no more what the work is."""
COSTS = re.compile(r"学费|收费|报名费|培训费|价格|售价|课时(?!费)|考试(?:时间|日期|科目)|元\s?[/／每]\s?次")
"""In courses, examinations and services, which names of jobs head as well."""
_MOST_APPLY = 3
_CLAUSE = re.compile(r"(?:[（(]?\d{1,2}\s?[、.．)）]\s?)?[^。；;]{4,}[。；;]$|\d{1,2}\s?[、.．)）]\s?\S{4}")
"""A line of a text, however short: 1、编写报告；"""
_FOREIGN = re.compile(r"[A-Za-z][A-Za-z &/,()'-]{1,60}")
"""A title in English below the Chinese one."""


@dataclass(frozen=True, slots=True)
class Section:
    """One vacancy of several: its lines, what it is called, its text."""

    title: str
    beside: Mapping[str, str]
    """What its title's line tells behind the title."""
    day: str
    """A day above its title or behind it."""
    lines: Sequence[Line]
    duties: Duties


def costs(parts: Sequence[Sequence[Line]]) -> bool:
    """Whether most parts of a page cost something, so that they are no vacancies, whatever they are called."""
    return sum(any(COSTS.search(line.text) for line in part) for part in parts) * 2 > len(parts)


def section_of(part: Sequence[Line]) -> Section | None:
    """The vacancy that a part of a page is, below what may be its title; None where it is none."""
    told = from_title(part)
    below = find_duties(_without_apply(told[1:]))
    duties = replace(below, start=below.start + 1)
    title = title_of(told[0]) if told else ""
    if not duties.headed and ROLE.search(title):
        duties = without_heading(told)
    least = LEAST_BELOW if ROLE.search(title) else _LEAST_TEXT
    if not title or not duties.headed or len(duties.description) < least:
        return None
    duties = _with_lead(told, duties)
    above = part[: len(part) - len(told) + 1]
    day = next((match[0] for line in reversed(above) if (match := DAY.search(line.text))), "")
    return Section(title, values_beside(told[0]), day, told, duties)


def _without_apply(below: Sequence[Line]) -> Sequence[Line]:
    """Without the last lines, where they tell whom to write to."""
    last = range(max(0, len(below) - _MOST_APPLY), len(below))
    end = next((place for place in last if APPLY.search(below[place].text)), len(below))
    while end and end < len(below) and OTHER_ALONE.fullmatch(below[end - 1].text):
        end -= 1  # 【联系我们】
    return below[:end]


def _with_lead(told: Sequence[Line], duties: Duties) -> Duties:
    """With what stands between title and heading, where it is text rather than short values."""
    lead = without_heading(told[: duties.start], least=_LEAST_TEXT)
    if len(lead.description) < LEAST_BELOW:
        return duties
    heading = told[duties.start].text
    first = duties.description.partition("\n")[0]
    inline = heading if len(heading) <= _LONGEST_HEADING and not heading.endswith(first) else ""
    description = "\n".join(filter(None, (lead.description, inline, duties.description)))
    return replace(duties, description=description, start=lead.start)


def without_heading(told: Sequence[Line], least: int = 0) -> Duties:
    """What stands below a title and its short values, where no heading says what it is."""
    given = pairs(told, vocabulary("job"))
    labels, values = {pair.line for pair in given}, {pair.value for pair in given}
    beside = {
        at for at, line in enumerate(told) if at in labels or line.text in values or _FOREIGN.fullmatch(line.text)
    }
    texts = (at for at, line in enumerate(told) if at and at not in beside and not is_value(line))
    begins = next((at for at in texts if len(told[at].text) >= least or _CLAUSE.match(told[at].text)), len(told))
    return Duties("\n".join(line.text for line in told[begins:]), "", begins, headed=begins < len(told))


def from_title(part: Sequence[Line]) -> Sequence[Line]:
    """A part without buttons and days above its first line, where that may be a title."""
    first = next((place for place, line in enumerate(part) if not _may_precede(line)), len(part))
    return part[first:] if first < len(part) and title_of(part[first]) else ()


def _may_precede(line: Line) -> bool:
    return is_button(line.text) or DAY.fullmatch(line.text) is not None
