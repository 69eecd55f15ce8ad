"""Writes small workbooks of Excel 97, so that tests have some of our own."""

import struct
from collections.abc import Mapping, Sequence

from old_word import container

CELLS, SPANS = 0x0204, 0x00E5
BEGIN, END, NAME = 0x0809, 0x000A, 0x0085
_GLOBAL, _SHEET = 5, 0x10

Span = tuple[int, int, int, int]
"""First row, last row, first column, last column."""


def old_excel(sheets: Sequence[Mapping[tuple[int, int], str]], spans: Sequence[Span] = ()) -> bytes:
    """A workbook of texts by row and column, each sheet with these merged ranges."""
    parts = [_begin(_SHEET) + _cells(cells) + _spans(spans) + _record(END) for cells in sheets]
    start = len(_globals([0] * len(parts)))
    places = [start + sum(map(len, parts[:number])) for number in range(len(parts))]
    return container({"Workbook": _globals(places) + b"".join(parts)})


def _globals(places: Sequence[int]) -> bytes:
    names = (
        _record(NAME, struct.pack("<IHBB", place, 0, 2, 0) + f"s{number % 10}".encode())
        for number, place in enumerate(places)
    )
    return _begin(_GLOBAL) + b"".join(names) + _record(END)


def _begin(what: int) -> bytes:
    return _record(BEGIN, struct.pack("<HHHHII", 0x600, what, 0, 0, 0, 6))


def _cells(cells: Mapping[tuple[int, int], str]) -> bytes:
    return b"".join(
        _record(CELLS, struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le"))
        for (row, column), text in cells.items()
    )


def _spans(spans: Sequence[Span]) -> bytes:
    return _record(SPANS, struct.pack("<H", len(spans)) + b"".join(struct.pack("<HHHH", *span) for span in spans))


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content
