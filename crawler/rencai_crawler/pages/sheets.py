"""Tables of files and pages as plain grids of text, merged cells filled in."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from rencai_crawler.pages.fieldmap import as_text
from rencai_crawler.pages.lines import text_in
from rencai_crawler.pages.radicals import unified
from rencai_crawler.pages.tree import Element

Grid = list[list[str]]
MOST_ROWS = 100_000
MOST_CELLS = 1_000_000
"""Of all tables of a file or page: a few bytes of merged or far cells would make billions."""
_MOST_COLUMNS = 200
_SPAN = 100
_MOST_PAGES = 60
_HEAD_LINES = 20
_LEAST_COLUMNS = 4
_LONGEST_HEADING, _WRAPPERS = 100, 3
"""Characters of what stands above a table; elements that hold nothing else than a table."""
_SLACK = 4.0
"""Points by which a word may begin left of its heading."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: where it is called something, its name; and what stands right above it."""

    name: str
    rows: Grid
    heading: str = ""


def xlsx_sheets(body: bytes) -> Iterator[Sheet]:
    """The visible worksheets of a workbook."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(body), data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows = _xlsx_rows(sheet)
        for span in sheet.merged_cells.ranges:
            _fill(rows, span.min_row - 1, span.min_col - 1, span.max_row - 1, span.max_col - 1)
        yield Sheet(sheet.title, _trimmed(rows))


def _xlsx_rows(sheet: Any) -> Grid:
    """The cells that a worksheet has. Its bounds say nothing: one format in the last column makes billions of them."""
    cells = {place: cell.value for place, cell in sheet._cells.items()}  # noqa: SLF001  # iter_rows makes what is missing
    filled = [place for place, value in cells.items() if value is not None]
    width = min(max((column for _, column in filled), default=0), _MOST_COLUMNS)
    height = min(max((row for row, _ in filled), default=0), MOST_ROWS)
    rows: Grid = [[] for _ in range(height)]
    for (row, column), value in cells.items():
        if row <= height:
            line = rows[row - 1] = rows[row - 1] or [""] * width
            if column <= width:
                line[column - 1] = _cell(value)
    return rows


def xls_sheets(body: bytes) -> Iterator[Sheet]:
    """The worksheets of an old (BIFF) workbook."""
    import xlrd

    # Merged cells are told only with the formatting. Rows filled up to the longest would take all memory there is.
    book = xlrd.open_workbook(file_contents=body, formatting_info=True, ragged_rows=True, logfile=io.StringIO())
    for sheet in book.sheets():
        rows = list(_xls_rows(sheet, book.datemode))
        for first_row, end_row, first_column, end_column in sheet.merged_cells:
            _fill(rows, first_row, first_column, end_row - 1, end_column - 1)
        yield Sheet(sheet.name, _trimmed(rows))


def _xls_rows(sheet: Any, datemode: int) -> Iterator[list[str]]:
    """Every row as wide as the widest, but for those without cells."""
    height = min(sheet.nrows, MOST_ROWS)
    width = min(max(map(sheet.row_len, range(height)), default=0), _MOST_COLUMNS)
    for row in range(height):
        cells = [_xls_cell(cell, datemode) for cell in sheet.row_slice(row, 0, width)]
        yield cells + [""] * (width - len(cells)) if cells else []


def _xls_cell(cell: Any, datemode: int) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return _cell(xlrd.xldate_as_datetime(cell.value, datemode))
        except (ValueError, OverflowError):
            return as_text(cell.value)
    return _cell(cell.value) if cell.ctype not in (xlrd.XL_CELL_ERROR, xlrd.XL_CELL_EMPTY) else ""


def docx_sheets(body: bytes) -> Iterator[Sheet]:
    """The tables of a document; python-docx repeats a merged cell, so it is filled in already."""
    from docx import Document

    for heading, table in _headed(Document(io.BytesIO(body))):
        cells: Iterable[Any] = table._tbl.iter_tcs()  # noqa: SLF001  # no other way
        if any(cell.grid_span > _MOST_COLUMNS for cell in cells):
            raise ValueError("a cell spans more columns than a table has")
        rows = [[_cell(cell.text) for cell in row.cells[:_MOST_COLUMNS]] for row in table.rows]
        yield Sheet("", _trimmed(rows), heading)


def _headed(document: Any) -> Iterator[tuple[str, Any]]:
    """The tables of a document, each with the paragraph right above it."""
    heading = ""
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            yield heading, part
            heading = ""
        else:
            heading = part.text.strip()[:_LONGEST_HEADING] or heading


def pdf_sheets(body: bytes) -> Iterator[Sheet]:
    """The ruled tables of a PDF, one that goes on over pages as one; without rules, the columns its words stand in."""
    import pdfplumber

    rows: Grid = []
    found = False
    with pdfplumber.open(io.BytesIO(body)) as document:
        pages = document.pages[:_MOST_PAGES]
        for table in (table for page in pages for table in page.extract_tables()):
            new = [["" if cell is None else _cell(unified(_unbroken(cell))) for cell in row] for row in table]
            if rows and new and len(new[0]) != len(rows[0]):
                found = True
                yield Sheet("", _trimmed(rows))
                rows = []
            rows += new
        if not rows and not found:
            rows = _in_columns([line for page in pages for line in _word_lines(page)])
    if rows:
        yield Sheet("", _trimmed(rows))


_Word = tuple[float, str]


def _word_lines(page: Any) -> list[list[_Word]]:
    """The words of a page line by line, each with where it begins."""
    lines: dict[int, list[_Word]] = {}
    for word in page.extract_words(x_tolerance=2):
        lines.setdefault(round(word["top"] / 4), []).append((word["x0"], unified(word["text"])))
    return [sorted(line) for _, line in sorted(lines.items())]


def _in_columns(lines: list[list[_Word]]) -> Grid:
    """Words under the words of the fullest line; a line that lacks the first column goes on with the row above it."""
    head = max(lines[:_HEAD_LINES], key=len, default=[])
    if len(head) < _LEAST_COLUMNS:
        return []
    starts = [x for x, _ in head]
    rows: Grid = []
    for line in lines[lines.index(head) :]:
        cells = [""] * len(starts)
        for x, text in line:
            column = max((place for place, start in enumerate(starts) if start <= x + _SLACK), default=0)
            cells[column] += text
        if rows and not cells[0] and any(cells):
            rows[-1] = [above + below for above, below in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows


def _unbroken(text: str) -> str:
    """A cell's text without the breaks of a narrow column."""
    return re.sub(r"(?<=[\u3000-\u9fff\uff00-\uffef、，；。])\n(?=[\u3000-\u9fff\uff00-\uffef])", "", text)


