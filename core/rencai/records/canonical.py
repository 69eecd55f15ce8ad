"""The canonical text of a record, its content hash and its identifier."""

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rencai.records.columns import columns
from rencai.records.record import Record

UNHASHED = frozenset({"source", "source_id", "seen"})
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def canonical(value: object) -> str:
    """JSON with sorted keys and no blanks: equal values give equal text. Raises ValueError for NaN and infinity."""
    return _ENCODER.encode(value)


def canonical_parts(stored: Mapping[str, Any]) -> dict[str, str]:
    """The canonical text of each value, in the order of their names: long texts are written once for all uses."""
    return {name: canonical(stored[name]) for name in sorted(stored)}


def put_together(parts: Mapping[str, str]) -> str:
    """The canonical text of what these are the parts of."""
    return "{" + ",".join(f"{canonical(name)}:{text}" for name, text in parts.items()) + "}"


def payload(record: Record) -> dict[str, Any]:
    """What is stored of a record: plain JSON values without those that equal their default."""
    return record.model_dump(mode="json", exclude_defaults=True)


def content_hash(model: type[Record], stored: Mapping[str, Any], parts: Mapping[str, str] | None = None) -> str:
    """SHA-256 of a payload's content: without identity and reading time, and without the text of a day once read.

    Defaults are not in a payload, so adding an optional field changes no hash. `parts` are its canonical ones, for whom
    has them.
    """
    skipped = UNHASHED | {raw for raw, days in _days(model) if any(day in stored for day in days)}
    content = {name: text for name, text in (parts or canonical_parts(stored)).items() if name not in skipped}
    return hashlib.sha256(put_together(content).encode()).hexdigest()


def record_id(source: str, source_id: str) -> str:
    """Identifier of a record, 26 lower-case letters and digits: the same wherever and whenever it is computed."""
    digest = hashlib.sha256(f"{source}\0{source_id}".encode()).digest()[:16]
    return base64.b32encode(digest).decode().rstrip("=").lower()


@lru_cache
def _days(model: type[Record]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Raw texts of days, each with the parsed fields that are read from it before all."""
    return tuple(
        (raw.name, tuple(c.name for c in columns(model) if c.parsed and c.parsed.sources[0] == raw.name))
        for raw in columns(model)
        if raw.day
    )
