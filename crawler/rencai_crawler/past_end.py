"""Whether a list page that is not there is the one after the last, which a pager named that counts one too many. Pure.

Nothing may be taken for gone that stands on a page which is only away. So the page before it must be whole and not
filled, behind which nothing can stand; and its pager must tell that nothing stands farther on, for a first page may be
longer than all others by what is kept on top.
"""

from rencai_crawler.pages import Page, read_list
from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.pagination import names_as_last
from rencai_crawler.source import Source

_LEAST_TEXT = 6
"""Characters of a title; shorter links are those of a pager."""


def ends_before(url: str, full: Page, last: Page, source: Source) -> bool:
    """Whether a list ends with `last`, which leads on to `url`; `full` is the page before it."""
    before, behind = (read_list(page, source) for page in (full, last))
    if before.cut_off or behind.cut_off or url not in behind.next_pages:
        return False
    if not 0 < len(behind.links) < len(before.links):
        return False
    # Rows that lead to other hosts are no details, and fill a page as well.
    return len(titled(last)) < len(titled(full)) and names_as_last(last, url)


def is_named_last(url: str, last: Page, source: Source) -> bool:
    """Whether a page names the missing one as its list's last: then none can stand farther on.

    Behind a filled page that is where a pager leads that counts one too many, and where the last entries would stand.
    """
    reading = read_list(last, source)
    return bool(reading.links) and not reading.cut_off and url in reading.next_pages and names_as_last(last, url)


def titled(page: Page) -> set[tuple[str, str]]:
    """The links of a page that are called by a title: their address as it stands there, and the title."""
    links = ((anchor.get("href") or "", text_in(anchor)) for anchor in page.tree.iter("a"))
    return {(href, text) for href, text in links if len(text) >= _LEAST_TEXT}
