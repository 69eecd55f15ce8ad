"""The fields of the search index, derived from the kinds: one list from which both engines make their schema.

A document is a plain dict with these names. Text is not searched field by field but in three groups by weight, each
as characters (`_c`) and as words (`_w`), both as tokens joined by blanks:

    title_*   what a record is called
    head_*    who stands behind it and its number: text of weight 2 and more
    body_*    everything else that is searched
    place_c   where it is, for the scope 地点:
    all_*     the union, without frequencies: what `total` and the facets count on. No document has it, the engine
              makes it of the others
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from rencai.records.columns import Column, columns
from rencai.records.kinds import KINDS
from rencai.records.record import Record
from rencai.records.values import Coded, Ladder, Salary

MISSING = "未注明"
"""What a facet field says where the record does not: every facet field is dense, which keeps counting cheap."""

COPY = "1"
"""In the field `copy` of what another record of its cluster tells better."""

HEAD_WEIGHT = 2.0
PLACE_COLUMNS = ("location_text", "place")


class FieldType(StrEnum):
    """How a field is indexed, in the words of neither engine."""

    ID = "id"
    """One exact value, stored; never analysed."""
    KEYWORD = "keyword"
    """One exact value, always there, countable."""
    KEYWORDS = "keywords"
    """Any number of exact values (MISSING alone where there is none), countable."""
    TAGS = "tags"
    """Any number of exact values, only searched."""
    POSITIONS = "positions"
    """Tokens joined by blanks, with frequencies and positions."""
    WORDS = "words"
    """Tokens joined by blanks, with frequencies."""
    UNION = "union"
    """The tokens of its `parts`, only whether they occur, without norms."""
    NUMBER = "number"
    """A number that may be absent, for ranges."""
    ORDER = "order"
    """A number of up to 62 bits, all but unique, by which lists are sorted and paged."""
    STORED = "stored"
    """Kept and given back, not searched."""
    PLAIN = "plain"
    """A text as it is written, which an engine that others ask too analyses itself."""


@dataclass(frozen=True, slots=True)
class SearchField:
    """One field of the index."""

    name: str
    type: FieldType
    label: str = ""
    """What it is called on a page; empty where people never see it."""
    column: str = ""
    """The record's column it is read from; empty where the document builder makes it."""
    attribute: str = ""
    """The attribute of that column's value that it holds."""
    values: tuple[str, ...] = ()
    """The closed list of its values in their order, where there is one."""
    kinds: tuple[str, ...] = ()
    """Names of the kinds that fill it."""
    parts: tuple[str, ...] = ()
    """Fields whose tokens a UNION has."""


@dataclass(frozen=True, slots=True)
class Span:
    """A range that can be asked for: the numbers that hold its two ends, which may be the same."""

    name: str
    label: str
    unit: str
    low: str
    high: str
    day: bool
    """Its numbers count days from 1970-01-01."""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort a list by an ORDER field."""

    name: str
    label: str
    field: str
    descending: bool


FIXED: tuple[SearchField, ...] = (
    SearchField("id", FieldType.ID),
    SearchField("kind", FieldType.KEYWORD, "类型"),
    SearchField("source", FieldType.KEYWORD, "来源"),
    SearchField("unit", FieldType.KEYWORD, "单位"),  # who stands behind it: employer, provider or first issuer
    SearchField("heading", FieldType.KEYWORD),  # the title, of kinds whose titles are names; MISSING of vacancies
    SearchField("key", FieldType.ID),  # source:source_id, so that a record is found by the id its source gave it
    SearchField("title_c", FieldType.POSITIONS),
    SearchField("title_w", FieldType.WORDS),
    SearchField("head_c", FieldType.POSITIONS),
    SearchField("head_w", FieldType.WORDS),
    SearchField("body_c", FieldType.POSITIONS),
    SearchField("body_w", FieldType.WORDS),
    SearchField("place_c", FieldType.POSITIONS),
    SearchField("all_c", FieldType.UNION, parts=("title_c", "head_c", "body_c")),
    SearchField("all_w", FieldType.UNION, parts=("title_w", "head_w", "body_w")),
    SearchField("numbers", FieldType.TAGS),  # its own 发文字号 and 索引号, normalised
    SearchField("copy", FieldType.TAGS),  # COPY where another record of its cluster stands for it, and whose that is
    SearchField("cites", FieldType.TAGS),  # 发文字号 it names
    SearchField("lat", FieldType.NUMBER),
    SearchField("lon", FieldType.NUMBER),
    SearchField("newest", FieldType.ORDER),
    SearchField("row", FieldType.ORDER),  # the id as a number, in the ids' order: to walk through all records
    SearchField("version", FieldType.NUMBER),  # of the record in the store: an older one never overwrites a newer
    SearchField("hash", FieldType.STORED),  # of the record's content and of the analysis: what `index verify` compares
    SearchField("card", FieldType.STORED),  # JSON of what ranking and lists read back
    SearchField("title", FieldType.PLAIN),  # for other clients of Elasticsearch, who have not got our analysis
)

_DESCENDING = {"expires": False, "start": False, "price": False}
ORDER_NAMES = {"expires": "deadline"}
"""Names of orders in addresses, where they differ from the column's."""


