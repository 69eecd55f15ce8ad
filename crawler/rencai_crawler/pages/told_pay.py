"""Pay that a text tells, where no label does: below a heading of it, or at the beginning of a line."""

import re
from itertools import islice

from rencai_crawler.pages.bare_values import field_of_value, values_of

_AHEAD = r"[\W\d一二三四五六七八九十]{0,6}"
_PAYS = re.compile(
    rf"{_AHEAD}(?:薪[资酬水]|工资|(?:福利)?待遇|[年月]薪|[每年月]{{0,2}}(?:工资|收入)|每月|综合|底薪){{1,2}}(?:待遇|标准|福利)?"
)
_NUMBER = re.compile(rf"^{_AHEAD}[、.．)）]\s*")
_WORDS = re.compile(r"[\s，,。；;、|｜：:]+")
_CLAUSES = re.compile("[，,；;。]")
_MORE = re.compile(r"\d{3}|薪|奖|提成|绩效|补|[包管][吃住]")
_FIRST_WORDS = 3


def pay_in(text: str) -> str:
    """The pay that a line of a text begins with, or that stands below a heading of it: 三、待遇 / 每月4200元，五险."""
    above = ""
    for line in text.split("\n"):
        if _PAYS.match(line) or _PAYS.fullmatch(above.rstrip("：: ")):
            words = filter(None, _WORDS.split(_NUMBER.sub("", line)))
            if pay := values_of(islice(words, _FIRST_WORDS)).get("salary_text"):
                return pay
        above = line
    return ""


def first_clause(pay: str) -> str:
    """A pay without what else its line promises: 5000元，五险一金，有食堂。"""
    first, *others = _CLAUSES.split(pay)
    more = any(map(_MORE.search, others))
    return first if others and not more and field_of_value(first) == "salary_text" else pay
