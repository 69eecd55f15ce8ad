"""Values as people read them: one function that knows every type of value, and the rows of a record's page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import singledispatch
from typing import Any

from rencai import clock
from rencai.exchange.view import masked
from rencai.records.columns import IDENTITY, Column, columns
from rencai.records.kinds import kind_named
from rencai.records.record import Record
from rencai.records.values import Coded, Experience, Headcount, Point, Reference, Salary

NOT_GIVEN = "来源未提供"
_UNITS = {"hour": "小时", "day": "天", "week": "周", "month": "月", "year": "年", "piece": "件"}
_FLAGS = {
    "gross": "税前",
    "net": "税后",
    "base": "底薪",
    "commission": "另有提成",
    "piece": "计件",
    "bonus": "另有奖金",
    "approximate": "约数",
    "probation": "试用期另计",
    "room": "包住",
    "board": "包吃",
}


@singledispatch
def shown(value: object) -> str:
    """A value as Chinese text; nothing for None."""
    return "" if value is None else str(value)


@shown.register
def _(value: bool) -> str:
    return "是" if value else "否"


@shown.register(int)
@shown.register(float)
def _(value: float) -> str:
    return f"{value:,}" if float(value).is_integer() is False else f"{int(value):,}"


@shown.register
def _(value: datetime) -> str:
    return value.astimezone(clock.BEIJING).strftime("%Y-%m-%d %H:%M")


@shown.register
def _(value: date) -> str:
    return value.isoformat()


@shown.register
def _(value: Enum) -> str:
    return str(value.value)


@shown.register
def _(value: tuple) -> str:  # type: ignore[type-arg]  # of any values
    return "、".join(shown(item) for item in value)


@shown.register
def _(value: Coded) -> str:
    return value.name


@shown.register
def _(value: Point) -> str:
    return f"{value.lon:.4f}, {value.lat:.4f}"


@shown.register
def _(value: Reference) -> str:
    return f"{value.document_number}{value.clause}"


@shown.register
def _(value: Headcount) -> str:
    return _span(value.min, value.max, "人")


@shown.register
def _(value: Experience) -> str:
    low, high = value.min_months or 0, value.max_months
    if not low:
        return "不限" if high is None else f"{_years(high)}以下"
    return f"{_years(low)}以上" if high is None else f"{_years(low)}至{_years(high)}"


@shown.register
def _(value: Salary) -> str:
    amount = _span(value.min, value.max, f"元/{_UNITS.get(value.unit or 'month', '月')}")
    if not amount:
        return "面议" if value.negotiable else "、".join(_FLAGS[f] for f in value.flags if f in _FLAGS)
    return amount + (f" · {value.months}薪" if value.months and value.months != 12 else "")


def monthly_estimate(value: Salary | None) -> str:
    """Pay as a month's estimate, where it is advertised by another unit."""
    if value is None or value.unit in (None, "month") or value.monthly_min is value.monthly_max is None:
        return ""
    return f"约 {_span(value.monthly_min, value.monthly_max, '元/月')}（估算）"


def of_column(column: Column, value: object) -> str:
    """A value with its unit, where its column has one."""
    text = shown(value)
    if text and isinstance(value, int | float) and not isinstance(value, bool) and column.range:
        return "免费" if column.range.unit == "元" and value == 0 else f"{text}{column.range.unit}"
    return text


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One labelled field of a record's page."""

    name: str
    label: str
    value: Any
    text: str
    raw: str = ""
    """What the source wrote, where it reads differently."""
    unread: bool = False
    """The source says something that could not be read; `text` is that."""


def record_of(kind: str, payload: Mapping[str, Any]) -> Record:
    """A stored payload as a record, with all that its source wrote."""
    return kind_named(kind).model_validate(payload)


def public_record(kind: str, payload: Mapping[str, Any], phones: frozenset[str] = frozenset()) -> Record:
    """A stored payload as a record that anybody may see: personal data in its texts are covered.

    `phones` are those that may stay.
    """
    return record_of(kind, masked({**payload, "kind": kind}, keep_phones=phones))


def field_rows(record: Record) -> list[FieldRow]:
    """Every field that says something, parsed values with the source's words beside them where they differ."""
    model = type(record)
    paired = _paired(model)
    raw_names = {raw for raws in paired.values() for raw in raws}
    rows = []
    for column in columns(model):
        if column.name in IDENTITY or column.name in raw_names or column.name in ("title", "url"):
            continue
        value = getattr(record, column.name)
        raw = "；".join(text for name in paired.get(column.name, ()) if (text := getattr(record, name)))
        text = of_column(column, value)
        if text or raw:
            unread = not text
            differs = raw if text and not _same(raw, text) else ""
            rows.append(FieldRow(column.name, column.label, value, text or raw, differs, unread))
    return rows


def _paired(model: type[Record]) -> dict[str, tuple[str, ...]]:
    """Parsed fields with the raw text that has no name of its own and is first read into them."""
    found: dict[str, list[str]] = {}
    taken: set[str] = set()
    for column in columns(model):
        source = column.parsed.sources[0] if column.parsed else ""
        if source and source not in taken and not model.model_fields[source].title:
            taken.add(source)
            found.setdefault(column.name, []).append(source)
    return {name: tuple(raws) for name, raws in found.items()}


def _span(low: float | None, high: float | None, unit: str) -> str:
    if low is None and high is None:
        return ""
    if low == high or high is None or low is None:
        ending = "" if low == high else ("起" if high is None else "以下")
        amount = low if low is not None else high
        return f"{_number(amount)}{unit}{ending}"
    return f"{_number(low)}–{_number(high)}{unit}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,g}" if value < 1_000_000 else f"{value:,.0f}"


def _years(months: int) -> str:
    return f"{months // 12}年" if months % 12 == 0 else f"{months}个月"


def _same(raw: str, text: str) -> bool:
    """Whether the source's words say just what is shown: blanks, separators and units aside."""
    if _plain(raw) in _plain(text):
        return True
    dated = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?", raw.strip())
    return dated is not None and "-".join(part.zfill(2) for part in dated.groups()) == text


def _plain(text: str) -> str:
    return re.sub(r"[\s,，]", "", text).replace("–", "-").replace("—", "-").replace("－", "-").replace("~", "-").lower()
