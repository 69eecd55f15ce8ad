"""What a search address may carry: one declaration that parses each parameter and documents it in OpenAPI."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from rencai.search.fields import MISSING, SearchField, Span, facet_fields, is_ladder, orders, spans
from rencai.search.labels import known_values, stored_value
from rencai.search.query import AND_ABOVE, DISTANCE, RELEVANCE, Around
from rencai.search.syntax import LONGEST_QUERY

MAX_VALUE = 200
MAX_PAGE = 100
LONGEST_ECHO = 30
CLOSED = ("kind", "district")
"""Coded facets of few values: what is none of them is named. Of occupations there are thousands: it finds nothing."""
EXCLUDE = "no_"
POINT = r"^(1[0-7][0-9]|[1-9]?[0-9])(\.[0-9]{1,8})?,[1-8]?[0-9](\.[0-9]{1,8})?$"
"""Longitude and latitude, as everywhere in China positive."""
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
EPOCH = date(1970, 1, 1)


class BadValue(ValueError):
    """A value that a parameter does not take; the message is Chinese, for the person who sent it.

    A page takes what can be used of it, if anything, and names what it leaves out.
    """

    def __init__(self, message: str, usable: str = "", left_out: str = "") -> None:
        super().__init__(message)
        self.usable = usable
        self.left_out = left_out


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: `read` turns its text into a value or raises BadValue."""

    name: str
    part: str
    """The field of Query it goes into."""
    key: str
    """The facet or range within that part; empty for a plain field."""
    description: str
    schema: dict[str, Any]
    read: Callable[[str], Any]
    many: bool = False


@lru_cache
def parameters(kind: str | None, *, choose_kind: bool = False) -> tuple[Parameter, ...]:
    """Every parameter of the search within a kind (None: over all kinds); where it may be chosen, of both."""
    declared = [
        *_plain(sorts(kind) | (sorts(None) if choose_kind else {})),
        *(p for field in facets(kind) for p in _facet(field)),
        *(p for span in ranges(kind) for p in _ends(span)),
    ]
    if choose_kind:
        # One kind and not several: within it the answer has that kind's facets.
        declared = [parameter for parameter in declared if parameter.name != "kind"]
        declared.insert(1, _kind())
        if kind:
            known = {parameter.name for parameter in declared}
            declared += [one for one in parameters(None, choose_kind=True) if one.name not in known]
    return tuple(declared)


@lru_cache
def completed_within() -> tuple[Parameter, ...]:
    """What narrows completions, of which a list of all kinds may have chosen several."""
    found = parameters(None, choose_kind=True)
    return tuple(replace(one, many=True) if one.name == "kind" else one for one in found)


@lru_cache
def facets(kind: str | None) -> tuple[SearchField, ...]:
    """The facets offered in a kind; over all kinds those that at least two share."""
    found = facet_fields().values()
    if kind is None:
        return tuple(f for f in found if f.name in ("kind", "source") or len(f.kinds) > 1)
    own = [f for f in found if kind in f.kinds]
    return (*own, *(f for f in found if f.name == "source"))


@lru_cache
def ranges(kind: str | None) -> tuple[Span, ...]:
    """The ranges offered in a kind; over all kinds those that at least two share."""
    found = spans().values()
    return tuple(span for span in found if (kind in span.kinds if kind else len(span.kinds) > 1))


@lru_cache
def sorts(kind: str | None) -> dict[str, str]:
    """The orders offered in a kind with their Chinese names."""
    common = {"newest", "published"}
    names = {RELEVANCE: "相关度"}
    for name, order in orders().items():
        column = order.field.removeprefix("sort_")
        span = spans().get(column)
        if (name in common) if kind is None else (span is None or kind in span.kinds):
            names[name] = order.label
    return names | {DISTANCE: "距离"}


def _plain(names: dict[str, str]) -> list[Parameter]:
    described = "；".join(f"{name} {label}" for name, label in names.items())
    return [
        Parameter(
            "q",
            "text",
            "",
            "要找的词。支持“短语”、-不要的词、职位: 单位: 文号: 限定和发文字号。",
            {"type": "string", "maxLength": LONGEST_QUERY, "default": ""},
            _text,
        ),
        Parameter(
            "sort",
            "sort",
            "",
            f"排序：{described}。按距离排序须给出 near。",
            {"type": "string", "enum": list(names), "default": RELEVANCE},
            _one_of(tuple(names)),
        ),
        Parameter(
            "size",
            "size",
            "",
            "每页条数。",
            {"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": 20},
            _size,
        ),
        Parameter(
            "cursor",
            "cursor",
            "",
            "上一页返回的 next；没有则从头开始。",
            {"type": "string", "maxLength": 2000},
            _limited(2000),
        ),
        Parameter(
            "near",
            "around",
            "point",
            "中心点的经度,纬度（GCJ-02）。",
            {"type": "string", "pattern": POINT},
            _point,
        ),
        Parameter(
            "km",
            "around",
            "km",
            "离中心点不超过多少公里；须同时给出 near。",
            {"type": "number", "minimum": 0.1, "maximum": 200},
            _number(0.1, 200),
        ),
        Parameter(
            "plain",
            "taken_back",
            "",
            "不按含义理解、只当作普通词的部分（结果中 understood 的 key），可重复。",
            {"type": "string", "maxLength": MAX_VALUE},
            _limited(MAX_VALUE),
            many=True,
        ),
        Parameter(
            "verbatim",
            "verbatim",
            "",
            "1 表示只按原词查，不用同义词，不改写。",
            {"type": "string", "enum": ["0", "1"], "default": "0"},
            _flag,
        ),
    ]


