"""Reading CSV, with a heading, however its writer separated and encoded it."""

import csv
from collections import deque
from collections.abc import Iterator

from rencai.exchange.lines import LONGEST, Line, TextFile, fault
from rencai.exchange.table import Heading
from rencai.intake.reasons import RejectReason
from rencai.records.record import Record

_SEPARATORS = (",", "\t", ";")


def read_csv(file: TextFile, model: type[Record]) -> Iterator[Line]:
    """The rows of a file with the number of the line each begins on.

    A quote that is never closed swallows the lines after it: such a row is rejected, and the lines are read again.
    """
    csv.field_size_limit(LONGEST)
    lines = _Lines(file)
    heading = next((text for text in lines if not text.isspace()), "")
    separator = max(_SEPARATORS, key=heading.count)
    lines.again = deque([(lines.number, heading)])
    lines.taken.clear()
    reader = csv.reader(lines, delimiter=separator, strict=True)
    names = Heading.of(_row(reader, lines) or [], model)
    file.heading = "".join(text for _, text in lines.taken)
    while True:
        lines.taken.clear()
        row = _row(reader, lines)
        if not lines.taken:
            return
        if row is None and len(lines.taken) == 1:
            # A quote inside a cell that its writer did not double: read as it is meant.
            row = next(csv.reader([lines.taken[0][1]], delimiter=separator), None)
        line = _line(names, row, lines)
        if line.reason is RejectReason.WRONG_COLUMNS and len(lines.taken) > 1:
            # Put back what an open quote swallowed.
            lines.again.extendleft(reversed(list(lines.taken)[1:]))
            reader = csv.reader(lines, delimiter=separator, strict=True)
        if line.raw != {}:
            yield line


def _row(reader: Iterator[list[str]], lines: "_Lines") -> list[str] | None:
    """The next row; None at the end of the file or where it cannot be told apart."""
    try:
        return next(reader, None)
    except csv.Error as error:
        lines.error = str(error)
        return None


def _line(names: Heading, row: list[str] | None, lines: "_Lines") -> Line:
    number, text = lines.taken[0][0], "".join(text for _, text in lines.taken)
    broken = fault(text)
    if broken:
        return Line(number, None, text, *broken)
    if row is None:
        return Line(number, None, text, RejectReason.WRONG_COLUMNS, lines.error)
    if len(row) > len(names.names) and any(row[len(names.names) :]):
        detail = f"{len(row)} cells under {len(names.names)} headings"
        return Line(number, None, text, RejectReason.WRONG_COLUMNS, detail)
    if len(lines.taken) > 1 and len(row) < len(names.names):
        return Line(number, None, text, RejectReason.WRONG_COLUMNS, "a quote is not closed")
    return Line(number, names.raw(row), text)


class _Lines:
    """The lines of a file for the CSV reader, with those remembered that went into the current row."""

    def __init__(self, file: TextFile) -> None:
        self._lines = iter(file)
        self._file = file
        self.again: deque[tuple[int, str]] = deque()
        self.taken: deque[tuple[int, str]] = deque()
        self.number = 0
        self.error = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self.again:
            number, text = self.again.popleft()
        else:
            text = next(self._lines)
            number = self._file.number
        self.number = number
        self.taken.append((number, text))
        return text
