"""The counts of a run, in Chinese."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from rencai.records.columns import columns
from rencai.records.kinds import KINDS
from rencai_site.admin.labels import DETAILS, HEALTH, OUTCOMES, PERSONAL, REASONS
from rencai_site.admin.whys import in_chinese
from rencai_site.show import shown


def told(counts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The counts of a run as labels and texts, the outcomes first; what is empty or none is left out."""
    names = OUTCOMES | DETAILS
    for name in sorted(counts, key=lambda name: list(names).index(name) if name in names else len(names)):
        if counts[name] and (text := _SPECIAL.get(name, _text)(counts[name])):
            yield names.get(name, name), text


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return "、".join(f"{_named(str(name))}{_inner(one)}" for name, one in value.items() if one)
    if isinstance(value, list | tuple):
        return "；".join(map(_text, value))
    return shown(value)


def _inner(value: Any) -> str:
    return f"（{_text(value)}）" if isinstance(value, Mapping) else f" {_text(value)}"


def _named(name: str) -> str:
    return REASONS.get(name) or OUTCOMES.get(name) or PERSONAL.get(name) or _kinds().get(name, name)


@lru_cache
def _kinds() -> dict[str, str]:
    return {model.kind.name: model.kind.label for model in KINDS}


def _coverage(value: Mapping[str, Mapping[str, float]]) -> str:
    """How many of a run's records had each field, by kind."""
    found = []
    for kind, shares in value.items():
        titles = {one.name: one.label for model in KINDS if model.kind.name == kind for one in columns(model)}
        each = "、".join(f"{titles.get(name) or name} {share:.0%}" for name, share in shares.items())
        found.append(f"{_named(kind)}：{each}")
    return "；".join(found)


_SPECIAL: dict[str, Callable[[Any], str]] = {
    "health": lambda value: HEALTH.get(value, value),
    "coverage": _coverage,
    "why": in_chinese,
    "shortfalls": lambda value: in_chinese("; ".join(value)),
}
