"""Answers for whoever watches the process."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from rencai.errors import RencaiError
from rencai.store.engine import reading
from rencai.store.read import latest_seq
from rencai_site.site import site_of


async def healthz(_request: Request) -> Response:
    """The process answers."""
    return JSONResponse({"status": "ok"})


def readyz(request: Request) -> Response:
    """The store and the search answer; else 503, naming what does not."""
    site = site_of(request)
    found = {"store": True, "search": True}
    try:
        with reading(site.engine) as conn:
            latest_seq(conn)
    except RencaiError:
        found["store"] = False
    try:
        found["search"] = site.reader.ready()
    except RencaiError:
        found["search"] = False
    ready = all(found.values())
    return JSONResponse({"status": "ready" if ready else "not ready", **found}, 200 if ready else 503)
