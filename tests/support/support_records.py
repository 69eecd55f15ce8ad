"""Drafts and records made up for tests."""

from datetime import UTC, datetime
from typing import Any

from rencai.records.canonical import content_hash, payload
from rencai.records.job_posting import JobPosting
from rencai.records.normalise import normalise
from rencai.store.put import Draft

AT = datetime(2026, 11, 1, 2, tzinfo=UTC)


def draft(source_id: str = "1", **fields: Any) -> Draft:
    """A vacancy read from its raw fields, ready to be put."""
    raw = {"source": "board", "title": "电工", "seen": AT, **fields, "source_id": source_id}
    record = normalise(JobPosting, raw).record
    assert record is not None
    stored = payload(record)
    return Draft(record, stored, content_hash(JobPosting, stored))
