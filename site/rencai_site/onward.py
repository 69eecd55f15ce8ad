"""From a record onwards: level asked → courses that lead to it → assessment → subsidy → the clauses they rest on."""

from dataclasses import dataclass, replace

from sqlalchemy import Connection

from rencai.errors import SearchError
from rencai.records.canonical import record_id
from rencai.records.record import Record
from rencai.records.values import Reference, SkillLevel
from rencai.search.query import AND_ABOVE, Query
from rencai.store.engine import reading
from rencai.store.read import StoredRecord, get_many
from rencai_site.contents import clause_anchor
from rencai_site.endings import is_shown
from rencai_site.items import Item, items, path_of
from rencai_site.show import record_of
from rencai_site.site import Site
from rencai_site.state import address

GUIDES = "service-guides"
"""Source of the bundled service guides; their ids are made from it."""
LEADING_ON = ("training", "assessment", "subsidy")


@dataclass(frozen=True, slots=True)
class Guide:
    """A service guide in a few words."""

    title: str
    path: str
    category: str
    basis: tuple[tuple[str, str], ...]
    """What it rests on, with the address of each."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where a vacancy leads."""

    level: SkillLevel | None
    certificates: tuple[str, ...]
    courses: tuple[Item, ...]
    all_courses: str
    guides: tuple[Guide, ...]


def onward(site: Site, record: Record) -> Onward | None:
    """The way on from a vacancy; None where it asks neither a level, a certificate nor a known occupation."""
    level = getattr(record, "skill_level", None)
    certificates = tuple(getattr(record, "certificates", ()))
    occupation = getattr(record, "occupation", None)
    if level is None and not certificates and occupation is None:
        return None
    query = _courses_query(occupation.code if occupation else "", level, certificates)
    with reading(site.engine) as conn:
        found = _courses(site, conn, query)
        return Onward(level, certificates, found, address(replace(query, size=20)), tuple(guides(conn, LEADING_ON)))


def guides(conn: Connection, names: tuple[str, ...]) -> list[Guide]:
    """Bundled service guides by name, as far as they are in the store."""
    ids = [record_id(GUIDES, name) for name in names]
    stored = get_many(conn, ids)
    return [_guide(stored[i]) for i in ids if i in stored and is_shown(stored[i])]


def reference_path(reference: Reference) -> str:
    """Where a document's clause can be read here: the document is looked up when the address is followed."""
    from urllib.parse import quote

    anchor = clause_anchor(reference.clause)
    return f"/policies/number/{quote(reference.document_number, safe='')}" + (f"#{anchor}" if anchor else "")


def _guide(stored: StoredRecord) -> Guide:
    record = record_of(stored.kind, stored.payload)
    basis = tuple((f"{r.document_number}{r.clause}", reference_path(r)) for r in getattr(record, "basis", ()))
    return Guide(record.title, path_of(stored.kind, stored.id), str(getattr(record, "category", "")), basis)


def _courses_query(occupation: str, level: SkillLevel | None, certificates: tuple[str, ...]) -> Query:
    filters: dict[str, tuple[str, ...]] = {}
    if occupation:
        filters["occupation"] = (occupation,)
    if level is not None and level is not SkillLevel.APPRENTICE:
        filters["skill_level"] = (level.value + (AND_ABOVE if level.rank < len(SkillLevel) - 1 else ""),)
    text = "" if occupation else " ".join(certificates[:2])
    return Query(text=text, kind="training_course", filters=filters, size=4, facets=(), near=False)


def _courses(site: Site, conn: Connection, query: Query) -> tuple[Item, ...]:
    """Courses by occupation and level; where there are none, by occupation alone."""
    wider = replace(query, filters={n: v for n, v in query.filters.items() if n != "skill_level"})
    try:
        for attempt in (query, wider):
            hits = site.reader.search(attempt).hits if attempt.filters or attempt.text else ()
            if hits:
                return tuple(items(conn, hits, site.sources))
    except SearchError:
        pass
    return ()
