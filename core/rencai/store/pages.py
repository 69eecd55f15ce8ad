"""What is known of each page that was fetched: for asking whether it changed, and for reading it again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, select, tuple_, update

from rencai.records.canonical import record_id
from rencai.store.archive import Archive
from rencai.store.batches import parts
from rencai.store.engine import Writing, reading
from rencai.store.life import OPTED_OUT, SHOWN, not_seen_since, touch
from rencai.store.put import ERASED
from rencai.store.tables import page_records, pages, records
from rencai.store.upsert import insert_new, upsert

LIST = "list"
"""Mark of a page that is no record but names them."""
PART = "part"
"""Mark of a page that belongs to another one: a further page of its text, an attachment."""


@dataclass(frozen=True, slots=True)
class PageState:
    """One page of a source; `source_ids` are the records read from it, `mark` is what a list said of it."""

    source: str
    url_key: str
    url: str
    source_ids: tuple[str, ...] = ()
    etag: str = ""
    last_modified: str = ""
    digest: str = ""
    mark: str = ""
    status: int = 0
    failures: int = 0
    fetched_at: datetime | None = None
    """When its content was had: days that it counts from now count from then."""
    asked_at: datetime | None = None
    """When it was last asked for, whatever it answered."""
    listed_at: datetime | None = None


_COLUMNS = tuple(pages.c[name] for name in PageState.__slots__)


def known(conn: Connection, source: str, url_keys: Iterable[str]) -> dict[str, PageState]:
    """The states of those of the pages that are known, by key."""
    query = select(*_COLUMNS).where(pages.c.source == source)
    found = (conn.execute(query.where(pages.c.url_key.in_(part))) for part in parts(url_keys))
    return {state.url_key: state for state in map(_state, chain.from_iterable(found))}


def save(writing: Writing, states: Sequence[PageState]) -> None:
    """Write the states of pages, and which records were read from them."""
    if not states:
        return
    upsert(writing, pages, [asdict(state) | {"source_ids": list(state.source_ids)} for state in states])
    mine = tuple_(page_records.c.source, page_records.c.url_key).in_([(s.source, s.url_key) for s in states])
    writing.conn.execute(delete(page_records).where(mine))
    insert_new(
        writing,
        page_records,
        [
            {"record_id": record_id(state.source, source_id), "source": state.source, "url_key": state.url_key}
            for state in states
            for source_id in state.source_ids
        ],
    )


def asked(writing: Writing, source: str, url_keys: Sequence[str], at: datetime) -> None:
    """Note that pages were asked for, whose answer changes nothing of what is known of them."""
    mine = (pages.c.source == source) & pages.c.url_key.in_(url_keys)
    writing.conn.execute(update(pages).where(mine).values(asked_at=at))


def listed(writing: Writing, source: str, url_keys: Iterable[str], at: datetime) -> list[str]:
    """Note that a list names pages: their records were seen again. Gives those that were gone and are live again."""
    keys = list(url_keys)
    writing.conn.execute(update(pages).where(pages.c.source == source, pages.c.url_key.in_(keys)).values(listed_at=at))
    ids = select(page_records.c.record_id).where(page_records.c.source == source, page_records.c.url_key.in_(keys))
    return touch(writing, writing.conn.execute(ids).scalars().all(), at)


def erased(conn: Connection, source: str, url_keys: Iterable[str]) -> set[str]:
    """Those of the pages, by key, of which a record's content was erased."""
    query = (
        select(page_records.c.url_key)
        .join(records, records.c.id == page_records.c.record_id)
        .where(page_records.c.source == source, records.c.hash == ERASED)
    )
    found = (conn.execute(query.where(page_records.c.url_key.in_(part))) for part in parts(url_keys))
    return {key for rows in found for key in rows.scalars()}


def oldest(conn: Connection, source: str, limit: int) -> list[PageState]:
    """The pages of a source that were asked for longest ago, lists and what belongs to other pages excepted.

    Pages of ended records that no list has named since are left out: they would stay the oldest and never be asked for.
    """
    wanted = _records((records.c.status == "live") | (pages.c.listed_at > records.c.ended_at)) | ~_records()
    fetched = pages.c.fetched_at.is_not(None) & pages.c.mark.not_in((LIST, PART)) & wanted
    return list(_longest_ago(conn, source, fetched, limit))


def unlisted(conn: Connection, source: str, before: datetime, *, opted_out: bool = False) -> Iterator[PageState]:
    """Pages of live records that were not seen since a moment, those asked for longest ago first.

    With `opted_out` also those that asked not to be used, which may take that back.
    """
    lives = records.c.status == "live"
    theirs = _records(lives | records.c.end_reason.in_(OPTED_OUT) if opted_out else lives, not_seen_since(before))
    return _longest_ago(conn, source, theirs & (pages.c.mark != PART))


def shown(conn: Connection, source: str) -> Iterator[PageState]:
    """Pages of a source's records that are shown, ended ones too."""
    return _longest_ago(conn, source, _records(SHOWN) & (pages.c.mark != PART))


def _records(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether a record that meets the conditions was read from a page."""
    link = (page_records.c.source == pages.c.source) & (page_records.c.url_key == pages.c.url_key)
    # EXISTS: PostgreSQL cannot tell two JSON columns apart, so DISTINCT would fail there.
    theirs = select(1).select_from(page_records.join(records, records.c.id == page_records.c.record_id))
    return theirs.where(link, *conditions).exists()


def _longest_ago(
    conn: Connection, source: str, which: ColumnElement[bool], limit: int | None = None
) -> Iterator[PageState]:
    query = select(*_COLUMNS).where(pages.c.source == source, which)
    ordered = query.order_by(pages.c.asked_at, pages.c.url_key).limit(limit)
    with conn.execute(ordered, execution_options={"yield_per": 200}) as rows:
        yield from map(_state, rows)


def archived_pages(engine: Engine, source: str, after: str = "", limit: int = 200) -> list[PageState]:
    """The next pages of a source with a kept response, by their keys."""
    mine = (pages.c.source == source, pages.c.digest != "", pages.c.url_key > after)
    with reading(engine) as conn:
        return list(map(_state, conn.execute(select(*_COLUMNS).where(*mine).order_by(pages.c.url_key).limit(limit))))


def sweep(engine: Engine, archive: Archive, before: datetime, batch: int = 500) -> int:
    """Drop archived responses that no page refers to and that were last kept before a moment; return how many."""
    old = list(archive.older(before))
    dropped = 0
    for start in range(0, len(old), batch):
        part = old[start : start + batch]
        with reading(engine) as conn:
            used = set(conn.execute(select(pages.c.digest).where(pages.c.digest.in_(part))).scalars())
        for digest in part:
            if digest not in used:
                archive.drop(digest)
                dropped += 1
    return dropped


def _state(row: Any) -> PageState:
    values = row._asdict()
    return PageState(**values | {"source_ids": tuple(values["source_ids"])})
