"""A stored record → its search document: pure, from the payload alone, one loop over the kind's columns."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

from rencai.records.columns import Column, columns
from rencai.records.kinds import kind_named
from rencai.records.parsers.body import plain_text
from rencai.records.record import Record
from rencai.search import analysis
from rencai.search.analysis import Analyzer, joined
from rencai.search.fields import (
    HEAD_WEIGHT,
    MISSING,
    PLACE_COLUMNS,
    FieldType,
    SearchField,
    Span,
    late_key,
    order_key,
    orders,
    row_number,
    salary_band,
    search_fields,
    spans,
)
from rencai.store.read import StoredRecord

_EPOCH = date(1970, 1, 1)
LONGEST_TEXT = 200_000
"""Characters of a record's body that are searched."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is to be read of one kind's payload."""

    title: tuple[Column, ...]
    head: tuple[Column, ...]
    body: tuple[Column, ...]
    place: tuple[Column, ...]
    fields: tuple[SearchField, ...]
    absent: Mapping[str, Any]
    """Every facet as it is where nothing is said."""
    spans: tuple[Span, ...]


def document(stored: StoredRecord, analyzer: Analyzer) -> dict[str, Any]:
    """The search document of a live record."""
    shape = _shape(stored.kind)
    payload = stored.payload
    document: dict[str, Any] = {
        "id": stored.id,
        "kind": stored.kind,
        "source": stored.source,
        "unit": _unit(payload),
        "heading": MISSING if stored.kind == "job_posting" else payload.get("title", MISSING),
        "key": f"{stored.source}:{stored.source_id}",
        "row": row_number(stored.id),
        "newest": order_key(stored.first_seen.timestamp(), stored.id),
        "version": stored.version,
        "hash": document_hash(stored),
        **_texts(shape, payload, analyzer),
        **_values(shape, payload, stored.id),
        **_references(payload),
        **_place(payload),
    }
    document["card"] = _card(stored, document)
    return document


def document_hash(stored: StoredRecord) -> str:
    """Of all that a document is made of, without making it: what `index verify` compares.

    The dictionary is not in it: one word more would change every hash, though few documents.
    """
    parts = (stored.hash, stored.cluster_id or "", str(int(stored.first_seen.timestamp())), analysis.VERSION)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


@lru_cache
def _shape(kind: str) -> _Shape:
    model: type[Record] = kind_named(kind)
    searched = [column for column in columns(model) if column.text]
    return _Shape(
        title=tuple(column for column in searched if column.name == "title"),
        head=tuple(column for column in searched if column.name != "title" and _weight(column) >= HEAD_WEIGHT),
        body=tuple(column for column in searched if _weight(column) < HEAD_WEIGHT),
        place=tuple(column for column in searched if column.name in PLACE_COLUMNS),
        fields=tuple(
            field
            for field in search_fields()
            if field.column and (kind in field.kinds or field.type is FieldType.ORDER)
        ),
        absent={
            field.name: [MISSING] if field.type is FieldType.KEYWORDS else MISSING
            for field in search_fields()
            if field.column and field.type in (FieldType.KEYWORD, FieldType.KEYWORDS)
        },
        spans=tuple(span for span in spans().values() if span.low != span.high and kind in span.kinds),
    )


def _weight(column: Column) -> float:
    return column.text.weight if column.text else 0.0


def _texts(shape: _Shape, payload: Mapping[str, Any], analyzer: Analyzer) -> dict[str, str]:
    """The groups of text as tokens, and their unions as sets."""
    groups = {
        name: analyzer.tokens(_text(group, payload))
        for name, group in (("title", shape.title), ("head", shape.head), ("body", shape.body))
    }
    texts = {f"{name}_c": joined(tokens.characters) for name, tokens in groups.items()}
    texts |= {f"{name}_w": joined(tokens.words) for name, tokens in groups.items()}
    texts["place_c"] = joined(analyzer.characters(_text(shape.place, payload)))
    texts["all_c"] = joined(dict.fromkeys(chain.from_iterable(tokens.characters for tokens in groups.values())))
    texts["all_w"] = joined(dict.fromkeys(chain.from_iterable(tokens.words for tokens in groups.values())))
    return texts


def _text(group: tuple[Column, ...], payload: Mapping[str, Any]) -> str:
    return "\n".join(piece for column in group for piece in _pieces(column, payload.get(column.name)))[:LONGEST_TEXT]


def _pieces(column: Column, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield plain_text(value) if column.markup else value
    elif isinstance(value, list | tuple):
        yield from (item for item in value if isinstance(item, str))


def _values(shape: _Shape, payload: Mapping[str, Any], record_id: str) -> dict[str, Any]:
    """Facets, numbers and sort keys of every kind's columns: a facet that a kind lacks says MISSING too."""
    found: dict[str, Any] = dict(shape.absent)
    early, late = order_key(None, record_id), late_key(record_id)
    for field in shape.fields:
        value = payload.get(field.column)
        if field.attribute and isinstance(value, dict):
            value = value.get(field.attribute)
        if field.type is FieldType.ORDER:
            number = _number(value)
            if number is None:
                found[field.name] = early if _descends()[field.name] else late
            else:
                found[field.name] = order_key(number, record_id)
        elif value is not None:
            _read(field, value, payload, found)
    for span in shape.spans:
        _close(span, found)
    return found


