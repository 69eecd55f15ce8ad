"""What an attachment holds: its text, and its tables. Nothing is run and nothing is fetched."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rencai_crawler.pages.ofd import ofd_text
from rencai_crawler.pages.page import Page, RawItem
from rencai_crawler.pages.positions import positions
from rencai_crawler.pages.radicals import unified
from rencai_crawler.pages.sheets import (
    MOST_CELLS,
    Sheet,
    csv_sheet,
    docx_sheets,
    html_sheets,
    pdf_sheets,
    xls_sheets,
    xlsx_sheets,
)
from rencai_crawler.source import Source

_MOST_UNPACKED = 100_000_000
_MOST_TEXT = 500_000
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell [^<>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")
_TABLE_BREAKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class AttachmentReading:
    """Text of one file and the vacancies of its position tables.

    `reason` says why there is nothing: needs_ocr, unknown_format, encrypted, empty, too_large, or broken.
    """

    text: str = ""
    items: tuple[RawItem, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class File:
    """Text and tables of one file."""

    text: str = ""
    sheets: tuple[Sheet, ...] = ()
    reason: str = ""


def read_attachment(page: Page, notice: RawItem, source: Source | None = None) -> AttachmentReading:
    """What a notice's file adds to it."""
    file = read_file(page)
    items = positions(file.sheets, notice.fields) if source is None or "job_posting" in source.kinds else ()
    return AttachmentReading(file.text, items, file.reason)


def read_file(page: Page) -> File:
    """Read a file by what it is, whatever its name says."""
    form = _form(page)
    if form is None:
        return File(reason="unknown_format")
    if page.body.startswith(b"PK") and _is_too_large(page.body):
        return File(reason="too_large")
    try:
        return form(page)
    except Exception as error:  # noqa: BLE001 - a broken file may raise anything in four libraries; it never ends a run.
        return File(reason=f"broken: {type(error).__name__}")


def _form(page: Page) -> Callable[[Page], File] | None:
    body = page.body
    if body.startswith(b"%PDF") or b"%PDF-" in body[:1024]:
        return _READERS["pdf"]
    if body.startswith(b"PK"):
        names = _names(body)
        signs = {"xlsx": "xl/", "docx": "word/", "ofd": "OFD.xml"}
        return next((_READERS[form] for form, sign in signs.items() if any(n.startswith(sign) for n in names)), None)
    if body.startswith(b"\xd0\xcf\x11\xe0"):
        streams = {"Workbook": "xls", "Book": "xls", "WordDocument": "doc"}
        return next((_READERS[form] for name, form in streams.items() if _utf16(name) in body), None)
    start = body[:2000].lstrip().lower()
    if b"<table" in body[:200_000].lower() and (start.startswith(b"<") or b"<html" in start):
        return _READERS["html"]
    return (
        _READERS["csv"]
        if re.search(r"\.(?:csv|txt|tsv)(?:$|\?)", page.url, re.IGNORECASE)
        or page.content_type in ("text/csv", "text/plain")
        else None
    )


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")


def _names(body: bytes) -> list[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return archive.namelist()
    except zipfile.BadZipFile:
        return []


def _is_too_large(body: bytes) -> bool:
    """Whether a packed file holds more than there is room for: a workbook's cells take some 250 bytes each."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            files = archive.infolist()
            if sum(entry.file_size for entry in files) > _MOST_UNPACKED:
                return True
            sheets = (archive.read(entry) for entry in files if _SHEET.match(entry.filename))
            return sum(map(_cells, sheets)) > MOST_CELLS
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return False


def _cells(sheet: bytes) -> int:
    """The cells of a worksheet, and those that its merged ranges cover, which are made as well."""
    merged = (re.findall(rb"([A-Z]{1,3})(\d{1,7})", match[1]) for match in _MERGED.finditer(sheet))
    sides = (((_column(left), int(top)), (_column(right), int(bottom))) for (left, top), (right, bottom) in merged)
    covered = sum((right - left + 1) * (bottom - top + 1) for (left, top), (right, bottom) in sides)
    return len(_CELL.findall(sheet)) + covered


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _with_text(sheets: Iterator[Sheet], text: str | None = None) -> File:
    found = tuple(sheets)
    if text is None:
        text = "\n".join("\t".join(cell.replace("\n", " ") for cell in row) for sheet in found for row in sheet.rows)
    return File(text[:_MOST_TEXT], found, "" if text.strip() else "empty")


def _pdf(page: Page) -> File:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(page.body), strict=False)
    text = "\n".join(each.extract_text() or "" for each in reader.pages[:300])
    text = unified(_TABLE_BREAKS.sub("\n\n", text).strip())
    if not text:
        return File(reason="needs_ocr")
    return _with_text(pdf_sheets(page.body), text)


def _docx(page: Page) -> File:
    from docx import Document

    parts = [paragraph.text.strip() for paragraph in Document(io.BytesIO(page.body)).paragraphs]
    sheets = tuple(docx_sheets(page.body))
    parts += ["\t".join(cell.replace("\n", " ") for cell in row) for sheet in sheets for row in sheet.rows]
    return _with_text(iter(sheets), "\n".join(filter(None, parts)))


def _doc(page: Page) -> File:
    from rencai_crawler.pages.old_word import Encrypted, read_old_word

    try:
        text, sheets = read_old_word(page.body)
    except Encrypted:
        return File(reason="encrypted")
    return _with_text(iter(sheets), text)


def _ofd(page: Page) -> File:
    text = ofd_text(page.body)[:_MOST_TEXT]
    # A page that was scanned into the format is a picture there, too.
    return File(text, reason="" if text.strip() else "needs_ocr")


_READERS: dict[str, Callable[[Page], File]] = {
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": lambda page: _with_text(xlsx_sheets(page.body)),
    "xls": lambda page: _with_text(xls_sheets(page.body)),
    "csv": lambda page: _with_text(iter((csv_sheet(page.text),))),
    "doc": _doc,
    "ofd": _ofd,
    "html": lambda page: _with_text(html_sheets(page.tree)),
}
