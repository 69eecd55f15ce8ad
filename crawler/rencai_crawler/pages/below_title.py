"""The text right below the page's title and day, where more is said elsewhere on the page."""

import re
from collections.abc import Sequence
from itertools import takewhile

from rencai_crawler.pages import furniture
from rencai_crawler.pages.days import stamp
from rencai_crawler.pages.edges import places_of
from rencai_crawler.pages.lines import Line, within
from rencai_crawler.pages.tree import Element

_PARAGRAPH = re.compile("^[^，。]*，[^。]*。")
_LEAST, _LONGEST_BYLINE = 40, 60
_NEAR = 6


def holder_below(title: str, every: Sequence[Line], holder: Element) -> Element | None:
    """The element of the paragraph that follows title and day; None where the holder has it, or nothing is that sure.

    A short text is easily less than what else a page tells: teasers of other documents, readers' comments.
    """
    places = places_of(title, every)
    if len(places) != 1:
        return None
    first = _paragraph(every, places[0] + 1)
    if first is None or within(every[first], holder):
        return None
    if not _is_far(every[first + 1 :], holder):
        return None
    around = {each for line in every[places[0] : first] for each in (line.block, *line.block.iterancestors())}
    element = block = every[first].block
    while (parent := element.getparent()) is not None and parent not in around:
        element = parent
    return element if element is not block else element.getparent()


def _is_far(below: Sequence[Line], holder: Element) -> bool:
    """Whether an element begins further below, behind links or buttons; right below stands what a lead belongs to."""
    members = set(holder.iter("*"))
    between = list(takewhile(lambda line: line.block not in members, below))
    ends = any(line.in_link or furniture.is_furniture(line.text) for line in between)
    return len(between) < len(below) and ends


def _paragraph(every: Sequence[Line], first: int) -> int | None:
    """Place of the first paragraph below a title, with nothing but the day and what is said of the page in between."""
    dated = False
    for place, line in enumerate(every[first : first + _NEAR], first):
        if dated and not line.in_link and len(line.text) >= _LEAST and _PARAGRAPH.match(line.text):
            return place
        if len(line.text) > _LONGEST_BYLINE and not furniture.is_credit(line.text):
            return None
        dated = dated or bool(stamp(line.text))
    return None
