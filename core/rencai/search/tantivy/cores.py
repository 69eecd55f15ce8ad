"""Cores that no search uses: with one to spare, the two halves of a search run side by side.

The engine lets go of the interpreter while it searches, so a second thread of this process really runs beside. With as
many searches as cores each keeps to its own thread: there is nothing to win, and handing work over costs.
"""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


class Cores:
    """Counts what is being searched. Safe to share between threads."""

    def __init__(self, number: int | None = None) -> None:
        self._number = number or os.cpu_count() or 1
        self._busy = 0
        self._lock = threading.Lock()
        self._helpers = ThreadPoolExecutor(self._number, thread_name_prefix="beside")

    @contextmanager
    def one(self) -> Iterator[None]:
        """What is done within uses a core, or waits for one as threads do."""
        with self._lock:
            self._busy += 1
        try:
            yield
        finally:
            self._give_back()

    def both(self, one: Callable[[], T], other: Callable[[], U]) -> tuple[T, U] | None:
        """What two works give, done side by side; None, with nothing done, when no core is free for the second."""
        with self._lock:
            if self._busy >= self._number:
                return None
            self._busy += 1
        try:
            beside = self._helpers.submit(other)
            try:
                return one(), beside.result()
            finally:
                # Where the first failed, the second still has its core until it ends.
                beside.exception()
        finally:
            self._give_back()

    def _give_back(self) -> None:
        with self._lock:
            self._busy -= 1

    def close(self) -> None:
        """Let go of the threads."""
        self._helpers.shutdown(wait=False)
