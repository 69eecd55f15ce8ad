"""A process beside the crawl's that reads pages and takes them in: the use of a second core.

It is forked before the crawl begins; where that cannot be, one starts when the crawl turns out to be more than a few
pages. While it has enough to do, the crawl's own process reads as well. A page on which it dies or never ends is
counted as unreadable, and a new one takes over; should the crawl be killed, it ends by itself.
"""

import asyncio
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from typing import TypeVar

from rencai_crawler import chores
from rencai_crawler.chores import Unread
from rencai_crawler.keeper import Keeper, Kept, Took
from rencai_crawler.pages import Page, PageReading, read_page
from rencai_crawler.source import Source
from rencai_crawler.worker import Begun, Worker, WorkerLost

T = TypeVar("T")
SOON = 80
"""Pages that are read in the crawl's own process before another one is worth its start, if it was not forked."""
ENOUGH = 20
"""Pieces of work that wait for the other process before this one does the next itself."""
PATIENCE = 120.0
"""Seconds for one page or batch; what takes longer never ends."""


class _Other:
    """One process beside this one, started when it is first needed."""

    def __init__(self, prepare: Callable[[], None], begun: Begun | None = None) -> None:
        self.waiting = 0
        self._prepare = prepare
        self._begun = begun
        self._worker: Worker | None = None
        self._starting = asyncio.Lock()

    @property
    def runs(self) -> bool:
        return self._worker is not None

    async def do(self, work: Callable[..., T], *values: object) -> T:
        """Do work in it. Raises WorkerLost or TimeoutError where the process is lost by it."""
        self.waiting += 1
        try:
            worker = await self._started()
            try:
                return await asyncio.wait_for(worker.do(work, *values), PATIENCE)
            except (WorkerLost, TimeoutError):
                self._give_up(worker)
                raise
        finally:
            self.waiting -= 1

    async def _started(self) -> Worker:
        async with self._starting:
            if self._worker is None:
                begun, self._begun = self._begun or Begun.spawned(self._prepare), None
                self._worker = await Worker.of(begun)
            return self._worker

    def _give_up(self, worker: Worker) -> None:
        if self._worker is worker:
            self._worker = None
        worker.kill()

    def close(self) -> None:
        """End it once the work at hand is done."""
        if self._worker is not None:
            self._worker.close()
        if self._begun is not None:
            self._begun.end()


class Beside:
    """Does work in another process where there is one, else in a thread."""

    def __init__(
        self, threads: Executor, *, wanted: bool = (os.cpu_count() or 1) > 1, begun: Begun | None = None
    ) -> None:
        self._threads = threads
        self._wanted = wanted
        self._soon = SOON if begun is None else 0
        self._read = 0
        self._pages = _Other(chores.begin, begun)
        self._files = _Other(chores.begin_files)
        self._turn = asyncio.Lock()

    async def read(self, page: Page, source: Source) -> PageReading:
        """Read a page; one that ends the reader reads as nothing."""
        self._read += 1
        if not self._wanted or self._read <= self._soon or self._pages.waiting >= ENOUGH:
            return read_page(page, source)
        try:
            return await self._pages.do(chores.read, page, source)
        except (WorkerLost, TimeoutError) as error:
            return PageReading(kind_of_page="unknown", reason=f"reader_failed: {type(error).__name__}")
        except OSError:
            self._wanted = False  # no room for one more process, which is not the page's fault
            return read_page(page, source)

    async def attach(
        self, reading: PageReading, source: Source, files: Sequence[Page]
    ) -> tuple[PageReading, list[Unread]]:
        """Read a page's files; those that end the reader, or never end, give nothing.

        In a process of their own, one page's after the other's: files may take minutes, which no page can wait for.
        """
        try:
            async with self._turn:
                return await self._files.do(chores.attach, reading, source, files)
        except (WorkerLost, TimeoutError) as error:
            return reading, [(file.url, f"broken: {type(error).__name__}") for file in files]

    async def take(self, keeper: Keeper, pages: Sequence[Kept]) -> Took:
        """Take pages in. They go to the store once more should the other process have died with them."""
        if self._pages.runs:
            with suppress(WorkerLost, TimeoutError):
                return await self._pages.do(chores.take, keeper, pages)
        return await asyncio.get_running_loop().run_in_executor(self._threads, keeper.take, pages)

    def close(self) -> None:
        """End the other processes once their work is done."""
        self._pages.close()
        self._files.close()
