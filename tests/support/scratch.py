"""Where tests write."""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108  # every file in it has a name of its own
ROOM = 6 * 1024**3
"""Bytes: two workers, a cluster of three nodes and an installed wheel take less than a third of it."""


def use_memory() -> None:
    """Write to memory where there is room and no other folder is asked for.

    Every commit of a store and of Elasticsearch waits for the disk, which tests make thousands of: those of the store
    took twice as long.
    """
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and _is_fit():
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None  # it is asked for anew


def _is_fit() -> bool:
    barred = os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
    return not barred and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ROOM
