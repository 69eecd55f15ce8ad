"""Records as entries of a list: what stands in which place for each kind."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup
from sqlalchemy import Connection, select

from rencai.records.columns import Column, columns
from rencai.records.kinds import kind_named
from rencai.records.record import Record
from rencai.records.values import SkillLevel
from rencai.search.highlight import Marker
from rencai.search.query import Hit
from rencai.store.read import StoredRecord, get_many
from rencai.store.tables import records
from rencai_site.excerpt import covered, excerpt, marked
from rencai_site.naming import SourceNames, shown_phones, source_label
from rencai_site.show import NOT_GIVEN, of_column, record_of

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


@dataclass(frozen=True, slots=True)
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
    sample: bool
    ended: str
    also: int = 0
    km: float | None = None
    near: bool = False
    pinned: bool = False
    kind_label: str = ""


def look(kind: str) -> Look:
    """How entries of a kind look; a kind without a look of its own shows its first facets."""
    found = LOOKS.get(kind)
    return found or Look(facts=tuple(c.name for c in columns(kind_named(kind)) if c.facet)[:4])


def path_of(kind: str, record_id: str) -> str:
    """Address of a record's page."""
    return f"{kind_named(kind).kind.path}/{record_id}"


def item(
    stored: StoredRecord,
    hit: Hit | None = None,
    *,
    names: SourceNames,
    marks: Marker | None = None,
    also: int = 0,
    show_kind: bool = False,
) -> Item:
    """A list entry of a stored record; `marks` marks what the query found."""
    record = record_of(stored.kind, stored.payload)
    arranged, named = look(stored.kind), {c.name: c for c in columns(type(record))}
    figure = _text(record, named, arranged.figure)
    phones = shown_phones(stored.source, names)
    return Item(
        id=stored.id,
        kind=stored.kind,
        path=path_of(stored.kind, stored.id),
        title=marked(record.title, marks, phones),
        who=marked(_text(record, named, arranged.who), marks, phones),
        figure=figure,
        figure_missing="" if figure or not arranged.figure else f"{named[arranged.figure].label}{NOT_GIVEN}",
        level=getattr(record, "skill_level", None),
        facts=tuple(covered(text, phones) for name in arranged.facts if (text := _fact(record, named, name))),
        snippet=excerpt((str(getattr(record, name)) for name in arranged.text), marks, phones),
        source_label=source_label(stored, names),
        published=getattr(record, "published", None),
        first_seen=stored.first_seen,
        sample=SAMPLE in stored.flags,
        ended=STATUS.get(stored.status, stored.status),
        also=also,
        km=hit.km if hit else None,
        near=bool(hit and hit.near),
        pinned=bool(hit and hit.pinned),
        kind_label=record.kind.label if show_kind else "",
    )


def items(
    conn: Connection, hits: Sequence[Hit], names: SourceNames, *, marks: Marker | None = None, show_kind: bool = False
) -> list[Item]:
    """List entries of search hits in their order, of each cluster the first; two queries for any number of hits."""
    stored = get_many(conn, [hit.id for hit in hits])
    sizes = cluster_sizes(conn, {s.cluster_id for s in stored.values()})
    shown: set[str] = set()
    entries = []
    for hit in hits:
        found = stored.get(hit.id)
        if found is None or not found.payload or found.cluster_id in shown:
            continue
        shown.add(found.cluster_id)
        also = max(0, sizes.get(found.cluster_id, 1) - 1)
        entries.append(item(found, hit, names=names, marks=marks, also=also, show_kind=show_kind))
    return entries


def cluster_sizes(conn: Connection, cluster_ids: Iterable[str]) -> Mapping[str, int]:
    """How many live records each cluster has."""
    table = records.c
    # Counted here: asked for the status as well, SQLite would walk through all live records instead of the clusters.
    rows = conn.execute(select(table.cluster_id, table.status).where(table.cluster_id.in_(list(cluster_ids))))
    return Counter(row.cluster_id for row in rows if row.status == "live")


def _text(record: Record, named: Mapping[str, Column], name: str) -> str:
    if not name:
        return ""
    text = of_column(named[name], getattr(record, name))
    return text or str(getattr(record, f"{name}_text", "") or "")


def _fact(record: Record, named: Mapping[str, Column], name: str) -> str:
    text = of_column(named[name], getattr(record, name))
    unlabelled = {
        "district",
        "mode",
        "timetable",
        "certificate",
        "document_number",
        "validity",
        "category",
        "employment_type",
    }
    return f"{named[name].label} {text}" if text and name not in unlabelled else text
