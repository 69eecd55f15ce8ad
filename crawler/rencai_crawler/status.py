"""How every source is doing, from its runs in the store."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from rencai import clock
from rencai.settings import Settings
from rencai.store.engine import reading
from rencai.store.migrate import prepare
from rencai.store.runs import recent_runs
from rencai.store.tables import records, runs
from rencai_crawler.catalogue import broken, load
from rencai_crawler.commands.crawl import collected
from rencai_crawler.ending import LOOK_BACK, job_name
from rencai_crawler.health import Baseline, Health, standing
from rencai_crawler.source import Source

ORPHAN = (
    "no source file is called so any more, and nobody asks whether its {} live records still are: put the file back, "
    "or take single ones down with `rencai withdraw ID`"
)

OFF = (
    "it is switched off (enabled: false), and nobody asks whether its live records still are: switch it on, or "
    "take single ones down with `rencai withdraw ID`"
)


@dataclass(frozen=True)
class Status:
    """One source at a glance."""

    source: str
    name: str
    health: str
    why: str
    listed: int | None
    """Entries that its lists showed in the last run."""
    usually: float
    live: int
    """Live records it has in the store."""
    last_run: datetime | None
    last_healthy: datetime | None
    counts: dict[str, Any]

    @property
    def ago(self) -> str:
        """The last run's end in Beijing time, for people."""
        return f"{self.last_run.astimezone(clock.BEIJING):%Y-%m-%d %H:%M}" if self.last_run else ""

    def as_json(self) -> dict[str, Any]:
        """For monitors."""
        return asdict(self)


def statuses(settings: Settings) -> list[Status]:
    """The status of every source that `--all` collects or that has live records, of every file that cannot be used,
    and of what removed ones left behind."""
    engine = prepare(settings)
    with reading(engine) as conn:
        live = _live(conn)
        # What is switched off and still shown is dead some day, and nobody looks.
        watched = [source for source in load(settings).values() if collected(source, settings) or live.get(source.id)]
        found = [_status(conn, source, live) for source in watched]
        crawled = set(conn.execute(select(runs.c.source).where(runs.c.job.startswith("crawl:")).distinct()).scalars())
    faulty = broken(settings)
    unusable = [_unusable(name, f"its file cannot be used: {faults[0]}", live) for name, faults in faulty.items()]
    left = sorted(name for name in crawled & live.keys() if name not in faulty and name not in load(settings))
    orphans = [_unusable(name, ORPHAN.format(live[name]), live) for name in left]
    return sorted(found + unusable + orphans, key=lambda one: one.source)


def _unusable(name: str, why: str, live: dict[str, int]) -> Status:
    return Status(name, "", str(Health.FAILED), why, None, 0, live.get(name, 0), None, None, {})


def _live(conn: Connection) -> dict[str, int]:
    query = select(records.c.source, func.count()).where(records.c.status == "live").group_by(records.c.source)
    return {source: count for source, count in conn.execute(query)}  # noqa: C416  # rows are no pairs to mypy


def _status(conn: Connection, source: Source, live: dict[str, int]) -> Status:
    runs_of_it = recent_runs(conn, job=job_name(source.id), limit=LOOK_BACK)
    past = [(run.ended_at, run.counts) for run in runs_of_it if run.ended_at]
    judged = [(ended, counts) for ended, counts in past if "health" in counts]
    verdict = standing(past, source.late_after, clock.now())
    if not source.enabled and verdict.health is not Health.HEALTHY:
        verdict = replace(verdict, why=f"{OFF}; {verdict.why}")
    latest = judged[0][1] if judged else {}
    return Status(
        source.id,
        source.name,
        str(verdict.health),
        verdict.why,
        latest.get("listed"),
        Baseline.of([counts for _, counts in judged]).listed,
        live.get(source.id, 0),
        judged[0][0] if judged else None,
        next((ended for ended, counts in judged if counts["health"] == "healthy"), None),
        latest,
    )
