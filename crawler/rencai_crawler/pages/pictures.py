"""Notices whose text is a picture: scanned pages, posters and films below a title."""

import re
from collections.abc import Sequence

from rencai_crawler.pages import furniture
from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.days import is_day_line
from rencai_crawler.pages.edges import is_shown
from rencai_crawler.pages.lines import Line
from rencai_crawler.pages.tree import Element

_OF_PAGE = re.compile(
    r"logo|icon|ico\b|qr|ewm|erweima|weixin|wechat|share|button|btn|arrow|print|foot|head|nav|banner|avatar|loading|blank|"
    r"\.gif|\.svg|^data:",
    re.IGNORECASE,
)
_NEAR = 4
_FILM = "video"
_PLAYED = frozenset({"img", "embed", "object"})
"""What is a picture or a film of a text where it stands below its title; above it, a banner of the site."""


def is_pictured(layout: Layout, title: str) -> bool:
    """Whether a dated title stands above a picture of its own, before the foot of the page, or beside a film."""
    every = layout.lines
    for place, line in enumerate(every):
        if is_shown(title, [line]):
            near = range(place + 1, min(len(every), place + _NEAR))
            dated = next((day for day in near if is_day_line(every[day].text)), None)
            if dated is not None:
                end = next((each.block for each in every[dated + 1 :] if _is_foot(each)), None)
                film = next(layout.tree.iter(_FILM), None) is not None
                return film or _has_picture(layout.tree, line.block, end)
    return False


def says_nothing(inside: Sequence[Line], title: str) -> bool:
    """Whether what was taken for a text is the title, its day and buttons, or the page's foot."""
    foot = any(furniture.is_footer(line.text) or furniture.is_credit(line.text) for line in inside)
    return bool(inside) and all(
        is_shown(title, [line])
        or furniture.is_furniture(line.text)
        or (is_day_line(line.text) and len(line.text) < 40)
        or (foot and (_is_foot(line) or furniture.is_beside_footer(line.text)))
        for line in inside
    )


def _is_foot(line: Line) -> bool:
    return furniture.is_footer(line.text) or furniture.begins_neighbours(line.text) or furniture.is_credit(line.text)


def _has_picture(tree: Element, begin: Element, end: Element | None) -> bool:
    inside = False
    for element in tree.iter("*"):
        if element is begin:
            inside = True
        elif inside and element is end:
            return False
        elif inside and element.tag in _PLAYED and not _OF_PAGE.search(_address(element) or "logo"):
            return True
    return False


def _address(element: Element) -> str:
    """Where a picture or film stands; an object may tell it in an element of its own."""
    inside = element.find("param[@name='movie']") if element.tag == "object" else None
    return element.get("src") or element.get("data") or (inside.get("value") if inside is not None else "") or ""
