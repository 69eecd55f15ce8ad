"""Every source: its records, its last run, and how it is doing, for which the crawler is asked through its command."""

from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, func, select
from starlette.requests import Request
from starlette.responses import Response

from rencai.errors import RencaiError
from rencai.exchange.printed import printed
from rencai.store.engine import reading
from rencai.store.tables import records
from rencai_site.admin.office import latest_runs, office
from rencai_site.naming import source_name
from rencai_site.site import TIME_LIMIT, site_of

STATUS = ("sources", "status", "--json")
UNWELL = 1
"""Its exit code where a source is not healthy."""
FRESH = 60.0
_PATIENCE = TIME_LIMIT - 1


def sources(request: Request) -> Response:
    """Every source with its numbers, how it is doing and its last run."""
    site = site_of(request)
    with reading(site.engine) as conn:
        numbers = _by_source(conn)
        latest = latest_runs(conn, "source")
    standing: dict[str, Any] = {}
    with suppress(RencaiError):
        standing = site.cached("standing", FRESH, _standing)
    names = sorted({*numbers, *site.sources, *standing})
    return office(
        request,
        "admin/sources.html",
        {
            "rows": [
                (name, site.sources.get(name, {}), numbers.get(name, {}), standing.get(name), latest.get(name))
                for name in names
            ],
            "source_name": source_name,
            "known_sources": site.sources,
        },
    )


def _standing() -> dict[str, Any]:
    return {row["source"]: row for row in printed(*STATUS, patience=_PATIENCE, codes=(0, UNWELL))}


def _by_source(conn: Connection) -> dict[str, dict[str, int]]:
    query = select(records.c.source, records.c.status, func.count()).group_by(records.c.source, records.c.status)
    found: dict[str, dict[str, int]] = {}
    for source, status, count in conn.execute(query):
        found.setdefault(source, {})[status] = count
    return found
