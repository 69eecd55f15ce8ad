"""Files of records: CSV, XLSX, XLS, JSON and NDJSON with declared columns, and pages whose scripts bring rows along."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rencai_crawler.pages.answer_pages import with_next
from rencai_crawler.pages.attachments import read_file
from rencai_crawler.pages.fieldmap import mapped
from rencai_crawler.pages.page import Page, PageReading, RawItem
from rencai_crawler.pages.pagination import next_page
from rencai_crawler.pages.rows import has_rows, json_values, rows_of
from rencai_crawler.pages.script_values import script_values
from rencai_crawler.pages.sheets import MOST_ROWS, Sheet, csv_sheet
from rencai_crawler.source import Source

_HEAD_ROWS = 20
_MOSTLY = 0.6


def read_table(page: Page, source: Source) -> PageReading:
    """One record a row; a row without a title is none."""
    answer = _answer(page, source)
    rows = list(_rows(page, answer, source))
    items = tuple(
        RawItem(source.kinds[0], fields) for row in rows if (fields := mapped(row, source.columns)).get("title")
    )
    if not items and not _is_empty(page, answer, rows, source):
        return PageReading(kind_of_page="unknown", reason="no_columns")
    # Of a sheet with more rows than are read, the rest is not gone.
    cut_off = not _is_json(page) and len(rows) >= MOST_ROWS - 1
    reason = "" if items else "no_rows"
    reading = PageReading(items=items, kind_of_page="feed", reason=reason, cut_off=cut_off)
    if _is_markup(page) and (following := next_page(page, source.listing.next)):
        return replace(reading, next_pages=(following,))
    if not answer:
        return reading
    return with_next(reading, page, answer, rows, source.listing.page)


def _answer(page: Page, source: Source) -> Any:
    """What an API answered, or a web page brings along for its scripts; None where it is a file of rows."""
    if not _is_markup(page):
        return page.json if _is_json(page) else None
    place = source.listing.records
    held = [value for value in script_values(page.text) if isinstance(value, dict | list) and has_rows(value, place)]
    return next((value for value in held if _has_records(value, source)), held[0] if held else None)


def _has_records(answer: Any, source: Source) -> bool:
    return any(mapped(row, source.columns).get("title") for row in rows_of(answer, source.listing.records)[:3])


def _is_empty(page: Page, answer: Any, rows: list[dict[str, Any]], source: Source) -> bool:
    """Whether a file without records is what it should be, and not another page in its place."""
    if not rows and _is_markup(page):
        # Any page has lists of something.
        return answer is not None and bool(source.listing.records)
    if not rows and _is_json(page):
        return answer is not None and has_rows(answer, source.listing.records)
    told = {path.partition(".")[0] for path in source.columns.values()} | set(source.columns.values())
    if rows:
        return any(told.intersection(row) for row in rows)
    return not _is_markup(page)


def _rows(page: Page, answer: Any, source: Source) -> Iterator[dict[str, Any]]:
    if page.body.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        sheets = read_file(page).sheets
        chosen = [sheet for sheet in sheets if sheet.name == source.sheet] if source.sheet else list(sheets[:1])
        for sheet in chosen:
            yield from _named(sheet)
        return
    if answer is not None:
        yield from rows_of(answer, source.listing.records)
    elif _is_markup(page):
        return
    elif _is_json(page):
        yield from (row for row in json_values(page.text) if isinstance(row, dict))
    else:
        yield from _named(csv_sheet(page.text))


def _is_json(page: Page) -> bool:
    return page.text[:200].lstrip().startswith(("{", "["))


def _is_markup(page: Page) -> bool:
    return page.text[:200].lstrip().startswith("<")


def _named(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Rows by the names of the first row that has about as many different ones as any near the top.

    Above it stand what the table is called, spread over all columns where cells are merged, and who filled it in.
    """
    different = [len(set(filter(None, row))) for row in sheet.rows[:_HEAD_ROWS]]
    least = max(2, _MOSTLY * max(different, default=0))
    first = next((place for place, count in enumerate(different) if count >= least), None)
    if first is None:
        return
    names = [cell.replace("\n", "") for cell in sheet.rows[first]]
    for row in sheet.rows[first + 1 :]:
        yield dict(zip(names, row, strict=False))


def file_rows(page: Page) -> list[dict[str, Any]]:
    """The rows of a file by the names of its columns, empty where it is none."""
    is_book = page.body.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    sheets = read_file(page).sheets[:1] if is_book else (csv_sheet(page.text),)
    return [row for sheet in sheets for row in _named(sheet)]
