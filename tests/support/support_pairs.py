"""Pairs of adverts, and whether they are found and judged to be one vacancy."""

from typing import Any

from rencai.intake.employers import may_be_one
from rencai.intake.similarity import keys, same
from rencai.records.canonical import payload
from rencai.records.job_posting import JobPosting
from rencai.records.normalise import normalise


def stored(raw: dict[str, str], source: str) -> dict[str, Any]:
    record = normalise(JobPosting, {"source_id": "1", **raw, "source": source}).record
    assert record is not None
    return payload(record)


def together(pair: dict[str, Any]) -> bool:
    one, other = stored(pair["one"], "a"), stored(pair["other"], "b")
    return finds(one, other) and same(one, other)


def finds(one: dict[str, Any], other: dict[str, Any]) -> bool:
    mine, theirs = keys(one), keys(other)
    return any(may_be_one(mine[key], theirs[key]) for key in mine if key in theirs)
