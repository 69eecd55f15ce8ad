"""Whether a list goes on behind its page by a script that is not understood, where nothing tells the address.

Such a list is never whole, and what it does not show may live. Pure.
"""

import re

from rencai_crawler.pages.built_pagers import goes_on_by_script
from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.more import loads_more
from rencai_crawler.pages.page import Page
from rencai_crawler.pages.pagination import DISABLED, LAST, NEXT, number_before, tells_own_number
from rencai_crawler.pages.scripted import call_of, is_address
from rencai_crawler.pages.tree import Element

_FIRST = re.compile(r"\W*(?:首页|第一页|上一?页|前一?页|first|prev(?:ious)?)\W*", re.IGNORECASE)
_HOME = re.compile(r"\W*首\s*页\W*")
"""Also what the site's first page is called."""
_PAGER = re.compile(rf"{NEXT.pattern}|{LAST.pattern}|{_FIRST.pattern}|[\[【 ]*\d{{1,4}}[\]】 ]*", re.IGNORECASE)
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
    return following or loads_more(page) or (goes_on_by_script(page) and not tells_own_number(page))


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
