"""Values of facets as people read them, and back."""

from functools import lru_cache

from rencai.records.kinds import KINDS
from rencai.records.parsers import occupation, place


@lru_cache
def _names() -> dict[str, dict[str, str]]:
    return {
        "district": {code: name for code, name, _ in place.names()},
        "occupation": {code: name for code, name, _ in occupation.names()},
        "kind": {model.kind.name: model.kind.label for model in KINDS},
    }


@lru_cache
def _values() -> dict[str, dict[str, str]]:
    return {field: {name: code for code, name in names.items()} for field, names in _names().items()}


def label(field: str, value: str) -> str:
    """A facet's value for people: the name of a code, else the value itself."""
    return _names().get(field, {}).get(value, value)


def known_values(field: str) -> tuple[str, ...]:
    """The codes of a coded facet, then their names."""
    names = _names().get(field, {})
    return (*names, *names.values())


def stored_value(field: str, text: str) -> str:
    """The indexed value of a coded facet that a code or a name means; empty where it means none or is not coded."""
    if text in _names().get(field, {}):
        return text
    values = _values().get(field, {})
    return values.get(text) or values.get(f"{text}区", "")
