"""The texts of a spreadsheet on disk: XLSX keeps them apart from its rows, which would hold them all in memory."""

import os
from array import array
from functools import lru_cache
from tempfile import TemporaryFile
from typing import IO, Any, Self

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

_STRING = f"{{{SHEET_MAIN_NS}}}si"
REMEMBERED = 4096
"""Texts that are kept in memory since many cells share them, such as 五险一金."""


class SharedStrings:
    """Texts by number, read from a file that was written once."""

    def __init__(self) -> None:
        self._ends = array("Q", [0])
        self._file = TemporaryFile()  # noqa: SIM115  # lives as long as the workbook
        self._remembered = lru_cache(REMEMBERED)(self._read)

    @classmethod
    def of(cls, xml: IO[bytes]) -> Self:
        """Read the part of a workbook that holds them."""
        strings = cls()
        events = iterparse(xml, ("start", "end"))
        _, root = next(events)
        for event, node in events:
            if event == "end" and node.tag == _STRING:
                strings._append(Text.from_tree(node).content)
                root.clear()
        strings._file.flush()
        return strings

    def close(self) -> None:
        """Remove the file."""
        self._file.close()

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self._ends) - 1:
            raise IndexError(number)
        return self._remembered(number)

    def _append(self, text: str) -> None:
        self._ends.append(self._ends[-1] + self._file.write(text.encode("utf-8", "surrogatepass")))

    def _read(self, number: int) -> str:
        start, end = self._ends[number], self._ends[number + 1]
        return os.pread(self._file.fileno(), end - start, start).decode("utf-8", "surrogatepass")


class StreamingReader(ExcelReader):  # type: ignore[misc]  # published without types
    """Opens a workbook for reading row by row with its texts on disk."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, read_only=True, data_only=True, keep_links=False)
        self.shared_strings: Any = SharedStrings()

    def read_strings(self) -> None:
        """Called by the reader before the sheets."""
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as xml:
                self.shared_strings = SharedStrings.of(xml)
