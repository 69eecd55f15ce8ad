"""A stored record → its search document: pure, from the payload alone, one loop over the kind's columns."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain
from typing import Any

import orjson

from rencai.records.columns import Column, columns
from rencai.records.kinds import kind_named
from rencai.records.parsers.body import plain_text
from rencai.records.personal import ALL_OFFICE_PHONES, mask
from rencai.records.personal_markup import mask_any
from rencai.records.record import Record
from rencai.search import analysis
from rencai.search.analysis import Analyzer, joined
from rencai.search.fields import (
    COPY,
    HEAD_WEIGHT,
    LATE,
    MISSING,
    PLACE_COLUMNS,
    FieldType,
    SearchField,
    Span,
    order_key,
    orders,
    row_number,
    salary_band,
    search_fields,
    spans,
    tie_of,
    told_by,
)
from rencai.store.live import LiveRecord
from rencai.store.read import StoredRecord

Texts = Mapping[str, list[str]]
"""What columns say, by their names: several texts of a list, none that is empty."""
Searched = LiveRecord | StoredRecord
"""What a document can be made of: the second by who has it already."""

_EPOCH = date(1970, 1, 1)
LONGEST_TEXT = 200_000
"""Characters of a record's body that are searched."""
SHORT = 40
"""Characters of a text that other records may well have too."""
COVERED = "4"
"""Part of every document's hash; a new one where more personal data is covered makes `index verify` find old ones."""

_NAMED = ("title", "employer", "provider", "issuers")
"""Columns that go into a document as they are."""
_APART = "\n\0\n"
"""Between texts that are looked through at once; nothing that is looked for goes across it."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is to be read of one kind's payload."""

    title: tuple[str, ...]
    """Names of columns, as the next three."""
    head: tuple[str, ...]
    body: tuple[str, ...]
    place: tuple[str, ...]
    fields: Mapping[FieldType, tuple[tuple[str, str, str], ...]]
    """Those that are read from a column, by their type: name, column, attribute."""
    public: tuple[str, ...]
    """Texts that go into a document, none of which may tell personal data."""
    markup: frozenset[str]
    """Those that are markup."""
    absent: Mapping[str, Any]
    """Every facet as it is where nothing is said."""
    last: Mapping[str, int]
    """Every order that other kinds have, as it is but for the tie."""
    spans: tuple[Span, ...]


def document(stored: Searched, analyzer: Analyzer) -> dict[str, Any]:
    """The search document of a live record."""
    shape = _shape(stored.kind)
    payload, texts = _public(shape, stored)
    seen = stored.known_since.timestamp()
    row = row_number(stored.id)
    tie = tie_of(row)
    made: dict[str, Any] = {
        "id": stored.id,
        "kind": stored.kind,
        "source": stored.source,
        "unit": _unit(payload),
        "title": payload.get("title", ""),
        "heading": MISSING if stored.kind == "job_posting" else payload.get("title", MISSING),
        "key": f"{stored.source}:{stored.source_id}",
        "row": row,
        "newest": order_key(seen, tie),
        "version": stored.version,
        "hash": _hash(stored, int(seen)),
    }
    _add_texts(made, shape, texts, analyzer)
    _add_values(made, shape, payload)
    _add_orders(made, shape, payload, tie)
    _add_references(made, payload)
    made["copy"] = [] if stored.canonical else [COPY]
    if stored.told_by:
        made["copy"].append(told_by(stored.told_by))
    made["card"] = _card(stored, payload, made, int(seen))
    return made


def document_hash(stored: Searched) -> str:
    """Of all that a document is made of, without making it: what `index verify` compares.

    The dictionary is not in it: one word more would change every hash, though few documents.
    """
    return _hash(stored, int(stored.known_since.timestamp()))


def _hash(stored: Searched, seen: int) -> str:
    copy = "" if stored.canonical else f"copy {stored.told_by or ''}"
    parts = (stored.hash, stored.cluster_id or "", copy, str(seen), analysis.VERSION, COVERED)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


