"""Which process a run belongs to, so that one that was killed is known for dead without waiting."""

import os
import socket
from functools import lru_cache
from pathlib import Path


def this_process() -> str:
    """Host (with its space of process numbers), number and start of this process."""
    return f"{_host()} {os.getpid()} {_started(os.getpid())}"


def is_gone(owner: str) -> bool:
    """Whether an owner's process has ended. What runs on another host, or cannot be told, is not gone."""
    parts = owner.split(" ")
    if len(parts) != 3 or parts[0] != _host() or not parts[1].isdigit():
        return False
    started = _started(int(parts[1]))
    # Without a start both are unknown here: the number alone may have been given to another process since.
    return started != parts[2] if parts[2] else False


@lru_cache(maxsize=1)
def _host() -> str:
    name = "".join(character for character in socket.gethostname() if not character.isspace())[:64]
    try:
        # Containers may share the host's name while each counts its processes from one.
        return f"{name}/{os.readlink('/proc/self/ns/pid')}"  # noqa: PTH115  # no path, but a name in brackets
    except OSError:
        return name


def _started(process: int) -> str:
    """When a process started, in ticks since the machine did; empty where there is none, or no /proc to ask."""
    try:
        # The name before it stands in brackets and may hold blanks and brackets.
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return ""
    return "" if fields[0] == "Z" else fields[19]
