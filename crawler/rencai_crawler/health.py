"""Whether a run saw what the source's own past runs lead one to expect. Pure: counts in, verdict out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import median
from typing import Any

DROPPED = 0.6
"""A complete run that lists less than this share of the usual is no proof that the rest is gone."""
STOPPED = "stopped where everything was known"
"""The one shortfall that is as it should be."""
NOT_HAD = "a list could not be had"
FEW = 3
"""Differences up to this many entries are everyday life at a small source."""
FIELD_LOST = 0.5
ENOUGH_ITEMS = 10
BLOCKED = 0.2
FAILING = 0.3
SAME = 0.8
MASS = 0.5
"""When more than this share of the pages says at once that they opt out, the site's template says it."""
_OPTS_OUT = "the site asks not to be collected (robots.txt or an opt-out)"
PAST_RUNS = 7
"""Runs that make the baseline; the median follows a source that really shrank after half of them."""


class Health(StrEnum):
    """How a source is doing. Only `healthy` is green, and only a healthy run may end records."""

    HEALTHY = "healthy"
    LATE = "late"
    EMPTY = "empty"
    DROPPED = "dropped"
    FIELD_LOST = "field_lost"
    BLOCKED = "blocked"
    PARTIAL = "partial"
    FAILED = "failed"
    NEVER = "never"


@dataclass(frozen=True)
class Verdict:
    """A state and why."""

    health: Health
    why: str = ""


@dataclass(frozen=True)
class Baseline:
    """What the last complete runs saw: the median of each number."""

    runs: int = 0
    listed: float = 0
    coverage: Mapping[str, Mapping[str, float]] | None = None
    endless: bool = False
    """Lists of this source usually go on without end, showing nothing new."""

    @classmethod
    def of(cls, past: Sequence[Mapping[str, Any]]) -> "Baseline":
        """The baseline from counts of past runs, the latest first."""
        whole = [counts for counts in past if counts.get("complete") and counts.get("listed")][:PAST_RUNS]
        listed = median(counts["listed"] for counts in whole) if whole else 0
        endless = sum(bool(counts.get("endless")) for counts in whole)
        return cls(len(whole), listed, _usual_coverage(past), endless * 2 > len(whole))


