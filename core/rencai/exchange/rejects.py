"""The rejected lines of an import, in a file that can be corrected and imported again."""

import json
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from rencai.errors import InputInvalid
from rencai.exchange.lines import Line
from rencai.exchange.read import Reading

_NDJSON = frozenset({".ndjson", ".jsonl", ".json"})


class RejectsFile:
    """A file of rejected lines: those of a text file as they were written, the rows of a spreadsheet as NDJSON.

    The rows of a CSV file come under its heading, or as NDJSON where the file's name asks for it.
    """

    def __init__(self, path: Path, reading: Reading) -> None:
        self._path, self._reading = path, reading
        self._rewritten = reading.format == "xlsx" or (reading.format == "csv" and path.suffix.lower() in _NDJSON)
        self._file: TextIO
        self.count = 0

    def __enter__(self) -> Self:
        try:
            # Bytes that are no text go out as they came in.
            self._file = self._path.open("w", encoding="utf-8", errors="surrogateescape", newline="")
        except OSError as error:
            raise InputInvalid(f"rejected lines cannot be written to {self._path} ({error.strerror})") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, line: Line) -> None:
        """Write one rejected line."""
        if self._reading.format == "csv" and not self._rewritten and not self.count:
            self._write(self._reading.heading)
        self.count += 1
        as_json = self._rewritten and line.raw is not None
        self._write(json.dumps(line.raw, ensure_ascii=False) if as_json else line.text)

    def _write(self, text: str) -> None:
        self._file.write(text.rstrip("\r\n") + "\n")
