"""The one form for records of any kind: an input for each raw field, and back from the form to raw fields. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from rencai.records.columns import IDENTITY, Column, columns, parsed_columns, raw_columns
from rencai.records.normalise import Normalised, Problem
from rencai.records.record import Record
from rencai.records.values import Attachment, Reference
from rencai.search.fields import value_type
from rencai_site.show import of_column

PARTS: dict[type, tuple[str, ...]] = {Attachment: ("name", "url"), Reference: ("document_number", "clause")}
"""Values of two parts are written on a line each, the parts apart by a bar."""
BAR = "|"
REASONS = {
    "missing": "必须填写",
    "string_too_short": "必须填写",
    "string_too_long": "太长",
    "enum": "应选择其中之一",
    "unknown_field": "没有这个字段",
    "no_number": "没有读到数字",
    "string_type": "应为文字",
}


@dataclass(frozen=True, slots=True)
class Input:
    """One raw field of the form."""

    name: str
    label: str
    description: str
    value: str
    required: bool
    shape: str
    """line, text, lines or choice."""
    choices: tuple[str, ...] = ()
    hint: str = ""
    read: tuple[tuple[str, str], ...] = ()
    """Labels and values of what is parsed from it."""
    problems: tuple[str, ...] = ()


def inputs(model: type[Record], raw: Mapping[str, Any], normalised: Normalised | None) -> list[Input]:
    """The fields of the form with what is in them, and beside each what was read from it."""
    return [_input(model, column, raw, normalised) for column in raw_columns(model) if column.name not in IDENTITY]


def raw_fields(model: type[Record], form: Mapping[str, str]) -> dict[str, Any]:
    """Raw fields from a form, empty ones left out."""
    found: dict[str, Any] = {}
    for column in raw_columns(model):
        text = form.get(column.name, "").replace("\r\n", "\n").strip()
        if text and column.name not in IDENTITY:
            found[column.name] = _value(column, text)
    return found


def problem_text(problem: Problem) -> str:
    """What is wrong with a field, in Chinese."""
    return REASONS.get(problem.reason, f"没有读出（{problem.reason}）")


def unplaced(model: type[Record], normalised: Normalised) -> list[str]:
    """Problems of fields that have no input of their own in the form."""
    names = {column.name for column in columns(model)}
    return [f"{p.field}：{problem_text(p)}" for p in normalised.problems if p.field.split(".")[0] not in names]


def _input(model: type[Record], column: Column, raw: Mapping[str, Any], normalised: Normalised | None) -> Input:
    kind, many = value_type(column.annotation)
    shape = "choice" if issubclass(kind, Enum) else "lines" if many else "text" if column.long else "line"
    return Input(
        name=column.name,
        label=column.label,
        description=column.description,
        value=_text(raw.get(column.name)),
        required=column.required,
        shape=shape,
        choices=tuple(str(member.value) for member in kind) if shape == "choice" else (),
        hint=f"每行一条，写成：{f' {BAR} '.join(PARTS[kind])}" if kind in PARTS else "每行一条" if many else "",
        read=_read(model, column, normalised),
        problems=_problems(model, column, normalised),
    )


def _first_read(model: type[Record], column: Column) -> list[Column]:
    return [c for c in parsed_columns(model) if c.parsed and c.parsed.sources[0] == column.name]


def _read(model: type[Record], column: Column, normalised: Normalised | None) -> tuple[tuple[str, str], ...]:
    if normalised is None or normalised.record is None:
        return ()
    found = []
    for parsed in _first_read(model, column):
        text = "" if parsed.markup else of_column(parsed, getattr(normalised.record, parsed.name))
        found.append((parsed.label, text or ("已读取" if parsed.markup else "—")))
    return tuple(found)


def _problems(model: type[Record], column: Column, normalised: Normalised | None) -> tuple[str, ...]:
    if normalised is None:
        return ()
    mine = {column.name, *(parsed.name for parsed in _first_read(model, column))}
    return tuple(problem_text(p) for p in normalised.problems if p.field.split(".")[0] in mine)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "\n".join(_text(item) for item in value)
    if isinstance(value, Mapping):
        names = next(names for names in PARTS.values() if set(value) <= set(names))
        return f" {BAR} ".join(str(value.get(name, "")) for name in names)
    return str(value)


def _value(column: Column, text: str) -> Any:
    kind, many = value_type(column.annotation)
    if not many:
        return text
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return [_parts(PARTS[kind], line) for line in lines] if kind in PARTS else lines


def _parts(names: tuple[str, ...], line: str) -> dict[str, str]:
    given = [part.strip() for part in line.split(BAR, len(names) - 1)]
    return dict(zip(names, given + [""] * (len(names) - len(given)), strict=True))
