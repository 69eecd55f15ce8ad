"""Vacancies in the panes of tabs: the names stand in one list, the texts in another, in the same order."""

from collections.abc import Mapping, Sequence

from rencai_crawler.pages.job_names import ROLE
from rencai_crawler.pages.lines import Line, lines_in
from rencai_crawler.pages.section_title import title_of
from rencai_crawler.pages.tree import Element, holder_of

_MOST = 0.8
"""Share of the names that must surely be names of jobs."""
_LIST_TAGS = frozenset({"ul", "ol", "div", "nav", "dl", "section"})

Pane = tuple[Line, Sequence[Line]]
"""The line of its name, and its text."""


def in_panes(every: Sequence[Line], heads: Sequence[int]) -> list[Pane]:
    """Each pane with its name: the link that leads to it; else as many names as there are panes."""
    return _led_to(every, heads) or _in_order(every, heads)


def _led_to(every: Sequence[Line], heads: Sequence[int]) -> list[Pane]:
    """The elements of the headings to which links lead (`#post-3`), with those links' lines."""
    names: dict[str, Line] = {}
    for line in every[: heads[0]]:
        for href in line.block.xpath("descendant-or-self::a/@href | parent::a/@href") if line.in_link else ():
            if href.startswith("#"):
                names.setdefault(href[1:], line)
    if len(names) < 2:
        return []
    panes: dict[Element, Line] = {}
    for head in heads:
        block = every[head].block
        around = (each for each in (block, *block.iterancestors()) if each.get("id") in names)
        pane = next(around, None)
        if pane is None:
            return []
        panes[pane] = names[pane.get("id")]
    parts = [(panes[pane], lines) for pane, lines in lines_in(panes, every).items()]
    return parts if len(parts) > 1 and all(title_of(name) for name, _ in parts) else []


def _in_order(every: Sequence[Line], heads: Sequence[int]) -> list[Pane]:
    """Each pane with its name in a list above; empty where names and panes are not as many."""
    holder = _holder(every, heads)
    if holder is None:
        return []
    by_element = _by_child(every, holder)
    if len(by_element) < 2 or not all(any(every[head] in part for head in heads) for part in by_element.values()):
        return []
    begins = every.index(next(iter(by_element.values()))[0])
    names = _names(every[:begins], len(by_element))
    return list(zip(names, by_element.values(), strict=True)) if names else []


def _holder(every: Sequence[Line], heads: Sequence[int]) -> Element | None:
    """The innermost element that holds the elements of all headings."""
    around = every[heads[0]].block.getparent()
    return None if around is None else holder_of(around, every[heads[-1]].block)


def _by_child(every: Sequence[Line], holder: Element) -> Mapping[Element, Sequence[Line]]:
    """The lines in each child of an element; none where one stands in no child."""
    parts: dict[Element, list[Line]] = {}
    members = set(holder.iter("*"))
    for line in every:
        if line.block not in members:
            continue
        path = [line.block, *line.block.iterancestors()]
        if line.block is holder:
            return {}
        child = next(each for each in path if each.getparent() is holder)
        parts.setdefault(child, []).append(line)
    return parts


def _names(above: Sequence[Line], wanted: int) -> Sequence[Line]:
    """The first lines of as many neighbours, nearest above, that are names of jobs."""
    seen: set[Element] = set()
    for line in reversed(above):
        for element in line.block.iterancestors(*_LIST_TAGS):
            if element in seen or len(element) < wanted:
                continue
            seen.add(element)
            names = [part[0] for part in _by_child(above, element).values()]
            titles = [title_of(name) for name in names]
            if len(names) == wanted and all(titles) and sum(map(_is_role, titles)) >= wanted * _MOST:
                return names
    return ()


def _is_role(title: str) -> bool:
    return bool(ROLE.search(title))