@lru_cache
def search_fields(kinds: tuple[type[Record], ...] = KINDS) -> tuple[SearchField, ...]:
    """Every field of the index. Raises TypeError when two kinds give one name two types: all share an index."""
    found: dict[str, SearchField] = {field.name: field for field in FIXED}
    for model in kinds:
        for column in columns(model):
            for field in _column_fields(column):
                known = found.setdefault(field.name, field)
                if known.type is not field.type:
                    raise TypeError(f"search field {field.name}: {known.type} and {field.type}; rename one column")
                found[field.name] = _with_kind(known, model.kind.name)
    return tuple(found.values())


@lru_cache
def facet_fields(kinds: tuple[type[Record], ...] = KINDS) -> dict[str, SearchField]:
    """The fields that are counted and filtered by value, by name."""
    countable = (FieldType.KEYWORD, FieldType.KEYWORDS)
    return {field.name: field for field in search_fields(kinds) if field.type in countable and field.label}


@lru_cache
def spans(kinds: tuple[type[Record], ...] = KINDS) -> dict[str, Span]:
    """The ranges that can be asked for, by name."""
    found: dict[str, Span] = {}
    for model in kinds:
        for column in columns(model):
            if column.range:
                known = found.setdefault(column.name, _span(column))
                found[column.name] = _span(column, (*known.kinds, model.kind.name))
    return found


@lru_cache
def orders(kinds: tuple[type[Record], ...] = KINDS) -> dict[str, Order]:
    """The orders by which a list can be sorted, beside relevance and distance."""
    found = {"newest": Order("newest", "最新发现", "newest", descending=True)}
    for model in kinds:
        for column in columns(model):
            if _is_sorted(column):
                name = ORDER_NAMES.get(column.name, column.name)
                field = f"sort_{column.name}"
                found[name] = Order(name, column.label, field, descending=_DESCENDING.get(column.name, True))
    return found


