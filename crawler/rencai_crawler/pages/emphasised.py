"""Vacancies in running text: emphasised names of jobs, in now this and now that tag, above duties and demands.

Nothing is repeated here but the headings, so that each part must have its own of them and be called as jobs are.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rencai_crawler.pages.alike import heads_between
from rencai_crawler.pages.headings import heads_demands, is_heading
from rencai_crawler.pages.job_names import ROLE, is_trade
from rencai_crawler.pages.lines import Line, end_of_element
from rencai_crawler.pages.section_title import HEADING_TAGS, title_of
from rencai_crawler.pages.shape import EMPHASIS, is_value, signature

_MOST_BETWEEN = 4
"""Short values between a title and its first heading."""
_LONGEST_NAME = 20
_NAMES = 0.5
"""Share of the titles that must end as names of jobs do; the others have an occupation in them."""


def emphasised_parts(every: Sequence[Line], heads: Sequence[int]) -> list[Sequence[Line]]:
    """The parts, each from its title to the next; empty where one lacks a heading or a name."""
    known = set(heads)
    titles = sorted({title for head in heads if (title := _title(every, head, known)) is not None})
    if len(titles) < 2 or titles[0] > heads[0]:
        return []
    names = sum(bool(ROLE.search(title_of(every[title]))) for title in titles)
    if names < len(titles) * _NAMES or not _lead_alike(every, titles, heads):
        return []
    return [every[start:end] for start, end in pairwise([*titles, _end(every, titles, heads)])]


def _title(every: Sequence[Line], head: int, known: set[int]) -> int | None:
    """Place of the emphasised name of a job above a heading, with nothing but short values between."""
    for place in range(head - 1, max(-1, head - 2 - _MOST_BETWEEN), -1):
        line = every[place]
        if place in known:
            return None
        if _is_emphasised(line) and _is_job(title_of(line)):
            return place
        if not is_value(line):
            return None
    return None


def _is_job(title: str) -> bool:
    return len(title) <= _LONGEST_NAME and is_trade(title)


def _is_emphasised(line: Line) -> bool:
    tag, _, inner = signature(line)
    return tag in HEADING_TAGS or inner in EMPHASIS


def _lead_alike(every: Sequence[Line], titles: Sequence[int], heads: Sequence[int]) -> bool:
    """Whether each part has both duties and demands, or all have the same headings; and none of them twice."""
    parts = [
        [every[head].text.strip("：: ") for head in heads_between(heads, start, end)]
        for start, end in pairwise([*titles, len(every)])
    ]
    if any(len(set(part)) < len(part) for part in parts):
        return False
    return all(part == parts[0] for part in parts) or all(map(_has_both, parts))


def _has_both(headings: Iterable[str]) -> bool:
    return len(set(map(heads_demands, headings))) > 1


def _end(every: Sequence[Line], titles: Sequence[int], heads: Sequence[int]) -> int:
    """Where the last part ends: at the next line emphasised as no text is, or where the element of all titles ends."""
    texts = {signature(every[head + 1])[2] for head in heads if head + 1 < len(every)}
    below = heads[-1] + 1
    leaves = end_of_element(every, titles[0], titles[-1], below)
    return next((at for at in range(below, leaves) if _opens(every[at], texts)), leaves)


def _opens(line: Line, texts: set[str]) -> bool:
    return _is_emphasised(line) and signature(line)[2] not in texts and not is_heading(line.text)
