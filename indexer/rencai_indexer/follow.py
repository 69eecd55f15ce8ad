"""Following the store's changes, for as long as it runs, through every trouble of engine and store."""

import random
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import Engine

from rencai.console import Console
from rencai.errors import RebuildRefused, SearchError, SearchUnavailable, Stopped, StoreError, UnderWay
from rencai.search.analysis import analyzer
from rencai.search.engine import SearchEngine
from rencai.search.lexicon import Lexicon
from rencai.search.port import Generation, SearchWriter
from rencai.store.changes import changed_before
from rencai.store.engine import reading
from rencai.store.read import get_many, latest_seq
from rencai_indexer.apply import Applied, apply
from rencai_indexer.dictionary import Dictionary, recut
from rencai_indexer.rebuild import rebuild

IDLE = 0.5
"""Seconds between looks for changes: a record is searchable within about a second of its writing."""
SLOWEST = 30.0
"""Seconds between attempts at an engine that stays away."""
TOLD, ENOUGH = 50, 5
"""Changes that a generation is asked about when it is opened, and how many live records among them tell something."""
REFUSED = 600.0
"""Seconds until another rebuild is tried where one was refused: each goes through the whole store."""


class Follower:
    """Keeps the current generation equal to the store, cut by the dictionary in effect."""

    def __init__(
        self,
        engine: Engine,
        writer: SearchWriter,
        search: SearchEngine,
        lexicon: Callable[[], Lexicon],
        console: Console,
    ) -> None:
        self._engine = engine
        self._writer = writer
        self._search = search
        self._lexicon = lexicon
        self._console = console
        self._generation: Generation | None = None
        self._cut_by = ""
        self.stopping = threading.Event()

    def once(self) -> dict[str, int]:
        """Apply what is pending now and return; give how much that was. Makes the index where there is none."""
        done = {"changes": 0, "indexed": 0, "removed": 0}
        try:
            with reading(self._engine) as conn:
                until = latest_seq(conn)
            while not self.stopping.is_set():
                step = self._step()
                done["changes"] += step.changes
                done["indexed"] += step.indexed
                done["removed"] += step.removed
                if not step.changes or step.position >= until:
                    break
            return done
        finally:
            self.close()

    def forever(self) -> None:
        """Follow until `stopping` is set. An engine or a store that stays away is tried again; changes wait in it."""
        delay = 0.0
        while not self.stopping.wait(delay):
            try:
                step = self._step()
            except Stopped as stopped:
                self._console.info(str(stopped))
                break
            except (SearchError, StoreError, UnderWay) as error:
                delay = REFUSED if isinstance(error, RebuildRefused) else _longer(delay)
                self._console.warn(f"{error}; trying again in {delay:.0f} s")
                # What cannot be written may not close in peace either; the next attempt opens it anew.
                with suppress(SearchUnavailable):
                    self.close()
                continue
            if step.changes:
                self._console.detail(f"indexed {step.indexed}, removed {step.removed}, up to change {step.position}")
            delay = 0.0 if step.changes else IDLE
        self.close()

    def _step(self) -> Applied:
        lexicon = self._lexicon()
        generation = self._cut(self._open(lexicon), lexicon)
        return apply(self._engine, generation, analyzer(lexicon.words))

    def _open(self, lexicon: Lexicon) -> Generation:
        """The current generation, which a rebuild may have replaced since the last look."""
        if self._generation is not None and self._writer.is_current(self._generation):
            return self._generation
        with suppress(SearchUnavailable):  # the files of one that was replaced may be gone
            self.close()
        self._generation = self._writer.current()
        if self._generation is None:
            self._console.info("there is no index yet: building one")
            self._rebuild(lexicon)
        elif self._is_ahead(self._generation):
            self._console.info("the store is older than the index, as one from a backup: building a new index")
            self._rebuild(lexicon)
        elif self._is_foreign(self._generation):
            self._console.info("the index was filled from another store: building a new one")
            self._rebuild(lexicon)
        if self._generation is None:
            raise SearchUnavailable("the index was built but cannot be opened; run `rencai doctor`")
        return self._generation

    def _is_ahead(self, generation: Generation) -> bool:
        """Whether it knows of changes that the store has not got: what is written there next would be passed over."""
        with reading(self._engine) as conn:
            return generation.position() > latest_seq(conn)

    def _is_foreign(self, generation: Generation) -> bool:
        """Whether it has not got any of the records of which the store told it last."""
        with reading(self._engine) as conn:
            told = get_many(conn, changed_before(conn, generation.position(), TOLD))
        live = [record.id for record in told.values() if record.status == "live"]
        if len(live) < ENOUGH:
            return False
        self._search.refresh()
        return not self._search.hashes(live)

    def _cut(self, generation: Generation, lexicon: Lexicon) -> Generation:
        """The generation, brought to the dictionary in effect."""
        if self._cut_by == lexicon.version:
            return generation
        wanted, had = Dictionary.of(lexicon), Dictionary.read(generation.note())
        if had is None and not self._writer.is_current(generation):
            # A rebuild has replaced it meanwhile, and what was noted of it went with it.
            return self._cut(self._open(lexicon), lexicon)
        if had is None or had.base != wanted.base:
            self._console.info("the index was cut by another dictionary: building a new one")
            self._rebuild(lexicon)
        elif changed := (wanted.own ^ had.own) | had.unsure:
            # Were it to end half way and the words be taken back, nothing else would tell that some records have them.
            generation.set_note(replace(had, unsure=changed).note())
            done = recut(self._engine, self._search, generation, lexicon, changed)
            generation.set_note(wanted.note())
            self._console.info(f"the dictionary changed: {done} records written anew")
        self._cut_by = lexicon.version
        return self._generation or generation

    def _rebuild(self, lexicon: Lexicon) -> None:
        self.close()
        rebuild(self._engine, self._writer, lexicon, self._console, stopping=self.stopping)
        self._generation = self._writer.current()

    def close(self) -> None:
        """Let go of the index."""
        # Whatever is opened next may have been cut by another dictionary, as by a rebuild that began before an edit.
        self._cut_by = ""
        generation, self._generation = self._generation, None
        if generation is not None:
            generation.close()


def _longer(delay: float) -> float:
    """Twice as long up to a limit, with jitter, so that several processes don't return at the same moment."""
    return min(SLOWEST, max(1.0, 2 * delay)) * random.uniform(0.8, 1.2)  # noqa: S311  # no secret
