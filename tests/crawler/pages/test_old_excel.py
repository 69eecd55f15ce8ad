"""Workbooks of old Excel, and files that are small and would take all the memory there is."""

import asyncio
import time

import pytest

from old_excel import old_excel
from rencai_crawler import chores
from rencai_crawler.pages import Page
from rencai_crawler.pages.attachments import File, read_file
from rencai_crawler.pages.sheets import MOST_CELLS
from rencai_crawler.worker import Begun, Worker


def read(body: bytes) -> File:
    return read_file(Page("https://a.example/1", body))


def test_merged_cells_are_filled_in_and_rows_are_as_wide_as_the_widest() -> None:
    cells = {
        (0, 0): "招聘单位",
        (0, 1): "岗位",
        (1, 0): "示例中学",
        (1, 1): "语文教师",
        (2, 0): "",
        (2, 1): "数学教师",
        (5, 0): "合计",
    }
    sheet = read(old_excel([cells], spans=[(1, 2, 0, 0)])).sheets[0]
    assert (sheet.name, sheet.rows) == (
        "s0",
        [["招聘单位", "岗位"], ["示例中学", "语文教师"], ["示例中学", "数学教师"], ["合计", ""]],
    )


def test_a_far_cell_costs_nothing() -> None:
    began = time.process_time()
    file = read(old_excel([{(0, 0): "岗位", (65_535, 255): "焊工"}] * 3))
    assert [len(sheet.rows) for sheet in file.sheets] == [1] * 3
    assert time.process_time() - began < 5


def test_empty_cells_that_span_count_as_well() -> None:
    block = "<tr><td rowspan=100 colspan=100><td rowspan=100 colspan=100>" + "<tr>" * 99
    began = time.process_time()
    assert read(f"<html><body>{f'<table>{block * 20}</table>' * 60}</body></html>".encode()).sheets == ()
    assert time.process_time() - began < 3


def test_cells_that_span_make_no_more_than_a_table_has() -> None:
    rows = "<tr><td rowspan=100 colspan=100>焊工</td></tr>" + "<tr></tr>" * 99
    tables = f"<html><body>{f'<table>{rows * 80}</table>' * 2}</body></html>"
    cells = sum(len(row) for sheet in read(tables.encode()).sheets for row in sheet.rows)
    assert MOST_CELLS / 2 < cells < MOST_CELLS + 1000


def test_a_process_that_reads_files_has_only_so_much_memory() -> None:
    async def use() -> None:
        worker = await Worker.of(Begun.spawned(chores.begin_files))
        try:
            with pytest.raises(MemoryError):
                await worker.do(bytes, chores.MOST_MEMORY)
            assert await worker.do(len, "焊工") == 2
        finally:
            worker.close()

    asyncio.run(use())
