"""How a record's life ends, and how it comes back. Nothing here deletes a row."""

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Engine, func, select, update

from rencai import clock
from rencai.errors import UsageError
from rencai.store import clusters
from rencai.store.batches import parts
from rencai.store.changes import note
from rencai.store.engine import Writing, reading, writing
from rencai.store.put import ERASED
from rencai.store.tables import records

Ending = Literal["expired", "gone", "withdrawn"]
MISSES_NEEDED = 2
"""Complete, healthy crawls that a record must be missing from, one after the other, before it is gone."""
OPTED_OUT = frozenset({"noindex", "tdm_reserved"})
"""Reasons by which a source asks that its content be not used: what ended so is kept, and shown to nobody."""
SHOWN = (records.c.status != "withdrawn") & func.coalesce(records.c.end_reason, "").not_in(sorted(OPTED_OUT))
"""What `is_shown` says, of rows."""
DEADLINE = "deadline"
LONGEST_REASON = 32
AT_ONCE = 200
REST = 0.02


def is_shown(status: str, end_reason: str | None) -> bool:
    """Whether what a record says is shown, ended or not: not where staff withdrew it or its source opted out."""
    return status != "withdrawn" and end_reason not in OPTED_OUT


def end(turn: Writing, ids: Iterable[str], status: Ending, reason: str, at: datetime) -> list[str]:
    """End live records for a reason such as `deadline`, `not_listed`, `http_404`; give those that ended.

    A record that ended in another way may still be withdrawn, and where its source opts out it is hidden.
    """
    wanted, hides = list(ids), status == "withdrawn" or reason in OPTED_OUT
    found = _those(turn.conn, wanted, "live", *(("expired", "gone") if hides else ()))
    if reason in OPTED_OUT:
        shown = select(records.c.id).where(records.c.id.in_(found), SHOWN).order_by(records.c.id)
        found = list(turn.conn.execute(shown).scalars())
        withdrawn = _those(turn.conn, wanted, "withdrawn")
        turn.conn.execute(update(records).where(records.c.id.in_(withdrawn)).values(ended_before=reason))
    former = {"ended_before": records.c.end_reason} if status == "withdrawn" else {}
    return _set(turn, found, {"status": status, "end_reason": reason, "ended_at": at, **former}, at)


def restore(turn: Writing, ids: Iterable[str], at: datetime) -> list[str]:
    """Make ended records live again; give those that are. An erased one has nothing to come back."""
    found = _those(turn.conn, ids, "expired", "gone", "withdrawn")
    again = {"status": "live", "end_reason": None, "ended_before": None, "ended_at": None, "misses": 0}
    return _set(turn, found, again, at)


def withdraw(turn: Writing, record_id: str, reason: str, at: datetime) -> bool:
    """Take a record down; it is shown no more, and no crawl brings it back. False where there is nothing to take down.

    Raises UsageError for a reason that `check_reason` refuses.
    """
    check_reason(reason)
    return bool(end(turn, [record_id], "withdrawn", reason, at))


def put_back(turn: Writing, record_id: str, at: datetime) -> bool:
    """Make a withdrawn record what it was: live, unless its deadline has passed. False where it was not withdrawn.

    One that was gone, or that its source asks to hide, stays so until its source is read again.
    """
    found = _those(turn.conn, [record_id], "withdrawn")
    former = turn.conn.execute(select(records.c.ended_before).where(records.c.id.in_(found))).scalar()
    if former is None or former == DEADLINE:
        end_due(turn, restore(turn, found, at), clock.day_of(at), at)
    else:
        _set(turn, found, {"status": "gone", "end_reason": former, "ended_before": None, "ended_at": at}, at)
    return bool(found)


def check_reason(reason: str) -> None:
    """Raise UsageError for a reason that says nothing, is too long to be kept, or is the crawler's own."""
    if not reason.strip():
        raise UsageError("the reason says nothing; give one in a word or two, as it is kept with the record")
    if len(reason) > LONGEST_REASON:
        raise UsageError(
            f"the reason has {len(reason)} characters; at most {LONGEST_REASON} are kept, give a shorter one"
        )
    if reason.strip() in OPTED_OUT:
        raise UsageError(
            f"{reason.strip()} is what crawls say where a page opts out; say in words why it is taken down"
        )


def touch(turn: Writing, ids: Iterable[str], seen: datetime) -> list[str]:
    """Note that records were seen now, without being read; give those that had been gone and are live again.

    What a clock that was ahead wrote down is put right.
    """
    return [one for part in parts(ids) for one in _touch(turn, part, seen)]


