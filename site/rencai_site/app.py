"""The application: routes, middleware and what starts and ends with it."""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from rencai.errors import SearchUnavailable
from rencai.records.kinds import KINDS
from rencai.search.query import Query
from rencai.search.spelling import pinyin
from rencai.settings import Settings
from rencai_site.admin.routes import routes as admin_routes
from rencai_site.admin.routes import to_office
from rencai_site.api.openapi import PREFIX
from rencai_site.api.routes import routes as api_routes
from rencai_site.errors import HANDLERS
from rencai_site.render import STATIC, environment
from rencai_site.security import SecurityHeaders
from rencai_site.site import Site, pooled
from rencai_site.source_names import keep_source_names
from rencai_site.views import feeds, health
from rencai_site.views.home import home
from rencai_site.views.record import by_number, record_view
from rencai_site.views.search import search_view

LARGEST_BODY = 4_000_000
SWITCH = 0.0005
"""Seconds that one thread may keep the interpreter while others wait: by default ten times as long, which two threads
that make pages take in turn while the event loop waits."""


def create_app(site: Site) -> Starlette:
    """The application around a site; it closes the site when it ends."""
    app = Starlette(
        routes=routes(),
        middleware=[
            Middleware(SecurityHeaders, https_only=site.settings.https_only),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=4),
        ],
        exception_handlers=HANDLERS,
        lifespan=_lifespan,
        max_body_size=LARGEST_BODY,
    )
    app.state.site = site
    return app


def open_site(settings: Settings) -> Site:
    """A site on the store and the search that the settings name."""
    from rencai.search.open import open_reader
    from rencai.store.migrate import prepare
    from rencai.words import lexicon_of

    engine = prepare(settings)
    lexicon = lexicon_of(engine)
    return Site(settings, engine, open_reader(settings, lexicon), lexicon)


def routes() -> list[BaseRoute]:
    """Every address of the site."""
    found: list[BaseRoute] = [
        Route("/", pooled(home, aside=True)),
        Route("/healthz", health.healthz),
        Route("/readyz", pooled(health.readyz, aside=True)),
        Route("/robots.txt", pooled(feeds.robots, aside=True)),
        Route("/sitemap.xml", pooled(feeds.sitemap_index, aside=True)),
        Route("/sitemap-{number:int}.xml", pooled(feeds.sitemap_file, aside=True)),
        Route("/favicon.ico", _icon),
        Route("/search", pooled(search_view(None))),
        Route("/search/feed.atom", pooled(feeds.feed_view(None))),
        Route("/policies/number/{number:path}", pooled(by_number)),
        Mount("/static", _Static(directory=STATIC)),
        Mount(PREFIX, routes=api_routes()),
        Route("/admin", to_office),
        Mount("/admin", routes=admin_routes()),
    ]
    for model in KINDS:
        path, name = model.kind.path, model.kind.name
        found += [
            Route(path, pooled(search_view(name))),
            Route(f"{path}/feed.atom", pooled(feeds.feed_view(name))),
            Route(f"{path}/{{id}}", pooled(record_view(name), aside=True)),
        ]
    return found


class _Static(StaticFiles):
    """Files that the address marks with their content are kept for ever."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]  # passed on as it came
        scope: Scope = args[2] if len(args) > 2 else kwargs["scope"]  # type: ignore[assignment]
        marked = b"v=" in scope.get("query_string", b"")
        response.headers["cache-control"] = "public, max-age=31536000, immutable" if marked else "public, max-age=3600"
        return response


async def _icon(_request: Request) -> Response:
    return RedirectResponse("/static/icon.svg", 301)


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    site: Site = app.state.site
    for template in environment().list_templates():
        environment().get_template(template)
    sys.setswitchinterval(SWITCH)
    tasks = [asyncio.create_task(keep_source_names(site)), asyncio.create_task(_prepare_completions(site))]
    pinyin("一")  # loads its tables
    # What was made until now lives as long as the process: without it, full collections took 15 ms of a page's p99.
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        site.close()


async def _prepare_completions(site: Site) -> None:
    """Read what may complete a word before somebody types one; without an index, the first to type asks again."""
    with suppress(SearchUnavailable):
        await site.run(site.reader.suggest, "", Query())
