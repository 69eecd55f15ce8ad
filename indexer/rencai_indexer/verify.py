"""Whether the index is equal to the store, record by record, in bounded memory."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Engine

from rencai import clock
from rencai.console import Console
from rencai.errors import IndexHeld, SearchUnavailable
from rencai.search.analysis import Analyzer
from rencai.search.port import Generation, SearchReader, SearchWriter
from rencai.store.changes import note
from rencai.store.engine import reading, writing
from rencai.store.live import scan_live
from rencai.store.read import StoredRecord, counts, get_many
from rencai_indexer.apply import apply, write_stored
from rencai_indexer.documents import Searched, document_hash

PAGE = 500
KEPT = 10_000
"""Ids of differences that are kept to look at and to mend in one pass."""
STILL = 3.0
"""Seconds without any change after which a follower is not waited for longer: what it writes is seen within two."""
HANDED_OVER = 20.0
"""The same for one that other changes may keep from what was handed over to it."""


@dataclass(slots=True)
class Differences:
    """Records that the index has not got, has otherwise, or should not have."""

    compared: int = 0
    missing: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)
    surplus: list[str] = field(default_factory=list)
    unkept: Counter[str] = field(default_factory=Counter)
    """How many of each were found beyond those KEPT."""

    def note(self, name: str, record_id: str) -> None:
        """Keep one difference, or only count it where there are too many."""
        kept: list[str] = getattr(self, name)
        if len(kept) < KEPT:
            kept.append(record_id)
        else:
            self.unkept[name] += 1

    def count(self, name: str) -> int:
        """How many `missing`, `different` or `surplus` records there are."""
        return len(getattr(self, name)) + self.unkept[name]

    @property
    def total(self) -> int:
        return sum(map(self.count, ("missing", "different", "surplus")))

    @property
    def ids(self) -> list[str]:
        return [*self.missing, *self.different, *self.surplus]


class Verified(NamedTuple):
    """What differed, and what became of it where there was a writer to mend it with."""

    found: Differences
    repaired: int
    left: Differences


def compare(engine: Engine, reader: SearchReader, console: Console) -> Differences:
    """Every live record against the index by id and content hash, then every indexed id against the store."""
    reader.refresh()
    found = Differences()
    with reading(engine) as conn:
        live = sum(states.get("live", 0) for states in counts(conn).values())
    with console.progress(live, "comparing") as bar:
        for page in scan_live(engine, batch=PAGE):
            _compare_page(page, reader, found)
            bar.advance(len(page))
    _find_surplus(engine, reader, found)
    return found


def settle(engine: Engine, reader: SearchReader, found: Differences, still: float | None = None) -> Differences:
    """Look again at what differed until it agrees, or `still` seconds pass without any change: writes are under way."""
    still = STILL if still is None else still
    moved = time.monotonic()
    while found.total and time.monotonic() < moved + still:
        time.sleep(min(0.5, still))
        again = _again(engine, reader, found)
        if again.ids != found.ids:
            moved = time.monotonic()
        found = again
    return found


def _again(engine: Engine, reader: SearchReader, found: Differences) -> Differences:
    """What of the kept differences is still there."""
    again = Differences(unkept=found.unkept)
    reader.refresh()
    for ids in _in_pages(found.ids):
        with reading(engine) as conn:
            records = get_many(conn, ids)
        _compare_page([one for one in records.values() if one.status == "live"], reader, again)
        for record_id in _surplus(records, ids, reader):
            again.note("surplus", record_id)
    again.compared = found.compared
    return again


def repair(engine: Engine, writer: SearchWriter, analyzer: Analyzer, ids: Sequence[str]) -> int:
    """Write these records as the store has them; give how many the index took.

    It takes none that it has in a newer version, as after the store came back from a backup: that needs a rebuild.
    Raises IndexHeld while a follower holds the embedded index.
    """
    generation = writer.current()
    if generation is None:
        raise SearchUnavailable("there is no search index to repair; run `rencai index rebuild`")
    try:
        while apply(engine, generation, analyzer).changes:
            pass
        mended = sum(_mend(engine, generation, analyzer, page) for page in _in_pages(ids))
        generation.commit()
    finally:
        generation.close()
    return mended


def hand_over(engine: Engine, found: Differences, reader: SearchReader) -> Differences:
    """Let the follower that holds the index write these records anew, and wait for it; give what differs then."""
    for ids in _in_pages(found.ids):
        with writing(engine, bulk=True) as turn:
            note(turn, ids, clock.now())
    return settle(engine, reader, found, HANDED_OVER)


def verified(
    engine: Engine, reader: SearchReader, writer: SearchWriter | None, analyzer: Analyzer, console: Console
) -> Verified:
    """Look for differences and mend them where there is a writer."""
    first = found = left = settle(engine, reader, compare(engine, reader, console))
    repaired = 0
    while writer is not None and found.total:
        try:
            repair(engine, writer, analyzer, found.ids)
            left = settle(engine, reader, found)
        except IndexHeld:
            left = hand_over(engine, found, reader)
        mended = len(found.ids) - len(left.ids)
        repaired += mended
        if not mended or not found.unkept.total():
            break
        # There were more than are kept at once.
        found = compare(engine, reader, console)
    return Verified(first, repaired, left)


def why_left(left: Differences) -> str:
    """Why what differs cannot be mended: a document is never replaced by an older one, nor is a deleted one."""
    why: list[str] = []
    if missing := left.count("missing"):
        why.append(
            f"{missing} are missing and not taken: the index remembers them as deleted in a newer version, by hand or "
            "before the store came back from a backup. Elasticsearch forgets that within a quarter of an hour; repeat "
            "this then, or run `rencai index rebuild`"
        )
    if other := left.total - missing:
        why.append(
            f"{other} still differ: the index has them in newer versions, as after somebody changed them there, or the "
            "store came back from a backup or was exchanged for another; run `rencai index rebuild`"
        )
    return "\n".join(why)


def _mend(engine: Engine, generation: Generation, analyzer: Analyzer, ids: Sequence[str]) -> int:
    return sum(write_stored(engine, generation, analyzer, ids))


def _compare_page(page: Sequence[Searched], reader: SearchReader, found: Differences) -> None:
    hashes = reader.document_hashes([record.id for record in page])
    for record in page:
        found.compared += 1
        if record.id not in hashes:
            found.note("missing", record.id)
        elif hashes[record.id] != document_hash(record):
            found.note("different", record.id)


def _find_surplus(engine: Engine, reader: SearchReader, found: Differences) -> None:
    for ids in _pages(reader.ids):
        with reading(engine) as conn:
            records = get_many(conn, ids)
        for record_id in ids:
            if record_id not in records or records[record_id].status != "live":
                found.note("surplus", record_id)


def _surplus(records: dict[str, StoredRecord], ids: Sequence[str], reader: SearchReader) -> list[str]:
    ended = [one for one in ids if one not in records or records[one].status != "live"]
    indexed = reader.document_hashes(ended)
    return [record_id for record_id in ended if record_id in indexed]


def _pages(ids: Callable[[str, int], list[str]]) -> Iterable[list[str]]:
    after = ""
    while page := ids(after, PAGE):
        yield page
        after = page[-1]


def _in_pages(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))
