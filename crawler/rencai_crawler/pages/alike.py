"""Vacancies one below another with titles written alike, where neither elements nor rows nor labels tell them apart.

What is between two titles may be anything, as long as each leads to duties of its own.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from rencai_crawler.pages.headings import is_heading
from rencai_crawler.pages.lines import Line, end_of_element
from rencai_crawler.pages.section_title import HEADING_TAGS, names_job, title_of
from rencai_crawler.pages.shape import signature
from rencai_crawler.pages.tree import holder_of

_MOST_ABOVE = 25
"""Lines between a title and the first heading below it."""
_NAMES = 0.5
"""Share of the titles that must surely be names of jobs."""
_MOST_SHIFTED = 3
_LONGEST_VALUE = 16
_VALUE = re.compile(r"(?=.*[\u4e00-\u9fff\d])[\w\s/|·.,:：（）()\-]{1,60}")


def named_parts(every: Sequence[Line], heads: Sequence[int]) -> list[Sequence[Line]]:
    """The parts, each from its title on, with the values above the title behind it; empty where nothing is sure."""
    for titles in sorted(_groups(every, heads), key=len, reverse=True):
        sure = leading(titles, heads)
        if _is_sure(every, sure, heads):
            return parts_from(every, sure, heads)
    return []


def _groups(every: Sequence[Line], heads: Sequence[int]) -> Iterable[list[int]]:
    """Places of lines that may be titles: those marked up alike, and the names of jobs in elements of one name."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(max(0, heads[0] - _MOST_ABOVE), heads[-1]):
        line = every[place]
        if not title_of(line) or line.text.endswith((".", "；", ";")):
            continue
        mark = signature(line)
        if mark[1] or mark[2] or mark[0] in HEADING_TAGS:
            alike[mark].append(place)
        if names_job(line):
            alike["job", "heading" if mark[0] in HEADING_TAGS else mark[0]].append(place)
    return alike.values()


def leading(titles: Sequence[int], heads: Sequence[int]) -> list[int]:
    """Those that lead to a heading before the next of them."""
    return [place for place, end in pairwise([*titles, heads[-1] + 1]) if heads_between(heads, place, end)]


def heads_between(heads: Sequence[int], place: int, end: int) -> Sequence[int]:
    """The headings behind a place and before an end."""
    return heads[bisect_right(heads, place) : bisect_left(heads, end)]


def _is_sure(every: Sequence[Line], titles: Sequence[int], heads: Sequence[int]) -> bool:
    if len(titles) < 2 or titles[0] > heads[0]:
        return False
    if sum(names_job(every[place]) for place in titles) < len(titles) * _NAMES:
        return False
    ends = [*titles[1:], heads[-1] + 1]
    return all(_is_one(every, place, heads_between(heads, place, end)) for place, end in zip(titles, ends, strict=True))


def _is_one(every: Sequence[Line], title: int, headings: Sequence[int]) -> bool:
    """Whether a part is one vacancy: its heading stands near its title, and none stands in it twice."""
    texts = [every[head].text.strip("：: ") for head in headings]
    return headings[0] - title <= _MOST_ABOVE and len(set(texts)) == len(texts)


def parts_from(every: Sequence[Line], titles: Sequence[int], heads: Sequence[int]) -> list[Sequence[Line]]:
    """The part below each title, with the values above it, to where the element of all titles ends."""
    leaves = end_of_element(every, titles[0], titles[-1], titles[-1])
    titled = [*titles, *_further(every, titles)]
    return list(map(_to_heading, with_lines_above(every, titled, heads, leaves)))


def _further(every: Sequence[Line], titles: Sequence[int]) -> Iterable[int]:
    """Names of jobs below titles, marked up as they are and as no text is: those without a heading."""
    marks = {signature(every[place]) for place in titles}
    texts = {signature(line) for line in every[titles[0] : titles[-1]] if len(line.text) > _LONGEST_VALUE}
    end = end_of_element(every, titles[0], titles[-1], titles[-1]) if len(marks) == 1 and not marks & texts else 0
    return (
        place for place in range(titles[-1] + 1, end) if signature(every[place]) in marks and names_job(every[place])
    )


def with_lines_above(
    every: Sequence[Line], titles: Sequence[int], heads: Sequence[int], end: int
) -> list[Sequence[Line]]:
    """Parts from each title to the next or the end; values that stand above each title come right behind it."""
    above = _shared_above(every, titles, heads)
    ends = [*(place - above for place in titles[1:]), end]
    return [
        [every[title], *every[title - above : title], *every[title + 1 : stop]]
        for title, stop in zip(titles, ends, strict=True)
    ]


def _to_heading(part: Sequence[Line]) -> Sequence[Line]:
    """A part to the next heading below its duties that is none of its text's."""
    if part[0].block.tag in HEADING_TAGS:
        return part
    begins = next((at for at, line in enumerate(part) if at and is_heading(line.text)), len(part))
    stops = (at for at in range(begins, len(part)) if part[at].block.tag in HEADING_TAGS)
    return part[: next((at for at in stops if not is_heading(part[at].text)), len(part))]


def _shared_above(every: Sequence[Line], titles: Sequence[int], heads: Sequence[int]) -> int:
    """How many lines above each title belong to its vacancy: marked up alike above all, and apart from texts."""
    texts = {signature(every[head + 1]) for head in heads if head + 1 < len(every)}
    for count in range(1, _MOST_SHIFTED + 1):
        above = [place - count for place in titles]
        marks = {signature(every[max(0, place)]) for place in above}
        if above[0] < 0 or len(marks) > 1 or not all(_VALUE.fullmatch(every[place].text) for place in above):
            return count - 1
        tag, name, _ = next(iter(marks))
        named = bool(name or tag in HEADING_TAGS) and marks.isdisjoint(texts)
        if not named and not all(_is_apart(every, *each) for each in zip(titles[1:], above[1:], titles, strict=False)):
            return count - 1
    return _MOST_SHIFTED


def _is_apart(every: Sequence[Line], title: int, above: int, previous: int) -> bool:
    """Whether a title and a line above it stand in an element without the vacancy before."""
    around = holder_of(every[title].block, every[above].block)
    return every[previous].block not in set(around.iter("*"))
