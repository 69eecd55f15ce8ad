"""The timetable as people and monitors read it."""

from typing import Any

from sqlalchemy import Engine

from rencai import clock
from rencai.store.engine import reading
from rencai.store.runs import recent_runs
from rencai_schedules.timetable import Timetable

SHOWN = 5


def listing(engine: Engine, timetable: Timetable) -> list[dict[str, Any]]:
    """Each entry with its next due times (ISO, Beijing) and the state and time of its last run."""
    now = clock.now()
    rows = []
    with reading(engine) as conn:
        for entry in timetable.entries:
            last = next(iter(recent_runs(conn, job=entry.id, limit=1)), None)
            rows.append(
                {
                    "id": entry.id,
                    "label": entry.label,
                    "command": list(entry.command),
                    "next": [due.isoformat() for due in entry.due_times(timetable.zone, now, SHOWN)],
                    "last": f"{last.state} {last.started_at.astimezone(timetable.zone):%m-%d %H:%M}" if last else None,
                }
            )
    return rows