def _usual_coverage(past: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Kind → field → usual share, from runs that read enough items to tell and did not themselves miss a field."""
    shares: dict[str, dict[str, list[float]]] = {}
    telling = [counts for counts in past if counts.get("health") != Health.FIELD_LOST]
    for counts in telling:
        for kind, fields in counts.get("coverage", {}).items():
            if counts.get("read", {}).get(kind, 0) < ENOUGH_ITEMS:
                continue
            kept = shares.setdefault(kind, {})
            for name, share in fields.items():
                kept.setdefault(name, []).append(share)
    return {
        kind: {name: median(values[:PAST_RUNS]) for name, values in found.items()} for kind, found in shares.items()
    }


def judge(counts: Mapping[str, Any], baseline: Baseline) -> Verdict:
    """The verdict on a finished run: the gravest that applies."""
    reached = counts["pages"] + counts["lists"] + counts["not_modified"]
    asked = reached + counts["failed"] + counts["blocked"]
    refused = counts["blocked"] + _reasons(counts, "failed", "forbidden", "rate_limited")
    if refused and (not counts["lists"] or refused / asked >= BLOCKED):
        return Verdict(Health.BLOCKED, f"{refused} of {asked} pages were a block or a refusal")
    same = _reasons(counts, "skipped", "duplicate")
    if same > FEW and same / (reached - counts["lists"] + same) >= SAME:
        return Verdict(Health.BLOCKED, f"{same} pages were one page under many addresses: an error or a block")
    if closed := _closed_off(counts):
        return closed
    if not counts["lists"]:
        told = [
            short.removeprefix(f"{NOT_HAD}: ") for short in counts["shortfalls"] if short.startswith(f"{NOT_HAD}: ")
        ]
        return Verdict(Health.FAILED, "; ".join(["no list could be read: " + _why(counts), *told[:2]]))
    if not counts["listed"]:
        return Verdict(Health.EMPTY, "the lists showed no entry at all")
    stopped = counts["shortfalls"] == [STOPPED]
    if not counts["complete"] and not stopped:
        return Verdict(Health.PARTIAL, "; ".join(counts["shortfalls"]))
    # A page that is not there is an answer like another.
    failing = counts["failed"] - _reasons(counts, "failed", "not_found")
    if (asked >= ENOUGH_ITEMS and failing / asked >= FAILING) or (failing > FEW and not _had(counts)):
        return Verdict(Health.FAILED, f"{failing} of {asked} pages could not be had: {_why(counts)}")
    # A run that stops at what it knows lists less than others, as its source says it may.
    return _compare(counts, replace(baseline, listed=0) if stopped else baseline)


def _closed_off(counts: Mapping[str, Any]) -> Verdict | None:
    """The verdict on a run that the site asks to see nothing: by robots.txt, or by an opt-out of its pages."""
    had, newly = _had(counts), counts["opted_out"]
    if _closed(counts) > (FEW if counts["lists"] else 0) and not had:
        return Verdict(Health.BLOCKED, f"{_OPTS_OUT}: {_why(counts)}")
    if newly > FEW and newly >= MASS * (had + newly):
        return Verdict(Health.BLOCKED, f"{newly} of {had + newly} pages ask all at once not to be used")
    if counts["lists"] and not counts["listed"] and _reasons(counts, "skipped", "nofollow"):
        return Verdict(Health.BLOCKED, f"{_OPTS_OUT}: {_why(counts)}")
    return None


def _had(counts: Mapping[str, Any]) -> int:
    """Detail pages that were read, or said to be as they were."""
    return int(counts["pages"] + counts["not_modified"])


def _compare(counts: Mapping[str, Any], baseline: Baseline) -> Verdict:
    missing = baseline.listed - counts["listed"]
    if missing > FEW and counts["listed"] < DROPPED * baseline.listed:
        return Verdict(Health.DROPPED, f"{counts['listed']} entries instead of about {baseline.listed:g}")
    if counts["pages"] >= ENOUGH_ITEMS and not counts["read"]:
        return Verdict(Health.FIELD_LOST, f"none of {counts['pages']} pages could be read: {_why(counts)}")
    shared = _reasons(counts, "rejected", "shared_source_id")
    if shared > FEW and shared >= BLOCKED * counts["pages"]:
        return Verdict(Health.FIELD_LOST, f"{shared} of {counts['pages']} pages have the source_id of another one")
    for kind, usual in (baseline.coverage or {}).items():
        if counts["read"].get(kind, 0) < ENOUGH_ITEMS:
            continue
        now = counts["coverage"].get(kind, {})
        lost = [name for name, share in usual.items() if share >= FIELD_LOST and now.get(name, 0) < FIELD_LOST * share]
        if lost:
            return Verdict(Health.FIELD_LOST, f"{kind}: {', '.join(lost)} nearly always there before, now rarely")
    return _empty_handed(counts) or Verdict(Health.HEALTHY)


def _empty_handed(counts: Mapping[str, Any]) -> Verdict | None:
    """The verdict on a run that brought no record at all though its lists have entries, however few."""
    taken = sum(counts[name] for name in ("added", "changed", "unchanged")) + _reasons(counts, "rejected", "erased")
    # Until the end, what was read may still be on its way into the store.
    if taken or (counts["read"] and not counts["rejected"]):
        return None
    what = f"none of {counts['listed']} entries"
    if counts["read"]:
        return Verdict(Health.FIELD_LOST, f"{what} gave a record that could be taken: {_why(counts)}")
    if _closed(counts):
        return Verdict(Health.BLOCKED, _OPTS_OUT)
    if counts["failed"] and counts["failed"] == _reasons(counts, "failed", "not_found"):
        return Verdict(Health.EMPTY, f"{what} has its page any more: {_why(counts)}")
    if counts["failed"] or (counts["skipped"] and not counts["pages"]):
        return Verdict(Health.FAILED, f"{what} could be had: {_why(counts)}")
    return Verdict(Health.FIELD_LOST, f"{what} gave a record: {_why(counts)}")


def _closed(counts: Mapping[str, Any]) -> int:
    return _reasons(counts, "skipped", "robots", "tdm_reserved", "noindex")


def has_authority(counts: Mapping[str, Any], verdict: Verdict) -> bool:
    """Whether absence from this run means anything: it saw everything, and nothing about it is strange."""
    return bool(counts["complete"]) and verdict.health is Health.HEALTHY


def standing(past: Sequence[tuple[datetime, Mapping[str, Any]]], late_after: timedelta, now: datetime) -> Verdict:
    """How a source is doing now, from its runs' ends and counts, the latest first; lost ones have no health."""
    judged = [(ended, counts) for ended, counts in past if "health" in counts]
    if past and not judged:
        return Verdict(Health.FAILED, f"none of {len(past)} runs came to its end: the process ended before")
    if not judged:
        return Verdict(Health.NEVER, "was never collected to an end")
    latest = judged[0][1]
    if latest["health"] != Health.HEALTHY:
        return Verdict(Health(latest["health"]), latest.get("why", ""))
    age = now - judged[0][0]
    if age > late_after:
        return Verdict(Health.LATE, f"the last healthy run ended {age.days} days and {age.seconds // 3600} hours ago")
    return Verdict(Health.HEALTHY)


def _reasons(counts: Mapping[str, Any], group: str, *names: str) -> int:
    return sum(counts["reasons"][group].get(name, 0) for name in names)


def _why(counts: Mapping[str, Any]) -> str:
    found = counts["reasons"]["failed"] | counts["reasons"]["rejected"] | counts["reasons"]["skipped"]
    most = sorted(found.items(), key=lambda pair: -pair[1])[:3]
    return ", ".join(f"{name} {count}" for name, count in most) or "nothing answered"
