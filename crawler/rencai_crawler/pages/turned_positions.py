"""Tables of positions whose labels stand beside the values: a post in each column, or a small form for each post."""

from itertools import groupby

from rencai_crawler.pages.position_columns import field_of
from rencai_crawler.pages.sheets import Grid

_MOST_LABELS = 30
_LEAST_KNOWN = 0.7
"""Of all labels, so many must be known."""


def upright(rows: Grid) -> Grid:
    """The table with its labels in one row above the values; empty where they do not stand beside those."""
    if not 1 < len(rows) <= _MOST_LABELS or not any(row and field_of(row[0]) == "title" for row in rows):
        return []
    return _of_form(rows) or _of_columns(rows)


def _of_form(rows: Grid) -> Grid:
    """岗位名称 | 电工 | 招聘人数 | 2: labels and values by turns, a merged cell once."""
    told = [[cell for cell, _ in groupby(row)] for row in rows]
    told = [cells for cells in told if len(cells) > 1]
    if any(len(cells) % 2 for cells in told):
        return []
    labels = [label for cells in told for label in cells[::2]]
    return [labels, [value for cells in told for value in cells[1::2]]] if _are_labels(labels) else []


def _of_columns(rows: Grid) -> Grid:
    """岗位 | 电工 | 焊工 above 人数 | 2 | 3: turned by a quarter."""
    width = max(map(len, rows))
    turned = [[row[column] if column < len(row) else "" for row in rows] for column in range(width)]
    return turned if _are_labels(turned[0]) else []


def _are_labels(cells: list[str]) -> bool:
    told = [cell for cell in cells if cell]
    return bool(told) and sum(bool(field_of(cell)) for cell in told) >= _LEAST_KNOWN * len(told)
