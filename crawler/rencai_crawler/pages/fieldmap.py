"""Declared columns: raw field → column, dotted path, text with several of them (`{city}{district}`), or `=constant`."""

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from rencai.records.parsers.body import plain_text
from rencai_crawler.pages.days import beijing_day

_DAYS = frozenset({"published_text", "expires_text", "start_text"})
_PLACE = re.compile(r"\{([^{}]+)\}")
_SECONDS = re.compile(r"[12]\d{9}(?:\d{3})?")


def mapped(row: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, str]:
    """The raw fields of a row; what is absent or empty is left out."""
    found = {name: told[1:] if told.startswith("=") else _told(row, told) for name, told in columns.items()}
    return {name: _day(value) if name in _DAYS else value for name, value in found.items() if value}


def _day(text: str) -> str:
    """A day; seconds or thousandths since 1970, as APIs count, as the day they are in Beijing."""
    return beijing_day(int(text[:10])) if _SECONDS.fullmatch(text) else text


def _told(row: Mapping[str, Any], path: str) -> str:
    if "{" in path and path not in row:
        return _filled(row, path)
    value = row[path] if path in row else _walk(row, path)
    text = as_text(value)
    if "&lt;/" in text:
        text = unescape(text)  # some APIs write markup as text
    return plain_text(text) if "</" in text or "<br" in text else text


def _filled(row: Mapping[str, Any], template: str) -> str:
    """A text with places filled from a row; where one is empty, what stands behind it goes with it."""
    before, *parts = _PLACE.split(template)
    values = [_told(row, path) for path in parts[::2]]
    told = "".join(f"{value}{behind}" for value, behind in zip(values, parts[1::2], strict=True) if value)
    return f"{before}{told}" if told else ""


def _walk(value: Any, path: str) -> Any:
    """The value at a dotted path; in a list the parts of all its members."""
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list):
            value = (
                value[int(step)]
                if step.isdecimal() and int(step) < len(value)
                else [each.get(step) for each in value if isinstance(each, Mapping)]
            )
        else:
            return None
    return value


def as_text(value: Any) -> str:
    """A value as a source would write it: whole numbers without .0, lists joined by 、."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, list | tuple):
        return "、".join(filter(None, map(as_text, value)))
    return str(value).strip()
