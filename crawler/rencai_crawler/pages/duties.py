"""The part of a vacancy that says what the work is and what it asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice

from rencai_crawler.pages.duty_section import is_menu, section_below, to_next_section
from rencai_crawler.pages.headings import (
    DEMANDS_AHEAD,
    DEMANDS_ALONE,
    DUTIES_AHEAD,
    DUTIES_ALONE,
    MAY_HEAD,
    OTHER_ALONE,
    WITHIN,
    heads_demands,
    is_heading,
    spelled,
)
from rencai_crawler.pages.lines import EDGE, Line, squeeze
from rencai_crawler.pages.section_title import HEADING_TAGS
from rencai_crawler.pages.trimming import is_label_line

_HEADED_BY = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9（）()·]{3,40}(?:有限(?:责任)?公司|公司|集团)(?:[\u4e00-\u9fff]{2,10}(?:分公司|店))?|"
    r"[\d.,]+[kK千万]?\s*[-~～—至]\s*[\d.,]+\s*[kK千万元].{0,8}"
)
_LONG, _SHORT = 40, 24
_LONGEST_HEADING = 30
_OF_A_CARD, _MOST_OF_CARD, _MOST_OF_PAGE = 3, 12, 200
_MOSTLY = 0.79
_NAMED_PART = re.compile(r"[\[【][^\]】]{2,10}[\]】]\s*[:：]?")
_SURELY_TEXT = 80
"""Characters below a heading that are a text, though a line among them is a company's name."""
_MOST_HEADINGS = 30
"""Headings that are looked below: a page of more is made of them."""
_ENOUGH = 6
_MOST_DEMANDS = 16


@dataclass(slots=True)
class Duties:
    """Description with all it holds, the part of it that asks something, and the place where it begins."""

    description: str = ""
    requirements: str = ""
    start: int = 0
    headed: bool = False
    labels: bool = False
    """Whether it is labelled values, as 职位信息 may head: then any other text counts first."""


def find_duties(every: Sequence[Line]) -> Duties:
    """The text below the heading of the duties (or, failing that, of the demands), to where another section begins."""
    spare: Duties | None = None
    named = [(place, name) for place, line in enumerate(every) if (name := _may_head(line))]
    for alone, ahead in ((DUTIES_ALONE, DUTIES_AHEAD), (DEMANDS_ALONE, DEMANDS_AHEAD)):
        headings = (place for place, name in named if alone.fullmatch(name) or ahead.match(name))
        below = (_below(every, place, alone, ahead) for place in islice(headings, _MOST_HEADINGS))
        short: Duties | None = None
        for duties in filter(None, below):
            if duties.labels:
                spare = spare or duties
            elif len(duties.description) > _LONG:
                return _with_parts_above(every, _with_demands_above(every, duties))
            else:
                short = short or duties
        if short:
            return short
    return spare or Duties()


def heads_duties(every: Sequence[Line], place: int) -> bool:
    """Whether a line heads duties or demands, or begins with such a heading."""
    text = every[place].text
    if len(text) <= _LONGEST_HEADING and (DUTIES_ALONE.fullmatch(text) or DEMANDS_ALONE.fullmatch(text)):
        return not is_menu(every, place)
    return bool(DUTIES_AHEAD.match(text) or DEMANDS_AHEAD.match(text))


def _with_demands_above(every: Sequence[Line], duties: Duties) -> Duties:
    """From the heading of the demands, where those stand first and lead to the duties."""
    for place in range(duties.start - 1, max(-1, duties.start - _MOST_DEMANDS), -1):
        text = every[place].text
        ahead = DEMANDS_AHEAD.match(text) if len(text) > _LONG else None
        if ahead or (DEMANDS_ALONE.fullmatch(text) and len(text) <= _LONGEST_HEADING):
            whole = _below(every, place, DEMANDS_ALONE, DEMANDS_AHEAD)
            if whole and duties.description in whole.description:
                asked = [text[ahead.end() :]] if ahead else []
                demands = "\n".join([*asked, *(line.text for line in every[place + 1 : duties.start])])
                return Duties(whole.description, demands, place, headed=True)
            break
    return duties


def _with_parts_above(every: Sequence[Line], duties: Duties) -> Duties:
    """From the first of the parts beside them whose headings are written as theirs: 【薪资体系】 … 【岗位职责】."""
    heading = every[duties.start]
    if not _NAMED_PART.fullmatch(heading.text):
        return duties
    around, first = heading.block.getparent(), duties.start
    for place in range(duties.start - 1, -1, -1):
        line = every[place]
        if line.block.getparent() is not around or line.in_link:
            break
        first = place if _NAMED_PART.fullmatch(line.text) else first
    if first == duties.start:
        return duties
    above = [line.text for line in every[first : duties.start + 1]]
    return replace(duties, description="\n".join([*above, duties.description]), start=first)


