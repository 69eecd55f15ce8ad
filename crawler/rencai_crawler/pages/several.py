"""Pages that advertise several vacancies, each below its own title: where each begins and ends.

One vacancy too many costs more than one too few, so a page is divided only where its markup repeats itself.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from rencai_crawler.pages.alike import heads_between, named_parts, with_lines_above
from rencai_crawler.pages.duties import heads_duties
from rencai_crawler.pages.emphasised import emphasised_parts
from rencai_crawler.pages.headings import MAY_HEAD, OTHER_ALONE, heads_demands, is_heading
from rencai_crawler.pages.job_names import ROLE
from rencai_crawler.pages.likely_parts import likely_parts
from rencai_crawler.pages.lines import Line, end_of_element, lines_in
from rencai_crawler.pages.panes import in_panes
from rencai_crawler.pages.past_jobs import is_past
from rencai_crawler.pages.section import APPLY, LEAST_BELOW, Section, from_title, section_of
from rencai_crawler.pages.section_names import names_section
from rencai_crawler.pages.section_title import HEADING_TAGS, labelled_title, names_job, title_of
from rencai_crawler.pages.shape import EMPHASIS, first_class, is_value, signature
from rencai_crawler.pages.tree import Element

_MOST_BETWEEN = 10
"""Lines of short values between a title and the heading of its duties."""
_MOST_ABOVE = 40
"""Lines of text between a job's name and the first heading below it."""
_LONGEST_BETWEEN = 80
_LEAST_CELLS = 3
_LONGEST_NAME = 12
_MOST = 0.8
"""Share of the parts that must come from their title to their duties without detour."""


def sections(every: Sequence[Line], heads: Sequence[int]) -> list[Section]:
    """The vacancies of a page that has several; empty where it has one, or where nothing surely tells them apart."""
    demands = sum(map(heads_demands, (every[place].text for place in heads)))
    if max(demands, len(heads) - demands) < 2 or is_past(every, heads):
        return []
    ways = (_in_elements, _in_rows, _below_labels, _below_titles, _in_panes, named_parts, emphasised_parts)
    found = (_distinct(_parts(way(every, heads), every, heads)) for way in ways)
    sure = next((parts for parts in found if parts and _are_told_apart(parts)), [])
    return sure or _likely(every, heads)


def _likely(every: Sequence[Line], heads: Sequence[int]) -> list[Section]:
    """What is most likely several vacancies, where nothing is sure."""
    found = likely_parts(every, heads)
    parts = _distinct(_read(_without_tail(found))) if len(found) > 1 else []
    return parts if len({part.title for part in parts}) > 1 else []


def headings(every: Sequence[Line]) -> list[int]:
    """Places of the headings of duties and demands that may be a vacancy's."""
    return [place for place in range(len(every)) if _heads(every, place) and not _is_ofsection_of(every, place)]


def _is_ofsection_of(every: Sequence[Line], head: int) -> bool:
    """Whether a heading is the first line of what is about all vacancies: 应聘要求 below 三、应聘须知."""
    above = every[head - 1] if head else None
    return above is not None and names_section(above.text) and _is_marked(above, every[head])


def _are_told_apart(parts: Sequence[Section]) -> bool:
    """Whether parts have titles of their own; of one title there may be several where it is the name of a job."""
    titles = {part.title for part in parts}
    return len(parts) == 1 or len(titles) > 1 or all(map(ROLE.search, titles))


def _parts(found: Sequence[Sequence[Line]], every: Sequence[Line], heads: Sequence[int]) -> list[Section]:
    """What was found as vacancies, where each heading belongs to one of them."""
    if not found or not _cover(found, every, heads):
        return []
    parts = _read(_without_tail(found))
    return parts if _cover([part.lines for part in parts], every, heads) else []


def _in_panes(every: Sequence[Line], heads: Sequence[int]) -> list[Sequence[Line]]:
    return [[name, *text] for name, text in in_panes(every, heads)]


def _heads(every: Sequence[Line], place: int) -> bool:
    """Whether a line heads duties or demands; 职位信息：数控车工 does not, nor 岗位需求 above other names of panes."""
    line = every[place]
    if not (MAY_HEAD.search(line.text) and heads_duties(every, place)) or names_job(line):
        return False
    below = every[place + 1].text if place + 1 < len(every) else ""
    return len(line.text) > _LONGEST_NAME or len(below) >= LEAST_BELOW or is_heading(below)


