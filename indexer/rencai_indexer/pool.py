"""Documents made in several processes: analysis is the dear part of indexing, and Python's alone uses one core.

The processes read the store themselves and give back bytes, so that nothing large is taken apart on the way.
"""

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from rencai.errors import SearchUnavailable
from rencai.processes import end_with_parent, may_fork, untouched
from rencai.search.analysis import Analyzer, analyzer
from rencai.search.port import Pack, Packed
from rencai.store.engine import open_engine
from rencai.store.live import scan_live
from rencai_indexer.documents import documents

WORTH_IT = {"fork": 1_500, "spawn": 20_000}
"""Records below which starting processes costs more than it saves: a new one imports and reads the dictionary anew."""
WAITING, WAITING_WORTH_IT = 2, 100_000
"""Processes for each core where they also wait for another machine, as one makes documents meanwhile; and the records
below which starting and warming more of them, 0.2 s of CPU each, costs more than it saves. Beside a node on the same
cores more than one only take turns: 0.77 of `parallel_bulk` at 100,000 records came to 0.70."""
AHEAD = 2
"""Stretches under way for each process, so that none waits; more would only fill memory."""
PAGE = 500
LITTER = 50_000
"""Objects made before cycles among them are looked for, of which documents have none: 700 took 1/15 of the time."""

_here: tuple[Engine, Analyzer] | None = None


class DocumentPool:
    """Makes documents of stretches of live records, in their order, ready for an engine.

    Enter it before anything else starts threads: then processes can be forked, which takes no time.
    """

    def __init__(self, engine: Engine, words: frozenset[str], *, expected: int, waiting: bool = False) -> None:
        self._engine = engine
        self._words = words
        self._method = "fork" if may_fork() else "spawn"
        cores = os.cpu_count() or 1
        several = cores > 1 and expected >= WORTH_IT[self._method]
        each = WAITING if waiting and expected >= WAITING_WORTH_IT else 1
        self._processes = cores * each if several else 0
        self._others: list[BaseProcess] = []
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._processes:
            analyzer(self._words)  # made before the fork, it is there in each
            self._engine.dispose()  # a connection must not be in two processes
            self._others = active_children()
            url = self._engine.url.render_as_string(hide_password=False)
            with untouched():
                context = get_context(self._method)
                self._pool = ProcessPoolExecutor(self._processes, context, _prepare, (url, self._words))
                self._pool.submit(os.getpid)  # the first task starts them
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            if error is not None:
                # They may wait for a server that does not answer, and would be waited for.
                for process in set(active_children()) - set(self._others):
                    process.terminate()
            self._pool.shutdown(wait=error is None, cancel_futures=True)

    @property
    def several(self) -> bool:
        """Whether other processes make the documents."""
        return self._pool is not None

    def documents(self, stretches: Iterable[tuple[str, str]], pack: Pack) -> Iterator[Packed]:
        """The documents of each stretch of ids (after, until); those of few stretches are in memory at once."""
        if self._pool is None:
            cut = analyzer(self._words)
            yield from (_made(self._engine, cut, pack, *ends) for ends in stretches)
            return
        under_way: deque[Future[Packed]] = deque()
        with _whole():
            for ends in stretches:
                under_way.append(self._pool.submit(_make, pack, *ends))
                if len(under_way) > AHEAD * self._processes:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()


@contextmanager
def _whole() -> Iterator[None]:
    """Say what it means that a process is gone: a follower then tries again instead of ending."""
    try:
        yield
    except BrokenProcessPool as error:
        raise SearchUnavailable(
            "a process that made documents was killed, as where memory is short; the next rebuild goes on from there"
        ) from error


def _made(engine: Engine, cut: Analyzer, pack: Pack, after: str, until: str) -> Packed:
    pages = scan_live(engine, batch=PAGE, after=after, until=until)
    return pack(one for page in pages for one in documents(page, cut))


def _prepare(url: str, words: frozenset[str]) -> None:
    global _here  # noqa: PLW0603  # one connection and one analyzer for a process's life
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    gc.set_threshold(LITTER)
    end_with_parent()
    _here = open_engine(url), analyzer(words)


def _make(pack: Pack, after: str, until: str) -> Packed:
    if _here is None:
        raise RuntimeError("the process was started without its store and its analyzer")
    return _made(*_here, pack, after, until)
