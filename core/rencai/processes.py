"""Processes that others start for their work, and the end of one by a signal."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PROGRAM = (sys.executable, "-m", "rencai")
"""The `rencai` command as it is started from here."""
IN_ORDER = 8.0
"""Seconds that a process has to end in order: less than those who stop services wait before they kill."""


def may_fork() -> bool:
    """Whether a process can be forked, which has at once what a new one takes a second to import.

    Threads would be copied in whatever state they are: only before there are any.
    """
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def untouched() -> Iterator[None]:
    """While a process is forked: neither searches, and so copies, for litter what is there already."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def end_on_signal(stopping: threading.Event, tell: Callable[[str], None]) -> None:
    """Set `stopping` at the first SIGINT or SIGTERM; where that does not end this process soon, end it all the same.

    A second signal ends it at once. Only for what may be killed at any moment.
    """

    def stop(number: int, _frame: object) -> None:
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, signal.SIG_DFL)
        late = threading.Timer(IN_ORDER, _end_late, (number, tell))
        late.daemon = True
        late.start()
        stopping.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def _end_late(number: int, tell: Callable[[str], None]) -> None:
    tell(f"not through within {IN_ORDER:.0f} s, as where a server does not answer; ended all the same, nothing is lost")
    os._exit(128 + number)


def end_with_parent() -> None:
    """Let this process end when the one that started it does: a killed one tells nobody, and would be waited for."""
    threading.Thread(target=_await_parent, daemon=True).start()


def _await_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
