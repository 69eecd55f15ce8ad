"""Inert roles that a field's annotation may carry; `columns` reads them, nothing registers them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Role:
    """Common base, so that a role can be looked up by its type."""


@dataclass(frozen=True, slots=True)
class Text(Role):
    """Searched as text; `weight` is relative to a body's 1."""

    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Facet(Role):
    """Counted and filtered by value; of a coded value by its code."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class Range(Role):
    """Filtered between two ends; a span names its `low` and `high` attribute."""

    label: str
    unit: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Sort(Role):
    """Offered as an order of the list."""


@dataclass(frozen=True, slots=True, init=False)
class Parsed(Role):
    """Read by `parser` from the validated fields `sources`, given in that order."""

    parser: Callable[..., Any]
    sources: tuple[str, ...]

    def __init__(self, parser: Callable[..., Any], *sources: str) -> None:
        object.__setattr__(self, "parser", parser)
        object.__setattr__(self, "sources", sources)


@dataclass(frozen=True, slots=True)
class Day(Role):
    """Raw text of a day. Once read it leaves the content hash: «3天前» is another text tomorrow, the same day."""


@dataclass(frozen=True, slots=True)
class SchemaOrg(Role):
    """Dotted path of this field in the kind's schema.org type (https://schema.org)."""

    path: str


@dataclass(frozen=True, slots=True)
class Long(Role):
    """Text of several paragraphs: forms give it room, tables leave it out."""


@dataclass(frozen=True, slots=True)
class Markup(Role):
    """Sanitised HTML, the only field a page may show unescaped."""
