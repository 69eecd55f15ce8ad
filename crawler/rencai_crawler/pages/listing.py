"""Lists that lead to details: rows of links, feeds, sitemaps, JSON answers, 大汉 jpage answers."""

import gzip
import re
import zlib
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from lxml.cssselect import CSSSelector

from rencai_crawler import posted
from rencai_crawler.pages.answer_pages import with_next
from rencai_crawler.pages.feeds import is_feed, read_feed
from rencai_crawler.pages.fieldmap import mapped
from rencai_crawler.pages.json_ld import listed_in
from rencai_crawler.pages.lines import squeeze, text_in
from rencai_crawler.pages.more import further_rows, guessed_rows, rows_in
from rencai_crawler.pages.page import MOST_BYTES, Link, Page, PageReading, RawItem
from rencai_crawler.pages.pagination import next_page
from rencai_crawler.pages.posted_forms import next_form
from rencai_crawler.pages.rows import has_rows, rows_of
from rencai_crawler.pages.scripted import filled, is_address
from rencai_crawler.pages.sitemaps import is_sitemap, read_sitemap
from rencai_crawler.pages.states import is_cut_off, state
from rencai_crawler.pages.tree import Element, parse_part
from rencai_crawler.pages.withheld import has_pager, leads_on_unseen
from rencai_crawler.source import Source