def csv_sheet(text: str) -> Sheet:
    """A delimited text: comma, semicolon, tab or bar, whichever its first lines use most evenly."""
    head = text[:20_000]
    delimiter = max(",\t;|", key=head.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return Sheet(
        "", [[cell.strip() for cell in row] for _, row in zip(range(MOST_ROWS), reader, strict=False) if any(row)]
    )


def html_sheets(root: Element) -> Iterator[Sheet]:
    """The tables of a page that hold no other table."""
    left = MOST_CELLS
    for table in root.iter("table"):
        if table.find(".//table") is None:
            rows = _html_rows(table, left)
            left -= sum(map(len, rows))
            if filled := _trimmed(rows):
                yield Sheet("", filled, _caption(table))


def _html_rows(table: Element, most: int) -> Grid:
    """The first so many cells of a table, in whole rows; those that span are filled in wherever they reach."""
    rows: Grid = []
    waiting: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        if most <= 0:
            break
        cells: list[str] = []
        given = iter([cell for cell in row if cell.tag in ("td", "th")])
        while True:
            column = len(cells)
            if column in waiting:
                left, text = waiting.pop(column)
                cells.append(text)
                if left > 1:
                    waiting[column] = (left - 1, text)
                continue
            cell = next(given, None)
            if cell is None or column >= _MOST_COLUMNS:
                break
            text = text_in(cell)
            down = _count(cell.get("rowspan"))
            for _ in range(_count(cell.get("colspan"))):
                if down > 1:
                    waiting[len(cells)] = (down - 1, text)
                cells.append(text)
        rows.append(cells)
        most -= len(cells)
    return rows


def _count(span: str | None) -> int:
    return max(1, min(_SPAN, int(span))) if span and span.strip().isdecimal() else 1


def _caption(table: Element) -> str:
    caption = table.find("caption")
    if caption is not None:
        return text_in(caption)
    holder = table
    for _ in range(_WRAPPERS):
        before = next(holder.itersiblings("*", preceding=True), None)
        if before is not None:
            return text_in(before)[:_LONGEST_HEADING]
        holder = holder.getparent()
        if holder is None or holder.tag in ("body", "td"):
            break
    return ""


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    text = as_text(value).replace("\r\n", "\n").replace("_x000D_", "")
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def _fill(rows: Grid, top: int, left: int, bottom: int, right: int) -> None:
    if top >= len(rows) or left >= len(rows[top]):
        return
    value = rows[top][left]
    for row in rows[top : bottom + 1]:
        for column in range(left, min(right + 1, len(row))):
            row[column] = value


def _trimmed(rows: Iterable[list[str]]) -> Grid:
    return [row for row in rows if any(row)]
