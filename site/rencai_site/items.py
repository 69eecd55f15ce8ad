"""Records as entries of a list: what stands in which place for each kind."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from markupsafe import Markup
from pydantic import BaseModel, create_model
from sqlalchemy import Connection

from rencai.exchange.sources import Declared, shown_phones
from rencai.records.columns import Column, columns
from rencai.records.kinds import kind_named
from rencai.records.values import SkillLevel
from rencai.search.highlight import Marker
from rencai.search.query import Hit
from rencai.store.read import Listed, StoredRecord, listed
from rencai_site.excerpt import covered, excerpt, marked
from rencai_site.naming import source_label
from rencai_site.show import NOT_GIVEN, of_column

SAMPLE = "sample"
STATUS = {"live": "", "expired": "已结束", "gone": "已结束", "withdrawn": "已撤下"}


@dataclass(frozen=True, slots=True)
class Look:
    """Which columns of a kind stand where in a list entry."""

    who: str = ""
    figure: str = ""
    facts: tuple[str, ...] = ()
    text: tuple[str, ...] = ()


LOOKS = {
    "job_posting": Look(
        "employer",
        "salary",
        ("district", "education", "experience", "headcount", "employment_type"),
        ("requirements", "description"),
    ),
    "training_course": Look(
        "provider", "price", ("district", "mode", "timetable", "certificate", "start"), ("description",)
    ),
    "policy_notice": Look("issuers", "", ("document_number", "written", "validity"), ("body",)),
    "service_guide": Look("", "", ("category", "audience"), ("description",)),
}


@dataclass(slots=True)
class Item:
    """One entry of a list, ready for the page."""

    id: str
    kind: str
    path: str
    title: str | Markup
    who: str | Markup
    figure: str
    figure_missing: str
    level: SkillLevel | None
    facts: tuple[str | Markup, ...]
    snippet: str | Markup
    source_label: str
    published: date | None
    first_seen: datetime
    updated_at: datetime
    sample: bool
    ended: str
    also: int = 0
    km: float | None = None
    near: bool = False
    pinned: bool = False
    kind_label: str = ""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is read of a kind's payload for its entry."""

    look: Look
    columns: Mapping[str, Column]
    values: type[BaseModel]
    """The part of the kind's model that is shown: reading all of it would take three times as long."""


@lru_cache
def _shape(kind: str) -> _Shape:
    model = kind_named(kind)
    arranged, named = look(kind), {column.name: column for column in columns(model)}
    names = {"title", arranged.who, arranged.figure, *arranged.facts, *arranged.text, "skill_level", "published"}
    names |= {f"{name}_text" for name in (arranged.who, arranged.figure)}
    fields = {name: (field.annotation, field) for name, field in model.model_fields.items() if name in names}
    values = create_model(f"Listed{model.__name__}", __config__=model.model_config | {"extra": "ignore"}, **fields)  # type: ignore[call-overload]  # fields by name
    return _Shape(arranged, named, values)


def look(kind: str) -> Look:
    """How entries of a kind look; a kind without a look of its own shows its first facets."""
    found = LOOKS.get(kind)
    return found or Look(facts=tuple(c.name for c in columns(kind_named(kind)) if c.facet)[:4])


def path_of(kind: str, record_id: str) -> str:
    """Address of a record's page."""
    return f"{kind_named(kind).kind.path}/{record_id}"


def item(
    stored: StoredRecord | Listed,
    hit: Hit | None = None,
    *,
    names: Declared,
    marks: Marker | None = None,
    also: int = 0,
    show_kind: bool = False,
) -> Item:
    """A list entry of a stored record; `marks` marks what the query found."""
    shape = _shape(stored.kind)
    values, arranged = shape.values.model_validate(stored.payload), shape.look
    phones = shown_phones(stored.source, names)
    figure = covered(_text(values, shape, arranged.figure), phones)
    return Item(
        id=stored.id,
        kind=stored.kind,
        path=path_of(stored.kind, stored.id),
        title=marked(values.title, marks, phones),  # type: ignore[attr-defined]  # every kind has one
        who=marked(_text(values, shape, arranged.who), marks, phones),
        figure=figure,
        figure_missing="" if figure or not arranged.figure else f"{shape.columns[arranged.figure].label}{NOT_GIVEN}",
        level=getattr(values, "skill_level", None),
        facts=tuple(covered(text, phones) for name in arranged.facts if (text := _fact(values, shape, name))),
        snippet=excerpt((str(getattr(values, name)) for name in arranged.text), marks, phones),
        source_label=source_label(stored, names),
        published=getattr(values, "published", None),
        first_seen=stored.first_seen,
        updated_at=stored.updated_at,
        sample=SAMPLE in stored.flags,
        ended=STATUS.get(stored.status, stored.status),
        also=also,
        km=hit.km if hit else None,
        near=bool(hit and hit.near),
        pinned=bool(hit and hit.pinned),
        kind_label=kind_named(stored.kind).kind.label if show_kind else "",
    )


def items(
    conn: Connection, hits: Sequence[Hit], names: Declared, *, marks: Marker | None = None, show_kind: bool = False
) -> list[Item]:
    """List entries of search hits in their order, of each cluster the first; one query for any number of hits."""
    stored = listed(conn, [hit.id for hit in hits])
    shown: set[str] = set()
    entries = []
    for hit in hits:
        found = stored.get(hit.id)
        if found is None or not found.payload or found.cluster_id in shown:
            continue
        shown.add(found.cluster_id)
        also = max(0, found.members - 1)
        entries.append(item(found, hit, names=names, marks=marks, also=also, show_kind=show_kind))
    return entries


def _text(values: BaseModel, shape: _Shape, name: str) -> str:
    if not name:
        return ""
    text = of_column(shape.columns[name], getattr(values, name))
    return text or str(getattr(values, f"{name}_text", "") or "")


UNLABELLED = frozenset(
    ("district", "mode", "timetable", "certificate", "document_number", "validity", "category", "employment_type")
)
"""Facts that say by themselves what they are."""


def _fact(values: BaseModel, shape: _Shape, name: str) -> str:
    column = shape.columns[name]
    text = of_column(column, getattr(values, name))
    return f"{column.label} {text}" if text and name not in UNLABELLED else text
