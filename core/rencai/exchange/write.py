"""Writing records as NDJSON or CSV."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from rencai.exchange.table import quoted
from rencai.exchange.view import value_model
from rencai.records.columns import columns
from rencai.records.meta import META
from rencai.records.record import Record


def as_ndjson(objects: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One line an object."""
    for one in objects:
        yield json.dumps(one, ensure_ascii=False, allow_nan=False, separators=(",", ":")) + "\n"


def as_csv(objects: Iterable[Mapping[str, Any]], model: type[Record]) -> Iterator[str]:
    """A heading, then one row an object; parts of a value have dotted columns, lists are JSON."""
    names = csv_columns(model)
    yield csv_row(names)
    for one in objects:
        yield csv_row(_cell(one, name) for name in names)


def csv_row(cells: Iterable[str]) -> str:
    """One row, no cell of which a spreadsheet takes for a formula."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([quoted(cell) for cell in cells])
    return buffer.getvalue()


@lru_cache
def csv_columns(model: type[Record]) -> tuple[str, ...]:
    """The columns of a kind in CSV."""
    fields = [name for column in columns(model) for name in _dotted(column.name, column.annotation)]
    return tuple(dict.fromkeys([*META, *fields]))


def _dotted(name: str, annotation: Any) -> list[str]:
    """The column of a value, or those of its parts where it has some."""
    value = value_model(annotation)
    return [f"{name}.{part}" for part in value.model_fields] if value else [name]


def _cell(one: Mapping[str, Any], name: str) -> str:
    head, dot, inner = name.partition(".")
    value = one.get(head)
    if dot:
        value = value.get(inner) if isinstance(value, Mapping) else None
    if value is None or value == []:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
