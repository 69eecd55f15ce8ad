"""Vacancies below one another of which no headings of duties tell: cards, a line for each, names above paragraphs.

What tells them is that they come alike, one name of a job after the other, each with values of a vacancy or with what
is asked, on a page that hires.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import pairwise

from rencai_crawler.pages import furniture
from rencai_crawler.pages.bare_values import field_of_value, values_of
from rencai_crawler.pages.duties import Duties
from rencai_crawler.pages.employer import is_employer
from rencai_crawler.pages.headings import OTHER_ALONE, is_heading
from rencai_crawler.pages.job_names import ROLE
from rencai_crawler.pages.lines import EDGE, Line, end_of_element, hrefs, lines_in, squeeze
from rencai_crawler.pages.past_jobs import is_past
from rencai_crawler.pages.post_lines import AHEAD, APART, ASKED, LABELLED, NO_PAGES, TOLD, Post, number_of, post_of
from rencai_crawler.pages.section import APPLY, LEAST_BELOW, Section, costs, section_of, without_heading
from rencai_crawler.pages.section_names import names_section
from rencai_crawler.pages.section_title import HEADING_TAGS, labelled_title
from rencai_crawler.pages.shape import EMPHASIS, is_value, signature
from rencai_crawler.pages.title_values import is_button
from rencai_crawler.pages.tree import Element

_APPLIES = re.compile("应聘|申请|投递|报名|简历")
"""On buttons that lead to a form, and to no page about the vacancy."""
_LABEL = re.compile(r"^\W{0,3}(?:(?:岗位|工作)?(?:内容|说明)|工作|描述|简介|详情|任务)\s*[:：]\s*(?=\S)")
_ASKS = re.compile(
    "要求|负责|学历|专业|本科|大专|中专|高中|初中|经验|优先|以[上下]|岁|熟[悉练]|精通|持.{0,12}证|身体|吃苦|责任心|能力|服从|从事"
)
_LEAST_CELLS = 3
_MOST_WORDS, _FEWEST, _MOST_LINES, _NEAR = 12, 2, 40, 6
_MOST_POSTS = 200
"""A page of more is a directory, and each is looked through for its text."""
_MOST_ROWS = 20
"""Of each the whole page is divided anew."""
_NUMBER = re.compile(r"\d{1,3}|若干")
_LEAST_SURE = 0.4
"""Share of the names that must end as names of jobs do."""
_MOST = 0.8
"""Share of the parts that must tell something of a vacancy."""


def unheaded(every: Sequence[Line], heads: Sequence[int], *, hires: bool) -> list[Section]:
    """The vacancies of the longest row of which each is told surely; empty where there is none.

    On a page that does not say of itself that it hires, only lines that label each title are.
    """
    posts = _posts(every, hires=hires)
    rows = (row for row in _rows(posts) if hires or posts[row[0]].form == LABELLED)
    for row in nlargest(_MOST_ROWS, rows, key=len):
        parts = _parts(every, row)
        sure = _is_sure(parts, row, posts) and _covers(parts, every, heads)
        if sure and not (_is_list(parts, [every[place] for place in row]) or is_past(every, heads or row)):
            return _read(every, row, parts, posts)
    return []


def _posts(every: Sequence[Line], *, hires: bool) -> Mapping[int, Post]:
    """The lines that may begin a vacancy, but for those that are written as no other line is."""
    marks = [(number_of(line), *signature(line)) for line in every]
    alike = Counter(marks) if hires else Counter[tuple[str, ...]]()
    may_begin = (
        (line, place) for place, line in enumerate(every) if alike[marks[place]] >= _FEWEST or labelled_title(line)
    )
    return {place: post for line, place in may_begin if (post := post_of(line, marks[place]))}


def _rows(posts: Mapping[int, Post]) -> Iterator[list[int]]:
    """Places of posts that are written alike: all from the first to the last name of a trade, and those names alone."""
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, post in posts.items():
        rows[post.form].append(place)
    for row in rows.values():
        trades = [place for place in row if posts[place].is_trade]
        if len(row) > _MOST_POSTS:
            continue
        form = posts[row[0]].form
        if len(row) >= _FEWEST and trades and (form[0] == TOLD or _is_marked(form)):
            yield row
        if len(trades) >= _FEWEST:
            yield [place for place in row if trades[0] <= place <= trades[-1]]
            yield trades


def _is_marked(form: tuple[str, ...]) -> bool:
    """Whether titles are told from texts by tag, class or emphasis."""
    *_, tag, name, inner = ("", "", *form)
    return tag in HEADING_TAGS or bool(name) or inner in EMPHASIS


def _parts(every: Sequence[Line], row: Sequence[int]) -> list[Sequence[Line]]:
    """The lines of each vacancy: those of its card, else those to the next title or to what is about all."""
    cards = _cards(every, row)
    if cards:
        return list(lines_in(cards, every).values())
    ends = [*row[1:], end_of_element(every, row[0], row[-1], row[-1])]
    parts = [_to_others(every[start:end]) for start, end in zip(row, ends, strict=True)]
    longest = max(map(len, parts[:-1]))
    return [*parts[:-1], parts[-1][:longest]]


def _cards(every: Sequence[Line], row: Sequence[int]) -> list[Element]:
    """The element of each that holds no other, where these are alike and hold more than the title."""
    shared = set.intersection(*({*every[place].block.iterancestors()} for place in row))
    paths = ([every[place].block, *every[place].block.iterancestors()] for place in row)
    cards: list[Element] = [each for path in paths for each in path if each.getparent() in shared][: len(row)]
    if len(set(cards)) < len(row) or len({each.tag for each in cards}) > 1:
        return []
    found = lines_in(cards, every)
    last = every.index(list(found.values())[-1][-1])
    whole = sum(map(len, found.values())) == last + 1 - every.index(found[cards[0]][0])
    return cards if whole and all(len(part) > 1 for part in found.values()) else []


def _to_others(part: Sequence[Line]) -> Sequence[Line]:
    """A part to the first line that is about something else."""
    ends = (at for at in range(1, len(part)) if _is_other(part[at]))
    return part[: next(ends, len(part))]


def _is_other(line: Line) -> bool:
    text = line.text
    other = names_section(text) or OTHER_ALONE.fullmatch(text) or APPLY.search(text) or furniture.is_footer(text)
    heads = line.block.tag in HEADING_TAGS and not is_heading(text)
    return bool(other) or heads or is_employer(AHEAD.sub("", text, count=1))


def _is_sure(parts: Sequence[Sequence[Line]], row: Sequence[int], posts: Mapping[int, Post]) -> bool:
    titles = {posts[place].title for place in row}
    named = sum(posts[place].is_trade for place in row)
    surely = sum(bool(ROLE.search(title)) for title in titles)
    if len(titles) < max(_FEWEST, len(row) / 2):
        return False
    if named < len(row) / 2:
        return len(titles) == len(row) and all(map(_tells_pay, parts))
    valued = [_has_values(part, posts[place]) for place, part in zip(row, parts, strict=True)]
    told = [value or _asks(part) for value, part in zip(valued, parts, strict=True)]
    if posts[row[0]].form[0] == ASKED:
        return sum(bool(_ASKS.search(posts[place].text)) for place in row) > len(row) / 2
    if surely < len(titles) * _LEAST_SURE and not (named == len(row) and all(valued)):
        return False
    others = (tells for place, tells in zip(row, told, strict=True) if not posts[place].is_trade)
    return sum(told) >= len(row) * _MOST and all(others)


def _tells_pay(part: Sequence[Line]) -> bool:
    """Whether a part is a short name, its pay and a text, which is a vacancy whatever it is called."""
    cells = (squeeze(cell) for line in part[:_NEAR] for cell in re.split(rf"[{EDGE}|｜]", line.marked))
    told = any(field_of_value(cell) == "salary_text" for cell in cells)
    return told and any(len(line.text) >= LEAST_BELOW and not is_value(line) for line in part[1:])


def _has_values(part: Sequence[Line], post: Post) -> bool:
    """Whether a part tells values of a vacancy."""
    return bool(post.beside) or any(map(is_value, part[1:_MOST_LINES]))


def _asks(part: Sequence[Line]) -> bool:
    """Whether a part says what is to do, or what is asked."""
    return any(_ASKS.search(line.text) for line in part[1:_MOST_LINES])


def _is_list(parts: Sequence[Sequence[Line]], titles: Sequence[Line]) -> bool:
    """Whether each part leads to a page of its own, costs something, or is a row of a table of posts."""
    links = [{href for line in part if not _APPLIES.search(line.text) for href in hrefs(line)} for part in parts]
    away = [{href for href in own if not href.startswith(NO_PAGES)} for own in links]
    return costs(parts) or all(away) or _are_rows(titles)


def _are_rows(titles: Sequence[Line]) -> bool:
    """Whether titles stand in rows of one table, one below the other, with more cells than a label and a value."""
    around = ((line.block, *line.block.iterancestors()) for line in titles)
    rows = list(dict.fromkeys(next((each for each in path if each.tag == "tr"), None) for path in around))
    if len(rows) <= len(titles) / 2 or any(row is None or len(row) < _LEAST_CELLS for row in rows):
        return False
    return all(row is not None and next(row.itersiblings("tr"), None) is below for row, below in pairwise(rows))


def _covers(parts: Sequence[Sequence[Line]], every: Sequence[Line], heads: Sequence[int]) -> bool:
    """Whether each heading of duties or demands belongs to a part, but for one right above that heads all of them."""
    within = {id(line) for part in parts for line in part}
    titles = {id(part[0]) for part in parts}
    above = (head for head in heads if not (head + 1 < len(every) and id(every[head + 1]) in titles))
    return all(id(every[head]) in within for head in above)


def _read(
    every: Sequence[Line], row: Sequence[int], parts: Sequence[Sequence[Line]], posts: Mapping[int, Post]
) -> list[Section]:
    within = {id(line) for part in parts for line in part}
    counts = _counts(parts)
    return [
        _section(part, every[place], posts[place], counts | _employer(every, place, within))
        for place, part, counts in zip(row, parts, counts, strict=True)
    ]


def _counts(parts: Sequence[Sequence[Line]]) -> Sequence[dict[str, str]]:
    """How many are wanted where each part has one bare number, as a column without a heading, that counts no parts."""
    numbers = [[line.text for line in part if _NUMBER.fullmatch(line.text)] for part in parts]
    ordinals = [[str(place)] for place, _ in enumerate(parts, 1)]
    alone = all(len(each) == 1 for each in numbers) and numbers != ordinals
    return [{"headcount_text": each[0]} if alone else {} for each in numbers]


def _section(part: Sequence[Line], title: Line, post: Post, around: Mapping[str, str]) -> Section:
    beside = {**around, **post.beside}
    place = part.index(title)
    told = [title, *filter(is_value, part[:place]), *part[place + 1 :]]
    while len(told) > 1 and _is_button(told[-1]):
        told.pop()
    read = section_of(told) if not post.text else None
    duties = read.duties if read else without_heading(told)
    if post.text:
        duties = Duties("\n".join([post.text, *(line.text for line in told[1:])]), "", 1, headed=True)
    duties = replace(duties, description=_LABEL.sub("", duties.description))
    beside = _pay_in(duties.description) | beside
    return Section(post.title, beside, read.day if read else "", told, duties)


def _pay_in(text: str) -> dict[str, str]:
    """The pay among the first words of a text."""
    words = list(filter(None, APART.split(text)))[:_MOST_WORDS]
    return {name: value for name, value in values_of(words).items() if name == "salary_text"}


def _is_button(line: Line) -> bool:
    return is_button(line.text) or furniture.has_no_words(line.text) or APPLY.search(line.text) is not None


def _employer(every: Sequence[Line], place: int, within: Collection[int]) -> dict[str, str]:
    """The employer whose name stands on a line of its own above, and in no vacancy."""
    for line in reversed(every[max(0, place - _MOST_LINES) : place]):
        name = AHEAD.sub("", line.text, count=1).rstrip("：:")
        if id(line) not in within and is_employer(name):
            return {"employer": name}
    return {}
