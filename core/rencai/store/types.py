"""Column types that behave alike on SQLite and PostgreSQL."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer
from sqlalchemy.types import TypeDecorator

from rencai.records.canonical import canonical

BigId = BigInteger().with_variant(Integer(), "sqlite")
"""A number that the database gives; SQLite counts only plain INTEGER keys by itself."""


class Instant(TypeDecorator[datetime]):
    """A moment in UTC. SQLite would drop the zone and keep the local digits."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant needs a time zone, {value!r} has none")
        return value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:  # noqa: ARG002
        """Read in one step: a row's five moments in two took a sixth of reading it."""
        return _from_text if dialect.name == "sqlite" else _in_utc


def _from_text(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(f"{text}+00:00")


def _in_utc(value: datetime | None) -> datetime | None:
    return None if value is None else value.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A JSON value as the text that it is stored as; encoding it beforehand keeps nobody waiting."""

    text: str


def encode(value: object) -> str:
    """The JSON text of a value, as the database keeps it."""
    return value.text if isinstance(value, Encoded) else canonical(value)


def decode(text: str | bytes | float) -> Any:
    """A value from its JSON text; SQLite has made a number of the text of one."""
    return text if isinstance(text, int | float) else orjson.loads(text)


class Json(TypeDecorator[Any]):
    """Plain JSON text: on PostgreSQL it is written half again as fast as JSONB, and nobody queries inside it
    but for a few fields while the search is away."""

    impl = JSON(none_as_null=True)
    cache_ok = True
