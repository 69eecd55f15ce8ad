"""Documents made in several processes: analysis is the dear part of indexing, and Python's alone uses one core.

The processes read the store themselves, so that rows need not go from one to the other.
"""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Self

from sqlalchemy import Engine

from rencai.search.analysis import Analyzer
from rencai.search.port import Pack, Packed
from rencai.store.engine import open_engine
from rencai.store.read import scan
from rencai_indexer.documents import documents

WORTH_IT = 20_000
"""Records below which starting processes costs more than it saves."""
AHEAD = 2
"""Stretches under way for each process, so that none waits; more would only fill memory."""
PAGE = 500

_here: tuple[Engine, Analyzer, Pack] | None = None


class DocumentPool:
    """Makes documents of stretches of live records, in their order, ready for an engine."""

    def __init__(self, engine: Engine, analyzer: Analyzer, pack: Pack, *, expected: int) -> None:
        self._engine = engine
        self._analyzer = analyzer
        self._pack = pack
        self._processes = (os.cpu_count() or 1) if expected >= WORTH_IT else 0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._processes:
            url = self._engine.url.render_as_string(hide_password=False)
            # Forking would copy the parent's database connections.
            self._pool = ProcessPoolExecutor(
                self._processes, get_context("spawn"), _prepare, (url, self._analyzer.own_words, self._pack)
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=error is None, cancel_futures=True)

    def documents(self, stretches: Iterable[tuple[str, str]]) -> Iterator[Packed]:
        """The documents of each stretch of ids (after, until); those of few stretches are in memory at once."""
        if self._pool is None:
            yield from (_made(self._engine, self._analyzer, self._pack, *ends) for ends in stretches)
            return
        under_way: deque[Future[Packed]] = deque()
        for ends in stretches:
            under_way.append(self._pool.submit(_make, *ends))
            if len(under_way) > AHEAD * self._processes:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _made(engine: Engine, analyzer: Analyzer, pack: Pack, after: str, until: str) -> Packed:
    pages = scan(engine, status="live", batch=PAGE, after=after, until=until)
    return pack([one for page in pages for one in documents(page, analyzer)])


def _prepare(url: str, words: frozenset[str], pack: Pack) -> None:
    global _here  # noqa: PLW0603  # one connection and one analyzer for a process's life
    _here = open_engine(url), Analyzer(words), pack


def _make(after: str, until: str) -> Packed:
    if _here is None:
        raise RuntimeError("the process was started without its store and its analyzer")
    return _made(*_here, after, until)
