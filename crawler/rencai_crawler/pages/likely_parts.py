"""Vacancies of a page on which no pattern tells them apart: of all rows of titles, the one for which most speaks.

A row is lines that are marked up alike, or called as jobs are, each of which may be a title. No single sign is certain,
a name of a job, headings below, a list, its own markup; together they mostly are. The weights are learnt.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rencai_crawler.pages import furniture
from rencai_crawler.pages.alike import heads_between, leading, parts_from
from rencai_crawler.pages.job_names import ROLE, is_trade
from rencai_crawler.pages.lines import Line, end_of_element
from rencai_crawler.pages.section_title import HEADING_TAGS, title_of
from rencai_crawler.pages.shape import EMPHASIS, signature
from rencai_crawler.pages.weighing import likeliest

TRAITS = (
    "any",
    "many",
    "role",
    "trade",
    "distinct",
    "long",
    "counted",
    "linked",
    "omitted",
    "roles_beside",
    "headed",
    "headed_near",
    "headed_at_once",
    "headed_twice",
    "headed_alike",
    "headings",
    "all_headings",
    "listed",
    "empty",
)
Row = tuple[int, ...]
"""Places of titles."""
_MOST_ABOVE = 30
"""Lines above the first heading that may hold a title."""
_LONGEST_LINE, _LONGEST_TITLE, _LONG_TITLE, _LONGEST_NAME = 60, 40, 16, 24
_NEAR, _FAR, _LEAST_TEXT, _LEAST_LISTED, _MOST = 4, 99, 12, 2, 2.0
_NAMES = 0.5
"""Share of a row that must be names of jobs or trades: one vacancy too many costs more than one too few."""
_LISTED = re.compile(r"[（(]?\d{1,2}\s?[.、．)）:：]|[·•●☆◆*-]\s*\S|[①-⑳]")
_COUNTED = re.compile(r"\d\s*[人名位]|若干")


def likely_parts(every: Sequence[Line], heads: Sequence[int]) -> list[Sequence[Line]]:
    """The parts below the titles of the likeliest row; empty where none is likely."""
    row = likeliest(weighed_rows(every, heads), "parts")
    return parts_from(every, row, heads) if row else []


def weighed_rows(every: Sequence[Line], heads: Sequence[int]) -> Mapping[Row, Mapping[str, float]]:
    """Each row of lines that may be the titles of vacancies, with how far each trait is there."""
    if not heads:
        return {}
    within = range(max(0, heads[0] - _MOST_ABOVE), min(len(every), heads[-1] + _MOST_ABOVE))
    names = {place: name for place in within if (name := _name(every[place]))}
    rows = dict.fromkeys(_rows(every, names, heads))
    called = (row for row in rows if _share(is_trade(names[place]) for place in row) >= _NAMES)
    return {row: _traits(every, row, names, heads) for row in called if len(leading(row, heads)) > 1}


def _name(line: Line) -> str:
    may_be = len(line.text) <= _LONGEST_LINE and not furniture.is_footer(line.text)
    return title_of(line) if may_be else ""


def _rows(every: Sequence[Line], names: Mapping[int, str], heads: Sequence[int]) -> Iterator[Row]:
    """Each group, and of it those that lead to a heading, and those from the first to the last name of a trade."""
    for places in _groups(every, names).values():
        row = [place for place, end in pairwise([*places, len(every)]) if end - place > 1]
        trades = [at for at, place in enumerate(row) if is_trade(names[place])]
        called = row[trades[0] : trades[-1] + 1] if trades else []
        yield from (tuple(each) for each in (row, leading(row, heads), called) if len(each) > 1)


def _groups(every: Sequence[Line], names: Mapping[int, str]) -> Mapping[tuple[str, ...], list[int]]:
    """Places by how they are marked up, by their tag where it is a heading's, and those of names of jobs."""
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, name in names.items():
        mark = signature(every[place])
        groups[mark].append(place)
        if mark[0] in HEADING_TAGS or mark[2] in EMPHASIS:
            groups["loud", mark[0] if mark[0] in HEADING_TAGS else mark[2]].append(place)
        if ROLE.search(name):
            for key in (("job",), ("job", mark[0]), ("job", *mark)):
                groups[key].append(place)
    return groups


def _traits(every: Sequence[Line], row: Row, names: Mapping[int, str], heads: Sequence[int]) -> dict[str, float]:
    ends = [*row[1:], end_of_element(every, row[0], row[-1], row[-1])]
    called = [names[place] for place in row]
    return {
        "any": 1.0,
        "many": math.log(len(row)),
        "role": _share(bool(ROLE.search(name)) for name in called),
        "trade": _share(map(is_trade, called)),
        "distinct": len(set(called)) / len(row),
        "long": _share(len(name) > _LONG_TITLE for name in called),
        "counted": _share(bool(_COUNTED.search(every[place].text)) for place in row),
        "linked": _share(every[place].in_link for place in row),
        **_beside(every, row, names),
        **_headed(every, row, ends, heads),
        **_filled([every[place + 1 : end] for place, end in zip(row, ends, strict=True)]),
    }


def _beside(every: Sequence[Line], row: Row, names: Mapping[int, str]) -> dict[str, float]:
    """How many lines that look like those of the row, or name jobs, are not in it."""
    marks, within = {signature(every[place]) for place in row}, set(row)
    others = {place: name for place, name in names.items() if place not in within}
    alike = [p for p in others if signature(every[p]) in marks and len(every[p].text) < _LONGEST_TITLE]
    jobs = [
        p
        for p, name in others.items()
        if ROLE.search(name) and len(every[p].text) < _LONGEST_NAME and not every[p].in_link
    ]
    return {
        "omitted": min(_MOST, len(alike) / len(row)),
        "roles_beside": min(_MOST, len(jobs) / len(row)),
    }


def _headed(every: Sequence[Line], row: Row, ends: Sequence[int], heads: Sequence[int]) -> dict[str, float]:
    """How far each part has headings of its own, near its title, none of them twice, the same as the others."""
    own = [heads_between(heads, place, end) for place, end in zip(row, ends, strict=True)]
    texts = [tuple(every[head].text.strip("：: ") for head in part) for part in own]
    first = [part[0] - place if part else _FAR for part, place in zip(own, row, strict=True)]
    sets = [frozenset(part) for part in texts]
    return {
        "headed": _share(map(bool, own)),
        "headed_near": _share(distance <= _NEAR for distance in first),
        "headed_at_once": _share(distance <= 1 for distance in first),
        "headed_twice": _share(len(set(part)) < len(part) for part in texts),
        "headed_alike": max(Counter(sets).values()) / len(row),
        "headings": sum(map(len, own)) / len(heads),
        "all_headings": float(sum(map(len, own)) == len(heads)),
    }


def _filled(parts: Sequence[Sequence[Line]]) -> dict[str, float]:
    listed = (sum(bool(_LISTED.match(line.text)) for line in part) >= _LEAST_LISTED for part in parts)
    return {
        "listed": _share(listed),
        "empty": _share(sum(len(line.text) for line in part) < _LEAST_TEXT for part in parts),
    }


def _share(of: Iterable[bool]) -> float:
    told = list(of)
    return sum(told) / len(told)
