"""Which reader a page gets: the one its source names, else each family in turn."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from rencai_crawler.pages import listing
from rencai_crawler.pages.article import Layout
from rencai_crawler.pages.employer import employing
from rencai_crawler.pages.employer_choice import likely_employer
from rencai_crawler.pages.feeds import is_feed, read_feed
from rencai_crawler.pages.head import find_title
from rencai_crawler.pages.hiring import HIRES
from rencai_crawler.pages.hiring_words import may_hire
from rencai_crawler.pages.json_ld import read_json_ld
from rencai_crawler.pages.notice import is_government, read_notice
from rencai_crawler.pages.page import Page, PageReading, RawItem
from rencai_crawler.pages.positions import positions
from rencai_crawler.pages.script_records import script_record
from rencai_crawler.pages.script_values import has_script_values
from rencai_crawler.pages.selectors import read_fields
from rencai_crawler.pages.sheets import html_sheets
from rencai_crawler.pages.states import state
from rencai_crawler.pages.tables import read_table
from rencai_crawler.pages.vacancy import read_vacancy
from rencai_crawler.source import Source

_NOTICE = re.compile(
    r"(?:公告|通知|公示|简章|通告|启事|预告|名单|决算|预算|(?:公开|情况)说明|年度?报告|总结|事项|须知)(?:[（(].{1,12}[)）])?$"
)
"""Ends of titles that no vacancy has, however much its text speaks of pay and duties."""
_DOCUMENT = re.compile(r"(?:方案|办法|意见|规定)(?:[（(].{1,12}[)）])?$")
"""Ends of titles that a vacancy rarely has, and then names its pay and its employer."""

_SHOWN_AS_TWO = {"job_posting", "policy_notice"}
"""Kinds of pages that look alike: both may call for applicants."""


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
    """What a list page, a feed, a sitemap or a file of records leads to or holds."""
    return read_table(page, source) if source.family == "table" else listing.read_list(page, source)


def _declared(page: Page, source: Source) -> PageReading:
    reading = _READERS[source.family](page, source)
    if source.family == "selectors" or not source.fields or not reading.items:
        return reading
    declared = read_fields(page, source.fields)
    first = RawItem(reading.items[0].kind, {**reading.items[0].fields, **declared})
    return replace(reading, items=(first, *reading.items[1:]))


def _by_selectors(page: Page, source: Source) -> PageReading:
    fields = read_fields(page, source.fields)
    if not fields.get("title"):
        return PageReading(kind_of_page="empty", reason="no_title")
    return PageReading(items=(RawItem(source.kinds[0], fields),), kind_of_page="detail")


def _by_json_ld(page: Page, _source: Source | None = None) -> PageReading:
    items = read_json_ld(page)
    if not items:
        return PageReading(kind_of_page="empty", reason="no_json_ld")
    first = items[0]
    if len(items) == 1 and first.kind == "job_posting" and not first.fields.get("description"):
        items = [_with_shown(page, first)]
    return PageReading(items=tuple(items), kind_of_page="detail")


def _with_shown(page: Page, declared: RawItem) -> RawItem:
    """The only vacancy that a page declares, with the text and the values that it shows and does not declare."""
    shown = read_vacancy(Layout(page)).items if may_hire(page) else ()
    fields = shown[0].fields if len(shown) == 1 else {}
    return RawItem(declared.kind, {**fields, **declared.fields})


def _with_positions(page: Page, source: Source | None = None, layout: Layout | None = None) -> PageReading:
    """A notice, and a vacancy for each row of the position tables in it."""
    reading = read_notice(page, source, layout)
    if not reading.items:
        return reading
    notice = {"url": page.url, **reading.items[0].fields}
    hires = HIRES.search(page.title) is not None
    rows = positions(html_sheets(page.tree), notice, hires=hires)
    if rows and not all(row.fields.get("employer") for row in rows):
        name = employing(likely_employer(page, str(notice["title"]), Layout(page).lines))
        rows = tuple(replace(row, fields={"employer": name} | row.fields) for row in rows) if name else rows
    return replace(reading, items=(*reading.items, *rows))


def _by_kind(page: Page, source: Source) -> PageReading:
    """The first kind of a source is its pages'; where it has vacancies and notices, each is what it looks like."""
    reading = _tried(page, None if {*source.kinds} >= _SHOWN_AS_TWO else source.kinds[0])
    items = tuple(item for item in reading.items if item.kind in source.kinds)
    return replace(reading, items=items, reason=reading.reason if items else reading.reason or "other_kind")