def _below(every: Sequence[Line], place: int, alone: re.Pattern[str], ahead: re.Pattern[str]) -> Duties | None:
    line = every[place]
    name = _name(line)
    if name == line.text and is_menu(every, place):
        return None
    begins = ahead.match(name)
    if not begins and not (len(name) <= _LONGEST_HEADING and alone.fullmatch(name)):
        return None
    section = section_below(every, place, inline=bool(begins))
    start = place if begins else _start(every, place, section)
    section = _below_inner(every, start, section) if start > place else section
    texts = [name[begins.end() :]] if begins else []
    texts += [each.text for each in section]
    length = sum(map(len, texts))
    inner = any(DUTIES_ALONE.fullmatch(text) for text in texts)
    allowed = int(length > _SURELY_TEXT and not inner)
    if length < _ENOUGH or sum(bool(_HEADED_BY.fullmatch(text)) for text in texts[:8]) > allowed:
        return None
    demands = heads_demands(name)
    description = "\n".join(texts)
    card = every[place + 1 : start]
    labels = sum(map(is_label_line, section)) > len(section) * _MOSTLY or _leads_to_duties(section)
    labels = labels or (len(card) >= _OF_A_CARD and all(map(is_label_line, card)))
    labels = labels or _holds_heading(section)
    asked = description if demands else _demands(texts)
    return Duties(description, asked, start, headed=True, labels=labels)


def _may_head(line: Line) -> str:
    """What a line is called, where it may be a heading at all; most lines are found not to be at once."""
    name = _name(line) if EDGE in line.marked or MAY_HEAD.search(line.text) else spelled(line.text)
    return name if MAY_HEAD.search(name) else ""


def _name(line: Line) -> str:
    """What a line is called as a heading: of a row of tabs the first, whose text stands below."""
    first, *others = [name for part in line.marked.split(EDGE) if (name := squeeze(part))] or [line.text]
    return first if others and all(map(OTHER_ALONE.fullmatch, others)) else spelled(line.text)


def _start(every: Sequence[Line], place: int, section: Sequence[Line]) -> int:
    """Place of the innermost heading of a text: what stands between it and an outer one tells of the vacancy."""
    if not section or section[0].block is every[place].block:
        return place
    return max(place, every.index(section[0]) - (0 if is_heading(section[0].text) else 1))


def _below_inner(every: Sequence[Line], start: int, section: Sequence[Line]) -> list[Line]:
    """A section to what its inner heading does not head; without that heading, where the markup says that it is one."""
    whole = to_next_section(every, start, section)
    return whole[1:] if every[start].block.tag in HEADING_TAGS and whole[:1] == [every[start]] else whole


def _leads_to_duties(section: Sequence[Line]) -> bool:
    """Whether a section is a card of labels, one of which names the duties: [职位描述]岗位职责：…"""
    head = section[:_OF_A_CARD]
    return (
        len(head) == _OF_A_CARD
        and all(map(is_label_line, head))
        and any(DUTIES_AHEAD.match(line.text) or _is_named(line.text) for line in section[_OF_A_CARD:])
    )


def _holds_heading(section: Sequence[Line]) -> bool:
    """Whether a heading of duties stands in a section below nothing but short lines: the section is the page's."""
    inner = next((place for place, line in enumerate(section[:_MOST_OF_CARD]) if _is_named(line.text)), 0)
    return (
        len(section) <= _MOST_OF_PAGE
        and inner >= _OF_A_CARD
        and all(len(line.text) < _SHORT for line in section[:inner])
    )


def _is_named(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and DUTIES_ALONE.fullmatch(text) is not None


def _demands(texts: Sequence[str]) -> str:
    """The part of a description below 任职要求, to the next heading."""
    taken: list[str] = []
    inside = False
    for text in texts:
        begins = DEMANDS_AHEAD.match(text)
        if begins or (len(text) <= 30 and DEMANDS_ALONE.fullmatch(text)):
            inside = True
            taken += [text[begins.end() :]] if begins else []
        elif inside and (DUTIES_ALONE.fullmatch(text) or DUTIES_AHEAD.match(text) or WITHIN.match(text)):
            inside = False
        elif inside:
            taken.append(text)
    return "\n".join(taken)
