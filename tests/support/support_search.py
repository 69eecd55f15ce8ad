"""Stored records and their documents, made from raw fields as the intake makes them."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from rencai.records.canonical import content_hash, payload, record_id
from rencai.records.kinds import kind_named
from rencai.records.normalise import normalise
from rencai.search.analysis import Analyzer
from rencai.search.engine import SearchEngine
from rencai.search.lexicon import bundled
from rencai.search.open import open_engine, open_writer
from rencai.search.port import SearchWriter
from rencai.search.query import Page
from rencai.search.reader import Reader
from rencai.settings import Settings
from rencai.store.read import StoredRecord
from rencai_indexer.documents import document

SEEN = datetime(2026, 11, 1, 2, tzinfo=UTC)


def stored(kind: str, source_id: str, *, version: int = 1, minutes: int = 0, **raw: Any) -> StoredRecord:
    """A live record as the store would give it, first seen some minutes after a fixed time."""
    model = kind_named(kind)
    record = normalise(model, {"source": "test", "seen": SEEN, **raw, "source_id": source_id}).record
    assert record is not None
    values = payload(record)
    at = SEEN + timedelta(minutes=minutes)
    return live("test", source_id, kind, values, at, version)


def live(
    source: str, source_id: str, kind: str, values: dict[str, Any], at: datetime = SEEN, version: int = 1
) -> StoredRecord:
    """A live record of these values, imported at a moment."""
    return StoredRecord(
        id=record_id(source, source_id),
        kind=kind,
        source=source,
        source_id=source_id,
        status="live",
        payload=values,
        hash=content_hash(kind_named(kind), values),
        version=version,
        cause="import",
        cluster_id="",
        canonical=True,
        first_seen=at,
        last_seen=at,
        refreshed=None,
        updated_at=at,
        ended_at=None,
        end_reason=None,
        flags=(),
    )


def job(source_id: str, title: str, **raw: Any) -> StoredRecord:
    return stored("job_posting", source_id, title=title, **raw)


def course(source_id: str, title: str, **raw: Any) -> StoredRecord:
    return stored("training_course", source_id, title=title, **raw)


def notice(source_id: str, title: str, **raw: Any) -> StoredRecord:
    return stored("policy_notice", source_id, title=title, **raw)


def fill(writer: SearchWriter, records: list[StoredRecord], analyzer: Analyzer | None = None) -> None:
    """Make these records the whole index."""
    words = analyzer or Analyzer(bundled().words)
    generation = writer.new_generation()
    generation.upsert([document(record, words) for record in records])
    generation.commit()
    writer.switch(generation)
    generation.close()


@dataclass(frozen=True)
class Opened:
    """One engine with an index of its own."""

    name: str
    settings: Settings
    writer: SearchWriter
    engine: SearchEngine
    reader: Reader


def open_engine_named(name: str, current: Settings) -> Opened:
    engine = open_engine(current)
    return Opened(name, current, open_writer(current), engine, Reader(engine, bundled))


def found(page: Page) -> list[str]:
    """Source ids of the hits that match everything."""
    return [hit.source_id for hit in page.hits if not hit.near]


def counts(page: Page, facet: str) -> dict[str, int]:
    """A facet's counts by what its values are called."""
    return {item.label: item.count for item in page.facets[facet]}