def _kind() -> Parameter:
    from rencai.records.kinds import KINDS

    names = tuple(model.kind.name for model in KINDS)
    return Parameter(
        "kind", "kind", "", "记录类型；不填查全部。", {"type": "string", "enum": list(names)}, _one_of(names)
    )


def _facet(field: SearchField) -> list[Parameter]:
    schema, read = _values(field)
    return [
        Parameter(field.name, "filters", field.name, f"{field.label}，可重复，重复为“或”。", schema, read, many=True),
        Parameter(
            EXCLUDE + field.name, "exclude", field.name, f"不含的{field.label}，可重复。", schema, read, many=True
        ),
    ]


def _values(field: SearchField) -> tuple[dict[str, Any], Callable[[str], str]]:
    if field.name in CLOSED:
        return {"type": "string", "enum": [*known_values(field.name), MISSING]}, _coded(field.name)
    if not field.values:
        return {"type": "string", "minLength": 1, "maxLength": MAX_VALUE}, _coded(field.name)
    known = (*field.values, MISSING)
    if is_ladder(field):
        known += tuple(value + AND_ABOVE for value in field.values)
    return {"type": "string", "enum": list(known)}, _one_of(known)


def _ends(span: Span) -> list[Parameter]:
    if span.day:
        schema: dict[str, Any] = {"type": "string", "format": "date"}
        return [
            Parameter(f"{span.name}_from", "ranges", f"{span.name}:0", f"{span.label}不早于。", schema, _day),
            Parameter(f"{span.name}_to", "ranges", f"{span.name}:1", f"{span.label}不晚于。", schema, _day),
        ]
    top = 100_000_000
    number = {"type": "number", "minimum": 0, "maximum": top}
    read = _number(0, top)
    return [
        Parameter(f"{span.name}_min", "ranges", f"{span.name}:0", f"{span.label}至少（{span.unit}）。", number, read),
        Parameter(f"{span.name}_max", "ranges", f"{span.name}:1", f"{span.label}至多（{span.unit}）。", number, read),
    ]


def _text(text: str) -> str:
    # Unpaired surrogates and NUL cannot be searched for, and some stores refuse them.
    clean = text.replace("\x00", " ").encode("utf-8", "replace").decode()
    if len(clean) > LONGEST_QUERY:
        # To leave all of it out would list everything there is.
        most = LONGEST_QUERY
        raise BadValue(f"至多 {most} 个字", clean[:most].strip(), f"第 {most} 个字之后的部分")
    return clean.strip()


def _limited(length: int) -> Callable[[str], str]:
    def read(text: str) -> str:
        if len(text) > length:
            raise BadValue(f"至多 {length} 个字")
        return text

    return read


def _coded(name: str) -> Callable[[str], str]:
    """A value by its code or its name; where it is neither, whatever it is, unless all values are known."""

    def read(text: str) -> str:
        if not text:
            raise BadValue("不能为空")
        value = stored_value(name, text) or _limited(MAX_VALUE)(text)
        if name in CLOSED and value != MISSING and not stored_value(name, value):
            raise BadValue(f"没有“{value[:LONGEST_ECHO]}”这个值")
        return value

    return read


def _one_of(values: tuple[str, ...]) -> Callable[[str], str]:
    def read(text: str) -> str:
        # A bare plus sign in an address arrives as a blank.
        for candidate in (text, text.rstrip() + AND_ABOVE if text.endswith(" ") else text):
            if candidate in values:
                return candidate
        raise BadValue("应为其中之一：" + "、".join(values[:30]))

    return read


def _size(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:9]) <= MAX_PAGE):
        raise BadValue(f"应为 1 到 {MAX_PAGE} 的整数")
    return int(text)


def _number(low: float, high: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            value = float(text) if len(text) < 40 and "_" not in text else None
        except ValueError:
            value = None
        if value is None or not low <= value <= high:
            raise BadValue(f"应为 {low:g} 到 {high:,.0f} 的数")
        return value

    return read


def _day(text: str) -> float:
    try:
        day = date.fromisoformat(text) if DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise BadValue("应为日期，如 2026-11-01")
    return float((day - EPOCH).days)


def _flag(text: str) -> bool:
    if text not in ("0", "1"):
        raise BadValue("应为 0 或 1")
    return text == "1"


def _point(text: str) -> Around:
    if not re.fullmatch(POINT, text):
        raise BadValue("应为 经度,纬度，如 116.40,39.90")
    lon, _, lat = text.partition(",")
    return Around(float(lon), float(lat))
