"""That one process alone builds a new index of a store, wherever others run: two would drop each other's work."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from sqlalchemy import Engine

from rencai.errors import StoreError, UnderWay
from rencai.store.runs import finish_run, heartbeat, start_alone

JOB = "rebuild"
SILENCE = timedelta(minutes=2)
"""After which a process on another machine counts as gone; of one on this machine it is known."""
BEAT = 20.0
"""Seconds between two signs of life."""


class Lease:
    """One run of a rebuild, for as long as it gives signs of life."""

    def __init__(self, engine: Engine, run: int) -> None:
        self._engine, self._run = engine, run
        self._ended = threading.Event()
        self._lost = False

    def keep(self) -> None:
        """Give signs of life from now on, beside the work."""
        threading.Thread(target=self._beat, name="lease", daemon=True).start()

    def check(self) -> None:
        """Raises UnderWay where this process slept for so long that another one was let in."""
        if self._lost:
            raise UnderWay(f"another process took run {self._run} of {JOB} for dead and does it anew")

    def end(self, state: str) -> None:
        """Let others in."""
        self._ended.set()
        finish_run(self._engine, self._run, state)

    def _beat(self) -> None:
        while not self._ended.wait(BEAT):
            # A store that is away stops the work itself where it needs it.
            with suppress(StoreError):
                self._lost = not heartbeat(self._engine, self._run)


@contextmanager
def leased(engine: Engine) -> Iterator[Lease]:
    """A lease for the block. Raises UnderWay where another process has one."""
    lease = Lease(engine, start_alone(engine, JOB, cause="manual", silence=SILENCE))
    state = "failed"
    try:
        yield lease
        state = "done"
    finally:
        lease.end(state)
