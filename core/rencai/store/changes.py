"""The numbered list of what changed, for whoever keeps something equal to the store."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from rencai.store.engine import Writing
from rencai.store.tables import changes


def note(writing: Writing, ids: Iterable[str], at: datetime) -> None:
    """Note that these records changed, in the transaction that changes them."""
    rows = [{"record_id": record_id, "at": at} for record_id in ids]
    if rows:
        writing.conn.execute(insert(changes), rows)


def changes_after(conn: Connection, seq: int, limit: int = 1000) -> list[tuple[int, str]]:
    """Number and record of the next changes after a number, in the order of their commits.

    Numbers may have gaps (a transaction that was rolled back); a lower one never appears later.
    """
    query = select(changes.c.seq, changes.c.record_id).where(changes.c.seq > seq).order_by(changes.c.seq).limit(limit)
    return [(row.seq, row.record_id) for row in conn.execute(query)]


def latest_seq(conn: Connection) -> int:
    """The number of the last change, 0 before the first."""
    return int(conn.execute(select(func.coalesce(func.max(changes.c.seq), 0))).scalar_one())
