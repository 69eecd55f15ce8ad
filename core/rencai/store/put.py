"""Writing records: what is new, what changed, what was only seen again; always in sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import bindparam, insert, select, update

from rencai import clock
from rencai.records.canonical import record_id
from rencai.records.record import Record
from rencai.store.changes import note
from rencai.store.clusters import settle
from rencai.store.engine import Writing
from rencai.store.tables import records, versions
from rencai.store.types import Encoded, encode

Cause = Literal["crawl", "import", "edit", "reparse"]
RELABEL: frozenset[Cause] = frozenset({"crawl", "reparse"})
"""Causes that may say that a record is of another kind than it was taken for."""
ERASED = ""
"""Hash of a record whose content was erased; no content hashes to it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A record on its way into the store. Without `cluster_id` it keeps its cluster, or founds one when it is new."""

    record: Record
    payload: dict[str, Any]
    hash: str
    flags: tuple[str, ...] = ()
    cluster_id: str | None = None
    id: str = ""
    """Follows from the record; computed once."""
    encoded: Encoded | None = None
    """The payload as it is stored; made beforehand, since others wait while it is written."""

    def __post_init__(self) -> None:
        if not self.id:
            object.__setattr__(self, "id", record_id(self.record.source, self.record.source_id))
        if self.encoded is None:
            object.__setattr__(self, "encoded", Encoded(encode(self.payload)))

    @property
    def kind(self) -> str:
        """The name of the record's kind."""
        return self.record.kind.name

    @property
    def first_seen(self) -> datetime:
        """When it was seen, which is the first time as far as a draft can tell."""
        return self.record.seen


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a draft; `erased` means that its content was erased once and may not come back, `other_kind` that
    the source has a record of another kind by this id."""

    id: str
    what: Literal["added", "changed", "unchanged", "erased", "other_kind"]


def put(writing: Writing, drafts: Sequence[Draft], cause: Cause, run_id: int | None, at: datetime) -> list[Outcome]:
    """Write up to some hundred drafts of different records, and note each added or changed one in `changes`.

    A record that had ended as gone, or by a deadline that is now later, is live again. A reparse moves none of the
    dates on which a record was seen, and takes nothing back that was read later than its page. A page that is read as
    another kind of record than before makes its record one of that kind; a file or a form does not.
    """
    known = _known(writing, [draft.id for draft in drafts], cause)
    plan = [(draft, known.get(draft.id)) for draft in drafts]
    outcomes = [_outcome(draft, row, cause, at) for draft, row in plan]
    by_what: dict[str, list[tuple[Draft, Any]]] = {"added": [], "changed": [], "unchanged": []}
    for pair, outcome in zip(plan, outcomes, strict=True):
        by_what.setdefault(outcome.what, []).append(pair)
    _insert(writing, [draft for draft, _ in by_what["added"]], cause, run_id, at)
    _supersede(writing, by_what["changed"], cause, run_id, at)
    if cause != "reparse":
        _touch(writing, by_what["unchanged"], at)
        # One that was seen before it was known makes what it tells of older.
        by_what["changed"] += [
            (draft, row) for draft, row in by_what["unchanged"] if draft.record.seen < row.first_seen
        ]
    told = [draft.id for what in ("added", "changed") for draft, _ in by_what[what]]
    note(writing, told, at)
    _settle(writing, by_what, told, at)
    return outcomes


def _settle(
    writing: Writing, by_what: Mapping[str, list[tuple[Draft, Any]]], changed: Sequence[str], at: datetime
) -> None:
    """Settle the clusters that records joined or `changed` in."""
    added = [draft for draft, _ in by_what["added"] if draft.cluster_id not in (None, draft.id)]
    joined = {draft.id for draft in added}
    for draft, row in by_what["changed"]:
        if draft.cluster_id not in (None, row.cluster_id) or draft.record.seen < row.first_seen:
            joined.add(draft.id)
    clusters = {draft.cluster_id or draft.id for draft in added}
    clusters |= {draft.cluster_id or row.cluster_id for draft, row in by_what["changed"]}
    settle(writing, clusters, at, changed=changed, joined=joined)


def _known(writing: Writing, ids: list[str], cause: Cause) -> dict[str, Any]:
    table = records.c
    query = select(
        table.id,
        table.kind,
        table.hash,
        table.version,
        table.status,
        table.end_reason,
        table.ended_at,
        table.cluster_id,
        table.first_seen,
        table.last_seen,
        table.refreshed,
        table.expires,
        table.misses,
    ).where(table.id.in_(ids))
    if cause == "reparse":
        query = query.add_columns(table.payload)
    return {row.id: row for row in writing.conn.execute(query)}


def _outcome(draft: Draft, row: Any | None, cause: Cause, at: datetime) -> Outcome:
    if row is None:
        return Outcome(draft.id, "added")
    if row.hash == ERASED:
        return Outcome(draft.id, "erased")
    if cause == "reparse" and datetime.fromisoformat(row.payload["seen"]) > draft.record.seen:
        return Outcome(draft.id, "unchanged")
    if row.kind != draft.kind and cause not in RELABEL:
        return Outcome(draft.id, "other_kind")
    changed = is_rewritten(draft, row, cause) or _restored(draft, row, cause, at)
    return Outcome(draft.id, "changed" if changed else "unchanged")


def is_rewritten(draft: Draft, row: Any, cause: Cause) -> bool:
    """Whether a draft takes the place of what a row has, by the row's kind and hash."""
    if row.hash == ERASED or (row.kind != draft.kind and cause not in RELABEL):
        return False
    return bool(row.hash != draft.hash or row.kind != draft.kind)


