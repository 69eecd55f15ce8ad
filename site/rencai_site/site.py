"""What every view needs: the store, the search and the threads that may wait for them."""

import asyncio
import functools
import os
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, ParamSpec, TypeVar, cast

from sqlalchemy import Engine
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from rencai.errors import SearchUnavailable
from rencai.search.lexicon import Lexicon, bundled
from rencai.search.port import SearchReader
from rencai.settings import Settings
from rencai_site.secret import secret_of

P = ParamSpec("P")
T = TypeVar("T")
NUL = "\x00"
"""What PostgreSQL takes in no text."""
ASIDE_THREADS = 4
"""Most of their time they wait, for the store or for what a page can do without."""
TIME_LIMIT = 15.0
"""Seconds a page may take; then the reader is told that search does not answer."""


class Fresh(Generic[T]):
    """A value that is made again when it is older than `seconds`; while one thread makes it, others see the former."""

    def __init__(self, seconds: float, make: Callable[[], T]) -> None:
        self._seconds, self._make = seconds, make
        self._turn = threading.Lock()
        self._held: tuple[float, T] | None = None

    def get(self) -> T:
        held = self._held
        if held is not None and (time.monotonic() - held[0] < self._seconds or not self._turn.acquire(blocking=False)):
            return held[1]
        if held is None:
            self._turn.acquire()
        try:
            if self._held is None or self._held is held:
                self._held = (time.monotonic(), self._make())
            return self._held[1]
        finally:
            self._turn.release()


@dataclass
class Site:
    """The running site. Its functions block: views run in `pool`, never in the event loop."""

    settings: Settings
    engine: Engine
    reader: SearchReader
    lexicon: Callable[[], Lexicon] = bundled
    """The language data in effect, by which hits are marked as they were found."""
    pool: ThreadPoolExecutor = field(
        # More threads than cores only queue for the interpreter: throughput fell from 67 to 54 pages a second with 8.
        default_factory=lambda: ThreadPoolExecutor(max(2, os.cpu_count() or 1), thread_name_prefix="page")
    )
    aside: ThreadPoolExecutor = field(
        default_factory=lambda: ThreadPoolExecutor(ASIDE_THREADS, thread_name_prefix="aside")
    )
    """For pages that live from the store: they must not queue behind searches that wait for a slow cluster."""
    fresh: dict[str, Fresh[Any]] = field(default_factory=dict)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the crawler knows of each source, by id; empty until it was asked."""

    @functools.cached_property
    def secret(self) -> str:
        """The key that signs forms."""
        return secret_of(self.settings)

    def cached(self, name: str, seconds: float, make: Callable[[], T]) -> T:
        """A value shared by all requests, made again when it is older than `seconds`."""
        return cast("T", self.fresh.setdefault(name, Fresh(seconds, make)).get())

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something that blocks. Raises SearchUnavailable when it takes longer than a reader would wait."""
        return await self.within(self.pool, functools.partial(function, *args, **kwargs))

    async def within(self, pool: ThreadPoolExecutor, function: Callable[[], T]) -> T:
        """The same in a certain pool."""
        work = asyncio.get_running_loop().run_in_executor(pool, function)
        try:
            return await asyncio.wait_for(work, TIME_LIMIT)
        except TimeoutError as error:
            raise SearchUnavailable(f"no answer within {TIME_LIMIT:g} seconds") from error

    def close(self) -> None:
        for pool in (self.pool, self.aside):
            pool.shutdown(wait=True, cancel_futures=True)
        self.reader.close()
        self.engine.dispose()


def site_of(request: Request) -> Site:
    """The site that a request came to."""
    return cast("Site", request.app.state.site)


def pooled(view: Callable[[Request], Response], *, aside: bool = False) -> Callable[[Request], Awaitable[Response]]:
    """Make an endpoint of a view that blocks; one `aside` asks the search little or nothing.

    The form of a POST is read before, as `request.state.form`. An address with a character that no database takes is
    that of no page.
    """

    @functools.wraps(view)
    async def endpoint(request: Request) -> Response:
        if NUL in request.scope["path"]:
            raise HTTPException(404)
        if request.method == "POST":
            request.state.form = await request.form(max_files=0, max_fields=300, max_part_size=4_000_000)
        site = site_of(request)
        return await site.within(site.aside if aside else site.pool, functools.partial(view, request))

    return endpoint


def form_of(request: Request) -> dict[str, str]:
    """The fields of a POST as text; files are no part of any form here."""
    form: FormData = request.state.form
    return {name: value.replace(NUL, "") for name, value in form.items() if isinstance(value, str)}


def asked(request: Request, name: str) -> str:
    """A parameter of an address as text; empty where it is not given."""
    return request.query_params.get(name, "").replace(NUL, "").strip()
