"""What staff see: the number of records, runs, and why a search finds something."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, func, select
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from rencai.records.kinds import KINDS
from rencai.search.query import Query
from rencai.store.engine import reading
from rencai.store.read import counts, latest_seq
from rencai.store.runs import get_run, recent_runs, reject_counts, rejected
from rencai.store.tables import runs as runs_table
from rencai_site.admin import labels
from rencai_site.admin.counted import told
from rencai_site.admin.guard import form_token
from rencai_site.admin.whys import in_chinese
from rencai_site.render import page
from rencai_site.site import asked, site_of

SHOWN = 100


def office(request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """A page of the office, with what each of them needs."""
    return page(
        request,
        template,
        {
            "person": request.state.person,
            "token": form_token(request),
            "run_labels": labels.RUNS,
            "health_labels": labels.HEALTH,
            "status_labels": labels.STATUSES,
            "outcomes": labels.OUTCOMES,
            "causes": labels.CAUSES,
            "reason_labels": labels.REASONS,
            "in_chinese": in_chinese,
            "all_kinds": [model.kind for model in KINDS],
            **context,
        },
        status,
    )


def overview(request: Request) -> Response:
    """Numbers of records by kind and status, and the latest runs."""
    with reading(site_of(request).engine) as conn:
        return office(
            request,
            "admin/overview.html",
            {
                "counts": counts(conn),
                "runs": recent_runs(conn, once=True, limit=10),
                "seq": latest_seq(conn),
            },
        )


def runs(request: Request) -> Response:
    """The latest runs, of one job, source or state where the address says so."""
    job, source, state = (asked(request, name) or None for name in ("job", "source", "state"))
    with reading(site_of(request).engine) as conn:
        found = recent_runs(conn, job=job, source=source, state=state, once=job is None, limit=SHOWN)
    chosen = {"job": job, "source": source, "state": state}
    return office(request, "admin/runs.html", {"runs": found, "chosen": chosen})


def run(request: Request) -> Response:
    """One run: when, how it ended, its counts, what was turned away, the end of its log."""
    with reading(site_of(request).engine) as conn:
        found = get_run(conn, request.path_params["id"])
        if found is None:
            raise HTTPException(404)
        return office(
            request,
            "admin/run.html",
            {
                "run": found,
                "told": list(told(found.counts)),
                "rejected": rejected(conn, found.id, 50),
                "reasons": reject_counts(conn, found.id),
            },
        )


def why(request: Request) -> Response:
    """Why a search finds a record: the sentences that readers get, and the engine's own account."""
    given = {name: asked(request, name)[:500] for name in ("q", "id")}
    found = None
    if given["id"]:
        found = site_of(request).reader.explain(given["id"].rsplit("/", 1)[-1], Query(text=given["q"]))
    return office(request, "admin/why.html", {"asked": given, "why": found})


def latest_runs(conn: Connection, by: str) -> dict[str, Any]:
    """The last run of every `source` or `job`, in one query."""
    of = runs_table.c[by]
    last = select(func.max(runs_table.c.id)).where(of != "").group_by(of)
    columns = ("id", "state", "started_at", "counts")
    query = select(of.label("of"), *(runs_table.c[name] for name in columns))
    return {row.of: row for row in conn.execute(query.where(runs_table.c.id.in_(last)))}
