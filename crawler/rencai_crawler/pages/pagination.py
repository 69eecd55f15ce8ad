"""Further pages of a list, or of a long text."""

import re
from urllib.parse import urljoin

from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.page import Page

_TRS = re.compile(r"createPageHTML\w*\(\s*['\"]?(\d+)['\"]?\s*,\s*['\"]?(\d+)['\"]?\s*,\s*['\"]([^'\"]+)['\"]\s*,\s*['\"](\w+)['\"]")
_NEXT = re.compile(r"[\s\[(（【<«]*(?:下一?页|下页|后页|后一页|next(?:\s*page)?|›|»|>|>>)[\s\])）】>»]*", re.IGNORECASE)
_MOST_TEXT_PAGES = 30


def further_pages(page: Page) -> tuple[str, ...]:
    """The other pages of a text that is spread over several (`t1.html`, `t1_1.html`, …)."""
    if match := _TRS.search(page.text):
        count, current, name, extension = int(match[1]), int(match[2]), match[3], match[4]
        if 1 < count <= _MOST_TEXT_PAGES and current == 0:
            return tuple(urljoin(page.url, f"{name}_{number}.{extension}") for number in range(1, count))
        return ()
    stem = re.sub(r"(?:_\d{1,2})?\.\w+$", "", page.url)
    found: dict[str, None] = {}
    for element in page.tree.iter("a"):
        text = text_in(element)
        url = page.absolute(element.get("href") or "")
        part = re.fullmatch(re.escape(stem) + r"_(\d{1,2})\.\w+", url)
        if part and url != page.url and (text.strip("[]【】").isdecimal() or _NEXT.fullmatch(text)):
            found[url] = None
    return tuple(found)
