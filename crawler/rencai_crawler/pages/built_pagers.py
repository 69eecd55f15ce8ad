"""Pagers that a script of the page builds: what it is told of the list's length, and where it leads. Pure."""

import re

from rencai_crawler.pages.page import Page

_IS = r"['\"]?\s{0,3}[=:]\s{0,3}['\"]?(\d{1,7})\b"
_PAGES = re.compile(rf"\b(?:(?:all|total|count|max)_?pages?|pages?_?(?:count|total)){_IS}", re.IGNORECASE)
_ENTRIES = re.compile(rf"\b(?:total|count|total_?(?:count|num|number|records?|rows?|items?)){_IS}", re.IGNORECASE)
_SIZE = re.compile(rf"\b(?:page_?size|per_?page|limit|items_?(?:on|per)_?page){_IS}", re.IGNORECASE)
_JUMP = re.compile(
    r"location(?:\.href)?\s{0,3}=\s{0,3}(?:\"([^\"]{1,200}[=/_-])\"|'([^']{1,200}[=/_-])')\s{0,3}\+\s{0,3}"
    r"(?:\w{1,20}\.)?(?:curr\w{0,10}|page\w{0,10}|p|n|num|index)\b(?:\s{0,3}\+\s{0,3}['\"]([^'\"]{0,80})['\"])?",
    re.IGNORECASE,
)
"""`location.href = "/list?page=" + o.curr`: what stands before a page's number, and behind it."""
_LONGEST = 100_000


def pages_told(page: Page) -> int:
    """How many pages a script says that the list has, or how many its entries fill; 0 where none says it."""
    for script in page.tree.iter("script"):
        text = (script.text or "")[:_LONGEST]
        if told := _PAGES.search(text):
            return int(told[1])
        entries, size = _ENTRIES.search(text), _SIZE.search(text)
        if entries and size and int(size[1]):
            return -(-int(entries[1]) // int(size[1]))
    return 0


def jumped_to(page: Page) -> str:
    """The page after this one, where a script that knows their number says where a page stands."""
    jump = next((found for each in page.tree.iter("script") if (found := _JUMP.search(each.text or ""))), None)
    count = pages_told(page) if jump else 0
    if jump is None or count < 2:
        return ""
    before, behind = page.absolute(jump[1] or jump[2]), jump[3] or ""
    own = page.url.removeprefix(before).removesuffix(behind) if page.url.startswith(before) else ""
    number = int(own) if own.isdecimal() and len(own) < 6 else 1
    return f"{before}{number + 1}{behind}" if number < count else ""
