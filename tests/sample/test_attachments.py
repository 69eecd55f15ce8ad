"""Attached tables can be read by the libraries that the crawler uses."""

import io

import docx
import openpyxl
import pypdf

from rencai_sample.network import SITES
from rencai_sample.recruitment import HEADINGS, Notice, document, notices, workbook

RECRUITMENT = next(site for site in SITES if site.name == "recruitment")


def notice(form: str) -> Notice:
    return next(found for found in notices() if found.form == form)


def test_the_workbook_has_a_title_the_headings_and_every_position() -> None:
    found = notice("xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(found))).worksheets[0]
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
    assert rows[1] == HEADINGS
    assert rows[2:] == [tuple(row) for row in found.rows]


def test_the_document_has_every_position() -> None:
    found = notice("docx")
    grid = docx.Document(io.BytesIO(document(found))).tables[0]
    assert [tuple(cell.text for cell in row.cells) for row in grid.rows] == [HEADINGS, *found.rows]


def test_the_pdf_has_every_cell_as_text() -> None:
    found = notice("pdf")
    path = next(path for path in RECRUITMENT.pages() if path.endswith(".pdf"))
    text = pypdf.PdfReader(io.BytesIO(RECRUITMENT.pages()[path].body)).pages[0].extract_text()
    lines = [line.split() for line in text.splitlines()]
    assert [list(row) for row in found.rows] == lines[2:]
