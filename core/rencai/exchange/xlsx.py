"""Reading XLSX: the first sheet, with a heading."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from rencai.errors import InputInvalid
from rencai.exchange.lines import Line
from rencai.exchange.table import Heading
from rencai.records.record import Record

_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})


class Workbook:
    """A spreadsheet whose rows are read as a stream."""

    def __init__(self, path: Path) -> None:
        """Open a file. Raises InputInvalid where it is no XLSX file that can be read."""
        from openpyxl.utils.exceptions import InvalidFileException

        from rencai.exchange.shared_strings import StreamingReader

        # What it warns about (styles, validations, extensions) is nothing that we read.
        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
        self._file = path.open("rb")
        try:
            self._reader = StreamingReader(self._file)
            self._reader.read()
        except (zipfile.BadZipFile, InvalidFileException, KeyError, OSError, ValueError, ParseError) as error:
            self._file.close()
            raise InputInvalid(
                f"{path} cannot be read as XLSX ({error}); save it as .xlsx without a password, or as CSV"
            ) from error
        self.path = path
        self._book: Any = self._reader.wb
        self._sheet = self._book.worksheets[0]
        self.size = self._sheet.max_row or 0
        self.number = 0

    def position(self) -> int:
        """How many rows were read."""
        return self.number

    def close(self) -> None:
        self._book.close()
        self._reader.shared_strings.close()
        self._file.close()

    def read(self, model: type[Record]) -> Iterator[Line]:
        """The rows with their numbers; empty ones are left out."""
        # Some writers state a wrong size, which would cut rows off.
        self._sheet.reset_dimensions()
        heading: Heading | None = None
        for cells in self._rows():
            self.number += 1
            values = [_text(cell) for cell in cells]
            if not any(values):
                continue
            if heading is None:
                heading = Heading.of(values, model)
            else:
                yield Line(self.number, heading.raw(values))
        if heading is None:
            raise InputInvalid(f"{self.path} is empty: the first line must name the columns")

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._sheet.iter_rows(values_only=True)
        except (zipfile.BadZipFile, ParseError, ValueError, KeyError) as error:
            raise InputInvalid(f"{self.path} is damaged after row {self.number} ({error}); save it again") from error


def _text(cell: object) -> str:
    """The text of a cell as a person reads it: no «.0» behind whole numbers, days in ISO form."""
    if cell is None or cell in _ERRORS:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).replace("\x00", "")
