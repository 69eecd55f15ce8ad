"""What runs by itself, and when: the timetable, which the scheduler is asked for through its command."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from rencai import clock
from rencai.errors import RencaiError
from rencai.exchange.printed import printed
from rencai.store.engine import reading
from rencai_site.admin.office import latest_runs, office
from rencai_site.site import TIME_LIMIT, site_of

LIST = ("schedule", "list", "--json")
FRESH = 300.0
"""Seconds for which it is not asked again: less than the time to the last of the due times that it tells."""
_PATIENCE = TIME_LIMIT - 1


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
    with reading(site.engine) as conn:
        latest = latest_runs(conn, "job")
    entries: list[Entry] | None = None
    with suppress(RencaiError):
        entries = [_entry(row, latest.get(row["id"])) for row in site.cached("timetable", FRESH, _listed)]
    return office(request, "admin/timetable.html", {"entries": entries})


def _entry(row: dict[str, Any], run: Any) -> Entry:
    due = next((at for at in map(datetime.fromisoformat, row["next"]) if at > clock.now()), None)
    return Entry(row["id"], row["label"], tuple(row["command"]), due, run)


def _listed() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = printed(*LIST, patience=_PATIENCE)
    return rows