_DAY = re.compile(
    r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|(?<!\d)(?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|"
    r"3[01])(?!\d)|\d{1,2}月\d{1,2}日|刚刚|今天|昨天|前天|\d{1,4}\s?(?:分钟|小时|天|周|个月)前"
)
_SPLIT_DAY = re.compile(
    r"(?<!\d)(?P<day>[0-3]?\d)日?\s*/?\s*(?P<month>(?:19|20)\d{2}\s?[-/.年]\s?(?:1[0-2]|0?[1-9]))(?!\d)月?|"
    r"(?<!\d)(?P<date>(?:0?[1-9]|1[0-2])[-/.月](?:[12]\d|3[01]|0?[1-9]))日?\s+(?P<year>(?:19|20)\d{2})(?!\d)"
)
"""A day in large figures, and what it is of below it: 20 2026-11, 11-20 2026."""
_RECORD = re.compile(
    r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>|<!\[CDATA\[\s*(<(?:li|tr|div|a)\b.*?)\]\]>",
    re.IGNORECASE | re.DOTALL,
)
_WITH_YEAR = 8
"""Characters of a day with its year, at least."""
_LEAST_TITLE, _LEAST_SUMMARY = 6, 40
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_ROWS = ("li", "tr", "dd", "p", "article")


def read_list(page: Page, source: Source) -> PageReading:
    """What a list page leads to: its rows in order, and the page after it."""
    page = _unpacked(page)
    return replace(_read(page, source), cut_off=is_cut_off(page))


def _read(page: Page, source: Source) -> PageReading:
    form = source.listing.format
    if form == "sitemap" or (form == "auto" and is_sitemap(page)):
        return read_sitemap(page)
    if form == "feed" or (form == "auto" and is_feed(page)):
        return read_feed(page, source)
    if form == "json" or (form == "auto" and page.text[:200].lstrip().startswith(("{", "["))):
        return _json_list(page, source)
    hindrance = state(page)
    if hindrance:
        return PageReading(kind_of_page=hindrance[0], reason=hindrance[1])
    links = _jpage_rows(page, source) or _html_rows(page, source) or _told_rows(page, source)
    if not links and not _leads_on(page):
        return PageReading(kind_of_page="unknown", reason="no_links")
    reading = PageReading(links=links, kind_of_page="list", reason="" if links else "no_rows")
    return _with_next(reading, page, source)


def _with_next(reading: PageReading, page: Page, source: Source) -> PageReading:
    """The reading of a list page with the page after it: what its pager leads to, or sends, or where more rows are."""
    if following := next_page(page, source.listing.next):
        return replace(reading, next_pages=(following,))
    if source.listing.method == "POST":
        action, sent = next_form(page)
        if sent:
            return replace(reading, next_pages=(posted.following(action, page.url),), form=sent)
    if following := further_rows(page):
        return replace(reading, next_pages=(following,))
    if reading.links and not has_pager(page) and (following := guessed_rows(page, source.listing.page)):
        return replace(reading, next_pages=(following,), guessed=True)
    leads_on = leads_on_unseen(page) or (source.listing.method == "GET" and bool(next_form(page)[1]))
    return replace(reading, withheld=not source.listing.next and leads_on)


def _leads_on(page: Page) -> bool:
    """Whether a page leads anywhere but home, as every page of a list does and hardly a message of an error."""
    urls = (page.absolute(anchor.get("href") or "") for anchor in page.tree.iter("a"))
    return "CDATA" in page.text or any(url and urlsplit(url).path.strip("/") for url in urls)


def _unpacked(page: Page) -> Page:
    """A gzip file (sitemap.xml.gz) as what is in it, as far as the limit."""
    if not page.body.startswith(b"\x1f\x8b"):
        return page
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        return replace(page, body=unpacker.decompress(page.body, MOST_BYTES))
    except (zlib.error, gzip.BadGzipFile):
        return replace(page, body=b"")


def _html_rows(page: Page, source: Source) -> tuple[Link, ...]:
    listing = source.listing
    if listing.items:
        link, day = (CSSSelector(css, translator="html") if css else None for css in (listing.link, listing.date))
        rows = [
            (row, next(iter(link(row)) if link else iter(()), row), day(row) if day else [])
            for row in CSSSelector(listing.items, translator="html")(page.tree)
        ]
        found = [
            _link(page, element, row, text_in(days[0]) if days else None, url)
            for row, element, days in rows
            if (url := _address(page, element, source) or _address(page, row, source))
        ]
    else:
        found = [
            _link(page, element, _row(element) if element.tag == "a" else element, None, url)
            for element in (*page.tree.iter("a"), *page.scripts.holders(page.tree))
            if (url := _address(page, element, source))
        ]
    return _details(found, source)


def _address(page: Page, element: Element, source: Source) -> str:
    """Where an element leads: its link, the source's template filled from it, or what its script says."""
    href = (element.get("href") or "").strip()
    if not is_address(href):
        href = filled(source.listing.url, element) if source.listing.url else page.scripts.address(element)
    return page.absolute(href) if href else ""


def _details(found: list[Link], source: Source) -> tuple[Link, ...]:
    """Links to details, each address once: the longest text that is no summary, and any date it is given with."""
    kept: dict[str, Link] = {}
    for link in found:
        if not link.url or not source.is_detail(link.url):
            continue
        before = kept.get(link.url)
        text = link.text if before is None or _calls_better(link.text, before.text) else before.text
        kept[link.url] = replace(link, text=text, date=link.date or (before.date if before else ""))
    return tuple(kept.values())


def _calls_better(text: str, before: str) -> bool:
    """Whether a longer text is the title of what another calls it, and no summary below that."""
    is_title = len(before) >= _LEAST_TITLE and not before.endswith(("...", "…"))
    is_summary = is_title and len(text) >= max(_LEAST_SUMMARY, 2 * len(before)) and not text.startswith(before)
    return len(text) > len(before) and not is_summary


def _link(page: Page, element: Element, row: Element, day: str | None, url: str | None = None) -> Link:
    text = text_in(_titled(element))
    title = squeeze(element.get("title") or "")
    if title and (not text or text.endswith(("...", "…")) or title.startswith(text.rstrip(".…"))):
        text = title
    if day is None:
        day = _day_in(text_in(row).replace(text, " "))
    if not day and (day := _inner_day(element)) and len(text) > len(day):
        text = squeeze(text.replace(day, " ", 1))
    return Link(page.absolute(element.get("href") or "") if url is None else url, text, day)


def _day_in(text: str) -> str:
    """The day that a row says beside its title, be it in two parts."""
    whole = _DAY.search(text)
    if (split := _SPLIT_DAY.search(text)) and (whole is None or len(whole[0]) < _WITH_YEAR):
        return "-".join(filter(None, (split["year"], split["date"], split["month"], split["day"])))
    return whole[0].strip() if whole else ""


def _inner_day(anchor: Element) -> str:
    """The day that an element of a link says and nothing else."""
    said = (text_in(part) for part in anchor.iterdescendants() if isinstance(part.tag, str))
    return next((text for text in said if _DAY.fullmatch(text)), "")


def _titled(element: Element) -> Element:
    """What an element is called by: a heading in it; where it is no link, a link or bold words; else all of it."""
    names = _HEADINGS if element.tag == "a" else (*_HEADINGS, "a", "strong", "b")
    return next((each for each in element.iter(*names) if text_in(each)), element)


def _row(anchor: Element) -> Element:
    """The row a link stands in: the nearest list item or table row, else its parent."""
    element = anchor
    for _ in range(5):
        parent = element.getparent()
        if parent is None:
            break
        element = parent
        if element.tag == "dd" and (named := _named_by(element)) is not None:
            return named
        if element.tag in _ROWS:
            return element
        if element.tag == "div" and len(element) <= 4:
            return element
    return anchor.getparent() if anchor.getparent() is not None else anchor


def _named_by(entry: Element) -> Element | None:
    """The `dl` of a `dd` that is its only one: what its `dt` says is of the same row."""
    parent = entry.getparent()
    return parent if parent is not None and parent.tag == "dl" and len(parent.findall("dd")) == 1 else None


def _jpage_rows(page: Page, source: Source) -> tuple[Link, ...]:
    if "CDATA" not in page.text:
        return ()
    found: list[Link] = []
    for match in _RECORD.finditer(page.text):
        row = parse_part(match[1] or match[2])
        found += [_link(page, anchor, row, None) for anchor in row.iter("a")]
    return _details(found, source)


def _told_rows(page: Page, source: Source) -> tuple[Link, ...]:
    """The entries that a page's structured data lists, where its markup leads to none of them."""
    told = (Link(page.absolute(url), name) for url, name in listed_in(page))
    return _details([link for link in told if link.url != page.url], source)


def _json_list(page: Page, source: Source) -> PageReading:
    answer = page.json
    if answer is None:
        return PageReading(kind_of_page="unknown", reason="broken_json")
    listing = source.listing
    if not (listing.records or listing.url or source.family == "table") and (rows_page := rows_in(page, answer)):
        links = _html_rows(rows_page, source)
        reading = PageReading(links=links, kind_of_page="list", reason="" if links else "no_rows")
        return with_next(reading, page, answer, links, listing.page)
    if not has_rows(answer, source.listing.records):
        return PageReading(kind_of_page="unknown", reason="no_rows")
    rows = rows_of(answer, source.listing.records)
    reason = "" if rows else "no_rows"
    if source.listing.url:
        links = tuple(link for row in rows if (link := _row_link(page, row, source)).url)
        reading = PageReading(links=links, kind_of_page="list", reason=reason)
    else:
        read = (RawItem(source.kinds[0], mapped(row, source.columns)) for row in rows)
        items = tuple(item for item in read if item.fields.get("title"))
        reading = PageReading(items=items, kind_of_page="feed", reason=reason)
    return with_next(reading, page, answer, rows, source.listing.page)


def _row_link(page: Page, row: dict[str, Any], source: Source) -> Link:
    """The link of a JSON row: the source's template of addresses, filled from the row."""
    address = source.listing.url
    for path in re.findall(r"\{([^{}]+)\}", address):
        address = address.replace(f"{{{path}}}", mapped(row, {"it": path}).get("it", ""))
    told = mapped(row, source.columns)
    return Link(page.absolute(address), told.get("title", ""), told.get("published_text", ""))
