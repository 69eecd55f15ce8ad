"""Pagers that a script of the page builds: what it is told of the list's length, and where it leads. Pure."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from rencai_crawler.pages.answer_pages import is_number_of_page
from rencai_crawler.pages.page import Page

_IS = r"['\"]?\s{0,3}[=:]\s{0,3}['\"]?(\d{1,7})\b"
_NAME = r"(?<![?&\w])"
"""No name within another, and none of a parameter in an address."""
_PAGES = re.compile(rf"{_NAME}(?:(?:all|total|count|max)_?pages?|pages?_?(?:count|total)){_IS}", re.IGNORECASE)
_ENTRIES = re.compile(rf"{_NAME}(?:total|count|total_?(?:count|num|number|records?|rows?|items?)){_IS}", re.IGNORECASE)
_SIZE = re.compile(rf"{_NAME}(?:page_?size|per_?page|limit|items_?(?:on|per)_?page){_IS}", re.IGNORECASE)
_JUMP = re.compile(
    r"location(?:\.href)?\s{0,3}=\s{0,3}(?:\"([^\"]{1,200}[=/_-])\"|'([^']{1,200}[=/_-])')\s{0,3}\+\s{0,3}"
    r"(?:\w{1,20}\.)?(?:curr\w{0,10}|page\w{0,10}|p|n|num|index)\b(?:\s{0,3}\+\s{0,3}['\"]([^'\"]{0,80})['\"])?",
    re.IGNORECASE,
)
"""`location.href = "/list?page=" + o.curr`: what stands before a page's number, and behind it."""
_PARAMETER = re.compile(r"[?&]([^?&=]{1,40})=$")
_LONGEST, _MOST_NUMBERS, _FARTHEST = 100_000, 20, 2_000
"""Characters of a script, numbers of a sort in it, and characters between two numbers of one pager."""


def goes_on_by_script(page: Page) -> bool:
    """Whether a script says that the list has further pages, and not where they stand."""
    return pages_told(page) > 1 and _jump(page) is None


def pages_told(page: Page) -> int:
    """How many pages a script says that the list has, or how many its entries fill; 0 where none says it."""
    for script in page.tree.iter("script"):
        text = (script.text or "")[:_LONGEST]
        if told := _PAGES.search(text):
            return int(told[1])
        if filled := next(_filled(text), 0):
            return filled
    return 0


def _filled(text: str) -> Iterator[int]:
    """How many pages entries fill, for each number of them beside a size of pages in the same block of a script."""
    sizes = list(islice(_SIZE.finditer(text), _MOST_NUMBERS))
    for entries in islice(_ENTRIES.finditer(text), _MOST_NUMBERS if sizes else 0):
        for size in sizes:
            first, last = sorted((entries.span(), size.span()))
            if int(size[1]) and last[0] - first[1] <= _FARTHEST and _within_block(text[first[1] : last[0]]):
                yield -(-int(entries[1]) // int(size[1]))


def _within_block(between: str) -> bool:
    """Whether no block ends between two places that does not begin there."""
    depth = 0
    for brace in re.findall("[{}]", between):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return True


def jumped_to(page: Page) -> str:
    """The page after this one, where a script that knows their number says where a page stands."""
    jump = _jump(page)
    count = pages_told(page) if jump else 0
    if jump is None or count < 2:
        return ""
    before, behind = jump
    own = page.url.removeprefix(before).removesuffix(behind) if page.url.startswith(before) else ""
    number = int(own) if own.isdecimal() and len(own) < 6 else 1
    return f"{before}{number + 1}{behind}" if number < count else ""


def _jump(page: Page) -> tuple[str, str] | None:
    """What stands before and behind the number in the addresses of pages of the site that a script leads to."""
    for script in page.tree.iter("script"):
        for told in islice(_JUMP.finditer((script.text or "")[:_LONGEST]), _MOST_NUMBERS):
            before = page.absolute(told[1] or told[2])
            parameter = _PARAMETER.search(before)
            numbers = is_number_of_page(parameter[1]) if parameter else not before.endswith("=")
            if numbers and urlsplit(before).netloc == urlsplit(page.url).netloc:
                return before, told[3] or ""
    return None
