"""Lists whose further rows are put below the others: by what is pressed (加载更多), or when somebody scrolls. Pure.

What is asked for is often no whole page but its rows alone, in markup or in an answer with markup in it.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from rencai_crawler.pages.answer_pages import asked_with, is_number_of_page, is_offset, raised
from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.scripted import is_address
from rencai_crawler.pages.tree import Element

_LOAD = re.compile(
    r"(?:点击|点此|下拉|上拉|上滑|下滑|滑动|滚动|继续)?(?:加载|载入|显示)更多[\u4e00-\u9fff]{0,4}|"
    r"(?:load|show) more(?: \w+)?",
    re.IGNORECASE,
)
"""What is pressed, or scrolled to, for further rows."""
_SEE = re.compile(
    r"(?:点击)?(?:查看|浏览)?更多[\u4e00-\u9fff]{0,4}|(?:view|see|more)(?: more)?(?: \w+)?", re.IGNORECASE
)
"""The same where it is no link; links that say so mostly lead to a column."""
_WAITS = re.compile(
    r"(?:正在)?(?:努力|拼命)?加载(?:中|数据)*(?:[,，]?请稍[候后等])?|正在加载.{0,6}|[上下]拉(?:加载|刷新)?|loading",
    re.IGNORECASE,
)
_SCROLLS = re.compile(
    r"\.(?:on)?scroll\b|[\"']scroll[\"']|IntersectionObserver|infinite-?scroll|reachBottom", re.IGNORECASE
)
"""Marks of scripts that ask for more rows when somebody scrolls, and what such a page says meanwhile."""
_LEADS = re.compile(
    r"data-(?:[\w-]*-)?(?:url|href|src|link|api|action|endpoint|next|more|load)(?:-\w+)*", re.IGNORECASE
)
"""Attributes in which a script finds what to ask for."""
_NEXT = re.compile(r"data-(?:[\w-]*-)?(?:next|more)(?:-(?:url|href|page|link|src))*", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+|\.{0,2}/[\w.{-]\S*|\?\S+|[\w-]+[./]\S*\?\S+")
_OPEN = re.compile(r"\{+\s*\$?\w*\s*\}+|__\w+__|(?<==)$")
"""A place for a number in an address."""
_WHOLE = re.compile(r"<(?:!doctype|html|head|title|body|frameset)\b", re.IGNORECASE)
_HOLDERS = re.compile(r"\sdata-[\w-]*(?:next|more)[\w-]*\s*=", re.IGNORECASE)
_OF_MARKUP = re.compile(r"html|content|list|rows|items|markup|view|template|tpl", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:a|li|ul|ol|tr|tbody|div|dl|p|section|article)\b[^<>]*>", re.IGNORECASE)
_SIZES = ("size", "limit", "count", "length", "pagesize", "page-size")
_MOST_INSIDE = 12
"""Elements that a button is made of."""
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_DEEPEST = 4
_AT_END = re.compile(r"(?<=/)\d{1,4}(?=/?$)")


def further_rows(page: Page) -> str:
    """Where a page's further rows are asked for, as an element of it says; empty where none does."""
    for element in _pressed(page):
        if _LOAD.fullmatch(_said(element)) and (url := _href(page, element)) and _goes_on(page.url, url):
            return url
        around = [element, *islice(element.iterancestors(), 2), *islice(element.iterdescendants(), _MOST_INSIDE)]
        if found := next(filter(None, (_told(page, each, _LEADS) for each in around)), ""):
            return found
    if not _HOLDERS.search(page.text):
        return ""
    holders = page.tree.iter("div", "ul", "ol", "section", "table", "tbody", "main")
    return next(filter(None, (_told(page, each, _NEXT) for each in holders)), "")


def _goes_on(own: str, url: str) -> bool:
    """Whether a link leads to another page of the same list."""
    return url != own and (urlsplit(url).path == urlsplit(own).path or bool(raised(url)))


def loads_more(page: Page) -> bool:
    """Whether a page has something to press for more rows that is no link, or waits for somebody to scroll.

    What is hidden has none left.
    """
    if _SCROLLS.search(page.text) and any(_WAITS.fullmatch(_said(each)) for each in page.tree.iter("div", "p", "span")):
        return True
    return any(not _href(page, each) for each in _pressed(page))


