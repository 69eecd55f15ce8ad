"""Erasing one record: its content goes everywhere, a tombstone stays."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, select, update

from rencai import clock
from rencai.store import clusters
from rencai.store.archive import Archive
from rencai.store.batches import parts
from rencai.store.changes import note
from rencai.store.engine import Writing, writing
from rencai.store.life import check_reason
from rencai.store.pages import LIST, PART, sweep
from rencai.store.put import ERASED
from rencai.store.tables import page_records, pages, records, rejects, versions

EMPTIED = {
    "status": "withdrawn",
    "payload": {},
    "hash": ERASED,
    "cause": "erase",
    "canonical": True,
    "filled": 0,
    "flags": [],
    "expires": None,
    "refreshed": None,
}
"""What a tombstone has in place of a record's content."""


def erase_everywhere(engine: Engine, record_id: str, reason: str, archived: Path) -> bool:
    """Erase a record and leave no trace of it in SQLite's log either. False if there is none; repeat it at will.

    Of what pages answered before, nobody knows any more whose it was: all superseded responses go with it. Raises
    UsageError for a reason that says nothing or is too long to be kept.
    """
    check_reason(reason)
    archive = Archive(archived)
    with writing(engine) as turn:
        found = erase(turn, record_id, reason, archive, clock.now())
    if found:
        sweep(engine, archive, clock.now())
    empty_log(engine)
    return found


def empty_log(engine: Engine) -> bool:
    """Empty SQLite's log, which holds what was there before; False while another process reads the store."""
    if engine.dialect.name != "sqlite":
        return True
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        busy, _, _ = conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    return not busy


def erase(turn: Writing, record_id: str, reason: str, archive: Archive | None, at: datetime) -> bool:
    """Empty a record: payload, versions, cluster keys, rejected items, archived pages. False if there is none.

    What stays is a tombstone (id, source, source's id, dates), which keeps the next crawl from bringing the content
    back, and a change, by which every follower forgets it.
    """
    conn = turn.conn
    if conn.dialect.name == "sqlite":
        # Overwrite what is freed, so that the file keeps no trace.
        conn.exec_driver_sql("PRAGMA secure_delete=ON")
    row = conn.execute(
        select(records.c.source, records.c.source_id, records.c.cluster_id).where(records.c.id == record_id)
    ).one_or_none()
    if row is None:
        return False
    conn.execute(delete(versions).where(versions.c.record_id == record_id))
    clusters.forget(turn, record_id)
    theirs = [row.source_id, *_erase_pages(turn, row.source, record_id, archive)]
    conn.execute(delete(rejects).where(rejects.c.source == row.source, rejects.c.item.in_(theirs)))
    _leave_cluster(turn, record_id, row.cluster_id, at)
    own = {"end_reason": reason, "ended_at": at, "cluster_id": record_id, "updated_at": at}
    conn.execute(update(records).where(records.c.id == record_id).values(EMPTIED | own))
    note(turn, [record_id], at)
    return True


def erased_records(conn: Connection, ids: Iterable[str]) -> set[str]:
    """Those of the records, by id, whose content was erased."""
    erased = select(records.c.id).where(records.c.hash == ERASED)
    return {one for part in parts(ids) for one in conn.execute(erased.where(records.c.id.in_(part))).scalars()}


def _erase_pages(turn: Writing, source: str, record_id: str, archive: Archive | None) -> list[str]:
    """Empty the pages that a record was read from and the source's lists, which may tell of it; give their addresses.

    Which record they are of stays: by that the next crawl knows not to keep them again.
    """
    conn = turn.conn
    mine = select(page_records.c.url_key).where(page_records.c.record_id == record_id)
    theirs = (pages.c.source == source) & (pages.c.url_key.in_(mine) | (pages.c.mark == LIST))
    found = conn.execute(select(pages.c.url, pages.c.url_key, pages.c.digest, pages.c.mark).where(theirs)).all()
    for page in found:
        # Without validators the page is fetched whole next time, for the other records on it.
        emptied = {
            "digest": "",
            "etag": "",
            "last_modified": "",
            "mark": page.mark if page.mark in (LIST, PART) else "",
        }
        conn.execute(update(pages).where(pages.c.source == source, pages.c.url_key == page.url_key).values(**emptied))
        if archive and page.digest:
            archive.drop(page.digest)
    return [page.url[:512] for page in found]


def _leave_cluster(turn: Writing, record_id: str, cluster_id: str, at: datetime) -> None:
    """Leave the others together; where the cluster was called after the record that leaves, after their oldest."""
    others = (
        turn.conn.execute(
            select(records.c.id)
            .where(records.c.cluster_id == cluster_id, records.c.id != record_id)
            .order_by(records.c.first_seen, records.c.id)
        )
        .scalars()
        .all()
    )
    if not others:
        return
    turn.conn.execute(update(records).where(records.c.id == record_id).values(cluster_id=record_id))
    if cluster_id == record_id:
        cluster_id = others[0]
        clusters.move(turn, others, cluster_id, at)
    clusters.settle(turn, [cluster_id], at, left=True)
