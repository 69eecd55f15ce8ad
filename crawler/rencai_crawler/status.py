"""How every source is doing, from its runs in the store."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from rencai import clock
from rencai.settings import Settings
from rencai.store.engine import reading
from rencai.store.migrate import prepare
from rencai.store.runs import recent_runs
from rencai.store.tables import records
from rencai_crawler.catalogue import Fault, broken, load
from rencai_crawler.ending import LOOK_BACK, job_name
from rencai_crawler.health import Baseline, Health, standing
from rencai_crawler.source import Source


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
    """The status of every enabled source, and of every file that cannot be used."""
    engine = prepare(settings)
    with reading(engine) as conn:
        live = _live(conn)
        found = [_status(conn, source, live) for source in load(settings).values() if source.enabled]
    unusable = [_unusable(name, faults, live) for name, faults in broken(settings).items()]
    return sorted(found + unusable, key=lambda one: one.source)


def _unusable(name: str, faults: list[Fault], live: dict[str, int]) -> Status:
    why = f"its file cannot be used: {faults[0]}"
    return Status(name, "", str(Health.FAILED), why, None, 0, live.get(name, 0), None, None, {})


def _live(conn: Connection) -> dict[str, int]:
    query = select(records.c.source, func.count()).where(records.c.status == "live").group_by(records.c.source)
    return {source: count for source, count in conn.execute(query)}  # noqa: C416  # rows are no pairs to mypy


def _status(conn: Connection, source: Source, live: dict[str, int]) -> Status:
    runs = [run for run in recent_runs(conn, job=job_name(source.id), limit=LOOK_BACK) if run.ended_at]
    judged = [(run.ended_at, run.counts) for run in runs if run.ended_at and "health" in run.counts]
    verdict = standing(judged, source.late_after, clock.now())
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
