"""Runs of jobs: each due time once, with state, counts and the items that were turned away."""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, exists, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from rencai import clock
from rencai.errors import UnderWay
from rencai.store.engine import Writing, reading, writing
from rencai.store.owner import is_gone, this_process
from rencai.store.tables import rejects, runs

RUNNING = "running"
LOG_TAIL = 20_000
BEAT = 10.0
"""Seconds between signs of life."""
PARENT = "RENCAI_RUN"
"""Environment variable in which a command finds the number of the run that started it."""
RAW_KEPT = 20_000
RUNS_KEPT = 100
"""Runs of each job that stay however old they are: a source is judged by its past ones."""
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a job; `state` is running until it ends."""

    id: int
    job: str
    source: str
    cause: str
    state: str
    due_at: datetime | None
    started_at: datetime
    ended_at: datetime | None
    heartbeat_at: datetime
    counts: dict[str, Any]
    message: str
    log_tail: str
    owner: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Reject:
    """An item that was turned away, kept to look at."""

    run_id: int | None
    source: str
    item: str
    reason: str
    detail: str
    raw: str
    at: datetime


_COLUMNS = tuple(runs.c[name] for name in Run.__slots__)
_REJECT_COLUMNS = tuple(rejects.c[name] for name in Reject.__slots__)


def start_run(
    engine: Engine, job: str, source: str = "", due_at: datetime | None = None, cause: str = "manual"
) -> int | None:
    """Begin a run and give its number; None where this due time of the job was taken already.

    Runs of the job whose process is gone are ended as `lost`.
    """
    try:
        with writing(engine) as turn:
            mine = select(runs.c.id, runs.c.owner).where(runs.c.job == job, runs.c.state == RUNNING)
            _lose(turn, [run.id for run in turn.conn.execute(mine).all() if is_gone(run.owner)])
            return _begin(turn, job=job, source=source, due_at=due_at, cause=cause)
    except IntegrityError:
        return None


def parent_run() -> int | None:
    """The run that started this process, as the environment says."""
    given = os.environ.get(PARENT, "")
    return int(given) if given.isdecimal() else None


def start_alone(
    engine: Engine, job: str, source: str = "", *, cause: str, silence: timedelta, parent: int | None = None
) -> int:
    """Begin a run of a job that only one process may do at a time, and give its number.

    A run whose process is gone, or that gave no sign of life for so long, is ended as `lost`. Raises UnderWay where
    another one lives.
    """
    with writing(engine) as turn:
        mine = select(runs.c.id, runs.c.owner, runs.c.heartbeat_at).where(runs.c.job == job, runs.c.state == RUNNING)
        others = turn.conn.execute(mine).all()
        lost = [other.id for other in others if _is_lost(other, clock.now() - silence)]
        for other in others:
            if other.id not in lost:
                quiet = (clock.now() - other.heartbeat_at).total_seconds()
                raise UnderWay(
                    f"run {other.id} of {job} is under way (its last sign of life was {quiet:.0f} s ago): wait until "
                    "it has ended, or end its process"
                )
        _lose(turn, lost)
        return _begin(turn, job=job, source=source, cause=cause, parent=parent)


def _begin(turn: Writing, **given: Any) -> int:
    now = clock.now()
    values = {"state": RUNNING, "started_at": now, "heartbeat_at": now, "counts": {}, "owner": this_process()}
    return int(turn.conn.execute(insert(runs).returning(runs.c.id), values | given).scalar_one())


def heartbeat(engine: Engine, run_id: int, counts: Mapping[str, Any] | None = None) -> bool:
    """Say that a run is alive, and how far it came; gives whether it still runs: another process may have ended it."""
    values: dict[str, Any] = {"heartbeat_at": clock.now()}
    if counts is not None:
        values["counts"] = dict(counts)
    alive = (runs.c.id == run_id) & (runs.c.state == RUNNING)
    with writing(engine) as turn:
        return turn.conn.execute(update(runs).where(alive).values(**values)).rowcount > 0


class Pulse:
    """Says now and then that a run is alive: one that is silent for long is taken for lost."""

    def __init__(self, engine: Engine, run_id: int | None) -> None:
        self._engine, self._run_id, self._beaten = engine, run_id, time.monotonic()

    def __call__(self) -> None:
        if self._run_id is not None and time.monotonic() - self._beaten >= BEAT:
            self._beaten = time.monotonic()
            heartbeat(self._engine, self._run_id)


def finish_run(
    engine: Engine,
    run_id: int,
    state: str,
    counts: Mapping[str, Any] | None = None,
    message: str = "",
    log_tail: str = "",
) -> None:
    """End a run in a state such as `done` or `failed`; of the log the end is kept."""
    now = clock.now()
    values = {"state": state, "ended_at": now, "heartbeat_at": now, "message": message}
    if counts is not None:
        values["counts"] = dict(counts)
    if log_tail:
        values["log_tail"] = log_tail[-LOG_TAIL:]
    with writing(engine) as turn:
        turn.conn.execute(update(runs).where(runs.c.id == run_id).values(**values))


def get_run(conn: Connection, run_id: int) -> Run | None:
    """One run by its number."""
    row = conn.execute(select(*_COLUMNS).where(runs.c.id == run_id)).one_or_none()
    return None if row is None else _run(row)


def kept_runs(conn: Connection, ids: Iterable[int]) -> set[int]:
    """Those of some runs that are not forgotten."""
    return set(conn.execute(select(runs.c.id).where(runs.c.id.in_(list(ids)))).scalars())


def recent_runs(
    conn: Connection,
    *,
    job: str | None = None,
    source: str | None = None,
    state: str | None = None,
    once: bool = False,
    limit: int = 50,
) -> list[Run]:
    """The latest runs first, whatever the clock said when they began.

    With `once`, without those that only started others, such as a schedule's of a crawl.
    """
    query = select(*_COLUMNS).order_by(runs.c.id.desc()).limit(limit)
    for column, wanted in ((runs.c.job, job), (runs.c.source, source), (runs.c.state, state)):
        if wanted is not None:
            query = query.where(column == wanted)
    if once:
        started = runs.alias()
        query = query.where(~exists().where(started.c.parent == runs.c.id))
    return [_run(row) for row in conn.execute(query)]


def abandon(engine: Engine, before: datetime) -> list[int]:
    """End as `lost` the running runs without a sign of life since a moment, or whose process is gone; give them."""
    with writing(engine) as turn:
        running = select(runs.c.id, runs.c.owner, runs.c.heartbeat_at).where(runs.c.state == RUNNING)
        ids = [run.id for run in turn.conn.execute(running) if _is_lost(run, before)]
        _lose(turn, ids)
    return ids


def _is_lost(run: Any, before: datetime) -> bool:
    # A sign of life from the future is what a clock that was ahead wrote down: it would count for as long.
    after = clock.now() + (clock.now() - before)
    return not before <= run.heartbeat_at <= after or is_gone(run.owner)


def _lose(turn: Writing, ids: Sequence[int]) -> None:
    values = {"state": "lost", "ended_at": clock.now(), "message": "the process ended without a word"}
    turn.conn.execute(update(runs).where(runs.c.id.in_(ids)).values(**values))


def reject(turn: Writing, rows: Sequence[Reject]) -> None:
    """Keep rejected items to look at; of a very long one the start."""
    values = [
        {name: getattr(row, name) for name in Reject.__slots__}
        | {"raw": _storable(row.raw[:RAW_KEPT]), "item": _storable(row.item[:512]), "detail": _storable(row.detail)}
        for row in rows
    ]
    if values:
        turn.conn.execute(insert(rejects), values)


def _storable(text: str) -> str:
    """Text without what no database keeps: half a surrogate pair, NUL."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")


