"""From raw fields to a record: the one reading for crawl, import, form and reparse."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from rencai.records.columns import columns, parsed_columns, raw_columns
from rencai.records.meta import META
from rencai.records.record import Record
from rencai.records.values import Unreadable

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that could not be taken or read; `reason` is a code, `text` the start of what was given."""

    field: str
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A record, or None where a required raw field is missing or broken; and what was wrong with single fields."""

    record: Record | None
    problems: tuple[Problem, ...] = ()


def normalise(model: type[Record], raw: Mapping[str, object]) -> Normalised:
    """Validate the raw fields, then read every parsed field from them.

    Parsed values in the input are ignored and read again, so an export imports as itself; unknown keys are named as
    problems. A text no parser understands leaves its field None and is a problem too. Pure but for the default of
    `seen`, which is now.
    """
    names = _raw_names(model)
    given = {name: value for name, value in raw.items() if name in names and value is not None}
    problems = [Problem(name, "unknown_field") for name in raw if name not in _known_names(model)]
    try:
        record = model.model_validate(given)
    except ValidationError as error:
        return Normalised(None, (*problems, *_rejections(error)))
    values: dict[str, Any] = {}
    for name, parser, sources in _parsers(model):
        try:
            value = parser(*(getattr(record, source) for source in sources))
        except Unreadable as unknown:
            problems.append(Problem(name, unknown.reason, str(getattr(record, sources[0]))[:SHOWN]))
            continue
        if value is not None:
            values[name] = value
    return Normalised(record.model_copy(update=values), tuple(problems))


def _rejections(error: ValidationError) -> list[Problem]:
    return [
        Problem(".".join(str(part) for part in found["loc"]), found["type"], str(found["input"])[:SHOWN])
        for found in error.errors(include_url=False)
    ]


@lru_cache
def _raw_names(model: type[Record]) -> frozenset[str]:
    return frozenset(column.name for column in raw_columns(model))


# What an export adds to a record: known, and ignored when it comes back.
EXPORTED = frozenset({*META, "hash"})


@lru_cache
def _known_names(model: type[Record]) -> frozenset[str]:
    return EXPORTED | {column.name for column in columns(model)}


@lru_cache
def _parsers(model: type[Record]) -> tuple[tuple[str, Any, tuple[str, ...]], ...]:
    return tuple((c.name, c.parsed.parser, c.parsed.sources) for c in parsed_columns(model) if c.parsed)
