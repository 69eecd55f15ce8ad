"""Ends the demo's processes when the demo itself is gone, even by SIGKILL.

Runs as a process of its own: `python -m rencai_sample.keeper MARK`, with a pipe from the demo as its standard input.
The pipe ends with the demo, however that ends. Where there is `/proc`, the processes are found by the mark in their
environment, which their own children inherit; elsewhere by the numbers that came through the pipe.
"""

import os
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path

MARK = "RENCAI_DEMO"
GRACE = 5.0
_PROC = Path("/proc")


def keep(mark: str, lines: Iterable[str]) -> None:
    """Wait for the pipe's end, then end what is left."""
    told = [int(line) for line in lines if line.strip().isdigit()]
    _end(mark, told, signal.SIGTERM)
    end = time.monotonic() + GRACE
    while time.monotonic() < end and _left(mark, told):
        time.sleep(0.1)
    _end(mark, told, signal.SIGKILL)


def marked(mark: str) -> list[int]:
    """Processes of this user whose environment holds the mark."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for folder in _PROC.iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                if wanted in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
            except OSError:
                continue
    return found


def _left(mark: str, told: list[int]) -> list[int]:
    if _PROC.is_dir():
        return marked(mark)
    return [pid for pid in told if _alive(pid)]


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True


def _end(mark: str, told: list[int], number: signal.Signals) -> None:
    for pid in _left(mark, told):
        try:
            os.kill(pid, number)
        except OSError:
            continue


if __name__ == "__main__" and sys.argv[1:] and sys.argv[1]:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    keep(sys.argv[1], sys.stdin)