def rejected(conn: Connection, run_id: int, limit: int = 100) -> list[Reject]:
    """The first rejected items of a run."""
    query = select(*_REJECT_COLUMNS).where(rejects.c.run_id == run_id).order_by(rejects.c.id).limit(limit)
    return [Reject(*row) for row in conn.execute(query)]


def reject_counts(conn: Connection, run_id: int) -> dict[str, int]:
    """How many items of a run were rejected, by reason."""
    query = select(rejects.c.reason, func.count()).where(rejects.c.run_id == run_id).group_by(rejects.c.reason)
    return {reason: count for reason, count in conn.execute(query)}  # noqa: C416  # rows are no pairs to mypy


def prune_rejects(turn: Writing, before: datetime) -> int:
    """Drop rejected items kept since before a moment; return how many."""
    return turn.conn.execute(delete(rejects).where(rejects.c.at < before)).rowcount


def prune_runs(engine: Engine, before: datetime) -> int:
    """Drop runs that ended before a moment, but for the latest of each job; return how many.

    What is found to be old stays so, and is found without keeping writers waiting.
    """
    place = func.row_number().over(partition_by=runs.c.job, order_by=runs.c.id.desc())
    ranked = select(runs.c.id, place.label("place")).subquery()
    later = select(ranked.c.id).where(ranked.c.place > RUNS_KEPT)
    with reading(engine) as conn:
        old = list(conn.execute(select(runs.c.id).where(runs.c.ended_at < before, runs.c.id.in_(later))).scalars())
    for start in range(0, len(old), _AT_ONCE):
        with writing(engine, bulk=True) as turn:
            turn.conn.execute(delete(runs).where(runs.c.id.in_(old[start : start + _AT_ONCE])))
    return len(old)


def _run(row: Any) -> Run:
    return Run(*row)