def _without_tail(found: Sequence[Sequence[Line]]) -> list[Sequence[Line]]:
    """The last part ends where the page tells how to apply, or what no other part has a heading for."""
    *others, last = found
    if not others:
        return list(found)
    own = {line.text for part in others for line in part}
    applies = any(APPLY.search(line.text) for line in others[-1])
    heads = (place for place in range(1, len(last)) if _heads(last, place))
    below = range(next(heads, len(last)) + 1, len(last))
    ends = (
        place
        for place in below
        if (not applies and APPLY.search(last[place].text)) or _is_about_all(last[place].text, own)
    )
    return [*others, last[: next(ends, len(last))]]


def _is_about_all(text: str, own: Iterable[str]) -> bool:
    """Whether a line heads a section of the whole advert: 三、报名方式, where no other vacancy has one."""
    name = re.split("[:：]", text, maxsplit=1)[0]
    return names_section(name) and not any(other.startswith(name) for other in own)


def _distinct(parts: Iterable[Section]) -> list[Section]:
    """Each vacancy once, of which a page shows copies."""
    once: dict[tuple[str, ...], Section] = {}
    for part in parts:
        values = (line.text for line in part.lines[1 : part.duties.start] if is_value(line))
        once.setdefault((part.title, part.duties.description, *values), part)
    return list(once.values())


def _cover(parts: Iterable[Sequence[Line]], every: Sequence[Line], heads: Iterable[int]) -> bool:
    """Whether each heading stands in one of the parts."""
    within = {id(line) for part in parts for line in part}
    return all(id(every[place]) in within for place in heads)


def _read(found: Iterable[Sequence[Line]]) -> list[Section]:
    """The parts as vacancies; none of them where one is no vacancy, which is asked no further."""
    read: list[Section] = []
    for part in found:
        section = section_of(part)
        if section is None:
            return []
        read.append(section)
    return read


def _in_elements(every: Sequence[Line], heads: Sequence[int]) -> list[Sequence[Line]]:
    """Each vacancy in an element of its own: of the same class, around one, or in the same place of the pattern."""
    alike: dict[tuple[str, ...], dict[Element, int]] = defaultdict(dict)
    for place in heads:
        path = [every[place].block, *every[place].block.iterancestors()]
        names = tuple(f"{element.tag} {first_class(element)}" for element in path)
        for depth, element in enumerate(path):
            alike[names[depth:]].setdefault(element, place)
            if first_class(element):
                alike[names[depth : depth + 1]].setdefault(element, place)
            if depth and first_class(path[depth - 1]):
                alike["around", names[depth - 1]].setdefault(element, place)
    for members in sorted(alike.values(), key=len, reverse=True):
        if len(members) < 2:
            break
        parts = list(lines_in(members, every).values())
        if len({id(line) for part in parts for line in part}) != sum(map(len, parts)):
            continue
        told = list(takewhile(bool, map(from_title, parts)))
        if len(told) < len(parts):
            continue
        titled = sum(_is_titled(part, every[head]) for part, head in zip(told, members.values(), strict=True))
        if titled >= max(2, len(parts) * _MOST):
            return _with_headless(members, parts, every)
    return []


def _with_headless(
    members: Iterable[Element], parts: Sequence[Sequence[Line]], every: Sequence[Line]
) -> list[Sequence[Line]]:
    """With elements among them that are called as they are and begin with the name of a job, without a heading."""
    known = dict(zip(members, parts, strict=True))
    around = dict.fromkeys(element.getparent() for element in known)
    first = next(iter(known))
    beside = (each for parent in around for each in parent.iterchildren(first.tag))
    alike = (each for each in beside if each in known or first_class(each) == first_class(first))
    found = lines_in(alike, every)
    return [part for each, part in found.items() if each in known or (part and names_job(part[0]))]


def _is_titled(told: Sequence[Line], head: Line) -> bool:
    """Whether a part comes from its title to the heading of its duties by nothing but short values."""
    if head not in told:
        return False
    between = told[1 : told.index(head)]
    brief = told[0].block.tag in HEADING_TAGS or all(len(line.text) <= _LONGEST_BETWEEN for line in between)
    cells = sum(line.block.tag in ("td", "th") for line in between)
    return brief and cells <= _MOST_ABOVE and len(between) - cells <= _MOST_BETWEEN


