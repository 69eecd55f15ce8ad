"""Whether a query asks something: an answer stands in a text, where a name stands in a title."""

import re
from collections.abc import Sequence

from rencai.search.asking import asks
from rencai.search.hints import learns
from rencai.search.parts import Part
from rencai.search.understanding import LONG_QUERY

_SEEKING = re.compile(r"招|招聘|招工|招人|招个|急招|诚聘|找|找个|求|求职|应聘|学|想学|自学|报名|报班")
"""Who says one of these wants a vacancy or a course, as in «哪里招电工» and «哪里学电焊»."""
_WHOM = ("谁", "哪里", "哪儿")
"""Behind 找 one of these asks whom to turn to: 物业乱收费找谁 looks for nobody to employ."""
_BY_LAW = re.compile("犯法|违法|合法|犯罪|处罚|罚款|判刑|坐牢")
"""Who asks one of these of 招 or 找 asks what is allowed: 招童工犯法吗."""
_WHERE_OR_HOW_MUCH = re.compile(r"哪里|哪儿|哪个|哪家|哪些|多少|有没有")
"""Who asks one of these of a course wants one, as in «叉车培训多少钱»."""
_NAME_OF_A_RULE = re.compile(r"(?:法|决定|细则|通知|意见|方案|解释|目录|标准|制度)$")


LONG_MATTER = 14
"""Tokens beyond which even words without any function word tell something."""


def is_question(parts: Sequence[Part]) -> bool:
    """Whether a query is a question rather than a name or a list of wishes: it asks, or it is long and is neither."""
    if any(part.wish for part in parts):
        return False
    long = sum(len(part.tokens) for part in parts if part.required) > LONG_QUERY
    if asks(parts):
        return (long and not learns(parts)) or not _seeks(parts)
    # 高危行业安全生产许可 is a matter: somebody who tells something says 了, 的 or 我 as well.
    told = any(not part.required for part in parts) or sum(len(part.tokens) for part in parts) > LONG_MATTER
    return long and told and not any(part.meanings or part.span or _NAME_OF_A_RULE.search(part.text) for part in parts)


def _seeks(parts: Sequence[Part]) -> bool:
    """Whether what is asked is where to find something."""
    if any(_BY_LAW.search(part.text) for part in parts):
        return False
    behind = [*(part.text for part in parts[1:]), ""]
    if any(_SEEKING.fullmatch(part.text) and after not in _WHOM for part, after in zip(parts, behind, strict=True)):
        return True
    if learns(parts):
        return True
    course = any(meaning.values == ("training_course",) for part in parts for meaning in part.meanings)
    return course and any(_WHERE_OR_HOW_MUCH.fullmatch(part.text) for part in parts)
