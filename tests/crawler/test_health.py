"""Verdicts on runs and the standing of sources, as values."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rencai_crawler.health import Baseline, Health, has_authority, judge, standing


def counts(**changes: Any) -> dict[str, Any]:
    """Counts of a run in which all went well."""
    return {
        "added": 0,
        "changed": 0,
        "unchanged": 20,
        "rejected": 0,
        "skipped": 0,
        "pages": 20,
        "lists": 1,
        "not_modified": 0,
        "failed": 0,
        "blocked": 0,
        "opted_out": 0,
        "listed": 20,
        "complete": True,
        "shortfalls": [],
        "read": {"job_posting": 20},
        "coverage": {"job_posting": {"title": 1.0, "salary_text": 0.9}},
        "reasons": {"failed": {}, "rejected": {}, "skipped": {}},
    } | changes


def test_pages_that_opt_out_all_at_once_are_not_green() -> None:
    assert judge(counts(opted_out=20), USUAL).health is Health.BLOCKED
    assert judge(counts(opted_out=19), USUAL).health is Health.HEALTHY
    few = counts(pages=2, opted_out=3)
    assert judge(few, Baseline()).health is Health.HEALTHY, "of three nobody can tell"


def reasons(**groups: dict[str, int]) -> dict[str, dict[str, int]]:
    return {"failed": {}, "rejected": {}, "skipped": {}} | groups


USUAL = Baseline.of([counts() | {"health": "healthy"} for _ in range(5)])


@pytest.mark.parametrize(
    ("changes", "health"),
    [
        ({}, Health.HEALTHY),
        ({"listed": 0, "pages": 0, "read": {}, "coverage": {}}, Health.EMPTY),
        ({"listed": 8}, Health.DROPPED),
        ({"listed": 17}, Health.HEALTHY),
        ({"complete": False, "shortfalls": ["the limit was reached"]}, Health.PARTIAL),
        ({"lists": 0, "pages": 0, "failed": 1, "reasons": reasons(failed={"timeout": 1})}, Health.FAILED),
        ({"lists": 0, "pages": 0, "failed": 1, "reasons": reasons(failed={"forbidden": 1})}, Health.BLOCKED),
        ({"blocked": 6}, Health.BLOCKED),
        ({"blocked": 1}, Health.HEALTHY),
        ({"failed": 15, "reasons": reasons(failed={"server_error": 15})}, Health.FAILED),
        ({"failed": 15, "reasons": reasons(failed={"not_found": 15})}, Health.HEALTHY),
        ({"lists": 0, "pages": 0, "reasons": reasons(skipped={"robots": 1})}, Health.BLOCKED),
        ({"coverage": {"job_posting": {"title": 1.0, "salary_text": 0.1}}}, Health.FIELD_LOST),
        ({"coverage": {"job_posting": {"title": 1.0}}}, Health.FIELD_LOST),
        ({"coverage": {"job_posting": {"title": 1.0}}, "read": {"job_posting": 3}}, Health.HEALTHY),
        ({"read": {}, "coverage": {}}, Health.FIELD_LOST),
        ({"unchanged": 0, "rejected": 20, "reasons": reasons(rejected={"required_field": 20})}, Health.FIELD_LOST),
        ({"unchanged": 0, "rejected": 20, "reasons": reasons(rejected={"erased": 20})}, Health.HEALTHY),
    ],
)
def test_verdicts(changes: dict[str, Any], health: Health) -> None:
    verdict = judge(counts(**changes), USUAL)
    assert verdict.health is health
    assert bool(verdict.why) is (health is not Health.HEALTHY)
    assert has_authority(counts(**changes), verdict) is (health is Health.HEALTHY)


def test_a_first_run_is_measured_against_nothing() -> None:
    assert judge(counts(listed=1), Baseline()).health is Health.HEALTHY


def test_small_sources_may_lose_some() -> None:
    small = Baseline.of([counts(listed=4)])
    assert judge(counts(listed=1), small).health is Health.HEALTHY


def test_the_baseline_is_the_median_of_complete_runs() -> None:
    past = [
        counts(listed=100),
        counts(listed=3, complete=False),
        counts(listed=0),
        counts(listed=90),
        counts(listed=110),
    ]
    assert (Baseline.of(past).listed, Baseline.of(past).runs) == (100, 3)


def test_runs_that_lost_a_field_do_not_make_that_usual() -> None:
    lost = counts(coverage={"job_posting": {"title": 1.0}}) | {"health": "field_lost"}
    baseline = Baseline.of([lost] * 5 + [counts() | {"health": "healthy"}])
    assert judge(counts(coverage={"job_posting": {"title": 1.0}}), baseline).health is Health.FIELD_LOST


NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("past", "health"),
    [
        ([], Health.NEVER),
        ([(1, "healthy")], Health.HEALTHY),
        ([(60, "healthy")], Health.LATE),
        ([(1, "empty"), (2, "healthy")], Health.EMPTY),
        ([(1, "blocked")], Health.BLOCKED),
        ([(1, "healthy"), (2, "blocked")], Health.HEALTHY),
        ([(1, ""), (2, "")], Health.FAILED),
        ([(1, ""), (2, "healthy")], Health.HEALTHY),
        ([(1, ""), (60, "healthy")], Health.LATE),
    ],
)
def test_standing(past: list[tuple[int, str]], health: Health) -> None:
    """A run without a health was lost before it ended."""
    runs = [(NOW - timedelta(hours=hours), {"health": state} if state else {}) for hours, state in past]
    assert standing(runs, timedelta(days=2), NOW).health is health
