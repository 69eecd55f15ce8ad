"""Processes that others start for their work."""

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


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


def end_with_parent() -> None:
    """Let this process end when the one that started it does: a killed one tells nobody, and would be waited for."""
    threading.Thread(target=_await_parent, daemon=True).start()


def _await_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
