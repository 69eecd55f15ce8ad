"""One run of one entry: a command in a process of its own, watched until its end."""

import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Engine

from rencai import clock
from rencai.errors import StoreError
from rencai.processes import PROGRAM
from rencai.store.engine import reading
from rencai.store.runs import PARENT, abandon, finish_run, heartbeat, recent_runs, start_run
from rencai_schedules.timetable import Entry

T = TypeVar("T")
HEARTBEAT = timedelta(seconds=15)
SILENT = 8 * HEARTBEAT
"""A run without a sign of life for so long has lost its process."""
GRACE = 20.0
"""Seconds between SIGTERM and SIGKILL."""
POLL = 0.2
AWAY = 2.0
"""Seconds until a store that did not answer is asked again."""
FOR_EVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended."""

    state: str
    counts: dict[str, Any]
    message: str
    log: str


def run_entry(
    engine: Engine, entry: Entry, due_at: datetime | None, stopping: threading.Event, cause: str = "schedule"
) -> str | None:
    """Run an entry for one due time; give the run's final state, None where another process has this due time.

    While the store is away, the beginning waits for it as long as the entry may be late, and the end until it is back.
    """
    until = (due_at or clock.now()) + entry.lateness
    busy, run_id = _patiently(lambda: _begun(engine, entry, due_at, cause), stopping, until)
    if run_id is None:
        return None
    if busy:
        finish_run(engine, run_id, "skipped", message=f"run {busy} of the same job was still going on")
        return "skipped"
    ended = _watch(engine, run_id, entry, stopping)
    _patiently(
        lambda: finish_run(engine, run_id, ended.state, ended.counts, ended.message, ended.log), stopping, FOR_EVER
    )
    return ended.state


def _begun(engine: Engine, entry: Entry, due_at: datetime | None, cause: str) -> tuple[int | None, int | None]:
    """The run of the same job that is still going on, and the number of the new one."""
    abandon(engine, clock.now() - SILENT)
    return _running(engine, entry), start_run(engine, entry.id, due_at=due_at, cause=cause)


def _patiently(work: Callable[[], T], stopping: threading.Event, until: datetime) -> T:
    """Do what needs the store, again and again up to a moment where that is away."""
    while True:
        try:
            return work()
        except StoreError:
            if clock.now() >= until or stopping.wait(AWAY):
                raise


def _running(engine: Engine, entry: Entry) -> int | None:
    with reading(engine) as conn:
        return next((run.id for run in recent_runs(conn, job=entry.id, state="running", limit=1)), None)


def _watch(engine: Engine, run_id: int, entry: Entry, stopping: threading.Event) -> Ended:
    with tempfile.TemporaryDirectory(prefix="rencai-run-") as folder:
        output, log = Path(folder, "stdout"), Path(folder, "stderr")
        process = _start(entry, run_id, output, log)
        reason = _wait(engine, run_id, process, entry.limit, stopping)
        return _ended(process.returncode, reason, entry, output, log)


def _start(entry: Entry, run_id: int, output: Path, log: Path) -> subprocess.Popen[bytes]:
    command, environment = [*PROGRAM, *entry.command], os.environ | {PARENT: str(run_id)}
    with output.open("wb") as stdout, log.open("wb") as stderr:
        # A session of its own, so that whatever the command starts ends with it.
        return subprocess.Popen(  # noqa: S603  # words of the timetable, no shell
            command, env=environment, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, start_new_session=True
        )


def _wait(
    engine: Engine, run_id: int, process: subprocess.Popen[bytes], limit: timedelta, stopping: threading.Event
) -> str:
    """Wait for the end, with signs of life; give why it was ended, empty if by itself."""
    started = beat = time.monotonic()
    while process.poll() is None:
        if stopping.wait(POLL):
            _end(process)
            return "stopped"
        now = time.monotonic()
        if now - started > limit.total_seconds():
            _end(process)
            return "timeout"
        if now - beat > HEARTBEAT.total_seconds():
            # The command itself knows what it can do without the store; it is watched all the same.
            with suppress(StoreError):
                heartbeat(engine, run_id)
                beat = now
    return ""


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(GRACE)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _ended(code: int, reason: str, entry: Entry, output: Path, log: Path) -> Ended:
    tail = log.read_text(encoding="utf-8", errors="replace")
    counts = _counts(output)
    if reason == "timeout":
        message = f"ended after its limit of {entry.limit}"
    elif reason == "stopped":
        message = "ended because the scheduler stops; the next start goes on"
    elif code:
        message = next((line for line in reversed(tail.splitlines()) if line.strip()), f"exit code {code}")
    else:
        message = ""
    return Ended(reason or ("failed" if code else "done"), counts, message, tail)


def _counts(output: Path) -> dict[str, Any]:
    try:
        value = json.loads(output.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return value if isinstance(value, dict) else {}