def _in_rows(every: Sequence[Line], heads: Sequence[int]) -> list[Sequence[Line]]:
    """Each vacancy in a row of short values that begins with its title, and a row below for its text."""
    rows = [next((each for each in every[head].block.iterancestors("tr")), None) for head in heads]
    above = [next(row.itersiblings("*", preceding=True), None) if row is not None else None for row in rows]
    if any(each is None or each.tag != "tr" or len(each) < _LEAST_CELLS for each in above):
        return []
    texts = dict(zip(above, rows, strict=True))
    found = lines_in((*texts, *texts.values()), every)
    parts = [[*found[title], *found[text]] for title, text in texts.items()]
    return list(parts) if all(map(from_title, parts)) else []


def _below_labels(every: Sequence[Line], heads: Sequence[int]) -> list[Sequence[Line]]:
    """Each vacancy from a line that labels its title to the next such line."""
    places = [place for place, line in enumerate(every) if labelled_title(line)]
    if len(places) < 2:
        return []
    if not all(heads_between(heads, a, b) for a, b in pairwise([*places, len(every)])):
        return []
    return [every[start:end] for start, end in pairwise([*places, _leaves(every, places)])]


def _below_titles(every: Sequence[Line], heads: Sequence[int]) -> list[Sequence[Line]]:
    """Vacancies one below another in one element: lines marked up alike, of which each leads to duties."""
    known = set(heads)
    begin = [head for head in heads if head and head - 1 not in known and _may_begin(every, head)]
    places = sorted({title for head in begin if (title := _title_above(every, head)) is not None} if begin[1:] else ())
    if len(places) < 2:
        return []
    kind = signature(every[places[0]])
    if any(signature(every[place]) != kind for place in places):
        return []
    alike = [place for place in range(places[0], len(every)) if signature(every[place]) == kind]
    places = sorted({*places, *(place for place in alike if names_job(every[place]))})
    last = min(_last_of(every, places[-1], alike), _leaves(every, places))
    within = [place for place in alike if place < last and place not in places]
    if not all(is_heading(every[place].text) or OTHER_ALONE.fullmatch(every[place].text) for place in within):
        return []
    return with_lines_above(every, places, heads, last)


def _may_begin(every: Sequence[Line], head: int) -> bool:
    """Whether a heading may be the first of a vacancy: below a text only where headings are marked up as such."""
    above = every[head - 1].text
    goes_on = len(above) > _LONGEST_BETWEEN or above.endswith(("。", "；", ";", "."))
    return _is_tagged(every[head]) or not goes_on


def _last_of(every: Sequence[Line], begins: int, alike: Iterable[int]) -> int:
    """Where the last vacancy ends: at the next line that is marked up as a title and heads no part of it."""
    return next((place for place in alike if place > begins and not is_heading(every[place].text)), len(every))


def _leaves(every: Sequence[Line], places: Sequence[int]) -> int:
    """Where the element ends that holds all titles."""
    return end_of_element(every, places[0], places[-1], places[-1])


def _title_above(every: Sequence[Line], head: int) -> int | None:
    """Place of the title above a heading: with short values between, or with text below a heading that is a job's."""
    for place in range(head - 1, max(-1, head - 1 - _MOST_BETWEEN), -1):
        line = every[place]
        if is_value(line) and not (_is_tagged(line) and title_of(line)):
            continue
        if _is_marked(line, every[place + 1]) and title_of(line):
            return place
        break
    upward = (place for place in range(head - 1, max(-1, head - 1 - _MOST_ABOVE), -1) if _is_tagged(every[place]))
    first = next((place for place in upward if not is_heading(every[place].text)), None)
    return first if first is not None and names_job(every[first]) else None


def _is_tagged(line: Line) -> bool:
    return line.block.tag in HEADING_TAGS


def _is_marked(line: Line, below: Line) -> bool:
    """Whether a line is marked up as a heading, and not as the line below it."""
    tag, own, inner = signature(line)
    heading = tag in HEADING_TAGS or inner in EMPHASIS or (bool(own) and line.block is not below.block)
    return heading and signature(line) != signature(below)
