"""When two payloads of vacancies are the same vacancy."""

from collections.abc import Mapping
from typing import Any


def keys(payload: Mapping[str, Any]) -> tuple[str, ...]:
    """Texts that two payloads of the same vacancy share at least one of."""
    title, url = _folded(payload.get("title")), payload.get("url")
    found = [f"url {url} {title}"] if url else []
    employer = _folded(payload.get("employer"))
    if employer:
        found.append(f"advert {employer} {title} {_place(payload)} {_pay(payload)}")
    return tuple(found)


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two payloads are one vacancy: the same advert's address, or employer, title, place and pay."""
    return not set(keys(one)).isdisjoint(keys(other)) and _place(one) == _place(other)


def _folded(text: object) -> str:
    return "".join(str(text or "").split()).casefold()


def _place(payload: Mapping[str, Any]) -> str:
    district = payload.get("district") or {}
    return str(district.get("code") or _folded(payload.get("location_text")))


def _pay(payload: Mapping[str, Any]) -> str:
    salary = payload.get("salary") or {}
    return f"{salary.get('min')}-{salary.get('max')}/{salary.get('unit')}" if salary else ""