def _restored(draft: Draft, row: Any, cause: Cause, at: datetime) -> bool:
    if row.status == "gone":
        return cause in ("crawl", "import")
    expires = _day(draft.record, "expires")
    return row.status == "expired" and (expires is None or expires >= clock.day_of(at))


def _insert(writing: Writing, drafts: list[Draft], cause: Cause, run_id: int | None, at: datetime) -> None:
    if drafts:
        writing.conn.execute(insert(records), [_new(draft, cause, run_id, at) for draft in drafts])


def _new(draft: Draft, cause: Cause, run_id: int | None, at: datetime) -> dict[str, Any]:
    record = draft.record
    return {
        "id": draft.id,
        "source": record.source,
        "source_id": record.source_id,
        "status": "live",
        "version": 1,
        "cluster_id": draft.cluster_id or draft.id,
        "first_seen": record.seen,
        "last_seen": record.seen,
        "misses": 0,
        **_content(draft, cause, run_id, at),
    }


def _content(draft: Draft, cause: Cause, run_id: int | None, at: datetime) -> dict[str, Any]:
    return {
        "kind": draft.kind,
        "payload": draft.encoded,
        "hash": draft.hash,
        "cause": cause,
        "run_id": run_id,
        "filled": len(draft.payload),
        "expires": _day(draft.record, "expires"),
        "updated_at": at,
        "flags": list(draft.flags),
    }


def _supersede(
    writing: Writing, pairs: list[tuple[Draft, Any]], cause: Cause, run_id: int | None, at: datetime
) -> None:
    if not pairs:
        return
    rewritten = [(draft, row) for draft, row in pairs if is_rewritten(draft, row, cause)]
    published = _keep_versions(writing, [draft.id for draft, _ in rewritten])
    for draft, row in rewritten:
        _update(
            writing,
            draft.id,
            _content(draft, cause, run_id, at)
            | {
                "version": row.version + 1,
                "refreshed": _refreshed(row.refreshed, published.get(draft.id), _day(draft.record, "published")),
                "cluster_id": draft.cluster_id or row.cluster_id,
            },
        )
    for draft, row in pairs:
        values = {} if cause == "reparse" else _met(draft, row, at)
        if _restored(draft, row, cause, at):
            values |= {"status": "live", "ended_at": None, "end_reason": None, "updated_at": at}
        if values:
            _update(writing, draft.id, values)


def _keep_versions(writing: Writing, ids: list[str]) -> dict[str, str | None]:
    """Copy the current versions aside; give the day of publication that each had."""
    if not ids:
        return {}
    table = records.c
    writing.conn.execute(
        insert(versions).from_select(
            ["record_id", "version", "payload", "hash", "cause", "at", "run_id"],
            select(
                table.id, table.version, table.payload, table.hash, table.cause, table.updated_at, table.run_id
            ).where(table.id.in_(ids)),
        )
    )
    rows = writing.conn.execute(select(table.id, table.payload).where(table.id.in_(ids)))
    return {row.id: row.payload.get("published") for row in rows}


def _refreshed(known: date | None, before: str | None, now: date | None) -> date | None:
    """The day to which the source moved its publication; a renewed advert is not a new one."""
    if now is None or before is None or now.isoformat() <= before:
        return known
    return now


def _touch(writing: Writing, pairs: list[tuple[Draft, Any]], at: datetime) -> None:
    moved = [(draft.id, _seen(draft, row, at)) for draft, row in pairs]
    rows = [{"row_id": row_id, "first_seen": None, "last_seen": None} | values for row_id, values in moved if values]
    if rows:
        writing.conn.execute(
            update(records)
            .where(records.c.id == bindparam("row_id"))
            .values(first_seen=bindparam("first_seen"), last_seen=bindparam("last_seen"), misses=0),
            rows,
        )


def _met(draft: Draft, row: Any, at: datetime) -> dict[str, Any]:
    """What follows from having read its page again: the dates, and that it does not ask to be hidden any more."""
    return _seen(draft, row, at) | ({"ended_before": None} if row.status == "withdrawn" else {})


def _seen(draft: Draft, row: Any, at: datetime) -> dict[str, Any]:
    """The dates of having been seen and the count of misses, where they move."""
    seen = draft.record.seen
    # What a clock that was ahead wrote down is put right.
    first, last = min(seen, row.first_seen), seen if row.last_seen > at else max(seen, row.last_seen)
    if (first, last, row.misses) == (row.first_seen, row.last_seen, 0):
        return {}
    return {"first_seen": first, "last_seen": last, "misses": 0}


def _update(writing: Writing, row_id: str, values: dict[str, Any]) -> None:
    writing.conn.execute(update(records).where(records.c.id == row_id).values(**values))


def _day(record: Record, name: str) -> date | None:
    value = getattr(record, name, None)
    return value if isinstance(value, date) else None
