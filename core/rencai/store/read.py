"""Reading records: by id, in pages, their versions and their numbers."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, ScalarSelect, Select, bindparam, case, func, null, select

from rencai.store.changes import changes_after, latest_seq
from rencai.store.engine import reading
from rencai.store.tables import records
from rencai.store.tables import versions as versions_table

__all__ = [
    "Difference",
    "Listed",
    "StoredRecord",
    "Version",
    "changes_after",
    "cluster_members",
    "cluster_size",
    "compare",
    "counts",
    "get",
    "get_many",
    "latest_seq",
    "listed",
    "scan",
    "stretches",
    "versions",
]


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as the store keeps it; `payload` has the values that differ from their defaults, as plain JSON."""

    id: str
    kind: str
    source: str
    source_id: str
    status: str
    payload: dict[str, Any]
    hash: str
    version: int
    cause: str
    cluster_id: str
    canonical: bool
    first_seen: datetime
    last_seen: datetime
    refreshed: date | None
    updated_at: datetime
    ended_at: datetime | None
    end_reason: str | None
    flags: tuple[str, ...]
    appeared: datetime | None = None
    """When the first record of its cluster was seen, ended ones too."""
    told_by: str | None = None
    """The source of the record that stands for its cluster, of the first live record of each other source.

    One of each is enough to be found where that source is not wanted, and as few change when another one stands.
    """

    @property
    def known_since(self) -> datetime:
        """Since when what it tells of is known: who takes an advert down and posts it again does not make it new."""
        return self.appeared or self.first_seen


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows of a record: fewer columns than the whole, which are read in half the time."""

    id: str
    kind: str
    source: str
    status: str
    payload: dict[str, Any]
    cluster_id: str
    first_seen: datetime
    """Of the first record of its cluster: a list shows what it tells of, however often that was posted."""
    updated_at: datetime
    """When what it says, or whether it is live, last changed."""
    flags: list[str]
    members: int
    """Live records of its cluster."""


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a record and what brought it about."""

    record_id: str
    version: int
    payload: dict[str, Any]
    hash: str
    cause: str
    at: datetime
    run_id: int | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two versions have differently; None where one has not got it."""

    field: str
    before: Any
    after: Any


def unindexed(column: ColumnElement[str]) -> ColumnElement[str]:
    """A column whose index is no help: by that of the status SQLite would go through all live records."""
    return column.concat("")


def _appeared() -> ScalarSelect[datetime]:
    member = records.alias()
    return select(func.min(member.c.first_seen)).where(member.c.cluster_id == records.c.cluster_id).scalar_subquery()


def _told_by() -> ColumnElement[str | None]:
    own, foremost, other = records.c, records.alias().c, records.alias().c
    stands = select(foremost.source).where(foremost.cluster_id == own.cluster_id, foremost.canonical).limit(1)
    earlier = select(other.id).where(
        other.cluster_id == own.cluster_id,
        other.first_seen <= own.first_seen,
        (other.first_seen < own.first_seen) | (other.id < own.id),
        unindexed(other.source) == own.source,
        unindexed(other.status) == "live",
    )
    none = own.canonical | (unindexed(own.status) != "live") | earlier.exists()
    return case((none, null()), else_=func.nullif(stands.scalar_subquery(), own.source))


APPEARED, TOLD_BY = _appeared(), _told_by()
"""Columns that are asked of a record's cluster."""

_OF_CLUSTER: dict[str, ColumnElement[Any]] = {"appeared": APPEARED, "told_by": TOLD_BY}
_COLUMNS = (
    *(records.c[name] for name in StoredRecord.__slots__ if name not in _OF_CLUSTER),
    *(column.label(name) for name, column in _OF_CLUSTER.items()),
)
_FLAGS = StoredRecord.__slots__.index("flags")


def get(conn: Connection, record_id: str) -> StoredRecord | None:
    """The record with an id, ended ones too."""
    return get_many(conn, [record_id]).get(record_id)


def get_many(conn: Connection, ids: Iterable[str]) -> dict[str, StoredRecord]:
    """Records by id; ids that no record has are left out."""
    rows = conn.execute(select(*_COLUMNS).where(records.c.id.in_(list(ids))))
    return {row.id: _stored(row) for row in rows}


def listed(conn: Connection, ids: Iterable[str]) -> dict[str, Listed]:
    """The same for a list, in one query for any number of ids."""
    return {row.id: Listed(*row) for row in conn.execute(_listed(), {"ids": list(ids)})}


@lru_cache(maxsize=1)
def _listed() -> Select[Any]:
    member = records.alias()
    members = select(func.count()).where(
        member.c.cluster_id == records.c.cluster_id, unindexed(member.c.status) == "live"
    )
    names = [name for name in Listed.__slots__ if name != "members"]
    own = {name: records.c[name] for name in names} | {"first_seen": _appeared()}
    return select(*own.values(), members.scalar_subquery()).where(records.c.id.in_(bindparam("ids", expanding=True)))


