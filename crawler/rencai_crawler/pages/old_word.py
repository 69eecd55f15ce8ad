"""Text and tables of .doc and .wps, the binary documents of Word 97 to 2003 that many notices are still attached as.

The layout is that of [MS-DOC]: the text lies in pieces, in two bytes a character or in one; which paragraphs are cells,
and which end a row, stands in pages of 512 bytes beside it.
"""

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from rencai_crawler.pages.sheets import Grid, Sheet

_WORD_97 = 0xC1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_LENGTH, _PIECES, _PARAGRAPHS = 0x4C, 0x1A2, 0x102
_ONE_BYTE = 0x4000_0000
_PAGE = 512
_MOST_CHARACTERS = 2_000_000
_IN_TABLE, _ENDS_ROW, _ROW_LAYOUT, _TABS = 0x2416, 0x2417, 0xD608, 0xC615
_OPERANDS = (1, 1, 2, 4, 2, 2, 0, 3)
"""Bytes of a property's operand by the three highest bits of its code; 0 where the operand says it itself."""
_CELL_LAYOUT = 20
_MERGED, _CONTINUES_ABOVE, _BEGINS_BELOW = 0x0002, 0x0020, 0x0040
_FIELD = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
_DROPPED = "\x01\x02\x03\x04\x05\x08\x0c\x15\x1f"
_CONTROLS = str.maketrans({"\x0b": "\n", "\x1e": "-", "\xa0": " "} | dict.fromkeys(_DROPPED, ""))


class Encrypted(ValueError):
    """The document opens with a password only."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """What a paragraph's properties say: a cell's, or the end of a row with the cells that only go on with another."""

    in_table: bool = False
    ends_row: bool = False
    beside: tuple[int, ...] = ()
    above: tuple[int, ...] = ()


@dataclass
class _Reader:
    """Goes through paragraphs and puts together what belongs together."""

    lines: list[str] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    _rows: Grid = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _cell: list[str] = field(default_factory=list)

    def paragraph(self, text: str, mark: str, layout: _Layout) -> None:
        if layout.ends_row:
            self._end_row(layout)
        elif mark == "\x07":
            self._cells.append("\n".join(filter(None, (*self._cell, text))))
            self._cell = []
        elif layout.in_table:
            self._cell.append(text)
        else:
            self.end_table()
            self.lines.append(text)

    def _end_row(self, layout: _Layout) -> None:
        cells, self._cells, self._cell = self._cells, [], []
        for place in layout.beside:
            if 0 < place < len(cells) and not cells[place]:
                cells[place] = cells[place - 1]
        before = self._rows[-1] if self._rows else []
        for place in layout.above:
            if place < min(len(cells), len(before)) and not cells[place]:
                cells[place] = before[place]
        self._rows.append(cells)

    def end_table(self) -> None:
        if self._rows:
            heading = next((line for line in reversed(self.lines) if line), "")
            self.lines += ["\t".join(cell.replace("\n", " ") for cell in row) for row in self._rows]
            self.sheets.append(Sheet("", [row for row in self._rows if any(row)], heading))
            self._rows = []


def read_old_word(body: bytes) -> tuple[str, list[Sheet]]:
    """The text of a document, tables included, and its tables. Raises Encrypted where it is locked."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(body)) as container:
        word = container.openstream("WordDocument").read()
        version, flags = _number(word, 2, "H"), _number(word, 10, "H")
        if flags & _ENCRYPTED:
            raise Encrypted
        if version < _WORD_97:
            raise ValueError(f"version {version} is older than Word 97")
        table = container.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
    layouts = dict(_layouts(word, table))
    reader = _Reader()
    for text, mark, end in _paragraphs(word, table):
        reader.paragraph(text, mark, layouts.get(end, _Layout()))
    reader.end_table()
    return "\n".join(line for line in reader.lines if line), reader.sheets


