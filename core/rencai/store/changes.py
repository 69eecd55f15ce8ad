"""The numbered list of what changed, for whoever keeps something equal to the store."""

import time
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Engine, Select, delete, func, insert, select

from rencai.store.engine import Writing, reading, writing
from rencai.store.tables import changes

_FIRST = "abcdefghijklmnopqrstuvwxyz234567"
"""What a record's id may begin with."""
_AT_ONCE = 200_000
"""Changes that are looked through together."""
_BATCH = 500
_REST = 0.02
"""Seconds between two batches, in which other writers have their turns."""


def note(writing: Writing, ids: Iterable[str], at: datetime) -> None:
    """Note that these records changed, in the transaction that changes them."""
    rows = [{"record_id": record_id, "at": at} for record_id in ids]
    if rows:
        writing.conn.execute(insert(changes), rows)


def changes_after(conn: Connection, seq: int, limit: int = 1000) -> list[tuple[int, str]]:
    """Number and record of the next changes after a number, in the order of their commits.

    Numbers may have gaps (a transaction that was rolled back, a change that a later one of its record made needless);
    a lower one never appears later.
    """
    query = select(changes.c.seq, changes.c.record_id).where(changes.c.seq > seq).order_by(changes.c.seq).limit(limit)
    return [(row.seq, row.record_id) for row in conn.execute(query)]


def changed_before(conn: Connection, seq: int, limit: int) -> list[str]:
    """Records of the last changes up to a number, the latest first."""
    query = select(changes.c.record_id).where(changes.c.seq <= seq).order_by(changes.c.seq.desc()).limit(limit)
    return [row.record_id for row in conn.execute(query)]


def latest_seq(conn: Connection) -> int:
    """The number of the last change, 0 before the first."""
    return int(conn.execute(select(func.coalesce(func.max(changes.c.seq), 0))).scalar_one())


def compact(engine: Engine) -> int:
    """Drop every change but the newest of each record; return how many.

    A change says which record to look at and not what it was, so whoever follows, from whatever number, still comes
    upon each record that changed since. What is found to be superseded stays so, whatever is written meanwhile.
    """
    with reading(engine) as conn:
        count = conn.execute(select(func.count()).select_from(changes)).scalar_one()
    width = max(1, len(_FIRST) * _AT_ONCE // (count + 1))
    dropped = 0
    for start in range(0, len(_FIRST), width):
        with reading(engine) as conn:
            superseded = [row.seq for row in conn.execute(_superseded(_FIRST[start : start + width]))]
        for begin in range(0, len(superseded), _BATCH):
            _drop(engine, superseded[begin : begin + _BATCH])
        dropped += len(superseded)
    return dropped


def _superseded(first: str) -> Select[tuple[int]]:
    """Changes of records whose ids begin with one of some characters, of which there are newer ones."""
    newest = func.max(changes.c.seq).over(partition_by=changes.c.record_id).label("newest")
    theirs = select(changes.c.seq, newest).where(func.substr(changes.c.record_id, 1, 1).in_(list(first))).subquery()
    return select(theirs.c.seq).where(theirs.c.seq < theirs.c.newest)


def _drop(engine: Engine, numbers: Iterable[int]) -> None:
    with writing(engine, bulk=True) as turn:
        turn.conn.execute(delete(changes).where(changes.c.seq.in_(list(numbers))))
    time.sleep(_REST)
