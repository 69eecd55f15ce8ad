"""Reading NDJSON: one JSON object a line."""

import json
from collections.abc import Iterator
from typing import NoReturn

from rencai.exchange.lines import Line, TextFile, fault
from rencai.intake.reasons import RejectReason


def read_ndjson(file: TextFile) -> Iterator[Line]:
    """The objects of a file, one a line; blank lines are left out."""
    for text in file:
        if not text.isspace():
            yield _line(file.number, text)


def _line(number: int, text: str) -> Line:
    broken = fault(text)
    if broken:
        return Line(number, None, text, *broken)
    try:
        value = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        return Line(number, None, text, RejectReason.NOT_JSON, str(error).partition(": line")[0])
    if not isinstance(value, dict):
        return Line(number, None, text, RejectReason.NOT_AN_OBJECT, f"a JSON {type(value).__name__}")
    return Line(number, value, text)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