def scan(
    engine: Engine,
    *,
    kind: str | None = None,
    status: str | None = None,
    source: str | None = None,
    batch: int = 500,
    after: str = "",
    until: str = "",
) -> Iterator[list[StoredRecord]]:
    """Records in the order of their ids, in pages of a transaction each, so that the list may be of any length.

    They begin past the id `after` and end with the id `until`.
    """
    query = select(*_COLUMNS)
    state = unindexed(records.c.status)
    for column, wanted in ((records.c.kind, kind), (state, status), (records.c.source, source)):
        if wanted is not None:
            query = query.where(column == wanted)
    return paged(engine, query, _stored, batch=batch, after=after, until=until)


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Read = TypeVar("Read", bound=_Identified)


def paged(
    engine: Engine, query: Select[Any], made: Callable[[Any], Read], *, batch: int, after: str, until: str
) -> Iterator[list[Read]]:
    """What `made` makes of a query's rows, by id past `after` and up to `until`, in pages of a transaction each."""
    query = query.order_by(records.c.id).limit(batch)
    if until:
        query = query.where(records.c.id <= until)
    while True:
        with reading(engine) as conn:
            page = [made(row) for row in conn.execute(query.where(records.c.id > after)).all()]
        if page:
            yield page
        if len(page) < batch:
            return
        after = page[-1].id


def stretches(engine: Engine, *, status: str, size: int, after: str = "") -> Iterator[tuple[str, str]]:
    """Ends of stretches of so many records each, for `scan(after=…, until=…)`; the last one is open."""
    ids = select(records.c.id).where(unindexed(records.c.status) == status)
    query = ids.order_by(records.c.id).offset(size - 1).limit(1)
    while True:
        with reading(engine) as conn:
            until = conn.execute(query.where(records.c.id > after)).scalar() or ""
        yield after, until
        if not until:
            return
        after = until


def versions(conn: Connection, record_id: str) -> list[Version]:
    """Every version of a record from the first to the current one."""
    table = versions_table.c
    kept = conn.execute(
        select(table.record_id, table.version, table.payload, table.hash, table.cause, table.at, table.run_id)
        .where(table.record_id == record_id)
        .order_by(table.version)
    )
    current = conn.execute(
        select(
            records.c.id,
            records.c.version,
            records.c.payload,
            records.c.hash,
            records.c.cause,
            records.c.updated_at,
            records.c.run_id,
        ).where(records.c.id == record_id)
    )
    return [Version(*row) for row in (*kept, *current)]


def compare(conn: Connection, record_id: str, before: int, after: int) -> list[Difference]:
    """The fields in which two versions of a record differ, by name. Raises KeyError for a version there is not."""
    payloads = {version.version: version.payload for version in versions(conn, record_id)}
    old, new = payloads[before], payloads[after]
    return [
        Difference(field, old.get(field), new.get(field))
        for field in sorted(old.keys() | new.keys())
        if old.get(field) != new.get(field)
    ]


def counts(conn: Connection) -> dict[str, dict[str, int]]:
    """How many records there are, by kind and status."""
    table = records.c
    result: dict[str, dict[str, int]] = {}
    for kind, status, count in conn.execute(
        select(table.kind, table.status, func.count()).group_by(table.kind, table.status).order_by(table.kind)
    ):
        result.setdefault(kind, {})[status] = count
    return result


def cluster_members(conn: Connection, cluster_id: str, limit: int | None = None) -> list[StoredRecord]:
    """Records of a cluster, all or the first: the canonical one, then live ones, then by when they were seen."""
    mine, table = records.c.cluster_id == cluster_id, records.c
    order = (table.canonical.desc(), (table.status == "live").desc(), table.first_seen, table.id)
    ids = conn.execute(select(table.id).where(mine).order_by(*order).limit(limit)).scalars().all()
    # Once for all of them: as a column it would be asked for each.
    appeared = conn.execute(select(func.min(table.first_seen)).where(mine)).scalar_one()
    own = [column for column in _COLUMNS if column.name != "appeared"]
    rows = {row.id: row for row in conn.execute(select(*own).where(table.id.in_(ids)))}
    return [_stored([*rows[one][:-1], appeared, rows[one].told_by]) for one in ids]


def cluster_size(conn: Connection, cluster_id: str) -> int:
    """How many records are in a cluster."""
    return conn.execute(select(func.count()).where(records.c.cluster_id == cluster_id)).scalar_one()


def _stored(row: Any) -> StoredRecord:
    values = list(row)
    values[_FLAGS] = tuple(values[_FLAGS])
    return StoredRecord(*values)
