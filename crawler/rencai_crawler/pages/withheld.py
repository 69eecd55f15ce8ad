"""Whether a list goes on behind its page by a script that is not understood, where nothing tells the address.

Such a list is never whole, and what it does not show may live. Pure.
"""

import re

from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.more import loads_more
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.pagination import DISABLED, LAST, NEXT, number_before
from rencai_crawler.pages.scripted import call_of, is_address
from rencai_crawler.pages.tree import Element

_FIRST = re.compile(r"\W*(?:首页|第一页|上一?页|前一?页|first|prev(?:ious)?)\W*", re.IGNORECASE)
_HOME = re.compile(r"\W*首\s*页\W*")
"""Also what the site's first page is called."""
_PAGER = re.compile(rf"{NEXT.pattern}|{LAST.pattern}|{_FIRST.pattern}|[\[【 ]*\d{{1,4}}[\]】 ]*", re.IGNORECASE)
_IS = r"['\"]?\s{0,3}[=:]\s{0,3}['\"]?(\d{1,7})\b"
_PAGES = re.compile(rf"\b(?:(?:all|total|count|max)_?pages?|pages?_?(?:count|total)){_IS}", re.IGNORECASE)
_ENTRIES = re.compile(rf"\b(?:total|count|total_?(?:count|num|number|records?|rows?|items?)){_IS}", re.IGNORECASE)
_SIZE = re.compile(rf"\b(?:page_?size|per_?page|limit|items_?(?:on|per)_?page){_IS}", re.IGNORECASE)
"""What a script that builds a pager is told: how many pages or entries there are, and how many stand on one."""
_NOWHERE = frozenset({"void", "return", "alert", "history", "print", "submit", "close", "scroll", "scrollTo"})


def has_pager(page: Page) -> bool:
    """Whether a page has numbers or words that lead to others of its list."""
    return any(_PAGER.fullmatch(_said(each)) for each in page.tree.iter("a"))


def leads_on_unseen(page: Page) -> bool:
    """Whether a page's pager leads on by a script; asked where no address of a next page was found."""
    pager = [each for each in (*page.tree.iter("a"), *page.scripts.holders(page.tree)) if _PAGER.fullmatch(_said(each))]
    if any(_leads(page, each) for each in pager if not _HOME.fullmatch(_said(each))):
        # Some of its pages have addresses: it ends here.
        return False
    calling = [each for each in pager if _calls(each)]
    # On a list of one page the next one is the first.
    back = {str(call_of(each)) for each in calling if _FIRST.fullmatch(_said(each))}
    following = any(str(call_of(each)) not in back for each in calling if _is_next(each))
    return following or loads_more(page) or _builds_pager(page)


def _builds_pager(page: Page) -> bool:
    """Whether a script of the page is told of more pages than one, or of more entries than stand on it."""
    for script in page.tree.iter("script"):
        text = script.text or ""
        if any(int(each[1]) > 1 for each in _PAGES.finditer(text)):
            return True
        entries, size = _ENTRIES.search(text), _SIZE.search(text)
        if entries and size and int(entries[1]) > int(size[1]) > 0:
            return True
    return False


def _leads(page: Page, element: Element) -> bool:
    return is_address((element.get("href") or "").strip()) or bool(page.scripts.address(element))


def _said(element: Element) -> str:
    return text_in(element) or (element.get("title") or "")


def _calls(element: Element) -> bool:
    """Whether an element does something by a function of the page."""
    if DISABLED.search(element.get("class") or "") or element.get("disabled") is not None:
        return False
    call = call_of(element)
    return call is not None and call[0] not in _NOWHERE


def _is_next(element: Element) -> bool:
    text = _said(element)
    if NEXT.fullmatch(text):
        return True
    number = text.strip("[]【】 ")
    before = number_before(element) if number.isdecimal() and len(number) <= 4 else None
    return before is not None and int(number) == before + 1
