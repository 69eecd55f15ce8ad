"""One step of keeping a generation equal to the store: some changes applied, committed, and counted as done."""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Engine

from rencai.search.analysis import Analyzer
from rencai.search.port import ANY_VERSION, Generation
from rencai.store.engine import reading
from rencai.store.read import StoredRecord, changes_after, get_many
from rencai_indexer.documents import documents

BATCH = 500
"""Changes in one step: some 10 MB of documents."""
STALE = 300.0
"""Seconds after which what was read is no longer believed: an engine knows of a deletion for thrice as long."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a step did; `changes` is 0 when there was nothing to do."""

    position: int
    changes: int = 0
    indexed: int = 0
    removed: int = 0


def apply(engine: Engine, generation: Generation, analyzer: Analyzer, batch: int = BATCH) -> Applied:
    """Apply the next changes to a generation.

    The position is kept after the commit: killed between them, the next start repeats the step, which changes nothing
    since every write replaces a record as a whole.
    """
    position = generation.position()
    with reading(engine) as conn:
        changed = changes_after(conn, position, batch)
    if not changed:
        return Applied(position)
    indexed, removed = write_stored(engine, generation, analyzer, list({record_id for _, record_id in changed}))
    generation.commit()
    position = changed[-1][0]
    generation.set_position(position)
    return Applied(position, len(changed), indexed, removed)


def write_stored(engine: Engine, generation: Generation, analyzer: Analyzer, ids: Sequence[str]) -> tuple[int, int]:
    """Write these records as the store has them, without committing; give how many were indexed and removed.

    A process that slept between reading and writing may bring back what another one has removed meanwhile, once the
    engine has forgotten that: it writes them anew.
    """
    while True:
        began = _now()
        with reading(engine) as conn:
            records = get_many(conn, ids)
        indexed, removed = write(generation, records.values(), analyzer)
        # The store keeps every record it had: what is named and not there was found in the index alone.
        if unknown := set(ids) - records.keys():
            generation.delete(dict.fromkeys(unknown, ANY_VERSION))
        if _now() - began < STALE:
            return indexed, removed + len(unknown)


def _now() -> float:
    """Seconds of a clock that goes on while the machine sleeps, where there is one."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.time()


def write(generation: Generation, records: Collection[StoredRecord], analyzer: Analyzer) -> tuple[int, int]:
    """Write what is live and remove what is not, without committing; give how many of each."""
    live = [record for record in records if record.status == "live"]
    ended = {record.id: record.version for record in records if record.status != "live"}
    taken = generation.upsert(list(documents(live, analyzer))) if live else 0
    if ended:
        generation.delete(ended)
    return taken, len(ended)
