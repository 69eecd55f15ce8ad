"""Result lists: over all kinds and in each section."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from rencai.errors import BadQuery, SearchUnavailable
from rencai.records.kinds import kind_named
from rencai.search.highlight import marker
from rencai.search.query import Page, Query, Why
from rencai.store.engine import reading
from rencai_site import filters
from rencai_site.items import items
from rencai_site.render import page
from rencai_site.site import Site, site_of
from rencai_site.state import PATHS, BadParameter, address, read
from rencai_site.tries import examples

LONGEST_ID = 32
WHY = "why"
"""Names the hit whose place the page explains; no part of the search itself."""


def search_view(kind: str | None) -> Callable[[Request], Response]:
    """The list of one kind, or of all."""

    def view(request: Request) -> Response:
        pairs = request.query_params.multi_items()
        reading_of = read(kind, [pair for pair in pairs if pair[0] != WHY])
        site, query, problems = site_of(request), reading_of.query, list(reading_of.problems)
        try:
            found = _found(site, query, problems)
        except SearchUnavailable:
            return _without_search(request, query)
        if isinstance(found, Query):
            return RedirectResponse(address(found), 303)
        return _list(request, query, found, problems)

    return view


def _found(site: Site, query: Query, problems: list[BadParameter]) -> Page | Query:
    """The page of results; or, for a cursor that is no longer one, the query to begin again with."""
    try:
        return site.reader.search(query)
    except BadQuery:
        if query.cursor:
            return replace(query, cursor="")
        problems.append(BadParameter("q", "这样的搜索不能执行"))
        return Page(0, (), {})


def _list(request: Request, query: Query, found: Page, problems: list[BadParameter]) -> Response:
    site = site_of(request)
    with reading(site.engine) as conn:
        marks = marker(_searched(query, found), site.lexicon()) if query.text else None
        entries = items(conn, found.hits, site.sources, marks=marks, show_kind=query.kind is None)
    why = _why(site, _searched(query, found), request.query_params.get(WHY, ""))
    title = kind_named(query.kind).kind.label if query.kind else "搜索"
    by_date = "published" if query.kind != "service_guide" else "newest"
    return page(
        request,
        "search/results.html",
        {
            **filters.context(query, found, site.sources),
            "title": title,
            "action": PATHS[query.kind],
            "total": found.total,
            "rescue": found.rescue,
            "verbatim": address(query, verbatim=True),
            "instead": address(query, text=found.rescue.text) if found.rescue else "",
            "problems": problems,
            "hits": [entry for entry in entries if not entry.near],
            "near": [entry for entry in entries if entry.near],
            "next": address(query, cursor=found.next) if found.next else "",
            "first": address(query, cursor="") if query.cursor else "",
            "go_on": address(query, sort=by_date) if found.ended_early else "",
            "tries": [] if entries else examples(site),
            "why": why,
            "why_id": request.query_params.get(WHY, ""),
            "asks_why": _asking_why(query) if query.text else "",
            "feed": f"{PATHS[query.kind]}/feed.atom{_tail(query)}",
        },
    )


def _searched(query: Query, found: Page) -> Query:
    """The query whose words were found: of another spelling where that was searched instead."""
    return replace(query, text=found.rescue.text) if found.rescue and found.rescue.action == "spelling" else query


def _tail(query: Query) -> str:
    _, mark, text = address(replace(query, cursor="", sort="relevance")).partition("?")
    return mark + text


def _asking_why(query: Query) -> str:
    """The address of this page with a hit to explain: its id is to follow."""
    here = address(query, cursor=query.cursor)
    return f"{here}{'&' if '?' in here else '?'}{WHY}="


def _why(site: Site, query: Query, record_id: str) -> Why | None:
    if not record_id.isalnum() or len(record_id) > LONGEST_ID:
        return None
    # The list is there already: without its reasons it is worth more than none.
    with suppress(SearchUnavailable, BadQuery):
        return site.reader.explain(record_id, query)
    return None


def _without_search(request: Request, query: Query) -> Response:
    return page(
        request,
        "search/unavailable.html",
        {
            "query": query,
            "action": PATHS[query.kind],
            "here": address(query, cursor=query.cursor),
        },
        status=503,
        headers={"retry-after": "30"},
    )
