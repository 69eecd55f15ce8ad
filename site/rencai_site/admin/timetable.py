"""What runs by itself, and when: the timetable, which the scheduler is asked for through its command."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from rencai.store.engine import reading
from rencai_site.admin.office import latest_runs, office
from rencai_site.site import site_of

LIST = (sys.executable, "-m", "rencai", "schedule", "list", "--json")
FRESH = 30.0
_PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timetable."""

    id: str
    label: str
    command: tuple[str, ...]
    due: datetime | None
    run: Any
    """The last one, if any."""


def timetable(request: Request) -> Response:
    """Each entry with its next due time and its last run."""
    site = site_of(request)
    listed = site.cached("timetable", FRESH, _listed)
    with reading(site.engine) as conn:
        latest = latest_runs(conn, "job")
    entries = None if listed is None else [_entry(row, latest.get(row["id"])) for row in listed]
    return office(request, "admin/timetable.html", {"entries": entries})


def _entry(row: dict[str, Any], run: Any) -> Entry:
    due = next(iter(row["next"]), None)
    return Entry(row["id"], row["label"], tuple(row["command"]), datetime.fromisoformat(due) if due else None, run)


def _listed() -> list[dict[str, Any]] | None:
    try:
        done = subprocess.run(LIST, capture_output=True, stdin=subprocess.DEVNULL, timeout=_PATIENCE, check=True)  # noqa: S603  # our own command
        rows: list[dict[str, Any]] = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return rows
