"""What CSV and XLSX share: a heading that names columns, and cells that may stand for more than text."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rencai.errors import InputInvalid
from rencai.records.columns import columns, raw_columns
from rencai.records.record import Record

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_QUOTED = re.compile(r"'+[=+\-@\t\r]")


def quoted(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; `unquoted` gives the text back."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unquoted(cell: str) -> str:
    """The text of a cell without the quote that kept it from being a formula."""
    return cell[1:] if _QUOTED.match(cell) else cell


@dataclass(frozen=True, slots=True)
class Heading:
    """The names of a table's columns; None for one whose cells are left out."""

    names: tuple[str | None, ...]
    structured: frozenset[str]

    @classmethod
    def of(cls, cells: Sequence[object], model: type[Record]) -> "Heading":
        """Read a heading. Raises InputInvalid where it lacks what every record needs, or names a column twice."""
        names = ["" if cell is None else str(cell).strip() for cell in cells]
        while names and not names[-1]:
            names.pop()
        twice = sorted({name for name in names if name and names.count(name) > 1})
        missing = [name for name in ("source_id", "title") if name not in names]
        if missing or twice:
            what = f"lacks {' and '.join(missing)}" if missing else f"names {', '.join(twice)} twice"
            said = ", ".join(name for name in names if name)[:300].encode("utf-8", "replace").decode() or "nothing"
            raise InputInvalid(f"the first line must name the columns; it {what} (it says: {said})")
        return cls(tuple(_kept(name, model) for name in names), _structured(model))

    def raw(self, cells: Iterable[object]) -> dict[str, Any]:
        """Raw fields of a row; empty cells are absent fields."""
        found = {
            name: unquoted(cell) if isinstance(cell, str) else cell
            for name, cell in zip(self.names, cells, strict=False)
            if name and cell not in ("", None)
        }
        for name in self.structured & found.keys():
            found[name] = _value(found[name])
        return found


def _kept(name: str, model: type[Record]) -> str | None:
    """Dotted columns are parts of parsed values, which are read anew."""
    head, dot, _ = name.partition(".")
    return None if not name or (dot and head in {column.name for column in columns(model)}) else name


def _structured(model: type[Record]) -> frozenset[str]:
    """Raw fields that hold a list, which a cell holds as JSON."""
    return frozenset(
        column.name for column in raw_columns(model) if getattr(column.annotation, "__origin__", None) is tuple
    )


def _value(cell: object) -> object:
    try:
        return json.loads(str(cell))
    except ValueError:
        return cell