def _paragraphs(word: bytes, table: bytes) -> Iterator[tuple[str, str, int]]:
    """Text, mark and place of the end of each paragraph of the main text."""
    left = min(_number(word, _LENGTH, "I"), _MOST_CHARACTERS)
    text: list[str] = []
    for start, length, size in _pieces(table[_number(word, _PIECES, "I") :][: _number(word, _PIECES + 4, "I")]):
        raw = word[start : start + min(length, left) * size]
        decoded = raw.decode("cp1252" if size == 1 else "utf-16-le", "replace")
        left -= length
        for place, character in enumerate(decoded, start=1):
            if character not in "\r\x07":
                text.append(character)
                continue
            yield _plain("".join(text)), character, start + place * size
            text = []
        if left <= 0:
            break
    if text:
        yield _plain("".join(text)), "\r", -1


def _pieces(found: bytes) -> Iterator[tuple[int, int, int]]:
    """Where each piece of the text begins, its characters, and the bytes of one."""
    place = 0
    while found[place : place + 1] == b"\x01":
        place += 3 + _number(found, place + 1, "H")
    if found[place : place + 1] != b"\x02":
        raise ValueError("the text has no pieces")
    count = (_number(found, place + 1, "I") - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", found, place + 5)
    for piece in range(count):
        given = _number(found, place + 5 + 4 * (count + 1) + 8 * piece + 2, "I")
        one = bool(given & _ONE_BYTE)
        start = given & ~_ONE_BYTE
        yield start // 2 if one else start, ends[piece + 1] - ends[piece], 1 if one else 2


def _layouts(word: bytes, table: bytes) -> Iterator[tuple[int, _Layout]]:
    """The place of the end of each paragraph with what its properties say."""
    found = table[_number(word, _PARAGRAPHS, "I") :][: _number(word, _PARAGRAPHS + 4, "I")]
    count = (len(found) - 4) // 8
    for number in struct.unpack_from(f"<{count}I", found, 4 * (count + 1)) if count > 0 else ():
        page = word[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
        if len(page) == _PAGE:
            yield from _of_page(page)


def _of_page(page: bytes) -> Iterator[tuple[int, _Layout]]:
    count = page[-1]
    ends = struct.unpack_from(f"<{count + 1}I", page)
    for paragraph in range(count):
        place = 2 * page[4 * (count + 1) + 13 * paragraph]
        if place:
            length = 2 * page[place] - 1 if page[place] else 2 * page[place + 1] + 1
            yield ends[paragraph + 1], _layout(page[place + (3 if page[place] else 4) : place + 1 + length])


def _layout(properties: bytes) -> _Layout:
    given = dict(_properties(properties))
    cells = given.get(_ROW_LAYOUT, b"")
    count = cells[0] if cells else 0
    flags = [
        _number(cells, place, "H") for place in range(1 + 2 * (count + 1), len(cells) - _CELL_LAYOUT + 1, _CELL_LAYOUT)
    ]
    return _Layout(
        in_table=given.get(_IN_TABLE) == b"\x01",
        ends_row=given.get(_ENDS_ROW) == b"\x01",
        beside=tuple(place for place, flag in enumerate(flags) if flag & _MERGED),
        above=tuple(place for place, flag in enumerate(flags) if flag & _CONTINUES_ABOVE and not flag & _BEGINS_BELOW),
    )


def _properties(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Code and operand of each property."""
    place = 0
    while place + 2 < len(properties):
        code = _number(properties, place, "H")
        place += 2
        size = _OPERANDS[code >> 13]
        if code == _ROW_LAYOUT:
            size, place = _number(properties, place, "H") - 1, place + 2
        elif not size:
            size, place = properties[place], place + 1
        if code == _TABS and size == 255:
            return  # says its length in a third way, and nothing that is looked for here follows it
        yield code, properties[place : place + size]
        place += size


def _plain(text: str) -> str:
    while _FIELD.search(text):
        text = _FIELD.sub("", text)
    return text.translate(_CONTROLS).strip()


def _number(data: bytes, place: int, form: str) -> int:
    return int(struct.unpack_from(f"<{form}", data, place)[0])
