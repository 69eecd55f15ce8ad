"""A new index beside the current one, filled, caught up, checked, and only then switched to."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event
from time import monotonic
from typing import Self

from sqlalchemy import Engine

from rencai.console import Console
from rencai.errors import RebuildRefused, Stopped
from rencai.search.analysis import Analyzer, analyzer
from rencai.search.lexicon import Lexicon
from rencai.search.port import Generation, Packed, SearchWriter
from rencai.store.engine import reading
from rencai.store.read import counts, latest_seq, stretches
from rencai_indexer.apply import apply
from rencai_indexer.dictionary import Dictionary
from rencai_indexer.lease import leased
from rencai_indexer.pool import DocumentPool

SMALLEST = 0.8
"""A new index with fewer records than this share of the current one is not switched to."""
BATCH = 500
DELIVERY = 4 * BATCH
"""Records that a process makes and sends at a time: only for the answer to the last request does it wait idly."""
COMMIT_EVERY = 30.0
"""Seconds of work that a kill may cost. Each commit makes engines write small parts and join them again: one for
20,000 records took Elasticsearch 0.25 ms of CPU a record instead of 0.19."""
PATIENCE = 5.0
"""Seconds that a rebuild which fails waits for writes under way: an engine that does not answer is not waited for."""
LAST_STEPS = 200
"""Steps of catching up before the switch; what comes after is the follower's."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the filling of a generation came, so that a killed rebuild goes on instead of beginning again."""

    position: int
    """Changes up to here were in the store when the filling began."""
    after: str
    """The last record id that was committed."""


class _Filling:
    """A generation that is being filled. How far it came is noted in itself: no other can be taken for it."""

    def __init__(self, generation: Generation, dictionary: Dictionary, progress: Progress) -> None:
        self.generation = generation
        self.progress = progress
        self._dictionary = dictionary

    def commit(self, after: str) -> None:
        """Commit what was written, which is everything up to a record."""
        self.generation.commit()
        self.note(after)

    def note(self, after: str) -> None:
        """Note that everything up to a record is committed."""
        self.generation.set_note(self._dictionary.note(self.progress.position, after))


def rebuild(
    engine: Engine,
    writer: SearchWriter,
    lexicon: Lexicon,
    console: Console,
    *,
    force: bool = False,
    stopping: Event | None = None,
) -> dict[str, int]:
    """Build a new generation from the store and let readers see it; searches and writes go on meanwhile.

    Raises RebuildRefused, leaving the current index in place, when the new one is much smaller, unless `force`;
    UnderWay where another process does it; Stopped when `stopping` is set meanwhile: the next one goes on from there.
    """
    with reading(engine) as conn:
        total = sum(states.get("live", 0) for states in counts(conn).values())
    made = DocumentPool(engine, lexicon.words, expected=total, waiting=writer.writes_elsewhere)
    with leased(engine) as lease, made as pool:
        lease.keep()

        def check() -> None:
            lease.check()
            if stopping is not None and stopping.is_set():
                raise Stopped("stopped while a new index was being built; the next start goes on with it")

        filling = _begin(engine, writer, Dictionary.of(lexicon), total)
        generation = filling.generation
        try:
            filled = _fill(engine, filling, pool, console, total, check)
            _catch_up(engine, generation, analyzer(lexicon.words))
            _check(writer, generation, force=force)
            check()
            writer.switch(generation)
            total = generation.count()
        finally:
            generation.close()
        dropped = len(writer.drop())
    return {"indexed": filled, "total": total, "dropped": dropped}


def _begin(engine: Engine, writer: SearchWriter, dictionary: Dictionary, expected: int) -> _Filling:
    unfinished = writer.unfinished()
    if unfinished is not None:
        note = unfinished.note()
        if Dictionary.read(note) == dictionary and (came := Dictionary.more(note)):
            return _Filling(unfinished, dictionary, Progress(*came))
        unfinished.close()
    writer.drop(keep=0)
    with reading(engine) as conn:
        position = latest_seq(conn)
    filling = _Filling(writer.new_generation(expected), dictionary, Progress(position, ""))
    filling.note("")
    return filling


def _fill(
    engine: Engine, filling: _Filling, pool: DocumentPool, console: Console, total: int, check: Callable[[], None]
) -> int:
    generation, progress = filling.generation, filling.progress
    # What a process writes itself need not be copied to this one.
    delivering = generation.deliver if pool.several else None
    wanted = stretches(engine, status="live", size=DELIVERY if delivering else BATCH, after=progress.after)
    committed = monotonic()
    with console.progress(total, "indexing") as bar, _Writing(generation) as writing:
        for batch in pool.documents(wanted, delivering or generation.pack):
            bar.advance(writing.add(batch))
            check()
            if monotonic() - committed >= COMMIT_EVERY:
                writing.finish()
                filling.commit(batch.ids[-1])
                committed = monotonic()
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

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            wait(self._under_way, PATIENCE)
        self._threads.shutdown(wait=kind is None, cancel_futures=True)

    def add(self, batch: Packed) -> int:
        """Begin to write a batch, waiting while too many are under way; give its size."""
        if batch.taken is not None:
            self._taken += batch.taken
            return len(batch.ids)
        self._under_way.append(self._threads.submit(self._generation.write, batch))
        while len(self._under_way) > self._generation.writers:
            self._taken += self._under_way.popleft().result()
        return len(batch.ids)

    def finish(self) -> int:
        """Wait until everything is written; give how many were taken in all."""
        while self._under_way:
            self._taken += self._under_way.popleft().result()
        return self._taken


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
