"""Recruitment notices of public institutions: positions in the page's table or in an attached file."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from rencai_sample.page import Page, Pages, render, robots
from rencai_sample.paper import pdf
from rencai_sample.recruitment import HEADINGS, Notice, document, notices, workbook

PER_LIST = 8
_WIDTHS = (24, 110, 100, 80, 48, 64, 76, 210, 70)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def build(origin: str) -> Pages:
    """Lists, notices, attachments and an RSS feed of the newest."""
    found = notices()
    pages = {
        "/robots.txt": robots("Disallow: /bm/"),
        "/": Page(render("recruitment/home.html", notices=found[:6]).encode()),
        "/rss.xml": Page(render("recruitment/rss.xml", notices=found, origin=origin).encode(), "application/rss+xml"),
    }
    pages |= _lists(found)
    for notice in found:
        pages |= _notice_pages(notice)
    return pages


def _lists(found: Sequence[Notice]) -> Iterator[tuple[str, Page]]:
    count = -(-len(found) // PER_LIST)
    for place in range(1, count + 1):
        rows = found[(place - 1) * PER_LIST : place * PER_LIST]
        body = render("recruitment/list.html", notices=rows, place=place, count=count).encode()
        yield "/gkzp/" if place == 1 else f"/gkzp/index_{place}.html", Page(body)


def _notice_pages(notice: Notice) -> Iterator[tuple[str, Page]]:
    folder = f"/gkzp/{notice.published:%Y%m}"
    file = None
    if notice.form in _FILES:
        make, suffix, type_, name = _FILES[notice.form]
        file = (f"P0{notice.published:%Y%m%d}{notice.id}000001{suffix}", name + suffix)
        yield f"{folder}/{file[0]}", Page(make(notice), type_, notice.published)
    body = render(
        "recruitment/notice.html",
        notice=notice,
        headings=HEADINGS,
        file=file,
        groups=_groups(notice) if notice.form == "merged" else [],
    )
    yield f"{folder}/t{notice.published:%Y%m%d}_{notice.id}.html", Page(body.encode(), day=notice.published)


def _groups(notice: Notice) -> list[list[tuple[str, ...]]]:
    """Rows by unit, for tables whose unit cell spans its rows."""
    return [list(rows) for _, rows in groupby(notice.rows, key=lambda row: row[1])]


def _paper(notice: Notice) -> bytes:
    return pdf(notice.title.removesuffix("公告") + "一览表", (HEADINGS, *notice.rows), _WIDTHS)


_FILES = {
    "xlsx": (workbook, ".xlsx", _XLSX, "附件1：岗位信息表"),
    "docx": (document, ".docx", _DOCX, "岗位一览表"),
    "pdf": (_paper, ".pdf", "application/pdf", "岗位表（盖章版）"),
}
