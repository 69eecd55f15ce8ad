"""Atom feeds of any search, and the sitemap of what is live."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.sax.saxutils import escape

from sqlalchemy import func, select
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from rencai.records.kinds import kind_named
from rencai.store.engine import reading
from rencai.store.tables import records
from rencai_site.items import items, path_of
from rencai_site.render import rendered
from rencai_site.site import Site, site_of
from rencai_site.state import address, read

ENTRIES = 50
A_FILE = 20_000
"""Addresses in one sitemap file; the protocol allows 50,000."""
XML = "application/xml; charset=utf-8"
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML has no way to write: one in a title, and no reader takes the feed."""


def feed_view(kind: str | None) -> Callable[[Request], Response]:
    """The newest records of a search as an Atom feed."""

    def view(request: Request) -> Response:
        site = site_of(request)
        asked = read(kind, request.query_params.multi_items()).query
        query = replace(asked, sort="newest", size=ENTRIES, cursor="", facets=(), near=False)
        with reading(site.engine) as conn:
            entries = items(conn, site.reader.search(query).hits, site.sources)
        title = query.text or (kind_named(kind).kind.label if kind else "全部")
        text = rendered(
            request,
            "feeds/atom.xml",
            {
                "title": title,
                "entries": entries,
                "list": address(asked, cursor=""),
                "self": f"{request.url.path}?{request.url.query}",
            },
        )
        return Response(_NO_XML.sub("", text), media_type="application/atom+xml; charset=utf-8")

    return view


def robots(request: Request) -> Response:
    """What crawlers may read: everything but the office and searches without end."""
    public = site_of(request).settings.public_url.rstrip("/")
    lines = [
        "User-agent: *",
        "Disallow: /admin",
        "Disallow: /api/",
        "Disallow: /*cursor=",
        "Disallow: /*why=",
        "",
        f"Sitemap: {public}/sitemap.xml",
        "",
    ]
    return PlainTextResponse("\n".join(lines))


def sitemap_index(request: Request) -> Response:
    """One file for every so many live records."""
    site = site_of(request)
    firsts = site.cached("sitemap", 300.0, lambda: _firsts(site))
    public = site.settings.public_url.rstrip("/")
    files = (f"{escape(public)}/sitemap-{number}.xml" for number in range(len(firsts)))
    return _xml("sitemapindex", "".join(f"<sitemap><loc>{file}</loc></sitemap>" for file in files))


def sitemap_file(request: Request) -> Response:
    """The addresses of live records from one bound to the next, with the day each last changed."""
    site = site_of(request)
    firsts, number = site.cached("sitemap", 300.0, lambda: _firsts(site)), request.path_params["number"]
    if number >= len(firsts):
        raise HTTPException(404)
    after = firsts[number]
    public = escape(site.settings.public_url.rstrip("/"))
    return _xml("urlset", "".join(_urls(site, public, after)))


def _firsts(site: Site) -> list[str]:
    """The id after which each file begins."""
    table = records.c
    numbered = (
        select(table.id, func.row_number().over(order_by=table.id).label("place"))
        .where(table.status == "live", table.canonical.is_(True))
        .subquery()
    )
    bounds = select(numbered.c.id).where(numbered.c.place % A_FILE == 0).order_by(numbered.c.id)
    with reading(site.engine) as conn:
        return ["", *conn.execute(bounds).scalars()]


def _urls(site: Site, public: str, after: str) -> Iterator[str]:
    table = records.c
    query = (
        select(table.id, table.kind, table.updated_at)
        .where(table.status == "live", table.canonical.is_(True), table.id > after)
        .order_by(table.id)
        .limit(A_FILE)
    )
    with reading(site.engine) as conn:
        for row in conn.execute(query):
            changed = row.updated_at.date().isoformat()
            yield f"<url><loc>{public}{path_of(row.kind, row.id)}</loc><lastmod>{changed}</lastmod></url>"


def _xml(root: str, body: str) -> Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{body}</{root}>\n'
    return Response(text, media_type=XML)
