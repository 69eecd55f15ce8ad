"""The one JSON shape of a record: of `export`, `extract` and the API."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from functools import lru_cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from rencai.records.canonical import payload, record_id
from rencai.records.columns import columns
from rencai.records.kinds import kind_named
from rencai.records.meta import META
from rencai.records.personal_markup import mask_any
from rencai.records.record import Record
from rencai.store.read import StoredRecord

_PLAIN = frozenset({"source", "source_id", "url", "seen", "notice_id"})


def exported(stored: StoredRecord) -> dict[str, Any]:
    """A stored record: its state, then every field of its kind, with None for a value that is not known."""
    model = kind_named(stored.kind)
    meta = {name: _plain(getattr(stored, name)) for name in META}
    return meta | _whole(model, stored.payload) | {"source": stored.source, "source_id": stored.source_id}


def unsaved(record: Record, flags: tuple[str, ...] = ()) -> dict[str, Any]:
    """A record that is in no store, in the same shape: as it would be when it is added."""
    identity = record_id(record.source, record.source_id)
    seen = _plain(record.seen)
    meta = dict.fromkeys(META) | {
        "id": identity,
        "kind": record.kind.name,
        "status": "live",
        "first_seen": seen,
        "last_seen": seen,
        "updated_at": seen,
        "cluster_id": identity,
        "canonical": True,
        "version": 1,
        "flags": list(flags),
    }
    return meta | _whole(type(record), payload(record))


def masked(fields: Mapping[str, Any], *, keep_phones: AbstractSet[str] = frozenset()) -> dict[str, Any]:
    """Fields of a record as the public may see them: personal data in their texts covered.

    A service guide keeps its telephone, which is an office's and there to be called.
    """
    keep = {name for name in ("phone",) if fields.get("kind") == "service_guide"} | _PLAIN | set(META)
    return {name: value if name in keep else _covered(value, keep_phones) for name, value in fields.items()}


def _covered(value: Any, keep_phones: AbstractSet[str]) -> Any:
    if isinstance(value, str):
        return mask_any(value, keep_phones=keep_phones).text if len(value) > 3 else value
    if isinstance(value, list):
        return [_covered(part, keep_phones) for part in value]
    if isinstance(value, dict):
        return {name: part if name == "url" else _covered(part, keep_phones) for name, part in value.items()}
    return value


def _whole(model: type[Record], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Every field of a kind; what a payload leaves out is its default, in the parts of a value as well."""
    parts = _parts(model)
    given = {
        name: parts[name] | value if name in parts and isinstance(value, dict) else value
        for name, value in stored.items()
    }
    return _fields(model) | given


@lru_cache
def _parts(model: type[Record]) -> dict[str, dict[str, Any]]:
    """The fields whose value has parts, with the defaults of those."""
    found = {column.name: value_model(column.annotation) for column in columns(model)}
    return {
        name: {part: _plain(field.default) for part, field in value.model_fields.items() if not field.is_required()}
        for name, value in found.items()
        if value
    }


def value_model(annotation: Any) -> type[BaseModel] | None:
    """The model of a value that has parts, such as pay; None for texts, numbers and lists."""
    if get_origin(annotation) is tuple:
        return None
    options = (annotation, *get_args(annotation))
    return next((one for one in options if isinstance(one, type) and issubclass(one, BaseModel)), None)


@lru_cache
def _fields(model: type[Record]) -> dict[str, Any]:
    """Every field of a kind with its default as plain JSON; of a required one the empty text."""
    return {column.name: _default(model, column.name) for column in columns(model) if column.name != "seen"} | {
        "seen": None
    }


def _default(model: type[Record], name: str) -> Any:
    field = model.model_fields[name]
    value = "" if field.is_required() else field.get_default()
    return list(value) if isinstance(value, tuple) else value


def _plain(value: object) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat().replace("+00:00", "Z")
    return list(value) if isinstance(value, tuple) else value
