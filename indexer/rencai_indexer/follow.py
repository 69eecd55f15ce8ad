"""Following the store's changes, for as long as it runs, through every trouble of the search engine."""

import random
import threading
from collections.abc import Callable

from sqlalchemy import Engine

from rencai.console import Console
from rencai.errors import SearchUnavailable
from rencai.search.analysis import Analyzer
from rencai.search.port import Generation, SearchWriter
from rencai.store.engine import reading
from rencai.store.read import latest_seq
from rencai_indexer.apply import apply
from rencai_indexer.rebuild import rebuild

IDLE = 0.5
"""Seconds between looks for changes: a record is searchable within about a second of its writing."""
SLOWEST = 30.0
"""Seconds between attempts at an engine that stays away."""


class Follower:
    """Keeps the current generation equal to the store."""

    def __init__(
        self, engine: Engine, writer: SearchWriter, analyzer: Callable[[], Analyzer], console: Console
    ) -> None:
        self._engine = engine
        self._writer = writer
        self._analyzer = analyzer
        self._console = console
        self._generation: Generation | None = None
        self.stopping = threading.Event()

    def once(self) -> dict[str, int]:
        """Apply what is pending now and return; give how much that was. Makes the index where there is none."""
        done = {"changes": 0, "indexed": 0, "removed": 0}
        try:
            with reading(self._engine) as conn:
                until = latest_seq(conn)
            while not self.stopping.is_set():
                step = apply(self._engine, self._open(), self._analyzer())
                done["changes"] += step.changes
                done["indexed"] += step.indexed
                done["removed"] += step.removed
                if not step.changes or step.position >= until:
                    break
            return done
        finally:
            self.close()

    def forever(self) -> None:
        """Follow until `stopping` is set. An engine that stays away is tried again; changes wait in the store."""
        delay = 0.0
        while not self.stopping.wait(delay):
            try:
                step = apply(self._engine, self._open(), self._analyzer())
            except SearchUnavailable as error:
                delay = _longer(delay)
                self._console.warn(f"{error}; trying again in {delay:.0f} s")
                self.close()
                continue
            if step.changes:
                self._console.detail(f"indexed {step.indexed}, removed {step.removed}, up to change {step.position}")
            delay = 0.0 if step.changes else IDLE
        self.close()

    def _open(self) -> Generation:
        """The current generation, which a rebuild may have replaced since the last look."""
        if self._generation is not None and self._writer.is_current(self._generation):
            return self._generation
        self.close()
        self._generation = self._writer.current()
        if self._generation is None:
            self._console.info("there is no index yet: building one")
            rebuild(self._engine, self._writer, self._analyzer(), self._console)
            self._generation = self._writer.current()
        if self._generation is None:
            raise SearchUnavailable("the index was built but cannot be opened; run `rencai doctor`")
        return self._generation

    def close(self) -> None:
        """Let go of the index."""
        generation, self._generation = self._generation, None
        if generation is not None:
            generation.close()


def _longer(delay: float) -> float:
    """Twice as long up to a limit, with jitter, so that several processes don't return at the same moment."""
    return min(SLOWEST, max(1.0, 2 * delay)) * random.uniform(0.8, 1.2)  # noqa: S311  # no secret
