"""Documents made in several processes: analysis is the dear part of indexing, and Python's alone uses one core."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Self

from rencai.search.analysis import Analyzer
from rencai.store.read import StoredRecord
from rencai_indexer.documents import documents

WORTH_IT = 20_000
"""Records below which starting processes costs more than it saves."""
AHEAD = 2
"""Batches under way for each process, so that none waits; more would only fill memory."""

_analyzer: Analyzer | None = None


class DocumentPool:
    """Makes documents in order, one batch for each batch given."""

    def __init__(self, analyzer: Analyzer, *, expected: int) -> None:
        self._analyzer = analyzer
        self._processes = (os.cpu_count() or 1) if expected >= WORTH_IT else 0
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._processes:
            # Forking would copy the parent's database connections.
            self._pool = ProcessPoolExecutor(
                self._processes, get_context("spawn"), _prepare, (self._analyzer.own_words,)
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=error is None, cancel_futures=True)

    def documents(self, batches: Iterable[list[StoredRecord]]) -> Iterator[list[dict[str, Any]]]:
        """The documents of each batch; at most a few batches are in memory."""
        if self._pool is None:
            yield from (list(documents(batch, self._analyzer)) for batch in batches)
            return
        under_way: deque[Future[list[dict[str, Any]]]] = deque()
        for batch in batches:
            under_way.append(self._pool.submit(_make, batch))
            if len(under_way) > AHEAD * self._processes:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


def _prepare(words: frozenset[str]) -> None:
    global _analyzer  # noqa: PLW0603  # one analyzer for a process's life
    _analyzer = Analyzer(words)


def _make(batch: list[StoredRecord]) -> list[dict[str, Any]]:
    if _analyzer is None:
        raise RuntimeError("the process was started without its analyzer")
    return list(documents(batch, _analyzer))