def is_rows_alone(page: Page) -> bool:
    """Whether markup is no page of its own, but rows that a script puts into one."""
    return _WHOLE.search(page.text) is None


def guessed_rows(page: Page, name: str = "") -> str:
    """Where the rows behind these stand, which only have a number in their address; `name` is the number's."""
    if not is_rows_alone(page):
        return raised(page.url, name) if name else ""
    return behind_rows(page.url, name)


def behind_rows(url: str, name: str = "") -> str:
    """The address of the rows behind those at an address, by the number in its query or at its path's end."""
    path = urlsplit(url).path
    number = _AT_END.search(path)
    if (found := raised(url, name)) or number is None:
        return found
    return urlsplit(url)._replace(path=f"{path[: number.start()]}{int(number[0]) + 1}{path[number.end() :]}").geturl()


def rows_in(page: Page, answer: Any) -> Page | None:
    """The markup of rows that an answer carries as text, as a page; None where it has none, nor a place for it."""
    told = dict(_texts(answer, _DEEPEST))
    found = max(told.values(), key=len, default="")
    if not _MARKUP.search(found):
        if not any(_OF_MARKUP.fullmatch(name) and not text.strip() for name, text in told.items()):
            return None
        found = ""
    return replace(page, body=found.encode(), headers={"content-type": "text/html; charset=utf-8"}, encoding="")


def _texts(value: Any, deeper: int) -> Iterator[tuple[str, str]]:
    """The texts in an answer's objects by their names."""
    for name, inner in value.items() if isinstance(value, Mapping) and deeper else ():
        if isinstance(inner, str):
            yield str(name), inner
        yield from _texts(inner, deeper - 1)


def _pressed(page: Page) -> Iterator[Element]:
    """What says that there is more, and nothing else."""
    if not _LOAD.search(page.text) and not _SEE.search(page.text):
        return
    for element in page.tree.iter("a", "button", "div", "span", "p", "input"):
        text = _said(element)
        if text and not _HIDDEN.search(element.get("style") or "") and (_LOAD.fullmatch(text) or _does(element, text)):
            yield element


def _does(element: Element, text: str) -> bool:
    """Whether what may be a link's name stands on something to press."""
    pressed = (
        element.tag in ("button", "input") or "onclick" in element.attrib or any(map(_LEADS.fullmatch, element.attrib))
    )
    return bool(pressed and _SEE.fullmatch(text))


def _said(element: Element) -> str:
    """What a small element says; what holds many others holds the whole list."""
    if element.tag == "input":
        return (element.get("value") or "").strip()
    is_small = next(islice(element.iter(), _MOST_INSIDE, None), None) is None
    return text_in(element).strip(" +.…>»↓﹀") if is_small else ""


def _href(page: Page, element: Element) -> str:
    """Where the link leads that an element is, or stands in."""
    link = next((each for each in (element, *islice(element.iterancestors(), 2)) if each.tag == "a"), None)
    href = "" if link is None else (link.get("href") or "").strip()
    return page.absolute(href) if is_address(href) else ""


def _told(page: Page, element: Element, names: re.Pattern[str]) -> str:
    """The address in an element's attributes, with the number of the second page where it is left open."""
    given = {name[5:]: value.strip() for name, value in element.attrib.items() if name.startswith("data-")}
    for name, value in given.items():
        if names.fullmatch(f"data-{name}") and _ADDRESS.fullmatch(value):
            url = page.absolute(_OPEN.sub("2", value))
            return _with_numbers(url, given) if url and not raised(url) else url
    return ""


def _with_numbers(url: str, given: Mapping[str, str]) -> str:
    """An address with the numbers that stand beside it in an element: of the next page, or of the next row."""
    for name, value in given.items():
        bare = name.rpartition("-")[2] if "page" not in name else name
        if value.isdecimal() and (is_number_of_page(bare) or is_offset(bare) or bare in _SIZES):
            # Behind the first page comes the second, whichever of them is counted.
            url = asked_with(url, bare, "2" if is_number_of_page(bare) and value == "1" else value)
        elif value in ("1", "2") and "page" in name:
            url = asked_with(url, "page", "2")
    return url
