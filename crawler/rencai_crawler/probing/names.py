"""What a site is called, from its pages."""

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlsplit

from rencai_crawler.pages import Page
from rencai_crawler.pages.feeds import is_feed
from rencai_crawler.pages.head import is_site


def is_html(page: Page) -> bool:
    """Whether a page is one for people, and no feed, file or API's answer."""
    start = page.body[:600].lstrip().lower()
    return "html" in page.content_type or start.startswith((b"<!doctype", b"<html")) or b"<html" in start


def site_name(pages: Sequence[Page]) -> str:
    """The site's name: its meta tag, the part of `<title>` that several pages share, the title of the list or feed."""
    named = next((page.metas["sitename"] for page in pages if is_html(page) and page.metas.get("sitename")), "")
    parts = [part for page in pages if (part := _last_part(page))]
    shared = [part for part, count in Counter(parts).most_common(1) if count > 1]
    return named or (shared or parts[-1:] or [urlsplit(pages[-1].url).netloc])[0]


def _last_part(page: Page) -> str:
    if is_html(page):
        title = str(page.tree.xpath("string(//title)"))
    else:
        match = re.search(r"<title[^>]*>(?:<!\[CDATA\[)?([^<\]]{2,60})", page.text[:5000]) if is_feed(page) else None
        title = match[1] if match else ""
    parts = [" ".join(part.split()) for part in re.split(r"[-_|—–]", title)]
    return parts[0] if is_site(parts[0]) and not is_site(parts[-1]) else parts[-1]
