"""Attachments in OFD and of old Word, and those that give nothing: each is counted under a reason."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from fault_site import Answer, FaultSite
from old_word import ABOVE, ENDS_ROW, IN_TABLE, old_word, row_layout
from rencai.store.read import scan
from rencai_crawler.pages import Page
from rencai_crawler.pages.attachments import read_file
from support_crawl import Run, fill, notice, path, source_of

OFD = "http://www.ofdspec.org/2016"
LINES = (("30 20 100 6", "北京市示例局关于公开招聘的公告"), ("20 40 60 4", "岗位名称"), ("95 40.3 40 4", "焊工"))


def root(name: str, content: str) -> str:
    return f'<o:{name} xmlns:o="{OFD}">{content}</o:{name}>'


def ofd(*lines: tuple[str, str], more: str = "") -> bytes:
    """A document of one page with text in places: left, top, width, height."""
    texts = "".join(
        f'<o:TextObject ID="{number}" Boundary="{box}"><o:TextCode X="0" Y="3">{text}</o:TextCode></o:TextObject>'
        for number, (box, text) in enumerate(lines)
    )
    page = '<o:Pages><o:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></o:Pages>'
    files = {
        "OFD.xml": root("OFD", "<o:DocBody><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:DocBody>"),
        "Doc_0/Document.xml": root("Document", page),
        "Doc_0/Pages/Page_0/Content.xml": more + root("Page", f"<o:Content><o:Layer>{texts}</o:Layer></o:Content>"),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return written.getvalue()


def test_an_ofd_is_read_in_the_order_of_its_lines() -> None:
    file = read_file(Page("https://a.example/1.ofd", ofd(*LINES[::-1])))
    assert (file.text, file.reason) == ("北京市示例局关于公开招聘的公告\n岗位名称\t焊工", "")


def test_a_scanned_ofd_needs_ocr() -> None:
    assert read_file(Page("https://a.example/1.ofd", ofd())).reason == "needs_ocr"


def test_an_ofd_expands_no_entities() -> None:
    body = ofd(("1 1 9 4", "&file;"), more='<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>')
    assert "root:" not in read_file(Page("https://a.example/1.ofd", body)).text


def test_a_torn_ofd_is_broken() -> None:
    file = read_file(Page("https://a.example/1.ofd", ofd(*LINES).replace(b"Doc_0/Document.xml", b"Doc_9/Document.xml")))
    assert file.reason.startswith("broken")


CELL, ROW = IN_TABLE, IN_TABLE + ENDS_ROW
TABLE = [
    ("附件1：岗位\x13 HYPERLINK x \x14需求\x15表", "\r", b""),
    *((cell, "\x07", CELL) for cell in ("单位", "岗位名称", "人数")),
    ("", "\x07", ROW),
    *((cell, "\x07", CELL) for cell in ("示例医院", "护士", "1")),
    ("", "\x07", ROW),
    ("", "\x07", CELL),
    ("检验", "\r", CELL),
    ("技师", "\x07", CELL),
    ("2", "\x07", CELL),
    ("", "\x07", ROW + row_layout(ABOVE, 0, 0)),
    ("报名方式见公告。", "\r", b""),
]


def test_an_old_word_document_gives_its_text_and_its_tables() -> None:
    file = read_file(Page("https://a.example/1.doc", old_word(TABLE)))
    assert file.reason == ""
    assert file.text.splitlines() == [
        "附件1：岗位需求表",
        "单位\t岗位名称\t人数",
        "示例医院\t护士\t1",
        "示例医院\t检验 技师\t2",
        "报名方式见公告。",
    ]
    (sheet,) = file.sheets
    assert sheet.heading == "附件1：岗位需求表"
    assert sheet.rows == [["单位", "岗位名称", "人数"], ["示例医院", "护士", "1"], ["示例医院", "检验\n技师", "2"]]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (old_word(TABLE, flags=0x0100), "encrypted"),
        (old_word(TABLE, version=0x65), "broken: ValueError"),
        (old_word([("", "\r", b"")]), "empty"),
        (old_word(TABLE)[:1600], "broken"),
    ],
)
def test_an_old_word_document_that_cannot_be_read_says_why(body: bytes, reason: str) -> None:
    assert read_file(Page("https://a.example/1.wps", body)).reason.startswith(reason)


@given(st.data())
def test_a_damaged_old_word_document_ends_nothing(data: st.DataObject) -> None:
    body = bytearray(old_word(TABLE))
    for place in data.draw(st.lists(st.integers(512, len(body) - 1), min_size=1, max_size=8)):
        body[place] = data.draw(st.integers(0, 255))
    file = read_file(Page("https://a.example/1.doc", bytes(body)))
    assert file.text or file.reason


def workbook(change: Callable[[Any], None]) -> Page:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    for row in (("岗位名称", "人数", "地点"), ("焊工", 2, "大兴"), ("电工", 1, None)):
        sheet.append(row)
    change(sheet)
    written = io.BytesIO()
    book.save(written)
    return Page("https://a.example/1", written.getvalue())


def _format_the_last_cell(sheet: Any) -> None:
    from openpyxl.styles import Font

    sheet.cell(row=1_048_576, column=16_384).font = Font(bold=True)


@pytest.mark.timeout(30)
def test_a_format_in_the_last_cell_is_no_content() -> None:
    """Workbooks of offices often have one; the cells between are billions."""
    assert [sheet.rows for sheet in read_file(workbook(_format_the_last_cell)).sheets] == [
        [["岗位名称", "人数", "地点"], ["焊工", "2", "大兴"], ["电工", "1", ""]]
    ]


def test_merged_cells_are_filled_in() -> None:
    sheets = read_file(workbook(lambda sheet: sheet.merge_cells("C2:C3"))).sheets
    assert sheets[0].rows[2] == ["电工", "1", "大兴"]


def _rewritten(page: Page, name: str, old: bytes, new: bytes) -> Page:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(page.body)) as read, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as write:
        for entry in read.namelist():
            content = read.read(entry)
            write.writestr(entry, content.replace(old, new) if entry == name else content)
    return Page("https://a.example/1", written.getvalue())


SHEET = "xl/worksheets/sheet1.xml"
EVERYTHING = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
MILLIONS = b'<row r="9">' + b"<c><v>1</v></c>" * 1_100_000 + b"</row></sheetData>"


@pytest.mark.timeout(30)
@pytest.mark.parametrize("more", [EVERYTHING, MILLIONS], ids=["merged", "many"])
def test_a_workbook_that_unpacks_to_too_many_cells_is_too_large(more: bytes) -> None:
    page = _rewritten(workbook(lambda _: None), SHEET, b"</sheetData>", more)
    assert read_file(page).reason == "too_large"


@pytest.mark.timeout(30)
def test_a_cell_that_spans_millions_is_broken() -> None:
    from docx import Document

    document = Document()
    document.add_table(2, 3).cell(0, 0)._tc.grid_span = 2_000_000_000
    written = io.BytesIO()
    document.save(written)
    assert read_file(Page("https://a.example/1", written.getvalue())).reason == "broken: ValueError"


def test_positions_in_an_old_word_document_become_vacancies(run: Run, site: FaultSite, engine: Engine) -> None:
    fill(site, range(1))
    site.page(path(0), notice(0).replace("</div>", '<p><a href="/f/1.doc">附件1</a></p></div>'))
    site.routes["/f/1.doc"] = Answer(old_word(TABLE), headers={"Content-Type": "application/msword"})
    counts = run(source_of(site, kinds=["job_posting", "policy_notice"]))
    assert (counts["added"], counts["attachments_unread"]) == (3, {})
    titles = {one.payload["title"] for page in scan(engine, kind="job_posting") for one in page}
    assert titles == {"护士", "检验技师"}


def test_attachments_that_give_nothing_are_counted_under_their_reasons(run: Run, site: FaultSite) -> None:
    fill(site, range(1))
    links = "".join(f'<p><a href="/f/{name}">附件 {name}</a></p>' for name in ("a.ofd", "b.doc", "c.pdf", "d.xlsx"))
    site.page(path(0), notice(0).replace("</div>", links + "</div>"))
    site.routes["/f/a.ofd"] = Answer(ofd(*LINES), headers={"Content-Type": "application/ofd"})
    site.routes["/f/b.doc"] = Answer(b"\xd0\xcf\x11\xe0" + b"\0" * 600, headers={"Content-Type": "application/msword"})
    site.routes["/f/d.xlsx"] = Answer(b"PK\x03\x04xl/", headers={"Content-Type": "application/zip"})
    counts = run(source_of(site))
    assert counts["added"] == 1
    assert counts["attachments_unread"] == {"not_had": 1, "unknown_format": 2}