def _touch(turn: Writing, wanted: list[str], seen: datetime) -> list[str]:
    turn.conn.execute(update(records).where(records.c.id.in_(wanted)).values(last_seen=seen))
    turn.conn.execute(update(records).where(records.c.id.in_(wanted), records.c.misses > 0).values(misses=0))
    found = _those(turn.conn, wanted, "gone")
    past = set(end_due(turn, found, clock.day_of(seen), seen, status="gone"))
    back = [one for one in found if one not in past]
    return _set(turn, back, {"status": "live", "end_reason": None, "ended_at": None}, seen)


def unseen(engine: Engine, source: str, before: datetime, batch: int = AT_ONCE, after: str = "") -> Iterator[list[str]]:
    """Live records of a source that were not seen since a moment, in pages for `missed`, those behind an id only."""
    query = select(records.c.id).where(records.c.source == source, records.c.status == "live", not_seen_since(before))
    while True:
        with reading(engine) as conn:
            page = list(conn.execute(query.where(records.c.id > after).order_by(records.c.id).limit(batch)).scalars())
        if page:
            yield page
        if len(page) < batch:
            return
        after = page[-1]


def not_seen_since(before: datetime) -> ColumnElement[bool]:
    """Whether a record was not seen since a moment; seen in the future is what a clock that was ahead says."""
    return (records.c.last_seen < before) | (records.c.last_seen > clock.now())


def absent(conn: Connection, source: str, before: datetime) -> tuple[int, int]:
    """How many live records of a source were not seen since a moment, and how many it has."""
    count = select(func.count()).select_from(records).where(records.c.source == source, records.c.status == "live")
    missing = count.where(not_seen_since(before))
    return conn.execute(missing).scalar_one(), conn.execute(count).scalar_one()


def missed(
    turn: Writing, ids: Sequence[str], before: datetime, at: datetime, *, needed: int = MISSES_NEEDED
) -> list[str]:
    """Count that a *complete and healthy* crawl, begun at `before`, did not see records; give those now gone.

    Only such a crawl has the authority: a failed, partial, blocked or empty one must not call this.
    """
    still = (records.c.id.in_(ids)) & (records.c.status == "live") & not_seen_since(before)
    turn.conn.execute(update(records).where(still).values(misses=records.c.misses + 1))
    gone = list(turn.conn.execute(select(records.c.id).where(still, records.c.misses >= needed)).scalars())
    return end(turn, gone, "gone", "not_listed", at)


def expire_all(engine: Engine, today: date) -> int:
    """End every live record whose deadline was before a day in Beijing, in turns that let other writers through."""
    total = 0
    while True:
        with writing(engine) as turn:
            ended = expire_due(turn, today)
        total += ended
        if ended < AT_ONCE:
            return total
        time.sleep(REST)


def expire_due(turn: Writing, today: date, limit: int = AT_ONCE) -> int:
    """End at most `limit` live records whose deadline was before a day; say how many."""
    due = select(records.c.id).where(records.c.status == "live", records.c.expires < today)
    ids = list(turn.conn.execute(due.order_by(records.c.expires, records.c.id).limit(limit)).scalars())
    return len(end(turn, ids, "expired", DEADLINE, clock.now()))


def end_due(turn: Writing, ids: Iterable[str], today: date, at: datetime, *, status: str = "live") -> list[str]:
    """End those of some records in a state whose deadline was before a day; give them."""
    due = select(records.c.id).where(records.c.id.in_(list(ids)), records.c.status == status, records.c.expires < today)
    found = list(turn.conn.execute(due.order_by(records.c.id)).scalars())
    return _set(turn, found, {"status": "expired", "end_reason": DEADLINE, "ended_at": at}, at)


def _those(conn: Connection, ids: Iterable[str], *statuses: str) -> list[str]:
    """Of some records, those in one of these states that were not erased."""
    query = select(records.c.id).where(
        records.c.id.in_(list(ids)), records.c.status.in_(statuses), records.c.hash != ERASED
    )
    return list(conn.execute(query.order_by(records.c.id)).scalars())


def _set(turn: Writing, ids: list[str], values: dict[str, Any], at: datetime) -> list[str]:
    if ids:
        mine = records.c.id.in_(ids)
        turn.conn.execute(update(records).where(mine).values(updated_at=at, **values))
        note(turn, ids, at)
        theirs = turn.conn.execute(select(records.c.cluster_id).where(mine)).scalars().all()
        clusters.settle(turn, theirs, at, changed=ids)
    return ids
