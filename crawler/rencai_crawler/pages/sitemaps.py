"""Sitemaps: XML, sitemap indexes, and plain lists of addresses. Broken ones give what can be recognised."""

import re
from html import unescape

from rencai_crawler.pages.page import Link, Page, PageReading

_BLOCK = re.compile(
    r"<(?:\w+:)?(url|sitemap)\b[^>]*>(.*?)(?=</(?:\w+:)?\1\s*>|<(?:\w+:)?\1\b|</(?:\w+:)?(?:urlset|"
    r"sitemapindex)|$)",
    re.IGNORECASE | re.DOTALL,
)
_LOC = re.compile(
    r"<(?:\w+:)?loc\b[^>]*>\s*(?:<!\[CDATA\[)?\s*(.*?)\s*(?:\]\]>)?\s*(?:</|<(?:\w+:)?(?:lastmod|changefreq|"
    r"priority|url)|$)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(r"\s*(https?://[^\s<>\"]+)\s*")
_LASTMOD = re.compile(r"<(?:\w+:)?lastmod\b[^>]*>\s*([^<\s]+)", re.IGNORECASE)
_ROOT = re.compile(r"<(?:\w+:)?(urlset|sitemapindex)\b", re.IGNORECASE)
_MOST = 50_000


def is_sitemap(page: Page) -> bool:
    start = page.text[:3000].lstrip()
    return bool(_ROOT.search(start)) or (page.url.lower().split("?")[0].endswith(".txt") and start.startswith("http"))


def read_sitemap(page: Page) -> PageReading:
    """Links of a sitemap; the sitemaps of an index are its next pages."""
    if not _ROOT.search(page.text[:3000]):
        urls = [page.absolute(line) for line in page.text.split() if line.startswith("http")]
        return PageReading(links=tuple(Link(url) for url in urls[:_MOST] if url), kind_of_page="feed")
    links: dict[str, Link] = {}
    maps: dict[str, None] = {}
    for match in _BLOCK.finditer(page.text):
        location = _LOC.search(match[2]) or _BARE.match(match[2])
        url = page.absolute(unescape(location[1])) if location else ""
        if not url:
            continue
        changed = _LASTMOD.search(match[2])
        if match[1].lower() == "sitemap":
            maps[url] = None
        elif len(links) < _MOST:
            links[url] = Link(url, lastmod=changed[1] if changed else "")
    found = bool(links or maps)
    return PageReading(
        links=tuple(links.values()), next_pages=tuple(maps), kind_of_page="feed", reason="" if found else "no_entries"
    )