def value_type(annotation: Any) -> tuple[type[Any], bool]:
    """The type of one value of a field, None left out, and whether the field holds many."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(part for part in get_args(annotation) if part is not NoneType)
    if get_origin(annotation) is tuple:
        return value_type(get_args(annotation)[0])[0], True
    origin = get_origin(annotation)
    return (origin or annotation), False


def _is_sorted(column: Column) -> bool:
    return column.sort and value_type(column.annotation)[0] is not str


def _column_fields(column: Column) -> Iterable[SearchField]:
    kind, many = value_type(column.annotation)
    if column.facet:
        values = tuple(str(member.value) for member in kind) if issubclass(kind, Enum) else ()
        facet_type = FieldType.KEYWORDS if many else FieldType.KEYWORD
        attribute = "code" if issubclass(kind, Coded) else ""
        label = column.facet.label or column.label
        yield SearchField(column.name, facet_type, label, column.name, attribute, values)
    if column.range:
        span = _span(column)
        yield SearchField(span.low, FieldType.NUMBER, "", column.name, column.range.low)
        if span.high != span.low:
            yield SearchField(span.high, FieldType.NUMBER, "", column.name, column.range.high)
    if kind is Salary:
        yield SearchField(
            f"{column.name}_band",
            FieldType.KEYWORD,
            column.range.label if column.range else "",
            column.name,
            values=tuple(label for label, _ in SALARY_BANDS),
        )
    if _is_sorted(column):
        attribute = column.range.high if column.range else ""
        yield SearchField(f"sort_{column.name}", FieldType.ORDER, "", column.name, attribute)


def _span(column: Column, kinds: tuple[str, ...] = ()) -> Span:
    role = column.range
    if role is None:
        raise TypeError(f"column {column.name} has no range")
    low = f"{column.name}_{role.low}" if role.low else column.name
    high = f"{column.name}_{role.high}" if role.high else column.name
    day = value_type(column.annotation)[0] is date
    return Span(column.name, role.label, role.unit, low, high, day, kinds)


def _with_kind(field: SearchField, kind: str) -> SearchField:
    if kind in field.kinds:
        return field
    return replace(field, kinds=(*field.kinds, kind))


SALARY_BANDS: tuple[tuple[str, float], ...] = (
    ("4000以下", 4000),
    ("4000-6000", 6000),
    ("6000-8000", 8000),
    ("8000-10000", 10000),
    ("10000-15000", 15000),
    ("15000-20000", 20000),
    ("20000-30000", 30000),
    ("30000以上", float("inf")),
)
"""Disjoint bands of the middle of the monthly range, each with the amount below which it ends."""


@lru_cache(maxsize=4096)
def salary_band(low: float | None, high: float | None) -> str:
    """The band of a monthly range, by its middle."""
    ends = [end for end in (low, high) if end is not None]
    if not ends:
        return MISSING
    middle = sum(ends) / len(ends)
    return next(label for label, below in SALARY_BANDS if middle < below or below == float("inf"))


def at_or_above(field: SearchField, value: str) -> tuple[str, ...]:
    """The values of a ladder from one rung upwards («高级工及以上»); empty where the field is no ladder."""
    return field.values[field.values.index(value) :] if value in field.values else ()


@lru_cache
def is_ladder(field: SearchField, kinds: tuple[type[Record], ...] = KINDS) -> bool:
    """Whether a facet's values have an order, lowest first."""
    return any(
        issubclass(value_type(column.annotation)[0], Ladder)
        for model in kinds
        for column in columns(model)
        if column.name == field.name and column.facet
    )


_ALPHABET = {character: rank for rank, character in enumerate("234567abcdefghijklmnopqrstuvwxyz")}
_ROW_CHARACTERS = 12


def told_by(source: str) -> str:
    """A value of the field `copy`: the source of the record that tells it best."""
    return f"of:{source}"


def row_number(record_id: str) -> int:
    """A record id as a number of 60 bits that keeps the ids' order; ids that share 12 characters share it."""
    head = record_id[:_ROW_CHARACTERS].ljust(_ROW_CHARACTERS, "2")
    total = 0
    for character in head:
        total = total << 5 | _ALPHABET.get(character, 0)
    return total


_TIE_BITS = 28
_TIE = (1 << _TIE_BITS) - 1
_LARGEST = (1 << 34) - 1
_SHIFT = 1 << 20
"""Keeps days before 1970 positive."""
LATE = _LARGEST << _TIE_BITS
"""What a record that comes last in an ascending order has in place of a value."""


def tie_of(row: int) -> int:
    """The part of a row number by which records of one value are told apart in an order: `LATE | tie` comes last."""
    return row & _TIE


def order_key(value: float | None, tie: int) -> int:
    """An ORDER value: the number first, then a part of the id, so that hardly two records share one.

    A missing value sorts with 0, which is last where the order descends.
    """
    return tie if value is None else min(max(int(value) + _SHIFT, 1), _LARGEST) << _TIE_BITS | tie