def _tried(page: Page, kind: str | None) -> PageReading:
    """JSON-LD, then government notice, then labels and values, then whatever has a title and a text."""
    if page.text[:200].lstrip().lower().startswith(("<?xml", "<rss", "<feed", "<rdf", "{")) and is_feed(page):
        return read_feed(page)
    structured = _by_json_ld(page)
    if structured.items and (kind is None or any(item.kind == kind for item in structured.items)):
        return structured
    reading = _shown(page, kind)
    return _with_script_record(page, reading) if not reading.items or has_script_values(page.text) else reading


def _shown(page: Page, kind: str | None) -> PageReading:
    """What the page shows: a vacancy or a notice."""
    if kind in (None, "job_posting") and (kind or not is_government(page)) and may_hire(page):
        layout = Layout(page)
        title = "" if kind else find_title(layout, page.metas)
        if _NOTICE.search(title):
            return _with_positions(page, layout=layout)
        vacancy = read_vacancy(layout)
        if vacancy.items and (kind or not _is_notice(title, vacancy.items[0].fields)):
            return _as_rows(page, vacancy)
    return _with_positions(page)


def _as_rows(page: Page, vacancy: PageReading) -> PageReading:
    """The vacancies in the rows of a table that a page's only vacancy was taken from; else what was read."""
    told = vacancy.items[0].fields
    text = str(told.get("description", ""))
    if len(vacancy.items) > 1 or page.tree.find(".//tr/td") is None:
        return vacancy
    rows = positions(html_sheets(page.tree), {**told, "issuer_text": told.get("employer", "")}, hires=True)
    titles = {str(row.fields["title"]) for row in rows}
    inside = len(titles) > 1 and (told.get("title") in titles or all(title in text for title in titles))
    return replace(vacancy, items=rows) if inside else vacancy


def _with_script_record(page: Page, reading: PageReading) -> PageReading:
    """The record in the page's scripts where the page shows nothing of it; else what it shows, filled up."""
    record = script_record(page)
    if record is None:
        return reading
    shown = reading.items[0].fields if reading.items else {}
    same_kind = bool(reading.items) and reading.items[0].kind == record.kind
    if not _says(shown, record) or (not same_kind and record.kind == "job_posting"):
        return PageReading(items=(record,), kind_of_page="detail")
    if not same_kind:
        return reading
    first = RawItem(record.kind, record.fields | shown)
    return replace(reading, items=(first, *reading.items[1:]))


def _says(shown: dict[str, Any], record: RawItem) -> bool:
    """Whether what was read of the page is the text of the record."""
    read = _bare(shown.get("body_text") or shown.get("description"))
    text = _bare(record.fields.get("body_text") or record.fields.get("description"))
    return text[:12] in read or text[-12:] in read


def _bare(text: Any) -> str:
    return re.sub(r"[\W_]", "", str(text or ""))


def _is_notice(title: str, fields: dict[str, Any]) -> bool:
    """Whether what looks like a vacancy is called a notice, by its own title or that of the page."""
    titles = (str(fields["title"]), title)
    offered = fields.get("salary_text") and fields.get("employer")
    return any(_NOTICE.search(title) or (not offered and _DOCUMENT.search(title)) for title in titles)


_READERS: dict[str, Callable[[Page, Source], PageReading]] = {
    "government": read_notice,
    "json_ld": _by_json_ld,
    "selectors": _by_selectors,
    "positions": _with_positions,
    "generic": _by_kind,
    "feed": _by_kind,
    "sitemap": _by_kind,
    "table": read_table,
}