@lru_cache
def _shape(kind: str) -> _Shape:
    model: type[Record] = kind_named(kind)
    searched = [column for column in columns(model) if column.text]
    public = [column for column in columns(model) if column.text or column.facet or column.name in _NAMED]
    return _Shape(
        title=tuple(column.name for column in searched if column.name == "title"),
        head=tuple(column.name for column in searched if column.name != "title" and _weight(column) >= HEAD_WEIGHT),
        body=tuple(column.name for column in searched if _weight(column) < HEAD_WEIGHT),
        place=tuple(column.name for column in searched if column.name in PLACE_COLUMNS),
        fields={
            one: tuple((field.name, field.column, field.attribute) for field in _read(one) if kind in field.kinds)
            for one in FieldType
        },
        public=tuple(column.name for column in public),
        markup=frozenset(column.name for column in public if column.markup),
        absent={
            **{field.name: MISSING for field in _read(FieldType.KEYWORD)},
            **{field.name: [MISSING] for field in _read(FieldType.KEYWORDS)},
        },
        last={
            field.name: 0 if _descends()[field.name] else LATE
            for field in _read(FieldType.ORDER)
            if kind not in field.kinds
        },
        spans=tuple(span for span in spans().values() if span.low != span.high and kind in span.kinds),
    )


def _read(type_: FieldType) -> list[SearchField]:
    """The fields of a type that are read from columns."""
    return [field for field in search_fields() if field.column and field.type is type_]


def _public(shape: _Shape, stored: Searched) -> tuple[Mapping[str, Any], Texts]:
    """The payload as anybody may know it, and its texts: what the index has can be asked for, and is shown in lists."""
    # A guide's telephone is an office's and there to be called.
    keep = frozenset({ALL_OFFICE_PHONES}) if stored.kind == "service_guide" else frozenset[str]()
    payload = stored.payload
    texts = {
        name: found
        for name in shape.public
        if (value := payload.get(name)) and (found := _texts(value, markup=name in shape.markup))
    }
    told = _APART.join(chain.from_iterable(texts.values()))
    changed: Iterable[str] = shape.markup
    if "<" in told or "&" in told:
        changed = shape.public
        for name in texts.keys() - shape.markup:
            texts[name] = [_unmarked(text, keep) for text in texts[name]]
        told = _APART.join(chain.from_iterable(texts.values()))
    masked = mask(told, keep_phones=keep)
    if masked.counts:
        changed = shape.public
        covered = iter(masked.text.split(_APART))
        texts = {name: [next(covered) for _ in found] for name, found in texts.items()}
    other = {name: _like(payload[name], texts[name]) for name in changed if name in texts}
    return ({**payload, **other} if other else payload), texts


def _texts(value: Any, *, markup: bool) -> list[str]:
    """What a column says, without its markup: a number that it cuts in two is one to the reader."""
    if isinstance(value, str):
        return [plain_text(value) if markup else value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _unmarked(text: str, keep: frozenset[str]) -> str:
    """A text that should have no markup, and of which some sources leave it all the same: covered by itself."""
    return mask_any(text, keep_phones=keep).text if "<" in text or "&" in text else text


def _like(value: Any, texts: list[str]) -> Any:
    return texts[0] if isinstance(value, str) else texts


def _weight(column: Column) -> float:
    return column.text.weight if column.text else 0.0


def _add_texts(made: dict[str, Any], shape: _Shape, texts: Texts, analyzer: Analyzer) -> None:
    """The groups of text as tokens."""
    title = _text(shape.title, texts)
    made["title_c"], made["title_w"] = (analyzer.spaced_value if len(title) <= SHORT else analyzer.spaced)(title)
    made["head_c"], made["head_w"] = analyzer.spaced(_text(shape.head, texts))
    made["body_c"], made["body_w"] = _body(shape, texts, analyzer)
    made["place_c"] = analyzer.spaced_value(_text(shape.place, texts))[0]


def _body(shape: _Shape, texts: Texts, analyzer: Analyzer) -> tuple[str, str]:
    """The tokens of what is said at length, then those of places, trades and benefits, which many have in common."""
    pieces = _pieces(shape.body, texts)
    long = "\n".join([piece for piece in pieces if len(piece) > SHORT])
    read = [analyzer.spaced(long[:LONGEST_TEXT])]
    read += [analyzer.spaced_value(piece) for piece in pieces if len(piece) <= SHORT]
    return joined([characters for characters, _ in read if characters]), joined([words for _, words in read if words])


def _text(group: tuple[str, ...], texts: Texts) -> str:
    return "\n".join(_pieces(group, texts))[:LONGEST_TEXT]


def _pieces(group: tuple[str, ...], texts: Texts) -> list[str]:
    return [piece for name in group if name in texts for piece in texts[name]]


def _add_values(made: dict[str, Any], shape: _Shape, payload: Mapping[str, Any]) -> None:
    """Facets and numbers of every kind's columns: a facet that a kind lacks says MISSING too."""
    made |= shape.absent
    for name, column, attribute in shape.fields[FieldType.KEYWORD]:
        if (value := _value(column, attribute, payload)) is not None:
            made[name] = _band(value) if name.endswith("_band") else _keyword(value)
    for name, column, attribute in shape.fields[FieldType.KEYWORDS]:
        if value := _value(column, attribute, payload):
            made[name] = [_keyword(item) for item in value]
    for name, column, attribute in shape.fields[FieldType.NUMBER]:
        if (number := _number(_value(column, attribute, payload))) is not None:
            made[name] = number
    for span in shape.spans:
        _close(span, made)


def _add_orders(made: dict[str, Any], shape: _Shape, payload: Mapping[str, Any], tie: int) -> None:
    """Keys to sort by, of all kinds: without one a record would not be in the list at all."""
    for name, key in shape.last.items():
        made[name] = key | tie
    for name, column, attribute in shape.fields[FieldType.ORDER]:
        # Of a range with one end that end, as in its filter: «20000以上» is not last of all.
        number = made.get(f"{column}_{attribute}") if attribute else _number(payload.get(column))
        made[name] = LATE | tie if number is None and not _descends()[name] else order_key(number, tie)


def _value(column: str, attribute: str, payload: Mapping[str, Any]) -> Any:
    value = payload.get(column)
    return value.get(attribute) if attribute and isinstance(value, dict) else value


def _close(span: Span, found: dict[str, Any]) -> None:
    """A span with one end ends there: «8000以上» must not fall out of a search from 5000 to 9000."""
    ends = {name: found[name] for name in (span.low, span.high) if name in found}
    if len(ends) == 1:
        found[span.low] = found[span.high] = next(iter(ends.values()))


def _keyword(value: Any) -> str:
    if isinstance(value, str):
        return value or MISSING
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value) if value not in (None, {}) else MISSING