def _read(field: SearchField, value: Any, payload: Mapping[str, Any], found: dict[str, Any]) -> None:
    match field.type:
        case FieldType.KEYWORD:
            found[field.name] = _band(payload, field) if field.name.endswith("_band") else _keyword(value)
        case FieldType.KEYWORDS if value:
            found[field.name] = [_keyword(item) for item in value]
        case FieldType.NUMBER if (number := _number(value)) is not None:
            found[field.name] = number


def _close(span: Span, found: dict[str, Any]) -> None:
    """A span with one end ends there: «8000以上» must not fall out of a search from 5000 to 9000."""
    ends = {name: found[name] for name in (span.low, span.high) if name in found}
    if len(ends) == 1:
        found[span.low] = found[span.high] = next(iter(ends.values()))


def _keyword(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value) if value not in (None, "", {}) else MISSING


def _band(payload: Mapping[str, Any], field: SearchField) -> str:
    value = payload.get(field.column) or {}
    return salary_band(value.get("monthly_min"), value.get("monthly_max"))


def _number(value: Any) -> float | None:
    """A number, or the days of an ISO date from 1970-01-01."""
    if isinstance(value, str):
        return float((date.fromisoformat(value) - _EPOCH).days)
    return None if value is None or isinstance(value, dict | list) else float(value)


@lru_cache
def _descends() -> dict[str, bool]:
    return {order.field: order.descending for order in orders().values()}


def _unit(payload: Mapping[str, Any]) -> str:
    issuers = payload.get("issuers") or ()
    return str(payload.get("employer") or payload.get("provider") or next(iter(issuers), "") or MISSING)


def _references(payload: Mapping[str, Any]) -> dict[str, list[str]]:
    own = [payload[name] for name in ("document_number", "index_number") if payload.get(name)]
    return {"numbers": own, "cites": list(payload.get("cites") or ())}


def _place(payload: Mapping[str, Any]) -> dict[str, float]:
    point = payload.get("point") or {}
    return {"lat": point["lat"], "lon": point["lon"]} if "lat" in point else {}


CARD_FACETS = ("district", "occupation", "skill_level", "education", "employment_type", "validity", "category")
_CARD_COLUMNS: tuple[str, ...] = ("employer", "provider", "document_number", "cites")


def _card(stored: StoredRecord, made: Mapping[str, Any]) -> str:
    """What ranking and lists read back: the title as written, facets, days, where it is."""
    card: dict[str, Any] = {
        "kind": stored.kind,
        "source": stored.source,
        "source_id": stored.source_id,
        "title": stored.payload.get("title", ""),
        "seen": int(stored.first_seen.timestamp()),
        "cluster": stored.cluster_id or "",
    }
    card |= {name: made[name] for name in CARD_FACETS if made.get(name, MISSING) != MISSING}
    card |= {name: made[name] for name in ("published", "expires", "lat", "lon") if name in made}
    card |= {name: stored.payload[name] for name in _CARD_COLUMNS if stored.payload.get(name)}
    card |= {f"{name}_monthly": _ends(stored.payload.get(name)) for name in ("salary",) if stored.payload.get(name)}
    return json.dumps(card, ensure_ascii=False, separators=(",", ":"))


def _ends(value: Any) -> list[float | None]:
    return [value.get("monthly_min"), value.get("monthly_max")]


def documents(records: Iterable[StoredRecord], analyzer: Analyzer) -> Iterator[dict[str, Any]]:
    """The documents of several records."""
    return (document(stored, analyzer) for stored in records)
