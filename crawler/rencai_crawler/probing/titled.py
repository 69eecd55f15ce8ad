"""Titles by the list that leads to them: where a page's family reads another one, which element has it. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from rencai_crawler.pages import Link, Page
from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.tree import Element

_MOSTLY = 0.6
_LEAST = 6
_SHORTEST = 2
_CUT = re.compile(r"(?:\.{2,}|…+|⋯)$")
_TAGS = ("h1", "h2", "h3", "h4", "h5", "p", "div", "span", "td", "strong", "b", "font", "dt", "li", "a")


def title_rule(pages: Sequence[Page], links: Sequence[Link], read: Mapping[str, str]) -> str:
    """The selector of the element that has the title a list gives each page; empty where what was read agrees.

    `read` is the title by address that the pages' family reads.
    """
    called = {link.url: link.text for link in links if len(_bare(link.text)) >= _LEAST}
    told = [(page, called[page.url]) for page in pages if page.url in called]
    wrong = [(page, text) for page, text in told if not _agree(read.get(page.url, ""), text)]
    if len(wrong) < max(2, _MOSTLY * len(told)):
        return ""
    found = Counter(css for page, text in wrong for css in _selectors(page, text))
    return next((css for css, count in found.most_common(3) if count >= _MOSTLY * len(told)), "")


def heading_rule(pages: Sequence[Page]) -> str:
    """The selector of the first heading that each page has and that calls each otherwise; empty where none does."""
    named = [css for element in pages[0].tree.iter("h1", "h2", "h3") for css in _names(element)] if pages else []
    for css in dict.fromkeys(named):
        found = [page.selector.css(css) for page in pages]
        told = [_bare(text_in(first[0].root)) if first else "" for first in found]
        if (
            len(set(told)) == len(told)
            and min(map(len, told)) >= _SHORTEST
            and sum(map(len, told)) >= _LEAST * len(told)
        ):
            return css
    return ""


def _agree(title: str, text: str) -> bool:
    """Whether a title is that of the list, be it cut off there, or with a day beside it."""
    title, text = _bare(title), _bare(_CUT.sub("", text))
    return bool(title) and ((title in text and len(title) >= _MOSTLY * len(text)) or text in title)


def _selectors(page: Page, text: str) -> set[str]:
    """Selectors whose first element on the page says what the list says."""
    wanted = {css for element in page.tree.iter(*_TAGS) if _says(element, text) for css in _names(element)}
    return {css for css in wanted if (first := page.selector.css(css)) and _says(first[0].root, text)}


def _says(element: Element, text: str) -> bool:
    shown, told = _bare(text_in(element)), _bare(_CUT.sub("", text))
    return shown == told or bool(_CUT.search(text) and shown.startswith(told) and len(shown) <= 2 * len(told))


def _names(element: Element) -> list[str]:
    own = [f"{element.tag}.{name}" for name in (element.get("class") or "").split()[:2] if _is_name(name)]
    return own or [element.tag] if element.tag in ("h1", "h2", "h3") else own


def _is_name(name: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z_][\w-]*", name))


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)
