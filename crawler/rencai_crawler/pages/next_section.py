"""Which line heads the next section of a vacancy's page: one that is written as the heading of the duties is.

What such a section is called (店铺环境, 竞争力分析) says every site in its own way. That its heading looks as the
other headings of the page do, and not as the text, holds on all.
"""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

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


class Heading:
    """The heading of duties or demands at a place, with what tells it from the first line of its text."""

    def __init__(self, every: Sequence[Line], place: int, text: Line) -> None:
        self._every, self._place, self._line, self._text = every, place, every[place], text

    def ends_at(self, place: int) -> bool:
        """Whether the line at a place below heads what is no more duties or demands."""
        line = self._every[place]
        if not self._is_like(line) or _names_duties(line.text):
            return False
        apart = self._stands_apart and _names_section(line.text)
        if self._is_of_labels:
            found = apart or _begins_with_label(line)
        else:
            found = apart and (not _OF_EITHER.search(line.text) or self._last_of_layout > place)
        return found and not self._demands_follow(place)

    def _is_like(self, line: Line) -> bool:
        """Whether a line is written as the heading is."""
        if self._line.block is self._text.block:
            return _look(line) == _look(self._line) and line.block is not self._line.block
        return self._trait is not None and self._trait(line) == self._trait(self._line)

    @cached_property
    def _trait(self) -> Callable[[Line], Look] | None:
        """The first trait that tells the heading from its text."""
        told = ((trait, trait(self._line)) for trait in (_look, _place, _form))
        return next((trait for trait, own in told if own and own != trait(self._text)), None)

    @cached_property
    def _stands_apart(self) -> bool:
        """Whether it is an element of its own sort, and no line of a flow of paragraphs that is emphasised."""
        own, below = self._line.block, self._text.block
        of_own_sort = own is not below and (own.tag, own.get("class")) != (below.tag, below.get("class"))
        return of_own_sort or bool(_place(self._line))

    @cached_property
    def _is_of_labels(self) -> bool:
        """Whether it is one of a list of labels, which values of the vacancy have as well."""
        look = _look(self._line)
        above = self._every[max(0, self._place - _ABOVE) : self._place]
        return sum(_look(line) == look and _is_labelled(line) for line in above) >= _LEAST_LABELS

    @cached_property
    def _last_of_layout(self) -> int:
        """Place of the last heading that looks as this one does and that the site gives, and not the text's author."""
        below = range(len(self._every) - 1, self._place, -1)
        given = (at for at in below if _is_of_site(self._every[at].text) and self._is_like(self._every[at]))
        return next(given, self._place)

    def _demands_follow(self, place: int) -> bool:
        """Whether the demands still come below a place, where the text so far is duties."""
        if heads_demands(self._line.text):
            return False
        below = self._every[place + 1 : place + 1 + _NEAR]
        return any(heads_demands(line.text) and self._is_like(line) for line in below)


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


def _is_labelled(line: Line) -> bool:
    words = vocabulary("job")
    told = words.inside(line.marked)
    begins = bool(told) and told[0][2] <= 1
    return begins or words.alone(line.marked) is not None or bool(words.side_by_side(line.marked))


def _begins_with_label(line: Line) -> bool:
    first = next(filter(None, map(squeeze, line.marked.split(EDGE))), "")
    return bool(_form(line)) or (len(first) < len(line.text) and bool(_NAME.fullmatch(first))) or _is_labelled(line)


def _names_section(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and not (is_heading(text) or _OF_ADVERT.search(text))


def _is_of_site(text: str) -> bool:
    """Whether a heading is one that sites give: whose the vacancy is, where, which others there are."""
    label = vocabulary("job").alone(text)
    place = label is not None and vocabulary("job").field(label) == "location_text"
    return place or bool(ABOUT_COMPANY.match(text)) or furniture.begins_related(text)


def _names_duties(text: str) -> bool:
    return heads_demands(text) or bool(DUTIES_ALONE.fullmatch(text) or DUTIES_AHEAD.match(text))
