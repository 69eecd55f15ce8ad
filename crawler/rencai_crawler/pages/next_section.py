"""Which line heads the next section of a vacancy's page: one that is written as the heading of the duties is.

What such a section is called (店铺环境, 竞争力分析) says every site in its own way. That its heading looks as the
other headings of the page do, and not as the text, holds on all.
"""

import re
from collections.abc import Sequence

from rencai_crawler.pages import furniture
from rencai_crawler.pages.headings import (
    ABOUT_COMPANY,
    DUTIES_AHEAD,
    DUTIES_ALONE,
    heads_demands,
    is_heading,
)
from rencai_crawler.pages.labels import vocabulary
from rencai_crawler.pages.lines import EDGE, Line, squeeze

Look = tuple[str, ...]

_NAME = re.compile(r"[^。；，！？,;!\d]{2,14}?(?:\s+[A-Za-z][A-Za-z &/]*)?\s*[:：]?")
_OF_ADVERT = re.compile("条件|要求|优先|职责|任职|资格|能力|技能|素质|加分|亮点|[我你您]")
"""In names of parts that an advert's author gives: 优先聘用条件, 我们提供."""
_OF_EITHER = re.compile("薪|福利|待遇|工资|时间|保障")
"""In those that an author gives, and a site as well."""
_LABEL = re.compile(r"[\u4e00-\u9fff](?:\s?[\u4e00-\u9fff]){1,6}\s*[:：]")
_BRACKETED = re.compile(r"[\[【][^\]】]{2,10}[\]】]")
_ABOVE, _NEAR, _LEAST_LABELS = 12, 8, 2


def heads_next_section(every: Sequence[Line], place: int, heading: int, text: Line) -> bool:
    """Whether the line at a place heads what is no more duties or demands; `text` is the first below their heading."""
    line, own = every[place], every[heading]
    if _names_duties(line.text) or not _is_alike(line, own, text):
        return False
    apart = _stands_apart(own, text) and _names_section(line.text)
    if _is_of_labels(every, heading):
        found = apart or _begins_with_label(line)
    else:
        found = apart and (not _OF_EITHER.search(line.text) or _is_of_layout(every[place + 1 :], own, text))
    return found and not _demands_follow(every, place, heading, text)


def _is_alike(line: Line, heading: Line, text: Line) -> bool:
    """Whether a line is written as a heading is, by the first of its traits that tells the heading from its text."""
    if heading.block is text.block:
        return _look(line) == _look(heading) and line.block is not heading.block
    for trait in (_look, _place, _form):
        own = trait(heading)
        if own and own != trait(text):
            return trait(line) == own
    return False


def _look(line: Line) -> Look:
    """Tag and class of a line's element, and of the one inside that its text begins with."""
    inner, is_tail = line.slots[0]
    within = () if is_tail or inner is line.block else (inner.tag, inner.get("class") or "")
    return (line.block.tag, line.block.get("class") or "", *within)


def _place(line: Line) -> Look:
    """The same of an element that is the first of a row, and of the row."""
    row = line.block.getparent()
    if row is None or line.block.getprevious() is not None or len(row) < _LEAST_LABELS:
        return ()
    return (*_look(line), row.tag, row.get("class") or "")


def _form(line: Line) -> Look:
    """How the text of a line says that it is a label: 【待遇】, 待遇："""
    return ("bracketed",) if _BRACKETED.match(line.text) else ("labelled",) if _LABEL.match(line.text) else ()


def _stands_apart(heading: Line, text: Line) -> bool:
    """Whether a heading is an element of its own sort, and no line of a flow of paragraphs that is emphasised."""
    own, below = heading.block, text.block
    of_own_sort = own is not below and (own.tag, own.get("class")) != (below.tag, below.get("class"))
    return of_own_sort or bool(_place(heading))


def _is_of_labels(every: Sequence[Line], heading: int) -> bool:
    """Whether the heading is one of a list of labels, which values of the vacancy have as well."""
    look = _look(every[heading])
    above = every[max(0, heading - _ABOVE) : heading]
    return sum(_look(line) == look and _is_labelled(line) for line in above) >= _LEAST_LABELS


def _is_labelled(line: Line) -> bool:
    words = vocabulary("job")
    told = words.inside(line.marked)
    return (
        bool(told and told[0][2] <= 1) or words.alone(line.marked) is not None or bool(words.side_by_side(line.marked))
    )


def _begins_with_label(line: Line) -> bool:
    first = next(filter(None, map(squeeze, line.marked.split(EDGE))), "")
    return bool(_form(line)) or (len(first) < len(line.text) and bool(_NAME.fullmatch(first))) or _is_labelled(line)


def _names_section(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and not (is_heading(text) or _OF_ADVERT.search(text))


def _is_of_layout(below: Sequence[Line], heading: Line, text: Line) -> bool:
    """Whether the site gives the headings that look as this one does, and not the author of the text."""
    return any(_is_of_site(line.text) and _is_alike(line, heading, text) for line in below)


def _is_of_site(text: str) -> bool:
    """Whether a heading is one that sites give: whose the vacancy is, where, which others there are."""
    label = vocabulary("job").alone(text)
    place = label is not None and vocabulary("job").field(label) == "location_text"
    return place or bool(ABOUT_COMPANY.match(text)) or furniture.begins_related(text)


def _names_duties(text: str) -> bool:
    return heads_demands(text) or bool(DUTIES_ALONE.fullmatch(text) or DUTIES_AHEAD.match(text))


def _demands_follow(every: Sequence[Line], place: int, heading: int, text: Line) -> bool:
    """Whether the demands still come below, where the text so far is duties."""
    own = every[heading]
    if heads_demands(own.text):
        return False
    below = every[place + 1 : place + 1 + _NEAR]
    return any(heads_demands(line.text) and _is_alike(line, own, text) for line in below)
