"""The API: the same searches and records as the pages, as JSON."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rencai.errors import BadQuery
from rencai.exchange.sources import shown_phones
from rencai.exchange.view import exported, masked
from rencai.records.columns import columns
from rencai.records.kinds import KINDS
from rencai.search.query import RELEVANCE
from rencai.store.engine import reading
from rencai.store.read import get
from rencai_site.api.answers import as_json, search_answer, suggest_answer
from rencai_site.api.openapi import document
from rencai_site.api.problems import bad_parameters
from rencai_site.endings import check_shown
from rencai_site.site import pooled, site_of
from rencai_site.state import PAGE_SIZE, BadParameter, read

SUGGESTIONS = 10
_KINDS = frozenset(model.kind.name for model in KINDS)


def routes() -> list[Route]:
    """Every route of the API; OpenAPI describes these and no others."""
    found = [
        Route("/search", pooled(search(None, choose_kind=True)), name="api_search"),
        Route("/suggest", pooled(suggest), name="api_suggest"),
        Route("/records/{id}", pooled(record, aside=True), name="api_record"),
        Route("/kinds", pooled(kinds, aside=True), name="api_kinds"),
        Route("/openapi.json", pooled(openapi, aside=True), name="api_openapi"),
    ]
    return found + [Route(model.kind.path, pooled(search(model.kind.name))) for model in KINDS]


def search(kind: str | None, *, choose_kind: bool = False) -> Callable[[Request], Response]:
    """The search within a kind, or over all."""

    def view(request: Request) -> Response:
        asked = read(kind, request.query_params.multi_items(), choose_kind=choose_kind, strict=True)
        if asked.problems:
            return bad_parameters(asked.problems)
        site = site_of(request)
        try:
            found = site.reader.search(asked.query)
        except BadQuery:
            # All else was checked when the address was read.
            name, told = ("cursor", "不是上一页给出的 next") if asked.query.cursor else ("q", "这样的搜索不能执行")
            return bad_parameters([BadParameter(name, told)])
        return as_json(search_answer(found, site.settings.public_url.rstrip("/")))

    return view


def suggest(request: Request) -> Response:
    """Completions of what was typed, within all that narrows the search of the address."""
    pairs = request.query_params.multi_items()
    kinds = [value for name, value in pairs if name == "kind"]
    if len(kinds) > 1 and _KINDS.issuperset(kinds):
        # In the list of all kinds several may be chosen, as of any facet.
        asked = read(None, pairs, strict=True)
    else:
        # A page of one kind sends what only that kind has: then its own parameters are read.
        only = kinds[0] if len(kinds) == 1 and kinds[0] in _KINDS else None
        asked = read(only, pairs, choose_kind=True, strict=True)
    if asked.problems:
        return bad_parameters(asked.problems)
    query = replace(asked.query, text="", sort=RELEVANCE, cursor="", size=PAGE_SIZE)
    return as_json(suggest_answer(site_of(request).reader.suggest(asked.query.text, query, SUGGESTIONS)))


def record(request: Request) -> Response:
    """One record in the shape of the export."""
    refused = _no_parameters(request)
    if refused:
        return refused
    site = site_of(request)
    with reading(site.engine) as conn:
        stored = get(conn, request.path_params["id"])
    if stored is None:
        raise HTTPException(404)
    check_shown(stored)
    return as_json(masked(exported(stored), keep_phones=shown_phones(stored.source, site.sources)))


def kinds(request: Request) -> Response:
    """The kinds of record with their fields."""
    refused = _no_parameters(request)
    return refused or as_json(_kinds())


def openapi(request: Request) -> Response:
    """This description."""
    refused = _no_parameters(request)
    return refused or as_json(document(site_of(request).settings.public_url.rstrip("/")))


def _no_parameters(request: Request) -> Response | None:
    names = [name for name, _ in request.query_params.multi_items()]
    return bad_parameters(BadParameter(name[:100], "没有这个参数") for name in names) if names else None


@lru_cache
def _kinds() -> dict[str, Any]:
    return {
        "kinds": [
            {
                "name": m.kind.name,
                "label": m.kind.label,
                "path": m.kind.path,
                "schema_org": m.kind.schema_org,
                "columns": [
                    {
                        "name": c.name,
                        "label": c.label,
                        "description": c.description,
                        "raw": c.raw,
                        "required": c.required,
                    }
                    for c in columns(m)
                ],
            }
            for m in KINDS
        ]
    }
