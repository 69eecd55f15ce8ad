"""What lines look like: how they are marked up, and whether they are short values."""

import re

from rencai_crawler.pages import furniture
from rencai_crawler.pages.bare_values import is_brief
from rencai_crawler.pages.days import DAY
from rencai_crawler.pages.labels import vocabulary
from rencai_crawler.pages.lines import EDGE, Line, leads_away
from rencai_crawler.pages.tree import Element

EMPHASIS = frozenset({"b", "strong", "em", "font", "span", "u", "big", "i"})
LONGEST_VALUE = 80

_PAY = re.compile(r"(?:底薪|基本工资|综合(?:月薪|工资)|[年月日时]薪|薪[资酬水]|工资|待遇)\s*[:：]?[^\d。；]{0,6}\d")
"""底薪4000元+提成, 薪酬 200元/天."""

Signature = tuple[str, str, str]
"""How a line is marked up: name and class of its element, and the name of the one inside that holds all of it."""


def is_value(line: Line) -> bool:
    """Whether a line says something short of a vacancy: 招聘人数：3人, 本科及以上/3年以上."""
    if furniture.has_no_words(line.text):
        return True
    if len(line.text) > LONGEST_VALUE or leads_away(line):
        return False
    if _PAY.match(line.text) or DAY.fullmatch(line.text):
        return True
    bare = any(map(is_brief, re.split(rf"[\s|｜/{EDGE}]+", line.marked)))
    return bare or bool(vocabulary("job").inside(line.marked))


def signature(line: Line) -> Signature:
    element, tail = line.slots[0]
    alone = not tail and element is not line.block and all(slot == (element, False) for slot in line.slots)
    return line.block.tag, first_class(line.block), element.tag if alone else ""


def first_class(element: Element) -> str:
    """The first class of an element; further ones tell first from last, shown from hidden."""
    return next(iter((element.get("class") or "").split()), "")
