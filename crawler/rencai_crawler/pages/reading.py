"""Which reader a page gets: the one its source names, else each family in turn."""

from dataclasses import replace

from rencai_crawler.pages.json_ld import read_json_ld
from rencai_crawler.pages.notice import read_notice
from rencai_crawler.pages.page import Page, PageReading, RawItem
from rencai_crawler.pages.selectors import read_fields
from rencai_crawler.pages.states import state
from rencai_crawler.source import Source


def read_page(page: Page, source: Source | None = None, kind: str | None = None) -> PageReading:
    """What a detail page holds.

    With a source its family reads and its declared fields override; without one every family is tried, then the
    generic readers. `kind` keeps only items of that kind.
    """
    hindrance = state(page)
    if hindrance:
        return PageReading(kind_of_page=hindrance[0], reason=hindrance[1])
    reading = _declared(page, source) if source else _tried(page, kind)
    if kind and reading.items:
        items = tuple(item for item in reading.items if item.kind == kind)
        return replace(reading, items=items, reason="" if items else "other_kind")
    return reading


def read_list(page: Page, source: Source) -> PageReading:
    """What a list page leads to."""
    return PageReading(kind_of_page="unknown")


def _declared(page: Page, source: Source) -> PageReading:
    declared = read_fields(page, source.fields)
    reading = _READERS[source.family](page, source)
    if not declared or (source.family != "selectors" and not reading.items):
        return reading
    items = tuple(RawItem(item.kind, {**item.fields, **declared}) for item in reading.items)
    return replace(reading, items=items)


def _by_selectors(page: Page, source: Source) -> PageReading:
    fields = read_fields(page, source.fields)
    if not fields.get("title"):
        return PageReading(kind_of_page="empty", reason="no_title")
    return PageReading(items=(RawItem(source.kinds[0], fields),), kind_of_page="detail")


def _by_json_ld(page: Page, source: Source | None) -> PageReading:
    items = tuple(read_json_ld(page))
    return PageReading(items=items, kind_of_page="detail") if items else PageReading(kind_of_page="empty", reason="no_json_ld")


def _tried(page: Page, kind: str | None) -> PageReading:
    structured = _by_json_ld(page, None)
    return structured if structured.items else read_notice(page)


_READERS = {
    "government": read_notice,
    "json_ld": _by_json_ld,
    "selectors": _by_selectors,
    "positions": read_notice,
    "generic": lambda page, source: _tried(page, None),
    "feed": lambda page, source: _tried(page, None),
    "sitemap": lambda page, source: _tried(page, None),
    "table": lambda page, source: _tried(page, None),
}
