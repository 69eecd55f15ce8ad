"""A new index beside the current one, filled, caught up, checked, and only then switched to."""

import json
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlalchemy import Engine

from rencai.console import Console
from rencai.errors import RebuildRefused
from rencai.search.analysis import Analyzer, analyzer
from rencai.search.lexicon import Lexicon
from rencai.search.port import Generation, Packed, SearchWriter
from rencai.settings import settings
from rencai.store.engine import reading
from rencai.store.read import counts, latest_seq, stretches
from rencai_indexer.apply import apply
from rencai_indexer.dictionary import Dictionary
from rencai_indexer.pool import DocumentPool

SMALLEST = 0.8
"""A new index with fewer records than this share of the current one is not switched to."""
BATCH = 500
COMMIT_EVERY = 20_000
LAST_STEPS = 200
"""Steps of catching up before the switch; what comes after is the follower's."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the filling of a generation came, so that a killed rebuild goes on instead of beginning again."""

    generation: str
    position: int
    """Changes up to here were in the store when the filling began."""
    after: str
    """The last record id that was committed."""


def rebuild(
    engine: Engine, writer: SearchWriter, lexicon: Lexicon, console: Console, *, force: bool = False
) -> dict[str, int]:
    """Build a new generation from the store and let readers see it; searches and writes go on meanwhile.

    Raises RebuildRefused, leaving the current index in place, when the new one is much smaller, unless `force`.
    """
    with reading(engine) as conn:
        total = sum(states.get("live", 0) for states in counts(conn).values())
    with DocumentPool(engine, lexicon.words, expected=total) as pool:
        generation, progress = _begin(engine, writer, Dictionary.of(lexicon).note(), total)
        try:
            filled = _fill(engine, generation, progress, pool, console, total)
            _catch_up(engine, generation, analyzer(lexicon.words))
            _check(writer, generation, force=force)
            writer.switch(generation)
            total = generation.count()
        finally:
            generation.close()
    _forget()
    return {"indexed": filled, "total": total, "dropped": len(writer.drop())}


def _begin(engine: Engine, writer: SearchWriter, note: str, expected: int) -> tuple[Generation, Progress]:
    known = _remembered()
    unfinished = writer.unfinished()
    if unfinished is not None:
        if known is not None and known.generation == unfinished.name and unfinished.note() == note:
            return unfinished, known
        unfinished.close()
    writer.drop(keep=0)
    with reading(engine) as conn:
        position = latest_seq(conn)
    generation = writer.new_generation(expected)
    generation.set_note(note)
    return generation, Progress(generation.name, position, "")


def _fill(
    engine: Engine, generation: Generation, progress: Progress, pool: DocumentPool, console: Console, total: int
) -> int:
    wanted = stretches(engine, status="live", size=BATCH, after=progress.after)
    with console.progress(total, "indexing") as bar, _Writing(generation) as writing:
        for batch in pool.documents(wanted, generation.pack):
            bar.advance(writing.add(batch))
            if writing.uncommitted >= COMMIT_EVERY:
                writing.finish()
                _commit(generation, Progress(generation.name, progress.position, batch.ids[-1]))
        filled = writing.finish()
    generation.commit()
    generation.set_position(progress.position)
    return filled


class _Writing:
    """Batches on their way to the engine, as many at once as it takes with good effect."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation
        self._threads = ThreadPoolExecutor(generation.writers)
        self._under_way: deque[Future[int]] = deque()
        self._taken = 0
        self.uncommitted = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)

    def add(self, batch: Packed) -> int:
        """Begin to write a batch, waiting while too many are under way; give its size."""
        self._under_way.append(self._threads.submit(self._generation.write, batch))
        self.uncommitted += len(batch.ids)
        while len(self._under_way) > self._generation.writers:
            self._taken += self._under_way.popleft().result()
        return len(batch.ids)

    def finish(self) -> int:
        """Wait until everything is written; give how many were taken in all."""
        while self._under_way:
            self._taken += self._under_way.popleft().result()
        self.uncommitted = 0
        return self._taken


def _commit(generation: Generation, progress: Progress) -> None:
    generation.commit()
    _remember(progress)


def _catch_up(engine: Engine, generation: Generation, cut: Analyzer) -> None:
    for _ in range(LAST_STEPS):
        if not apply(engine, generation, cut).changes:
            return


def _check(writer: SearchWriter, generation: Generation, *, force: bool) -> None:
    before, now = writer.current_count(), generation.count()
    if not force and now < SMALLEST * before:
        raise RebuildRefused(
            f"the new index has {now} records and the current one {before}; the current one stays. "
            "If so many records really ended, run `rencai index rebuild --force`"
        )


def _path() -> Path:
    return settings().data / "rebuild.json"


def _remember(progress: Progress) -> None:
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    temporary.write_text(json.dumps([progress.generation, progress.position, progress.after]), encoding="utf-8")
    temporary.replace(path)


def _remembered() -> Progress | None:
    with suppress(OSError, ValueError, TypeError):
        return Progress(*json.loads(_path().read_text(encoding="utf-8")))
    return None


def _forget() -> None:
    _path().unlink(missing_ok=True)
