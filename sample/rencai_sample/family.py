"""The demo's child processes: started alike, watched, and ended together, whatever happens to the parent."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from rencai.processes import PROGRAM
from rencai_sample.keeper import MARK

GRACE = 15.0
"""Seconds between SIGTERM and SIGKILL."""
TAIL = 6
"""Lines of a log that are shown."""


@dataclass(frozen=True)
class Child:
    """One process and the file that holds what it says."""

    name: str
    arguments: tuple[str, ...]
    process: subprocess.Popen[bytes]
    log: Path
    began: float

    def lived(self) -> float:
        """Seconds since it was started."""
        return time.monotonic() - self.began

    def tail(self) -> str:
        """The end of what it said."""
        return "\n".join(self.log.read_text("utf-8", errors="replace").splitlines()[-TAIL:])


class Family:
    """Processes that end together. Each has its own session, so Ctrl-C reaches the parent alone, which ends them."""

    def __init__(self, environment: Mapping[str, str], logs: Path) -> None:
        self._environment = {**os.environ, **environment, MARK: uuid.uuid4().hex}
        self._logs = logs
        self._children: list[Child] = []
        self._keeper = self._start_keeper()

    def start(self, name: str, *arguments: str) -> Child:
        """Start `rencai ARGUMENTS` beside this process."""
        self._logs.mkdir(parents=True, exist_ok=True)
        return self._start(name, arguments, "wb")

    def replace(self, child: Child) -> Child:
        """Start a fallen child's command again; its log goes on."""
        self.forget(child)
        return self._start(child.name, child.arguments, "ab")

    def _start(self, name: str, arguments: tuple[str, ...], mode: str) -> Child:
        log = self._logs / f"{name}.log"
        with log.open(mode) as output:
            process = subprocess.Popen(  # noqa: S603  # our own program with words of our own
                [*PROGRAM, *arguments],
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        child = Child(name, arguments, process, log, time.monotonic())
        self._children.append(child)
        self._tell_keeper(process.pid)
        return child

    def fallen(self) -> Child | None:
        """A child that has ended, if any."""
        return next((child for child in self._children if child.process.poll() is not None), None)

    def forget(self, child: Child) -> None:
        """Its end is no trouble: its work was done."""
        self._children.remove(child)

    def stop(self) -> None:
        """End all children and what they started; politely first."""
        for child in self._children:
            _signal(child.process, signal.SIGTERM)
        end = time.monotonic() + GRACE
        for child in self._children:
            try:
                child.process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(child.process, signal.SIGKILL)
                child.process.wait()
        self._children.clear()
        self._pipe().close()
        self._keeper.wait()

    def _start_keeper(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603  # our own module
            [sys.executable, "-m", "rencai_sample.keeper", self._environment[MARK]],
            stdin=subprocess.PIPE,
            start_new_session=True,
        )

    def _pipe(self) -> IO[bytes]:
        pipe = self._keeper.stdin
        if pipe is None:
            raise RuntimeError("the keeper was started without a pipe")
        return pipe

    def _tell_keeper(self, pid: int) -> None:
        self._pipe().write(b"%d\n" % pid)
        self._pipe().flush()


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Signal the child's whole group; it leads one, being the leader of its session."""
    if process.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