def _band(value: Mapping[str, Any]) -> str:
    return salary_band(value.get("monthly_min"), value.get("monthly_max"))


def _number(value: Any) -> float | None:
    """A number, or the days of an ISO date from 1970-01-01."""
    if value is None or isinstance(value, dict | list):
        return None
    return _days(value) if isinstance(value, str) else float(value)


@lru_cache(maxsize=4096)
def _days(day: str) -> float:
    return float((date.fromisoformat(day) - _EPOCH).days)


@lru_cache
def _descends() -> dict[str, bool]:
    return {order.field: order.descending for order in orders().values()}


def _unit(payload: Mapping[str, Any]) -> str:
    issuers = payload.get("issuers") or ()
    return str(payload.get("employer") or payload.get("provider") or next(iter(issuers), "") or MISSING)


def _add_references(made: dict[str, Any], payload: Mapping[str, Any]) -> None:
    """Numbers by which papers are named, and where it is."""
    made["numbers"] = [payload[name] for name in ("document_number", "index_number") if payload.get(name)]
    made["cites"] = list(payload.get("cites") or ())
    point = payload.get("point") or {}
    if "lat" in point:
        made["lat"], made["lon"] = point["lat"], point["lon"]


CARD_FACETS = ("district", "occupation", "skill_level", "education", "employment_type", "validity", "category")
_CARD_NUMBERS = ("published", "expires", "lat", "lon")
_CARD_COLUMNS: tuple[str, ...] = ("employer", "provider", "document_number", "cites")


def _card(stored: Searched, payload: Mapping[str, Any], made: Mapping[str, Any], seen: int) -> str:
    """What ranking and lists read back: the title as it is shown, facets, days, where it is."""
    card: dict[str, Any] = {
        "kind": stored.kind,
        "source": stored.source,
        "source_id": stored.source_id,
        "title": payload.get("title", ""),
        "seen": seen,
        "cluster": stored.cluster_id or "",
    }
    for name in CARD_FACETS:
        if made.get(name, MISSING) != MISSING:
            card[name] = made[name]
    for name in _CARD_NUMBERS:
        if name in made:
            card[name] = made[name]
    for name in _CARD_COLUMNS:
        if payload.get(name):
            card[name] = payload[name]
    if payload.get("salary"):
        card["salary_monthly"] = _ends(payload["salary"])
    return orjson.dumps(card).decode()


def _ends(value: Any) -> list[float | None]:
    return [value.get("monthly_min"), value.get("monthly_max")]


def documents(records: Iterable[Searched], analyzer: Analyzer) -> Iterator[dict[str, Any]]:
    """The documents of several records."""
    return (document(stored, analyzer) for stored in records)
