"""Reading a file of raw fields as a stream, whichever of the three formats it is in."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from rencai.errors import InputInvalid
from rencai.exchange.csvfile import read_csv
from rencai.exchange.lines import Line, TextFile
from rencai.exchange.ndjson import read_ndjson
from rencai.exchange.xlsx import Workbook
from rencai.records.record import Record

_FORMATS = {".ndjson": "ndjson", ".jsonl": "ndjson", ".json": "ndjson", ".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx"}

STDIN = Path("-")


@dataclass(slots=True)
class Reading:
    """A file that is being read: its lines, and how far it is."""

    format: str
    lines: Iterator[Line]
    _file: TextFile | Workbook

    @property
    def total(self) -> int | None:
        """Bytes, or rows of a spreadsheet, where that is known."""
        return self._file.size or None

    @property
    def heading(self) -> str:
        """The line that names the columns of a CSV file, as it is written there, once a line was read."""
        return self._file.heading if isinstance(self._file, TextFile) else ""

    def position(self) -> int:
        """How much of the total was read."""
        return self._file.position()


@contextmanager
def open_lines(path: Path, model: type[Record]) -> Iterator[Reading]:
    """Open a file of raw fields of a kind; `-` is what comes in. Raises InputInvalid where it cannot be read at all."""
    with _seekable(path) as stored, _open(stored, model) as reading:
        yield reading


@contextmanager
def _seekable(path: Path) -> Iterator[Path]:
    """The file, or a copy of what comes through a pipe, which can be read only once."""
    if path.is_file():
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="rencai-import-") as folder:
        copy = Path(folder) / "piped"
        try:
            piped = nullcontext(sys.stdin.buffer) if path == STDIN else path.open("rb")
            with piped as source, copy.open("wb") as target:
                shutil.copyfileobj(source, target)
        except OSError as error:
            raise InputInvalid(f"{path} cannot be read ({error.strerror})") from error
        yield copy


@contextmanager
def _open(path: Path, model: type[Record]) -> Iterator[Reading]:
    found = format_of(path)
    file = Workbook(path) if found == "xlsx" else TextFile.open(path)
    try:
        if isinstance(file, Workbook):
            lines = file.read(model)
        else:
            lines = read_csv(file, model) if found == "csv" else read_ndjson(file)
        yield Reading(found, lines, file)
    finally:
        file.close()


def format_of(path: Path) -> str:
    """The format of a file by how it begins, else by its name. Raises InputInvalid where it cannot be read."""
    try:
        with path.open("rb") as file:
            head = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError as error:
        raise InputInvalid(f"{path} cannot be read ({error.strerror})") from error
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    return "ndjson" if head.startswith(b"{") else _FORMATS.get(path.suffix.lower(), "csv" if head else "ndjson")
