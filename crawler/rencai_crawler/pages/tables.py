"""Files of records: CSV, XLSX, XLS, JSON and NDJSON with declared columns."""

import json
from collections.abc import Iterator
from typing import Any

from rencai_crawler.pages.attachments import read_file
from rencai_crawler.pages.fieldmap import mapped
from rencai_crawler.pages.listing import has_rows, rows_of
from rencai_crawler.pages.page import Page, PageReading, RawItem
from rencai_crawler.pages.sheets import MOST_ROWS, Sheet, csv_sheet
from rencai_crawler.source import Source


def read_table(page: Page, source: Source) -> PageReading:
    """One record a row; a row without a title is none."""
    rows = list(_rows(page, source))
    items = tuple(
        RawItem(source.kinds[0], fields) for row in rows if (fields := mapped(row, source.columns)).get("title")
    )
    if not items and not _is_empty(page, rows, source):
        return PageReading(kind_of_page="unknown", reason="no_columns")
    # Of a file with more rows than are read, the rest is not gone.
    cut_off = len(rows) >= MOST_ROWS - 1 and page.body.lstrip()[:1] not in (b"{", b"[")
    return PageReading(items=items, kind_of_page="feed", reason="" if items else "no_rows", cut_off=cut_off)


def _is_empty(page: Page, rows: list[dict[str, Any]], source: Source) -> bool:
    """Whether a file without records is what it should be, and not another page in its place."""
    start = page.text[:200].lstrip() if not rows else ""
    if start.startswith(("{", "[")):
        try:
            return has_rows(json.loads(page.text), source.listing.records)
        except ValueError:
            return False
    told = {path.partition(".")[0] for path in source.columns.values()} | set(source.columns.values())
    return not start.startswith("<") and (not rows or any(told.intersection(row) for row in rows))


def _rows(page: Page, source: Source) -> Iterator[dict[str, Any]]:
    if page.body.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        sheets = read_file(page).sheets
        chosen = [sheet for sheet in sheets if sheet.name == source.sheet] if source.sheet else list(sheets[:1])
        for sheet in chosen:
            yield from _named(sheet)
        return
    start = page.text[:200].lstrip()
    if start.startswith(("{", "[")):
        yield from _json_rows(page.text, source.listing.records)
    else:
        yield from _named(csv_sheet(page.text))


def _json_rows(text: str, path: str) -> list[dict[str, Any]]:
    try:
        return rows_of(json.loads(text), path)
    except ValueError:
        parsed = []
        for line in text.splitlines():
            try:
                parsed.append(json.loads(line))
            except ValueError:
                continue
        return [row for row in parsed if isinstance(row, dict)]


def _named(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Rows by the names of the first row that has at least two."""
    first = next((place for place, row in enumerate(sheet.rows) if sum(map(bool, row)) >= 2), None)
    if first is None:
        return
    names = [cell.replace("\n", "") for cell in sheet.rows[first]]
    for row in sheet.rows[first + 1 :]:
        yield dict(zip(names, row, strict=False))


def column_names(page: Page) -> list[str]:
    """The names of the columns of a file, empty where it is none."""
    is_book = page.body.startswith((b"PK", b"\xd0\xcf\x11\xe0"))
    sheets = read_file(page).sheets[:1] if is_book else (csv_sheet(page.text),)
    return [name for sheet in sheets for name in next((list(row) for row in _named(sheet)), [])]
