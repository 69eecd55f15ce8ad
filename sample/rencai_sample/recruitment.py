"""Sample recruitment notices with their positions, and the files some of them attach."""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from rencai_sample.content_files import table

HEADINGS = ("序号", "招聘单位", "招聘岗位", "岗位代码", "招聘人数", "学历要求", "年龄", "其他条件", "工作地点")
_DATED = datetime(2026, 11, 1)  # noqa: DTZ001 - the office formats store a naive time
_MEMBER_TIME = (2026, 11, 1, 0, 0, 0)
_SAVED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]+")


@dataclass(frozen=True, kw_only=True)
class Notice:
    id: int
    title: str
    issuer: str
    published: date
    until: str
    form: str
    contact: str
    rows: tuple[tuple[str, ...], ...]
    """Positions under HEADINGS."""


@cache
def notices() -> tuple[Notice, ...]:
    """All notices, newest first."""
    found = [_notice(entry) for entry in table("recruitment")]
    return tuple(sorted(found, key=lambda notice: notice.published, reverse=True))


def _notice(entry: dict[str, Any]) -> Notice:
    rows = tuple(_row(entry["id"], place, position) for place, position in enumerate(entry["positions"], start=1))
    plain = {name: entry[name] for name in ("id", "title", "issuer", "until", "form", "contact")}
    return Notice(published=date.fromisoformat(entry["published"]), rows=rows, **plain)


def _row(notice: int, place: int, position: Sequence[Any]) -> tuple[str, ...]:
    unit, post, count, education, age, other, *area = map(str, position)
    where = f"北京市{area[0]}" if area else "北京市"
    return (str(place), unit, post, f"{notice}{place:02d}", count, education, age, other, where)


def workbook(notice: Notice) -> bytes:
    """The positions as .xlsx: a merged title above the headings, as offices send it."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.created = book.properties.modified = _DATED
    sheet = book.worksheets[0]
    sheet.title = "岗位信息表"
    sheet.append([f"{notice.title.removesuffix('公告')}岗位信息表"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADINGS))
    for row in (HEADINGS, *notice.rows):
        sheet.append([int(cell) if cell.isdigit() and len(cell) < 4 else cell for cell in row])
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def document(notice: Notice) -> bytes:
    """The positions as a table in a .docx."""
    from docx import Document

    paper = Document()
    paper.core_properties.created = paper.core_properties.modified = _DATED
    paper.core_properties.author = "示例"
    paper.add_paragraph("附件1")
    paper.add_paragraph(f"{notice.title.removesuffix('公告')}岗位一览表")
    grid = paper.add_table(rows=0, cols=len(HEADINGS))
    for row in (HEADINGS, *notice.rows):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    paper.save(buffer)
    return _timeless(buffer.getvalue())


def _timeless(archive: bytes) -> bytes:
    """The same archive with fixed times inside and out, so that its bytes are the same at every start."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(
                zipfile.ZipInfo(member.filename, _MEMBER_TIME),
                _SAVED.sub(rb"\g<1>2026-11-01T00:00:00Z", old.read(member)),
                zipfile.ZIP_DEFLATED,
            )
    return buffer.getvalue()
