"""The jobs someone had: a CV heads them as an advert heads its vacancies, and is none."""

import re
from collections.abc import Iterable, Sequence

from rencai_crawler.pages.lines import Line

_PERIOD = re.compile(
    r"(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*月?\s*(?:[-~～—–至到]+\s*){1,2}(?:(?:19|20)\d\d|至?今|现在|目前)"
)
_HELD = re.compile(r"(?:担任(?:职[务位]|岗位)|(?:现任|曾任|实习)(?:职[务位]|公司|单位))\s*[:：]")
_OF_PERSON = re.compile(
    "(?:个人|求职)简历|求职意向|自我评价|教育(?:经历|背景)|(?:工作|实习|项目)(?:经[历验]|履历)|(?:期望|应聘)(?:职位|薪[资水])|姓名|性别|民族|"
    "出生(?:年月|日期)|婚姻状况|政治面貌|毕业院校|籍贯|属相|生肖|(?:期望|意向|求职|自我)[\u4e00-\u9fff]{2,4}"
)
_HEADING = re.compile(r"(?:工作|实习|项目)(?:经[历验]|履历)\s*[:：]?")
_MOST_BETWEEN = 4
"""Lines between the time someone had a job and what was done there."""
_LEAST_OF_PERSON = 4


def tells_past(text: str) -> bool:
    """Whether a line says how long someone had a job: 2019.03 - 至今 示例公司."""
    return _PERIOD.search(text) is not None


def of_person(every: Iterable[Line]) -> int:
    """How much lines say of one person, as a CV does; what an advert asks has no colon, or more behind it."""
    told = (re.split("[:：]", re.sub(r"\s", "", line.text), maxsplit=1)[0] for line in every)
    return len({text for text in told if _OF_PERSON.fullmatch(text)})


def is_past(every: Sequence[Line], heads: Sequence[int]) -> bool:
    """Whether headings stand below what a CV says of a person, or below the times or names of past jobs."""
    if of_person(every[: heads[0]]) >= _LEAST_OF_PERSON:
        return True
    near = every[max(0, heads[0] - _MOST_BETWEEN) : heads[0]]
    if any(_HEADING.fullmatch(line.text) for line in near):
        return True
    above = (every[max(0, head - _MOST_BETWEEN) : head] for head in heads)
    return sum(map(_had_job, above)) > 1


def _had_job(lines: Iterable[Line]) -> bool:
    return any(_HELD.search(line.text) or (line.text[:2].isdecimal() and tells_past(line.text)) for line in lines)
