"""What a site is called, from its pages."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from rencai_crawler.pages import Page
from rencai_crawler.pages.feeds import is_feed
from rencai_crawler.pages.head import is_site

_NO_NAME = re.compile(r"(?:网站|官网)?首页|主页|index|home(?:\s*page)?|welcome.*", re.IGNORECASE)


def is_html(page: Page) -> bool:
    """Whether a page is one for people, and no feed, file or API's answer."""
    start = page.body[:600].lstrip().lower()
    return "html" in page.content_type or start.startswith((b"<!doctype", b"<html")) or b"<html" in start


def site_name(pages: Sequence[Page]) -> str:
    """The site's name: its meta tag, the part of `<title>` that several pages share or that is a site's; else empty."""
    named = next((page.metas["sitename"] for page in pages if is_html(page) and page.metas.get("sitename")), "")
    parts = [part for page in pages if (part := _last_part(page))]
    shared = [part for part, count in Counter(parts).most_common(1) if count > 1]
    return named or next(iter([*shared, *filter(is_site, parts)]), "")


def front_name(page: Page) -> str:
    """What a front page calls its site: the part of its title that is a site's name, else the first."""
    if page.metas.get("sitename"):
        return page.metas["sitename"]
    said = re.sub(r"【.*?】|欢迎(?:您|你|访问|光临|来到)+", "", str(page.tree.xpath("string(//title)")))
    parts = [part for part in _parts(said) if not _NO_NAME.fullmatch(part)]
    return next(iter([*filter(is_site, parts), *parts]), "")


def last_name(page: Page) -> str:
    """The last part of a page's own title, else its host."""
    return _last_part(page) or urlsplit(page.url).netloc


def _last_part(page: Page) -> str:
    if is_html(page):
        title = str(page.tree.xpath("string(//title)"))
    else:
        match = re.search(r"<title[^>]*>(?:<!\[CDATA\[)?([^<\]]{2,60})", page.text[:5000]) if is_feed(page) else None
        title = match[1] if match else ""
    parts = _parts(title) or [""]
    return parts[0] if is_site(parts[0]) and not is_site(parts[-1]) else parts[-1]


def _parts(title: str) -> list[str]:
    return [part for each in re.split(r"[-_|—–－]", title) if (part := " ".join(each.split()))]
