"""Tables of posts that have no header: what each column tells is seen by what stands in it."""

import re
from collections.abc import Sequence

from rencai_crawler.pages.bare_values import fields_of, is_area
from rencai_crawler.pages.job_names import ROLE, is_trade
from rencai_crawler.pages.position_columns import Columns
from rencai_crawler.pages.sheets import Grid

_LEAST_ROWS, _LEAST_COLUMNS, _MOST_ROWS = 2, 3, 500
_LONGEST_NAME, _LEAST_TEXT = 20, 4
_NAMES, _TRADES = 0.4, 0.6
"""Shares of the titles that end as names of jobs do, and that have an occupation in them."""
_COUNT = re.compile(r"\d{1,3}\s?[人名位]?|若干[人名]?")
_UNIT = re.compile("[\u4e00-\u9fff]{1,8}(?:部|车间|科|处|中心|组)")
_TOLD = ("salary_text", "headcount_text", "education_text", "experience_text", "employment_type_text", "location_text")


def bare_columns(rows: Grid) -> tuple[Grid, Columns]:
    """Rows and what their columns tell, turned where posts stand side by side; no columns where they are no posts."""
    if not _LEAST_ROWS <= len(rows) <= _MOST_ROWS or len(set(map(len, rows))) > 1:
        return rows, {}
    turned = [list(column) for column in zip(*rows, strict=True)]
    for grid, columns in ((rows, turned), (turned, rows)):
        if len(grid) >= _LEAST_ROWS and len(columns) >= _LEAST_COLUMNS and (told := _columns(columns)):
            return grid, told
    return rows, {}


def _columns(columns: Sequence[Sequence[str]]) -> Columns:
    title = next((at for at, cells in enumerate(columns) if _names_posts(cells)), None)
    if title is None:
        return {}
    told = {at: field for at, cells in enumerate(columns) if at != title and (field := _field(cells))}
    return {title: "title", **told} if {"headcount_text", "salary_text"} & {*told.values()} else {}


def _names_posts(cells: Sequence[str]) -> bool:
    if any(not 1 < len(cell) <= _LONGEST_NAME for cell in cells) or len(set(cells)) < len(cells):
        return False
    trades = sum(map(is_trade, cells))
    return trades >= len(cells) * _TRADES and sum(bool(ROLE.search(cell)) for cell in cells) >= len(cells) * _NAMES


def _field(cells: Sequence[str]) -> str:
    """What all cells of a column tell; empty where that cannot be seen, or where they count the rows."""
    filled = [cell for cell in cells if cell]
    if not filled or all(cell.isdecimal() and int(cell) == place for place, cell in enumerate(cells, 1)):
        return ""
    if all(map(_COUNT.fullmatch, filled)):
        return "headcount_text"
    if field := next((field for field in _TOLD if all(field in fields_of(cell) for cell in filled)), ""):
        return field
    if all(map(is_area, filled)):
        return "location_text"
    if all(map(_UNIT.fullmatch, filled)):
        return "department"
    return "description" if max(map(len, filled)) >= _LEAST_TEXT else ""
