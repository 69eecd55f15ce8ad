"""What the readers of files give: one item a line, or what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BufferedReader, TextIOWrapper
from pathlib import Path
from typing import Any

from rencai.errors import InputInvalid
from rencai.exchange.decode import HEAD, encoding_of, escaping, undecodable
from rencai.intake.reasons import RejectReason

LONGEST = 16_000_000
"""Characters that one line may have; a longer one is rejected and never held whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a file with the number of the line it begins on; without `raw` it could not be read."""

    number: int
    raw: dict[str, Any] | None
    text: str = ""
    reason: RejectReason | None = None
    detail: str = ""


@dataclass(slots=True)
class TextFile:
    """A text file line by line, in the encoding that it turns out to be in."""

    path: Path
    size: int
    _binary: BufferedReader
    _text: TextIOWrapper
    number: int = field(default=0)
    heading: str = field(default="")

    @classmethod
    def open(cls, path: Path) -> "TextFile":
        """Open a file. Raises InputInvalid where it cannot be read."""
        try:
            binary = path.open("rb")
        except OSError as error:
            raise InputInvalid(f"{path} cannot be read ({error.strerror})") from error
        encoding = encoding_of(binary.peek(HEAD)[:HEAD] if not binary.seekable() else _head(binary))
        text = TextIOWrapper(binary, encoding=encoding, errors=escaping(encoding), newline="")
        return cls(path, path.stat().st_size, binary, text)

    def position(self) -> int:
        """How many bytes were read."""
        return self._binary.tell()

    def close(self) -> None:
        self._text.close()

    def __iter__(self) -> Iterator[str]:
        """The lines with their ends, NUL taken out; of one that is too long, more than `LONGEST` characters."""
        while line := self._text.readline(LONGEST + 1):
            self.number += 1
            if len(line) > LONGEST:
                self._skip()
            yield line.replace("\x00", "") if "\x00" in line else line

    def _skip(self) -> None:
        while part := self._text.readline(LONGEST):
            if part.endswith(("\n", "\r")):
                return


def fault(text: str) -> tuple[RejectReason, str] | None:
    """Why a line cannot be read, whatever its format; None where it can."""
    if len(text) > LONGEST:
        return RejectReason.TOO_LONG, f"longer than {LONGEST} characters"
    if undecodable(text):
        return RejectReason.UNDECODABLE, "bytes that are no text in the file's encoding"
    return None


def _head(binary: BufferedReader) -> bytes:
    head = binary.read(HEAD)
    binary.seek(0)
    return head
