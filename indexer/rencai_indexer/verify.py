"""Whether the index is equal to the store, record by record, in bounded memory."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Engine

from rencai.console import Console
from rencai.errors import SearchUnavailable
from rencai.search.analysis import Analyzer
from rencai.search.port import ANY_VERSION, Generation, SearchReader, SearchWriter
from rencai.store.engine import reading
from rencai.store.read import StoredRecord, get_many, scan
from rencai_indexer.apply import apply, write
from rencai_indexer.documents import document_hash

PAGE = 500
KEPT = 10_000
"""Ids of differences that are kept to look at and to mend in one pass."""
SETTLE = 10.0
"""Seconds that a follower is given to apply what was written while we compared."""


@dataclass(slots=True)
class Differences:
    """Records that the index has not got, has otherwise, or should not have."""

    compared: int = 0
    missing: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.missing) + len(self.different) + len(self.surplus)

    @property
    def ids(self) -> list[str]:
        return [*self.missing, *self.different, *self.surplus]


def compare(engine: Engine, reader: SearchReader, console: Console) -> Differences:
    """Every live record against the index by id and content hash, then every indexed id against the store."""
    reader.refresh()
    found = Differences()
    with console.progress(None, "comparing") as bar:
        for page in scan(engine, status="live", batch=PAGE):
            _compare_page(page, reader, found)
            bar.advance(len(page))
    _find_surplus(engine, reader, found)
    return found


def settle(engine: Engine, reader: SearchReader, found: Differences) -> Differences:
    """Look again at what differed until it agrees or the follower had its time: writes may be under way."""
    deadline = time.monotonic() + SETTLE
    while found.total and time.monotonic() < deadline:
        time.sleep(0.5)
        again = Differences(compared=found.compared)
        reader.refresh()
        with reading(engine) as conn:
            records = get_many(conn, found.ids)
        _compare_page([one for one in records.values() if one.status == "live"], reader, again)
        again.compared = found.compared
        again.surplus = _surplus(records, found.ids, reader)
        if again.ids == found.ids:
            return again
        found = again
    return found


def repair(engine: Engine, writer: SearchWriter, analyzer: Analyzer, ids: Sequence[str]) -> int:
    """Write these records as the store has them; give how many the index took.

    It takes none that it has in a newer version, as after the store came back from a backup: that needs a rebuild.
    Raises SearchUnavailable while a follower holds the embedded index.
    """
    generation = writer.current()
    if generation is None:
        raise SearchUnavailable("there is no search index to repair; run `rencai index rebuild`")
    try:
        while apply(engine, generation, analyzer).changes:
            pass
        mended = sum(
            _mend(engine, generation, analyzer, ids[start : start + PAGE]) for start in range(0, len(ids), PAGE)
        )
        generation.commit()
    finally:
        generation.close()
    return mended


def _mend(engine: Engine, generation: Generation, analyzer: Analyzer, ids: Sequence[str]) -> int:
    with reading(engine) as conn:
        records = get_many(conn, ids)
    unknown = [record_id for record_id in ids if record_id not in records]
    if unknown:
        generation.delete(dict.fromkeys(unknown, ANY_VERSION))
    return len(unknown) + sum(write(generation, records.values(), analyzer))


def _compare_page(page: list[StoredRecord], reader: SearchReader, found: Differences) -> None:
    hashes = reader.document_hashes([record.id for record in page])
    for record in page:
        found.compared += 1
        if record.id not in hashes:
            _keep(found.missing, record.id)
        elif hashes[record.id] != document_hash(record):
            _keep(found.different, record.id)


def _find_surplus(engine: Engine, reader: SearchReader, found: Differences) -> None:
    for ids in _pages(reader.ids):
        with reading(engine) as conn:
            records = get_many(conn, ids)
        for record_id in ids:
            if record_id not in records or records[record_id].status != "live":
                _keep(found.surplus, record_id)


def _surplus(records: dict[str, StoredRecord], ids: list[str], reader: SearchReader) -> list[str]:
    ended = [one for one in ids if one not in records or records[one].status != "live"]
    indexed = reader.document_hashes(ended)
    return [record_id for record_id in ended if record_id in indexed]


def _pages(ids: Callable[[str, int], list[str]]) -> Iterable[list[str]]:
    after = ""
    while page := ids(after, PAGE):
        yield page
        after = page[-1]


def _keep(ids: list[str], record_id: str) -> None:
    if len(ids) < KEPT:
        ids.append(record_id)
