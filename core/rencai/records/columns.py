"""One declaration read once: the columns of a kind, from which every other shape is derived."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from pydantic.fields import FieldInfo

from rencai.records.record import Record
from rencai.records.roles import Day, Facet, Long, Markup, Parsed, Range, Role, SchemaOrg, Sort, Text

R = TypeVar("R", bound=Role)
IDENTITY = ("source", "source_id", "seen")


@dataclass(frozen=True, slots=True)
class Column:
    """One field of a kind with its roles; a role it has not got is None or False."""

    name: str
    label: str
    description: str
    annotation: Any
    required: bool
    parsed: Parsed | None
    text: Text | None
    facet: Facet | None
    range: Range | None
    sort: bool
    schema_org: str
    day: bool
    long: bool
    markup: bool

    @property
    def raw(self) -> bool:
        """Given by the source, and not read out of another field."""
        return self.parsed is None


@lru_cache
def columns(model: type[Record]) -> tuple[Column, ...]:
    """The columns of a kind in the order of their declaration."""
    labels = _parsed_labels(model)
    return tuple(_column(name, field, labels) for name, field in model.model_fields.items())


def raw_columns(model: type[Record]) -> tuple[Column, ...]:
    """The columns that input may give."""
    return tuple(column for column in columns(model) if column.raw)


def parsed_columns(model: type[Record]) -> tuple[Column, ...]:
    """The columns that parsers fill."""
    return tuple(column for column in columns(model) if not column.raw)


def _column(name: str, field: FieldInfo, labels: dict[str, str]) -> Column:
    schema_org = _role(field, SchemaOrg)
    return Column(
        name=name,
        label=field.title or labels.get(name, ""),
        description=field.description or "",
        annotation=field.annotation,
        required=field.is_required(),
        parsed=_role(field, Parsed),
        text=_role(field, Text),
        facet=_role(field, Facet),
        range=_role(field, Range),
        sort=_role(field, Sort) is not None,
        schema_org=schema_org.path if schema_org else "",
        day=_role(field, Day) is not None,
        long=_role(field, Long) is not None,
        markup=_role(field, Markup) is not None,
    )


def _parsed_labels(model: type[Record]) -> dict[str, str]:
    """Labels that a raw field without one takes from what is read out of it first."""
    labels: dict[str, str] = {}
    for field in model.model_fields.values():
        parsed = _role(field, Parsed)
        if parsed and field.title:
            labels.setdefault(parsed.sources[0], field.title)
    return labels


def _role(field: FieldInfo, role: type[R]) -> R | None:
    return next((item for item in field.metadata if isinstance(item, role)), None)
