"""Processes that others start for their work."""

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """Let this process end when the one that started it does: a killed one tells nobody, and would be waited for."""
    threading.Thread(target=_await_parent, daemon=True).start()


def _await_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
